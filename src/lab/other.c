#include "other.h"

#include "internal.h"

#include <string.h>

/* Whether all that it reads is as it was when it was made. */
static bool is_so(const struct problem *of, const struct lets *now)
{
    const struct graph *graph = of->code->graph;
    for (int i = 0; i < graph->input_count; i++) {
        const struct input *input = &graph->inputs[i];
        if (input->kind != INPUT_LET)
            continue;
        const struct named_value *was = lets_find(&of->lets, input->name);
        const struct named_value *is = lets_find(now, input->name);
        if (!was || !is || memcmp(&was->value, &is->value, sizeof is->value) != 0)
            return false;
    }
    return true;
}

const struct problem *lab_other(struct lab *lab, const struct sim *sim, const struct problem *of)
{
    const struct problem *now = sim_problem(sim);
    struct other *other = &lab->other;
    if (is_so(of, &now->lets))
        return of;
    if (other->of == of->stamp && other->now == now->stamp)
        return other->made;
    if (other->of == of->stamp && is_so(other->made, &now->lets)) {
        other->now = now->stamp;
        return other->made;
    }
    problem_release(other->made);
    *other = (struct other){of->stamp, now->stamp, problem_with_lets(of, &now->lets)};
    return other->made;
}

double lab_other_at(struct lab *lab, const struct problem *other, struct point place)
{
    double value;
    problem_values(other, &lab->workspace, &place.x, &place.y, &value, 1);
    return value;
}
