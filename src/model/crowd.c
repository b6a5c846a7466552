#include "crowd.h"

#include "../base/memory.h"
#include "../lang/vmath.h"
#include "crowd_parts.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- life --- */

struct crowd *crowd_new(void)
{
    return memory_new(1, sizeof(struct crowd));
}

void crowd_end(struct crowd *crowd)
{
    free(crowd->memory);
    free(crowd->places);
    free(crowd->outcomes);
    free(crowd->inputs);
    free(crowd->step_inputs);
}

void crowd_free(struct crowd *crowd)
{
    if (!crowd)
        return;
    crowd_end(crowd);
    free(crowd);
}

/* Gives out arrays of a number of each lane; with no memory yet it only counts. */
struct arrays {
    double *memory;
    size_t used;
};

static double *take(struct arrays *arrays, size_t count)
{
    double *array = arrays->memory ? arrays->memory + arrays->used : NULL;
    arrays->used += count * LANE_STRIDE;
    return array;
}

/* Of each side, so many arrays one after the other, of so many sides by turns; from side to side
 * the places for them are `stride` apart. */
static void take_turns(struct arrays *arrays, double **sides, int stride, int count, int turns)
{
    for (int side = 0; side < SIDES; side++)
        for (int i = 0; i < count; i++)
            sides[side * stride + i] =
                side < turns ? take(arrays, 1) : sides[(side - turns) * stride + i];
}

/* What is kept of lanes of this code; free ones are not judged. */
static bool keeps(const struct crowd_code *code, int number)
{
    return number == LANE_FIRST || (!code->free && (number != LANE_GROWTH || code->has_tangent));
}

static void lay_out_plans(struct crowd *crowd, struct arrays *arrays)
{
    size_t states = (size_t)recipe_schedule_state(crowd->code->recipe);
    for (int i = 0; i < crowd->code->recipe->plan_count; i++) {
        crowd->plans[i].value = take(arrays, 1);
        crowd->plans[i].state = take(arrays, states);
        crowd->plans[i].fresh = take(arrays, 1 + states);
        crowd->plans[i].segment = -1;
    }
}

/* Only what is needed: a new crowd of many parts would wait for its memory, and drive itself out of
 * the cache. */
static void lay_out(struct crowd *crowd, struct arrays *arrays)
{
    const struct crowd_code *code = crowd->code;
    take_turns(arrays, &crowd->now[0][0], STATES_MAX, 2, code->place_turns);
    for (int i = 0; i < code->state_count; i++)
        take_turns(arrays, &crowd->now[0][2 + i], STATES_MAX, 1, code->state_turns[i]);
    if (code->has_tangent)
        take_turns(arrays, &crowd->tangent[0][0], STATES_MAX, 2 + code->state_count, 2);
    take_turns(arrays, &crowd->gradient[0][0], 2, 2, code->free ? 1 : 2);
    crowd->loss = take(arrays, 1);
    for (int i = 0; i < LANE_NUMBERS; i++) /* the first of these behind the loss */
        crowd->lane[i] = keeps(code, i) ? take(arrays, 1) : NULL;
    bool noise = recipe_is_noisy(code->recipe);
    for (int i = 0; i < 2; i++)
        crowd->noise[i] = noise ? take(arrays, 1) : NULL;
    crowd->free_draws =
        take(arrays, code->free ? 2 * (size_t)code->recipe->rule->code->draw_count : 0);
    for (int k = 0; k < VARIED_MAX; k++)
        crowd->numbers[k] = *code->varied[k].name ? take(arrays, 1) : NULL;
    lay_out_plans(crowd, arrays);
}

size_t crowd_room(struct crowd *crowd, const struct crowd_code *code)
{
    struct arrays arrays = {0};
    crowd->code = code;
    lay_out(crowd, &arrays);
    return arrays.used;
}

double *crowd_aligned(double *memory)
{
    return memory + (CROWD_ALIGNMENT - (uintptr_t)memory / sizeof(double) % CROWD_ALIGNMENT);
}

