/* How the balls fare, and who is ahead. */

#include "internal.h"

#include <math.h>

enum { LATEST = 12, OFTEN = 3 }; /* updates that are looked at; one in so many is again and again */

static enum standing resting(const struct row *row)
{
    static const enum standing standings[] = {[STATIONARY_MINIMUM] = STANDING_SETTLED,
                                              [STATIONARY_SADDLE] = STANDING_SADDLE,
                                              [STATIONARY_MAXIMUM] = STANDING_MAXIMUM,
                                              [STATIONARY_FLAT] = STANDING_FLAT};
    return standings[row_stationary(row)];
}

/* Whether it has not moved for so long, by more than the last digits of its place. */
static bool stands(const struct row *rows[LATEST + 1], int count)
{
    static const double least = 1e-9; /* of the distance from the origin, or of a unit */
    for (int i = 1; i < count; i++) {
        double size = fmax(hypot(rows[0]->x, rows[0]->y), 1);
        if (!(hypot(rows[i]->x - rows[0]->x, rows[i]->y - rows[0]->y) <= least * size))
            return false;
    }
    return count == LATEST + 1;
}

/* Whether it would take more than a thousand updates like the latest ones for a hundredth of the
 * view, and as many until the slope is gone. */
static bool creeps(const struct sim *sim, const struct row *rows[LATEST + 1], int count)
{
    static const double least = 1e-5, fallen = 0.97; /* of the view, a step; of the slope, all */
    const struct region *view = &sim_problem(sim)->domain;
    double width = view->x1 - view->x0, way = 0;
    if (!problem_is_line(sim_problem(sim)))
        width = fmax(width, view->y1 - view->y0);
    for (int i = 1; i < count; i++)
        way += hypot(rows[i]->x - rows[i - 1]->x, rows[i]->y - rows[i - 1]->y);
    return count == LATEST + 1 && way <= LATEST * least * width &&
           row_gradient_norm(rows[LATEST]) > fallen * row_gradient_norm(rows[0]);
}

/* The latest rows since what moves it is what it is. */
static int rows_since(const struct sim *sim, int ball, const struct row *rows[TRAIL_SHOWN])
{
    int64_t last = sim->clock > 0 ? sim->clock - 1 : 0; /* the update that led here began there */
    int64_t own = history_at(&sim->balls[ball]->history, last)->tick;
    int64_t problem = history_at(&sim->problems, last)->tick;
    int64_t count = sim->clock - (own > problem ? own : problem) + 1;
    return sim_trail(sim, ball, count < TRAIL_SHOWN ? (int)count : TRAIL_SHOWN, rows);
}

/* Whether the loss grows out of what it was, and does not only go up and down: its highest value of
 * the latest updates is above all before, or has risen from stretch to stretch for long. Heights
 * are above the lowest loss. */
static bool grows(const struct row *const *rows, int count)
{
    enum { STRETCHES = 5 };
    static const double grown = 1.01;
    double low = HUGE_VAL, before = -HUGE_VAL, highs[STRETCHES];
    int risen = 0, stretch = 0;
    for (int i = 0; i < count; i++)
        low = fmin(low, rows[i]->loss);
    for (int i = 0; i < count - 1 - LATEST; i++)
        before = fmax(before, rows[i]->loss - low);
    for (int end = count; end > 1 && stretch < STRETCHES; end -= LATEST, stretch++) {
        highs[stretch] = 0;
        for (int i = end > LATEST ? end - LATEST : 0; i < end; i++)
            highs[stretch] = fmax(highs[stretch], rows[i]->loss - low);
        risen += stretch > 0 && highs[stretch - 1] > grown * highs[stretch];
    }
    return risen == STRETCHES - 1 || (stretch > 0 && highs[0] > grown * before);
}

