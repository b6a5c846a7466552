#ifndef OVERSHOOT_LANG_DERIVE_H
#define OVERSHOOT_LANG_DERIVE_H

/* Symbolic derivatives and substitution: both walk the graph in the order of its nodes and add what
 * they need to the same graph. NODE_NONE in a result means that the graph is full. */

#include "graph.h"

/* The partial derivative of f by an input. f must not depend on a loop. */
node_id derive_partial(struct graph *graph, node_id f, node_id input);

/* results[k] is roots[k] with the nodes `from` replaced by the nodes `to`. */
void derive_substitute(struct graph *graph, const node_id *roots, int count, const node_id from[2],
                       const node_id to[2], node_id *results);

#endif
