/* `overshoot sweep`: what becomes of the selected ball for each of many numbers. */

#include "cli.h"
#include "picture.h"

#include "../base/memory.h"
#include "../command/command.h"
#include "../lab/outlook.h"
#include "../output/file.h"
#include "../output/outcomes.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* --- what is asked for --- */

static bool read_axis(const struct session *session, const char *typed, struct sweep_axis *axis,
                      struct error *error)
{
    struct error reason;
    return sweep_axis_read(session, typed, true, axis, &reason) ||
           error_at(error, ERROR_NO_PLACE, "--param %.60s: %s, as in eta=0.01:1:log:50", typed,
                    reason.text);
}

/* A:B of the first number's values; either may be left out. What is beyond the last is none. */
static bool read_rows(const char *typed, int count, struct sweep_task *task, struct error *error)
{
    task->first = 0;
    task->end = count;
    if (!typed)
        return true;
    char *end = (char *)(uintptr_t)typed;
    long first = *typed == ':' ? 0 : strtol(typed, &end, 10), last = count;
    bool good = (*typed == ':' || end != typed) && *end == ':' && first >= 0;
    const char *second = end + good;
    if (good && *second) {
        last = strtol(second, &end, 10);
        good = end != second && !*end;
    }
    if (!good || first >= last)
        return error_at(error, ERROR_NO_PLACE,
                        "--rows takes A:B such as 0:50, A below B, not '%.40s'", typed);
    task->end = last < count ? (int)last : count;
    task->first = first < task->end ? (int)first : task->end;
    return true;
}

static bool read_task(const struct session *session, const struct options *options,
                      struct sweep_task *task, struct error *error)
{
    enum { USUAL = 1000 };
    const struct sim *sim = session->sim;
    *task = (struct sweep_task){.problem = sim_problem(sim),
                                .recipe = sim_recipe(sim, session->selected),
                                .conditions = sim_conditions(sim, session->selected),
                                .axis_count = options->parameter_count,
                                .budget = options->until > 0 ? options->until : USUAL};
    for (int k = 0; k < options->parameter_count; k++)
        if (!read_axis(session, options->parameters[k], &task->axes[k], error))
            return false;
    if (task->axis_count == 2 && strcmp(task->axes[0].name, task->axes[1].name) == 0)
        return error_at(error, ERROR_NO_PLACE, "both --param are %s", task->axes[0].name);
    return read_rows(options->parts, task->axes[0].count, task, error);
}

/* --- how it goes --- */

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool is_past(void *until)
{
    return interrupted || seconds_now() >= *(const double *)until;
}

static bool is_interrupted(void *context)
{
    (void)context;
    return interrupted;
}

static const struct error *error_of(struct error *error, const char *text)
{
    error_set(error, ERROR_NO_PLACE, "%s", text);
    return error;
}

static int threads_of(const struct options *options)
{
    return options->workers >= 0 ? (int)options->workers : workers_usual() + 1;
}

/* While threads work, whoever asks them has nothing to do. */
static bool leave_to(int threads, bool more)
{
    static const struct timespec nap = {.tv_nsec = 20000000};
    if (more && threads > 0)
        nanosleep(&nap, NULL);
    return more;
}

/* What is known some hundredths of a second later. */
static bool go_on(struct work *work, struct workspace *workspace, int threads)
{
    double until = seconds_now() + 0.02;
    return leave_to(threads, work_ask(work, workspace, is_past, &until));
}

/* A line on the terminal. */
static void tell_progress(double share, double begun)
{
    double passed = seconds_now() - begun, left = share > 0 ? passed / share - passed : 0;
    fprintf(stderr, "\r%3.0f %%, %.0f:%02.0f left \x1b[K", floor(100 * share), floor(left / 60),
            floor(fmod(left, 60)));
    fflush(stderr);
}

/* The cells that come next and are known, or, in the end, all that are known. */
static int64_t write_known(FILE *out, const struct outcome_table *table,
                           const struct sweep_result *result, int64_t from, bool skips)
{
    int64_t cells = sweep_cells(table->sweep);
    for (; from < cells && (skips || result->cells[from].known) && !ferror(out); from++)
        if (result->cells[from].known)
            table->format->row(out, table, from, &result->cells[from].outcome);
    fflush(out);
    return from;
}

/* Whether all is there; what is known by then is written in any case. */
static bool write_cells(FILE *out, const struct outcome_table *table, struct work *work,
                        int threads, const struct sweep_result *result)
{
    int64_t cells = sweep_cells(table->sweep), written = 0;
    struct workspace workspace = {0};
    double begun = seconds_now();
    bool more = true, tells = isatty(STDERR_FILENO);
    while (more && !interrupted && !ferror(out)) {
        more = go_on(work, &workspace, threads);
        written = write_known(out, table, result, written, false);
        if (tells)
            tell_progress((double)result->known / (double)cells, begun);
    }
    if (tells)
        fputs("\r\x1b[K", stderr);
    write_known(out, table, result, written, true);
    workspace_free(&workspace);
    return !more;
}

static int tell_interruption(int64_t known, int64_t cells)
{
    struct error error;
    error_set(&error, ERROR_NO_PLACE, "interrupted: %lld of %lld runs are written",
              (long long)known, (long long)cells);
    return cli_report(NULL, &error, COULD_NOT);
}

