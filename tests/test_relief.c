/* The relief: where points are seen, what hides what, and that it is always the same picture. */

#include "stage.h"
#include "suite.h"

#include "../src/draw/theme.h"
#include "../src/view/relief.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    int columns, rows;
} sizes[] = {{40, 12}, {41, 13},  {59, 20},  {60, 12},   {72, 16}, {80, 24},
             {81, 25}, {100, 30}, {160, 50}, {400, 120}, {40, 80}, {300, 12}};
enum { SIZE_COUNT = sizeof sizes / sizeof *sizes };

/* --- the camera --- */

/* What is in the middle of the picture. */
#define MIDDLE (RELIEF_HEIGHT / 2)

START_TEST(points_are_seen_where_they_should_be)
{
    struct camera camera = camera_make(0, 90, 80, 40, 2); /* from above, x to the right, y up */
    struct sighted middle = camera_project(&camera, (struct spatial){0, 0, MIDDLE});
    ck_assert_double_eq_tol(middle.column, 40, 1e-12);
    ck_assert_double_eq_tol(middle.row, 20, 1e-12);
    ck_assert_double_eq_tol(middle.depth, 0, 1e-12);
    struct sighted corner = camera_project(&camera, (struct spatial){1, 1, MIDDLE});
    ck_assert_double_eq_tol(corner.column - 40, camera.scale, 1e-9);
    ck_assert_double_eq_tol(20 - corner.row, camera.scale / 2, 1e-9);
    struct sighted higher = camera_project(&camera, (struct spatial){1, 1, MIDDLE + 0.5});
    ck_assert_double_eq_tol(higher.depth, -0.5, 1e-12); /* nearer, and as large */
    ck_assert_double_eq_tol(higher.column - 40, camera.scale, 1e-9);
    camera = camera_make(0, 30, 80, 40, 2); /* sin 30 = 1/2 */
    struct sighted away = camera_project(&camera, (struct spatial){0.3, 1, MIDDLE});
    ck_assert_double_eq_tol(away.depth, sqrt(3) / 2, 1e-12);
    ck_assert_double_eq_tol(away.column - camera.column, camera.scale * 0.3, 1e-9);
    ck_assert_double_eq_tol(camera.row - away.row, camera.scale * 0.5 / 2, 1e-9);
    camera = camera_make(90, 30, 80, 40, 2); /* x is now away, y to the left */
    struct sighted turned = camera_project(&camera, (struct spatial){1, -0.3, MIDDLE});
    ck_assert_double_eq_tol(turned.depth, away.depth, 1e-12);
    ck_assert_double_eq_tol(turned.column, away.column, 1e-9);
    ck_assert_double_eq_tol(turned.row, away.row, 1e-9);
    camera = camera_make(0, 90, 200, 40, 1.5); /* cells that are less high */
    corner = camera_project(&camera, (struct spatial){1, 1, MIDDLE});
    ck_assert_double_eq_tol(corner.column - 100, 1.5 * (20 - corner.row), 1e-9);
}
END_TEST

START_TEST(what_is_seen_can_be_found_again)
{
    static const double angles[][2] = {{0, 90}, {30, 51}, {-135, 10}, {180, 45}, {17.5, 33}};
    for (int i = 0; i < 5; i++) {
        struct camera camera = camera_make(angles[i][0], angles[i][1], 60, 30, 2);
        for (int k = 0; k < 27; k++) {
            struct spatial point = {k % 3 - 1, k / 3 % 3 - 1, k / 9 * 0.25};
            struct spatial found = camera_unproject(&camera, camera_project(&camera, point));
            ck_assert_double_eq_tol(found.x, point.x, 1e-12);
            ck_assert_double_eq_tol(found.y, point.y, 1e-12);
            ck_assert_double_eq_tol(found.z, point.z, 1e-12);
        }
    }
}
END_TEST

