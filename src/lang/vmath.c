/* exp, log, sin and cos of one number; the executor has the same kernels for lanes. */

#include "vmath.h"

#include "vmath_kernel.h"
#include "vmath_pair.h"

#define FUNCTION(name)                                                                             \
    double vmath_##name(double x)                                                                  \
    {                                                                                              \
        return kernel_##name(x);                                                                   \
    }
FUNCTION(exp)
FUNCTION(log)
FUNCTION(log1p)
FUNCTION(sigmoid)

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
