#ifndef OVERSHOOT_TELL_FARES_H
#define OVERSHOOT_TELL_FARES_H

/* What is descended, what the balls are, and how they fare: as parts of sentences, without a full
 * stop. */

#include "words.h"

#include "../session/session.h"

/* The surface: its formula, where, its minima; and where the balls start. */
void fares_surface(struct text *out, const struct session *session);
/* "ball 2 (η 0.4)"; of one alone "the ball". What rounding would hide has all its digits. */
void fares_name(struct text *out, const struct session *session, int ball);
/* What moves it: the optimizer with its numbers, schedules, noise, batches. */
void fares_recipe(struct text *out, const struct session *session, int ball, bool with_eta);
/* ", starting at (1, 2)" of one with a start of its own. */
void fares_start(struct text *out, const struct session *session, int ball);
/* The minimum that is nearest to a place, and which it is of several: "(0, 0), the lowest of 2". */
void fares_minimum(struct text *out, const struct session *session, struct point place);
/* The minimum nearest to a place, and how far it is; false, and infinite: none is known. */
bool fares_nearest(const struct session *session, struct point place, struct point *nearest,
                   double *distance);
/* What a ball that swings does for ever, as it was seen over so many of its latest rows, or over
 * VERDICT_ROWS where it never comes back: it is periodic or chaotic, else VERDICT_RUNNING. */
struct verdict fares_habit(const struct session *session, int ball, int rows);
/* "goes round for ever with period 2" */
void fares_habit_write(struct text *out, struct verdict habit);
/* "; η·λ = 0.9·1 = 0.9 of 2 where it starts", or here; what follows from it only where it is so
 * everywhere. Nothing where chance has a part in it, or there is no edge. */
void fares_edge(struct text *out, const struct session *session, int ball);
/* Where a ball is by now, and what it does; whole: with the gradient and its jumps. */
void fares_ball(struct text *out, const struct session *session, int ball, bool whole);
/* The balls in the order of their places: "first ball 3 (η 0.9), then …". */
void fares_order(struct text *out, const struct session *session);
/* "a crowd of 5000 balls: …"; nothing where there is none. */
void fares_crowd(struct text *out, const struct session *session);

#endif
