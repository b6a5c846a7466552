/* Logarithms in pairs of doubles, and what rests on them: pow, log2, log10; and cbrt, hypot. */

#include "vmath.h"

#include "vmath_pair.h"

enum { TABLE_BITS = 6 };

/* 1/z rounded to at most 11 bits, and -ln of that in two parts, the first a multiple of 2^-42. Row
 * i is for z from bits TABLE_BEGIN + i 2^(52 - TABLE_BITS) on; 1 is inside of its row, so that near
 * it nothing cancels. */
#define TABLE_BEGIN 0x3fe6a00000000000u
static const struct {
    double inverse, log_high, log_low;
} table[1 << TABLE_BITS] = {
    {0x1.6800p+0, -0x1.5d1bdbf581000p-2, 0x1.8d6bdc9c7c238p-44},
    {0x1.6440p+0, -0x1.5262deeb99000p-2, 0x1.e1b9f70894a01p-44},
    {0x1.6040p+0, -0x1.46d2d9c280000p-2, -0x1.59b275f67f75ap-44},
    {0x1.5c80p+0, -0x1.3bdd24eb15000p-2, 0x1.257b4970e6ed9p-44},
    {0x1.5900p+0, -0x1.31871c9544000p-2, -0x1.84fab94cecfd9p-46},
    {0x1.5540p+0, -0x1.26561f1338000p-2, -0x1.8b48866faa45fp-44},
    {0x1.51c0p+0, -0x1.1bc794fd1d000p-2, 0x1.ccf0c747ba7bep-44},
    {0x1.4e40p+0, -0x1.111ce4003f000p-2, 0x1.b3237096b4b6bp-46},
    {0x1.4b00p+0, -0x1.071b85fcd6000p-2, 0x1.bcb8ba3e01a11p-44},
    {0x1.47c0p+0, -0x1.fa01c3bb58000p-3, 0x1.a1f71fae1d786p-46},
    {0x1.4480p+0, -0x1.e598ed5a88000p-3, 0x1.d134bcf1e98a1p-47},
    {0x1.4140p+0, -0x1.d0fb7f2256000p-3, 0x1.af52b20633b29p-47},
    {0x1.3e40p+0, -0x1.bdc46ae344000p-3, -0x1.625b4023d6505p-44},
    {0x1.3b00p+0, -0x1.a8becfc882000p-3, -0x1.e3185cf21b9cfp-44},
    {0x1.3800p+0, -0x1.9525a9cf46000p-3, 0x1.297137d9f158fp-44},
    {0x1.3540p+0, -0x1.83040c91bc000p-3, -0x1.e5b71c6e66f32p-44},
    {0x1.3240p+0, -0x1.6f0d28ae56000p-3, -0x1.69737c93373dap-44},
    {0x1.2f80p+0, -0x1.5c94007598000p-3, 0x1.a8d948cd23322p-44},
    {0x1.2c80p+0, -0x1.483bccce6e000p-3, -0x1.eea52723f6369p-46},
    {0x1.2a00p+0, -0x1.371fc201e8000p-3, -0x1.ee8779b2d8abcp-44},
    {0x1.2740p+0, -0x1.2423113ba6000p-3, 0x1.e3a0078ee9d9cp-44},
    {0x1.2480p+0, -0x1.10f8e42254000p-3, 0x1.93b3843396307p-45},
    {0x1.2200p+0, -0x1.fec9131dc0000p-4, 0x1.54555d1ae6607p-44},
    {0x1.1f80p+0, -0x1.db5270187c000p-4, -0x1.9277856ae181fp-44},
    {0x1.1d00p+0, -0x1.b78c82bb10000p-4, 0x1.25ef7bc3987e7p-44},
    {0x1.1a80p+0, -0x1.9375e55594000p-4, -0x1.eddc37380c364p-44},
    {0x1.1800p+0, -0x1.6f0d28ae58000p-4, 0x1.4b4641b664613p-44},
    {0x1.15c0p+0, -0x1.4e01108a34000p-4, -0x1.ae5cfdf2c5ae5p-44},
    {0x1.1340p+0, -0x1.28f83450ec000p-4, -0x1.a8d75aa119769p-44},
    {0x1.1100p+0, -0x1.0759835990000p-4, 0x1.b8ecfe4b59987p-44},
    {0x1.0ec0p+0, -0x1.cae72fb960000p-5, 0x1.efabf2025b1bep-44},
    {0x1.0c80p+0, -0x1.868a830840000p-5, 0x1.2623a134ac693p-46},
    {0x1.0a80p+0, -0x1.494acc34d8000p-5, -0x1.11c78a56fd247p-45},
    {0x1.0840p+0, -0x1.03d5d85e70000p-5, -0x1.f778960ed29cfp-44},
    {0x1.0640p+0, -0x1.8b31facaa0000p-6, 0x1.3fc78a96e4964p-44},
    {0x1.0400p+0, -0x1.fc0a8b0fc0000p-7, -0x1.f1e7cf6d3a69cp-50},
    {0x1.0200p+0, -0x1.fe02a6b100000p-8, -0x1.9e23f0dda40e4p-46},
    {0x1.0000p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.f800p-1, 0x1.0205658930000p-6, 0x1.611d27c8e8417p-44},
    {0x1.f080p-1, 0x1.f7a9b16780000p-6, 0x1.42ad9271be7d7p-45},
    {0x1.e900p-1, 0x1.788595a358000p-5, -0x1.08b0d083b3a4cp-46},
    {0x1.e200p-1, 0x1.eea31c0068000p-5, 0x1.c3dd83606d891p-44},
    {0x1.db00p-1, 0x1.333d7f8184000p-4, -0x1.692b6a81b8848p-49},
    {0x1.d400p-1, 0x1.700d30aeac000p-4, 0x1.c1e8da99ded32p-49},
    {0x1.cd80p-1, 0x1.a956d3ecac000p-4, 0x1.e63794c02c4afp-44},
    {0x1.c700p-1, 0x1.e3707ee304000p-4, 0x1.0f684e6766abdp-45},
    {0x1.c100p-1, 0x1.0ce7ecdccc000p-3, 0x1.4652dabff5447p-46},
    {0x1.bb00p-1, 0x1.28753bc11a000p-3, 0x1.7494e359302e6p-44},
    {0x1.b500p-1, 0x1.4462b9dc9c000p-3, -0x1.84858a711b062p-44},
    {0x1.af00p-1, 0x1.60b3100b0a000p-3, -0x1.71456c988f814p-44},
    {0x1.a980p-1, 0x1.7b00916516000p-3, -0x1.ae75fcb067e57p-44},
    {0x1.a400p-1, 0x1.95a5adcf70000p-3, 0x1.7f22858a0ff6fp-47},
    {0x1.9f00p-1, 0x1.ae2ca6f672000p-3, 0x1.7a8d5ae54f550p-44},
    {0x1.9980p-1, 0x1.c97f8079d4000p-3, 0x1.3b161a8c6e6c5p-45},
    {0x1.9480p-1, 0x1.e2a877a6b2000p-3, 0x1.823817787081ap-44},
    {0x1.8f80p-1, 0x1.fc218be620000p-3, 0x1.4bba46f1cf6a0p-44},
    {0x1.8b00p-1, 0x1.09aa572e6c000p-2, 0x1.b50a1e1734342p-44},
    {0x1.8600p-1, 0x1.16b5ccbad0000p-2, -0x1.23299042d74bfp-44},
    {0x1.8180p-1, 0x1.22981fbef8000p-2, -0x1.a1421609580dap-44},
    {0x1.7d00p-1, 0x1.2e9e2bce12000p-2, 0x1.4300c128d1dc2p-45},
    {0x1.7880p-1, 0x1.3ac8ca38e6000p-2, -0x1.d0befbc02be4ap-45},
    {0x1.7480p-1, 0x1.45b8c0a17e000p-2, -0x1.d9120e7d0a853p-47},
    {0x1.7000p-1, 0x1.522ae0738a000p-2, 0x1.ebe708164c759p-45},
    {0x1.6c00p-1, 0x1.5d5bddf596000p-2, -0x1.a0b2a08a465dcp-47},
};

