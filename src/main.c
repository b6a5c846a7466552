/* Reads the command line and picks what to do. */

#include "cli/cli.h"

#include <locale.h>
#include <signal.h>

static int (*const modes[MODE_COUNT])(const struct options *options) = {
    [MODE_SCREEN] = mode_screen,       [MODE_COMPARE] = mode_screen,      [MODE_RUN] = mode_run,
    [MODE_RENDER] = mode_render,       [MODE_LIST] = mode_list,           [MODE_TOPIC] = mode_topic,
    [MODE_CHECK] = mode_check,         [MODE_STABILITY] = mode_stability, [MODE_SWEEP] = mode_sweep,
    [MODE_RANGETEST] = mode_rangetest, [MODE_SCHEDULE] = mode_schedule,   [MODE_HELP] = mode_help,
    [MODE_VERSION] = mode_version,     [MODE_TELL] = mode_tell,
};

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C"); /* numbers are written alike everywhere */
    signal(SIGPIPE, SIG_IGN);   /* a reader that has gone is an error of the write, */
    signal(SIGXFSZ, SIG_IGN);   /* and so is a file that must not grow any more */
    struct options options;
    struct error error;
    bool good = options_read(&options, argc, argv, &error);
    cli_begin(&options);
    int status = good ? modes[options.mode](&options) : cli_report(NULL, &error, WRONG);
    options_free(&options);
    return status;
}
