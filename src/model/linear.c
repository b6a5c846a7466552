#include "linear.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- a rule --- */

/* Seeds come last. */
static int input_count(const struct graph *graph)
{
    int count = 0;
    while (count < graph->input_count && graph->inputs[count].kind != INPUT_SEED)
        count++;
    return count;
}

const struct linear_rule *linear_new(const struct problem *problem, const struct formula *rule)
{
    struct linear_rule *linear = memory_new(1, sizeof *linear);
    struct error error;
    *linear = (struct linear_rule){
        .owners = 1, .obstacle = OBSTACLE_TOO_LARGE, .line = problem_is_line(problem)};
    linear->rule = rule_new(problem, rule->row, rule->text, true, false, &error);
    if (linear->rule)
        linear->tangent = rule_tangent_new(linear->rule->code, &linear->obstacle);
    if (linear->tangent && input_count(linear->tangent->graph) > LINEAR_NUMBERS_MAX)
        linear->obstacle = OBSTACLE_TOO_LARGE;
    return linear;
}

void linear_release(const struct linear_rule *linear)
{
    if (!linear || !owners_drop(&linear->owners))
        return;
    rule_tangent_free(linear->tangent);
    formula_release(linear->rule);
    free((struct linear_rule *)(uintptr_t)linear);
}

/* --- numbers --- */

/* So many iterations that what fades has gone. Infinite itself has no product with 0. */
static const double endless = 1e15;

static double number_of(const struct mover *mover, const struct input *input)
{
    const struct moment *now = &mover->now;
    bool begins = now->row.n == now->rule_from;
    switch (input->kind) {
    case INPUT_N:
        return begins ? endless : (double)(now->row.n - now->rule_from);
    case INPUT_EPOCH:
        return begins ? endless : (double)now->row.epoch;
    case INPUT_NOISE_X:
    case INPUT_NOISE_Y:
        return 0;
    default: {
        const double *number = mover_number(mover, input);
        return number ? *number : (double)NAN;
    }
    }
}

void linear_numbers(const struct linear_rule *linear, const struct mover *mover,
                    struct linear_numbers *numbers)
{
    const struct graph *graph = linear->tangent->graph;
    memset(numbers, 0, sizeof *numbers);
    numbers->count = input_count(graph);
    for (int i = 0; i < numbers->count; i++)
        if (program_needs(linear->tangent->program, i))
            numbers->items[i] = number_of(mover, &graph->inputs[i]);
}

static void set(const struct linear_rule *linear, enum input_kind kind, double value,
                struct linear_numbers *numbers)
{
    const struct graph *graph = linear->tangent->graph;
    for (int i = 0; i < numbers->count; i++)
        if (graph->inputs[i].kind == kind)
            numbers->items[i] = value;
}

void linear_place(const struct linear_rule *linear, struct point place, struct point gradient,
                  struct linear_numbers *numbers)
{
    set(linear, INPUT_X, place.x, numbers);
    set(linear, INPUT_Y, place.y, numbers);
    set(linear, INPUT_NOISE_X, -gradient.x, numbers);
    set(linear, INPUT_NOISE_Y, -gradient.y, numbers);
}

void linear_eta(const struct linear_rule *linear, double eta, struct linear_numbers *numbers)
{
    set(linear, INPUT_ETA, eta, numbers);
}

void linear_value(const struct linear_rule *linear, const char *name, double value,
                  struct linear_numbers *numbers)
{
    const struct graph *graph = linear->tangent->graph;
    for (int i = 0; i < numbers->count; i++)
        if (graph->inputs[i].kind == INPUT_PARAMETER && strcmp(graph->inputs[i].name, name) == 0)
            numbers->items[i] = value;
}

/* --- rest --- */

/* The rule at a place: what of its state moves, and the state itself. */
struct rest {
    const struct linear_rule *linear;
    struct workspace *workspace;
    struct linear_numbers numbers;
    struct rule_slopes slopes;
    int size; /* with the place */
    bool moving[TANGENT_SIZE_MAX];
};

