#include "graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/array.h"

enum { BUCKETS_MIN = 256, BUCKET_EMPTY = -1, POWER_MAX = 64 };

static void *duplicate(const void *array, int count, size_t size)
{
    void *copy = memory_new((size_t)count + 1, size);
    if (count > 0)
        memcpy(copy, array, (size_t)count * size);
    return copy;
}

struct graph *graph_copy(const struct graph *graph)
{
    struct graph *copy = duplicate(graph, 1, sizeof *graph);
    data_retain(copy->data);
    copy->nodes = duplicate(graph->nodes, graph->count, sizeof *graph->nodes);
    copy->capacity = graph->count + 1;
    copy->inputs = duplicate(graph->inputs, graph->input_count, sizeof *graph->inputs);
    copy->input_capacity = graph->input_count + 1;
    copy->buckets = duplicate(graph->buckets, graph->bucket_count, sizeof *graph->buckets);
    return copy;
}

void graph_free(struct graph *graph)
{
    if (!graph)
        return;
    data_release(graph->data);
    free(graph->nodes);
    free(graph->inputs);
    free(graph->buckets);
    free(graph);
}

int64_t graph_operations(const struct graph *graph)
{
    int64_t count = graph->count;
    for (int i = 0; i < graph->count; i++)
        count += graph->nodes[i].by_row ? graph->data->rows : 0;
    return count;
}

static uint64_t value_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static uint32_t node_hash(const struct node *node)
{
    const uint64_t odd = 0x9e3779b97f4a7c15u;
    uint64_t hash = (uint64_t)node->op * odd;
    hash = (hash ^ (uint32_t)node->a) * odd;
    hash = (hash ^ (hash >> 32) ^ (uint32_t)node->b) * odd;
    hash = (hash ^ (hash >> 32) ^ (uint32_t)node->c) * odd;
    hash = (hash ^ (hash >> 32) ^ value_bits(node->value)) * odd;
    return (uint32_t)(hash >> 32);
}

/* By bits: 0 and -0 are two constants, a NaN equals itself. */
static bool node_equal(const struct node *p, const struct node *q)
{
    return p->op == q->op && p->a == q->a && p->b == q->b && p->c == q->c &&
           value_bits(p->value) == value_bits(q->value);
}

/* The bucket that has the node, or the empty one where it belongs. */
static int32_t *find_bucket(const struct graph *graph, const struct node *node)
{
    uint32_t mask = (uint32_t)graph->bucket_count - 1;
    uint32_t at = node_hash(node) & mask;
    while (graph->buckets[at] != BUCKET_EMPTY &&
           !node_equal(&graph->nodes[graph->buckets[at]], node))
        at = (at + 1) & mask;
    return &graph->buckets[at];
}

static void set_buckets(struct graph *graph, int count)
{
    graph->bucket_count = count;
    graph->buckets = memory_resize(graph->buckets, (size_t)count, sizeof *graph->buckets);
    for (int i = 0; i < count; i++)
        graph->buckets[i] = BUCKET_EMPTY;
    for (node_id i = 0; i < graph->count; i++)
        *find_bucket(graph, &graph->nodes[i]) = i;
}

struct graph *graph_new(const struct data *data)
{
    struct graph *graph = memory_new(1, sizeof *graph);
    graph->data = data_retain(data);
    set_buckets(graph, BUCKETS_MIN);
    return graph;
}

int node_operands(const struct node *node, node_id operands[3])
{
    operands[0] = node->a;
    operands[1] = node->b;
    operands[2] = node->c;
    return op_infos[node->op].arity;
}

void graph_mark_read(const struct graph *graph, bool *marked, node_id last)
{
    for (node_id i = last; i >= 0; i--) {
        node_id operands[3];
        for (int k = marked[i] ? node_operands(&graph->nodes[i], operands) - 1 : -1; k >= 0; k--)
            marked[operands[k]] = true;
    }
}

