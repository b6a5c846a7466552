/* The map's own parts: colours, the bar beside it, arrows, critical points, the path ahead. */

#include "stage.h"
#include "suite.h"

#include "../src/command/command.h"
#include "../src/draw/ramp.h"
#include "../src/view/screen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- the colour bar --- */

enum { POINTER = 0x25C2 };

/* The map's first and last row and where it ends: the session has no start on it. */
static struct view_place map_size(void)
{
    int column, row;
    ck_assert(stage_find(POINTER, &column, &row));
    struct view_place place = view_locate(view, column - 6, row);
    ck_assert_int_eq(place.target.kind, TARGET_MAP);
    return place;
}

START_TEST(the_bar_has_the_scale_of_the_ground)
{
    stage_run("surface x on [0,10] x [0,10]");
    stage_run("scale linear");
    stage_run("start 7.5, 5");
    stage_run("hide panel");
    stage_draw(150, 30);
    int column, row, rows = map_size().target.area.rows, top = 2;
    ck_assert(stage_find(POINTER, &column, &row));
    ck_assert_int_eq(row, top + rows / 4); /* three quarters up */
    /* The ground's colours are those of its cells' middles. */
    double least = 5.0 / map_size().target.area.columns, tone = (4 - least) / (10 - 2 * least);
    const struct cell *label = frame_cell(frame, column + 1, top + (int)((1 - tone) * rows));
    ck_assert_uint_eq(label->glyph, '4');
    /* The lowest half cell of the bar has half of its step. */
    struct ramp ramp;
    ramp_make(&ramp, &colormap_rows[session->look.colormap], display.colors, display.light);
    const struct cell *bar = frame_cell(frame, column - 1, top + rows - 1);
    ck_assert_uint_eq(bar->bg, ramp_at(&ramp, 0.25F / (float)rows));
    bar = frame_cell(frame, column - 2, top);
    ck_assert_uint_eq(bar->fg, ramp_at(&ramp, 1 - 0.25F / (float)rows));
}
END_TEST

static const struct {
    const char *surface;
    const char *label;
} labels[] = {
    {"surface 1e9*x on [0,1] x [0,1]", "4e8"},
    {"surface 1e-5*x on [0,1] x [0,1]", "4e-6"},
    {"surface -2*x on [0,1] x [0,1]", "\xE2\x88\x92"
                                      "1"},
    {"surface 3000*x on [0,1] x [0,1]", "2000"},
    {"surface 2.5e6*x on [0,1] x [0,1]", "1.5e6"},
};

START_TEST(labels_are_short)
{
    stage_run(labels[_i].surface);
    stage_run("scale linear");
    stage_draw(150, 40);
    ck_assert_shows(labels[_i].label);
}
END_TEST

START_TEST(the_map_keeps_its_size_beside_the_bar)
{
    stage_run("hide panel");
    stage_draw(150, 24);
    int columns = map_size().target.area.columns;
    stage_run("surface 1e9*x + y on [-4,4] x [-3,3]");
    stage_draw(150, 24);
    struct view_place place = view_locate(view, 40, 10);
    ck_assert_int_eq(place.target.area.columns, columns);
    int column, row;
    stage_run("hide colorbar");
    stage_draw(150, 24);
    ck_assert(!stage_find(POINTER, &column, &row));
    ck_assert_int_eq(view_locate(view, 40, 10).target.area.columns, place.target.area.columns + 10);
    stage_run("show colorbar");
    stage_draw(139, 24);
    ck_assert(!stage_find(POINTER, &column, &row));
    stage_draw(140, 24);
    ck_assert(stage_find(POINTER, &column, &row));
}
END_TEST

START_TEST(the_pointer_is_where_the_ball_is_on_its_way)
{
    stage_run("surface x on [0,10] x [0,10]");
    stage_run("scale linear");
    stage_run("start 9, 5");
    stage_run("eta 8");
    stage_run("step");
    stage_run("hide panel");
    display.phase = 0.5; /* from 9 to 1 */
    stage_draw(150, 30);
    int column, row;
    ck_assert(stage_find(POINTER, &column, &row));
    ck_assert_int_eq(row, 2 + map_size().target.area.rows / 2);
}
END_TEST

