/* Data: the reader of measurements, sums over rows as values, derivatives and bits, the command,
 * and fits that agree with an independent computation. */

#include "../src/base/memory.h"
#include "../src/base/text.h"
#include "../src/command/command.h"
#include "../src/command/data_words.h"
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
    char *copy = memory_copy_bytes(bytes, length);
    const struct data *data = csv_read(copy, length, "dir/test.csv", &error);
    free(copy);
    return data;
}

/* --- the reader --- */

#define TEXT(literal) literal, sizeof(literal) - 1

/* As people have them: all mean the same two columns, after whatever else there is. */
static const struct {
    const char *text;
    size_t length;
    const char *how;
} kinds[] = {
    {TEXT("speed,distance\n4,2\n7.5,-18.25\n"), "`,` between cells; 2 rows"},
    {TEXT("speed;distance\r\n4;2\r7.5;-18.25"), "`;` between cells; 2 rows"},
    {TEXT("speed;distance\n4;2\n7,5;-18,25\n"), "`;` between cells, decimal comma; 2 rows"},
    {TEXT("speed\tdistance\n4\t2\n7,5\t-18,25\n"), "tabs between cells, decimal comma; 2 rows"},
    {TEXT("\"speed\",\"distance\"\n\"4\",\"2\"\n\"7,5\",\"-18,25\"\n"),
     "`,` between cells, decimal comma; 2 rows"},
    {TEXT("a\tspeed\tdistance\n\t4\t2\n\t7.5\t-18.25\n"), "tabs between cells; 2 rows"},
    {TEXT(" speed   distance \n   4  2\n 7.5 \t -18.25\n"), "blanks between cells; 2 rows"},
    {TEXT("speed distance\n4 2\n7,5 -18,25\n"), "blanks between cells, decimal comma; 2 rows"},
    {TEXT("speed|distance\n4|2\n7.5|-18.25\n"), "`|` between cells; 2 rows"},
    {TEXT("| speed | distance |\n|------:|:---------|\n| 4 | 2 |\n| 7.5 | -18.25 |\n"),
     "`|` between cells; 2 rows"},
    {TEXT("+---+---+\n|speed|distance|\n+===+===+\n|4|2|\n+---+---+\n|7.5|-18.25|\n+---+---+\n"),
     "`|` between cells; 2 rows"},
    {TEXT("speed distance\n-----  -------\n4 2\n7.5 -18.25\n"), "blanks between cells; 2 rows"},
    {TEXT("# of 1920\n% twice\nspeed,distance\n\n  # a pause\n4,2 # cold, wet\n7.5,-18.25\n"),
     "`,` between cells; 2 rows"},
    {TEXT("speed distance\n4 2 % wet\n7.5 -18.25\n"), "blanks between cells; 2 rows"},
    {TEXT("speed,distance\n4,2,\n7.5,-18.25,\n"), "`,` between cells; 2 rows"},
    {TEXT("speed,distance,\n4,2,\n7.5,-18.25,\n"), "`,` between cells; 2 rows"},
    {TEXT("speed,distance,,\n4,2\n7.5,-18.25\n,,\n"), "`,` between cells; 2 rows"},
    {TEXT(",speed,distance\n0,4,2\n1,7.5,-18.25\n"), "`,` between cells; 2 rows"},
    {TEXT("speed,distance\n0,4,2\n1,7.5,-18.25\n"), "`,` between cells; 2 rows"},
    {TEXT("speed,distance,\n0,4,2,\n1,7.5,-18.25,\n"), "`,` between cells; 2 rows"},
    {TEXT("\"speed\" \"distance\"\n\"1\" 4 2\n\"2\" 7.5 -18.25\n"), "blanks between cells; 2 rows"},
    {TEXT("\xEF\xBB\xBFspeed , distance\n 4 , 2 \n\t7.5 , −18.25\n"), "`,` between cells; 2 rows"},
    {TEXT("note,speed,distance\n\"a, \"\"b\"\"\nc\",4,2\nd \"e\",7.5,-18.25\n"),
     "`,` between cells; 2 rows"},
    {TEXT("date;speed;distance\n1,2,3;4;2\n4,5,6;7,5;-18,25\n"),
     "`;` between cells, decimal comma; 2 rows"},
    {TEXT("speed;distance\n400%;200\u202f%\n750 %;-1\u202f825 %\n"),
     "`;` between cells, % as hundredths; 2 rows"},
    {TEXT("year,speed,distance\n1920,+4,2.\n1921,7.5,-1825e-2\n"), "`,` between cells; 2 rows"},
};

