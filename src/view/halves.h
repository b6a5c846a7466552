#ifndef OVERSHOOT_VIEW_HALVES_H
#define OVERSHOOT_VIEW_HALVES_H

/* A frame of one session, or of two beside each other: each has its half as if that were a frame,
 * and below them is what they have in common. A page of either has all of the frame. */

#include "view.h"

/* One of them. */
struct half {
    const struct session *session; /* of the second, NULL: there is one */
    double phase;                  /* as in struct display, like the next one */
    bool aiming;
};

struct halves;
struct halves *halves_new(void);
void halves_free(struct halves *halves);

/* Draws the frame; what else the display says holds for both. */
void halves_draw(struct halves *halves, struct frame *frame, const struct half sides[2],
                 const struct display *display);
/* As of a view, of the frame drawn last. */
bool halves_are_unfinished(const struct halves *halves);
bool halves_await(const struct halves *halves, int side);
/* Of the side whose page is shown; side -1: none is. */
struct view_page halves_page(const struct halves *halves, int *side);

/* Which view has a cell, and where in it. */
struct half_place {
    int side; /* -1: what the two have in common */
    const struct view *view;
    int column, row;
};
struct half_place halves_find(const struct halves *halves, int column, int row);
/* The same of a cell that need not be a side's own, such as one that the mouse was dragged to. */
struct half_place halves_place(const struct halves *halves, int side, int column, int row);

/* As view_raised. */
struct area halves_raised(const struct halves *halves, int column, int row);

#endif