static struct rest rest_new(const struct linear_rule *linear, const struct linear_numbers *numbers,
                            struct workspace *workspace)
{
    return (struct rest){linear,
                         workspace,
                         *numbers,
                         rule_slopes_new(linear->tangent),
                         linear->tangent->size,
                         {true, !linear->line}};
}

/* What it was before stays until all of it is there: false, it was left. */
static bool run(struct rest *rest)
{
    struct rule_slopes slopes = rule_slopes_new(rest->linear->tangent);
    rule_tangent_run(rest->linear->tangent, rest->workspace, rest->numbers.items, &slopes);
    struct rule_slopes *gone = workspace_done(rest->workspace) ? &rest->slopes : &slopes;
    bool done = gone != &slopes;
    rule_slopes_free(gone);
    if (done)
        rest->slopes = slopes;
    return done;
}

static double slope(const struct rest *rest, int output, int lane)
{
    return rule_tangent_slope(rest->linear->tangent, &rest->slopes, output, lane);
}

/* A number of the state as an input; NULL: the rule does not read it. */
static double *state_number(struct rest *rest, int output)
{
    const struct graph *graph = rest->linear->tangent->graph;
    for (int i = 0; i < rest->numbers.count; i++)
        if (graph->inputs[i].kind == INPUT_STATE && graph->inputs[i].index == output - 2)
            return &rest->numbers.items[i];
    return NULL;
}

static bool is_moved(const struct rest *rest, int output, double tiny)
{
    bool any = false;
    for (int lane = 0; lane < 2; lane++)
        any |= fabs(slope(rest, output, rest->size + lane)) > tiny;
    for (int lane = 0; lane < rest->size; lane++)
        any |= rest->moving[lane] && slope(rest, output, lane) != 0;
    return any;
}

/* What the gradient and the place change, and what these change. False: it is as it was. */
static bool find_moving(struct rest *rest)
{
    bool before[TANGENT_SIZE_MAX], changed = true;
    double largest = 0;
    memcpy(before, rest->moving, sizeof before);
    for (int i = 2; i < rest->size; i++)
        for (int lane = 0; lane < 2; lane++)
            largest = fmax(largest, fabs(slope(rest, i, rest->size + lane)));
    for (int i = 2; i < rest->size; i++)
        rest->moving[i] = false;
    while (changed) {
        changed = false;
        for (int i = 2; i < rest->size; i++)
            if (!rest->moving[i] && is_moved(rest, i, 1e-13 * largest))
                changed = rest->moving[i] = true;
    }
    return memcmp(before, rest->moving, sizeof before) != 0;
}

/* Gaussian elimination: a count x (count + 1) system, of which a column without a pivot has 0. */
static void solve(double *system, int count, double *result)
{
    int width = count + 1;
    for (int k = 0; k < count; k++) {
        int best = k;
        for (int i = k; i < count; i++)
            best = fabs(system[i * width + k]) > fabs(system[best * width + k]) ? i : best;
        for (int j = 0; j < width; j++) {
            double other = system[k * width + j];
            system[k * width + j] = system[best * width + j];
            system[best * width + j] = other;
        }
        double pivot = system[k * width + k];
        for (int i = k + 1; i < count && fabs(pivot) > 1e-12; i++) {
            double factor = system[i * width + k] / pivot;
            for (int j = k; j < width; j++)
                system[i * width + j] -= factor * system[k * width + j];
        }
    }
    for (int k = count - 1; k >= 0; k--) {
        double sum = system[k * width + count], pivot = system[k * width + k];
        for (int j = k + 1; j < count; j++)
            sum -= system[k * width + j] * result[j];
        result[k] = fabs(pivot) > 1e-12 ? sum / pivot : 0;
    }
}

