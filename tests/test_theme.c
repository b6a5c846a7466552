/* The palette: told apart by eyes of three kinds, and read on its ground. */

#include "../src/draw/theme.h"
#include "suite.h"

#include <math.h>

/* Machado, Oliveira, Fernandes 2009, severity 1: what other eyes see, in linear light. */
enum eye { NORMAL, DEUTERANOPIA, PROTANOPIA, EYES };
static const double eyes[EYES][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
};

static void linear(color c, double light[3])
{
    for (int i = 0; i < 3; i++) {
        double part = (double)(c >> (16 - 8 * i) & 0xFF) / 255;
        light[i] = part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
    }
}

static void transform(const double matrix[3][3], const double from[3], double to[3])
{
    for (int i = 0; i < 3; i++)
        to[i] = matrix[i][0] * from[0] + matrix[i][1] * from[1] + matrix[i][2] * from[2];
}

/* CIE L*a*b* as an eye sees the colour. */
static void lab(color c, enum eye eye, double out[3])
{
    static const double xyz[3][3] = {{0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505},
                                     {0.2126, 0.7152, 0.0722},
                                     {0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089}};
    double light[3], seen[3], f[3];
    linear(c, light);
    transform(eyes[eye], light, seen);
    for (int i = 0; i < 3; i++)
        seen[i] = fmin(fmax(seen[i], 0), 1);
    transform(xyz, seen, f);
    for (int i = 0; i < 3; i++)
        f[i] = f[i] > 0.008856 ? cbrt(f[i]) : 7.787 * f[i] + 16.0 / 116;
    out[0] = 116 * f[1] - 16, out[1] = 500 * (f[0] - f[1]), out[2] = 200 * (f[1] - f[2]);
}

static double difference(color a, color b, enum eye eye)
{
    double one[3], other[3];
    lab(a, eye, one), lab(b, eye, other);
    return hypot(hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]);
}

static double contrast(color a, color b)
{
    double light[3], luminance[2];
    for (int i = 0; i < 2; i++) {
        linear(i ? b : a, light);
        luminance[i] = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05;
    }
    return fmax(luminance[0], luminance[1]) / fmin(luminance[0], luminance[1]);
}

static const struct {
    enum color_level colors;
    bool light;
    double least[EYES]; /* difference between two balls, CIE 76 */
} themes[] = {
    {COLORS_DIRECT, false, {30, 24, 24}},
    {COLORS_DIRECT, true, {38, 30, 26}},
    {COLORS_256, false, {28, 24, 23}},
    {COLORS_256, true, {30, 25, 21}},
};

START_TEST(balls_are_told_apart)
{
    const struct theme *theme = theme_of(themes[_i].colors, themes[_i].light);
    for (enum eye eye = NORMAL; eye < EYES; eye++)
        for (int a = 0; a < THEME_BALLS; a++)
            for (int b = 0; b < a; b++) {
                double far = difference(theme_ball(theme, a), theme_ball(theme, b), eye);
                ck_assert_msg(far >= themes[_i].least[eye], "balls %d and %d, eye %d: %.1f", a + 1,
                              b + 1, eye, far);
            }
}
END_TEST

/* What is read has the contrast that text needs; what only hints, half as much. */
static const struct {
    enum role role, ground;
    double least;
} inks[] = {
    {ROLE_TEXT, ROLE_GROUND, 12},    {ROLE_STRONG, ROLE_GROUND, 15},
    {ROLE_MUTED, ROLE_GROUND, 5.5},  {ROLE_FAINT, ROLE_GROUND, 2.9},
    {ROLE_TEXT, ROLE_RAISED, 12},    {ROLE_MUTED, ROLE_RAISED, 5},
    {ROLE_ACCENT, ROLE_GROUND, 4.3}, {ROLE_GOOD, ROLE_GROUND, 4.5},
    {ROLE_WARN, ROLE_GROUND, 4.5},   {ROLE_DANGER, ROLE_GROUND, 4.5},
    {ROLE_CHOSEN, ROLE_ACCENT, 4.3},
};

START_TEST(text_is_read_on_its_ground)
{
    const struct theme *theme = theme_of(themes[_i].colors, themes[_i].light);
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++) {
        double found = contrast(theme->roles[inks[i].role], theme->roles[inks[i].ground]);
        ck_assert_msg(found >= inks[i].least, "role %d on %d: %.2f", inks[i].role, inks[i].ground,
                      found);
    }
    for (int ball = 0; ball < THEME_BALLS; ball++)
        ck_assert_double_ge(contrast(theme_ball(theme, ball), theme->roles[ROLE_GROUND]), 3);
}
END_TEST

/* At 256 colours all are of the cube or greys, so that none is bent on its way. */
START_TEST(the_cube_has_what_is_picked_of_it)
{
    for (int light = 0; light < 2; light++) {
        const struct theme *theme = theme_of(COLORS_256, light);
        for (int i = 0; i < ROLE_COUNT + THEME_BALLS; i++) {
            static const int levels[] = {0, 95, 135, 175, 215, 255};
            color c = i < ROLE_COUNT ? theme->roles[i] : theme->balls[i - ROLE_COUNT];
            int n = color_to_256(c) - 16, grey = 8 + 10 * (n - 216);
            color exact =
                n < 216 ? (color)(levels[n / 36] << 16 | levels[n / 6 % 6] << 8 | levels[n % 6])
                        : (color)(grey << 16 | grey << 8 | grey);
            ck_assert_uint_eq(c, exact);
        }
    }
}
END_TEST

/* With few colours no ink is the ground's, and a state's is no ball's. */
START_TEST(few_colors_keep_their_meanings)
{
    for (enum color_level level = COLORS_8; level <= COLORS_16; level++)
        for (int light = 0; light < 2; light++) {
            const struct theme *theme = theme_of(level, light);
            for (int ball = 0; ball < THEME_BALLS; ball++) {
                ck_assert_uint_ne(theme->balls[ball], theme->roles[ROLE_GROUND]);
                for (enum role role = ROLE_GOOD; role <= ROLE_DANGER; role++)
                    ck_assert_uint_ne(theme->balls[ball], theme->roles[role]);
            }
            for (enum role role = ROLE_GRID; role < ROLE_COUNT; role++)
                if (role != ROLE_CHOSEN)
                    ck_assert_uint_ne(theme->roles[role], theme->roles[ROLE_GROUND]);
        }
    const struct theme *none = theme_of(COLORS_MONO, false);
    for (enum role role = ROLE_GROUND; role < ROLE_COUNT; role++)
        ck_assert_uint_eq(none->roles[role], COLOR_DEFAULT);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("theme");
    tcase_add_table_test(tests, balls_are_told_apart, themes);
    tcase_add_table_test(tests, text_is_read_on_its_ground, themes);
    tcase_add_test(tests, the_cube_has_what_is_picked_of_it);
    tcase_add_test(tests, few_colors_keep_their_meanings);
    return suite_run("theme", tests);
}
