/* The long reduction for sin and cos, tan, and the inverse functions. */

#include "vmath.h"

#include "vmath_pair.h"

#define HALF_PI_HIGH 0x1.921fb54442d18p+0
#define HALF_PI_LOW 0x1.1a62633145c07p-54

enum { WORDS = 8, PRODUCT_WORDS = WORDS + 2 };

/* 2/pi: 32 bits per word, from the highest. Enough for the largest double. */
static const uint32_t two_over_pi[] = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d};

/* mantissa times WORDS words of 2/pi; the product's words from the lowest. */
static void multiply_words(uint32_t product[PRODUCT_WORDS], uint64_t mantissa,
                           const uint32_t *words)
{
    uint64_t low = mantissa & 0xffffffffu;
    uint64_t high = mantissa >> 32;
    uint64_t carry = 0, previous = 0;
    for (int i = 0; i < PRODUCT_WORDS; i++) {
        uint64_t word = i < WORDS ? words[WORDS - 1 - i] : 0;
        uint64_t a = low * word;
        uint64_t b = high * previous;
        uint64_t sum = (a & 0xffffffffu) + (b & 0xffffffffu) + (carry & 0xffffffffu);
        product[i] = (uint32_t)sum;
        carry = (carry >> 32) + (a >> 32) + (b >> 32) + (sum >> 32);
        previous = word;
    }
}

/* 32 bits of the product that begin at a bit, which may be below or above all of it. */
static uint32_t word_at(const uint32_t product[PRODUCT_WORDS], int bit)
{
    uint64_t both = 0;
    int index = (bit + 64) / 32 - 2;
    for (int k = 1; k >= 0; k--) {
        bool inside = index + k >= 0 && index + k < PRODUCT_WORDS;
        both = both << 32 | (inside ? product[index + k] : 0);
    }
    return (uint32_t)(both >> (bit + 64) % 32);
}

/* Payne and Hanek: only those words of 2/pi count that give x 2/pi its bits from 2 down to far
 * below the point; what comes before them adds whole turns. x = mantissa 2^exponent. */
struct reduced vmath_reduce_huge(double x)
{
    uint64_t bits = bits_of(x);
    int exponent = (int)(bits >> 52 & 0x7ff) - 1075;
    int skipped = exponent >= 2 ? (exponent - 2) / 32 : 0;
    uint32_t product[PRODUCT_WORDS];
    multiply_words(product, (bits & 0xfffffffffffffu) | 0x10000000000000u, two_over_pi + skipped);

    int point = 32 * WORDS - (exponent - 32 * skipped);
    uint64_t quadrant = word_at(product, point);
    bool above_half = word_at(product, point - 32) >> 31 != 0;
    quadrant += above_half;
    struct pair fraction = {0, 0};
    double scale = 1;
    for (int k = 1; k <= 6; k++) {
        uint32_t word = word_at(product, point - 32 * k);
        scale *= 0x1p-32;
        /* From one half on, the distance to the next quadrant: all bits turned over. */
        struct pair sum = pair_fast_sum(fraction.high, scale * (above_half ? ~word : word));
        fraction = (struct pair){sum.high, fraction.low + sum.low};
    }
    struct pair angle = pair_product(fraction.high, HALF_PI_HIGH);
    angle.low += fraction.high * HALF_PI_LOW + fraction.low * HALF_PI_HIGH;
    angle = pair_fast_sum(angle.high, angle.low);
    bool negative = above_half != (x < 0);
    return (struct reduced){negative ? -angle.high : angle.high, negative ? -angle.low : angle.low,
                            x < 0 ? 0 - quadrant : quadrant};
}

/* The quotient of both functions near 0. Error below 2.3 ulp. */
double vmath_tan(double x)
{
    if (x == 0)
        return x;
    struct reduced reduced = is_huge(x) ? vmath_reduce_huge(x) : kernel_reduce(x);
    struct circular near = kernel_circular_near(reduced.high, reduced.low);
    return (reduced.quadrant & 1) != 0 ? -near.cosine / near.sine : near.sine / near.cosine;
}

/* Angles whose tangent is c, in two parts. */
static const struct angle {
    double tangent, high, low;
} angles[] = {{0, 0, 0},
              {0.5, 0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56},
              {1, 0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55},
              {1.5, 0x1.f730bd281f69bp-1, 0x1.007887af0cbbdp-56}};

/* arctan x = arctan c + arctan((x - c)/(1 + c x)) with the nearest c of the table, or pi/2 -
 * arctan(1/x): what is left is at most 7/16. Error below 1 ulp. */
double vmath_atan(double x)
{
    double size = fabs(x);
    if (!(size > 0))
        return x;
    struct angle base = {0, HALF_PI_HIGH, HALF_PI_LOW};
    double t;
    if (size > 2.4375) {
        t = -1 / size;
    } else {
        base = angles[size < 0.4375 ? 0 : size < 0.6875 ? 1 : size < 1.1875 ? 2 : 3];
        t = (size - base.tangent) / (1 + base.tangent * size);
    }
    double z = t * t;
    double z2 = z * z;
    /* Within 1.2e-16 of (arctan(t)/t - 1)/z. */
    double odd = -0x1.5555555555554p-2 +
                 z2 * (-0x1.24924923b09bfp-3 +
                       z2 * (-0x1.745cff64fb1e8p-4 +
                             z2 * (-0x1.10ed20cc03917p-4 +
                                   z2 * (-0x1.9c616e7e61a95p-5 + z2 * -0x1.1f7e7048b0a6fp-6))));
    double even =
        0x1.9999999998863p-3 +
        z2 *
            (0x1.c71c71366bfc2p-4 +
             z2 * (0x1.3b1161c0261b4p-4 + z2 * (0x1.df0bad09fa62cp-5 + z2 * 0x1.35dd3ba3a06adp-5)));
    double result = base.high + (t + (t * (z * (odd + z * even)) + base.low));
    return x < 0 ? -result : result;
}

/* Where one of the coordinates is 0 or infinite: a multiple of pi/4. */
static double axis_angle(double y, double x)
{
    double quarters;
    if (isinf(y))
        quarters = isinf(x) ? (x > 0 ? 1 : 3) : 2;
    else if (y == 0 || isinf(x))
        quarters = signbit(x) ? 4 : 0;
    else
        quarters = 2;
    double angle = quarters * (HALF_PI_HIGH / 2); /* 3 pi/4 rounds to the nearest double */
    return signbit(y) ? -angle : angle;
}

/* Error below 1.5 ulp. */
double vmath_atan2(double y, double x)
{
    if (isnan(x) || isnan(y))
        return (double)NAN;
    if (x == 0 || y == 0 || isinf(x) || isinf(y))
        return axis_angle(y, x);
    double angle = vmath_atan(fabs(y / x));
    if (x < 0)
        angle = 2 * HALF_PI_HIGH - (angle - 2 * HALF_PI_LOW);
    return y < 0 ? -angle : angle;
}

/* The angle of a point on the unit circle. Error below 2 ulp. */
double vmath_asin(double x)
{
    double size = fabs(x);
    if (!(size <= 1))
        return (double)NAN;
    if (size < 0x1p-27)
        return x;
    return vmath_atan2(x, sqrt((1 - size) * (1 + size)));
}

/* Twice the angle of the half-angle formulas, where 1 - x loses nothing. Error below 2.4 ulp. */
double vmath_acos(double x)
{
    if (!(fabs(x) <= 1))
        return (double)NAN;
    return 2 * vmath_atan2(sqrt(1 - x), sqrt(1 + x));
}