/* Where the state that moves would stay, by Newton's method: one step where it is linear. */
static void bring_to_rest(struct rest *rest, const struct linear_numbers *present)
{
    int moving[TANGENT_SIZE_MAX], count = 0;
    for (int i = 2; i < rest->size; i++)
        if (rest->moving[i] && state_number(rest, i))
            moving[count++] = i;
    double *system = memory_new((size_t)(count * (count + 1)) + 1, sizeof *system);
    double steps[TANGENT_SIZE_MAX];
    for (int i = 0; i < count; i++) {
        double now = *state_number(rest, moving[i]);
        for (int j = 0; j < count; j++)
            system[i * (count + 1) + j] = (i == j) - slope(rest, moving[i], moving[j]);
        system[i * (count + 1) + count] =
            rule_tangent_value(rest->linear->tangent, &rest->slopes, moving[i]) - now;
    }
    solve(system, count, steps);
    for (int i = 2; i < rest->size; i++) {
        double *number = state_number(rest, i);
        if (number && !rest->moving[i])
            *number = present->items[number - rest->numbers.items];
    }
    for (int i = 0; i < count; i++) {
        double *number = state_number(rest, moving[i]), sum = *number + steps[i];
        *number = fabs(sum) <= 1e-12 * fabs(*number) || !isfinite(sum) ? 0 : sum;
    }
    free(system);
}

/* --- in steps: each runs the rule once --- */

struct settling {
    struct linear_numbers present;
    int round;
};

/* What is frozen is seen only where the rest is at rest: the state of AdaBelief as its m is 0. */
static bool settle_on(struct rest *rest, struct settling *settling)
{
    enum { ROUNDS = LINEAR_SETTLING_STEPS - 1 };
    const struct linear_numbers *present = &settling->present, before = rest->numbers;
    if (!run(rest))
        return true;
    if (present->is_rest)
        memcpy(rest->moving, present->moving, sizeof rest->moving);
    if (present->is_rest || settling->round++ == ROUNDS)
        return false;
    bool another = find_moving(rest);
    bring_to_rest(rest, present);
    return another || memcmp(&before, &rest->numbers, sizeof before) != 0;
}

struct linear_settling {
    struct rest rest;
    struct settling settling;
};

struct linear_settling *linear_settling_new(const struct linear_rule *linear,
                                            const struct linear_numbers *numbers)
{
    struct linear_settling *settling = memory_new(1, sizeof *settling);
    settling->rest = rest_new(linear, numbers, NULL);
    settling->settling.present = *numbers;
    return settling;
}

bool linear_settling_go_on(struct linear_settling *settling, struct workspace *workspace)
{
    settling->rest.workspace = workspace;
    return settle_on(&settling->rest, &settling->settling);
}

void linear_settled(const struct linear_settling *settling, struct linear_numbers *numbers)
{
    *numbers = settling->rest.numbers;
    numbers->is_rest = true;
    memcpy(numbers->moving, settling->rest.moving, sizeof settling->rest.moving);
}

void linear_settling_free(struct linear_settling *settling)
{
    if (!settling)
        return;
    rule_slopes_free(&settling->rest.slopes);
    free(settling);
}

int64_t linear_operations(const struct linear_rule *linear)
{
    enum { EIGEN = 40 };
    int64_t size = linear->tangent->size;
    return graph_operations(linear->tangent->graph) + EIGEN * size * size * size;
}

/* --- the map --- */

/* Whether a number of the state is the second component of a vector, of which a line has none. */
static bool is_across(const struct linear_rule *linear, int output)
{
    const struct formula_code *code = linear->rule->code;
    bool across = output == 1;
    for (int i = 0; i < code->name_count; i++)
        across |= code->names[i].size == 2 && code->names[i].index == output - 3;
    return linear->line && across;
}

