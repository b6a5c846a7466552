#ifndef OVERSHOOT_SCENE_CSV_H
#define OVERSHOOT_SCENE_CSV_H

/* Measurements as people have them: comma-separated values (RFC 4180), and the same with `;`, tabs,
 * `|` or blanks between the cells, and decimal commas there (cells.h).
 *
 * The first line has the columns' names unless it has numbers; then they are c1, c2, ... A name
 * becomes one that formulas can read: what is no letter or digit is _, and _ is added to a name
 * that has a meaning of its own (x is x_), _2 to one that is there already. A column with numbers
 * for most of its words is one of numbers, and has gaps where there is none. */

#include "../base/error.h"
#include "../lang/data.h"

#include <stddef.h>

enum { CSV_SIZE_MAX = 64 << 20 };

/* Memory is bounded by what data can be. NULL with the reason, after the path and the line. */
const struct data *csv_read(const char *bytes, size_t length, const char *path,
                            struct error *error);

/* The file at a path, which must be a regular one. */
const struct data *csv_open(const char *path, struct error *error);

#endif
