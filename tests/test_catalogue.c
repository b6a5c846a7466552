/* The catalogue's rows: whole, within their own ranges, and right about their minima; and every
 * optimizer on every surface under every schedule. */

#include <math.h>
#include <string.h>

#include "ask.h"
#include "base/spelling.h"
#include "rows.h"
#include "rows/examples.h"
#include "sim/sim.h"
#include "suite.h"

static struct error error;

static void select_surface(struct sim *sim, const struct surface_row *row)
{
    struct region domain = {row->x0, row->x1, row->y0, row->y1};
    ck_assert_msg(sim_set_surface(sim, row, row->formula, &domain, NULL, &error), "%s: %s",
                  row->name, error.text);
    sim_set_start(sim, row->start);
}

static void select_optimizer(struct sim *sim, const struct formula_row *row)
{
    ck_assert_msg(sim_set_optimizer(sim, 0, row, row->rule, NULL, 0, &error), "%s: %s", row->name,
                  error.text);
}

static void select_schedule(struct sim *sim, const struct formula_row *row,
                            const struct named_value *values, int count)
{
    struct schedule_choice choice = {.row = row, .text = row->formula, .count = count};
    int wrong;
    if (count > 0)
        memcpy(choice.values, values, (size_t)count * sizeof *values);
    ck_assert_msg(sim_set_schedule(sim, 0, "", &choice, 1, &wrong, &error), "%s: %s", row->name,
                  error.text);
}

static void set(struct sim *sim, const char *name, double value)
{
    ck_assert_msg(sim_set_value(sim, 0, name, value, &error), "%s", error.text);
}

/* --- rows --- */

/* `make` says what they lack; here are rows that lack something. */
static const struct formula_row wrong_optimizers[] = {
    {.name = "one",
     .title = "a",
     .lesson = "b",
     .tries = "c",
     .rule = "theta -= eta*k*g",
     .eta = 1,
     .parameters = {{"k", 1, 0, 1, "d"}},
     .source = "e"},
    {.title = "a", .lesson = "b", .tries = "c", .rule = "theta -= g", .eta = 1, .source = "d"},
    {.name = "three",
     .rule = "theta -= eta*bta1*g; v = g",
     .parameters = {{"beta1", 2, 0, 1, NULL}, {"eta", 1, 0, 1, "f"}, {"beta1", 1, 0, 1, "g"}}},
    {.name = "ONE",
     .title = "a",
     .lesson = "b",
     .tries = "c",
     .rule = "theta -= g",
     .eta = 1,
     .parameters = {{"k", 1, 0, 1, "d"}},
     .source = "e"},
};
static const char optimizer_faults[] =
    "optimizer number 2: no name\n"
    "optimizer three: no title\n"
    "optimizer three: no lesson, which says what it does to the ball\n"
    "optimizer three: no tries, which are commands that show it\n"
    "optimizer three: its rule, at byte 14: unknown name bta1; did you mean beta1?\n"
    "optimizer three: beta1 is 2 by default, which is not from 0 to 1\n"
    "optimizer three: no meaning of beta1\n"
    "optimizer three: eta has a meaning of its own in formulas\n"
    "optimizer three: beta1 is there twice\n"
    "optimizer three: no eta, which is the learning rate that races give it\n"
    "optimizer three: no source\n"
    "optimizer ONE: there is another one of that name\n"
    "optimizer ONE: k is read by nothing\n";

static const struct formula_row wrong_schedules[] = {
    {.name = "a-b", .title = "a", .lesson = "b", .tries = "c", .formula = "eta0*", .source = "d"},
    {.name = "a_b", .title = "a", .lesson = "b", .tries = "c"},
};
static const char schedule_faults[] =
    "schedule a-b: its formula, at byte 6: expected a number, a name or (, found the end\n"
    "schedule a_b: there is another one of that name\n"
    "schedule a_b: no formula\n"
    "schedule a_b: no source\n";

