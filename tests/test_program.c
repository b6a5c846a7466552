/* Compiled programs against a walk of the graph with op_evaluate: the same bits, on however many
 * lanes. */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "lang/bytecode.h"
#include "numbers.h"
#include "suite.h"

enum { INPUTS = 4, LANES_MAX = 1000, OUTPUTS_MAX = 8 };

static const size_t counts[] = {1, 2, 7, 128, 129, 1000};
enum { COUNTS = sizeof counts / sizeof *counts };

static int random_below(int end)
{
    return (int)(random_bits() % (unsigned)end);
}

static double random_number(void)
{
    return (double)random_below(2001) / 250 - 4;
}

/* --- The oracle: one lane, node by node ----------------------------------------------------------
 */

static void walk_loop(const struct graph *graph, double *values, const double *inputs, node_id id);

/* Values of the nodes from begin to end; a loop's variable must be there already. */
static void walk(const struct graph *graph, double *values, const double *inputs, node_id begin,
                 node_id end)
{
    for (node_id i = begin; i < end; i++) {
        const struct node *node = &graph->nodes[i];
        if (node->op == OP_CONSTANT) {
            values[i] = node->value;
        } else if (node->op == OP_INPUT) {
            if (graph->inputs[node->a].kind != INPUT_LOOP) {
                values[i] = inputs[node->a];
            }
        } else if (node->op == OP_LOOP) {
            walk_loop(graph, values, inputs, i);
        } else if (node->op != OP_NEXT) {
            double c = node->op == OP_POWI ? node->c : node->c >= 0 ? values[node->c] : 0;
            values[i] =
                op_evaluate(node->op, values[node->a], node->b >= 0 ? values[node->b] : 0, c);
        }
    }
}

static void walk_loop(const struct graph *graph, double *values, const double *inputs, node_id id)
{
    const struct node *loop = &graph->nodes[id];
    const struct node *next = &graph->nodes[loop->b];
    node_id variable = 0;
    while (graph->nodes[variable].op != OP_INPUT ||
           graph->inputs[graph->nodes[variable].a].kind != INPUT_LOOP ||
           graph->inputs[graph->nodes[variable].a].index != loop->c) {
        variable++;
    }
    values[variable] = values[loop->a];
    for (int round = 0; round < LOOP_LIMIT; round++) {
        walk(graph, values, inputs, variable + 1, loop->b);
        if (values[next->a] == 0) {
            values[id] = values[variable];
            return;
        }
        values[variable] = values[next->b];
    }
    values[id] = 0;
}

/* --- Comparison ----------------------------------------------------------------------------------
 */

static double arrays[INPUTS][LANES_MAX];

static void fill_arrays(void)
{
    for (int k = 0; k < INPUTS; k++) {
        for (int i = 0; i < LANES_MAX; i++) {
            arrays[k][i] = random_number();
        }
    }
}

static void compare_lane(const struct graph *graph, const node_id *outputs, int output_count,
                         const bool *varies, double *const *results, size_t lane, size_t count)
{
    double *values = memory_new((size_t)graph->count, sizeof *values);
    double *numbers = memory_new((size_t)graph->input_count + 1, sizeof *numbers);
    for (int k = 0; k < graph->input_count && k < INPUTS; k++) {
        numbers[k] = arrays[k][varies[k] ? lane : 0];
    }
    walk(graph, values, numbers, 0, graph->count);
    for (int k = 0; k < output_count; k++) {
        ck_assert_msg(same_number(results[k][lane], values[outputs[k]]),
                      "output %d (%s), lane %zu of %zu: %a, not %a", k,
                      op_infos[graph->nodes[outputs[k]].op].name, lane, count, results[k][lane],
                      values[outputs[k]]);
    }
    free(values);
    free(numbers);
}

/* Every lane for every count, of a graph whose first inputs are the arrays. */
static void compare_program(const struct program *program, const struct graph *graph,
                            const node_id *outputs, int output_count, const bool *varies)
{
    struct workspace workspace = {0};
    double *results[OUTPUTS_MAX];
    const double **inputs = memory_new((size_t)graph->input_count + 1, sizeof *inputs);
    for (int k = 0; k < graph->input_count && k < INPUTS; k++) {
        inputs[k] = program_needs(program, k) ? arrays[k] : NULL;
    }
    for (int c = 0; c < COUNTS; c++) {
        size_t count = counts[c];
        for (int k = 0; k < output_count; k++) {
            results[k] = memory_new(count, sizeof(double)); /* sanitizers see what is beyond */
        }
        program_run(program, &workspace, inputs, results, count);
        for (size_t lane = 0; lane<count; lane += count> 200 ? 37 : 1) {
            compare_lane(graph, outputs, output_count, varies, results, lane, count);
        }
        for (int k = 0; k < output_count; k++) {
            free(results[k]);
        }
    }
    free(inputs);
    workspace_free(&workspace);
}

