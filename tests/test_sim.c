/* The simulation: trajectories, events, the timeline, changes. */

#include "ask.h"
#include "sim/record.h"
#include "sim/sim.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct sim *sim;
static struct error error;

static void set_up(void)
{
    sim = sim_new();
}

static void tear_down(void)
{
    sim_free(sim);
}

static void surface(const char *formula, double size)
{
    struct region domain = {-size, size, -size, size};
    ck_assert_msg(sim_set_surface(sim, NULL, formula, &domain, NULL, &error), "%s", error.text);
}

static void set(const char *name, double value)
{
    ck_assert_msg(sim_set_value(sim, 0, name, value, &error), "%s", error.text);
}

static void optimizer(const char *name)
{
    const struct formula_row *row = catalogue_optimizer(name);
    ck_assert_msg(sim_set_optimizer(sim, 0, row, name, NULL, 0, &error), "%s", error.text);
}

static void schedule(const char *name)
{
    const struct formula_row *row = catalogue_schedule(name);
    struct schedule_choice choice = {.row = row};
    int wrong;
    ck_assert_msg(sim_set_schedule(sim, 0, "", &choice, 1, &wrong, &error), "%s", error.text);
}

static void start(double x, double y)
{
    sim_set_start(sim, (struct point){x, y});
}

static void steps(int count)
{
    for (int i = 0; i < count; i++)
        sim_step(sim);
}

/* --- trajectories --- */

START_TEST(descends_a_parabola_as_by_hand)
{
    surface("0.5*(x^2 + 25*y^2)", 4);
    start(-3.1, 1.37);
    set("eta", 0.07);
    double x = -3.1, y = 1.37;
    for (int i = 0; i < 50; i++) {
        x -= 0.07 * x;
        y -= 0.07 * 25 * y;
        sim_step(sim);
        ck_assert_double_eq_tol(sim_row(sim, 0)->x, x, 1e-13);
        ck_assert_double_eq_tol(sim_row(sim, 0)->y, y, 1e-13);
        ck_assert_double_eq_tol(row_sharpness(sim_row(sim, 0)), 25, 1e-12);
    }
}
END_TEST

static const char *const plain_schedules[] = {"constant",    "time",         "step",
                                              "exponential", "inverse-time", "cosine"};
enum { PLAIN_SCHEDULES = sizeof plain_schedules / sizeof *plain_schedules };

static double expected_rate(const char *name, int n)
{
    if (strcmp(name, "constant") == 0)
        return 0.1;
    if (strcmp(name, "step") == 0)
        return 0.1 * pow(0.5, floor((1 + n) / 10.0));
    if (strcmp(name, "exponential") == 0)
        return 0.1 * exp(-0.01 * n);
    if (strcmp(name, "inverse-time") == 0)
        return 0.1 / (1 + 0.01 * n);
    if (strcmp(name, "cosine") == 0)
        return 0.1 * (1 + cos(3.14159265358979323846 * fmin(n, 200) / 200)) / 2;
    double eta = 0.1; /* time */
    for (int k = 0; k < n; k++)
        eta /= 1 + 0.01 * k;
    return eta;
}

START_TEST(schedules_are_as_defined)
{
    const char *name = plain_schedules[_i];
    schedule(name);
    for (int n = 0; n <= 250; n++) {
        double expected = expected_rate(name, n);
        ck_assert_msg(fabs(sim_row(sim, 0)->eta - expected) <= 1e-12 * expected + 1e-18,
                      "%s at %d: %.17g, not %.17g", name, n, sim_row(sim, 0)->eta, expected);
        sim_step(sim);
    }
}
END_TEST

START_TEST(every_optimizer_goes_down_every_quadratic)
{
    surface("x^2 + 2*y^2", 3);
    start(-1, 0.5);
    optimizer(optimizer_rows[_i].name);
    double before = sim_row(sim, 0)->loss;
    steps(100);
    ck_assert(sim_row(sim, 0)->loss < before);
}
END_TEST

/* --- events --- */

START_TEST(an_overshoot_starts_downhill_and_ends_uphill)
{
    surface("x^2 + y^2", 3);
    start(1, 0);
    set("eta", 0.6); /* to -0.2 */
    sim_step(sim);
    ck_assert_int_eq(sim_row(sim, 0)->event, EVENT_OVERSHOOT);
    ck_assert_int_eq(sim_row(sim, 0)->overshoots, 1);
    sim_reset(sim);
    set("eta", 0.4); /* to 0.2 */
    sim_step(sim);
    ck_assert_int_eq(sim_row(sim, 0)->event, EVENT_NONE);
    sim_reset(sim);
    set("eta", 1.1); /* to -1.2 */
    sim_step(sim);
    ck_assert_int_eq(sim_row(sim, 0)->event, EVENT_WORSEN);
    ck_assert_int_eq(sim_row(sim, 0)->worsened, 1);
}
END_TEST

