#include "tangent.h"

#include "../base/memory.h"
#include "derive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- what is computed --- */

static bool *mark_needed(const struct graph *graph, const node_id *outputs, int count, node_id last)
{
    bool *needed = memory_new((size_t)last + 1, sizeof *needed);
    for (int i = 0; i < count; i++)
        needed[outputs[i]] = true;
    graph_mark_read(graph, needed, last);
    return needed;
}

/* Which lane an input is; -1: it does not vary. */
static int lane_of(const struct input *input, int size)
{
    switch (input->kind) {
    case INPUT_X:
        return 0;
    case INPUT_Y:
        return 1;
    case INPUT_STATE:
        return 2 + input->index;
    case INPUT_NOISE_X:
        return size;
    case INPUT_NOISE_Y:
        return size + 1;
    default:
        return -1;
    }
}

/* A seed for each input that is read and varies. */
static void plant(struct graph *graph, int size, const bool *needed, node_id last, node_id *seeds)
{
    for (node_id i = 0; i <= last; i++) {
        const struct node *node = &graph->nodes[i];
        int lane = needed[i] && node->op == OP_INPUT ? lane_of(&graph->inputs[node->a], size) : -1;
        seeds[i] = lane < 0 ? NODE_NONE : graph_input(graph, INPUT_SEED, lane, "");
    }
}

/* Those that have a value of their own: not one in each row of the data. */
static void list_nodes(struct rule_tangent *tangent, const bool *needed, node_id last,
                       const node_id *tangents, node_id *outputs)
{
    int count = 0;
    for (node_id i = 0; i <= last; i++) {
        bool told = needed[i] && !tangent->graph->nodes[i].by_row;
        tangent->places[i] = told ? count : -1;
        if (told)
            tangent->nodes[count++] = i;
    }
    tangent->count = count;
    for (int k = 0; k < count; k++) {
        node_id by = tangents[tangent->nodes[k]];
        outputs[k] = tangent->nodes[k];
        tangent->tangents[k] = by == NODE_NONE ? -1 : tangent->tangent_count++;
        if (by != NODE_NONE)
            outputs[count + tangent->tangents[k]] = by;
    }
}

static void compile(struct rule_tangent *tangent, const bool *needed, node_id last,
                    const node_id *tangents)
{
    size_t nodes = (size_t)last + 1;
    struct graph *graph = tangent->graph;
    tangent->nodes = memory_new(nodes, sizeof *tangent->nodes);
    tangent->tangents = memory_new(nodes, sizeof *tangent->tangents);
    tangent->places = memory_new(nodes, sizeof *tangent->places);
    node_id *outputs = memory_new(2 * nodes, sizeof *outputs);
    bool *varies = memory_new((size_t)graph->input_count, sizeof *varies);
    list_nodes(tangent, needed, last, tangents, outputs);
    for (int i = 0; i < graph->input_count; i++)
        varies[i] = graph->inputs[i].kind == INPUT_SEED;
    tangent->program =
        program_compile(graph, outputs, tangent->count + tangent->tangent_count, varies);
    free(outputs);
    free(varies);
}

struct rule_tangent *rule_tangent_new(const struct formula_code *code, enum obstacle *reason)
{
    *reason = code->searches         ? OBSTACLE_SEARCHES
              : code->draw_count > 0 ? OBSTACLE_CHANCE
                                     : OBSTACLE_NONE;
    if (*reason != OBSTACLE_NONE)
        return NULL;
    struct rule_tangent *tangent = memory_new(1, sizeof *tangent);
    node_id last = 0;
    tangent->size = 2 + code->state_count;
    tangent->graph = graph_copy(code->graph);
    memcpy(tangent->outputs, code->outputs, sizeof tangent->outputs);
    for (int i = 0; i < tangent->size; i++)
        last = code->outputs[i] > last ? code->outputs[i] : last;
    bool *needed = mark_needed(tangent->graph, tangent->outputs, tangent->size, last);
    node_id *seeds = memory_new(2 * ((size_t)last + 1), sizeof *seeds),
            *tangents = seeds + last + 1;
    plant(tangent->graph, tangent->size, needed, last, seeds);
    if (derive_tangents(tangent->graph, needed, last, seeds, tangents)) {
        compile(tangent, needed, last, tangents);
    } else {
        *reason = OBSTACLE_TOO_LARGE;
        rule_tangent_free(tangent);
        tangent = NULL;
    }
    free(needed);
    free(seeds);
    return tangent;
}

