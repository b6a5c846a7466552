#ifndef OVERSHOOT_LAB_WALK_H
#define OVERSHOOT_LAB_WALK_H

/* A ball's whole way, row by row from its start: for who draws it once and keeps what is drawn. The
 * record has every stride-th row only, and these tell nothing of a zigzag: all are made again, in
 * slices, a frame's share in each frame. */

#include "lab.h"

/* All 0 at first; it belongs to one ball, and to who keeps what has been told. */
struct walk {
    int64_t first_stamp, stamp; /* of the ball's record, as it was */
    int64_t next;               /* the row that will be told next */
    struct mover mover;         /* at the one before */
    bool is_put;                /* it is; else it is to be put there */
    struct halfway halfway;
    int64_t turn; /* of the lab, in which it went on last */
};
void walk_free(struct walk *walk);

/* To be called before the rows are asked for in a frame. False: what has been told is not so any
 * longer (or nothing has been), and the walk begins anew with row 0. */
bool lab_walk_goes_on(struct lab *lab, const struct sim *sim, int ball, struct walk *walk);
/* Its next row, if that is not after `last`; NULL: there is none, or it is late. */
const struct row *lab_walk(struct lab *lab, const struct sim *sim, int ball, struct walk *walk,
                           int64_t last);

#endif
