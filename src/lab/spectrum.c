#include "spectrum.h"

#include "bottom.h"
#include "critical.h"
#include "internal.h"
#include "job.h"

#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const settling_words[] = {"settles", "settles oscillating", "edge", "diverges"};

const struct spectrum_gap_row spectrum_gap_rows[] = {
    [SPECTRUM_WHOLE] = {"", "", ""},
    [SPECTRUM_PENDING] = {"not known yet", "not known yet", "is still being looked at"},
    [SPECTRUM_NO_PLACE] = {"no ground", "undefined", "has no ground there"},
    [SPECTRUM_SEARCHES] = {"it searches", "none: searches",
                           "searches for its step: it has no derivative"},
    [SPECTRUM_CHANCE] = {"chance", "none: chance", "draws its steps: they are chance"},
    [SPECTRUM_TOO_LARGE] = {"too large", "none: too large", "is too large to be differentiated"},
    [SPECTRUM_CORNER] = {"no derivative", "none: no derivative",
                         "has no derivative at rest: it has a sign, a length or a root of 0"},
    [SPECTRUM_BRANCHES] = {"it branches", "none: branches",
                           "branches on the gradient at rest: it has no derivative"},
    [SPECTRUM_UNBEGUN] = {"not yet", "none: not begun",
                          "divides by what is practically 0: its state says nothing yet"},
    [SPECTRUM_INFINITE] = {"not finite", "none: not finite", "has no finite derivative there"},
};

static double kappa_of(const struct curvature *curvature)
{
    return curvature->low > 0 ? curvature->high / curvature->low : (double)NAN;
}

struct best_numbers best_numbers(double low, double high)
{
    double kappa = high / low, root = sqrt(kappa), sum = sqrt(low) + sqrt(high);
    double rate = (root - 1) / (root + 1);
    return (struct best_numbers){2 / (low + high), (kappa - 1) / (kappa + 1), 4 / (sum * sum),
                                 rate * rate, rate};
}

/* Of each obstacle. */
static const enum spectrum_gap gaps[] = {
    [OBSTACLE_NONE] = SPECTRUM_WHOLE,          [OBSTACLE_SEARCHES] = SPECTRUM_SEARCHES,
    [OBSTACLE_TOO_LARGE] = SPECTRUM_TOO_LARGE, [OBSTACLE_CORNER] = SPECTRUM_CORNER,
    [OBSTACLE_BRANCHES] = SPECTRUM_BRANCHES,   [OBSTACLE_CHANCE] = SPECTRUM_CHANCE,
};

/* --- eigenvalues --- */

static struct curvature curvature_at(const struct ground *ground)
{
    return curvature_of(ground->hxx, ground->hxy, ground->hyy);
}

/* In one direction, but for rounding. */
static bool is_flat(const struct curvature *curvature)
{
    return fabs(curvature->low) <= 1e-9 * curvature->high;
}

/* Whether it goes from side to side on its way. */
static bool is_swinging(const struct spectrum *spectrum)
{
    static const double nothing = 1e-9, real = 1e-6;
    for (int i = 0; i < spectrum->count; i++) {
        const struct eigenvalue *value = &spectrum->values[i];
        double size = eigen_radius(*value);
        if (size > nothing && (fabs(value->im) > real * size || value->re < 0))
            return true;
    }
    return false;
}

static enum settling settling_of(const struct spectrum *spectrum)
{
    static const double same = 1e-9;
    return fabs(spectrum->radius - 1) <= same ? SETTLING_EDGE
           : spectrum->radius > 1             ? SETTLING_DIVERGING
           : is_swinging(spectrum)            ? SETTLING_SWINGING
                                              : SETTLING_DIRECT;
}

/* How much of the gradient a mean of it takes at once: b of m = (1 - b) m + b g. 1: it is none. */
static double share_of(const struct linear_map *map)
{
    double share = 1;
    int axes = map->axes;
    for (int i = axes; i + axes - 1 < map->size; i++) {
        double stays = map->matrix[i * map->size + i];
        double moves = fabs(map->matrix[i]) + fabs(map->matrix[(axes - 1) * map->size + i]);
        if (moves > 0 && stays > 0 && stays < 1 && fabs(map->fresh[i] + stays - 1) < 1e-12)
            share = 1 - stays;
    }
    return share;
}