/* Nothing of the surface is ever outside, and turning does not change its size. */
START_TEST(the_block_fits)
{
    for (int tilt = 10; tilt <= 90; tilt += 5) {
        double least = HUGE_VAL, greatest = -HUGE_VAL, left = HUGE_VAL,
               scale = camera_make(0, tilt, 90, 30, 2).scale;
        for (int turn = -180; turn < 180; turn += 3) {
            struct camera camera = camera_make(turn, tilt, 90, 30, 2);
            ck_assert_double_eq(camera.scale, scale);
            for (int i = 0; i < 8; i++) {
                struct spatial corner = {i % 2 * 2 - 1, i / 2 % 2 * 2 - 1,
                                         i / 4 ? RELIEF_HEIGHT : 0};
                struct sighted at = camera_project(&camera, corner);
                ck_assert(at.column >= -0.1 && at.column <= 90.1);
                least = fmin(least, at.row), greatest = fmax(greatest, at.row);
                left = fmin(left, at.column);
            }
        }
        ck_assert(least >= -0.1 && greatest <= 30.1); /* and it is as large as can be */
        ck_assert(left < 0.1 || (least < 0.1 && greatest > 29.9));
    }
}
END_TEST

/* Where the block ends above, pixels have a part of it: where it does is told to a part of one. */
START_TEST(edges_have_no_steps)
{
    struct display pixels = {.colors = COLORS_DIRECT, .unicode = true, .pixels = {9, 18}};
    struct screen screen = screen_begin(frame, session, &pixels);
    struct ground ground = {0};
    stage_run("surface 0*x + 0*y on [-1,1] x [-1,1]");
    stage_run("turn to 30");
    frame_resize(frame, 80, 40);
    const struct plot plot = {
        .screen = &screen, .area = {0, 0, 80, 40}, .view = session->look.region};
    ground_update(&ground, &plot);
    color around = ground.colors[0];
    double last = NAN, before = NAN;
    int steady = 0, columns = 0;
    for (int column = ground.columns / 4; column < ground.columns / 3; column++) {
        double top = 0; /* of even ground: what is seen of the pixels above it is its part */
        for (int row = 0; row < ground.rows / 2; row++) {
            color full = ground.colors[ground.rows / 2 * ground.columns + column];
            color c = ground.colors[row * ground.columns + column];
            top += 1 - ((double)(c >> 8 & 255) - (double)(around >> 8 & 255)) /
                           ((double)(full >> 8 & 255) - (double)(around >> 8 & 255));
        }
        steady += fabs(top - 2 * last + before) < 0.2;
        columns += !isnan(before);
        before = last;
        last = top;
    }
    ck_assert_int_gt(columns, 20);
    ck_assert_int_eq(steady, columns);
    ground_free(&ground);
}
END_TEST

/* --- what hides what --- */

/* A step: 0 in front (y < 0), 1 behind it. */
static void draw_step(struct ground *ground, const char *angles)
{
    struct screen screen = screen_begin(frame, session, &display);
    stage_run("surface where(y > 0, 1, 0) + 0*x on [-1,1] x [-1,1]");
    stage_run("scale linear");
    stage_run(angles);
    stage_run("tilt to 20");
    frame_resize(frame, 80, 40);
    const struct plot plot = {
        .screen = &screen, .area = {0, 0, 80, 40}, .view = session->look.region};
    ground_update(ground, &plot);
}

static bool hides(const struct ground *ground, double x, double y, double tone)
{
    struct spatial point = {x, y, tone * RELIEF_HEIGHT + 0.01};
    return ground_hides(ground, camera_project(&ground->camera, point));
}