/* --- critical points --- */

static int count_glyphs(uint32_t glyph)
{
    int sum = 0;
    for (int i = frame->columns; i < frame->columns * (frame->rows - 4); i++)
        sum += frame->cells[i].glyph == glyph;
    return sum;
}

static void hide_all_but_ground(void)
{
    static const char *const layers[] = {"panel", "axes",  "contours", "minima",
                                         "start", "trail", "colorbar"};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        char line[32];
        snprintf(line, sizeof line, "hide %s", layers[i]);
        stage_run(line);
    }
}

START_TEST(critical_points_have_signs)
{
    static const uint32_t signs[2][3] = {{0x2715, 0x25C7, 0x25B3}, {'x', '%', '^'}};
    display.unicode = _i == 0;
    hide_all_but_ground();
    stage_run("surface himmelblau");
    stage_run("start -1, 4.2");
    stage_draw(120, 40);
    ck_assert_int_eq(count_glyphs(signs[_i][0]), 4);
    ck_assert_int_eq(count_glyphs(signs[_i][1]), 4);
    ck_assert_int_eq(count_glyphs(signs[_i][2]), 1);
    int column, row;
    ck_assert(stage_find(signs[_i][2], &column, &row));
    struct view_place place = view_locate(view, column, row);
    ck_assert_double_eq_tol(place.point.x, -0.270844590667348, 5.0 / place.target.area.columns);
    ck_assert_double_eq_tol(place.point.y, -0.923038556479981, 5.0 / place.target.area.rows);
    stage_run("hide critical");
    stage_draw(120, 40);
    ck_assert_int_eq(count_glyphs(signs[_i][1]), 0);
    stage_run("show minima"); /* those that the catalogue knows: the same four */
    stage_run("show critical");
    stage_draw(120, 40);
    ck_assert_int_eq(count_glyphs(signs[_i][0]), 4);
}
END_TEST

START_TEST(critical_points_follow_surface_and_view)
{
    hide_all_but_ground();
    stage_run("surface himmelblau");
    stage_draw(120, 40);
    stage_run("fit [2,5] x [1,4]");
    stage_draw(120, 40);
    ck_assert_int_eq(count_glyphs(0x2715), 1);
    ck_assert_int_eq(count_glyphs(0x25C7), 0);
    stage_run("let k = 1");
    stage_run("surface k*(x^2 + y^2) on [-1,1] x [-1,1]");
    stage_run("start 0.5, 0.5");
    stage_draw(120, 40);
    ck_assert_int_eq(count_glyphs(0x2715), 1);
    stage_run("k -1");
    stage_draw(120, 40);
    ck_assert_int_eq(count_glyphs(0x2715), 0);
    ck_assert_int_eq(count_glyphs(0x25B3), 1);
}
END_TEST

/* Four hundred marks would hide the map; a closer look has few. */
START_TEST(too_many_critical_points_are_left_out)
{
    hide_all_but_ground();
    stage_run("surface rastrigin");
    stage_draw(80, 24);
    ck_assert_int_eq(count_glyphs(0x2715) + count_glyphs(0x25C7) + count_glyphs(0x25B3), 0);
    stage_run("fit [-0.9,0.9] x [-0.9,0.9]");
    stage_draw(80, 24);
    ck_assert_int_eq(count_glyphs(0x2715), 1);
    ck_assert_int_eq(count_glyphs(0x25C7), 4);
    ck_assert_int_eq(count_glyphs(0x25B3), 4);
}
END_TEST

/* --- the way ahead --- */

/* Each step leads halfway to the middle: from column 6 of 10 to 8, 9, … */
START_TEST(places_are_told)
{
    stage_run("surface himmelblau");
    stage_run("start 0, 0");
    stage_draw(120, 36);
    ck_assert_shows("(3, 2)");
    ck_assert_shows("(3.58, −1.85)");
    stage_draw(80, 24);
    ck_assert_hides("(3, 2)");
    stage_run("hide minima");
    stage_run("hide critical");
    stage_draw(120, 36);
    ck_assert_hides("(3, 2)");
    stage_run("optimizer newton");
    stage_run("eta 1");
    stage_run("start 3.4, 2.4");
    stage_run("ball sgd eta=0.001");
    stage_run("goto 20");
    stage_draw(120, 36);
    ck_assert_shows("newton at (3, 2)"); /* there it has come to rest */
    ck_assert_hides("sgd at (");
}
END_TEST

