/* The program's pictures as real terminals show them, under Xvfb: xterm, which has sixels, and
 * kitty. Where they, Xvfb or ImageMagick are missing, says so. */

#include "../src/base/text.h"
#include "../src/command/command.h"
#include "../src/command/script.h"
#include "../src/draw/raster.h"
#include "../src/view/view.h"
#include "suite.h"
#include "terminal.h"
#include "xserver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH = 1200, HEIGHT = 1000, ARGUMENTS_MAX = 48, COMMANDS_MAX = 6 };
static const double most_other = 0.02; /* of the pixels may be farther away than: */
enum { NEAR = 8 };                     /* of 255, in each channel */

/* This program, and a file of its own. */
static char itself[512], path[512];

/* --- within the terminal --- */

/* Tells how large it is, and becomes the program. */
static int become_program(char **arguments)
{
    struct winsize size = {0};
    char name[600];
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    snprintf(name, sizeof name, "%s.part", arguments[0]);
    FILE *file = fopen(name, "w");
    if (!file)
        return 1;
    fprintf(file, "%d %d %d %d\n", size.ws_col, size.ws_row, size.ws_xpixel, size.ws_ypixel);
    fclose(file);
    rename(name, arguments[0]);
    execv(arguments[1], arguments + 1);
    return 1;
}

/* --- terminals --- */

static const struct terminal_row {
    const char *name;
    const char *arguments[24];
} terminals[] = {
    {"xterm",
     {"xterm", "-ti", "vt340", "-fa", "monospace", "-fs", "9", "-b", "0", "-bw", "0", "-geometry",
      "110x40+0+0", "-e"}},
    {"kitty",
     {"env", "LIBGL_ALWAYS_SOFTWARE=1", "kitty", "--config", "NONE", "-o",
      "confirm_os_window_close=0", "-o", "remember_window_size=no", "-o",
      "initial_window_width=110c", "-o", "initial_window_height=40c", "-o",
      "update_check_interval=0", "-o", "linux_display_server=x11"}},
};
enum { TERMINALS = sizeof terminals / sizeof *terminals };

static const struct scene_row {
    const char *commands[COMMANDS_MAX];
    const char *steps; /* that it plays */
} scenes[] = {
    {{"surface ravine", "eta 0.078"}, "12"},
    {{"surface rosenbrock", "view map slice", "eta 0.002"}, "9"},
    {{"surface ravine", "eta 0.078", "view relief"}, "5"},
};
enum { SCENES = sizeof scenes / sizeof *scenes };

static void run(const struct terminal_row *terminal, const struct scene_row *scene)
{
    const char *arguments[ARGUMENTS_MAX] = {0};
    int count = 0;
    for (int i = 0; terminal->arguments[i]; i++)
        arguments[count++] = terminal->arguments[i];
    const char *const more[] = {itself,    "inside", path,      xserver_program(),
                                "--theme", "dark",   "--steps", scene->steps};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        arguments[count++] = more[i];
    for (int i = 0; i < COMMANDS_MAX && scene->commands[i]; i++) {
        arguments[count++] = "-e";
        arguments[count++] = scene->commands[i];
    }
    arguments[count++] = "-e";
    arguments[count++] = "speed 30";
    xserver_run(arguments);
}

/* As it has told it. */
static void await_size(int *columns, int *rows, struct cell_size *cell)
{
    FILE *file = NULL;
    double until = xserver_seconds() + xserver_longest_wait;
    while (!(file = fopen(path, "r")) && xserver_seconds() < until)
        usleep(20000);
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fscanf(file, "%d %d %d %d", columns, rows, &cell->width, &cell->height), 4);
    fclose(file);
    cell->width /= *columns;
    cell->height /= *rows;
}

/* --- what is to be seen --- */

static void execute(struct session *session, const char *line)
{
    struct error error;
    int number;
    if (!command_execute(session, line, &error) || !script_work(session, NULL, &error, &number))
        ck_abort_msg("%s: %s", line, error.text);
}

