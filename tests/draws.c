#include "draws.h"

#include <math.h>

/* The next number of SplitMix64 after a state (Steele, Lea, Flood 2014). */
static uint64_t split_mix(uint64_t state)
{
    uint64_t z = state + UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static uint64_t key_of(uint64_t seed, uint64_t stream, uint64_t n)
{
    return split_mix(split_mix(split_mix(seed) ^ stream) ^ n);
}

static uint64_t key_at(uint64_t seed, uint64_t stream, uint64_t n, uint64_t place)
{
    return split_mix(key_of(seed, stream, n) ^ (place * UINT64_C(0x100000000) + 0x64726177));
}

/* Box and Muller's pair. */
static struct point normal_of(uint64_t key)
{
    double u = ldexp((double)(split_mix(key) >> 11) + 0.5, -53);
    double v = ldexp((double)(split_mix(key ^ UINT64_C(0x5851F42D4C957F2D)) >> 11) + 0.5, -53);
    double angle = 2 * 3.14159265358979324 * v;
    return (struct point){sqrt(-2 * log(u)) * cos(angle), sqrt(-2 * log(u)) * sin(angle)};
}

double drawn_uniform(uint64_t seed, uint64_t stream, uint64_t n, uint64_t place)
{
    return ldexp((double)(key_at(seed, stream, n, place) >> 11), -53);
}

struct point drawn_normal(uint64_t seed, uint64_t stream, uint64_t n, uint64_t place)
{
    return normal_of(key_at(seed, stream, n, place));
}

struct point drawn_noise(uint64_t seed, uint64_t stream, uint64_t n)
{
    return normal_of(key_of(seed, stream, n));
}
