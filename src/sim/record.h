#ifndef OVERSHOOT_SIM_RECORD_H
#define OVERSHOOT_SIM_RECORD_H

/* A ball's record: of its rows every stride-th is kept, with all that the next iteration needs; the
 * stride doubles when there are MOMENTS_MAX, so that memory is bounded and every row is at most a
 * stride of iterations away. A moment takes the bytes that the ball's recipes need for their state;
 * where one comes that needs more, the record is laid out anew. */

#include "blocks.h"

#include "../model/mover.h"

enum { MOMENTS_MAX = BLOCK_ITEMS * BLOCKS_MAX };

/* The numbers of state beside it follow: the rule's, then those of the plans. */
struct kept {
    struct moment moment;
    double loss_low, loss_high; /* of the rows that it stands for */
};

enum { CHANGES_KEPT = 8 };

struct record {
    struct blocks moments;     /* moment i is row i*stride, as it was reached: before settling */
    int rule, plans, schedule; /* numbers of the rule, plans, and numbers of each of these */
    int64_t stride;
    int64_t last;  /* row that it knows of; -1: it is empty */
    int64_t stamp; /* another one whenever the record is not only longer */
    int64_t first_stamp;
    /* What came to be otherwise only after a row, and the stamp that it had then; rising. */
    struct change {
        int64_t row, stamp;
    } changes[CHANGES_KEPT];
    int change_count;
};

void record_clear(struct record *record, const struct recipe *recipe); /* all 0 at first */
void record_free(struct record *record);
struct record record_copy(const struct record *record); /* they share what they have */
/* Room in each moment for the state of a recipe. */
void record_fit(struct record *record, const struct recipe *recipe);
const struct kept *record_at(const struct record *record, int index);
/* The latest moment that is not after a row. */
int record_index(const struct record *record, int64_t row);
/* Puts the mover where it was; it is to be settled. */
void record_load(const struct record *record, int index, struct mover *mover);
/* Puts the mover's row on record, if it is a new one. */
void record_add(struct record *record, const struct mover *mover);
/* Drops the rows after one that is on record, and some before it, which are to come again: the last
 * moment's span of losses may have reached beyond. */
void record_cut(struct record *record, int64_t row);
/* What is on record of the mover's row has changed. */
void record_renew(struct record *record, const struct mover *mover);
/* The last row up to which all places and events are what they were when it had these stamps; -1:
 * it is another record. */
int64_t record_same(const struct record *record, int64_t first_stamp, int64_t stamp);

#endif
