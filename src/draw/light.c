#include "light.h"

#include "../lang/vmath.h"

struct light_table light_table;

static float linear_of(int part)
{
    double value = part / 255.0;
    return (float)(value <= 0.04045 ? value / 12.92 : vmath_pow((value + 0.055) / 1.055, 2.4));
}

void light_fill(void)
{
    int part = 0;
    for (int i = 0; i < 256; i++)
        light_table.linear[i] = linear_of(i);
    for (int i = 0; i <= LIGHT_STEPS; i++) {
        float value = (float)i / LIGHT_STEPS;
        while (part < 255 && value > (light_table.linear[part] + light_table.linear[part + 1]) / 2)
            part++;
        light_table.parts[i] = (uint8_t)part;
    }
    light_table.filled = true;
}

float light_part(color c, int part)
{
    struct linear_light light = light_split(c);
    return part == 0 ? light.red : part == 1 ? light.green : light.blue;
}
