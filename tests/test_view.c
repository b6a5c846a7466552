/* From a session to a frame. */

#include "../src/command/command.h"
#include "../src/draw/raster.h"
#include "../src/lab/quadratic.h"
#include "../src/session/session.h"
#include "../src/view/screen.h"
#include "../src/view/slice.h"
#include "../src/view/view.h"
#include "ask.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum line_mode lines_of_screen(void)
{
    stage_draw(100, 30);
    return screen_begin(frame, session, &display).device.lines;
}

/* Who sits far away sees blocks better; what was said of lines wins. */
START_TEST(large_numbers_have_bold_lines)
{
    ck_assert_int_eq(lines_of_screen(), LINES_DOTS);
    stage_run("big on");
    ck_assert_int_eq(lines_of_screen(), LINES_QUADRANTS);
    stage_run("lines dots");
    ck_assert_int_eq(lines_of_screen(), LINES_DOTS);
    stage_run("lines auto");
    display.unicode = false;
    ck_assert_int_eq(lines_of_screen(), LINES_ASCII);
}
END_TEST

START_TEST(small_screen_without_colors)
{
    display.colors = COLORS_MONO, display.unicode = false;
    stage_run("surface x^2/2 + 2*y^2 on [-4,4] x [-2,2]");
    stage_run("start -3, 1");
    stage_run("eta 0.4");
    stage_run("step 1");
    ck_assert_str_eq(stage_draw(40, 12), " overshoot  x^2/2 + 2*y^2      || n 1\n"
                                         "  2\n"
                                         "  y     s\n"
                                         "         ''.\n"
                                         "  0         '1       x\n"
                                         "\n"
                                         " -2\n"
                                         "   -4      -2        0        2       4\n"
                                         " 1 sgd       loss 2.340    eta < 0.4  >\n"
                                         " eta*L 1.60/2   ~ swings  overshot 1\n"
                                         " > press : to type a command\n"
                                         " space run  : command    ? help  q quit\n");
}
END_TEST

START_TEST(designed_for_80_by_24)
{
    stage_run("surface ravine");
    stage_run("momentum 0.35");
    stage_run("eta 0.072");
    stage_run("step 14");
    stage_run("caption Look.");
    stage_draw(80, 24);
    ck_assert_shows("overshoot");
    ck_assert_shows("ravine");
    ck_assert_shows("❚❚ n 14");
    ck_assert_shows("η ◂ 0.072 ▸");
    ck_assert_shows("η·λ 1.80 of 2.7");
    ck_assert_shows("swings");
    ck_assert_shows("overshot 3");
    ck_assert_shows("loss");
    ck_assert_shows("Look.");
    ck_assert_shows("●");
    ck_assert_shows("✕");
    ck_assert_shows("⌂");
}
END_TEST

START_TEST(too_small_says_what_is_needed)
{
    stage_draw(39, 12);
    ck_assert_shows("40x12 is needed");
    stage_draw(80, 11);
    ck_assert_shows("40x12 is needed");
    stage_draw(1, 1);
}
END_TEST

/* Every kind of terminal and many sizes, with balls that converged, diverged and left the view. */
static void fill_session(void)
{
    stage_run("surface log(x) + (x - 2)^2*y^2 on [-1,4] x [-2,2]");
    stage_run("start 3, 1");
    stage_run("ball adam");
    stage_run("ball newton");
    stage_run("eta 100");
    stage_run("step 30");
    for (int i = 0; i < LAYER_COUNT; i++) {
        char line[40];
        snprintf(line, sizeof line, "show %s", choice_at(&layer_choices, i)->name);
        stage_run(line);
    }
    stage_run("caption \xCE\xB7 and \033[2J and \xE2\x80\x8B");
}

static const struct {
    int columns, rows;
} sizes[] = {{1, 1},   {40, 12},  {41, 13},  {59, 20}, {60, 12},   {72, 16}, {80, 24},
             {81, 25}, {100, 30}, {160, 50}, {40, 80}, {400, 120}, {300, 12}};
enum { SIZE_COUNT = sizeof sizes / sizeof *sizes };

START_TEST(every_terminal_gets_what_it_can_show)
{
    fill_session();
    display.message = "a message\x1B that is long enough to need several lines on a small screen";
    display.unicode = _i % 2, display.light = _i / 2 % 2;
    display.colors = (enum color_level)(_i / 4);
    for (int i = 0; i < SIZE_COUNT; i++) {
        if (sizes[i].columns > 200 && _i % 7)
            continue; /* large ones now and then: they take their time under sanitizers */
        static const char *const views[] = {"view map",       "view slice", "view charts",
                                            "view map slice", "view step",  "view map charts"};
        stage_run(views[(i + _i / 4) % 6]);
        display.prompt_open = i % 2, display.line = "eta 0.09 \t", display.cursor = i;
        stage_draw(sizes[i].columns, sizes[i].rows);
        stage_check_cells();
    }
}
END_TEST

static void check_plates(const struct frame *other, const char *after)
{
    ck_assert_int_eq(frame->plate_count, other->plate_count);
    for (int i = 0; i < frame->plate_count; i++) {
        const struct plate *a = &frame->plates[i], *b = frame_plate(other, &a->area);
        ck_assert_ptr_nonnull(b);
        size_t count = (size_t)a->raster->width * (size_t)a->raster->height;
        ck_assert_int_eq(a->raster->width, b->raster->width);
        ck_assert_msg(memcmp(a->raster->pixels, b->raster->pixels, count * sizeof(color)) == 0,
                      "after `%s`, phase %g, plate %d", after, display.phase, i);
    }
}