/* ln x for finite x > 0, to about 2^-65, as k ln 2 - ln c + ln(1 + r) with 1 + r = z c exact,
 * |r| < 1/126, and ln(1 + r) = r - r^2/2 + r^3 Q(r). Terms that matter are added as pairs. */
static struct pair log_pair(double x)
{
    double k = -1023;
    if (x < DBL_MIN) {
        x *= 0x1p54;
        k -= 54;
    }
    uint64_t offset = bits_of(x) - TABLE_BEGIN;
    uint64_t exponent = (offset + 0x3ff0000000000000u) >> 52;
    k += (double)(int)exponent; /* an unsigned one converts slowly */
    double z = double_of(bits_of(x) - (exponent << 52) + 0x3ff0000000000000u);
    uint64_t row = offset >> (52 - TABLE_BITS) & ((1 << TABLE_BITS) - 1);
    double c = table[row].inverse;

    double z1 = upper_half(z);
    struct pair r = pair_sum(z1 * c - 1, (z - z1) * c);
    struct pair sum = pair_fast_sum(k * LN2_HIGH + table[row].log_high, r.high);
    double r1 = upper_half(r.high);
    double square_low = (r1 + r.high) * (r.high - r1);
    struct pair result = pair_fast_sum(sum.high, -0.5 * (r1 * r1));
    double r2 = r.high * r.high;
    /* Within 1e-17 of (ln(1 + r) - r + r^2/2)/r^3. */
    double q = (0x1.5555555555555p-2 + -0x1.0000000000031p-2 * r.high) +
               r2 * ((0x1.99999999999f3p-3 + -0x1.555555496772bp-3 * r.high) +
                     r2 * ((0x1.24924919ba05dp-3 + -0x1.0005c791c36e6p-3 * r.high) +
                           r2 * 0x1.c726f3e81a783p-4));
    double low = r2 * r.high * q - r.high * r.low - 0.5 * square_low;
    low += result.low + (sum.low + (r.low + (k * LN2_LOW + table[row].log_low)));
    return pair_fast_sum(result.high, low);
}

