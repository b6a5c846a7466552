#ifndef OVERSHOOT_LANG_DATA_H
#define OVERSHOOT_LANG_DATA_H

/* Measurements: columns of numbers that surfaces read inside mean() and sum(), row by row. Once
 * filled they never change; graphs, programs and the simulation share them. A gap, where there is
 * no number, is a NaN; a surface is over the rows that have no gap in a column that it reads. */

#include "../base/stamp.h"

#include <stdint.h>

enum { DATA_CLASSES_MAX = 6 }; /* of a column that tells rows apart */
enum { DATA_COLUMNS_MAX = 64, DATA_ROWS_MAX = 100000, DATA_NAME_SIZE = 32 };

/* The few words of a column of words. */
struct data_words {
    int count;
    char *items[DATA_CLASSES_MAX];
    uint8_t *of; /* each row: from 1; 0: it has none */
};

struct data_column {
    char name[DATA_NAME_SIZE]; /* as formulas read it */
    char *title;               /* as the file has it; NULL: the same, or none */
    double *values;            /* one for each row; NULL: words, which no formula can read */
    struct data_words *words;  /* NULL: it has numbers, or too many words */
};

struct data {
    owners owners;
    char *path; /* where it comes from */
    char *how;  /* how that was read, in words; NULL: nobody says */
    char *odd;  /* the first word among numbers, and where it is; NULL: there is none */
    struct data_column columns[DATA_COLUMNS_MAX];
    int column_count;
    int64_t rows;
    const struct data *whole; /* of which these are some rows; NULL: they are all */
    uint64_t read;            /* the columns, as bits, that have no gap in them */
    /* Where some rows are held back: those, all of them, and which share that is; else NULL, 0. */
    const struct data *held, *all;
    double share;
};

/* The path is copied; the columns are the caller's to fill, and then owned by the data. */
struct data *data_new(const char *path);
const struct data *data_retain(const struct data *data); /* NULL is no data */
void data_release(const struct data *data);

/* Room for a batch: for some rows of the data, at most `most` of them. Then the rows, in their
 * order; a batch is only read until it takes others. */
struct data *data_new_batch(const struct data *data, int64_t most);
void data_take_rows(struct data *batch, const struct data *data, const int32_t *rows,
                    int64_t count);

/* Some rows of the data, in that order, with all that is said of these. */
struct data *data_some(const struct data *data, const int32_t *rows, int64_t count);

/* The rows that have a number in each of some columns, as bits: the data themselves where all have.
 */
const struct data *data_without_gaps(const struct data *data, uint64_t read);
const struct data *data_whole(const struct data *data); /* NULL of no data */

/* What the file calls by that name is another one's here: "; the file's n is n_"; else "". */
const char *data_hint(const struct data *data, const char *title, char hint[80]);

/* The values of a column that are few and whole, rising; returns how many. 0: they are not. */
int data_values(const struct data *data, int column, double values[DATA_CLASSES_MAX]);
void data_words_free(struct data_words *words);

/* The column of that name, or -1. */
int data_find(const struct data *data, const char *name);

#endif