void crowd_place(struct crowd *crowd, double *memory)
{
    struct arrays arrays = {.memory = memory};
    lay_out(crowd, &arrays);
    if (!crowd->code->free && !crowd->outcomes)
        crowd->outcomes = memory_new(CROWD_LANES, sizeof *crowd->outcomes);
    if (crowd->code->watched && !crowd->places)
        crowd->places = memory_new((size_t)VERDICT_ROWS * CROWD_LANES, sizeof *crowd->places);
}

/* Its own, for as long as it is there. */
static double *make_room(struct crowd *crowd, const struct crowd_code *code)
{
    size_t room = crowd_room(crowd, code);
    if (room > crowd->room) {
        free(crowd->memory);
        crowd->room = room;
        crowd->memory = memory_new(room + CROWD_ALIGNMENT, sizeof *crowd->memory);
    } else {
        memset(crowd->memory, 0, (room + CROWD_ALIGNMENT) * sizeof *crowd->memory);
    }
    return crowd_aligned(crowd->memory);
}

/* A little narrower than what row_judge has. */
static struct judge_bounds bounds_of(const struct crowd_code *code)
{
    const struct region *domain = &code->problem->domain;
    double tolerance = code->conditions.tolerance;
    struct judge_bounds b = {.x = (domain->x0 + domain->x1) / 2,
                             .y = (domain->y0 + domain->y1) / 2,
                             .far_x = 0.999 * ROW_FAR * (domain->x1 - domain->x0),
                             .far_y = 0.999 * ROW_FAR * (domain->y1 - domain->y0),
                             .short_square = 1.001 * tolerance * tolerance + DBL_MIN};
    double far = fmin(b.far_x - fabs(b.x), b.far_y - fabs(b.y));
    b.far_square = far > 0 ? far * far : 0;
    return b;
}

void crowd_start(struct crowd *crowd, int count, int64_t budget, const double *x, const double *y)
{
    const struct crowd_code *code = crowd->code;
    crowd->count = count;
    crowd->ended = 0;
    crowd->budget = budget;
    crowd->bounds = bounds_of(code);
    crowd->n = crowd->rule_from = 0;
    crowd->side = 0;
    crowd->rebound = crowd->is_stepping = false;
    crowd->news = (struct news){.rule = false};
    crowd_bind_step(crowd);
    memcpy(crowd->now[0][0], x, (size_t)count * sizeof *x);
    memcpy(crowd->now[0][1], y, (size_t)count * sizeof *y);
    for (int i = 0; i < count; i++) {
        crowd->index[i] = i;
        if (code->has_tangent) /* of no direction that is special */
            crowd->tangent[0][0][i] = 0.8, crowd->tangent[0][1][i] = 0.6;
    }
}

void crowd_begin(struct crowd *crowd, const struct crowd_code *code, int count, int64_t budget,
                 const double *x, const double *y, const double *const numbers[VARIED_MAX])
{
    crowd_place(crowd, make_room(crowd, code));
    crowd_start(crowd, count, budget, x, y);
    for (int k = 0; k < VARIED_MAX; k++)
        if (*code->varied[k].name)
            memcpy(crowd->numbers[k], numbers[k],
                   (code->varied[k].by_lane ? (size_t)count : 1) * sizeof *x);
}

const struct outcome *crowd_outcomes(const struct crowd *crowd)
{
    return crowd->outcomes;
}

/* --- what becomes of them --- */

