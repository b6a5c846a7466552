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

static void drop_rows(struct lab *lab, int ball)
{
    mover_free(&lab->foreseen[ball].mover);
    halfway_free(&lab->foreseen[ball].halfway);
    halfway_free(&lab->looked_up[ball].halfway);
}

void lab_free(struct lab *lab)
{
    if (!lab)
        return;
    lab_drop_jobs(lab);
    series_store_free(lab->series);
    measured_store_free(lab->measured);
    lab_drop_throng(lab);
    lab_drop_verdicts(lab);
    lab_drop_map(lab);
    lab_drop_batch(lab);
    for (int i = 0; i < BALLS_MAX; i++)
        drop_rows(lab, i);
    workspace_free(&lab->workspace);
    slow_motion_free(&lab->slow);
    halfway_free(&lab->traced.halfway);
    problem_release(lab->other.made);
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
    struct lab_looked_up *kept = &lab->looked_up[ball];
    if (kept->stamp != sim->stamp || kept->n != n) {
        halfway_free(&kept->halfway);
        *kept = (struct lab_looked_up){.stamp = sim->stamp, .n = n};
    }
    if (!kept->known) {
        workspace_share(&lab->workspace, &kept->halfway, lab_share(lab));
        bool is_there = sim_row_at(sim, ball, &lab->workspace, n, &kept->row);
        bool done = workspace_rest(&lab->workspace);
        kept->known = is_there && done;
        lab->shortfalls += !done;
    }
    if (kept->known)
        *row = kept->row;
    return kept->known;
}

/* One more, or a share of it; false: there is no time. A share of work is done in any case. */
static bool foresee(struct lab *lab, struct lab_foreseen *kept, int64_t begun)
{
    int64_t left = lab_share(lab) - (lab->workspace.work - begun);
    if (left <= 0 && lab->is_late(lab->context))
        return false;
    workspace_share(&lab->workspace, &kept->halfway, left > 0 ? left : PIECE_WORK);
    const struct row *row = mover_next(&kept->mover, &lab->workspace);
    if (row)
        kept->rows[kept->count++] = *row;
    workspace_rest(&lab->workspace);
    return true;
}

int lab_ahead(struct lab *lab, const struct sim *sim, int ball, struct row *rows, int max)
{
    struct lab_foreseen *kept = &lab->foreseen[ball];
    int64_t begun = lab->workspace.work;
    int wanted = max < FORESEEN_MAX ? max : FORESEEN_MAX;
    if (kept->stamp != sim->stamp) {
        mover_free(&kept->mover);
        mover_copy(&kept->mover, &sim->balls[ball]->mover);
        halfway_free(&kept->halfway);
        kept->stamp = sim->stamp;
        kept->count = 0;
    }
    bool goes_on = true;
    while (goes_on && kept->count < wanted && !kept->mover.now.row.diverged)
        goes_on = foresee(lab, kept, begun);
    lab->shortfalls += !goes_on;
    int count = kept->count < wanted ? kept->count : wanted;
    memcpy(rows, kept->rows, (size_t)count * sizeof *rows);
    return count;
}

const struct rule_trace *lab_trace(struct lab *lab, const struct sim *sim, int ball,
                                   struct seen *seen)
{
    struct lab_traced *traced = &lab->traced;
    if (traced->stamp != sim->stamp || traced->ball != ball) {
        halfway_free(&traced->halfway);
        *traced = (struct lab_traced){.stamp = sim->stamp, .ball = ball};
    }
    bool diverged = sim_row(sim, ball)->diverged;
    if (!traced->known && !diverged) {
        workspace_share(&lab->workspace, &traced->halfway, lab_share(lab));
        mover_trace(&sim->balls[ball]->mover, &lab->workspace, &lab->slow, &traced->seen);
        traced->known = workspace_rest(&lab->workspace);
        lab->shortfalls += !traced->known;
    }
    *seen = traced->seen;
    return traced->known ? lab->slow.trace : NULL;
}

void lab_curve(struct lab *lab, const struct sim *sim, const struct formula_code *curve,
               struct point place, const double *at, double *values, int64_t count)
{
    problem_curve_values(sim_problem(sim), &lab->workspace, curve, place, at, values, count);
}
