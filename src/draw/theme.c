#include "theme.h"

#define D COLOR_DEFAULT
#define A COLOR_ANSI

/* In the order of enum role. Where there are 256 colours, what is picked from their cube by hand is
 * further apart than the nearest of each. With 16 or 8 nothing is raised: that would be a second
 * ground, and inks fit one. */
static const struct theme dark = {
    {0x0F1217, 0x191E26, 0x242A34, 0x566070, 0x98A2B0, 0xE7EAEE, 0xFFFFFF, 0x3FD6C0, 0x06201C,
     0x93E488, 0xF58B4C, 0xF8434A},
    {0xFFFFFF, 0xFFD84A, 0x35A9FB, 0xE870A6, 0xA9CBF2, 0x97803E, 0x8460FF, 0xCF40B2},
};
static const struct theme light = {
    {0xFBFAF7, 0xECEAE4, 0xE4E1DA, 0x8F949C, 0x5B636E, 0x1D2228, 0x000000, 0x00796F, 0xFFFFFF,
     0x1F7A2E, 0xB4420A, 0x9C0026},
    {0x14171C, 0xA37F00, 0x0C5FD1, 0xCC3F80, 0x4F90D0, 0x4F3D0A, 0x3D0BE0, 0x631A6B},
};
/* On paper nothing is dim: what is faint elsewhere is text of another weight at most. */
static const struct theme print = {
    {0xFFFFFF, 0xFFFFFF, 0xD4D4D4, 0x404040, 0x262626, 0x000000, 0x000000, 0x00665D, 0xFFFFFF,
     0x1F7A2E, 0xB4420A, 0x9C0026},
    {0x000000, 0xA37F00, 0x0C5FD1, 0xCC3F80, 0x4F90D0, 0x4F3D0A, 0x3D0BE0, 0x631A6B},
};
static const struct theme dark_256 = {
    {0x121212, 0x262626, 0x303030, 0x626262, 0x9E9E9E, 0xEEEEEE, 0xFFFFFF, 0x00D7AF, 0x121212,
     0x87D787, 0xFFAF5F, 0xFF5F5F},
    {0xFFFFFF, 0xFFD75F, 0x00AFFF, 0xFF87AF, 0xAFD7FF, 0xAF875F, 0x875FFF, 0xD700AF},
};
static const struct theme light_256 = {
    {0xFFFFFF, 0xEEEEEE, 0xE4E4E4, 0x949494, 0x626262, 0x1C1C1C, 0x000000, 0x008787, 0xFFFFFF,
     0x005F00, 0xAF5F00, 0x870000},
    {0x121212, 0xAF8700, 0x005FD7, 0xAF005F, 0x5F87D7, 0x5F5F00, 0x0000D7, 0x5F005F},
};
static const struct theme dark_16 = {
    {A(0), A(0), A(8), A(8), A(7), A(7), A(15), A(6), A(0), A(2), A(1), A(9)},
    {A(15), A(11), A(12), A(13), A(14), A(3), A(7), A(5)},
};
static const struct theme light_16 = {
    {A(15), A(15), A(7), A(8), A(0), A(0), A(0), A(4), A(15), A(2), A(1), A(9)},
    {A(0), A(5), A(12), A(13), A(8), A(0), A(12), A(5)},
};
/* No dark blue on black; what is dim or bold is so by its attribute. */
static const struct theme dark_8 = {
    {A(0), A(0), A(7), A(7), A(7), A(7), A(7), A(6), A(0), A(2), A(1), A(1)},
    {A(7), A(3), A(6), A(5), A(7), A(3), A(6), A(5)},
};
static const struct theme light_8 = {
    {A(7), A(7), A(0), A(0), A(0), A(0), A(0), A(4), A(7), A(2), A(1), A(1)},
    {A(0), A(4), A(5), A(0), A(4), A(5), A(0), A(4)},
};
static const struct theme mono = {
    {D, D, D, D, D, D, D, D, D, D, D, D},
    {D, D, D, D, D, D, D, D},
};

const struct theme *theme_of(enum color_level colors, enum light on)
{
    static const struct theme *const themes[][3] = {
        [COLORS_MONO] = {&mono, &mono, &mono},
        [COLORS_8] = {&dark_8, &light_8, &light_8},
        [COLORS_16] = {&dark_16, &light_16, &light_16},
        [COLORS_256] = {&dark_256, &light_256, &light_256},
        [COLORS_DIRECT] = {&dark, &light, &print},
    };
    return themes[colors][on];
}

color theme_ball(const struct theme *theme, int ball)
{
    return theme->balls[ball % THEME_BALLS];
}
