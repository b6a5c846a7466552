#ifndef OVERSHOOT_LANG_FORMULA_H
#define OVERSHOOT_LANG_FORMULA_H

/* From text to programs: surfaces, update rules, schedules, curves and values.
 *
 * Every compile function returns NULL (value_evaluate: false) on an error, with the byte of the
 * text and what was expected in *error, and changes nothing. What it returns is immutable and is
 * owned by the caller; it keeps no pointer to the text or the scope. */

#include "graph.h"
#include "program.h"
#include "scope.h"

#include "../base/error.h"

#include <stdbool.h>

struct text;

enum { FORMULA_LENGTH_MAX = 4096, FORMULA_DEPTH_MAX = 200, STATE_MAX = 64, DRAWS_MAX = 32 };

/* A name that is kept from one iteration to the next. */
struct state_name {
    char name[NAME_SIZE];
    int index; /* of its first number in the state */
    int size;  /* 1 scalar, 2 vector */
};

/* A place in a rule's text that has a value. */
enum trace_kind {
    TRACE_STATEMENT, /* what a statement assigns */
    TRACE_TARGET,    /* what a name was before `name += ...` */
    TRACE_NAME,      /* what a name is where it is read */
    TRACE_CALL,
    TRACE_ARGUMENT,  /* of a call */
    TRACE_VECTOR,    /* (a, b) */
    TRACE_COMPONENT, /* p.x */
    TRACE_PRODUCT,   /* H*a, and what else is shown as its value */
    TRACE_FACTOR,    /* what follows an operand without a sign */
    TRACE_EXPONENT,  /* a superscript with a name */
    TRACE_PLACE      /* of no text: where theta is in the end */
};
struct trace_point {
    enum trace_kind kind;
    int begin, end; /* bytes of the text: end is where the next token begins */
    int size;       /* 1 scalar, 2 vector */
    node_id x, y;   /* the same node twice for a scalar */
};

/* The languages differ in the names that they have (vocabulary.h), in what they make and in which
 * inputs vary over lanes; LETs and PARAMETERs never do. */
enum language {
    LANGUAGE_SURFACE, /* f(x, y): see surface_compile */
    LANGUAGE_RULE,    /* the step of an optimizer */
    LANGUAGE_SCHEDULE,
    LANGUAGE_CURVE,
    LANGUAGE_VALUE,  /* a number now: see value_evaluate */
    LANGUAGE_RECORD, /* over the rows of a run */
    LANGUAGE_COUNT
};

/* What a formula over rows makes of a part of itself, row after row: the part is computed first,
 * and what becomes of it is a column, which the rest reads. */
enum fold_kind { FOLD_BEFORE, FOLD_EMA, FOLD_MEAN, FOLD_SUM, FOLD_HIGHEST, FOLD_LOWEST };
enum { FOLDS_MAX = 16, FOLD_COLUMN = 1 << 16 };
struct fold {
    enum fold_kind kind;
    double share; /* of what was before, in an EMA */
    node_id part;
    struct program *program; /* of the part: it reads columns, and folds before this one */
};

/* A formula as a program.
 *
 * A rule is one program for gradient and rule together, on the scope's surface. X, Y and STATE
 * vary, ETA, N and EPOCH do not. Outputs: the new x, y, then the new state. Beyond names and
 * functions, (a, b) is the vector of two numbers, and p.x and p.y are the components of a vector,
 * which can be assigned by themselves.
 * After `theta = ...` theta, x and y are the new place; g, f, H stay those of the old one, and so
 * does what backtrack sees. Where the scope says noisy, g and grad(p) have the inputs NOISE_X and
 * NOISE_Y added: a gradient as a mini-batch gives it, wrong by the same amount wherever this
 * iteration asks. Each normal() and uniform() in the text is a place that draws once in an
 * iteration: inputs NORMAL_X and NORMAL_Y, or UNIFORM, with the number of the place.
 *
 * In a schedule no input varies. Outputs: the learning rate, then the new state. A recursion gives
 * eta_{n+1} from ETA = eta_n and N = n, with F, GX, GY at the new point; any other eta_n.
 *
 * A curve is what a place on the surface stands for: a formula of x, y and the columns of the
 * scope's data, of which it reads one at most. COLUMN varies, X and Y do not. Output: its value.
 *
 * A formula over rows reads the columns of its scope, and as column FOLD_COLUMN + i its fold i. All
 * vary: the lanes are rows, in their order. Output: its value. */