static void check_with_new_view(int columns, int rows, const char *after)
{
    stage_draw(columns, rows);
    struct view *fresh = view_new();
    struct frame *other = frame_new(columns, rows);
    view_draw(fresh, other, session, &display);
    ck_assert_msg(stage_is(other), "after `%s`, phase %g, %dx%d", after, display.phase, columns,
                  rows);
    check_plates(other, after);
    for (int i = 0; i < columns * rows; i++) {
        struct view_place a = view_locate(view, i % columns, i / columns);
        struct view_place b = view_locate(fresh, i % columns, i / columns);
        ck_assert_msg(a.target.kind == b.target.kind && strcmp(a.words, b.words) == 0 &&
                          a.tick == b.tick,
                      "after `%s`, the mouse at %d, %d", after, i % columns, i / columns);
    }
    view_free(fresh);
    frame_free(other);
}

/* What is kept between frames never shows: neither while the balls are on their way, nor when they
 * stand. */
START_TEST(a_used_view_draws_what_a_new_one_draws)
{
    static const struct {
        int columns, rows;
        struct cell_size pixels;
    } screens[] = {{90, 28, {0, 0}}, {150, 50, {0, 0}}, {60, 16, {0, 0}}, {100, 26, {4, 8}}};
    display.pixels = screens[_i].pixels;
    static const char *const changes[] = {
        "step 1",
        "surface rosenbrock",
        "scale linear",
        "color magma",
        "zoom 2",
        "hide contours",
        "show contours",
        "let k = 3",
        "surface k*x^2 + y^2",
        "let k = 5",
        "view slice",
        "view map slice",
        "view step",
        "hide axes",
        "hide panel",
        "back 1",
        "show future",
        "show arrows",
        "show gradient",
        "hide critical",
        "color turbo",
        "view charts",
        "cursor 1",
        "show axes",
        "show panel",
        "step 30",
        "eta 0.01",
        "step",
        "charts edge loss",
        "view charts map",
        "caption one two",
        "caption two one", /* as long, perhaps at the same place */
        "title a",
        "title b",
        "surface bowl",
        "ball adam",
        "select 1",
        "noise 0.1",
        "seed 4",
        "ghost keep",
        "reset",
        "view charts",
        "ghost clear",
        "ghost keep",
        "step 2",
        "momentum 0.8",
        "schedule cosine",
        "optimizer adagrad",
        "fork eta=0.3",
        "remove 1",
        "all eta 0.2",
        "race adam sgd nesterov",
        "step 3",
        "start 1, 1",
        "tolerance 0.5",
        "follow on",
        "zoom 3",
        "pan 0.2, 0.1",
        "fit",
        "view map relief",
        "turn 6",
        "slice y",
        "view slice relief",
        "view step map",
        "big on",
        "big off",
        "speed 9",
        "run",
        "pause",
        "goto 9",
        "goto 4",
        "view charts slice",
        "single on",
        "single off",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        stage_run(changes[i]);
        for (int k = 0; k < 6; k++) {
            display.phase = k % 3 / 2.0;
            check_with_new_view(screens[_i].columns, screens[_i].rows, changes[i]);
        }
    }
}
END_TEST

/* What no command changes. */
START_TEST(what_is_kept_is_of_this_display)
{
    stage_run("race adam sgd nesterov");
    stage_run("view map charts");
    stage_run("step 3");
    display.phase = 0.5;
    for (int i = 0; i < 24; i++) {
        static const char *const names[] = {"light",  "unicode", "colors", "scene",
                                            "chosen", "playing", "size",   "page"};
        switch (i % 8) {
        case 0:
            display.light = !display.light;
            break;
        case 1:
            display.unicode = !display.unicode;
            break;
        case 2:
            display.colors = display.colors == COLORS_MONO ? COLORS_256 : COLORS_MONO;
            break;
        case 3:
            display.scene_count = 4, display.scene = i / 8;
            break;
        case 4:
            session->chosen++;
            break;
        case 5:
            session->player.playing = !session->player.playing;
            break;
        case 6:
            check_with_new_view(100, 30, "another size");
            break;
        default:
            stage_run("help");
            display.page_open = !display.page_open;
        }
        check_with_new_view(120, 40, names[i % 8]);
    }
}
END_TEST

/* Others of the same look, or at the same place in memory, are others. */
START_TEST(what_is_kept_is_of_this_session)
{
    for (int i = 0; i < 4; i++) {
        stage_run(i % 2 ? "eta 0.2" : "eta 0.3");
        stage_run("step 2");
        check_with_new_view(120, 40, "another session");
        session_free(session);
        session = session_new();
    }
}
END_TEST

/* Another session in the place of this one, as when a scene is opened, with as many changes. */
START_TEST(another_session_is_not_taken_for_the_old_one)
{
    stage_run("surface x^2 + 3*y^2 on [-4,4] x [-3,3]");
    stage_draw(80, 24);
    struct session *other = session_new();
    struct error error;
    ck_assert(command_execute(other, "surface 25*x^2 + y on [-4,4] x [-3,3]", &error));
    session_replace(session, other);
    char *used = strdup(stage_draw(80, 24));
    view_free(view);
    view = view_new();
    ck_assert_str_eq(used, stage_draw(80, 24));
    free(used);
}
END_TEST

START_TEST(a_ball_moves_between_its_rows)
{
    int begin, middle, end, row;
    stage_run("surface x^2 + y^2 on [-4,4] x [-4,4]");
    stage_run("start -3, 0");
    stage_run("eta 0.8");
    stage_run("step 1");
    stage_run("hide panel");
    display.phase = 0, stage_draw(80, 24);
    ck_assert(stage_find(0x25CF, &begin, &row));
    display.phase = 0.5, stage_draw(80, 24);
    ck_assert(stage_find(0x25CF, &middle, &row));
    display.phase = 1, stage_draw(80, 24);
    ck_assert(stage_find(0x25CF, &end, &row));
    ck_assert_int_lt(begin, middle);
    ck_assert_int_lt(middle, end);
    ck_assert_int_le(abs((begin + end) / 2 - middle), 1);
}
END_TEST

