#ifndef OVERSHOOT_LANG_SUMS_H
#define OVERSHOOT_LANG_SUMS_H

/* Sums over the rows of the data, as programs of their own: what they sum, of one row. So a program
 * has programs in it, and program.c, lower.c and sums.c call each other in a circle. */

#include "bytecode.h"

/* Compiles the operands of the totals. arguments are the nodes that they read and that no column
 * changes (nor is a constant); lane says of each whether it varies over the program's lanes. */
struct sums sums_compile(const struct graph *graph, const node_id *totals, int total_count,
                         const node_id *arguments, const bool *lane, int argument_count);
void sums_free(struct sums *sums);

#endif
