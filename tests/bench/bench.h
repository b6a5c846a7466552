#ifndef OVERSHOOT_BENCH_H
#define OVERSHOOT_BENCH_H

/* What the benchmarks share. Each .c file here is a program that prints lines of one table: two
 * works that are measured in turn, so that both meet the same machine, and the ratio's bound. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef void bench_work(void *context);

/* The clock of the thread leaves out what other programs take of a shared machine; works that have
 * threads of their own need CLOCK_MONOTONIC. */
static inline double bench_now(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static inline double bench_repeat(bench_work *work, void *context, long rounds, clockid_t clock)
{
    double begin = bench_now(clock);
    for (long i = 0; i < rounds; i++) {
        work(context);
    }
    return (bench_now(clock) - begin) / (double)rounds;
}

static inline int bench_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Nanoseconds per unit. */
struct bench_times {
    double ours, theirs;
};

/* Prints what, the nanoseconds of both works per unit, their ratio and whether it is within the
 * bound. 15 repetitions of some milliseconds each: their medians; by CLOCK_MONOTONIC, which counts
 * the time that other programs took too, the fastest. */
static inline struct bench_times bench_line_by(clockid_t clock, const char *what, bench_work *ours,
                                               bench_work *theirs, void *context, double units,
                                               double bound)
{
    enum { REPETITIONS = 15 };
    double times[2][REPETITIONS], ratios[REPETITIONS];
    bench_work *works[] = {ours, theirs};
    long rounds[2];
    for (int k = 0; k < 2; k++) {
        rounds[k] = 1 + (long)(4e6 / (bench_repeat(works[k], context, 3, clock) + 1));
    }
    for (int i = 0; i < REPETITIONS; i++) {
        for (int k = 0; k < 2; k++) {
            times[k][i] = bench_repeat(works[k], context, rounds[k], clock);
        }
        ratios[i] = times[0][i] / times[1][i];
    }
    qsort(times[0], REPETITIONS, sizeof(double), bench_order);
    qsort(times[1], REPETITIONS, sizeof(double), bench_order);
    qsort(ratios, REPETITIONS, sizeof(double), bench_order);
    bool fastest = clock == CLOCK_MONOTONIC;
    int chosen = fastest ? 0 : REPETITIONS / 2;
    struct bench_times shown = {times[0][chosen] / units, times[1][chosen] / units};
    double ratio = fastest ? shown.ours / shown.theirs : ratios[chosen];
    printf("%-44s %10.2f %10.2f %7.2f %7.2f  %s\n", what, shown.ours, shown.theirs, ratio, bound,
           ratio <= bound ? "ok" : "OVER");
    fflush(stdout);
    return shown;
}

static inline struct bench_times bench_line(const char *what, bench_work *ours, bench_work *theirs,
                                            void *context, double units, double bound)
{
    return bench_line_by(CLOCK_THREAD_CPUTIME_ID, what, ours, theirs, context, units, bound);
}

static inline void bench_heading(const char *title, const char *ours, const char *theirs)
{
    printf("%-44s %10s %10s %7s %7s\n", title, ours, theirs, "ratio", "bound");
}

#endif
