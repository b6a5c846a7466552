/* The memory of a sweep: of its cells, and of nothing else that grows with their number, or with
 * how long the balls go on. */

#include "bench.h"

#include "lab/sweep.h"

#include <limits.h> /* tells which library this is */
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
    work_ask(work, note_most, &most);
    note_most(&most);
    work_end(work);
    workers_free(workers);
    sweep_free(sweep);
    free(result.cells);
    return most - before;
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
    recipe_release(recipe);
    problem_release(problem);
    return 0;
}