/* The curvature as the rule sees it: the greatest eigenvalue of gain times H. */
static double seen_curvature(const struct linear_map *map, const struct ground *ground)
{
    double h[2][2] = {{ground->hxx, ground->hxy}, {ground->hxy, ground->hyy}}, m[2][2];
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            m[i][j] = -(map->gain[i][0] * h[0][j] + map->gain[i][1] * h[1][j]);
    if (map->axes == 1)
        return m[0][0];
    double middle = (m[0][0] + m[1][1]) / 2, half = (m[0][0] - m[1][1]) / 2;
    double square = half * half + m[0][1] * m[1][0];
    return middle + sqrt(fmax(square, 0));
}

/* --- the job --- */

struct spectrum_task {
    const struct problem *problem;
    const struct linear_rule *linear;
    struct point place;
    double eta, radius; /* of what counts as near */
    bool begins;        /* the ball is at its start, so far away: */
    struct point away;
    struct ground ground;
    struct linear_numbers numbers; /* at rest there */
};

/* As eta is multiplied, something begins between two factors: where a number is 0 that is below it
 * before and above it after. */
struct border {
    double below, above; /* the factors; 0, infinite: not known */
    double low, high;    /* how far from 0 it is there; see narrow */
    int side;            /* of the last look: 1 above */
};

struct spectrum_work {
    const struct linear_rule *linear;
    struct linear_sensing *sensing; /* NULL: whether the map says anything is known */
    struct spectrum spectrum;
    struct linear_map map; /* of the last look */
    double unit;           /* the curvature that is multiplied with eta */
    struct border edge, swing;
};

static double eta_of(const struct spectrum_task *task)
{
    return task->eta != 0 ? task->eta : 1;
}

/* Eigenvalues at this eta; false: there are none, or it was left. */
static bool look(const struct spectrum_task *task, struct spectrum_work *work,
                 struct workspace *workspace, double eta, struct spectrum *found)
{
    struct linear_numbers numbers = task->numbers;
    linear_eta(task->linear, eta, &numbers);
    if (!linear_at(task->linear, &numbers, workspace, &work->map))
        return false;
    found->count = work->map.size;
    found->frozen = work->map.frozen;
    double matrix[LINEAR_SIZE_MAX * LINEAR_SIZE_MAX]; /* which does not stay */
    memcpy(matrix, work->map.matrix, (size_t)(found->count * found->count) * sizeof *matrix);
    if (!eigen_find(matrix, found->count, found->values))
        return false;
    found->radius = eigen_radius(found->values[0]);
    found->settling = settling_of(found);
    return true;
}

static enum spectrum_gap gap_of(struct linear_sense sense)
{
    return sense.obstacle != OBSTACLE_NONE ? gaps[sense.obstacle]
           : sense.unbegun                 ? SPECTRUM_UNBEGUN
                                           : SPECTRUM_WHOLE;
}

/* What is known first. */
static void look_first(const struct spectrum_task *task, struct spectrum_work *work,
                       struct workspace *workspace)
{
    struct spectrum *spectrum = &work->spectrum;
    bool finite = look(task, work, workspace, task->eta, spectrum);
    if (workspace->is_left)
        return;
    spectrum->gap = finite ? SPECTRUM_WHOLE : SPECTRUM_INFINITE;
    if (spectrum->gap != SPECTRUM_WHOLE)
        return;
    spectrum->scaled = work->map.frozen > 0 || task->linear->rule->code->reads_hessian;
    work->unit = spectrum->scaled
                     ? seen_curvature(&work->map, &task->ground) / share_of(&work->map) / task->eta
                     : curvature_at(&task->ground).high;
    spectrum->product = task->eta * work->unit;
}

/* A step of it; false: all of it is. */
static bool begin_to_look(const struct spectrum_task *task, struct spectrum_work *work,
                          struct workspace *workspace)
{
    if (work->sensing) {
        if (linear_sensing_go_on(work->sensing, workspace))
            return true;
        enum spectrum_gap gap = gap_of(linear_sensed(work->sensing));
        linear_sensing_free(work->sensing);
        work->sensing = NULL;
        work->spectrum.gap = gap == SPECTRUM_WHOLE ? SPECTRUM_PENDING : gap;
        return gap == SPECTRUM_WHOLE;
    }
    look_first(task, work, workspace);
    return false;
}

/* The next factor to look at; 0: it is known so precisely, or there is none. Between two it is
 * where a line is 0. */
static double next_factor(const struct border *border, double precise)
{
    static const double least = 1e-12, most = 1e12;
    double below = border->below, above = border->above, width = above - below;
    if (below > 0 && above < HUGE_VAL) {
        double share = border->low / (border->low + border->high);
        double to = below + (share > 0 && share < 1 ? share : 0.5) * width;
        return width <= precise * above ? 0 : to > below && to < above ? to : below + width / 2;
    }
    if (above < HUGE_VAL)
        return above > least ? above / 2 : 0;
    return below == 0 ? 1 : below < most ? below * 2 : 0;
}

