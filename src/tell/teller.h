#ifndef OVERSHOOT_TELL_TELLER_H
#define OVERSHOOT_TELL_TELLER_H

/* A run in sentences, for who cannot see it, and for logs: what happens to the balls, told as it
 * happens. Nothing is told twice: who swings is told of once, and then when it ends; of what comes
 * again and again there are so many sentences in as many iterations as there were before (from 1 to
 * 2, to 4, to 8 …); of many balls that do the same at once there is one. So what is told grows with
 * the logarithm of the run. */

#include "../session/session.h"

struct saying {
    int64_t n;         /* the iteration; -1: of none */
    int64_t until;     /* that is told up to this one; of one iteration: the same */
    int ball;          /* from 0; -1: of none, or of several */
    const char *event; /* what it is, in a word, for programs */
    const char *text;  /* a sentence without its full stop, in one line */
};

struct teller;
struct teller *teller_new(struct session *session,
                          void (*say)(void *context, const struct saying *saying), void *context);
void teller_free(struct teller *teller);
/* Whether it still watches this session, and no other one that is where that was. */
bool teller_is_of(const struct teller *teller, const struct session *session);
/* The session is gone; before teller_free. */
void teller_leave(struct teller *teller);

/* What has happened: to be called after each tick, and whenever something was done. */
void teller_look(struct teller *teller);
/* Whether nothing will happen any more that has not been told, though the balls go on. */
bool teller_is_done(const struct teller *teller);
/* Nothing happens by itself any longer: how all stands. */
void teller_rest(struct teller *teller);

#endif
