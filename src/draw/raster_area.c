#include "raster_area.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Each edge adds to every row that it crosses what it covers of the pixel that it goes through, and
 * to the next one what is then covered of all that follow: their running sum is the coverage. */
struct sums {
    int left, top, columns, rows;
    double *items; /* two columns more than there are */
};

/* In line: there are some for each row, and none of them is NaN. */
static double lesser(double a, double b)
{
    return a < b ? a : b;
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

static double clamp(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

/* In one row: from x0 to x1, `height` of it, signed by its direction. */
static void add_span(double *row, double x0, double x1, double height)
{
    double left = lesser(x0, x1), right = greater(x0, x1);
    int first = (int)left, last = (int)right; /* they are not below 0 */
    last += last < right;
    if (last <= first + 1) { /* within one pixel */
        double part = 1 - ((left + right) / 2 - first);
        row[first] += height * part;
        row[first + 1] += height * (1 - part);
        return;
    }
    double slope = height / (right - left), before = 0;
    for (int column = first; column <= last; column++) {
        /* what lies left of this pixel's right edge, as a running sum */
        double to = clamp(column + 1, left, right), from = clamp(column, left, right);
        double covered = slope * (from - left + (to - from) * (column + 1 - (from + to) / 2));
        covered = column >= last ? height : covered;
        row[column] += covered - before;
        before = covered;
    }
}

static void add_inner_edge(const struct sums *sums, struct point from, struct point to)
{
    double sign = from.y < to.y ? 1 : -1;
    if (from.y == to.y)
        return;
    struct point upper = sign > 0 ? from : to, lower = sign > 0 ? to : from;
    double slope = (lower.x - upper.x) / (lower.y - upper.y);
    int first = (int)clamp(floor(upper.y), 0, sums->rows);
    int last = (int)clamp(ceil(lower.y), 0, sums->rows);
    for (int row = first; row < last; row++) {
        double begin = greater(upper.y, row), end = lesser(lower.y, row + 1);
        if (end <= begin)
            continue;
        double x0 = clamp(upper.x + (begin - upper.y) * slope, 0, sums->columns);
        double x1 = clamp(upper.x + (end - upper.y) * slope, 0, sums->columns);
        add_span(sums->items + (size_t)row * (size_t)(sums->columns + 2), x0, x1,
                 sign * (end - begin));
    }
}

/* An edge that crosses a border of the picture is cut there: what lies beside it covers all that is
 * to its right, as the border would. */
static void add_edge(const struct sums *sums, struct point from, struct point to)
{
    double at[4] = {0, 1, 1, 1};
    int count = 1;
    for (int i = 0; i < 2; i++) {
        double part = ((i ? sums->columns : 0) - from.x) / (to.x - from.x);
        if (part > 0 && part < 1)
            at[count++] = part;
    }
    if (count == 3 && at[1] > at[2]) {
        double kept = at[1];
        at[1] = at[2], at[2] = kept;
    }
    at[count] = 1;
    for (int i = 0; i < count; i++) {
        double a = at[i], b = at[i + 1];
        add_inner_edge(sums,
                       (struct point){from.x + a * (to.x - from.x), from.y + a * (to.y - from.y)},
                       (struct point){from.x + b * (to.x - from.x), from.y + b * (to.y - from.y)});
    }
}

static struct sums sums_of(const struct cover *cover, const struct point *corners, int count)
{
    double left = HUGE_VAL, right = -HUGE_VAL, top = HUGE_VAL, bottom = -HUGE_VAL;
    for (int i = 0; i < count; i++) {
        left = fmin(left, corners[i].x), right = fmax(right, corners[i].x);
        top = fmin(top, corners[i].y), bottom = fmax(bottom, corners[i].y);
    }
    struct sums sums = {.left = (int)clamp(floor(left), 0, cover->width),
                        .top = (int)clamp(floor(top), 0, cover->height)};
    sums.columns = (int)clamp(ceil(right), 0, cover->width) - sums.left;
    sums.rows = (int)clamp(ceil(bottom), 0, cover->height) - sums.top;
    return sums;
}

enum { FEW = 512 };

void raster_area(struct cover *cover, const struct point *corners, int count, int strength)
{
    struct sums sums = sums_of(cover, corners, count);
    for (int i = 0; i < count; i++)
        if (!isfinite(corners[i].x) || !isfinite(corners[i].y))
            return;
    if (sums.columns <= 0 || sums.rows <= 0)
        return;
    double few[FEW]; /* most are marks */
    size_t size = (size_t)(sums.columns + 2) * (size_t)sums.rows;
    sums.items =
        size <= FEW ? memset(few, 0, size * sizeof *few) : memory_new(size, sizeof *sums.items);
    for (int i = 0, k = count - 1; i < count; k = i++)
        add_edge(&sums, (struct point){corners[k].x - sums.left, corners[k].y - sums.top},
                 (struct point){corners[i].x - sums.left, corners[i].y - sums.top});
    for (int row = 0; row < sums.rows; row++) {
        const double *items = sums.items + (size_t)row * (size_t)(sums.columns + 2);
        uint8_t *out = cover->cover + (sums.top + row) * cover->width + sums.left;
        double sum = 0;
        cover_note(cover, sums.top + row, sums.left, sums.left + sums.columns);
        for (int column = 0; column < sums.columns; column++) {
            sum += items[column];
            uint8_t value = (uint8_t)(lesser(fabs(sum), 1) * strength + 0.5);
            out[column] = value > out[column] ? value : out[column];
        }
    }
    if (sums.items != few)
        free(sums.items);
}
