#ifndef OVERSHOOT_LANG_FORMULA_H
#define OVERSHOOT_LANG_FORMULA_H

/* From text to programs: surfaces, update rules, schedules and values.
 *
 * Every compile function returns NULL (value_evaluate: false) on an error, with the byte of the
 * text and what was expected in *error, and changes nothing. What it returns is immutable and is
 * owned by the caller; it keeps no pointer to the text or the scope. */

#include "graph.h"
#include "program.h"
#include "scope.h"

#include "../base/error.h"

#include <stdbool.h>

enum { FORMULA_LENGTH_MAX = 4096, FORMULA_DEPTH_MAX = 200, STATE_MAX = 64 };

/* A loss surface f(x, y). All three programs take the graph's inputs: X and Y vary, LETs do not. */
struct surface_code {
    struct graph *graph;
    node_id f, fx, fy, fxx, fxy, fyy;
    struct program *value;    /* outputs f */
    struct program *gradient; /* outputs f, fx, fy */
    struct program *hessian;  /* outputs f, fx, fy, fxx, fxy, fyy */
};
struct surface_code *surface_compile(const char *text, const struct scope *scope,
                                     struct error *error);
void surface_code_free(struct surface_code *code);

/* A name that is kept from one iteration to the next. */
struct state_name {
    char name[NAME_SIZE];
    int index; /* of its first number in the state */
    int size;  /* 1 scalar, 2 vector */
};

/* An update rule on one surface: one program for gradient and rule together. Inputs that vary: X, Y
 * and STATE; uniform: ETA, N, LET, PARAMETER. Outputs: the new x, y, then the new state. */
struct rule_code {
    struct program *program;
    struct input *inputs;
    int input_count;
    struct state_name names[STATE_MAX];
    int name_count;
    int state_count; /* numbers of state; 0 at the start */
};
/* Beyond names and functions, (a, b) is the vector of two numbers, and p.x and p.y are the
 * components of a vector. After `theta = ...` theta, x and y are the new place; g, f, H stay those
 * of the old one, and so does what backtrack sees. */
/* With noisy, g and grad(p) have the inputs NOISE_X and NOISE_Y added: a gradient as a mini-batch
 * gives it, wrong by the same amount wherever this iteration asks. */
struct rule_code *rule_compile(const char *text, const struct surface_code *surface, bool noisy,
                               const struct scope *scope, struct error *error);
void rule_code_free(struct rule_code *code);

/* A schedule. No input varies. Outputs: the learning rate, then the new state. A recursion gives
 * eta_{n+1} from ETA = eta_n and N = n, with F, GX, GY at the new point; any other eta_n. */
struct schedule_code {
    struct program *program;
    struct input *inputs;
    int input_count;
    struct state_name names[STATE_MAX];
    int name_count;
    int state_count;
    bool recursive; /* reads eta before it assigns it, or keeps state */
};
struct schedule_code *schedule_compile(const char *text, const struct scope *scope,
                                       struct error *error);
void schedule_code_free(struct schedule_code *code);

/* The number that an expression over NAME_NUMBERs has now, as in `eta 1.9/sharpness`. It may be
 * infinite or NaN, as in 1/0. */
bool value_evaluate(const char *text, const struct scope *scope, double *value,
                    struct error *error);

/* The ASCII form of a name that may be Greek (η is eta): at most NAME_SIZE bytes with the
 * terminator, cut where it is longer. Returns the bytes of text that belong to the name, 0 if none
 * begins there. */
int name_scan(const char *text, char name[NAME_SIZE]);

/* Whether a name has a meaning of its own in formulas (a function, theta, n, pi …), so that `let`
 * cannot have it. */
bool name_is_reserved(const char *name);

/* A formula as people write it: eta as η, x^2 as x², * as ·, theta -= … as θ ← θ − …. Appended to
 * *out. With numbers, a name for which scope has a NAME_NUMBER stands as that number. */
struct text;
void formula_pretty(struct text *out, const char *text, const struct scope *numbers);

#endif
