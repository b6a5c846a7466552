#include "graph.h"

#include "vmath.h"

#include <math.h>

/* The functions stand together, from OP_SQRT to OP_HYPOT, under the names that formulas use. The
 * arity counts operands that are nodes: a power's exponent and a loop's number are none. */
const struct op_info op_infos[OP_COUNT] = {
    [OP_CONSTANT] = {"constant", 0},
    [OP_INPUT] = {"input", 0},
    [OP_ADD] = {"+", 2},
    [OP_SUB] = {"-", 2},
    [OP_MUL] = {"*", 2},
    [OP_DIV] = {"/", 2},
    [OP_DIV0] = {"/0", 2},
    [OP_NEG] = {"-", 1},
    [OP_POW] = {"^", 2},
    [OP_POWI] = {"^", 1},
    [OP_SQRT] = {"sqrt", 1},
    [OP_CBRT] = {"cbrt", 1},
    [OP_ABS] = {"abs", 1},
    [OP_SIGN] = {"sign", 1},
    [OP_EXP] = {"exp", 1},
    [OP_LOG] = {"log", 1},
    [OP_LOG10] = {"log10", 1},
    [OP_LOG1P] = {"log1p", 1},
    [OP_SIN] = {"sin", 1},
    [OP_COS] = {"cos", 1},
    [OP_TAN] = {"tan", 1},
    [OP_ASIN] = {"asin", 1},
    [OP_ACOS] = {"acos", 1},
    [OP_ATAN] = {"atan", 1},
    [OP_ATAN2] = {"atan2", 2},
    [OP_SINH] = {"sinh", 1},
    [OP_COSH] = {"cosh", 1},
    [OP_TANH] = {"tanh", 1},
    [OP_FLOOR] = {"floor", 1},
    [OP_CEIL] = {"ceil", 1},
    [OP_ROUND] = {"round", 1},
    [OP_MIN] = {"min", 2},
    [OP_MAX] = {"max", 2},
    [OP_MOD] = {"mod", 2},
    [OP_HYPOT] = {"hypot", 2},
    [OP_LT] = {"<", 2},
    [OP_LE] = {"<=", 2},
    [OP_GT] = {">", 2},
    [OP_GE] = {">=", 2},
    [OP_EQ] = {"==", 2},
    [OP_NE] = {"!=", 2},
    [OP_AND] = {"and", 2},
    [OP_OR] = {"or", 2},
    [OP_NOT] = {"not", 1},
    [OP_WHERE] = {"where", 3},
    [OP_LOOP] = {"loop", 2},
    [OP_NEXT] = {"next", 2},
    [OP_TOTAL] = {"total", 1},
};

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

static double minimum(double a, double b)
{
    return b < a || isnan(b) ? b : a;
}

static double maximum(double a, double b)
{
    return b > a || isnan(b) ? b : a;
}

static double (*const functions[OP_COUNT])(double) = {
    [OP_SQRT] = sqrt,         [OP_CBRT] = vmath_cbrt,   [OP_ABS] = fabs,
    [OP_SIGN] = sign,         [OP_EXP] = vmath_exp,     [OP_LOG] = vmath_log,
    [OP_LOG10] = vmath_log10, [OP_LOG1P] = vmath_log1p, [OP_SIN] = vmath_sin,
    [OP_COS] = vmath_cos,     [OP_TAN] = vmath_tan,     [OP_ASIN] = vmath_asin,
    [OP_ACOS] = vmath_acos,   [OP_ATAN] = vmath_atan,   [OP_SINH] = vmath_sinh,
    [OP_COSH] = vmath_cosh,   [OP_TANH] = vmath_tanh,   [OP_FLOOR] = floor,
    [OP_CEIL] = ceil,         [OP_ROUND] = round,
};

static double (*const functions_of_two[OP_COUNT])(double, double) = {
    [OP_POW] = vmath_pow, [OP_ATAN2] = vmath_atan2, [OP_MIN] = minimum,
    [OP_MAX] = maximum,   [OP_MOD] = modulo,        [OP_HYPOT] = vmath_hypot,
};

double op_evaluate(enum op op, double a, double b, double c)
{
    switch (op) {
    case OP_ADD:
        return a + b;
    case OP_SUB:
        return a - b;
    case OP_MUL:
        return a * b;
    case OP_DIV:
        return a / b;
    case OP_DIV0:
        return a == 0 && b == 0 ? 0 : a / b;
    case OP_NEG:
        return -a;
    case OP_POWI:
        return power_integer(a, (int)c);
    case OP_LT:
        return a < b;
    case OP_LE:
        return a <= b;
    case OP_GT:
        return a > b;
    case OP_GE:
        return a >= b;
    case OP_EQ:
        return a == b;
    case OP_NE:
        return a != b;
    case OP_AND:
        return a != 0 && b != 0;
    case OP_OR:
        return a != 0 || b != 0;
    case OP_NOT:
        return a == 0;
    case OP_WHERE:
        return a != 0 ? b : c;
    default:
        if (functions[op])
            return functions[op](a);
        if (functions_of_two[op])
            return functions_of_two[op](a, b);
        return (double)NAN; /* constants, inputs, loops and totals are no operations on numbers */
    }
}
