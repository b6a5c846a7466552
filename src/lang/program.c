/* Gives the values of a lowered program registers and writes its instructions. */

#include "program.h"

#include <limits.h>
#include <stdlib.h>

#include "../base/memory.h"
#include "bytecode.h"
#include "sums.h"

/* What is said of actions. */
enum {
    SWAPS = 1, /* a and b may change places */
    SLOW = 2,  /* it takes long: others can go on meanwhile */
    ALONE = 4  /* it has no twins */
};
static const uint8_t traits[ACTION_COUNT] = {
    [OP_ADD] = SWAPS,
    [OP_MUL] = SWAPS,
    [OP_AND] = SWAPS,
    [OP_LOGADDEXP] = SWAPS,
    [ACTION_MULADD] = SWAPS,
    [ACTION_MULSUB] = SWAPS,
    [ACTION_SUBMUL] = SWAPS,
    [ACTION_MULADDMUL] = SWAPS,
    [ACTION_MULSUBMUL] = SWAPS,
    [OP_EXP] = SLOW,
    [OP_LOG] = SLOW,
    [OP_LOG1P] = SLOW,
    [OP_POW] = SLOW | ALONE,
    [OP_SIN] = SLOW | ALONE,
    [OP_COS] = SLOW | ALONE,
    [ACTION_SINCOS] = SLOW | ALONE,
    [ACTION_LOOP_BEGIN] = ALONE,
    [ACTION_LOOP_END] = ALONE,
    [ACTION_PASS] = ALONE,
    [ACTION_SUMS] = ALONE,
    [ACTION_SUMS_IF] = ALONE,
    [ACTION_TAKE] = ALONE,
};

/* Registers that are free again, and the number of the next new one. */
struct pool {
    int *free;
    int free_count, next;
};

static int take(struct pool *pool)
{
    return pool->free_count > 0 ? pool->free[--pool->free_count] : pool->next++;
}

enum { STEP_VALUES_MAX = 5 };

/* What d, a, b, c and e of a step are: values that it reads, values that it gives, or numbers. */
enum { READ = 'r', GIVEN = 'g', NUMBER = 'n' };
static const char *step_kinds(const struct step *step)
{
    static const char kinds[ACTION_COUNT][STEP_VALUES_MAX + 1] = {
        [ACTION_SINCOS] = "grrgr", [ACTION_LOOP_BEGIN] = "rnrrr", [ACTION_LOOP_END] = "rrrnr",
        [ACTION_PASS] = "rrnnr",   [ACTION_SUMS] = "rnrrr",       [ACTION_SUMS_IF] = "rnrnr",
        [ACTION_TAKE] = "gnrnr",
    };
    return *kinds[step->action] ? kinds[step->action] : "grrrr";
}

/* The values of a kind, of those that the step has. Returns how many. */
static int step_values(const struct step *step, char kind, int values[STEP_VALUES_MAX])
{
    const int all[STEP_VALUES_MAX] = {step->d, step->a, step->b, step->c, step->e};
    const char *kinds = step_kinds(step);
    int count = 0;
    for (int i = 0; i < STEP_VALUES_MAX; i++)
        if (kinds[i] == kind && all[i] != VALUE_NONE)
            values[count++] = all[i];
    return count;
}

/* Finds where values are born and read last. A value from before a loop that the loop reads is
 * needed again in the next round, so it lives to the loop's end. */
static void find_lifetimes(struct program *program, struct lowered *low)
{
    for (int i = 0; i < low->step_count; i++) {
        const struct step *step = &low->steps[i];
        int values[STEP_VALUES_MAX];
        for (int k = step_values(step, GIVEN, values) - 1; k >= 0; k--)
            low->values[values[k]].first = i;
        for (int k = step_values(step, READ, values) - 1; k >= 0; k--)
            low->values[values[k]].last = i;
        if (step->action == ACTION_LOOP_BEGIN)
            program->loop_lengths[step->a] = -i;
        if (step->action != ACTION_LOOP_END)
            continue;
        int begin = -program->loop_lengths[step->c];
        program->loop_lengths[step->c] += i;
        for (struct lowered_value *value = low->values; value < low->values + low->value_count;
             value++)
            if (value->first < begin && value->last > begin)
                value->last = i;
    }
}

static bool is_input(const struct lowered_value *value)
{
    return value->input >= 0;
}

static void place_constants(struct program *program, struct lowered *low, struct pool *pool)
{
    for (int i = 0; i < low->value_count; i++) {
        struct lowered_value *value = &low->values[i];
        if (value->constant) {
            value->reg = take(pool);
            program->constants[program->constant_count++] = value->number;
        }
    }
}

/* The inputs that vary over lanes, or those that do not. Returns how many. */
static int place_inputs(struct bound_input *inputs, struct lowered *low, struct pool *pool,
                        bool lane)
{
    int count = 0;
    for (int i = 0; i < low->value_count; i++) {
        struct lowered_value *value = &low->values[i];
        if (is_input(value) && value->lane == lane) {
            value->reg = take(pool);
            inputs[count++] = (struct bound_input){value->input, (uint16_t)value->reg};
        }
    }
    return count;
}

