#ifndef OVERSHOOT_SIM_INTERNAL_H
#define OVERSHOOT_SIM_INTERNAL_H

/* What the files of src/sim share.
 *
 * A *tuning* is what steers a ball from some tick on: rule, schedule and numbers. A ball has a list
 * of them, one for each tick at which something was changed, and the sim has such a list of lets;
 * so the past can be run again exactly. A *moment* is a ball at one row with all that the next
 * iteration needs. Of the moments on record every stride-th is kept; the stride doubles when there
 * are MOMENTS_MAX, so that memory is bounded and every row is at most a stride of iterations away.
 */

#include "sim.h"

#include "../base/stamp.h"

enum {
    MOMENTS_MAX = 4096,
    SCHEDULE_STATE_MAX = 16,
    COURSES_MAX = 5, /* of a ball: that of eta, and those of four parameters */
    SURFACE_INPUTS_MAX = 3 + LETS_MAX + DATA_COLUMNS_MAX
};

struct rule {
    int references;
    const struct optimizer_row *row; /* NULL: typed */
    char *text;
    struct formula_code *code; /* for the surface that it was compiled with */
    bool noisy;                /* the gradient that it reads has noise on it */
    bool batched;              /* the loss that it reads is that of a batch */
    struct rule_trace *trace;  /* made when it is first asked for, or NULL */
};

struct schedule {
    int references;
    const struct schedule_row *row;
    char *text;
    struct formula_code *code;
};

struct values {
    struct named_value items[VALUES_MAX];
    int count;
};

/* A schedule in a course, and for how long. Its parameters have names of their own among the ball's
 * (`total2` is the total of the second schedule of eta): see value_full_name. */
struct segment {
    struct schedule *schedule;
    double length; /* iterations; 0: as long as its parameter `total` says, or to the end */
};

/* How a number changes over the iterations: one schedule after another. */
struct course {
    char target[NAME_SIZE]; /* the parameter; "" is eta, whose course is a tuning's first */
    struct segment segments[SEGMENTS_MAX];
    int count;
    bool per_epoch; /* its schedules count epochs, and so do its lengths */
    bool is_new;    /* at the tuning's tick */
    bool sets;      /* the user set the number itself at that tick */
};

struct tuning {
    int64_t tick;
    struct rule *rule;
    double eta0;
    struct values values; /* the parameters of the rule, then of the courses */
    struct course courses[COURSES_MAX];
    int course_count;
    double noise;   /* standard deviation of what is added to each component of the gradient */
    int64_t batch;  /* rows in a mini-batch; 0: all of them, always */
    int stream;     /* balls of one stream get the same noise and batches; -1: the ball's own */
    bool new_rule;  /* at tick */
    bool by_hand;   /* not by an appointment alone */
    bool appointed; /* not by hand alone */
};

struct lets {
    int64_t tick;
    struct named_value items[LETS_MAX];
    int count;
    bool by_hand, appointed; /* as a tuning's */
};

/* Where a course is. */
struct course_place {
    double value;
    int segment; /* -1: not begun */
    double state[SCHEDULE_STATE_MAX];
};

struct moment {
    struct row row;
    double loss_low, loss_high; /* of the rows that this moment stands for in the record */
    double product, bound;      /* struct stability's, or NaN; only of moments on record */
    int64_t taken;              /* rows of the data that this epoch's batches have had */
    double loss_sum;            /* of the rows of this epoch so far */
    int64_t loss_count;
    int64_t rule_from; /* the row from which the rule counts its n */
    double rule_state[STATE_MAX];
    struct course_place courses[COURSES_MAX];
};

/* Where the programs of a ball find their inputs; looked up anew when tuning or lets are others. */
struct binding {
    const struct tuning *tuning; /* NULL: nothing is bound */
    const struct lets *lets;
    const double **rule;
    const double **schedules[COURSES_MAX][SEGMENTS_MAX];
    const double *surface[SURFACE_INPUTS_MAX];
};

/* What the rows' order in an epoch depends on. */
struct batch_key {
    uint64_t seed, stream, epoch;
};

/* The rows that the next update sees, and what is kept to find them: it can be made anew anywhere.
 * All 0 at first. */
struct batch {
    struct data *data; /* the rows */
    double rows;       /* how many */
    const struct data *of;
    int64_t room;
    int32_t *order; /* of all rows in the epoch */
    struct batch_key key;
};

struct ball {
    int64_t born;
    int stream; /* of noise and batches, where no other is asked for */
    struct tuning **tunings;
    int tuning_count, tuning_capacity;

    struct moment now;
    /* Inputs of the programs beside the moment. */
    double rule_n, schedule_n, epoch, noise_x, noise_y;
    double base[COURSES_MAX]; /* what eta0 is in each course */
    struct batch batch;
    struct binding binding;

    struct moment *moments; /* moment i is row i*stride, as it was reached: before settling */
    int moment_count, moment_capacity;
    int64_t stride;
    int64_t recorded; /* the last row that the record knows of */
    int64_t version;  /* another one whenever the record is not only longer */

    struct row trail[TRAIL_MAX]; /* the rows up to now, the oldest first */
    int trail_count;
};