static const struct surface_row wrong_surfaces[] = {
    {.name = "a", .title = "a", .formula = "x*z", .source = "b"},
    {"b",
     "a title that is so long that a line of a list could not take it",
     "x*y",
     -1,
     1,
     -1,
     1,
     {2, 0},
     MINIMA({0, -2}),
     NULL},
};
static const char surface_faults[] = "surface a: its formula, at byte 3: unknown name z\n"
                                     "surface a: no view, from x0 to x1 and y0 to y1\n"
                                     "surface a: no minima, or more than 64\n"
                                     "surface b: the title has more than 59 letters\n"
                                     "surface b: it starts outside of its view\n"
                                     "surface b: the minimum at 0, -2 is outside of its view\n"
                                     "surface b: no source\n";

static const struct colormap_row wrong_colormaps[] = {
    {"a", "a", STOPS(1), "b"},
    {"b", "a", STOPS(1, 0x1000000), "b"},
};
static const char colormap_faults[] = "colour map a: fewer than two stops\n"
                                      "colour map b: stop 2 is no colour 0xRRGGBB\n";

static const struct choice_row wrong_choices[] = {{"a", "b"}, {"c", NULL}, {"A", "d"}};
static const struct choices choices = {wrong_choices, sizeof *wrong_choices, 0, &(const int){3}};
static const char choice_faults[] = "thing c: no help\n"
                                    "thing A: there is another one of that name\n";

static const struct setting_row wrong_settings[] = {
    {"a", "on | off", "b", "c", .size = sizeof(bool), .kind = SETTING_SWITCH},
    {"d", "a | c", "e", NULL, .size = sizeof(double), .kind = SETTING_CHOICE, .choices = &choices},
    {"f", "N", NULL, "g", .size = sizeof(double), .kind = SETTING_NUMBER, .what = "h", .low = 1,
     .high = 2},
    {"i", NULL, .kind = SETTING_LIST},
};
static const char setting_faults[] = "setting d: its field is not of its kind\n"
                                     "setting d: no what, which names it in errors\n"
                                     "setting d: its help does not name A\n"
                                     "setting d: no example\n"
                                     "setting f: it is 0 at first, which is not from 1 to 2\n"
                                     "setting f: no help\n"
                                     "setting i: its field is not of its kind\n"
                                     "setting i: no choices\n"
                                     "setting i: no what, which names it in errors\n";

static const struct command_row wrong_group[] = {
    {"a", "", NULL, NULL, NULL, 0, NULL}, {"beta1", "", "b", NULL, NULL, 0, NULL}, {0}};
static const struct commands wrong_commands = {(const struct command_row *[]){wrong_group}, 1};
static const char command_faults[] =
    "command a: no help\n"
    "command a: no function\n"
    "command beta1: no function\n"
    "command beta1: an optimizer or a schedule has a parameter of that name\n";

static const struct key_row wrong_keys[] = {
    {"x", KEYS_PLAY, "a", "a"},
    {"y", KEYS_PLAY, "b", "b", "jump 3"},
    {"z", KEYS_PLAY, "c", "c", NULL, KEY_CHANGE, -1},
    {"z", KEYS_PLAY, "c", NULL, NULL, KEY_CHANGE, 1, .view = "map"},
    {"z", KEYS_PLAY, "d", "d", "step", .view = "map"},
    {NULL, KEYS_PLAY, "e", "e", "step"},
    {"z", KEYS_PLAY, "f", "f", "step 2"},
};
static const char key_faults[] = "key x: no command\n"
                                 "key y: no command is called jump\n"
                                 "key z: no help\n"
                                 "key z: it has another meaning already\n"
                                 "key number 6: no name\n"
                                 "key z: it has another meaning already\n";

#define COUNT(rows) ((int)(sizeof(rows) / sizeof *(rows)))

/* Compares what was said with what is to be, and forgets it. */
static void check_faults(struct text *faults, const char *expected)
{
    ck_assert_str_eq(faults->bytes, expected);
    text_clear(faults);
}

