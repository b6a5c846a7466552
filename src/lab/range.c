#include "range.h"

#include "job.h"
#include "spectrum.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where the ends are looked for: the usual ones, then a thousandth of them or a thousand times them
 * as often as this. */
enum { TRIES = 4, FACTOR = 1000 };
static const double usual_from = 1e-5, usual_to = 10;

struct ranging {
    struct mover mover;
    const struct problem *problem;
    const struct recipe *recipe;
    struct conditions conditions;
    struct range_test test;
    struct range_row *rows;
    bool looks;    /* for the ends */
    int direction; /* 1: upwards; 0: it has not moved them yet */
    int tries;
};

static double rate_of(const struct range_wish *range, int update)
{
    double whole = range->steps > 1 ? (double)(range->steps - 1) : 1;
    if (update > 0 && update == range->steps - 1)
        return range->to;
    return range->from * vmath_pow(range->to / range->from, update / whole);
}

/* --- what is said of it --- */

/* How much higher than at first counts as a burst: four times as high where losses are above 0. */
static double burst_height(double first)
{
    return first + 3 * fabs(first);
}

/* Whether the loss comes back to a height after an update. */
static bool comes_back(const struct range_test *test, int update, double height)
{
    for (int i = update + 1; i < test->count; i++)
        if (test->rows[i].loss <= height)
            return true;
    return false;
}

static void note_greater(double *greatest, double value, int *at, int i)
{
    if (!(value > *greatest))
        return;
    *greatest = value;
    *at = i;
}

/* Whether the first updates leap too high already, be it that they come back. */
static bool leaps_at_once(const struct range_test *test)
{
    for (int i = 0; i < test->count && i < test->range.steps / 5; i++)
        if (!(test->rows[i].loss <= burst_height(test->first)))
            return true;
    return false;
}

/* As long as the loss has not yet fallen by a hundredth, what rises and comes back is a spike: it
 * is neither a rise nor a burst, and its way back is no fall. */
static void judge(struct range_test *test)
{
    double before = test->first, least = before, fall = 0, gain = 0;
    double enough = 0.01 * fabs(before), height = burst_height(before);
    bool wild = false; /* it has risen by more than it ever fell */
    test->steepest = test->suggested = test->rise = test->burst = -1;
    for (int i = 0; i < test->count && test->burst < 0; i++) {
        double loss = test->rows[i].loss;
        bool early = least >= test->first - enough;
        if (!(loss <= height) && !(early && comes_back(test, i, test->first)))
            test->burst = i;
        if (!(loss <= before) && test->rise < 0 && !(early && comes_back(test, i, before)))
            test->rise = i;
        if (test->burst < 0) {
            note_greater(&fall, (early ? least : before) - loss, &test->steepest, i);
            wild |= !early && loss - before > gain;
            if (!wild)
                note_greater(&gain, least - loss, &test->suggested, i);
        }
        least = loss < least ? loss : least;
        before = loss;
    }
    test->flat = !(test->first - least > enough);
    test->done = true;
}

bool range_tells(const struct range_test *test, struct error *error)
{
    const struct range_wish *range = &test->range;
    if (test->flat && (test->suggested >= 0 || test->rise < 0))
        return error_at(error, ERROR_NO_PLACE,
                        "no rate is suggested: from eta %.4g to %.4g the range test is flat, its "
                        "loss never falls by more than a hundredth",
                        range->from, range->to);
    return test->suggested >= 0 ||
           error_at(error, ERROR_NO_PLACE,
                    "no rate is suggested: from eta %.4g to %.4g the loss only rises", range->from,
                    range->to);
}

void range_marks(const struct range_test *test, struct range_mark marks[RANGE_MARKS])
{
    marks[0] = (struct range_mark){"steepest", test->steepest};
    marks[1] = (struct range_mark){"suggested", test->flat ? -1 : test->suggested};
    marks[2] = (struct range_mark){"first rise", test->rise};
    marks[3] = (struct range_mark){"burst", test->burst};
}

/* --- the run --- */

/* What the schedule says gives way, also where another number follows the rate. */
static void set_rate(struct ranging *ranging)
{
    struct mover *mover = &ranging->mover;
    mover->plans[0].value = mover->now.row.eta = rate_of(&ranging->test.range, ranging->test.count);
}

/* The next call begins it again, where it was left. */
static void begin_run(struct ranging *ranging, struct workspace *workspace)
{
    ranging->test.count = -1;
    mover_bind(&ranging->mover, ranging->problem, ranging->recipe);
    mover_start(&ranging->mover, workspace, &ranging->conditions);
    mover_settle(&ranging->mover, workspace, &news_of_first);
    if (!workspace_done(workspace))
        return;
    ranging->test.count = 0;
    ranging->test.first = ranging->mover.now.row.loss;
    ranging->test.done = false;
}

