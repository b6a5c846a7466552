/* From a graph to steps: drops what no output needs, splits what is uniform from what varies over
 * lanes, moves what a loop does not change out of it, turns integer powers into multiplications
 * and joins operations that pay when they are done together. */

#include "bytecode.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/array.h"
#include "sums.h"

enum { NO_LOOP = -1 };

/* Where a node is read only by one branch of what a uniform condition decides: of condition `on`
 * the one that is taken if it holds, or if not. NODE_NONE: it is read whatever is so. */
struct gate {
    node_id on;
    bool holds;
};

/* What is known of a node. */
struct fact {
    struct gate gate;
    bool read; /* so that the gate is known */
    bool lane;
    bool absorbed;        /* a product that only the step of a sum computes */
    int uses;             /* by outputs and used nodes; what has none is not computed */
    int loop;             /* the innermost loop whose variable the node depends on */
    int level;            /* how many totals follow each other up to here */
    int value;            /* VALUE_NONE until it is emitted */
    node_id product;      /* of a sum: the operand that it absorbs */
    node_id second;       /* the other operand when it is absorbed too */
    node_id sine, cosine; /* of an argument: the used nodes, to be computed together */
};

/* A loop that an output needs. */
struct loop {
    node_id node, variable; /* the variable is NODE_NONE when the body does not read it */
};

struct lowering {
    const struct graph *graph;
    struct fact *facts;
    struct loop *loops;
    int loop_count;
    struct lowered out;
};

static bool is_loop_variable(const struct graph *graph, const struct node *node)
{
    return node->op == OP_INPUT && graph->inputs[node->a].kind == INPUT_LOOP;
}

static void count_uses(struct lowering *low, const node_id *outputs, int output_count)
{
    for (int i = 0; i < output_count; i++) {
        if (outputs[i] != NODE_NONE)
            low->facts[outputs[i]].uses++;
    }
    for (node_id i = low->graph->count - 1; i >= 0; i--) {
        node_id operands[3];
        int count = low->facts[i].uses > 0 ? node_operands(&low->graph->nodes[i], operands) : 0;
        for (int k = 0; k < count; k++)
            low->facts[operands[k]].uses++;
    }
}

/* Totals of one level need none of each other, so that one pass over the rows computes them. A
 * loop's variable counts as varying: there are no loops over uniform values only that would be
 * worth the distinction. */
static void mark_levels_and_lanes(struct lowering *low, const bool *varies)
{
    for (node_id i = 0; i < low->graph->count; i++) {
        const struct node *node = &low->graph->nodes[i];
        struct fact *fact = &low->facts[i];
        node_id operands[3];
        fact->lane = node->op == OP_INPUT ? is_loop_variable(low->graph, node) || varies[node->a]
                                          : node->op == OP_LOOP;
        for (int k = node_operands(node, operands) - 1; k >= 0; k--) {
            const struct fact *operand = &low->facts[operands[k]];
            fact->lane |= operand->lane;
            fact->level = operand->level > fact->level ? operand->level : fact->level;
        }
        fact->level += node->op == OP_TOTAL;
    }
}

static node_id loop_variable(const struct graph *graph, node_id loop)
{
    for (node_id i = 0; i < loop; i++) {
        const struct node *node = &graph->nodes[i];
        if (is_loop_variable(graph, node) && graph->inputs[node->a].index == graph->nodes[loop].c)
            return i;
    }
    return NODE_NONE;
}

/* Gives the nodes that depend on a loop's variable to the loop. An inner loop has smaller numbers
 * than the loop around it, so it comes first and keeps its nodes. */
static void mark_loop_body(struct lowering *low, int number, bool *depends)
{
    const struct loop *loop = &low->loops[number];
    node_id end = low->graph->nodes[loop->node].b;
    if (loop->variable == NODE_NONE)
        return;
    for (node_id i = loop->variable; i < end; i++) {
        node_id operands[3];
        depends[i] = i == loop->variable;
        for (int k = node_operands(&low->graph->nodes[i], operands) - 1; k >= 0; k--)
            depends[i] |= operands[k] >= loop->variable && depends[operands[k]];
        if (depends[i] && low->facts[i].loop == NO_LOOP)
            low->facts[i].loop = number;
    }
}

