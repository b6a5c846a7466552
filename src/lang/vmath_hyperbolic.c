/* expm1 and the hyperbolic functions. */

#include "vmath.h"

#include "vmath_pair.h"

/* 2^k (e^r - 1) + (2^k - 1), as exp reduces its argument. Error below 1.2 ulp. */
double vmath_expm1(double x)
{
    if (x == 0 || !(x < 40))
        return x < 710 && x > 0 ? kernel_exp(x) : x == 0 ? x : x > 0 ? HUGE_VAL : x;
    if (x < -40)
        return -1;
    double k = (x * 0x1.71547652b82fep+0 + ROUNDER) - ROUNDER;
    double high = x - k * LN2_HIGH;
    double low = k * LN2_LOW;
    double r = high - low;
    double lost = (high - r) - low;
    double power = double_of((uint64_t)(1023 + (int64_t)k) << 52);
    struct pair sum = pair_sum(power - 1, power * r);
    return sum.high + (sum.low + power * (exp_tail(r) + lost));
}

/* e^size may overflow where its half does not: one ln 2 less. */
static double half_exp(double size)
{
    return size < 700 ? 0.5 * kernel_exp(size) : kernel_exp_sum(size - LN2_HIGH, -LN2_LOW);
}

/* (t + t/(t + 1))/2 with t = e^|x| - 1, which is exact in form near 0. Error below 2.2 ulp. */
double vmath_sinh(double x)
{
    double size = fabs(x);
    if (size < 0x1p-28)
        return x;
    double t = size < 22 ? vmath_expm1(size) : 0;
    double result = size < 22 ? 0.5 * (t + t / (t + 1)) : half_exp(size);
    return x < 0 ? -result : result;
}

double vmath_cosh(double x)
{
    double size = fabs(x);
    if (!(size < 22))
        return half_exp(size);
    double e = kernel_exp(size);
    return 0.5 * (e + 1 / e);
}

/* t/(t + 2) with t = e^(2|x|) - 1. Error below 2.3 ulp. */
double vmath_tanh(double x)
{
    double size = fabs(x);
    if (size < 0x1p-28 || isnan(x))
        return x;
    double result = 1;
    if (size < 22) {
        double t = vmath_expm1(2 * size);
        result = t / (t + 2);
    }
    return x < 0 ? -result : result;
}
