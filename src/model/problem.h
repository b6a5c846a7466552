#ifndef OVERSHOOT_MODEL_PROBLEM_H
#define OVERSHOOT_MODEL_PROBLEM_H

/* What is descended: a surface with its data and lets. A problem never changes, and any number of
 * owners, in any thread, may share it; where a let is another number, it is another problem, which
 * shares the compiled formula. Workspaces are the caller's, one for each thread. */

#include "named.h"

#include "../base/stamp.h"
#include "../catalogue/catalogue.h"
#include "../lang/formula.h"

enum { LETS_MAX = 32, SURFACE_INPUTS_MAX = 4 + LETS_MAX + DATA_COLUMNS_MAX };

struct lets {
    struct named_value items[LETS_MAX];
    int count;
};
const struct named_value *lets_find(const struct lets *lets, const char *name); /* or NULL */

struct problem {
    owners owners;
    int64_t stamp;                 /* the same as long as the values are */
    const struct surface_row *row; /* NULL: typed */
    const char *formula;
    struct region domain;
    const struct surface_code *code, *batch_code; /* of a batch's loss: NULL if it reads no data */
    const struct data *data; /* the rows that the formula can read; NULL: none */
    const struct data *held; /* those that are held back, if it reads data; NULL: none */
    struct lets lets;
    double clock;                      /* the iteration at which it is, where it reads `n` */
    const struct surface_owner *owner; /* of formula and code */
};

/* With one owner, who releases it; NULL with the reason. The data are shared, the rest is copied.
 * On a line as its domain it is a function of x alone, and its balls are at y = 0. */
const struct problem *problem_new(const struct surface_row *row, const char *formula,
                                  const struct region *domain, const struct data *data,
                                  const struct lets *lets, struct error *error);
/* The same surface where a let is another number, or there is one more: there must be room. */
const struct problem *problem_with_let(const struct problem *problem, const char *name,
                                       double value);
/* The same surface with other lets; what it reads of those that are not there is undefined. */
const struct problem *problem_with_lets(const struct problem *problem, const struct lets *lets);
/* The same surface with other data: if it reads data it is compiled for these, which can fail. */
const struct problem *problem_with_data(const struct problem *problem, const struct data *data,
                                        struct error *error);
bool problem_is_line(const struct problem *problem);
/* Whether it bends alike everywhere: it is a quadratic. */
bool problem_is_bowl(const struct problem *problem);
bool problem_reads_data(const struct problem *problem);
/* The same surface at another iteration; whether it is another one then. */
const struct problem *problem_at(const struct problem *problem, double clock);
bool problem_moves(const struct problem *problem);
void problem_release(const struct problem *problem); /* NULL is none */

/* Values at count points; undefined ones are NaN or infinite. */
void problem_values(const struct problem *problem, struct workspace *workspace, const double *x,
                    const double *y, double *loss, int64_t count);
/* With gradients (outputs: loss, gx, gy) or Hessians (loss, gx, gy, hxx, hxy, hyy), of count
 * doubles each. */
void problem_gradients(const struct problem *problem, struct workspace *workspace, const double *x,
                       const double *y, double *const outputs[3], int64_t count);
void problem_hessians(const struct problem *problem, struct workspace *workspace, const double *x,
                      const double *y, double *const outputs[6], int64_t count);

/* The loss of the rows that are held back; NaN: there are none. */
double problem_validation(const struct problem *problem, struct workspace *workspace, double x,
                          double y);

/* How many operations one point is, with its derivatives: those of a data row count for each row.
 */
int64_t problem_operations(const struct problem *problem);
/* How many points are a slice of the time that who types can wait: less than a millisecond where
 * one point, the least, is not more. */
int64_t problem_slice_points(const struct problem *problem);

/* The curve through the data that a place on the surface stands for. It reads the lets, and knows
 * the data of when it was made. */
struct formula_code *problem_curve(const struct problem *problem, const char *text,
                                   struct error *error);
/* Its values for a place where the column is `at`, with these lets; NaN: undefined. */
void problem_curve_values(const struct problem *problem, struct workspace *workspace,
                          const struct formula_code *curve, struct point place, const double *at,
                          double *values, int64_t count);

/* Where the programs of a graph find their inputs: the lets, x, y, and for all others one place. */
void problem_inputs(const struct problem *problem, const struct graph *graph,
                    const double *const places[3], const double **inputs);

#endif
