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

static double minimum(double a, double b)
{
    return b < a || isnan(b) ? b : a;
}

static double maximum(double a, double b)
{
    return b > a || isnan(b) ? b : a;
}

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
    [OP_POW] = {"^", 2, .two = vmath_pow},
    [OP_POWI] = {"^", 1},
    [OP_SQRT] = {"sqrt", 1, .one = sqrt},
    [OP_CBRT] = {"cbrt", 1, .one = vmath_cbrt},
    [OP_ABS] = {"abs", 1, .one = fabs},
    [OP_SIGN] = {"sign", 1, .one = sign},
    [OP_EXP] = {"exp", 1, .one = vmath_exp},
    [OP_LOG] = {"log", 1, .one = vmath_log},
    [OP_LOG10] = {"log10", 1, .one = vmath_log10},
    [OP_LOG1P] = {"log1p", 1, .one = vmath_log1p},
    [OP_SIN] = {"sin", 1, .one = vmath_sin},
    [OP_COS] = {"cos", 1, .one = vmath_cos},
    [OP_TAN] = {"tan", 1, .one = vmath_tan},
    [OP_ASIN] = {"asin", 1, .one = vmath_asin},
    [OP_ACOS] = {"acos", 1, .one = vmath_acos},
    [OP_ATAN] = {"atan", 1, .one = vmath_atan},
    [OP_ATAN2] = {"atan2", 2, .two = vmath_atan2},
    [OP_SINH] = {"sinh", 1, .one = vmath_sinh},
    [OP_COSH] = {"cosh", 1, .one = vmath_cosh},
    [OP_TANH] = {"tanh", 1, .one = vmath_tanh},
    [OP_FLOOR] = {"floor", 1, .one = floor},
    [OP_CEIL] = {"ceil", 1, .one = ceil},
    [OP_ROUND] = {"round", 1, .one = round},
    [OP_MIN] = {"min", 2, .two = minimum},
    [OP_MAX] = {"max", 2, .two = maximum},
    [OP_MOD] = {"mod", 2, .two = modulo},
    [OP_HYPOT] = {"hypot", 2, .two = vmath_hypot},
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
        if (op_infos[op].one)
            return op_infos[op].one(a);
        if (op_infos[op].two)
            return op_infos[op].two(a, b);
        return (double)NAN; /* constants, inputs, loops and totals are no operations on numbers */
    }
}