struct critical_search;

struct sim {
    struct surface surface;
    const struct data *data;
    struct point start;
    double tolerance;
    uint64_t seed;
    int streams; /* given to balls so far */
    int64_t clock, end;
    int64_t revision;
    bool in_appointment;
    bool trying;
    struct lets **lets;
    int lets_count, lets_capacity;
    struct ball *balls[BALLS_MAX];
    int ball_count;
    struct workspace workspace;
    struct point minima[FOUND_MINIMA_MAX]; /* found by sim_search_minima */
    int minima_count;
    struct critical_search *minima_search; /* NULL: it is over, or has not begun */
    int64_t minima_version;                /* of the surface that they are of; 0: none */
};

/* formulas.c */
struct rule *rule_new(const struct surface *surface, const struct lets *lets,
                      const struct optimizer_row *row, const char *text, bool noisy, bool batched,
                      struct error *error);
struct schedule *schedule_new(const struct lets *lets, const struct schedule_row *row,
                              const char *text, struct error *error);
void rule_release(struct rule *rule);
void schedule_release(struct schedule *schedule);

/* tuning.c */
struct tuning *tuning_twin(const struct tuning *tuning);
struct tuning *tuning_copy(const struct tuning *tuning); /* marked as changing nothing */
void tuning_free(struct tuning *tuning);
const struct tuning *tuning_at(const struct ball *ball, int64_t tick);
struct tuning *tuning_last(const struct ball *ball);
void tuning_push(struct ball *ball, struct tuning *tuning);
const struct lets *lets_at(const struct sim *sim, int64_t tick);
struct lets *lets_last(const struct sim *sim);
void course_release(struct course *course);
int course_find(const struct tuning *tuning, const char *target); /* -1: there is none */
/* A parameter at a moment: its number, or what its course makes of it; NULL: there is none. */
const double *tuning_value(const struct tuning *tuning, const struct moment *moment,
                           const char *name);
/* The segment that row n is in, and the row at which it began. */
int course_segment(const struct tuning *tuning, const struct course *course, int64_t n,
                   double *begin);

/* values.c */
const struct named_value *named_find(const struct named_value *items, int count, const char *name);
struct named_value *values_find(struct values *values, const char *name);
bool value_check(const struct parameter_row *row, const char *name, double value,
                 struct error *error);
/* The name that a parameter of a segment has among the ball's; false: it would be too long. */
bool value_full_name(const struct course *course, int segment, const char *name,
                     char full[NAME_SIZE]);
/* Collects the parameters of all parts of a tuning: those of the part that is new (its rule, or a
 * course) at their defaults, the others as they are. A course whose parameter is gone becomes
 * empty; its schedules are not released: the tuning is somebody's copy. */
bool values_collect(struct tuning *tuning, bool rule_is_new, const struct course *new_course,
                    struct error *error);
/* Sets parameters of the rule (course NULL) or of a segment by the names they have there. */
bool values_apply(struct tuning *tuning, const struct course *course, int segment,
                  const struct named_value *given, int count, struct error *error);

/* batch.c */
void batch_shuffle(uint64_t seed, uint64_t stream, uint64_t epoch, int32_t *order, int64_t rows);
/* The batch of at most `size` rows that comes after the first `taken` of the epoch. */
void batch_take(struct batch *batch, const struct data *data, const struct batch_key *key,
                int64_t taken, int64_t size);
void batch_free(struct batch *batch);

/* noise.c */
uint64_t noise_mix(uint64_t bits); /* scrambles them: SplitMix64's finalizer */
void noise_sample(uint64_t seed, uint64_t stream, uint64_t n, double *x, double *y);

/* change.c */
void sim_forget_future(struct sim *sim);

/* fork.c */
/* The stream of noise and batches that a ball has in a tuning. */
int ball_stream(const struct ball *ball, const struct tuning *tuning);

/* sim.c */
/* The names that a surface can read. The scope is valid as long as the lets are. */
struct scope surface_scope(const struct sim *sim, const struct lets *lets);
void sim_touch(struct sim *sim); /* it is not what it was: another revision */
/* Where the programs of a surface's graph find their inputs for these points, with the lets of now.
 */
void surface_inputs(struct sim *sim, const struct graph *graph, const double *x, const double *y,
                    const double **inputs);
bool sim_has_room(const struct sim *sim, struct error *error); /* for another ball */
const struct tuning *tuning_present(const struct sim *sim, int ball);

/* stability.c */
struct stability moment_stability(const struct tuning *tuning, const struct moment *moment);
void moment_note_stability(const struct tuning *tuning, struct moment *moment);

/* timeline.c */
void ball_start(struct sim *sim, struct ball *ball); /* row 0 at the start; empties the record */
void ball_seek(struct sim *sim, struct ball *ball, int64_t tick);
void ball_step(struct sim *sim, struct ball *ball, int64_t tick); /* from tick to tick + 1 */
void ball_forget_after(struct sim *sim, struct ball *ball, int64_t tick);
void ball_free(struct ball *ball);
void moment_widen(struct moment *moment, double low, double high); /* its span of losses */

#endif
