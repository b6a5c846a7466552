#include "problem.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What problems of one surface share. */
struct surface_owner {
    owners owners;
    char *formula;
    struct surface_code *code, *batch_code;
};

const struct named_value *lets_find(const struct lets *lets, const char *name)
{
    return named_find(lets->items, lets->count, name);
}

/* --- the names that a surface can read --- */

static enum name_kind find_let(const struct scope *scope, const char *name, double *number)
{
    (void)number;
    return lets_find(scope->context, name) ? NAME_LET : NAME_UNKNOWN;
}

/* Surfaces can move. Where the file has a column of that name, that is what is meant, as is said.
 */
static enum name_kind find_name(const struct scope *scope, const char *name, double *number)
{
    char hint[80];
    bool clock = strcmp(name, "n") == 0 && !*data_hint(scope->data, name, hint);
    return clock ? NAME_CLOCK : find_let(scope, name, number);
}

static const char *let_name_at(const struct scope *scope, int index)
{
    const struct lets *lets = scope->context;
    return index < lets->count ? lets->items[index].name : NULL;
}

static struct scope scope_of(const struct lets *lets, const struct data *data, bool line)
{
    return (struct scope){
        .find = find_let, .name_at = let_name_at, .context = lets, .data = data, .line = line};
}

/* --- life --- */

static struct problem *make(const struct surface_owner *owner, const struct surface_row *row,
                            const struct region *domain, const struct data *data,
                            const struct lets *lets, int64_t stamp)
{
    struct problem *problem = memory_new(1, sizeof *problem);
    *problem = (struct problem){.owners = 1,
                                .stamp = stamp,
                                .row = row,
                                .formula = owner->formula,
                                .domain = *domain,
                                .code = owner->code,
                                .batch_code = owner->batch_code,
                                .data = data_retain(data),
                                .lets = *lets,
                                .owner = owner};
    if (owner->batch_code && data_whole(data)->held)
        problem->held = data_without_gaps(data_whole(data)->held, data->read);
    return problem;
}

static uint64_t columns_of(const struct graph *graph)
{
    uint64_t read = 0;
    for (int i = 0; i < graph->input_count; i++)
        if (graph->inputs[i].kind == INPUT_COLUMN)
            read |= UINT64_C(1) << graph->inputs[i].index;
    return read;
}

/* A surface over those of the scope's rows that have all that it reads, which the caller then
 * holds.
 */
static struct surface_code *compile_over_rows(const char *formula, struct scope *scope,
                                              struct error *error)
{
    struct surface_code *code = surface_compile(formula, scope, error);
    if (!code || !code->graph->reads_data) {
        data_retain(scope->data);
        return code;
    }
    const struct data *whole = scope->data;
    scope->data = data_without_gaps(whole, columns_of(code->graph));
    if (scope->data == whole)
        return code;
    surface_code_free(code);
    if (scope->data->rows > 0)
        return surface_compile(formula, scope, error);
    error_set(error, ERROR_NO_PLACE, "no row has a number in each column that the surface reads");
    return NULL;
}

const struct problem *problem_new(const struct surface_row *row, const char *formula,
                                  const struct region *domain, const struct data *data,
                                  const struct lets *lets, struct error *error)
{
    struct scope scope = scope_of(lets, data_whole(data), region_is_line(domain));
    scope.find = find_name;
    struct surface_code *code = compile_over_rows(formula, &scope, error), *batch_code = NULL;
    const struct problem *problem = NULL;
    if (code && code->graph->reads_data) {
        scope.batched = true;
        batch_code = surface_compile(formula, &scope, error);
    }
    if (code) {
        struct surface_owner *owner = memory_new(1, sizeof *owner);
        *owner = (struct surface_owner){1, memory_copy(formula), code, batch_code};
        problem = make(owner, row, domain, scope.data, lets, stamp_new());
    }
    data_release(scope.data);
    return problem;
}

const struct problem *problem_with_let(const struct problem *problem, const char *name,
                                       double value)
{
    struct problem *other = make(retained(problem->owner), problem->row, &problem->domain,
                                 problem->data, &problem->lets, stamp_new());
    const struct named_value *known = lets_find(&other->lets, name);
    int index = known ? (int)(known - other->lets.items) : other->lets.count++;
    struct named_value *let = &other->lets.items[index];
    memcpy(let->name, name, strlen(name) + 1);
    let->value = value;
    return other;
}

const struct problem *problem_with_lets(const struct problem *problem, const struct lets *lets)
{
    return make(retained(problem->owner), problem->row, &problem->domain, problem->data, lets,
                stamp_new());
}

const struct problem *problem_with_data(const struct problem *problem, const struct data *data,
                                        struct error *error)
{
    if (problem_reads_data(problem))
        return problem_new(problem->row, problem->formula, &problem->domain, data, &problem->lets,
                           error);
    return make(retained(problem->owner), problem->row, &problem->domain, data, &problem->lets,
                problem->stamp);
}

bool problem_is_line(const struct problem *problem)
{
    return region_is_line(&problem->domain);
}

