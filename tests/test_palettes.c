/* Whoever sees fewer colours still tells things apart: by a difference that is left, or by
 * something else than colour, which is there.
 *
 * Eyes: Machado, Oliveira, Fernandes 2009, "A physiologically-based model for simulation of color
 * vision deficiency", severity 1, in linear light. Differences: CIEDE2000 (Sharma, Wu, Dalal 2005);
 * 1 is just noticed where two patches touch. What is far apart and small, as lines and marks, wants
 * several times as much: 9 for balls, which are told apart anywhere on the screen, 10 for points
 * and fields that stand beside each other with a legend; half of that where 256 colours are all
 * there is. */

#include "../src/catalogue/catalogue.h"
#include "../src/draw/inks.h"
#include "../src/draw/light.h"
#include "../src/draw/mark.h"
#include "../src/draw/ramp.h"
#include "../src/draw/theme.h"
#include "../src/view/basin.h"
#include "../src/view/parts.h"
#include "../src/view/sweep.h"
#include "stage.h"

#include <math.h>
#include <string.h>

enum eye { NORMAL, DEUTERANOPIA, PROTANOPIA, TRITANOPIA, EYES };
static const char *const eye_names[] = {"normal", "deuteranopia", "protanopia", "tritanopia"};
static const double eyes[EYES][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
};

/* --- how different two colours are --- */

struct lab_color {
    double l, a, b;
};

static double compressed(double part)
{
    return part > 216.0 / 24389 ? cbrt(part) : (24389.0 / 27 * part + 16) / 116;
}

static struct lab_color seen(color c, enum eye eye)
{
    static const double xyz[3][3] = {{0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505},
                                     {0.2126, 0.7152, 0.0722},
                                     {0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089}};
    double light[3], own[3], f[3];
    for (int i = 0; i < 3; i++) {
        double part = (double)(c >> (16 - 8 * i) & 0xFF) / 255;
        light[i] = part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
    }
    for (int i = 0; i < 3; i++) {
        const double *m = eyes[eye][i];
        own[i] = fmin(fmax(m[0] * light[0] + m[1] * light[1] + m[2] * light[2], 0), 1);
    }
    for (int i = 0; i < 3; i++)
        f[i] = compressed(xyz[i][0] * own[0] + xyz[i][1] * own[1] + xyz[i][2] * own[2]);
    return (struct lab_color){116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

static double hue_of(double a, double b)
{
    double hue = atan2(b, a) * 180 / acos(-1);
    return hue < 0 ? hue + 360 : hue;
}

static double cosine(double degrees)
{
    return cos(degrees * acos(-1) / 180);
}

static double chroma_weight(double chroma)
{
    return sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)));
}

static double ciede2000(struct lab_color one, struct lab_color two)
{
    double grey = 1 + 0.5 * (1 - chroma_weight((hypot(one.a, one.b) + hypot(two.a, two.b)) / 2));
    double c1 = hypot(grey * one.a, one.b), c2 = hypot(grey * two.a, two.b), c = (c1 + c2) / 2;
    double h1 = hue_of(grey * one.a, one.b), h2 = hue_of(grey * two.a, two.b), turn = h2 - h1;
    turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
    double h = c1 * c2 == 0 ? h1 + h2 : h1 + turn / 2, l = (one.l + two.l) / 2 - 50;
    turn = c1 * c2 == 0 ? 0 : turn;
    double t = 1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) -
               0.2 * cosine(4 * h - 63);
    double high = h < 0 ? h + 360 : h >= 360 ? h - 360 : h;
    double blue = 30 * exp(-pow((high - 275) / 25, 2));
    double light = (two.l - one.l) / (1 + 0.015 * l * l / sqrt(20 + l * l));
    double strong = (c2 - c1) / (1 + 0.045 * c);
    double turned = 2 * sqrt(c1 * c2) * cosine(90 - turn / 2) / (1 + 0.015 * c * t);
    double both = -2 * chroma_weight(c) * cosine(90 - 2 * blue) * strong * turned;
    return sqrt(fmax(light * light + strong * strong + turned * turned + both, 0));
}

static double apart(color a, color b, enum eye eye)
{
    return ciede2000(seen(a, eye), seen(b, eye));
}