/* In the graph of what is summed (sums.c), which has no data, a column is an input as all are. */
static bool is_by_row(const struct graph *graph, const struct node *node)
{
    if (node->op == OP_INPUT)
        return graph->inputs[node->a].kind == INPUT_COLUMN && graph->data;
    node_id operands[3];
    bool by_row = false;
    for (int k = node->op == OP_TOTAL ? -1 : node_operands(node, operands) - 1; k >= 0; k--)
        by_row |= graph->nodes[operands[k]].by_row;
    return by_row;
}

static node_id intern(struct graph *graph, struct node node)
{
    int32_t *bucket = find_bucket(graph, &node);
    if (*bucket != BUCKET_EMPTY)
        return *bucket;
    if (graph->count >= GRAPH_NODES_MAX) {
        graph->full = true;
        return NODE_NONE;
    }
    *bucket = graph->count;
    node.by_row = is_by_row(graph, &node);
    *array_add(graph->nodes, graph->count, graph->capacity) = node;
    if (2 * graph->count > graph->bucket_count)
        set_buckets(graph, 2 * graph->bucket_count);
    return graph->count - 1;
}

static node_id intern_op(struct graph *graph, enum op op, node_id a, node_id b, int c)
{
    return intern(graph, (struct node){.op = op, .a = a, .b = b, .c = c});
}

node_id graph_constant(struct graph *graph, double value)
{
    if (isnan(value))
        value = (double)NAN; /* its sign differs between machines */
    return intern(graph, (struct node){OP_CONSTANT, NODE_NONE, NODE_NONE, NODE_NONE, value, false});
}

node_id graph_input(struct graph *graph, enum input_kind kind, int index, const char *name)
{
    struct input input = {.kind = kind, .index = index};
    strncpy(input.name, name, NAME_SIZE - 1);
    int at = 0;
    while (at < graph->input_count &&
           (graph->inputs[at].kind != kind || graph->inputs[at].index != index ||
            strcmp(graph->inputs[at].name, input.name) != 0))
        at++;
    if (at == graph->input_count)
        *array_add(graph->inputs, graph->input_count, graph->input_capacity) = input;
    return intern_op(graph, OP_INPUT, at, NODE_NONE, NODE_NONE);
}

bool graph_is_constant(const struct graph *graph, node_id node, double *value)
{
    if (node == NODE_NONE || graph->nodes[node].op != OP_CONSTANT)
        return false;
    *value = graph->nodes[node].value;
    return true;
}

/* The operand of an OP_NEG node, else NODE_NONE. */
static node_id negated(const struct graph *graph, node_id node)
{
    return graph->nodes[node].op == OP_NEG ? graph->nodes[node].a : NODE_NONE;
}

node_id graph_unary(struct graph *graph, enum op op, node_id a)
{
    if (a == NODE_NONE)
        return NODE_NONE;
    double value;
    if (graph_is_constant(graph, a, &value))
        return graph_constant(graph, op_evaluate(op, value, 0, 0));
    node_id inner = negated(graph, a);
    if (op == OP_NEG && inner != NODE_NONE)
        return inner;
    if (op == OP_ABS && inner != NODE_NONE)
        a = inner;
    if (op == OP_ABS && graph->nodes[a].op == OP_ABS)
        return a;
    return intern_op(graph, op, a, NODE_NONE, NODE_NONE);
}

/* x - 0 is x for every x. x + 0 is not when x is -0, so it stays: derivatives make no such sums
 * (their zeros are structural), and 1/(x + 0) must not depend on who folds. */
static node_id simplify_sum(struct graph *graph, enum op op, node_id a, node_id b)
{
    double value;
    if (graph_is_constant(graph, b, &value) && value == 0 && !signbit(value) == (op == OP_SUB))
        return a;
    node_id inner = negated(graph, b);
    if (inner != NODE_NONE)
        return graph_binary(graph, op == OP_ADD ? OP_SUB : OP_ADD, a, inner);
    inner = negated(graph, a);
    if (op == OP_ADD && inner != NODE_NONE)
        return graph_binary(graph, OP_SUB, b, inner);
    return NODE_NONE;
}