START_TEST(a_ball_outside_is_pointed_at)
{
    stage_run("surface x^2 + y^2 on [-4,4] x [-4,4]");
    stage_run("hide panel");
    stage_run("start 9, 0");
    int column, row;
    stage_draw(80, 24);
    ck_assert(stage_find(0x2192, &column, &row));
    ck_assert_int_gt(column, 60);
    stage_run("start -9, 9");
    stage_draw(80, 24);
    ck_assert(stage_find(0x2196, &column, &row));
    ck_assert_int_eq(row, 2);
}
END_TEST

/* The cell where a ball is drawn belongs to a point that is the ball's, as near as cells are. */
START_TEST(cells_have_points)
{
    static const struct point points[] = {{0, 0}, {-3.9, 1.9}, {3.9, -1.9}, {2.2, 1}};
    int column, row;
    stage_run("surface x^2 + y^2 on [-4,4] x [-2,2]");
    stage_run("hide panel"); /* it has a ball too */
    stage_run(_i % 2 ? "hide axes" : "show axes");
    for (int i = 0; i < 4; i++) {
        char line[60];
        snprintf(line, sizeof line, "start %g, %g", points[i].x, points[i].y);
        stage_run(line);
        stage_draw(_i / 2 ? 110 : 80, _i / 2 ? 34 : 24);
        ck_assert(stage_find(0x25CF, &column, &row));
        struct view_place place = view_locate(view, column, row);
        ck_assert_int_eq(place.target.kind, TARGET_MAP);
        ck_assert_double_eq_tol(place.point.x, points[i].x, 4.0001 / place.target.area.columns);
        ck_assert_double_eq_tol(place.point.y, points[i].y, 2.0001 / place.target.area.rows);
    }
}
END_TEST

START_TEST(cells_belong_to_parts)
{
    ck_assert_int_eq(view_locate(view, 5, 5).target.kind, TARGET_NONE); /* nothing was drawn yet */
    stage_draw(100, 30);
    ck_assert_int_eq(view_locate(view, 99, 12).target.kind, TARGET_NONE);
    stage_run("race adam sgd newton budget=50");
    stage_draw(100, 30);
    ck_assert_int_eq(view_locate(view, 30, 12).target.kind, TARGET_MAP);
    ck_assert_int_eq(view_locate(view, 0, 0).target.kind, TARGET_NONE);
    ck_assert_int_eq(view_locate(view, 30, 29).target.kind, TARGET_NONE);
    ck_assert_int_eq(view_locate(view, -1, 12).target.kind, TARGET_NONE);
    ck_assert_int_eq(view_locate(view, 3000, 3000).target.kind, TARGET_NONE);
    for (int ball = 0; ball < 3; ball++) {
        static const char *const lines[] = {"\u25cf adam", "\u25c6 sgd", "\u25b2 newton"};
        const char *line = strstr(shown.bytes, lines[ball]);
        ck_assert_ptr_nonnull(line);
        int row = 0;
        for (const char *at = shown.bytes; at < line; at++)
            row += *at == '\n';
        ck_assert_int_eq(stage_ball_at(80, row), ball);
    }
    text_add(&session->answers.page, "a line");
    display.page_open = true;
    stage_draw(100, 30);
    ck_assert_int_eq(view_locate(view, 30, 12).target.kind, TARGET_PAGE);
    stage_draw(30, 8); /* too small for any */
    ck_assert_int_eq(view_locate(view, 10, 5).target.kind, TARGET_NONE);
}
END_TEST

START_TEST(layers_can_be_off)
{
    stage_run("surface ravine");
    stage_run("eta 0.07");
    stage_run("step 9");
    stage_draw(80, 24);
    ck_assert_int_gt(stage_dots(), 5);
    ck_assert_shows("✕");
    stage_run("hide trail");
    struct frame *lines = frame_new(80, 24);
    stage_draw(80, 24);
    frame_copy(lines, frame);
    stage_run("hide contours");
    stage_draw(80, 24);
    ck_assert(!stage_is(lines));
    frame_free(lines);
    stage_run("hide minima");
    stage_run("hide critical");
    stage_run("hide start");
    stage_run("hide panel");
    stage_draw(80, 24);
    ck_assert_int_eq(stage_dots(), 0);
    ck_assert_hides("✕");
    ck_assert_hides("⌂");
    ck_assert_hides("sgd");
}
END_TEST

START_TEST(undefined_ground_is_hatched)
{
    stage_run("surface log(x) on [-1,1] x [-1,1]");
    stage_draw(80, 24);
    ck_assert_shows("╱╱╱╱╱╱");
}
END_TEST

/* --- the slice --- */

static struct slice measure(void)
{
    struct screen screen = screen_begin(frame, session, &display);
    return slice_measure(&screen);
}

/* The curvature along the gradient is 2 at (-3, 0) and 8 at (0, 1). */
static const struct {
    const char *start;
    double curvature;
} parabolas[] = {{"start -3, 0", 2}, {"start 0, 1", 8}};

static void rate(double eta)
{
    char line[40];
    snprintf(line, sizeof line, "eta %.17g", eta);
    stage_run(line);
}

