#ifndef OVERSHOOT_MODEL_RECIPE_H
#define OVERSHOOT_MODEL_RECIPE_H

/* How a ball is moved: its rule, the schedules that its numbers follow, and the numbers. A recipe
 * never changes, and may have any number of owners in any thread; a change makes another one, which
 * shares what stays. */

#include "problem.h"

#include "../base/text.h"

enum {
    VALUES_MAX = 48,
    SEGMENTS_MAX = 4,
    PLANS_MAX = 5, /* of a ball: that of eta, and those of four others */
    SCHEDULE_STATE_MAX = 16
};

/* A rule or a schedule, compiled with what its names mean to a ball. */
struct formula {
    owners owners;
    const struct formula_row *row; /* NULL: typed */
    char *text;
    struct formula_code *code; /* for the problem or the lets that it was compiled for */
    bool noisy;                /* the gradient that it reads has noise on it */
    bool batched;              /* the loss that it reads is that of a batch */
};
/* Appends its name; of one that was typed, its text. */
void formula_write(const struct formula *formula, struct text *out);
void formula_release(const struct formula *formula); /* NULL is none */

struct values {
    struct named_value items[VALUES_MAX];
    int count;
};

/* A schedule in a plan, and for how long. Its parameters have names of their own among the ball's
 * (`total2` is the total of the second schedule of eta): see plan_parameter. */
struct segment {
    const struct formula *schedule;
    double length; /* iterations; 0: as long as its parameter `total` says, or to the end */
};

/* How a number changes over the iterations: one schedule after another. */
struct plan {
    char target[NAME_SIZE]; /* the parameter, or "noise"; "" is eta, whose plan comes first */
    struct segment segments[SEGMENTS_MAX];
    int count;      /* 0: it has ended, or there was none */
    bool per_epoch; /* its schedules count epochs, and so do its lengths */
};

struct recipe {
    owners owners;
    const struct formula *rule;
    double eta0;
    bool eta_named;       /* a command has said eta_0: then it stays with other rules */
    struct values values; /* the parameters of the rule, then of the plans */
    struct plan plans[PLANS_MAX];
    int plan_count;
    double noise;  /* standard deviation of what is added to each component of the gradient, or
                    * what its plan begins with */
    int64_t batch; /* rows in a mini-batch; 0: all of them, always */
    bool replace;  /* they are drawn with replacement */
    int stream;    /* balls of one stream get the same noise, batches and draws */
};

/* What of a recipe begins at the row where it takes effect. */
struct news {
    bool rule;
    bool plans[PLANS_MAX];
    bool sets[PLANS_MAX]; /* the user set the number itself */
};
extern const struct news news_of_first; /* of recipe_first's */

/* sgd, eta 0.1, the schedule constant. Each of these returns a recipe with one owner, who releases
 * it; NULL with the reason. */
const struct recipe *recipe_first(const struct problem *problem, int stream, struct error *error);
/* Another rule (row NULL: typed) with the values given, others at their defaults. An eta_0 that no
 * command has named is the one it brings: 1 where that is usual, else 0.1. A plan whose parameter
 * it has not ends. An error's offset is one in the text, or a value's place. */
const struct recipe *recipe_with_rule(const struct recipe *recipe, const struct problem *problem,
                                      const struct formula_row *row, const char *text,
                                      const struct named_value *values, int count,
                                      struct error *error);
/* The same rule for another problem. */
const struct recipe *recipe_for(const struct recipe *recipe, const struct problem *problem,
                                struct error *error);
/* Noise and batches: with them, or without, the rule is another program of the same text and
 * state. */
const struct recipe *recipe_with_seen(const struct recipe *recipe, const struct problem *problem,
                                      double noise, int64_t batch, int stream, struct error *error);
const struct recipe *recipe_with_batch(const struct recipe *recipe, const struct problem *problem,
                                       int64_t batch, bool replace, int stream,
                                       struct error *error);
/* With the eta_0 that the rule brings, as if no command had named one. */
const struct recipe *recipe_with_eta_brought(const struct recipe *recipe);
/* For a ball that begins: as another one, whose eta_0 counts as named, and in its stream if it sees
 * noise or batches or draws, else in its own. */
const struct recipe *recipe_like(const struct recipe *recipe, int stream);
/* "eta" or one of its values is another number; it must be there. */
const struct recipe *recipe_with_value(const struct recipe *recipe, const char *name, double value,
                                       struct error *error);

/* One of the schedules that follow each other. row NULL: text is typed. */
struct schedule_choice {
    const struct formula_row *row;
    const char *text;
    struct named_value values[VALUES_MAX];
    int count;
    double length;  /* iterations before the next; 0: its parameter `total`, or all that are left */
    bool per_epoch; /* of the first: all of them count epochs, not iterations */
};
/* Another plan of a number: target "" is eta, else a parameter, or "noise", after which
 * recipe_with_seen is due; count 0 ends the one that it has.
 * Places of plans that have ended by the news (NULL: there are none) are not given away. *slot is
 * the plan's place, *wrong the choice that an error is about. */
const struct recipe *recipe_with_plan(const struct recipe *recipe, const struct lets *lets,
                                      const struct news *news, const char *target,
                                      const struct schedule_choice *choices, int count, int *slot,
                                      int *wrong, struct error *error);
/* What a number follows, to be given to another recipe; their texts are this one's. Returns how
 * many, 0: it follows nothing. */
int recipe_choices(const struct recipe *recipe, const char *target,
                   struct schedule_choice choices[SEGMENTS_MAX]);
void recipe_release(const struct recipe *recipe); /* NULL is none */

/* NULL: it has no such parameter. */
const struct named_value *recipe_value(const struct recipe *recipe, const char *name);
int recipe_plan(const struct recipe *recipe, const char *target); /* its place; -1: none */
/* Whether there is noise, or may be at times. */
bool recipe_is_noisy(const struct recipe *recipe);
/* Whether its steps are chance: noise, batches, or a rule that draws. */
bool recipe_is_chance(const struct recipe *recipe);
/* How many numbers of state the schedules of its plans keep, at most. */
int recipe_schedule_state(const struct recipe *recipe);

/* --- what the files of the recipe share --- */

/* rule.c */
const struct formula *rule_new(const struct problem *problem, const struct formula_row *row,
                               const char *text, bool noisy, bool batched, struct error *error);
const struct formula *schedule_new(const struct lets *lets, const struct formula_row *row,
                                   const char *text, struct error *error);

/* plan.c */
#define NOISE_TARGET "noise"
void plan_end(struct plan *plan);
/* The number that a command gave for what the plan at that place drives: its schedules begin there.
 */
const double *plan_base(const struct recipe *recipe, int index);
/* The name that a parameter of a segment has among the ball's (plan NULL: of the rule); false: it
 * would be too long. */
bool plan_parameter(const struct plan *plan, int segment, const char *name, char full[NAME_SIZE]);
/* The segment that row n is in, and the row at which it began. */
int plan_segment(const struct recipe *recipe, const struct plan *plan, int64_t n, double *begin);

/* values.c: of a recipe in the making */

/* Collects the parameters of all parts: those of the part that is new (the rule, or a plan) at
 * their defaults, the others as they are. A plan whose parameter is gone ends. On an error the
 * recipe is of no use. */
bool values_collect(struct recipe *recipe, bool rule_is_new, const struct plan *new_plan,
                    struct error *error);
/* Sets parameters of the rule (plan NULL) or of a segment by the names they have there. */
bool values_apply(struct recipe *recipe, const struct plan *plan, int segment,
                  const struct named_value *given, int count, struct error *error);

#endif
