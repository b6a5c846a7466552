/* The error function and its complement. */

#include "vmath.h"

#include "vmath_pair.h"

/* erf(x)/x - 1 in x^2 for |x| <= 9/16, within 2e-17. */
static const double near[] = {
    0x1.06eba8214db69p-3,  -0x1.812746b0379e4p-2,  0x1.ce2f21a042741p-4,  -0x1.b82ce31259d77p-6,
    0x1.565bccff577fbp-8,  -0x1.c02dae6d18a8ep-11, 0x1.f9a1e528606a9p-14, -0x1.f4a5544b5fae0p-17,
    0x1.b612f4b385500p-20, -0x1.30c10fbbe6958p-23,
};

/* (1 + 2x) e^(x^2) erfc(x) in (x - 3.25)/(x + 3.25) for 0.5 <= x <= 28, within 7e-17: after
 * Shepherd and Laframboise 1981. */
static const double far[] = {
    0x1.3f5d268476f91p+0,   -0x1.1be042459f8a2p-3,  -0x1.c1da16512be78p-6, 0x1.d0ed3bd04be28p-4,
    -0x1.e75668d4d859fp-4,  0x1.484a4db1449bcp-4,   -0x1.2ec7f60d09ca6p-5, 0x1.4c8d057f48b57p-7,
    -0x1.894fb622ffb43p-13, -0x1.19d65c38fb80bp-10, 0x1.3fdd8fee80d95p-12, 0x1.3abe2b0417d93p-14,
    -0x1.c65e49ca9c9b4p-15, -0x1.25f022e66309ep-18, 0x1.20a2bd28691b1p-17, 0x1.4798f12e60a19p-22,
    -0x1.7c55c48d71368p-20, -0x1.1ea6e12d2a398p-24, 0x1.ee82ad4bb30bbp-23, 0x1.26585fbb5c437p-26,
    -0x1.ce0ecedc6e448p-26, -0x1.be75d4b2f2794p-30,
};

static double polynomial(const double *factors, size_t count, double x)
{
    double sum = 0;
    while (count > 0)
        sum = factors[--count] + x * sum;
    return sum;
}

/* erfc(x) for x >= 0.5. Error below 4 ulp. */
static double complement(double x)
{
    if (x > 28)
        return 0;
    struct pair square = pair_product(x, x);
    double scaled = polynomial(far, sizeof far / sizeof *far, (x - 3.25) / (x + 3.25));
    return kernel_exp_sum(-square.high, -square.low) * (scaled / (1 + 2 * x));
}

/* Error below 2.25 ulp. */
double vmath_erf(double x)
{
    double size = fabs(x);
    if (!(size > 0.5625))
        return x + x * polynomial(near, sizeof near / sizeof *near, x * x);
    return x < 0 ? complement(size) - 1 : 1 - complement(size);
}

double vmath_erfc(double x)
{
    return x >= 0.5 ? complement(x) : 1 - vmath_erf(x);
}
