/* The part of judging that all lanes need in all iterations: with the engine's inner loops, the
 * only code that has to be fast by itself. */

#include "../lang/levels.h"
#include "crowd_parts.h"

#include <float.h>
#include <math.h>

/* Of all lanes. */
struct quick_look {
    double far;   /* sum of the squares of their places; not finite if a loss is not */
    double least; /* square of a gradient */
};

/* Overshoots and updates as row_judge has them; an update that is not downhill is noted as none.
 * The sum tells at once of all lanes that none is far away. */
CPU_LEVELS
static struct quick_look count_overshoots(const struct judged *rows, size_t count)
{
    const double *const restrict x = rows->x, *const restrict y = rows->y;
    const double *const restrict next_x = rows->next_x, *const restrict next_y = rows->next_y;
    const double *const restrict gx = rows->gx, *const restrict gy = rows->gy;
    const double *const restrict loss = rows->loss;
    double *const restrict dx = rows->dx, *const restrict dy = rows->dy;
    double *const restrict overshoots = rows->overshoots, *const restrict top = rows->top;
    double far = 0, least = HUGE_VAL;
    _Pragma("omp simd reduction(+ : far) reduction(min : least)") for (size_t i = 0; i < count; i++)
    {
        double more = overshoots[i] + 1;
        overshoots[i] = gx[i] * dx[i] + gy[i] * dy[i] > 0 ? more : overshoots[i];
        double by_x = next_x[i] - x[i], by_y = next_y[i] - y[i];
        double downhill = gx[i] * by_x + gy[i] * by_y < 0 ? 1.0 : 0.0;
        dx[i] = downhill != 0 ? by_x : 0.0;
        dy[i] = downhill != 0 ? by_y : 0.0;
        top[i] = loss[i] > top[i] ? loss[i] : top[i];
        double square = gx[i] * gx[i] + gy[i] * gy[i];
        least = square < least ? square : least;
        far += (x[i] * x[i] + y[i] * y[i]) + (loss[i] - loss[i]);
    }
    return (struct quick_look){far, least};
}

/* Whether one of them is what the quick look cannot exclude. */
CPU_LEVELS
static bool is_any(const struct judged *rows, const struct judge_bounds *bounds, size_t count)
{
    const double *const restrict x = rows->x, *const restrict y = rows->y;
    const double *const restrict gx = rows->gx, *const restrict gy = rows->gy;
    const double *const restrict loss = rows->loss;
    const struct judge_bounds b = *bounds;
    double sum = 0;
    _Pragma("omp simd reduction(+ : sum)") for (size_t i = 0; i < count; i++)
    {
        double near = fabs(x[i] - b.x) <= b.far_x ? 1.0 : 0.0;
        near = fabs(y[i] - b.y) <= b.far_y ? near : 0.0;
        near = fabs(loss[i]) <= DBL_MAX ? near : 0.0;
        near = gx[i] * gx[i] + gy[i] * gy[i] > b.short_square ? near : 0.0;
        sum += 1 - near;
    }
    return sum > 0;
}

bool crowd_judge(const struct judged *rows, const struct judge_bounds *bounds, size_t count)
{
    struct quick_look look = count_overshoots(rows, count);
    bool all_are_near = look.far < bounds->far_square && look.least > bounds->short_square;
    return !all_are_near && is_any(rows, bounds, count);
}

/* The sum of the squares of their places, not finite if a loss is not. */
CPU_LEVELS
static double sum_far(const struct judged *rows, size_t count)
{
    const double *const restrict x = rows->x, *const restrict y = rows->y;
    const double *const restrict loss = rows->loss;
    double far = 0;
    _Pragma("omp simd reduction(+ : far)") for (size_t i = 0; i < count; i++) far +=
        (x[i] * x[i] + y[i] * y[i]) + (loss[i] - loss[i]);
    return far;
}

bool crowd_judge_out(const struct judged *rows, const struct judge_bounds *bounds, size_t count)
{
    return !(sum_far(rows, count) < bounds->far_square);
}

CPU_LEVELS
void crowd_look_for_returns(double *const now[2], double *const then[2], double *came_back,
                            int count)
{
    const double *const restrict x = now[0], *const restrict y = now[1];
    const double *const restrict then_x = then[0], *const restrict then_y = then[1];
    double *const restrict marks = came_back;
    const double near = verdict_near;
    _Pragma("omp simd") for (int i = 0; i < count; i++)
    {
        double back = fabs(x[i] - then_x[i]) <= near ? 1.0 : 0.0;
        back = fabs(y[i] - then_y[i]) <= near ? back : 0.0;
        marks[i] = back > marks[i] ? back : marks[i];
    }
}
