/* What balls did of late. */

#include "internal.h"

#include "../lang/vmath.h"

#include <math.h>

/* The numbers that the next row depends on: the place, then the rule's state. */
static double *number_of(struct mover *mover, int index)
{
    return index == 0   ? &mover->now.row.x
           : index == 1 ? &mover->now.row.y
                        : &mover->state[index - 2];
}

/* Draws a second ball near the first one again, along the line between them. Returns how much
 * farther away it was. */
static double draw_near(struct mover *second, struct mover *first, double distance)
{
    int count = 2 + first->recipe->rule->code->state_count;
    double square = 0;
    for (int i = 0; i < count; i++) {
        double apart = *number_of(second, i) - *number_of(first, i);
        square += apart * apart;
    }
    double factor = sqrt(square) / distance;
    for (int i = 0; i < count; i++) {
        double from = *number_of(first, i);
        *number_of(second, i) = from + (*number_of(second, i) - from) / factor;
    }
    return factor;
}

/* What no curvature makes of a small distance: it is a leap, of two on either side of a kink, as in
 * |y|, where the gradient leaps. That is as great for the smallest distance, and no growth. */
static const double leap = 1e3;

static const double distance = 1e-7;

static void begin_drift(struct lab *lab, const struct sim *sim, int ball, int64_t from)
{
    struct drift *drift = &lab->lately.drifts[ball];
    bool line = problem_is_line(sim_problem(sim));
    drift->has_begun = true;
    sim_walk_to(sim, ball, &lab->workspace, from, &drift->first);
    mover_copy(&drift->second, &drift->first);
    drift->second.now.row.x += line ? distance : 0.8 * distance;
    drift->second.now.row.y += line ? 0 : 0.6 * distance;
}

static void drift_on(struct lab *lab, struct drift *drift)
{
    mover_evaluate(&drift->second, &lab->workspace);
    mover_advance(&drift->first, &lab->workspace);
    mover_advance(&drift->second, &lab->workspace);
    double factor = draw_near(&drift->second, &drift->first, distance);
    drift->sum += factor < leap ? vmath_log(factor) : 0;
    drift->rows++;
}

static void drop_drift(struct drift *drift)
{
    mover_free(&drift->first);
    mover_free(&drift->second);
    *drift = (struct drift){.has_begun = false};
}

/* The mean logarithm by which the distance of two that are near each other grows in an iteration,
 * over so many from that row on; false: it is late, and asking again goes on. */
static bool growth(struct lab *lab, const struct sim *sim, int ball, int64_t from, int count,
                   double *found)
{
    struct drift *drift = &lab->lately.drifts[ball];
    if (!drift->has_begun)
        begin_drift(lab, sim, ball, from);
    for (int64_t begin = lab->workspace.work; drift->rows < count;) {
        drift_on(lab, drift);
        if (!lab->is_late || lab->workspace.work - begin < lab_share(lab))
            continue;
        if (lab->is_late(lab->context))
            break;
        begin = lab->workspace.work;
    }
    bool done = drift->rows == count;
    *found = drift->sum / count;
    if (done)
        drop_drift(drift);
    return done;
}

/* Where it has not jumped over the minimum it does not go round; where a point takes long, and
 * where chance moves it, chaos is not looked for. False: it is not known yet. */
static bool of_late(struct lab *lab, const struct sim *sim, int ball, struct verdict *verdict)
{
    const struct row *rows[VERDICT_ROWS];
    const struct problem *problem = sim_problem(sim);
    struct point places[VERDICT_ROWS];
    int count = sim_trail(sim, ball, VERDICT_ROWS, rows), over = 0;
    double grows;
    for (int i = 0; i < count; i++) {
        places[i] = (struct point){rows[i]->x, rows[i]->y};
        over += row_overshot(rows[i]);
    }
    *verdict = verdict_of_places(places, count, 0, false);
    bool quick = problem_slice_points(problem) >= VERDICT_ROWS;
    bool chance = recipe_is_chance(sim_recipe(sim, ball));
    if (verdict->kind == VERDICT_PERIODIC || over == 0 || !quick || chance || count < VERDICT_ROWS)
        return true;
    if (!growth(lab, sim, ball, rows[0]->n, count - 1, &grows))
        return false;
    *verdict = verdict_of_places(places, count, grows, problem_is_bowl(problem));
    return true;
}

void lab_drop_verdicts(struct lab *lab)
{
    for (int i = 0; i < BALLS_MAX; i++) {
        drop_drift(&lab->lately.drifts[i]);
        lab->lately.known[i] = false;
    }
}

struct verdict lab_verdict(struct lab *lab, const struct sim *sim, int ball)
{
    struct lately *lately = &lab->lately;
    const struct moment *now = &sim->balls[ball]->mover.now;
    enum fate fate = now->row.diverged    ? FATE_DIVERGED
                     : now->row.converged ? FATE_CONVERGED
                                          : FATE_RUNNING;
    if (fate != FATE_RUNNING)
        return verdict_of_end(fate, now->row.overshoots, now->first_loss, now->row.loss, now->top);
    if (lately->stamp != sim->stamp)
        lab_drop_verdicts(lab);
    lately->stamp = sim->stamp;
    if (!lately->known[ball])
        lately->known[ball] = of_late(lab, sim, ball, &lately->verdicts[ball]);
    lab->shortfalls += !lately->known[ball];
    return lately->verdicts[ball];
}
