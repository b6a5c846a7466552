/* Noise of many streams at once: the same numbers, to the bit, as noise_sample gives one by one.
 * Beside the engine's inner loops and the judge of crowds, code that has to be fast by itself. */

#include "../lang/levels.h"
#include "../lang/vmath_kernel.h"
#include "chance.h"

#define MIXED static inline __attribute__((always_inline))

MIXED uint64_t mix(uint64_t bits)
{
    bits += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

/* As open_uniform of chance.c: 53 bits in two parts, which are exact. */
MIXED double uniform(uint64_t bits)
{
    const uint64_t two_52 = UINT64_C(0x4330000000000000);
    uint64_t whole = bits >> 11;
    double high = double_of(whole >> 32 | two_52) - 0x1p52;
    double low = double_of((whole & UINT64_C(0xFFFFFFFF)) | two_52) - 0x1p52;
    return ((high * 0x1p32 + low) + 0.5) * 0x1p-53;
}

CPU_LEVELS
void noise_samples(uint64_t seed, uint64_t first, const int64_t *of, uint64_t n, int count,
                   double *x, double *y)
{
    const int64_t *const restrict streams = of;
    double *const restrict to_x = x, *const restrict to_y = y;
    const uint64_t begin = mix(seed);
    _Pragma("omp simd") for (int i = 0; i < count; i++)
    {
        uint64_t key = mix(mix(begin ^ (first + (uint64_t)streams[i])) ^ n);
        double radius = sqrt(-2 * kernel_log(uniform(mix(key))));
        double angle = 6.283185307179586 * uniform(mix(key ^ UINT64_C(0x5851F42D4C957F2D)));
        struct circular turn = kernel_circular(angle);
        to_x[i] = radius * turn.cosine;
        to_y[i] = radius * turn.sine;
    }
}
