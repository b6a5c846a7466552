#include "describe.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "../lab/critical.h"
#include "../lab/measured.h"
#include "../lab/survey.h"
#include "../model/quantity.h"
#include "../session/settings.h"
#include "describe_lab.h"
#include "fares.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { APART = 8, CHARTED = 4 }; /* so many balls are told one by one; and in charts */

static const struct row *row_of(const struct session *session, int ball)
{
    return sim_row(session->sim, ball);
}

/* --- what is said --- */

static void add_line(struct text *out, const char *label, const char *words)
{
    if (*words)
        text_add(out, "%s%s\n", label, words);
}

static void add_question(struct text *out, const struct session *session)
{
    const struct quiz *quiz = &session->quiz;
    if (!quiz_is_shown(session)) {
        add_line(out, "caption: ", session->words.caption);
        return;
    }
    text_add(out, "question: %s", quiz->question);
    for (int i = 0; i < quiz->choice_count; i++)
        text_add(out, " %c: %s;", 'a' + i, quiz->choices[i].text);
    text_add(out, "\n");
}

/* --- balls --- */

/* Where the way straight down leads, for who has no map: by the axes that it follows, of which one
 * is left out where the other one is all but the whole of it. */
static void add_bearing(struct text *out, double x, double y)
{
    static const double little = 0.41421356237309503; /* less than an eighth of a turn aside */
    bool along_x = fabs(x) > little * fabs(y), along_y = fabs(y) > little * fabs(x);
    text_add(out, "%s", along_x ? x > 0 ? "towards greater x" : "towards smaller x" : "");
    text_add(out, "%s", along_x && along_y ? " and " : along_y ? "towards " : "");
    text_add(out, "%s", along_y ? y > 0 ? "greater y" : "smaller y" : "");
}

static void add_downhill(struct text *out, const struct session *session, int ball)
{
    const struct row *row = row_of(session, ball);
    bool line = problem_is_line(sim_problem(session->sim));
    if (row->converged || row->diverged || row_gradient_norm(row) == 0)
        return;
    text_add(out, "; the steepest way down is ");
    add_bearing(out, -row->gx, line ? 0 : -row->gy);
}

static void add_next(struct text *out, const struct session *session, int ball)
{
    const struct row *now = row_of(session, ball);
    struct row next;
    enum mood mood;
    if (now->converged || lab_ahead(session->lab, session->sim, ball, &next, 1) == 0)
        return;
    text_add(out, "; its next step %s, to ", words_update(now, &next, &mood));
    words_place(out, session->sim, next.x, next.y);
    words_fill(out, ", loss ~", &next.loss);
}

static void add_ball(struct text *out, const struct session *session, int ball)
{
    bool open = quiz_is_open(session), alone = session->sim->ball_count == 1;
    fares_name(out, session, ball);
    text_add(out, "%s ", ball == session->selected && !alone ? ", selected," : "");
    fares_ball(out, session, ball, true);
    add_downhill(out, session, ball);
    text_add(out, "; it is moved by ");
    fares_recipe(out, session, ball, true);
    if (!open && !row_of(session, ball)->diverged) {
        fares_edge(out, session, ball);
        add_next(out, session, ball);
    }
    text_add(out, "\n");
}

static void add_balls(struct text *out, const struct session *session)
{
    int count = session->sim->ball_count, shown = count <= APART ? count : 1;
    for (int i = 0; i < shown; i++)
        add_ball(out, session, count <= APART ? i : session->selected);
    if (count > 1) {
        text_add(out, "order: ");
        fares_order(out, session);
        text_add(out, "\n");
    }
    if (session->look.crowd.count > 0) {
        fares_crowd(out, session);
        text_add(out, "\n");
    }
}

/* --- views --- */

static void add_region(struct text *out, const struct session *session)
{
    const struct region *view = &session->look.region;
    bool line = problem_is_line(sim_problem(session->sim));
    words_fill(out, line ? "x from # to #" : "x from # to #, y from # to #",
               (double[]){view->x0, view->x1, view->y0, view->y1});
}

