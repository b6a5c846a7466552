#ifndef OVERSHOOT_MODEL_BATCH_H
#define OVERSHOOT_MODEL_BATCH_H

/* The rows of the data that an iteration sees: random, and yet a function of seed, stream and time
 * alone. */

#include "../base/stamp.h"
#include "../lang/data.h"

/* What the rows' order in an epoch depends on. */
struct batch_key {
    uint64_t seed, stream, epoch;
    bool replace; /* each row is drawn from all, whatever was drawn before */
};

/* The rows that the next update sees, and what is kept to find them: it can be made anew anywhere.
 * All 0 at first; one owner. */
struct batch {
    struct data *data; /* the rows */
    double rows;       /* how many */
    const struct data *of;
    int64_t room;
    const struct batch_order *order; /* of all rows in the epoch; copies share it */
};

void batch_shuffle(const struct batch_key *key, int32_t *order, int64_t rows);
/* The same with replacement: count of them. */
void batch_draw(const struct batch_key *key, int32_t *order, int64_t count, int64_t rows);
/* The batch of at most `size` rows that comes after the first `taken` of the epoch; with
 * replacement it has always as many. */
void batch_take(struct batch *batch, const struct data *data, const struct batch_key *key,
                int64_t taken, int64_t size);
/* Another one, to take the same rows. */
struct batch batch_copy(const struct batch *batch);
void batch_free(struct batch *batch);

#endif