static void find_loops(struct lowering *low)
{
    bool *depends = memory_new((size_t)low->graph->count + 1, sizeof *depends);
    low->loops = memory_new((size_t)low->graph->loop_count + 1, sizeof *low->loops);
    for (node_id i = 0; i < low->graph->count; i++) {
        if (low->facts[i].uses > 0 && low->graph->nodes[i].op == OP_LOOP) {
            low->loops[low->loop_count] = (struct loop){i, loop_variable(low->graph, i)};
            mark_loop_body(low, low->loop_count++, depends);
        }
    }
    free(depends);
}

static bool gates_equal(struct gate a, struct gate b)
{
    return a.on == b.on && (a.on == NODE_NONE || a.holds == b.holds);
}

static void read_behind(struct lowering *low, node_id id, struct gate gate)
{
    struct fact *fact = &low->facts[id];
    if (!fact->read)
        fact->gate = gate;
    else if (!gates_equal(fact->gate, gate))
        fact->gate.on = NODE_NONE;
    fact->read = true;
}

/* From those that read to those that are read. A branch in a branch is behind the outer one. */
static void find_gates(struct lowering *low, const node_id *outputs, int output_count)
{
    const struct gate none = {NODE_NONE, false};
    for (int i = 0; i < output_count; i++)
        if (outputs[i] != NODE_NONE)
            read_behind(low, outputs[i], none);
    for (node_id i = low->graph->count - 1; i >= 0; i--) {
        const struct node *node = &low->graph->nodes[i];
        const struct fact *fact = &low->facts[i];
        node_id operands[3];
        int count = fact->uses > 0 ? node_operands(node, operands) : 0;
        bool decides = count == 3 && node->op == OP_WHERE && fact->gate.on == NODE_NONE &&
                       !low->facts[node->a].lane && low->facts[node->a].loop == NO_LOOP &&
                       !low->graph->nodes[node->a].by_row;
        for (int k = 0; k < count; k++)
            read_behind(low, operands[k],
                        decides && k > 0 ? (struct gate){node->a, k == 1} : fact->gate);
    }
}

/* A product as the step sees it; x^2 is one. */
static bool is_product(const struct node *node)
{
    return node->op == OP_MUL || (node->op == OP_POWI && node->c == 2);
}

/* A product used once, by a sum that is computed equally often, needs no step of its own. */
static bool can_absorb(const struct lowering *low, node_id sum, node_id product)
{
    const struct fact *outer = &low->facts[sum];
    const struct fact *inner = &low->facts[product];
    return is_product(&low->graph->nodes[product]) && inner->uses == 1 &&
           inner->lane == outer->lane && inner->loop == outer->loop;
}

static void find_fusions(struct lowering *low)
{
    for (node_id i = 0; i < low->graph->count; i++) {
        const struct node *node = &low->graph->nodes[i];
        struct fact *fact = &low->facts[i];
        if (fact->uses == 0 || node->by_row)
            continue;
        if (node->op == OP_SIN) {
            low->facts[node->a].sine = i;
        } else if (node->op == OP_COS) {
            low->facts[node->a].cosine = i;
        } else if (node->op == OP_ADD || node->op == OP_SUB) {
            bool first = can_absorb(low, i, node->a), second = can_absorb(low, i, node->b);
            fact->product = first ? node->a : second ? node->b : NODE_NONE;
            fact->second = first && second ? node->b : NODE_NONE;
        }
        if (fact->product != NODE_NONE)
            low->facts[fact->product].absorbed = true;
        if (fact->second != NODE_NONE)
            low->facts[fact->second].absorbed = true;
    }
}

static int add_value(struct lowering *low, bool lane)
{
    struct lowered *out = &low->out;
    *array_add(out->values, out->value_count, out->value_capacity) =
        (struct lowered_value){.lane = lane, .input = -1, .last = -1};
    return out->value_count - 1;
}

static struct step *add_step(struct lowering *low, int action, int d, int a, int b, int c)
{
    struct lowered *out = &low->out;
    struct step *step = array_add(out->steps, out->step_count, out->step_capacity);
    *step = (struct step){action, d, a, b, c, VALUE_NONE};
    return step;
}

/* The value that a step gives. */
static int compute(struct lowering *low, bool lane, int action, int a, int b, int c)
{
    int value = add_value(low, lane);
    add_step(low, action, value, a, b, c);
    return value;
}

static int add_constant(struct lowering *low, double number)
{
    int value = add_value(low, false);
    low->out.values[value].constant = true;
    low->out.values[value].number = number;
    return value;
}

static int value_of(const struct lowering *low, node_id node)
{
    return node == NODE_NONE ? VALUE_NONE : low->facts[node].value;
}