/* What stands in the view: minima, saddles, maxima. */
static void add_critical(struct text *out, const struct session *session)
{
    enum { NAMED = 6 };
    static const char *const names[] = {[STATIONARY_MINIMUM] = "a minimum",
                                        [STATIONARY_SADDLE] = "a saddle",
                                        [STATIONARY_MAXIMUM] = "a maximum"};
    const struct problem *problem = sim_problem(session->sim);
    struct critical found = {0};
    if (!problem_is_line(problem) && !problem_moves(problem))
        found = lab_critical(session->lab, problem, &session->look.region);
    if (found.count > NAMED)
        text_add(out, "; it has %d places where the slope is 0, the first %d are", found.count,
                 NAMED);
    for (int i = 0; i < found.count && i < NAMED; i++) {
        text_add(out, "%s %s at ", i > 0 || found.count <= NAMED ? ";" : "",
                 names[found.points[i].kind]);
        words_place(out, session->sim, found.points[i].place.x, found.points[i].place.y);
    }
}

/* How high it is where: from a few points of it. */
static void add_heights(struct text *out, const struct session *session)
{
    enum { ACROSS = 33, DOWN = 25 };
    const struct problem *problem = sim_problem(session->sim);
    int rows = problem_is_line(problem) ? 1 : DOWN;
    const struct lattice lattice = lattice_corners(&session->look.region, ACROSS, rows);
    const struct survey *survey = lab_survey(session->lab, problem, &lattice, 1);
    struct point low = {0}, high = {0};
    double least = INFINITY, greatest = -INFINITY;
    for (int i = 0; i < ACROSS * rows; i++) {
        double loss = survey_at(survey, i % ACROSS, i / ACROSS);
        struct point at = lattice_point(&lattice, i % ACROSS, i / ACROSS); /* NOLINT: whole */
        if (loss < least)
            least = loss, low = at;
        if (loss > greatest && isfinite(loss))
            greatest = loss, high = at;
    }
    if (!(least <= greatest))
        return;
    words_fill(out, ", loss from about # near ", &least);
    words_place(out, session->sim, low.x, low.y);
    words_fill(out, " to about # near ", &greatest);
    words_place(out, session->sim, high.x, high.y);
}

static void add_map(struct text *out, const struct session *session)
{
    add_region(out, session);
    if (!quiz_asks_place(session)) {
        add_heights(out, session);
        add_critical(out, session);
    }
    if (session->look.overlay)
        text_add(out, "; over it %s", session->look.overlay->text);
}

static void add_relief(struct text *out, const struct session *session)
{
    const struct look *look = &session->look;
    add_map(out, session);
    words_fill(out, "; turned by #°, seen from #° above", (double[]){look->turn, look->tilt});
}

static void add_slice(struct text *out, const struct session *session)
{
    static const char *const along[] = {"along the next step", "along x", "along y",
                                        "between two places"};
    text_add(out, "the loss %s of the selected ball", along[session->look.slice.direction]);
}

/* From the gradient to where it lands, as far as an open question lets it be said. */
static void add_step_numbers(struct text *out, const struct session *session)
{
    const struct row *now = row_of(session, session->selected);
    bool line = problem_is_line(sim_problem(session->sim));
    struct row next;
    if (now->diverged || now->converged || quiz_is_open(session) ||
        lab_ahead(session->lab, session->sim, session->selected, &next, 1) == 0)
        return;
    double dx = next.x - now->x, dy = next.y - now->y;
    words_fill(out,
               line ? "; here the gradient is #, η is #, and the step is #"
                    : "; here the gradient is (#, #), η is #, and the step is (#, #), # long",
               line ? (double[]){now->gx, now->eta, dx, 0, 0, 0}
                    : (double[]){now->gx, now->gy, now->eta, dx, dy, hypot(dx, dy)});
    text_add(out, ", to ");
    words_place(out, session->sim, next.x, next.y);
    words_fill(out, "; loss ~ → ~", (double[]){now->loss, next.loss});
}

static void add_step(struct text *out, const struct session *session)
{
    const struct formula *rule = sim_recipe(session->sim, session->selected)->rule;
    text_add(out, "why the selected ball goes where it goes: ");
    struct text flat = {0};
    text_add_flat(&flat, rule->row ? rule->row->formula : rule->text);
    formula_pretty(out, flat.bytes, NULL);
    text_free(&flat);
    add_step_numbers(out, session);
}

