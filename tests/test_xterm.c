/* The program in a real xterm under Xvfb: what it is asked it answers, and the picture shows it.
 * Where xterm, Xvfb or ImageMagick are missing, says so. */

#include "suite.h"
#include "xserver.h"

#include <stdlib.h>
#include <string.h>

/* Two terminals have room, one above the other. */
enum { WIDTH = 900, PLACE = 520, HEIGHT = 2 * PLACE, HALF = WIDTH * PLACE * 3, BYTES = 2 * HALF };
enum { ARGUMENTS_MAX = 24 };

/* The program in an xterm with these options, and with one of its own. */
static void show(int place, const char *const *options, const char *option, const char *value)
{
    const char *const usual[] = {
        "xterm", "-fa", "monospace", "-fs",       "8",
        "-u8",   "-b",  "0",         "-geometry", place == 0 ? "100x30+0+0" : "100x30+0+520"};
    const char *arguments[ARGUMENTS_MAX] = {0};
    int count = 0;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        arguments[count++] = usual[i];
    for (; *options; options++)
        arguments[count++] = *options;
    arguments[count++] = "-e";
    arguments[count++] = xserver_program();
    arguments[count++] = option;
    arguments[count++] = value;
    xserver_run(arguments);
}

/* How many colours, and how bright on average: 0 … 255. The terminal is in the upper left corner.
 */
static int colors_of(const unsigned char *pixels)
{
    enum { SET = 1 << 18 };
    bool *seen = calloc(SET, sizeof *seen);
    int count = 0;
    ck_assert_ptr_nonnull(seen);
    for (int i = 0; i < BYTES; i += 3) {
        int color = pixels[i] >> 2 << 12 | pixels[i + 1] >> 2 << 6 | pixels[i + 2] >> 2;
        count += !seen[color];
        seen[color] = true;
    }
    free(seen);
    return count;
}

static double light_of_corner(const unsigned char *pixels)
{
    enum { ROWS = 200, COLUMNS = 300 };
    double sum = 0;
    for (int row = 0; row < ROWS; row++)
        for (int i = 0; i < COLUMNS * 3; i++)
            sum += pixels[row * WIDTH * 3 + i];
    return sum / (ROWS * COLUMNS * 3.0);
}

/* A picture that stays, of so many colours at least (letters alone have shades, too); the caller's
 * to free. */
static unsigned char *picture(int least)
{
    unsigned char *before = xserver_shot(), *now = NULL;
    for (double until = xserver_seconds() + xserver_longest_wait; xserver_seconds() < until;) {
        now = xserver_shot();
        bool same = memcmp(now, before, BYTES) == 0 && colors_of(now) >= least;
        free(before);
        if (same)
            return now;
        before = now;
    }
    ck_abort_msg("no picture of %d colours has come: %d", least, colors_of(before));
    return NULL;
}

static const struct {
    const char *options[6];
    bool light;
} grounds[] = {
    {{"-bg", "black", "-fg", "white"}, false},
    {{"-bg", "white", "-fg", "black"}, true},
    {{"-bg", "#002b36", "-fg", "#839496"}, false},
    {{"-bg", "#fdf6e3", "-fg", "#657b83"}, true},
};

/* TERM is xterm, whose entry has eight colours; nothing else says of more, or of the ground. */
START_TEST(all_colors_and_the_theme_that_fits)
{
    enum { MANY = 300 };
    if (!xserver_is_here("xterm"))
        return;
    xserver_begin(WIDTH, HEIGHT);
    show(0, grounds[_i].options, NULL, NULL);
    unsigned char *pixels = picture(MANY);
    ck_assert_int_eq(light_of_corner(pixels) > 128, grounds[_i].light);
    free(pixels);
    xserver_end();
}
END_TEST

/* Where marks take two columns, the screen is that of ASCII to the pixel: nothing is displaced. */
START_TEST(wide_marks_displace_nothing)
{
    enum { SOME = 100 };
    if (!xserver_is_here("xterm"))
        return;
    xserver_begin(WIDTH, HEIGHT);
    show(0, (const char *const[]){NULL}, "--charset", "ascii");
    show(1, (const char *const[]){"-cjk_width", NULL}, NULL, NULL);
    bool same = false;
    for (double until = xserver_seconds() + xserver_longest_wait;
         !same && xserver_seconds() < until;) {
        unsigned char *pixels = xserver_shot();
        same = memcmp(pixels, pixels + HALF, HALF) == 0 && colors_of(pixels) > SOME;
        free(pixels);
    }
    ck_assert(same);
    xserver_end();
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("xterm");
    tcase_set_timeout(tests, 90);
    tcase_add_table_test(tests, all_colors_and_the_theme_that_fits, grounds);
    tcase_add_test(tests, wide_marks_displace_nothing);
    return suite_run("xterm", tests);
}
