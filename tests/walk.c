#include "walk.h"

#include <stdlib.h>

#include "base/memory.h"

static void walk_range(const struct graph *graph, node_id first, node_id last, const double *inputs,
                       double *values);

static node_id loop_variable(const struct graph *graph, int loop)
{
    for (node_id i = 0; i < graph->count; i++) {
        if (graph->nodes[i].op != OP_INPUT)
            continue;
        const struct input *input = &graph->inputs[graph->nodes[i].a];
        if (input->kind == INPUT_LOOP && input->index == loop)
            return i;
    }
    return NODE_NONE;
}

/* All nodes between the variable and the loop are computed again in each turn. */
static double walk_loop(const struct graph *graph, node_id loop, const double *inputs,
                        double *values)
{
    const struct node *node = &graph->nodes[loop], *next = &graph->nodes[node->b];
    node_id variable = loop_variable(graph, node->c);
    double value = values[node->a];
    for (int turn = 0; turn < LOOP_LIMIT; turn++) {
        values[variable] = value;
        walk_range(graph, variable + 1, loop - 1, inputs, values);
        if (values[next->a] == 0)
            return value;
        value = values[next->b];
    }
    return 0;
}

static void walk_range(const struct graph *graph, node_id first, node_id last, const double *inputs,
                       double *values)
{
    for (node_id i = first; i <= last; i++) {
        const struct node *node = &graph->nodes[i];
        int arity = op_infos[node->op].arity;
        double a = arity > 0 ? values[node->a] : 0, b = arity > 1 ? values[node->b] : 0;
        double c = arity > 2 ? values[node->c] : node->c;
        if (node->op == OP_CONSTANT)
            values[i] = node->value;
        else if (node->op == OP_INPUT && graph->inputs[node->a].kind == INPUT_LOOP)
            continue;
        else if (node->op == OP_INPUT)
            values[i] = inputs[node->a];
        else if (node->op == OP_LOOP)
            values[i] = walk_loop(graph, i, inputs, values);
        else if (node->op != OP_NEXT)
            values[i] = op_evaluate(node->op, a, b, c);
    }
}

double walk_value(const struct graph *graph, node_id node, const double *inputs)
{
    double *values = memory_new((size_t)node + 1, sizeof *values);
    walk_range(graph, 0, node, inputs, values);
    double value = values[node];
    free(values);
    return value;
}
