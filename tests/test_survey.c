/* Surveys, frames that are drawn in slices and work that is done in them: in the end they are what
 * they are at once. */

#include "ask.h"
#include "stage.h"
#include "suite.h"

#include "../src/base/memory.h"
#include "../src/lab/critical.h"
#include "../src/lab/survey.h"
#include "../src/model/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void begin(void)
{
    stage_begin();
    stage_load_rows(10000);
    stage_run("surface mean((x*u + y^2 - 1)^2) + x/9 on [-2,2] x [-1,3]");
}

/* The values at the points of a survey, each by itself. */
static double *values_of(int columns, int rows, bool corners)
{
    double *values = memory_new((size_t)columns * (size_t)rows, sizeof *values);
    double at = corners ? 0 : 0.5;
    for (int i = 0; i < columns * rows; i++) {
        double x = -2 + 4 * (i % columns + at) / (columns - corners);
        double y = 3 - 4 * (i / columns + at) / (rows - corners);
        ask_values(session->sim, &x, &y, &values[i], 1);
    }
    return values;
}

/* Every pass knows its points exactly, and what is between two of a row by both. */
static void check_pass(const struct survey *survey, const double *values)
{
    int stride = survey->stride, columns = survey->columns;
    for (int i = 0; i < columns * survey->rows; i++) {
        int column = i % columns, row = i / columns, left = column - column % stride;
        double found = survey_at(survey, column, row), expected = values[i];
        if (row % stride != 0)
            continue;
        if (column != left && left + stride < columns) {
            double share = (double)(column - left) / stride;
            expected = values[i - column + left];
            expected += share * (values[i - column + left + stride] - expected);
        } else if (column != left) {
            expected = values[i - column + left];
        }
        ck_assert_msg(fabs(found - expected) < 1e-12, "%d, %d of %d: %g, not %g", column, row,
                      stride, found, expected);
    }
}

static bool always(void *context)
{
    ++*(int *)context;
    return true;
}

/* A piece more of a survey. */
static const struct survey *go_on(const struct lattice *lattice)
{
    int asked = 0;
    lab_set_limit(session->lab, always, &asked);
    return lab_survey(session->lab, sim_problem(session->sim), lattice, 1);
}

START_TEST(surveys_become_exact)
{
    static const int sizes[][2] = {{2, 2}, {3, 50}, {17, 16}, {40, 21}};
    int columns = sizes[_i / 2][0], rows = sizes[_i / 2][1], passes = 0, slices = 0;
    struct region region = {-2, 2, -1, 3};
    struct lattice lattice =
        _i % 2 ? lattice_corners(&region, columns, rows) : lattice_middles(&region, columns, rows);
    double *values = values_of(columns, rows, _i % 2);
    const struct survey *survey;
    int before = 0;
    do {
        survey = go_on(&lattice);
        if (survey->stride != before) {
            check_pass(survey, values);
            passes++;
        }
        before = survey->stride;
        slices++;
    } while (survey->stride != 1);
    ck_assert_int_ge(slices, columns * rows / 20);
    ck_assert_int_ge(passes, columns * rows > 16 ? 3 : 1);
    ck_assert_int_eq(go_on(&lattice)->stride, 1); /* the same: nothing begins anew */
    lattice.across.span = 5;
    ck_assert_int_ge(go_on(&lattice)->stride, columns * rows > 16 ? 2 : 1);
    free(values);
}
END_TEST

/* --- frames --- */

/* All that is kept from one frame to the next. */
static void forget(void)
{
    view_free(view);
    view = view_new();
    lab_free(session->lab);
    session->lab = lab_new();
}

static const char *const looks[] = {"view map", "view relief", "view map relief", "view map slice"};

/* Though it is always late, every frame brings something, and the last one is the one that is drawn
 * at once; none before it is called finished. */
START_TEST(frames_in_slices_end_as_frames_at_once)
{
    int asked = 0, frames = 1;
    stage_run(looks[_i]);
    char *whole = memory_copy(stage_draw(100, 30));
    ck_assert(!view_is_unfinished(view));
    struct frame *once = frame_new(100, 30);
    memcpy(once->cells, frame->cells, 3000 * sizeof *frame->cells);
    forget();
    display.is_late = always, display.context = &asked;
    stage_draw(100, 30);
    ck_assert(view_is_unfinished(view));
    ck_assert_str_ne(shown.bytes, whole);
    for (; view_is_unfinished(view) && frames < 5000; frames++)
        stage_draw(100, 30);
    ck_assert_int_lt(frames, 5000);
    ck_assert_int_gt(frames, 20);
    ck_assert_int_ge(asked, frames - 1);
    ck_assert(stage_is(once));
    frame_free(once);
    free(whole);
}
END_TEST

/* The charts keep their places while the minima are looked for, and have distances when they are
 * found: as many frames later as it takes, though none of them is long. */
