/* What is looked at of sweeps, basins and tails, in whatever slices of time it was made. */

#include "../src/base/memory.h"
#include "../src/lab/outlook.h"
#include "../src/lab/survey.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct region region = {-5, 5, -5, 5};

static struct sweep_axis axis_of(const char *name, double from, double to, int count)
{
    struct sweep_axis axis = {.from = from, .to = to, .count = count};
    strcpy(axis.name, name);
    return axis;
}

static struct outlook grid(struct lab *lab, int rows, int columns)
{
    const struct sweep_axis axes[] = {axis_of("momentum", 0, 0.99, rows),
                                      axis_of("eta", 0.001, 0.2, columns)};
    return lab_sweep(lab, session->sim, 0, axes, 2, 300);
}

static struct basin basin_of(struct lab *lab, int columns, int rows)
{
    struct lattice lattice = lattice_middles(&region, columns, rows);
    return lab_basin(lab, session->sim, 0, &region, &lattice, 300);
}

/* --- what is known --- */

static void begin_ravine(void)
{
    stage_run("surface ravine");
    stage_run("optimizer sgd momentum=0.5");
}

START_TEST(a_sweep_has_a_cell_for_each_pair)
{
    begin_ravine();
    struct outlook now = grid(session->lab, 7, 9);
    ck_assert_ptr_null(now.reason);
    ck_assert_int_eq(now.rows, 7);
    ck_assert_int_eq(now.columns, 9);
    ck_assert_int_eq(now.stride, 1);
    ck_assert_int_eq(now.known, 63);
    for (int64_t i = 0; i < 63; i++) {
        const struct outcome *outcome = &now.cells[i].outcome;
        ck_assert(now.cells[i].known);
        ck_assert(outcome->fate != FATE_CONVERGED ||
                  outcome->iterations >= now.cells[now.best].outcome.iterations);
    }
    /* The same cell by itself. */
    const struct sweep_axis alone[] = {axis_of("momentum", 0.99 / 6 * 2, 1, 1),
                                       axis_of("eta", 0.001 + 0.199 / 8 * 3, 1, 1)};
    struct outcome wanted = now.cells[2 * 9 + 3].outcome;
    struct outlook one = lab_sweep(session->lab, session->sim, 0, alone, 2, 300);
    ck_assert_int_eq(one.cells->outcome.iterations, wanted.iterations);
    ck_assert_double_eq_tol(one.cells->outcome.x, wanted.x, 1e-9);
}
END_TEST

static const struct {
    const char *name;
    double from, to;
    int count;
    bool logarithmic;
    const char *reason;
} mistakes[] = {
    {"zeta", 0, 1, 3, false, "the ball has no number zeta"},
    {"eta", -1, 1, 3, false, "eta"},
    {"eta", 0, 1, 3, true, "above 0 at both ends"},
    {"eta", 0, HUGE_VAL, 3, false, "from a number to a number"},
    {"eta", 0, 1, 0, false, "must have a value"},
    {"eta", 0, 1, OUTLOOK_CELLS_MAX + 1, false, "at most 262144 pairs"},
    {"momentum", 0, 0.9, 3, false, "both numbers are momentum"},
};

START_TEST(what_cannot_be_has_a_reason)
{
    begin_ravine();
    struct sweep_axis axes[] = {
        axis_of(mistakes[_i].name, mistakes[_i].from, mistakes[_i].to, mistakes[_i].count),
        axis_of("momentum", 0, 0.9, 2)};
    axes->logarithmic = mistakes[_i].logarithmic;
    struct outlook now = lab_sweep(session->lab, session->sim, 0, axes, 2, 10);
    ck_assert_ptr_nonnull(now.reason);
    ck_assert_msg(strstr(now.reason, mistakes[_i].reason) != NULL, "%s", now.reason);
    ck_assert_ptr_null(outlook_at(&now, 0, 0));
}
END_TEST

START_TEST(basins_of_newton_are_of_critical_points)
{
    stage_run("surface himmelblau");
    stage_run("optimizer newton");
    struct basin basin = basin_of(session->lab, 40, 30);
    struct critical critical = lab_critical(session->lab, sim_problem(session->sim), &region);
    ck_assert_int_eq(critical.count, 9);
    ck_assert_int_ge(basin.place_count, 9);
    int64_t cells = 0;
    for (int i = 0; i < basin.place_count; i++) {
        if (i < 9)
            ck_assert_mem_eq(&basin.places[i].point.place, &critical.points[i].place,
                             sizeof(struct point));
        ck_assert(!basin.places[i].elsewhere);
        ck_assert_int_gt(basin.places[i].cells, 0);
        cells += basin.places[i].cells;
    }
    ck_assert_int_eq(cells, 1200);
    for (int64_t i = 0; i < 1200; i++) {
        struct point at = basin.places[basin.ends[i]].point.place;
        const struct outcome *outcome = &basin.outlook.cells[i].outcome;
        ck_assert_double_lt(hypot(at.x - outcome->x, at.y - outcome->y), 1e-6);
    }
}
END_TEST

/* A part of the map without any of the points to which its starts lead. */
START_TEST(places_elsewhere_have_numbers_too)
{
    static const struct region corner = {-5, -4, 4, 5};
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    struct lattice lattice = lattice_middles(&corner, 12, 10);
    struct basin basin = lab_basin(session->lab, session->sim, 0, &corner, &lattice, 2000);
    ck_assert_int_ge(basin.place_count, 1);
    for (int i = 0; i < basin.place_count; i++) {
        ck_assert(basin.places[i].elsewhere);
        ck_assert_int_eq(basin.places[i].point.kind, STATIONARY_MINIMUM);
    }
    ck_assert_int_ge(basin.ends[119], 0);
}
END_TEST

