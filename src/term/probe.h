#ifndef OVERSHOOT_TERM_PROBE_H
#define OVERSHOOT_TERM_PROBE_H

/* What TERM does not say, asked of the terminal itself: all questions at once, and nobody waits.
 * Answers are taken out of what it sends whenever they come, in however many pieces; what is none
 * is a key. To ask for more is a row in probe.c. */

#include "key_bytes.h"

#include "../draw/frame.h"

/* All zero: nothing is known. */
struct found {
    bool direct;     /* it has taken a direct colour */
    int colors;      /* that it has; 0: it has not said */
    bool has_ground; /* it has said of what colour its ground is: */
    color ground;
    int mark_columns; /* that ● takes; 0: it has not said */

    /* Of its pixels: */
    bool kitty, shared;    /* it has kitty's protocol; and reads memory that is shared with it */
    bool sixel;            /* it has sixels */
    int registers;         /* colours in an image of them; 0: it has not said */
    struct cell_size most; /* pixels in one; 0: it has not said */
    struct cell_size cell; /* pixels in a cell; 0: it has not said */
};

/* What a terminal is not to be asked, as bits. */
enum probe_kind {
    PROBE_STRINGS = 1, /* what older terminals would print, or pass on */
    PROBE_UNICODE = 2,
    PROBE_PIXELS = 4,
    PROBE_SHARED = 8 /* where there is no memory to be shared */
};

/* All zero: nothing was asked. */
struct probe {
    unsigned open;     /* the questions without an answer, as bits; late ones are answers, too */
    bool asked, ended; /* all has been answered that will be */
    double asked_at, heard_at;
    struct found found;
    struct text held; /* the beginning of what may be an answer */
    bool certain;     /* it is one */
    char shared[96];  /* the name of three bytes that are shared with it, in base 64 */
};

/* Adds the questions to what is written to a terminal that shows nothing yet: one of them leaves a
 * mark in the first cell. */
void probe_ask(struct probe *probe, unsigned without, double now, struct text *out);
/* The size of its cells may be another one: asks anew, if it has said it before. */
void probe_ask_cell(struct probe *probe, struct text *out);
/* Takes the answers out of what the terminal sends; the rest is added to the keys. Whether
 * something was found. */
bool probe_hear(struct probe *probe, const char *bytes, size_t length, double now,
                struct key_queue *keys);
/* Seconds until what is held is no answer any more, if nothing follows; infinite: nothing is held.
 */
double probe_patience(const struct probe *probe, double now);
/* Gives up what is held once that time is over. */
void probe_give_up(struct probe *probe, double now, struct key_queue *keys);
void probe_free(struct probe *probe);

#endif
