/* Trajectories, rates and values against those of PyTorch, Keras and the papers: see
 * tests/reference/README. The commands of a case set up a session, as a user's would. */

#include "session/session.h"
#include "suite.h"

#include "command/script.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 10, LINE_SIZE = 8192 };

static const double relative_loss = 1e-9, floor_loss = 1e-12;
static const double relative_eta = 1e-12, floor_eta = 1e-15;
static const double relative_value = 1e-9, floor_value = 1e-9;

/* --- tables --- */

struct table {
    FILE *file;
    char line[LINE_SIZE];
    char *fields[FIELDS_MAX];
    int count;
};

/* The next line, cut at its tabs. */
static bool table_next(struct table *table)
{
    if (!fgets(table->line, sizeof table->line, table->file))
        return false;
    table->line[strcspn(table->line, "\n")] = '\0';
    table->count = 0;
    for (char *field = table->line; field; table->count++) {
        ck_assert_int_lt(table->count, FIELDS_MAX);
        table->fields[table->count] = field;
        field = strchr(field, '\t');
        if (field)
            *field++ = '\0';
    }
    return true;
}

static FILE *open_file(const char *name)
{
    char path[100];
    snprintf(path, sizeof path, "tests/reference/%s", name);
    return fopen(path, "r");
}

static void table_open(struct table *table, const char *name)
{
    table->file = open_file(name);
    ck_assert_msg(table->file, "%s is not in tests/reference", name);
    ck_assert(table_next(table)); /* the names of its columns */
}

/* How many rows a table has; -1 if it is not there. */
static int count_rows(const char *name)
{
    FILE *file = open_file(name);
    int count = -1;
    for (int c; file && (c = getc(file)) != EOF;)
        count += c == '\n';
    if (file)
        fclose(file);
    return count;
}

/* The row of that number, from 0. */
static void table_open_at(struct table *table, const char *name, int number)
{
    table_open(table, name);
    for (int i = 0; i <= number; i++)
        ck_assert(table_next(table));
}

static double number(const char *field)
{
    char *end;
    double value = strtod(field, &end);
    ck_assert_msg(end != field && !*end, "not a number: %s", field);
    return value;
}

/* --- trajectories --- */

struct replay {
    struct session *session;
    const char *name;
    double tolerance;
};

static void run_commands(struct session *session, char *commands)
{
    struct error error;
    for (char *command = commands, *next; command; command = next) {
        next = strstr(command, " | ");
        if (next) {
            *next = '\0';
            next += strlen(" | ");
        }
        ck_assert_msg(command_execute(session, command, &error), "%s: %s", command, error.text);
    }
}

static void go_to(struct replay *replay, int n)
{
    struct error error;
    while (replay->session->sim->clock < n)
        ck_assert_msg(script_tick(replay->session, &error), "%s: %s", replay->name, error.text);
    ck_assert_msg(sim_row(replay->session->sim, 0)->n == n, "%s: there is no row %d", replay->name,
                  n);
}

static void expect(const struct replay *replay, int n, const char *what, const char *field,
                   double got, double relative, double slack)
{
    if (!*field)
        return;
    double expected = number(field);
    double allowed = relative * fabs(expected) + slack;
    ck_assert_msg(fabs(got - expected) <= allowed, "%s: row %d: %s is %.17g, should be %.17g",
                  replay->name, n, what, got, expected);
}

static void expect_row(const struct replay *replay, int n, char **fields)
{
    const struct row *row = sim_row(replay->session->sim, 0);
    double tolerance = replay->tolerance, slope = fabs(row->gx) + fabs(row->gy);
    expect(replay, n, "x", fields[2], row->x, tolerance, tolerance);
    expect(replay, n, "y", fields[3], row->y, tolerance, tolerance);
    expect(replay, n, "the loss", fields[4], row->loss, relative_loss,
           floor_loss + tolerance * slope);
    expect(replay, n, "eta", fields[5], row->eta, relative_eta, floor_eta);
}

START_TEST(trajectories_are_the_reference_s)
{
    struct table entry;
    table_open_at(&entry, "cases.tsv", _i);
    struct replay replay = {session_new(), entry.fields[0], number(entry.fields[2])};
    run_commands(replay.session, entry.fields[3]);
    struct table rows;
    table_open(&rows, "trajectories.tsv");
    int steps = (int)number(entry.fields[1]), last = -1;
    while (table_next(&rows)) {
        ck_assert_int_eq(rows.count, 6);
        int of = atoi(rows.fields[0]); /* in order */
        if (of < _i + 1)
            continue;
        if (of > _i + 1)
            break;
        last = atoi(rows.fields[1]);
        go_to(&replay, last);
        expect_row(&replay, last, rows.fields);
    }
    ck_assert_int_eq(last, steps);
    fclose(rows.file);
    fclose(entry.file);
    session_free(replay.session);
}
END_TEST