struct formula_code {
    struct program *program;
    struct graph *graph;                /* with the inputs of the program */
    struct state_name names[STATE_MAX]; /* what is kept from one iteration to the next */
    int name_count;
    int state_count;                /* numbers of state; 0 at the start */
    node_id outputs[2 + STATE_MAX]; /* of the program, in the graph */
    int output_count;
    bool recursive;        /* a schedule: reads eta before it assigns it, or keeps state */
    bool reads_hessian;    /* a rule */
    bool reads_eta;        /* the same */
    bool solves, searches; /* a rule: it has solve, backtrack, which may find no step */
    int draw_count;        /* of a rule: its places that draw */
    bool draws_normal[DRAWS_MAX];
    int column;                 /* that a curve reads; -1: none */
    struct trace_point *points; /* of a rule: what in the graph belongs to which part of the text */
    int point_count;
    struct fold *folds; /* of a formula over rows */
    int fold_count;
};
struct formula_code *formula_compile(enum language language, const char *text,
                                     const struct scope *scope, struct error *error);
void formula_code_free(struct formula_code *code);

/* A loss surface f(x, y). All three programs take the graph's inputs: X and Y vary, LETs do not.
 *
 * A function of x alone, f(x), counts as bent across as it is along: its Hessian is f''(x) times
 * the identity, so that all that is said of curvatures is said of f''. In its rules the second
 * component of every vector is 0. */
struct surface_code {
    bool line; /* it is a function of x alone */
    struct graph *graph;
    node_id f, fx, fy, fxx, fxy, fyy;
    struct program *value;    /* outputs f */
    struct program *gradient; /* outputs f, fx, fy */
    struct program *hessian;  /* outputs f, fx, fy, fxx, fxy, fyy */
};
struct surface_code *surface_compile(const char *text, const struct scope *scope,
                                     struct error *error);
void surface_code_free(struct surface_code *code);
/* Whether the text names a second variable: y, or one in its head, `f(u, v) = ...`. */
bool surface_names_y(const char *text);

/* A rule in slow motion: a program for the same graph that gives the values on the way too. It
 * takes the rule's inputs, and keeps what it refers to from the rule: free it first. */
struct rule_trace {
    const struct formula_code *code;
    struct program *program;
    double *values;       /* of the last run: those of point i are at 2*i and 2*i + 1 */
    double *before;       /* of the run before */
    struct text *written; /* what rule_trace_pretty made of them, TRACE_TEXTS for each component of
                           * a point; empty: not yet */
};
struct rule_trace *rule_trace_new(const struct formula_code *code);
void rule_trace_free(struct rule_trace *trace);
/* data: those that sums are over, as program_run_over has it; NULL: the surface's. */
void rule_trace_run(struct rule_trace *trace, const struct data *data, struct workspace *workspace,
                    const double *const *inputs);
/* The index of the point of a statement, from 0; -1 past the last. */
int rule_code_statement(const struct formula_code *code, int statement);
/* The statement that moves the ball: the last that assigns theta. */
int rule_code_move(const struct formula_code *code, const char *text);
/* The index of the point that is the new place. */
int rule_code_place(const struct formula_code *code);

/* Appends the right side of a statement with the numbers of component 0 or 1, as a formula that can
 * be typed: `0.35*0.81 - 0.072*6.9`. It has so many digits that its value is the statement's, in
 * the digits that trace_number_write shows, where they can say it. A call that mixes components
 * stands as its sum or as its value, `where` as the branch that is taken. */
enum trace_text {
    TRACE_EXACT,
    TRACE_SHORT,  /* in four digits each, where more of them would not fit */
    TRACE_WIDEST, /* every number that can change has the width of a wide one, to keep room for it
                   */
    TRACE_TEXTS
};
void rule_trace_write(struct text *out, const struct rule_trace *trace, const char *text, int point,
                      int component, enum trace_text kind);
/* The same as people write it. */
void rule_trace_pretty(struct text *out, const struct rule_trace *trace, const char *text,
                       int point, int component, enum trace_text kind);
/* Appends a number in four digits, or in up to six if they are all of it. */
void trace_number_write(struct text *out, double value);

/* The number that an expression over NAME_NUMBERs has now, as in `eta 1.9/sharpness`. It may be
 * infinite or NaN, as in 1/0. */
bool value_evaluate(const char *text, const struct scope *scope, double *value,
                    struct error *error);

/* The ASCII form of a name that may be Greek (η is eta): at most NAME_SIZE bytes with the
 * terminator, cut where it is longer. Returns the bytes of text that belong to the name, 0 if none
 * begins there. */
int name_scan(const char *text, char name[NAME_SIZE]);

/* Of any text a name that leaves room for some bytes: what is no letter or digit is _. It is empty
 * where the text is. */
void name_make(const char *text, size_t room, char name[NAME_SIZE]);

/* Whether a name has a meaning of its own in formulas (theta, n, pi …), so that `let` cannot have
 * it. That of a function is free: it means something only before a parenthesis. */
bool name_is_reserved(const char *name);

/* Whether the text has the name, in any spelling of its letters. */
bool formula_names(const char *text, const char *name);

/* A formula as people write it: eta as η, x^2 as x², * as ·, theta -= … as θ ← θ − …. Appended to
 * *out. With numbers, a name for which scope has a NAME_NUMBER stands as that number. */
void formula_pretty(struct text *out, const char *text, const struct scope *numbers);

#endif