/* As it is compiled, and fused. */
static void compare(const struct graph *graph, const node_id *outputs, int output_count,
                    const bool *varies)
{
    struct program *program = program_compile(graph, outputs, output_count, varies);
    compare_program(program, graph, outputs, output_count, varies);
    program_fuse(program);
    compare_program(program, graph, outputs, output_count, varies);
    program_free(program);
}

static struct graph *graph_with_inputs(node_id nodes[INPUTS])
{
    struct graph *graph = graph_new(NULL);
    nodes[0] = graph_input(graph, INPUT_X, 0, "");
    nodes[1] = graph_input(graph, INPUT_Y, 0, "");
    nodes[2] = graph_input(graph, INPUT_LET, 0, "k");
    nodes[3] = graph_input(graph, INPUT_PARAMETER, 0, "q");
    return graph;
}

/* --- Operations ----------------------------------------------------------------------------------
 */

static const double specials[] = {0.0, -0.0,   1,      -1,    2,        -3,        0.5,        -2.5,
                                  1e9, -1e300, 5e-324, 1e308, HUGE_VAL, -HUGE_VAL, (double)NAN};
enum { SPECIALS = sizeof specials / sizeof *specials };

static node_id make(struct graph *graph, enum op op, node_id a, node_id b, node_id c)
{
    if (op == OP_WHERE) {
        return graph_where(graph, a, b, c);
    }
    return op_infos[op].arity == 1 ? graph_unary(graph, op, a) : graph_binary(graph, op, a, b);
}

/* Every operation on all pairs of special values, with every operand varying or uniform. */
START_TEST(operations)
{
    enum op op = (enum op)_i;
    if (op == OP_CONSTANT || op == OP_INPUT || op == OP_POWI || op == OP_LOOP || op == OP_NEXT ||
        op == OP_TOTAL) {
        return;
    }
    for (int form = 0; form < 8; form++) {
        node_id nodes[INPUTS];
        struct graph *graph = graph_with_inputs(nodes);
        bool varies[INPUTS] = {(form & 1) == 0, (form & 2) == 0, (form & 4) == 0, true};
        node_id output = make(graph, op, nodes[0], nodes[1], nodes[2]);
        for (int round = 0; round < SPECIALS; round++) {
            fill_arrays();
            for (int i = 0; i < SPECIALS * SPECIALS; i++) {
                arrays[0][i] = specials[(i + round) % SPECIALS];
                arrays[1][i] = specials[(i / SPECIALS + round) % SPECIALS];
                arrays[2][i] = specials[(i * 7 + round) % SPECIALS];
            }
            compare(graph, &output, 1, varies);
        }
        graph_free(graph);
    }
}
END_TEST

START_TEST(powers)
{
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    const bool varies[INPUTS] = {true, false, true, true};
    fill_arrays();
    memcpy(arrays[0], specials, sizeof specials);
    for (int exponent = -64; exponent <= 64; exponent++) {
        node_id power = graph_constant(graph, exponent);
        node_id outputs[] = {graph_power(graph, nodes[0], power),
                             graph_power(graph, nodes[1], power)};
        compare(graph, outputs, 2, varies);
    }
    graph_free(graph);
}
END_TEST

/* --- Whole graphs --------------------------------------------------------------------------------
 */

static node_id random_node(struct graph *graph, node_id end)
{
    static const enum op common[] = {OP_ADD, OP_SUB, OP_MUL, OP_MUL, OP_ADD,   OP_SUB,
                                     OP_SIN, OP_COS, OP_EXP, OP_LOG, OP_WHERE, OP_POWI};
    enum op op = common[random_below((int)(sizeof common / sizeof *common))];
    if (random_below(3) == 0) {
        op = (enum op)(OP_ADD + random_below(OP_WHERE - OP_ADD + 1));
    }
    node_id a = random_below(end), b = random_below(end), c = random_below(end);
    if (op == OP_POWI) {
        return graph_power(graph, a, graph_constant(graph, random_below(9) - 3));
    }
    return make(graph, op, a, b, c);
}

