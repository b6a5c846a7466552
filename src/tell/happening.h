#ifndef OVERSHOOT_TELL_HAPPENING_H
#define OVERSHOOT_TELL_HAPPENING_H

/* What can happen to a ball, as far as it is worth a sentence. */

enum happening_kind {
    HAPPENS_FIRST,    /* its first step */
    HAPPENS_JUMP,     /* over the valley */
    HAPPENS_SWING,    /* jumps one after the other, which are told no longer */
    HAPPENS_CLIMB,    /* these end higher from now on; or lower */
    HAPPENS_CALM,     /* no longer */
    HAPPENS_UPHILL,   /* without a jump */
    HAPPENS_THROWN,   /* to more than twice its first loss */
    HAPPENS_CATAPULT, /* and lower than that after it */
    HAPPENS_EDGE,     /* eta times lambda passes a border */
    HAPPENS_HOVER,    /* it stays near the edge */
    HAPPENS_RATE,     /* the schedule's */
    HAPPENS_OUT,      /* of the view */
    HAPPENS_BACK,
    HAPPENS_NEAR,   /* a minimum */
    HAPPENS_AWAY,   /* from it */
    HAPPENS_SADDLE, /* it is near one */
    HAPPENS_DOWN,   /* from there */
    HAPPENS_VALLEY, /* of one minimum among several */
    HAPPENS_HABIT,  /* a period, chaos */
    HAPPENS_STILL,
    HAPPENS_STUCK,
    HAPPENS_REST,
    HAPPENS_GONE,
    HAPPENS_COUNT
};
struct happening_row {
    const char *name;   /* for programs */
    const char *plural; /* what several balls do at once */
    int most;           /* sentences in as many iterations as there were before; 0: as it happens */
};
extern const struct happening_row happening_rows[HAPPENS_COUNT];

struct happening {
    enum happening_kind kind;
    int ball;
    char *text;
};
struct happenings {
    struct happening *items;
    int count, capacity;
};
void happenings_clear(struct happenings *happenings); /* keeps the memory */
void happenings_free(struct happenings *happenings);

#endif
