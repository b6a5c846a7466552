/* Critical points, against those of a Newton search in 40 decimal digits with gradients by hand. */

#include "lab/critical.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct sim *sim;
static struct lab *lab;
static struct critical_point found[CRITICAL_MAX];
static int count;

static void set_up(void)
{
    sim = sim_new();
    lab = lab_new();
}

static void tear_down(void)
{
    sim_free(sim);
    lab_free(lab);
}

/* All of a search. */
static int find_all(const struct region *region, struct critical_point *points)
{
    struct critical all = lab_critical(lab, sim_problem(sim), region);
    ck_assert(all.known);
    memcpy(points, all.points, (size_t)all.count * sizeof *points);
    return all.count;
}

static void search(const char *formula, struct region region)
{
    struct error error;
    ck_assert_msg(sim_set_surface(sim, NULL, formula, &region, NULL, &error), "%s", error.text);
    count = find_all(&region, found);
}

static int count_kind(enum stationary kind)
{
    int sum = 0;
    for (int i = 0; i < count; i++)
        sum += found[i].kind == kind;
    return sum;
}

static void assert_counts(int minima, int saddles, int maxima)
{
    ck_assert_int_eq(count_kind(STATIONARY_MINIMUM), minima);
    ck_assert_int_eq(count_kind(STATIONARY_SADDLE), saddles);
    ck_assert_int_eq(count_kind(STATIONARY_MAXIMUM), maxima);
    ck_assert_int_eq(count, minima + saddles + maxima);
}

static const struct expected {
    double x, y;
    enum stationary kind;
} himmelblau[] =
    {
        {-3.779310253377747, -3.283185991286169, STATIONARY_MINIMUM},
        {-3.073025750764390, -0.081353044287968, STATIONARY_SADDLE},
        {-2.805118086952745, 3.131312518250573, STATIONARY_MINIMUM},
        {-0.270844590667348, -0.923038556479981, STATIONARY_MAXIMUM},
        {-0.127961346730680, -1.953714980244576, STATIONARY_SADDLE},
        {0.086677504555396, 2.884254701174776, STATIONARY_SADDLE},
        {3.000000000000000, 2.000000000000000, STATIONARY_MINIMUM},
        {3.385154183607021, 0.073851879837749, STATIONARY_SADDLE},
        {3.584428340330492, -1.848126526964404, STATIONARY_MINIMUM},
},
  camel[] = {
      {-1.703606714969981, 0.796083568672625, STATIONARY_MINIMUM},
      {-1.638067984189779, -0.228674069044394, STATIONARY_SADDLE},
      {-1.607104752920197, -0.568651454884131, STATIONARY_MINIMUM},
      {-1.296070267167109, -0.605084388038658, STATIONARY_SADDLE},
      {-1.230229876516653, -0.162334584458995, STATIONARY_MAXIMUM},
      {-1.109205336804786, 0.768268092509540, STATIONARY_SADDLE},
      {-0.089842013100318, 0.712656403020740, STATIONARY_MINIMUM},
      {0, 0, STATIONARY_SADDLE},
      {0.089842013100318, -0.712656403020740, STATIONARY_MINIMUM},
      {1.109205336804786, -0.768268092509540, STATIONARY_SADDLE},
      {1.230229876516653, 0.162334584458995, STATIONARY_MAXIMUM},
      {1.296070267167109, 0.605084388038658, STATIONARY_SADDLE},
      {1.607104752920197, 0.568651454884131, STATIONARY_MINIMUM},
      {1.638067984189779, 0.228674069044394, STATIONARY_SADDLE},
      {1.703606714969981, -0.796083568672625, STATIONARY_MINIMUM},
};

static void assert_all_found(const struct expected *expected, int expected_count)
{
    ck_assert_int_eq(count, expected_count);
    for (int i = 0; i < expected_count; i++) {
        bool is_there = false;
        for (int k = 0; k < count; k++)
            is_there |= found[k].kind == expected[i].kind &&
                        fabs(found[k].place.x - expected[i].x) < 1e-9 &&
                        fabs(found[k].place.y - expected[i].y) < 1e-9;
        ck_assert_msg(is_there, "(%.9g, %.9g) is missing", expected[i].x, expected[i].y);
    }
}

START_TEST(himmelblau_has_nine)
{
    search("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", (struct region){-5, 5, -5, 5});
    assert_all_found(himmelblau, sizeof himmelblau / sizeof *himmelblau);
    ck_assert_double_eq_tol(found[8].loss, 181.61652152258262, 1e-9); /* the maximum */
}
END_TEST

START_TEST(the_camel_has_fifteen)
{
    search("(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2", (struct region){-3, 3, -2, 2});
    assert_all_found(camel, sizeof camel / sizeof *camel);
    ck_assert_double_eq_tol(found[2].loss, -1.0316284534898774, 1e-12);
}
END_TEST

START_TEST(a_part_of_the_plane_has_its_own)
{
    search("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", (struct region){-5, 5, -5, 5});
    struct region region = {2.5, 4, -1, 2.5};
    count = find_all(&region, found);
    assert_counts(1, 1, 0);
}
END_TEST