START_TEST(convergence_is_told_once_and_the_ball_goes_on)
{
    set("eta", 0.25);
    int converged = 0;
    for (int i = 0; i < 100; i++) {
        sim_step(sim);
        converged += sim_row(sim, 0)->event == EVENT_CONVERGED;
    }
    ck_assert_int_eq(converged, 1);
    ck_assert(sim_row(sim, 0)->converged);
    ck_assert_int_eq(sim_row(sim, 0)->n, 100);
    ck_assert_int_eq(row_stationary(sim_row(sim, 0)), STATIONARY_MINIMUM);
}
END_TEST

START_TEST(a_diverged_ball_stays_and_can_be_gone_back_from)
{
    set("eta", 5);
    steps(100);
    const struct row *row = sim_row(sim, 0);
    ck_assert(row->diverged);
    ck_assert_int_eq(row->event, EVENT_DIVERGED);
    int64_t last = row->n;
    ck_assert(last < 100 && isfinite(row->x));
    ck_assert(sim_over(sim));
    sim_seek(sim, last - 1);
    ck_assert(!sim_row(sim, 0)->diverged);
    sim_seek(sim, 100);
    ck_assert_int_eq(sim_row(sim, 0)->n, last);
}
END_TEST

START_TEST(stationary_points_are_told_apart)
{
    static const struct {
        const char *formula;
        enum stationary kind;
    } cases[] = {
        {"x^2 + 3*y^2", STATIONARY_MINIMUM},
        {"x^2 - y^2", STATIONARY_SADDLE},
        {"-x^2 - 2*y^2 + x*y", STATIONARY_MAXIMUM},
        {"x^4 + y^4", STATIONARY_FLAT},
        {"x^2 + 0*y", STATIONARY_MINIMUM}, /* the ground of a valley */
        {"0*x - y^2", STATIONARY_FLAT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        surface(cases[i].formula, 3);
        start(0, 0);
        ck_assert_int_eq(row_stationary(sim_row(sim, 0)), cases[i].kind);
    }
}
END_TEST

/* --- the timeline --- */

enum { LONG = 30000 };

static bool same_row(const struct row *a, const struct row *b)
{
    return a->n == b->n && memcmp(&a->x, &b->x, sizeof a->x) == 0 &&
           memcmp(&a->y, &b->y, sizeof a->y) == 0 && memcmp(&a->eta, &b->eta, sizeof a->eta) == 0 &&
           a->event == b->event && a->overshoots == b->overshoots && a->loss == b->loss;
}

/* Changes by hand along the way; every row is kept and compared when it is visited again. */
START_TEST(going_back_and_forward_gives_the_same_bits)
{
    static struct row rows[LONG + 1];
    surface("(1-x)^2 + 100*(y-x^2)^2", 3);
    start(-1.2, 1);
    optimizer("adam");
    schedule("time");
    set("decay", 1e-7);
    rows[0] = *sim_row(sim, 0);
    for (int n = 0; n < LONG; n++) {
        if (n == 500)
            set("eta", 0.02);
        if (n == 700)
            optimizer("rmsprop");
        if (n == 900)
            schedule("cosine");
        if (n == 1000)
            set("momentum", 0.5);
        rows[n] = *sim_row(sim, 0);
        sim_step(sim);
    }
    rows[LONG] = *sim_row(sim, 0);
    unsigned random = 12345;
    for (int i = 0; i < 300; i++) {
        random = random * 1103515245 + 12345;
        int n = (int)(random >> 8) % (LONG + 1);
        sim_seek(sim, n);
        ck_assert_msg(same_row(sim_row(sim, 0), &rows[n]), "row %d", n);
        const struct row *trail[64];
        int count = sim_trail(sim, 0, 64, trail);
        for (int k = 0; k < count; k++)
            ck_assert(same_row(trail[k], &rows[n - count + 1 + k]));
    }
}
END_TEST

static const char *const previewed[] = {"sgd", "adam", "nesterov", "rprop"};

/* A run with previews is the same as one without, and each preview is what comes. */
START_TEST(a_preview_changes_nothing_and_comes_true)
{
    struct row rows[41], next, present;
    for (int pass = 0; pass < 2; pass++) {
        tear_down();
        set_up();
        surface("x^2 + 10*y^2 + x*y", 4);
        start(-3, 1);
        optimizer(previewed[_i]);
        set("eta", 0.09);
        schedule("time");
        ck_assert(sim_set_noise(sim, 0, 0.1, -1, &error));
        for (int i = 0; i <= 40; i++, sim_step(sim)) {
            present = *sim_row(sim, 0);
            if (pass == 0)
                rows[i] = present;
            else
                ck_assert(same_row(&present, &rows[i]));
            if (pass == 0 || i == 40)
                continue;
            ck_assert(ask_preview(sim, 0, &next));
            ck_assert(same_row(sim_row(sim, 0), &present));
            ck_assert(next.x == rows[i + 1].x && next.y == rows[i + 1].y);
            ck_assert(next.loss == rows[i + 1].loss && next.event == rows[i + 1].event);
        }
        ck_assert_int_eq(sim->end, 41);
        ck_assert_int_eq(sim->balls[0]->record.moments.count, 42);
        const struct row *trail[1];
        ck_assert_int_eq(sim_trail(sim, 0, 1, trail), 1);
    }
}
END_TEST

/* What is foreseen is what comes, to the bit, with schedules, noise and all. */
START_TEST(the_future_comes)
{
    enum { AHEAD = 25 };
    struct row future[AHEAD], present;
    surface("(1-x)^2 + 2*(y-x^2)^2", 4);
    optimizer(previewed[_i]);
    set("eta", 0.05);
    schedule("time");
    ck_assert(sim_set_noise(sim, 0, 0.1, -1, &error));
    start(-1.5, 1);
    steps(3);
    present = *sim_row(sim, 0);
    ck_assert_int_eq(ask_future(sim, 0, future, AHEAD), AHEAD);
    ck_assert(same_row(sim_row(sim, 0), &present));
    ck_assert_int_eq(sim->end, 3);
    for (int i = 0; i < AHEAD; i++) {
        sim_step(sim);
        ck_assert(same_row(sim_row(sim, 0), &future[i]));
    }
    sim_seek(sim, 4);
    set("eta", 0.01); /* on record, but later than row 3 */
    sim_seek(sim, 3);
    struct row again[AHEAD];
    ck_assert_int_eq(ask_future(sim, 0, again, AHEAD), AHEAD);
    for (int i = 0; i < AHEAD; i++)
        ck_assert(same_row(&again[i], &future[i]));
}
END_TEST

START_TEST(the_future_ends_where_the_ball_is_lost)
{
    struct row future[100];
    surface("x^2 + y^2", 1);
    set("eta", 10); /* x is 19 times as far after each step, and lost beyond 2e6 */
    start(1, 0);
    ck_assert_int_eq(ask_future(sim, 0, future, 100), 5);
    ck_assert(future[4].diverged && !future[3].diverged);
    ck_assert_double_eq(future[1].x, 361);
    steps(6);
    ck_assert_int_eq(ask_future(sim, 0, future, 100), 0);
}
END_TEST

START_TEST(a_change_in_the_past_drops_what_came_after)
{
    steps(50);
    sim_seek(sim, 20);
    ck_assert_int_eq(sim->end, 50);
    set("eta", 0.2);
    ck_assert_int_eq(sim->end, 20);
    ck_assert_int_eq(sim->balls[0]->record.moments.count, 21);
    double x = sim_row(sim, 0)->x;
    sim_step(sim);
    ck_assert_double_eq_tol(sim_row(sim, 0)->x, x - 0.2 * 2 * x, 1e-15);
    sim_seek(sim, 10);
    ck_assert_double_eq(sim_recipe(sim, 0)->eta0, 0.1); /* as it was then */
    sim_seek(sim, 21);
    ck_assert_double_eq(sim_recipe(sim, 0)->eta0, 0.2);
}
END_TEST

START_TEST(a_let_changes_the_surface_from_its_row_on)
{
    ck_assert(sim_set_let(sim, "k", 1, &error));
    surface("k*x^2 + y^2", 3);
    start(1, 0);
    steps(5);
    double loss = sim_row(sim, 0)->loss;
    ck_assert(sim_set_let(sim, "k", 3, &error));
    ck_assert_double_eq_tol(sim_row(sim, 0)->loss, 3 * loss, 1e-15);
    steps(5);
    struct row then = *sim_row(sim, 0);
    sim_seek(sim, 4);
    ck_assert_double_eq(sim_problem(sim)->lets.items[0].value, 1);
    sim_seek(sim, 10);
    ck_assert(same_row(sim_row(sim, 0), &then));
}
END_TEST

START_TEST(reset_keeps_the_present_numbers)
{
    steps(10);
    set("eta", 0.3);
    steps(10);
    sim_reset(sim);
    ck_assert_int_eq(sim->clock, 0);
    ck_assert_int_eq(sim->end, 0);
    ck_assert_double_eq(sim_row(sim, 0)->eta, 0.3);
    ck_assert_int_eq(sim->balls[0]->history.count, 1);
}
END_TEST

START_TEST(a_long_record_is_thinned_but_keeps_extremes)
{
    set("eta", 1e-5);
    steps(LONG);
    int count = sim->balls[0]->record.moments.count;
    ck_assert(count > 1000 && count <= 4096);
    struct sample last = sim_sample(sim, 0, count - 1);
    ck_assert(last.first <= LONG && last.first + last.stride > LONG - last.stride);
    for (int i = 0; i < count; i++) {
        struct sample sample = sim_sample(sim, 0, i);
        ck_assert_int_eq(sample.first, i * sample.stride);
        ck_assert(sample.loss_low <= sample.row->loss && sample.row->loss <= sample.loss_high);
    }
    /* It only ever goes down: a span's least is its last row's loss. */
    struct sample one = sim_sample(sim, 0, 3);
    sim_seek(sim, one.first + one.stride - 1);
    ck_assert_double_eq(sim_row(sim, 0)->loss, one.loss_low);
}
END_TEST

/* The bytes of a moment, and of as many as a record can have. */
START_TEST(a_moment_takes_what_its_recipe_needs)
{
    struct record record = {0};
    record_clear(&record, sim_recipe(sim, 0));
    ck_assert_uint_le(record.moments.size, 320);
    optimizer("adam");
    record_clear(&record, sim_recipe(sim, 0));
    ck_assert_uint_le(record.moments.size * MOMENTS_MAX, 3000000);
    record_free(&record);
}
END_TEST

/* Rules and schedules with more state come when there is a record, and it stays what it was. */
START_TEST(more_state_leaves_the_record_as_it_is)
{
    enum { LATER = 1000, PLACES = 4 };
    static const int places[PLACES] = {17, LONG - 1, LONG + 1, LONG + LATER - 1};
    struct row rows[PLACES];
    set("eta", 1e-5);
    for (int i = 0; i < PLACES; i++) {
        if (i == 2) {
            steps(LONG - (int)sim->clock);
            optimizer("adam");
            struct schedule_choice choice = {.text = "k = 0.5*k + 1\neta = eta0/k"};
            int wrong;
            ck_assert_msg(sim_set_schedule(sim, 0, "", &choice, 1, &wrong, &error), "%s",
                          error.text);
        }
        steps(places[i] - (int)sim->clock);
        rows[i] = *sim_row(sim, 0);
    }
    for (int i = PLACES - 1; i >= 0; i--) {
        sim_seek(sim, places[i]);
        ck_assert(same_row(sim_row(sim, 0), &rows[i]));
    }
}
END_TEST

/* Who has a count of a problem and of a recipe keeps them, whatever becomes of the sim. */
START_TEST(problem_and_recipe_outlive_the_sim)
{
    struct mover mover;
    struct row rows[3];
    optimizer("adam");
    mover_copy(&mover, &sim->balls[0]->mover);
    steps(3);
    struct row there = *sim_row(sim, 0);
    optimizer("sgd");
    surface("x^4 + y^4", 4);
    sim_free(sim);
    ck_assert_int_eq(ask_foresee(&mover, rows, 3), 3);
    ck_assert(same_row(&rows[2], &there));
    mover_free(&mover);
    sim = sim_new();
}
END_TEST

/* Any row on record is told as it was, also between those that are kept; the ball does not move. */
START_TEST(rows_on_record_are_told_exactly)
{
    set("momentum", 0.5);
    steps(20);
    set("eta", 0.02);
    steps(LONG);
    sim_seek(sim, 700);
    struct row now = *sim_row(sim, 0), row;
    static const int64_t rows[] = {0, 19, 20, 21, 699, 701, LONG - 1, LONG + 20};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert(ask_row_at(sim, 0, rows[i], &row));
        ck_assert_mem_eq(sim_row(sim, 0), &now, sizeof now);
        sim_seek(sim, rows[i]);
        ck_assert_double_eq(row.x, sim_row(sim, 0)->x);
        ck_assert_double_eq(row.eta, sim_row(sim, 0)->eta);
        ck_assert_double_eq(row.loss, sim_row(sim, 0)->loss);
        ck_assert_int_eq(row.overshoots, sim_row(sim, 0)->overshoots);
        ck_assert_double_eq(row_stability(&row).product, row_stability(sim_row(sim, 0)).product);
        sim_seek(sim, 700);
    }
    ck_assert(!ask_row_at(sim, 0, LONG + 21, &row));
    ck_assert(!ask_row_at(sim, 0, -1, &row));
    sim_step(sim);
    ck_assert(ask_row_at(sim, 0, 701, &row));
    ck_assert_double_eq(row.x, sim_row(sim, 0)->x);
}
END_TEST