/* a^k as the chain that op_evaluate computes: squares, and the product of those that the bits of k
 * ask for, from the lowest; then the reciprocal for a negative k. */
static int emit_power(struct lowering *low, int a, int exponent)
{
    bool lane = low->out.values[a].lane;
    int power = VALUE_NONE;
    int square = a;
    if (abs(exponent) == 3)
        power = compute(low, lane, ACTION_CUBE, a, VALUE_NONE, VALUE_NONE);
    for (unsigned bits = abs(exponent) == 3 ? 0 : (unsigned)abs(exponent); bits != 0; bits >>= 1) {
        if ((bits & 1) != 0)
            power = power == VALUE_NONE ? square
                                        : compute(low, lane, OP_MUL, power, square, VALUE_NONE);
        if (bits > 1)
            square = compute(low, lane, ACTION_SQUARE, square, VALUE_NONE, VALUE_NONE);
    }
    if (power == VALUE_NONE)
        return add_constant(low, 1);
    return exponent < 0 ? compute(low, lane, OP_DIV, add_constant(low, 1), power, VALUE_NONE)
                        : power;
}

static int second_factor(const struct lowering *low, const struct node *product)
{
    return value_of(low, product->op == OP_POWI ? product->a : product->b);
}

static void emit_sum(struct lowering *low, node_id id)
{
    const struct node *node = &low->graph->nodes[id];
    struct fact *fact = &low->facts[id];
    const struct node *product = &low->graph->nodes[fact->product];
    node_id other = fact->product == node->a ? node->b : node->a;
    int action = node->op == OP_ADD         ? ACTION_MULADD
                 : fact->product == node->a ? ACTION_MULSUB
                                            : ACTION_SUBMUL;
    int a = value_of(low, product->a), b = second_factor(low, product);
    if (fact->second == NODE_NONE) {
        fact->value = compute(low, fact->lane, action, a, b, value_of(low, other));
        return;
    }
    fact->value = add_value(low, fact->lane);
    const struct node *second = &low->graph->nodes[fact->second];
    action = node->op == OP_ADD ? ACTION_MULADDMUL : ACTION_MULSUBMUL;
    add_step(low, action, fact->value, a, b, value_of(low, second->a))->e =
        second_factor(low, second);
}

/* sin or cos, with the other one when an output needs both. */
static void emit_circular(struct lowering *low, node_id id)
{
    const struct node *node = &low->graph->nodes[id];
    struct fact *argument = &low->facts[node->a];
    struct fact *fact = &low->facts[id];
    if (argument->sine == NODE_NONE || argument->cosine == NODE_NONE) {
        fact->value =
            compute(low, fact->lane, (int)node->op, argument->value, VALUE_NONE, VALUE_NONE);
        return;
    }
    int sine = add_value(low, fact->lane);
    int cosine = add_value(low, fact->lane);
    low->facts[argument->sine].value = sine;
    low->facts[argument->cosine].value = cosine;
    add_step(low, ACTION_SINCOS, sine, argument->value, VALUE_NONE, cosine);
}

static void emit_scope(struct lowering *low, int loop, bool lane, node_id end, const bool *needed);

/* A value in a lane register: the end of a loop has no form for uniform operands. */
static int as_lane(struct lowering *low, int value)
{
    return low->out.values[value].lane
               ? value
               : compute(low, true, ACTION_COPY, value, VALUE_NONE, VALUE_NONE);
}

static void emit_loop(struct lowering *low, node_id id)
{
    const struct node *node = &low->graph->nodes[id];
    const struct node *next = &low->graph->nodes[node->b];
    int number = 0;
    while (low->loops[number].node != id)
        number++;
    int variable = compute(low, true, ACTION_COPY, value_of(low, node->a), VALUE_NONE, VALUE_NONE);
    low->facts[id].value = variable;
    add_step(low, ACTION_LOOP_BEGIN, VALUE_NONE, number, VALUE_NONE, VALUE_NONE);
    if (low->loops[number].variable != NODE_NONE) {
        low->facts[low->loops[number].variable].value = variable;
        emit_scope(low, number, true, node->b, NULL);
    }
    int condition = as_lane(low, value_of(low, next->a));
    int result = as_lane(low, value_of(low, next->b));
    add_step(low, ACTION_LOOP_END, variable, condition, result, number);
}

static void emit_totals(struct lowering *low, node_id id);

