/* What is only printed: lists, pages of help, the options, the version. */

#include "cli.h"

#include "../base/version.h"
#include "../command/command.h"

/* A word of the command line has no place in a text. */
static int print_or_report(bool good, struct text *text, struct error *error)
{
    if (good)
        return cli_print(text);
    text_free(text);
    error->offset = ERROR_NO_PLACE;
    return cli_report(NULL, error, WRONG);
}

int mode_list(const struct options *options)
{
    const char *kind = options->argument_count ? options->arguments[0] : "";
    struct text text = {0};
    struct error error;
    return print_or_report(list_write(&command_table, &file_services, NULL, &text, kind, &error),
                           &text, &error);
}

int mode_topic(const struct options *options)
{
    const char *topic = options->argument_count ? options->arguments[0] : "";
    struct text text = {0};
    struct error error;
    return print_or_report(help_write(&command_table, NULL, &text, topic, &error), &text, &error);
}

int mode_help(const struct options *options)
{
    struct text text = {0};
    (void)options;
    options_help(&text);
    return cli_print(&text);
}

int mode_version(const struct options *options)
{
    struct text text = {0};
    (void)options;
    text_add(&text, "overshoot %s\n", OVERSHOOT_VERSION);
    return cli_print(&text);
}
