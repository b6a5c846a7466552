#ifndef OVERSHOOT_OUTPUT_OUTCOMES_H
#define OVERSHOOT_OUTPUT_OUTCOMES_H

/* A sweep as a table: a row for each run. */

#include "../lab/sweep.h"

#include <stdio.h>

struct outcome_table {
    const struct outcome_format *format;
    const struct sweep_task *task;
    const struct sweep *sweep;
};

struct outcome_format {
    const char *name; /* also the ending of files */
    void (*header)(FILE *out, const struct outcome_table *table);
    void (*row)(FILE *out, const struct outcome_table *table, int64_t cell,
                const struct outcome *outcome);
};
const struct outcome_format *outcome_format_find(const char *name); /* NULL: there is none */

#endif
