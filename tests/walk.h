#ifndef OVERSHOOT_TESTS_WALK_H
#define OVERSHOOT_TESTS_WALK_H

/* A second, plain way to compute a graph: node by node, by op_evaluate. It shares nothing with the
 * programs that it checks. */

#include "lang/graph.h"

/* The value of a node; inputs[i] belongs to input i of the graph. */
double walk_value(const struct graph *graph, node_id node, const double *inputs);

#endif
