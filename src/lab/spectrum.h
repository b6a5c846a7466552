#ifndef OVERSHOOT_LAB_SPECTRUM_H
#define OVERSHOOT_LAB_SPECTRUM_H

/* Whether a ball's rule, with its numbers as they are now, would come to rest at a place: by the
 * eigenvalues of its update there, which is linear near it (model/linear.h), whatever the rule is.
 * So it is told where the steps begin to swing, and where they grow for ever. */

#include "lab.h"

#include "../model/linear.h"

enum settling {
    SETTLING_DIRECT,
    SETTLING_SWINGING,
    SETTLING_EDGE,
    SETTLING_DIVERGING,
    SETTLING_COUNT
};
extern const char
    *const settling_words[]; /* "settles", "settles oscillating", "edge", "diverges" */

enum spectrum_gap {
    SPECTRUM_WHOLE,
    SPECTRUM_PENDING,  /* not yet: asking again goes on with it */
    SPECTRUM_NO_PLACE, /* the surface is not defined there */
    SPECTRUM_SEARCHES,
    SPECTRUM_CHANCE,
    SPECTRUM_TOO_LARGE,
    SPECTRUM_CORNER,
    SPECTRUM_BRANCHES,
    SPECTRUM_UNBEGUN,  /* its state says nothing yet */
    SPECTRUM_INFINITE, /* a derivative is not finite */
    SPECTRUM_GAPS
};
/* Why there is none: in a few words, in a short one, and as a sentence goes on ("its rule ..."). */
struct spectrum_gap_row {
    const char *brief, *word, *reason;
};
extern const struct spectrum_gap_row spectrum_gap_rows[];

struct spectrum {
    struct point place;
    bool is_minimum; /* the nearest one to the ball */
    bool is_valley;  /* a place of a flat one, near the ball; else where it is, or was asked */
    bool has_ground; /* the surface is defined there, and known: */
    double slope;    /* of the ground there: the gradient's length */
    struct curvature curvature; /* and how it bends */
    double kappa;               /* high/low; NaN where the ground is not convex */

    enum spectrum_gap gap; /* SPECTRUM_WHOLE: all of the rest is known */
    int frozen;            /* numbers of its state that stand as they are now */
    int count;
    struct eigenvalue values[LINEAR_SIZE_MAX];
    double radius; /* the greatest of them */
    enum settling settling;
    /* eta times curvature, of what the rule makes of it (P^-1 H), against where it diverges and
     * where it begins to swing. NaN: not known, or there is none. */
    double product, edge, swing;
    bool scaled; /* P is not 1 */
    bool known;  /* edge and swing have been looked for to the end */
};

/* at: there; NULL: at the minimum or the place of a flat valley that is nearest to the ball, or
 * where it is if none is known. */
struct spectrum lab_spectrum(struct lab *lab, const struct sim *sim, int ball,
                             const struct point *at);

/* How the ground bends at the minimum or in the flat valley that is nearest to a place; false: none
 * is known. */
bool lab_rest(struct lab *lab, const struct problem *problem, struct point from,
              struct curvature *curvature);

/* What gradient descent and the heavy ball do best on ground of these curvatures. */
struct best_numbers {
    double eta, rate;                  /* of descent */
    double heavy_eta, momentum, heavy; /* the heavy ball's, and its rate */
};
struct best_numbers best_numbers(double low, double high);

#endif
