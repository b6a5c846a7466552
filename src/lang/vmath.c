/* exp, log, sin and cos of one number; the executor has the same kernels for lanes. */

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

double vmath_sigmoid(double x)
{
    return kernel_sigmoid(x);
}

double vmath_logaddexp(double x, double y)
{
    return kernel_logaddexp(x, y);
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