START_TEST(kinds_of_files)
{
    const struct data *data = read_bytes(kinds[_i].text, kinds[_i].length);
    ck_assert_msg(data != NULL, "%s: %s", kinds[_i].text, error.text);
    int speed = data_find(data, "speed"), distance = data_find(data, "distance");
    ck_assert_msg(speed >= 0 && distance == speed + 1, "%s", kinds[_i].text);
    ck_assert_int_eq(data->rows, 2);
    ck_assert_int_eq(data->column_count, distance + 1);
    ck_assert_double_eq(data->columns[speed].values[0], 4);
    ck_assert_double_eq(data->columns[speed].values[1], 7.5);
    ck_assert_double_eq(data->columns[distance].values[0], 2);
    ck_assert_double_eq(data->columns[distance].values[1], -18.25);
    struct text how = {0};
    data_tell_how(data, &how);
    ck_assert_str_eq(how.bytes + strlen("test.csv: "), kinds[_i].how);
    text_free(&how);
    data_release(data);
}
END_TEST

static const struct {
    const char *text;
    size_t length;
    int columns, rows;
    const char *last_name; /* as formulas read it */
    double last;           /* in its last row */
} readable[] = {
    {TEXT("a,\"b \"\"c\"\"\nd\"\n1, 2 \n"), 2, 1, "b__c__d", 2},
    {TEXT("a,x\n1,2\n"), 2, 1, "x_", 2},
    {TEXT("a,sin\n1,2\n"), 2, 1, "sin", 2},
    {TEXT("a,pi\n1,2\n"), 2, 1, "pi_", 2},
    {TEXT("a,2nd (cm)\n1,2\n"), 2, 1, "_2nd__cm_", 2},
    {TEXT("name,b\nvolvo,2\n7,3\n"), 2, 2, "b", 3},
    {TEXT("a\n1\n"), 1, 1, "a", 1},
    {TEXT("a\n1,5\n2\n3,25\n"), 1, 3, "a", 3.25},
    {TEXT("4,2\n7,3\n"), 2, 2, "c2", 3},
    {TEXT("4\n7\n3\n"), 1, 3, "c1", 3},
    {TEXT("volvo,4,2\nsaab,7,3\n"), 3, 2, "c3", 3},
    {TEXT("4,NA\n7,3\n"), 2, 2, "c2", 3},
    {TEXT("land,1990,2000\nFR,1,2\nDE,3,4\n"), 3, 2, "_2000", 4},
    {TEXT("a,,b\n1,2,3\n"), 3, 1, "b", 3},
    {TEXT("a,b,\n1,2,3\n"), 3, 1, "c3", 3},
    {TEXT(",index\n0,2\n"), 2, 1, "index", 2},
    {TEXT("a,a\n1,2\n"), 2, 1, "a_2", 2},
    {TEXT("a,a_2,a\n1,2,3\n"), 3, 1, "a_3", 3},
    {TEXT("n,n_\n1,2\n"), 2, 1, "n_", 2},
    {TEXT("größe,速度\n1,2\n"), 2, 1, "速度", 2},
    {TEXT("gr\xF6\xDF"
          "e\n1\n"),
     1, 1, "größe", 1},
    {TEXT("a,η (1/s)\n1,2\n"), 2, 1, "eta__1_s_", 2},
    {TEXT("a,日本語の長い名前の列です\n1,2\n"), 2, 1, "日本語の長い名前の列", 2},
    {TEXT("a,b\n1,2,\n3,\n4,7"), 2, 3, "b", 7},
    {TEXT("a,b\n1,\"1,234\"\n2,\"12,000,000.5\"\n"), 2, 2, "b", 12000000.5},
    {TEXT("a;b\n1;1,234\n"), 2, 1, "b", 1.234},
    {TEXT("#,b\n1,2\n#N/A,3\n"), 2, 2, "b", 3},
    {TEXT("a;b\n1;1 000\n2;-12 345 678,5\n"), 2, 2, "b", -12345678.5},
    {TEXT("a,b\n1,1\u202f000\n2,12\u00a0000\n"), 2, 2, "b", 12000},
    {TEXT("a b\n1 1\u2009000.5\n"), 2, 1, "b", 1000.5},
    {TEXT("a b\n1 200\n2 100\n"), 2, 2, "b", 100},
    {TEXT("a,b\n1,50 %\n2,12.5%\n"), 2, 2, "b", 0.125},
    {TEXT("a,b\n1,0x10\n1,5\n1,6\n"), 2, 3, "b", 6},
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

static const char *const gaps[] = {
    "NA",   "N/A", "n/a", "nan",  "NaN",      "-nan",    "null",     "NULL", "None",  "",
    "?",    "-",   "--",  "...",  "#N/A",     "*",       "\\N",      "inf",  "1e999", "four",
    "0x10", "—",   "%",   "1 00", "1234 000", "1.5 000", "1 000 00", "5e3%",
};

START_TEST(cells_without_a_number)
{
    char text[100];
    snprintf(text, sizeof text, "a,b\n1,2\n3,4\n%s,5\n6,%s", gaps[_i], gaps[_i]);
    const struct data *data = read_bytes(text, strlen(text));
    ck_assert_msg(data != NULL, "%s", error.text);
    ck_assert_int_eq(data->rows, 4);
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 4; k++)
            ck_assert_int_eq(isnan(data->columns[i].values[k]) != 0, k == 2 + i);
    data_release(data);
}
END_TEST