static void update(struct ranging *ranging, struct workspace *workspace)
{
    struct range_test *test = &ranging->test;
    struct mover *mover = &ranging->mover;
    set_rate(ranging);
    ranging->rows[test->count].eta = mover->now.row.eta;
    if (!mover_advance(mover, workspace))
        return;
    ranging->rows[test->count++].loss = mover->now.row.loss;
}

/* Both ends times a power of the factor. */
static void move_ends(struct ranging *ranging, int power)
{
    double by = vmath_pow(FACTOR, power);
    ranging->test.range.from = usual_from * by;
    ranging->test.range.to = usual_to * by;
}

/* Whether other ends are to be tried: smaller ones where it bursts as good as at once, greater ones
 * where it never rises. Where none of these shows more, the usual ones are taken after all. */
static bool look_elsewhere(struct ranging *ranging)
{
    const struct range_test *test = &ranging->test;
    bool low = leaps_at_once(test);
    bool high = test->burst < 0 && (test->flat || test->rise < 0);
    int direction = low ? -1 : high ? 1 : 0;
    if (!ranging->looks || direction == 0)
        return false;
    bool turns = ranging->direction != 0 && direction != ranging->direction;
    if (turns)
        return false;
    ranging->direction = direction;
    ranging->tries++;
    ranging->looks = ranging->tries < TRIES;
    move_ends(ranging, ranging->looks || direction < 0 ? direction * ranging->tries : 0);
    return true;
}

struct ranging *ranging_new(const struct problem *problem, const struct recipe *recipe,
                            const struct conditions *conditions, struct range_wish range)
{
    struct ranging *ranging = memory_new(1, sizeof *ranging);
    ranging->problem = retained(problem);
    ranging->recipe = retained(recipe);
    ranging->conditions = *conditions;
    ranging->looks = range.from == 0;
    ranging->test.range = range;
    if (ranging->looks)
        move_ends(ranging, 0);
    ranging->test.rows = ranging->rows = memory_new((size_t)range.steps, sizeof *ranging->rows);
    ranging->test.count = -1;
    return ranging;
}

void ranging_free(struct ranging *ranging)
{
    if (!ranging)
        return;
    mover_free(&ranging->mover);
    problem_release(ranging->problem);
    recipe_release(ranging->recipe);
    free(ranging->rows);
    free(ranging);
}

bool ranging_go_on(struct ranging *ranging, struct workspace *workspace, int updates)
{
    struct range_test *test = &ranging->test;
    for (; updates > 0 && !test->done && !workspace->is_left; updates--) {
        if (test->count < 0) {
            begin_run(ranging, workspace);
            continue;
        }
        if (test->count < test->range.steps && !ranging->mover.now.row.diverged) {
            update(ranging, workspace);
            continue;
        }
        judge(test);
        if (look_elsewhere(ranging)) {
            test->count = -1; /* it begins */
            test->done = false;
        }
    }
    return !test->done;
}

const struct range_test *ranging_test(const struct ranging *ranging)
{
    return &ranging->test;
}

/* --- the job --- */

struct range_task {
    const struct problem *problem;
    const struct recipe *recipe;
    struct conditions conditions;
    struct range_wish range;
};

static int slice_of(const struct problem *problem)
{
    enum { MOST = 200 };
    int64_t points = problem_slice_points(problem);
    return points < MOST ? (int)points : MOST;
}

static void *begin(const void *of, int64_t *pieces)
{
    const struct range_task *task = of;
    int runs = task->range.from == 0 ? TRIES + 1 : 1, slice = slice_of(task->problem);
    *pieces = ((task->range.steps + 2) * runs + slice - 1) / slice;
    return ranging_new(task->problem, task->recipe, &task->conditions, task->range);
}

static void do_piece(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct range_task *task = of;
    (void)piece;
    ranging_go_on(result, workspace, slice_of(task->problem));
}

static void end(void *result)
{
    ranging_free(result);
}

static const struct job_class range_class = {
    .name = "range",
    .kept = 4,
    .task_size = sizeof(struct range_task),
    .begin = begin,
    .piece = do_piece,
    .end = end,
};

const struct range_test *lab_range(struct lab *lab, const struct sim *sim, int ball,
                                   struct range_wish range)
{
    struct range_task task;
    memset(&task, 0, sizeof task); /* tasks are told by their bytes */
    task.problem = sim_still(sim);
    task.recipe = sim_recipe(sim, ball);
    task.conditions.start = sim_conditions(sim, ball).start;
    task.conditions.tolerance = sim->conditions.tolerance;
    task.conditions.seed = sim->conditions.seed;
    task.range.from = range.from;
    task.range.to = range.to;
    task.range.steps = range.steps;
    const struct ranging *ranging = lab_ask(lab, &range_class, &task);
    return ranging_test(ranging);
}

double lab_range_edge(struct lab *lab, const struct sim *sim)
{
    struct curvature curvature;
    return lab_rest(lab, sim_problem(sim), sim->conditions.start, &curvature) && curvature.high > 0
               ? 2 / curvature.high
               : (double)NAN;
}
