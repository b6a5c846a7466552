/* A first step, and how it ends. */

#include "watch_parts.h"

#include "fares.h"

#include <math.h>

/* --- single events --- */

/* The angle between two ways, in degrees. */
static double angle(double ax, double ay, double bx, double by)
{
    static const double degrees = 57.295779513082323;
    double size = hypot(ax, ay) * hypot(bx, by);
    return size > 0 ? fabs(atan2(ax * by - ay * bx, ax * bx + ay * by)) * degrees : 0;
}

/* A first step says what is to be said of any: how long, which way, how high. */
void watching_first(const struct watching *step)
{
    static const double straight = 0.5; /* degrees */
    const struct row *row = step->row;
    const struct departure *from = &row->from;
    double dx = row->x - from->x, dy = row->y - from->y, away;
    struct text text;
    if (row->n != 1 || row->diverged || !watching_begin(step, HAPPENS_FIRST, &text))
        return;
    bool line = problem_is_line(sim_problem(step->session->sim));
    if (dx == 0 && dy == 0) {
        words_fill(&text, "makes its first step, and stays where it is; loss ~", &row->loss);
        watching_keep(step, HAPPENS_FIRST, &text);
        return;
    }
    words_fill(&text,
               line ? "makes its first step, by #" : "makes its first step, by (#, #), # long",
               (double[]){dx, dy, hypot(dx, dy)});
    double aside = angle(dx, dy, -from->gx, -from->gy);
    if (!line && !step->chance)
        words_fill(&text,
                   aside < straight ? ", straight down the slope"
                                    : ", #° aside of the way straight down",
                   (double[]){round(aside)});
    struct point at;
    if (!line && fares_nearest(step->session, (struct point){from->x, from->y}, &at, &away)) {
        double off = angle(dx, dy, at.x - from->x, at.y - from->y);
        words_fill(&text,
                   off < straight ? ", towards the minimum" : ", #° aside of the nearest minimum",
                   (double[]){round(off)});
    }
    if (row_overshot(row))
        text_add(&text, ", over the valley");
    words_fill(&text, "; loss ~ → ~", (double[]){from->loss, row->loss});
    watching_keep(step, HAPPENS_FIRST, &text);
}

void watching_gone(const struct watching *step)
{
    const struct row *row = step->row;
    watching_tell(step, HAPPENS_GONE,
                  "diverged: it has left for ever; the step before it had loss ~",
                  (double[]){row->from.loss});
}

/* Whether it stays at rest: what is left of its motion, as a slope, is no more than what counts as
 * none; or it has been there for long. */
static bool is_final(const struct watching *step)
{
    enum { LONG = 64 };
    const struct row *row = step->row;
    double tolerance = sim_conditions(step->session->sim, step->ball).tolerance;
    double motion = row_step(row) * sqrt(fabs(row_sharpness(row)) / row->eta);
    return row->momentum == 0 || row->n - row->converged_at >= LONG ||
           hypot(row_gradient_norm(row), motion) <= tolerance;
}

void watching_rest(const struct watching *step)
{
    static const char at_saddle[] = "came to rest at a saddle, which is no minimum, ";
    static const char *const words[] = {[STATIONARY_MINIMUM] = "came to rest at the minimum ",
                                        [STATIONARY_SADDLE] = at_saddle,
                                        [STATIONARY_MAXIMUM] = "came to rest at a maximum, ",
                                        [STATIONARY_FLAT] = "came to rest on flat ground, "};
    const struct row *row = step->row;
    enum stationary kind = row_stationary(row);
    struct text text;
    if (step->watched->rested || !is_final(step) || !watching_begin(step, HAPPENS_REST, &text))
        return; /* it trembled there, or will leave once more */
    step->watched->rested = true;
    text_add(&text, "%s", words[kind]);
    if (kind == STATIONARY_MINIMUM)
        fares_minimum(&text, step->session, (struct point){row->x, row->y});
    else
        words_place(&text, step->session->sim, row->x, row->y);
    words_fill(&text, ", loss ~", &row->loss);
    if (row->converged_at < row->n)
        text_add(&text, ", since n %lld", (long long)row->converged_at);
    if (row->overshoots > 0)
        text_add(&text, ", after %lld jump%s over the valley", (long long)row->overshoots,
                 row->overshoots == 1 ? "" : "s");
    watching_keep(step, HAPPENS_REST, &text);
}
