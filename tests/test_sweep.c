/* Sweeps: their numbers against those that were made without the program; any number of threads,
 * and parts that are joined, make the same bytes. */

#include "../src/base/memory.h"
#include "../src/lab/critical.h"
#include "../src/lab/sweep.h"
#include "file.h"
#include "folder.h"
#include "numbers.h"
#include "suite.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- a run of its own --- */

struct trial {
    const char *formula; /* or the name of a surface */
    const char *rule;
    double eta, momentum;
    struct point start;
    int64_t budget;
};

static struct sweep_axis one(const char *name, double value)
{
    struct sweep_axis axis = {.from = value, .to = value, .count = 1};
    strcpy(axis.name, name);
    return axis;
}

static const struct problem *problem_of(const char *formula)
{
    static const struct lets none = {.count = 0};
    const struct surface_row *row = catalogue_surface(formula);
    struct region domain = {-5, 5, -5, 5};
    struct error error;
    if (row)
        domain = (struct region){row->x0, row->x1, row->y0, row->y1};
    const struct problem *problem =
        problem_new(row, row ? row->formula : formula, &domain, NULL, &none, &error);
    ck_assert_msg(problem != NULL, "%s: %s", formula, error.text);
    return problem;
}

static const struct recipe *recipe_of(const struct problem *problem, const char *rule)
{
    struct error error;
    const struct recipe *first = recipe_first(problem, 0, &error);
    const struct recipe *recipe =
        recipe_with_rule(first, problem, catalogue_optimizer(rule), NULL, NULL, 0, &error);
    recipe_release(first);
    return recipe;
}

/* All of a sweep, by so many threads; the cells are the caller's. */
static struct sweep_cell *all_cells(const struct sweep *sweep, int threads)
{
    struct sweep_result result = {memory_new((size_t)sweep_cells(sweep), sizeof *result.cells), 0};
    struct workers *workers = workers_new(threads);
    struct work *work = work_begin(workers, &sweep_work, sweep, &result, sweep_pieces(sweep));
    struct workspace workspace = {0};
    ck_assert(!work_ask(work, &workspace, NULL, NULL));
    workspace_free(&workspace);
    ck_assert_int_eq(result.known, sweep_cells(sweep));
    ck_assert_int_eq(work_done(work), sweep_pieces(sweep));
    work_end(work);
    workers_free(workers);
    return result.cells;
}

static struct outcome outcome_of(const struct trial *trial, const struct problem *problem,
                                 const struct recipe *recipe)
{
    struct sweep_task task = {.problem = problem,
                              .recipe = recipe,
                              .conditions = {trial->start, 1e-8, 0},
                              .axes = {one("eta", trial->eta), one("momentum", trial->momentum)},
                              .axis_count = recipe_value(recipe, "momentum") ? 2 : 1,
                              .budget = trial->budget,
                              .end = 1};
    struct error error;
    struct sweep *sweep = sweep_new(&task, &error);
    ck_assert_msg(sweep != NULL, "%s", error.text);
    struct sweep_cell *cells = all_cells(sweep, 0);
    struct outcome outcome = cells[0].outcome;
    free(cells);
    sweep_free(sweep);
    return outcome;
}

/* --- tables --- */

/* The next row of a table, behind its header; false: there is none. */
static bool next_row(FILE *file, const char *format, void *const values[], int count)
{
    char line[400];
    (void)format;
    if (ftell(file) == 0 && !fgets(line, sizeof line, file))
        return false;
    if (!fgets(line, sizeof line, file))
        return false;
    char *rest = line;
    for (int i = 0; i < count; i++) {
        char *field = strsep(&rest, "\t\n");
        ck_assert_ptr_nonnull(field);
        if (format[i] == 's')
            snprintf(values[i], 40, "%s", field);
        else
            *(double *)values[i] = strtod(field, NULL);
    }
    return true;
}

static FILE *table(const char *name)
{
    char path[100];
    snprintf(path, sizeof path, "tests/sweep/%s", name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    return file;
}

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-6 * fmax(1, fabs(b)) || same_number(a, b);
}

