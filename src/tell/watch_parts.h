#ifndef OVERSHOOT_TELL_WATCH_PARTS_H
#define OVERSHOOT_TELL_WATCH_PARTS_H

/* What the parts of watch.c have in common, and keep to themselves. */

#include "watch.h"
#include "words.h"

/* A ball that has come a row farther. */
struct watching {
    struct watched *watched;
    const struct session *session;
    const struct row *row;
    int ball;
    bool chance; /* where its steps end is */
    struct happenings *happenings;
};

/* Where there are many balls, less is said of each. */
bool watching_may_tell(const struct watching *step, enum happening_kind kind);
/* False: it has been told often enough. The text is to be filled, and then kept. */
bool watching_begin(const struct watching *step, enum happening_kind kind, struct text *text);
void watching_keep(const struct watching *step, enum happening_kind kind, struct text *text);
/* Both, of words with numbers, as words_fill has them. */
void watching_tell(const struct watching *step, enum happening_kind kind, const char *words,
                   const double *numbers);
/* "; η·λ 1.9 of 2", where there is an edge. */
void watching_add_stability(const struct watching *step, struct text *text);
/* A motion that nobody could see. */
bool watching_is_invisible(const struct watching *step);

/* --- watch_ends.c --- */

void watching_first(const struct watching *step);
void watching_gone(const struct watching *step);
void watching_rest(const struct watching *step);

/* --- watch_jumps.c --- */

void watching_jump(const struct watching *step);
void watching_calm(const struct watching *step);
void watching_throw(const struct watching *step);

/* --- watch_edge.c --- */

void watching_edge(const struct watching *step);
void watching_rate(const struct watching *step);

/* --- watch_places.c --- */

/* As shares of the diagonal of the surface's region: near a minimum, and no longer. */
#define WATCH_NEAR 0.01
#define WATCH_FAR 0.05

bool watching_is_outside(const struct session *session, const struct row *row);
/* How far the nearest minimum is, as a share of that diagonal. */
double watching_share_away(const struct session *session, const struct row *row, struct point *at,
                           double *away);
void watching_place(const struct watching *step);

/* The saddles of the surface's own region. */
struct saddles {
    double least;       /* the lowest one's loss */
    struct point place; /* the nearest one's */
    double away;
};
struct saddles watching_saddles(const struct session *session, const struct row *row);
void watching_saddle(const struct watching *step, const struct saddles *saddles);
void watching_valley(const struct watching *step, const struct saddles *saddles);

/* --- watch_habit.c --- */

void watching_habit(const struct watching *step);

#endif
