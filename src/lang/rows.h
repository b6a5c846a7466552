#ifndef OVERSHOOT_LANG_ROWS_H
#define OVERSHOOT_LANG_ROWS_H

/* Sums over the rows of the data, as programs of their own: what they sum, of one row. So a program
 * has programs in it, and program.c, lower.c and rows.c call each other in a circle. */

#include "bytecode.h"

/* Compiles the operands of the totals. arguments are the nodes that they read and that no column
 * changes (nor is a constant); lane says of each whether it varies over the lanes of the program.
 */
struct rows rows_compile(const struct graph *graph, const node_id *totals, int total_count,
                         const node_id *arguments, const bool *lane, int argument_count);
void rows_free(struct rows *rows);

#endif