START_TEST(a_slice_of_a_parabola)
{
    stage_run("surface x^2 + 4*y^2 on [-4,4] x [-4,4]");
    stage_run(parabolas[_i].start);
    rate(1 / parabolas[_i].curvature);
    struct slice slice = measure();
    ck_assert(slice.lands && slice.plain && slice.line == SLICE_ALONG_STEP);
    ck_assert_double_eq_tol(slice.lowest, 1, 1e-6);
    ck_assert_double_eq_tol(slice.lowest_loss, 0, 1e-9);
    ck_assert_double_eq_tol(slice.rim, 2, 1e-4);
    ck_assert_double_eq_tol(slice.landing, 0, 1e-9);
    rate(2 / parabolas[_i].curvature);
    slice = measure();
    ck_assert(slice.overshoots);
    ck_assert_double_eq_tol(slice.lowest, 0.5, 1e-6);
    ck_assert_double_eq_tol(slice.rim, 1, 1e-4);
    ck_assert_double_eq_tol(slice.landing, slice.loss, 1e-9);
    ck_assert_double_eq_tol(slice_parabola(&slice, 1), slice.loss, 1e-9);
    rate(0.01 / parabolas[_i].curvature);
    slice = measure();
    ck_assert(!slice.overshoots);
    ck_assert(isnan(slice.lowest) && isinf(slice.rim));
}
END_TEST

START_TEST(a_slice_goes_where_the_step_goes)
{
    stage_run("surface x^2 + 4*y^2 on [-4,4] x [-4,4]");
    stage_run("start -3, 1");
    stage_run("momentum 0.9");
    stage_run("eta 0.1");
    stage_run("step 3");
    struct row row = *sim_row(session->sim, 0), next;
    ck_assert(ask_preview(session->sim, 0, &next));
    struct slice slice = measure();
    ck_assert(!slice.plain);
    ck_assert_double_eq(slice.ux, next.x - row.x);
    ck_assert_double_eq(slice.uy, next.y - row.y);
    ck_assert_double_eq_tol(slice.landing, next.loss, 1e-12);
    stage_run("slice y");
    slice = measure();
    ck_assert(slice.line == SLICE_ALONG_Y && slice.ux == 0);
    ck_assert_double_eq(slice.uy, next.y - row.y);
    stage_run("slice step");
    stage_run("step 1");
    display.phase = 0.25; /* on its way: still the slice of the step that is being made */
    slice = measure();
    ck_assert_double_eq(slice.from.x, row.x);
    ck_assert_double_eq(slice.ux, next.x - row.x);
    ck_assert(slice.moves);
    display.phase = 1;
    ck_assert(!measure().moves);
}
END_TEST

START_TEST(a_slice_without_a_step)
{
    stage_run("surface x^2 + y^2 on [-4,4] x [-4,4]");
    stage_run("view slice");
    stage_run("eta 0");
    struct slice slice = measure();
    ck_assert(!slice.lands && slice.line == SLICE_ALONG_GRADIENT && slice.slope < 0);
    stage_draw(80, 24);
    ck_assert_shows("slice along the gradient");
    ck_assert_shows("no step");
    stage_run("start 0, 0");
    slice = measure();
    ck_assert(!slice.lands && slice.line == SLICE_ALONG_X);
    stage_draw(80, 24);
    ck_assert_shows("slice no step; along x");
    ck_assert_shows("converged");
}
END_TEST

/* Below the title, which has the mark, too. */
static bool find_minimum(int *column, int *row)
{
    for (int i = 3 * frame->columns; i < frame->columns * (frame->rows - 2); i++) {
        *column = i % frame->columns, *row = i / frame->columns;
        if (frame->cells[i].glyph == 0x2715)
            return true;
    }
    return false;
}

START_TEST(a_slice_shows_an_overshoot)
{
    int ball, landing, minimum, level, end, lowest;
    stage_run("surface x^2/2 + 2*y^2 on [-4,4] x [-2,2]");
    stage_run("start -3, 0");
    stage_run("eta 2");
    stage_run("view slice");
    stage_run("hide panel");
    stage_draw(80, 24);
    ck_assert_shows("lands at 100 % of its height, beyond ✕");
    ck_assert_shows("slice next step, down while η < 2");
    ck_assert_shows("          next step     "); /* near the arc */
    ck_assert(stage_find(0x25CF, &ball, &level));
    ck_assert(stage_find(0x25CB, &landing, &end));
    ck_assert(find_minimum(&minimum, &lowest));
    ck_assert_int_eq(level, end);
    ck_assert_int_gt(lowest, level);
    ck_assert_int_le(abs((ball + landing) / 2 - minimum), 1);
    color ink = frame->cells[end * frame->columns + landing].fg;
    ck_assert_uint_eq(ink, theme_ball(theme_of(display.colors, display.light), 0));
    for (int dots = 0, row = level - 1, column = (ball + landing) / 2; row > 1 && !dots; row--) {
        dots = frame->cells[row * frame->columns + column].fg == ink; /* the arc's height */
        ck_assert_msg(dots || row > 2, "no arc in\n%s", shown.bytes);
    }
    stage_run("eta 1");
    stage_draw(80, 24);
    ck_assert_shows("lands on the minimum");
    stage_run("eta 2.5");
    stage_draw(80, 24);
    ck_assert_shows("lands at 225 % of its height, beyond ✕");
}
END_TEST

/* Ends of the number line and of the surface: nothing to be seen, and nothing that goes wrong. */
static const char *const wild[][3] = {
    {"surface log(x) on [-1,4] x [-2,2]", "start -0.5, 1", "step 1"},
    {"surface log(x) on [-1,4] x [-2,2]", "start 0.5, 1", "eta 3"},
    {"surface 1e300*x^2 on [-1,4] x [-2,2]", "eta 1e-300", "step 1"},
    {"surface 1e308*(x+y) on [-1,4] x [-2,2]", "eta 1e-300", "step 1"},
    {"surface x^4 on [-1,4] x [-2,2]", "eta 1e9", "step 2"},
    {"surface x^2 on [-1,4] x [-2,2]", "eta 1e12", "slice x"},
    {"surface 1e15 + x^2 on [-4,4] x [-2,2]", "eta 0.1", "step 3"},
    {"surface 3 on [-4,4] x [-2,2]", "eta 0.1", "slice y"},
    {"surface x^2 on [1e9,1e9+4] x [-2,2]", "start 1e9, 0", "eta 1e-9"},
    {"surface exp(300*x) on [-4,4] x [-2,2]", "start 2, 0", "eta 1e-250"},
};