/* Outputs live to the end; one that a step computes is computed in the caller's array. */
static void place_outputs(struct program *program, struct lowered *low, struct pool *pool)
{
    for (int k = 0; k < low->output_count; k++) {
        struct lowered_value *value = &low->values[low->outputs[k]];
        program->outputs[k].kind = value->lane ? OUTPUT_COPIED : OUTPUT_FILLED;
        if (value->lane && !is_input(value) && value->last != INT_MAX) {
            value->reg = take(pool);
            program->outputs[k].kind = OUTPUT_IN_PLACE;
        }
        program->has_given |= program->outputs[k].kind != OUTPUT_IN_PLACE;
        value->last = INT_MAX;
    }
}

/* Linear scan: a register is free again at the last use of its value. */
static void place_results(struct lowered *low, struct pool *pool, bool lane)
{
    int begin = lane ? low->lane_begin : 0;
    int end = lane ? low->step_count : low->lane_begin;
    for (int i = begin; i < end; i++) {
        int operands[STEP_VALUES_MAX], results[STEP_VALUES_MAX];
        for (int k = step_values(&low->steps[i], READ, operands) - 1; k >= 0; k--) {
            struct lowered_value *value = &low->values[operands[k]];
            if (value->last == i && value->lane == lane && !value->constant && !is_input(value)) {
                pool->free[pool->free_count++] = value->reg;
                value->last = -1; /* an operand that is read twice is freed once */
            }
        }
        for (int k = step_values(&low->steps[i], GIVEN, results) - 1; k >= 0; k--) {
            struct lowered_value *value = &low->values[results[k]];
            if (!value->lane || value->last != INT_MAX)
                value->reg = take(pool);
        }
    }
}

static void place_values(struct program *program, struct lowered *low)
{
    struct pool pool = {memory_new((size_t)low->value_count + 1, sizeof(int)), 0, 0};
    find_lifetimes(program, low);
    place_constants(program, low, &pool);
    program->uniform_input_count = place_inputs(program->uniform_inputs, low, &pool, false);
    for (int k = 0; k < low->output_count; k++)
        if (!low->values[low->outputs[k]].lane)
            low->values[low->outputs[k]].last = INT_MAX;
    place_results(low, &pool, false);
    program->uniform_count = pool.next;
    pool.free_count = 0;
    program->lane_inputs = program->uniform_inputs + program->uniform_input_count;
    program->lane_input_count = place_inputs(program->lane_inputs, low, &pool, true);
    place_outputs(program, low, &pool);
    program->array_count = pool.next - program->uniform_count;
    place_results(low, &pool, true);
    program->register_count = pool.next;
    for (int k = 0; k < low->output_count; k++)
        program->outputs[k].reg = (uint16_t)low->values[low->outputs[k]].reg;
    free(pool.free);
}

static bool is_uniform(const struct lowered *low, int value)
{
    return value != VALUE_NONE && !low->values[value].lane;
}

static void swap(int *a, int *b)
{
    int old = *a;
    *a = *b;
    *b = old;
}

/* Turns a step into a form that has a case: the uniform factor or summand comes second, of a sum of
 * products the one that has a uniform factor; > is < the other way round. */
static void normalize(struct step *step, const struct lowered *low)
{
    if (traits[step->action] & SWAPS && is_uniform(low, step->a))
        swap(&step->a, &step->b);
    if (step->e != VALUE_NONE && is_uniform(low, step->c))
        swap(&step->c, &step->e);
    if (step->action == ACTION_MULADDMUL && is_uniform(low, step->b)) {
        swap(&step->a, &step->c);
        swap(&step->b, &step->e);
    }
    if (step->action == OP_GT || step->action == OP_GE) {
        step->action = step->action == OP_GT ? OP_LT : OP_LE;
        swap(&step->a, &step->b);
    }
}

static uint16_t encode_operand(const struct lowered *low, char kind, int operand)
{
    if (kind == NUMBER)
        return (uint16_t)operand;
    return operand == VALUE_NONE ? 0 : (uint16_t)low->values[operand].reg;
}

static struct instruction encode(struct step step, const struct lowered *low, bool lanes)
{
    normalize(&step, low);
    const char *kinds = step_kinds(&step);
    struct instruction in = {.d = encode_operand(low, kinds[0], step.d),
                             .a = encode_operand(low, kinds[1], step.a),
                             .b = encode_operand(low, kinds[2], step.b),
                             .c = encode_operand(low, kinds[3], step.c),
                             .e = encode_operand(low, kinds[4], step.e)};
    const int operands[] = {step.a, step.b, step.e != VALUE_NONE ? step.e : step.c};
    int form = VVV;
    for (int i = 0; lanes && i < 3; i++)
        if (kinds[1 + i] == READ && is_uniform(low, operands[i]))
            form |= 1 << i;
    in.code = (uint16_t)CODE(step.action, form);
    return in;
}

static void mark_twins(struct instruction *code)
{
    for (; code->code != ACTION_END; code++) {
        if (code->code == code[1].code && !(traits[code->code] & ALONE)) {
            code->code = (uint16_t)CODE(code->code, TWIN);
            code++;
        }
    }
}

