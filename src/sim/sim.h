#ifndef OVERSHOOT_SIM_SIM_H
#define OVERSHOOT_SIM_SIM_H

/* Balls on a surface, iteration by iteration, with a timeline that can be gone back on exactly.
 *
 * Clock: a tick moves every ball by one iteration. A ball's row is the clock minus the tick at
 * which it was born; row 0 is its start. Everything up to `end` is on record; going there again
 * gives the same bits. A change at the present tick drops what was on record after it.
 *
 * A ball has a history of *versions*, one for each tick at which what steers it was changed, and
 * the sim has one of its problems; so the past can be run again exactly.
 *
 * All of it can be read; the functions here change it. Whoever asks has a const sim, and where
 * there is something to compute a workspace of his own: any number of threads may ask at once,
 * while none changes it. What is returned as a pointer is the sim's, and valid until it changes;
 * problems and recipes can be retained. */

#include "record.h"

#include "../base/text.h"

enum { BALLS_MAX = 64, TRAIL_MAX = 512, TRAIL_SHOWN = TRAIL_MAX / 2 };

/* From a tick on: what steers a ball, or, as a let changed, what all of them descend. */
struct version {
    int64_t tick;
    bool by_hand;   /* not by an appointment alone: those that are come again by themselves */
    bool appointed; /* not by hand alone */
    const struct recipe *recipe;
    struct news news;              /* of the recipe, at the tick */
    const struct problem *problem; /* instead of a recipe */
};
/* 0 is what it began with; each further one took effect at a later tick. */
struct history {
    struct version *items;
    int count, capacity;
};

struct ball {
    char name[NAME_SIZE]; /* that the user gave it, or "" */
    int64_t born;
    bool starts_apart; /* at a place of its own; else where all do */
    struct point start;
    int stream; /* of noise and batches, where no other is asked for */
    struct history history;
    /* At the present row: all questions about what comes next are asked of it. It is bound to what
     * moves it from its row on; where it has diverged before the present tick, sim_recipe may be
     * another. */
    struct mover mover;
    struct record record;
    struct blocks trail; /* the rows up to now, the oldest first: TRAIL_SHOWN at least, or all there
                          * are */
};

struct sim {
    struct conditions conditions;
    struct history problems;
    const struct problem *moved; /* the present one at the present tick, if it moves; else NULL */
    struct ball *balls[BALLS_MAX];
    int ball_count;
    int streams;        /* given to balls so far */
    int64_t clock, end; /* in ticks: now, and the last one on record */
    int64_t stamp;      /* another one, in the whole program, after each change and each tick: as
                         * long as it is the same, all answers are */
    /* Set by whoever changes it. */
    bool in_appointment;        /* changes are an appointment's, not the user's */
    bool trying;                /* changes are checked, and not made */
    int64_t iterated;           /* iterations made, also those that were made before */
    struct workspace workspace; /* to move balls with; answers have the asker's */
};

struct sim *sim_new(void); /* the bowl, one sgd ball, eta 0.1, schedule constant */
void sim_free(struct sim *sim);

/* What the balls descend now, and how a ball is moved now. Of a surface that moves it is another
 * one at each tick; sim_still has the one that is the same at all. */
const struct problem *sim_problem(const struct sim *sim);
const struct problem *sim_still(const struct sim *sim);
const struct recipe *sim_recipe(const struct sim *sim, int ball);

/* Setting a surface puts every ball back to its row 0, at another start unless that is NULL, which
 * is that of all then. row may be NULL. */
bool sim_set_surface(struct sim *sim, const struct surface_row *row, const char *formula,
                     const struct region *domain, const struct point *start, struct error *error);

/* The data that surfaces read, NULL at first; the sim shares them. A surface that reads data is
 * compiled for the new ones, and every ball goes back to row 0; where that fails, all is as it was.
 */
bool sim_set_data(struct sim *sim, const struct data *data, struct error *error);

/* A share of the data's rows is held back, by chance, of these and of those that are loaded later;
 * 0: none. Every ball goes back to row 0 where the surface reads data. */
bool sim_set_holdout(struct sim *sim, double share, struct error *error);
double sim_holdout(const struct sim *sim);

/* The curve through the data that a place on the surface stands for, with all lets on record. */
struct formula_code *sim_curve(const struct sim *sim, const char *text, struct error *error);
/* Another formula of x and y with the lets and the data that there are at the end; the caller's. */
const struct problem *sim_other(const struct sim *sim, const char *text, struct error *error);

/* Each of these puts every ball back to row 0. No ball has a start of its own after the first. */
void sim_set_start(struct sim *sim, struct point start);
void sim_set_tolerance(struct sim *sim, double tolerance);
void sim_set_seed(struct sim *sim, uint64_t seed);

/* A ball starts at a place of its own from now on; NULL: where all do. All go back to row 0, unless
 * it has just begun: then it alone is moved. */
