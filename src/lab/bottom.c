/* The minimum that is nearest to a place, the ground there, and a rule's state at rest on it: by so
 * few steps at a time as take no longer than a millisecond. */

#include "bottom.h"

#include "internal.h"
#include "job.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int64_t lab_steps(int64_t operations)
{
    enum { PIECE = 1000000, MOST = 100 };
    int64_t steps = PIECE / operations;
    return steps < 1 ? 1 : steps < MOST ? steps : MOST;
}

/* --- the ground --- */

struct bottom_task {
    const struct problem *problem;
    struct point from;
    int64_t is_minimum,
        is_valley; /* it is said to be one; there is one, of which this is a place: */
    struct point valley;
};

struct bottom_work {
    struct bottom bottom;
    double before; /* the last step's length */
    int moves;
    bool is_lost; /* the way into the valley */
};

enum { MOVES = 20, VALLEY_MOVES = 150 };

static void *begin(const void *of, int64_t *pieces)
{
    const struct bottom_task *task = of;
    struct bottom_work *work = memory_new(1, sizeof *work);
    int64_t steps = lab_steps(problem_operations(task->problem));
    work->bottom.place = task->from;
    work->bottom.is_minimum = task->is_minimum;
    work->bottom.is_valley = task->is_valley;
    work->before = HUGE_VAL;
    *pieces = ((task->is_valley ? VALLEY_MOVES : MOVES) + 2 + steps - 1) / steps;
    return work;
}

static struct ground ground_at(const struct problem *problem, struct workspace *workspace,
                               struct point place)
{
    struct ground ground = {0};
    double *const outputs[] = {&ground.loss, &ground.gx,  &ground.gy,
                               &ground.hxx,  &ground.hxy, &ground.hyy};
    problem_hessians(problem, workspace, &place.x, &place.y, outputs, 1);
    return ground;
}

/* The minimum itself, near where it is said to be: Newton's steps while they grow shorter. */
static bool polish(struct bottom_work *work)
{
    const struct ground *at = &work->bottom.ground;
    struct point *place = &work->bottom.place;
    double whole = at->hxx * at->hyy - at->hxy * at->hxy;
    double dx = (at->hxy * at->gy - at->hyy * at->gx) / whole;
    double dy = (at->hxy * at->gx - at->hxx * at->gy) / whole;
    double length = vmath_hypot(dx, dy);
    double scale = vmath_hypot(place->x, place->y) + 1;
    if (!(whole > 0) || !(length < work->before) || !(length < 0.01 * scale) ||
        work->moves == MOVES)
        return false;
    *place = (struct point){place->x + dx, place->y + dy};
    work->before = length;
    work->moves++;
    return true;
}

/* Downhill into the valley, by steps that are exact where it bends the most, and no longer than
 * cells of the domain. False: it is there, or finds none. */
static bool descend(struct bottom_work *work, const struct region *domain)
{
    const struct ground *at = &work->bottom.ground;
    struct curvature bends = curvature_of(at->hxx, at->hxy, at->hyy);
    double strong = fmax(fabs(bends.low), fabs(bends.high)), slope = vmath_hypot(at->gx, at->gy);
    double length = slope > 0 ? slope / strong : 0, most = (domain->x1 - domain->x0) / 48;
    double step = length > most ? most / slope : 1 / strong;
    work->before = length;
    if (!isfinite(length) || length <= 1e-15 * most || work->moves++ == VALLEY_MOVES)
        return false;
    work->bottom.place.x -= step * at->gx;
    work->bottom.place.y -= step * at->gy;
    return true;
}

/* Whether it has come to rest where the ground bends in one direction alone. */
static bool is_in_valley(const struct bottom_work *work, const struct region *domain)
{
    const struct ground *at = &work->bottom.ground;
    struct curvature bends = curvature_of(at->hxx, at->hxy, at->hyy);
    return bends.high > 0 && fabs(bends.low) <= 1e-6 * bends.high &&
           work->before < 1e-9 * (domain->x1 - domain->x0);
}

