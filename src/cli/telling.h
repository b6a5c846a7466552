#ifndef OVERSHOOT_CLI_TELLING_H
#define OVERSHOOT_CLI_TELLING_H

/* What `overshoot tell` says, of one session or of two beside each other, as lines or as JSON. */

#include "../front/clock.h"
#include "../tell/digest.h"
#include "../tell/teller.h"

/* How much is said. */
enum { DIGEST, ALL, OUTCOME };

/* Who tells of one of two sessions beside each other, or of the only one. */
struct ear {
    struct telling *telling;
    struct session *session; /* NULL: there is none */
    struct teller *teller;
    struct digest *digest; /* NULL: all is said as it comes */
    int side;
};

struct telling {
    struct session *session;
    struct clock clock;
    struct ear ears[2];
    double now; /* seconds, which pass as soon as they are waited for */
    bool json, edits;
    int much;            /* of the above */
    struct text outcome; /* where this alone is said: the last one; */
    bool begins;         /* another one does */
    int64_t steps; /* where it is to come to before it is asked what comes next; -1: nowhere */
    int status;
    int line; /* of the input */
};

/* A sentence of nobody's iteration; and one of the present one. */
void telling_say_words(struct telling *telling, const char *event, const char *text);
void telling_say(struct telling *telling, const char *event, const char *text);
/* An error is a line among the others, too: who listens hears where it belongs. */
void telling_fail(struct telling *telling, int line, const struct error *error);
/* What help, list and describe have printed. */
void telling_print_pages(struct telling *telling);

/* From now on it tells of this session. */
void telling_meet(struct ear *ear, struct session *session);
/* The session beside has come, is another one, or is no more. */
void telling_attend(struct telling *telling);

/* To be called after each tick, and whenever something was done. */
void telling_look(struct telling *telling);
/* The run stands: how, and what happened. */
void telling_rest(struct telling *telling);
/* It tells no longer; where the outcome alone is told, this is where. */
void telling_end(struct telling *telling);

#endif