START_TEST(a_name_has_several_spellings)
{
    ck_assert(spelling_same("Egg-crate", "egg_crate"));
    ck_assert(spelling_same("heavy ball", "heavy-ball"));
    ck_assert(!spelling_same("adam", "adamw"));
    ck_assert(spelling_among("gd|gradient descent|plain", "Gradient-Descent"));
    ck_assert(spelling_among("gd|gradient descent|plain", "plain"));
    ck_assert(!spelling_among("gd|gradient descent|plain", "gradient"));
    ck_assert(!spelling_among("gd", ""));
    ck_assert(!spelling_among(NULL, "gd"));
}
END_TEST

START_TEST(what_rows_lack_is_said_by_their_names)
{
    struct text faults = {0};
    rows_check_optimizers(&faults, wrong_optimizers, COUNT(wrong_optimizers));
    check_faults(&faults, optimizer_faults);
    rows_check_schedules(&faults, wrong_schedules, COUNT(wrong_schedules));
    check_faults(&faults, schedule_faults);
    rows_check_surfaces(&faults, wrong_surfaces, COUNT(wrong_surfaces));
    check_faults(&faults, surface_faults);
    rows_check_colormaps(&faults, wrong_colormaps, COUNT(wrong_colormaps));
    check_faults(&faults, colormap_faults);
    rows_check_choices(&faults, "thing", &choices);
    check_faults(&faults, choice_faults);
    rows_check_settings(&faults, wrong_settings, COUNT(wrong_settings));
    check_faults(&faults, setting_faults);
    rows_check_commands(&faults, &wrong_commands);
    check_faults(&faults, command_faults);
    rows_check_keys(&faults, wrong_keys, COUNT(wrong_keys));
    check_faults(&faults, key_faults);
    rows_check(&faults);
    check_faults(&faults, "");
    text_free(&faults);
}
END_TEST

/* What README.md and src/README.md print as rows to add. */
START_TEST(examples_of_rows_are_whole_and_run)
{
    struct text faults = {0};
    struct sim *sim = sim_new();
    rows_check_optimizers(&faults, example_optimizers, COUNT(example_optimizers));
    rows_check_schedules(&faults, example_schedules, COUNT(example_schedules));
    rows_check_surfaces(&faults, example_surfaces, COUNT(example_surfaces));
    rows_check_colormaps(&faults, example_colormaps, COUNT(example_colormaps));
    ck_assert_msg(!faults.length, "%s", faults.bytes);
    select_surface(sim, &example_surfaces[0]);
    select_optimizer(sim, &example_optimizers[0]);
    select_schedule(sim, &example_schedules[0], NULL, 0);
    double before = sim_row(sim, 0)->loss;
    for (int n = 0; n < 100; n++)
        sim_step(sim);
    ck_assert(sim_row(sim, 0)->loss < before);
    sim_free(sim);
}
END_TEST

/* Every parameter at its least and at its greatest is a program that runs. */
static void check_ranges(struct sim *sim, const struct parameter_row *rows)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++) {
        set(sim, rows[i].name, rows[i].low);
        sim_step(sim);
        set(sim, rows[i].name, rows[i].high);
        sim_step(sim);
        set(sim, rows[i].name, rows[i].value);
        sim_reset(sim);
    }
}

START_TEST(optimizer_rows_are_whole)
{
    const struct formula_row *row = &optimizer_rows[_i];
    ck_assert(row->eta <= 1);
    ck_assert_ptr_eq(catalogue_optimizer(row->name), row);
    struct sim *sim = sim_new();
    select_optimizer(sim, row);
    check_ranges(sim, row->parameters);
    sim_free(sim);
}
END_TEST

START_TEST(schedule_rows_are_whole)
{
    const struct formula_row *row = &schedule_rows[_i];
    ck_assert_ptr_eq(catalogue_schedule(row->name), row);
    struct sim *sim = sim_new();
    select_schedule(sim, row, NULL, 0);
    check_ranges(sim, row->parameters);
    sim_free(sim);
}
END_TEST