START_TEST(the_way_ahead_is_dotted)
{
    hide_all_but_ground();
    stage_run("surface x^2 + y^2 on [-8,8] x [-1,1]");
    stage_run("start -6.4, 0.01");
    stage_run("eta 0.25");
    stage_draw(120, 30);
    ck_assert_int_eq(stage_dots(), 0);
    stage_run("toggle future");
    stage_draw(120, 30);
    int column, row;
    ck_assert(stage_find(0x25CB, &column, &row)); /* the ball's mark, hollow, where it will be */
    struct view_place place = view_locate(view, column, row);
    ck_assert_double_eq_tol(place.point.x, -3.2, 8.0 / place.target.area.columns);
    int dots = stage_dots();
    ck_assert_int_gt(dots, place.target.area.columns /
                               8); /* of a way of two fifths, two cells of three */
    ck_assert_int_eq(session->sim->end, 0);
    stage_run("hide future");
    stage_draw(120, 30);
    ck_assert_int_eq(stage_dots(), 0);
    display.aiming = true; /* the mouse holds the start */
    stage_draw(120, 30);
    ck_assert_int_eq(stage_dots(), dots);
}
END_TEST

/* --- arrows --- */

static const struct cell *cell_at(double x, double y)
{
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        int column = i % frame->columns, row = i / frame->columns;
        struct view_place place = view_locate(view, column, row);
        const struct region *seen = &session->look.region;
        if (place.target.kind == TARGET_MAP &&
            fabs(place.point.x - x) <= (seen->x1 - seen->x0) / place.target.area.columns / 2 &&
            fabs(place.point.y - y) <= (seen->y1 - seen->y0) / place.target.area.rows / 2)
            return &frame->cells[i];
    }
    ck_abort_msg("(%g, %g) is not on the map", x, y);
}

/* By hand: g = (x, 2y). From (-6, 4) the first step is -g/2 = (3, -4), which leads to (-3, 0).
 * There -eta*g = (1.5, 0) and half of the last step is (1.5, -2). */
START_TEST(the_step_is_taken_apart)
{
    display.unicode = _i == 0, display.colors = _i == 0 ? COLORS_DIRECT : COLORS_MONO;
    uint32_t right = _i == 0 ? 0x2192 : '>', falls = _i == 0 ? 0x2198 : '\\';
    const char *gradient = _i == 0 ? "\u2212\u03b7\u00b7g" : "-eta*g";
    const char *momentum = _i == 0 ? "\u03bc\u00b7v" : "mu*v";
    hide_all_but_ground();
    stage_run("surface x^2/2 + y^2 on [-8.1,8.3] x [-8.15,8.05]");
    stage_run("start -6, 4");
    stage_run("momentum 0.5");
    stage_run("eta 0.5");
    stage_run("step");
    stage_run("toggle arrows");
    stage_draw(120, 40);
    ck_assert_uint_eq(cell_at(-1.5, 0)->glyph, right);
    ck_assert_uint_eq(cell_at(-1.5, -2)->glyph, falls);
    ck_assert_uint_eq(cell_at(0, -2)->glyph, right); /* flatter, as it is drawn */
    ck_assert_shows("step");
    ck_assert_shows(gradient);
    ck_assert_shows(momentum);
    stage_run("back");
    stage_draw(120, 40); /* without a last step there is the gradient's alone */
    ck_assert_uint_eq(cell_at(-3, 0)->glyph, falls);
    ck_assert_shows(gradient);
    ck_assert_hides(momentum);
    stage_run("step");
    display.phase = 0.5; /* on its way to (-3, 0): the arrow is that of this step */
    stage_draw(120, 40);
    ck_assert_uint_eq(cell_at(-3, 0)->glyph, falls);
    stage_run("optimizer adam");
    stage_run("step");
    display.phase = 1;
    stage_draw(120, 40);
    ck_assert_hides(momentum);
    ck_assert_shows(gradient);
    stage_run("hide arrows");
    stage_draw(120, 40);
    ck_assert_hides(gradient);
}
END_TEST

