/* The formula engine against C that was written by hand and compiled in the same run with the same
 * flags. -march=native makes the C side faster, and with it come bounds of its own; else they are
 * for the CPU levels that execute.c offers. */

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "bench.h"
#include "catalogue/catalogue.h"
#include "lang/formula.h"
#include "model/flock.h"

enum { WIDTH = 400, HEIGHT = 240, STARTS = 24000, ITERATIONS = 300, CHUNK = 1000, STATES = 4 };

/* The polynomials, those that call libm, and many starts. */
#ifdef __AVX2__
static const char column[] = "built for this machine";
enum { POLYNOMIAL = 400, CIRCULAR = 30, MANY = 25 };
#else
static const char column[] = "portable build";
enum { POLYNOMIAL = 250, CIRCULAR = 35, MANY = 40 };
#endif

/* --- Formulas by hand ----------------------------------------------------------------------------
 */

static double rosenbrock(double x, double y)
{
    double a = 1 - x, b = y - x * x;
    return a * a + 100 * (b * b);
}

static double himmelblau(double x, double y)
{
    double a = x * x + y - 11, b = x + y * y - 7;
    return a * a + b * b;
}

static double beale(double x, double y)
{
    double a = 1.5 - x + x * y, b = 2.25 - x + x * (y * y), c = 2.625 - x + x * (y * y * y);
    return a * a + b * b + c * c;
}

static const double two_pi = 6.283185307179586;

static double rastrigin(double x, double y)
{
    return 20 + x * x - 10 * cos(two_pi * x) + y * y - 10 * cos(two_pi * y);
}

static double ackley(double x, double y)
{
    return 20 + 2.718281828459045 - 20 * exp(-0.2 * sqrt(0.5 * (x * x + y * y))) -
           exp(0.5 * (cos(two_pi * x) + cos(two_pi * y)));
}

static void himmelblau_gradient(double x, double y, double g[2])
{
    double a = x * x + y - 11, b = x + y * y - 7;
    g[0] = 4 * x * a + 2 * b;
    g[1] = 2 * a + 4 * y * b;
}

/* Zeros that begin a cache line. */
static double *numbers(size_t count)
{
    size_t size = (count * sizeof(double) + 63) / 64 * 64;
    double *zeros = aligned_alloc(64, size);
    return zeros ? memset(zeros, 0, size) : NULL;
}

/* --- Heat maps -----------------------------------------------------------------------------------
 */

struct map {
    const struct program *program, *other;
    struct workspace workspace;
    _Alignas(64) double x[WIDTH], row_y[WIDTH];
    double y[HEIGHT];
    double *outputs[6]; /* WIDTH * HEIGHT each */
    int stride;         /* from row to row; 0: a row takes the place of the one before */
};

static void run_map(struct map *map, const struct program *program, int output_count)
{
    const double *inputs[] = {map->x, map->row_y};
    for (int row = 0; row < HEIGHT; row++) {
        double *outputs[6];
        for (int k = 0; k < output_count; k++) {
            outputs[k] = map->outputs[k] + row * map->stride;
        }
        for (int i = 0; i < WIDTH; i++) {
            map->row_y[i] = map->y[row];
        }
        program_run(program, &map->workspace, inputs, outputs, WIDTH);
    }
}

static void map_value(void *context)
{
    struct map *map = context;
    run_map(map, map->program, 1);
}

#define MAP_BY_HAND(surface)                                                                       \
    static void map_##surface(void *context)                                                       \
    {                                                                                              \
        struct map *map = context;                                                                 \
        for (int row = 0; row < HEIGHT; row++) {                                                   \
            for (int i = 0; i < WIDTH; i++) {                                                      \
                map->outputs[0][row * WIDTH + i] = surface(map->x[i], map->y[row]);                \
            }                                                                                      \
        }                                                                                          \
    }
MAP_BY_HAND(rosenbrock)
MAP_BY_HAND(himmelblau)
MAP_BY_HAND(beale)
MAP_BY_HAND(rastrigin)
MAP_BY_HAND(ackley)

static void map_gradient(void *context)
{
    struct map *map = context;
    run_map(map, map->other, 3);
}

static void map_hessian(void *context)
{
    struct map *map = context;
    run_map(map, map->other, 6);
}