START_TEST(surface_rows_are_whole)
{
    const struct surface_row *row = &surface_rows[_i];
    ck_assert_ptr_eq(catalogue_surface(row->name), row);
    struct sim *sim = sim_new();
    select_surface(sim, row);
    ck_assert_msg(row_gradient_norm(sim_row(sim, 0)) > 1e-6, "%s: it starts at rest", row->name);
    sim_free(sim);
}
END_TEST

/* Nowhere in the view is the loss less than at the minima. */
START_TEST(minima_are_the_lowest_places)
{
    enum { SIDE = 200 };
    const struct surface_row *row = &surface_rows[_i];
    struct sim *sim = sim_new();
    select_surface(sim, row);
    double x[SIDE], y[SIDE], loss[SIDE], lowest[MINIMA_MAX] = {0};
    for (int i = 0; i < row->minimum_count; i++) {
        ask_values(sim, &row->minima[i].x, &row->minima[i].y, &lowest[i], 1);
        ck_assert_double_eq_tol(lowest[i], lowest[0], 1e-9 * fmax(1, fabs(lowest[0])));
    }
    double slack = 1e-12 * fmax(1, fabs(lowest[0]));
    for (int k = 0; k < SIDE; k++) {
        for (int i = 0; i < SIDE; i++) {
            x[i] = row->x0 + (row->x1 - row->x0) * i / (SIDE - 1);
            y[i] = row->y0 + (row->y1 - row->y0) * k / (SIDE - 1);
        }
        ask_values(sim, x, y, loss, SIDE);
        for (int i = 0; i < SIDE; i++)
            ck_assert_msg(loss[i] >= lowest[0] - slack, "%s: %.17g at %g, %g, below %.17g",
                          row->name, loss[i], x[i], y[i], lowest[0]);
    }
    sim_free(sim);
}
END_TEST

/* What a ball does that has arrived, whatever its rule, if it does not draw: it stays. */
START_TEST(at_rest_every_optimizer_stays)
{
    static const char *const flat[] = {"x^2 + y^2", "x^4 + y^4", "0*x"};
    struct sim *sim = sim_new();
    for (size_t i = 0; i < sizeof flat / sizeof *flat; i++) {
        struct region domain = {-1, 1, -1, 1};
        ck_assert(sim_set_surface(sim, NULL, flat[i], &domain, NULL, &error));
        sim_set_start(sim, (struct point){0, 0});
        select_optimizer(sim, &optimizer_rows[_i]);
        if (sim_recipe(sim, 0)->rule->code->draw_count > 0)
            break;
        for (int n = 0; n < 5; n++)
            sim_step(sim);
        const struct row *row = sim_row(sim, 0);
        ck_assert_msg(row->x == 0 && row->y == 0 && !row->diverged, "%s on %s: at %g, %g",
                      optimizer_rows[_i].name, flat[i], row->x, row->y);
    }
    sim_free(sim);
}
END_TEST

/* --- schedules whose meaning is more than their formula --- */

static double rate_at(struct sim *sim, int n)
{
    while (sim->clock < n)
        sim_step(sim);
    return sim_row(sim, 0)->eta;
}

