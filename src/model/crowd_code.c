/* The programs of a crowd: which of their inputs differ by lane, and where they are found. */

#include "../base/memory.h"
#include "../lang/derive.h"
#include "crowd_parts.h"

#include <stdlib.h>
#include <string.h>

bool source_varies(const struct crowd_code *code, const struct source *source)
{
    switch (source->kind) {
    case SOURCE_NUMBER:
        return code->varied[source->index].by_lane;
    case SOURCE_VALUE:
    case SOURCE_PLAN_STATE:
        return code->plans[source->plan].by_lane;
    case SOURCE_NOISE_X:
    case SOURCE_NOISE_Y:
        return code->free || source_varies(code, &code->noise);
    case SOURCE_DRAW:
        return code->free;
    case SOURCE_X:
    case SOURCE_Y:
    case SOURCE_STATE:
    case SOURCE_F:
    case SOURCE_F0:
    case SOURCE_GX:
    case SOURCE_GY:
    case SOURCE_TANGENT:
        return true;
    default:
        return false;
    }
}

/* --- where inputs are --- */

/* The number of the recipe that a command would set by that name, unless it is varied. */
static struct source number_source(const struct crowd_code *code, const char *name,
                                   const double *place)
{
    for (int k = 0; k < VARIED_MAX; k++)
        if (*name && strcmp(code->varied[k].name, name) == 0)
            return (struct source){SOURCE_NUMBER, .index = k};
    return (struct source){place ? SOURCE_UNIFORM : SOURCE_NONE, .place = place};
}

static struct source parameter_source(const struct crowd_code *code, const char *name)
{
    const struct recipe *recipe = code->recipe;
    int plan = recipe_plan(recipe, name);
    if (plan >= 0)
        return (struct source){SOURCE_VALUE, .plan = plan};
    const struct named_value *item = recipe_value(recipe, name);
    return number_source(code, item ? name : "", item ? &item->value : NULL);
}

/* A name that the ball has is not a let's. */
static struct source let_source(const struct crowd_code *code, const char *name)
{
    const struct named_value *let = lets_find(&code->problem->lets, name);
    bool hidden = recipe_value(code->recipe, name) != NULL;
    struct source uniform = {let ? SOURCE_UNIFORM : SOURCE_NONE, .place = let ? &let->value : NULL};
    return hidden ? uniform : number_source(code, let ? name : "", uniform.place);
}

static struct source rule_source(const struct crowd_code *code, const struct input *input)
{
    static const enum source_kind kinds[] = {
        [INPUT_X] = SOURCE_X,
        [INPUT_Y] = SOURCE_Y,
        [INPUT_N] = SOURCE_N,
        [INPUT_EPOCH] = SOURCE_EPOCH,
        [INPUT_CLOCK] = SOURCE_EPOCH, /* without batches it is the iteration */
        [INPUT_F] = SOURCE_F,
        [INPUT_F0] = SOURCE_F0,
        [INPUT_GX] = SOURCE_GX,
        [INPUT_GY] = SOURCE_GY,
        [INPUT_NOISE_X] = SOURCE_NOISE_X,
        [INPUT_NOISE_Y] = SOURCE_NOISE_Y,
        [INPUT_SEED] = SOURCE_TANGENT,
    };
    switch (input->kind) {
    case INPUT_STATE:
        return (struct source){SOURCE_STATE, .index = input->index};
    case INPUT_ETA:
        return (struct source){SOURCE_VALUE, .plan = 0};
    case INPUT_ETA0:
        return code->plans[0].base;
    case INPUT_PARAMETER:
        return parameter_source(code, input->name);
    case INPUT_LET:
        return let_source(code, input->name);
    case INPUT_NORMAL_X:
    case INPUT_NORMAL_Y:
    case INPUT_UNIFORM:
        return (struct source){SOURCE_DRAW,
                               .index = 2 * input->index + (input->kind == INPUT_NORMAL_Y)};
    default:
        return (struct source){kinds[input->kind], .index = input->index};
    }
}

