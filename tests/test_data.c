/* Data: the reader of .csv files, sums over rows as values, derivatives and bits, the command, and
 * fits that agree with an independent computation. */

#include "../src/base/memory.h"
#include "../src/base/text.h"
#include "../src/lang/formula.h"
#include "../src/scene/csv.h"
#include "../src/scene/scene.h"
#include "file.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct error error;

static const struct data *read_bytes(const char *bytes, size_t length)
{
    FILE *stream = tmpfile();
    ck_assert_ptr_nonnull(stream);
    ck_assert_uint_eq(fwrite(bytes, 1, length, stream), length);
    rewind(stream);
    const struct data *data = csv_read(stream, "test.csv", &error);
    fclose(stream);
    return data;
}

/* --- the reader --- */

#define TEXT(literal) literal, sizeof(literal) - 1

static const struct {
    const char *text;
    size_t length;
    int columns, rows;
    const char *last_name; /* as formulas read it */
    double last;           /* in its last row */
} readable[] = {
    {TEXT("a,b\n1,2\n3,4\n"), 2, 2, "b", 4},
    {TEXT("a,b\r\n1,2\r3,4"), 2, 2, "b", 4},
    {TEXT("\xEF\xBB\xBF"
          "a,b\n\n1,2\n\n3,4\n\n"),
     2, 2, "b", 4},
    {TEXT("\"a\",\"b\"\n\"1\",\"-2.5e3\"\n"), 2, 1, "b", -2500},
    {TEXT("a,\"b \"\"c\"\"\nd\"\n1, 2 \n"), 2, 1, "b__c__d", 2},
    {TEXT("a,x\n1,2\n"), 2, 1, "x_", 2},
    {TEXT("a,sin\n1,2\n"), 2, 1, "sin_", 2},
    {TEXT("a,2nd (cm)\n1,2\n"), 2, 1, "_2nd__cm_", 2},
    {TEXT("name,b\nvolvo,2\n7,3\n"), 2, 2, "b", 3},
    {TEXT("a\n1\n"), 1, 1, "a", 1},
};

START_TEST(files_that_are_read)
{
    const struct data *data = read_bytes(readable[_i].text, readable[_i].length);
    ck_assert_msg(data != NULL, "%s: %s", readable[_i].text, error.text);
    ck_assert_int_eq(data->column_count, readable[_i].columns);
    ck_assert_int_eq(data->rows, readable[_i].rows);
    const struct data_column *last = &data->columns[data->column_count - 1];
    ck_assert_str_eq(last->name, readable[_i].last_name);
    ck_assert_double_eq(last->values[data->rows - 1], readable[_i].last);
    data_release(data);
}
END_TEST

static const struct {
    const char *text;
    size_t length;
    const char *message;
} refused[] = {
    {TEXT(""), "the data are empty"},
    {TEXT("a,b\n"), "no row follows the names"},
    {TEXT("1,2\n3,4\n"), "line 1: expected the columns' names, found numbers"},
    {TEXT("a,b\n1,2\n3,four\n"), "line 3, column 2: expected a number, found four"},
    {TEXT("a,b\n1,2\n\"3\n\",5\n"), "line 3, column 1: expected a number"},
    {TEXT("a,b\r1,2\r\n3,\n"), "line 3, column 2: expected a number, found nothing"},
    {TEXT("a,b\n1,\n"), "line 2, column 2: expected a number, found nothing"},
    {TEXT("a,b\n1,2\n3\n"), "line 3, column 1: expected 2 cells as in the first line, found 1"},
    {TEXT("a,b\n1,2,3\n"), "line 2, column 3: expected 2 cells as in the first line, found more"},
    {TEXT("a,b\n1,nan\n"), "line 2, column 2: expected a finite number, found nan"},
    {TEXT("a,b\n1,-inf\n"), "line 2, column 2: expected a finite number, found -inf"},
    {TEXT("a,b\n1,1e999\n"), "line 2, column 2: expected a finite number"},
    {TEXT("a,b\n1,2\n1,0x10\n"), "line 3, column 2: expected a number, found 0x10"},
    {TEXT("a,b\n1,\"2\n3,4\n"), "line 2, column 2: the quote never ends"},
    {TEXT("a,b\n1,\"2\"3\n"), "line 2, column 2: expected a comma after the closing quote"},
    {TEXT("a,b\n1,2\"3\n"), "line 2, column 2: a quote inside a cell"},
    {TEXT("a,b\n1,\0\n"), "line 2, column 2: a NUL byte"},
    {TEXT("a,a\n1,2\n"), "line 1, column 2: there is a column a already"},
    {TEXT("a;b\nu;v\n"), "no column has numbers; expected commas"},
};