START_TEST(high_ground_hides_low_ground_behind)
{
    struct ground ground = {0};
    draw_step(&ground, "turn to 0");
    ck_assert(!hides(&ground, 0, -0.5, 0)); /* the low part is in front of the high one */
    ck_assert(!hides(&ground, 0, 0.5, 1));
    ck_assert(hides(&ground, 0, 0.5, 0.5)); /* within the block */
    draw_step(&ground, "turn to 180");      /* now it is behind: 0.72 high at 20 degrees */
    ck_assert(hides(&ground, 0, -0.2, 0));
    ck_assert(hides(&ground, 0.5, -0.8, 0));
    ck_assert(!hides(&ground, 0, 0.5, 1));
    ck_assert(!hides(&ground, 0, -0.5, 1.2)); /* high above the low part */
    ground_free(&ground);
}
END_TEST

/* From a height of 0.72 at 51 degrees, a shadow is 0.58 long. */
START_TEST(hidden_balls_are_hollow)
{
    int column, row;
    stage_run("surface where(y > 0, 1, 0) + 0*x on [-1,1] x [-1,1]");
    stage_run("scale linear");
    stage_run("view relief");
    stage_run("hide panel");
    stage_run("hide start");
    stage_run("turn to 180");
    stage_run("start 0, -0.2");
    stage_draw(100, 30);
    ck_assert_shows("\u25cb");
    ck_assert_hides("\u25cf");
    stage_run("start 0, -0.8");
    stage_draw(100, 30);
    ck_assert_shows("\u25cf");
    ck_assert_hides("\u25cb");
    stage_run("start 0, -0.2");
    stage_run("turn 180");
    stage_draw(100, 30);
    ck_assert(stage_find(0x25CF, &column, &row));
    ck_assert_int_eq(column, 50);
}
END_TEST

/* Cells with dots of the brightest ink between two columns. */
static int trail_cells(int begin, int end)
{
    int count = 0;
    for (int row = 0; row < frame->rows; row++)
        for (int column = begin; column < end; column++) {
            const struct cell *cell = frame_cell(frame, column, row);
            count += cell->glyph > 0x2800 && cell->glyph <= 0x28FF && cell->fg == 0xFFFFFF;
        }
    return count;
}

/* The trail of one hop from the front to the back over a wall: the part behind it is dim. */
START_TEST(hidden_trails_are_dim)
{
    stage_run("surface 5*exp(-40*y^2) - 0.7*y on [-1,1] x [-1,1]");
    stage_run("scale linear");
    stage_run("view relief");
    stage_run("hide panel");
    stage_run("hide start");
    stage_run("hide contours");
    stage_run("turn to 20"); /* what is behind the wall is left of what is before it */
    stage_run("tilt to 25");
    stage_run("start 0, -0.9");
    stage_run("eta 2.4");
    stage_run("step 1");
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->y, 0.78, 0.01);
    stage_draw(100, 40);
    int ball, row;
    ck_assert(stage_find(0x25CB, &ball, &row)); /* hidden */
    ck_assert_int_lt(ball, 48);
    ck_assert_int_eq(trail_cells(0, 49), 0);
    ck_assert_int_gt(trail_cells(49, 100), 5);
    stage_run("tilt to 90");
    stage_draw(100, 40);
    ck_assert(stage_find(0x25CF, &ball, &row));
    ck_assert_int_gt(trail_cells(0, 49), 5); /* from above all of it is seen */
}
END_TEST

/* --- the picture --- */

static struct frame *draw_new(int columns, int rows)
{
    struct view *fresh = view_new();
    struct frame *other = frame_new(columns, rows);
    view_draw(fresh, other, session, &display);
    view_free(fresh);
    return other;
}

START_TEST(a_used_relief_draws_what_a_new_one_draws)
{
    static const char *const changes[] = {
        "view relief",     "step 1",       "turn 40",   "tilt -9",       "surface rosenbrock",
        "scale linear",    "color magma",  "zoom 2",    "pan 0.1, 0.2",  "hide contours",
        "show contours",   "let k = 3",    "hide axes", "surface k*x^2", "let k = -1",
        "view relief map", "view relief",  "fit",       "hide trail",    "ball adam",
        "step 4",          "turn to -100",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        stage_run(changes[i]);
        stage_draw(i % 5 == 4 ? 100 : 90, 28);
        struct frame *other = draw_new(frame->columns, frame->rows);
        ck_assert_msg(stage_is(other), "after `%s`", changes[i]);
        frame_free(other);
    }
}
END_TEST

