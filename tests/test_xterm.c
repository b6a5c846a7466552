/* The program in a real xterm under Xvfb: what it is asked it answers, and the picture shows it.
 * Where xterm, Xvfb or ImageMagick are missing, says so. */

#include "suite.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Two terminals have room, one above the other. */
enum { WIDTH = 900, PLACE = 520, HEIGHT = 2 * PLACE, HALF = WIDTH * PLACE * 3, BYTES = 2 * HALF };
enum { ARGUMENTS_MAX = 24 };
static const double longest_wait = 40; /* seconds; reached only when a test fails */

static pid_t server, terminals[2];
static char display[16];

static bool all_is_here(void)
{
    static const char line[] =
        "command -v xterm >/dev/null && command -v Xvfb >/dev/null && command -v import >/dev/null";
    if (system(line) == 0)
        return true;
    puts("no xterm, Xvfb or import (ImageMagick) here: no real terminal was tried");
    return false;
}

static void become(const char *const *arguments)
{
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execvp(arguments[0], (char *const *)(uintptr_t)arguments);
    _exit(127);
}

/* The server chooses its number, and tells it when it is ready. */
static void begin(void)
{
    int ends[2];
    char descriptor[16], number[16] = "";
    ck_assert_int_eq(pipe(ends), 0);
    snprintf(descriptor, sizeof descriptor, "%d", ends[1]);
    char screen[32];
    snprintf(screen, sizeof screen, "%dx%dx24", WIDTH, HEIGHT);
    server = fork();
    if (server == 0)
        become((const char *[]){"Xvfb", "-displayfd", descriptor, "-screen", "0", screen,
                                "-nolisten", "tcp", NULL});
    close(ends[1]);
    ck_assert_int_gt(read(ends[0], number, sizeof number - 1), 0);
    close(ends[0]);
    snprintf(display, sizeof display, ":%d", atoi(number));
    setenv("DISPLAY", display, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("COLORTERM");
    unsetenv("COLORFGBG");
    unsetenv("TERM");
}

static void stop(pid_t *process)
{
    if (*process > 0) {
        kill(*process, SIGTERM);
        waitpid(*process, NULL, 0);
    }
    *process = 0;
}

static void end(void)
{
    stop(&terminals[0]);
    stop(&terminals[1]);
    stop(&server);
}

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
    arguments[count++] = getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot";
    arguments[count++] = option;
    arguments[count++] = value;
    terminals[place] = fork();
    if (terminals[place] == 0)
        become(arguments);
}

static unsigned char *shot(void)
{
    unsigned char *pixels = calloc(BYTES, 1);
    FILE *picture = popen("import -window root -depth 8 rgb:-", "r");
    ck_assert_ptr_nonnull(pixels);
    ck_assert_ptr_nonnull(picture);
    size_t length = fread(pixels, 1, BYTES, picture);
    ck_assert_int_eq(pclose(picture), 0);
    ck_assert_uint_eq(length, BYTES);
    return pixels;
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

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* A picture that stays, of so many colours at least (letters alone have shades, too); the caller's
 * to free. */
static unsigned char *picture(int least)
{
    unsigned char *before = shot(), *now = NULL;
    for (double until = seconds() + longest_wait; seconds() < until;) {
        now = shot();
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
    if (!all_is_here())
        return;
    begin();
    show(0, grounds[_i].options, NULL, NULL);
    unsigned char *pixels = picture(MANY);
    ck_assert_int_eq(light_of_corner(pixels) > 128, grounds[_i].light);
    free(pixels);
    end();
}
END_TEST

/* Where marks take two columns, the screen is that of ASCII to the pixel: nothing is displaced. */
START_TEST(wide_marks_displace_nothing)
{
    enum { SOME = 100 };
    if (!all_is_here())
        return;
    begin();
    show(0, (const char *const[]){NULL}, "--charset", "ascii");
    show(1, (const char *const[]){"-cjk_width", NULL}, NULL, NULL);
    bool same = false;
    for (double until = seconds() + longest_wait; !same && seconds() < until;) {
        unsigned char *pixels = shot();
        same = memcmp(pixels, pixels + HALF, HALF) == 0 && colors_of(pixels) > SOME;
        free(pixels);
    }
    ck_assert(same);
    end();
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