START_TEST(a_slice_of_anything)
{
    stage_run("view slice");
    for (int i = 0; i < 3; i++)
        stage_run(wild[_i][i]);
    for (int i = 0; i < SIZE_COUNT; i++) {
        display.unicode = i % 2, display.phase = i % 3 ? 1 : 0.3;
        stage_draw(sizes[i].columns, sizes[i].rows);
        stage_check_cells();
    }
}
END_TEST

START_TEST(two_views_share_the_place)
{
    stage_run("view map slice");
    stage_draw(80, 24); /* one above the other */
    ck_assert_shows(" slice ");
    ck_assert_shows("from ✕");
    stage_draw(160, 50); /* side by side */
    ck_assert_shows("from ✕");
    stage_draw(40, 12); /* only the first */
    ck_assert_hides("from ✕");
}
END_TEST

START_TEST(a_slice_without_colors)
{
    display.colors = COLORS_MONO, display.unicode = false;
    stage_run("surface x^2/2 + 2*y^2 on [-4,4] x [-2,2]");
    stage_run("start -3, 1");
    stage_run("eta 0.4");
    stage_run("view slice");
    ck_assert_str_eq(stage_draw(40, 14), " overshoot  x^2/2 + 2*y^2      || n 0\n"
                                         " slice next step         lands at 2.8 %\n"
                                         "            :                   :\n"
                                         "   10 ' ' ' ':' ' ' ' ' ' ' ' ':' ' ' '\n"
                                         "              :     next step :\n"
                                         "               :.        ....1\n"
                                         "    5 . . . . . :.. . ..''..: . . . . .\n"
                                         "                 ''. .:' .''\n"
                                         "                    'ox''\n"
                                         "     -4      -2       0       2  from x\n"
                                         " 1 sgd       loss 6.500    eta < 0.4  >\n"
                                         " eta*L 1.60/2   . rolls   overshot 0\n"
                                         " > press : to type a command\n"
                                         " space run  : command    ? help  q quit\n");
}
END_TEST

START_TEST(stability_has_words)
{
    stage_run("surface x^2/2 + y^2 on [-4,4] x [-4,4]");
    stage_run("eta 0.4");
    stage_draw(80, 24);
    ck_assert_shows("η·λ 0.80 of 2");
    ck_assert_shows("settles");
    stage_run("eta 0.6");
    stage_draw(80, 24);
    ck_assert_shows("η·λ 1.20 of 2");
    ck_assert_shows("swings");
    stage_run("eta 1.01");
    stage_draw(80, 24);
    ck_assert_shows("η·λ 2.02 of 2");
    stage_draw(120, 36);
    ck_assert_shows("climbs");
    ck_assert_hides("━→");
    stage_run("eta 1.7"); /* farther than the ruler reaches */
    stage_draw(120, 36);
    ck_assert_shows("━→");
    stage_run("optimizer signsgd");
    stage_draw(80, 24);
    ck_assert_shows("λ 2.000");
    ck_assert_hides("climbs");
    stage_draw(120, 36);
    ck_assert_shows("λ 2.000  no derivative");
    stage_run("optimizer armijo");
    stage_draw(120, 36);
    ck_assert_shows("λ 2.000  it searches");
}
END_TEST

/* Of any rule: against an edge of its own, as the minimum that is nearest has it. */
START_TEST(stability_is_of_any_rule)
{
    stage_run("surface ravine");
    stage_run("optimizer nesterov momentum=0.5");
    stage_run("eta 0.02");
    stage_draw(120, 36);
    ck_assert_shows("η·λ 0.50 of 1.5");
    stage_run("optimizer theta -= 2*eta*g");
    stage_draw(120, 36);
    ck_assert_shows("η·λ 0.50 of 1");
    ck_assert_shows("climbs");
    stage_run("view step");
    stage_draw(120, 36);
    ck_assert_shows("0.02·25 = 0.5, below 1: it settles");
    ck_assert_shows("in the minimum (0, 0): ρ = 0.96, settles");
    ck_assert_shows("λ = 25 towards (0, 1), 1 across: κ = 25");
    ck_assert_shows("best η    0.07692 for sgd: ρ = 0.9231");
    ck_assert_shows("best μ    0.4444, with η = 0.1111: ρ = 0.6667");
    stage_run("optimizer adam");
    stage_draw(120, 36);
    ck_assert_shows("η·λ not yet");
    ck_assert_shows("divides by what is practically 0");
    stage_run("step 3");
    stage_draw(120, 36);
    ck_assert_shows("of 38");
    ck_assert_shows("η·λ(P⁻¹H) = ");
    ck_assert_shows("its state as it is now");
}
END_TEST

START_TEST(curvatures_are_axes)
{
    stage_run("surface ravine");
    stage_draw(80, 24);
    ck_assert_hides("λ 25");
    stage_run("show eigen");
    stage_draw(80, 24);
    ck_assert_shows("λ 25");
    ck_assert_shows("λ 1▀");
    stage_run("view relief");
    stage_draw(80, 24);
    ck_assert_shows("λ 25");
    stage_run("view map");
    stage_run("surface x^2 - y^2");
    stage_draw(80, 24);
    ck_assert_shows("λ −2");
    stage_run("surface x + y"); /* it does not bend */
    stage_draw(80, 24);
    ck_assert_shows("λ 0");
    stage_run("surface log(x)");
    stage_run("start -1, 0");
    stage_draw(80, 24);
}
END_TEST

