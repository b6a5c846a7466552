/* Noise that depends on nothing but seed, stream and iteration, so that going back is exact. */

#include "batch.h"

#include "../lang/vmath.h"

#include <math.h>

/* Scrambles 64 bits: SplitMix64's finalizer (Steele, Lea, Flood 2014). */
uint64_t noise_mix(uint64_t bits)
{
    bits += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

/* In (0, 1), of 53 bits. */
static double uniform(uint64_t bits)
{
    return ((double)(bits >> 11) + 0.5) * 0x1p-53;
}

/* Two independent standard normal numbers (Box, Muller 1958). */
void noise_sample(uint64_t seed, uint64_t stream, uint64_t n, double *x, double *y)
{
    uint64_t key = noise_mix(noise_mix(noise_mix(seed) ^ stream) ^ n);
    double radius = sqrt(-2 * vmath_log(uniform(noise_mix(key))));
    double angle = 6.283185307179586 * uniform(noise_mix(key ^ UINT64_C(0x5851F42D4C957F2D)));
    *x = radius * vmath_cos(angle);
    *y = radius * vmath_sin(angle);
}
