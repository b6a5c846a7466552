/* The part of judging that all lanes need in all iterations: with the engine's inner loops, the
 * only code that has to be fast by itself. */

#include "../lang/levels.h"
#include "crowd_parts.h"

#include <float.h>
#include <math.h>

#define JUDGED static inline __attribute__((always_inline))

/* The arrays of the rows from a lane on; y's and those of the second components are LANE_STRIDE
 * behind them. */
struct rows {
    const double *at, *at_before, *gradient, *gradient_before, *loss;
    double *overshoots, *top;
};

/* What the quick look sees of a lane, or of some. */
struct glance {
    double far, loss, square;
};

/* Overshoots as row_judge has them, of the update from the row before: it began downhill and ended
 * uphill. What comes next is not read, so that it need not be there yet: the processor divides for
 * it meanwhile. Sums tell at once of all lanes that none is far away. */
JUDGED struct glance judge_lane(struct rows rows, size_t i)
{
    double x = rows.at[i], y = rows.at[i + LANE_STRIDE];
    double gx = rows.gradient[i], gy = rows.gradient[i + LANE_STRIDE], loss = rows.loss[i];
    double dx = x - rows.at_before[i], dy = y - rows.at_before[i + LANE_STRIDE];
    double before = rows.gradient_before[i] * dx + rows.gradient_before[i + LANE_STRIDE] * dy;
    double more = before < 0 ? 1.0 : 0.0;
    rows.overshoots[i] += gx * dx + gy * dy > 0 ? more : 0.0;
    rows.top[i] = loss > rows.top[i] ? loss : rows.top[i];
    return (struct glance){x * x + y * y, loss, gx * gx + gy * gy};
}

JUDGED struct glance both(struct glance a, struct glance b)
{
    return (struct glance){a.far + b.far, a.loss + b.loss,
                           b.square < a.square ? b.square : a.square};
}

JUDGED void note(struct quick_look *look, size_t k, struct glance glance)
{
    look->far[k] += glance.far;
    look->loss[k] += glance.loss;
    look->least[k] = glance.square < look->least[k] ? glance.square : look->least[k];
}

JUDGED struct rows rows_from(const struct judging *judging, size_t from)
{
    double *told = judging->told + from;
    return (struct rows){judging->at + from,
                         judging->at_before + from,
                         judging->gradient + from,
                         judging->gradient_before + from,
                         told,
                         told + LANE_STRIDE,
                         told + (ptrdiff_t)2 * LANE_STRIDE};
}

/* What has been seen stays in registers for four times LOOK_LANES: as it is stored to be loaded
 * again, each time takes as long as half of them. */
CPU_LEVELS
void crowd_judge(void *of, size_t from, size_t count)
{
    enum { EACH = LOOK_LANES, PART = 4 * EACH };
    struct judging *judging = of;
    struct quick_look *look = &judging->look;
    for (; count >= PART; count -= PART, from += PART) {
        const struct rows rows = rows_from(judging, from);
        _Pragma("omp simd") for (size_t k = 0; k < EACH; k++)
        {
            struct glance half = both(judge_lane(rows, k), judge_lane(rows, k + EACH));
            struct glance other =
                both(judge_lane(rows, k + 2 * EACH), judge_lane(rows, k + 3 * EACH));
            note(look, k, both(half, other));
        }
    }
    for (; count >= EACH; count -= EACH, from += EACH) {
        const struct rows rows = rows_from(judging, from);
        _Pragma("omp simd") for (size_t k = 0; k < EACH; k++)
        {
            note(look, k, judge_lane(rows, k));
        }
    }
    const struct rows rows = rows_from(judging, from);
    for (size_t k = 0; k < count; k++)
        note(look, 0, judge_lane(rows, k));
}

/* Whether one of them is what the quick look cannot exclude. */
CPU_LEVELS
static bool is_any(const struct judging *rows, const struct judge_bounds *bounds, size_t count)
{
    const double *const restrict x = rows->at, *const restrict y = rows->at + LANE_STRIDE;
    const double *const restrict gx = rows->gradient, *const restrict gy =
                                                          rows->gradient + LANE_STRIDE;
    const double *const restrict loss = rows->told;
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

bool crowd_is_any(const struct judging *judging, const struct judge_bounds *bounds, size_t count)
{
    const struct quick_look *look = &judging->look;
    double far = 0, loss = 0, least = HUGE_VAL;
    for (int k = 0; k < LOOK_LANES; k++) {
        far += look->far[k];
        loss += look->loss[k];
        least = look->least[k] < least ? look->least[k] : least;
    }
    bool all_are_near =
        far < bounds->far_square && fabs(loss) <= DBL_MAX && least > bounds->short_square;
    return !all_are_near && is_any(judging, bounds, count);
}

/* The sum of the squares of their places, not finite if a loss is not. */
CPU_LEVELS
static double sum_far(const double *x, const double *y, const double *loss, size_t count)
{
    double far = 0;
    _Pragma("omp simd reduction(+ : far)") for (size_t i = 0; i < count; i++) far +=
        (x[i] * x[i] + y[i] * y[i]) + (loss[i] - loss[i]);
    return far;
}

bool crowd_judge_out(const double *x, const double *y, const double *loss,
                     const struct judge_bounds *bounds, size_t count)
{
    return !(sum_far(x, y, loss, count) < bounds->far_square);
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
