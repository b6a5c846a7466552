/* The surface as a function: its values at many points, with the lets of now. */

#include "internal.h"

static enum name_kind find_let(const struct scope *scope, const char *name, double *number)
{
    (void)number;
    const struct lets *lets = scope->context;
    return named_find(lets->items, lets->count, name) ? NAME_LET : NAME_UNKNOWN;
}

static const char *let_name_at(const struct scope *scope, int index)
{
    const struct lets *lets = scope->context;
    return index < lets->count ? lets->items[index].name : NULL;
}

struct scope surface_scope(const struct sim *sim, const struct lets *lets)
{
    return (struct scope){
        .find = find_let, .name_at = let_name_at, .context = lets, .data = sim->data};
}

const struct surface *sim_surface(const struct sim *sim)
{
    return &sim->surface;
}

void surface_inputs(struct sim *sim, const struct graph *graph, const double *x, const double *y,
                    const double **inputs)
{
    for (int i = 0; i < graph->input_count; i++) {
        const struct input *input = &graph->inputs[i];
        const struct named_value *let =
            input->kind == INPUT_LET ? sim_find_let(sim, input->name) : NULL;
        inputs[i] = let ? &let->value : input->kind == INPUT_X ? x : y;
    }
}

void sim_surface_values(struct sim *sim, const double *x, const double *y, double *loss,
                        int64_t count)
{
    const double *inputs[SURFACE_INPUTS_MAX] = {0};
    surface_inputs(sim, sim->surface.code->graph, x, y, inputs);
    program_run(sim->surface.code->value, &sim->workspace, inputs, &loss, (size_t)count);
}

int64_t sim_surface_operations(const struct sim *sim)
{
    const struct graph *graph = sim->surface.code->graph;
    int64_t count = graph->count;
    for (int i = 0; i < graph->count; i++)
        count += graph->nodes[i].by_row ? graph->data->rows : 0;
    return count;
}

int64_t sim_slice_points(const struct sim *sim)
{
    enum { SLICE_OPERATIONS = 1000000 };
    int64_t points = SLICE_OPERATIONS / sim_surface_operations(sim);
    return points > 1 ? points : 1;
}

void sim_surface_gradients(struct sim *sim, const double *x, const double *y, double *loss,
                           double *gx, double *gy, int64_t count)
{
    const double *inputs[SURFACE_INPUTS_MAX] = {0};
    double *outputs[] = {loss, gx, gy};
    surface_inputs(sim, sim->surface.code->graph, x, y, inputs);
    program_run(sim->surface.code->gradient, &sim->workspace, inputs, outputs, (size_t)count);
}