START_TEST(the_ravine_to_the_bit)
{
    FILE *file = table("ravine.tsv");
    double eta, momentum, iterations, loss, overshoots, x, y;
    char fate[40];
    void *const row[] = {&eta, &momentum, fate, &iterations, &loss, &overshoots, &x, &y};
    const struct problem *problem = problem_of("ravine");
    const struct recipe *recipe = recipe_of(problem, "sgd");
    int count = 0;
    while (next_row(file, "ffsfffff", row, 8)) {
        struct trial trial = {NULL, "sgd", eta, momentum, {-3.1, 1.37}, 500};
        struct outcome outcome = outcome_of(&trial, problem, recipe);
        ck_assert_msg(strcmp(fate_names[outcome.fate], fate) == 0 &&
                          (double)outcome.iterations == iterations &&
                          (double)outcome.overshoots == overshoots &&
                          same_number(outcome.loss, loss) && same_number(outcome.x, x) &&
                          same_number(outcome.y, y),
                      "eta %.17g, momentum %.17g: %s %lld %.17g", eta, momentum,
                      fate_names[outcome.fate], (long long)outcome.iterations, outcome.loss);
        count++;
    }
    ck_assert_int_eq(count, 384);
    fclose(file);
    recipe_release(recipe);
    problem_release(problem);
}
END_TEST

START_TEST(basins_of_newton)
{
    FILE *file = table("points.tsv");
    double number, x, y, start_x, start_y, iterations;
    struct point points[10] = {{0, 0}};
    char kind[40];
    void *const point[] = {&number, kind, &x, &y};
    while (next_row(file, "fsff", point, 4))
        points[(int)number] = (struct point){x, y};
    fclose(file);
    file = table("basins.tsv");
    void *const row[] = {&start_x, &start_y, &number, &iterations};
    const struct problem *problem = problem_of("himmelblau");
    const struct recipe *recipe = recipe_of(problem, "newton");
    int count = 0;
    while (next_row(file, "ffff", row, 4)) {
        struct trial trial = {NULL, "newton", 1, 0, {start_x, start_y}, 300};
        struct outcome outcome = outcome_of(&trial, problem, recipe);
        ck_assert_msg(
            outcome.fate == FATE_CONVERGED && (double)outcome.iterations == iterations &&
                near(outcome.x, points[(int)number].x) && near(outcome.y, points[(int)number].y),
            "%.17g, %.17g: %s %lld %.17g %.17g", start_x, start_y, fate_names[outcome.fate],
            (long long)outcome.iterations, outcome.x, outcome.y);
        count++;
    }
    ck_assert_int_eq(count, 2400);
    fclose(file);
    recipe_release(recipe);
    problem_release(problem);
}
END_TEST

START_TEST(what_balls_did_over_long_runs)
{
    FILE *file = table("phase.tsv");
    double eta, momentum, x, y, budget, period, iterations, overshoots;
    char formula[40], rule[40], label[40], fate[40], word[VERDICT_SIZE], wanted[60];
    void *const row[] = {formula, rule,  &eta,    &momentum, &x,          &y,
                         &budget, label, &period, fate,      &iterations, &overshoots};
    int count = 0;
    while (next_row(file, "ssfffffsfsff", row, 12)) {
        const struct problem *problem = problem_of("ravine");
        const struct recipe *recipe = recipe_of(problem, rule);
        struct trial trial = {NULL, rule, eta, momentum, {x, y}, (int64_t)budget};
        struct outcome outcome = outcome_of(&trial, problem, recipe);
        snprintf(wanted, sizeof wanted, period > 0 ? "%s %.0f" : "%s", label, period);
        verdict_write(outcome.verdict, word);
        ck_assert_msg(strcmp(word, wanted) == 0 && strcmp(fate_names[outcome.fate], fate) == 0 &&
                          (double)outcome.iterations == iterations &&
                          (double)outcome.overshoots == overshoots,
                      "%s eta %g momentum %g: %s, not %s", rule, eta, momentum, word, wanted);
        recipe_release(recipe);
        problem_release(problem);
        count++;
    }
    ck_assert_int_eq(count, 10);
    fclose(file);
}
END_TEST