START_TEST(files_that_are_refused)
{
    const struct data *data = read_bytes(refused[_i].text, refused[_i].length);
    ck_assert_ptr_null(data);
    ck_assert_msg(strncmp(error.text, refused[_i].message, strlen(refused[_i].message)) == 0,
                  "expected: %s\nfound: %s", refused[_i].message, error.text);
}
END_TEST

static void check_repeated(const char *head, const char *unit, size_t count, const char *message)
{
    struct text text = {0};
    text_add(&text, "%s", head);
    for (size_t i = 0; i < count; i++)
        text_add_bytes(&text, unit, strlen(unit));
    ck_assert_ptr_null(read_bytes(text.bytes, text.length));
    ck_assert_msg(strstr(error.text, message) != NULL, "%s", error.text);
    text_free(&text);
}

START_TEST(hostile_files)
{
    check_repeated("a\n", "1", 10 << 20, "line 2, column 1: the cell is too long");
    check_repeated("", "a,", 1000000, "line 1, column 2: there is a column");
    check_repeated("a,b\n1", ",2", 1000000, "line 2, column 3: expected 2 cells");
    check_repeated("a\n\"", "1\n", 10 << 20, "the cell is too long");
    check_repeated("a\n", "1\n", DATA_ROWS_MAX + 1, "too many rows");
    struct text text = {0};
    for (int i = 0; i < 65; i++)
        text_add(&text, "c%d,", i);
    ck_assert_ptr_null(read_bytes(text.bytes, text.length));
    ck_assert_str_eq(error.text, "line 1, column 65: too many columns; expected at most 64");
    text_free(&text);
    ck_assert_ptr_null(csv_open("/dev/zero", &error));
    ck_assert_ptr_nonnull(strstr(error.text, "no file of data"));
    ck_assert_ptr_null(csv_open("/nonexistent/a.csv", &error));
}
END_TEST

/* --- sums over rows --- */

enum { ROWS = 1003, POINTS = 300, OUTPUTS = 6 };
static double u[ROWS], v[ROWS];

static double random_number(void)
{
    static unsigned state = 12345;
    state = state * 1103515245u + 12345u;
    return (state >> 8 & 0xffff) / 65536.0 * 4 - 2;
}

static const struct data *make_data(int rows)
{
    struct data *data = data_new("");
    data->rows = rows;
    data->column_count = 2;
    for (int k = 0; k < 2; k++) {
        memcpy(data->columns[k].name, k ? "v" : "u", 2);
        data->columns[k].values = memory_new((size_t)rows, sizeof(double));
        for (int i = 0; i < rows; i++)
            data->columns[k].values[i] = (k ? v : u)[i] = random_number();
    }
    return data;
}

static const char *const formulas[] = {
    "mean((x*u + y - v)^2)",
    "sum(log1p(exp(-(x*u + y)*v)))",
    "mean(sqrt(1 + (x*u + sin(y) - v)^2)) + 0.1*(x^2 + y^2)",
    "mean(abs(tanh(x*u) - y*v)) * sum(u^2) / mean(1 + v^2 + x^2)",
    "sum(where(u > x, u*y, v^2)) + mean(x) + sum(3)",
    "mean(u)*x + mean(v)*y",
    "log(mean(exp(x*u)) + exp(y)) ^ mean(max(u, y*v))",
};

/* A block of points, each point alone, and other numbers of rows: the same bits. */
START_TEST(points_and_blocks_agree)
{
    static const int counts[] = {1, 7, 8, 9, 127, 128, 129, ROWS};
    static double in[2][POINTS], out[OUTPUTS][POINTS];
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        struct scope scope = {.data = make_data(counts[c])};
        struct surface_code *code = surface_compile(formulas[_i], &scope, &error);
        ck_assert_msg(code != NULL, "%s: %s", formulas[_i], error.text);
        data_release(scope.data);
        struct workspace workspace = {0};
        const double *inputs[8] = {in[0], in[1]};
        double *outputs[OUTPUTS], single[OUTPUTS], *singles[OUTPUTS];
        for (int i = 0; i < POINTS; i++)
            in[0][i] = random_number(), in[1][i] = random_number();
        for (int k = 0; k < OUTPUTS; k++)
            outputs[k] = out[k], singles[k] = &single[k];
        program_run(code->hessian, &workspace, inputs, outputs, POINTS);
        for (int i = 0; i < POINTS; i++) {
            const double *place[8] = {&in[0][i], &in[1][i]};
            program_run(code->hessian, &workspace, place, singles, 1);
            for (int k = 0; k < OUTPUTS; k++)
                ck_assert_msg(memcmp(&single[k], &out[k][i], sizeof(double)) == 0 ||
                                  (isnan(single[k]) && isnan(out[k][i])),
                              "%s, %d rows, output %d, point %d: %.17g, %.17g", formulas[_i],
                              counts[c], k, i, single[k], out[k][i]);
        }
        workspace_free(&workspace);
        surface_code_free(code);
    }
}
END_TEST

