#include "sums.h"

#include <stdlib.h>

#include "../base/memory.h"

/* The copy of a graph's nodes in which everything that no column changes is an input. */
struct copier {
    const struct graph *from;
    struct graph *to;
    node_id *nodes; /* the copies; NODE_NONE until there is one */
};

/* A node that depends on a column; its operands are copied. */
static node_id copy_node(struct copier *copier, node_id id)
{
    struct node node = copier->from->nodes[id];
    return node.op == OP_INPUT
               ? graph_input(copier->to, INPUT_COLUMN, copier->from->inputs[node.a].index, "")
               : graph_again(copier->to, node, copier->nodes);
}

/* Nodes are in an order of evaluation, so that operands are copied before what reads them. Copies
 * of nodes that no total here reads are not compiled. */
static void copy_nodes(struct copier *copier, node_id last)
{
    for (node_id i = 0; i <= last; i++) {
        double value;
        if (graph_is_constant(copier->from, i, &value))
            copier->nodes[i] = graph_constant(copier->to, value);
        else if (copier->from->nodes[i].by_row)
            copier->nodes[i] = copy_node(copier, i);
    }
}

static struct program *compile(const struct graph *graph, const node_id *outputs, int count,
                               const struct sums *sums, bool columns, const bool *lane)
{
    bool *varies = memory_new((size_t)sums->input_count + 1, sizeof *varies);
    for (int i = 0; i < sums->input_count; i++) {
        const struct input *input = &sums->inputs[i];
        varies[i] = input->kind == INPUT_COLUMN ? columns : !columns && lane[input->index];
    }
    struct program *program = program_compile(graph, outputs, count, varies);
    free(varies);
    return program;
}

/* A product of numbers that each row has is multiplied while it is added. */
static bool is_product(const struct graph *graph, node_id id)
{
    const struct node *node = &graph->nodes[id];
    if (node->op == OP_POWI)
        return node->c == 2;
    return node->op == OP_MUL && graph->nodes[node->a].by_row && graph->nodes[node->b].by_row;
}

static struct program *compile_by_row(const struct copier *copier, const node_id *totals,
                                      struct sums *sums, const bool *lane)
{
    node_id *outputs = memory_new(2 * (size_t)sums->total_count, sizeof *outputs);
    int count = 0;
    for (int i = 0; i < sums->total_count; i++) {
        node_id id = copier->from->nodes[totals[i]].a;
        const struct node *node = &copier->from->nodes[id];
        bool product = is_product(copier->from, id);
        sums->totals[i] = (struct sum){count, product ? count + 1 : -1};
        outputs[count++] = copier->nodes[product ? node->a : id];
        if (product)
            outputs[count++] = copier->nodes[node->op == OP_POWI ? node->a : node->b];
    }
    struct program *program = compile(copier->to, outputs, count, sums, true, lane);
    free(outputs);
    return program;
}

struct sums sums_compile(const struct graph *graph, const node_id *totals, int total_count,
                         const node_id *arguments, const bool *lane, int argument_count)
{
    struct sums sums = {.argument_count = argument_count, .total_count = total_count};
    struct copier copier = {graph, graph_new(NULL), NULL};
    copier.nodes = memory_new((size_t)graph->count + 1, sizeof *copier.nodes);
    for (node_id i = 0; i < graph->count; i++)
        copier.nodes[i] = NODE_NONE;
    for (int i = 0; i < argument_count; i++)
        copier.nodes[arguments[i]] = graph_input(copier.to, INPUT_ARGUMENT, i, "");
    node_id *outputs = memory_new((size_t)total_count, sizeof *outputs);
    copy_nodes(&copier, totals[total_count - 1]);
    for (int i = 0; i < total_count; i++)
        outputs[i] = copier.nodes[graph->nodes[totals[i]].a];
    sums.all = node_is_of_all(&graph->nodes[*totals]);
    sums.input_count = copier.to->input_count;
    sums.inputs = copier.to->inputs;
    sums.totals = memory_new((size_t)total_count, sizeof *sums.totals);
    sums.by_row = compile_by_row(&copier, totals, &sums, lane);
    sums.by_lane = compile(copier.to, outputs, total_count, &sums, false, lane);
    free(outputs);
    free(copier.nodes);
    copier.to->inputs = NULL; /* the sums have them */
    graph_free(copier.to);
    return sums;
}

void sums_free(struct sums *sums)
{
    program_free(sums->by_row);
    program_free(sums->by_lane);
    free(sums->inputs);
    free(sums->totals);
}