/* The bowl's Hessian is 2: λ = 2. What a change makes of the present row is on record at once. */
START_TEST(the_record_has_the_edge_of_stability)
{
    set("momentum", 0.5);
    steps(5);
    set("eta", 0.3);
    struct sample sample = sim_sample(sim, 0, 4);
    ck_assert_double_eq_tol(row_stability(sample.row).product, 0.2, 1e-15);
    ck_assert_double_eq(row_stability(sample.row).bound, 3);
    sample = sim_sample(sim, 0, 5);
    ck_assert_double_eq_tol(row_stability(sample.row).product, 0.6, 1e-15);
    int64_t stamp = sim->balls[0]->record.stamp;
    steps(3);
    ck_assert_int_eq(sim->balls[0]->record.stamp, stamp);
    ck_assert_int_eq(sim->balls[0]->record.last, 8);
    ck_assert(sim_set_optimizer(sim, 0, catalogue_optimizer("adam"), NULL, NULL, 0, &error));
    ck_assert_int_ne(sim->balls[0]->record.stamp, stamp);
    steps(1);
    ck_assert(!row_stability(sim_sample(sim, 0, 9).row).applies);
    ck_assert(!row_stability(sim_row(sim, 0)).applies);
}
END_TEST

/* --- balls and numbers --- */

