/* The memory of a sweep: of its cells, and of nothing else that grows with their number, or with
 * how long the balls go on; and its time, by two workers. */

#include "bench.h"

#include "lab/sweep.h"

#include <limits.h> /* tells which library this is */
#include <math.h>
#include <pthread.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Bytes that are given out now; 0: nobody tells. */
static double bytes_in_use(void)
{
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
    struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd);
#else
    return 0;
#endif
}

/* Asked between pieces. */
static bool note_most(void *context)
{
    double *most = context, bytes = bytes_in_use();
    *most = bytes > *most ? bytes : *most;
    return false;
}

/* The most that a sweep over two numbers of so many values each has at a time, beside what there
 * was. */
static double most_bytes(const struct problem *problem, const struct recipe *recipe, int side,
                         int64_t budget)
{
    struct sweep_task task = {.problem = problem,
                              .recipe = recipe,
                              .conditions = {{-1.5, 2}, 1e-8, 0},
                              .axes = {{"eta", 1e-4, 1, true, side}, {"x", -2, 2, false, side}},
                              .axis_count = 2,
                              .budget = budget,
                              .end = side};
    struct error error;
    double before = bytes_in_use(), most = 0;
    struct sweep *sweep = sweep_new(&task, &error);
    struct sweep_result result = {calloc((size_t)sweep_cells(sweep), sizeof *result.cells), 0};
    struct workers *workers = workers_new(0);
    struct work *work = work_begin(workers, &sweep_work, sweep, &result, sweep_pieces(sweep));
    struct workspace workspace = {0};
    work_ask(work, &workspace, note_most, &most);
    note_most(&most);
    work_end(work);
    workspace_free(&workspace);
    workers_free(workers);
    sweep_free(sweep);
    free(result.cells);
    return most - before;
}

/* --- two threads --- */

enum { SIDE = 160, UPDATES = 300 };

struct half {
    int begin, end;
    double sum;
};

/* As C has it: descent on Rosenbrock's function from starts along a line, so many abreast that the
 * processor is kept busy. One start after the other mostly waits for itself, and two threads on one
 * core would then look like two processors. */
enum { ABREAST = 8 };

static double run_abreast(int begin)
{
    const double eta = 1e-4;
    double x[ABREAST], y[ABREAST], sum = 0;
    for (int k = 0; k < ABREAST; k++) {
        x[k] = -2 + 4.0 * (begin + k) / (SIDE * SIDE);
        y[k] = 1;
    }
    for (int n = 0; n < UPDATES; n++)
        for (int k = 0; k < ABREAST; k++) {
            double gy = 200 * (y[k] - x[k] * x[k]), gx = -2 * (1 - x[k]) - 2 * x[k] * gy;
            x[k] -= eta * gx;
            y[k] -= eta * gy;
        }
    for (int k = 0; k < ABREAST; k++)
        sum += x[k] + y[k];
    return sum;
}

static void *run_half(void *context)
{
    struct half *half = context;
    for (int i = half->begin; i < half->end; i += ABREAST)
        half->sum += run_abreast(i);
    return NULL;
}

static volatile double sink;

static void by_hand_on_two(void *context)
{
    struct half halves[] = {{0, SIDE * SIDE / 2, 0}, {SIDE * SIDE / 2, SIDE * SIDE, 0}};
    pthread_t thread;
    (void)context;
    pthread_create(&thread, NULL, run_half, &halves[1]);
    run_half(&halves[0]);
    pthread_join(thread, NULL);
    sink = halves[0].sum + halves[1].sum;
}

static void by_hand(void *context)
{
    struct half all = {0, SIDE * SIDE, 0};
    (void)context;
    run_half(&all);
    sink = all.sum;
}

struct threaded {
    struct sweep *sweep;
    struct sweep_cell *cells;
    struct workers *none, *one; /* who asks works, too */
};

static void do_sweep(const struct threaded *threaded, struct workers *workers)
{
    struct sweep_result result = {threaded->cells, 0};
    struct work *work =
        work_begin(workers, &sweep_work, threaded->sweep, &result, sweep_pieces(threaded->sweep));
    struct workspace workspace = {0};
    work_ask(work, &workspace, NULL, NULL);
    work_end(work);
    workspace_free(&workspace);
}

static void sweep_by_two(void *context)
{
    do_sweep(context, ((struct threaded *)context)->one);
}

static void sweep_by_one(void *context)
{
    do_sweep(context, ((struct threaded *)context)->none);
}

/* Two workers have a bound where the machine has two processors to give: as C finds. */
static void bench_threads(const struct problem *problem, const struct recipe *recipe)
{
    struct sweep_task task = {.problem = problem,
                              .recipe = recipe,
                              .conditions = {{-1.5, 2}, 1e-8, 0},
                              .axes = {{"eta", 1e-5, 1e-4, true, SIDE}, {"x", -2, 2, false, SIDE}},
                              .axis_count = 2,
                              .budget = UPDATES,
                              .end = SIDE};
    struct error error;
    struct threaded threaded = {
        .sweep = sweep_new(&task, &error), .none = workers_new(0), .one = workers_new(1)};
    const double units = (double)SIDE * SIDE * UPDATES;
    threaded.cells = calloc((size_t)SIDE * SIDE, sizeof *threaded.cells);
    bench_heading("\nns per iteration", "two", "one");
    struct bench_times c = bench_line_by(CLOCK_MONOTONIC, "C, two threads", by_hand_on_two, by_hand,
                                         NULL, units, HUGE_VAL);
    bench_line_by(CLOCK_MONOTONIC, "a sweep of 160 x 160 x 300, two workers", sweep_by_two,
                  sweep_by_one, &threaded, units, c.ours <= 0.6 * c.theirs ? 0.6 : HUGE_VAL);
    workers_free(threaded.none);
    workers_free(threaded.one);
    sweep_free(threaded.sweep);
    free(threaded.cells);
}

static void print(const char *what, double small, double large, double cells, double bound)
{
    double each = (large - small) / cells;
    printf("%-44s %10.1f %10.1f %7.2f %7.2f  %s\n", what, each, (double)sizeof(struct sweep_cell),
           each / (double)sizeof(struct sweep_cell), bound,
           each <= bound * (double)sizeof(struct sweep_cell) ? "ok" : "OVER");
}

int main(void)
{
    enum { SMALL = 100, LARGE = 300 };
    struct error error;
    const struct surface_row *row = catalogue_surface("rosenbrock");
    const struct region domain = {row->x0, row->x1, row->y0, row->y1};
    const struct lets none = {.count = 0};
    const struct problem *problem = problem_new(row, row->formula, &domain, NULL, &none, &error);
    const struct recipe *recipe = recipe_first(problem, 0, &error);
    double small = most_bytes(problem, recipe, SMALL, 50);
    bench_heading("bytes per cell of a sweep", "all", "its own");
    print("from 100 x 100 to 300 x 300", small, most_bytes(problem, recipe, LARGE, 50),
          LARGE * LARGE - SMALL * SMALL, 1.1);
    print("from 50 to 1,000 iterations, 100 x 100", small, most_bytes(problem, recipe, SMALL, 1000),
          SMALL * SMALL, 0.1);
    bench_threads(problem, recipe);
    recipe_release(recipe);
    problem_release(problem);
    return 0;
}
