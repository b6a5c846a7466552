#include "tune.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lattices: the number as it is, a coarse one, finer ones, then fewer digits. */
enum { ROUND_BEFORE, ROUND_COARSE, ROUND_FINE, DIGITS_MAX = 6 };
static const struct {
    int decade, whole; /* points in a decade of a logarithmic axis, points of a linear one */
    int fine, rounds;  /* points of a finer axis, and how many of those lattices come */
} plans[] = {{8, 65, 17, 4}, {5, 25, 17, 4}};

/* A number on its way. */
struct tune_axis {
    bool logarithmic;
    double low, high;   /* where it is looked for at first */
    double least, most; /* and at all */
    double step;        /* of the lattice before; in decades where it is logarithmic */
};

struct tuning {
    struct tune_wish wish;
    struct tune_axis axes[SWEEP_AXES];
    struct tune_state state;
    int round;
    struct workers *workers; /* none: whoever asks does it */
    struct sweep *sweep;     /* of the round; NULL: it has not begun */
    struct work *work;
    struct workspace workspace;
    struct sweep_result result;
};

/* --- what is looked through --- */

static const struct named_value *find_value(const struct tune_wish *wish, const char *name)
{
    const struct named_value *value = recipe_value(wish->recipe, name);
    return value ? value : lets_find(&wish->problem->lets, name);
}

static double present(const struct tune_wish *wish, int k)
{
    const struct named_value *value = find_value(wish, wish->names[k]);
    return value ? value->value : wish->recipe->eta0;
}

/* Shares are looked for evenly from one end to the other; what can be of any size, around what it
 * is, or is usually. */
static struct tune_axis axis_of(const struct tune_wish *wish, int k)
{
    static const double far = 1000;
    const struct named_value *value = find_value(wish, wish->names[k]);
    const struct parameter_row *row = value ? value->row : NULL;
    if (!value)
        return (struct tune_axis){true, 1e-9, 1e3, 0, HUGE_VAL, 0};
    struct tune_axis axis = {.least = row ? row->low : -HUGE_VAL,
                             .most = row ? row->high : HUGE_VAL};
    double size = value->value != 0 ? value->value : row && row->value != 0 ? row->value : 0.01;
    axis.logarithmic = !(axis.least >= -1 && axis.most <= 1);
    axis.low = axis.logarithmic ? size / far : axis.least;
    axis.high = axis.logarithmic ? size * far : axis.most;
    axis.low = fmin(fmax(axis.low, axis.least), axis.most);
    axis.high = fmin(fmax(axis.high, axis.least), axis.most);
    if (axis.logarithmic && !(axis.low * axis.high > 0))
        axis.logarithmic = false;
    return axis;
}

static int points_of(const struct tuning *tuning, const struct tune_axis *axis)
{
    int plan = tuning->wish.count - 1;
    if (!axis->logarithmic)
        return plans[plan].whole;
    double decades = vmath_log10(axis->high / axis->low);
    return (int)floor(fabs(decades) * plans[plan].decade + 0.5) + 1;
}

/* From one step below the best to one above it. */
static void surround(const struct tuning *tuning, const struct tune_axis *axis, double middle,
                     struct sweep_axis *found)
{
    double by = vmath_pow(10, axis->step);
    double low = axis->logarithmic ? middle / by : middle - axis->step;
    double high = axis->logarithmic ? middle * by : middle + axis->step;
    found->from = fmin(fmax(low, axis->least), axis->most);
    found->to = fmin(fmax(high, axis->least), axis->most);
    found->count = plans[tuning->wish.count - 1].fine;
}

static double round_to(double value, int digits)
{
    char text[40];
    snprintf(text, sizeof text, "%.*g", digits, value);
    return strtod(text, NULL);
}

static int rounds_of(const struct tuning *tuning)
{
    return ROUND_FINE + plans[tuning->wish.count - 1].rounds + DIGITS_MAX;
}

/* How many digits a round leaves; 0: it is a lattice. */
static int digits_of(const struct tuning *tuning)
{
    int digits = tuning->round - (rounds_of(tuning) - DIGITS_MAX) + 1;
    return digits > 0 ? digits : 0;
}