/* Where the same side is met twice, the other one counts half (the Illinois method). A number that
 * is practically 0 is the border. */
static void narrow(struct border *border, double factor, double number)
{
    static const double nothing = 2e-15;
    if (factor <= border->below || factor >= border->above)
        return;
    int side = number > 0 ? 1 : -1;
    double *far = side > 0 ? &border->low : &border->high;
    *(side > 0 ? &border->above : &border->below) = factor;
    *(side > 0 ? &border->high : &border->low) = fabs(number);
    *far = border->side == side ? *far / 2 : *far;
    border->side = side;
    if (fabs(number) <= nothing)
        border->below = border->above = factor;
}

/* Of a border that lies between two factors: on its side of the present eta, of which the factor is
 * 1. */
static double border_value(const struct border *border, double unit)
{
    bool found = border->below > 0 && border->above < HUGE_VAL;
    return found ? (border->above <= 1 ? border->below : border->above) * unit : (double)NAN;
}

/* How far beyond 1 the eigenvalues are; where the ground is flat in one direction that one stays 1
 * whatever eta is, and says nothing. */
static double beyond(const struct spectrum_task *task, const struct spectrum *found)
{
    static const double nothing = 1e-9;
    struct curvature curvature = curvature_at(&task->ground);
    bool flat = is_flat(&curvature);
    double radius = 0;
    for (int i = 0; i < found->count; i++) {
        struct eigenvalue value = found->values[i];
        if (!flat || hypot(value.re - 1, value.im) > nothing)
            radius = fmax(radius, eigen_radius(value));
    }
    return radius - 1;
}

/* One look at another eta: for the edge, then for where it begins to swing. */
static void look_on(const struct spectrum_task *task, struct spectrum_work *work,
                    struct workspace *workspace)
{
    struct spectrum found = {0};
    double eta = eta_of(task), factor = next_factor(&work->edge, 1e-13);
    factor = factor > 0 ? factor : next_factor(&work->swing, 1e-6);
    work->spectrum.known = factor == 0;
    if (factor == 0)
        return;
    bool good = look(task, work, workspace, factor * eta, &found);
    if (workspace->is_left)
        return;
    narrow(&work->edge, factor, good ? beyond(task, &found) : HUGE_VAL);
    narrow(&work->swing, factor,
           !good || beyond(task, &found) > 0 || is_swinging(&found) ? HUGE_VAL : -HUGE_VAL);
    work->spectrum.edge = border_value(&work->edge, eta * work->unit);
    work->spectrum.swing = border_value(&work->swing, eta * work->unit);
}

enum { FIRST_STEPS = LINEAR_SENSING_STEPS + 1, LOOKS = 240 }; /* enough for two borders */

static void *begin(const void *of, int64_t *pieces)
{
    const struct spectrum_task *task = of;
    struct spectrum_work *work = memory_new(1, sizeof *work);
    int64_t steps = lab_steps(linear_operations(task->linear));
    work->linear = retained(task->linear);
    work->sensing = linear_sensing_new(task->linear, &task->numbers, task->radius,
                                       task->begins ? &task->away : NULL);
    work->edge = work->swing = (struct border){.above = HUGE_VAL};
    work->spectrum.gap = SPECTRUM_PENDING;
    work->spectrum.edge = work->spectrum.swing = (double)NAN;
    *pieces = (FIRST_STEPS + steps - 1) / steps + LOOKS;
    return work;
}

static void do_piece(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct spectrum_task *task = of;
    struct spectrum_work *work = result;
    int64_t steps = lab_steps(linear_operations(task->linear));
    (void)piece;
    if (work->spectrum.gap == SPECTRUM_WHOLE && !work->spectrum.known)
        look_on(of, work, workspace);
    while (work->spectrum.gap == SPECTRUM_PENDING && steps-- > 0 && !workspace->is_left)
        begin_to_look(task, work, workspace);
}

static void end(void *result)
{
    struct spectrum_work *work = result;
    linear_sensing_free(work->sensing);
    linear_release(work->linear);
    free(work);
}

static const struct job_class spectrum_class = {
    .name = "spectrum",
    .kept = 2 * BALLS_MAX,
    .task_size = sizeof(struct spectrum_task),
    .begin = begin,
    .piece = do_piece,
    .end = end,
};

/* --- the rule, with its derivatives --- */

struct linear_task {
    const struct problem *problem;
    const struct formula *rule;
};

