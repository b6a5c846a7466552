/* End to end: the program on a terminal that has pixels, and says so. What it would show is told by
 * the bytes, and is what was drawn; nothing of it is left behind. */

#include "../src/command/command.h"
#include "../src/command/script.h"
#include "../src/draw/raster.h"
#include "../src/output/pixels.h"
#include "../src/term/pace.h"
#include "../src/view/view.h"
#include "graphics.h"
#include "suite.h"
#include "terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define ESC "\033"
#define ST ESC "\\"
#define CTRL_Z "\032"

enum { COLUMNS = 100, ROWS = 30, LARGEST = 200, CELL_WIDTH = 9, CELL_HEIGHT = 18 };

static const struct kind_row {
    enum pixels_kind kind;
    const char *picture; /* how each begins */
    struct terminal_answer answers[3];
} kinds[] = {
    {PIXELS_KITTY,
     ESC "_Ga=T",
     {{"a=q,t=d", ESC "_Gi=31;OK" ST}, {ESC "[16t", ESC "[6;18;9t"}, {ESC "[c", ESC "[?62c"}}},
    {PIXELS_SIXEL,
     ESC "P0;1;0q",
     {{ESC "[16t", ESC "[6;18;9t"}, {ESC "[?1;1;0S", ESC "[?1;0;256S"}, {ESC "[c", ESC "[?62;4c"}}},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static struct terminal *start(const struct kind_row *kind, struct terminal_setup setup)
{
    const char *const usual[] = {"--color", "direct",         "--theme", "dark",
                                 "-e",      "surface ravine", "-e",      "eta 0.078"};
    int more = 0;
    while (setup.arguments[more])
        more++;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        setup.arguments[more++] = usual[i];
    setup.silent = true;
    memcpy(setup.answers, kind->answers, sizeof kind->answers);
    struct terminal *terminal = terminal_start(&setup);
    terminal_expect(terminal, "press : ");
    return terminal;
}

/* --- what is to be seen --- */

static struct frame *draw(int columns, int rows, const char *last)
{
    const char *const commands[] = {"surface ravine", "eta 0.078", last};
    struct session *session = session_new();
    struct view *view = view_new();
    struct frame *frame = frame_new(columns, rows);
    const struct display display = {
        .colors = COLORS_DIRECT, .unicode = true, .pixels = {CELL_WIDTH, CELL_HEIGHT}, .phase = 1};
    for (size_t i = 0; i < 3 && commands[i]; i++) {
        struct error error;
        int number;
        if (!command_execute(session, commands[i], &error) ||
            !script_work(session, NULL, &error, &number))
            ck_abort_msg("%s: %s", commands[i], error.text);
    }
    view_draw(view, frame, session, &display);
    ck_assert_int_gt(frame->plate_count, 0);
    view_free(view);
    session_free(session);
    return frame;
}

struct wanted {
    const struct frame *frame;
    const struct kind_row *kind;
};

static const char *last_of(const char *bytes, const char *text)
{
    const char *last = NULL;
    for (const char *at = bytes; (at = strstr(at, text)); at++)
        last = at;
    return last;
}

/* Since the screen was cleared last; NULL: what has come ends within a sequence. */
static struct graphics *read_graphics(struct terminal *terminal)
{
    size_t length;
    const char *bytes = terminal_bytes(terminal, &length);
    const char *clear = last_of(bytes, ESC "[2J"), *end = last_of(bytes, ESC "[?2026l");
    if (!clear || !end || end < clear)
        return NULL;
    struct graphics *graphics = graphics_new(LARGEST, LARGEST, CELL_WIDTH, CELL_HEIGHT);
    graphics_read(graphics, clear, (size_t)(end - clear));
    return graphics;
}

static bool is_near(color a, color b, int distance)
{
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > distance)
            return false;
    return !(a & COLOR_DEFAULT);
}

static bool cell_is_shown(struct graphics *graphics, const struct plate *plate, int column, int row,
                          int distance)
{
    const struct raster *raster = plate->raster;
    for (int y = row * CELL_HEIGHT; y < (row + 1) * CELL_HEIGHT; y++)
        for (int x = column * CELL_WIDTH; x < (column + 1) * CELL_WIDTH; x++)
            if (!is_near(graphics_at(graphics, plate->area.column * CELL_WIDTH + x,
                                     plate->area.row * CELL_HEIGHT + y),
                         raster->pixels[y * raster->width + x], distance))
                return false;
    return true;
}

