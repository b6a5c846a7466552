#ifndef OVERSHOOT_TELL_DIGEST_SPELL_H
#define OVERSHOOT_TELL_DIGEST_SPELL_H

/* What a ball does for a while: jumps that follow each other, and how eta goes on. */

#include "../session/session.h"

/* Jumps over the valley, with no long pause between them. count 0: none. */
struct spell {
    int64_t first, last, count, higher, level; /* how many of them landed higher; as high */
    double from, to, top;                      /* losses: before the first, after the last */
    double between;                            /* the greatest since the first, jumps or not */
    double low, high, bound;                   /* eta times lambda; bound 0: there is no edge */
};
/* Whether the spell is over by now: the ball has not jumped for long. */
bool spell_is_over(const struct spell *spell, const struct row *row);
/* A row, with a jump or without. */
void spell_pass(struct spell *spell, const struct row *row);
/* A row that came with a jump. */
void spell_add(struct spell *spell, const struct row *row);
/* "jumped over the valley 14 times, each time landing lower; loss from 7.5 down to 0.2" */
void spell_write(const struct spell *spell, struct text *out);

/* What a schedule did. */
struct slope {
    double from, to, low, high;
    int64_t high_at;
};
void slope_begin(struct slope *slope, const struct row *row);
void slope_add(struct slope *slope, const struct row *row);
void slope_write(const struct slope *slope, struct text *out);

#endif
