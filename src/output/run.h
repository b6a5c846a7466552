#ifndef OVERSHOOT_OUTPUT_RUN_H
#define OVERSHOOT_OUTPUT_RUN_H

/* A run as a table: a row per ball and step. */

#include "columns.h"

#include "../session/session.h"

#include <stdio.h>

struct run_format {
    const char *name;                            /* also the ending of files */
    void (*about)(FILE *out, const char *about); /* a comment of several lines, before the header */
    void (*header)(FILE *out, const struct columns *columns);
    void (*row)(FILE *out, const struct sim *sim, int ball);
    /* The same, with columns that were chosen. */
    void (*chosen)(FILE *out, const struct sim *sim, int ball, const struct columns *columns);
};

/* What is written of a run. */
struct run_table {
    const struct run_format *format;
    struct columns columns; /* the caller's */
    int64_t every;          /* of the steps each so-many-th; 0: all */
};

extern const struct run_format run_formats[];
extern const int run_format_count;
const struct run_format *run_format_find(const char *name);

/* Takes the session back to its beginning and writes rows 0 … steps of every ball, step by step;
 * a diverged ball ends with the row in which it did, which is always there. What a command at a row
 * gets wrong is told, and ends the run there. Errors of the stream are left to its owner. */
bool run_write(struct session *session, int64_t steps, const struct run_table *table, FILE *out,
               struct error *error);

/* The rows on record and no others, tick by tick: nothing happens anew, and in the end the sim is
 * where it was. */
void run_write_record(struct sim *sim, const struct run_format *format, FILE *out);

#endif