START_TEST(who_is_stuck_says_why)
{
    stage_run("surface x^2 on [-4,4] x [-4,4]");
    stage_run("optimizer newton");
    stage_run("step");
    for (int columns = 80; columns <= 120; columns += 20) {
        stage_draw(columns, 30);
        ck_assert_shows(" stuck");
        ck_assert_shows("singular Hessian");
    }
    stage_run("optimizer theta += backtrack(g)*g");
    stage_run("step");
    stage_draw(120, 36);
    ck_assert_shows("no decrease found");
    stage_run("view step");
    stage_draw(120, 36);
    ck_assert_shows("is stuck: no decrease found");
}
END_TEST

START_TEST(several_balls_have_a_legend)
{
    stage_run("ball adam");
    stage_run("ball newton");
    stage_draw(100, 30);
    ck_assert_shows("● sgd");
    ck_assert_shows("◆ adam");
    ck_assert_shows("▲ newton");
}
END_TEST

/* Of what tells them apart the name is whole, also where the numbers are short. */
START_TEST(heads_are_whole)
{
    stage_run("optimizer ball friction=0.5");
    stage_run("ball ball friction=0");
    stage_draw(120, 36);
    ck_assert_shows("ball friction  loss");
}
END_TEST

/* Its latest update alone would say that it swings, or climbs. */
START_TEST(the_legend_says_what_balls_do_again_and_again)
{
    static const char *const commands[] = {"surface x^4/4 - x^2/2 + y^2/2",
                                           "start 0.5,0",
                                           "eta 1.1",
                                           "ball sgd eta=1.26",
                                           "ball sgd eta=1.5",
                                           "ball sgd eta=0.5",
                                           "view map charts",
                                           "goto 600"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        stage_run(commands[i]);
    display.unicode = true;
    stage_draw(100, 30);
    ck_assert_shows("↻ period 2");
    ck_assert_shows("↻ period 4");
    ck_assert_shows("↻ chaotic");
    ck_assert_shows("✓ settled");
    stage_run("view map"); /* the chart in the panel has it in its head */
    display.unicode = false;
    stage_draw(80, 24);
    ck_assert_shows("@ period 2");
}
END_TEST

/* Where Newton's method comes to rest to rounding is 0, not the first digits of that. */
START_TEST(basins_end_at_places)
{
    stage_run("surface (x^2 - 1)^4 + y^4");
    stage_run("optimizer newton");
    stage_run("view basin");
    stage_draw(110, 32);
    ck_assert_shows(" 1, 0 ");
    ck_assert_hides("1e-");
    ck_assert_hides("e-2");
}
END_TEST

START_TEST(counts_of_many_digits_keep_apart)
{
    static const char *const commands[] = {"surface x^4/4 - x^2/2 + y^2/2", "start 0.5,0",
                                           "eta 1.26", "goto 12000"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        stage_run(commands[i]);
    stage_draw(120, 36);
    ck_assert_shows("of 12000 ");
}
END_TEST

START_TEST(the_cursor_stays_visible)
{
    static char line[300];
    memset(line, 'x', sizeof line - 1);
    memcpy(line, "begin\t\xCE\xB7", 8);
    display.prompt_open = true, display.line = line;
    for (int cursor = 0; cursor < (int)sizeof line; cursor += 7) {
        display.cursor = cursor;
        stage_draw(40, 12);
        ck_assert_int_eq(frame->cursor_row, 10);
        ck_assert_int_ge(frame->cursor_column, 3);
        ck_assert_int_lt(frame->cursor_column, 40);
    }
    display.cursor = 8, stage_draw(40, 12);
    ck_assert_shows(" > begin^Iηxxx");
    ck_assert_int_eq(frame->cursor_column, 11);
    display.line = "short", display.cursor = 99, stage_draw(40, 12);
    ck_assert_int_eq(frame->cursor_column, 8);
    display.prompt_open = false, stage_draw(40, 12);
    ck_assert_int_eq(frame->cursor_column, -1);
}
END_TEST

START_TEST(candidates_stand_above_the_prompt)
{
    static char names[40][16], hint[] = "hint";
    static struct completion candidates[40];
    for (int i = 0; i < 40; i++) {
        snprintf(names[i], sizeof names[i], "name%d", i);
        candidates[i] = (struct completion){names[i], names[i][4] == '1' ? hint : NULL};
    }
    display.prompt_open = true, display.line = "na", display.cursor = 2;
    display.candidates = candidates, display.candidate_count = 3;
    stage_draw(80, 24);
    ck_assert_shows(" name1   hint\n");
    display.candidate_count = 40;
    stage_draw(80, 24);
    ck_assert_shows("name39");
    stage_draw(40, 12);
    ck_assert_shows(" more");
}
END_TEST

/* Plots are pictures where there are pixels, and nothing of them is seen through what covers them.
 */
START_TEST(plates_are_covered)
{
    display.pixels = (struct cell_size){9, 18};
    stage_run("view map charts");
    stage_run("step 3");
    stage_draw(120, 40);
    ck_assert_int_ge(frame->plate_count, 3); /* a chart in the panel, too */
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        const struct cell *cell = &frame->cells[i];
        bool through = cell->attributes & ATTRIBUTE_THROUGH;
        ck_assert(through ? cell->glyph == ' ' || cell->bg != COLOR_DEFAULT
                          : cell->bg != COLOR_DEFAULT);
    }
    text_add(&session->answers.page, "a page\n");
    display.page_open = true;
    stage_draw(120, 40);
    for (int i = 0; i < frame->columns * frame->rows; i++)
        ck_assert(!(frame->cells[i].attributes & ATTRIBUTE_THROUGH));
}
END_TEST

START_TEST(a_page_covers_the_map_and_scrolls)
{
    for (int i = 0; i < 50; i++)
        text_add(&session->answers.page, "line number %d\n", i);
    display.page_open = true;
    stage_draw(80, 24);
    ck_assert_shows("line number 0\n");
    ck_assert_shows("of 50");
    ck_assert_hides("●");
    session->answers.page_top = 1000;
    stage_draw(80, 24);
    ck_assert_shows("line number 49\n");
    ck_assert_hides("line number 0\n");
}
END_TEST

static const struct {
    const char *text;
    int columns, count;
    const char *second;
} wraps[] = {
    {"one two three", 7, 2, "three"},
    {"one two three", 8, 2, "three"},
    {"abcdefgh", 3, 3, "def"},
    {"a\nb", 9, 2, "b"},
    {"a\n\nb", 9, 3, ""},
    {"", 9, 0, ""},
    {"日本日本", 4, 2, "日本"},
};

START_TEST(text_is_broken_into_lines)
{
    struct line lines[8];
    int count = screen_wrap(wraps[_i].text, wraps[_i].columns, lines, 8);
    ck_assert_int_eq(count, wraps[_i].count);
    if (count < 2)
        return;
    size_t length = (size_t)(lines[1].end - lines[1].begin);
    ck_assert_uint_eq(length, strlen(wraps[_i].second));
    ck_assert_mem_eq(wraps[_i].text + lines[1].begin, wraps[_i].second, length);
}
END_TEST

static const struct {
    const char *commands[4], *shown;
} verdicts[] = {
    {{"surface ravine", "eta 0.02", "momentum 0.9", "goto 400"}, " oscillating"},
    {{"surface ravine", "eta 0.02", "goto 990"}, " monotone"},
    {{"surface x^4/4 - x^2/2 + y^2/2", "start 0.5,0", "eta 1.1", "goto 600"}, "lately periodic 2"},
    {{"surface x^4/4 - x^2/2 + y^2/2", "start 0.5,0", "eta 1.5", "goto 600"}, "lately chaotic"},
    {{"surface ravine", "eta 0.2", "goto 99"}, " diverging"},
};

START_TEST(the_panel_says_what_the_ball_did)
{
    for (int i = 0; i < 4 && verdicts[_i].commands[i]; i++)
        stage_run(verdicts[_i].commands[i]);
    stage_draw(120, 36);
    ck_assert_shows(verdicts[_i].shown);
}
END_TEST

/* What Newton's method believes leads where its step does; it is exact on a quadratic. */
START_TEST(the_model_rests_where_newton_goes)
{
    static const char *const starts[] = {"start 4.4, 3.6", "start 0.5, -0.5", "start 3.4, 0.5"};
    static const enum stationary kinds[] = {STATIONARY_MINIMUM, STATIONARY_MAXIMUM,
                                            STATIONARY_SADDLE};
    struct quadratic quadratic;
    stage_run("surface himmelblau");
    stage_run("optimizer newton");
    stage_run("eta 1");
    stage_run(starts[_i]);
    const struct row *row = sim_row(session->sim, 0);
    ck_assert(lab_quadratic(session->lab, session->sim, 0, &session->look.region, &quadratic));
    ck_assert(quadratic.rests && quadratic.kind == kinds[_i] && isnan(quadratic.trust));
    ck_assert_double_eq_tol(quadratic_at(&quadratic, (struct point){row->x, row->y}), row->loss,
                            1e-12);
    double step = quadratic.step;
    stage_run("step");
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->x, quadratic.rest.x, 1e-9);
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->y, quadratic.rest.y, 1e-9);
    ck_assert_double_eq_tol(row_step(sim_row(session->sim, 0)), step, 1e-12);
}
END_TEST