/* On a bowl every arrow points to the middle; where nothing slopes there is none. */
START_TEST(the_field_points_downhill)
{
    hide_all_but_ground();
    stage_run("hide critical");
    stage_run("surface x^2 + y^2 on [-4,4] x [-4,4]");
    stage_run("start 0, 0");
    stage_run("toggle gradient");
    stage_draw(120, 40);
    int seen = 0;
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        uint32_t glyph = frame->cells[i].glyph;
        struct view_place place = view_locate(view, i % frame->columns, i / frame->columns);
        if (place.target.kind != TARGET_MAP || glyph < 0x2190 || glyph > 0x2199)
            continue;
        seen++;
        int right = glyph == 0x2192 || glyph == 0x2197 || glyph == 0x2198;
        int left = glyph == 0x2190 || glyph == 0x2196 || glyph == 0x2199;
        int up = glyph == 0x2191 || glyph == 0x2196 || glyph == 0x2197;
        int down = glyph == 0x2193 || glyph == 0x2198 || glyph == 0x2199;
        ck_assert((right - left) * place.point.x <= 0);
        ck_assert((up - down) * place.point.y <= 0);
    }
    ck_assert_int_gt(seen, 100);
    stage_run("surface where(x < 0, 3, x)");
    stage_run("start 1, 0");
    stage_draw(120, 40);
    ck_assert_uint_eq(cell_at(-3, 0)->glyph, ' ');
    ck_assert_int_gt(count_glyphs(0x2190), 20);
    ck_assert_int_eq(count_glyphs(0x2192), 0);
    stage_run("surface log(x)"); /* undefined on the left, though 1/x is not */
    stage_run("start 1, 0");
    stage_draw(120, 40);
    ck_assert_int_gt(count_glyphs(0x2190), 20);
    ck_assert_int_eq(count_glyphs(0x2192), 0);
}
END_TEST

/* --- the view goes with the ball --- */

/* On a plane the ball goes to the left by eta at each step: from x = 5 by 0.3. */
START_TEST(the_view_follows_by_quarters)
{
    stage_run("surface x on [0,10] x [0,10]");
    stage_run("start 5, 5");
    stage_run("eta 0.3");
    stage_run("follow on");
    stage_run("step 13"); /* at 1.1: not yet in the outer tenth */
    ck_assert_double_eq(session->look.region.x0, 0);
    stage_run("step"); /* 0.8: one quarter brings it to 0.33 of the view */
    ck_assert_double_eq(session->look.region.x0, -2.5);
    ck_assert_double_eq(session->look.region.x1, 7.5);
    ck_assert_double_eq(session->look.region.y0, 0);
    stage_run("step 7"); /* -1.3 */
    ck_assert_double_eq(session->look.region.x0, -2.5);
    stage_run("step"); /* -1.6: 0.09 of the view */
    ck_assert_double_eq(session->look.region.x0, -5);
    stage_run("reset");
    ck_assert_double_eq(session->look.region.x0, -2.5); /* back at 5, which is 1 of the view */
    stage_run("pan 3, 0");                              /* not away from it */
    const struct region *seen = &session->look.region;
    ck_assert(seen->x0 < 5 && seen->x1 > 5);
    stage_run("eta 40"); /* a hop out of the view: it goes there at once */
    stage_run("step");
    ck_assert(seen->x0 < -35 - 2.4 && seen->x0 > -35 - 5.1);
    stage_run("follow off");
    double x0 = seen->x0;
    stage_run("step");
    ck_assert_double_eq(seen->x0, x0);
    stage_run("follow");
    ck_assert_double_lt(seen->x0, x0);
}
END_TEST