START_TEST(a_whole_turn_is_no_turn)
{
    stage_run("surface himmelblau");
    stage_run("step 3");
    stage_run("view relief");
    stage_draw(100, 30);
    struct frame *before = draw_new(100, 30);
    for (int i = 0; i < 60; i++) {
        stage_run("turn 6");
        stage_draw(100, 30);
        if (i == 29)
            ck_assert(!stage_is(before));
    }
    ck_assert(stage_is(before));
    stage_run("turn -720");
    stage_run("tilt 12");
    stage_run("tilt -12");
    stage_draw(100, 30);
    ck_assert(stage_is(before));
    frame_free(before);
}
END_TEST

static int differences(const char *text)
{
    stage_draw(80, 24);
    int count = 0;
    for (size_t i = 0; text[i] && shown.bytes[i]; i++)
        count += text[i] != shown.bytes[i];
    return count;
}

/* The surface of a bowl looks the same from four sides, as long as the light is left out. */
START_TEST(quarters_of_a_bowl_are_alike)
{
    display.colors = COLORS_MONO, display.unicode = false;
    stage_run("surface x^2 + y^2 on [-1,1] x [-1,1]");
    stage_run("view relief");
    stage_run("start 0, 0");
    stage_run("hide axes");
    stage_run("turn to 20");
    stage_draw(80, 24);
    char *before = strdup(shown.bytes);
    for (int i = 0; i < 4; i++) {
        stage_run("turn 90");
        ck_assert_int_lt(differences(before), 20); /* the triangles are others */
    }
    stage_run("turn 45");
    ck_assert_int_gt(differences(before), 100);
    free(before);
}
END_TEST

/* Balls that converged, diverged, left the view and fell into a hole. */
static const char *const surfaces[] = {
    "surface log(x) + (x - 2)^2*y^2 on [-1,4] x [-2,2]",
    "surface rosenbrock",
    "surface 1e300*x^2 - 1e300*y^2 on [-4,4] x [-2,2]",
    "surface 3 on [-4,4] x [-2,2]",
    "surface sqrt(-1 - x^2) on [-4,4] x [-2,2]",
    "surface exp(300*x) on [-4,4] x [-2,2]",
    "surface x^2 on [1e9,1e9+4] x [-2,2]",
};
enum { SURFACE_COUNT = sizeof surfaces / sizeof *surfaces };

START_TEST(every_terminal_gets_what_it_can_show)
{
    display.unicode = _i % 2, display.light = _i / 2 % 2;
    display.colors = (enum color_level)(_i / 4);
    for (int i = 0; i < SIZE_COUNT; i++) {
        if (sizes[i].columns > 200 && _i % 7)
            continue; /* large ones now and then */
        static const char *const views[] = {"view relief", "view map relief", "view relief slice"};
        static const char *const angles[] = {"tilt to 10", "tilt to 90", "turn -77", "tilt to 50"};
        stage_run(surfaces[(i + _i) % SURFACE_COUNT]);
        stage_run("ball adam");
        stage_run("eta 100");
        stage_run("step 30");
        stage_run("remove 1");
        stage_run(views[i % 3]);
        stage_run(angles[(i + _i) % 4]);
        display.phase = i % 2 ? 1 : 0.4;
        stage_draw(sizes[i].columns, sizes[i].rows);
        stage_check_cells();
    }
}
END_TEST