START_TEST(distances_come_when_the_minima_are_found)
{
    int asked = 0, frames = 1;
    stage_run("view charts");
    stage_run("charts loss distance");
    display.is_late = always, display.context = &asked;
    ck_assert_ptr_nonnull(strstr(stage_draw(100, 30), "looking for the minima"));
    for (; view_is_unfinished(view) && frames < 1000; frames++)
        stage_draw(100, 30);
    ck_assert_int_lt(frames, 1000);
    ck_assert_int_gt(frames, 20);
    ck_assert_ptr_null(strstr(shown.bytes, "minim"));
    char *found = memory_copy(shown.bytes);
    forget();
    display.is_late = NULL;
    ck_assert(strcmp(stage_draw(100, 30), found) == 0);
    free(found);
}
END_TEST

/* A piece of the search for them. */
static struct minima seek_minima(void)
{
    int asked = 0;
    lab_set_limit(session->lab, always, &asked);
    return lab_minima(session->lab, sim_problem(session->sim));
}

/* Half of a search is nothing to the next one. */
START_TEST(another_surface_has_its_own_minima)
{
    struct minima minima;
    stage_run("let k = 1");
    for (int i = 0; i < 3; i++)
        ck_assert(!seek_minima().known);
    stage_run("surface mean((x*u + y - k)^2) + x^2");
    ck_assert(!seek_minima().known);
    stage_run("let k = 2");
    for (int i = 0; i < 10; i++)
        ck_assert(!seek_minima().known);
    while (!(minima = seek_minima()).known)
        ck_assert_int_eq(minima.count, 0);
    ck_assert_int_eq(minima.count, 1);
    ck_assert_double_eq_tol(minima.points[0].y, 2, 1e-3);
    stage_run("surface himmelblau"); /* of the catalogue */
    minima = seek_minima();
    ck_assert(minima.known);
    ck_assert_int_eq(minima.count, 4);
}
END_TEST

/* What is left of one picture is no part of the next one. */
START_TEST(a_new_view_begins_anew)
{
    int asked = 0;
    stage_run("view map relief");
    display.is_late = always, display.context = &asked;
    for (int i = 0; i < 10; i++)
        stage_draw(100, 30);
    ck_assert(view_is_unfinished(view));
    stage_run("surface x^2 + 3*y^2");
    display.is_late = NULL;
    char *found = memory_copy(stage_draw(100, 30));
    forget();
    ck_assert_str_eq(stage_draw(100, 30), found);
    free(found);
}
END_TEST

/* --- work --- */

/* An iteration of so many balls over so many rows is a slice of its own. */
START_TEST(iterations_are_few_between_two_looks_at_the_clock)
{
    int asked = 0, line;
    struct error error;
    const struct limits limits = {.late = always, .context = &asked};
    for (int i = 1; i < BALLS_MAX; i++)
        stage_run("ball");
    player_go_to(&session->player, 5);
    for (int tick = 1; tick <= 5; tick++) {
        ck_assert(script_work(session, &limits, &error, &line));
        ck_assert_int_eq(session->sim->clock, tick);
        ck_assert_int_eq(asked, tick);
    }
    stage_run("surface x^2 + y^2"); /* these are quick */
    player_go_to(&session->player, 5);
    ck_assert(script_work(session, &limits, &error, &line));
    ck_assert(!script_is_busy(session));
}
END_TEST

/* A trial of a race's search is many slices; the same rate is the best as in one go. */
START_TEST(searches_are_in_slices)
{
    enum { BUDGET = 40 };
    struct error error;
    const struct racer racer = {.row = catalogue_optimizer("sgd"), .eta = -1, .noise = -1};
    struct search *search = search_begin(sim_problem(session->sim), &session->sim->conditions,
                                         sim_recipe(session->sim, 0), &racer, 1, BUDGET, &error);
    int slices = 1;
    while (search_work(search))
        slices++;
    ck_assert_int_gt(slices, SEARCH_RATES * 3);
    const struct search_result *result = &search->results[0];
    for (int i = 0; i < SEARCH_RATES; i += 10) {
        sim_reset(session->sim);
        ck_assert(sim_set_value(session->sim, 0, "eta", search_rate(i), &error));
        for (int n = 0; n < BUDGET; n++)
            sim_step(session->sim);
        const struct row *end = sim_row(session->sim, 0);
        ck_assert_double_eq(result->losses[i], end->diverged ? HUGE_VAL : end->loss);
        ck_assert_double_ge(result->losses[i], result->loss);
    }
    search_release(search);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("survey");
    tcase_add_checked_fixture(tests, begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, surveys_become_exact, 0, 8);
    tcase_add_table_test(tests, frames_in_slices_end_as_frames_at_once, looks);
    tcase_add_test(tests, a_new_view_begins_anew);
    tcase_add_test(tests, distances_come_when_the_minima_are_found);
    tcase_add_test(tests, another_surface_has_its_own_minima);
    tcase_add_test(tests, iterations_are_few_between_two_looks_at_the_clock);
    tcase_add_test(tests, searches_are_in_slices);
    return suite_run("survey", tests);
}
