#include "derive.h"

#include <math.h>
#include <stdlib.h>

#include "../base/memory.h"

/* The derivative of what does not depend on the input. It is no node, so that it drops out of sums
 * and products; a constant 0 would have to be multiplied, as 0*inf is not 0. */
enum { ZERO = -2 };

/* The nodes from 0 to last that the roots depend on. */
static bool *mark_needed(const struct graph *graph, const node_id *roots, int count, node_id last)
{
    bool *needed = memory_new((size_t)last + 1, sizeof *needed);
    for (int i = 0; i < count; i++)
        if (roots[i] >= 0)
            needed[roots[i]] = true;
    graph_mark_read(graph, needed, last);
    return needed;
}

static node_id number(struct graph *graph, double value)
{
    return graph_constant(graph, value);
}

/* A node as constant times rest; the rest is NODE_NONE when the node is a constant. */
struct scaled {
    double constant;
    node_id rest;
};

static struct scaled take_constant(const struct graph *graph, node_id id)
{
    double value;
    if (id == NODE_NONE) /* the graph is full */
        return (struct scaled){1, id};
    const struct node *node = &graph->nodes[id];
    if (graph_is_constant(graph, id, &value))
        return (struct scaled){value, NODE_NONE};
    if (node->op == OP_NEG) {
        struct scaled inner = take_constant(graph, node->a);
        return inner.constant == 1 ? (struct scaled){1, id}
                                   : (struct scaled){-inner.constant, inner.rest};
    }
    if (node->op == OP_MUL && graph_is_constant(graph, node->a, &value))
        return (struct scaled){value, node->b};
    if (node->op == OP_MUL && graph_is_constant(graph, node->b, &value))
        return (struct scaled){value, node->a};
    return (struct scaled){1, id};
}

/* Whether constants may be multiplied at compile time without hiding a NaN or an overflow. */
static bool is_harmless(double constant)
{
    return fabs(constant) > 1e-30 && fabs(constant) < 1e30;
}

/* p + q or p - q. Of terms with one constant the sum is multiplied, not each: 2 a a' + 2 b b', the
 * derivative of every sum of squares, is 2 (a a' + b b'). */
static node_id combine(struct graph *graph, enum op op, node_id p, node_id q)
{
    struct scaled left = take_constant(graph, p), right = take_constant(graph, q);
    bool same = fabs(left.constant) == fabs(right.constant) && left.constant != 1 &&
                right.constant != 1 && left.rest != NODE_NONE && right.rest != NODE_NONE &&
                is_harmless(left.constant);
    if (!same)
        return graph_binary(graph, op, p, q);
    if (left.constant != right.constant)
        op = op == OP_ADD ? OP_SUB : OP_ADD;
    return graph_binary(graph, OP_MUL, number(graph, left.constant),
                        graph_binary(graph, op, left.rest, right.rest));
}

static node_id plus(struct graph *graph, node_id p, node_id q)
{
    if (p == ZERO)
        return q;
    return q == ZERO ? p : combine(graph, OP_ADD, p, q);
}

/* The sign goes into a constant factor. */
static node_id negate(struct graph *graph, node_id p)
{
    if (p == ZERO)
        return ZERO;
    struct scaled scaled = take_constant(graph, p);
    return scaled.constant == 1 || scaled.rest == NODE_NONE
               ? graph_unary(graph, OP_NEG, p)
               : graph_binary(graph, OP_MUL, number(graph, -scaled.constant), scaled.rest);
}

static node_id minus(struct graph *graph, node_id p, node_id q)
{
    if (q == ZERO)
        return p;
    return p == ZERO ? negate(graph, q) : combine(graph, OP_SUB, p, q);
}

/* Constants move outwards, where they meet other constants. */
static node_id times(struct graph *graph, node_id factor, node_id derivative)
{
    if (derivative == ZERO)
        return ZERO;
    struct scaled inner = take_constant(graph, derivative);
    double value;
    if (inner.rest == NODE_NONE || inner.constant == 1 || !is_harmless(inner.constant))
        return graph_binary(graph, OP_MUL, factor, derivative);
    if (!graph_is_constant(graph, factor, &value))
        return graph_binary(graph, OP_MUL, number(graph, inner.constant),
                            graph_binary(graph, OP_MUL, factor, inner.rest));
    return is_harmless(value)
               ? graph_binary(graph, OP_MUL, number(graph, value * inner.constant), inner.rest)
               : graph_binary(graph, OP_MUL, factor, derivative);
}