START_TEST(random_graphs)
{
    random_state = (uint64_t)_i;
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    bool varies[INPUTS];
    for (int k = 0; k < INPUTS; k++) {
        varies[k] = random_below(3) > 0;
    }
    graph_constant(graph, random_number());
    graph_constant(graph, 2);
    for (int i = random_below(120); i >= 0; i--) {
        random_node(graph, graph->count);
    }
    node_id outputs[OUTPUTS_MAX];
    int output_count = 1 + random_below(OUTPUTS_MAX);
    for (int k = 0; k < output_count; k++) {
        outputs[k] = random_below(3) > 0 ? graph->count - 1 - random_below(graph->count / 2 + 1)
                                         : random_below(graph->count);
    }
    fill_arrays();
    compare(graph, outputs, output_count, varies);
    graph_free(graph);
}
END_TEST

/* --- Fused programs ------------------------------------------------------------------------------
 */

/* Small steps, as rules have them; one behind the other mostly, so that many are fused. */
static node_id add_step(struct graph *graph)
{
    static const enum op ops[] = {OP_ADD, OP_ADD, OP_SUB, OP_SUB, OP_MUL,
                                  OP_MUL, OP_DIV, OP_DIV, OP_SQRT};
    enum op op = ops[random_below((int)(sizeof ops / sizeof *ops))];
    node_id last = graph->count - 1, other = random_below(graph->count);
    if (random_below(4) == 0)
        return graph_power(graph, last, graph_constant(graph, 2));
    return random_below(2) ? make(graph, op, last, other, other)
                           : make(graph, op, other, last, other);
}

START_TEST(fused_graphs)
{
    random_state = (uint64_t)_i;
    node_id nodes[INPUTS], outputs[OUTPUTS_MAX];
    struct graph *graph = graph_with_inputs(nodes);
    const bool varies[INPUTS] = {true, true, random_below(2) > 0, false};
    int output_count = 1 + random_below(OUTPUTS_MAX);
    for (int i = random_below(40); i >= 0; i--)
        add_step(graph);
    for (int k = 0; k < output_count; k++)
        outputs[k] = k == 0 ? graph->count - 1 : random_below(graph->count);
    fill_arrays();
    compare(graph, outputs, output_count, varies);
    graph_free(graph);
}
END_TEST

static int lane_instructions(const struct program *program)
{
    int count = 0;
    while (program->lanes[count].code != ACTION_END)
        count++;
    return count;
}

/* x and y differ by lane, k does not. */
static const struct fused_row {
    enum op first;
    const char *of;
    enum op second;
    const char *with; /* t: what the first gives */
    int instructions;
} fused_rows[] = {
    {OP_SQRT, "x", OP_ADD, "tk", 1}, {OP_SQRT, "x", OP_ADD, "ty", 1},
    {OP_DIV, "xy", OP_SUB, "yt", 1}, {OP_DIV, "xk", OP_SUB, "yt", 1},
    {OP_DIV, "xk", OP_MUL, "tk", 1}, {OP_DIV, "xk", OP_MUL, "ty", 1},
    {OP_DIV, "xk", OP_MUL, "yt", 1}, {OP_DIV, "xy", OP_SUB, "ty", 2},
    {OP_SQRT, "x", OP_SUB, "tt", 2}, {OP_DIV, "xy", OP_MUL, "tt", 2},
};

static node_id operand(const node_id *nodes, node_id given, char which)
{
    return which == 't' ? given : which == 'x' ? nodes[0] : which == 'y' ? nodes[1] : nodes[2];
}

START_TEST(what_is_fused)
{
    const struct fused_row *row = &fused_rows[_i];
    const bool varies[INPUTS] = {true, true, false, false};
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    node_id b = row->of[1] ? operand(nodes, 0, row->of[1]) : 0;
    node_id given = make(graph, row->first, operand(nodes, 0, row->of[0]), b, 0);
    node_id result = make(graph, row->second, operand(nodes, given, row->with[0]),
                          operand(nodes, given, row->with[1]), 0);
    for (int both = 0; both < 2; both++) { /* what is an output is stored anyhow */
        node_id outputs[] = {result, given};
        struct program *program = program_compile(graph, outputs, 1 + both, varies);
        program_fuse(program);
        ck_assert_int_eq(lane_instructions(program), both ? 2 : row->instructions);
        program_free(program);
    }
    graph_free(graph);
}
END_TEST

