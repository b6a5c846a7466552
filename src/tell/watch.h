#ifndef OVERSHOOT_TELL_WATCH_H
#define OVERSHOOT_TELL_WATCH_H

/* What happens to a ball from one row to the next, as far as it is worth a sentence. */

#include "happening.h"

#include "../session/session.h"

/* What was told of a ball. */
struct watched {
    int64_t n;                /* the row that it was at */
    int told[HAPPENS_COUNT];  /* since the octave began */
    int octave;               /* of the iterations: 1, 2, 4, 8 … */
    int64_t jumps, last_jump; /* that follow each other; the row of the last one */
    int64_t gap;              /* from the one before it */
    int trend;                /* how many ended higher in a row, or lower if negative */
    int where;                /* the last one ended: 1 higher, -1 lower, 0 as high */
    int climbs;               /* that was told: 1 higher, -1 lower, 0 nothing */
    bool swings, thrown, fell, still, outside, mixed;
    bool is_near; /* a minimum: */
    struct point near;
    struct point saddle; /* that it is near, since so many rows; 0: none */
    int64_t lingers;
    struct point valley; /* of that minimum: */
    bool has_valley;
    int zone;       /* enum zone */
    int64_t hovers; /* rows that it has been near the edge */
    double low, high;
    double rate, rate_before; /* eta that was told; that of the row before */
    double first_rate;
    bool leapt, faded;      /* the row before had another eta at once; it is nothing by now */
    bool came_near, rested; /* that was told */
    struct verdict habit;
};

/* As the ball is now, and nothing is told. */
void watch_begin(struct watched *watched, const struct session *session, int ball);
/* It is a row farther than it was. */
void watch_step(struct watched *watched, const struct session *session, int ball,
                struct happenings *happenings);

#endif
