/* What a long run costs: memory, an iteration with its record, and going anywhere on the record. */

#include "bench.h"

#include "sim/sim.h"

#include <math.h>
#include <sys/resource.h>

enum { ITERATIONS = 1000000, SEEKS = 500, TRAIL = 256 };

static double megabytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static struct sim *begin(void)
{
    struct sim *sim = sim_new();
    struct error error;
    const struct surface_row *row = catalogue_surface("rosenbrock");
    struct region domain = {row->x0, row->x1, row->y0, row->y1};
    sim_set_surface(sim, row, row->formula, &domain, NULL, &error);
    sim_set_start(sim, row->start);
    sim_set_optimizer(sim, 0, catalogue_optimizer("adam"), NULL, NULL, 0, &error);
    sim_set_value(sim, 0, "eta", 1e-4, &error);
    return sim;
}

int main(void)
{
    double before = megabytes(), start = bench_now(CLOCK_THREAD_CPUTIME_ID);
    struct sim *sim = begin();
    for (int i = 0; i < ITERATIONS; i++)
        sim_step(sim);
    double iteration = (bench_now(CLOCK_THREAD_CPUTIME_ID) - start) / ITERATIONS;
    printf("%-44s %10.0f\n", "an iteration of Adam with its record, ns", iteration);
    printf("%-44s %10.1f %26.0f\n", "a ball's million iterations, MB (bound)", megabytes() - before,
           200.0);
    double worst = 0, sum = 0;
    unsigned random = 1;
    for (int i = 0; i < SEEKS; i++) {
        const struct row *rows[TRAIL];
        random = random * 1103515245 + 12345;
        start = bench_now(CLOCK_THREAD_CPUTIME_ID);
        sim_seek(sim, (random >> 4) % ITERATIONS);
        sim_trail(sim, 0, TRAIL, rows);
        double time = (bench_now(CLOCK_THREAD_CPUTIME_ID) - start) / 1e6;
        sum += time;
        worst = fmax(worst, time);
    }
    printf("%-44s %10.2f %10.2f %15.2f\n\n", "going anywhere in it, ms: mean, worst (bound)",
           sum / SEEKS, worst, 1000.0 / 60);
    sim_free(sim);
    return 0;
}