/* As the updates of Adam have them: a mean of squares, and a polynomial less a constant. */
START_TEST(longer_ones_are_fused)
{
    const bool varies[INPUTS] = {true, true, false, false};
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    node_id k = nodes[2], q = nodes[3], two = graph_constant(graph, 2);
    node_id mean = graph_binary(graph, OP_ADD,
                                graph_binary(graph, OP_MUL, graph_power(graph, nodes[0], two), k),
                                graph_binary(graph, OP_MUL, nodes[1], q));
    node_id less = graph_binary(
        graph, OP_SUB,
        graph_binary(graph, OP_ADD, graph_binary(graph, OP_MUL, nodes[0], nodes[1]), nodes[1]), k);
    node_id outputs[] = {mean, less};
    struct program *program = program_compile(graph, outputs, 2, varies);
    program_fuse(program);
    ck_assert_int_eq(lane_instructions(program), 2);
    program_free(program);
    fill_arrays();
    compare(graph, outputs, 2, varies);
    graph_free(graph);
}
END_TEST

/* What a reader was told: how often of a lane, and what the outputs that it needs were then. */
struct told {
    double *const *results;
    int first, count;
    int times[LANES_MAX];
    double seen[OUTPUTS_MAX][LANES_MAX], all[OUTPUTS_MAX][LANES_MAX];
};

static void note_told(void *context, size_t from, size_t count)
{
    struct told *told = context;
    for (size_t i = from; i < from + count; i++) {
        told->times[i]++;
        for (int k = 0; k < OUTPUTS_MAX; k++) {
            told->all[k][i] = told->results[k][i];
        }
        for (int k = told->first; k < told->first + told->count; k++) {
            told->seen[k][i] = told->results[k][i];
        }
    }
}

/* However early a reader is told, it is told once of each lane, and what it needs is there. */
START_TEST(readers)
{
    static struct told told;
    static double memory[OUTPUTS_MAX][LANES_MAX];
    random_state = (uint64_t)_i;
    node_id nodes[INPUTS], outputs[OUTPUTS_MAX];
    struct graph *graph = graph_with_inputs(nodes);
    const bool varies[INPUTS] = {true, true, true, false};
    double *results[OUTPUTS_MAX];
    for (int k = 0; k < OUTPUTS_MAX; k++) {
        node_id sum =
            graph_binary(graph, OP_ADD, nodes[random_below(3)], random_below(graph->count));
        outputs[k] = graph_binary(graph, OP_DIV, sum, random_below(graph->count));
        results[k] = memory[k];
    }
    struct program *program = program_compile(graph, outputs, OUTPUTS_MAX, varies);
    struct workspace workspace = {0};
    told.first = random_below(OUTPUTS_MAX);
    told.count = random_below(OUTPUTS_MAX - told.first + 1);
    told.results = results;
    if (_i % 2)
        program_fuse(program);
    program_read_early(program, told.first, told.count);
    fill_arrays();
    const double *inputs[] = {arrays[0], arrays[1], arrays[2], arrays[3]};
    for (int c = 0; c < COUNTS; c++) {
        memset(told.times, 0, sizeof told.times);
        memset(memory, 0, sizeof memory);
        program_run_read(program, NULL, &workspace, inputs, results, counts[c],
                         &(struct program_reader){note_told, &told});
        for (size_t lane = 0; lane < LANES_MAX; lane++) {
            ck_assert_int_eq(told.times[lane], lane < counts[c]);
            for (int k = told.first; k < told.first + told.count && lane < counts[c]; k++) {
                ck_assert(same_number(told.seen[k][lane], results[k][lane]));
            }
            for (int k = 0; k < OUTPUTS_MAX && lane < counts[c]; k++) {
                bool late = program_is_read_before(program, k);
                ck_assert(!late || told.all[k][lane] == 0);
            }
        }
        compare_lane(graph, outputs, OUTPUTS_MAX, varies, results, counts[c] - 1, counts[c]);
    }
    program_free(program);
    workspace_free(&workspace);
    graph_free(graph);
}
END_TEST

