/* Curves through the data: what the place of a ball means for the measurements. */

#include "internal.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

struct formula_code *sim_curve(const struct sim *sim, const char *text, struct error *error)
{
    struct scope scope = surface_scope(sim, lets_last(sim)); /* they have all names on record */
    return formula_compile(LANGUAGE_CURVE, text, &scope, error);
}

void sim_curve_values(struct sim *sim, const struct formula_code *curve, struct point place,
                      const double *at, double *values, int64_t count)
{
    static const double none = (double)NAN; /* a let of later */
    const double **inputs = memory_new((size_t)curve->graph->input_count, sizeof *inputs);
    for (int i = 0; i < curve->graph->input_count; i++) {
        const struct input *input = &curve->graph->inputs[i];
        const struct named_value *let =
            input->kind == INPUT_LET ? sim_find_let(sim, input->name) : NULL;
        inputs[i] = input->kind == INPUT_X        ? &place.x
                    : input->kind == INPUT_Y      ? &place.y
                    : input->kind == INPUT_COLUMN ? at
                    : let                         ? &let->value
                                                  : &none;
    }
    program_run(curve->program, &sim->workspace, inputs, &values, (size_t)count);
    free(inputs);
}