START_TEST(a_later_ball_has_rows_of_its_own)
{
    steps(10);
    int ball = sim_add_ball(sim, &error);
    ck_assert_int_eq(ball, 1);
    steps(5);
    ck_assert_int_eq(sim_row(sim, 0)->n, 15);
    ck_assert_int_eq(sim_row(sim, 1)->n, 5);
    struct row then = *sim_row(sim, 1);
    sim_seek(sim, 3);
    ck_assert_int_eq(sim_row(sim, 1)->n, 0);
    sim_seek(sim, 15);
    ck_assert(same_row(sim_row(sim, 1), &then));
    sim_seek(sim, 3);
    set("eta", 0.2); /* the other ball had not come yet: it comes now */
    ck_assert_int_eq(sim->balls[1]->born, 3);
    sim_step(sim);
    ck_assert_int_eq(sim_row(sim, 1)->n, 1);
}
END_TEST

/* Questions leave the stamp as it is; whatever changes an answer gives another one. */
START_TEST(each_change_is_another_stamp)
{
    int64_t before;
    const struct row *trail[8];
    struct row rows[8];
    struct seen seen;
#define ANOTHER(change)                                                                            \
    do {                                                                                           \
        before = sim->stamp;                                                                       \
        change;                                                                                    \
        ck_assert_msg(sim->stamp > before, "after %s", #change);                                   \
    } while (0)
    ANOTHER(steps(1));
    ANOTHER(steps(5));
    ANOTHER(sim_seek(sim, 3));
    ANOTHER(set("eta", 0.2));
    ANOTHER(set("momentum", 0.5));
    ANOTHER(sim_set_noise(sim, 0, 0.1, -1, &error));
    ANOTHER(optimizer("adam"));
    ANOTHER(schedule("cosine"));
    ANOTHER(sim_set_let(sim, "k", 2, &error));
    ANOTHER(sim_add_ball(sim, &error));
    ANOTHER(sim_fork_ball(sim, 0, &error));
    ANOTHER(sim_remove_ball(sim, 1, &error));
    ANOTHER(sim_set_seed(sim, 4));
    ANOTHER(sim_set_tolerance(sim, 0.1));
    ANOTHER(start(1, 1));
    ANOTHER(surface("x^2 + y^2", 2));
    const struct data *data = data_new("");
    ANOTHER(sim_set_data(sim, data, &error));
    data_release(data);
    ANOTHER(sim_reset(sim));
    steps(3);
    before = sim->stamp;
    ask_preview(sim, 0, rows);
    ask_future(sim, 0, rows, 8);
    sim_trail(sim, 0, 8, trail);
    ask_trace(sim, 0, &seen);
    ask_row_at(sim, 0, 1, rows);
    sim->trying = true;
    set("eta", 0.3);
    sim->trying = false;
    ck_assert_int_eq(sim->stamp, before);
#undef ANOTHER
}
END_TEST

START_TEST(what_cannot_be_is_refused_and_changes_nothing)
{
    static const struct {
        const char *name;
        double value;
        const char *message;
    } cases[] = {
        {"momentum", 1.5, "momentum must be from 0 to 1, not 1.5"},
        {"momentum", NAN, "momentum must be a finite number"},
        {"eta", -1, "eta must be from 0"},
        {"eta", INFINITY, "eta must be a finite number"},
        {"beta1", 0.5, "ball 1 has no parameter beta1: it has eta, momentum"},
    };
    steps(5);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert(!sim_set_value(sim, 0, cases[i].name, cases[i].value, &error));
        ck_assert_msg(strstr(error.text, cases[i].message), "%s", error.text);
    }
    ck_assert_int_eq(sim->balls[0]->history.count, 1);
    ck_assert(!sim_set_let(sim, "pi", 1, &error));
    ck_assert(!sim_set_let(sim, "theta", 1, &error));
    ck_assert_int_eq(sim_problem(sim)->lets.count, 0);
}
END_TEST

