#ifndef OVERSHOOT_SIM_SIM_H
#define OVERSHOOT_SIM_SIM_H

/* Balls on a surface, iteration by iteration, with a timeline that can be gone back on exactly.
 *
 * Clock: a tick moves every ball by one iteration. A ball's row is the clock minus the tick at
 * which it was born; row 0 is its start. Everything up to `end` is on record; going there again
 * gives the same bits. A change at the present tick drops what was on record after it. */

#include "../base/error.h"
#include "../base/text.h"
#include "../catalogue/catalogue.h"
#include "../lang/formula.h"

#include <stdbool.h>
#include <stdint.h>

enum { BALLS_MAX = 16, LETS_MAX = 32, VALUES_MAX = 48, SEGMENTS_MAX = 4, TRAIL_MAX = 512 };

enum event { EVENT_NONE, EVENT_OVERSHOOT, EVENT_WORSEN, EVENT_CONVERGED, EVENT_DIVERGED };

/* "", "overshoot", "worsen", "converged", "diverged" */
extern const char *const event_names[];

/* What the Hessian's eigenvalues say of a point where the gradient vanishes. */
enum stationary { STATIONARY_MINIMUM, STATIONARY_SADDLE, STATIONARY_MAXIMUM, STATIONARY_FLAT };

/* A ball at one row. */
struct row {
    int64_t n;
    int64_t epoch; /* passes over the data so far; without mini-batches each row is one */
    double floor;  /* mean loss of the rows of the last whole epoch; NaN without mini-batches */
    double x, y, loss;
    double eta; /* the schedule's rate of the update that leaves this row */
    double gx, gy, hxx, hxy, hyy;
    enum event event;   /* of the update that made this row */
    int64_t overshoots; /* among the updates so far, worsening ones too */
    int64_t worsened;
    bool converged, diverged; /* a diverged ball has no further rows: n stays */
    int64_t converged_at;     /* the row from which it is converged, if it is */
};

double row_gradient_norm(const struct row *row);
double row_sharpness(const struct row *row); /* largest eigenvalue of the Hessian */
enum stationary row_stationary(const struct row *row);
bool row_overshot(const struct row *row); /* by the update that made it */

/* A named number: a parameter of a ball or a `let`. */
struct named_value {
    char name[NAME_SIZE];
    double value;
    const struct parameter_row *row; /* meaning and range; NULL if no row describes it */
    int place; /* of one that the user gave: its byte in the text, for errors */
};

struct region {
    double x0, x1, y0, y1;
};

struct sim;

struct sim *sim_new(void); /* the bowl, one sgd ball, eta 0.1, schedule constant */
void sim_free(struct sim *sim);

/* The surface. Setting one puts every ball back to its row 0 at the start. row may be NULL. */
struct surface {
    const struct surface_row *row; /* NULL: typed */
    char *formula;
    struct region domain;
    struct surface_code *code;
    struct surface_code *batch_code; /* of a batch's loss; NULL if it reads no data */
    int64_t version; /* another one, in the whole program, whenever the values are others */
};
const struct surface *sim_surface(const struct sim *sim);
bool sim_set_surface(struct sim *sim, const struct surface_row *row, const char *formula,
                     const struct region *domain, struct error *error);

/* The data that surfaces read, NULL at first; the sim shares them. A surface that reads data is
 * compiled for the new ones, and every ball goes back to row 0; where that fails, all is as it was.
 */
const struct data *sim_data(const struct sim *sim);
bool sim_set_data(struct sim *sim, const struct data *data, struct error *error);

/* The surface's minima: those that the catalogue knows, else those that Newton's method finds in
 * its domain; none if they are more than FOUND_MINIMA_MAX, or are not known yet. Valid until the
 * surface changes. */
enum { FOUND_MINIMA_MAX = 64 };
int sim_minima(const struct sim *sim, const struct point **minima);
bool sim_minima_known(const struct sim *sim);
/* A slice of the search for them; returns whether there is more to do before they are known. */
bool sim_search_minima(struct sim *sim);

/* Values (as given by f) at count points; undefined ones are NaN or infinite. */
void sim_surface_values(struct sim *sim, const double *x, const double *y, double *loss,
                        int64_t count);

/* How many operations one point is, with its derivatives: those of a data row count for each row.
 */
int64_t sim_surface_operations(const struct sim *sim);
/* How many points are a slice of the time that who types can wait: less than a millisecond where
 * one point, the least, is not more. */
int64_t sim_slice_points(const struct sim *sim);

/* The same with the gradient. */
void sim_surface_gradients(struct sim *sim, const double *x, const double *y, double *loss,
                           double *gx, double *gy, int64_t count);

/* The curve through the data that a place on the surface stands for. It reads the lets that there
 * are, and knows the data of when it was made. */
struct formula_code *sim_curve(const struct sim *sim, const char *text, struct error *error);
/* Its values for a place where the column is `at`, with the lets of now; NaN: undefined. */
void sim_curve_values(struct sim *sim, const struct formula_code *curve, struct point place,
                      const double *at, double *values, int64_t count);

