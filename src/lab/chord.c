#include "chord.h"

#include "../base/memory.h"
#include "internal.h"
#include "slice.h"

#include <math.h>
#include <stdlib.h>

enum { POINTS = 1201 }; /* so that a third and a quarter of the way are among them */

void lab_chord_losses(struct lab *lab, const struct problem *problem, const struct chord *chord,
                      const double *t, double *losses, int count)
{
    double *places = memory_new(2 * (size_t)count, sizeof *places);
    for (int i = 0; i < count; i++) {
        places[i] = (1 - t[i]) * chord->from.x + t[i] * chord->to.x;
        places[count + i] = (1 - t[i]) * chord->from.y + t[i] * chord->to.y;
    }
    problem_values(problem, &lab->workspace, places, places + count, losses, count);
    free(places);
}

double chord_between(const struct chord *chord, double t)
{
    return (1 - t) * chord->first + t * chord->last;
}

/* What is within rounding of the ends' losses is no barrier, and no minimum between them. */
static void find_ends(struct chord *chord, const double *t, const double *losses, int count)
{
    double rounding = 1e-12 * fmax(fabs(chord->first), fabs(chord->last));
    double low = fmin(chord->first, chord->last) - rounding, high = rounding;
    for (int i = 0; i < count; i++) {
        double over = losses[i] - chord_between(chord, t[i]);
        if (!isfinite(losses[i]))
            continue;
        chord->least = fmin(chord->least, losses[i]);
        chord->greatest = fmax(chord->greatest, losses[i]);
        if (over > high)
            high = chord->barrier = over, chord->at = t[i], chord->highest = losses[i];
        if (losses[i] < low)
            low = chord->lowest_loss = losses[i], chord->lowest = t[i];
    }
}

struct chord lab_chord(struct lab *lab, const struct problem *problem, struct point from,
                       struct point to)
{
    struct chord chord = {.from = from, .to = to, .least = HUGE_VAL, .greatest = -HUGE_VAL};
    double t[POINTS] = {0}, losses[POINTS] = {0};
    int stride = slice_stride(problem), count = (POINTS - 1) / stride + 1;
    for (int i = 0; i < count; i++)
        t[i] = (double)i / (count - 1);
    lab_chord_losses(lab, problem, &chord, t, losses, count);
    chord.first = losses[0];
    chord.last = losses[count - 1];
    chord.lowest = chord.lowest_loss = chord.at = chord.highest = (double)NAN;
    find_ends(&chord, t, losses, count);
    return chord;
}