/* x^y from ln x, for finite x > 0 other than 1 and any y: e^(y ln x). Error below 1 ulp. */
KERNEL double power_of_log(struct pair log, double y)
{
    struct pair exponent = pair_product(y, log.high);
    if (!(fabs(exponent.high) <= 800))
        return exponent.high > 0 ? HUGE_VAL : exponent.high < 0 ? 0 : (double)NAN;
    double k;
    double result = exp_mantissa(exponent.high, exponent.low + y * log.low, &k);
    if (fabs(k) > 1000)
        return scale_by_power(result, k);
    return result * double_of((uint64_t)(1023 + (int64_t)k) << 52);
}

/* 0 when y is no integer, 1 when it is odd, 2 when it is even. */
static int parity(double y)
{
    double half = 0.5 * y;
    return floor(y) != y ? 0 : floor(half) == half ? 2 : 1;
}

/* A base that is 0 or infinite, or an infinite exponent; neither is NaN. */
static double power_special(double x, double y)
{
    double size = fabs(x);
    if (isinf(y))
        return size == 1 ? 1 : (size > 1) == (y > 0) ? HUGE_VAL : 0;
    double result = (size == 0) == (y < 0) ? HUGE_VAL : 0;
    return signbit(x) && parity(y) == 1 ? -result : result;
}

double vmath_pow(double x, double y)
{
    if (x > 0 && x <= DBL_MAX && x != 1)
        return y == 0 ? 1 : power_of_log(log_pair(x), y);
    if (y == 0 || x == 1)
        return 1;
    if (isnan(x) || isnan(y))
        return (double)NAN;
    if (x == 0 || isinf(x) || isinf(y))
        return power_special(x, y);
    int kind = parity(y);
    if (kind == 0)
        return (double)NAN;
    double result = x == -1 ? 1 : power_of_log(log_pair(-x), y);
    return kind == 1 ? -result : result;
}

double vmath_pow_kept(struct vmath_base *base, double x, double y)
{
    if (x == base->x && x > 0)
        return power_of_log(base->log, y);
    if (x > 0 && x <= DBL_MAX && x != 1) {
        struct pair log = log_pair(x);
        *base = (struct vmath_base){x, log};
        return power_of_log(log, y);
    }
    return vmath_pow(x, y);
}

/* The logarithm to a base, from the parts of 1/ln(base). Error below 1 ulp. */
static double log_to(double x, double high, double low)
{
    if (!(x > 0 && x <= DBL_MAX))
        return kernel_log(x);
    struct pair log = log_pair(x);
    struct pair result = pair_product(log.high, high);
    return result.high + (result.low + (log.high * low + log.low * high));
}

double vmath_log2(double x)
{
    return log_to(x, 0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56);
}

double vmath_log10(double x)
{
    return log_to(x, 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57);
}

/* Newton's method for y^3 = x with 1 <= x < 8, from a parabola that is right to 3%; the last step
 * with the exact square. Error below 1 ulp. */
static double cube_root(double x)
{
    double y = 0.6042 + x * (0.4205 - x * 0.0295);
    for (int i = 0; i < 3; i++)
        y -= (y * y * y - x) / (3 * (y * y));
    y = upper_half(y); /* its square is exact */
    double square = y * y;
    double rest = x / square;
    return y + y * ((rest - y) / (2 * y + rest));
}

double vmath_cbrt(double x)
{
    double size = fabs(x);
    if (!(size > 0 && size <= DBL_MAX))
        return x;
    double shift = 0;
    if (size < DBL_MIN) {
        size *= 0x1p54;
        shift = -18;
    }
    int exponent = (int)(bits_of(size) >> 52) - 1023;
    int third = exponent >= 0 ? exponent / 3 : -((2 - exponent) / 3);
    double mantissa = double_of(bits_of(size) - ((uint64_t)(3 * (int64_t)third) << 52));
    double root = scale_by_power(cube_root(mantissa), third + shift);
    return x < 0 ? -root : root;
}

/* Scaled where a square would overflow or lose bits. Error below 1.2 ulp. */
double vmath_hypot(double x, double y)
{
    double a = fabs(x), b = fabs(y);
    if (isinf(a) || isinf(b))
        return HUGE_VAL;
    double scale = a > 0x1p500 || b > 0x1p500     ? 0x1p-600
                   : a < 0x1p-400 && b < 0x1p-400 ? 0x1p600
                                                  : 1;
    a *= scale;
    b *= scale;
    return sqrt(a * a + b * b) / scale;
}