struct point sim_start(const struct sim *sim);
void sim_set_start(struct sim *sim, struct point start); /* puts every ball back to row 0 */

int sim_let_count(const struct sim *sim);
const struct named_value *sim_let(const struct sim *sim, int index);
const struct named_value *sim_find_let(const struct sim *sim, const char *name); /* or NULL */
/* New or changed; live: counts from the present tick on. Fails if the name is reserved, or if a
 * formula in use cannot have it. */
bool sim_set_let(struct sim *sim, const char *name, double value, struct error *error);

double sim_tolerance(const struct sim *sim); /* of the gradient's norm, for `converged` */
void sim_set_tolerance(struct sim *sim, double tolerance);

/* Balls, from 0; the user counts them from 1. */
int sim_ball_count(const struct sim *sim);
/* As the default ball, born now. Returns its number, -1 if there are BALLS_MAX. */
int sim_add_ball(struct sim *sim, struct error *error);
/* A twin of a ball: as if there had always been two, with one record, one stream of noise and all
 * changes so far. It comes last, but before balls that were born later: they are in the order of
 * their birth. Returns its number, -1 if there are BALLS_MAX. */
int sim_fork_ball(struct sim *sim, int ball, struct error *error);
bool sim_remove_ball(struct sim *sim, int ball, struct error *error); /* the last one stays */

/* Which rule and schedule a ball has. NULL row: typed. */
const struct optimizer_row *sim_optimizer_row(const struct sim *sim, int ball);
const char *sim_optimizer_text(const struct sim *sim, int ball);
const struct formula_code *sim_optimizer_code(const struct sim *sim, int ball);
const struct schedule_row *sim_schedule_row(const struct sim *sim, int ball); /* of eta, now */
const char *sim_schedule_text(const struct sim *sim, int ball);
/* Whether it counts epochs, as `per epoch` asks for. */
bool sim_schedule_per_epoch(const struct sim *sim, int ball);
bool sim_schedule_recursive(const struct sim *sim, int ball);
int64_t sim_born(const struct sim *sim, int ball);

/* Gives a ball another rule or schedule from the present row on, with the values given (others at
 * their defaults). The ball keeps eta_0 and its place. An error's offset is one in the text, or a
 * value's place. */
bool sim_set_optimizer(struct sim *sim, int ball, const struct optimizer_row *row, const char *text,
                       const struct named_value *values, int count, struct error *error);

/* One of the schedules that follow each other. row NULL: text is typed. */
struct schedule_choice {
    const struct schedule_row *row;
    const char *text;
    struct named_value values[VALUES_MAX];
    int count;
    double length;  /* iterations before the next; 0: its parameter `total`, or all that are left */
    bool per_epoch; /* of the first: all of them count epochs, not iterations */
};
/* What a number follows from the present row on; target "" is eta, else a parameter of the ball's
 * rule, and count 0 then ends its course. *wrong is the choice that an error is about. */
bool sim_set_schedule(struct sim *sim, int ball, const char *target,
                      const struct schedule_choice *choices, int count, int *wrong,
                      struct error *error);
/* The schedules of eta (target "") or of a parameter, as the command has them; nothing if it has
 * none. */
void sim_schedule_write(const struct sim *sim, int ball, const char *target, struct text *out);

/* Noise on the gradient that the rule sees: sigma is its standard deviation. Balls of the same
 * stream (from 0) get the same; stream -1 is the ball's own. */
bool sim_set_noise(struct sim *sim, int ball, double sigma, int stream, struct error *error);
double sim_noise(const struct sim *sim, int ball);
int sim_noise_stream(const struct sim *sim, int ball);

/* Mini-batches: the rule sees the loss of so many rows of the data, the next ones of the epoch's
 * shuffle; size 0 is the full loss. Rows on record have the full loss always. Balls of one stream
 * get the same batches. The error names what is wrong with the size. */
bool sim_set_batch(struct sim *sim, int ball, int64_t size, int stream, struct error *error);
int64_t sim_batch(const struct sim *sim, int ball);
/* The loss of the batch that the ball's next update sees, at count points; false: it has none. */
bool sim_batch_values(struct sim *sim, int ball, const double *x, const double *y, double *loss,
                      int64_t count);
uint64_t sim_seed(const struct sim *sim);
void sim_set_seed(struct sim *sim, uint64_t seed); /* puts every ball back to row 0 */

/* The ball's numbers: eta_0, and the parameters of its rule, then of its schedule. */
double sim_eta0(const struct sim *sim, int ball);
int sim_value_count(const struct sim *sim, int ball);
const struct named_value *sim_value(const struct sim *sim, int ball, int index);
/* NULL: the ball has no such parameter. */
const struct named_value *sim_find_value(const struct sim *sim, int ball, const char *name);
/* What a parameter is in this iteration: its number, or what its schedule makes of it. */
double sim_value_now(const struct sim *sim, int ball, int index);
/* Sets "eta" or a parameter that the ball has, else a let; fails otherwise, naming those it has,
 * and for a value that is not finite or out of range. */