START_TEST(periods_and_chaos)
{
    FILE *file = table("bifurcation.tsv");
    double eta, sure;
    char period[40], word[VERDICT_SIZE], wanted[60];
    void *const row[] = {&eta, period, &sure};
    const struct problem *problem = problem_of("x^4/4 - x^2/2 + y^2/2");
    const struct recipe *recipe = recipe_of(problem, "sgd");
    int count = 0;
    while (next_row(file, "fsf", row, 3)) {
        struct trial trial = {NULL, "sgd", eta, 0, {0.5, 0}, 20000};
        if (sure == 0)
            continue;
        struct outcome outcome = outcome_of(&trial, problem, recipe);
        verdict_write(outcome.verdict, word);
        snprintf(wanted, sizeof wanted, "periodic %s", period);
        bool good = strcmp(period, "chaos") == 0      ? outcome.verdict.kind == VERDICT_CHAOTIC
                    : strcmp(period, "diverged") == 0 ? outcome.fate == FATE_DIVERGED
                    : strcmp(period, "1") == 0        ? outcome.fate == FATE_CONVERGED
                                                      : strcmp(word, wanted) == 0;
        ck_assert_msg(good, "eta %.17g: %s, not %s", eta, word, period);
        count++;
    }
    printf("%d sure rows of the bifurcation agree\n", count);
    fclose(file);
    recipe_release(recipe);
    problem_release(problem);
}
END_TEST

/* A twentieth of the way to the next doubling before and after each. */
START_TEST(periods_double)
{
    FILE *file = table("doublings.tsv");
    double from, to, eta, before = 0.5;
    void *const row[] = {&from, &to, &eta};
    const struct problem *problem = problem_of("x^4/4 - x^2/2 + y^2/2");
    const struct recipe *recipe = recipe_of(problem, "sgd");
    int count = 0;
    while (next_row(file, "fff", row, 3)) {
        double off = (eta - before) / (count ? 80 : 20), wanted[] = {from, to};
        for (int side = 0; side < 2; side++) {
            struct trial trial = {NULL, "sgd", side ? eta + off : eta - off, 0, {0.5, 0}, 20000};
            struct outcome outcome = outcome_of(&trial, problem, recipe);
            int period = outcome.verdict.kind == VERDICT_PERIODIC ? outcome.verdict.period
                         : outcome.fate == FATE_CONVERGED         ? 1
                                                                  : 0;
            ck_assert_msg(period == wanted[side], "eta %.17g: %d, not %g", trial.eta, period,
                          wanted[side]);
        }
        before = eta;
        count++;
    }
    ck_assert_int_eq(count, 6);
    fclose(file);
    recipe_release(recipe);
    problem_release(problem);
}
END_TEST

/* All that are flat of a surface with many of them, by kind. */
START_TEST(critical_points_of_the_camel)
{
    FILE *file = table("camel.tsv");
    char kind[40];
    double x, y, loss;
    void *const row[] = {kind, &x, &y, &loss};
    const struct problem *problem = problem_of("six_hump_camel");
    static const struct {
        const char *word;
        enum stationary kind;
    } kinds[] = {{"minimum", STATIONARY_MINIMUM},
                 {"saddle", STATIONARY_SADDLE},
                 {"maximum", STATIONARY_MAXIMUM}};
    struct lab *lab = lab_new();
    struct critical critical = lab_critical(lab, problem, &problem->domain);
    int count = 0;
    for (; next_row(file, "sfff", row, 4); count++) {
        bool found = false;
        for (int i = 0; i < critical.count; i++) {
            const struct critical_point *point = &critical.points[i];
            bool same = near(point->place.x, x) && near(point->place.y, y);
            for (int k = 0; k < 3 && same; k++)
                found |= strcmp(kinds[k].word, kind) == 0 && kinds[k].kind == point->kind &&
                         near(point->loss, loss);
        }
        ck_assert_msg(found, "%s at %g, %g", kind, x, y);
    }
    ck_assert_int_eq(count, 15);
    ck_assert_int_eq(critical.count, 15);
    fclose(file);
    lab_free(lab);
    problem_release(problem);
}
END_TEST