START_TEST(schedules_pass_through_their_landmarks)
{
    static const struct {
        const char *name;
        int n;
        double rate; /* from 1 */
    } rates[] = {
        {"inverse-sqrt", 0, 0.1},
        {"inverse-sqrt", 9, 1},
        {"inverse-sqrt", 39, 0.5},
        {"polynomial", 100, 0.5},
        {"polynomial", 300, 0},
        {"linear", 0, 0.1},
        {"linear", 50, 0.55},
        {"linear", 200, 1},
        {"multistep", 49, 1},
        {"multistep", 50, 0.1},
        {"multistep", 200, 1e-3},
        {"restarts", 0, 1},
        {"restarts", 25, 0.5},
        {"restarts", 50, 1},
        {"restarts", 100, 1},
        {"onecycle", 0, 0.04},
        {"onecycle", 59, 1},
        {"onecycle", 199, 4e-6},
        {"onecycle", 250, 4e-6},
        {"wsd", 0, 0.05},
        {"wsd", 19, 1},
        {"wsd", 140, 1},
        {"wsd", 170, 0.5},
        {"wsd", 200, 0},
        {"rangetest", 10, 2.593742},
        {"cyclic", 0, 1},
        {"cyclic", 20, 0.1},
        {"cyclic", 30, 0.55},
        {"cyclic", 40, 1},
    };
    struct sim *sim = sim_new();
    struct region domain = {-1, 1, -1, 1};
    ck_assert(sim_set_surface(sim, NULL, "1e-9*(x + y)", &domain, NULL, &error));
    select_schedule(sim, catalogue_schedule(rates[_i].name), NULL, 0);
    set(sim, "eta", 1);
    ck_assert_double_eq_tol(rate_at(sim, rates[_i].n), rates[_i].rate,
                            1e-6 * rates[_i].rate + 1e-15);
    sim_free(sim);
}
END_TEST
enum { LANDMARKS = 29 };

/* SGDR's cycles of 5, 10, 20, ... iterations begin at 0, 5, 15, 35, ... */
START_TEST(restarts_begin_at_the_full_rate)
{
    struct sim *sim = sim_new();
    struct named_value values[] = {{.name = "period", .value = 5},
                                   {.name = "mult", .value = 2 + _i}};
    select_schedule(sim, catalogue_schedule("restarts"), values, 2);
    set(sim, "eta", 1e-3);
    int begin = 0, length = 5;
    for (int n = 0; n <= 700; n++) {
        bool begins = n == begin;
        ck_assert_msg((fabs(rate_at(sim, n) - 1e-3) < 1e-17) == begins, "at %d: %.17g", n,
                      rate_at(sim, n));
        if (begins) {
            begin += length;
            length *= 2 + _i;
        }
    }
    sim_free(sim);
}
END_TEST

/* On a plane that always falls there is no drop; on a level one there is one every 11 iterations,
 * counted from when the schedule was chosen. */
START_TEST(plateau_counts_from_when_it_is_chosen)
{
    struct sim *sim = sim_new();
    struct region domain = {-1e6, 1e6, -1, 1};
    ck_assert(sim_set_surface(sim, NULL, "x + 5", &domain, NULL, &error));
    sim_set_start(sim, (struct point){1e5, 0});
    set(sim, "eta", 100);
    const struct formula_row *row = catalogue_schedule("plateau");
    select_schedule(sim, row, NULL, 0);
    ck_assert_double_eq(rate_at(sim, 50), 100);
    ck_assert(sim_set_surface(sim, NULL, "0*x + 5", &domain, NULL, &error));
    sim_set_start(sim, (struct point){1, 0});
    select_schedule(sim, catalogue_schedule("constant"), NULL, 0);
    rate_at(sim, 50);
    select_schedule(sim, row, NULL, 0);
    ck_assert_double_eq(rate_at(sim, 61), 100); /* the loss at 51 is the best */
    ck_assert_double_eq_tol(rate_at(sim, 62), 10, 1e-12);
    ck_assert_double_eq_tol(rate_at(sim, 73), 1, 1e-12);
    sim_free(sim);
}
END_TEST

/* Below 0 as above it: a loss that falls by a part of its size, or, absolute, by so much, is
 * better.
 */