START_TEST(a_typed_rule_has_the_parameters_of_rows)
{
    ck_assert(
        sim_set_optimizer(sim, 0, NULL, "v = momentum*v - eta*g; theta += v", NULL, 0, &error));
    ck_assert_int_eq(sim_recipe(sim, 0)->values.count, 1);
    set("momentum", 0.5);
    steps(20);
    struct row typed = *sim_row(sim, 0);
    sim_reset(sim);
    optimizer("sgd");
    set("momentum", 0.5);
    steps(20);
    ck_assert(same_row(sim_row(sim, 0), &typed));
}
END_TEST

START_TEST(a_let_may_not_take_a_parameter_that_is_in_use)
{
    ck_assert(sim_set_optimizer(sim, 0, NULL, "theta -= eta*rho*g", NULL, 0, &error));
    ck_assert(!sim_set_let(sim, "rho", 0.5, &error));
    ck_assert(strstr(error.text, "rho is a parameter of ball 1"));
}
END_TEST

START_TEST(a_surface_that_a_rule_cannot_have_changes_nothing)
{
    struct text rule = {0}; /* sixty copies of the surface: fits a small one only */
    text_add(&rule, "a = eta");
    for (int i = 0; i < 60; i++)
        text_add(&rule, "; a = where(loss(theta - a*g) > f, a/2, a)");
    text_add(&rule, "; theta -= a*g");
    ck_assert_msg(sim_set_optimizer(sim, 0, NULL, rule.bytes, NULL, 0, &error), "%s", error.text);
    text_free(&rule);
    struct text formula = {0};
    text_add(&formula, "x");
    for (int i = 1; i < 80; i++)
        text_add(&formula, " + sin(%d*x)*cos(%d*y)", i, i);
    struct region domain = {-1, 1, -1, 1};
    steps(3);
    struct row before = *sim_row(sim, 0);
    ck_assert(!sim_set_surface(sim, NULL, formula.bytes, &domain, NULL, &error));
    text_free(&formula);
    ck_assert_msg(strstr(error.text, "the rule of ball 1"), "%s", error.text);
    ck_assert_str_eq(sim_problem(sim)->formula, "x^2 + y^2");
    ck_assert(same_row(sim_row(sim, 0), &before));
}
END_TEST