/* Nothing but the relief itself is drawn by it. */
START_TEST(it_keeps_to_its_place)
{
    stage_run("surface himmelblau");
    stage_run("ball adam");
    stage_run("step 9");
    stage_run("view slice relief");
    stage_draw(sizes[_i].columns, sizes[_i].rows);
    struct frame *before = draw_new(sizes[_i].columns, sizes[_i].rows);
    stage_run("turn 50");
    stage_run("tilt to 20");
    stage_draw(sizes[_i].columns, sizes[_i].rows);
    int reliefs = 0, changed = 0;
    for (int row = 0; row < frame->rows; row++)
        for (int column = 0; column < frame->columns; column++) {
            bool here = view_locate(view, column, row).target.kind == TARGET_RELIEF;
            bool other =
                !cell_equal(frame_cell(before, column, row), frame_cell(frame, column, row));
            ck_assert(here || !other);
            reliefs += here, changed += other;
        }
    ck_assert_int_eq(changed > 0, reliefs > 0);
    frame_free(before);
}
END_TEST

START_TEST(marks_stand_on_the_surface)
{
    int column, row;
    stage_run("surface x^4 - 2*x^2 + y^2 on [-2,2] x [-2,2]"); /* minima at (-1, 0) and (1, 0) */
    stage_run("view relief");
    stage_run("hide panel");
    stage_run("tilt to 90");
    stage_run("turn to 0");
    stage_run("start 1.5, 1.5");
    stage_draw(100, 30);
    ck_assert(stage_find(0x25C7, &column, &row)); /* the saddle between them */
    ck_assert_int_eq(column, 50);
    ck_assert(stage_find(0x2715, &column, &row));
    struct view_place place = view_locate(view, column, row);
    ck_assert_double_eq_tol(place.point.x, -1, 0.1);
    ck_assert_double_eq_tol(place.point.y, 0, 0.2);
    stage_run("hide critical");
    stage_draw(100, 30);
    ck_assert_hides("\u25c7");
}
END_TEST

START_TEST(ghosts_and_the_way_ahead_are_dots)
{
    stage_run("surface x^2 + y^2 on [-2,2] x [-2,2]");
    stage_run("view relief");
    stage_run("hide panel");
    stage_run("hide critical");
    stage_run("start -1.6, 0.3");
    stage_run("eta 0.2");
    stage_draw(100, 30);
    ck_assert_int_eq(stage_dots(), 0);
    stage_run("show future");
    stage_draw(100, 30);
    ck_assert_int_gt(stage_dots(), 5);
    stage_run("hide future");
    stage_run("step 3");
    stage_run("ghost keep");
    stage_run("reset");
    stage_draw(100, 30);
    ck_assert_int_gt(stage_dots(), 5);
}
END_TEST

/* Whether there is the tip of an arrow about there on the surface. */
static bool has_tip(struct point at)
{
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        uint32_t glyph = frame->cells[i].glyph;
        struct view_place place = view_locate(view, i % frame->columns, i / frame->columns);
        if (glyph >= 0x2190 && glyph <= 0x2199 && place.has_point &&
            fabs(place.point.x - at.x) < 0.4 && fabs(place.point.y - at.y) < 0.7)
            return true;
    }
    return false;
}

/* As on the map (test_map): -eta*g leads to (-1.5, 0), momentum to (-1.5, -2), both to (0, -2). */
START_TEST(the_step_is_taken_apart_on_the_surface)
{
    static const struct point tips[] = {{-1.5, 0}, {-1.5, -2}, {0, -2}};
    stage_run("surface x^2/2 + y^2 on [-8.1,8.3] x [-8.15,8.05]");
    stage_run("view relief");
    stage_run("tilt to 70");
    stage_run("hide panel");
    stage_run("hide chart");
    stage_run("start -6, 4");
    stage_run("momentum 0.5");
    stage_run("eta 0.5");
    stage_run("step");
    stage_draw(160, 50);
    for (int i = 0; i < 3; i++)
        ck_assert(!has_tip(tips[i]));
    stage_run("show arrows");
    stage_draw(160, 50);
    for (int i = 0; i < 3; i++)
        ck_assert_msg(has_tip(tips[i]), "(%g, %g)", tips[i].x, tips[i].y);
    ck_assert_shows("step");
    ck_assert_shows("\u2212\u03b7\u00b7g");
    ck_assert_shows("\u03bc\u00b7v");
}
END_TEST

