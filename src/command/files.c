/* The commands that others carry out, as they need files, and pages to read. */

#include "rows.h"

#include <stddef.h>
#include <string.h>

typedef bool service_function(struct session *session, const char *path, struct error *error);

/* Whoever opens a scene does not know what is in it: it touches no files. */
static bool with_file(struct reader *in, const char *path, int offset, service_function *service)
{
    if (!service || in->session->script.line > 0)
        return error_at(in->error, offset, "there are no files here");
    return service(in->session, path, in->error);
}

static const struct services *services_of(const struct reader *in)
{
    static const struct services none;
    const struct services *services = in->session->host.services;
    return services ? services : &none;
}

static bool with_named_file(struct reader *in, service_function *service)
{
    const char *path = reader_rest(in);
    int offset = reader_place(in, path);
    return *path ? with_file(in, path, offset, service)
                 : error_at(in->error, offset, "expected the name of a file");
}

static bool run_open(struct reader *in)
{
    return with_named_file(in, services_of(in)->open);
}

static bool run_save(struct reader *in)
{
    return with_named_file(in, services_of(in)->save);
}

static bool run_export(struct reader *in)
{
    return with_named_file(in, services_of(in)->export_run);
}

static bool run_screenshot(struct reader *in)
{
    const char *path = reader_rest(in);
    return with_file(in, path, reader_place(in, path), services_of(in)->screenshot);
}

/* Without arguments the one or the other. */
static bool run_record(struct reader *in)
{
    const char *path = reader_rest(in);
    bool stop = strcmp(path, "stop") == 0 || (!*path && in->session->host.recording);
    return with_file(in, stop ? NULL : path, reader_place(in, path), services_of(in)->record);
}

static void offer_record(const struct offering *offering)
{
    if (offering->session->host.recording && !*offering->first)
        offer(offering, "stop", "", "it is being recorded");
    else
        offer_files(offering);
}

/* --- what is there --- */

/* Puts a page in the place of the last one, or says where the arguments are wrong. */
static bool show_page(struct reader *in, struct text page, bool good, int offset)
{
    if (!good) {
        in->error->offset = offset;
        text_free(&page);
        return false;
    }
    text_free(&in->session->answers.page);
    in->session->answers.page = page;
    return true;
}

static bool run_help(struct reader *in)
{
    struct text page = {0};
    int offset = reader_offset(in);
    bool good = help_write(in->commands, in->session, &page, reader_rest(in), in->error);
    return show_page(in, page, good, offset);
}

/* Topics, and all names that help has a page for. */
static void offer_topics(const struct offering *offering)
{
    struct command_row row;
    if (*offering->first)
        return;
    offer_rows(offering, &topic_choices, "");
    for (int i = 0; (row = command_at(offering->commands, i)).name; i++)
        if (row.arguments && topic_find(row.name) == NULL)
            offer(offering, row.name, "", row.help);
    offer_optimizers(offering);
    offer_schedules(offering);
    offer_surfaces(offering);
}

static bool run_list(struct reader *in)
{
    struct text page = {0};
    int offset = reader_offset(in);
    bool good = list_write(in->commands, &page, reader_rest(in), in->error);
    return show_page(in, page, good, offset);
}

static void offer_lists(const struct offering *offering)
{
    offer_rows(offering, &list_choices, "");
}

static bool run_quit(struct reader *in)
{
    if (!reader_finish(in))
        return false;
    in->session->answers.quitting = true;
    return true;
}

const struct command_row file_commands[] = {
    {"open", "FILE", "opens a scene", NULL, run_open, 0, offer_files},
    {"save", "FILE", "saves all as a scene", NULL, run_save, 0, offer_files},
    {"export", "FILE", "writes the run so far, .csv or .jsonl", NULL, run_export, 0, offer_files},
    {"screenshot", "[FILE]", "writes the screen, .txt, .ans or .svg", NULL, run_screenshot, 0,
     offer_files},
    {"record", "[FILE | stop]", "all that is on the screen from now on, .cast for asciinema", NULL,
     run_record, 0, offer_record},
    {"list", "[KIND]", "surfaces, optimizers, schedules, commands, keys, colors", "list surfaces",
     run_list, 0, offer_lists},
    {"help", "[TOPIC]", "of a command, a surface, an optimizer, a schedule", "help adam", run_help,
     0, offer_topics},
    {"quit", "", "ends the program", NULL, run_quit, TIMED, NULL},
    {0},
};