START_TEST(the_view_follows_the_selected_ball)
{
    stage_run("surface x on [0,10] x [0,10]");
    stage_run("start 5, 5");
    stage_run("eta 0.001");
    stage_run("ball sgd eta=2");
    stage_run("follow on");
    stage_run("select 1");
    stage_run("at 2 eta 0.002"); /* of ball 1, and later: nothing moves for it */
    stage_run("select 2");
    stage_run("at 5 momentum 0.1");
    stage_run("select 1");
    stage_run("step 8");
    ck_assert_double_eq(session->look.region.x0, 0);
    stage_run("select 2");
    ck_assert_double_lt(session->look.region.x0, -10);
    stage_run("select 1");
    ck_assert_double_gt(session->look.region.x0, -5.1);
    stage_run("surface x^2 on [0,10] x [0,10]");
    stage_run("eta 1e9"); /* the ball is lost: the view stays */
    stage_run("step 5");
    ck_assert(isfinite(session->look.region.x0) && isfinite(session->look.region.x1));
    ck_assert(session->look.region.x1 > session->look.region.x0);
}
END_TEST

/* A minimum at the threshold does not make the view go to and fro. */
START_TEST(the_view_is_calm)
{
    stage_run("surface (x - 0.9)^2 on [0,1] x [0,1]");
    stage_run("start 0.7, 0.5");
    stage_run("eta 0.97");
    stage_run("follow on");
    int moves = 0;
    for (int i = 0; i < 100; i++) {
        double x0 = session->look.region.x0;
        stage_run("step");
        moves += session->look.region.x0 != x0;
    }
    ck_assert_int_eq(moves, 1);
}
END_TEST

/* --- keys --- */

START_TEST(no_key_means_two_things)
{
    for (int i = 0; i < key_row_count; i++)
        for (int k = 0; k < i; k++)
            ck_assert_msg(strcmp(key_rows[i].key, key_rows[k].key) != 0 ||
                              strcmp(key_rows[i].view ? key_rows[i].view : "",
                                     key_rows[k].view ? key_rows[k].view : "") != 0,
                          "%s", key_rows[i].key);
}
END_TEST

/* --- a second formula --- */

/* The ground's colour at a place of the plane. */
static color seen_at(double x, double y)
{
    struct area area = view_locate(view, 30, 15).target.area;
    const struct region *ground = &session->look.region;
    int column = (int)((x - ground->x0) / (ground->x1 - ground->x0) * area.columns);
    int row = (int)((ground->y1 - y) / (ground->y1 - ground->y0) * area.rows);
    return frame_cell(frame, area.column + column, area.row + row)->bg;
}

/* Where a condition does not hold the ground is nearer to the plain one. */
START_TEST(what_is_not_allowed_is_dim)
{
    static const struct {
        const char *condition;
        bool left, right, above; /* are allowed, of three places */
    } conditions[] = {{"x <= 0", true, false, true},
                      {"x >= 0", false, true, true},
                      {"0 <= x", false, true, true},
                      {"x < 0.5 and y > -1", true, false, true},
                      {"-1 <= x <= 1", false, false, true},
                      {"x^2 + y^2 <= k", true, true, true},
                      {"log(x) <= 1", false, true, true},
                      {"x < -2 or x > 2", true, true, true},
                      {"x < -3 or y > 3", false, false, true},
                      {"x > 0 and y > 3 or x < 0", true, false, true},
                      {"x > 0 and (y > 3 or x > 2)", false, true, true},
                      {"not x > 0", true, false, true},
                      {"not (x < -2 or x > 2)", false, false, true},
                      {"(x <= 0)", true, false, true},
                      {"log(x) <= 1 or y < 3", true, true, true},
                      {"!(x < 0) && y > 0", false, true, true},
                      {"|x| >= 3 || y > 4", false, false, false}};
    stage_run("surface 1 + 0*x on [-4,4] x [-4,4]");
    stage_run("let k = 10");
    stage_draw(120, 36);
    color plain = seen_at(-2.5, 0.5);
    stage_run("overlay log(x) <= 1");
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        struct text line = {0};
        text_add(&line, "overlay %s", conditions[i].condition);
        stage_run(line.bytes);
        stage_draw(120, 36);
        ck_assert_msg((seen_at(-2.5, 0.5) == plain) == conditions[i].left, "%s", line.bytes);
        ck_assert_msg((seen_at(2.4, 0.5) == plain) == conditions[i].right, "%s", line.bytes);
        text_free(&line);
    }
    stage_run("overlay off");
    stage_draw(120, 36);
    ck_assert_uint_eq(seen_at(2.4, 0.5), plain);
}
END_TEST