/* On a bowl that is looked at from above, every arrow points to the middle; those behind it down.
 */
START_TEST(the_field_points_downhill)
{
    int arrows = 0;
    stage_run("surface x^2 + y^2 on [-1,1] x [-1,1]");
    stage_run("view relief");
    stage_run("turn to 0");
    stage_run("tilt to 80");
    stage_run("hide contours");
    stage_run("hide critical");
    stage_run("start 2, 2"); /* out of sight */
    stage_run("show gradient");
    stage_draw(120, 40);
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        static const int ways[][2] = {{-1, 0}, {0, 1}, {1, 0}, {0, -1}}; /* as U+2190 … U+2193 */
        uint32_t glyph = frame->cells[i].glyph;
        struct view_place place = view_locate(view, i % frame->columns, i / frame->columns);
        if (glyph < 0x2190 || glyph > 0x2193 || !place.has_point)
            continue;
        const int *way = ways[glyph - 0x2190];
        ck_assert_double_lt(way[0] * place.point.x + way[1] * place.point.y, 0);
        arrows++;
    }
    ck_assert_int_ge(arrows, 20);
}
END_TEST

/* Whether lines of equal loss make another picture. */
static bool has_lines(const char *surface)
{
    stage_run(surface);
    stage_run("show contours");
    struct frame *lines = draw_new(80, 24);
    stage_run("hide contours");
    stage_draw(80, 24);
    bool same = stage_is(lines);
    frame_free(lines);
    return !same;
}

START_TEST(rugged_ground_has_no_lines)
{
    stage_run("view relief");
    ck_assert(!has_lines("surface rastrigin"));
    ck_assert(has_lines("surface himmelblau"));
}
END_TEST

START_TEST(undefined_ground_is_a_hole)
{
    stage_run("surface log(x) on [-1,1] x [-1,1]");
    stage_run("view relief");
    stage_run("turn to 0");
    stage_run("tilt to 90");
    stage_run("hide axes");
    stage_run("hide panel");
    stage_run("start 0.7, 0.7");
    stage_draw(100, 31);
    struct cell left = *frame_cell(frame, 44, 14), right = *frame_cell(frame, 56, 14);
    ck_assert(left.glyph == ' ' &&
              left.bg == theme_of(display.colors, display.light)->roles[ROLE_GROUND]);
    ck_assert_uint_ne(right.bg, left.bg);
    ck_assert(!view_locate(view, 44, 14).has_point);
    ck_assert(view_locate(view, 56, 14).has_point);
}
END_TEST

/* The cell where a ball is drawn belongs to a point of the surface that is the ball's. */
START_TEST(cells_have_points)
{
    static const struct point points[] = {{0, 0}, {-3, 1.5}, {3.5, -1}, {2.2, 1}, {-2, -1.2}};
    static const char *const turns[] = {"turn to 0", "turn to 30", "turn to -140", "turn to 90"};
    int column, row;
    stage_run("surface x^2 + 3*y^2 on [-4,4] x [-2,2]");
    stage_run("view relief");
    stage_run("hide panel"); /* it has a ball too */
    stage_run(turns[_i]);
    for (int i = 0; i < 5; i++) {
        char line[60];
        snprintf(line, sizeof line, "start %g, %g", points[i].x, points[i].y);
        stage_run(line);
        stage_draw(160, 50);
        ck_assert(stage_find(0x25CF, &column, &row));
        struct view_place place = view_locate(view, column, row);
        ck_assert_int_eq(place.target.kind, TARGET_RELIEF);
        ck_assert(place.has_point);
        /* the surface is 60 columns by 30 rows at least */
        ck_assert_double_eq_tol(place.point.x, points[i].x, 0.25);
        ck_assert_double_eq_tol(place.point.y, points[i].y, 0.125);
    }
    struct view_place place = view_locate(view, 3, 45); /* beside the block */
    ck_assert_int_eq(place.target.kind, TARGET_RELIEF);
    ck_assert(!place.has_point);
}
END_TEST