/* The end of the step at `at` and of the next where they are alike, as they may become twins. */
static int pair_end(const struct lowered *low, int at, int end)
{
    const struct step *step = &low->steps[at];
    return at + 1 < end && step->action == step[1].action && !(traits[step->action] & SLOW)
               ? at + 2
               : at + 1;
}

/* Whether a lane step reads what a uniform step from `uniform` on gives. */
static bool waits(const struct lowered *low, int at, int uniform)
{
    int operands[STEP_VALUES_MAX];
    for (int k = step_values(&low->steps[at], READ, operands) - 1; k >= 0; k--) {
        const struct lowered_value *value = &low->values[operands[k]];
        if (!value->lane && !value->constant && !is_input(value) && value->first >= uniform)
            return true;
    }
    return false;
}

/* Steps, as they are added. */
struct order {
    struct step *steps;
    int count;
};

static int order_add(struct order *order, const struct lowered *low, int from, int to)
{
    while (from < to)
        order->steps[order->count++] = low->steps[from++];
    return to;
}

/* The steps for a single lane. The slow ones of the uniform part, powers mostly, come between those
 * of the lane part, so that the processor works on both at once, the others when they are needed.
 * Each part keeps its order, and they share no registers. The caller frees them. */
static struct step *order_single(const struct lowered *low)
{
    struct order order = {memory_new((size_t)low->step_count + 1, sizeof *order.steps), 0};
    int uniform = 0, lane = low->lane_begin, slow_end = 0;
    for (int i = 0; i < low->lane_begin; i++)
        slow_end = traits[low->steps[i].action] & SLOW ? i + 1 : slow_end;
    bool mixed = slow_end > 0 && low->loop_count == 0 && low->sums_count == 0;
    while (mixed && uniform < low->lane_begin && lane < low->step_count) {
        int next = pair_end(low, lane, low->step_count);
        if (waits(low, lane, uniform) || waits(low, next - 1, uniform)) {
            uniform = order_add(&order, low, uniform, pair_end(low, uniform, low->lane_begin));
            continue;
        }
        lane = order_add(&order, low, lane, next);
        int slow = uniform;
        while (slow < slow_end && !(traits[low->steps[slow].action] & SLOW))
            slow++;
        uniform = order_add(&order, low, uniform, slow < slow_end ? slow + 1 : uniform);
    }
    order_add(&order, low, uniform, low->lane_begin);
    order_add(&order, low, lane, low->step_count);
    return order.steps;
}

/* What is not for a block of lanes is for one. */
static struct instruction *write_code(const struct lowered *low, const struct step *steps,
                                      int count, bool lanes)
{
    struct instruction *code = memory_new((size_t)count + 1, sizeof *code);
    for (int i = 0; i < count; i++)
        code[i] = encode(steps[i], low, lanes);
    if (!lanes)
        mark_twins(code);
    return code;
}

struct program *program_compile(const struct graph *graph, const node_id *outputs, int output_count,
                                const bool *varies)
{
    struct lowered low = lower(graph, outputs, output_count, varies);
    struct program *program = memory_new(1, sizeof *program);
    size_t values = (size_t)low.value_count + 1;
    program->constants = memory_new(values + CONSTANTS_AT_ONCE, sizeof *program->constants);
    program->uniform_inputs = memory_new(values, sizeof *program->uniform_inputs);
    program->outputs = memory_new((size_t)output_count + 1, sizeof *program->outputs);
    program->output_count = output_count;
    program->loop_lengths = memory_new((size_t)low.loop_count + 1, sizeof *program->loop_lengths);
    program->loop_count = low.loop_count;
    program->sums = low.sums;
    program->sums_count = low.sums_count;
    program->data = data_retain(graph->data);
    place_values(program, &low);
    struct step *single = order_single(&low);
    struct step *lanes = low.lane_begin ? low.steps + low.lane_begin : low.steps;
    program->single = write_code(&low, single, low.step_count, false);
    program->uniform = write_code(&low, low.steps, low.lane_begin, false);
    program->lanes = write_code(&low, lanes, low.step_count - low.lane_begin, true);
    program->length = low.step_count;
    free(single);
    lowered_free(&low);
    for (int i = 0; i < program->sums_count; i++)
        program->row_length += program->sums[i].by_row->length;
    program_lay_out(program);
    return program;
}

void program_free(struct program *program)
{
    if (program == NULL)
        return;
    for (int i = 0; i < program->sums_count; i++)
        sums_free(&program->sums[i]);
    free(program->sums);
    data_release(program->data);
    free(program->single);
    free(program->uniform);
    free(program->lanes);
    free(program->constants);
    free(program->uniform_inputs);
    free(program->outputs);
    free(program->loop_lengths);
    free(program);
}

bool program_needs(const struct program *program, int input)
{
    int count = program->uniform_input_count + program->lane_input_count;
    for (int i = 0; i < count; i++)
        if (program->uniform_inputs[i].input == input)
            return true;
    return false;
}
