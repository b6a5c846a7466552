/* Rows that are held back from training: which they are, and their loss. */

#include "../src/base/memory.h"
#include "../src/model/holdout.h"
#include "../src/scene/scene.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct data *numbered(int64_t rows)
{
    struct data *data = data_new("numbers.csv");
    data->column_count = 1;
    memcpy(data->columns[0].name, "u", 2);
    data->columns[0].values = memory_new((size_t)rows, sizeof(double));
    for (int64_t i = 0; i < rows; i++)
        data->columns[0].values[i] = (double)i;
    data->rows = rows;
    return data;
}

static bool has(const struct data *data, double value)
{
    bool found = false;
    for (int64_t i = 0; i < data->rows; i++)
        found |= data->columns[0].values[i] == value;
    return found;
}

static bool rises(const struct data *data)
{
    for (int64_t i = 1; i < data->rows; i++)
        if (!(data->columns[0].values[i] > data->columns[0].values[i - 1]))
            return false;
    return true;
}

START_TEST(each_row_is_in_one_of_them)
{
    static const struct {
        int64_t rows;
        double share;
        int64_t held;
    } cases[] = {{10, 0.2, 2}, {10, 0.25, 3},    {2, 0.01, 1},
                 {2, 0.99, 1}, {1000, 0.3, 300}, {7, 0.5, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct data *data = numbered(cases[i].rows);
        const struct data *some = holdout_new(data, cases[i].share, 5);
        ck_assert_int_eq(some->held->rows, cases[i].held);
        ck_assert_int_eq(some->rows, cases[i].rows - cases[i].held);
        ck_assert(rises(some) && rises(some->held));
        for (int64_t k = 0; k < cases[i].rows; k++)
            ck_assert(has(some, (double)k) != has(some->held, (double)k));
        ck_assert_ptr_eq(some->all, data);
        ck_assert_str_eq(some->held->columns[0].name, "u");
        data_release(some);
        data_release(data);
    }
    struct data *one = numbered(1);
    ck_assert_ptr_null(holdout_new(one, 0.5, 0));
    data_release(one);
}
END_TEST

/* The same seed has the same rows; over many seeds each row is held back as often as others. */
START_TEST(the_seed_chooses)
{
    enum { ROWS = 20, SEEDS = 4000 };
    int times[ROWS] = {0};
    struct data *data = numbered(ROWS);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        const struct data *some = holdout_new(data, 0.25, seed);
        const struct data *again = holdout_new(data, 0.25, seed);
        for (int i = 0; i < ROWS; i++) {
            times[i] += has(some->held, i);
            ck_assert(has(some->held, i) == has(again->held, i));
        }
        data_release(some);
        data_release(again);
    }
    for (int i = 0; i < ROWS; i++) /* 1000 are expected, with a deviation of 27 */
        ck_assert_msg(abs(times[i] - SEEDS / 4) < 140, "row %d: %d times", i, times[i]);
    data_release(data);
}
END_TEST

/* --- in a session --- */

static const struct data *held(void)
{
    return data_whole(sim_problem(session->sim)->data)->held;
}

static double mean_of_squares(const struct data *data, double x)
{
    double sum = 0;
    for (int64_t i = 0; i < data->rows; i++)
        sum += pow(x - data->columns[0].values[i], 2);
    return sum / (double)data->rows;
}

static void begin(void)
{
    stage_load_rows(10000);
    stage_run("holdout 20%");
    stage_run("surface mean((x - u)^2) + 0*y on [-2,2]");
    stage_run("start 2, 0");
}

START_TEST(validation_is_their_loss)
{
    begin();
    stage_run("eta 0.1");
    stage_run("goto 7");
    const struct row *row = sim_row(session->sim, 0);
    const struct data *data = sim_problem(session->sim)->data;
    ck_assert_int_eq(held()->rows, 2000);
    ck_assert_int_eq(data->rows, 8000);
    ck_assert_double_eq_tol(row->loss, mean_of_squares(data, row->x), 1e-9 * row->loss);
    ck_assert_double_eq_tol(row->validation, mean_of_squares(held(), row->x),
                            1e-9 * row->validation);
    ck_assert(row->loss != row->validation);
    stage_run("expect validation(1) == validation");
    stage_run("expect validation(1, 3) > validation(1)");
    stage_run("expect lowest(validation(1)) == validation(1)");
    stage_run("holdout off");
    ck_assert(isnan(sim_row(session->sim, 0)->validation));
    ck_assert_int_eq(sim_problem(session->sim)->data->rows, 10000);
}
END_TEST

START_TEST(a_seed_holds_back_others)
{
    begin();
    const struct data *first = data_retain(held());
    stage_run("seed 3");
    bool same = true;
    for (int64_t i = 0; i < first->rows; i++)
        same &= first->columns[0].values[i] == held()->columns[0].values[i];
    ck_assert(!same);
    stage_run("undo");
    ck_assert_mem_eq(first->columns[0].values, held()->columns[0].values,
                     sizeof(double) * (size_t)first->rows);
    data_release(first);
    ck_assert_double_eq(sim_holdout(session->sim), 0.2);
    stage_run("undo");
    stage_run("undo");
    stage_run("undo");
    ck_assert_double_eq(sim_holdout(session->sim), 0);
}
END_TEST

/* Batches are of the rows that are left. */
START_TEST(batches_have_the_others)
{
    begin();
    stage_run("batch 1000");
    stage_run("goto 8");
    ck_assert_int_eq(sim_row(session->sim, 0)->epoch, 1);
}
END_TEST

START_TEST(scenes_keep_it)
{
    begin();
    stage_run("seed 3");
    stage_run("goto 5");
    struct text saved = {0};
    scene_write(session, &saved);
    ck_assert(strstr(saved.bytes, "\nholdout 0.2\n"));
    text_free(&saved);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("holdout");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, each_row_is_in_one_of_them);
    tcase_add_test(tests, the_seed_chooses);
    tcase_add_test(tests, validation_is_their_loss);
    tcase_add_test(tests, a_seed_holds_back_others);
    tcase_add_test(tests, batches_have_the_others);
    tcase_add_test(tests, scenes_keep_it);
    return suite_run("holdout", tests);
}