START_TEST(axes_have_numbers)
{
    stage_run("surface x^2 + 3*y^2 on [-4,4] x [-20,20]");
    stage_run("view relief");
    stage_run("hide panel");
    stage_run("turn to 0");
    stage_draw(100, 30);
    ck_assert_shows("J K tilt   H L turn");
    int column, row, x, y;
    ck_assert(stage_find('x', &x, &row));
    ck_assert_int_le(abs(x - 50), 8); /* near the middle of the front edge */
    ck_assert(stage_find('y', &y, &row));
    ck_assert_int_ge(y, 70); /* beside the right edge */
    ck_assert_shows("\u22124");
    ck_assert_shows("\u221220");
    stage_run("turn to 90"); /* what was on the right is away: the axes change places */
    stage_draw(100, 30);
    ck_assert(stage_find('y', &column, &row));
    ck_assert_int_le(abs(column - 50), 8);
    stage_run("hide axes");
    stage_draw(100, 30);
    ck_assert_hides("\u22124");
}
END_TEST

/* Lines along both axes tell the form. */
START_TEST(without_colors)
{
    display.colors = COLORS_MONO, display.unicode = _i == 1;
    stage_run("surface x^2/2 + 2*y^2 on [-4,4] x [-2,2]");
    stage_run("start -3, 1");
    stage_run("eta 0.4");
    stage_run("step 2");
    stage_run("view relief");
    stage_run("hide panel");
    stage_draw(60, 22);
    stage_check_cells();
    int column, row, marks = _i == 1 ? stage_dots() : stage_count('.') + stage_count('\'');
    ck_assert_int_gt(marks, 100);
    ck_assert(stage_find(_i == 1 ? 0x25CF : '1', &column, &row));
    struct view_place place = view_locate(view, column, row);
    ck_assert_double_eq_tol(place.point.x, sim_row(session->sim, 0)->x, 0.3);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("relief");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, points_are_seen_where_they_should_be);
    tcase_add_test(tests, what_is_seen_can_be_found_again);
    tcase_add_test(tests, the_block_fits);
    tcase_add_test(tests, edges_have_no_steps);
    tcase_add_test(tests, high_ground_hides_low_ground_behind);
    tcase_add_test(tests, hidden_balls_are_hollow);
    tcase_add_test(tests, hidden_trails_are_dim);
    tcase_add_test(tests, a_used_relief_draws_what_a_new_one_draws);
    tcase_add_test(tests, a_whole_turn_is_no_turn);
    tcase_add_test(tests, quarters_of_a_bowl_are_alike);
    tcase_add_loop_test(tests, every_terminal_gets_what_it_can_show, 0, 20);
    tcase_add_loop_test(tests, it_keeps_to_its_place, 0, SIZE_COUNT);
    tcase_add_test(tests, marks_stand_on_the_surface);
    tcase_add_test(tests, ghosts_and_the_way_ahead_are_dots);
    tcase_add_test(tests, the_step_is_taken_apart_on_the_surface);
    tcase_add_test(tests, the_field_points_downhill);
    tcase_add_test(tests, rugged_ground_has_no_lines);
    tcase_add_test(tests, undefined_ground_is_a_hole);
    tcase_add_loop_test(tests, cells_have_points, 0, 4);
    tcase_add_test(tests, axes_have_numbers);
    tcase_add_loop_test(tests, without_colors, 0, 2);
    return suite_run("relief", tests);
}