/* x' = x + y takes the place of x, and of y, unless that is read later, or told as it is. */
START_TEST(what_may_be_replaced)
{
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    const bool varies[INPUTS] = {true, true, true, false};
    node_id sum = graph_binary(graph, OP_ADD, nodes[1], nodes[2]);
    const node_id outputs[] = {sum, graph_binary(graph, OP_MUL, sum, nodes[2]), nodes[0]};
    struct program *program = program_compile(graph, outputs, 3, varies);
    ck_assert(program_may_replace(program, 1, 0));
    ck_assert(!program_may_replace(program, 2, 0)); /* the product reads it */
    ck_assert(program_may_replace(program, 2, 1));
    ck_assert(!program_may_replace(program, 0, 0)); /* it is told */
    program_free(program);
    graph_free(graph);
}
END_TEST

/* An output that may be where an input is gives the same there, and so do the others. */
START_TEST(replaced_inputs)
{
    static double memory[2][OUTPUTS_MAX][LANES_MAX], shared[LANES_MAX];
    random_state = (uint64_t)_i;
    node_id nodes[INPUTS], outputs[OUTPUTS_MAX];
    struct graph *graph = graph_with_inputs(nodes);
    const bool varies[INPUTS] = {true, true, true, false};
    double *results[2][OUTPUTS_MAX];
    for (int k = 0; k < OUTPUTS_MAX; k++) {
        outputs[k] = k % 3 == 2 ? nodes[random_below(3)]
                                : graph_binary(graph, OP_ADD, nodes[random_below(3)],
                                               random_below(graph->count));
        results[0][k] = memory[0][k];
    }
    struct program *program = program_compile(graph, outputs, OUTPUTS_MAX, varies);
    struct workspace workspace = {0};
    if (_i % 2)
        program_fuse(program);
    fill_arrays();
    const double *inputs[] = {arrays[0], arrays[1], arrays[2], arrays[3]};
    program_run(program, &workspace, inputs, results[0], LANES_MAX);
    for (int at = 0; at < 3 * OUTPUTS_MAX; at++) {
        int input = at % 3, output = at / 3;
        if (!program_may_replace(program, input, output)) {
            continue;
        }
        const double *others[] = {arrays[0], arrays[1], arrays[2], arrays[3]};
        memcpy(shared, arrays[input], sizeof shared);
        others[input] = shared;
        for (int k = 0; k < OUTPUTS_MAX; k++) {
            results[1][k] = k == output ? shared : memory[1][k];
        }
        program_run(program, &workspace, others, results[1], LANES_MAX);
        for (int lane = 0; lane < LANES_MAX * OUTPUTS_MAX; lane++) {
            ck_assert(same_number(results[0][lane / LANES_MAX][lane % LANES_MAX],
                                  results[1][lane / LANES_MAX][lane % LANES_MAX]));
        }
    }
    program_free(program);
    workspace_free(&workspace);
    graph_free(graph);
}
END_TEST

START_TEST(outputs_of_every_kind)
{
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    const bool varies[INPUTS] = {true, true, false, false};
    node_id lane = graph_binary(graph, OP_ADD, nodes[0], nodes[2]);
    node_id uniform = graph_binary(graph, OP_ADD, nodes[2], nodes[3]);
    node_id both[] = {lane, nodes[0], nodes[2], uniform, graph_constant(graph, 3),
                      lane, nodes[0], uniform};
    fill_arrays();
    compare(graph, both, 8, varies);
    compare(graph, &uniform, 1, varies);
    compare(graph, &nodes[2], 1, varies);
    compare(graph, &nodes[1], 1, varies);
    struct program *program = program_compile(graph, &lane, 1, varies);
    ck_assert(program_needs(program, 0) && program_needs(program, 2));
    ck_assert(!program_needs(program, 1) && !program_needs(program, 3));
    program_free(program);
    graph_free(graph);
}
END_TEST

/* A graph as large as graphs get: a chain, and one where everything is alive to the end. */
START_TEST(largest_graphs)
{
    const bool varies[INPUTS] = {true, _i % 2 == 0, false, false};
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    node_id sum = nodes[0];
    node_id first = graph->count;
    node_id exponent = graph_constant(graph, 63);
    while (graph->count < GRAPH_NODES_MAX / 2) {
        node_id step = graph_binary(graph, OP_MUL, sum, nodes[1]);
        sum = graph_binary(graph, OP_ADD, graph_power(graph, step, exponent), nodes[3]);
    }
    for (node_id i = graph->count - 1; i > first && graph->count < GRAPH_NODES_MAX - 1; i--) {
        sum = graph_binary(graph, OP_MAX, sum, i);
    }
    fill_arrays();
    compare(graph, &sum, 1, varies);
    graph_free(graph);
}
END_TEST