static void ck_near(double found, double expected)
{
    ck_assert_msg(fabs(found - expected) <= 1e-12 * (1 + fabs(expected)), "%.17g, not %.17g", found,
                  expected);
}

/* f = mean (x u + y - v)^2 + sum sin(x v), written out. */
START_TEST(values_and_derivatives)
{
    struct scope scope = {.data = make_data(ROWS)};
    struct surface_code *code =
        surface_compile("mean((x*u + y - v)^2) + sum(sin(x*v))", &scope, &error);
    ck_assert_ptr_nonnull(code);
    data_release(scope.data);
    double x = 0.3, y = -0.7, expected[OUTPUTS] = {0}, found[OUTPUTS], *outputs[OUTPUTS];
    for (int i = 0; i < ROWS; i++) {
        double r = x * u[i] + y - v[i], s = sin(x * v[i]), c = cos(x * v[i]);
        expected[0] += r * r / ROWS + s;
        expected[1] += 2 * r * u[i] / ROWS + c * v[i];
        expected[2] += 2 * r / ROWS;
        expected[3] += 2 * u[i] * u[i] / ROWS - s * v[i] * v[i];
        expected[4] += 2 * u[i] / ROWS;
    }
    expected[5] = 2;
    struct workspace workspace = {0};
    for (int k = 0; k < OUTPUTS; k++)
        outputs[k] = &found[k];
    program_run(code->hessian, &workspace, (const double *[8]){&x, &y}, outputs, 1);
    for (int k = 0; k < OUTPUTS; k++)
        ck_near(found[k], expected[k]);
    workspace_free(&workspace);
    surface_code_free(code);
}
END_TEST

/* --- the command --- */

static void fails(const char *command, const char *message, int offset)
{
    ck_assert_msg(!command_execute(session, command, &error), "%s", command);
    ck_assert_msg(strstr(error.text, message) != NULL, "%s: %s", command, error.text);
    ck_assert_int_eq(error.offset, offset);
}

#define CARS "data scenes/data/cars.csv"
#define LINE "surface mean((x*(speed - 15.4) + y - distance)^2) on [-2,8] x [0,90]"

START_TEST(errors_have_a_place)
{
    stage_run(CARS);
    stage_run(LINE);
    stage_run("step 3");
    struct row before = *sim_row(session->sim, 0);
    fails("data", "expected the name of a file", 4);
    fails("data nowhere.csv", "cannot open the data", 5);
    fails("data scenes/data/o-rings.csv", "unknown name speed", 5);
    fails("surface mean(sped*x)", "unknown name sped; did you mean speed?", 13);
    fails("surface x*speed", "speed is a column of the data; expected it inside mean(", 10);
    fails("surface mean(x*sum(speed))", "sum stands inside mean or sum already", 15);
    fails("optimizer theta -= eta*mean(speed)*g", "mean works in surfaces only", 23);
    ck_assert_ptr_nonnull(strstr(sim_problem(session->sim)->data->path, "cars.csv"));
    ck_assert_mem_eq(&before.x, &sim_row(session->sim, 0)->x, sizeof before.x);
    ck_assert_int_eq(sim_row(session->sim, 0)->n, 3);
}
END_TEST

START_TEST(saved_and_opened_again)
{
    stage_run(CARS);
    stage_run(LINE);
    stage_run("ball adam eta=0.5");
    stage_run("step 20");
    struct session *other = stage_reopen();
    for (int i = 0; i < 2; i++)
        ck_assert_mem_eq(&sim_row(session->sim, i)->x, &sim_row(other->sim, i)->x, sizeof(double));
    session_free(other);
}
END_TEST

/* Saved beside its data, a scene is moved with them, and reads them where they are then. */
START_TEST(saved_beside_the_data)
{
    char folder[] = "/tmp/overshoot-data-XXXXXX", from[60], to[60], path[80], command[100];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(from, sizeof from, "%s/a", folder);
    snprintf(to, sizeof to, "%s/b", folder);
    snprintf(path, sizeof path, "%s/d.csv", from);
    ck_assert_int_eq(mkdir(from, 0777), 0);
    file_write(path, "u,v\n1,2\n3,5\n");
    snprintf(command, sizeof command, "data %s", path);
    stage_run(command);
    stage_run("surface mean((x*u + y - v)^2)");
    stage_run("plot v = x*u + y");
    stage_run("step 5");
    snprintf(command, sizeof command, "save %s/a.scene", from);
    ck_assert_msg(command_execute(session, command, &error), "%s", error.text);
    struct row before = *sim_row(session->sim, 0);
    ck_assert_int_eq(rename(from, to), 0);
    struct scene_failure failure;
    struct session *other = session_new();
    snprintf(path, sizeof path, "%s/a.scene", to);
    ck_assert_msg(scene_open(other, path, &failure), "%s", failure.error.text);
    int line;
    ck_assert(script_work(other, NULL, &error, &line));
    ck_assert_double_eq(sim_row(other->sim, 0)->x, before.x);
    ck_assert_ptr_nonnull(other->look.plot);
    session_free(other);
    unlink(path);
    snprintf(path, sizeof path, "%s/d.csv", to);
    unlink(path);
    rmdir(to);
    rmdir(folder);
}
END_TEST