/* Puts the last lane in the place of one. */
void crowd_remove_lane(struct crowd *crowd, int i)
{
    const struct crowd_code *code = crowd->code;
    int last = --crowd->count, next = side_after(crowd->side);
    crowd->index[i] = crowd->index[last];
    crowd->loss[i] = crowd->loss[last];
    for (int k = 0; k < 2; k++) {
        crowd->now[crowd->side][k][i] = crowd->now[crowd->side][k][last];
        crowd->gradient[crowd->side][k][i] = crowd->gradient[crowd->side][k][last];
    }
    for (int k = 0; k < 2 + code->state_count; k++) {
        crowd->now[next][k][i] = crowd->now[next][k][last];
        if (code->has_tangent)
            crowd->tangent[next][k][i] = crowd->tangent[next][k][last];
    }
    for (int k = 0; k < LANE_NUMBERS; k++)
        if (crowd->lane[k])
            crowd->lane[k][i] = crowd->lane[k][last];
    for (int k = 0; k < VARIED_MAX; k++)
        if (code->varied[k].by_lane)
            crowd->numbers[k][i] = crowd->numbers[k][last];
    for (int p = 0; p < code->recipe->plan_count; p++) {
        struct crowd_plan_place *place = &crowd->plans[p];
        if (!code->plans[p].by_lane)
            continue;
        place->value[i] = place->value[last];
        for (int k = recipe_schedule_state(code->recipe) - 1; k >= 0; k--)
            place->state[k * LANE_STRIDE + i] = place->state[k * LANE_STRIDE + last];
    }
    for (int n = 0; code->watched && n < VERDICT_ROWS; n++)
        crowd->places[n * CROWD_LANES + i] = crowd->places[n * CROWD_LANES + last];
}

/* The rows at the end over which one that goes on is looked at. */
static int64_t window(const struct crowd *crowd)
{
    return crowd->budget < VERDICT_ROWS ? crowd->budget + 1 : VERDICT_ROWS;
}

/* The places of the last rows, the oldest first. */
static int last_places(const struct crowd *crowd, int i, struct point places[VERDICT_ROWS])
{
    int count = (int)window(crowd);
    for (int k = 0; k < count; k++) {
        int64_t n = crowd->budget - count + 1 + k;
        places[k] = crowd->places[n % VERDICT_ROWS * CROWD_LANES + i];
    }
    return count;
}

int crowd_last_places(const struct crowd *crowd, int ball, struct point places[VERDICT_ROWS])
{
    for (int i = 0; crowd->code->watched && i < crowd->ended; i++)
        if (crowd->index[i] == ball)
            return last_places(crowd, i, places);
    return 0;
}

/* A tangent turns at first into the direction in which it grows: what it grows by until then is of
 * its begin, and of the sizes that the numbers of the state have. */
static int64_t growth_begin(const struct crowd *crowd)
{
    return crowd->budget / 2;
}

static struct verdict verdict_of_lane(const struct crowd *crowd, int i)
{
    struct point places[VERDICT_ROWS];
    int count = last_places(crowd, i, places);
    int64_t rows = crowd->budget - growth_begin(crowd);
    double growth = 0;
    if (crowd->code->has_tangent && rows > 0)
        growth = crowd->lane[LANE_GROWTH][i] / (double)rows;
    return verdict_of_places(places, count, growth, problem_is_bowl(crowd->code->problem));
}

/* A ball can be periodic or chaotic only if it overshoots to the end: without a tangent it then has
 * to be looked at again. */
static void note(struct crowd *crowd, int i, enum fate fate)
{
    struct outcome *outcome = &crowd->outcomes[crowd->index[i]];
    double *const *lane = crowd->lane;
    *outcome = (struct outcome){.fate = fate,
                                .iterations = crowd->n,
                                .overshoots = (int64_t)lane[LANE_OVERSHOOTS][i],
                                .loss = crowd->loss[i],
                                .x = crowd->now[crowd->side][0][i],
                                .y = crowd->now[crowd->side][1][i],
                                .first = lane[LANE_FIRST][i],
                                .top = lane[LANE_TOP][i]};
    outcome->verdict =
        verdict_of_end(fate, outcome->overshoots, outcome->first, outcome->loss, outcome->top);
    if (fate != FATE_RUNNING)
        return;
    if (crowd->code->watched)
        outcome->verdict = verdict_of_lane(crowd, i);
    else
        outcome->open = lane[LANE_CAME_BACK][i] != 0 ||
                        lane[LANE_OVERSHOOTS][i] > lane[LANE_OVERSHOOTS_THEN][i];
}