/* --- plans and noise --- */

static void follow(const char *target, const struct schedule_choice *choices, int count)
{
    int wrong;
    ck_assert_msg(sim_set_schedule(sim, 0, target, choices, count, &wrong, &error), "%s",
                  error.text);
}

START_TEST(schedules_follow_each_other)
{
    struct schedule_choice choices[] = {
        {.text = "eta0*(n + 1)/20", .length = 20},
        {.row = catalogue_schedule("cosine"),
         .values = {{.name = "total", .value = 10}},
         .count = 1},
        {.row = catalogue_schedule("time"),
         .values = {{.name = "decay", .value = 0.5}},
         .count = 1},
    };
    follow("", choices, 3);
    ck_assert_str_eq(sim_recipe(sim, 0)->values.items[1].name, "total2");
    ck_assert_str_eq(sim_recipe(sim, 0)->values.items[3].name, "decay3");
    double eta = 0.1;
    for (int n = 0; n < 50; n++) {
        double expected = n < 20   ? 0.1 * (n + 1) / 20
                          : n < 30 ? 0.1 * (1 + cos(3.14159265358979323846 * (n - 20) / 10)) / 2
                                   : eta;
        ck_assert_double_eq_tol(sim_row(sim, 0)->eta, expected, 1e-15);
        if (n >= 30)
            eta /= 1 + 0.5 * (n - 30);
        sim_step(sim);
    }
    struct row then = *sim_row(sim, 0);
    sim_seek(sim, 25);
    sim_seek(sim, 50);
    ck_assert(same_row(sim_row(sim, 0), &then));
}
END_TEST