static struct sweep_axis axis_of_round(const struct tuning *tuning, int k)
{
    const struct tune_axis *axis = &tuning->axes[k];
    double best = tuning->state.best.numbers[k];
    struct sweep_axis found = {.logarithmic = axis->logarithmic, .count = 1};
    memcpy(found.name, tuning->wish.names[k], NAME_SIZE);
    if (tuning->round == ROUND_BEFORE) {
        found.from = found.to = present(&tuning->wish, k);
    } else if (digits_of(tuning) > 0) {
        found.from = found.to = round_to(best, digits_of(tuning));
    } else if (tuning->round == ROUND_COARSE) {
        found.from = axis->low;
        found.to = axis->high;
        found.count = points_of(tuning, axis);
    } else {
        surround(tuning, axis, best, &found);
    }
    found.logarithmic &= found.from * found.to > 0;
    return found;
}

/* --- which is better --- */

bool tune_run_failed(const struct tune_run *run)
{
    return run->outcome.fate == FATE_DIVERGED || !isfinite(run->outcome.loss);
}

/* Losses up to this one are as good as the least. */
static double good_loss(double least, double first)
{
    return least + 1e-6 * fmax(first - least, 0);
}

/* 0 where what is wanted is reached, 1 elsewhere, 2 where it is gone. */
static int rank_of(const struct tuning *tuning, const struct tune_run *run, double good)
{
    bool by_iterations = tuning->wish.aim == TUNE_BY_ITERATIONS;
    bool reached = by_iterations ? run->outcome.fate == FATE_CONVERGED : run->outcome.loss <= good;
    return tune_run_failed(run) ? 2 : !reached;
}

static bool is_better(const struct tuning *tuning, const struct tune_run *a,
                      const struct tune_run *b, double good)
{
    int rank = rank_of(tuning, a, good), other = rank_of(tuning, b, good);
    if (rank != other || rank == 2)
        return rank < other;
    if (rank == 0 && a->outcome.iterations != b->outcome.iterations)
        return a->outcome.iterations < b->outcome.iterations;
    return a->outcome.loss < b->outcome.loss;
}

/* Whether what has fewer digits may stand for the best. */
static bool is_as_good(const struct tuning *tuning, const struct tune_run *run)
{
    const struct tune_run *best = &tuning->state.best;
    double good = good_loss(fmin(run->outcome.loss, best->outcome.loss), best->outcome.first);
    int rank = rank_of(tuning, run, good), other = rank_of(tuning, best, good);
    if (rank != other || rank == 2)
        return false;
    return rank == 0 ? run->outcome.iterations <= best->outcome.iterations
                     : run->outcome.loss <= good;
}

/* --- the rounds --- */

static struct tune_run run_at(const struct tuning *tuning, int64_t cell)
{
    struct tune_run run = {.outcome = tuning->result.cells[cell].outcome};
    sweep_numbers(tuning->sweep, cell, run.numbers);
    return run;
}

static void choose(struct tuning *tuning)
{
    struct tune_run *best = &tuning->state.best;
    double least = tune_run_failed(best) ? HUGE_VAL : best->outcome.loss;
    int64_t cells = sweep_cells(tuning->sweep);
    for (int64_t i = 0; i < cells; i++) {
        struct tune_run run = run_at(tuning, i);
        least = tune_run_failed(&run) ? least : fmin(least, run.outcome.loss);
    }
    double good = good_loss(least, best->outcome.first);
    for (int64_t i = 0; i < cells; i++) {
        struct tune_run run = run_at(tuning, i);
        if (is_better(tuning, &run, best, good))
            *best = run;
    }
}

/* What was between two points of the lattice is the next one's. */
static void narrow(struct tuning *tuning)
{
    for (int k = 0; k < tuning->wish.count; k++) {
        struct tune_axis *axis = &tuning->axes[k];
        int fine = plans[tuning->wish.count - 1].fine;
        double width =
            axis->logarithmic ? fabs(vmath_log10(axis->high / axis->low)) : axis->high - axis->low;
        axis->step = tuning->round == ROUND_COARSE ? width / fmax(points_of(tuning, axis) - 1, 1)
                                                   : 2 * axis->step / (fine - 1);
    }
}