/* Of the table by which Sharma, Wu and Dalal let implementations be tested. */
static const struct {
    struct lab_color one, two;
    double is;
} pairs[] = {
    {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
    {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
    {{50, 0, 0}, {50, -1, 2}, 2.3669},
    {{50, 2.49, -0.001}, {50, -2.49, 0.0009}, 7.1792},
    {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
    {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

START_TEST(differences_are_those_of_the_paper)
{
    ck_assert_double_eq_tol(ciede2000(pairs[_i].one, pairs[_i].two), pairs[_i].is, 1e-4);
}
END_TEST

/* --- palettes --- */

static const struct {
    enum color_level colors;
    enum light light;
} themes[] = {
    {COLORS_DIRECT, LIGHT_NONE}, {COLORS_DIRECT, LIGHT_SCREEN}, {COLORS_DIRECT, LIGHT_PRINT},
    {COLORS_256, LIGHT_NONE},    {COLORS_256, LIGHT_SCREEN},
};

static void check(const char *what, const color *colors, int count, double least, int theme)
{
    for (enum eye eye = NORMAL; eye < EYES; eye++)
        for (int a = 0; a < count; a++)
            for (int b = 0; b < a; b++) {
                double far = apart(colors[a], colors[b], eye);
                ck_assert_msg(far >= least, "%s %d (%06x) and %d (%06x), %s, theme %d: %.1f", what,
                              a + 1, colors[a], b + 1, colors[b], eye_names[eye], theme, far);
            }
}

static const struct theme *palette(int theme)
{
    return theme_of(themes[theme].colors, themes[theme].light);
}

/* A screen with that theme. */
static struct screen screen_of(int theme)
{
    display.colors = themes[theme].colors, display.light = themes[theme].light;
    return screen_begin(frame, session, &display);
}

static bool is_exact(int theme)
{
    return themes[theme].colors == COLORS_DIRECT;
}

START_TEST(balls_differ)
{
    check("ball", palette(_i)->balls, THEME_BALLS, 9, _i);
}
END_TEST

/* The same colours come again after eight, and 16 colours have fewer: marks are all others. */
START_TEST(balls_have_marks)
{
    for (int a = 0; a < MARK_BALLS; a++)
        for (int b = 0; b < a; b++) {
            ck_assert_uint_ne(mark_glyph(a, 0, true), mark_glyph(b, 0, true));
            ck_assert_uint_ne(mark_glyph(a, 0, false), mark_glyph(b, 0, false));
            ck_assert_ptr_ne(mark_row(a)->outline, mark_row(b)->outline);
        }
}
END_TEST

/* Green, orange and red are near to each other for many: each state has a mark and a word, and what
 * stands on a way or a line is higher where it is worse. */
START_TEST(states_have_words_and_marks)
{
    for (int a = 0; a < STANDING_COUNT; a++)
        for (int b = 0; b < a; b++) {
            ck_assert_uint_ne(standing_rows[a].mark, standing_rows[b].mark);
            ck_assert_int_ne(standing_rows[a].ascii, standing_rows[b].ascii);
            ck_assert_str_ne(standing_rows[a].word, standing_rows[b].word);
        }
    ck_assert_int_gt(mark_row(MARK_HIGHER)->down, mark_row(MARK_LANDING)->down);
    ck_assert_int_gt(mark_row(MARK_JUMP_HIGHER)->down, mark_row(MARK_JUMP)->down);
    ck_assert_int_ne(mark_row(MARK_HIGHER)->ascii, mark_row(MARK_LANDING)->ascii);
    const int places[] = {MARK_MINIMUM, MARK_SADDLE, MARK_MAXIMUM, MARK_START};
    for (int a = 0; a < 4; a++)
        for (int b = 0; b < a; b++)
            ck_assert_uint_ne(mark_glyph(places[a], 0, true), mark_glyph(places[b], 0, true));
}
END_TEST

/* The ruler's zones have their words below them. */
START_TEST(zones_have_words)
{
    stage_run("surface ravine");
    stage_draw(120, 36);
    ck_assert_shows("settles");
    ck_assert_shows("swings");
    ck_assert_shows("climbs");
}
END_TEST

START_TEST(verdicts_differ)
{
    struct screen screen = screen_of(_i);
    color colors[VERDICT_COUNT];
    for (int i = 0; i < VERDICT_COUNT; i++)
        colors[i] = i == VERDICT_DIVERGING ? screen.theme->roles[ROLE_GROUND]
                                           : tint_verdict(&screen, (enum verdict_kind)i);
    check("verdict", colors, VERDICT_COUNT, is_exact(_i) ? 10 : 5, _i);
    for (int a = 0; a < VERDICT_COUNT; a++) /* where there are no fields */
        for (int b = 0; b < a; b++)
            ck_assert_uint_ne(tint_letter((enum verdict_kind)a), tint_letter((enum verdict_kind)b));
}
END_TEST

START_TEST(classes_differ)
{
    struct screen screen = screen_of(_i);
    color colors[MARK_CLASSES];
    for (int i = 0; i < MARK_CLASSES; i++) {
        colors[i] = data_class_color(&screen, i);
        for (int k = 0; k < i; k++)
            ck_assert_uint_ne(mark_glyph(MARK_CLASS + i, 0, true),
                              mark_glyph(MARK_CLASS + k, 0, true));
    }
    check("class", colors, MARK_CLASSES, is_exact(_i) ? 10 : 5, _i);
    ck_assert(mark_row(MARK_DATUM)->hollow); /* what is held out */
}
END_TEST

START_TEST(basins_differ)
{
    enum { TOLD = 6, LETTERS = 26 };
    struct screen screen = screen_of(_i);
    color colors[TOLD];
    for (int i = 0; i < TOLD; i++)
        colors[i] = basin_color(&screen, i);
    if (is_exact(_i))
        check("basin", colors, TOLD, 6.5, _i);
    for (int a = 0; a < LETTERS; a++)
        for (int b = 0; b < a; b++)
            ck_assert_uint_ne(basin_letter(a), basin_letter(b));
}
END_TEST

/* Each letter of the legend is in its basin, too. */
START_TEST(basins_have_letters)
{
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("view basin");
    stage_run("hide panel");
    screen_of(_i);
    stage_draw(100, 36);
    for (int letter = 'a'; letter <= 'd'; letter++) {
        int in_legend = 0, in_plot = 0;
        for (int i = 2 * 100; i < 36 * 100; i++) {
            const struct cell *cell = &frame->cells[i];
            bool alone = cell->glyph == (uint32_t)letter && cell[-1].glyph != 'l' &&
                         (cell[1].glyph == ' ' || cell[1].glyph == 0x2580) &&
                         (cell[-1].glyph == ' ' || cell[-1].glyph == 0x2580);
            in_legend += alone && cell[2].glyph == ' ' && cell[3].glyph == 0x2715;
            in_plot += alone && cell[3].glyph != 0x2715;
        }
        ck_assert_msg(in_legend == 1 && in_plot > 0, "%c: %d and %d in\n%s", letter, in_legend,
                      in_plot, shown.bytes);
    }
}
END_TEST

/* --- fields: higher is lighter for all eyes, or darker --- */

static void check_ramp(const struct ramp *ramp, const char *name, double sign, double slack)
{
    for (enum eye eye = NORMAL; eye < EYES; eye++) {
        double reached = -1e9, first = 0, last = 0;
        for (int i = 0; i < RAMP_STEPS; i++) {
            double light = sign * seen(ramp->colors[i], eye).l;
            ck_assert_msg(light >= reached - slack, "%s, %s: step %d falls by %.2f", name,
                          eye_names[eye], i, reached - light);
            reached = fmax(reached, light);
            first = i ? first : light, last = light;
        }
        ck_assert_double_gt(last - first, 12);
    }
}

START_TEST(fields_rise_in_light)
{
    for (int i = 0; i < colormap_row_count; i++) {
        struct ramp ramp;
        ramp_make(&ramp, &colormap_rows[i], themes[_i].colors, themes[_i].light);
        check_ramp(&ramp, colormap_rows[i].name, 1, is_exact(_i) ? 4 : 12);
    }
    struct screen screen = screen_of(_i);
    struct ramp ramp;
    tint_ramp(&ramp, &screen);
    check_ramp(&ramp, "sweep", -1, is_exact(_i) ? 1 : 12);
}
END_TEST

/* Ways and clouds of a crowd are seen on any colour of a field, by their light: a bright one is
 * made darker below a bright ink, and on a light theme the ink is. */
START_TEST(inks_stand_out)
{
    struct device device = device_of(LINES_AUTO, COLORS_DIRECT, true, false, themes[_i].light);
    struct ramp ramp;
    if (!is_exact(_i))
        return;
    ramp_make(&ramp, &colormap_rows[0], COLORS_DIRECT, themes[_i].light);
    for (int ball = 0; ball < THEME_BALLS; ball++)
        for (int step = 0; step < RAMP_STEPS; step += 5)
            for (enum eye eye = NORMAL; eye < EYES; eye++) {
                struct ink ink = {.color = theme_ball(device.theme, ball)};
                float cap = (light_of(ink.color) + 0.05F) / 3.15F - 0.05F;
                color below = ramp.colors[step];
                below = device.light ? below : light_cap(below, 1, cap);
                color above = ink_seen(&device, &ink, below, true);
                double far = fabs(seen(above, eye).l - seen(below, eye).l);
                ck_assert_msg(far >= 20, "ball %d on step %d, %s: %.1f", ball + 1, step,
                              eye_names[eye], far);
            }
}
END_TEST

/* --- lines --- */

/* Several formulas of one ball have its colour: their dashes stand before their names. */
START_TEST(formulas_have_dashes)
{
    stage_run("surface ravine");
    stage_run("view charts");
    stage_run("chart x with y");
    stage_run("step 10");
    stage_draw(100, 30);
    ck_assert_shows("\u2500\u2500 x");
    ck_assert_shows("\u254C\u254C y");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("palettes"), *paper = tcase_create("differences");
    tcase_add_table_test(paper, differences_are_those_of_the_paper, pairs);
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_table_test(tests, balls_differ, themes);
    tcase_add_test(tests, balls_have_marks);
    tcase_add_test(tests, states_have_words_and_marks);
    tcase_add_test(tests, zones_have_words);
    tcase_add_table_test(tests, verdicts_differ, themes);
    tcase_add_table_test(tests, classes_differ, themes);
    tcase_add_table_test(tests, basins_differ, themes);
    tcase_add_table_test(tests, basins_have_letters, themes);
    tcase_add_table_test(tests, fields_rise_in_light, themes);
    tcase_add_table_test(tests, inks_stand_out, themes);
    tcase_add_test(tests, formulas_have_dashes);
    return suite_run("palettes", paper, tests);
}