/* From where the ball is; where that finds none, the place that is known. False: it is there. */
static bool find_valley(const struct bottom_task *task, struct bottom_work *work)
{
    const struct region *domain = &task->problem->domain;
    bool goes_on = !work->is_lost && descend(work, domain);
    if (goes_on || work->is_lost || is_in_valley(work, domain))
        return goes_on;
    work->is_lost = true;
    work->bottom.place = task->valley;
    return true;
}

static void do_piece(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct bottom_task *task = of;
    struct bottom_work *work = result;
    (void)piece;
    for (int64_t i = lab_steps(problem_operations(task->problem)); i > 0; i--) {
        if (work->bottom.known)
            return;
        struct ground ground = ground_at(task->problem, workspace, work->bottom.place);
        if (!workspace_done(workspace))
            return;
        work->bottom.ground = ground;
        work->bottom.known =
            task->is_valley ? !find_valley(task, work) : !task->is_minimum || !polish(work);
    }
}

static const struct job_class bottom_class = {
    .name = "bottom",
    .kept = BALLS_MAX + 2,
    .task_size = sizeof(struct bottom_task),
    .begin = begin,
    .piece = do_piece,
    .end = free,
};

struct bottom lab_ground(struct lab *lab, const struct problem *problem, struct point place)
{
    const struct bottom_task task = {problem, place, false, false, place};
    const struct bottom_work *work = lab_ask(lab, &bottom_class, &task);
    return work->bottom;
}

/* The nearest of some to a place; NULL: there are none. */
static const struct point *nearest(const struct point *points, int count, struct point place)
{
    const struct point *found = NULL;
    double least = HUGE_VAL;
    for (int i = 0; i < count; i++) {
        double away = vmath_hypot(place.x - points[i].x, place.y - points[i].y);
        if (!found || away < least) {
            least = away;
            found = &points[i];
        }
    }
    return found;
}

struct bottom lab_bottom(struct lab *lab, const struct problem *problem, struct point place)
{
    struct minima minima = lab_minima(lab, problem);
    const struct point *minimum = nearest(minima.points, minima.known ? minima.count : 0, place);
    const struct point *valley =
        nearest(minima.valley, minima.known && !minimum ? minima.valley_count : 0, place);
    const struct bottom_task task = {problem, minimum ? *minimum : place, minimum != NULL,
                                     valley != NULL, valley ? *valley : place};
    const struct bottom_work *work = lab_ask(lab, &bottom_class, &task);
    return work->bottom;
}

/* --- a rule at rest --- */

struct rest_task {
    const struct problem *problem;
    const struct linear_rule *linear;
    struct linear_numbers numbers;
};

struct rest_work {
    const struct linear_rule *linear;
    struct linear_settling *settling;
    bool is_known;
};

static void *begin_rest(const void *of, int64_t *pieces)
{
    const struct rest_task *task = of;
    struct rest_work *work = memory_new(1, sizeof *work);
    int64_t steps = lab_steps(linear_operations(task->linear));
    work->linear = retained(task->linear);
    work->settling = linear_settling_new(task->linear, &task->numbers);
    *pieces = (LINEAR_SETTLING_STEPS + steps - 1) / steps;
    return work;
}

static void do_rest(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct rest_task *task = of;
    struct rest_work *work = result;
    (void)piece;
    for (int64_t i = lab_steps(linear_operations(task->linear));
         i > 0 && !work->is_known && !workspace->is_left; i--)
        work->is_known = !linear_settling_go_on(work->settling, workspace);
}

static void end_rest(void *result)
{
    struct rest_work *work = result;
    linear_settling_free(work->settling);
    linear_release(work->linear);
    free(work);
}

static const struct job_class rest_class = {
    .name = "rest",
    .kept = BALLS_MAX + 2,
    .task_size = sizeof(struct rest_task),
    .begin = begin_rest,
    .piece = do_rest,
    .end = end_rest,
};

bool lab_settle(struct lab *lab, const struct problem *problem, const struct linear_rule *linear,
                struct linear_numbers *numbers)
{
    struct rest_task task;
    memset(&task, 0, sizeof task);
    task.problem = problem;
    task.linear = linear;
    memcpy(&task.numbers, numbers, sizeof task.numbers);
    const struct rest_work *work = lab_ask(lab, &rest_class, &task);
    if (work->is_known)
        linear_settled(work->settling, numbers);
    return work->is_known;
}
