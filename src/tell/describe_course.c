/* The shape of a curve in words. */

#include "describe.h"

#include "words.h"

#include <math.h>

/* What is to be known of it. */
struct shape {
    double first, last, low, high;
    int low_at, high_at;
    int ups, downs, turns, flats; /* of its pieces; turns: from up to down or back; flats: up to
                                     its last move */
};

static struct shape shape_of(const struct course *course)
{
    struct shape shape = {.first = NAN, .last = NAN, .low = INFINITY, .high = -INFINITY};
    int before = 0, flats = 0;
    for (int i = 0; i < course->count; i++) {
        double value = course->values[i], change = i > 0 ? value - course->values[i - 1] : 0;
        if (!isfinite(value))
            continue;
        if (isnan(shape.first))
            shape.first = value;
        shape.last = value;
        if (value < shape.low)
            shape.low = value, shape.low_at = i;
        if (value > shape.high)
            shape.high = value, shape.high_at = i;
        int sign = change > 0 ? 1 : change < 0 ? -1 : 0;
        shape.ups += sign > 0;
        shape.downs += sign < 0;
        flats += i > 0 && sign == 0;
        shape.flats = sign ? flats : shape.flats;
        shape.turns += sign * before < 0;
        before = sign ? sign : before;
    }
    return shape;
}

static long long row_of(const struct course *course, int index)
{
    return (long long)course->first + index * (long long)course->stride;
}

/* Between its first and last few turns: of what swings to the end. */
static void add_swing(struct text *out, const struct course *course, const struct shape *shape)
{
    double low = INFINITY, high = -INFINITY;
    for (int i = course->count > 8 ? course->count - 8 : 0; i < course->count; i++) {
        low = fmin(low, course->values[i]);
        high = fmax(high, course->values[i]);
    }
    words_fill(out, "goes up and down from # to #, ", (double[]){shape->first, shape->last});
    text_add(out, "turning %d times", shape->turns);
    words_fill(out, "; lately between # and #", (double[]){low, high});
}

static void add_stairs(struct text *out, const struct shape *shape)
{
    int stairs = shape->ups + shape->downs;
    words_fill(out,
               shape->ups == 0     ? "goes down in stairs from # to #"
               : shape->downs == 0 ? "goes up in stairs from # to #"
                                   : "goes in stairs from # to #",
               (double[]){shape->first, shape->last});
    text_add(out, ", %d of them", stairs);
}

/* With one greatest or least value on the way that its ends are far from. */
static void add_bent(struct text *out, const struct course *course, const struct shape *shape)
{
    double range = shape->high - shape->low, ends = fmax(shape->first, shape->last);
    if (shape->high - ends > 0.05 * range && shape->high_at > 0) {
        words_fill(out, "goes from # up to # ", (double[]){shape->first, shape->high});
        text_add(out, "(n %lld)", row_of(course, shape->high_at));
        words_fill(out, ", then comes to #", &shape->last);
    } else if (fmin(shape->first, shape->last) - shape->low > 0.05 * range) {
        words_fill(out, "goes from # down to # ", (double[]){shape->first, shape->low});
        text_add(out, "(n %lld)", row_of(course, shape->low_at));
        words_fill(out, ", then comes to #", &shape->last);
    } else
        words_fill(out,
                   shape->last < shape->first ? "falls from # to #, not all the way"
                                              : "rises from # to #, not all the way",
                   (double[]){shape->first, shape->last});
}

/* As it is seen: what is above 0 and of many sizes by its decades. */
static double seen(const struct shape *shape, double value)
{
    static const double wide = 1e3;
    return shape->low > 0 && shape->high > wide * shape->low ? log10(value) : value;
}

/* From when on it has been as good as what it is at last, where that is a good part of it. */
static void add_rest(struct text *out, const struct course *course, const struct shape *shape)
{
    enum { LEAST = 8 };
    static const double near = 0.01;
    double last = seen(shape, shape->last);
    double band = near * (seen(shape, shape->high) - seen(shape, shape->low));
    int since = course->count;
    while (since > 0 && !(fabs(seen(shape, course->values[since - 1]) - last) > band))
        since--;
    if (course->count >= LEAST && 4 * since <= 3 * course->count)
        text_add(out, ", flat since n %lld", row_of(course, since));
}

/* What is no number at last: since when. */
static void add_lost(struct text *out, const struct course *course)
{
    int lost = course->count;
    while (lost > 0 && !isfinite(course->values[lost - 1]))
        lost--;
    if (lost < course->count)
        text_add(out, ", and is %s from n %lld on",
                 isnan(course->values[lost]) ? "not a number" : "infinite", row_of(course, lost));
}

static void add_shape(struct text *out, const struct course *course)
{
    struct shape shape = shape_of(course);
    int moves = shape.ups + shape.downs;
    if (moves == 0) {
        words_fill(out, course->count > 1 && isfinite(course->values[1]) ? "stays at #" : "is #",
                   &shape.first);
        return;
    }
    bool stairs = shape.flats > 2 * moves && moves > 1 && shape.turns == 0;
    bool swings = shape.turns >= 4 && 4 * shape.turns > moves && shape.ups > 0 && shape.downs > 0;
    if (stairs)
        add_stairs(out, &shape);
    else if (shape.ups == 0)
        words_fill(out, "falls all the way from # to #", (double[]){shape.first, shape.last});
    else if (shape.downs == 0)
        words_fill(out, "rises all the way from # to #", (double[]){shape.first, shape.last});
    else if (swings)
        add_swing(out, course, &shape);
    else
        add_bent(out, course, &shape);
    text_add(out, " in %lld iterations",
             course->last > 0 ? (long long)(course->last - course->first)
                              : row_of(course, course->count - 1) - (long long)course->first);
    if (!stairs && !swings)
        add_rest(out, course, &shape);
}

void describe_course(struct text *out, const struct course *course)
{
    if (isnan(shape_of(course).first)) {
        text_add(out, "has no value");
        return;
    }
    add_shape(out, course);
    add_lost(out, course);
}
