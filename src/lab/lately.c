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

/* The mean logarithm by which the distance of two that are near each other grows in an iteration,
 * over so many from that row on. */
static double growth(struct lab *lab, const struct sim *sim, int ball, int64_t from, int count)
{
    static const double distance = 1e-7;
    struct mover first = {0}, second;
    double sum = 0;
    sim_walk_to(sim, ball, &lab->workspace, from, &first);
    mover_copy(&second, &first);
    bool line = problem_is_line(sim_problem(sim));
    second.now.row.x += line ? distance : 0.8 * distance;
    second.now.row.y += line ? 0 : 0.6 * distance;
    for (int i = 0; i < count; i++) {
        mover_evaluate(&second, &lab->workspace);
        mover_iterate(&first, &lab->workspace);
        mover_settle(&first, &lab->workspace, NULL);
        mover_iterate(&second, &lab->workspace);
        mover_settle(&second, &lab->workspace, NULL);
        double factor = draw_near(&second, &first, distance);
        sum += factor < leap ? vmath_log(factor) : 0;
    }
    mover_free(&first);
    mover_free(&second);
    return sum / count;
}

/* Where it has not jumped over the minimum it does not go round; where a point takes long, and
 * where chance moves it, chaos is not looked for. */
static struct verdict of_late(struct lab *lab, const struct sim *sim, int ball)
{
    const struct row *rows[VERDICT_ROWS];
    const struct recipe *recipe = sim_recipe(sim, ball);
    struct point places[VERDICT_ROWS];
    int count = sim_trail(sim, ball, VERDICT_ROWS, rows), over = 0;
    for (int i = 0; i < count; i++) {
        places[i] = (struct point){rows[i]->x, rows[i]->y};
        over += row_overshot(rows[i]);
    }
    struct verdict verdict = verdict_of_places(places, count, 0, false);
    bool quick = problem_slice_points(sim_problem(sim)) >= VERDICT_ROWS;
    bool chance = recipe_is_chance(recipe);
    if (verdict.kind == VERDICT_PERIODIC || over == 0 || !quick || chance || count < VERDICT_ROWS)
        return verdict;
    return verdict_of_places(places, count, growth(lab, sim, ball, rows[0]->n, count - 1),
                             problem_is_bowl(sim_problem(sim)));
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
        *lately = (struct lately){.stamp = sim->stamp};
    if (!lately->known[ball])
        lately->verdicts[ball] = of_late(lab, sim, ball);
    lately->known[ball] = true;
    return lately->verdicts[ball];
}
