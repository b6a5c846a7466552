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

enum {
    MOMENTS_MAX = 4096,
    SCHEDULE_STATE_MAX = STATE_MAX,
    INPUTS_MAX = VALUES_MAX + LETS_MAX + 160
};

struct rule {
    int references;
    const struct optimizer_row *row; /* NULL: typed */
    char *text;
    struct rule_code *code; /* for the surface that it was compiled with */
};

struct schedule {
    int references;
    const struct schedule_row *row;
    char *text;
    struct schedule_code *code;
};

struct values {
    struct named_value items[VALUES_MAX];
    int count;
};

struct tuning {
    int64_t tick;
    struct rule *rule;
    struct schedule *schedule;
    double eta0;
    struct values values; /* the rule's parameters, then the schedule's that it does not share */
    bool new_rule, new_schedule, sets_eta; /* at tick, in this tuning */
    bool by_hand;                          /* not by an appointment alone */
};

struct lets {
    int64_t tick;
    struct named_value items[LETS_MAX];
    int count;
    bool by_hand;
};

struct moment {
    struct row row;
    double loss_low, loss_high; /* of the rows that this moment stands for in the record */
    int64_t rule_from;          /* the row from which the rule counts its n */
    double rule_state[STATE_MAX];
    double schedule_state[SCHEDULE_STATE_MAX];
};

/* Where the programs of a ball find their inputs; made anew when tuning or lets are others. */
struct binding {
    const struct tuning *tuning;
    const struct lets *lets;
    const double *rule_inputs[INPUTS_MAX];
    const double *schedule_inputs[INPUTS_MAX];
    const double *surface_inputs[INPUTS_MAX];
};

struct ball {
    int64_t born;
    struct tuning **tunings;
    int tuning_count, tuning_capacity;

    struct moment now;
    double rule_n, schedule_n, epoch, eta0; /* inputs of the programs beside the moment */
    struct binding binding;

    struct moment *moments; /* moment i is row i*stride, as it was reached: before settling */
    int moment_count, moment_capacity;
    int64_t stride;
    int64_t recorded; /* the last row that the record knows of */

    struct row trail[TRAIL_MAX]; /* the rows up to now, the oldest first */
    int trail_count;
};

struct sim {
    struct surface surface;
    struct point start;
    double tolerance;
    int64_t clock, end;
    bool in_appointment;
    bool trying;
    struct lets **lets;
    int lets_count, lets_capacity;
    struct ball *balls[BALLS_MAX];
    int ball_count;
    struct workspace workspace;
};

/* tuning.c */
struct rule *rule_new(const struct sim *sim, const struct optimizer_row *row, const char *text,
                      struct error *error);
struct schedule *schedule_new(const struct sim *sim, const struct schedule_row *row,
                              const char *text, struct error *error);
void rule_release(struct rule *rule);
void schedule_release(struct schedule *schedule);
void tuning_free(struct tuning *tuning);
const struct tuning *tuning_at(const struct ball *ball, int64_t tick);
struct tuning *tuning_last(const struct ball *ball);
void tuning_push(struct ball *ball, struct tuning *tuning);
const struct lets *lets_at(const struct sim *sim, int64_t tick);
struct lets *lets_last(const struct sim *sim);
bool values_collect(struct values *values, const struct rule *rule, const struct schedule *schedule,
                    const struct values *old, const struct named_value *given, int given_count,
                    struct error *error);
struct named_value *values_find(struct values *values, const char *name);
bool value_check(const struct parameter_row *row, const char *name, double value,
                 struct error *error);

/* change.c */
void sim_forget_future(struct sim *sim);
struct tuning *tuning_edit(struct sim *sim, struct ball *ball);
void ball_refresh(struct sim *sim, struct ball *ball);

/* sim.c */
const struct tuning *tuning_present(const struct sim *sim, int ball);

/* timeline.c */
void ball_start(struct sim *sim, struct ball *ball); /* row 0 at the start; empties the record */
void ball_seek(struct sim *sim, struct ball *ball, int64_t tick);
void ball_step(struct sim *sim, struct ball *ball, int64_t tick); /* from tick to tick + 1 */
void ball_settle(struct sim *sim, struct ball *ball,
                 int64_t tick); /* the tuning of this very tick */
void ball_forget_after(struct sim *sim, struct ball *ball, int64_t tick);
void ball_free(struct ball *ball);
double row_schedule(struct sim *sim, struct ball *ball);

#endif