/* --- charts --- */

static double value_of(const struct session *session, const struct quantity_row *quantity,
                       const struct row *row)
{
    struct point nearest;
    double away;
    if (quantity->of)
        return quantity->of(row);
    fares_nearest(session, (struct point){row->x, row->y}, &nearest, &away);
    if (isfinite(away))
        return away;
    return NAN;
}

/* Up to where the ball is now. */
static void add_chart_of(struct text *out, const struct session *session, int ball,
                         enum quantity quantity)
{
    const struct sim *sim = session->sim;
    double *values = NULL;
    int count = 0, capacity = 0;
    int64_t first = 0, stride = 1;
    for (int i = 0; i < sim->balls[ball]->record.moments.count; i++) {
        struct sample sample = sim_sample(sim, ball, i);
        if (sample.first > row_of(session, ball)->n)
            break;
        stride = sample.stride;
        *array_add(values, count, capacity) =
            value_of(session, &quantity_rows[quantity], sample.row);
    }
    fares_name(out, session, ball);
    text_add(out, ": ");
    describe_course(out, &(struct course){values, count, first, stride});
    free(values);
}

static void add_chart(struct text *out, const struct session *session, enum quantity quantity)
{
    const struct sim *sim = session->sim;
    const struct quantity_row *row = &quantity_rows[quantity];
    text_add(out, "chart of %s: ", row->sign ? row->sign : row->name);
    int shown = sim->ball_count <= CHARTED ? sim->ball_count : 1;
    for (int i = 0; i < shown; i++) {
        text_add(out, "%s", i ? "; " : "");
        add_chart_of(out, session, shown == 1 ? session->selected : i, quantity);
    }
    text_add(out, "\n");
}

/* Of neighbouring rows in one bucket the least and the greatest, in their order. */
static void add_line_of(struct text *out, const struct thinned *line, int64_t now)
{
    int each = line->stride > 1 ? 2 : 1, count = 0;
    double *values = memory_new((size_t)line->count * 2 + 1, sizeof *values);
    for (int i = 0; i < line->count && i * line->stride <= now; i++) {
        const struct bucket *bucket = &line->buckets[i];
        if (each > 1)
            values[count++] = bucket->low_first ? bucket->low.y : bucket->high.y;
        values[count++] = bucket->low_first ? bucket->high.y : bucket->low.y;
    }
    if (count > 0 && each > 1) {
        values[0] = line->buckets[0].first.y;
        values[count - 1] = line->buckets[count / each - 1].last.y;
    }
    while (count > 1 && isnan(values[count - 1])) /* it rests: no further along what it is over */
        count--;
    int64_t stride = line->stride / each, last = (count - 1) * stride;
    describe_course(out, &(struct course){values, count, 0, stride, last < now ? last : now});
    free(values);
}

/* One of the formulas that are charted: they are measured as the view does it, for all at once. */
static void add_formula(struct text *out, const struct session *session, int index)
{
    const struct chart_choice *chart = &session->look.chart;
    const struct sim *sim = session->sim;
    struct measured_wish wish = {.count = chart->count, .over = *chart->over ? chart->over : NULL};
    int told = 0;
    for (int i = 0; i < wish.count; i++)
        wish.formulas[i] = chart->items[i].formula;
    text_add(out, "chart of %s%s%s: ", chart->items[index].formula, *chart->over ? " against " : "",
             chart->over);
    for (int i = 0; i < sim->ball_count; i++) {
        const struct thinned *line = &lab_measured(session->lab, sim, i, &wish)[index];
        if (line->count == 0 || (sim->ball_count > CHARTED && i != session->selected))
            continue;
        text_add(out, "%s", told++ ? "; " : "");
        fares_name(out, session, i);
        text_add(out, ": ");
        add_line_of(out, line, row_of(session, i)->n);
    }
    text_add(out, "%s\n", told ? "" : "it has no value");
}

