/* The graph: sharing, folding that is exact for every value, and its limit. */

#include <math.h>

#include "lang/graph.h"
#include "suite.h"
#include "walk.h"

static struct graph *graph;
static node_id x, y;

static void setup(void)
{
    graph = graph_new(NULL);
    x = graph_input(graph, INPUT_X, 0, "");
    y = graph_input(graph, INPUT_Y, 0, "");
}

static void teardown(void)
{
    graph_free(graph);
}

static node_id number(double value)
{
    return graph_constant(graph, value);
}

START_TEST(equal_nodes_are_one)
{
    node_id sum = graph_binary(graph, OP_ADD, x, y);
    int count = graph->count;
    ck_assert_int_eq(graph_binary(graph, OP_ADD, x, y), sum);
    ck_assert_int_eq(graph_binary(graph, OP_ADD, y, x), sum);
    ck_assert_int_eq(graph_input(graph, INPUT_X, 0, ""), x);
    ck_assert_int_eq(graph->count, count);
    ck_assert_int_ne(graph_binary(graph, OP_SUB, x, y), graph_binary(graph, OP_SUB, y, x));
    ck_assert_int_ne(number(0.0), number(-0.0));
    ck_assert_int_eq(number(NAN), number(-NAN));
    ck_assert_int_ne(graph_input(graph, INPUT_LET, 0, "a"), graph_input(graph, INPUT_LET, 0, "b"));
}
END_TEST

START_TEST(what_changes_nothing_is_dropped)
{
    ck_assert_int_eq(graph_binary(graph, OP_MUL, x, number(1)), x);
    ck_assert_int_eq(graph_binary(graph, OP_MUL, number(1), x), x);
    ck_assert_int_eq(graph_binary(graph, OP_DIV, x, number(1)), x);
    ck_assert_int_eq(graph_binary(graph, OP_SUB, x, number(0)), x);
    ck_assert_int_eq(graph_binary(graph, OP_ADD, x, number(-0.0)), x);
    ck_assert_int_eq(graph_power(graph, x, number(1)), x);
    ck_assert_int_eq(graph_unary(graph, OP_NEG, graph_unary(graph, OP_NEG, x)), x);
    ck_assert_int_eq(graph_where(graph, number(1), x, y), x);
    ck_assert_int_eq(graph_where(graph, number(0), x, y), y);
    ck_assert_int_eq(graph_power(graph, x, number(0)), number(1));
}
END_TEST

/* Each of these would hide a NaN, an infinity or the sign of a zero. */
START_TEST(what_changes_some_value_stays)
{
    double value;
    ck_assert(!graph_is_constant(graph, graph_binary(graph, OP_MUL, x, number(0)), &value));
    ck_assert(!graph_is_constant(graph, graph_binary(graph, OP_SUB, x, x), &value));
    ck_assert(!graph_is_constant(graph, graph_binary(graph, OP_DIV, x, x), &value));
    ck_assert(!graph_is_constant(graph, graph_binary(graph, OP_EQ, x, x), &value));
    ck_assert_int_ne(graph_binary(graph, OP_ADD, x, number(0)), x);
    ck_assert_int_ne(graph_binary(graph, OP_SUB, number(0), x), graph_unary(graph, OP_NEG, x));
}
END_TEST

START_TEST(small_integer_powers_stay_whole)
{
    ck_assert_int_eq(graph->nodes[graph_power(graph, x, number(3))].op, OP_POWI);
    ck_assert_int_eq(graph->nodes[graph_power(graph, x, number(-64))].op, OP_POWI);
    ck_assert_int_eq(graph->nodes[graph_power(graph, x, number(65))].op, OP_POW);
    ck_assert_int_eq(graph->nodes[graph_power(graph, x, number(0.5))].op, OP_POW);
    node_id minus = graph_unary(graph, OP_NEG, x);
    ck_assert_int_eq(graph_power(graph, minus, number(2)), graph_power(graph, x, number(2)));
}
END_TEST

