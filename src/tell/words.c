#include "words.h"

#include "../base/digits.h"
#include "../lab/spectrum.h"

#include <math.h>

const char words_longest_update[] = "overshoots: downhill, then uphill; lands higher";

const char *words_update(const struct row *now, const struct row *next, enum mood *mood)
{
    double dx = next->x - now->x, dy = next->y - now->y;
    bool stays = dx == 0 && dy == 0;
    const struct {
        bool so;
        enum mood mood;
        const char *words;
    } updates[] = {
        {next->diverged, MOOD_DANGER, "diverges: the ball leaves"},
        {next->event == EVENT_WORSEN, MOOD_DANGER, words_longest_update},
        {next->event == EVENT_OVERSHOOT, MOOD_DANGER,
         "overshoots: downhill, then uphill; lands lower"},
        {row_obstacle(next) && next->singular, MOOD_WARN, "is stuck: the Hessian is singular"},
        {row_obstacle(next), MOOD_WARN, "is stuck: no decrease found"},
        {stays, MOOD_GOOD, "stays where it is"},
        {now->gx * dx + now->gy * dy > 0, MOOD_WARN,
         "moves uphill: its momentum outweighs the gradient"},
        {next->loss > now->loss, MOOD_WARN, "lands higher than before"},
        {next->converged, MOOD_GOOD, "converges: the gradient there is practically 0"},
        {true, MOOD_GOOD, "goes down"},
    };
    int i = 0;
    while (!updates[i].so)
        i++;
    *mood = updates[i].mood;
    return updates[i].words;
}

/* --- the edge --- */

struct stability words_stability(struct lab *lab, const struct sim *sim, int ball)
{
    struct stability stability = row_stability(sim_row(sim, ball));
    if (stability.applies)
        return stability;
    struct spectrum spectrum = lab_spectrum(lab, sim, ball, NULL);
    if (spectrum.gap != SPECTRUM_WHOLE || !(spectrum.edge > 0) || !(spectrum.product >= 0))
        return stability;
    return (struct stability){spectrum.curvature.high, spectrum.product, spectrum.edge,
                              spectrum.swing > 0 ? spectrum.swing : 0, true};
}

enum zone words_zone(const struct stability *stability)
{
    return !stability->applies                      ? ZONE_UNKNOWN
           : stability->product >= stability->bound ? ZONE_CLIMBS
           : stability->product > stability->swing  ? ZONE_SWINGS
                                                    : ZONE_SETTLES;
}

const char *const words_zones[] = {
    [ZONE_SETTLES] = "it settles without swinging",
    [ZONE_SWINGS] = "it swings, less and less",
    [ZONE_CLIMBS] = "each swing is longer than the last",
};

enum zone words_product(struct lab *lab, const struct sim *sim, int ball, struct text *out)
{
    const struct row *row = sim_row(sim, ball);
    struct stability stability = words_stability(lab, sim, ball);
    enum zone zone = words_zone(&stability);
    char a[DIGITS_SIZE], b[DIGITS_SIZE];
    if (zone == ZONE_UNKNOWN)
        return zone;
    if (row_stability(row).applies || !lab_spectrum(lab, sim, ball, NULL).scaled)
        text_add(out, "%s·%s = ", digits_number(row->eta, a),
                 digits_number(stability.sharpness, b));
    else
        text_add(out, "η·λ(P⁻¹H) = ");
    text_add(out, "%s", digits_number(stability.product, a));
    return zone;
}

enum zone words_edge(struct lab *lab, const struct sim *sim, int ball, struct text *out)
{
    char bound[DIGITS_SIZE];
    enum zone zone = words_product(lab, sim, ball, out);
    if (zone == ZONE_UNKNOWN)
        return zone;
    text_add(out, ", %s %s: %s", zone == ZONE_CLIMBS ? "not below" : "below",
             digits_number(words_stability(lab, sim, ball).bound, bound), words_zones[zone]);
    return zone;
}

/* --- numbers --- */

static void add_number(struct text *out, double value)
{
    char number[DIGITS_SIZE];
    text_add(out, "%s", isnan(value) ? "not a number" : digits_number(value, number));
}

/* The same, but that it may be as good as nothing. */
static void add_size(struct text *out, double value)
{
    static const double least = 1e-12;
    if (value != 0 && fabs(value) < least)
        text_add(out, "practically 0");
    else
        add_number(out, value);
}

void words_fill(struct text *out, const char *words, const double *numbers)
{
    for (; *words; words++)
        if (*words == '#')
            add_number(out, *numbers++);
        else if (*words == '~')
            add_size(out, *numbers++);
        else
            text_add_bytes(out, words, 1);
}

/* What is nothing beside the size of the surface is 0. */
static double clean(const struct region *region, double value)
{
    double size = fmax(region->x1 - region->x0, region->y1 - region->y0);
    return fabs(value) < 1e-6 * size ? 0 : value;
}

void words_place(struct text *out, const struct sim *sim, double x, double y)
{
    const struct region *region = &sim_problem(sim)->domain;
    words_fill(out, region_is_line(region) ? "x = #" : "(#, #)",
               (double[]){clean(region, x), clean(region, y)});
}
