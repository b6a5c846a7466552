/* `overshoot run`: the trajectory as a table. */

#include "cli.h"

#include "../output/file.h"
#include "../output/run.h"

#include <stdio.h>

static int write_run(struct session *session, int64_t steps, const struct run_format *format,
                     const char *output)
{
    struct output_file file = {.stream = stdout};
    struct text nothing = {0};
    struct error error;
    if (output && !output_begin(&file, output, &error))
        return cli_report(NULL, &error, COULD_NOT);
    bool good = run_write(session, steps, format, file.stream, &error);
    int status = DONE;
    if (!output)
        status = cli_print(&nothing);
    else if (!good)
        output_abandon(&file);
    else if (!output_commit(&file, &error))
        return cli_report(NULL, &error, COULD_NOT);
    return good ? status : cli_report(NULL, &error, WRONG);
}

int mode_run(const struct options *options)
{
    const char *name = cli_format(options, "csv");
    const struct run_format *format = run_format_find(name);
    if (!format)
        return cli_wrong_format(options, "run writes csv and jsonl", name);
    struct session *session = session_new();
    int64_t recorded;
    int status = cli_prepare(session, options->arguments[0], options, true, &recorded);
    int64_t usual = recorded >= 0 ? recorded : 100;
    if (status == DONE)
        status = write_run(session, options->steps >= 0 ? options->steps : usual, format,
                           options->output);
    return cli_close(session, status);
}
