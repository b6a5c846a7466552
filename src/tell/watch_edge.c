/* Eta, by itself and against the edge of stability. */

#include "watch_parts.h"

#include <math.h>

void watching_edge(const struct watching *step)
{
    enum { LONG = 40 };
    static const double near = 0.06;
    static const char *const words[] = {
        [ZONE_SETTLES] = "is below the edge now, η·λ # of #: here it settles without swinging",
        [ZONE_SWINGS] = "is below the edge now, η·λ # of #: here it swings, less and less",
        [ZONE_CLIMBS] = "is past the edge now, η·λ # of #: here each swing is longer than the last",
    };
    struct watched *w = step->watched;
    struct stability stability = row_stability(step->row);
    if (!stability.applies || !(stability.sharpness > 0)) {
        w->hovers = 0;
        return;
    }
    enum zone zone = words_zone(&stability);
    double share = stability.product / stability.bound;
    bool past = zone == ZONE_CLIMBS;
    if (w->zone == ZONE_UNKNOWN)
        w->zone = (int)zone;
    if (past != (w->zone == ZONE_CLIMBS) && watching_may_tell(step, HAPPENS_EDGE)) {
        watching_tell(step, HAPPENS_EDGE, words[zone],
                      (double[]){stability.product, stability.bound});
        w->zone = (int)zone;
    }
    w->hovers = fabs(share - 1) < near ? w->hovers + 1 : 0;
    w->low = w->hovers <= 1 ? stability.product : fmin(w->low, stability.product);
    w->high = w->hovers <= 1 ? stability.product : fmax(w->high, stability.product);
    bool moves = w->high - w->low > 0.02 * stability.bound;
    if ((w->hovers == LONG || w->hovers == 10 * LONG) && moves)
        watching_tell(
            step, HAPPENS_HOVER,
            "has stayed at the edge of stability for # iterations: η·λ from # to #, the edge is #",
            (double[]){(double)w->hovers, w->low, w->high, stability.bound});
}

/* A staircase is told by its steps, what changes all the time by halves and doubles; what is
 * nothing beside what it was, no longer. */
void watching_rate(const struct watching *step)
{
    static const double doubled = 1.999, leap = 0.2, nothing = 1e-4;
    struct watched *w = step->watched;
    const struct row *row = step->row;
    double before = w->rate_before;
    bool leaps = fabs(row->eta - before) > leap * fabs(before), stair = leaps && !w->leapt;
    bool far = !(row->eta < w->rate * doubled && row->eta > w->rate / doubled);
    bool fades = fabs(row->eta) < nothing * fabs(w->first_rate);
    w->rate_before = row->eta;
    w->leapt = leaps;
    if (sim_is_constant(step->session->sim, step->ball) || row->eta == w->rate)
        return;
    if ((w->faded && fades) || (!far && !stair && !fades) || !watching_may_tell(step, HAPPENS_RATE))
        return;
    struct text text;
    watching_begin(step, HAPPENS_RATE, &text);
    words_fill(&text,
               fades   ? "has come from η # to #, practically nothing, by its schedule"
               : stair ? "has η # → # at once, by its schedule"
                       : "has come from η # to #, by its schedule",
               (double[]){stair && !fades ? before : w->rate, row->eta});
    if (!fades)
        watching_add_stability(step, &text);
    watching_keep(step, HAPPENS_RATE, &text);
    w->rate = row->eta;
    w->faded = fades;
}