START_TEST(a_schedule_without_end_cannot_be_followed)
{
    struct schedule_choice choices[] = {{.text = "eta0"}, {.text = "eta0/2"}};
    int wrong;
    ck_assert(!sim_set_schedule(sim, 0, "", choices, 2, &wrong, &error));
    ck_assert_int_eq(wrong, 0);
    ck_assert(strstr(error.text, "has no end"));
    choices[0].length = 5;
    choices[1].text = "eta0 +";
    ck_assert(!sim_set_schedule(sim, 0, "", choices, 2, &wrong, &error));
    ck_assert_int_eq(wrong, 1);
    ck_assert_str_eq(sim_schedule(sim, 0)->row->name, "constant");
}
END_TEST

START_TEST(a_parameter_follows_a_schedule)
{
    struct schedule_choice choice = {.text = "0.95 - 0.1*cos(pi*n/100)"};
    follow("momentum", &choice, 1);
    double x = sim_row(sim, 0)->x, v = 0;
    for (int n = 0; n < 60; n++) {
        double momentum = 0.95 - 0.1 * cos(3.14159265358979323846 * n / 100);
        ck_assert_double_eq_tol(ask_value_now(sim, 0, 0), momentum, 1e-15);
        v = momentum * v - 0.1 * 2 * x;
        x += v;
        sim_step(sim);
        ck_assert_double_eq_tol(sim_row(sim, 0)->x, x, 1e-12);
    }
    follow("momentum", NULL, 0);
    ck_assert_double_eq(ask_value_now(sim, 0, 0), 0);
    optimizer("sgd");
    follow("momentum", &choice, 1);
    optimizer("newton"); /* it has no momentum: the plan ends */
    ck_assert_int_eq(sim_recipe(sim, 0)->values.count, 0);
    steps(3);
    int wrong;
    ck_assert(!sim_set_schedule(sim, 0, "momentum", &choice, 1, &wrong, &error));
}
END_TEST

START_TEST(a_parameter_can_follow_a_recursion)
{
    set("momentum", 0.8);
    struct schedule_choice choice = {.text = "eta*0.9"};
    follow("momentum", &choice, 1);
    steps(3);
    ck_assert_double_eq_tol(ask_value_now(sim, 0, 0), 0.8 * 0.9 * 0.9 * 0.9, 1e-15);
    set("momentum", 0.5);
    sim_step(sim);
    ck_assert_double_eq_tol(ask_value_now(sim, 0, 0), 0.45, 1e-15);
    ck_assert_double_eq(sim_row(sim, 0)->eta, 0.1);
}
END_TEST

START_TEST(noise_is_the_same_again)
{
    ck_assert(sim_set_noise(sim, 0, 0.5, -1, &error));
    steps(40);
    struct row then = *sim_row(sim, 0);
    sim_seek(sim, 7);
    sim_seek(sim, 40);
    ck_assert(same_row(sim_row(sim, 0), &then));
    sim_reset(sim);
    steps(40);
    ck_assert(same_row(sim_row(sim, 0), &then));
    sim_set_seed(sim, 1);
    steps(40);
    ck_assert(!same_row(sim_row(sim, 0), &then));
    sim_set_seed(sim, 0);
    steps(40);
    ck_assert(same_row(sim_row(sim, 0), &then));
}
END_TEST

START_TEST(balls_of_a_stream_share_its_noise)
{
    ck_assert_int_eq(sim_add_ball(sim, &error), 1);
    ck_assert_int_eq(sim_add_ball(sim, &error), 2);
    ck_assert(sim_set_noise(sim, 0, 0.5, 3, &error));
    ck_assert(sim_set_noise(sim, 1, 0.5, 3, &error));
    ck_assert(sim_set_noise(sim, 2, 0.5, -1, &error));
    steps(10);
    ck_assert(same_row(sim_row(sim, 0), sim_row(sim, 1)));
    ck_assert(!same_row(sim_row(sim, 0), sim_row(sim, 2)));
}
END_TEST