/* --- threads --- */

static struct sweep *some_sweep(const char *rule)
{
    struct error error;
    const struct problem *problem = problem_of("rosenbrock");
    const struct recipe *recipe = recipe_of(problem, rule);
    struct sweep_task task = {.problem = problem,
                              .recipe = recipe,
                              .conditions = {{-1.5, 2}, 1e-8, 0},
                              .axes = {{"eta", 1e-4, 1, true, 70}, {"x", -2, 2, false, 9}},
                              .axis_count = 2,
                              .budget = 120,
                              .end = 70};
    struct sweep *sweep = sweep_new(&task, &error);
    ck_assert_msg(sweep != NULL, "%s", error.text);
    recipe_release(recipe);
    problem_release(problem);
    return sweep;
}

static bool same_cells(const struct sweep_cell *a, const struct sweep_cell *b, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        const struct outcome *p = &a[i].outcome, *q = &b[i].outcome;
        if (p->fate != q->fate || p->iterations != q->iterations ||
            p->overshoots != q->overshoots || p->verdict.kind != q->verdict.kind ||
            p->verdict.period != q->verdict.period || !same_number(p->loss, q->loss) ||
            !same_number(p->x, q->x) || !same_number(p->y, q->y))
            return false;
    }
    return true;
}

START_TEST(any_number_of_threads)
{
    static const int threads[] = {0, 1, 2, 7};
    struct sweep *sweep = some_sweep("adam");
    struct sweep_cell *first = all_cells(sweep, 0);
    for (int i = 0; i < 4; i++) {
        struct sweep_cell *cells = all_cells(sweep, threads[i]);
        ck_assert(same_cells(first, cells, sweep_cells(sweep)));
        free(cells);
    }
    free(first);
    sweep_free(sweep);
}
END_TEST

/* Late after so many slices. */
static bool is_late(void *context)
{
    int *left = context;
    return (*left)-- <= 0;
}

START_TEST(what_is_given_up_changes_nothing)
{
    struct sweep *sweep = some_sweep("sgd");
    struct sweep_cell *first = all_cells(sweep, 0);
    struct workers *workers = workers_new(_i);
    struct workspace workspace = {0};
    random_state = 5;
    for (int i = 0; i < 1000; i++) {
        struct sweep_result result = {memory_new((size_t)sweep_cells(sweep), sizeof *result.cells),
                                      0};
        struct work *work = work_begin(workers, &sweep_work, sweep, &result, sweep_pieces(sweep));
        int left = (int)(random_bits() % 4);
        if (random_bits() % 3)
            work_ask(work, &workspace, is_late, &left);
        work_end(work);
        for (int64_t k = 0; k < sweep_cells(sweep); k++)
            ck_assert(!result.cells[k].known || same_cells(&first[k], &result.cells[k], 1));
        free(result.cells);
    }
    workers_free(workers);
    workspace_free(&workspace);
    struct sweep_cell *cells = all_cells(sweep, _i);
    ck_assert(same_cells(first, cells, sweep_cells(sweep)));
    free(cells);
    free(first);
    sweep_free(sweep);
}
END_TEST

/* --- the command line --- */

/* What the sweep prints goes into the file "out"; stopped: somebody interrupts as soon as it has
 * begun to write. */
