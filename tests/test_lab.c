/* The lab: jobs in whatever slices of time come to the same, in bounded memory. */

#include "../src/base/memory.h"
#include "../src/lab/critical.h"
#include "../src/lab/job.h"
#include "../src/lab/survey.h"
#include "../src/lab/walk.h"
#include "stage.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct lab *lab;

static void begin(void)
{
    stage_begin();
    stage_load_rows(10000);
    lab = session->lab;
}

/* --- a job that counts --- */

enum { PIECES = 5, KEPT = 3 };

struct count_task {
    const struct problem *problem;
    int64_t number;
};

static int begun, ended;

static void *count_begin(const void *task, int64_t *pieces)
{
    (void)task;
    begun++;
    *pieces = PIECES;
    return memory_new(1 + PIECES, sizeof(int64_t));
}

/* How many pieces are done, and what each found. */
static void count_piece(const void *task, void *result, int64_t piece, struct workspace *workspace)
{
    int64_t *done = result;
    (void)workspace;
    ck_assert_int_eq(*done, piece); /* none is left out, or comes twice */
    done[1 + piece] = 100 * ((const struct count_task *)task)->number + piece;
    ++*done;
}

static void count_end(void *result)
{
    ended++;
    free(result);
}

static const struct job_class counting = {
    .name = "counting",
    .kept = KEPT,
    .task_size = sizeof(struct count_task),
    .begin = count_begin,
    .piece = count_piece,
    .end = count_end,
};

/* Late after so many looks at the clock. */
static bool is_late(void *context)
{
    int *left = context;
    return (*left)-- <= 0;
}

static const int64_t *count(int64_t number)
{
    struct count_task task = {sim_problem(session->sim), number};
    return lab_ask(lab, &counting, &task);
}

START_TEST(without_a_limit_all_is_done)
{
    const int64_t *result = count(7);
    ck_assert_int_eq(result[0], PIECES);
    ck_assert_int_eq(result[PIECES], 700 + PIECES - 1);
    ck_assert_int_eq(lab_shortfalls(lab), 0);
    ck_assert_ptr_eq(count(7), result);
    ck_assert_int_eq(begun, 1);
}
END_TEST

START_TEST(each_turn_has_a_piece_at_least)
{
    int left = 0;
    for (int turn = 1; turn <= PIECES; turn++) {
        int64_t before = lab_shortfalls(lab);
        lab_set_limit(lab, is_late, &left);
        ck_assert_int_eq(*count(1), turn);
        ck_assert_int_eq(*count(1), turn); /* but one is enough */
        ck_assert_int_eq(*count(2), turn);
        ck_assert_int_eq(lab_shortfalls(lab) - before, turn < PIECES ? 3 : 0);
    }
}
END_TEST

START_TEST(asking_works_while_there_is_time)
{
    int left = 2;
    lab_set_limit(lab, is_late, &left);
    ck_assert_int_eq(*count(1), 3);
    ck_assert_int_eq(*count(2), 1); /* the time is up */
    left = 2;
    lab_set_limit(lab, is_late, &left);
    ck_assert_int_eq(*count(2), 4);
    lab_set_limit(lab, NULL, NULL);
    ck_assert_int_eq(*count(1), PIECES);
}
END_TEST

/* What is asked for longest ago gives way, done or not, and is begun anew where it is wanted again.
 */
START_TEST(few_results_are_kept)
{
    int left = 0;
    lab_set_limit(lab, is_late, &left);
    ck_assert_int_eq(*count(0), 1);
    for (int i = 1; i <= 100; i++) {
        lab_set_limit(lab, is_late, &left);
        ck_assert_int_eq(*count(i), 1);
        if (i < 50)
            ck_assert_int_eq(*count(0), i < PIECES ? i + 1 : PIECES); /* this one is */
        ck_assert_int_le(begun - ended, KEPT);
    }
    ck_assert_int_eq(begun, 101);
    lab_set_limit(lab, NULL, NULL);
    ck_assert_int_eq(count(0)[PIECES], PIECES - 1);
    ck_assert_int_eq(begun, 102);
    ck_assert_int_eq(count(3)[PIECES], 300 + PIECES - 1);
}
END_TEST