/* A scene may read data and nothing else. */
START_TEST(scenes_touch_no_other_files)
{
    static const char text[] = "data data/cars.csv\nsave /tmp/never.scene\n";
    struct scene_failure failure;
    ck_assert(!scene_read(session, "scenes/a.scene", text, strlen(text), &failure));
    ck_assert_int_eq(failure.line, 2);
    ck_assert_str_eq(failure.error.text, "there are no files here");
    scene_failure_free(&failure);
}
END_TEST

/* --- fits --- */

/* The normal equations of distance = a (speed - 15.4) + b. */
START_TEST(least_squares)
{
    static const char *const rules[] = {"optimizer newton", "optimizer sgd", "optimizer bfgs",
                                        "optimizer theta -= backtrack(-g)*grad(theta)"};
    /* A line search compares losses, whose last bits end it before the gradient does. */
    static const double tolerances[] = {1e-9, 1e-9, 1e-9, 1e-6};
    static const char *const rates[] = {"eta 1", "eta 0.03", "eta 1", "eta 1"};
    stage_run(CARS);
    stage_run(LINE);
    stage_run(rules[_i]);
    stage_run(rates[_i]);
    stage_run("step 2000");
    const struct data *data = sim_problem(session->sim)->data;
    const double *speed = data->columns[0].values, *distance = data->columns[1].values;
    double n = 50, ss = 0, s = 0, sd = 0, d = 0;
    ck_assert_int_eq(data->rows, 50);
    for (int i = 0; i < 50; i++) {
        double centred = speed[i] - 15.4;
        s += centred, ss += centred * centred, d += distance[i], sd += centred * distance[i];
    }
    double slope = (n * sd - s * d) / (n * ss - s * s);
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->x, slope, tolerances[_i]);
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->y, (d - slope * s) / n, tolerances[_i]);
}
END_TEST

/* Logistic regression by Newton's method on the log-likelihood (IRLS), written out. */
START_TEST(logistic_regression)
{
    static const char surface[] = "surface mean(log1p(exp(x*(temperature - 70)/5 + y))"
                                  " - damage*(x*(temperature - 70)/5 + y)) on [-4,2] x [-4,2]";
    stage_run("data scenes/data/o-rings.csv");
    stage_run(surface);
    stage_run("optimizer sgd");
    stage_run("eta 1");
    stage_run("momentum 0.5");
    stage_run("step 3000");
    const struct data *data = sim_problem(session->sim)->data;
    double a = 0, b = 0;
    for (int round = 0; round < 50; round++) {
        double ga = 0, gb = 0, haa = 0, hab = 0, hbb = 0;
        for (int i = 0; i < data->rows; i++) {
            double t = (data->columns[0].values[i] - 70) / 5;
            double p = 1 / (1 + exp(-(a * t + b))), w = p * (1 - p);
            double r = p - data->columns[1].values[i];
            ga += r * t, gb += r, haa += w * t * t, hab += w * t, hbb += w;
        }
        double determinant = haa * hbb - hab * hab;
        a -= (hbb * ga - hab * gb) / determinant;
        b -= (haa * gb - hab * ga) / determinant;
    }
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->x, a, 1e-7);
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->y, b, 1e-7);
    ck_assert_double_eq_tol(a / 5, -0.2322, 1e-3); /* the published slope, per degree */
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("data");
    tcase_add_checked_fixture(tcase, stage_begin, stage_end);
    tcase_set_timeout(tcase, 60);
    tcase_add_table_test(tcase, files_that_are_read, readable);
    tcase_add_table_test(tcase, files_that_are_refused, refused);
    tcase_add_test(tcase, hostile_files);
    tcase_add_table_test(tcase, points_and_blocks_agree, formulas);
    tcase_add_test(tcase, values_and_derivatives);
    tcase_add_test(tcase, errors_have_a_place);
    tcase_add_test(tcase, saved_and_opened_again);
    tcase_add_test(tcase, saved_beside_the_data);
    tcase_add_test(tcase, scenes_touch_no_other_files);
    tcase_add_loop_test(tcase, least_squares, 0, 4);
    tcase_add_test(tcase, logistic_regression);
    return suite_run("data", tcase);
}