void sim_set_ball_start(struct sim *sim, int ball, const struct point *start);
bool sim_begins(const struct sim *sim, int ball); /* it has just begun */
bool sim_any_starts_apart(const struct sim *sim);
/* What a ball begins with, and is judged by. */
struct conditions sim_conditions(const struct sim *sim, int ball);

/* New or changed; live: counts from the present tick on. Fails if the name is reserved, or if a
 * formula in use cannot have it. */
bool sim_set_let(struct sim *sim, const char *name, double value, struct error *error);

/* Balls count from 0; for the user, from 1. As the default ball, born now. Returns its number, -1
 * if there are BALLS_MAX. */
int sim_add_ball(struct sim *sim, struct error *error);
/* The same, as another ball: what recipe_like has of it. */
int sim_add_ball_like(struct sim *sim, int ball, struct error *error);
void sim_name_ball(struct sim *sim, int ball, const char *name);
/* A twin of a ball, without its name: as if there had always been two, with one record, one stream
 * of noise and all changes so far. It comes last, but before balls that were born later: they are
 * in the order of their birth. Returns its number, -1 if there are BALLS_MAX. */
int sim_fork_ball(struct sim *sim, int ball, struct error *error);
bool sim_remove_ball(struct sim *sim, int ball, struct error *error); /* the last one stays */

/* Gives a ball another rule from the present row on, as recipe_with_rule has it. The ball keeps its
 * place, and eta_0 if a command has named it. */
bool sim_set_optimizer(struct sim *sim, int ball, const struct formula_row *row, const char *text,
                       const struct named_value *values, int count, struct error *error);
/* What a number follows from the present row on, as recipe_with_plan has it. */
bool sim_set_schedule(struct sim *sim, int ball, const char *target,
                      const struct schedule_choice *choices, int count, int *wrong,
                      struct error *error);
const struct formula *sim_schedule(const struct sim *sim, int ball); /* of eta, now */
bool sim_is_constant(const struct sim *sim, int ball);               /* that schedule */
/* The schedules of eta (target "") or of a parameter, as the command has them; nothing if it has
 * none. */
void sim_schedule_write(const struct sim *sim, int ball, const char *target, struct text *out);

/* The rule and its numbers, as in `adam eta=0.1 beta1=0.9`. */
void sim_ball_write(const struct sim *sim, int ball, struct text *out);

/* The start that it has of its own, as `start=2,1` behind a text; nothing if it has none. */
void sim_start_write(const struct sim *sim, int ball, const char *before, struct text *out);

/* Noise on the gradient that the rule sees: sigma is its standard deviation, from now on whatever
 * schedule it had. Balls of the same stream (from 0) get the same; stream -1 is the ball's own. */
bool sim_set_noise(struct sim *sim, int ball, double sigma, int stream, struct error *error);
bool sim_set_stream(struct sim *sim, int ball, int stream, struct error *error);
double sim_noise(const struct sim *sim, int ball); /* of the next update */
/* Mini-batches: the rule sees the loss of so many rows of the data, the next ones of the epoch's
 * shuffle; size 0 is the full loss. Rows on record have the full loss always. Balls of one stream
 * get the same batches. With replacement each row is drawn from all. The error names what is wrong
 * with the size. */
bool sim_set_batch(struct sim *sim, int ball, int64_t size, bool replace, int stream,
                   struct error *error);
/* Sets "eta" or a parameter that the ball has, else a let; fails otherwise, naming those it has,
 * and for a value that is not finite or out of range. */
bool sim_set_value(struct sim *sim, int ball, const char *name, double value, struct error *error);
/* The eta_0 that the rule brings, as if no command had named one. */
void sim_bring_eta(struct sim *sim, int ball);
/* The eta_0 of another ball, if a command has named it, unless it has named its own, or its rule
 * brings 1. */
void sim_take_eta(struct sim *sim, int ball, int from);

struct sim_scope_place {
    const struct sim *sim;
    int ball;
    struct text *told;        /* what the functions gave, `loss(1) = 3, …`; or NULL */
    bool reads;               /* no more than that, before anything has happened: they give 1 */
    const struct row *before; /* whose eta and n are told; NULL: those of now */
};
/* What the formulas' names are now for a ball: its parameters, the lets, its quantities, eta0 …,
 * all of them NAME_NUMBER. Valid until sim changes, and as long as place. */
struct scope sim_scope(const struct sim *sim, int ball, struct sim_scope_place *place);
/* The schedule's formula with the numbers that it saw (a recursion made the present rate of the eta
 * and n before), where they give the present rate: not where it is a part of a longer plan, or more
 * than one expression. */
bool sim_rate_write(const struct sim *sim, int ball, struct text *out);
/* The same names, and the balls' outcomes as functions. */
struct scope sim_outcome_scope(const struct sim *sim, int ball, struct text *told,
                               struct sim_scope_place *place);