static int write_sweep(FILE *out, const struct outcome_table *table, const struct options *options)
{
    int64_t cells = sweep_cells(table->sweep);
    int threads = threads_of(options);
    struct sweep_result result = {memory_new((size_t)cells + 1, sizeof *result.cells), 0};
    struct workers *workers = workers_new(threads);
    struct work *work =
        work_begin(workers, &sweep_work, table->sweep, &result, sweep_pieces(table->sweep));
    if (table->task->first == 0) /* parts are joined as they are */
        table->format->header(out, table);
    bool whole = write_cells(out, table, work, threads, &result);
    work_end(work);
    workers_free(workers);
    free(result.cells);
    return whole || ferror(out) ? DONE : tell_interruption(result.known, cells);
}

static int write_to(const char *path, const struct outcome_table *table,
                    const struct options *options)
{
    struct output_file file = {.stream = stdout};
    struct text nothing = {0};
    struct error error;
    if (path && !output_begin(&file, path, &error))
        return cli_report(NULL, &error, COULD_NOT);
    int status = write_sweep(file.stream, table, options);
    if (!path) {
        int written = cli_print(&nothing);
        return status == DONE ? written : status;
    }
    return output_commit(&file, &error) ? status : cli_report(NULL, &error, COULD_NOT);
}

/* --- as a picture --- */

/* What is known a little later; the lab keeps it. */
static bool look_on(struct session *session, const struct sweep_task *task, struct outlook *outlook,
                    struct tails *tails)
{
    double until = seconds_now() + 0.2;
    int64_t shortfalls = lab_shortfalls(session->lab);
    lab_set_limit(session->lab, is_past, &until);
    *outlook = lab_sweep(session->lab, session->sim, session->selected, task->axes,
                         task->axis_count, task->budget);
    if (task->axis_count == 1)
        *tails = lab_tails(session->lab, session->sim, session->selected, task->axes, task->budget);
    return leave_to(workers_count(lab_workers(session->lab)),
                    lab_shortfalls(session->lab) > shortfalls);
}

/* The view of that name alone. */
static void show_sweep(struct look *look, const struct sweep_task *task)
{
    memset(&look->swept, 0, sizeof look->swept);
    for (int k = 0; k < task->axis_count; k++)
        look->swept.axes[k] = task->axes[k];
    look->swept.axis_count = task->axis_count;
    look->swept.until = task->budget;
    look->views = (struct picks){1, {VIEW_SWEEP}};
    look->single = true;
}

static int write_picture(struct session *session, const struct sweep_task *task,
                         const struct options *options, const struct picture_format *format)
{
    struct picture how = cli_manner(options, session, COLORS_DIRECT);
    struct outlook outlook = {0};
    struct tails tails;
    struct text text = {0};
    struct error error;
    double begun = seconds_now();
    bool more = true, tells = isatty(STDERR_FILENO);
    show_sweep(&session->look, task);
    while (more && !interrupted) {
        more = look_on(session, task, &outlook, &tails);
        int64_t cells = (int64_t)outlook.rows * outlook.columns;
        if (tells && more)
            tell_progress(cells ? (double)outlook.known / (double)cells : 0, begun);
    }
    if (tells)
        fputs("\r\x1b[K", stderr);
    if (outlook.reason)
        return cli_report(NULL, error_of(&error, outlook.reason), WRONG);
    how.is_late = more ? is_interrupted : NULL; /* what is not known then is left out */
    int status = picture_write(&text, session, &how, NULL, format, &error)
                     ? DONE
                     : cli_report(NULL, &error, WRONG);
    if (status == DONE)
        status = cli_write(&text, options->output);
    text_free(&text);
    if (status == DONE && more)
        status = tell_interruption(outlook.known, (int64_t)outlook.rows * outlook.columns);
    return status;
}

static int sweep_as_picture(struct session *session, const struct options *options,
                            const struct picture_format *format)
{
    struct sweep_task task;
    struct error error;
    if (options->parts)
        return cli_report(NULL, error_of(&error, "--rows is for tables: a picture has all rows"),
                          WRONG);
    if (!read_task(session, options, &task, &error))
        return cli_report(NULL, &error, WRONG);
    sigaction(SIGINT, &(struct sigaction){.sa_handler = interrupt}, NULL);
    struct workers *workers = workers_new(threads_of(options));
    lab_lend(session->lab, workers);
    int status = write_picture(session, &task, options, format);
    lab_lend(session->lab, NULL);
    workers_free(workers);
    return status;
}

int mode_sweep(const struct options *options)
{
    const char *name = cli_format(options, "csv");
    const struct outcome_format *format = outcome_format_find(name);
    const struct picture_format *picture = picture_format_find(name);
    if (!format && !picture)
        return cli_wrong_format(options, "sweep writes csv, jsonl, txt, ans, svg, png and gif",
                                name);
    struct session *session = session_new();
    struct error error;
    struct sweep_task task;
    struct sweep *sweep = NULL;
    int status = cli_prepare(session, options->arguments[0], options, true, -1, NULL);
    if (status == DONE && picture)
        status = sweep_as_picture(session, options, picture);
    else if (status == DONE && read_task(session, options, &task, &error))
        sweep = sweep_new(&task, &error);
    if (status == DONE && !picture && !sweep)
        status = cli_report(NULL, &error, WRONG);
    if (sweep) {
        sigaction(SIGINT, &(struct sigaction){.sa_handler = interrupt}, NULL);
        status = write_to(options->output, &(struct outcome_table){format, &task, sweep}, options);
    }
    sweep_free(sweep);
    return cli_close(session, status);
}
