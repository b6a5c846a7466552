#include "graph.h"

#include "vmath.h"

#include <math.h>

/* By squaring, from the lowest bit: the executor's chain of products has the same order. */
static double power_integer(double a, int exponent)
{
    double product = 1;
    for (unsigned rest = (unsigned)(exponent < 0 ? -exponent : exponent); rest; rest >>= 1) {
        if (rest & 1)
            product *= a;
        a *= a;
    }
    return exponent < 0 ? 1 / product : product;
}

static double modulo(double a, double b)
{
    double rest = fmod(a, b);
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

static double sign(double a)
{
    return isnan(a) ? a : (double)((a > 0) - (a < 0));
}

static double negate(double a)
{
    return -a;
}

static double is_zero(double a)
{
    return a == 0;
}

#define TWO(name, expression)                                                                      \
    static double name(double a, double b)                                                         \
    {                                                                                              \
        return expression;                                                                         \
    }
TWO(sum, a + b)
TWO(difference, a - b)
TWO(product, (a * b))
TWO(quotient, a / b)
TWO(quotient_or_0, a == 0 && b == 0 ? 0 : a / b)
TWO(minimum, b < a || isnan(b) ? b : a)
TWO(maximum, b > a || isnan(b) ? b : a)
TWO(less, a < b)
TWO(less_or_equal, a <= b)
TWO(greater, a > b)
TWO(greater_or_equal, a >= b)
TWO(equal, a == b)
TWO(unequal, a != b)
TWO(both, a != 0 && b != 0)
TWO(either, a != 0 || b != 0)

/* The functions stand together, from OP_SQRT to OP_HYPOT, under the names that formulas use. The
 * arity counts operands that are nodes: a power's exponent and a loop's number are none. */
const struct op_info op_infos[OP_COUNT] = {
    [OP_CONSTANT] = {.name = "constant", .arity = 0},
    [OP_INPUT] = {.name = "input", .arity = 0},
    [OP_ADD] = {.name = "+", .arity = 2, .two = sum},
    [OP_SUB] = {.name = "-", .arity = 2, .two = difference},
    [OP_MUL] = {.name = "*", .arity = 2, .two = product},
    [OP_DIV] = {.name = "/", .arity = 2, .two = quotient},
    [OP_DIV0] = {.name = "/0", .arity = 2, .two = quotient_or_0},
    [OP_NEG] = {.name = "-", .arity = 1, .one = negate},
    [OP_POW] = {.name = "^", .arity = 2, .two = vmath_pow},
    [OP_POWI] = {.name = "^", .arity = 1},
    [OP_SQRT] = {.name = "sqrt", .arity = 1, .one = sqrt},
    [OP_CBRT] = {.name = "cbrt", .arity = 1, .one = vmath_cbrt},
    [OP_ABS] = {.name = "abs", .also = "fabs|absolute", .arity = 1, .one = fabs},
    [OP_SIGN] = {.name = "sign", .also = "sgn|signum", .arity = 1, .one = sign},
    [OP_EXP] = {.name = "exp", .arity = 1, .one = vmath_exp},
    [OP_EXPM1] = {.name = "expm1", .arity = 1, .one = vmath_expm1},
    [OP_LOG] = {.name = "log", .also = "ln", .arity = 1, .one = vmath_log},
    [OP_LOG2] = {.name = "log2", .arity = 1, .one = vmath_log2},
    [OP_LOG10] = {.name = "log10", .arity = 1, .one = vmath_log10},
    [OP_LOG1P] = {.name = "log1p", .arity = 1, .one = vmath_log1p},
    [OP_LOGADDEXP] = {.name = "logaddexp", .arity = 2, .two = vmath_logaddexp},
    [OP_SIGMOID] = {.name = "sigmoid", .also = "logistic|expit", .arity = 1, .one = vmath_sigmoid},
    [OP_ERF] = {.name = "erf", .arity = 1, .one = vmath_erf},
    [OP_ERFC] = {.name = "erfc", .arity = 1, .one = vmath_erfc},
    [OP_SIN] = {.name = "sin", .arity = 1, .one = vmath_sin},
    [OP_COS] = {.name = "cos", .arity = 1, .one = vmath_cos},
    [OP_TAN] = {.name = "tan", .also = "tg", .arity = 1, .one = vmath_tan},
    [OP_ASIN] = {.name = "asin", .also = "arcsin", .arity = 1, .one = vmath_asin},
    [OP_ACOS] = {.name = "acos", .also = "arccos", .arity = 1, .one = vmath_acos},
    [OP_ATAN] = {.name = "atan", .also = "arctan|arctg", .arity = 1, .one = vmath_atan},
    [OP_ATAN2] = {.name = "atan2", .also = "arctan2", .arity = 2, .two = vmath_atan2},
    [OP_SINH] = {.name = "sinh", .also = "sh", .arity = 1, .one = vmath_sinh},
    [OP_COSH] = {.name = "cosh", .also = "ch", .arity = 1, .one = vmath_cosh},
    [OP_TANH] = {.name = "tanh", .also = "th", .arity = 1, .one = vmath_tanh},
    [OP_FLOOR] = {.name = "floor", .arity = 1, .one = floor},
    [OP_CEIL] = {.name = "ceil", .also = "ceiling", .arity = 1, .one = ceil},
    [OP_ROUND] = {.name = "round", .arity = 1, .one = round},
    [OP_MIN] = {.name = "min", .arity = 2, .two = minimum},
    [OP_MAX] = {.name = "max", .arity = 2, .two = maximum},
    [OP_MOD] = {.name = "mod", .also = "floormod", .arity = 2, .two = modulo},
    [OP_HYPOT] = {.name = "hypot", .arity = 2, .two = vmath_hypot},
    [OP_LT] = {.name = "<", .arity = 2, .two = less},
    [OP_LE] = {.name = "<=", .arity = 2, .two = less_or_equal},
    [OP_GT] = {.name = ">", .arity = 2, .two = greater},
    [OP_GE] = {.name = ">=", .arity = 2, .two = greater_or_equal},
    [OP_EQ] = {.name = "==", .arity = 2, .two = equal},
    [OP_NE] = {.name = "!=", .arity = 2, .two = unequal},
    [OP_AND] = {.name = "and", .arity = 2, .two = both},
    [OP_OR] = {.name = "or", .arity = 2, .two = either},
    [OP_NOT] = {.name = "not", .arity = 1, .one = is_zero},
    [OP_WHERE] = {.name = "where", .arity = 3},
    [OP_LOOP] = {.name = "loop", .arity = 2},
    [OP_NEXT] = {.name = "next", .arity = 2},
    [OP_TOTAL] = {.name = "total", .arity = 1},
};

double op_evaluate(enum op op, double a, double b, double c)
{
    if (op_infos[op].one)
        return op_infos[op].one(a);
    if (op_infos[op].two)
        return op_infos[op].two(a, b);
    if (op == OP_POWI)
        return power_integer(a, (int)c);
    /* Constants, inputs, loops and totals are no operations on numbers. */
    return op != OP_WHERE ? (double)NAN : a != 0 ? b : c;
}
