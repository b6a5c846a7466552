#include "internal.h"

#include "../base/memory.h"
#include "workers.h"

#include <stdlib.h>
#include <string.h>

struct lab *lab_new(void)
{
    struct lab *lab = memory_new(1, sizeof *lab);
    lab->series = series_store_new();
    lab->measured = measured_store_new();
    return lab;
}

void lab_free(struct lab *lab)
{
    if (!lab)
        return;
    lab_drop_jobs(lab);
    series_store_free(lab->series);
    measured_store_free(lab->measured);
    lab_drop_throng(lab);
    workspace_free(&lab->workspace);
    slow_motion_free(&lab->slow);
    problem_release(lab->other.made);
    free(lab->slice_places);
    free(lab);
}

void lab_lend(struct lab *lab, struct workers *workers)
{
    lab_drop_jobs(lab);
    lab->workers = workers;
}

struct workers *lab_workers(const struct lab *lab)
{
    return lab->workers;
}

void lab_set_limit(struct lab *lab, bool (*is_late)(void *context), void *context)
{
    lab->is_late = is_late;
    lab->context = context;
    lab->turn++;
    lab->walked = 0;
    workers_turn(lab->workers);
    lab_free_retired(lab);
}

int64_t lab_shortfalls(const struct lab *lab)
{
    return lab->shortfalls;
}

void lab_fall_short(struct lab *lab)
{
    lab->shortfalls++;
}

int64_t lab_heaviest(const struct lab *lab)
{
    return lab->heaviest;
}

int64_t lab_pieces(const struct lab *lab)
{
    return lab->pieces;
}

int64_t lab_awaited(const struct lab *lab)
{
    return lab->awaited;
}

bool lab_row_at(struct lab *lab, const struct sim *sim, int ball, int64_t n, struct row *row)
{
    return sim_row_at(sim, ball, &lab->workspace, n, row);
}

int lab_ahead(struct lab *lab, const struct sim *sim, int ball, struct row *rows, int max)
{
    struct lab_foreseen *kept = &lab->foreseen[ball];
    const struct mover *mover = &sim->balls[ball]->mover;
    if (max > FORESEEN_MAX)
        return mover_foresee(mover, &lab->workspace, rows, max);
    if (kept->stamp != sim->stamp || kept->max < max) {
        kept->stamp = sim->stamp;
        kept->max = max;
        kept->count = mover_foresee(mover, &lab->workspace, kept->rows, max);
    }
    int count = kept->count < max ? kept->count : max;
    memcpy(rows, kept->rows, (size_t)count * sizeof *rows);
    return count;
}

const struct rule_trace *lab_trace(struct lab *lab, const struct sim *sim, int ball,
                                   struct seen *seen)
{
    struct lab_traced *traced = &lab->traced;
    if (traced->stamp != sim->stamp || traced->ball != ball) {
        *traced = (struct lab_traced){.stamp = sim->stamp, .ball = ball};
        traced->goes_on = mover_trace(&sim->balls[ball]->mover, &lab->workspace, &lab->slow,
                                      &traced->seen) != NULL;
    }
    *seen = traced->seen;
    return traced->goes_on ? lab->slow.trace : NULL;
}

void lab_curve(struct lab *lab, const struct sim *sim, const struct formula_code *curve,
               struct point place, const double *at, double *values, int64_t count)
{
    problem_curve_values(sim_problem(sim), &lab->workspace, curve, place, at, values, count);
}
