/* `overshoot sweep`: what becomes of the selected ball for each of many numbers. */

#include "cli.h"

#include "../base/memory.h"
#include "../lab/sweep.h"
#include "../model/typed.h"
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

static bool wrong_parameter(const char *typed, const char *what, struct error *error)
{
    error_set(error, ERROR_NO_PLACE,
              "--param takes NAME=FROM:TO:COUNT or NAME=FROM:TO:log:COUNT, not '%.60s': %s", typed,
              what);
    return false;
}

/* A part of the text up to a colon, without it; moves *at behind it. */
static bool take_part(const char **at, char part[64])
{
    size_t length = strcspn(*at, ":");
    if (length == 0 || length >= 64)
        return false;
    memcpy(part, *at, length);
    part[length] = '\0';
    *at += length + ((*at)[length] == ':');
    return true;
}

static bool read_number(const char *text, double *number)
{
    struct error ignored;
    return value_evaluate(text, NULL, number, &ignored) && isfinite(*number);
}

static bool read_count(const char *text, int *count)
{
    char *end;
    long number = strtol(text, &end, 10);
    *count = (int)number;
    return end != text && !*end && number >= 1 && number <= SWEEP_COUNT_MAX;
}

/* FROM:TO:COUNT or FROM:TO:log:COUNT */
static bool read_values(const char *typed, const char *at, struct sweep_axis *axis,
                        struct error *error)
{
    char part[64];
    if (!take_part(&at, part) || !read_number(part, &axis->from))
        return wrong_parameter(typed, "FROM must be a number", error);
    if (!take_part(&at, part) || !read_number(part, &axis->to))
        return wrong_parameter(typed, "TO must be a number", error);
    bool more = take_part(&at, part);
    axis->logarithmic = more && (strcmp(part, "log") == 0 || strcmp(part, "lin") == 0);
    if (axis->logarithmic) {
        axis->logarithmic = strcmp(part, "log") == 0;
        more = take_part(&at, part);
    }
    if (!more || *at || !read_count(part, &axis->count))
        return wrong_parameter(typed, "COUNT must be a whole number from 1 to 1000000", error);
    if (axis->logarithmic && !(axis->from * axis->to > 0))
        return wrong_parameter(typed, "for log both ends must be above 0, or both below", error);
    return true;
}

/* As a command would understand the name: a number of the ball, else a let. */
static bool find_name(const struct session *session, const char *name, char found[NAME_SIZE])
{
    static const char *const always[] = {"x", "y", "eta"};
    const struct sim *sim = session->sim;
    const struct recipe *recipe = sim_recipe(sim, session->selected);
    char full[NAME_SIZE];
    const char *meaning = name;
    bool known = recipe_value(recipe, name) || lets_find(&sim_problem(sim)->lets, name);
    for (int i = 0; i < 3; i++)
        known |= strcmp(name, always[i]) == 0;
    if (!known)
        meaning = recipe_meaning(recipe, name, false, full);
    if (!meaning || strchr(meaning, ' ') || strchr(meaning, '|') || strlen(meaning) >= NAME_SIZE)
        return false;
    memcpy(found, meaning, strlen(meaning) + 1);
    return true;
}

static bool unknown_name(const struct session *session, const char *name, struct error *error)
{
    const struct recipe *recipe = sim_recipe(session->sim, session->selected);
    const struct lets *lets = &sim_problem(session->sim)->lets;
    struct text names = {0};
    text_add(&names, "eta");
    for (int i = 0; i < recipe->values.count; i++)
        text_add(&names, ", %s", recipe->values.items[i].name);
    for (int i = 0; i < lets->count; i++)
        text_add(&names, ", %s", lets->items[i].name);
    error_set(error, ERROR_NO_PLACE, "--param: no number %.40s; there are %.200s, x and y", name,
              names.bytes);
    text_free(&names);
    return false;
}

static bool read_axis(const struct session *session, const char *typed, struct sweep_axis *axis,
                      struct error *error)
{
    char name[NAME_SIZE];
    int length = name_scan(typed, name);
    if (length == 0 || typed[length] != '=')
        return wrong_parameter(typed, "there is no NAME=", error);
    return read_values(typed, typed + length + 1, axis, error) &&
           (find_name(session, name, axis->name) || unknown_name(session, name, error));
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
                                .conditions = sim->conditions,
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

/* What is known some hundredths of a second later. */
static bool go_on(struct work *work, int threads)
{
    static const struct timespec nap = {.tv_nsec = 20000000};
    double until = seconds_now() + 0.02;
    bool more = work_ask(work, is_past, &until);
    if (more && threads > 0)
        nanosleep(&nap, NULL);
    return more;
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
    double begun = seconds_now();
    bool more = true, tells = isatty(STDERR_FILENO);
    while (more && !interrupted && !ferror(out)) {
        more = go_on(work, threads);
        written = write_known(out, table, result, written, false);
        if (tells)
            tell_progress((double)result->known / (double)cells, begun);
    }
    if (tells)
        fputs("\r\x1b[K", stderr);
    write_known(out, table, result, written, true);
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
    int threads = options->workers >= 0 ? (int)options->workers : workers_usual() + 1;
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

int mode_sweep(const struct options *options)
{
    const char *name = cli_format(options, "csv");
    const struct outcome_format *format = outcome_format_find(name);
    if (!format)
        return cli_wrong_format(options, "sweep writes csv and jsonl", name);
    struct session *session = session_new();
    struct error error;
    struct sweep_task task;
    struct sweep *sweep = NULL;
    int status = cli_prepare(session, options->arguments[0], options, true, -1, NULL);
    if (status == DONE && read_task(session, options, &task, &error))
        sweep = sweep_new(&task, &error);
    if (status == DONE && !sweep)
        status = cli_report(NULL, &error, WRONG);
    if (sweep) {
        sigaction(SIGINT, &(struct sigaction){.sa_handler = interrupt}, NULL);
        status = write_to(options->output, &(struct outcome_table){format, &task, sweep}, options);
    }
    sweep_free(sweep);
    return cli_close(session, status);
}