struct linear_work {
    const struct formula *rule;
    const struct linear_rule *linear;
};

static void *begin_linear(const void *of, int64_t *pieces)
{
    const struct linear_task *task = of;
    struct linear_work *work = memory_new(1, sizeof *work);
    work->rule = retained(task->rule);
    *pieces = 1;
    return work;
}

static void do_linear(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    (void)piece, (void)workspace;
    const struct linear_task *task = of;
    struct linear_work *work = result;
    work->linear = linear_new(task->problem, task->rule);
}

static void end_linear(void *result)
{
    struct linear_work *work = result;
    linear_release(work->linear);
    formula_release(work->rule);
    free(work);
}

static const struct job_class linear_class = {
    .name = "linear",
    .kept = BALLS_MAX,
    .task_size = sizeof(struct linear_task),
    .begin = begin_linear,
    .piece = do_linear,
    .end = end_linear,
};

/* --- who asks --- */

const struct linear_rule *lab_linear(struct lab *lab, const struct problem *problem,
                                     const struct formula *rule)
{
    const struct linear_task task = {problem, rule};
    const struct linear_work *work = lab_ask(lab, &linear_class, &task);
    return work->linear;
}

bool lab_rest(struct lab *lab, const struct problem *problem, struct point from,
              struct curvature *curvature)
{
    struct bottom bottom = lab_bottom(lab, problem, from);
    *curvature = curvature_at(&bottom.ground);
    return (bottom.is_minimum || bottom.is_valley) && bottom.known;
}

/* As the rule begins, its state is what the first updates make of it. */
static bool begins(const struct mover *mover)
{
    return mover->now.row.n == mover->now.rule_from;
}

static double radius_of(const struct mover *mover)
{
    const struct region *domain = &mover->problem->domain;
    return (begins(mover) ? 1e-4 : 1e-6) * fmax(domain->x1 - domain->x0, domain->y1 - domain->y0);
}

static struct spectrum ask(struct lab *lab, const struct mover *mover,
                           const struct linear_rule *linear, const struct bottom *bottom)
{
    struct spectrum_task task;
    memset(&task, 0, sizeof task);
    task.problem = mover->problem;
    task.linear = linear;
    task.place = bottom->place;
    task.ground = bottom->ground;
    task.eta = mover->now.row.eta;
    task.radius = radius_of(mover);
    task.begins = begins(mover);
    if (task.begins) {
        task.away.x = mover->now.row.x - bottom->place.x;
        task.away.y = mover->now.row.y - bottom->place.y;
    }
    linear_numbers(linear, mover, &task.numbers);
    linear_place(linear, bottom->place, (struct point){bottom->ground.gx, bottom->ground.gy},
                 &task.numbers);
    if (!lab_settle(lab, task.problem, linear, &task.numbers))
        return (struct spectrum){.gap = SPECTRUM_PENDING};
    const struct spectrum_work *work = lab_ask(lab, &spectrum_class, &task);
    return work->spectrum;
}

static bool is_defined(const struct ground *ground)
{
    return isfinite(ground->loss + ground->gx + ground->gy + ground->hxx + ground->hxy +
                    ground->hyy);
}

struct spectrum lab_spectrum(struct lab *lab, const struct sim *sim, int ball,
                             const struct point *at)
{
    const struct mover *mover = &sim->balls[ball]->mover;
    struct point now = {mover->now.row.x, mover->now.row.y};
    struct bottom bottom =
        at ? lab_ground(lab, mover->problem, *at) : lab_bottom(lab, mover->problem, now);
    struct spectrum spectrum = {.gap = bottom.known ? SPECTRUM_NO_PLACE : SPECTRUM_PENDING};
    if (bottom.known && is_defined(&bottom.ground)) {
        const struct linear_rule *linear = lab_linear(lab, mover->problem, mover->recipe->rule);
        spectrum.gap = gaps[linear->obstacle];
        if (spectrum.gap == SPECTRUM_WHOLE)
            spectrum = ask(lab, mover, linear, &bottom);
    }
    spectrum.place = bottom.place;
    spectrum.is_minimum = bottom.is_minimum;
    spectrum.is_valley = bottom.is_valley;
    spectrum.has_ground = bottom.known && is_defined(&bottom.ground);
    spectrum.slope = vmath_hypot(bottom.ground.gx, bottom.ground.gy);
    spectrum.curvature = curvature_at(&bottom.ground);
    if (spectrum.is_valley && is_flat(&spectrum.curvature)) /* that is rounding */
        spectrum.curvature.low = 0;
    spectrum.kappa = kappa_of(&spectrum.curvature);
    return spectrum;
}
