#include "watch_parts.h"

#include <string.h>

void watch_begin(struct watched *watched, const struct session *session, int ball)
{
    const struct row *row = sim_row(session->sim, ball);
    struct stability stability = row_stability(row);
    struct point at;
    double away;
    *watched =
        (struct watched){.n = row->n,
                         .gap = 1,
                         .last_jump = row->n,
                         .outside = watching_is_outside(session, row),
                         .is_near = watching_share_away(session, row, &at, &away) < WATCH_NEAR,
                         .near = at,
                         .zone = ZONE_UNKNOWN,
                         .rested = row->converged && row->converged_at < row->n,
                         .rate = row->eta,
                         .rate_before = row->eta,
                         .first_rate = row->eta};
    if (stability.applies && stability.sharpness > 0)
        watched->zone = (int)words_zone(&stability);
}

static void begin_octave(struct watched *watched, int64_t n)
{
    int octave = 0;
    for (int64_t left = n; left > 1; left /= 2)
        octave++;
    if (octave != watched->octave)
        memset(watched->told, 0, sizeof watched->told);
    watched->octave = octave;
}

void watch_step(struct watched *watched, const struct session *session, int ball,
                struct happenings *happenings)
{
    const struct row *row = sim_row(session->sim, ball);
    const struct watching step = {
        watched, session, row, ball, recipe_is_chance(sim_recipe(session->sim, ball)), happenings};
    bool was = row->converged && row->converged_at < row->n;
    watched->n = row->n;
    begin_octave(watched, row->n);
    if (was) { /* it stays where it is, or trembles there */
        watching_rest(&step);
        return;
    }
    watching_first(&step);
    if (row->diverged) {
        watching_gone(&step);
        return;
    }
    if (row->event == EVENT_STUCK) {
        struct text text;
        if (!watched->still && watching_begin(&step, HAPPENS_STUCK, &text)) {
            text_add(&text, "is stuck: %s", row_obstacle(row));
            watching_keep(&step, HAPPENS_STUCK, &text);
        }
        watched->still = true;
        return;
    }
    if (watched->rested && watching_is_invisible(&step))
        return;
    if (row_overshot(row))
        watching_jump(&step);
    else if (row->loss > row->from.loss && !step.chance && row->n > 1 && !watched->swings &&
             !watching_is_invisible(&step))
        watching_tell(&step, HAPPENS_UPHILL, "rolled uphill, carried by its motion: loss ~ → ~",
                      (double[]){row->from.loss, row->loss});
    watching_calm(&step);
    watching_throw(&step);
    watching_rate(&step);
    watching_edge(&step);
    if (row->converged) {
        watching_rest(&step);
        return;
    }
    watching_place(&step);
    struct saddles saddles = watching_saddles(session, row);
    watching_saddle(&step, &saddles);
    watching_valley(&step, &saddles);
    watching_habit(&step);
}