/* The lab has the problem for as long as the job: the sim goes on to others. */
START_TEST(another_problem_is_another_job)
{
    stage_run("let k = 1");
    stage_run("surface k*x^2 + y^2");
    count(1);
    stage_run("step 3");
    count(1);
    ck_assert_int_eq(begun, 1);
    for (int i = 2; i < 10; i++) {
        char line[32];
        snprintf(line, sizeof line, "let k = %d", i);
        stage_run(line);
        count(1);
        ck_assert_int_eq(begun, i);
    }
    lab_free(lab);
    ck_assert_int_eq(begun, ended);
    session->lab = lab_new();
}
END_TEST

/* --- those that there are --- */

static const struct region region = {-2, 2, -1.5, 1.5};

/* A slice more, after which `looks` looks at the clock were in time. */
static struct lab *slice(struct lab *of, int looks)
{
    static int left;
    left = looks;
    lab_set_limit(of, is_late, &left);
    return of;
}

static size_t loss_bytes(const struct survey *survey)
{
    return (size_t)survey->columns * (size_t)survey->rows * sizeof *survey->loss;
}

/* No known value changes, and a stride only shrinks. */
static void check_growth(const struct survey *now, const struct survey *whole, int *stride)
{
    ck_assert_int_gt(now->stride, 0);
    ck_assert_int_le(now->stride, *stride);
    *stride = now->stride;
    for (int row = 0; row < now->rows; row += now->stride)
        for (int column = 0; column < now->columns; column += now->stride)
            ck_assert_double_eq(now->loss[row * now->columns + column],
                                whole->loss[row * now->columns + column]);
}

/* The last one's points are twenty to a piece. */
static const char *const surfaces[] = {
    "surface himmelblau",
    "surface sin(3*x)*cos(2*y) + 0.1*x*y",
    "surface x^4 + y^4",
    "surface mean((x*u + y^2 - 1)^2) + x/9",
};

START_TEST(surveys_in_slices_are_what_they_are_at_once)
{
    stage_run(surfaces[_i / 4]);
    const struct problem *problem = sim_problem(session->sim);
    struct lattice lattices[] = {lattice_middles(&region, 61, 40),
                                 lattice_corners(&region, 32, 21)};
    struct lab *other = lab_new();
    const struct survey *whole = lab_survey(lab, problem, lattices, 2);
    const struct survey *now = lab_survey(slice(other, _i % 4), problem, lattices, 2);
    int strides[] = {1 << 20, 1 << 20};
    for (int turns = 0; now[0].stride > 1 || now[1].stride > 1; turns++) {
        ck_assert_int_lt(turns, 5000);
        for (int i = 0; i < 2; i++)
            check_growth(&now[i], &whole[i], &strides[i]);
        now = lab_survey(slice(other, _i % 4), problem, lattices, 2);
    }
    for (int i = 0; i < 2; i++)
        ck_assert_mem_eq(now[i].loss, whole[i].loss, loss_bytes(&whole[i]));
    const struct survey *field = lab_gradients(lab, problem, lattices);
    const struct survey *sliced = lab_gradients(slice(other, 0), problem, lattices);
    while (sliced->stride > 1)
        sliced = lab_gradients(slice(other, _i % 4), problem, lattices);
    ck_assert_mem_eq(field->loss, whole->loss, loss_bytes(whole));
    ck_assert_mem_eq(field->gx, sliced->gx, loss_bytes(whole));
    ck_assert_mem_eq(field->gy, sliced->gy, loss_bytes(whole));
    lab_free(other);
}
END_TEST

START_TEST(searches_in_slices_are_what_they_are_at_once)
{
    stage_run(surfaces[_i / 4]);
    const struct problem *problem = sim_problem(session->sim);
    struct lab *other = lab_new();
    struct critical whole = lab_critical(lab, problem, &region), now;
    while (now = lab_critical(slice(other, _i % 4), problem, &region), !now.known)
        ck_assert_int_eq(now.count, 0);
    ck_assert_int_gt(now.count, 0);
    ck_assert_int_eq(now.count, whole.count);
    for (int i = 0; i < now.count; i++) {
        ck_assert_mem_eq(&now.points[i].place, &whole.points[i].place, sizeof(struct point));
        ck_assert_int_eq(now.points[i].kind, whole.points[i].kind);
    }
    lab_free(other);
}
END_TEST