static void write_map(const struct rest *rest, struct linear_map *map)
{
    int moving[TANGENT_SIZE_MAX];
    map->axes = rest->linear->line ? 1 : 2;
    map->size = map->frozen = 0;
    for (int i = 0; i < rest->size; i++)
        if (rest->moving[i])
            moving[map->size++] = i;
        else
            map->frozen += !is_across(rest->linear, i);
    for (int i = 0; i < map->size; i++)
        for (int j = 0; j < map->size; j++)
            map->matrix[i * map->size + j] = slope(rest, moving[i], moving[j]);
    for (int i = 0; i < map->size; i++)
        map->fresh[i] = slope(rest, moving[i], rest->size) + slope(rest, moving[i], rest->size + 1);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            map->gain[i][j] = slope(rest, i, rest->size + j);
}

bool linear_at(const struct linear_rule *linear, const struct linear_numbers *numbers,
               struct workspace *workspace, struct linear_map *map)
{
    struct rest rest = rest_new(linear, numbers, workspace);
    bool done = run(&rest);
    memcpy(rest.moving, numbers->moving, sizeof rest.moving);
    if (done)
        write_map(&rest, map);
    rule_slopes_free(&rest.slopes);
    return done;
}

/* --- its sense --- */

/* One update further, from a place beside: then all that moves does. False: it was left. */
static bool follow(struct rest *near)
{
    double next[TANGENT_SIZE_MAX] = {0};
    for (int i = 2; i < near->size; i++)
        next[i] = rule_tangent_value(near->linear->tangent, &near->slopes, i);
    for (int i = 2; i < near->size; i++) {
        double *number = state_number(near, i);
        if (number && near->moving[i])
            *number = next[i];
    }
    return run(near);
}

/* The frozen state as the update from a place beside leaves it, at rest again. False: it was left.
 */
static bool freeze(struct rest *near, const struct rest *rest)
{
    double next[TANGENT_SIZE_MAX] = {0};
    for (int i = 2; i < near->size; i++)
        next[i] = rule_tangent_value(near->linear->tangent, &near->slopes, i);
    near->numbers = rest->numbers;
    for (int i = 2; i < near->size; i++) {
        double *number = state_number(near, i);
        if (number && !near->moving[i])
            *number = next[i];
    }
    return run(near);
}

/* Whether it makes steps of another size, by so great a factor. */
static bool is_unbegun(const struct rest *near, const struct rest *rest, double factor)
{
    double here = 0, there = 0;
    for (int i = 0; i < 4; i++) {
        here = fmax(here, fabs(slope(rest, i / 2, rest->size + i % 2)));
        there = fmax(there, fabs(slope(near, i / 2, rest->size + i % 2)));
    }
    return there < here / factor || there > here * factor;
}

/* What it says is checked from four places around, each in three steps, and from where the ball is.
 */
enum stage { STAGE_SETTLE, STAGE_BESIDE, STAGE_FOLLOW, STAGE_UNBEGUN };
struct linear_sensing {
    struct rest rest, near;
    struct settling settling;
    double radius;
    struct point away;
    bool begins;    /* away is said */
    bool from_away; /* and is the place now */
    int way;        /* else this one of the four */
    enum stage stage;
    struct linear_sense sense, seen; /* of all, and from this place */
};

enum { WAYS = 4 };

/* False: it was left. */
static bool go_beside(struct linear_sensing *sensing)
{
    static const double ways[WAYS][2] = {{0.8, 0.6}, {-0.8, -0.6}, {0.6, -0.8}, {-0.6, 0.8}};
    struct rest *near = &sensing->near;
    const double *way = ways[sensing->way % WAYS];
    double dx = sensing->from_away ? sensing->away.x : sensing->radius * way[0];
    double dy = sensing->from_away ? sensing->away.y : sensing->radius * way[1];
    memcpy(near->moving, sensing->rest.moving, sizeof near->moving);
    near->numbers = sensing->rest.numbers;
    for (int i = 0; i < near->numbers.count; i++) {
        enum input_kind kind = near->linear->tangent->graph->inputs[i].kind;
        near->numbers.items[i] += kind == INPUT_X ? dx : kind == INPUT_Y ? dy : 0;
    }
    return run(near);
}

