#ifndef OVERSHOOT_SCENE_CSV_H
#define OVERSHOOT_SCENE_CSV_H

/* Comma-separated values (RFC 4180) as data: a line of names, then numbers.
 *
 * A cell may stand in quotes, where "" is a quote; lines end in LF, CRLF or CR; a byte-order mark
 * and empty lines are skipped. A name becomes one that formulas can read: what is no letter or
 * digit is _, and _ is added to a name that has a meaning of its own (x is x_). A column whose
 * first cell is no number is one of words. Every error names line and column. */

#include "../base/error.h"
#include "../lang/data.h"

#include <stdio.h>

enum { CSV_SIZE_MAX = 64 << 20, CSV_CELL_MAX = 256 };

/* Reads to the end of the stream; memory is bounded by what data can be. NULL with the reason. */
const struct data *csv_read(FILE *stream, const char *path, struct error *error);

/* The file at a path, which must be a regular one. */
const struct data *csv_open(const char *path, struct error *error);

#endif
