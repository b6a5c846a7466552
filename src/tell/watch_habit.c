/* What a ball does again and again, or no longer. */

#include "watch_parts.h"

#include "fares.h"

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

/* It takes some time to find out. */
void watching_habit(const struct watching *step)
{
    enum { OFTEN = 32, LATEST = 32 };
    struct watched *w = step->watched;
    enum standing standing = sim_standing(step->session->sim, step->ball);
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
    struct verdict habit = fares_habit(step->session, step->ball, LATEST);
    bool same = habit.kind == w->habit.kind && habit.period == w->habit.period;
    bool told = habit.kind != VERDICT_RUNNING;
    w->habit = told ? habit : w->habit;
    if (same || !told || !watching_begin(step, HAPPENS_HABIT, &text))
        return;
    fares_habit_write(&text, habit);
    if (habit.kind == VERDICT_PERIODIC)
        add_cycle(step, habit.period, &text);
    watching_keep(step, HAPPENS_HABIT, &text);
}