/* Its contours, its rest, and the radius that a rule keeps, or else the step's. */
START_TEST(the_model_is_drawn)
{
    stage_run("surface himmelblau");
    stage_run("start 3.4, 0.5");
    stage_run("optimizer sgd");
    stage_run("eta 0.02");
    stage_draw(120, 36);
    int dots = stage_dots();
    stage_run("show model");
    stage_draw(120, 36);
    ck_assert_int_gt(stage_dots(), dots + 50);
    ck_assert_shows("its saddle");
    ck_assert_shows("model");
    ck_assert_hides("trust radius");
    stage_run("optimizer radius = where(n == 0, 0.7, radius/2); theta -= radius*g/norm(g)");
    stage_run("step");
    stage_draw(120, 36);
    ck_assert_shows("trust radius");
    stage_run("surface x + y on [-1,1]");
    stage_run("step");
    stage_draw(120, 36);
    ck_assert_hides("its ");
    stage_run("hide model");
    stage_draw(120, 36);
    ck_assert_hides("trust radius");
}
END_TEST

/* In how many rows it is. */
static int rows_with(const char *words)
{
    int count = 0;
    for (const char *at = shown.bytes; (at = strstr(at, words)); count++)
        at += strcspn(at, "\n");
    return count;
}

/* Whose name it is must be seen where marks stand side by side, without colours, too. */
START_TEST(names_of_balls_in_one_place_begin_with_their_marks)
{
    stage_run("surface bowl");
    stage_run("race sgd adam");
    stage_draw(100, 30);
    int elsewhere = rows_with("\u25cf sgd"); /* in the panel */
    display.colors = COLORS_MONO;
    stage_draw(100, 30);
    ck_assert_int_eq(rows_with("\u25cf sgd"), elsewhere + 1);
    stage_run("step 20");
    stage_draw(100, 30);
    ck_assert_int_le(rows_with("\u25cf sgd"), elsewhere); /* they have parted */
}
END_TEST