static struct frame *draw(const struct scene_row *scene, int columns, int rows,
                          struct cell_size cell)
{
    struct session *session = session_new();
    struct view *view = view_new();
    struct frame *frame = frame_new(columns, rows);
    const struct display display = {
        .colors = COLORS_DIRECT, .unicode = true, .pixels = cell, .phase = 1};
    char line[32];
    for (int i = 0; i < COMMANDS_MAX && scene->commands[i]; i++)
        execute(session, scene->commands[i]);
    snprintf(line, sizeof line, "goto %s", scene->steps);
    execute(session, line);
    view_draw(view, frame, session, &display);
    view_free(view);
    session_free(session);
    return frame;
}

static bool is_near(color wanted, const unsigned char *seen)
{
    return abs((int)(wanted >> 16 & 255) - seen[0]) <= NEAR &&
           abs((int)(wanted >> 8 & 255) - seen[1]) <= NEAR &&
           abs((int)(wanted & 255) - seen[2]) <= NEAR;
}

/* Of one cell of a picture: how many pixels are others than in the shot. */
static int other_pixels(const struct plate *plate, int column, int row, const unsigned char *shot)
{
    const struct raster *raster = plate->raster;
    int width = raster->width / plate->area.columns, height = raster->height / plate->area.rows;
    int other = 0;
    for (int y = row * height; y < (row + 1) * height; y++)
        for (int x = column * width; x < (column + 1) * width; x++) {
            int across = plate->area.column * width + x, down = plate->area.row * height + y;
            other +=
                !is_near(raster->pixels[y * raster->width + x], shot + 3 * (down * WIDTH + across));
        }
    return other;
}

/* The share of the pictures' pixels, without cells of text, that are others. */
static double other_share(const struct frame *frame, const unsigned char *shot)
{
    double other = 0, all = 0;
    for (int i = 0; i < frame->plate_count; i++) {
        const struct plate *plate = &frame->plates[i];
        const struct area *area = &plate->area;
        int size = plate->raster->width / area->columns * (plate->raster->height / area->rows);
        for (int k = 0; k < area->columns * area->rows; k++) {
            int column = k % area->columns, row = k / area->columns;
            const struct cell *cell =
                &frame->cells[(area->row + row) * frame->columns + area->column + column];
            if (cell->glyph != ' ' || !(cell->attributes & ATTRIBUTE_THROUGH))
                continue;
            other += other_pixels(plate, column, row, shot);
            all += size;
        }
    }
    ck_assert_double_gt(all, 100000);
    return other / all;
}

START_TEST(pictures_are_seen_as_they_were_drawn)
{
    const struct terminal_row *terminal = &terminals[_i / SCENES];
    const struct scene_row *scene = &scenes[_i % SCENES];
    int columns, rows;
    struct cell_size cell;
    double share = 1;
    if (!xserver_is_here(terminal->name))
        return;
    char *home = terminal_new_home(); /* kitty leaves files there */
    setenv("HOME", home, 1);
    xserver_begin(WIDTH, HEIGHT);
    run(terminal, scene);
    await_size(&columns, &rows, &cell);
    ck_assert(columns * cell.width <= WIDTH && rows * cell.height <= HEIGHT);
    struct frame *frame = draw(scene, columns, rows, cell);
    for (double until = xserver_seconds() + xserver_longest_wait;
         share > most_other && xserver_seconds() < until;) {
        unsigned char *shot = xserver_shot();
        share = other_share(frame, shot);
        free(shot);
    }
    printf("%s: %.2f %% of the pixels of %d pictures are others\n", terminal->name, 100 * share,
           frame->plate_count);
    ck_assert_double_le(share, most_other);
    frame_free(frame);
    xserver_end();
    terminal_remove_home(home);
    remove(path);
}
END_TEST

int main(int count, char **arguments)
{
    if (count > 3 && strcmp(arguments[1], "inside") == 0)
        return become_program(arguments + 2);
    const char *folder = getenv("TMPDIR");
    if (!realpath(arguments[0], itself))
        return 1;
    snprintf(path, sizeof path, "%s/overshoot-seen-%ld", folder && *folder ? folder : "/tmp",
             (long)getpid());
    TCase *tests = tcase_create("seen");
    tcase_set_timeout(tests, 90);
    tcase_add_loop_test(tests, pictures_are_seen_as_they_were_drawn, 0, TERMINALS * SCENES);
    return suite_run("seen", tests);
}
