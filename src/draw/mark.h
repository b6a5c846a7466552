#ifndef OVERSHOOT_DRAW_MARK_H
#define OVERSHOOT_DRAW_MARK_H

/* Marks: what stands at a point. A row says how each device shows one. */

#include <stdbool.h>
#include <stdint.h>

enum mark {
    MARK_BALL, /* the first of MARK_BALLS */
    MARK_BALLS = 16,
    MARK_START = MARK_BALLS,
    MARK_MINIMUM,
    MARK_SADDLE,
    MARK_MAXIMUM,
    MARK_LANDING, /* of a hop: dots, as is the next */
    MARK_HIGHER,  /* a landing that is higher than where the hop began: taller, too */
    MARK_JUMP, /* over the minimum: dots that stand on a place, as is the next, which is higher */
    MARK_JUMP_HIGHER,
    MARK_DATUM, /* one of few points of data: a small disc */
    MARK_POINT, /* of data, of a ghost: a dot */
    MARK_CLASS, /* the first of MARK_CLASSES: data that are told apart */
    MARK_CLASSES = 6,
    MARK_HEAD = MARK_CLASS + MARK_CLASSES, /* of an arrow */
    MARK_EDGE,                             /* what is outside: an arrow at the edge of the plot */
    MARK_PIN,                              /* of a place that the user has marked */
    MARK_COUNT,
    MARK_HOLLOW = 0x100 /* with one that can be hollow: where it will be */
};

/* The mark of a ball. */
static inline int mark_of_ball(int ball)
{
    return MARK_BALL + ball % MARK_BALLS;
}

/* Of landings, those too close to the one before are left out; jumps stand on their places. */
static inline bool mark_is_landing(int mark)
{
    return mark == MARK_LANDING || mark == MARK_HIGHER;
}

static inline bool mark_is_jump(int mark)
{
    return mark == MARK_JUMP || mark == MARK_JUMP_HIGHER;
}

enum { MARK_CORNERS_MAX = 24 };
struct mark_row {
    uint32_t glyph, hollow; /* 0: it is dots; it is never hollow */
    char ascii;
    uint8_t across, down; /* in dots, where it is dots */
    float radius;         /* in tenths of a cell's width */
    const struct outline {
        int count;
        /* x and y of each in turn, in hundredths of the radius to the right and downwards. */
        int8_t corners[2 * MARK_CORNERS_MAX];
    } * outline;
};

extern const struct mark_row mark_rows[MARK_COUNT];

static inline const struct mark_row *mark_row(int mark)
{
    return &mark_rows[mark & ~MARK_HOLLOW];
}

/* Only its outline is drawn. */
bool mark_is_hollow(int mark);

/* The glyph of a mark; ways: which of the eight directions an arrow has, from the east clockwise.
 */
uint32_t mark_glyph(int mark, int way, bool unicode);

#endif
