#ifndef OVERSHOOT_TELL_TELLER_PARTS_H
#define OVERSHOOT_TELL_TELLER_PARTS_H

/* What the parts of teller.c have in common, and keep to themselves. */

#include "teller.h"
#include "watch.h"

#include "../base/text.h"

enum { APART = 8 };       /* so many balls are told one by one */
enum { AT_ONCE = 3 };     /* so many do the same in one sentence each */
enum { PLACED = 3 };      /* so many with their places */
enum { LEADS_AFTER = 3 }; /* iterations: what comes before is the start */

/* What of a ball was told last. Eta is told by itself where it alone is another one. */
struct told_ball {
    struct text recipe; /* without it */
    double eta;
};

struct teller {
    struct session *session;
    void (*say)(void *context, const struct saying *saying);
    void *context;
    struct text title, caption, surface; /* as they were told */
    struct told_ball balls[BALLS_MAX];
    struct watched watched[BALLS_MAX];
    int ball_count;    /* of these; 0: nothing was told yet */
    int64_t clock;     /* where it looked last */
    int leader, leads; /* from 0; for so many looks */
    int told_leader;
    struct text question; /* the same */
    bool answered;        /* the answer to it was told */
    bool rested;          /* how all stands was told */
    struct happenings happenings;
};

/* Takes the text; timed: it is of this iteration. */
void teller_say_at(const struct teller *teller, bool timed, int ball, const char *event,
                   struct text *text);
void teller_say(const struct teller *teller, int ball, const char *event, struct text *text);
/* Whether a text is another one than was told, which it is from now on. */
bool teller_is_new(struct text *told, const char *text);

/* --- teller_setting.c --- */

void teller_setting(struct teller *teller);

/* --- teller_race.c --- */

/* Neither gone nor told to be at rest. */
bool teller_goes(const struct teller *teller, int ball);
/* Of many: from the least loss to the greatest. */
void teller_add_range(const struct teller *teller, struct text *text);
void teller_watch_lead(struct teller *teller);
void teller_lead(struct teller *teller);
void teller_milestone(struct teller *teller);

#endif