static const struct {
    const char *name;
    bench_work *by_hand;
    int percent; /* the bound of its time, of C's */
} surfaces[] = {{"rosenbrock", map_rosenbrock, POLYNOMIAL},
                {"himmelblau", map_himmelblau, POLYNOMIAL},
                {"beale", map_beale, POLYNOMIAL},
                {"rastrigin", map_rastrigin, CIRCULAR},
                {"ackley", map_ackley, CIRCULAR}};
enum { SURFACES = sizeof surfaces / sizeof *surfaces };

/* --- Adam ----------------------------------------------------------------------------------------
 */

static const double rate = 0.05, beta1 = 0.9, beta2 = 0.999, eps = 1e-8;

/* A point and its two moments; by the engine's names. */
struct adam {
    _Alignas(64) /* two threads have one each */
        const struct formula_code *rule;
    const double *inputs[2][32]; /* for each side of the state */
    int side;
    double n;
    double *state[2]; /* before and after: x, y and the rule's state, an array each */
    struct workspace workspace;
    int begin, end; /* the starts that one thread takes */
    double *points; /* x of every start, then y */
};

static enum name_kind find_parameter(const struct scope *scope, const char *name, double *number)
{
    (void)scope, (void)number;
    return catalogue_parameter(name) ? NAME_PARAMETER : NAME_UNKNOWN;
}

static const char *no_name(const struct scope *scope, int index)
{
    (void)scope, (void)index;
    return NULL;
}

static void bind_adam(struct adam *adam, int side, size_t stride)
{
    const double *state = adam->state[side];
    for (int i = 0; i < adam->rule->graph->input_count; i++) {
        const struct input *input = &adam->rule->graph->inputs[i];
        const double **bound = &adam->inputs[side][i];
        switch (input->kind) {
        case INPUT_X:
            *bound = state;
            break;
        case INPUT_Y:
            *bound = state + stride;
            break;
        case INPUT_STATE:
            *bound = state + (size_t)(2 + input->index) * stride;
            break;
        case INPUT_ETA:
            *bound = &rate;
            break;
        case INPUT_N:
            *bound = &adam->n;
            break;
        default:
            *bound = strcmp(input->name, "beta1") == 0   ? &beta1
                     : strcmp(input->name, "beta2") == 0 ? &beta2
                                                         : &eps;
        }
    }
}

static void step_adam(struct adam *adam, size_t stride, size_t count)
{
    double *outputs[2 + STATES];
    for (size_t k = 0; k < 2 + STATES; k++) {
        outputs[k] = adam->state[!adam->side] + k * stride;
    }
    program_run(adam->rule->program, &adam->workspace, adam->inputs[adam->side], outputs, count);
    adam->side = !adam->side;
}

static void one_step(void *context)
{
    struct adam *adam = context;
    adam->n = adam->n < 1000 ? adam->n + 1 : 0;
    step_adam(adam, 1, 1);
}

struct moments {
    double x, y, m[2], v[2];
};

static struct moments hand_state = {.x = -3, .y = 3};
static double hand_n;

static void one_step_by_hand(void *context)
{
    (void)context;
    struct moments *s = &hand_state;
    double g[2];
    hand_n = hand_n < 1000 ? hand_n + 1 : 0;
    himmelblau_gradient(s->x, s->y, g);
    double c1 = 1 - pow(beta1, hand_n + 1), c2 = 1 - pow(beta2, hand_n + 1);
    for (int k = 0; k < 2; k++) {
        s->m[k] = beta1 * s->m[k] + (1 - beta1) * g[k];
        s->v[k] = beta2 * s->v[k] + (1 - beta2) * g[k] * g[k];
    }
    s->x -= rate * (s->m[0] / c1) / (sqrt(s->v[0] / c2) + eps);
    s->y -= rate * (s->m[1] / c1) / (sqrt(s->v[1] / c2) + eps);
}

static void run_starts(struct adam *adam)
{
    for (int at = adam->begin; at < adam->end; at += CHUNK) {
        size_t count = (size_t)(adam->end - at < CHUNK ? adam->end - at : CHUNK);
        adam->side = 0;
        memset(adam->state[0], 0, (2 + STATES) * CHUNK * sizeof(double));
        memcpy(adam->state[0], adam->points + at, count * sizeof(double));
        memcpy(adam->state[0] + CHUNK, adam->points + STARTS + at, count * sizeof(double));
        for (int n = 0; n < ITERATIONS; n++) {
            adam->n = n;
            step_adam(adam, CHUNK, count);
        }
    }
}