static void emit_node(struct lowering *low, node_id id)
{
    const struct node *node = &low->graph->nodes[id];
    struct fact *fact = &low->facts[id];
    if (fact->value != VALUE_NONE || fact->absorbed || node->op == OP_NEXT)
        return;
    if (node->op == OP_CONSTANT) {
        fact->value = add_constant(low, node->value);
    } else if (node->op == OP_INPUT) {
        fact->value = add_value(low, fact->lane);
        low->out.values[fact->value].input = node->a;
    } else if (node->op == OP_POWI) {
        fact->value = emit_power(low, value_of(low, node->a), node->c);
    } else if (fact->product != NODE_NONE) {
        emit_sum(low, id);
    } else if (node->op == OP_SIN || node->op == OP_COS) {
        emit_circular(low, id);
    } else if (node->op == OP_LOOP) {
        emit_loop(low, id);
    } else if (node->op == OP_TOTAL) {
        emit_totals(low, id);
    } else {
        int action = node->op == OP_MUL && node->a == node->b ? ACTION_SQUARE : (int)node->op;
        fact->value = compute(low, fact->lane, action, value_of(low, node->a),
                              action == ACTION_SQUARE ? VALUE_NONE : value_of(low, node->b),
                              value_of(low, node->c));
    }
}

/* Emits the nodes before end that belong to a loop (or to none), in their order: those
 * that are used, or, if needed says which, of these the needed ones. */
static void emit_scope(struct lowering *low, int loop, bool lane, node_id end, const bool *needed)
{
    for (node_id i = 0; i < end; i++)
        if (low->facts[i].uses > 0 && low->facts[i].loop == loop && low->facts[i].lane == lane &&
            !low->graph->nodes[i].by_row && (!needed || needed[i]))
            emit_node(low, i);
}

/* The totals that are computed together with this one; the ids are owned by the caller. */
static node_id *find_totals(const struct lowering *low, node_id id, int *count)
{
    const struct fact *first = &low->facts[id];
    node_id *totals = memory_new((size_t)low->graph->count, sizeof *totals);
    *count = 0;
    for (node_id i = id; i < low->graph->count; i++) {
        const struct fact *fact = &low->facts[i];
        if (low->graph->nodes[i].op == OP_TOTAL && fact->uses > 0 && fact->level == first->level &&
            fact->loop == first->loop && fact->lane == first->lane &&
            gates_equal(fact->gate, first->gate) &&
            low->graph->nodes[i].c == low->graph->nodes[id].c)
            totals[(*count)++] = i;
    }
    return totals;
}

/* What the totals' operands read that no column changes, in the order of the nodes. */
static node_id *find_arguments(const struct lowering *low, const node_id *totals, int total_count,
                               int *count)
{
    const struct graph *graph = low->graph;
    bool *reads = memory_new((size_t)graph->count, sizeof *reads);
    node_id *arguments = memory_new((size_t)graph->count, sizeof *arguments);
    for (int k = 0; k < total_count; k++)
        reads[graph->nodes[totals[k]].a] = true;
    for (node_id i = graph->count - 1; i >= 0; i--) {
        node_id operands[3];
        bool inside = reads[i] && graph->nodes[i].by_row;
        for (int k = inside ? node_operands(&graph->nodes[i], operands) - 1 : -1; k >= 0; k--)
            reads[operands[k]] = true;
    }
    *count = 0;
    for (node_id i = 0; i < graph->count; i++)
        if (reads[i] && !graph->nodes[i].by_row && graph->nodes[i].op != OP_CONSTANT)
            arguments[(*count)++] = i;
    free(reads);
    return arguments;
}

/* Emits what the arguments need of the totals' scope: some may come after the first total. */
static void emit_arguments(struct lowering *low, node_id total, const node_id *arguments, int count)
{
    const struct fact *scope = &low->facts[total];
    bool *needed = memory_new((size_t)low->graph->count, sizeof *needed);
    node_id last = count > 0 ? arguments[count - 1] : -1;
    for (int k = 0; k < count; k++)
        needed[arguments[k]] = true;
    graph_mark_read(low->graph, needed, last);
    emit_scope(low, scope->loop, scope->lane, last + 1, needed);
    free(needed);
}

