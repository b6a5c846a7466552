/* The elementary functions against long double ones: errors in ulps and special values. */

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/vmath.h"
#include "numbers.h"
#include "suite.h"

static int samples(void)
{
    return suite_whole() ? 200000 : 50000;
}

static double random_between(double low, double high)
{
    return low + (high - low) * ((double)(random_bits() >> 11) * 0x1p-53);
}

static double random_double(void)
{
    double x;
    uint64_t bits = random_bits();
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* How far a result is from the true value, in units of the true value's last place. */
static double ulps(double result, long double truth)
{
    double rounded = (double)truth;
    if (isnan(rounded) || isinf(rounded) || isinf(result)) {
        bool beyond = isinf(result) && fabsl(truth) > 1.797e308L;
        return same_number(result, rounded) || beyond ? 0 : 1e9;
    }
    int exponent;
    frexp(rounded, &exponent);
    int place = exponent - 53 < -1074 ? -1074 : exponent - 53;
    return (double)(fabsl((long double)result - truth) / ldexpl(1, place));
}

static long double sigmoid(long double x)
{
    return 1 / (1 + expl(-x));
}

static double exp2_as_power(double x)
{
    return vmath_pow(2, x);
}

static const struct one {
    const char *name;
    double (*function)(double);
    long double (*truth)(long double);
    double low, high, bound;
} ones[] = {
    {"exp", vmath_exp, expl, -750, 712, 1},
    {"exp", vmath_exp, expl, -2, 2, 1},
    {"log", vmath_log, logl, 0, 1e9, 1},
    {"log", vmath_log, logl, 0.5, 2, 1},
    {"log", vmath_log, logl, 0, 1e-310, 1},
    {"sin", vmath_sin, sinl, -10, 10, 1},
    {"sin", vmath_sin, sinl, -60000, 60000, 1},
    {"sin", vmath_sin, sinl, -1e300, 1e300, 1},
    {"cos", vmath_cos, cosl, -10, 10, 1},
    {"cos", vmath_cos, cosl, -60000, 60000, 1},
    {"cos", vmath_cos, cosl, -1e300, 1e300, 1},
    {"tan", vmath_tan, tanl, -10, 10, 2.5},
    {"tan", vmath_tan, tanl, -1e6, 1e6, 2.5},
    {"log10", vmath_log10, log10l, 0, 1e9, 1},
    {"log10", vmath_log10, log10l, 0.5, 2, 1},
    {"log2", vmath_log2, log2l, 0, 1e9, 1},
    {"log2", vmath_log2, log2l, 0.5, 2, 1},
    {"log1p", vmath_log1p, log1pl, -1, 10, 1},
    {"log1p", vmath_log1p, log1pl, -1e-9, 1e-9, 1},
    {"expm1", vmath_expm1, expm1l, -45, 50, 1.25},
    {"expm1", vmath_expm1, expm1l, -1.5, 1.5, 1.25},
    {"cbrt", vmath_cbrt, cbrtl, -1e9, 1e9, 1},
    {"cbrt", vmath_cbrt, cbrtl, -8, 8, 1},
    {"asin", vmath_asin, asinl, -1, 1, 2.5},
    {"acos", vmath_acos, acosl, -1, 1, 2.5},
    {"atan", vmath_atan, atanl, -4, 4, 1},
    {"atan", vmath_atan, atanl, -1e9, 1e9, 1},
    {"sinh", vmath_sinh, sinhl, -711, 711, 2.25},
    {"sinh", vmath_sinh, sinhl, -2, 2, 2.25},
    {"cosh", vmath_cosh, coshl, -711, 711, 2},
    {"cosh", vmath_cosh, coshl, -2, 2, 2},
    {"tanh", vmath_tanh, tanhl, -25, 25, 2.5},
    {"tanh", vmath_tanh, tanhl, -1, 1, 2.5},
    {"erf", vmath_erf, erfl, -7, 7, 2.25},
    {"erf", vmath_erf, erfl, -1, 1, 2.25},
    {"erfc", vmath_erfc, erfcl, -7, 7, 4},
    {"erfc", vmath_erfc, erfcl, 0, 28, 4},
    {"sigmoid", vmath_sigmoid, sigmoid, -746, 40, 2.5},
    {"sigmoid", vmath_sigmoid, sigmoid, -2, 2, 2.5},
    {"exp2", exp2_as_power, exp2l, -1080, 1025, 1},
    {"exp2", exp2_as_power, exp2l, -2, 2, 1},
};

START_TEST(one_argument)
{
    const struct one *row = &ones[_i];
    double worst = 0, worst_at = 0;
    for (int i = 0; i < samples(); i++) {
        double x = random_between(row->low, row->high);
        double error = ulps(row->function(x), row->truth((long double)x));
        if (error > worst) {
            worst = error;
            worst_at = x;
        }
    }
    if (getenv("ULPS")) {
        printf("%-6s [%g, %g] %.3f\n", row->name, row->low, row->high, worst);
    }
    ck_assert_msg(worst <= row->bound, "%s(%.17g): %.3f ulp", row->name, worst_at, worst);
}
END_TEST

/* Arguments of every size, also subnormal ones and those that overflow. */
START_TEST(any_bits)
{
    const struct one *row = &ones[_i];
    for (int i = 0; i < samples() / 4; i++) {
        double x = random_double();
        if (isnan(x)) {
            continue;
        }
        double error = ulps(row->function(x), row->truth((long double)x));
        ck_assert_msg(error <= row->bound, "%s(%a): %.3f ulp, got %a", row->name, x, error,
                      row->function(x));
    }
}
END_TEST

/* Next to multiples of pi/2, where the reduction loses the most. */
START_TEST(near_quarter_turns)
{
    for (int k = 1; k < 100000; k++) {
        double x = (double)(k * 1.57079632679489661923132L);
        ck_assert_msg(ulps(vmath_sin(x), sinl((long double)x)) <= 1, "sin(%.17g)", x);
        ck_assert_msg(ulps(vmath_cos(x), cosl((long double)x)) <= 1, "cos(%.17g)", x);
    }
    /* The double nearest to a multiple of pi/2 of all. */
    double worst = 0x1.6ac5b262ca1ffp+849;
    ck_assert_double_le(ulps(vmath_cos(worst), cosl((long double)worst)), 1);
    ck_assert_double_le(ulps(vmath_sin(worst), sinl((long double)worst)), 1);
}
END_TEST

static const struct two {
    const char *name;
    double (*function)(double, double);
    long double (*truth)(long double, long double);
    double low_x, high_x, low_y, high_y, bound;
} twos[] = {
    {"pow", vmath_pow, powl, 0, 10, -300, 300, 1},
    {"pow", vmath_pow, powl, 0.9, 1.1, -5000, 5000, 1},
    {"pow", vmath_pow, powl, 0, 1e-300, -3, 3, 1},
    {"pow", vmath_pow, powl, 0.999, 1, 0, 1e6, 1},
    {"atan2", vmath_atan2, atan2l, -3, 3, -3, 3, 2},
    {"atan2", vmath_atan2, atan2l, -1, 1, -1e6, 1e6, 2},
    {"hypot", vmath_hypot, hypotl, -3, 3, -3, 3, 1.5},
    {"hypot", vmath_hypot, hypotl, -1e307, 1e307, -1e307, 1e307, 1.5},
    {"hypot", vmath_hypot, hypotl, -1e-300, 1e-300, -1e-300, 1e-300, 1.5},
};

START_TEST(two_arguments)
{
    const struct two *row = &twos[_i];
    double worst = 0, worst_x = 0, worst_y = 0;
    for (int i = 0; i < samples(); i++) {
        double x = random_between(row->low_x, row->high_x);
        double y = random_between(row->low_y, row->high_y);
        if (i % 4 == 0) {
            y = nearbyint(y);
        }
        double error = ulps(row->function(x, y), row->truth((long double)x, (long double)y));
        if (error > worst) {
            worst = error;
            worst_x = x;
            worst_y = y;
        }
    }
    if (getenv("ULPS")) {
        printf("%-6s [%g, %g] %.3f\n", row->name, row->low_x, row->high_x, worst);
    }
    ck_assert_msg(worst <= row->bound, "%s(%.17g, %.17g): %.3f ulp", row->name, worst_x, worst_y,
                  worst);
}
END_TEST

static const double specials[] = {
    0.0,      -0.0,      1,          -1,       2,       -2,     3,
    -3,       0.5,       -0.5,       1e300,    -1e300,  1e15,   4503599627370497.0,
    0x1p53,   -0x1p53,   DBL_MAX,    -DBL_MAX, DBL_MIN, 5e-324, -5e-324,
    HUGE_VAL, -HUGE_VAL, (double)NAN};
enum { SPECIALS = sizeof specials / sizeof *specials };

START_TEST(specials_of_one)
{
    const struct one *row = &ones[_i];
    for (int i = 0; i < SPECIALS; i++) {
        double x = specials[i];
        double result = row->function(x);
        double truth = (double)row->truth((long double)x);
        ck_assert_msg(ulps(result, row->truth((long double)x)) <= row->bound &&
                          !signbit(result) == !signbit(isnan(truth) ? result : truth),
                      "%s(%g) is %g, not %g", row->name, x, result, truth);
    }
}
END_TEST

START_TEST(specials_of_two)
{
    const struct two *row = &twos[_i];
    for (int i = 0; i < SPECIALS * SPECIALS; i++) {
        double x = specials[i / SPECIALS], y = specials[i % SPECIALS];
        double result = row->function(x, y);
        double truth = (double)row->truth((long double)x, (long double)y);
        ck_assert_msg(ulps(result, row->truth((long double)x, (long double)y)) <= row->bound &&
                          !signbit(result) == !signbit(isnan(truth) ? result : truth),
                      "%s(%g, %g) is %g, not %g", row->name, x, y, result, truth);
    }
}
END_TEST

/* The sum of the larger one and what the smaller adds, which may cancel: an error of ulps of both.
 */
START_TEST(logaddexp_is_as_near_as_its_parts)
{
    for (int i = 0; i < samples(); i++) {
        double x = random_between(-40, 40), y = i % 9 ? random_between(-40, 40) : x;
        long double more = log1pl(expl(-fabsl((long double)x - (long double)y)));
        long double truth = (long double)fmax(x, y) + more;
        double error = (double)fabsl((long double)vmath_logaddexp(x, y) - truth);
        ck_assert_msg(error <= 0x1p-53 * (fabs((double)truth) + 4 * (double)more),
                      "logaddexp(%a, %a): %g", x, y, error);
    }
    for (int i = 0; i < SPECIALS * SPECIALS; i++) {
        double x = specials[i / SPECIALS], y = specials[i % SPECIALS];
        double result = vmath_logaddexp(x, y), other = vmath_logaddexp(y, x);
        ck_assert_msg(same_number(result, other), "%g, %g", x, y);
        ck_assert_msg(isnan(result) == (isnan(x) || isnan(y)), "%g, %g: %g", x, y, result);
        ck_assert_msg(isnan(result) || result >= fmax(x, y), "%g, %g: %g", x, y, result);
    }
}
END_TEST

/* The same base again, another one, and no kept one at all: always the bits of vmath_pow. */
START_TEST(kept_bases_have_the_same_bits)
{
    struct vmath_base base = {0};
    for (int i = 0; i < SPECIALS * SPECIALS; i++) {
        double x = specials[i / SPECIALS], y = specials[i % SPECIALS];
        ck_assert_msg(same_number(vmath_pow_kept(&base, x, y), vmath_pow(x, y)), "pow(%g, %g)", x,
                      y);
    }
    for (int i = 0; i < samples(); i++) {
        double x = i % 3 == 0 ? random_double() : base.x;
        double y = i % 2 == 0 ? random_double() : random_between(-300, 300);
        ck_assert_msg(same_number(vmath_pow_kept(&base, x, y), vmath_pow(x, y)), "pow(%a, %a)", x,
                      y);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("vmath");
    tcase_set_timeout(tcase, 60);
    tcase_add_table_test(tcase, one_argument, ones);
    tcase_add_table_test(tcase, any_bits, ones);
    tcase_add_table_test(tcase, specials_of_one, ones);
    tcase_add_table_test(tcase, two_arguments, twos);
    tcase_add_table_test(tcase, specials_of_two, twos);
    tcase_add_test(tcase, near_quarter_turns);
    tcase_add_test(tcase, logaddexp_is_as_near_as_its_parts);
    tcase_add_test(tcase, kept_bases_have_the_same_bits);
    return suite_run("vmath", tcase);
}
