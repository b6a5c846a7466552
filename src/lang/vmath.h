#ifndef OVERSHOOT_LANG_VMATH_H
#define OVERSHOOT_LANG_VMATH_H

/* Elementary functions made of IEEE operations only (no libm beyond sqrt, floor, fmod, which are
 * exact), so that they give the same bits on every compiler, library and machine. Special values
 * as in C. Errors are measured against the rounded true value in tests/test_vmath.c. */

double vmath_exp(double x);
double vmath_log(double x);
double vmath_sin(double x);
double vmath_cos(double x);
double vmath_tan(double x);
double vmath_pow(double x, double y);
double vmath_log2(double x);
double vmath_log10(double x);
double vmath_log1p(double x);
double vmath_expm1(double x);
double vmath_cbrt(double x);
double vmath_asin(double x);
double vmath_acos(double x);
double vmath_atan(double x);
double vmath_atan2(double y, double x);
double vmath_sinh(double x);
double vmath_cosh(double x);
double vmath_tanh(double x);
double vmath_hypot(double x, double y);
double vmath_erf(double x);
double vmath_erfc(double x);
double vmath_sigmoid(double x);             /* 1/(1 + e^-x) */
double vmath_logaddexp(double x, double y); /* ln(e^x + e^y) */

/* high + low with |low| at most half an ulp of high: about 106 bits. */
struct pair {
    double high, low;
};

/* A base with its logarithm, to be filled by vmath_pow_kept; all 0 at first. */
struct vmath_base {
    double x;
    struct pair log;
};

/* x^y, bit for bit, in half the time when x is what it was in the last call with this base. */
double vmath_pow_kept(struct vmath_base *base, double x, double y);

#endif
