#include "chord.h"

#include "slice.h"

#include <math.h>

enum { POINTS = 1201 }; /* so that a third and a quarter of the way are among them */

struct line_losses lab_chord_losses(struct lab *lab, const struct problem *problem,
                                    const struct chord *chord, double first, double last, int count)
{
    const struct line_places places = {chord->from, chord->to, first, last, count, LINE_BETWEEN};
    return lab_losses(lab, problem, &places);
}

double chord_between(const struct chord *chord, double t)
{
    return (1 - t) * chord->first + t * chord->last;
}

/* What is within rounding of the ends' losses is no barrier, and no minimum between them. */
static void find_ends(struct chord *chord, const double *losses, int count)
{
    double rounding = 1e-12 * fmax(fabs(chord->first), fabs(chord->last));
    double low = fmin(chord->first, chord->last) - rounding, high = rounding;
    for (int i = 0; i < count; i++) {
        double t = (double)i / (count - 1), over = losses[i] - chord_between(chord, t);
        if (!isfinite(losses[i]))
            continue;
        chord->least = fmin(chord->least, losses[i]);
        chord->greatest = fmax(chord->greatest, losses[i]);
        if (over > high)
            high = chord->barrier = over, chord->at = t, chord->highest = losses[i];
        if (losses[i] < low)
            low = chord->lowest_loss = losses[i], chord->lowest = t;
    }
}

struct chord lab_chord(struct lab *lab, const struct problem *problem, struct point from,
                       struct point to)
{
    struct chord chord = {.from = from, .to = to, .least = HUGE_VAL, .greatest = -HUGE_VAL};
    int count = (POINTS - 1) / slice_stride(problem) + 1;
    struct line_losses found = lab_chord_losses(lab, problem, &chord, 0, 1, count);
    chord.known = found.known;
    chord.lowest = chord.lowest_loss = chord.at = chord.highest = (double)NAN;
    if (!found.losses)
        return chord;
    chord.first = found.losses[0];
    chord.last = found.losses[count - 1];
    find_ends(&chord, found.losses, count);
    return chord;
}