static node_id over(struct graph *graph, enum op division, node_id derivative, node_id divisor)
{
    return derivative == ZERO ? ZERO : graph_binary(graph, division, derivative, divisor);
}

static node_id square_plus(struct graph *graph, double constant, double factor, node_id a)
{
    node_id square = graph_power(graph, a, number(graph, 2));
    node_id term = graph_binary(graph, OP_MUL, number(graph, factor), square);
    return graph_binary(graph, OP_ADD, number(graph, constant), term);
}

/* Where the condition holds p, else q. */
static node_id choose(struct graph *graph, node_id condition, node_id p, node_id q)
{
    if (p == ZERO && q == ZERO)
        return ZERO;
    return graph_where(graph, condition, p == ZERO ? number(graph, 0) : p,
                       q == ZERO ? number(graph, 0) : q);
}

/* d(a^b) = b a^(b-1) da + a^b log(a) db. A constant b between 0 and 1 is a root: its slope at 0 is
 * infinite, but 0 where da is 0 too. So it is of any b below 1: a^0 is flat; and 0^b is along b. */
static node_id derive_power(struct graph *graph, node_id f, struct node node, node_id da,
                            node_id db)
{
    double exponent;
    node_id one = number(graph, 1);
    if (graph_is_constant(graph, node.b, &exponent) && exponent > 0 && exponent < 1) {
        node_id root = graph_power(graph, node.a, number(graph, 1 - exponent));
        return over(graph, OP_DIV0, times(graph, node.b, da), root);
    }
    node_id by_base = ZERO;
    if (da != ZERO) {
        node_id lower = graph_power(graph, node.a, graph_binary(graph, OP_SUB, node.b, one));
        by_base = times(graph, graph_binary(graph, OP_MUL, node.b, lower), da);
        if (!graph_is_constant(graph, node.b, &exponent)) {
            node_id steep = over(graph, OP_DIV0, times(graph, node.b, da), node.a);
            node_id flat = graph_binary(graph, OP_GE, node.b, one);
            by_base = choose(graph, graph_where(graph, node.a, one, flat), by_base, steep);
        }
    }
    node_id by_exponent = ZERO;
    if (db != ZERO) {
        node_id log_a = choose(graph, node.a, graph_unary(graph, OP_LOG, node.a), ZERO);
        by_exponent = times(graph, graph_binary(graph, OP_MUL, f, log_a), db);
    }
    return plus(graph, by_base, by_exponent);
}

/* a/h da + b/h db, where h = hypot(a, b): no squares that overflow, and 0 at rest in the origin. */
static node_id derive_hypot(struct graph *graph, node_id h, struct node node, node_id da,
                            node_id db)
{
    node_id by_a = da == ZERO ? ZERO : times(graph, over(graph, OP_DIV0, node.a, h), da);
    node_id by_b = db == ZERO ? ZERO : times(graph, over(graph, OP_DIV0, node.b, h), db);
    return plus(graph, by_a, by_b);
}

/* d atan2(a, b) = (b/h da - a/h db)/h with h = hypot(a, b). */
static node_id derive_atan2(struct graph *graph, struct node node, node_id da, node_id db)
{
    node_id h = graph_binary(graph, OP_HYPOT, node.a, node.b);
    node_id by_a = da == ZERO ? ZERO : times(graph, over(graph, OP_DIV, node.b, h), da);
    node_id by_b = db == ZERO ? ZERO : times(graph, over(graph, OP_DIV, node.a, h), db);
    return over(graph, OP_DIV, minus(graph, by_a, by_b), h);
}

/* The derivative of the operand that is taken; where they tie, half of each, so that max(x, -x) is
 * abs(x). */
static node_id derive_extreme(struct graph *graph, struct node node, node_id da, node_id db)
{
    enum op taken = node.op == OP_MIN ? OP_LT : OP_GT;
    node_id half = da == db ? da : times(graph, number(graph, 0.5), plus(graph, da, db));
    node_id first = choose(graph, graph_binary(graph, taken, node.a, node.b), da, half);
    return choose(graph, graph_binary(graph, taken, node.b, node.a), db, first);
}

