#include "inks.h"

#include "light.h"
#include "theme.h"

static const struct age_row {
    float share, want;   /* of the ink's own light; the contrast that it has at least */
    unsigned over, hold; /* 256ths: the ink's share on a dark field, on a light one */
    unsigned plain;      /* the same where there is no field */
} ages[AGE_COUNT] = {
    [AGE_NEWEST] = {1, 3.15F, 256, 256, 256},    [AGE_NEW] = {0.88F, 2.8F, 252, 250, 225},
    [AGE_RECENT] = {0.75F, 2.4F, 248, 243, 192}, [AGE_OLD] = {0.6F, 2.1F, 244, 236, 154},
    [AGE_OLDEST] = {0.5F, 1.9F, 240, 230, 128},
};
static const float stain = 0.15F; /* of the ink, on the ground round its dots */
static const float casing = 1.5F; /* blocks have no stain: they stand out more */

/* On paper all are as strong as the newest. */
static const struct age_row *age_row_of(const struct device *device, const struct canvas_ink *ink)
{
    return &ages[device->light == LIGHT_PRINT ? AGE_NEWEST : ink->age];
}

float ink_contrast(const struct device *device, const struct canvas_ink *ink)
{
    bool blocks = lines_rows[device->lines].kind == LINES_OF_BLOCKS;
    return age_row_of(device, ink)->want * (blocks ? casing : 1);
}

color ink_darkened(color c, float most)
{
    for (int i = 0; i < 8 && light_of(color_of_256(color_to_256(c))) > most; i++)
        c = light_scale(c, 0.85F);
    return color_of_256(color_to_256(c));
}

color ink_on_field(const struct device *device, const struct canvas_ink *ink, color ground)
{
    const struct age_row *age = age_row_of(device, ink);
    float light = light_of(ground) + 0.05F, own = light_of(ink->color), seen = own;
    if (ink->sign == INK_GRID || ink->sign == INK_BARE)
        return ink->color;
    if (device->light) {
        float most = (light / ink_contrast(device, ink) - 0.05F) * 0.97F;
        seen = (own < most ? own : most) * age->share + most * (1 - age->share);
    } else if (own > age->want * light - 0.05F) {
        float least_light = age->want * light - 0.05F;
        seen = least_light + (own - least_light) * age->share * age->share;
    }
    seen = seen > 0.003F ? seen : 0.003F;
    color shown = seen == own ? ink->color : light_set(ink->color, seen);
    if (device->colors == COLORS_256)
        return device->light ? ink_darkened(shown, seen) : shown;
    return light_mix(ground, shown, device->light ? age->hold : age->over);
}

color ink_stain(const struct canvas_ink *ink, color ground)
{
    float light = light_of(ground);
    color tone = light_set(ink->color, light < 0.002F ? 0.002F : light < 0.95F ? light : 0.95F);
    return light_mix(ground, tone, (unsigned)(256 * stain * ages[ink->age].share));
}

color ink_on_plain(const struct device *device, const struct canvas_ink *ink)
{
    enum { BRIGHT = 8 };
    bool old = ink->age >= AGE_RECENT;
    if (ink->color & COLOR_DEFAULT)
        return ink->color;
    if (ink->color & COLOR_ANSI_FLAG)
        return old && (ink->color & BRIGHT) && ink->color != COLOR_ANSI(BRIGHT)
                   ? ink->color & ~(color)BRIGHT
                   : ink->color;
    return light_mix(device->theme->roles[ROLE_GROUND], ink->color, age_row_of(device, ink)->plain);
}

color ink_seen(const struct device *device, const struct ink *ink, color ground, bool field)
{
    struct canvas_ink as = {.color = ink->color, .age = ink->age};
    return field ? ink_on_field(device, &as, ground) : ink_on_plain(device, &as);
}
