/* A generator that counts: numbers are hashes of what they are drawn for. */

#include "chance.h"

#include "../lang/vmath.h"

#include <math.h>

/* SplitMix64's finalizer (Steele, Lea, Flood 2014). */
uint64_t chance_mix(uint64_t bits)
{
    bits += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

static uint64_t key_of(uint64_t seed, uint64_t stream, uint64_t n)
{
    return chance_mix(chance_mix(chance_mix(seed) ^ stream) ^ n);
}

/* In (0, 1), of 53 bits. */
static double open_uniform(uint64_t bits)
{
    return ((double)(bits >> 11) + 0.5) * 0x1p-53;
}

/* Box, Muller 1958. */
static void normal(uint64_t key, double *x, double *y)
{
    double radius = sqrt(-2 * vmath_log(open_uniform(chance_mix(key))));
    double angle = 6.283185307179586 * open_uniform(chance_mix(key ^ UINT64_C(0x5851F42D4C957F2D)));
    *x = radius * vmath_cos(angle);
    *y = radius * vmath_sin(angle);
}

void noise_sample(uint64_t seed, uint64_t stream, uint64_t n, double *x, double *y)
{
    normal(key_of(seed, stream, n), x, y);
}

double noise_level(double sigma)
{
    return sigma < 0 ? 0 : sigma;
}

/* --- rules --- */

/* Apart from the noise of the same stream; the place is in the bits above. */
enum { DRAW_SALT = 0x64726177 };

void chance_draw(const struct formula_code *rule, uint64_t seed, uint64_t stream, uint64_t n,
                 double draws[])
{
    uint64_t key = key_of(seed, stream, n);
    for (int place = 0; place < rule->draw_count; place++) {
        double *pair = draws + 2 * (ptrdiff_t)place;
        uint64_t own = chance_mix(key ^ ((uint64_t)place << 32 | DRAW_SALT));
        pair[0] = (double)(own >> 11) * 0x1p-53;
        pair[1] = 0;
        if (rule->draws_normal[place])
            normal(own, &pair[0], &pair[1]);
    }
}