void rule_tangent_free(struct rule_tangent *tangent)
{
    if (!tangent)
        return;
    program_free(tangent->program);
    graph_free(tangent->graph);
    free(tangent->nodes);
    free(tangent->tangents);
    free(tangent->places);
    free(tangent);
}

/* --- at a place --- */

struct rule_slopes rule_slopes_new(const struct rule_tangent *tangent)
{
    int lanes = tangent->size + 2;
    size_t count = (size_t)(tangent->count + tangent->tangent_count) * (size_t)lanes;
    double *all = memory_new(count + 1, sizeof *all);
    return (struct rule_slopes){all, all + (ptrdiff_t)tangent->count * lanes, lanes};
}

void rule_slopes_free(struct rule_slopes *slopes)
{
    free(slopes->values);
    *slopes = (struct rule_slopes){0};
}

void rule_tangent_run(const struct rule_tangent *tangent, struct workspace *workspace,
                      const double *numbers, struct rule_slopes *slopes)
{
    const struct graph *graph = tangent->graph;
    int count = tangent->count + tangent->tangent_count, lanes = slopes->lanes;
    double *seeds = memory_new((size_t)lanes * (size_t)lanes, sizeof *seeds);
    const double **inputs = memory_new((size_t)graph->input_count, sizeof *inputs);
    double **outputs = memory_new((size_t)count, sizeof *outputs);
    for (int i = 0; i < graph->input_count; i++) {
        const struct input *input = &graph->inputs[i];
        bool seed = input->kind == INPUT_SEED;
        inputs[i] = seed ? seeds + (ptrdiff_t)input->index * lanes : &numbers[i];
    }
    for (int i = 0; i < lanes; i++)
        seeds[i * lanes + i] = 1;
    for (int i = 0; i < count; i++)
        outputs[i] = slopes->values + (ptrdiff_t)i * lanes;
    program_run(tangent->program, workspace, inputs, outputs, (size_t)lanes);
    free(seeds);
    free(inputs);
    free(outputs);
}

static double value_of(const struct rule_tangent *tangent, const struct rule_slopes *slopes,
                       node_id node)
{
    int place = tangent->places[node];
    return place < 0 ? (double)NAN : slopes->values[(ptrdiff_t)place * slopes->lanes];
}

static double slope_of(const struct rule_tangent *tangent, const struct rule_slopes *slopes,
                       node_id node, int lane)
{
    int place = tangent->places[node], by = place < 0 ? -1 : tangent->tangents[place];
    return by < 0 ? 0 : slopes->slopes[(ptrdiff_t)by * slopes->lanes + lane];
}

double rule_tangent_value(const struct rule_tangent *tangent, const struct rule_slopes *slopes,
                          int output)
{
    return value_of(tangent, slopes, tangent->outputs[output]);
}

double rule_tangent_slope(const struct rule_tangent *tangent, const struct rule_slopes *slopes,
                          int output, int lane)
{
    return slope_of(tangent, slopes, tangent->outputs[output], lane);
}

/* --- obstacles --- */

/* How much of a node reaches the outputs: its value, or beside that its slope. */
enum reach { REACH_NOTHING, REACH_VALUE, REACH_SLOPE };

struct look {
    const struct rule_tangent *tangent;
    const bool *moves;
    const struct rule_slopes *there, *near;
    uint8_t *reaches; /* of each node */
};

static double there(const struct look *look, node_id node)
{
    return value_of(look->tangent, look->there, node);
}

static double near(const struct look *look, node_id node)
{
    return value_of(look->tangent, look->near, node);
}

static bool moves(const struct look *look, node_id node)
{
    bool any = false;
    for (int lane = 0; lane < look->there->lanes; lane++)
        any |= look->moves[lane] && slope_of(look->tangent, look->there, node, lane) != 0;
    return any;
}

