#include "watch_parts.h"

#include "../base/array.h"

#include <math.h>

bool watching_may_tell(const struct watching *step, enum happening_kind kind)
{
    enum { MANY = 6 };
    int most = happening_rows[kind].most;
    if (step->session->sim->ball_count > MANY && most > 1)
        most = 1;
    return most == 0 || step->watched->told[kind] < most;
}

bool watching_is_invisible(const struct watching *step)
{
    const struct region *region = &sim_problem(step->session->sim)->domain;
    double size = hypot(region->x1 - region->x0, region->y1 - region->y0);
    return row_step(step->row) < 1e-3 * size;
}

bool watching_begin(const struct watching *step, enum happening_kind kind, struct text *text)
{
    *text = (struct text){0};
    if (!watching_may_tell(step, kind))
        return false;
    step->watched->told[kind]++;
    return true;
}

void watching_keep(const struct watching *step, enum happening_kind kind, struct text *text)
{
    *array_add(step->happenings->items, step->happenings->count, step->happenings->capacity) =
        (struct happening){kind, step->ball, text->bytes};
}

void watching_tell(const struct watching *step, enum happening_kind kind, const char *words,
                   const double *numbers)
{
    struct text text;
    if (!watching_begin(step, kind, &text))
        return;
    words_fill(&text, words, numbers);
    watching_keep(step, kind, &text);
}

void watching_add_stability(const struct watching *step, struct text *text)
{
    struct stability stability = row_stability(step->row);
    if (stability.applies && stability.sharpness > 0)
        words_fill(text, "; η·λ # of #", (double[]){stability.product, stability.bound});
}
