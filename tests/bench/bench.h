#ifndef OVERSHOOT_BENCH_H
#define OVERSHOOT_BENCH_H

/* What the benchmarks share. Each .c file here is a program that prints lines of one table: two
 * works that are measured in turn, so that both meet the same machine, and the ratio's bound. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef void bench_work(void *context);

static inline double bench_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static inline double bench_repeat(bench_work *work, void *context, long rounds)
{
    double begin = bench_now();
    for (long i = 0; i < rounds; i++) {
        work(context);
    }
    return (bench_now() - begin) / (double)rounds;
}

static inline int bench_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Prints what, the nanoseconds of both works per unit, their ratio and whether it is within the
 * bound. The medians of 15 repetitions of some milliseconds each. */
static inline void bench_line(const char *what, bench_work *ours, bench_work *theirs, void *context,
                              double units, double bound)
{
    enum { REPETITIONS = 15 };
    double times[2][REPETITIONS], ratios[REPETITIONS];
    bench_work *works[] = {ours, theirs};
    long rounds[2];
    for (int k = 0; k < 2; k++) {
        rounds[k] = 1 + (long)(4e6 / (bench_repeat(works[k], context, 3) + 1));
    }
    for (int i = 0; i < REPETITIONS; i++) {
        for (int k = 0; k < 2; k++) {
            times[k][i] = bench_repeat(works[k], context, rounds[k]);
        }
        ratios[i] = times[0][i] / times[1][i];
    }
    qsort(times[0], REPETITIONS, sizeof(double), bench_order);
    qsort(times[1], REPETITIONS, sizeof(double), bench_order);
    qsort(ratios, REPETITIONS, sizeof(double), bench_order);
    double ratio = ratios[REPETITIONS / 2];
    printf("%-44s %10.2f %10.2f %7.2f %7.2f  %s\n", what, times[0][REPETITIONS / 2] / units,
           times[1][REPETITIONS / 2] / units, ratio, bound, ratio <= bound ? "ok" : "OVER");
    fflush(stdout);
}

static inline void bench_heading(const char *title, const char *ours, const char *theirs)
{
    printf("%-44s %10s %10s %7s %7s\n", title, ours, theirs, "ratio", "bound");
}

#endif
