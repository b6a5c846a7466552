/* What a ball does again and again, as whoever tells of it says it. */

#include "fares.h"

#include <math.h>

/* The period of its latest rows; 0: it has none. */
static int find_period(const struct session *session, int ball, int rows)
{
    enum { MOST = 32 };
    const struct row *latest[MOST];
    struct point places[MOST];
    int count = sim_trail(session->sim, ball, rows < MOST ? rows : MOST, latest);
    for (int i = 0; i < count; i++)
        places[i] = (struct point){latest[i]->x, latest[i]->y};
    struct verdict verdict = verdict_of_places(places, count, 0, false);
    return count == rows && verdict.kind == VERDICT_PERIODIC ? verdict.period : 0;
}

/* A cycle that nobody could see: it settles there. */
static bool is_small(const struct session *session, int ball)
{
    const struct row *rows[2];
    const struct region *region = &sim_problem(session->sim)->domain;
    return sim_trail(session->sim, ball, 2, rows) == 2 &&
           hypot(rows[1]->x - rows[0]->x, rows[1]->y - rows[0]->y) <
               1e-4 * (region->x1 - region->x0);
}

struct verdict fares_habit(const struct session *session, int ball, int rows)
{
    static const struct verdict nothing = {VERDICT_RUNNING, 0};
    enum standing standing = sim_standing(session->sim, ball);
    if (standing != STANDING_SWINGS && standing != STANDING_CLIMBS)
        return nothing;
    int period = find_period(session, ball, rows);
    struct verdict habit = period > 1 ? (struct verdict){VERDICT_PERIODIC, period}
                                      : lab_verdict(session->lab, session->sim, ball);
    bool unseen = habit.kind == VERDICT_PERIODIC && is_small(session, ball);
    bool chaotic = habit.kind == VERDICT_CHAOTIC && standing != STANDING_CLIMBS;
    return chaotic || (habit.kind == VERDICT_PERIODIC && !unseen) ? habit : nothing;
}

void fares_habit_write(struct text *out, struct verdict habit)
{
    if (habit.kind == VERDICT_PERIODIC)
        text_add(out, "goes round for ever with period %d", habit.period);
    else
        text_add(out, "moves in chaos: it never comes back to where it was");
}
