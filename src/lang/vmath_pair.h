#ifndef OVERSHOOT_LANG_VMATH_PAIR_H
#define OVERSHOOT_LANG_VMATH_PAIR_H

/* Sums and products in pairs of doubles, Dekker's and Knuth's. Inside vmath only. */

#include "vmath.h"
#include "vmath_kernel.h"

/* a + b for |a| >= |b| or a = 0. */
KERNEL struct pair pair_fast_sum(double a, double b)
{
    double sum = a + b;
    return (struct pair){sum, b - (sum - a)};
}

KERNEL struct pair pair_sum(double a, double b)
{
    double sum = a + b;
    double part = sum - a;
    return (struct pair){sum, (a - (sum - part)) + (b - part)};
}

/* x without its low 27 bits: products of two such are exact. */
KERNEL double upper_half(double x)
{
    return double_of(bits_of(x) & 0xfffffffff8000000u);
}

KERNEL struct pair pair_product(double a, double b)
{
    double a1 = upper_half(a), b1 = upper_half(b);
    double a2 = a - a1, b2 = b - b1;
    double product = a * b;
    return (struct pair){product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2};
}

/* The argument of sin and cos less a multiple of pi/2, for any finite x (vmath_circular.c). */
struct reduced vmath_reduce_huge(double x);

#endif