static struct source schedule_source(const struct crowd_code *code, int plan, int segment,
                                     const struct input *input)
{
    char name[NAME_SIZE];
    switch (input->kind) {
    case INPUT_N:
        return (struct source){SOURCE_SCHEDULE_N};
    case INPUT_STATE:
        return (struct source){SOURCE_PLAN_STATE, .index = input->index, .plan = plan};
    case INPUT_ETA:
        return (struct source){SOURCE_VALUE, .plan = plan};
    case INPUT_ETA0:
        return code->plans[plan].base;
    case INPUT_PARAMETER:
        plan_parameter(&code->recipe->plans[plan], segment, input->name, name);
        return parameter_source(code, name);
    default:
        return rule_source(code, input);
    }
}

/* --- programs --- */

static struct lane_program compile(const struct crowd_code *code, const struct graph *graph,
                                   const node_id *outputs, int count, struct source *sources)
{
    bool *varies = memory_new((size_t)graph->input_count + 1, sizeof *varies);
    for (int i = 0; i < graph->input_count; i++)
        varies[i] = source_varies(code, &sources[i]);
    struct program *program = program_compile(graph, outputs, count, varies);
    free(varies);
    return (struct lane_program){program, sources, graph->input_count};
}

static struct source *sources_of_rule(const struct crowd_code *code, const struct graph *graph)
{
    struct source *sources = memory_new((size_t)graph->input_count + 1, sizeof *sources);
    for (int i = 0; i < graph->input_count; i++)
        sources[i] = rule_source(code, &graph->inputs[i]);
    return sources;
}

static void find_plan_sources(struct crowd_code *code, int index)
{
    const struct plan *plan = &code->recipe->plans[index];
    for (int k = 0; k < plan->count; k++) {
        const struct formula_code *schedule = plan->segments[k].schedule->code;
        const struct graph *graph = schedule->graph;
        struct lane_program *program = &code->plans[index].segments[k];
        program->source_count = graph->input_count;
        program->sources = memory_new((size_t)graph->input_count + 1, sizeof *program->sources);
        for (int i = 0; i < graph->input_count; i++)
            if (program_needs(schedule->program, i))
                program->sources[i] = schedule_source(code, index, k, &graph->inputs[i]);
    }
}

static bool plan_varies(const struct crowd_code *code, int index)
{
    const struct lane_plan *plan = &code->plans[index];
    bool varies = source_varies(code, &plan->base);
    for (int k = 0; k < code->recipe->plans[index].count; k++)
        for (int i = 0; i < plan->segments[k].source_count; i++)
            varies |= source_varies(code, &plan->segments[k].sources[i]);
    return varies;
}

/* What reads what differs, differs. */
static void find_by_lane(struct crowd_code *code)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < code->recipe->plan_count; i++) {
            bool varies = plan_varies(code, i);
            changed |= varies && !code->plans[i].by_lane;
            code->plans[i].by_lane |= varies;
        }
    }
}

static void compile_plans(struct crowd_code *code)
{
    const struct recipe *recipe = code->recipe;
    for (int i = 0; i < recipe->plan_count; i++) {
        const char *name = i == 0 ? "eta" : recipe->plans[i].target;
        code->plans[i].base = number_source(code, name, plan_base(recipe, i));
    }
    int noise = recipe_plan(recipe, NOISE_TARGET);
    code->noise = noise >= 0 ? (struct source){SOURCE_VALUE, .plan = noise}
                             : number_source(code, NOISE_TARGET, &recipe->noise);
    for (int i = 0; i < recipe->plan_count; i++)
        find_plan_sources(code, i);
    find_by_lane(code);
    for (int i = 0; i < recipe->plan_count; i++)
        for (int k = 0; k < recipe->plans[i].count; k++) {
            const struct formula_code *schedule = recipe->plans[i].segments[k].schedule->code;
            struct lane_program *program = &code->plans[i].segments[k];
            *program = compile(code, schedule->graph, schedule->outputs, schedule->output_count,
                               program->sources);
        }
}