/* Whoever looks at the whole domain has looked for the minima, too. */
START_TEST(one_search_serves_marks_and_distances)
{
    stage_run("surface (x - 1)^2 + y^2 on [-2,2] x [-2,2]");
    const struct problem *problem = sim_problem(session->sim);
    ck_assert(lab_critical(lab, problem, &problem->domain).known);
    struct minima minima = lab_minima(slice(lab, 0), problem);
    ck_assert(minima.known);
    ck_assert_int_eq(minima.count, 1);
    ck_assert_double_eq_tol(minima.points->x, 1, 1e-9);
    ck_assert_int_eq(lab_shortfalls(lab), 0);
}
END_TEST

/* --- walks --- */

/* All rows up to a row, in so small slices that the last ones are seldom at an end; returns the
 * first that was told. */
static int64_t walk_on(struct walk *walk, int64_t last)
{
    struct row row;
    int64_t first;
    lab_walk_goes_on(lab, session->sim, 0, walk);
    first = walk->next;
    while (walk->next <= last) {
        int64_t before = walk->next, shortfalls = lab_shortfalls(lab);
        slice(lab, 0);
        for (const struct row *told; (told = lab_walk(lab, session->sim, 0, walk, last));) {
            ck_assert(sim_row_at(session->sim, 0, &session->sim->workspace, told->n, &row));
            ck_assert_mem_eq(&row, told, offsetof(struct row, event));
            ck_assert_int_eq(row.event, told->event);
        }
        ck_assert_int_gt(walk->next, before);
        ck_assert_int_eq(lab_shortfalls(lab) > shortfalls, walk->next <= last);
    }
    return first;
}

/* No row is told twice, unless it is not what it was. */
START_TEST(a_walk_tells_every_row_as_it_was)
{
    struct walk walk = {0};
    stage_run("surface ravine");
    stage_run("optimizer adam");
    stage_run("noise 0.1");
    stage_run("step 5000");
    ck_assert_int_eq(walk_on(&walk, 4500), 0);
    stage_run("eta 0.2");
    stage_run("beta1 0.5");
    stage_run("step 100");
    ck_assert_int_eq(walk_on(&walk, 5100), 4501);
    stage_run("back 10"); /* what is on record stays */
    ck_assert_int_eq(walk_on(&walk, 5100), 5101);
    stage_run("back 10");
    stage_run("schedule cosine total=100"); /* here it does not */
    stage_run("step 5");
    ck_assert_int_eq(walk_on(&walk, 5085), 0);
    for (int i = 0; i < 20; i++) {
        stage_run(i % 2 ? "eta 0.1" : "eta 0.2");
        stage_run("step 7");
        ck_assert_int_eq(walk_on(&walk, 5092 + 7 * i), 5086 + 7 * i);
    }
    stage_run("undo"); /* that is another record */
    ck_assert_int_eq(walk_on(&walk, 100), 0);
    stage_run("reset");
    stage_run("step 50");
    ck_assert_int_eq(walk_on(&walk, 50), 0);
    walk_free(&walk);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("lab");
    tcase_add_checked_fixture(tests, begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, without_a_limit_all_is_done);
    tcase_add_test(tests, each_turn_has_a_piece_at_least);
    tcase_add_test(tests, asking_works_while_there_is_time);
    tcase_add_test(tests, few_results_are_kept);
    tcase_add_test(tests, another_problem_is_another_job);
    tcase_add_loop_test(tests, surveys_in_slices_are_what_they_are_at_once, 0, 16);
    tcase_add_loop_test(tests, searches_in_slices_are_what_they_are_at_once, 0, 16);
    tcase_add_test(tests, one_search_serves_marks_and_distances);
    tcase_add_test(tests, a_walk_tells_every_row_as_it_was);
    return suite_run("lab", tests);
}