static const struct {
    const char *text;
    size_t length;
    const char *message;
} refused[] = {
    {TEXT(""), "dir/test.csv: the data are empty; expected names, then rows of numbers"},
    {TEXT("# nothing\n\n"), "dir/test.csv: the data are empty"},
    {TEXT("a,b\n"), "dir/test.csv: no row follows the names"},
    {TEXT("a,b\n1,2\n3,4,5\n"), "dir/test.csv:3: expected 2 cells as in line 1, found 3"},
    {TEXT("a,b\n1,2,3,4\n"), "dir/test.csv:2: expected 2 cells as in line 1, found 4"},
    {TEXT("a b\n1 2\n3 4\n5\n"), "dir/test.csv:4: expected 2 cells as in line 1, found 1"},
    {TEXT("a,b\n1,2\n1,\"2\n3,4\n"), "dir/test.csv:3: the quote never ends"},
    {TEXT("a,b\n1,2\n1,\"2\n3\"4\n"), "dir/test.csv:3: expected the cell to end with its quote"},
    {TEXT("a,b\n1,\0\n"), "dir/test.csv:2: a NUL byte; expected text in UTF-8"},
    {TEXT("a;b\nu;v\n"), "dir/test.csv: no column has numbers; expected `,`, `;`, `|`, tabs or"},
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
    check_repeated("a\n", "1", 10 << 20, "no column has numbers");
    check_repeated("", "a,", 1000000, "test.csv:1: too many columns; expected at most 64");
    check_repeated("", "1,", 1000000, "test.csv:1: too many columns; expected at most 64");
    check_repeated("a,b\n1", ",2", 1000000, "test.csv:2: expected 2 cells");
    check_repeated("a\n\"", "1\n", 10 << 20, "test.csv:2: the quote never ends");
    check_repeated("a,b\n1,2\n", "\",\"\"", 1000000, "test.csv:3: ");
    check_repeated("a\n", "1\n", DATA_ROWS_MAX + 1, "test.csv:100002: too many rows");
    check_repeated("", "\n", CSV_SIZE_MAX + 1, "too large; expected at most 64 MB");
}
END_TEST