static bool is_shown(struct terminal *terminal, const void *context)
{
    const struct wanted *wanted = context;
    const struct frame *frame = wanted->frame;
    struct graphics *graphics = read_graphics(terminal);
    bool good = graphics != NULL;
    for (int i = 0; good && i < frame->plate_count; i++) {
        const struct plate *plate = &frame->plates[i];
        for (int k = 0; good && k < plate->area.columns * plate->area.rows; k++) {
            int column = k % plate->area.columns, row = k / plate->area.columns;
            const struct cell *cell = &frame->cells[(plate->area.row + row) * frame->columns +
                                                    plate->area.column + column];
            if (cell->glyph == ' ' && cell->attributes & ATTRIBUTE_THROUGH)
                good = cell_is_shown(graphics, plate, column, row,
                                     wanted->kind->kind == PIXELS_SIXEL ? 8 : 0);
        }
    }
    if (graphics)
        graphics_free(graphics);
    return good;
}

static void expect_pictures(struct terminal *terminal, const struct frame *frame,
                            const struct kind_row *kind)
{
    const struct wanted wanted = {frame, kind};
    if (!terminal_wait(terminal, is_shown, &wanted))
        terminal_fail(terminal, "are not as they were drawn:", "the pictures");
}

/* No picture has come since all were taken away, and that was before the screen was left. */
static void expect_nothing_left(struct terminal *terminal, const struct kind_row *kind)
{
    size_t length;
    const char *bytes = terminal_bytes(terminal, &length);
    const char *end = last_of(bytes, pixels_end(kind->kind)), *left = last_of(bytes, ESC "[?1049l");
    const char *picture = last_of(bytes, kind->picture);
    ck_assert_ptr_nonnull(picture);
    ck_assert_ptr_nonnull(end);
    ck_assert(end > picture && (!left || left > end)); /* not all types have another screen */
}

static void quit(struct terminal *terminal)
{
    terminal_send(terminal, "qq");
    int status = terminal_end(terminal);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* --- the pictures --- */

START_TEST(a_ball_flies)
{
    struct terminal *terminal =
        start(&kinds[_i], (struct terminal_setup){.arguments = {"--steps", "7", "-e", "speed 30"}});
    struct frame *frame = draw(COLUMNS, ROWS, "goto 7");
    expect_pictures(terminal, frame, &kinds[_i]);
    quit(terminal);
    expect_nothing_left(terminal, &kinds[_i]);
    terminal_expect_restored(terminal);
    frame_free(frame);
    terminal_free(terminal);
}
END_TEST

/* Text of a page is not behind a picture, and where it goes pictures come back. */
START_TEST(pages_lie_over_pictures)
{
    struct terminal *terminal = start(&kinds[_i], (struct terminal_setup){0});
    struct frame *frame = draw(COLUMNS, ROWS, NULL);
    int column, row;
    expect_pictures(terminal, frame, &kinds[_i]);
    terminal_command(terminal, "help eta");
    terminal_expect(terminal, "esc ");
    terminal_expect(terminal, "learning rate");
    ck_assert(terminal_find(terminal, "learning rate", &column, &row));
    struct graphics *graphics = read_graphics(terminal);
    if (graphics) {
        color seen = graphics_at(graphics, column * CELL_WIDTH, row * CELL_HEIGHT);
        ck_assert(seen & COLOR_DEFAULT);
        graphics_free(graphics);
    }
    terminal_send(terminal, ESC);
    terminal_expect_gone(terminal, "learning rate");
    expect_pictures(terminal, frame, &kinds[_i]);
    quit(terminal);
    frame_free(frame);
    terminal_free(terminal);
}
END_TEST

START_TEST(pictures_go_with_a_stop_and_come_back)
{
    struct terminal *terminal = start(&kinds[_i], (struct terminal_setup){0});
    struct frame *frame = draw(COLUMNS, ROWS, NULL);
    expect_pictures(terminal, frame, &kinds[_i]);
    terminal_send(terminal, CTRL_Z);
    ck_assert(terminal_stopped(terminal));
    expect_nothing_left(terminal, &kinds[_i]);
    terminal_continue(terminal);
    expect_pictures(terminal, frame, &kinds[_i]);
    quit(terminal);
    expect_nothing_left(terminal, &kinds[_i]);
    frame_free(frame);
    terminal_free(terminal);
}
END_TEST

START_TEST(pictures_follow_the_size)
{
    struct terminal *terminal = start(&kinds[_i], (struct terminal_setup){0});
    struct frame *frame = draw(COLUMNS, ROWS, NULL), *other = draw(120, 36, NULL);
    unsigned state = 7;
    expect_pictures(terminal, frame, &kinds[_i]);
    for (int i = suite_whole() ? 500 : 60; i > 0; i--) {
        state = state * 1103515245u + 12345u;
        terminal_resize(terminal, 2 + (int)(state >> 16) % 180, 2 + (int)(state >> 8 & 63));
    }
    terminal_resize(terminal, 120, 36);
    expect_pictures(terminal, other, &kinds[_i]);
    quit(terminal);
    expect_nothing_left(terminal, &kinds[_i]);
    frame_free(frame);
    frame_free(other);
    terminal_free(terminal);
}
END_TEST

static bool has_picture(struct terminal *terminal, const void *beginning)
{
    size_t length;
    return strstr(terminal_bytes(terminal, &length), beginning) != NULL;
}

/* However it ends, in the midst of whatever. */
START_TEST(nothing_is_left_behind)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    enum { SIGNALS = sizeof signals / sizeof *signals };
    const struct kind_row *kind = &kinds[_i % KINDS];
    int number = signals[_i / KINDS % SIGNALS];
    struct terminal *terminal =
        start(kind, (struct terminal_setup){.arguments = {"-e", "speed 60", "-e", "play"}});
    ck_assert(terminal_wait(terminal, has_picture, kind->picture));
    terminal_signal(terminal, number);
    int status = terminal_end(terminal);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == number);
    expect_nothing_left(terminal, kind);
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