/* It reads the lets as they are now, also in the past; undo brings it back. */
START_TEST(an_overlay_follows_the_lets)
{
    stage_run("let k = 10");
    stage_run("surface 1 + 0*x on [-4,4] x [-4,4]");
    stage_draw(120, 36);
    color plain = seen_at(2.4, 0.5);
    stage_run("overlay x^2 + y^2 <= k");
    stage_draw(120, 36);
    ck_assert_uint_eq(seen_at(2.4, 0.5), plain);
    stage_run("goto 5");
    stage_run("k 1");
    stage_draw(120, 36);
    ck_assert_uint_ne(seen_at(2.4, 0.5), plain);
    stage_run("goto 3");
    stage_draw(120, 36);
    ck_assert_uint_eq(seen_at(2.4, 0.5), plain);
    stage_run("overlay off");
    ck_assert(!session->look.overlay);
    stage_run("undo");
    ck_assert_str_eq(session->look.overlay->text, "x^2 + y^2 <= k");
}
END_TEST

/* One that reads n is another at each iteration, and the same again. */
START_TEST(an_overlay_moves)
{
    stage_run("surface 1 + 0*x on [-4,4] x [-4,4]");
    stage_draw(120, 36);
    color plain = seen_at(2.4, 0.5);
    stage_run("overlay x <= n/2 or y > 3");
    for (int i = 0; i < 3; i++) {
        static const int ticks[] = {3, 8, 3};
        char line[32];
        snprintf(line, sizeof line, "goto %d", ticks[i]);
        stage_run(line);
        stage_draw(120, 36);
        ck_assert_int_eq(seen_at(2.4, 0.5) == plain, ticks[i] == 8);
    }
    stage_run("start 3, 0");
    stage_run("goto 5");
    stage_draw(120, 36);
    ck_assert_shows("broken here");
    stage_run("goto 7");
    stage_draw(120, 36);
    ck_assert_shows("holds here");
    stage_run("surface (x - n)^2 + y^2");
    stage_run("overlay x - n");
    stage_run("eta 0.5");
    stage_run("step");
    stage_draw(120, 36);
    ck_assert_shows("x \u2212 n: here \u22121");
}
END_TEST

/* On the relief's ground, too. */
START_TEST(the_relief_is_dim)
{
    stage_run("surface 1 + 0*x on [-4,4] x [-4,4]");
    stage_run("view relief");
    stage_draw(120, 36);
    int column = 20, row = 18;
    color plain = frame_cell(frame, column, row)->bg;
    stage_run("overlay x + y > -20");
    stage_draw(120, 36);
    ck_assert_uint_eq(frame_cell(frame, column, row)->bg, plain);
    stage_run("overlay x > 20");
    stage_draw(120, 36);
    color dim = frame_cell(frame, column, row)->bg;
    ck_assert_uint_ne(dim, plain);
    stage_run("overlay x > 20 - n");
    stage_run("goto 40");
    stage_draw(120, 36);
    ck_assert_uint_eq(frame_cell(frame, column, row)->bg, plain);
    stage_run("goto 0");
    stage_draw(120, 36);
    ck_assert_uint_eq(frame_cell(frame, column, row)->bg, dim);
    stage_run("overlay off");
    stage_draw(120, 36);
    ck_assert_uint_eq(frame_cell(frame, column, row)->bg, plain);
}
END_TEST

