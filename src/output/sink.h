#ifndef OVERSHOOT_OUTPUT_SINK_H
#define OVERSHOOT_OUTPUT_SINK_H

/* Whoever takes the frames of a film, one after the other: a recording, an animated picture. */

struct frame;

struct frame_sink {
    void *context;
    /* The frame that is on the screen from then on, in seconds since the first one, which comes at
     * 0. It is the caller's, and may be one that was there before. */
    void (*frame)(void *context, double seconds, const struct frame *frame);
    /* Until when the last one stays. */
    void (*end)(void *context, double seconds);
};

#endif