/* d log(e^a + e^b) = sigmoid(a - b) da + sigmoid(b - a) db. */
static node_id derive_logaddexp(struct graph *graph, struct node node, node_id da, node_id db)
{
    node_id p = graph_unary(graph, OP_SIGMOID, graph_binary(graph, OP_SUB, node.a, node.b));
    node_id q = graph_unary(graph, OP_SIGMOID, graph_binary(graph, OP_SUB, node.b, node.a));
    return plus(graph, times(graph, p, da), times(graph, q, db));
}

/* Operations of two operands. */
static node_id derive_binary(struct graph *graph, node_id f, struct node node, node_id da,
                             node_id db)
{
    switch (node.op) {
    case OP_ADD:
        return plus(graph, da, db);
    case OP_SUB:
        return minus(graph, da, db);
    case OP_MUL:
        if (node.a == node.b)
            return times(graph, number(graph, 2), times(graph, node.a, da));
        return plus(graph, times(graph, node.b, da), times(graph, node.a, db));
    case OP_DIV:
    case OP_DIV0:
        return over(graph, node.op, minus(graph, da, times(graph, f, db)), node.b);
    case OP_POW:
        return derive_power(graph, f, node, da, db);
    case OP_MIN:
    case OP_MAX:
        return derive_extreme(graph, node, da, db);
    case OP_MOD: {
        node_id quotient = graph_binary(graph, OP_DIV, node.a, node.b);
        return minus(graph, da, times(graph, graph_unary(graph, OP_FLOOR, quotient), db));
    }
    case OP_LOGADDEXP:
        return derive_logaddexp(graph, node, da, db);
    case OP_ATAN2:
        return derive_atan2(graph, node, da, db);
    case OP_HYPOT:
        return derive_hypot(graph, f, node, da, db);
    default:
        return ZERO; /* comparisons and logic are flat */
    }
}

/* Operations of one operand whose derivative is a quotient. */
static node_id derive_quotient(struct graph *graph, node_id f, struct node node, node_id da)
{
    node_id a = node.a, one = number(graph, 1);
    switch (node.op) {
    case OP_SQRT:
        return over(graph, OP_DIV0, times(graph, number(graph, 0.5), da), f);
    case OP_CBRT:
        return over(graph, OP_DIV0, da, square_plus(graph, -0.0, 3, f));
    case OP_LOG:
        return over(graph, OP_DIV, da, a);
    case OP_LOG2:
    case OP_LOG10: {
        double base = node.op == OP_LOG2 ? 0.693147180559945309 : 2.302585092994045684;
        return over(graph, OP_DIV, da, graph_binary(graph, OP_MUL, number(graph, base), a));
    }
    case OP_LOG1P:
        return over(graph, OP_DIV, da, graph_binary(graph, OP_ADD, one, a));
    case OP_ATAN:
        return over(graph, OP_DIV, da, square_plus(graph, 1, 1, a));
    case OP_ASIN:
    case OP_ACOS: { /* the product keeps the digits near 1 */
        node_id product = graph_binary(graph, OP_MUL, graph_binary(graph, OP_SUB, one, a),
                                       graph_binary(graph, OP_ADD, one, a));
        node_id slope = over(graph, OP_DIV, da, graph_unary(graph, OP_SQRT, product));
        return node.op == OP_ASIN ? slope : negate(graph, slope);
    }
    default:
        return ZERO; /* steps are flat */
    }
}

/* The total of what a total is of, differentiated; a constant factor is multiplied once, not in
 * every row. */
static node_id derive_total(struct graph *graph, bool all, node_id da)
{
    struct scaled scaled = take_constant(graph, da);
    if (scaled.rest == NODE_NONE || scaled.constant == 1 || !is_harmless(scaled.constant))
        return graph_total(graph, da, all);
    return graph_binary(graph, OP_MUL, number(graph, scaled.constant),
                        graph_total(graph, scaled.rest, all));
}

/* Operations whose derivative is another one. */
static const enum op slopes[OP_COUNT] = {
    [OP_ABS] = OP_SIGN, [OP_EXP] = OP_EXP,   [OP_EXPM1] = OP_EXP, [OP_SIN] = OP_COS,
    [OP_COS] = OP_SIN,  [OP_SINH] = OP_COSH, [OP_COSH] = OP_SINH,
};