static void many_starts(void *context)
{
    struct adam *adam = context;
    adam[0].begin = 0;
    adam[0].end = STARTS;
    run_starts(&adam[0]);
}

static void *run_half(void *context)
{
    run_starts(context);
    return NULL;
}

static void many_starts_on_two_threads(void *context)
{
    struct adam *adam = context;
    pthread_t thread;
    adam[0].begin = 0;
    adam[0].end = adam[1].begin = STARTS / 2;
    adam[1].end = STARTS;
    pthread_create(&thread, NULL, run_half, &adam[1]);
    run_starts(&adam[0]);
    pthread_join(thread, NULL);
}

static volatile double sink;

/* One start after the other, until it has diverged. */
static void many_starts_by_hand(void *context)
{
    struct adam *adam = context;
    double corrections[ITERATIONS][2];
    for (int n = 0; n < ITERATIONS; n++) {
        corrections[n][0] = 1 - pow(beta1, n + 1);
        corrections[n][1] = 1 - pow(beta2, n + 1);
    }
    for (int i = 0; i < STARTS; i++) {
        struct moments s = {.x = adam->points[i], .y = adam->points[STARTS + i]};
        for (int n = 0; n < ITERATIONS && fabs(s.x) + fabs(s.y) < 1e6; n++) {
            double g[2];
            himmelblau_gradient(s.x, s.y, g);
            for (int k = 0; k < 2; k++) {
                s.m[k] = beta1 * s.m[k] + (1 - beta1) * g[k];
                s.v[k] = beta2 * s.v[k] + (1 - beta2) * g[k] * g[k];
            }
            s.x -= rate * (s.m[0] / corrections[n][0]) / (sqrt(s.v[0] / corrections[n][1]) + eps);
            s.y -= rate * (s.m[1] / corrections[n][0]) / (sqrt(s.v[1] / corrections[n][1]) + eps);
        }
        sink = s.x + s.y;
    }
}

/* --- Sweeps --------------------------------------------------------------------------------------
 */

/* The same starts as a crowd, which judges every row: with all numbers the same, or as a sweep over
 * two of them has it, in whose pieces one of them differs by lane. Nothing converges, so that none
 * leaves. */
struct sweep {
    struct adam *adam;
    const struct problem *problem;
    const struct recipe *recipe;
    const struct crowd_code *code;
    struct crowd *crowd;
    struct workspace workspace;
    double etas[STARTS], betas[STARTS];
};

static void begin_sweep(struct sweep *sweep, bool by_lane)
{
    struct error error;
    const struct surface_row *row = catalogue_surface("himmelblau");
    const struct region domain = {row->x0, row->x1, row->y0, row->y1};
    const struct lets none = {.count = 0};
    const struct problem *problem = problem_new(row, row->formula, &domain, NULL, &none, &error);
    const struct recipe *first = recipe_first(problem, 0, &error);
    const struct recipe *recipe =
        recipe_with_rule(first, problem, catalogue_optimizer("adam"), NULL, NULL, 0, &error);
    const struct conditions conditions = {.tolerance = 0};
    const struct varied varied[VARIED_MAX] = {{"eta", by_lane}, {"beta1", false}};
    sweep->code = crowd_compile(problem, recipe, &conditions, varied, false);
    sweep->crowd = crowd_new();
    for (int i = 0; i < STARTS; i++) {
        sweep->etas[i] = by_lane ? 0.01 + 0.09 * i / STARTS : rate;
        sweep->betas[i] = by_lane ? 0.8 + 0.1 * (double)(i / CROWD_LANES) / 100 : beta1;
    }
    sweep->problem = problem;
    sweep->recipe = recipe;
    recipe_release(first);
}

static void end_sweep(struct sweep *sweep)
{
    crowd_code_release(sweep->code);
    problem_release(sweep->problem);
    recipe_release(sweep->recipe);
    crowd_free(sweep->crowd);
    workspace_free(&sweep->workspace);
}

