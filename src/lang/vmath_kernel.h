#ifndef OVERSHOOT_LANG_VMATH_KERNEL_H
#define OVERSHOOT_LANG_VMATH_KERNEL_H

/* The kernels of exp, log, sin and cos: no branches, so that a loop over them becomes vector code
 * in the caller's instruction set, with the same bits for one number and for many.
 *
 * Polynomials interpolate the function at Chebyshev nodes, which is within a small factor of the
 * best polynomial; the comment at each gives its error. Constants that are split in parts have
 * their low bits clear, so that products with the small integers here are exact. */

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define KERNEL static inline __attribute__((always_inline))

/* Added to |x| < 2^51 and taken away again, it rounds x to an integer, whose two's complement is
 * in the low bits of the sum. */
#define ROUNDER 0x1.8p52

/* ln 2 in two parts: times an integer below 2^21, the first is exact. */
#define LN2_HIGH 0x1.62e42fee00000p-1
#define LN2_LOW 0x1.a39ef35793c76p-33

KERNEL uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

KERNEL double double_of(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* y 2^k for an integer k in [-1100, 1100], with one rounding when the result is subnormal. */
KERNEL double scale_by_power(double y, double k)
{
    double half = k * 0.5 + ROUNDER;
    double rest = (k - (half - ROUNDER)) + ROUNDER;
    return y * double_of((bits_of(half) + 1023) << 52) * double_of((bits_of(rest) + 1023) << 52);
}

/* e^r - 1 - r for |r| <= ln(2)/2, within 3e-18 r^2. */
KERNEL double exp_tail(double r)
{
    double r2 = r * r;
    double r4 = r2 * r2;
    double low =
        (0.5 + 0x1.5555555555557p-3 * r) + r2 * (0x1.5555555555556p-5 + 0x1.11111111100dcp-7 * r);
    double middle = (0x1.6c16c16c162d4p-10 + 0x1.a01a01abe7fe1p-13 * r) +
                    r2 * (0x1.a01a01a6d889cp-16 + 0x1.71de0231960ebp-19 * r);
    double high = (0x1.27e4db646b17ep-22 + 0x1.af4de97ca4194p-26 * r) + r2 * 0x1.1f730349868cep-29;
    return r2 * (low + r4 * (middle + r4 * high));
}

/* e^(high + low) = 2^k y: k is returned by itself, for |high| < 1100. With r = x - k ln 2; what
 * rounding takes from r and from 1 + r is added with the tail. Error of y below 0.8 ulp. */
KERNEL double exp_mantissa(double high, double low, double *k)
{
    *k = (high * 0x1.71547652b82fep+0 + ROUNDER) - ROUNDER;
    double near = high - *k * LN2_HIGH;
    double correction = *k * LN2_LOW - low;
    double r = near - correction;
    double lost = (near - r) - correction;
    double sum = 1.0 + r;
    return sum + ((r - (sum - 1.0)) + (exp_tail(r) + lost));
}

KERNEL double kernel_exp_sum(double high, double low)
{
    double x = high > 710.0 ? 710.0 : high;
    x = x < -746.0 ? -746.0 : x;
    double k;
    double y = exp_mantissa(x, low, &k);
    return scale_by_power(y, k);
}

KERNEL double kernel_exp(double x)
{
    return kernel_exp_sum(x, 0.0);
}

/* ln x = k ln 2 + ln(1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), and with s = f/(2 + f)
 * ln(1 + f) = 2 artanh s = f - s (f - R(s^2)), rearranged so that f, the largest term, comes in
 * last and exact. Error below 0.9 ulp. What low says more, ln x + low, comes in before the sum is
 * rounded. */
KERNEL double log_of(double x, double low)
{
    double scaled = x < DBL_MIN ? x * 0x1p54 : x;
    double offset = x < DBL_MIN ? 1023.0 + 54.0 : 1023.0;
    uint64_t bits = bits_of(scaled);
    /* The exponent, rounded so that the mantissa is in [sqrt(1/2), sqrt(2)). */
    uint64_t exponent = (bits - 0x3fe6a09e667f3bcdu + 0x3ff0000000000000u) >> 52;
    double k = double_of(exponent | 0x4330000000000000u) - 0x1p52 - offset;
    double f = double_of(bits - (exponent << 52) + 0x3ff0000000000000u) - 1.0;
    double s = f / (2.0 + f);
    double z = s * s;
    double z2 = z * z;
    double even = 0x1.9999999995204p-2 + z2 * (0x1.c71c62c639fdep-3 + z2 * 0x1.39fd392179a95p-3);
    double odd =
        0x1.5555555555558p-1 +
        z2 * (0x1.2492492e09d4dp-2 + z2 * (0x1.7462bd8f7796ep-3 + z2 * 0x1.2b6688a387e03p-3));
    double half = 0.5 * f * f;
    double series = s * (half + z * (odd + z * even));
    double result = k * LN2_HIGH - ((half - (series + (k * LN2_LOW + low))) - f);
    double special = x == 0 ? -HUGE_VAL : (double)NAN;
    special = x > 0 ? x : special;
    return x > 0 && x <= DBL_MAX ? result : special;
}

KERNEL double kernel_log(double x)
{
    return log_of(x, 0.0);
}

/* ln(1 + x), with what rounding takes from the sum. Error below 1 ulp. */
KERNEL double kernel_log1p(double x)
{
    double sum = 1.0 + x;
    double part = sum - 1.0;
    double low = (1.0 - (sum - part)) + (x - part);
    double result = log_of(sum, sum > 0 && sum <= DBL_MAX ? low / sum : 0.0);
    return x == 0 ? x : result; /* -0 stays -0 */
}

/* Nothing overflows on the way; errors below 2.5 ulp: of the second one, of its larger part. */
KERNEL double kernel_sigmoid(double x)
{
    double small = kernel_exp(-fabs(x));
    return (x < 0 ? small : 1.0) / (1.0 + small);
}

KERNEL double kernel_logaddexp(double x, double y)
{
    double more = kernel_log1p(kernel_exp(-fabs(x - y)));
    return (x > y ? x : y) + (x == y ? 0x1.62e42fefa39efp-1 : more); /* inf - inf is no number */
}

/* An argument of sin and cos less a multiple of pi/2: the low bits of quadrant count these. */
struct reduced {
    double high, low; /* their sum, in [-pi/4, pi/4] and a little more */
    uint64_t quadrant;
};

struct circular {
    double sine, cosine;
};

/* Beyond this the products of kernel_reduce are not exact. */
#define CIRCULAR_MAX 50000.0

KERNEL bool is_huge(double x)
{
    return fabs(x) > CIRCULAR_MAX && fabs(x) <= DBL_MAX;
}

/* Cody and Waite's reduction with pi/2 in three parts of 37, 37 and 53 bits. */
KERNEL struct reduced kernel_reduce(double x)
{
    double sum = x * 0x1.45f306dc9c883p-1 + ROUNDER;
    double k = sum - ROUNDER;
    double a = x - k * 0x1.921fb54440000p+0;
    double b = k * 0x1.68c234c4c0000p-39;
    double first = a - b;
    double rest = k * 0x1.98a2e03707345p-77 - ((a - first) - b);
    double high = first - rest;
    return (struct reduced){high, (first - high) - rest, bits_of(sum)};
}

/* Both functions near 0, each with the low part of the argument to first order; the polynomials
 * are within 3.2e-17 x^3 and 2.4e-18 x^4. Errors below 0.8 ulp. */
KERNEL struct circular kernel_circular_near(double x, double low)
{
    double z = x * x;
    double z2 = z * z;
    double s = (-0x1.5555555555555p-3 + z * 0x1.1111111110bb1p-7) +
               z2 * ((-0x1.a01a019e8357dp-13 + z * 0x1.71de37961e4c6p-19) +
                     z2 * (-0x1.ae600a926c89ap-26 + z * 0x1.5e0af186af739p-33));
    double c = (0x1.5555555555555p-5 + z * -0x1.6c16c16c16966p-10) +
               z2 * ((0x1.a01a019f4e867p-16 + z * -0x1.27e4fa17a41b4p-22) +
                     z2 * (0x1.1eeb68b109173p-29 + z * -0x1.907d7aebd5e3dp-37));
    double half = 0.5 * z;
    double one = 1.0 - half;
    return (struct circular){x + (z * (x * s - 0.5 * low) + low),
                             one + (((1.0 - one) - half) + (z2 * c - x * low))};
}

KERNEL struct circular kernel_circular_of(struct reduced reduced)
{
    struct circular near = kernel_circular_near(reduced.high, reduced.low);
    uint64_t sine = bits_of(near.sine);
    uint64_t cosine = bits_of(near.cosine);
    uint64_t exchange = (sine ^ cosine) & (0 - (reduced.quadrant & 1));
    sine ^= exchange ^ (reduced.quadrant & 2) << 62;
    cosine ^= exchange ^ ((reduced.quadrant + 1) & 2) << 62;
    return (struct circular){double_of(sine), double_of(cosine)};
}

/* sin and cos for an argument that is not huge; NaN for infinities. */
KERNEL struct circular kernel_circular(double x)
{
    struct circular both = kernel_circular_of(kernel_reduce(x));
    both.sine = x == 0 ? x : both.sine; /* -0 stays -0 */
    return both;
}

#endif