START_TEST(plateau_takes_the_size_of_a_loss_below_zero)
{
    static const struct {
        const char *surface;
        double mode;
        bool drops;
    } losses[] = {{"0*x - 5", 0, true},      {"0*x - 5", 1, true},  {"x - 5", 0, false},
                  {"x - 1e6", 0, true},      {"x - 1e6", 1, false}, {"x/1e6 - 1e-6", 1, true},
                  {"x/1e6 - 1e-6", 0, false}};
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
        struct sim *sim = sim_new();
        struct region domain = {-1e6, 1e6, -1, 1};
        ck_assert(sim_set_surface(sim, NULL, losses[i].surface, &domain, NULL, &error));
        sim_set_start(sim, (struct point){0, 0});
        set(sim, "eta", losses[i].surface[1] == '/' ? 1e5 : 0.1);
        struct named_value mode = {.name = "mode", .value = losses[i].mode};
        select_schedule(sim, catalogue_schedule("plateau"), &mode, 1);
        double before = rate_at(sim, 5);
        ck_assert_msg((rate_at(sim, 20) < before) == losses[i].drops, "%s, mode %g",
                      losses[i].surface, losses[i].mode);
        sim_free(sim);
    }
}
END_TEST

/* Over four times the loss at row 0, whenever it was chosen. */
START_TEST(rangetest_stops_when_the_loss_has_risen)
{
    struct sim *sim = sim_new();
    double first = sim_row(sim, 0)->loss;
    int n = 1 + 30 * _i;
    rate_at(sim, n - 1);
    select_schedule(sim, catalogue_schedule("rangetest"), NULL, 0);
    set(sim, "eta", 1e-3);
    while (n < 500 && rate_at(sim, n) > 0)
        n++;
    ck_assert_int_lt(n, 500);
    ck_assert(sim_row(sim, 0)->loss > 4 * first);
    double x = sim_row(sim, 0)->x;
    rate_at(sim, n + 50);
    ck_assert_double_eq(sim_row(sim, 0)->eta, 0);
    ck_assert_double_eq(sim_row(sim, 0)->x, x);
    sim_free(sim);
}
END_TEST

START_TEST(typed_rules_have_the_parameters_of_adam)
{
    struct sim *sim = sim_new();
    static const char rule[] = "theta -= eta*g/(abs(g) + eps)*min(f0, beta2 + accumulator)";
    ck_assert(sim_set_optimizer(sim, 0, NULL, rule, NULL, 0, &error));
    ck_assert_double_eq(recipe_value(sim_recipe(sim, 0), "eps")->value, 1e-8);
    ck_assert_double_eq(recipe_value(sim_recipe(sim, 0), "beta2")->value, 0.999);
    ck_assert_double_eq(recipe_value(sim_recipe(sim, 0), "accumulator")->value, 0);
    sim_free(sim);
}
END_TEST

/* --- rules that look for a step --- */

static void place(struct sim *sim, const char *surface, double x, double y)
{
    struct region domain = {-3, 3, -3, 3};
    ck_assert_msg(sim_set_surface(sim, NULL, surface, &domain, NULL, &error), "%s", error.text);
    sim_set_start(sim, (struct point){x, y});
}

/* Where rounding hides what f falls by, it is not taken for a fall. */
static const struct {
    const char *rule;
    double shrink;
} searches[] = {{"armijo", 0.5}, {"armijo", 0.9}, {"armijo", 0.99},
                {"cg", 0},       {"bfgs", 0},     {"newton-damped", 0}};

START_TEST(backtracking_never_worsens)
{
    static const char *const surfaces[] = {"(1 - x)^2 + 100*(y - x^2)^2",
                                           "10*(x - 1/3)^2 + y^2 + 1e6"};
    for (int k = 0; k < 2; k++) {
        struct sim *sim = sim_new();
        place(sim, surfaces[k], -1.5, 2);
        select_optimizer(sim, catalogue_optimizer(searches[_i].rule));
        set(sim, "eta", 1);
        if (searches[_i].shrink > 0)
            set(sim, "shrink", searches[_i].shrink);
        double first = sim_row(sim, 0)->loss, last = first;
        for (int n = 0; n < 300; n++) {
            sim_step(sim);
            ck_assert_msg(sim_row(sim, 0)->loss <= last, "at %d", n);
            last = sim_row(sim, 0)->loss;
        }
        ck_assert(last < first);
        if (k == 1 && strcmp(searches[_i].rule, "armijo") != 0)
            ck_assert_double_lt(row_gradient_norm(sim_row(sim, 0)), 1e-8);
        sim_free(sim);
    }
}
END_TEST