static bool is_of_row(const struct source *source)
{
    return source->kind >= SOURCE_F && source->kind <= SOURCE_GY;
}

static bool rule_reads_row(const struct crowd_code *code)
{
    const struct formula_code *rule = code->recipe->rule->code;
    for (int i = 0; i < rule->graph->input_count; i++) {
        struct source source = rule_source(code, &rule->graph->inputs[i]);
        if (program_needs(rule->program, i) && is_of_row(&source))
            return true;
    }
    return false;
}

static bool plans_read_row(const struct crowd_code *code)
{
    for (int i = 0; i < code->recipe->plan_count; i++)
        for (int k = 0; k < code->recipe->plans[i].count; k++) {
            const struct lane_program *program = &code->plans[i].segments[k];
            for (int s = 0; s < program->source_count; s++)
                if (is_of_row(&program->sources[s]))
                    return true;
        }
    return false;
}

/* Whether a node up to the last one that is needed is a loop. */
static bool has_loop(const struct graph *graph, const bool *needed, node_id last)
{
    for (node_id i = 0; i <= last; i++)
        if (needed[i] && graph->nodes[i].op == OP_LOOP)
            return true;
    return false;
}

/* Which seed an input has; -1: it does not vary. */
static int seed_of(const struct input *input)
{
    return input->kind == INPUT_X       ? 0
           : input->kind == INPUT_Y     ? 1
           : input->kind == INPUT_STATE ? 2 + input->index
                                        : -1;
}

/* Seeds are as many as what varies: x, y, then the state. */
static void plant(struct graph *graph, node_id last, node_id *seeds)
{
    for (node_id i = 0; i <= last; i++) {
        const struct node *node = &graph->nodes[i];
        int seed = node->op == OP_INPUT ? seed_of(&graph->inputs[node->a]) : -1;
        seeds[i] = seed < 0 ? NODE_NONE : graph_input(graph, INPUT_SEED, seed, "");
    }
}

/* The tangents of what the rule gives; false: there is something that has none. */
static bool add_tangents(struct graph *graph, const struct formula_code *rule, node_id *outputs)
{
    node_id last = graph->count - 1, zero = graph_constant(graph, 0);
    bool *needed = memory_new((size_t)last + 1, sizeof *needed);
    node_id *seeds = memory_new(2 * ((size_t)last + 1), sizeof *seeds),
            *tangents = seeds + last + 1;
    for (int i = 0; i < rule->output_count; i++)
        needed[rule->outputs[i]] = true;
    graph_mark_read(graph, needed, last);
    plant(graph, last, seeds);
    bool good =
        !has_loop(graph, needed, last) && derive_tangents(graph, needed, last, seeds, tangents);
    for (int i = 0; i < rule->output_count && good; i++) {
        node_id tangent = tangents[rule->outputs[i]];
        outputs[i] = tangent == NODE_NONE ? zero : tangent;
    }
    free(seeds);
    free(needed);
    return good && !graph->full;
}

static int input_of_state(const struct lane_program *program, int index)
{
    for (int i = 0; i < program->source_count; i++)
        if (program->sources[i].kind == SOURCE_STATE && program->sources[i].index == index)
            return i;
    return -1;
}

/* The fewer arrays there are, the more lanes are in the cache. */
static void find_turns(struct crowd_code *code)
{
    const struct program *step = code->step.program;
    bool judged_before = program_is_read_before(step, 0) && program_is_read_before(step, 1);
    code->place_turns = judged_before || code->free ? 2 : 3;
    for (int i = 0; i < code->state_count; i++)
        code->state_turns[i] =
            program_may_replace(step, input_of_state(&code->step, i), 2 + i) ? 1 : 2;
}

