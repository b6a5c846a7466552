/* `overshoot schedule`: the learning rates of several schedules over the iterations, without a run
 * that anybody looks at: each steers a ball that rolls down a plane, unless a command has named
 * another surface. */

#include "cli.h"
#include "picture.h"

#include "../command/script.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { USUAL_STEPS = 100, STEPS_MAX = 1000000 };

static bool says(struct session *session, struct error *error, const char *first,
                 const char *second)
{
    struct text line = {0};
    text_add(&line, "%s%s", first, second);
    bool good = command_execute(session, line.bytes, error);
    text_free(&line);
    return good;
}

/* Its words up to the first pair; of a formula all. */
static void name_after(struct sim *sim, int ball, const char *schedule)
{
    char name[NAME_SIZE] = "";
    size_t length = strcspn(schedule, " ");
    if (strcspn(schedule, "(*/+^") < strlen(schedule))
        length = strlen(schedule);
    length = length < NAME_SIZE - 1 ? length : NAME_SIZE - 1;
    memcpy(name, schedule, length);
    sim_name_ball(sim, ball, name);
}

/* A ball for each; what is wrong with one has its number, and the command that says it. */
static bool add_schedules(struct session *session, const struct options *options,
                          struct error *error)
{
    for (int i = 0; i < options->argument_count; i++) {
        const char *schedule = options->arguments[i];
        struct error why;
        if (i > 0 && !says(session, error, "ball like 1", ""))
            return false;
        if (!says(session, &why, "schedule ", schedule))
            return error_at(error, ERROR_NO_PLACE, "schedule %.60s: %.300s", schedule, why.text);
        name_after(session->sim, session->selected, schedule);
    }
    session_select(session, 0);
    return true;
}

static bool prepare(struct session *session, const struct options *options, struct error *error)
{
    char steps[40];
    int64_t last = options->steps >= 0 ? options->steps : USUAL_STEPS;
    if (last < 1 || last > STEPS_MAX)
        return error_at(error, ERROR_NO_PLACE, "schedule takes --steps from 1 to %d, not %lld",
                        STEPS_MAX, (long long)last);
    snprintf(steps, sizeof steps, "goto %lld", (long long)last);
    return add_schedules(session, options, error) && says(session, error, steps, "") &&
           says(session, error, "chart ", "eta linear") && says(session, error, "single ", "on");
}

/* --- as a table --- */

static void write_csv(const struct session *session, struct text *out)
{
    const struct sim *sim = session->sim;
    struct workspace workspace = {0};
    struct mover movers[BALLS_MAX];
    memset(movers, 0, sizeof movers);
    text_add(out, "n");
    for (int i = 0; i < sim->ball_count; i++)
        text_add(out, ",\"%s\"", sim->balls[i]->name);
    text_add(out, "\n");
    for (int64_t n = 0; n <= sim->end; n++) {
        text_add(out, "%lld", (long long)n);
        for (int i = 0; i < sim->ball_count; i++) {
            bool there = n <= sim->balls[i]->record.last;
            if (there && n > 0)
                sim_walk_on(sim, i, &workspace, &movers[i]);
            else if (there)
                sim_walk_to(sim, i, &workspace, n, &movers[i]);
            text_add(out, there ? ",%.17g" : ",", movers[i].now.row.eta);
        }
        text_add(out, "\n");
    }
    for (int i = 0; i < sim->ball_count; i++)
        mover_free(&movers[i]);
    workspace_free(&workspace);
}

/* --- all of it --- */

static bool draw(struct session *session, const struct options *options,
                 const struct picture_format *format, struct text *out, struct error *error)
{
    struct picture how = cli_manner(options, session, COLORS_DIRECT);
    how.bare = true;
    if (!options->columns && !options->output)
        how.columns = 80, how.rows = 24; /* as terminals are */
    return picture_write(out, session, &how, NULL, format, error);
}

int mode_schedule(const struct options *options)
{
    const char *name = cli_format(options, isatty(STDOUT_FILENO) ? "ans" : "txt");
    const struct picture_format *format = picture_format_find(name);
    struct error error;
    struct text out = {0};
    if (!format && strcmp(name, "csv") != 0)
        return cli_wrong_format(options, "schedule writes csv, txt, ans, svg, png and gif", name);
    struct session *session = session_new();
    int status = DONE;
    if (!says(session, &error, "surface ", "-x")) /* then come the commands */
        status = cli_report(NULL, &error, WRONG);
    if (status == DONE)
        status = cli_prepare(session, NULL, options, true, -1, NULL);
    if (status == DONE && !prepare(session, options, &error))
        status = cli_report(NULL, &error, WRONG);
    if (status == DONE)
        status = cli_finish(session, -1);
    if (status == DONE && !format)
        write_csv(session, &out);
    else if (status == DONE && !draw(session, options, format, &out, &error))
        status = cli_report(NULL, &error, WRONG);
    if (status == DONE)
        status = cli_write(&out, options->output);
    text_free(&out);
    return cli_close(session, status);
}