/* Whose rule finds no step where there is a slope is stuck, and the row says why. */
static const struct {
    const char *rule, *surface;
    double eta;
    const char *obstacle;
} stands[] = {
    {"newton", "x^2", 1, "singular Hessian"},
    {"newton", "x^2 + y^2", 1, NULL},
    {"newton", "x^2", 0, NULL},
    {"newton-damped", "x^2", 1, NULL},
    {"armijo", "x^2", 1, NULL},
    {"sgd", "x^2 + y^2", 1e-300, NULL},
    {"theta -= eta*solve(H, g)/2", "x^2 + 3", 1, "singular Hessian"},
    {"d = -solve(H, g); theta += backtrack(d)*d", "x^2", 1, "singular Hessian"},
    {"theta += backtrack(g)*g", "x^2 + y^2", 1, "no decrease found"},
    {"theta += backtrack(g)*g", "x^2", 1, "no decrease found"},
    {"theta += backtrack(g - g)*g", "x^2 + y^2", 1, NULL},
};

START_TEST(who_finds_no_step_is_stuck)
{
    struct sim *sim = sim_new();
    const struct formula_row *row = catalogue_optimizer(stands[_i].rule);
    place(sim, stands[_i].surface, 1, 0.5);
    ck_assert(sim_set_optimizer(sim, 0, row, stands[_i].rule, NULL, 0, &error));
    set(sim, "eta", stands[_i].eta);
    for (int n = 0; n < 3; n++) {
        const char *obstacle = row_obstacle(sim_row(sim, 0));
        if (n == 0 || !stands[_i].obstacle)
            ck_assert_ptr_null(obstacle);
        else
            ck_assert_str_eq(obstacle, stands[_i].obstacle);
        ck_assert_int_eq(!strcmp(event_names[sim_row(sim, 0)->event], "stuck"), obstacle != NULL);
        ck_assert_int_eq(sim_standing(sim, 0) == STANDING_STUCK, obstacle != NULL);
        sim_step(sim);
    }
    sim_free(sim);
}
END_TEST

/* --- every optimizer, surface and schedule together --- */

/* Each optimizer meets each surface with each schedule, or with every fifth: another one first,
 * pair by pair, so that any two of the three meet. A sanitizer is slow, and sees what there is to
 * see at once: there it is one schedule, and they go less far. */
#ifdef __SANITIZE_ADDRESS__
enum { LENGTH = 72, STRIDE = 18, STRIDE_WHOLE = 18 };
#else
enum { LENGTH = 500, STRIDE = 5, STRIDE_WHOLE = 1 };
#endif
enum { BACK = 30, AGAIN = 70 };

/* What is wrong with a row; NULL if nothing. Not by assertions: each of these tells Check where it
 * is, even when it holds, and there are millions. */
static const char *fault(const struct row *row)
{
    bool defined = isfinite(row->x) && isfinite(row->y) && isfinite(row->loss);
    if (row->diverged != (row->event == EVENT_DIVERGED))
        return "diverged without saying so, or said so without";
    if (!defined && !row->diverged)
        return "is nowhere and has not diverged";
    if (!(row->eta >= 0) || !isfinite(row->eta))
        return "has no rate";
    if (row->overshoots < row->worsened)
        return "has worsened more often than overshot";
    if (row->event == EVENT_CONVERGED && (!row->converged || row->diverged))
        return "says that it converged and has not";
    return NULL;
}