static void sweep_starts(void *context)
{
    struct sweep *sweep = context;
    for (int at = 0; at < STARTS; at += CROWD_LANES) {
        int count = STARTS - at < CROWD_LANES ? STARTS - at : CROWD_LANES;
        crowd_begin(sweep->crowd, sweep->code, count, ITERATIONS, sweep->adam->points + at,
                    sweep->adam->points + STARTS + at,
                    (const double *[]){sweep->etas + at, sweep->betas + at});
        while (crowd_go_on(sweep->crowd, &sweep->workspace, INT64_MAX)) {
        }
    }
}

static void sweep_by_hand(void *context)
{
    struct sweep *sweep = context;
    many_starts(sweep->adam);
}

/* --- Crowds --------------------------------------------------------------------------------------
 */

/* So many of the starts as a crowd that is looked at after each iteration, beside the same lanes of
 * the sweep; nobody draws here. And what noise of its own for each costs. */
enum { CROWD = 10000 };
struct flocks {
    struct sweep *sweep;
    bool noisy;
    struct workspace workspace;
};

static void crowd_on_its_way(void *context)
{
    struct flocks *of = context;
    struct error error;
    const double *points = of->sweep->adam->points;
    const struct conditions conditions = {.tolerance = 0};
    struct flock *flock = flock_new(points, points + STARTS, CROWD);
    const struct recipe *recipe =
        recipe_with_seen(of->sweep->recipe, of->sweep->problem, of->noisy ? 1e-9 : 0, 0, 0, &error);
    flock_bind(flock, &of->workspace, of->sweep->problem, recipe, &conditions, NULL);
    for (int n = 1; n <= ITERATIONS; n++)
        for (int part = 0; part < flock_parts(flock); part++)
            flock_go_on(flock, &of->workspace, part, n);
    flock_free(flock);
    recipe_release(recipe);
}

static void crowd_as_lanes(void *context)
{
    const struct flocks *of = context;
    struct sweep *sweep = of->sweep;
    for (int at = 0; at < CROWD; at += CROWD_LANES) {
        int count = CROWD - at < CROWD_LANES ? CROWD - at : CROWD_LANES;
        crowd_begin(sweep->crowd, sweep->code, count, ITERATIONS, sweep->adam->points + at,
                    sweep->adam->points + STARTS + at,
                    (const double *[]){sweep->etas + at, sweep->betas + at});
        while (crowd_go_on(sweep->crowd, &sweep->workspace, INT64_MAX)) {
        }
    }
}

/* --- The table -----------------------------------------------------------------------------------
 */

static const struct scope scope = {.find = find_parameter, .name_at = no_name};

static struct surface_code *compile(const char *name)
{
    struct error error;
    struct surface_code *code = surface_compile(catalogue_surface(name)->formula, &scope, &error);
    if (!code) {
        fprintf(stderr, "%s: %s\n", name, error.text);
        exit(1);
    }
    return code;
}

static void bench_surfaces(void)
{
    static struct map map;
    struct surface_code *codes[SURFACES];
    char what[60];
    for (int k = 0; k < 6; k++) {
        map.outputs[k] = numbers(WIDTH * HEIGHT);
    }
    for (int i = 0; i < SURFACES; i++) {
        codes[i] = compile(surfaces[i].name);
    }
    for (int i = 0; i < WIDTH; i++) {
        map.x[i] = -5 + 10 * (i + 0.5) / WIDTH;
    }
    for (int i = 0; i < HEIGHT; i++) {
        map.y[i] = -5 + 10 * (i + 0.5) / HEIGHT;
    }
    bench_heading("ns per point of 400 x 240", "engine", "C");
    map.stride = WIDTH;
    for (int i = 0; i < SURFACES; i++) {
        map.program = codes[i]->value;
        bench_line(surfaces[i].name, map_value, surfaces[i].by_hand, &map, WIDTH * HEIGHT,
                   surfaces[i].percent / 100.0);
    }
    /* Row by row: six whole maps are more than the cache holds, and not the engine's doing. */
    bench_heading("\nns per point of 400 x 240, row by row", "with", "value");
    map.stride = 0;
    for (int i = 0; i < SURFACES; i++) {
        map.program = codes[i]->value;
        map.other = codes[i]->gradient;
        snprintf(what, sizeof what, "%s with gradient", surfaces[i].name);
        bench_line(what, map_gradient, map_value, &map, WIDTH * HEIGHT, 2.3);
        map.other = codes[i]->hessian;
        snprintf(what, sizeof what, "%s with gradient and Hessian", surfaces[i].name);
        bench_line(what, map_hessian, map_value, &map, WIDTH * HEIGHT, 4.7);
    }
    for (int i = 0; i < SURFACES; i++) {
        surface_code_free(codes[i]);
    }
    for (int k = 0; k < 6; k++) {
        free(map.outputs[k]);
    }
    workspace_free(&map.workspace);
}

