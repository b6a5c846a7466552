/* What is only printed: lists, pages of help, the options, the version. */

#include "cli.h"

#include "../base/version.h"
#include "../command/command.h"

#include <unistd.h>

/* A word of the command line has no place in a text. */
static int print_or_report(bool good, struct text *text, bool wraps, struct error *error)
{
    if (good)
        return cli_print_page(text, wraps);
    text_free(text);
    error->offset = ERROR_NO_PLACE;
    return cli_report(NULL, error, WRONG);
}

int mode_list(const struct options *options)
{
    const char *kind = options->argument_count ? options->arguments[0] : "";
    struct text text = {0};
    struct error error;
    bool good = list_write(&command_table, &file_services, NULL, &text, kind, &error);
    return print_or_report(good, &text, isatty(STDOUT_FILENO), &error); /* others read lines */
}

/* Several words are one topic. */
int mode_topic(const struct options *options)
{
    struct text text = {0}, topic = {0};
    struct error error;
    for (int i = 0; i < options->argument_count; i++)
        text_add(&topic, "%s%s", i ? " " : "", options->arguments[i]);
    bool good = help_write(&command_table, &file_services, NULL, &text,
                           topic.length ? topic.bytes : "", &error);
    text_free(&topic);
    return print_or_report(good, &text, true, &error);
}

int mode_help(const struct options *options)
{
    struct text text = {0};
    (void)options;
    options_help(&text);
    return cli_print_page(&text, true);
}

int mode_version(const struct options *options)
{
    struct text text = {0};
    (void)options;
    text_add(&text, "overshoot %s\n", OVERSHOOT_VERSION);
    return cli_print(&text);
}
