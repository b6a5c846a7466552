/* Crowds: what becomes of a lane is what becomes of a ball of its own, to the bit. */

#include "../src/model/crowd.h"
#include "numbers.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct workspace workspace;
static struct crowd *crowd;
static struct single single;

static void begin(void)
{
    crowd = crowd_new();
    random_state = 1;
}

static void end(void)
{
    crowd_free(crowd);
    single_free(&single);
    single = (struct single){0};
    workspace_free(&workspace);
}

/* --- what is moved --- */

static double chance(double from, double to)
{
    return from + (to - from) * (double)(random_bits() >> 11) * 0x1p-53;
}

static const struct problem *problem_of(const char *formula, const struct surface_row *row,
                                        const struct lets *lets)
{
    struct error error;
    struct region domain = {-5, 5, -5, 5};
    if (row)
        domain = (struct region){row->x0, row->x1, row->y0, row->y1};
    const struct problem *problem =
        problem_new(row, row ? row->formula : formula, &domain, NULL, lets, &error);
    ck_assert_msg(problem != NULL, "%s: %s", formula, error.text);
    return problem;
}

static const struct recipe *recipe_of(const struct problem *problem, const struct formula_row *rule,
                                      const char *text)
{
    struct error error;
    const struct recipe *first = recipe_first(problem, 0, &error);
    const struct recipe *recipe = recipe_with_rule(first, problem, rule, text, NULL, 0, &error);
    ck_assert_msg(recipe != NULL, "%s", error.text);
    recipe_release(first);
    return recipe;
}

static void see(const struct recipe **recipe, const struct problem *problem, double noise)
{
    struct error error;
    const struct recipe *noisy = recipe_with_seen(*recipe, problem, noise, 0, 3, &error);
    ck_assert_msg(noisy != NULL, "%s", error.text);
    recipe_release(*recipe);
    *recipe = noisy;
}

static void schedule(const struct recipe **recipe, const struct problem *problem,
                     const char *target, const char *name)
{
    struct schedule_choice choice = {.row = catalogue_schedule(name), .text = name};
    struct error error;
    int slot, wrong;
    const struct recipe *other =
        recipe_with_plan(*recipe, &problem->lets, NULL, target, &choice, 1, &slot, &wrong, &error);
    ck_assert_msg(other != NULL, "%s: %s", name, error.text);
    recipe_release(*recipe);
    *recipe = other;
}

/* --- both ways --- */

enum { LANES = 12 };
struct run {
    const struct problem *problem;
    const struct recipe *recipe;
    struct conditions conditions;
    struct varied varied[VARIED_MAX];
    double x[LANES], y[LANES], numbers[VARIED_MAX][LANES];
    int64_t budget;
};

static void set(const struct run *run, const char *name, double value,
                const struct problem **problem, const struct recipe **recipe)
{
    struct error error;
    bool let = strcmp(name, "eta") != 0 && !recipe_value(run->recipe, name);
    const void *old = let ? (const void *)*problem : *recipe;
    if (let) {
        *problem = problem_with_let(old, name, value);
        problem_release(old);
    } else {
        *recipe = recipe_with_value(old, name, value, &error);
        ck_assert_msg(*recipe != NULL, "%s", error.text);
        recipe_release(old);
    }
}

static const struct outcome *by_mover(const struct run *run, int i)
{
    const struct problem *problem = retained(run->problem);
    const struct recipe *recipe = retained(run->recipe);
    for (int k = 0; k < VARIED_MAX; k++)
        if (*run->varied[k].name)
            set(run, run->varied[k].name, run->numbers[k][run->varied[k].by_lane ? i : 0], &problem,
                &recipe);
    struct conditions conditions = run->conditions;
    conditions.start = (struct point){run->x[i], run->y[i]};
    single_begin(&single, &workspace, problem, recipe, &conditions, run->budget);
    while (single_go_on(&single, &workspace, 1000))
        ;
    problem_release(problem);
    recipe_release(recipe);
    return &single.outcome;
}

