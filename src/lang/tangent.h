#ifndef OVERSHOOT_LANG_TANGENT_H
#define OVERSHOOT_LANG_TANGENT_H

/* A rule's update as a linear map near a place: how fast each of its outputs changes with the
 * ball's place, each number of state, and what is added to the gradient. The derivatives are those
 * of its formula, in one program of which each lane is one of these directions.
 *
 * A formula may have no derivative there, or one that says nothing: where a sign changes, a root
 * begins, a branch is taken. Whether that is so is seen at places nearby. */

#include "formula.h"

enum { TANGENT_SIZE_MAX = 2 + STATE_MAX, TANGENT_LANES_MAX = TANGENT_SIZE_MAX + 2 };

enum obstacle {
    OBSTACLE_NONE,
    OBSTACLE_SEARCHES, /* the rule tries steps */
    OBSTACLE_CHANCE,   /* it draws: what it does next is another map */
    OBSTACLE_TOO_LARGE,
    OBSTACLE_CORNER,  /* a sign, a length, a root of what is 0 there */
    OBSTACLE_BRANCHES /* by a condition that changes there */
};

struct rule_tangent {
    struct graph *graph;     /* the rule's, and its tangents */
    struct program *program; /* the values of `nodes`, then the tangents of those that have one */
    int size;                /* outputs of the rule: x, y, then the state */
    node_id outputs[TANGENT_SIZE_MAX];
    node_id *nodes; /* what the outputs are made of, in order */
    int *tangents;  /* for each of them its place among the tangents; -1: it never changes */
    int *places;    /* of each node among them; -1: it is none */
    int count, tangent_count;
};
/* Of a rule that was compiled as noisy. NULL, with the reason. */
struct rule_tangent *rule_tangent_new(const struct formula_code *code, enum obstacle *reason);
void rule_tangent_free(struct rule_tangent *tangent);

/* What it is at one place. Lanes: x, y, the state, noise x, noise y. */
struct rule_slopes {
    double *values; /* of each node */
    double *slopes; /* of each node that has one, for each lane */
    int lanes;
};
struct rule_slopes rule_slopes_new(const struct rule_tangent *tangent);
void rule_slopes_free(struct rule_slopes *slopes);
/* numbers: of each input of the tangent's graph; those of seeds are not looked at. */
void rule_tangent_run(const struct rule_tangent *tangent, struct workspace *workspace,
                      const double *numbers, struct rule_slopes *slopes);

/* Of an output. */
double rule_tangent_value(const struct rule_tangent *tangent, const struct rule_slopes *slopes,
                          int output);
double rule_tangent_slope(const struct rule_tangent *tangent, const struct rule_slopes *slopes,
                          int output, int lane);

/* What is between the outputs that are wanted and derivatives along the lanes that move: as seen
 * from there and from a place near it. */
enum obstacle rule_tangent_obstacle(const struct rule_tangent *tangent, const bool *wanted,
                                    const bool *moves, const struct rule_slopes *there,
                                    const struct rule_slopes *near);

#endif
