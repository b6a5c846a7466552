#ifndef OVERSHOOT_MODEL_LINEAR_H
#define OVERSHOOT_MODEL_LINEAR_H

/* A ball's update near a place where it would rest, as a linear map of its place and its state:
 * what decides whether it comes to rest there.
 *
 * The gradient counts as 0 there: what is left of it is taken away, so that the place need not be a
 * minimum. State that neither the gradient nor what it moves can change there, to first order, is
 * *frozen* (v of Adam): it stands as it is now and is no part of the map. What moves is at its rest
 * (0, for momentum). */

#include "mover.h"

#include "../base/eigen.h"
#include "../lang/tangent.h"

enum {
    LINEAR_NUMBERS_MAX = 8 + STATE_MAX + VALUES_MAX + SURFACE_INPUTS_MAX,
    LINEAR_SIZE_MAX = TANGENT_SIZE_MAX
};

/* A rule, compiled with its derivatives. It never changes, and has any number of owners. */
struct linear_rule {
    owners owners;
    const struct formula *rule; /* with noise */
    struct rule_tangent *tangent;
    enum obstacle obstacle; /* why there is none; else OBSTACLE_NONE */
    bool line;              /* x alone moves, and of vectors the first component */
};
const struct linear_rule *linear_new(const struct problem *problem, const struct formula *rule);
void linear_release(const struct linear_rule *linear); /* NULL is none */

/* All that the map depends on, beside rule and problem: the inputs of the tangent's graph
 * before its seeds. At row 0 n counts as infinite. */
struct linear_numbers {
    int count;
    bool is_rest; /* the state that moves is at its rest: */
    bool moving[TANGENT_SIZE_MAX];
    double items[LINEAR_NUMBERS_MAX];
};
/* Of a ball, for a place that has this gradient. */
void linear_numbers(const struct linear_rule *linear, const struct mover *mover,
                    struct linear_numbers *numbers);
void linear_place(const struct linear_rule *linear, struct point place, struct point gradient,
                  struct linear_numbers *numbers);
void linear_eta(const struct linear_rule *linear, double eta, struct linear_numbers *numbers);
/* A parameter of the rule is another number. */
void linear_value(const struct linear_rule *linear, const char *name, double value,
                  struct linear_numbers *numbers);

/* How much there is to compute for a map, or for a step of what follows, and of its eigenvalues; as
 * problem_operations has it. */
int64_t linear_operations(const struct linear_rule *linear);

/* The numbers with the state that moves at its rest: map and sense are the same with them. It is
 * looked for in steps; true: there is one more, or this one was left. */
struct linear_settling;
struct linear_settling *linear_settling_new(const struct linear_rule *linear,
                                            const struct linear_numbers *numbers);
bool linear_settling_go_on(struct linear_settling *settling, struct workspace *workspace);
void linear_settled(const struct linear_settling *settling, struct linear_numbers *numbers);
void linear_settling_free(struct linear_settling *settling); /* NULL is none */
enum { LINEAR_SETTLING_STEPS = 9 };                          /* at most */

struct linear_map {
    int axes; /* 2: x and y; 1: on a line, x */
    int size; /* numbers that move: these, then those of the state */
    double matrix[LINEAR_SIZE_MAX * LINEAR_SIZE_MAX];
    double gain[2][2];             /* how far the ball moves by the gradient, at once: -eta P^-1 */
    double fresh[LINEAR_SIZE_MAX]; /* what the gradient adds to each of them at once */
    int frozen;                    /* numbers of state that stand */
};
/* With numbers that are at rest. False: it was left, as program.h has it. */
bool linear_at(const struct linear_rule *linear, const struct linear_numbers *numbers,
               struct workspace *workspace, struct linear_map *map);

/* Whether the map says anything of the rule there, as seen from places within such a radius: where
 * frozen state would be of another size by then, it does not. Nor where it is 0 as the ball begins,
 * `away` from there (NULL: it has begun), and of another size altogether after the first update. */
struct linear_sense {
    enum obstacle obstacle;
    bool unbegun; /* frozen state is too small for it */
};
struct linear_sensing; /* in steps, as above */
struct linear_sensing *linear_sensing_new(const struct linear_rule *linear,
                                          const struct linear_numbers *numbers, double radius,
                                          const struct point *away);
bool linear_sensing_go_on(struct linear_sensing *sensing, struct workspace *workspace);
struct linear_sense linear_sensed(const struct linear_sensing *sensing);
void linear_sensing_free(struct linear_sensing *sensing); /* NULL is none */
enum { LINEAR_SENSING_STEPS = LINEAR_SETTLING_STEPS + 3 * 5 };

#endif
