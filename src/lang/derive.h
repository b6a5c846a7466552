#ifndef OVERSHOOT_LANG_DERIVE_H
#define OVERSHOOT_LANG_DERIVE_H

/* Symbolic derivatives and moves: both walk the graph in the order of its nodes and add what
 * they need to the same graph. NODE_NONE in a result means that the graph is full. */

#include "graph.h"

/* The partial derivative of f by an input. f must not depend on a loop. */
node_id derive_partial(struct graph *graph, node_id f, node_id input);

/* How fast every node up to `last` that is needed changes where the inputs do: tangents[i] of node
 * i, where seeds[i] is that of an input; NODE_NONE in both: it stays as it is. None of them may
 * depend on a loop. False: the graph is full. */
bool derive_tangents(struct graph *graph, const bool *needed, node_id last, const node_id *seeds,
                     node_id *tangents);

/* results[k] is roots[k] with x and y in the place of INPUT_X and INPUT_Y. */
void derive_moved(struct graph *graph, const node_id *roots, int count, node_id x, node_id y,
                  node_id *results);

#endif