/* --- Loops ---------------------------------------------------------------------------------------
 */

/* while (x*v + 1 > y) v = v/2 - q, and a loop over that one's result. */
START_TEST(loops)
{
    const bool varies[INPUTS] = {_i & 1, _i & 2, _i & 4, false};
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    node_id sums[2];
    node_id first = nodes[2];
    for (int k = 0; k < 2; k++) {
        node_id v = graph_loop_variable(graph);
        node_id product = graph_binary(graph, OP_MUL, nodes[0], v);
        node_id sine = graph_unary(graph, OP_SIN, graph_binary(graph, OP_MUL, nodes[0], nodes[1]));
        node_id condition = graph_binary(
            graph, OP_GT, graph_binary(graph, OP_ADD, product, graph_constant(graph, 1)), nodes[1]);
        node_id half = graph_binary(graph, OP_MUL, v, graph_constant(graph, 0.5));
        node_id next = graph_binary(graph, OP_SUB, half, graph_binary(graph, OP_MUL, sine, sine));
        node_id loop = graph_loop(graph, v, first, condition, next);
        sums[k] = graph_binary(graph, OP_ADD, loop, sine);
        first = graph_binary(graph, OP_MUL, loop, nodes[3]);
    }
    for (int round = 0; round < 4; round++) {
        fill_arrays();
        compare(graph, sums, 2, varies);
        compare(graph, &sums[1], 1, varies);
    }
    graph_free(graph);
}
END_TEST

/* A loop inside a loop's body, and one that only the limit ends. */
START_TEST(nested_and_endless_loops)
{
    const bool varies[INPUTS] = {true, true, false, false};
    node_id nodes[INPUTS];
    struct graph *graph = graph_with_inputs(nodes);
    node_id one = graph_constant(graph, 1);
    node_id outer = graph_loop_variable(graph);
    node_id inner = graph_loop_variable(graph);
    node_id scaled = graph_binary(graph, OP_MUL, outer, nodes[1]);
    node_id condition = graph_binary(graph, OP_LT, graph_unary(graph, OP_ABS, inner),
                                     graph_unary(graph, OP_ABS, scaled));
    node_id next = graph_binary(graph, OP_ADD, inner, graph_binary(graph, OP_MUL, scaled, one));
    node_id result = graph_loop(graph, inner, nodes[0], condition, next);
    node_id outer_condition = graph_binary(graph, OP_LT, outer, graph_constant(graph, 7));
    node_id sum = graph_binary(graph, OP_ADD, graph_unary(graph, OP_ABS, result), one);
    node_id outer_next = graph_binary(graph, OP_ADD, outer, sum);
    node_id whole = graph_loop(graph, outer, nodes[2], outer_condition, outer_next);
    node_id endless_variable = graph_loop_variable(graph);
    node_id endless = graph_loop(graph, endless_variable, nodes[0], one,
                                 graph_binary(graph, OP_ADD, endless_variable, nodes[1]));
    node_id outputs[] = {whole, endless, graph_binary(graph, OP_MUL, whole, endless)};
    fill_arrays();
    compare(graph, outputs, 3, varies);
    graph_free(graph);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("program");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, operations, 0, OP_COUNT);
    tcase_add_test(tcase, powers);
    tcase_add_loop_test(tcase, random_graphs, 0, 400);
    tcase_add_loop_test(tcase, fused_graphs, 0, 200);
    tcase_add_loop_test(tcase, what_is_fused, 0, sizeof fused_rows / sizeof *fused_rows);
    tcase_add_test(tcase, longer_ones_are_fused);
    tcase_add_loop_test(tcase, readers, 0, 60);
    tcase_add_test(tcase, what_may_be_replaced);
    tcase_add_loop_test(tcase, replaced_inputs, 0, 60);
    tcase_add_test(tcase, outputs_of_every_kind);
    tcase_add_loop_test(tcase, largest_graphs, 0, 2);
    tcase_add_loop_test(tcase, loops, 0, 8);
    tcase_add_test(tcase, nested_and_endless_loops);
    return suite_run("program", tcase);
}