static void print_speed(struct bench_times ns)
{
    printf("%-44s %10.1f %10.1f\n", "    million iterations per second", 1e3 / ns.ours,
           1e3 / ns.theirs);
}

static void bench_adam(void)
{
    struct error error;
    struct surface_code *surface = compile("himmelblau");
    struct scope on = scope;
    on.surface = surface;
    struct formula_code *rule =
        formula_compile(LANGUAGE_RULE, catalogue_optimizer("adam")->rule, &on, &error);
    struct adam adams[2] = {{.rule = rule}, {.rule = rule}};
    double *points = numbers(2 * STARTS);
    for (int i = 0; i < STARTS; i++) {
        points[i] = -5 + 10 * (i % 160 + 0.5) / 160;
        points[STARTS + i] = -5 + 10 * ((double)(i / 160) + 0.5) / 150;
    }
    for (int k = 0; k < 2; k++) {
        adams[k].points = points;
        for (int side = 0; side < 2; side++) {
            adams[k].state[side] = numbers((2 + STATES) * CHUNK);
            bind_adam(&adams[k], side, k == 0 ? 1 : CHUNK);
        }
    }
    adams[0].state[0][0] = -3;
    adams[0].state[0][1] = 3;
    bench_heading("\nns per iteration of Adam on Himmelblau", "engine", "C");
    print_speed(bench_line("one point", one_step, one_step_by_hand, adams, 1, 2.5));
    bind_adam(&adams[0], 0, CHUNK);
    bind_adam(&adams[0], 1, CHUNK);
    print_speed(bench_line("24,000 starts x 300 iterations", many_starts, many_starts_by_hand,
                           adams, (double)STARTS * ITERATIONS, MANY / 100.0));
    bench_heading("", "sweep", "starts");
    static struct sweep sweeps[2];
    static const char *const names[] = {"the starts as a sweep, row by row judged",
                                        "the same, over eta and beta1"};
    for (int k = 0; k < 2; k++) {
        sweeps[k].adam = adams;
        begin_sweep(&sweeps[k], k == 1);
        bench_line(names[k], sweep_starts, sweep_by_hand, &sweeps[k], (double)STARTS * ITERATIONS,
                   k == 1 ? 1.6 : 1.15);
        end_sweep(&sweeps[k]);
    }
    begin_sweep(&sweeps[0], false);
    struct flocks flocks = {.sweep = &sweeps[0]};
    bench_heading("", "crowd", "lanes");
    bench_line("a crowd of 10,000, row by row", crowd_on_its_way, crowd_as_lanes, &flocks,
               (double)CROWD * ITERATIONS, 1.2);
    flocks.noisy = true;
    bench_line("the same with noise of its own for each", crowd_on_its_way, crowd_as_lanes, &flocks,
               (double)CROWD * ITERATIONS, 3.5);
    workspace_free(&flocks.workspace);
    end_sweep(&sweeps[0]);
    /* Whether there are two processors is asked where workers are measured. */
    bench_heading("", "two", "one");
    bench_line_by(CLOCK_MONOTONIC, "24,000 starts x 300, two threads", many_starts_on_two_threads,
                  many_starts, adams, (double)STARTS * ITERATIONS, HUGE_VAL);
    for (int k = 0; k < 2; k++) {
        free(adams[k].state[0]);
        free(adams[k].state[1]);
        workspace_free(&adams[k].workspace);
    }
    free(points);
    formula_code_free(rule);
    surface_code_free(surface);
}

/* --- Sums over data rows -------------------------------------------------------------------------
 */

enum { ROWS = 10000, PIXELS = 256 };