bool sim_set_value(struct sim *sim, int ball, const char *name, double value, struct error *error);

struct sim_scope_place {
    const struct sim *sim;
    int ball;
};
/* What the formulas' names are now for a ball: eta, n, x, y, f, sharpness, parameters, lets …, all
 * of them NAME_NUMBER. Valid until sim changes. */
struct scope sim_scope(const struct sim *sim, int ball, struct sim_scope_place *place);

/* While trying, the functions above check everything and change nothing. */
void sim_try(struct sim *sim, bool trying);

/* Another one, in the whole program, after each change and each tick: as long as it is the same,
 * all answers are. */
int64_t sim_revision(const struct sim *sim);

/* The timeline, in ticks. */
int64_t sim_clock(const struct sim *sim);
int64_t sim_end(const struct sim *sim); /* the last tick on record */
void sim_step(struct sim *sim);         /* one tick forward; replays where there is a record */
void sim_seek(struct sim *sim, int64_t clock); /* to a tick on record: 0 … end */
void sim_reset(struct sim *sim); /* all balls to row 0 with the present numbers; drops the record */
bool sim_over(const struct sim *sim); /* every ball has diverged, or stays where it is for ever */

/* What there is to see. */
const struct row *sim_row(const struct sim *sim, int ball); /* the present row */
/* The row that the next iteration would make with the present numbers; changes nothing. False if
 * the ball has diverged. Values and gradient of next may be not finite: then it says diverged. */
bool sim_preview(struct sim *sim, int ball, struct row *next);
/* The same, on and on: at most max rows, up to the one in which the ball diverges. Returns how
 * many. Changes on record later than the present row are not looked at. */
int sim_future(struct sim *sim, int ball, struct row *rows, int max);
/* The balls' places in the race so far, from 1: first who has converged, the earlier the better,
 * then by loss, those that have diverged last; who is equal, by number. */
void sim_ranks(const struct sim *sim, int ranks[BALLS_MAX]);
/* The same update in slow motion: what the parts of the rule's text are in it, and what the
 * gradient is that it sees. NULL if the ball has diverged. Valid until the next trace. */
struct seen {
    int64_t rows; /* of the data, in the batch; 0: all of them, always */
    struct point gradient, noise;
};
const struct rule_trace *sim_trace(struct sim *sim, int ball, struct seen *seen);
/* The latest rows up to the present one, oldest first: at most max (<= TRAIL_MAX). Returns how
 * many; *rows is valid until sim changes or is asked for another trail. Rows before the ball was
 * born do not exist. */
int sim_trail(struct sim *sim, int ball, int max, const struct row **rows);
/* The state that the rule keeps (formula_code.names says what is where). */
const double *sim_state(const struct sim *sim, int ball);

/* eta times sharpness against the edge of stability: on a quadratic with curvature λ, heavy-ball
 * momentum μ is stable while η·λ < 2(1+μ), and its approach swings from side to side once
 * η·λ > (1-√μ)². Both are exact for sgd only; for others it does not apply. */
struct stability {
    double sharpness, product, bound, swing;
    bool applies;
};
struct stability sim_stability(const struct sim *sim, int ball);

/* The record, thinned to at most a few thousand samples: sample i stands for the rows
 * [first, first + stride). For charts; what lies after the present tick too. */
struct sample {
    int64_t first, stride;
    const struct row *row;      /* the first; valid until sim changes */
    double loss_low, loss_high; /* the least and greatest of the rows */
    double product, bound;      /* of the first: its stability, NaN where that does not apply */
};
int sim_sample_count(const struct sim *sim, int ball);
struct sample sim_sample(const struct sim *sim, int ball, int index);
int64_t sim_recorded(const struct sim *sim, int ball); /* the last row that it has on record */
/* As long as this is the same, what was on record still is: there are only more rows. No two sims
 * have the same. */
int64_t sim_record_version(const struct sim *sim, int ball);

/* A row on record as it was, by running there from the nearest that is kept: the ball stays where
 * it is. False if there is none. */
bool sim_row_at(struct sim *sim, int ball, int64_t n, struct row *row, struct stability *stability);

/* The changes on record, to save them: a ball's version 0 is what it began with; each further one
 * took effect at a tick. Those made by appointments come again by themselves. */
int sim_version_count(const struct sim *sim, int ball);
struct sim_version {
    int64_t tick;
    bool by_appointment; /* and by nothing else */
};
struct sim_version sim_version_at(const struct sim *sim, int ball, int index);
/* Appends the commands that make this version of the one before, each after prefix and on a line of
 * its own. Version 0 is written as one `ball` or `optimizer` line and its schedule. */
void sim_version_write(const struct sim *sim, int ball, int index, const char *prefix,
                       struct text *out);
/* The same for the lets. */
int sim_let_version_count(const struct sim *sim);
struct sim_version sim_let_version_at(const struct sim *sim, int index);
void sim_let_version_write(const struct sim *sim, int index, const char *prefix, struct text *out);

/* Between these two, changes are an appointment's. */
void sim_begin_appointment(struct sim *sim);
void sim_end_appointment(struct sim *sim);

#endif