/* A total, and with it all that need the same pass over the rows. */
static void emit_totals(struct lowering *low, node_id id)
{
    int total_count, count;
    node_id *totals = find_totals(low, id, &total_count);
    node_id *arguments = find_arguments(low, totals, total_count, &count);
    bool *lane = memory_new((size_t)count + 1, sizeof *lane);
    emit_arguments(low, id, arguments, count);
    struct gate gate =
        low->facts[id].loop == NO_LOOP ? low->facts[id].gate : (struct gate){NODE_NONE, false};
    if (gate.on != NODE_NONE && !low->facts[id].lane)
        emit_arguments(low, id, &gate.on, 1);
    for (int k = 0; k < count; k++)
        lane[k] = low->facts[arguments[k]].lane;
    struct lowered *out = &low->out;
    int number = out->sums_count++;
    out->sums = memory_resize(out->sums, (size_t)out->sums_count, sizeof *out->sums);
    out->sums[number] = sums_compile(low->graph, totals, total_count, arguments, lane, count);
    for (int k = 0; k < count; k++)
        add_step(low, ACTION_PASS, VALUE_NONE, value_of(low, arguments[k]), k, number);
    if (gate.on == NODE_NONE)
        add_step(low, ACTION_SUMS, VALUE_NONE, number, VALUE_NONE, VALUE_NONE);
    else
        add_step(low, ACTION_SUMS_IF, VALUE_NONE, number, value_of(low, gate.on), gate.holds);
    for (int k = 0; k < total_count; k++) {
        struct fact *fact = &low->facts[totals[k]];
        fact->value = compute(low, fact->lane, ACTION_TAKE, k, VALUE_NONE, number);
    }
    free(lane);
    free(arguments);
    free(totals);
}

/* Whether a step gives the value. */
static bool defines(const struct step *step, int value)
{
    return value != VALUE_NONE &&
           (step->d == value || (step->action == ACTION_SINCOS && step->c == value));
}

/* The next step like the one at `first` that reads no result of it or of those between, else 0. */
static int find_twin(const struct step *steps, int first, int end)
{
    for (int i = first + 1; i < end && !step_is_fixed(&steps[i]); i++) {
        bool free = steps[i].action == steps[first].action;
        for (int k = first; k < i && free; k++)
            free = !defines(&steps[k], steps[i].a) && !defines(&steps[k], steps[i].b) &&
                   !defines(&steps[k], steps[i].e) &&
                   (steps[i].action == ACTION_SINCOS || !defines(&steps[k], steps[i].c));
        if (free)
            return i;
    }
    return 0;
}

/* Moves like steps together, two and two: the executor does both at once on a single lane. */
static void join_twins(struct step *steps, int begin, int end)
{
    enum { REACH = 24 };
    for (int i = begin; i + 1 < end; i++) {
        int twin =
            step_is_fixed(&steps[i]) ? 0 : find_twin(steps, i, end - i > REACH ? i + REACH : end);
        if (twin > 0) {
            struct step moved = steps[twin];
            memmove(&steps[i + 2], &steps[i + 1], (size_t)(twin - i - 1) * sizeof *steps);
            steps[++i] = moved;
        }
    }
}

struct lowered lower(const struct graph *graph, const node_id *outputs, int output_count,
                     const bool *varies)
{
    struct lowering low = {.graph = graph};
    low.facts = memory_new((size_t)graph->count + 1, sizeof *low.facts);
    for (node_id i = 0; i < graph->count; i++) {
        low.facts[i] = (struct fact){.loop = NO_LOOP,
                                     .value = VALUE_NONE,
                                     .product = NODE_NONE,
                                     .second = NODE_NONE,
                                     .sine = NODE_NONE,
                                     .cosine = NODE_NONE};
    }
    count_uses(&low, outputs, output_count);
    mark_levels_and_lanes(&low, varies);
    find_loops(&low);
    find_gates(&low, outputs, output_count);
    find_fusions(&low);

    emit_scope(&low, NO_LOOP, false, graph->count, NULL);
    low.out.lane_begin = low.out.step_count;
    emit_scope(&low, NO_LOOP, true, graph->count, NULL);
    join_twins(low.out.steps, 0, low.out.lane_begin);
    join_twins(low.out.steps, low.out.lane_begin, low.out.step_count);

    low.out.outputs = memory_new((size_t)output_count + 1, sizeof *low.out.outputs);
    low.out.output_count = output_count;
    low.out.loop_count = low.loop_count;
    for (int i = 0; i < output_count; i++)
        low.out.outputs[i] =
            outputs[i] == NODE_NONE ? add_constant(&low, (double)NAN) : low.facts[outputs[i]].value;
    free(low.facts);
    free(low.loops);
    return low.out;
}

void lowered_free(struct lowered *lowered)
{
    free(lowered->steps);
    free(lowered->values);
    free(lowered->outputs);
}
