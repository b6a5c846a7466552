#include "numbers.h"

#include "../src/draw/light.h"

#include <math.h>
#include <string.h>

uint64_t random_state;

uint64_t random_bits(void)
{
    random_state += 0x9e3779b97f4a7c15u;
    uint64_t z = random_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

float light_contrast(color a, color b)
{
    float one = light_of(a) + 0.05F, other = light_of(b) + 0.05F;
    return one > other ? one / other : other / one;
}
