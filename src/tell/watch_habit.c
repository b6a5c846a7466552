/* What a ball does again and again, or no longer. */

#include "watch_parts.h"

#include "fares.h"

#include <math.h>

static void add_cycle(const struct watching *step, int period, struct text *text)
{
    enum { NAMED = 4 };
    const struct row *rows[NAMED];
    int count = period <= NAMED ? sim_trail(step->session->sim, step->ball, period, rows) : 0;
    for (int i = 0; i < count; i++) {
        text_add(text, i ? ", " : ": ");
        words_place(text, step->session->sim, rows[i]->x, rows[i]->y);
        words_fill(text, " loss ~", &rows[i]->loss);
    }
}

/* A cycle that nobody could see: it settles there. */
static bool is_small(const struct watching *step, const struct verdict *habit)
{
    const struct row *rows[2];
    const struct region *region = &sim_problem(step->session->sim)->domain;
    if (habit->kind != VERDICT_PERIODIC || sim_trail(step->session->sim, step->ball, 2, rows) < 2)
        return false;
    return hypot(rows[1]->x - rows[0]->x, rows[1]->y - rows[0]->y) <
           1e-4 * (region->x1 - region->x0);
}

/* A cycle is seen over the latest rows, chaos over more of them. */
static struct verdict habit_of(const struct watching *step)
{
    enum { LATEST = 32 };
    int period = fares_period(step->session, step->ball, LATEST);
    return period > 1 ? (struct verdict){VERDICT_PERIODIC, period}
                      : lab_verdict(step->session->lab, step->session->sim, step->ball);
}

/* It takes some time to find out. */
void watching_habit(const struct watching *step)
{
    enum { OFTEN = 32 };
    struct watched *w = step->watched;
    enum standing standing = sim_standing(step->session->sim, step->ball);
    struct verdict habit = {VERDICT_RUNNING, 0};
    struct text text;
    if (standing == STANDING_STOPPED && !w->still && !w->rested)
        watching_tell(
            step, HAPPENS_STILL,
            w->is_near && row_gradient_norm(step->row) < 1e-6
                ? "hardly moves any more, as good as in the minimum: gradient of size ~, η #"
                : "hardly moves any more, though there is a slope: gradient of size ~, η #",
            (double[]){row_gradient_norm(step->row), step->row->eta});
    w->still = standing == STANDING_STOPPED;
    if (step->row->n % OFTEN != 0)
        return;
    if (standing == STANDING_SWINGS || standing == STANDING_CLIMBS)
        habit = habit_of(step);
    if ((habit.kind == VERDICT_CHAOTIC && standing == STANDING_CLIMBS) || is_small(step, &habit))
        return;
    bool same = habit.kind == w->habit.kind && habit.period == w->habit.period;
    bool told = habit.kind == VERDICT_PERIODIC || habit.kind == VERDICT_CHAOTIC;
    w->habit = told ? habit : w->habit;
    if (same || !told || !watching_begin(step, HAPPENS_HABIT, &text))
        return;
    if (habit.kind == VERDICT_PERIODIC) {
        text_add(&text, "goes round for ever with period %d", habit.period);
        add_cycle(step, habit.period, &text);
    } else
        text_add(&text, "moves in chaos: it never comes back to where it was");
    watching_keep(step, HAPPENS_HABIT, &text);
}