/* The timeline, in ticks. */
void sim_step(struct sim *sim); /* one tick forward; replays where there is a record */
void sim_seek(struct sim *sim, int64_t clock); /* to a tick on record: 0 … end */
void sim_reset(struct sim *sim); /* all balls to row 0 with the present numbers; drops the record */
bool sim_over(const struct sim *sim); /* every ball has diverged, or stays where it is for ever */

/* A sim as it is, to come back to: the two share what they have. What it takes is bounded: one that
 * has forgotten its record runs again from the start when it is returned to; else that takes at
 * most a stride of iterations a ball. */
struct sim_past;
struct sim_past *sim_keep(const struct sim *sim);
void sim_return(struct sim *sim, const struct sim_past *past);
void sim_past_free(struct sim_past *past);
void sim_past_forget(struct sim_past *past);
/* How many bytes it has beside what it shares with a later one. */
size_t sim_past_apart(const struct sim_past *past, const struct sim_past *later);

/* The present row. */
static inline const struct row *sim_row(const struct sim *sim, int ball)
{
    return &sim->balls[ball]->mover.now.row;
}
/* How a ball fares: it rests at a minimum, or is on its way, or rests where it has not won, or has
 * left for ever; or it is stuck where there is a slope, or has stopped there as its steps have
 * become nothing; or it creeps, where they are so small that nothing comes of them for a thousand
 * updates, and the slope does not go away either. On its way it swings where the latest updates
 * went too far again and again, and climbs where these ended higher as a rule, and its loss grows
 * out of what it was since what moves it is what it is: one that goes up and down for ever swings.
 * Under noise and in mini-batches, where that is chance, it only rolls. So does always one whose
 * rule draws. */
enum standing {
    STANDING_SETTLED,
    STANDING_ROLLS,
    STANDING_SWINGS,
    STANDING_CLIMBS,
    STANDING_CREEPS,
    STANDING_STOPPED,
    STANDING_STUCK,
    STANDING_SADDLE,
    STANDING_MAXIMUM,
    STANDING_FLAT,
    STANDING_GONE,
    STANDING_COUNT
};
enum standing sim_standing(const struct sim *sim, int ball);
/* The balls' places in the race so far, from 1. First come those that rest at minima: the lower
 * ones, of equal ones those that were there earlier; losses are equal where they differ by no more
 * than a millionth of what there was to gain. Then who is on its way, by loss; then who rests
 * elsewhere, at saddles, maxima, on flat ground; then who is gone; who is equal, by number. */
void sim_ranks(const struct sim *sim, int ranks[BALLS_MAX]);
/* What tells a ball from the others of its optimizer, by the names of its recipe: numbers in which
 * it differs from one of them, or SIM_SCHEDULE and SIM_START, which have no
 * value. */
#define SIM_SCHEDULE "schedule"
#define SIM_START "start"
enum { SIM_DIFFERENCES_MAX = VALUES_MAX + 5 };
struct sim_difference {
    const char *name;
    double value;
};
int sim_differences(const struct sim *sim, int ball,
                    struct sim_difference differences[SIM_DIFFERENCES_MAX]);
bool sim_same_optimizer(const struct sim *sim, int a, int b);
/* Whether two have one name and all numbers in common: only where they are, and when they began,
 * and what chance does to them, tells them apart. */
bool sim_same_kind(const struct sim *sim, int a, int b);
/* The latest rows up to the present one, oldest first: at most max, and TRAIL_SHOWN. Returns how
 * many. Rows before the ball was born do not exist. */
int sim_trail(const struct sim *sim, int ball, int max, const struct row *rows[]);

/* The record, thinned to at most a few thousand samples, `record.moments.count`: sample i stands
 * for the rows [first, first + stride). For charts; what lies after the present tick too. */
struct sample {
    int64_t first, stride;
    const struct row *row;
    double loss_low, loss_high; /* the least and greatest of the rows */
};
struct sample sim_sample(const struct sim *sim, int ball, int index);

/* A row on record as it was, by running there from the nearest that is kept. False if there is
 * none. */
bool sim_row_at(const struct sim *sim, int ball, struct workspace *workspace, int64_t n,
                struct row *row);

/* A walk along a ball's rows on record: each is made again from the one before, exactly, and the
 * timeline stays as it is. The mover is the asker's (mover_free): to be put at a row, and on to the
 * next one, which must be on record, too. False: it was left (see program.h): where it should be
 * put it is nowhere then, and else where it was. */
bool sim_walk_to(const struct sim *sim, int ball, struct workspace *workspace, int64_t n,
                 struct mover *mover);
bool sim_walk_on(const struct sim *sim, int ball, struct workspace *workspace, struct mover *mover);

/* Appends the commands that make this version of the one before, each after prefix and on a line of
 * its own. Version 0 is written as one `ball` or `optimizer` line and its schedule. */
void sim_version_write(const struct sim *sim, int ball, int index, const char *prefix,
                       struct text *out);
/* The same for the lets. */
void sim_let_version_write(const struct sim *sim, int index, const char *prefix, struct text *out);

#endif
