#include "other.h"

#include "internal.h"

#include <string.h>

/* Whether all that it reads is as it was when it was made. */
static bool is_so(const struct problem *of, const struct lets *now, double clock)
{
    const struct graph *graph = of->code->graph;
    for (int i = 0; i < graph->input_count; i++) {
        const struct input *input = &graph->inputs[i];
        if (input->kind == INPUT_CLOCK && of->clock != clock)
            return false;
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
    const struct lets *now = &sim_problem(sim)->lets;
    double clock = (double)sim->clock;
    struct other *other = &lab->other;
    if (is_so(of, now, clock))
        return of;
    if (other->of == of->stamp && is_so(other->made, now, clock))
        return other->made;
    const struct problem *made = problem_with_lets(of, now);
    problem_release(other->made);
    *other = (struct other){of->stamp, problem_moves(of) ? problem_at(made, clock) : made};
    if (other->made != made)
        problem_release(made);
    return other->made;
}

double lab_other_at(struct lab *lab, const struct problem *other, struct point place)
{
    double value;
    problem_values(other, &lab->workspace, &place.x, &place.y, &value, 1);
    return value;
}