static void reach(const struct look *look, node_id node, int how)
{
    if (look->reaches[node] < how)
        look->reaches[node] = (uint8_t)how;
}

/* What is multiplied by a number that is 0, or by that over it. */
static int beside(const struct look *look, node_id factor, int how)
{
    if (there(look, factor) != 0)
        return how;
    return moves(look, factor) ? REACH_VALUE : REACH_NOTHING;
}

static void pass_on(const struct look *look, node_id id)
{
    const struct node *node = &look->tangent->graph->nodes[id];
    int how = look->reaches[id];
    node_id operands[3];
    bool first;
    switch (node->op) {
    case OP_WHERE:
        reach(look, node->a, REACH_VALUE);
        reach(look, there(look, node->a) != 0 ? node->b : node->c, how);
        break;
    case OP_MIN:
    case OP_MAX:
        first = there(look, node->a) == there(look, id);
        reach(look, node->a, first ? how : REACH_NOTHING);
        reach(look, node->b, there(look, node->b) == there(look, id) ? how : REACH_NOTHING);
        break;
    case OP_MUL:
        reach(look, node->a, beside(look, node->b, how));
        reach(look, node->b, beside(look, node->a, how));
        break;
    case OP_DIV:
    case OP_DIV0:
        reach(look, node->a, how);
        reach(look, node->b, beside(look, node->a, how));
        break;
    default:
        for (int k = node_operands(node, operands) - 1; k >= 0; k--)
            reach(look, operands[k], how);
    }
}

/* The sign of a number, or of a difference: 2 where it is NaN. */
static int sign_of(double number)
{
    return isnan(number) ? 2 : (number > 0) - (number < 0);
}

static bool sign_changes(const struct look *look, node_id node)
{
    return sign_of(there(look, node)) != sign_of(near(look, node));
}

static bool value_changes(const struct look *look, node_id node)
{
    double one = there(look, node), other = near(look, node);
    return one != other && !(isnan(one) && isnan(other));
}

/* Which of two is the greater. */
static bool order_changes(const struct look *look, const struct node *node)
{
    return sign_of(there(look, node->a) - there(look, node->b)) !=
           sign_of(near(look, node->a) - near(look, node->b));
}

static enum obstacle obstacle_at(const struct look *look, node_id id)
{
    const struct node *node = &look->tangent->graph->nodes[id];
    bool slope = look->reaches[id] == REACH_SLOPE, corner = false, branches = false;
    switch (node->op) {
    case OP_SIGN:
        corner = sign_changes(look, node->a);
        break;
    case OP_ABS:
    case OP_SQRT:
    case OP_CBRT:
        corner = slope && sign_changes(look, node->a) && moves(look, node->a);
        break;
    case OP_HYPOT:
        corner = slope && sign_changes(look, id);
        break;
    case OP_DIV0:
        corner = there(look, node->a) == 0 && there(look, node->b) == 0 && value_changes(look, id);
        break;
    case OP_MIN:
    case OP_MAX:
        branches = slope && order_changes(look, node);
        break;
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
    case OP_EQ:
    case OP_NE:
    case OP_FLOOR:
    case OP_CEIL:
    case OP_ROUND:
        branches = value_changes(look, id);
        break;
    default:
        break;
    }
    return corner ? OBSTACLE_CORNER : branches ? OBSTACLE_BRANCHES : OBSTACLE_NONE;
}

enum obstacle rule_tangent_obstacle(const struct rule_tangent *tangent, const bool *wanted,
                                    const bool *moves, const struct rule_slopes *there,
                                    const struct rule_slopes *near)
{
    node_id last = tangent->nodes[tangent->count - 1];
    struct look look = {tangent, moves, there, near, memory_new((size_t)last + 1, 1)};
    enum obstacle found = OBSTACLE_NONE;
    for (int i = 0; i < tangent->size; i++)
        if (wanted[i])
            reach(&look, tangent->outputs[i], REACH_SLOPE);
    for (node_id id = last; id >= 0 && !found; id--) {
        if (look.reaches[id] == REACH_NOTHING || tangent->places[id] < 0)
            continue;
        found = obstacle_at(&look, id);
        pass_on(&look, id);
    }
    free(look.reaches);
    return found;
}