struct fit {
    struct surface_code *surface;
    const double *a, *b;
    struct workspace workspace;
    _Alignas(64) double x[PIXELS], y[PIXELS], out[3][PIXELS];
};

static void fit_points(struct fit *fit, const struct program *program, size_t count)
{
    double *outputs[] = {fit->out[0], fit->out[1], fit->out[2]};
    program_run(program, &fit->workspace, (const double *[8]){fit->x, fit->y}, outputs, count);
}

static void one_fit(void *context)
{
    struct fit *fit = context;
    fit_points(fit, fit->surface->gradient, 1);
}

static void many_fits(void *context)
{
    struct fit *fit = context;
    fit_points(fit, fit->surface->value, PIXELS);
}

static void one_line_by_hand(void *context)
{
    struct fit *fit = context;
    double loss = 0, gx = 0, gy = 0;
    for (int i = 0; i < ROWS; i++) {
        double r = fit->x[0] * fit->a[i] + fit->y[0] - fit->b[i];
        loss += r * r;
        gx += r * fit->a[i];
        gy += r;
    }
    fit->out[0][0] = loss / ROWS;
    fit->out[1][0] = 2 * gx / ROWS;
    fit->out[2][0] = 2 * gy / ROWS;
}

static void many_lines_by_hand(void *context)
{
    struct fit *fit = context;
    for (int k = 0; k < PIXELS; k++) {
        double loss = 0;
        for (int i = 0; i < ROWS; i++) {
            double r = fit->x[k] * fit->a[i] + fit->y[k] - fit->b[i];
            loss += r * r;
        }
        fit->out[0][k] = loss / ROWS;
    }
}

static void one_logistic_by_hand(void *context)
{
    struct fit *fit = context;
    double loss = 0, gx = 0, gy = 0;
    for (int i = 0; i < ROWS; i++) {
        double e = exp(-(fit->x[0] * fit->a[i] + fit->y[0]) * fit->b[i]);
        double slope = -e / (1 + e) * fit->b[i];
        loss += log(1 + e);
        gx += slope * fit->a[i];
        gy += slope;
    }
    fit->out[0][0] = loss / ROWS;
    fit->out[1][0] = gx / ROWS;
    fit->out[2][0] = gy / ROWS;
}

static const struct data *make_rows(void)
{
    struct data *data = data_new("");
    data->rows = ROWS;
    data->column_count = 2;
    for (int k = 0; k < 2; k++) {
        memcpy(data->columns[k].name, k ? "b" : "a", 2);
        data->columns[k].values = numbers(ROWS);
        for (int i = 0; i < ROWS; i++) {
            data->columns[k].values[i] = sin((k + 1.5) * i);
        }
    }
    return data;
}

static void bench_fit(const char *what, const char *formula, bench_work *ours, bench_work *theirs,
                      double units, double bound)
{
    struct error error;
    struct scope with_data = {.data = make_rows()};
    struct fit fit = {.surface = surface_compile(formula, &with_data, &error)};
    fit.a = with_data.data->columns[0].values;
    fit.b = with_data.data->columns[1].values;
    for (int k = 0; k < PIXELS; k++) {
        fit.x[k] = cos(k);
        fit.y[k] = sin(k);
    }
    bench_line(what, ours, theirs, &fit, units, bound);
    workspace_free(&fit.workspace);
    surface_code_free(fit.surface);
    data_release(with_data.data);
}

static void bench_data(void)
{
    static const char line[] = "mean((x*a + y - b)^2)";
    bench_heading("\nns per row of 10,000 data rows", "engine", "C");
    bench_fit("a line's loss and gradient, one point", line, one_fit, one_line_by_hand, ROWS, 0.8);
    bench_fit("a line's loss, 256 points", line, many_fits, many_lines_by_hand,
              (double)ROWS * PIXELS, 0.8);
    bench_fit("logistic loss and gradient, one point", "mean(log(1 + exp(-(x*a + y)*b)))", one_fit,
              one_logistic_by_hand, ROWS, 0.8);
    bench_fit("the same by log1p", "mean(log1p(exp(-(x*a + y)*b)))", one_fit, one_logistic_by_hand,
              ROWS, 0.8);
}

int main(void)
{
    printf("The engine, %s\n\n", column);
    bench_surfaces();
    bench_adam();
    bench_data();
    return 0;
}