static bool same_outcome(const struct outcome *a, const struct outcome *b)
{
    return a->fate == b->fate && a->iterations == b->iterations && a->overshoots == b->overshoots &&
           same_number(a->loss, b->loss) && same_number(a->x, b->x) && same_number(a->y, b->y) &&
           same_number(a->first, b->first) && same_number(a->top, b->top);
}

static void compare(const struct run *run, bool watched, int64_t slice, const char *what)
{
    const struct crowd_code *code =
        crowd_compile(run->problem, run->recipe, &run->conditions, run->varied, watched);
    ck_assert_msg(code != NULL, "%s", what);
    crowd_begin(crowd, code, LANES, run->budget, run->x, run->y,
                (const double *[]){run->numbers[0], run->numbers[1]});
    while (crowd_go_on(crowd, &workspace, slice))
        ;
    for (int i = 0; i < LANES; i++) {
        const struct outcome *ours = &crowd_outcomes(crowd)[i], *theirs = by_mover(run, i);
        ck_assert_msg(same_outcome(ours, theirs),
                      "%s, lane %d: %s %lld %lld %.17g %.17g %.17g, not %s %lld %lld %.17g %.17g "
                      "%.17g",
                      what, i, fate_names[ours->fate], (long long)ours->iterations,
                      (long long)ours->overshoots, ours->loss, ours->x, ours->y,
                      fate_names[theirs->fate], (long long)theirs->iterations,
                      (long long)theirs->overshoots, theirs->loss, theirs->x, theirs->y);
    }
    crowd_code_release(code);
}

static void scatter(struct run *run)
{
    const struct region *domain = &run->problem->domain;
    for (int i = 0; i < LANES; i++) {
        run->x[i] = chance(domain->x0, domain->x1);
        run->y[i] = chance(domain->y0, domain->y1);
        run->numbers[0][i] = pow(10, chance(-4, 0.5));
    }
}

static struct run run_of(const struct problem *problem, const struct recipe *recipe)
{
    return (struct run){problem, recipe, {{0, 0}, 1e-8, 7}, {{"eta", true}}, .budget = 80};
}

static void finish(struct run *run)
{
    problem_release(run->problem);
    recipe_release(run->recipe);
}

/* --- the catalogue --- */

START_TEST(every_rule_on_every_surface)
{
    const struct formula_row *rule = &optimizer_rows[_i];
    const struct lets none = {.count = 0};
    for (int i = 0; i < surface_row_count; i++) {
        const struct surface_row *row = &surface_rows[i];
        const struct problem *problem = problem_of(NULL, row, &none);
        struct run run = run_of(problem, recipe_of(problem, rule, NULL));
        char what[80];
        snprintf(what, sizeof what, "%s on %s", rule->name, row->name);
        scatter(&run);
        compare(&run, false, 1 << 20, what);
        finish(&run);
    }
}
END_TEST

START_TEST(every_schedule_of_eta_and_of_momentum)
{
    const char *const targets[] = {"", "momentum"};
    const struct lets none = {.count = 0};
    for (int i = 0; i < 2; i++) {
        const struct problem *problem = problem_of(NULL, catalogue_surface("rosenbrock"), &none);
        struct run run = run_of(problem, recipe_of(problem, catalogue_optimizer("sgd"), NULL));
        schedule(&run.recipe, problem, targets[i], schedule_rows[_i].name);
        run.budget = 150;
        scatter(&run);
        for (int k = 0; k < LANES; k++)
            run.numbers[0][k] *= 0.01;
        compare(&run, false, 100, schedule_rows[_i].name);
        finish(&run);
    }
}
END_TEST

/* --- what differs --- */