/* Mean 0 and the standard deviation that was asked for: on a plane, descent adds up the noise. */
START_TEST(noise_has_its_standard_deviation)
{
    enum { COUNT = 20000 };
    surface("0*x", 1e6);
    start(0, 0);
    set("eta", 1);
    ck_assert(sim_set_noise(sim, 0, 2, -1, &error));
    double sum = 0, squares = 0, products = 0;
    for (int i = 0; i < COUNT; i++) {
        struct row before = *sim_row(sim, 0);
        sim_step(sim);
        double dx = sim_row(sim, 0)->x - before.x, dy = sim_row(sim, 0)->y - before.y;
        sum += dx + dy;
        squares += dx * dx + dy * dy;
        products += dx * dy;
    }
    ck_assert_double_eq_tol(sum / (2 * COUNT), 0, 0.05);
    ck_assert_double_eq_tol(squares / (2 * COUNT), 4, 0.1);
    ck_assert_double_eq_tol(products / COUNT, 0, 0.1);
}
END_TEST

START_TEST(noise_comes_and_goes_without_touching_the_state)
{
    set("momentum", 0.9);
    steps(5);
    ck_assert(sim_set_noise(sim, 0, 0.1, -1, &error));
    double v = sim->balls[0]->mover.state[0];
    ck_assert(sim_set_noise(sim, 0, 0, -1, &error));
    ck_assert_double_eq(sim->balls[0]->mover.state[0], v);
    steps(5);
    struct row then = *sim_row(sim, 0);
    sim_reset(sim);
    steps(10);
    ck_assert_double_eq(sim_row(sim, 0)->x, then.x);
    ck_assert(!sim_set_noise(sim, 0, -1, -1, &error));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("sim");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, descends_a_parabola_as_by_hand);
    tcase_add_loop_test(tests, schedules_are_as_defined, 0, PLAIN_SCHEDULES);
    tcase_add_loop_test(tests, every_optimizer_goes_down_every_quadratic, 0, optimizer_row_count);
    tcase_add_test(tests, an_overshoot_starts_downhill_and_ends_uphill);
    tcase_add_test(tests, convergence_is_told_once_and_the_ball_goes_on);
    tcase_add_test(tests, a_diverged_ball_stays_and_can_be_gone_back_from);
    tcase_add_test(tests, stationary_points_are_told_apart);
    tcase_add_test(tests, going_back_and_forward_gives_the_same_bits);
    tcase_add_table_test(tests, a_preview_changes_nothing_and_comes_true, previewed);
    tcase_add_table_test(tests, the_future_comes, previewed);
    tcase_add_test(tests, the_future_ends_where_the_ball_is_lost);
    tcase_add_test(tests, a_change_in_the_past_drops_what_came_after);
    tcase_add_test(tests, a_let_changes_the_surface_from_its_row_on);
    tcase_add_test(tests, reset_keeps_the_present_numbers);
    tcase_add_test(tests, a_long_record_is_thinned_but_keeps_extremes);
    tcase_add_test(tests, a_moment_takes_what_its_recipe_needs);
    tcase_add_test(tests, more_state_leaves_the_record_as_it_is);
    tcase_add_test(tests, problem_and_recipe_outlive_the_sim);
    tcase_add_test(tests, rows_on_record_are_told_exactly);
    tcase_add_test(tests, the_record_has_the_edge_of_stability);
    tcase_add_test(tests, a_later_ball_has_rows_of_its_own);
    tcase_add_test(tests, each_change_is_another_stamp);
    tcase_add_test(tests, what_cannot_be_is_refused_and_changes_nothing);
    tcase_add_test(tests, a_typed_rule_has_the_parameters_of_rows);
    tcase_add_test(tests, a_let_may_not_take_a_parameter_that_is_in_use);
    tcase_add_test(tests, a_surface_that_a_rule_cannot_have_changes_nothing);
    tcase_add_test(tests, schedules_follow_each_other);
    tcase_add_test(tests, a_schedule_without_end_cannot_be_followed);
    tcase_add_test(tests, a_parameter_follows_a_schedule);
    tcase_add_test(tests, a_parameter_can_follow_a_recursion);
    tcase_add_test(tests, noise_is_the_same_again);
    tcase_add_test(tests, balls_of_a_stream_share_its_noise);
    tcase_add_test(tests, noise_has_its_standard_deviation);
    tcase_add_test(tests, noise_comes_and_goes_without_touching_the_state);
    return suite_run("sim", tests);
}