static bool has_begun(struct terminal *terminal, const void *context)
{
    (void)context;
    size_t length;
    terminal_bytes(terminal, &length);
    return length > 0;
}

/* Whatever it is called, in whatever encoding and size: it ends well, and leaves nothing. */
static const char *const types[] = {
    "xterm",       "xterm-256color",  "xterm-kitty",   "foot",
    "mlterm",      "xterm-ghostty",   "linux",         "vt100",
    "vt220",       "screen-256color", "tmux-256color", "rxvt-unicode",
    "xterm-color", "konsole-256color"};
static const int sizes[][2] = {{1, 1},    {20, 5},   {40, 12}, {80, 24},
                               {100, 30}, {160, 45}, {200, 60}};
enum {
    TYPES = sizeof types / sizeof *types,
    SIZES = sizeof sizes / sizeof *sizes,
    STARTS = TYPES * SIZES * 2
};

START_TEST(starts_end_well)
{
    int start = suite_whole() ? _i : (_i * 11 + _i / 2) % STARTS;
    const int *size = sizes[start / 2 % SIZES];
    const struct kind_row *kind = &kinds[(start / 2 / SIZES + start) % KINDS];
    struct terminal_setup setup = {.columns = size[0],
                                   .rows = size[1],
                                   .type = types[start / 2 / SIZES],
                                   .locale = start % 2 ? "C" : "C.UTF-8",
                                   .silent = true};
    memcpy(setup.answers, kind->answers, sizeof kind->answers);
    struct terminal *terminal = terminal_start(&setup);
    ck_assert(terminal_wait(terminal, has_begun, NULL));
    terminal_send(terminal, ".q.qqq");
    int status = terminal_end(terminal);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        ck_abort_msg("%s of %d x %d: status %x", setup.type, size[0], size[1], (unsigned)status);
    if (has_picture(terminal, kind->picture))
        expect_nothing_left(terminal, kind);
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

/* What was not taken for long is not what is seen in the end. */
START_TEST(a_slow_terminal_shows_all_in_the_end)
{
    struct terminal *terminal = start(
        &kinds[_i], (struct terminal_setup){.arguments = {"--steps", "30", "-e", "speed 60"}});
    struct frame *frame = draw(COLUMNS, ROWS, "goto 30");
    for (int i = 0; i < 20; i++) {
        terminal_take_nothing(terminal, true);
        terminal_take_nothing(terminal, false);
    }
    expect_pictures(terminal, frame, &kinds[_i]);
    quit(terminal);
    expect_nothing_left(terminal, &kinds[_i]);
    frame_free(frame);
    terminal_free(terminal);
}
END_TEST

/* --- whether there are any --- */

static bool has_taken_away(struct terminal *terminal, const void *context)
{
    const struct kind_row *kind = context;
    size_t length;
    const char *bytes = terminal_bytes(terminal, &length);
    return last_of(bytes, pixels_end(kind->kind)) > last_of(bytes, kind->picture);
}

START_TEST(pictures_are_a_setting)
{
    struct terminal *terminal =
        start(&kinds[_i], (struct terminal_setup){.arguments = {"--pixels", "off"}});
    struct frame *frame = draw(COLUMNS, ROWS, NULL);
    ck_assert(!has_picture(terminal, kinds[_i].picture));
    terminal_command(terminal, kinds[_i].kind == PIXELS_KITTY ? "pixels kitty" : "pixels sixel");
    expect_pictures(terminal, frame, &kinds[_i]);
    terminal_command(terminal, "pixels off");
    ck_assert(terminal_wait(terminal, has_taken_away, &kinds[_i]));
    quit(terminal);
    frame_free(frame);
    terminal_free(terminal);
}
END_TEST

static const struct {
    struct terminal_setup setup;
    bool asked; /* and nothing comes of it */
} without[] = {
    {{.type = "tmux-256color", .environment = {"TMUX=x"}}, false},
    {{.type = "screen-256color"}, false},
    {{.environment = {"STY=1.x"}}, false},
    {{.answers = {{"a=q,t=d", ESC "_Gi=31;OK" ST}}}, true}, /* but of no size */
    {{.answers = {{"a=q,t=d", ESC "_Gi=31;OK" ST}, {ESC "[16t", ESC "[6;0;0t"}}}, true},
    {{.answers = {{"a=q,t=d", ESC "_Gi=31;EINVAL:no" ST}, {ESC "[16t", ESC "[6;18;9t"}}}, true},
    {{.type = "vt220"}, false},
};

START_TEST(there_are_none)
{
    struct terminal *terminal = terminal_start(&without[_i].setup);
    terminal_expect(terminal, "q quit");
    ck_assert_int_eq(has_picture(terminal, ESC "_G"), without[_i].asked);
    ck_assert(!has_picture(terminal, ESC "_Ga=T") && !has_picture(terminal, ESC "P0;1;0q"));
    terminal_send(terminal, "q");
    terminal_end(terminal);
    terminal_free(terminal);
}
END_TEST

/* --- in time --- */

static const double due = 1.0 / 60;

/* Whether it takes so many dues until what is on its way is given up. */
static int dues_of(struct pace *pace, double *now, int most)
{
    for (int i = 1; i <= most; i++) {
        *now += due;
        if (pace_wait(pace, *now))
            return i;
    }
    return most + 1;
}

START_TEST(pictures_that_are_not_taken_are_given_up)
{
    struct pace pace = {0};
    double now = 1;
    ck_assert(pace_has_pictures(&pace));
    ck_assert(!pace_go(&pace, now, true, true));
    ck_assert_int_eq(dues_of(&pace, &now, 100), 16);
    ck_assert(!pace_has_pictures(&pace));
    ck_assert(!pace_go(&pace, now, false, true)); /* characters may take as long as they need */
    ck_assert_int_eq(dues_of(&pace, &now, 100), 101);
    ck_assert(pace_go(&pace, now, false, false)); /* it stands still */
    ck_assert(pace_has_pictures(&pace));
    ck_assert(!pace_go(&pace, now, true, false));
    ck_assert_int_eq(dues_of(&pace, &now, 5), 6); /* it is taken in time */
    ck_assert(!pace_go(&pace, now, true, true));
    ck_assert(pace_has_pictures(&pace));
}
END_TEST

/* A terminal that is a little late now and then keeps its pictures. */
START_TEST(pictures_may_be_late_sometimes)
{
    struct pace pace = {0};
    double now = 1;
    for (int i = 0; i < 1000; i++) {
        pace_go(&pace, now, true, true);
        int late = i % 100 == 0 ? 12 : 2;
        ck_assert_int_eq(dues_of(&pace, &now, late), late + 1);
    }
    int frames = 0;
    for (; pace_has_pictures(&pace); frames++) { /* always late is too late */
        pace_go(&pace, now, true, true);
        dues_of(&pace, &now, 6);
    }
    ck_assert_int_lt(frames, 8);
}
END_TEST

int main(void)
{
    enum { SIGNALS = 7, KILLS = 200 };
    TCase *tests = tcase_create("pictures");
    tcase_set_timeout(tests, 60);
    tcase_add_table_test(tests, a_ball_flies, kinds);
    tcase_add_table_test(tests, pages_lie_over_pictures, kinds);
    tcase_add_table_test(tests, pictures_go_with_a_stop_and_come_back, kinds);
    tcase_add_table_test(tests, pictures_follow_the_size, kinds);
    tcase_add_loop_test(tests, nothing_is_left_behind, 0, suite_whole() ? KILLS : KINDS * SIGNALS);
    tcase_add_loop_test(tests, starts_end_well, 0, suite_whole() ? STARTS : TYPES);
    tcase_add_table_test(tests, a_slow_terminal_shows_all_in_the_end, kinds);
    tcase_add_table_test(tests, pictures_are_a_setting, kinds);
    tcase_add_table_test(tests, there_are_none, without);
    tcase_add_test(tests, pictures_that_are_not_taken_are_given_up);
    tcase_add_test(tests, pictures_may_be_late_sometimes);
    return suite_run("pictures", tests);
}