START_TEST(what_ends_nowhere)
{
    stage_run("surface (x*y - 1)^2 on [-5,5] x [-5,5]");
    stage_run("eta 0.02");
    struct lattice lattice = lattice_middles(&region, 20, 20);
    struct basin basin = lab_basin(session->lab, session->sim, 0, &region, &lattice, 5000);
    int count[4] = {0};
    for (int i = 0; i < 400; i++)
        if (basin.ends[i] < 0)
            count[basin.ends[i] + 4]++;
    ck_assert_int_eq(count[BASIN_UNKNOWN + 4], 0);
    ck_assert_int_gt(count[BASIN_NOWHERE + 4], 0);
    stage_run("eta 0.5");
    basin = lab_basin(session->lab, session->sim, 0, &region, &lattice, 100);
    ck_assert_int_eq(basin.ends[0], BASIN_DIVERGED);
}
END_TEST

/* x -> x - eta*(x^3 - x): a place, then two of them, then four. */
START_TEST(tails_show_how_a_period_doubles)
{
    stage_run("surface x^4/4 - x^2/2 + y^2/2 on [-2,2] x [-2,2]");
    stage_run("start 0.5 0");
    const struct sweep_axis axis = axis_of("eta", 0.5, 2.5, 81);
    struct tails tails = lab_tails(session->lab, session->sim, 0, &axis, 4000);
    static const struct {
        int row, period; /* 0: gone */
    } wanted[] = {{10, 1}, {25, 2}, {30, 4}, {80, 0}};
    ck_assert_ptr_null(tails.outlook.reason);
    for (int i = 0; i < 4; i++) {
        const struct sweep_tail *tail = &tails.items[wanted[i].row];
        int period = wanted[i].period;
        ck_assert_int_eq(tail->count, period > 1 ? TAIL_ROWS : period);
        for (int k = period; period > 1 && k < tail->count; k++)
            ck_assert_double_eq_tol(tail->places[k].x, tail->places[k - period].x, 1e-8);
        if (period > 1)
            ck_assert_double_gt(fabs(tail->places[0].x - tail->places[period / 2].x), 1e-3);
    }
}
END_TEST

/* --- in slices --- */

/* A number that is changed begins anew, at once. */
START_TEST(another_number_is_another_sweep)
{
    begin_ravine();
    struct outcome before = grid(session->lab, 5, 5).cells[12].outcome;
    struct basin first = basin_of(session->lab, 10, 10);
    double x = first.outlook.cells->outcome.x;
    stage_run("start 1 1");
    ck_assert_double_ne(grid(session->lab, 5, 5).cells[12].outcome.first, before.first);
    ck_assert_double_eq(basin_of(session->lab, 10, 10).outlook.cells->outcome.x, x);
    stage_run("momentum 0.7");
    ck_assert_double_ne(basin_of(session->lab, 10, 10).outlook.cells->outcome.x, x);
}
END_TEST

static bool is_late(void *context)
{
    int *left = context;
    return (*left)-- <= 0;
}

/* A slice more, after which `looks` looks at the clock were in time. */
static struct lab *slice(struct lab *of, int looks)
{
    static int left;
    left = looks;
    lab_set_limit(of, is_late, &left);
    return of;
}

static void check_same(const struct sweep_cell *a, const struct sweep_cell *b)
{
    ck_assert_int_eq(a->outcome.fate, b->outcome.fate);
    ck_assert_int_eq(a->outcome.iterations, b->outcome.iterations);
    ck_assert_mem_eq(&a->outcome.loss, &b->outcome.loss, 3 * sizeof(double));
}

START_TEST(it_only_grows_finer)
{
    begin_ravine();
    struct lab *other = lab_new();
    struct outlook whole = grid(session->lab, 23, 37), now = grid(slice(other, _i), 23, 37);
    int stride = 1 << 20;
    int64_t known = 0;
    for (int turns = 0; now.stride != 1; turns++) {
        ck_assert_int_lt(turns, 5000);
        ck_assert_int_ge(now.known, known);
        ck_assert(now.stride == 0 || now.stride <= stride);
        known = now.known;
        stride = now.stride ? now.stride : stride;
        for (int row = 0; row < 23; row++)
            for (int column = 0; column < 37; column++) {
                int64_t place = outlook_place(&now, row, column);
                ck_assert(place < 0 || now.cells[place].known);
                if (place >= 0)
                    check_same(&now.cells[place], &whole.cells[place]);
            }
        now = grid(slice(other, _i), 23, 37);
    }
    ck_assert_int_eq(now.known, 23 * 37);
    ck_assert_int_eq(now.best, whole.best);
    ck_assert_int_eq(now.lowest, whole.lowest);
    lab_free(other);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("outlook");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_sweep_has_a_cell_for_each_pair);
    tcase_add_table_test(tests, what_cannot_be_has_a_reason, mistakes);
    tcase_add_test(tests, basins_of_newton_are_of_critical_points);
    tcase_add_test(tests, places_elsewhere_have_numbers_too);
    tcase_add_test(tests, what_ends_nowhere);
    tcase_add_test(tests, tails_show_how_a_period_doubles);
    tcase_add_test(tests, another_number_is_another_sweep);
    tcase_add_loop_test(tests, it_only_grows_finer, 0, 3);
    return suite_run("outlook", tests);
}
