#ifndef OVERSHOOT_MODEL_ROW_H
#define OVERSHOOT_MODEL_ROW_H

/* A ball at one iteration, and what is said of it there. */

#include "../base/plane.h"

#include <stdbool.h>
#include <stdint.h>

enum { ROW_FAR = 1000000 }; /* view sizes: a ball that is farther away has diverged */

enum event {
    EVENT_NONE,
    EVENT_OVERSHOOT,
    EVENT_WORSEN,
    EVENT_CONVERGED,
    EVENT_DIVERGED,
    EVENT_STUCK /* it stands where there is a slope: its rule found no step */
};

/* "", "overshoot", "worsen", "converged", "diverged", "stuck" */
extern const char *const event_names[];

/* What the Hessian's eigenvalues say of a point where the gradient vanishes. */
enum stationary { STATIONARY_MINIMUM, STATIONARY_SADDLE, STATIONARY_MAXIMUM, STATIONARY_FLAT };

/* Where an update began. */
struct departure {
    double x, y, loss, eta, gx, gy;
};

struct row {
    int64_t n;
    int64_t epoch; /* passes over the data so far; without mini-batches each row is one */
    double floor;  /* mean loss of the rows of the last whole epoch; NaN without mini-batches */
    double x, y, loss;
    double validation; /* the loss of the rows of the data that are held back; NaN: none are */
    double eta;        /* the schedule's rate of the update that leaves this row */
    /* The update's heavy-ball momentum, and the share of the gradient that it takes; momentum is
     * NaN where its rule has no edge of stability that is known. */
    double momentum, share;
    double gx, gy, hxx, hxy, hyy;
    enum event event;   /* of the update that made this row */
    int64_t overshoots; /* among the updates so far, worsening ones too */
    int64_t worsened;
    struct departure from;    /* of the update that made it; NaN at row 0 */
    double time;              /* the sum of the rates of the updates so far */
    bool left;                /* some row so far was outside the view that the surface comes with */
    bool converged, diverged; /* a diverged ball has no further rows: n stays */
    bool singular;            /* stuck, as the Hessian is; else, as no decrease was found */
    int64_t converged_at;     /* the row from which it is converged, if it is */
};

/* eta times sharpness against the edge of stability: on a quadratic with curvature λ, heavy-ball
 * momentum μ is stable while η·λ < 2(1+μ), and its approach swings from side to side once
 * η·λ > (1-√μ)². Both are exact for sgd only; for others it does not apply. */
struct stability {
    double sharpness, product, bound, swing;
    bool applies;
};
struct stability row_stability(const struct row *row);

/* What the Hessian says: its eigenvalues, and the unit vector of the higher; across it is that of
 * the other. */
struct curvature {
    double low, high;
    struct point along_high;
};
struct curvature curvature_of(double hxx, double hxy, double hyy);

double row_gradient_norm(const struct row *row);
double row_step(const struct row *row); /* the length of the update that made it */
/* As mechanics has it, where an update takes a time of √η: the height, and half of the speed
 * squared. With heavy-ball momentum 1 it stays, but for the rounding of finite steps. */
double row_energy(const struct row *row);
/* In degrees: of that update to the x axis, and to the way straight down where it began. */
double row_direction(const struct row *row);
double row_angle(const struct row *row);
double row_sharpness(const struct row *row); /* largest eigenvalue of the Hessian */
enum stationary row_stationary(const struct row *row);
bool row_overshot(const struct row *row);        /* by the update that made it */
const char *row_obstacle(const struct row *row); /* why it is stuck; NULL: it is not */

/* Whether it is converged: its gradient is no longer than the tolerance; it was before, or not. */
void row_judge_gradient(struct row *row, double tolerance, bool before);
/* What the update from `before` to this row was. A point that is far out of the region, or not
 * finite, has diverged. */
struct region;
bool row_is_out(double x, double y, double loss, const struct region *domain);
void row_leaves(struct row *row, const struct region *domain);
void row_judge(struct row *row, const struct row *before, const struct region *domain,
               double tolerance);
/* The same, of a rule that solves or searches. */
void row_judge_stuck(struct row *row, const struct row *before, bool solves, bool searches);

#endif
