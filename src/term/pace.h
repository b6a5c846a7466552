#ifndef OVERSHOOT_TERM_PACE_H
#define OVERSHOOT_TERM_PACE_H

/* Whether a terminal takes pictures in time. From one that does not, what is left of a picture is
 * kept back, and while something moves plots are characters; pictures come when all stands still.
 */

#include <stdbool.h>

/* All zero at first. */
struct pace {
    bool pictures; /* the frame on its way has some */
    double due;    /* when the next one is */
    int late; /* how often a frame was due while one was on its way, less those that came in time */
    bool slow, still;
};

/* Whether plots may be pictures in the next frame. */
bool pace_has_pictures(const struct pace *pace);
/* A frame was drawn and is on its way; whether it is to be drawn once more, with pictures. */
bool pace_go(struct pace *pace, double now, bool pictures, bool moves);
/* A frame is due, but one is on its way: whether the rest of that is not to be sent. */
bool pace_wait(struct pace *pace, double now);

#endif
