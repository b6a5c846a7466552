/* The map's own parts: colours, the bar beside it, arrows, critical points, the path ahead. */

#include "../src/base/text.h"
#include "../src/command/session.h"
#include "../src/output/frame_text.h"
#include "../src/view/screen.h"
#include "../src/view/view.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- colours --- */

/* As the web's guidelines for contrast reckon it: 1 … 21. */
static double linear(color c, int shift)
{
    double part = (double)(c >> shift & 0xFF) / 255;
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double contrast(color a, color b)
{
    double light[2];
    for (int i = 0; i < 2; i++) {
        color c = i ? b : a;
        light[i] = 0.2126 * linear(c, 16) + 0.7152 * linear(c, 8) + 0.0722 * linear(c, 0) + 0.05;
    }
    return fmax(light[0], light[1]) / fmin(light[0], light[1]);
}

START_TEST(ground_fits_the_background)
{
    const struct colormap_row *map = &colormap_rows[_i];
    bool rainbow = strcmp(map->name, "turbo") == 0;
    for (int light = 0; light <= 1; light++) {
        color background = light ? 0xFBFAF7 : 0x101216, ink = light ? 0x14161A : 0xFFFFFF;
        double last = 0;
        for (int i = 0; i <= 40; i++) {
            color c = color_of_ground(map, i / 40.0, light);
            double away = contrast(c, background);
            ck_assert_msg(contrast(c, ink) > 2.4, "%s at %d/40: %f", map->name, i,
                          contrast(c, ink));
            if (!rainbow)
                ck_assert_msg(away > last - 0.03, "%s at %d/40", map->name, i);
            last = away;
        }
        color valley = color_of_ground(map, 0, light), peak = color_of_ground(map, 1, light);
        ck_assert(contrast(valley, background) < (rainbow ? 2.2 : 1.6));
        ck_assert(contrast(peak, background) > 2 * contrast(valley, background) || rainbow);
        ck_assert_uint_eq(color_of_ground(map, -3, light), valley);
        ck_assert_uint_eq(color_of_ground(map, 7, light), peak);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("map");
    TCase *colors = tcase_create("colors");
    tcase_add_loop_test(colors, ground_fits_the_background, 0, colormap_row_count);
    suite_add_tcase(suite, colors);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