static bool same_bits(const struct row *a, const struct row *b)
{
    return a->n == b->n && a->event == b->event && a->overshoots == b->overshoots &&
           memcmp(&a->x, &b->x, sizeof a->x) == 0 && memcmp(&a->y, &b->y, sizeof a->y) == 0 &&
           memcmp(&a->loss, &b->loss, sizeof a->loss) == 0 &&
           memcmp(&a->eta, &b->eta, sizeof a->eta) == 0;
}

/* Back from where the ball is, and forward again: the same bits. */
static void check_return(struct sim *sim, const char *optimizer, const char *surface)
{
    struct row there = *sim_row(sim, 0);
    int64_t clock = sim->clock;
    sim_seek(sim, BACK);
    struct row before = *sim_row(sim, 0);
    sim_seek(sim, AGAIN);
    sim_seek(sim, BACK);
    ck_assert_msg(same_bits(&before, sim_row(sim, 0)), "%s on %s: another row %d", optimizer,
                  surface, BACK);
    sim_seek(sim, clock);
    ck_assert_msg(same_bits(&there, sim_row(sim, 0)), "%s on %s: another end", optimizer, surface);
}

START_TEST(everything_goes_with_everything)
{
    const struct formula_row *optimizer = &optimizer_rows[_i];
    const int stride = suite_whole() ? STRIDE_WHOLE : STRIDE;
    struct sim *sim = sim_new();
    for (int s = 0; s < surface_row_count; s++) {
        select_surface(sim, &surface_rows[s]);
        select_optimizer(sim, optimizer);
        for (int k = (s + _i) % stride; k < schedule_row_count; k += stride) {
            select_schedule(sim, &schedule_rows[k], NULL, 0);
            sim_reset(sim);
            while (sim->clock < LENGTH && !sim_row(sim, 0)->diverged) {
                sim_step(sim);
                const char *wrong = fault(sim_row(sim, 0));
                if (wrong)
                    ck_abort_msg("%s on %s with %s: row %lld %s", optimizer->name,
                                 surface_rows[s].name, schedule_rows[k].name,
                                 (long long)sim_row(sim, 0)->n, wrong);
            }
            check_return(sim, optimizer->name, surface_rows[s].name);
        }
    }
    sim_free(sim);
}
END_TEST

int main(void)
{
    TCase *rows = tcase_create("rows");
    tcase_add_test(rows, a_name_has_several_spellings);
    tcase_add_test(rows, what_rows_lack_is_said_by_their_names);
    tcase_add_test(rows, examples_of_rows_are_whole_and_run);
    tcase_add_loop_test(rows, optimizer_rows_are_whole, 0, optimizer_row_count);
    tcase_add_loop_test(rows, schedule_rows_are_whole, 0, schedule_row_count);
    tcase_add_loop_test(rows, surface_rows_are_whole, 0, surface_row_count);
    tcase_add_loop_test(rows, minima_are_the_lowest_places, 0, surface_row_count);
    tcase_add_loop_test(rows, at_rest_every_optimizer_stays, 0, optimizer_row_count);
    TCase *schedules = tcase_create("schedules");
    tcase_add_loop_test(schedules, schedules_pass_through_their_landmarks, 0, LANDMARKS);
    tcase_add_loop_test(schedules, restarts_begin_at_the_full_rate, 0, 3);
    tcase_add_test(schedules, plateau_counts_from_when_it_is_chosen);
    tcase_add_test(schedules, plateau_takes_the_size_of_a_loss_below_zero);
    tcase_add_loop_test(schedules, rangetest_stops_when_the_loss_has_risen, 0, 2);
    tcase_add_table_test(schedules, backtracking_never_worsens, searches);
    tcase_add_table_test(schedules, who_finds_no_step_is_stuck, stands);
    tcase_add_test(schedules, typed_rules_have_the_parameters_of_adam);
    TCase *together = tcase_create("together");
    tcase_set_timeout(together, 60);
    tcase_add_loop_test(together, everything_goes_with_everything, 0, optimizer_row_count);
    return suite_run("catalogue", rows, schedules, together);
}
