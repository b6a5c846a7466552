/* Jumps over the valley, one and many; and what they come to. */

#include "watch_parts.h"

#include <math.h>
#include <stdlib.h>

/* --- jumps --- */

/* How many rows may pass before the next jump of a swing. */
static int64_t patience(const struct watched *watched)
{
    return watched->gap * 3 > 4 ? watched->gap * 3 : 4;
}

/* Above (1) or below (-1) where it began, or as high (0). */
static int landing(const struct row *row)
{
    static const double same = 1e-9;
    double change = row->loss - row->from.loss;
    return fabs(change) <= same * fabs(row->from.loss) ? 0 : change > 0 ? 1 : -1;
}

static void count_jump(const struct watching *step, int where)
{
    struct watched *w = step->watched;
    int64_t gap = step->row->n - w->last_jump;
    bool goes_on = w->jumps > 0 && gap <= patience(w);
    w->jumps = goes_on ? w->jumps + 1 : 1;
    w->gap = goes_on ? gap : 1;
    w->last_jump = step->row->n;
    w->mixed = goes_on && (w->mixed || w->where != where);
    w->trend = goes_on && w->where == where ? w->trend + where : where;
    w->where = where;
}

static void tell_swing(const struct watching *step, int where)
{
    static const char *const words[] = {"each landing lower than the one before",
                                        "each landing as high as the one before",
                                        "each landing higher than the one before"};
    struct watched *w = step->watched;
    struct text text;
    w->swings = true;
    w->climbs = w->mixed ? 0 : where;
    if (!watching_begin(step, HAPPENS_SWING, &text))
        return;
    words_fill(&text, "swings from side to side: the third jump in a row, ", NULL);
    text_add(&text, "%s", w->mixed ? "some landing higher, some lower" : words[where + 1]);
    words_fill(&text, "; loss ~", &step->row->loss);
    watching_add_stability(step, &text);
    watching_keep(step, HAPPENS_SWING, &text);
}

void watching_jump(const struct watching *step)
{
    enum { SWING = 3, TURN = 4 };
    static const char *const words[] = {"jumped over the valley and landed lower, loss ~ → ~",
                                        "jumped over the valley and landed as high, loss ~ → ~",
                                        "jumped over the valley and landed higher, loss ~ → ~"};
    struct watched *w = step->watched;
    const struct row *row = step->row;
    int where = landing(row);
    struct text text;
    count_jump(step, where);
    if (step->chance || row->n == 1 || watching_is_invisible(step))
        return;
    if (w->jumps < SWING && !w->swings && watching_begin(step, HAPPENS_JUMP, &text)) {
        words_fill(&text, words[where + 1], (double[]){row->from.loss, row->loss});
        watching_add_stability(step, &text);
        watching_keep(step, HAPPENS_JUMP, &text);
    }
    if (w->jumps >= SWING && !w->swings)
        tell_swing(step, where);
    else if (w->swings && abs(w->trend) >= TURN && w->climbs != where) {
        w->climbs = where;
        watching_tell(step, HAPPENS_CLIMB,
                      where > 0 ? "by now each jump lands higher than the last, loss ~"
                                : "by now each jump lands lower than the last, loss ~",
                      &row->loss);
    }
}

void watching_calm(const struct watching *step)
{
    struct watched *w = step->watched;
    struct text text;
    if (w->jumps == 0 || step->row->n - w->last_jump <= patience(w))
        return;
    if (w->swings && !step->chance && watching_begin(step, HAPPENS_CALM, &text)) {
        text_add(&text, "swings no longer: the last of %lld jumps was at n %lld",
                 (long long)w->jumps, (long long)w->last_jump);
        words_fill(&text, "; loss ~", &step->row->loss);
        watching_keep(step, HAPPENS_CALM, &text);
    }
    w->jumps = 0;
    w->swings = w->mixed = false;
    w->climbs = w->trend = 0;
}

void watching_throw(const struct watching *step)
{
    struct watched *w = step->watched;
    const struct moment *now = &step->session->sim->balls[step->ball]->mover.now;
    double loss = step->row->loss, first = now->first_loss;
    if (step->chance || !(first > 0))
        return;
    if (!w->thrown && loss > 2 * first) {
        w->thrown = true;
        watching_tell(step, HAPPENS_THROWN, "is thrown up: loss ~, # times that of the start",
                      (double[]){loss, loss / first});
    } else if (w->thrown && !w->fell && loss < first) {
        w->fell = true;
        watching_tell(
            step, HAPPENS_CATAPULT,
            "was catapulted: thrown up to loss ~, it is lower now than at the start, loss ~",
            (double[]){now->top, loss});
    }
}
