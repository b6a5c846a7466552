/* The commands of the surface and of the start. */

#include "data_words.h"
#include "rows.h"

#include <string.h>

/* The last `on [` of the arguments, or an `on` at their end, which is a name after an operator:
 * where the region begins; NULL if there is none. */
static char *find_region(char *arguments)
{
    char *found = NULL;
    for (char *at = strstr(arguments, "on"); at; at = strstr(at + 2, "on")) {
        const char *after = at + 2 + strspn(at + 2, " \t");
        bool apart = at == arguments || at[-1] == ' ' || at[-1] == '\t';
        if (apart &&
            (*after == '[' || (!*after && ends_operand(arguments, (size_t)(at - arguments)))))
            found = at;
    }
    return found;
}

static struct point start_in(const struct surface_row *row, const struct region *domain)
{
    if (row && row->start.x >= domain->x0 && row->start.x <= domain->x1 &&
        row->start.y >= domain->y0 && row->start.y <= domain->y1)
        return row->start;
    return (struct point){domain->x0 + 0.2 * (domain->x1 - domain->x0),
                          domain->y0 + 0.75 * (domain->y1 - domain->y0)};
}

/* What rows a surface goes without; of data that come, also how they were read, which the author of
 * a scene or a recording knows. */
static void tell_data(struct session *session, bool come)
{
    const struct data *data = sim_problem(session->sim)->data;
    struct text line = {0};
    if (!data || tape_acts(session))
        return;
    if (come && session->script.line == 0)
        data_tell_how(data, &line);
    else
        data_tell_left_out(data, &line);
    if (line.length > 0) {
        answers_tell(&session->answers, "%s", line.bytes);
        session->answers.warns = true;
    }
    text_free(&line);
}

static bool run_surface(struct reader *in)
{
    struct session *session = in->session;
    char *on = find_region(in->at);
    struct region domain = {-5, 5, -5, 5};
    const char *text = on ? reader_until(in, on, 2) : reader_rest(in);
    if (on && !reader_region(in, &domain))
        return false;
    const struct surface_row *row = catalogue_surface(text);
    if (row && !on)
        domain = (struct region){row->x0, row->x1, row->y0, row->y1};
    else if (row || surface_names_y(text))
        region_square(&domain);
    if (!*text)
        return reader_error_in(in, text, "expected the name of a surface or a formula in x and y");
    struct point start = start_in(row, &domain);
    if (!sim_set_surface(session->sim, row, row ? row->formula : text, &domain, &start, in->error))
        return hint_row(in, text, "surface", &surface_choices);
    ghosts_clear(&session->ghosts);
    session->look.region = domain;
    if (session->look.crowd.count > 0)
        session->look.crowd.region = domain;
    player_stay(&session->player);
    tell_data(session, false);
    return true;
}

static bool run_data(struct reader *in)
{
    struct session *session = in->session;
    const struct services *services = session->host.services;
    if (reader_ended(in))
        return reader_error(in, "expected the name of a file");
    if (!services || !services->read_data)
        return reader_error(in, "there are no files here");
    const struct data *data = services->read_data(session, reader_rest(in), in->error);
    struct text plot = {0};
    plot_write(session, &plot);
    bool good = data && sim_set_data(session->sim, data, in->error);
    data_release(data);
    if (good && session->look.plot)
        plot_renew(session, plot.bytes);
    if (good && session->look.overlay)
        overlay_renew(session);
    text_free(&plot);
    if (good && sim_problem(session->sim)->code->graph->reads_data) {
        ghosts_clear(&session->ghosts);
        player_stay(&session->player);
    }
    if (good)
        tell_data(session, true);
    return good;
}

static void tell_held(struct session *session)
{
    const struct data *data = data_whole(sim_problem(session->sim)->data);
    if (data->held && session->script.line == 0 && !tape_acts(session))
        answers_tell(&session->answers,
                     "%lld of %lld rows are held back: `validation` is their "
                     "loss, as in `chart loss with validation`",
                     (long long)data->held->rows, (long long)data->all->rows);
}

/* `20%`, `0.2` or `off`. */
static bool run_holdout(struct reader *in)
{
    struct session *session = in->session;
    double share = 0;
    int offset = reader_offset(in);
    if (reader_ended(in))
        return reader_error(in, "expected the share of the rows that is held back, such as 20%%, "
                                "or off");
    if (reader_takes(in, "off")) {
        if (!reader_finish(in))
            return false;
    } else {
        if (!reader_number(in, "%", "the share of the rows that is held back", &share))
            return false;
        if (*in->at == '%') {
            share /= 100;
            reader_skip(in, 1);
        }
        if (!reader_finish(in))
            return false;
        if (!(share > 0 && share < 1))
            return error_at(in->error, offset,
                            "the share of the rows must be between 0 and 100%%, not %.9g%%",
                            100 * share);
    }
    if (!sim_set_holdout(session->sim, share, in->error))
        return false;
    if (problem_reads_data(sim_problem(session->sim))) {
        ghosts_clear(&session->ghosts);
        player_stay(&session->player);
    }
    tell_held(session);
    return true;
}

static void offer_holdout(const struct offering *offering)
{
    if (*offering->first)
        return;
    offer(offering, "20%", "", "of the rows; the seed chooses them");
    offer_choice(offering, "off", "all rows are trained on",
                 sim_holdout(offering->session->sim) <= 0);
}

static bool run_start(struct reader *in)
{
    struct point start;
    if (!reader_point(in, "the start's x", "the start's y", &start))
        return false;
    session_begin_run(in->session);
    sim_set_start(in->session->sim, start);
    return true;
}

const struct command_row surface_commands[] = {
    {"surface", "NAME | FORMULA [on [x0,x1] x [y0,y1]]",
     "the loss surface, or with one interval and without y a function of one variable",
     "surface x^2 + 10*y^2 on [-2,2] x [-1,1]", run_surface, COMMAND_MEETS | CHANGES | SETS,
     .choices = &surface_choices, .others = "function|f|loss|objective|landscape"},
    {"data", "FILE",
     "loads measurements (.csv, .tsv, .txt), which surfaces read in mean() and sum()", NULL,
     run_data, COMMAND_MEETS | CHANGES | SETS, offer_files, .others = "dataset|read csv|load data"},
    {"holdout", "SHARE% | off",
     "holds rows of the data back from training, chosen by the seed; validation is their loss",
     NULL, run_holdout, COMMAND_MEETS | CHANGES | SETS, offer_holdout,
     .others = "hold out|validation split|test split|train test split|val split"},
    {"start", "X[, Y]", "where all balls start; they go there (one alone: `set start=X,Y`)",
     "start -2, 1", run_start, COMMAND_MEETS | SETS | CHANGES, NULL, reword_start,
     "start at|start from|start point|begin at|x0|theta0|init|initial|place"},
    {0},
};