static void add_charts(struct text *out, const struct session *session)
{
    const struct chart_choice *chart = &session->look.chart;
    const struct picks *picks = &session->look.charts, *shown = &session->look.views;
    int most = 1; /* beside another view */
    for (int i = 0; i < shown->count; i++)
        most = shown->items[i] == VIEW_CHARTS ? picks->count : most;
    if (row_of(session, session->selected)->n == 0)
        return;
    for (int i = 0; i < picks->count && i < most && chart->count == 0; i++)
        add_chart(out, session, (enum quantity)picks->items[i]);
    for (int i = 0; i < chart->count; i++)
        add_formula(out, session, i);
}

/* --- what was measured --- */

static void add_data(struct text *out, const struct session *session)
{
    const struct data *data = sim_problem(session->sim)->data;
    const struct data_plot *plot = session->look.plot;
    if (plot && plot->record.count > 0)
        text_add(out, "of each ball %s against %s", plot->record.items[0].formula,
                 *plot->record.over ? plot->record.over : "n");
    if (!data || !plot || plot->record.count > 0)
        return;
    text_add(out, "%lld rows of data, %s against %s", (long long)data->rows,
             data->columns[plot->column].name, data->columns[plot->over].name);
    if (*plot->formula)
        text_add(out, ", and each ball's curve %s", plot->formula);
}

static void add_cobweb(struct text *out, const struct session *session)
{
    (void)session;
    text_add(out, "where a step leads from each x, and the selected ball's way as a staircase");
}

/* What gives away what a question asks is left out while it is open. */
static const struct {
    void (*add)(struct text *out, const struct session *session);
    bool tells; /* what comes */
} views[VIEW_COUNT] = {
    [VIEW_MAP] = {add_map, false},         [VIEW_RELIEF] = {add_relief, false},
    [VIEW_SLICE] = {add_slice, true},      [VIEW_STEP] = {add_step, false},
    [VIEW_DATA] = {add_data, false},       [VIEW_RANGE] = {describe_range, true},
    [VIEW_SWEEP] = {describe_sweep, true}, [VIEW_BASIN] = {describe_basin, true},
    [VIEW_COBWEB] = {add_cobweb, true},
};

static void add_views(struct text *out, const struct session *session)
{
    const struct picks *shown = &session->look.views;
    for (int i = 0; i < shown->count; i++) {
        int view = shown->items[i];
        struct text words = {0};
        if (views[view].add && !(views[view].tells && quiz_is_open(session)))
            views[view].add(&words, session);
        if (words.length)
            text_add(out, "the %s shows %s\n", choice_at(&view_choices, view)->name, words.bytes);
        text_free(&words);
    }
}

/* --- all of it --- */

void describe_write(struct text *out, const struct session *session)
{
    const struct player *player = &session->player;
    add_line(out, "title: ", session->words.title);
    add_question(out, session);
    text_add(out, "surface ");
    fares_surface(out, session);
    text_add(out, "\nn %lld", (long long)session->sim->clock);
    if (player->budget > 0)
        text_add(out, " of %lld", (long long)player->budget);
    words_fill(out, player->playing ? ", running at # steps a second\n" : ", paused\n",
               &player->speed);
    add_balls(out, session);
    add_views(out, session);
    add_charts(out, session);
}

/* --- a picture --- */

static void add_ball_briefly(struct text *out, const struct session *session, int ball)
{
    fares_name(out, session, ball);
    if (session->sim->ball_count == 1) {
        text_add(out, ", moved by ");
        fares_recipe(out, session, ball, true);
        text_add(out, ",");
    }
    text_add(out, " ");
    fares_ball(out, session, ball, false);
    text_add(out, "\n");
}

void describe_picture(struct text *out, const struct session *session)
{
    const struct picks *shown = &session->look.views;
    int count = session->sim->ball_count;
    bool charts = false;
    add_question(out, session);
    text_add(out, "surface ");
    fares_surface(out, session);
    text_add(out, "\nn %lld\n", (long long)session->sim->clock);
    for (int i = 0; i < count && count <= APART; i++)
        add_ball_briefly(out, session, i);
    if (count > APART)
        add_ball_briefly(out, session, session->selected);
    if (session->look.crowd.count > 0) {
        fares_crowd(out, session);
        text_add(out, "\n");
    }
    add_views(out, session);
    for (int i = 0; i < shown->count; i++)
        charts |= shown->items[i] == VIEW_CHARTS;
    if (charts)
        add_charts(out, session);
}
