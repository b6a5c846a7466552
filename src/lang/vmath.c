/* exp, log, sin and cos: one number, and arrays. */

#include "vmath.h"

#include "vmath_kernel.h"
#include "vmath_pair.h"

double vmath_exp(double x)
{
    return kernel_exp(x);
}

double vmath_log(double x)
{
    return kernel_log(x);
}

double vmath_log1p(double x)
{
    return kernel_log1p(x);
}

static struct circular circular(double x)
{
    return is_huge(x) ? kernel_circular_of(vmath_reduce_huge(x)) : kernel_circular(x);
}

double vmath_sin(double x)
{
    return circular(x).sine;
}

double vmath_cos(double x)
{
    return circular(x).cosine;
}

void vmath_exp_lanes(double *out, const double *in, size_t count)
{
#pragma omp simd
    for (size_t i = 0; i < count; i++) {
        out[i] = kernel_exp(in[i]);
    }
}

void vmath_log_lanes(double *out, const double *in, size_t count)
{
#pragma omp simd
    for (size_t i = 0; i < count; i++) {
        out[i] = kernel_log(in[i]);
    }
}

static bool any_huge(const double *in, size_t count)
{
    double huge = 0;
#pragma omp simd reduction(+ : huge)
    for (size_t i = 0; i < count; i++) {
        huge += is_huge(in[i]) ? 1.0 : 0.0;
    }
    return huge > 0;
}

void vmath_sincos_lanes(double *sine, double *cosine, const double *in, size_t count)
{
    if (any_huge(in, count)) {
        for (size_t i = 0; i < count; i++) {
            struct circular both = circular(in[i]);
            sine[i] = both.sine;
            cosine[i] = both.cosine;
        }
        return;
    }
#pragma omp simd
    for (size_t i = 0; i < count; i++) {
        struct circular both = kernel_circular(in[i]);
        sine[i] = both.sine;
        cosine[i] = both.cosine;
    }
}

void vmath_sin_lanes(double *out, const double *in, size_t count)
{
    if (any_huge(in, count)) {
        for (size_t i = 0; i < count; i++) {
            out[i] = circular(in[i]).sine;
        }
        return;
    }
#pragma omp simd
    for (size_t i = 0; i < count; i++) {
        out[i] = kernel_circular(in[i]).sine;
    }
}

void vmath_cos_lanes(double *out, const double *in, size_t count)
{
    if (any_huge(in, count)) {
        for (size_t i = 0; i < count; i++) {
            out[i] = circular(in[i]).cosine;
        }
        return;
    }
#pragma omp simd
    for (size_t i = 0; i < count; i++) {
        out[i] = kernel_circular(in[i]).cosine;
    }
}