static const struct varied_row {
    const char *rule, *schedule, *names[VARIED_MAX];
    bool by_lane[VARIED_MAX];
    double from[VARIED_MAX], to[VARIED_MAX];
} varied_rows[] = {
    {"adam", "constant", {"eta", "beta1"}, {true, true}, {0.01, 0}, {1, 0.99}},
    {"adam", "constant", {"eta", "beta2"}, {true, false}, {0.01, 0.9}, {1, 0.999}},
    {"adam", "constant", {"eps", "eta"}, {false, true}, {1e-8, 0.01}, {1, 0.3}},
    {"sgd", "time", {"decay", "momentum"}, {true, true}, {0, 0}, {1, 0.9}},
    {"sgd", "step", {"period", "k"}, {true, true}, {2, 0.5}, {20, 3}},
    {"nesterov", "exponential", {"k", "eta"}, {true, true}, {0.5, 0.01}, {3, 0.1}},
    {"rmsprop", "plateau", {"eta", "k"}, {true, false}, {0.01, 0.5}, {0.1, 2}},
    {"newton", "constant", {"k", ""}, {true, false}, {0.5, 0}, {2, 0}},
    {"armijo", "constant", {"eta", "k"}, {true, true}, {0.1, 0.5}, {1, 2}},
};

START_TEST(what_differs_by_lane)
{
    const struct varied_row *row = &varied_rows[_i];
    struct lets lets = {.items = {{.name = "k", .value = 1}}, .count = 1};
    for (int pass = 0; pass < 4; pass++) {
        const struct problem *problem = problem_of("k*x^2 + (y - k*x)^4 + cos(k*y)", NULL, &lets);
        struct run run = run_of(problem, recipe_of(problem, catalogue_optimizer(row->rule), NULL));
        schedule(&run.recipe, problem, "", row->schedule);
        if (pass & 1)
            see(&run.recipe, problem, 0.1);
        scatter(&run);
        for (int k = 0; k < VARIED_MAX; k++) {
            run.varied[k].by_lane = row->by_lane[k];
            strcpy(run.varied[k].name, row->names[k]);
            for (int i = 0; i < LANES; i++)
                run.numbers[k][i] = chance(row->from[k], row->to[k]);
        }
        compare(&run, pass & 2, 7, row->rule);
        finish(&run);
    }
}
END_TEST

/* One schedule after another. */
START_TEST(what_follows)
{
    const struct lets none = {.count = 0};
    const struct problem *problem = problem_of(NULL, catalogue_surface("himmelblau"), &none);
    struct schedule_choice choices[] = {
        {.row = catalogue_schedule("linear"),
         .values = {{.name = "total", .value = 9}},
         .count = 1},
        {.row = catalogue_schedule("plateau"), .length = 20},
        {.row = catalogue_schedule("step"), .length = 15, .per_epoch = true},
        {.row = catalogue_schedule("exponential")}};
    for (int first = 0; first < 3; first++) {
        struct error error;
        int slot, wrong;
        const struct recipe *bare = recipe_of(problem, catalogue_optimizer("adam"), NULL);
        const struct recipe *recipe =
            recipe_with_plan(bare, &none, NULL, _i ? "beta1" : "", choices + first, 4 - first,
                             &slot, &wrong, &error);
        ck_assert_msg(recipe != NULL, "%s", error.text);
        recipe_release(bare);
        struct run run = run_of(retained(problem), recipe);
        scatter(&run);
        compare(&run, first == 1, 7, "schedules");
        finish(&run);
    }
    problem_release(problem);
}
END_TEST

START_TEST(what_is_drawn)
{
    const struct lets none = {.count = 0};
    const char *const rules[] = {
        "theta -= eta*g - 0.1*normal()",
        "m.y = 0.9*m.y + g.y; theta.x -= eta*grad(theta).x*uniform(); theta.y -= eta*m.y",
        "v = 0.9*v - eta*g + uniform()*normal(); theta += where(uniform() < 0.7, v, 0*v)"};
    for (int i = 0; i < 6; i++) {
        const struct problem *problem = problem_of(NULL, catalogue_surface("himmelblau"), &none);
        struct run run = run_of(problem, recipe_of(problem, NULL, rules[i / 2]));
        scatter(&run);
        compare(&run, i % 2, 7, rules[i / 2]);
        finish(&run);
    }
}
END_TEST