/* Operations of one operand. */
static node_id derive_unary(struct graph *graph, node_id f, struct node node, node_id da)
{
    node_id a = node.a;
    if (slopes[node.op]) {
        da = times(graph, graph_unary(graph, slopes[node.op], a), da);
        return node.op == OP_COS ? negate(graph, da) : da;
    }
    switch (node.op) {
    case OP_NEG:
        return negate(graph, da);
    case OP_POWI: {
        node_id lower = graph_power(graph, a, number(graph, node.c - 1));
        return times(graph, number(graph, node.c), times(graph, lower, da));
    }
    case OP_SIGMOID: /* 1 - f has no digits where f is nearly 1 */
        a = graph_unary(graph, OP_SIGMOID, graph_unary(graph, OP_NEG, a));
        return times(graph, graph_binary(graph, OP_MUL, f, a), da);
    case OP_ERF:
    case OP_ERFC: /* 2/sqrt(pi) e^(-a^2) */
        a = graph_unary(graph, OP_NEG, graph_power(graph, a, number(graph, 2)));
        da = times(graph, graph_unary(graph, OP_EXP, a), da);
        a = number(graph, node.op == OP_ERF ? 1.12837916709551257 : -1.12837916709551257);
        return times(graph, a, da);
    case OP_TAN:
        return times(graph, square_plus(graph, 1, 1, f), da);
    case OP_TANH: /* never inf/inf, unlike 1/cosh(a)^2 and its derivative */
        return times(graph, square_plus(graph, 1, -1, f), da);
    case OP_TOTAL:
        return derive_total(graph, node_is_of_all(&node), da);
    default:
        return derive_quotient(graph, f, node, da);
    }
}

static node_id derive_node(struct graph *graph, node_id f, const node_id *of)
{
    struct node node = graph->nodes[f]; /* a copy: the array moves as it grows */
    switch (op_infos[node.op].arity) {
    case 1:
        return of[node.a] == ZERO ? ZERO : derive_unary(graph, f, node, of[node.a]);
    case 2:
        return of[node.a] == ZERO && of[node.b] == ZERO
                   ? ZERO
                   : derive_binary(graph, f, node, of[node.a], of[node.b]);
    case 3:
        return choose(graph, node.a, of[node.b], of[node.c]);
    default:
        return ZERO;
    }
}

node_id derive_partial(struct graph *graph, node_id f, node_id input)
{
    if (f == NODE_NONE)
        return NODE_NONE;
    bool *needed = mark_needed(graph, &f, 1, f);
    node_id *of = memory_new((size_t)f + 1, sizeof *of);
    for (node_id i = 0; i <= f && !graph->full; i++)
        of[i] = i == input ? number(graph, 1) : needed[i] ? derive_node(graph, i, of) : ZERO;
    node_id result = graph->full ? NODE_NONE : of[f];
    free(needed);
    free(of);
    return result == ZERO ? number(graph, 0) : result;
}

bool derive_tangents(struct graph *graph, const bool *needed, node_id last, const node_id *seeds,
                     node_id *tangents)
{
    for (node_id i = 0; i <= last && !graph->full; i++)
        tangents[i] = seeds[i] != NODE_NONE ? seeds[i]
                      : needed[i]           ? derive_node(graph, i, tangents)
                                            : ZERO;
    for (node_id i = 0; i <= last && !graph->full; i++)
        if (tangents[i] == ZERO)
            tangents[i] = NODE_NONE;
    return !graph->full;
}

/* The node's operation on other operands. */
static node_id remake(struct graph *graph, node_id id, const node_id *of)
{
    node_id operands[3];
    bool same = true;
    for (int k = node_operands(&graph->nodes[id], operands) - 1; k >= 0; k--)
        same &= of[operands[k]] == operands[k];
    return same ? id : graph_again(graph, graph->nodes[id], of);
}

void derive_moved(struct graph *graph, const node_id *roots, int count, node_id x, node_id y,
                  node_id *results)
{
    node_id old_x = graph_input(graph, INPUT_X, 0, ""), old_y = graph_input(graph, INPUT_Y, 0, "");
    node_id last = 0;
    for (int i = 0; i < count; i++)
        last = roots[i] > last ? roots[i] : last;
    bool *needed = mark_needed(graph, roots, count, last);
    node_id *of = memory_new((size_t)last + 1, sizeof *of);
    for (node_id i = 0; i <= last && !graph->full; i++)
        of[i] = i == old_x ? x : i == old_y ? y : needed[i] ? remake(graph, i, of) : i;
    for (int i = 0; i < count; i++)
        results[i] = graph->full || roots[i] == NODE_NONE ? NODE_NONE : of[roots[i]];
    free(needed);
    free(of);
}
