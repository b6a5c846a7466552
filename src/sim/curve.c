/* Curves through the data: what the place of a ball means for the measurements. */

#include "internal.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct named_value *find_item(const struct lets *lets, const char *name)
{
    for (int i = 0; i < lets->count; i++)
        if (strcmp(lets->items[i].name, name) == 0)
            return &lets->items[i];
    return NULL;
}

/* The last lets on record have all names. */
static enum name_kind find_let(const struct scope *scope, const char *name, double *number)
{
    (void)number;
    const struct sim *sim = scope->context;
    return find_item(lets_last(sim), name) ? NAME_LET : NAME_UNKNOWN;
}

static const char *let_name_at(const struct scope *scope, int index)
{
    const struct sim *sim = scope->context;
    const struct lets *lets = lets_last(sim);
    return index < lets->count ? lets->items[index].name : NULL;
}

struct curve_code *sim_curve(const struct sim *sim, const char *text, struct error *error)
{
    struct scope scope = {
        .find = find_let, .name_at = let_name_at, .context = sim, .data = sim->data};
    return curve_compile(text, &scope, error);
}

void sim_curve_values(struct sim *sim, const struct curve_code *curve, struct point place,
                      const double *at, double *values, int64_t count)
{
    static const double none = (double)NAN; /* a let of later */
    const struct lets *lets = lets_at(sim, sim->clock);
    const double **inputs = memory_new((size_t)curve->input_count, sizeof *inputs);
    for (int i = 0; i < curve->input_count; i++) {
        const struct input *input = &curve->inputs[i];
        const struct named_value *let =
            input->kind == INPUT_LET ? find_item(lets, input->name) : NULL;
        inputs[i] = input->kind == INPUT_X        ? &place.x
                    : input->kind == INPUT_Y      ? &place.y
                    : input->kind == INPUT_COLUMN ? at
                    : let                         ? &let->value
                                                  : &none;
    }
    program_run(curve->program, &sim->workspace, inputs, &values, (size_t)count);
    free(inputs);
}
