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
    for (int i = 0; i < BALLS_MAX; i++)
        mover_free(&lab->foreseen[i].mover);
    workspace_free(&lab->workspace);
    slow_motion_free(&lab->slow);
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
    return sim_row_at(sim, ball, &lab->workspace, n, row);
}

/* One row in any case; then so many as are a millisecond's work, or for as long as there is time.
 */
static bool has_time_for_a_row(const struct lab *lab, int count, int64_t begun)
{
    enum { MILLISECOND = 2000000 };
    int64_t work = lab->workspace.work - begun, most = count > 0 ? work / count : 0;
    return count == 0 || !lab->is_late || work + most < MILLISECOND || !lab->is_late(lab->context);
}

int lab_ahead(struct lab *lab, const struct sim *sim, int ball, struct row *rows, int max)
{
    struct lab_foreseen *kept = &lab->foreseen[ball];
    int64_t begun = lab->workspace.work;
    int wanted = max < FORESEEN_MAX ? max : FORESEEN_MAX, done = 0;
    if (kept->stamp != sim->stamp) {
        mover_free(&kept->mover);
        mover_copy(&kept->mover, &sim->balls[ball]->mover);
        kept->stamp = sim->stamp;
        kept->count = 0;
    }
    for (; kept->count < wanted && !kept->mover.now.row.diverged; done++) {
        if (kept->count > 0 && !has_time_for_a_row(lab, done, begun)) {
            lab->shortfalls++;
            break;
        }
        kept->rows[kept->count++] = *mover_next(&kept->mover, &lab->workspace);
    }
    int count = kept->count < wanted ? kept->count : wanted;
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
