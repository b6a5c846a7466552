/* `overshoot run`: the trajectory as a table. */

#include "cli.h"

#include "../output/file.h"
#include "../output/run.h"

#include <stdio.h>

static int write_run(struct session *session, int64_t steps, const struct run_table *table,
                     const char *output)
{
    struct output_file file = {.stream = stdout};
    struct text nothing = {0};
    struct error error;
    if (output && !output_begin(&file, output, &error))
        return cli_report(NULL, &error, COULD_NOT);
    bool good = run_write(session, steps, table, file.stream, &error);
    int status = DONE;
    if (!output)
        status = cli_print(&nothing);
    else if (!good)
        output_abandon(&file);
    else if (!output_commit(&file, &error))
        return cli_report(NULL, &error, COULD_NOT);
    return good ? status : cli_report(NULL, &error, WRONG);
}

static int write_table(struct session *session, int64_t steps, const struct run_format *format,
                       const struct options *options)
{
    struct run_table table = {format, {0}, options->every};
    struct error error;
    const char *list = options->list;
    bool good = !list || columns_read(&table.columns, session->sim, list, &error);
    int status =
        good ? write_run(session, steps, &table, options->output) : cli_report(NULL, &error, WRONG);
    columns_free(&table.columns);
    return status;
}

int mode_run(const struct options *options)
{
    const char *name = cli_format(options, "csv");
    const struct run_format *format = run_format_find(name);
    if (!format)
        return cli_wrong_format(options, "run writes csv and jsonl", name);
    struct session *session = session_new();
    int64_t recorded;
    int status = cli_prepare(session, options->arguments[0], options, true, -1, &recorded);
    int64_t usual = recorded >= 0 ? recorded : 100;
    if (status == DONE)
        status =
            write_table(session, options->steps >= 0 ? options->steps : usual, format, options);
    return cli_close(session, status);
}