/* A number that has little room has fewer digits, and is never cut. */
START_TEST(a_number_in_its_box_is_whole)
{
    static const char *const lines[] = {"eta 2/401", "schedule exponential decay=0.02", "goto 50",
                                        "goto 400"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        stage_run(lines[i]);
        stage_draw(80, 24);
        const char *box = strstr(shown.bytes, "◂"), *end = box ? strstr(box, "▸") : NULL;
        ck_assert_msg(box && end && end < strchr(box, '\n'), "%s", shown.bytes);
        ck_assert(!strstr(box, "…") || strstr(box, "…") > end);
    }
}
END_TEST

/* The loss that each of its lines stands for, where there is room on it. */
START_TEST(the_lines_of_the_model_have_numbers)
{
    struct quadratic quadratic;
    char number[32];
    stage_run("surface himmelblau");
    stage_run("optimizer newton");
    stage_run("eta 0.6");
    stage_run("start 4.4, 3.6");
    stage_run("step");
    ck_assert(lab_quadratic(session->lab, session->sim, 0, &session->look.region, &quadratic));
    ck_assert_double_eq_tol(quadratic_level(&quadratic, 1), sim_row(session->sim, 0)->loss, 1e-9);
    for (int shown_now = 0; shown_now < 2; shown_now++) {
        int found = 0;
        if (shown_now)
            stage_run("show model");
        stage_draw(140, 40);
        for (int k = 3; k <= 4; k++) {
            snprintf(number, sizeof number, "%.3g", quadratic_level(&quadratic, 0.25 * k * k));
            found += strstr(shown.bytes, number) != NULL;
        }
        ck_assert_int_eq(found > 0, shown_now);
    }
}
END_TEST

/* A rule of one's own that reads no eta has none to show, and none to change. */
START_TEST(a_rule_without_eta_shows_none)
{
    stage_run("optimizer theta -= dot(g,g)/dot(g,H*g)*g");
    stage_draw(100, 35);
    ck_assert_shows("η not in the rule");
    ck_assert_hides("◂");
    ck_assert_hides("constant");
    struct error error;
    ck_assert(key_press(session, "right", &error));
    ck_assert_str_eq(session->answers.notice.bytes,
                     "the rule has no η: there is nothing to change");
    stage_run("big on");
    stage_draw(100, 35);
    ck_assert_hides("learning rate");
    stage_run("big off");
    stage_run("ball sgd eta=0.2");
    stage_run("select 1");
    stage_draw(120, 36);
    ck_assert_shows("typed rule —");
    stage_run("optimizer theta -= alpha*g");
    stage_draw(100, 35);
    ck_assert_shows("◂ 0.1");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("view");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, large_numbers_have_bold_lines);
    tcase_add_test(tests, small_screen_without_colors);
    tcase_add_test(tests, designed_for_80_by_24);
    tcase_add_test(tests, too_small_says_what_is_needed);
    tcase_add_loop_test(tests, every_terminal_gets_what_it_can_show, 0, 20);
    tcase_add_loop_test(tests, a_used_view_draws_what_a_new_one_draws, 0, 4);
    tcase_add_test(tests, what_is_kept_is_of_this_display);
    tcase_add_test(tests, what_is_kept_is_of_this_session);
    tcase_add_test(tests, another_session_is_not_taken_for_the_old_one);
    tcase_add_test(tests, a_ball_moves_between_its_rows);
    tcase_add_test(tests, a_ball_outside_is_pointed_at);
    tcase_add_loop_test(tests, cells_have_points, 0, 4);
    tcase_add_test(tests, cells_belong_to_parts);
    tcase_add_test(tests, layers_can_be_off);
    tcase_add_test(tests, undefined_ground_is_hatched);
    tcase_add_table_test(tests, a_slice_of_a_parabola, parabolas);
    tcase_add_test(tests, names_of_balls_in_one_place_begin_with_their_marks);
    tcase_add_test(tests, a_number_in_its_box_is_whole);
    tcase_add_test(tests, a_rule_without_eta_shows_none);
    tcase_add_test(tests, a_slice_goes_where_the_step_goes);
    tcase_add_test(tests, a_slice_without_a_step);
    tcase_add_test(tests, a_slice_shows_an_overshoot);
    tcase_add_table_test(tests, a_slice_of_anything, wild);
    tcase_add_test(tests, two_views_share_the_place);
    tcase_add_test(tests, a_slice_without_colors);
    tcase_add_test(tests, stability_has_words);
    tcase_add_table_test(tests, the_panel_says_what_the_ball_did, verdicts);
    tcase_add_test(tests, stability_is_of_any_rule);
    tcase_add_test(tests, curvatures_are_axes);
    tcase_add_test(tests, several_balls_have_a_legend);
    tcase_add_test(tests, who_is_stuck_says_why);
    tcase_add_test(tests, the_legend_says_what_balls_do_again_and_again);
    tcase_add_test(tests, heads_are_whole);
    tcase_add_test(tests, basins_end_at_places);
    tcase_add_test(tests, counts_of_many_digits_keep_apart);
    tcase_add_test(tests, the_cursor_stays_visible);
    tcase_add_test(tests, candidates_stand_above_the_prompt);
    tcase_add_test(tests, plates_are_covered);
    tcase_add_test(tests, a_page_covers_the_map_and_scrolls);
    tcase_add_table_test(tests, text_is_broken_into_lines, wraps);
    tcase_add_loop_test(tests, the_model_rests_where_newton_goes, 0, 3);
    tcase_add_test(tests, the_model_is_drawn);
    tcase_add_test(tests, the_lines_of_the_model_have_numbers);
    return suite_run("view", tests);
}