enum standing sim_standing(const struct sim *sim, int ball)
{
    const struct row *rows[TRAIL_SHOWN], *now = sim_row(sim, ball);
    if (now->diverged)
        return STANDING_GONE;
    if (sim_recipe(sim, ball)->rule->code->draw_count > 0)
        return STANDING_ROLLS; /* it moves where there is no slope, and may stay where there is */
    if (now->converged)
        return resting(now);
    if (now->event == EVENT_STUCK)
        return STANDING_STUCK;
    int count = sim_trail(sim, ball, LATEST + 1, rows), over = 0, higher = 0;
    if (stands(rows, count))
        return STANDING_STOPPED;
    if (recipe_is_chance(sim_recipe(sim, ball)))
        return STANDING_ROLLS; /* where its steps end is chance */
    for (int i = 1; i < count; i++) {
        over += row_overshot(rows[i]);
        higher += rows[i]->event == EVENT_WORSEN;
    }
    if (over == 0 || OFTEN * over < count - 1)
        return creeps(sim, rows, count) ? STANDING_CREEPS : STANDING_ROLLS;
    if (2 * higher < over || !(now->loss > rows[0]->loss))
        return STANDING_SWINGS;
    return grows(rows, rows_since(sim, ball, rows)) ? STANDING_CLIMBS : STANDING_SWINGS;
}

/* --- who is ahead --- */

/* What counts of a ball, the first things first: less is better. */
enum { CLASS, LEVEL, STEPS, MERITS };
struct merit {
    double of[MERITS];
};

static int class_of(enum standing standing)
{
    static const int classes[] = {
        [STANDING_SETTLED] = 0, [STANDING_ROLLS] = 1,  [STANDING_SWINGS] = 1,
        [STANDING_CLIMBS] = 1,  [STANDING_CREEPS] = 1, [STANDING_STOPPED] = 1,
        [STANDING_STUCK] = 1,   [STANDING_SADDLE] = 2, [STANDING_MAXIMUM] = 3,
        [STANDING_FLAT] = 4,    [STANDING_GONE] = 5,
    };
    return classes[standing];
}

/* No number is behind any. */
static int compare(const struct merit *a, const struct merit *b)
{
    for (int i = 0; i < MERITS; i++) {
        if (isnan(a->of[i]) != isnan(b->of[i]))
            return isnan(a->of[i]) ? 1 : -1;
        if (a->of[i] != b->of[i] && !isnan(a->of[i]))
            return a->of[i] < b->of[i] ? -1 : 1;
    }
    return 0;
}

/* Of those that rest at minima, the lowest loss above a level; HUGE_VAL: none. */
static double lowest_above(const struct sim *sim, const struct merit *merits, double level)
{
    double lowest = HUGE_VAL;
    for (int i = 0; i < sim->ball_count; i++)
        if (merits[i].of[CLASS] == 0 && sim_row(sim, i)->loss > level)
            lowest = fmin(lowest, sim_row(sim, i)->loss);
    return lowest;
}

/* Losses that are equal get the level of the lowest of them. */
static void level_minima(const struct sim *sim, struct merit *merits)
{
    double level = lowest_above(sim, merits, -HUGE_VAL);
    double gain = fabs(record_at(&sim->balls[0]->record, 0)->moment.row.loss - level);
    double equal = 1e-6 * fmax(1e-6, gain);
    while (level < HUGE_VAL) {
        for (int i = 0; i < sim->ball_count; i++) {
            double loss = sim_row(sim, i)->loss;
            if (merits[i].of[CLASS] == 0 && loss >= level && loss - level <= equal)
                merits[i].of[LEVEL] = level;
        }
        level = lowest_above(sim, merits, level + equal);
    }
}

void sim_ranks(const struct sim *sim, int ranks[BALLS_MAX])
{
    struct merit merits[BALLS_MAX];
    for (int i = 0; i < sim->ball_count; i++) {
        const struct row *row = sim_row(sim, i);
        enum standing standing = sim_standing(sim, i);
        double loss = standing == STANDING_GONE ? 0 : row->loss;
        double steps = standing == STANDING_SETTLED ? (double)row->converged_at : 0;
        merits[i] = (struct merit){{class_of(standing), loss, steps}};
    }
    level_minima(sim, merits);
    for (int i = 0; i < sim->ball_count; i++) {
        ranks[i] = 1;
        for (int k = 0; k < sim->ball_count; k++) {
            int order = compare(&merits[k], &merits[i]);
            ranks[i] += order < 0 || (order == 0 && k < i);
        }
    }
}