bool problem_is_bowl(const struct problem *problem)
{
    const struct graph *graph = problem->code->graph;
    bool *read = memory_new((size_t)graph->count, sizeof *read), same = true;
    read[problem->code->fxx] = read[problem->code->fxy] = read[problem->code->fyy] = true;
    graph_mark_read(graph, read, graph->count - 1);
    for (node_id i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        enum input_kind kind = node->op == OP_INPUT ? graph->inputs[node->a].kind : INPUT_LET;
        same &= !read[i] || (kind != INPUT_X && kind != INPUT_Y && kind != INPUT_CLOCK);
    }
    free(read);
    return same;
}

bool problem_reads_data(const struct problem *problem)
{
    return problem->code->graph->reads_data;
}

const struct problem *problem_at(const struct problem *problem, double clock)
{
    struct problem *other = make(retained(problem->owner), problem->row, &problem->domain,
                                 problem->data, &problem->lets, stamp_new());
    other->clock = clock;
    return other;
}

bool problem_moves(const struct problem *problem)
{
    const struct graph *graph = problem->code->graph;
    for (int i = 0; i < graph->input_count; i++)
        if (graph->inputs[i].kind == INPUT_CLOCK)
            return program_needs(problem->code->hessian, i);
    return false;
}

static void surface_release(const struct surface_owner *owner)
{
    if (!owners_drop(&owner->owners))
        return;
    surface_code_free(owner->code);
    surface_code_free(owner->batch_code);
    free(owner->formula);
    free((struct surface_owner *)(uintptr_t)owner);
}

void problem_release(const struct problem *problem)
{
    if (!problem || !owners_drop(&problem->owners))
        return;
    surface_release(problem->owner);
    data_release(problem->data);
    data_release(problem->held);
    free((struct problem *)(uintptr_t)problem);
}

/* --- values --- */

/* A let of later is NaN: curves may read it before it is there. */
void problem_inputs(const struct problem *problem, const struct graph *graph,
                    const double *const places[3], const double **inputs)
{
    static const double none = (double)NAN;
    for (int i = 0; i < graph->input_count; i++) {
        const struct input *input = &graph->inputs[i];
        const struct named_value *let = lets_find(&problem->lets, input->name);
        inputs[i] = input->kind == INPUT_X       ? places[0]
                    : input->kind == INPUT_Y     ? places[1]
                    : input->kind == INPUT_CLOCK ? &problem->clock
                    : input->kind != INPUT_LET   ? places[2]
                    : let                        ? &let->value
                                                 : &none;
    }
}

static void run(const struct problem *problem, const struct program *program,
                struct workspace *workspace, const double *x, const double *y,
                double *const *outputs, int64_t count)
{
    const double *inputs[SURFACE_INPUTS_MAX] = {0};
    problem_inputs(problem, problem->code->graph, (const double *[]){x, y, NULL}, inputs);
    program_run(program, workspace, inputs, outputs, (size_t)count);
}

void problem_values(const struct problem *problem, struct workspace *workspace, const double *x,
                    const double *y, double *loss, int64_t count)
{
    run(problem, problem->code->value, workspace, x, y, &loss, count);
}

void problem_gradients(const struct problem *problem, struct workspace *workspace, const double *x,
                       const double *y, double *const outputs[3], int64_t count)
{
    run(problem, problem->code->gradient, workspace, x, y, outputs, count);
}

void problem_hessians(const struct problem *problem, struct workspace *workspace, const double *x,
                      const double *y, double *const outputs[6], int64_t count)
{
    run(problem, problem->code->hessian, workspace, x, y, outputs, count);
}

double problem_validation(const struct problem *problem, struct workspace *workspace, double x,
                          double y)
{
    const double *inputs[SURFACE_INPUTS_MAX] = {0};
    double loss = (double)NAN, *outputs[] = {&loss};
    if (!problem->held || problem->held->rows == 0)
        return loss;
    double rows = (double)problem->held->rows;
    problem_inputs(problem, problem->batch_code->graph, (const double *[]){&x, &y, &rows}, inputs);
    program_run_over(problem->batch_code->value, problem->held, workspace, inputs, outputs, 1);
    return loss;
}

int64_t problem_operations(const struct problem *problem)
{
    return graph_operations(problem->code->graph);
}

int64_t problem_slice_points(const struct problem *problem)
{
    enum { SLICE_OPERATIONS = 1000000 };
    int64_t points = SLICE_OPERATIONS / problem_operations(problem);
    return points > 1 ? points : 1;
}

/* --- curves through the data --- */

struct formula_code *problem_curve(const struct problem *problem, const char *text,
                                   struct error *error)
{
    struct scope scope = scope_of(&problem->lets, problem->data, false);
    return formula_compile(LANGUAGE_CURVE, text, &scope, error);
}

void problem_curve_values(const struct problem *problem, struct workspace *workspace,
                          const struct formula_code *curve, struct point place, const double *at,
                          double *values, int64_t count)
{
    const double *inputs[SURFACE_INPUTS_MAX];
    problem_inputs(problem, curve->graph, (const double *[]){&place.x, &place.y, at}, inputs);
    program_run(curve->program, workspace, inputs, &values, (size_t)count);
}