/* Where there is no y, one that reads it waits. */
START_TEST(an_overlay_waits_for_y)
{
    stage_run("surface ravine");
    stage_run("overlay x^2 + y^2 <= 1");
    stage_run("surface x^2 on [-2,2]");
    stage_draw(120, 36);
    ck_assert_shows("y\u00b2 \u2264 1: reads y, not shown");
    stage_run("surface ravine");
    stage_draw(120, 36);
    ck_assert_shows("broken here");
    stage_run("overlay x <= 1");
    stage_run("surface x^2 on [-2,2]");
    stage_draw(120, 36);
    ck_assert_shows("x \u2264 1: holds here");
}
END_TEST

/* Its formula stands at its border, its levels at their lines, and the panel says how it is here.
 */
START_TEST(an_overlay_is_named)
{
    stage_run("surface ravine");
    stage_run("overlay x^2 + y^2 <= 4");
    stage_draw(120, 36);
    ck_assert_shows("x\u00b2 + y\u00b2 \u2264 4");
    ck_assert_shows("4: broken here");
    stage_run("start 1, 1");
    stage_draw(120, 36);
    ck_assert_shows("4: holds here");
    stage_run("eta 0");
    stage_run("overlay x + y = 2");
    stage_draw(120, 36);
    ck_assert_shows("x + y = 2: off by 0");
    stage_run("view relief");
    stage_draw(120, 36);
    ck_assert_shows("x + y = 2");
    display.colors = COLORS_MONO, display.unicode = false;
    stage_run("view map");
    stage_run("overlay x <= 0");
    stage_draw(80, 24);
    ck_assert_shows("/   /   /");
}
END_TEST

/* Without colours a way has its ball's mark on it, hollow; what a leap is tells the line. */
START_TEST(ways_have_marks_where_there_are_no_colours)
{
    static const char *const marks[] = {"\u25cb", "\u25c7", "\u25b3"};
    stage_run("surface ravine");
    stage_run("start -3, 1.4");
    stage_run("eta 0.07");
    stage_run("ball adam eta=0.3");
    stage_run("ball rmsprop eta=0.05");
    stage_run("hide start");
    stage_run("single on");
    for (int mono = 0; mono < 2; mono++) {
        display.colors = mono ? COLORS_MONO : COLORS_DIRECT;
        for (int n = 20; n < 70; n += 45) { /* young ways, and old ones */
            char line[20];
            snprintf(line, sizeof line, "goto %d", n);
            stage_run(line);
            stage_draw(80, 24);
            for (int i = 0; i < 3; i++)
                ck_assert_msg((strstr(shown.bytes, marks[i]) != NULL) == mono, "%d: %s in\n%s", n,
                              marks[i], shown.bytes);
        }
    }
    stage_run("remove 3");
    stage_run("remove 2");
    stage_draw(80, 24);
    ck_assert_hides("\u25cb");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("map");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, the_bar_has_the_scale_of_the_ground);
    tcase_add_table_test(tests, labels_are_short, labels);
    tcase_add_test(tests, the_map_keeps_its_size_beside_the_bar);
    tcase_add_test(tests, the_pointer_is_where_the_ball_is_on_its_way);
    tcase_add_loop_test(tests, critical_points_have_signs, 0, 2);
    tcase_add_test(tests, critical_points_follow_surface_and_view);
    tcase_add_test(tests, too_many_critical_points_are_left_out);
    tcase_add_test(tests, places_are_told);
    tcase_add_test(tests, the_way_ahead_is_dotted);
    tcase_add_loop_test(tests, the_step_is_taken_apart, 0, 2);
    tcase_add_test(tests, the_field_points_downhill);
    tcase_add_test(tests, the_view_follows_by_quarters);
    tcase_add_test(tests, the_view_follows_the_selected_ball);
    tcase_add_test(tests, the_view_is_calm);
    tcase_add_test(tests, no_key_means_two_things);
    tcase_add_test(tests, what_is_not_allowed_is_dim);
    tcase_add_test(tests, an_overlay_follows_the_lets);
    tcase_add_test(tests, an_overlay_moves);
    tcase_add_test(tests, the_relief_is_dim);
    tcase_add_test(tests, an_overlay_waits_for_y);
    tcase_add_test(tests, an_overlay_is_named);
    tcase_add_test(tests, ways_have_marks_where_there_are_no_colours);
    return suite_run("map", tests);
}