static int shell(const char *arguments, bool stopped)
{
    struct text command = {0};
    const char *out = folder_path("out");
    text_add(&command, "'%s' sweep %s >'%s' 2>&1", getenv("OVERSHOOT"), arguments, out);
    if (stopped)
        text_add(&command, " & until [ -s '%s' ]; do sleep 0.05; done; kill -INT $!; wait $!", out);
    int status = system(command.bytes); /* NOLINT(cert-env33-c): the program itself */
    text_free(&command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static struct text sweep_of(const char *arguments)
{
    struct text all = {0};
    text_add(&all, "-e 'surface ravine' %s", arguments);
    ck_assert_int_eq(shell(all.bytes, false), 0);
    text_free(&all);
    return file_read(folder_path("out"));
}

START_TEST(parts_are_joined_as_they_are)
{
    static const char *const formats[] = {"csv", "jsonl"};
    static const char *const parts[] = {"0:1", "1:20", "20:", "30:40"};
    for (int i = 0; i < 2; i++) {
        char arguments[300];
        struct text joined = {0};
        const char *grid = "--param eta=0.001:1:log:30 --param momentum=0.99:0:7 --until 200";
        snprintf(arguments, sizeof arguments, "%s --format %s", grid, formats[i]);
        struct text whole = sweep_of(arguments);
        for (int k = 0; k < 4; k++) {
            snprintf(arguments, sizeof arguments, "%s --format %s --rows %s", grid, formats[i],
                     parts[k]);
            struct text part = sweep_of(arguments);
            text_add_bytes(&joined, part.bytes ? part.bytes : "", part.length);
            text_free(&part);
        }
        ck_assert_str_eq(joined.bytes, whole.bytes);
        text_free(&joined);
        text_free(&whole);
    }
}
END_TEST

START_TEST(names_of_all_kinds)
{
    struct text text = sweep_of("-e 'let k = 3' -e 'surface k*x^2 + y^2' -e 'schedule time' "
                                "--param k=1:2:2 --param η=0.5:0.1:2 --until 5 --workers 0");
    ck_assert_ptr_nonnull(strstr(text.bytes, "k,eta,outcome,iterations,loss,overshoots,label,x,y"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "\n2,0.10000000000000001,running,5,"));
    text_free(&text);
    text = sweep_of("-e 'schedule time' --param decay=0:1:2 --param x=-1:1:3 --until 5");
    ck_assert_ptr_nonnull(strstr(text.bytes, "\n1,-1,running,5,"));
    text_free(&text);
}
END_TEST

static const char *behind_header(const struct text *text)
{
    const char *end = strchr(text->bytes, '\n');
    ck_assert_ptr_nonnull(end);
    return end + 1;
}

/* The state is a part of what drifts away: with momentum, a step that alone would throw what is
 * nearby apart may draw it together. */
static const struct {
    const char *arguments, *label;
} drifts[] = {
    {"-e 'surface abs(x) + y^2' -e 'start 1.3, -0.8' --param eta=1.1:1:1 --param "
     "momentum=0.9:1:1 --until 400",
     ",running,"},
    {"-e 'surface (1-x)^2 + 20*(y-x^2)^2' -e 'start -1.2, 0.8' --param eta=0.011:1:1 --param "
     "momentum=0.9:1:1 --until 400",
     ",running,"},
    {"-e 'surface (1-x)^2 + 20*(y-x^2)^2' -e 'start -1.2, 0.8' -e 'optimizer adam' --param "
     "eta=0.3:1:1 --param beta1=0.95:1:1 --until 400",
     ",running,"},
    {"-e 'surface x^4/4 - x^2/2 + y^2/2' -e 'start 0.5, 0' --param eta=1.6:2:1 --param "
     "momentum=0.3:1:1 --until 400",
     ",chaotic,"},
    /* On a quadratic nothing leads what has left back, before it is out as well. */
    {"-e 'surface ravine' --param eta=0.0805:1:1 --until 400", ",diverging,"},
    {"-e 'surface ravine' -e 'optimizer v = momentum*v - eta*g; theta += v' "
     "--param eta=0.1522:1:1 --param momentum=0.9:1:1 --until 400 -e 'start 0.1, 1e-4'",
     ",diverging,"},
    {"-e 'data scenes/data/cars.csv' -e 'surface mean((x*(speed - 15)/5 + y - distance)^2)' "
     "--param eta=0.885:1:1 --until 400",
     ",diverging,"},
};

START_TEST(what_drifts_away)
{
    struct text text = sweep_of(drifts[_i].arguments);
    const char *outcome = strstr(behind_header(&text), ",running,400,");
    ck_assert_ptr_nonnull(outcome); /* it goes on */
    ck_assert_msg(strstr(outcome + 1, drifts[_i].label) != NULL, "%s", text.bytes);
    text_free(&text);
}
END_TEST

/* How long the first of two schedules lasts is no number of lanes; alone they would be. */
START_TEST(how_long_a_schedule_lasts)
{
    const char *const scene = "-e 'surface x^4/4 - x^2/2 + y^2/2' -e 'start 0.5,0' "
                              "-e 'schedule linear total=%d from=1 to=1 then constant' %s "
                              "--param eta=0.9:1.6:8 --until 1000";
    char arguments[400];
    snprintf(arguments, sizeof arguments, scene, 50, "--param total=20:60:3");
    struct text all = sweep_of(arguments), joined = {0};
    for (int total = 20; total <= 60; total += 20) {
        snprintf(arguments, sizeof arguments, scene, total, "");
        struct text part = sweep_of(arguments);
        for (const char *line = behind_header(&part); *line; line = strchr(line, '\n') + 1)
            text_add(&joined, "%d,%.*s\n", total, (int)strcspn(line, "\n"), line);
        text_free(&part);
    }
    ck_assert_str_eq(behind_header(&all), joined.bytes);
    ck_assert_ptr_nonnull(strstr(all.bytes, "periodic 16"));
    ck_assert_ptr_nonnull(strstr(all.bytes, "chaotic"));
    text_free(&all);
    text_free(&joined);
}
END_TEST

/* The loss and the place of a ball after so many steps, as `run` prints them. */
static struct text end_of_run(const char *scene, const char *more, int steps)
{
    struct text command = {0}, end = {0};
    const char *out = folder_path("out");
    text_add(&command, "'%s' run %s %s --steps %d --columns loss,x,y 2>&1 >'%s'",
             getenv("OVERSHOOT"), scene, more, steps, out);
    ck_assert_int_eq(system(command.bytes), 0); /* NOLINT(cert-env33-c): the program itself */
    struct text rows = file_read(out);
    ck_assert(rows.length > 1);
    rows.bytes[rows.length - 1] = '\0';
    text_add(&end, "%s", strrchr(rows.bytes, '\n') + 1);
    text_free(&command);
    text_free(&rows);
    return end;
}

/* Mini-batches cannot be lanes, noise can; numbers that were changed on the way are those of a run
 * from the start. */
static const struct {
    const char *scene, *changed; /* the latter for the sweep alone */
} chances[] = {
    {"-e 'data scenes/data/cars.csv' "
     "-e 'surface mean((x*(speed - 15.4)/5 + y - distance)^2)' -e 'start 0, 10' "
     "-e 'batch 10'",
     ""},
    {"-e 'data scenes/data/cars.csv' "
     "-e 'surface mean((x*(speed - 15.4)/5 + y - distance)^2)' -e 'start 0, 10' "
     "-e 'batch 7' -e 'noise 0.2' -e 'schedule exponential for 7 then step period=3'",
     ""},
    {"-e 'surface ravine' -e 'noise 0.3'", ""},
    {"-e 'surface ravine' -e 'schedule exponential for 7 then step period=3'",
     "-e 'run 10' -e 'eta 0.3'"},
};

START_TEST(what_a_ball_of_its_own_does)
{
    char arguments[600], eta[40];
    snprintf(arguments, sizeof arguments, "%s %s --param eta=0.001:0.004:2 --until 23",
             chances[_i].scene, chances[_i].changed);
    ck_assert_int_eq(shell(arguments, false), 0);
    struct text sweep = file_read(folder_path("out"));
    for (int k = 0; k < 2; k++) {
        snprintf(eta, sizeof eta, "-e 'eta %s'", k == 0 ? "0.001" : "0.004");
        struct text end = end_of_run(chances[_i].scene, eta, 23);
        char *place = strchr(end.bytes, ',');
        ck_assert_msg(strstr(sweep.bytes, place) != NULL, "%s: %s, not %s", arguments, sweep.bytes,
                      end.bytes);
        text_free(&end);
    }
    text_free(&sweep);
}
END_TEST

static const struct {
    const char *arguments, *message;
} mistakes[] = {
    {"", "sweep takes --param NAME=FROM:TO:COUNT such as eta=0.01:1:log:50"},
    {"--param eta", "there is no NAME="},
    {"--param eta=1:2", "COUNT must be a whole number from 1 to 1000000"},
    {"--param eta=1:2:0", "COUNT must be a whole number"},
    {"--param eta=a:2:3", "FROM must be a number"},
    {"--param eta=-1:2:log:3", "both ends must be above 0"},
    {"--param eta=-1:2:3", "eta"},
    {"--param zeta=1:2:3", "no number zeta; there are eta, momentum, x and y"},
    {"--param eta=1:2:3 --param eta=1:2:3", "both --param are eta"},
    {"--param eta=1:2:3 --rows 2:2", "--rows takes A:B such as 0:50, A below B, not '2:2'"},
    {"--param eta=1:2:3 --format cast",
     "sweep writes csv, jsonl, txt, ans, svg, png and gif, not 'cast'"},
    {"--param eta=1:2:3 --rows 0:1 --format txt", "--rows is for tables"},
    {"--param eta=0:1:1000 --param momentum=0:0.9:1000 --format txt", "at most 262144"},
};

START_TEST(what_is_wrong_is_said)
{
    ck_assert_int_eq(shell(mistakes[_i].arguments, false), 2);
    struct text text = file_read(folder_path("out"));
    ck_assert_msg(strstr(text.bytes, mistakes[_i].message) != NULL, "%s", text.bytes);
    text_free(&text);
}
END_TEST

/* All of it, by any number of threads. */
START_TEST(it_is_a_picture_too)
{
    struct text text =
        sweep_of("--param eta=0:0.16:40 --param momentum=0:0.99:20 --format txt --size 100x30");
    ck_assert_ptr_nonnull(strstr(text.bytes, "border 2(1+μ)/λ"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "best "));
    ck_assert_ptr_null(strstr(text.bytes, " %"));
    text_free(&text);
    text = sweep_of("--param eta=0:0.1:40 --format svg");
    ck_assert_ptr_nonnull(strstr(text.bytes, "<svg"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "last iterations"));
    text_free(&text);
}
END_TEST

/* What is done when somebody interrupts is whole rows, and it is said how many. */
START_TEST(interrupted_it_keeps_what_is_done)
{
    const char *grid = "--param eta=0.0001:0.001:100 --param x=-4:4:3000 --until 1000000 -e "
                       "'surface rosenbrock' ";
    ck_assert_int_eq(shell(grid, true), 1);
    struct text text = file_read(folder_path("out"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "overshoot: interrupted: "));
    ck_assert_ptr_nonnull(strstr(text.bytes, " of 300000 runs are written"));
    text_free(&text);
}
END_TEST

int main(void)
{
    TCase *tables = tcase_create("tables"), *threads = tcase_create("threads"),
          *files = tcase_create("files");
    tcase_set_timeout(tables, 60);
    tcase_set_timeout(threads, 60);
    tcase_set_timeout(files, 60);
    tcase_add_checked_fixture(files, folder_begin, folder_end);
    tcase_add_test(tables, the_ravine_to_the_bit);
    tcase_add_test(tables, basins_of_newton);
    tcase_add_test(tables, what_balls_did_over_long_runs);
    tcase_add_test(tables, periods_and_chaos);
    tcase_add_test(tables, periods_double);
    tcase_add_test(tables, critical_points_of_the_camel);
    tcase_add_test(threads, any_number_of_threads);
    tcase_add_loop_test(threads, what_is_given_up_changes_nothing, 0, 3);
    tcase_add_test(files, parts_are_joined_as_they_are);
    tcase_add_test(files, names_of_all_kinds);
    tcase_add_table_test(files, what_drifts_away, drifts);
    tcase_add_test(files, how_long_a_schedule_lasts);
    tcase_add_table_test(files, what_a_ball_of_its_own_does, chances);
    tcase_add_table_test(files, what_is_wrong_is_said, mistakes);
    tcase_add_test(files, it_is_a_picture_too);
    tcase_add_test(files, interrupted_it_keeps_what_is_done);
    return suite_run("sweep", tables, threads, files);
}
