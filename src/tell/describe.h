#ifndef OVERSHOOT_TELL_DESCRIBE_H
#define OVERSHOOT_TELL_DESCRIBE_H

/* What there is to see, in words. */

#include "../session/session.h"

/* Appends all of it, a line each: title, caption and question; the surface; where the balls are,
 * what they do, how they are moved and what their next step is; what the views show. While a
 * question is open, nothing that would answer it. */
void describe_write(struct text *out, const struct session *session);
/* The same for who has a picture of it in a page, with its title: in few lines. */
void describe_picture(struct text *out, const struct session *session);

/* --- parts, for tests --- */

/* How numbers go over the iterations: "falls all the way from 3 to 0.1", "swings between …", "flat
 * since n 200". The first one is at iteration `first`, the next one `stride` iterations later. */
struct course {
    const double *values;
    int count;
    int64_t first, stride;
    int64_t last; /* the iteration of the last one, where it is none of these; or 0 */
};
void describe_course(struct text *out, const struct course *course);

#endif
