/* The part of judging that all lanes need in all iterations: with the engine's inner loops, the
 * only code that has to be fast by itself. */

#include "../lang/levels.h"
#include "crowd_parts.h"

#include <float.h>
#include <math.h>

/* Overshoots as row_judge has them, of the update from the row before: it began downhill and ended
 * uphill. What comes next is not read, so that it need not be there yet: the processor divides for
 * it meanwhile. Sums tell at once of all lanes that none is far away. */
CPU_LEVELS
void crowd_judge(const struct judged *rows, size_t from, size_t count, struct quick_look *look)
{
    const double *const restrict x = rows->x + from, *const restrict y = rows->y + from;
    const double *const restrict gx = rows->gx + from, *const restrict gy = rows->gy + from;
    const double *const restrict loss = rows->loss + from;
    const double *const restrict x_before = rows->x_before + from;
    const double *const restrict y_before = rows->y_before + from;
    const double *const restrict gx_before = rows->gx_before + from;
    const double *const restrict gy_before = rows->gy_before + from;
    double *const restrict overshoots = rows->overshoots + from;
    double *const restrict top = rows->top + from;
    double far = 0, sum = 0, least = HUGE_VAL;
    _Pragma("omp simd reduction(+ : far, sum) reduction(min : least)") for (size_t i = 0; i < count;
                                                                            i++)
    {
        double dx = x[i] - x_before[i], dy = y[i] - y_before[i];
        double more = gx_before[i] * dx + gy_before[i] * dy < 0 ? 1.0 : 0.0;
        overshoots[i] += gx[i] * dx + gy[i] * dy > 0 ? more : 0.0;
        top[i] = loss[i] > top[i] ? loss[i] : top[i];
        double square = gx[i] * gx[i] + gy[i] * gy[i];
        least = square < least ? square : least;
        far += x[i] * x[i] + y[i] * y[i];
        sum += loss[i];
    }
    look->far += far;
    look->loss += sum;
    look->least = least < look->least ? least : look->least;
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

bool crowd_is_any(const struct judged *rows, const struct judge_bounds *bounds,
                  const struct quick_look *look, size_t count)
{
    bool all_are_near = look->far < bounds->far_square && fabs(look->loss) <= DBL_MAX &&
                        look->least > bounds->short_square;
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