static const struct {
    enum op op;
    double a, b, c, value;
} operations[] = {
    {OP_DIV0, 0, 0, 0, 0},         {OP_DIV0, 1, 0, 0, INFINITY},
    {OP_POWI, 0, 0, -1, INFINITY}, {OP_POWI, -2, 0, 3, -8},
    {OP_POWI, 2, 0, -2, 0.25},     {OP_POW, -8, 1.0 / 3, 0, NAN},
    {OP_MOD, -1, 3, 0, 2},         {OP_MOD, 1, -3, 0, -2},
    {OP_MOD, 6, 3, 0, 0},          {OP_ROUND, 2.5, 0, 0, 3},
    {OP_ROUND, -2.5, 0, 0, -3},    {OP_SIGN, 0, 0, 0, 0},
    {OP_SIGN, -3, 0, 0, -1},       {OP_SIGN, NAN, 0, 0, NAN},
    {OP_MAX, NAN, 0, 0, NAN},      {OP_MAX, 0, NAN, 0, NAN},
    {OP_MIN, NAN, 0, 0, NAN},      {OP_MIN, 0, NAN, 0, NAN},
    {OP_MIN, 2, 1, 0, 1},          {OP_MAX, 2, 1, 0, 2},
    {OP_WHERE, 1, 5, NAN, 5},      {OP_WHERE, 0, NAN, 5, 5},
    {OP_NOT, 0, 0, 0, 1},          {OP_AND, 2, 3, 0, 1},
    {OP_OR, 0, 0, 0, 0},           {OP_HYPOT, 3e200, 4e200, 0, 5e200},
    {OP_HYPOT, 0, 0, 0, 0},        {OP_LE, NAN, 1, 0, 0},
    {OP_NE, NAN, NAN, 0, 1},       {OP_CBRT, -27, 0, 0, -3},
};

START_TEST(operations_on_special_values)
{
    double value =
        op_evaluate(operations[_i].op, operations[_i].a, operations[_i].b, operations[_i].c);
    double wanted = operations[_i].value;
    bool same = value == wanted || (isnan(value) && isnan(wanted));
    bool near = isfinite(wanted) && fabs(value - wanted) <= 2e-16 * fabs(wanted);
    ck_assert_msg(same || near, "row %d: %g", _i, value);
}
END_TEST

START_TEST(a_full_graph_refuses)
{
    node_id sum = x;
    for (int i = 0; i < GRAPH_NODES_MAX; i++)
        sum = graph_binary(graph, OP_ADD, sum, number(i + 0.5));
    ck_assert_int_eq(sum, NODE_NONE);
    ck_assert(graph->full);
    ck_assert_int_le(graph->count, GRAPH_NODES_MAX);
    ck_assert_int_eq(graph_where(graph, sum, x, y), NODE_NONE);
    ck_assert_int_eq(graph_power(graph, x, sum), NODE_NONE);
}
END_TEST

START_TEST(a_copy_goes_its_own_way)
{
    node_id sum = graph_binary(graph, OP_ADD, x, y);
    int count = graph->count;
    struct graph *copy = graph_copy(graph);
    ck_assert_int_eq(graph_binary(copy, OP_ADD, x, y), sum);
    for (int i = 0; i < 1000; i++)
        sum = graph_binary(copy, OP_MUL, sum, graph_constant(copy, i + 0.5));
    ck_assert_int_eq(graph->count, count);
    graph_free(copy);
}
END_TEST

START_TEST(a_loop_ends_by_its_condition_or_the_limit)
{
    node_id v = graph_loop_variable(graph);
    node_id half = graph_binary(graph, OP_MUL, v, number(0.5));
    node_id loop = graph_loop(graph, v, x, graph_binary(graph, OP_GT, v, y), half);
    ck_assert_double_eq(walk_value(graph, loop, (double[]){8, 1, 0}), 1);
    ck_assert_double_eq(walk_value(graph, loop, (double[]){8, 9, 0}), 8);
    ck_assert_double_eq(walk_value(graph, loop, (double[]){8, -1, 0}), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("graph");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, equal_nodes_are_one);
    tcase_add_test(tests, what_changes_nothing_is_dropped);
    tcase_add_test(tests, what_changes_some_value_stays);
    tcase_add_test(tests, small_integer_powers_stay_whole);
    tcase_add_table_test(tests, operations_on_special_values, operations);
    tcase_add_test(tests, a_full_graph_refuses);
    tcase_add_test(tests, a_copy_goes_its_own_way);
    tcase_add_test(tests, a_loop_ends_by_its_condition_or_the_limit);
    return suite_run("graph", tests);
}
