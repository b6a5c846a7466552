/* The part of judging that all lanes need in all iterations: with the engine's inner loops, the
 * only code that has to be fast by itself. */

#include "../lang/levels.h"
#include "crowd_parts.h"

#include <float.h>
#include <math.h>

/* As row_judge has it; an update that is not downhill is noted as none. */
CPU_LEVELS
double crowd_judge(const struct judged *rows, const struct judge_bounds *bounds, int count)
{
    const double *const restrict x = rows->x, *const restrict y = rows->y;
    const double *const restrict next_x = rows->next_x, *const restrict next_y = rows->next_y;
    const double *const restrict gx = rows->gx, *const restrict gy = rows->gy;
    const double *const restrict loss = rows->loss;
    double *const restrict dx = rows->dx, *const restrict dy = rows->dy;
    double *const restrict overshoots = rows->overshoots, *const restrict top = rows->top;
    const struct judge_bounds b = *bounds;
    double sum = 0;
    _Pragma("omp simd reduction(+ : sum)") for (int i = 0; i < count; i++)
    {
        overshoots[i] += gx[i] * dx[i] + gy[i] * dy[i] > 0 ? 1.0 : 0.0;
        double by_x = next_x[i] - x[i], by_y = next_y[i] - y[i];
        double downhill = gx[i] * by_x + gy[i] * by_y < 0 ? 1.0 : 0.0;
        dx[i] = downhill != 0 ? by_x : 0.0;
        dy[i] = downhill != 0 ? by_y : 0.0;
        top[i] = loss[i] > top[i] ? loss[i] : top[i];
        double near = fabs(x[i] - b.x) <= b.far_x ? 1.0 : 0.0;
        near = fabs(y[i] - b.y) <= b.far_y ? near : 0.0;
        near = fabs(loss[i]) <= DBL_MAX ? near : 0.0;
        near = gx[i] * gx[i] + gy[i] * gy[i] > b.short_square ? near : 0.0;
        sum += 1 - near;
    }
    return sum;
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