static enum obstacle obstacle_of(const struct linear_sensing *sensing)
{
    const struct rest *rest = &sensing->rest;
    bool moves[TANGENT_LANES_MAX];
    memcpy(moves, rest->moving, sizeof rest->moving);
    moves[rest->size] = moves[rest->size + 1] = true;
    return rule_tangent_obstacle(rest->linear->tangent, rest->moving, moves, &rest->slopes,
                                 &sensing->near.slopes);
}

/* Whether there is frozen state, and all of it is 0. */
static bool is_frozen_at_0(struct rest *rest)
{
    bool any = false;
    for (int i = 2; i < rest->size; i++) {
        const double *number = state_number(rest, i);
        if (number && !rest->moving[i] && *number != 0)
            return false;
        any |= number && !rest->moving[i];
    }
    return any;
}

/* False: there is no other place from which to look. */
static bool next_way(struct linear_sensing *sensing)
{
    struct linear_sense *sense = &sensing->sense;
    sensing->stage = STAGE_BESIDE;
    if (sensing->from_away) {
        sense->unbegun = sensing->seen.unbegun;
        return false;
    }
    sense->obstacle = sensing->seen.obstacle;
    sense->unbegun |= sensing->seen.unbegun;
    if (sense->obstacle != OBSTACLE_NONE || ++sensing->way < WAYS)
        return sense->obstacle == OBSTACLE_NONE;
    sensing->from_away = sensing->begins && !sense->unbegun && is_frozen_at_0(&sensing->rest);
    return sensing->from_away;
}

struct linear_sensing *linear_sensing_new(const struct linear_rule *linear,
                                          const struct linear_numbers *numbers, double radius,
                                          const struct point *away)
{
    struct linear_sensing *sensing = memory_new(1, sizeof *sensing);
    sensing->rest = rest_new(linear, numbers, NULL);
    sensing->near = rest_new(linear, numbers, NULL);
    sensing->settling.present = *numbers;
    sensing->radius = radius;
    sensing->begins = away != NULL;
    if (away)
        sensing->away = *away;
    sensing->sense.obstacle = OBSTACLE_NONE;
    return sensing;
}

bool linear_sensing_go_on(struct linear_sensing *sensing, struct workspace *workspace)
{
    struct rest *near = &sensing->near;
    sensing->rest.workspace = near->workspace = workspace;
    switch (sensing->stage) {
    case STAGE_SETTLE:
        if (!settle_on(&sensing->rest, &sensing->settling))
            sensing->stage = STAGE_BESIDE;
        return true;
    case STAGE_BESIDE:
        if (!go_beside(sensing))
            return true;
        sensing->seen.obstacle = obstacle_of(sensing);
        sensing->stage = sensing->seen.obstacle == OBSTACLE_NONE ? STAGE_FOLLOW : STAGE_UNBEGUN;
        return true;
    case STAGE_FOLLOW:
        if (!follow(near))
            return true;
        sensing->seen.obstacle = obstacle_of(sensing);
        sensing->stage = STAGE_UNBEGUN;
        return true;
    case STAGE_UNBEGUN:
        if (!freeze(near, &sensing->rest))
            return true;
        sensing->seen.unbegun = is_unbegun(near, &sensing->rest, sensing->from_away ? 30 : 2);
        return next_way(sensing);
    }
    return false;
}

struct linear_sense linear_sensed(const struct linear_sensing *sensing)
{
    return sensing->sense;
}

void linear_sensing_free(struct linear_sensing *sensing)
{
    if (!sensing)
        return;
    rule_slopes_free(&sensing->rest.slopes);
    rule_slopes_free(&sensing->near.slopes);
    free(sensing);
}