/* Those of which the quick look did not say that they just go on, as row_judge has it. At its start
 * a ball may be anywhere. */
static void look_closer(struct crowd *crowd)
{
    const struct crowd_code *code = crowd->code;
    double *const *now = crowd->now[crowd->side], *const *gradient = crowd->gradient[crowd->side];
    for (int i = crowd->count - 1; i >= 0; i--) {
        enum fate fate = FATE_RUNNING;
        if (vmath_hypot(gradient[0][i], gradient[1][i]) <= code->conditions.tolerance)
            fate = FATE_CONVERGED;
        if (crowd->n > 0 &&
            row_is_out(now[0][i], now[1][i], crowd->loss[i], &code->problem->domain))
            fate = FATE_DIVERGED;
        if (fate != FATE_RUNNING) {
            note(crowd, i, fate);
            crowd_remove_lane(crowd, i);
        }
    }
}

static void begin_judging(const struct crowd *crowd, struct judging *judging)
{
    int side = crowd->side, before = crowd->n > 0 ? side_before(side) : side;
    judging->at = crowd->now[side][0];
    judging->at_before = crowd->now[before][0];
    judging->gradient = crowd->gradient[side][0];
    judging->gradient_before = crowd->gradient[before][0];
    judging->told = crowd->loss;
    for (int k = 0; k < LOOK_LANES; k++) {
        judging->look.far[k] = judging->look.loss[k] = 0;
        judging->look.least[k] = HUGE_VAL;
    }
}

/* --- the last rows --- */

/* Which of them are again near where they were as the last rows began. */
static void look_for_returns(struct crowd *crowd, int64_t begin)
{
    double *const *lane = crowd->lane, *const *now = crowd->now[crowd->side];
    size_t size = (size_t)crowd->count * sizeof(double);
    if (crowd->n == begin) {
        memcpy(lane[LANE_THEN_X], now[0], size);
        memcpy(lane[LANE_THEN_Y], now[1], size);
        memcpy(lane[LANE_OVERSHOOTS_THEN], lane[LANE_OVERSHOOTS], size);
    } else {
        crowd_look_for_returns(now, lane + LANE_THEN_X, lane[LANE_CAME_BACK], crowd->count);
    }
}

static void keep_places(struct crowd *crowd)
{
    double *const *now = crowd->now[crowd->side];
    for (int i = 0; i < crowd->count; i++)
        crowd->places[crowd->n % VERDICT_ROWS * CROWD_LANES + i] =
            (struct point){now[0][i], now[1][i]};
}

static void watch_places(struct crowd *crowd)
{
    int64_t begin = crowd->budget - window(crowd) + 1;
    if (crowd->code->watched && crowd->n >= begin)
        keep_places(crowd);
    else if (crowd->n >= begin && crowd->n <= begin + PERIOD_MAX)
        look_for_returns(crowd, begin);
}

/* What the tangents have grown by; then they are of length 1 again. */
static void watch_tangents(struct crowd *crowd)
{
    int count = 2 + crowd->code->state_count;
    double *const *next = crowd->tangent[side_after(crowd->side)];
    for (int i = 0; i < crowd->count; i++) {
        double square = 0;
        for (int k = 0; k < count; k++)
            square += next[k][i] * next[k][i];
        double length = sqrt(square);
        if (crowd->n >= growth_begin(crowd))
            crowd->lane[LANE_GROWTH][i] += vmath_log(length);
        for (int k = 0; k < count; k++)
            next[k][i] /= length;
    }
}

/* --- iterations --- */