/* Signs move outwards, where sums take them in. */
static node_id move_signs(struct graph *graph, enum op op, node_id a, node_id b)
{
    node_id left = negated(graph, a), right = negated(graph, b);
    if (left != NODE_NONE && right != NODE_NONE)
        return graph_binary(graph, op, left, right);
    if (left != NODE_NONE)
        return graph_unary(graph, OP_NEG, graph_binary(graph, op, left, b));
    if (right != NODE_NONE)
        return graph_unary(graph, OP_NEG, graph_binary(graph, op, a, right));
    return NODE_NONE;
}

static node_id simplify_product(struct graph *graph, node_id a, node_id b)
{
    double value;
    for (int side = 0; side < 2; side++) {
        node_id other = side ? a : b;
        if (!graph_is_constant(graph, side ? b : a, &value))
            continue;
        if (value == 1)
            return other;
        if (value == -1)
            return graph_unary(graph, OP_NEG, other);
        node_id inner = negated(graph, other);
        if (inner != NODE_NONE)
            return graph_binary(graph, OP_MUL, graph_constant(graph, -value), inner);
    }
    return move_signs(graph, OP_MUL, a, b);
}

static node_id simplify_quotient(struct graph *graph, node_id a, node_id b)
{
    double value;
    if (graph_is_constant(graph, b, &value)) {
        int exponent;
        double half = frexp(value, &exponent);
        bool exact = fabs(half) == 0.5 && abs(exponent) < 1000; /* 1/value is exact */
        if (exact)
            return graph_binary(graph, OP_MUL, a, graph_constant(graph, 1 / value));
    }
    return move_signs(graph, OP_DIV, a, b);
}

/* A node that is equal to the operation for every value of its operands, or NODE_NONE. */
static node_id simplify_binary(struct graph *graph, enum op op, node_id a, node_id b)
{
    switch (op) {
    case OP_ADD:
    case OP_SUB:
        return simplify_sum(graph, op, a, b);
    case OP_MUL:
        return simplify_product(graph, a, b);
    case OP_DIV:
        return simplify_quotient(graph, a, b);
    case OP_MIN:
    case OP_MAX:
        return a == b ? a : NODE_NONE;
    default:
        return NODE_NONE;
    }
}

node_id graph_binary(struct graph *graph, enum op op, node_id a, node_id b)
{
    if (a == NODE_NONE || b == NODE_NONE)
        return NODE_NONE;
    if (op == OP_POW)
        return graph_power(graph, a, b);
    double left, right;
    if (graph_is_constant(graph, a, &left) && graph_is_constant(graph, b, &right))
        return graph_constant(graph, op_evaluate(op, left, right, 0));
    /* One order for both, so that b + a shares a + b. */
    if ((op == OP_ADD || op == OP_MUL || op == OP_EQ || op == OP_NE) && a > b) {
        node_id swap = a;
        a = b;
        b = swap;
    }
    node_id simple = NODE_NONE;
    if (op == OP_ADD && graph_is_constant(graph, a, &left))
        simple = simplify_sum(graph, op, b, a);
    if (simple == NODE_NONE)
        simple = simplify_binary(graph, op, a, b);
    return simple != NODE_NONE ? simple : intern_op(graph, op, a, b, NODE_NONE);
}

node_id graph_where(struct graph *graph, node_id condition, node_id yes, node_id no)
{
    if (condition == NODE_NONE || yes == NODE_NONE || no == NODE_NONE)
        return NODE_NONE;
    double value;
    if (graph_is_constant(graph, condition, &value))
        return value != 0 ? yes : no;
    return yes == no ? yes : intern_op(graph, OP_WHERE, condition, yes, no);
}