/* Nobody waits for a pipe's other end. */
START_TEST(what_is_no_file)
{
    char folder[] = "/tmp/overshoot-data-XXXXXX", path[80];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/p.scene", folder);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    struct scene_failure failure;
    ck_assert(!scene_open(session, path, &failure));
    ck_assert_str_eq(failure.error.text, "cannot read the scene: it is a pipe; expected a file");
    ck_assert_ptr_null(csv_open(path, &error));
    ck_assert_ptr_nonnull(
        strstr(error.text, "cannot read the data: it is a pipe; expected a file"));
    unlink(path);
    ck_assert_ptr_null(csv_open(folder, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "cannot read the data: it is a directory"));
    ck_assert_ptr_null(csv_open("/dev/zero", &error));
    ck_assert_str_eq(error.text,
                     "/dev/zero: cannot read the data: it is a device; expected a file");
    ck_assert_ptr_null(csv_open("/nonexistent/a.csv", &error));
    rmdir(folder);
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

/* A rule, and one in which the sums are not behind a condition; they read n, m and theta. */
static const struct {
    const char *behind, *plain;
} gated[] = {
    {"m = where(mod(n, 3) == 0, fullgrad(theta), m); theta -= 0.1*m",
     "a = fullgrad(theta); m = where(mod(n, 3) == 0, a, m) + 0*a; theta -= 0.1*m"},
    {"m = where(n < 2, m, where(mod(n, 2) == 0, grad(m), 2*fullgrad(theta))); theta -= m",
     "a = grad(m); b = fullgrad(theta); m = where(n < 2, m, where(mod(n, 2) == 0, a, 2*b)) + "
     "0*(a + b); theta -= m"},
    {"m = where(loss((1, 2)) > n, m, grad((n, 2)) + g); theta -= m",
     "a = grad((n, 2)); m = where(loss((1, 2)) > n, m, a + g) + 0*a; theta -= m"},
    {"m = where(n > 1, fullgrad(theta), 0) + where(n > 1, 0, fullgrad(theta)); theta -= m",
     "m = fullgrad(theta); theta -= m"},
    {"m = where(n > 1, where(n > 1, fullgrad(theta), m), m); theta -= m",
     "a = fullgrad(theta); m = where(n > 1, a, m) + 0*a; theta -= m"},
    {"m = where(theta > n, fullgrad(theta), m); theta -= m",
     "a = fullgrad(theta); m = where(theta > n, a, m) + 0*a; theta -= m"},
};

static struct formula_code *compile_rule(const char *text, const struct scope *scope)
{
    struct formula_code *rule = formula_compile(LANGUAGE_RULE, text, scope, &error);
    ck_assert_msg(rule != NULL, "%s: %s", text, error.text);
    return rule;
}

static void run_rule(const struct formula_code *rule, struct workspace *workspace, double n,
                     double *const in[4], double *const out[4], size_t count)
{
    const double *inputs[32];
    ck_assert_int_le(rule->graph->input_count, 32);
    for (int i = 0; i < rule->graph->input_count; i++) {
        const struct input *input = &rule->graph->inputs[i];
        inputs[i] = input->kind == INPUT_X       ? in[0]
                    : input->kind == INPUT_Y     ? in[1]
                    : input->kind == INPUT_STATE ? in[2 + input->index]
                                                 : &n;
    }
    program_run(rule->program, workspace, inputs, out, count);
}

START_TEST(sums_wait_behind_conditions)
{
    static double in[4][POINTS], out[2][4][POINTS];
    struct scope scope = {.data = make_data(41)};
    struct surface_code *surface = surface_compile(formulas[2], &scope, &error);
    struct scope on = {.surface = surface};
    struct formula_code *rules[] = {compile_rule(gated[_i].behind, &on),
                                    compile_rule(gated[_i].plain, &on)};
    struct workspace workspace = {0};
    for (int n = 0; n < 6; n++) {
        double *ins[4], *outs[2][4];
        for (int k = 0; k < 4; k++) {
            for (int i = 0; i < POINTS; i++)
                in[k][i] = random_number();
            ins[k] = in[k], outs[0][k] = out[0][k], outs[1][k] = out[1][k];
        }
        for (int r = 0; r < 2; r++)
            run_rule(rules[r], &workspace, n, ins, outs[r], POINTS);
        for (int i = 0; i < POINTS; i++) {
            double alone[4], *place[4], *single[4];
            for (int k = 0; k < 4; k++)
                place[k] = &in[k][i], single[k] = &alone[k];
            run_rule(rules[0], &workspace, n, place, single, 1);
            for (int k = 0; k < rules[0]->output_count; k++)
                ck_assert_msg(out[0][k][i] == out[1][k][i] && alone[k] == out[0][k][i],
                              "%s, n %d, output %d: %.17g, %.17g, not %.17g", gated[_i].behind, n,
                              k, out[0][k][i], alone[k], out[1][k][i]);
        }
    }
    workspace_free(&workspace);
    formula_code_free(rules[0]);
    formula_code_free(rules[1]);
    surface_code_free(surface);
    data_release(scope.data);
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

/* --- rows without a number --- */

enum { PATH_LENGTH = 40 };

/* Some data as a file, which is removed again. */
static void load(const char *text)
{
    char path[PATH_LENGTH] = "/tmp/overshoot-data-XXXXXX", command[PATH_LENGTH + 5];
    close(mkstemp(path));
    file_write(path, text);
    snprintf(command, sizeof command, "data %s", path);
    stage_run(command);
    unlink(path);
}

static void tells(const char *command, const char *expected)
{
    text_clear(&session->answers.notice);
    stage_run(command);
    const struct text *notice = &session->answers.notice;
    ck_assert_str_eq(notice->length ? notice->bytes : "", expected);
}

#define GAPS "n,u,v,note\n1,1,2,dry\n2,NA,1,\n3,3,5,\n?,4,7,wet\n5,5,?,NA\n"

START_TEST(only_gaps_in_use_count)
{
    load(GAPS);
    ck_assert_int_eq(sim_problem(session->sim)->data->rows, 5);
    tells("surface mean((x*u + y - v)^2)", "2 of 5 rows left out: no number in u, v");
    ck_assert_int_eq(sim_problem(session->sim)->data->rows, 3);
    ck_assert_double_eq(
        sim_row(session->sim, 0)->loss,
        (pow(-3 * 1 + 2.5 - 2, 2) + pow(-3 * 3 + 2.5 - 5, 2) + pow(-3 * 4 + 2.5 - 7, 2)) / 3);
    tells("surface sum((x*u + y - 2*n_)^2)",
          "2 of 5 rows left out: no number in n_ (n in the file), u");
    tells("surface sum(x*v + y)", "1 of 5 rows left out: no number in v");
    tells("surface x^2 + y^2", "");
    ck_assert_int_eq(sim_problem(session->sim)->data->rows, 5);
    fails("surface mean((x*n + y - v)^2)", "unknown name n; the file's n is n_", 16);
    fails("plot n over u", "no column of numbers is called n; the file's n is n_", 5);
    fails("surface mean(x*note)", "the column note has words in it", 15);
}
END_TEST

/* The batches are of the rows that are there. */
START_TEST(batches_without_gaps)
{
    load(GAPS);
    stage_run("surface mean((x*u + y - v)^2)");
    fails("batch 4", "from 1 to the 3 of the data", 6);
    stage_run("batch 3");
    fails("surface mean(x*n_*u*v + y)", "ball 1 has batches of 3 rows, and these data have 2", 8);
    stage_run("step 5");
    ck_assert_int_eq(sim_row(session->sim, 0)->epoch, 5);
    ck_assert(isfinite(sim_row(session->sim, 0)->loss));
}
END_TEST

START_TEST(no_row_is_whole)
{
    load("u,v\n1,\n2,\n,3\n,4\n");
    fails("surface mean(x*u*v)", "no row has a number in each column that the surface reads", 8);
    stage_run("surface mean(x*u + y)");
}
END_TEST

/* In the line that tells how a file was read there is what is otherwise than it is there. */
START_TEST(how_it_was_read)
{
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"n;a;a\n1;2,5;3\n4;5;four\n6;7;8\n",
         "`;` between cells, decimal comma; 3 rows; n is n_; a is a_2; "
         "line 3: `four` in a_2 is no number"},
        {"4\n5\n", "one column, no name: c1; 2 rows"},
        {"4,2\n", "`,` between cells, no names: c1 to c2; 1 row"},
        {"a b,c d,e f,g h,i j,k l\n1,2,3,4,5,6\n",
         "`,` between cells; 1 row; a b is a_b; c d is c_d; e f is e_f; g h is g_h and 2 more: "
         "`list columns`"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        load(cases[i].text);
        const char *told = strstr(session->answers.notice.bytes, ": ");
        ck_assert_str_eq(told + 2, cases[i].told);
    }
}
END_TEST

START_TEST(columns_are_listed)
{
    load("n,größe,note\n1,2.5,dry\n2,,\n3,-1,wet\n");
    stage_run("list columns");
    ck_assert_str_eq(session->answers.page.bytes,
                     "n_               numbers, 1 to 3 (n in the file)\n"
                     "größe            numbers, -1 to 2.5, 1 gap\n"
                     "note             words\n");
    stage_run("surface mean((x*größe + y)^2)");
    ck_assert_int_eq(sim_problem(session->sim)->data->rows, 2);
    stage_run("plot größe over n_");
    fails("surface mean(gröse*x)", "unknown name gröse; did you mean größe?", 13);
}
END_TEST

/* What is wrong changes nothing. */
START_TEST(refused_data_change_nothing)
{
    char path[PATH_LENGTH] = "/tmp/overshoot-data-XXXXXX", command[PATH_LENGTH + 5];
    load(GAPS);
    stage_run("surface mean((x*u + y - v)^2)");
    stage_run("step 4");
    struct row before = *sim_row(session->sim, 0);
    close(mkstemp(path));
    file_write(path, "u,v\n1,2\n1,2,3\n");
    snprintf(command, sizeof command, "data %s", path);
    fails(command, ":3: expected 2 cells as in line 1, found 3", 5);
    unlink(path);
    ck_assert_mem_eq(&before.x, &sim_row(session->sim, 0)->x, sizeof before.x);
    ck_assert_int_eq(sim_problem(session->sim)->data->rows, 3);
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

/* A record is a data set, too: its columns are quantities, and are drawn as charts are. */
START_TEST(columns_of_the_record)
{
    stage_run("surface ravine");
    stage_run("eta 0.07");
    stage_run("ball adam eta=0.1");
    stage_run("step 30");
    stage_run("hide panel");
    stage_run("view data");
    stage_run("plot norm(g) over n");
    ck_assert_int_eq(session->look.plot->record.count, 1);
    stage_draw(100, 30);
    struct text data = {0};
    text_add(&data, "%s", shown.bytes);
    stage_run("view charts");
    stage_run("chart norm(g)");
    stage_draw(100, 30);
    size_t bar = (size_t)(strstr(data.bytes, "start") - data.bytes); /* the keys differ */
    ck_assert(strncmp(data.bytes, shown.bytes, bar - 60) == 0);
    text_clear(&data);
    plot_write(session, &data);
    ck_assert_str_eq(data.bytes, "norm(g) over n");
    text_free(&data);
    stage_run("plot step over loss");
    ck_assert_str_eq(session->look.plot->record.over, "loss");
    /* both views at once are both made to their end */
    stage_run("view charts data");
    stage_draw(160, 45);
    ck_assert_shows("loss");
    fails("plot foo over loss", "there are no data; expected data FILE first", 5);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("data");
    tcase_add_checked_fixture(tcase, stage_begin, stage_end);
    tcase_set_timeout(tcase, 60);
    tcase_add_table_test(tcase, kinds_of_files, kinds);
    tcase_add_table_test(tcase, files_that_are_read, readable);
    tcase_add_table_test(tcase, cells_without_a_number, gaps);
    tcase_add_table_test(tcase, files_that_are_refused, refused);
    tcase_add_test(tcase, columns_of_the_record);
    tcase_add_test(tcase, hostile_files);
    tcase_add_test(tcase, what_is_no_file);
    tcase_add_table_test(tcase, sums_wait_behind_conditions, gated);
    tcase_add_table_test(tcase, points_and_blocks_agree, formulas);
    tcase_add_test(tcase, values_and_derivatives);
    tcase_add_test(tcase, errors_have_a_place);
    tcase_add_test(tcase, saved_and_opened_again);
    tcase_add_test(tcase, saved_beside_the_data);
    tcase_add_test(tcase, only_gaps_in_use_count);
    tcase_add_test(tcase, batches_without_gaps);
    tcase_add_test(tcase, no_row_is_whole);
    tcase_add_test(tcase, how_it_was_read);
    tcase_add_test(tcase, columns_are_listed);
    tcase_add_test(tcase, refused_data_change_nothing);
    tcase_add_test(tcase, scenes_touch_no_other_files);
    tcase_add_loop_test(tcase, least_squares, 0, 4);
    tcase_add_test(tcase, logistic_regression);
    return suite_run("data", tcase);
}