/* The graph of a rule begins with that of its surface, of which nodes are the same. */
static void compile_step(struct crowd_code *code)
{
    const struct formula_code *rule = code->recipe->rule->code;
    const struct surface_code *surface = code->problem->code;
    const node_id values[] = {surface->f, surface->fx, surface->fy};
    node_id outputs[2 * STATES_MAX + 3];
    struct graph *graph = graph_copy(rule->graph);
    int count = rule->output_count;
    memcpy(outputs, rule->outputs, sizeof *outputs * (size_t)count);
    code->apart = plans_read_row(code) || rule_reads_row(code);
    int told = code->apart ? 0 : code->free ? 1 : 3; /* of what is judged */
    for (int i = 0; i < told; i++)
        outputs[count++] = values[i];
    code->has_tangent = code->watched && add_tangents(graph, rule, outputs + count);
    count += code->has_tangent ? rule->output_count : 0;
    code->step = compile(code, graph, outputs, count, sources_of_rule(code, graph));
    program_fuse(code->step.program);
    program_read_early(code->step.program, rule->output_count, told);
    find_turns(code);
    graph_free(graph);
    if (code->apart || code->free)
        code->evaluate =
            compile(code, surface->graph, values, 3, sources_of_rule(code, surface->graph));
}

/* --- life --- */

/* Whether one of the varied numbers says how long a schedule lasts before the next. */
static bool moves_segments(const struct recipe *recipe, const struct varied *varied)
{
    for (int i = 0; i < recipe->plan_count; i++)
        for (int k = 0; k + 1 < recipe->plans[i].count; k++) {
            char name[NAME_SIZE];
            plan_parameter(&recipe->plans[i], k, "total", name);
            for (int v = 0; v < VARIED_MAX; v++)
                if (strcmp(varied[v].name, name) == 0)
                    return true;
        }
    return false;
}

static const struct crowd_code *compile_code(const struct problem *problem,
                                             const struct recipe *recipe,
                                             const struct conditions *conditions,
                                             const struct varied varied[VARIED_MAX], bool watched,
                                             bool free)
{
    bool batched = recipe->batch > 0 && problem->data;
    if (batched || (recipe->rule->batched && problem->batch_code) || moves_segments(recipe, varied))
        return NULL;
    struct crowd_code *code = memory_new(1, sizeof *code);
    code->owners = 1;
    code->problem = retained(problem);
    code->recipe = retained(recipe);
    code->conditions = *conditions;
    memcpy(code->varied, varied, sizeof code->varied);
    code->state_count = recipe->rule->code->state_count;
    code->watched = watched;
    code->free = free;
    compile_plans(code);
    compile_step(code);
    return code;
}

const struct crowd_code *crowd_compile(const struct problem *problem, const struct recipe *recipe,
                                       const struct conditions *conditions,
                                       const struct varied varied[VARIED_MAX], bool watched)
{
    return compile_code(problem, recipe, conditions, varied, watched, false);
}

const struct crowd_code *crowd_compile_free(const struct problem *problem,
                                            const struct recipe *recipe,
                                            const struct conditions *conditions)
{
    static const struct varied none[VARIED_MAX] = {{.by_lane = false}};
    return compile_code(problem, recipe, conditions, none, false, true);
}

static void program_end(struct lane_program *program)
{
    program_free(program->program);
    free(program->sources);
}

void crowd_code_release(const struct crowd_code *code)
{
    if (!code || !owners_drop(&code->owners))
        return;
    struct crowd_code *own = (struct crowd_code *)(uintptr_t)code;
    for (int i = 0; i < PLANS_MAX; i++)
        for (int k = 0; k < SEGMENTS_MAX; k++)
            program_end(&own->plans[i].segments[k]);
    program_end(&own->step);
    program_end(&own->evaluate);
    problem_release(code->problem);
    recipe_release(code->recipe);
    free(own);
}