bool crowd_evaluate(struct crowd *crowd, struct workspace *workspace)
{
    double *const *gradient = crowd->gradient[crowd->side];
    double *const outputs[] = {crowd->loss, gradient[0], gradient[1]};
    crowd->epoch = (double)crowd->n; /* which a surface reads that moves */
    crowd_run(crowd, workspace, &crowd->code->evaluate, outputs, crowd->count);
    if (!workspace_done(workspace))
        return false;
    if (crowd->n == 0)
        memcpy(crowd->lane[LANE_FIRST], crowd->loss, (size_t)crowd->count * sizeof(double));
    return true;
}

/* False: it was left. What was judged of the lanes before stays then. */
static bool step(struct crowd *crowd, struct workspace *workspace)
{
    const struct crowd_code *code = crowd->code;
    double *outputs[2 * STATES_MAX + 3];
    int count = 2 + code->state_count, next = side_after(crowd->side);
    memcpy(outputs, crowd->now[next], sizeof *outputs * (size_t)count);
    if (!code->apart) {
        outputs[count++] = crowd->loss;
        outputs[count++] = crowd->gradient[crowd->side][0];
        outputs[count++] = crowd->gradient[crowd->side][1];
    }
    for (int i = 0; i < 2 + code->state_count && code->has_tangent; i++)
        outputs[count++] = crowd->tangent[next][i];
    struct judging judging;
    begin_judging(crowd, &judging);
    if (crowd->is_stepping)
        memcpy(&judging.look, crowd->looked, sizeof judging.look);
    crowd_step(crowd, workspace, outputs, &(struct program_reader){crowd_judge, &judging});
    crowd->is_stepping = !workspace_done(workspace);
    if (crowd->is_stepping)
        memcpy(crowd->looked, &judging.look, sizeof judging.look);
    else
        crowd->is_suspect = crowd_is_any(&judging, &crowd->bounds, (size_t)crowd->count);
    return !crowd->is_stepping;
}
_Static_assert(sizeof(struct quick_look) == 3 * LOOK_LANES * sizeof(double), "what is kept of it");

static void note_first(struct crowd *crowd)
{
    size_t size = (size_t)crowd->count * sizeof(double);
    memcpy(crowd->lane[LANE_FIRST], crowd->loss, size);
    memcpy(crowd->lane[LANE_TOP], crowd->loss, size);
}

/* What the update from row n reads; false: it was left. */
static bool prepare(struct crowd *crowd, struct workspace *workspace)
{
    if (crowd->is_stepping)
        return true;
    if (crowd->code->apart && !crowd_evaluate(crowd, workspace))
        return false;
    crowd_drive(crowd, workspace);
    crowd->rule_n = crowd->epoch = (double)crowd->n;
    crowd_draw(crowd);
    return workspace_done(workspace);
}

/* Row n, and the update from it: the row is judged with the one before at hand. False: it was left.
 */
static bool iterate(struct crowd *crowd, struct workspace *workspace)
{
    const struct crowd_code *code = crowd->code;
    if (!prepare(crowd, workspace) || !step(crowd, workspace))
        return false;
    if (crowd->n == 0)
        note_first(crowd);
    if (crowd->is_suspect)
        look_closer(crowd);
    watch_places(crowd);
    if (code->has_tangent)
        watch_tangents(crowd);
    return true;
}

static void end(struct crowd *crowd)
{
    for (int i = 0; i < crowd->count; i++)
        note(crowd, i, FATE_RUNNING);
    crowd->ended = crowd->count;
    crowd->count = 0;
}

/* No fewer lanes take less time than these. */
enum { FEW = 16 };

bool crowd_go_on(struct crowd *crowd, struct workspace *workspace, int64_t iterations)
{
    while (crowd->count > 0 && iterations > 0) {
        iterations -= crowd->count > FEW ? crowd->count : FEW;
        if (!iterate(crowd, workspace))
            return true;
        if (crowd->n == crowd->budget)
            end(crowd);
        crowd->n++;
        crowd->side = side_after(crowd->side);
    }
    return crowd->count > 0;
}
