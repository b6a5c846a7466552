#ifndef OVERSHOOT_LAB_THINNED_H
#define OVERSHOOT_LAB_THINNED_H

/* What a column of a ball's record comes to, as a line. It grows at its end, and where it has too
 * many rows for a picture, neighbouring ones share a bucket. */

#include "../base/plane.h"

#include <stdbool.h>
#include <stdint.h>

enum { BUCKETS_MAX = 4096 };

/* Of neighbouring rows the first and the last, and those where it was least and greatest: so that
 * no peak is lost. A y of NaN: none has a value. */
struct bucket {
    struct point first, low, high, last;
    bool low_first; /* of low and high */
};
struct thinned {
    const struct bucket *buckets;
    int count;
    int64_t stride; /* rows in a bucket: bucket i begins with row i*stride */
    int64_t last;   /* the last row that is known */
    int64_t stamp;  /* as long as it is the same, the line has grown at its end alone: */
    int fixed;      /* so many buckets stay as they are */
};
/* The bucket of a row, or of the last one before it; -1: there is none. */
int thinned_index(const struct thinned *line, int64_t row);
/* What it is at a row, or in a row that is not far after it; NaN: it has no value there. */
double thinned_value(const struct thinned *line, int64_t row, bool *exact);

/* A line while it grows; all 0 before buckets_begin. */
struct buckets {
    struct bucket *items;
    int capacity;
    struct thinned line;
    struct bucket *coarse; /* a few of them in one, up to before the first that is not `known` */
    int known;
    int64_t coarse_stamp; /* of the line of these */
};
void buckets_free(struct buckets *buckets);
/* Begins another line, of so many rows in a bucket. */
void buckets_begin(struct buckets *buckets, int64_t stride);
/* What is in the rows from one on, which come in their order and do not reach beyond a bucket. */
void buckets_add(struct buckets *buckets, int64_t row, struct bucket more);
/* Makes room for the next bucket: two become one, where there are BUCKETS_MAX. */
void buckets_thin(struct buckets *buckets);
/* Takes back all from bucket `count` on. */
void buckets_cut(struct buckets *buckets, int count);
/* The line, with no more buckets than so many columns need (0: as many as there are), of which
 * `fixed` stay. Valid until there is more. */
struct thinned buckets_line(struct buckets *buckets, int columns, int fixed);

#endif