/* --- surfaces --- */

static struct sim *sim_on(const char *name)
{
    struct sim *sim = sim_new();
    struct error error;
    const struct surface_row *row = catalogue_surface(name);
    ck_assert_msg(row, "there is no surface %s", name);
    struct region domain = {row->x0, row->x1, row->y0, row->y1};
    ck_assert_msg(sim_set_surface(sim, row, row->formula, &domain, NULL, &error), "%s: %s", name,
                  error.text);
    return sim;
}

/* size: of the terms that the value is made of */
static void expect_value(const char *name, const char *what, const char *field, double got,
                         double size)
{
    double expected = number(field);
    ck_assert_msg(fabs(got - expected) <= fmax(relative_value * size, floor_value),
                  "%s: %s is %.17g, should be %.17g", name, what, got, expected);
}

static double largest(const double *numbers, int count)
{
    double size = 0;
    for (int i = 0; i < count; i++)
        size = fmax(size, fabs(numbers[i]));
    return size;
}

START_TEST(values_are_the_reference_s)
{
    struct table function;
    table_open_at(&function, "functions.tsv", _i);
    const char *name = function.fields[0];
    struct sim *sim = sim_on(name);
    struct table points;
    table_open(&points, "values.tsv");
    int count = 0;
    while (table_next(&points)) {
        char **fields = points.fields;
        if (strcmp(fields[0], name) != 0)
            continue;
        sim_set_start(sim, (struct point){number(fields[1]), number(fields[2])});
        const struct row *row = sim_row(sim, 0);
        double slope = largest((double[]){row->gx, row->gy}, 2);
        double curvature = largest((double[]){row->hxx, row->hxy, row->hyy}, 3);
        expect_value(name, "f", fields[3], row->loss, fabs(row->loss));
        expect_value(name, "fx", fields[4], row->gx, slope);
        expect_value(name, "fy", fields[5], row->gy, slope);
        expect_value(name, "fxx", fields[6], row->hxx, curvature);
        expect_value(name, "fxy", fields[7], row->hxy, curvature);
        expect_value(name, "fyy", fields[8], row->hyy, curvature);
        count++;
    }
    ck_assert_int_ge(count, 10);
    fclose(points.file);
    fclose(function.file);
    sim_free(sim);
}
END_TEST

/* The loss at every minimum is the literature's, and a smooth one is level there. */
START_TEST(minima_are_the_literature_s)
{
    struct table function;
    table_open_at(&function, "functions.tsv", _i);
    const char *name = function.fields[0], *kind = function.fields[1];
    double lowest = number(function.fields[2]);
    struct sim *sim = sim_on(name);
    const struct surface_row *surface = catalogue_surface(name);
    ck_assert_int_gt(surface->minimum_count, 0);
    for (int i = 0; i < surface->minimum_count; i++) {
        sim_set_start(sim, surface->minima[i]);
        const struct row *row = sim_row(sim, 0);
        ck_assert_double_eq_tol(row->loss, lowest, 1e-12 * fmax(1, fabs(lowest)));
        double curvature = largest((double[]){1, row->hxx, row->hxy, row->hyy}, 4);
        double size = fmax(fabs(surface->minima[i].x), fabs(surface->minima[i].y));
        if (strcmp(kind, "smooth") == 0)
            ck_assert_msg(row_gradient_norm(row) <= 1e-14 * curvature * fmax(1, size),
                          "%s: at a minimum the gradient is %g", name, row_gradient_norm(row));
    }
    fclose(function.file);
    sim_free(sim);
}
END_TEST

int main(void)
{
    int cases = count_rows("cases.tsv"), functions = count_rows("functions.tsv");
    if (cases < 1 || functions < 1) {
        fputs("tests/reference is not here: run the tests from the folder that has it\n", stderr);
        return EXIT_FAILURE;
    }
    TCase *tests = tcase_create("reference");
    tcase_add_loop_test(tests, trajectories_are_the_reference_s, 0, cases);
    tcase_add_loop_test(tests, values_are_the_reference_s, 0, functions);
    tcase_add_loop_test(tests, minima_are_the_literature_s, 0, functions);
    return suite_run("reference", tests);
}