/* Noise that follows a formula, a row whose number differs by lane, and what the lane itself is. */
static const struct {
    const char *schedule, *varied;
} levels[] = {{"0.5/(1 + n)", "eta"}, {"step", "noise_decay"},         {"time", "noise_decay"},
              {"0.1*f", "eta"},       {"s = s/2 + norm(g); s", "eta"}, {"0.3 - n/50", "eta"}};

START_TEST(what_noise_follows)
{
    const struct lets none = {.count = 0};
    for (int pass = 0; pass < 2; pass++) {
        const struct problem *problem = problem_of(NULL, catalogue_surface("himmelblau"), &none);
        struct run run = run_of(problem, recipe_of(problem, catalogue_optimizer("adam"), NULL));
        see(&run.recipe, problem, 0.4);
        schedule(&run.recipe, problem, "noise", levels[_i].schedule);
        see(&run.recipe, problem, 0.4);
        scatter(&run);
        strcpy(run.varied[0].name, levels[_i].varied);
        compare(&run, pass, 7, levels[_i].schedule);
        finish(&run);
    }
}
END_TEST

/* A surface that moves, told with the step, and apart from it for a schedule that reads it. */
START_TEST(what_moves)
{
    static const char *const schedules[] = {"constant", "plateau", "eta0/(1 + f + norm(g))"};
    const struct lets none = {.count = 0};
    for (int pass = 0; pass < 2; pass++) {
        const struct problem *problem =
            problem_of("(x - sin(n/5))^2*(1 + 0.01*n) + y^4 - cos(x*y + n)", NULL, &none);
        struct run run = run_of(problem, recipe_of(problem, catalogue_optimizer("sgd"), NULL));
        schedule(&run.recipe, problem, "", schedules[_i]);
        scatter(&run);
        compare(&run, pass, 7, schedules[_i]);
        finish(&run);
    }
}
END_TEST

/* Where a view is, and how wide: of balls that are far from it is said that they diverged. */
START_TEST(wherever_the_view_is)
{
    static const struct region views[] = {{1e7, 1e7 + 2, -1, 1},
                                          {-1e-3, 1e-3, 2e3, 2e3 + 1e-3},
                                          {-1e160, 1e160, -1e160, 1e160},
                                          {-1e-9, 1e-9, -1e-9, 1e-9}};
    static const char *const formulas[] = {"(x - 1e7)^2 + 3*y^2", "x^2 + (y - 2e3)^4",
                                           "log(abs(x)) + 1/y", "where(x > 1, 0/0*x, x^2) + y^2"};
    const struct lets none = {.count = 0};
    for (int k = 0; k < 4; k++) {
        struct error error;
        const struct problem *problem =
            problem_new(NULL, formulas[_i], &views[k], NULL, &none, &error);
        ck_assert_msg(problem != NULL, "%s: %s", formulas[_i], error.text);
        struct run run = run_of(problem, recipe_of(problem, catalogue_optimizer("sgd"), NULL));
        scatter(&run);
        compare(&run, false, 7, formulas[_i]);
        finish(&run);
    }
}
END_TEST

int main(void)
{
    TCase *catalogue = tcase_create("catalogue"), *varied = tcase_create("varied");
    tcase_add_checked_fixture(catalogue, begin, end);
    tcase_add_checked_fixture(varied, begin, end);
    tcase_set_timeout(catalogue, 60);
    tcase_add_loop_test(catalogue, every_rule_on_every_surface, 0, optimizer_row_count);
    tcase_add_loop_test(catalogue, every_schedule_of_eta_and_of_momentum, 0, schedule_row_count);
    tcase_add_table_test(varied, what_differs_by_lane, varied_rows);
    tcase_add_loop_test(varied, what_follows, 0, 2);
    tcase_add_test(varied, what_is_drawn);
    tcase_add_loop_test(varied, what_noise_follows, 0, 6);
    tcase_add_loop_test(varied, what_moves, 0, 3);
    tcase_add_loop_test(varied, wherever_the_view_is, 0, 4);
    return suite_run("crowd", catalogue, varied);
}