static const struct {
    const char *formula;
    int minima, saddles, maxima;
} shapes[] = {
    {"(1-x)^2 + 100*(y-x^2)^2", 1, 0, 0},
    {"x^3 - 3*x*y^2", 0, 1, 0}, /* the monkey saddle: no Hessian at all */
    {"x^4 + y^4", 1, 0, 0},
    {"-x^4 - y^2", 0, 0, 1},
    {"x^4 - y^4", 0, 1, 0},
    {"(x^2 - 1)^4 + y^2", 2, 1, 0}, /* both are told by what is around them */
    /* a ridge or a valley so thin that no circle of points sees it */
    {"(x^2 - 1)^4 + y^4", 2, 1, 0},
    {"x^2 - y^4", 0, 1, 0},
    {"y^6 - x^2", 0, 1, 0},
    {"x^2 - (x + y)^6", 0, 1, 0},
    {"1 + x^2 + y^6", 1, 0, 0},
    {"7 - x^2 - y^4", 0, 0, 1},
    {"(y - x^2)^2 + x^4", 1, 0, 0},
    {"(y - x^2)^2 - x^6", 0, 1, 0},
    {"(y - x^2)^2 + x^3", 0, 1, 0},
    {"(y - x^2)*(y - 2*x^2)", 0, 1, 0}, /* on every line through it a minimum (Peano) */
    /* slow ones, with a Hessian of their own beside it */
    {"x^3 + y^2", 0, 1, 0},
    {"x^3 + y^3", 0, 1, 0},
    {"x^3 + y^4", 0, 1, 0},
    {"x^4 - y^6", 0, 1, 0},
    {"x^6 + y^6", 1, 0, 0},
    {"-x^4 - y^4", 0, 0, 1},
    {"3 - x^4 - (x + y)^4", 0, 0, 1},
    {"sin(3*x)^4 + sin(3*y)^4", 9, 18, 8}, /* many of them */
    {"x*y", 0, 1, 0},
    {"exp(-x^2 - y^2)", 0, 0, 1},
    {"sqrt(x^2 + y^2 + 1e-4)", 1, 0, 0},
    {"1e-12*(x^2 + 3*y^2)", 1, 0, 0},
    {"1e12*(x^2 + 3*y^2)", 1, 0, 0},
    /* lines and plains of points, kinks, holes, nothing */
    {"3", 0, 0, 0},
    {"x", 0, 0, 0},
    {"x^2", 0, 0, 0},
    {"x^2*y^2", 0, 0, 0},
    {"x^4", 0, 0, 0},
    {"-(x + y)^2", 0, 0, 0},
    {"(y - sin(2*x))^2", 0, 0, 0},
    {"(x^2 + y^2 - 1)^2", 0, 0, 1},
    {"floor(3*x) + floor(2*y)", 0, 0, 0},
    {"abs(x) + abs(y)", 0, 0, 0},
    {"sqrt(x^2 + y^2)", 0, 0, 0},
    {"0/0*x", 0, 0, 0},
    {"log(x) + 1/y", 0, 0, 0},
    {"exp(exp(5*x*x)) + y^2", 1, 0, 0},
};

START_TEST(shapes_have_the_points_they_have)
{
    search(shapes[_i].formula, (struct region){-2, 2, -1.5, 1.5});
    assert_counts(shapes[_i].minima, shapes[_i].saddles, shapes[_i].maxima);
}
END_TEST

/* In a cosine wave there are as many as fit, each once. */
START_TEST(many_are_told_apart)
{
    search("cos(2*x) + cos(2*y)", (struct region){-3, 3, -3, 3});
    assert_counts(4, 4, 1);
}
END_TEST

/* The lattice stays where it is: what is seen in both views is found in both, to the bit. */
START_TEST(a_moving_view_keeps_its_points)
{
    search("sin(3*x)*cos(2*y) + 0.1*x*y", (struct region){-3, 3, -3, 3});
    for (int i = 0; i < 20; i++) {
        double by = 0.13 * i;
        struct region region = {-1.5 + by, 1.5 + by, -1, 1};
        int here = find_all(&region, found);
        int expected = 0;
        struct region all = {-4, 4, -3, 3};
        static struct critical_point wide[CRITICAL_MAX];
        int wide_count = find_all(&all, wide);
        for (int k = 0; k < wide_count; k++)
            expected += wide[k].place.x >= region.x0 && wide[k].place.x <= region.x1 &&
                        wide[k].place.y >= region.y0 && wide[k].place.y <= region.y1;
        ck_assert_int_eq(here, expected);
    }
}
END_TEST

START_TEST(every_surface_is_searched_quickly)
{
    const struct surface_row *row = &surface_rows[_i];
    struct region domain = {row->x0, row->x1, row->y0, row->y1};
    struct error error;
    ck_assert_msg(sim_set_surface(sim, row, row->formula, &domain, NULL, &error), "%s", error.text);
    clock_t begin = clock();
    count = find_all(&domain, found);
    double took = (double)(clock() - begin) / CLOCKS_PER_SEC;
    if (getenv("CRITICAL_TIMES"))
        printf("%-24s %4d %.1f ms\n", row->name, count, 1e3 * took);
    for (int i = 0; i < count; i++) {
        ck_assert(isfinite(found[i].place.x) && isfinite(found[i].place.y));
        ck_assert(found[i].kind != STATIONARY_FLAT);
    }
    ck_assert_double_lt(took, 1); /* sanitizers and busy machines take their time */
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("critical");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, himmelblau_has_nine);
    tcase_add_test(tests, the_camel_has_fifteen);
    tcase_add_test(tests, a_part_of_the_plane_has_its_own);
    tcase_add_table_test(tests, shapes_have_the_points_they_have, shapes);
    tcase_add_test(tests, many_are_told_apart);
    tcase_add_test(tests, a_moving_view_keeps_its_points);
    tcase_add_loop_test(tests, every_surface_is_searched_quickly, 0, surface_row_count);
    return suite_run("critical", tests);
}