node_id graph_power(struct graph *graph, node_id a, node_id exponent)
{
    if (a == NODE_NONE || exponent == NODE_NONE)
        return NODE_NONE;
    double base, power;
    bool number = graph_is_constant(graph, exponent, &power);
    bool small = number && power == floor(power) && fabs(power) <= POWER_MAX;
    if (number && graph_is_constant(graph, a, &base))
        return graph_constant(graph, op_evaluate(small ? OP_POWI : OP_POW, base, power, power));
    if (!small)
        return intern_op(graph, OP_POW, a, exponent, NODE_NONE);
    int integer = (int)power;
    if (integer == 0)
        return graph_constant(graph, 1); /* also of NaN, as pow */
    if (integer == 1)
        return a;
    node_id inner = negated(graph, a);
    return intern_op(graph, OP_POWI, integer % 2 == 0 && inner != NODE_NONE ? inner : a, NODE_NONE,
                     integer);
}

node_id graph_loop_variable(struct graph *graph)
{
    return graph_input(graph, INPUT_LOOP, graph->loop_count++, "");
}

node_id graph_loop(struct graph *graph, node_id variable, node_id first, node_id condition,
                   node_id next)
{
    if (variable == NODE_NONE || first == NODE_NONE || condition == NODE_NONE || next == NODE_NONE)
        return NODE_NONE;
    int loop = graph->inputs[graph->nodes[variable].a].index;
    node_id step = intern_op(graph, OP_NEXT, condition, next, NODE_NONE);
    return step == NODE_NONE ? NODE_NONE : intern_op(graph, OP_LOOP, first, step, loop);
}

node_id graph_rows(struct graph *graph)
{
    return graph->batched ? graph_input(graph, INPUT_ROWS, 0, "")
                          : graph_constant(graph, (double)graph->data->rows);
}

node_id graph_total(struct graph *graph, node_id a, bool all)
{
    if (a == NODE_NONE)
        return NODE_NONE;
    graph->reads_data = true;
    if (!graph->nodes[a].by_row) {
        node_id rows = all ? graph_constant(graph, (double)graph->data->rows) : graph_rows(graph);
        return graph_binary(graph, OP_MUL, rows, a);
    }
    return intern_op(graph, OP_TOTAL, a, NODE_NONE, all && graph->batched ? TOTAL_ALL : NODE_NONE);
}

bool node_is_of_all(const struct node *node)
{
    return node->op == OP_TOTAL && node->c == TOTAL_ALL;
}

node_id graph_again(struct graph *graph, struct node node, const node_id *instead)
{
    node_id of[3];
    for (int k = node_operands(&node, of) - 1; k >= 0; k--)
        of[k] = instead[of[k]];
    switch (op_infos[node.op].arity) {
    case 1:
        return node.op == OP_POWI    ? graph_power(graph, of[0], graph_constant(graph, node.c))
               : node.op == OP_TOTAL ? graph_total(graph, of[0], node_is_of_all(&node))
                                     : graph_unary(graph, node.op, of[0]);
    case 2:
        return graph_binary(graph, node.op, of[0], of[1]);
    default:
        return graph_where(graph, of[0], of[1], of[2]);
    }
}

void graph_import(struct graph *graph, const struct graph *from, const node_id *roots, int count,
                  node_id x, node_id y, node_id *results)
{
    bool *needed = memory_new((size_t)from->count + 1, sizeof *needed);
    node_id *copies = memory_new((size_t)from->count + 1, sizeof *copies);
    for (int i = 0; i < count; i++)
        needed[roots[i]] = true;
    graph_mark_read(from, needed, from->count - 1);
    for (node_id i = 0; i < from->count; i++) {
        struct node node = from->nodes[i];
        const struct input *input = node.op == OP_INPUT ? &from->inputs[node.a] : NULL;
        copies[i] = NODE_NONE;
        if (!needed[i])
            continue;
        if (input)
            copies[i] = input->kind == INPUT_X ? x
                        : input->kind == INPUT_Y
                            ? y
                            : graph_input(graph, input->kind, input->index, input->name);
        else if (node.op == OP_CONSTANT)
            copies[i] = graph_constant(graph, node.value);
        else if (node.op == OP_TOTAL)
            copies[i] = graph_total(graph, copies[node.a], true);
        else
            copies[i] = graph_again(graph, node, copies);
    }
    for (int i = 0; i < count; i++)
        results[i] = copies[roots[i]];
    free(copies);
    free(needed);
}