/* As few digits as are as good: the rounds with more have nothing to do then. */
static void judge_round(struct tuning *tuning)
{
    struct tune_state *state = &tuning->state;
    struct tune_run run = run_at(tuning, 0);
    if (tuning->round == ROUND_BEFORE) {
        state->before = state->best = run;
        state->begun = true;
    } else if (digits_of(tuning) == 0) {
        choose(tuning);
        narrow(tuning);
    } else if (is_as_good(tuning, &run)) {
        state->best = run;
        tuning->round = rounds_of(tuning);
    }
}

static void end_round(struct tuning *tuning)
{
    work_end(tuning->work);
    sweep_free(tuning->sweep);
    free(tuning->result.cells);
    tuning->work = NULL;
    tuning->sweep = NULL;
    tuning->result = (struct sweep_result){0};
}

/* What is not allowed with fewer digits is no round. */
static bool begin_round(struct tuning *tuning, struct error *error)
{
    const struct tune_wish *wish = &tuning->wish;
    struct sweep_task task = {.problem = wish->problem,
                              .recipe = wish->recipe,
                              .conditions = wish->conditions,
                              .axis_count = wish->count,
                              .budget = wish->budget};
    for (int k = 0; k < wish->count; k++)
        task.axes[k] = axis_of_round(tuning, k);
    task.end = task.axes[0].count;
    tuning->sweep = sweep_new(&task, error);
    if (!tuning->sweep)
        return false;
    tuning->result.cells =
        memory_new((size_t)sweep_cells(tuning->sweep), sizeof *tuning->result.cells);
    tuning->work = work_begin(tuning->workers, &sweep_work, tuning->sweep, &tuning->result,
                              sweep_pieces(tuning->sweep));
    return true;
}

static int64_t count_runs(const struct tuning *tuning)
{
    int64_t coarse = 1, fine = 1;
    for (int k = 0; k < tuning->wish.count; k++) {
        coarse *= points_of(tuning, &tuning->axes[k]);
        fine *= plans[tuning->wish.count - 1].fine;
    }
    return 1 + coarse + fine * plans[tuning->wish.count - 1].rounds + DIGITS_MAX;
}

bool tuning_go_on(struct tuning *tuning, bool (*is_late)(void *context), void *context)
{
    struct error impossible;
    while (tuning->round < rounds_of(tuning)) {
        if (tuning->sweep || begin_round(tuning, &impossible)) {
            int64_t known = tuning->result.known;
            bool more = work_ask(tuning->work, &tuning->workspace, is_late, context);
            tuning->state.done += tuning->result.known - known;
            if (more)
                return true;
            judge_round(tuning);
            end_round(tuning);
        }
        tuning->round++;
        if (is_late && is_late(context))
            break;
    }
    return tuning->round < rounds_of(tuning);
}

struct tuning *tuning_new(const struct tune_wish *wish, struct error *error)
{
    struct tuning *tuning = memory_new(1, sizeof *tuning);
    tuning->wish = *wish;
    retained(wish->problem);
    retained(wish->recipe);
    for (int k = 0; k < wish->count; k++)
        tuning->axes[k] = axis_of(wish, k);
    tuning->state.all = count_runs(tuning);
    tuning->workers = workers_new(0);
    tuning->round = ROUND_COARSE; /* which has to be possible */
    if (begin_round(tuning, error)) {
        end_round(tuning);
        tuning->round = ROUND_BEFORE;
        return tuning;
    }
    tuning_free(tuning);
    return NULL;
}

void tuning_free(struct tuning *tuning)
{
    if (!tuning)
        return;
    end_round(tuning);
    workers_free(tuning->workers);
    workspace_free(&tuning->workspace);
    problem_release(tuning->wish.problem);
    recipe_release(tuning->wish.recipe);
    free(tuning);
}

const struct tune_wish *tuning_wish(const struct tuning *tuning)
{
    return &tuning->wish;
}

const struct tune_state *tuning_state(const struct tuning *tuning)
{
    return &tuning->state;
}
