/* Drawings, and what they become in cells. */

#include "../src/base/text.h"
#include "../src/catalogue/catalogue.h"
#include "../src/draw/axes.h"
#include "../src/draw/canvas.h"
#include "../src/draw/light.h"
#include "../src/draw/mark.h"
#include "../src/draw/ramp.h"
#include "../src/draw/raster.h"
#include "../src/draw/raster_area.h"
#include "../src/draw/raster_blocks.h"
#include "../src/output/frame_svg.h"
#include "numbers.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 40, ROWS = 16 };
static const struct region plane = {-4, 4, -2, 2};

/* A frame, and a drawing in all of it but a column and a row around it. */
struct picture {
    struct frame *frame;
    struct drawing drawing;
    struct canvas canvas;
    struct device device;
    float tones[8 * COLUMNS * ROWS];
    struct ramp ramp;
};

static struct picture *begin(enum line_mode lines, enum color_level colors, bool light)
{
    struct picture *picture = calloc(1, sizeof *picture);
    ck_assert_ptr_nonnull(picture);
    picture->frame = frame_new(COLUMNS + 2, ROWS + 2);
    picture->device = device_of(lines, colors, lines != LINES_ASCII, false, light);
    drawing_begin(&picture->drawing, (struct area){1, 1, COLUMNS, ROWS}, plane);
    return picture;
}

/* The field rises from left to right, so that a line meets all of its colours. */
static void add_field(struct picture *picture, const struct colormap_row *map)
{
    struct field_size size = canvas_field_size(&picture->device, picture->drawing.area);
    for (int i = 0; i < size.columns * size.rows; i++)
        picture->tones[i] = (float)(i % size.columns) / (float)(size.columns - 1);
    ramp_make(&picture->ramp, map, picture->device.colors, picture->device.light);
    draw_field(&picture->drawing, &(struct field){.columns = size.columns,
                                                  .rows = size.rows,
                                                  .tones = picture->tones,
                                                  .ramp = &picture->ramp});
}

static void show(struct picture *picture)
{
    canvas_begin(&picture->canvas, picture->drawing.area, plane, &picture->device);
    canvas_draw(&picture->canvas, &picture->drawing);
    canvas_show(&picture->canvas, picture->frame);
}

static void end(struct picture *picture)
{
    frame_free(picture->frame);
    drawing_free(&picture->drawing);
    canvas_free(&picture->canvas);
    free(picture);
}

static const struct cell *cell_at(const struct picture *picture, int column, int row)
{
    return frame_cell(picture->frame, column + 1, row + 1);
}

static bool is_braille(uint32_t glyph)
{
    return glyph > 0x2800 && glyph <= 0x28FF;
}

/* Whether a dot of a braille cell is set: x 0, 1, y 0 … 3. */
static bool has_dot(uint32_t glyph, int x, int y)
{
    static const int bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    return is_braille(glyph) && (glyph & (uint32_t)bits[y][x]);
}

/* How far a point is from a segment. */
static double distance(double x, double y, const double *line)
{
    double dx = line[2] - line[0], dy = line[3] - line[1], length = dx * dx + dy * dy;
    double part = length > 0 ? ((x - line[0]) * dx + (y - line[1]) * dy) / length : 0;
    part = fmin(fmax(part, 0), 1);
    return hypot(x - line[0] - part * dx, y - line[1] - part * dy);
}

/* Lines in dots of the picture: 80 x 64. */
static const double lines[][4] = {
    {3.5, 3.5, 70.5, 50.5},  {10.5, 60.5, 14.5, 2.5}, {2.5, 30.5, 77.5, 30.5},
    {40.5, 2.5, 40.5, 60.5}, {-60, -30, 200, 90},     {20.2, 20.9, 20.6, 20.1},
    {79.9, 0.1, 0.1, 63.9},  {5, 5, 6, 4.5},
};

static struct point point_of(double x, double y)
{
    return (struct point){plane.x0 + x / (2 * COLUMNS) * (plane.x1 - plane.x0),
                          plane.y1 - y / (4 * ROWS) * (plane.y1 - plane.y0)};
}

START_TEST(dots_are_the_line)
{
    const double *line = lines[_i];
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    draw_hop(&picture->drawing, point_of(line[0], line[1]), point_of(line[2], line[3]),
             (struct ink){.color = 0xFFFFFF});
    show(picture);
    int dots = 0;
    for (int y = 0; y < 4 * ROWS; y++)
        for (int x = 0; x < 2 * COLUMNS; x++)
            if (has_dot(cell_at(picture, x / 2, y / 4)->glyph, x % 2, y % 4)) {
                ck_assert_double_le(distance(x + 0.5, y + 0.5, line), 0.75);
                dots++;
            }
    ck_assert_int_gt(dots, 0);
    /* and there is one near each point of it */
    for (int i = 0; i <= 200; i++) {
        double x = line[0] + i / 200.0 * (line[2] - line[0]);
        double y = line[1] + i / 200.0 * (line[3] - line[1]);
        bool near = x < 0 || y < 0 || x >= 2 * COLUMNS || y >= 4 * ROWS;
        for (int k = 0; k < 9 && !near; k++) {
            int u = (int)x + k % 3 - 1, v = (int)y + k / 3 - 1;
            near = u >= 0 && v >= 0 && u < 2 * COLUMNS && v < 4 * ROWS &&
                   has_dot(cell_at(picture, u / 2, v / 4)->glyph, u % 2, v % 4);
        }
        ck_assert(near);
    }
    end(picture);
}
END_TEST

/* --- contrast --- */

/* Every ball and every state, on every colour of every map. */
static void check_contrast(enum age age, bool light, double wanted)
{
    const struct theme *theme = theme_of(COLORS_DIRECT, light);
    color inks[THEME_BALLS + 2] = {theme->roles[ROLE_WARN], theme->roles[ROLE_DANGER]};
    memcpy(inks + 2, theme->balls, sizeof theme->balls);
    for (int map = 0; map < colormap_row_count; map++)
        for (size_t i = 0; i < sizeof inks / sizeof *inks; i++) {
            struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, light);
            add_field(picture, &colormap_rows[map]);
            draw_hop(&picture->drawing, point_of(1, 20), point_of(79, 24),
                     (struct ink){.color = inks[i], .age = (uint8_t)age});
            show(picture);
            for (int k = 0; k < COLUMNS * ROWS; k++) {
                const struct cell *cell = cell_at(picture, k % COLUMNS, k / COLUMNS);
                if (is_braille(cell->glyph))
                    ck_assert_msg((double)light_contrast(cell->fg, cell->bg) >= wanted,
                                  "%s, ink %06X on %06X: %.2f", colormap_rows[map].name, cell->fg,
                                  cell->bg, (double)light_contrast(cell->fg, cell->bg));
            }
            end(picture);
        }
}

START_TEST(new_lines_have_contrast)
{
    check_contrast(AGE_NEWEST, _i, 3);
}
END_TEST

START_TEST(old_lines_can_be_seen)
{
    check_contrast(AGE_OLDEST, _i, 1.7);
}
END_TEST

/* What a terminal of 256 colours shows, of all balls on all maps. */
START_TEST(few_colours_have_contrast)
{
    const struct theme *theme = theme_of(COLORS_256, _i);
    for (int map = 0; map < colormap_row_count; map++)
        for (int ball = 0; ball < THEME_BALLS; ball++) {
            struct picture *picture = begin(LINES_DOTS, COLORS_256, _i);
            add_field(picture, &colormap_rows[map]);
            draw_hop(&picture->drawing, point_of(1, 20), point_of(79, 24),
                     (struct ink){.color = theme->balls[ball]});
            show(picture);
            for (int k = 0; k < COLUMNS * ROWS; k++) {
                const struct cell *cell = cell_at(picture, k % COLUMNS, k / COLUMNS);
                color seen[] = {color_of_256(color_to_256(cell->fg)),
                                color_of_256(color_to_256(cell->bg))};
                if (is_braille(cell->glyph))
                    ck_assert_msg((double)light_contrast(seen[0], seen[1]) >= 3,
                                  "%s, ball %d: %06X on %06X", colormap_rows[map].name, ball + 1,
                                  seen[0], seen[1]);
            }
            end(picture);
        }
}
END_TEST

/* --- ramps --- */

/* OKLab's angle of a hue in degrees; -1: it is nearly grey. */
static double hue_of(color c, double *lightness)
{
    double part[3], cone[3];
    static const double cones[3][3] = {{0.4122214708, 0.5363325363, 0.0514459929},
                                       {0.2119034982, 0.6806995451, 0.1073969566},
                                       {0.0883024619, 0.2817188376, 0.6299787005}};
    for (int i = 0; i < 3; i++) {
        double value = (c >> (16 - 8 * i) & 255) / 255.0;
        part[i] = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
    }
    for (int i = 0; i < 3; i++)
        cone[i] = cbrt(cones[i][0] * part[0] + cones[i][1] * part[1] + cones[i][2] * part[2]);
    double a = 1.9779984951 * cone[0] - 2.4285922050 * cone[1] + 0.4505937099 * cone[2];
    double b = 0.0259040371 * cone[0] + 0.7827717662 * cone[1] - 0.8086757660 * cone[2];
    *lightness = 0.2104542553 * cone[0] + 0.7936177850 * cone[1] - 0.0040720468 * cone[2];
    double degrees = atan2(b, a) * 57.29577951308232;
    return hypot(a, b) < 0.04 ? -1 : degrees < 0 ? degrees + 360 : degrees;
}

/* With 256 colours lightness rises as well, and where the map has a hue the ramp's is near. */
START_TEST(few_colours_keep_the_hues_of_a_map)
{
    const struct colormap_row *map = &colormap_rows[_i / 2];
    bool light = _i % 2;
    struct ramp fine, few;
    ramp_make(&fine, map, COLORS_DIRECT, light);
    ramp_make(&few, map, COLORS_256, light);
    double last = -1, sum = 0;
    int coloured = 0, steps = 1;
    for (int i = 0; i < RAMP_STEPS; i++) {
        double lightness, wanted = hue_of(fine.colors[i], &lightness);
        double hue = hue_of(few.colors[i], &lightness);
        ck_assert_uint_eq(color_of_256(color_to_256(few.colors[i])), few.colors[i]);
        ck_assert_double_ge(lightness, last - 1e-9);
        last = lightness;
        if (wanted < 0)
            continue;
        double apart = hue < 0 ? 90 : fabs(hue - wanted);
        coloured++;
        sum += apart > 180 ? 360 - apart : apart;
    }
    ck_assert_msg(sum <= 30 * coloured, "%s: %.1f degrees off", map->name, sum / coloured);
    for (int i = 1; i < RAMP_STEPS; i++)
        steps += few.colors[i] != few.colors[i - 1];
    ck_assert_int_ge(steps, 4);
}
END_TEST

/* In direct colour its light rises evenly, in a narrow band. */
START_TEST(a_ramp_is_quiet_and_rises)
{
    for (int light = 0; light < 2; light++) {
        struct ramp ramp;
        ramp_make(&ramp, &colormap_rows[_i], COLORS_DIRECT, light);
        for (int i = 1; i < RAMP_STEPS; i++)
            ck_assert(light_of(ramp.colors[i]) >= light_of(ramp.colors[i - 1]) - 0.008F);
        double low = (double)light_of(ramp.colors[0]), high = (double)light_of(ramp.colors[255]);
        ck_assert_double_eq_tol(low, light ? 0.52 : 0.012, 0.006);
        ck_assert_double_eq_tol(high, light ? 0.84 : 0.117, 0.006);
    }
}
END_TEST

/* --- one ink a cell --- */

START_TEST(the_topmost_ink_has_the_cell_and_all_dots_stay)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    draw_hop(&picture->drawing, point_of(0.5, 10.5), point_of(79.5, 10.5),
             (struct ink){.color = 0xFF0000});
    draw_hop(&picture->drawing, point_of(20.5, 0.5), point_of(20.5, 63.5),
             (struct ink){.color = 0x00FF00});
    show(picture);
    const struct cell *crossing = cell_at(picture, 10, 2);
    ck_assert_uint_eq(crossing->fg, 0x00FF00);
    ck_assert_uint_eq(crossing->glyph, 0x2800 + (0x01 | 0x02 | 0x04 | 0x40) + 0x20);
    ck_assert_uint_eq(cell_at(picture, 9, 2)->fg, 0xFF0000);
    end(picture);
}
END_TEST

START_TEST(what_is_kept_lies_below_what_comes)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct canvas kept = {0};
    canvas_begin(&kept, picture->drawing.area, plane, &picture->device);
    draw_hop(&picture->drawing, point_of(20.5, 0.5), point_of(20.5, 63.5),
             (struct ink){.color = 0x00FF00});
    canvas_draw(&kept, &picture->drawing);
    drawing_begin(&picture->drawing, picture->drawing.area, plane);
    draw_hop(&picture->drawing, point_of(0.5, 10.5), point_of(79.5, 10.5),
             (struct ink){.color = 0xFF0000});
    canvas_copy(&picture->canvas, &kept);
    canvas_draw(&picture->canvas, &picture->drawing);
    canvas_show(&picture->canvas, picture->frame);
    ck_assert_uint_eq(cell_at(picture, 10, 2)->fg, 0xFF0000);
    ck_assert_uint_eq(cell_at(picture, 10, 3)->fg, 0x00FF00);
    canvas_free(&kept);
    end(picture);
}
END_TEST

/* What a canvas shows that was shown before is what a new one shows, whatever has changed. */
START_TEST(what_is_shown_again_is_as_anew)
{
    enum { TIMES = 12 };
    struct picture *picture = begin(LINES_QUADRANTS + _i, COLORS_DIRECT, false);
    for (int time = 0; time < TIMES; time++) {
        drawing_begin(&picture->drawing, picture->drawing.area, plane);
        if (time != 7)
            add_field(picture, &colormap_rows[time > 9]);
        for (int i = 0; i < 3; i++)
            draw_hop(&picture->drawing, point_of(5 + time % 3, 10 + 20 * i), point_of(70, 5 * time),
                     (struct ink){.color = i == time % 4 ? 0xFF0000 : 0xFFFFFF,
                                  .weight = i ? WEIGHT_LINE : WEIGHT_CONTOUR,
                                  .age = time == 5});
        drawing_at(&picture->drawing, DEPTH_BALLS, 0);
        draw_mark(&picture->drawing, point_of(70, 5 * time), 0, (struct ink){.color = 0xFFFFFF});
        show(picture);
        struct canvas canvas = {0};
        struct frame *anew = frame_new(COLUMNS + 2, ROWS + 2);
        canvas_begin(&canvas, picture->drawing.area, plane, &picture->device);
        canvas_draw(&canvas, &picture->drawing);
        canvas_show(&canvas, anew);
        for (int i = 0; time != 7 && i < anew->columns * anew->rows; i++)
            ck_assert(cell_equal(&picture->frame->cells[i], &anew->cells[i]));
        frame_free(anew);
        canvas_free(&canvas);
    }
    end(picture);
}
END_TEST

START_TEST(a_grid_steps_back)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    draw_hop(&picture->drawing, point_of(0.5, 10.5), point_of(79.5, 10.5),
             (struct ink){.color = 0x333333, .weight = WEIGHT_GRID});
    draw_hop(&picture->drawing, point_of(21.5, 0.5), point_of(21.5, 63.5),
             (struct ink){.color = 0x00FF00});
    show(picture);
    ck_assert_uint_eq(cell_at(picture, 9, 2)->glyph, 0x2804);
    ck_assert_uint_eq(cell_at(picture, 10, 2)->glyph, 0x2800 + 0x08 + 0x10 + 0x20 + 0x80);
    end(picture);
}
END_TEST

/* --- marks and labels --- */

START_TEST(balls_in_one_cell_stand_side_by_side)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    for (int i = 0; i < 3; i++)
        draw_mark(&picture->drawing, (struct point){0, 0}, mark_of_ball(i),
                  (struct ink){.color = 0xFFFFFF});
    show(picture);
    ck_assert_uint_eq(cell_at(picture, 20, 8)->glyph, mark_row(2)->glyph);
    ck_assert_uint_eq(cell_at(picture, 21, 8)->glyph, mark_row(1)->glyph);
    ck_assert_uint_eq(cell_at(picture, 19, 8)->glyph, mark_row(0)->glyph);
    end(picture);
}
END_TEST

START_TEST(balls_in_one_cell_lie_above_each_other_where_place_tells)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    for (int i = 0; i < 3; i++)
        draw_mark(&picture->drawing, (struct point){0, 0}, mark_of_ball(i),
                  (struct ink){.color = 0xFFFFFF});
    canvas_begin(&picture->canvas, picture->drawing.area, plane, &picture->device);
    picture->canvas.stacks = true;
    canvas_draw(&picture->canvas, &picture->drawing);
    canvas_show(&picture->canvas, picture->frame);
    ck_assert_uint_eq(cell_at(picture, 20, 8)->glyph, mark_row(2)->glyph);
    ck_assert_uint_eq(cell_at(picture, 21, 8)->glyph, ' ');
    ck_assert_uint_eq(cell_at(picture, 19, 8)->glyph, ' ');
    end(picture);
}
END_TEST

START_TEST(a_ball_outside_is_an_arrow_at_the_edge)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    draw_mark(&picture->drawing, (struct point){9, 0}, 0, (struct ink){.color = 0xFFFFFF});
    draw_mark(&picture->drawing, (struct point){-9, -9}, 1, (struct ink){.color = 0xFFFFFF});
    show(picture);
    ck_assert_uint_eq(cell_at(picture, COLUMNS - 1, 8)->glyph, 0x2192);
    ck_assert_uint_eq(cell_at(picture, 0, ROWS - 1)->glyph, 0x2199);
    end(picture);
}
END_TEST

/* Where lines are everywhere there is no label; else each is whole, or not there at all. */
START_TEST(labels_stand_clear_or_are_left_out)
{
    int spacing = _i + 1, letters[2] = {0};
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    drawing_at(&picture->drawing, DEPTH_PAST, 0);
    for (int y = 0; y < 4 * ROWS; y += 4 * spacing)
        draw_hop(&picture->drawing, point_of(0, y + 0.5), point_of(80, y + 0.5),
                 (struct ink){.color = 0xFFFFFF});
    drawing_at(&picture->drawing, DEPTH_WORDS, 0);
    draw_label(&picture->drawing, LABEL_NEAR, &(struct point){0, 0}, 1, "xxxx", 1,
               (struct ink){.color = 0xFFFFFF});
    draw_label(&picture->drawing, LABEL_NEAR, &(struct point){0, 0}, 1, "yyyyy", 2,
               (struct ink){.color = 0xFFFFFF});
    show(picture);
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        uint32_t glyph = cell_at(picture, i % COLUMNS, i / COLUMNS)->glyph;
        ck_assert(i / COLUMNS % spacing || is_braille(glyph));
        letters[0] += glyph == 'x';
        letters[1] += glyph == 'y';
    }
    ck_assert_int_eq(letters[1], spacing > 1 ? 5 : 0);
    ck_assert_int_eq(letters[0], spacing > 1 ? 4 : 0);
    end(picture);
}
END_TEST

static struct point middle_of(const struct picture *picture, int column, int row)
{
    return drawing_point(&picture->drawing, (struct point){column + 0.5, row + 0.5});
}

/* It has words at its right, unless these were as near to another mark. */
START_TEST(words_belong_to_the_nearest_mark)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct ink ink = {.color = 0xFFFFFF};
    struct point at = middle_of(picture, 20, 4), other = middle_of(picture, 24, 5);
    drawing_at(&picture->drawing, DEPTH_PRESENT, -1);
    draw_mark(&picture->drawing, at, MARK_MINIMUM, ink);
    if (_i == 1)
        draw_mark(&picture->drawing, other, MARK_MINIMUM, ink);
    drawing_at(&picture->drawing, DEPTH_WORDS, -1);
    draw_label(&picture->drawing, LABEL_BESIDE, &at, 1, "word", 1, ink);
    show(picture);
    ck_assert_uint_eq(cell_at(picture, _i == 1 ? 15 : 22, 4)->glyph, 'w');
    ck_assert_uint_eq(cell_at(picture, _i == 1 ? 18 : 25, 4)->glyph, 'd');
    end(picture);
}
END_TEST

/* What is too long gives way to what comes after it; under a ball nothing more is said. */
START_TEST(words_give_way)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct ink ink = {.color = 0xFFFFFF};
    struct point at = middle_of(picture, 20, 4);
    char words[2 * COLUMNS];
    memset(words, 'x', sizeof words);
    snprintf(words + COLUMNS + 1, 8, "%s", LABEL_ELSE "ab");
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    draw_mark(&picture->drawing, at, 0, ink);
    drawing_at(&picture->drawing, DEPTH_WORDS, -1);
    draw_label(&picture->drawing, LABEL_QUIET, &at, 1, "quiet", 2, ink);
    draw_label(&picture->drawing, LABEL_BESIDE, &at, 1, words, 1, ink);
    show(picture);
    ck_assert_uint_eq(cell_at(picture, 22, 4)->glyph, 'a');
    ck_assert_uint_eq(cell_at(picture, 23, 4)->glyph, 'b');
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        uint32_t glyph = cell_at(picture, i % COLUMNS, i / COLUMNS)->glyph;
        ck_assert(glyph != 'x' && glyph != 'q' && glyph != '\n');
    }
    end(picture);
}
END_TEST

/* A mark that is drawn at its place reaches into two rows; words are in neither. */
START_TEST(labels_are_beside_true_marks)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct point at = point_of(40, 4 * 8 + (_i ? 0.4 : 3.6)); /* of four dots a row */
    int reached = _i ? 7 : 9, letters = 0;
    picture->device.vectors = true;
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    for (int i = 0; i < 3; i++)
        draw_mark(&picture->drawing, at, mark_of_ball(i), (struct ink){.color = 0xFFFFFF});
    drawing_at(&picture->drawing, DEPTH_WORDS, 0);
    draw_label(&picture->drawing, LABEL_NEAR, &at, 1, "xxx", 1, (struct ink){.color = 0xFFFFFF});
    show(picture);
    for (int i = 0; i < ROWS * COLUMNS; i++)
        if (cell_at(picture, i % COLUMNS, i / COLUMNS)->glyph == 'x') {
            int column = i % COLUMNS, row = i / COLUMNS;
            letters++;
            ck_assert((row != 8 && row != reached) || column < 18 || column > 22);
        }
    ck_assert_int_eq(letters, 3);
    end(picture);
}
END_TEST

/* Where a line leads from words to their mark, none comes to another mark before: rather they stand
 * farther off, or have none. */
START_TEST(no_line_leads_to_another_mark)
{
    static const int lines_of_name[] = {0, 0, 1}; /* beside it; behind another one; below it */
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct ink ink = {.color = 0xFFFFFF};
    struct point at = middle_of(picture, 20, 8), other = middle_of(picture, 23, 8);
    drawing_at(&picture->drawing, DEPTH_PAST, 0);
    for (int y = 0; y < 4 * ROWS; y++) {
        bool left = y / 4 != 8 && !(_i == 2 && y / 4 == 10), right = y / 4 != 8;
        draw_hop(&picture->drawing, point_of(0, y + 0.5), point_of(right ? 80 : 38, y + 0.5),
                 (struct ink){.color = 0xFFFFFF});
        picture->drawing.count -= !left && !(y / 4 == 8);
    }
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    draw_mark(&picture->drawing, at, MARK_BALL, ink);
    if (_i > 0)
        draw_mark(&picture->drawing, other, MARK_BALL + 1, ink);
    drawing_at(&picture->drawing, DEPTH_WORDS, 0);
    draw_label(&picture->drawing, LABEL_NEAR, &at, 1, "xxx", 1, ink);
    canvas_begin(&picture->canvas, picture->drawing.area, plane, &picture->device);
    picture->canvas.exact = true;
    canvas_draw(&picture->canvas, &picture->drawing);
    canvas_show(&picture->canvas, picture->frame);
    int letters = 0, row = 0;
    for (int i = 0; i < ROWS * COLUMNS; i++)
        if (cell_at(picture, i % COLUMNS, i / COLUMNS)->glyph == 'x') {
            letters++;
            row = i / COLUMNS;
        }
    ck_assert_int_eq(letters, 3);
    ck_assert_int_eq(row, _i == 2 ? 10 : 8);
    ck_assert_int_eq(picture->frame->hairline_count, lines_of_name[_i]);
    end(picture);
}
END_TEST

/* --- vectors --- */

static char *svg_of(struct picture *picture)
{
    struct text out = {0};
    picture->device.vectors = true;
    show(picture);
    frame_svg_write(&out, picture->frame, &(struct frame_svg_options){.title = ""});
    return out.bytes;
}

/* The corners of a path `m0 0 1 1-2.5 3m…` as far as there is room, in pixels; returns how many. */
static int read_path(const char *path, double places[][2], int max)
{
    double x = 0, y = 0;
    int count = 0;
    while (count < max && *path && *path != '"' && *path != 'z') {
        char *behind;
        path += *path == 'm';
        x += strtod(path, &behind);
        y += strtod(behind, &behind);
        path = behind;
        places[count][0] = x, places[count++][1] = y;
    }
    return count;
}

START_TEST(pictures_have_true_lines)
{
    enum { LINE_HEIGHT = 18, LINE_WIDTH = 9 };
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct point corners[] = {{-3, -1}, {0, 1.5}, {3, -1}, {3.5, -1.5}};
    draw_line(&picture->drawing, corners, 4, (struct ink){.color = 0xFF0000});
    char *svg = svg_of(picture);
    const char *path = strstr(svg, "stroke=\"#ff0000\" d=\"m");
    ck_assert_ptr_nonnull(path);
    double places[8][2];
    ck_assert_int_eq(read_path(strstr(path, "d=\"") + 3, places, 8), 4);
    for (int i = 0; i < 4; i++) {
        struct point cell = drawing_cell(&picture->drawing, corners[i]);
        ck_assert_double_eq_tol(places[i][0], (cell.x + 1) * LINE_WIDTH, 0.06);
        ck_assert_double_eq_tol(places[i][1], (cell.y + 1) * LINE_HEIGHT, 0.06);
    }
    ck_assert_ptr_null(strstr(svg, "\u2840"));
    free(svg);
    end(picture);
}
END_TEST

/* The middle of a mark's outline is its place, not that of a cell; of two balls in one place the
 * first moves aside. */
START_TEST(pictures_have_marks_at_their_places)
{
    enum { LINE_HEIGHT = 18, LINE_WIDTH = 9 };
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, _i);
    struct point at = {0.33, -0.71}, cell = drawing_cell(&picture->drawing, at);
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    for (int ball = 0; ball < 2; ball++)
        draw_mark(&picture->drawing, at, mark_of_ball(ball),
                  (struct ink){.color = 0xFF0000U >> 8 * ball});
    char *svg = svg_of(picture);
    static const char *const fills[] = {"fill=\"#ff0000\"", "fill=\"#00ff00\""};
    for (int ball = 0; ball < 2; ball++) {
        const char *path = strstr(svg, fills[ball]);
        double places[MARK_CORNERS_MAX][2], x = 0, y = 0;
        ck_assert_ptr_nonnull(path);
        int count = read_path(strstr(path, "d=\"") + 3, places, MARK_CORNERS_MAX);
        ck_assert_int_eq(count, mark_row(ball)->outline->count);
        for (int i = 0; i < count; i++)
            x += places[i][0] / count, y += places[i][1] / count;
        ck_assert_double_eq_tol(x, (cell.x + 1 + !ball) * LINE_WIDTH, 0.06);
        ck_assert_double_eq_tol(y, (cell.y + 1) * LINE_HEIGHT, 0.06);
    }
    ck_assert_uint_eq(cell_at(picture, (int)cell.x, (int)cell.y)->glyph, ' ');
    free(svg);
    end(picture);
}
END_TEST

/* A hundred thousand hops from wall to wall that come to rest: what can be seen of them is little.
 */
START_TEST(long_ways_are_bounded_in_pictures)
{
    enum { HOPS = 100000, PIECE = 1000 };
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct point at = {-3.5, 1.8};
    picture->device.vectors = true;
    canvas_begin(&picture->canvas, picture->drawing.area, plane, &picture->device);
    for (int i = 0; i < HOPS; i++) {
        double shrinks = _i ? 0.999 : 1;
        struct point next = {at.x * 0.9995, -at.y * shrinks};
        draw_hop(&picture->drawing, at, next, (struct ink){.color = 0xFF0000});
        at = next;
        if (i % PIECE)
            continue;
        canvas_draw(&picture->canvas, &picture->drawing);
        drawing_begin(&picture->drawing, picture->drawing.area, plane);
    }
    canvas_show(&picture->canvas, picture->frame);
    struct text out = {0};
    frame_svg_write(&out, picture->frame, &(struct frame_svg_options){.title = ""});
    ck_assert_uint_lt(out.length, 40000);
    text_free(&out);
    end(picture);
}
END_TEST

/* --- the raster --- */

enum { SIDE = 24, FINE = 32 };

/* How much of a pixel an outline covers, by many points in it. */
static double covered_by_points(const struct point *corners, int count, int column, int row)
{
    int inside = 0;
    for (int k = 0; k < FINE * FINE; k++) {
        double x = column + (k % FINE + 0.5) / FINE, y = row + (k / FINE + 0.5) / FINE;
        bool in = false;
        for (int i = 0, j = count - 1; i < count; j = i++)
            if ((corners[i].y > y) != (corners[j].y > y) &&
                x < corners[i].x + (y - corners[i].y) * (corners[j].x - corners[i].x) /
                                       (corners[j].y - corners[i].y))
                in = !in;
        inside += in;
    }
    return (double)inside / (FINE * FINE);
}

static const struct {
    int count;
    struct point corners[5];
} polygons[] = {
    {4, {{3.25, 4.5}, {15.75, 4.5}, {15.75, 9.125}, {3.25, 9.125}}},
    {3, {{2.3, 3.1}, {20.7, 8.4}, {6.2, 21.9}}},
    {4, {{12, 2.2}, {13.1, 12}, {12, 21.7}, {11.3, 12}}},
    {5, {{12, 1}, {18, 20}, {2, 8}, {22, 8}, {9, 19}}},
    {3, {{-5, -5}, {40, 12}, {-5, 30}}},
    {4, {{5.2, 5.2}, {5.9, 5.2}, {5.9, 5.6}, {5.2, 5.6}}},
};

START_TEST(areas_cover_exactly)
{
    uint8_t bytes[SIDE * SIDE] = {0};
    struct cover cover = {SIDE, SIDE, bytes, NULL};
    const struct point *corners = polygons[_i].corners;
    bool crosses = polygons[_i].count == 5; /* what it goes round twice, points do not count */
    raster_area(&cover, corners, polygons[_i].count, 255);
    for (int i = 0; i < SIDE * SIDE; i++) {
        double wanted = covered_by_points(corners, polygons[_i].count, i % SIDE, i / SIDE);
        if (!crosses)
            ck_assert_double_eq_tol(bytes[i] / 255.0, wanted, 0.025);
        else
            ck_assert_double_ge(bytes[i] / 255.0, wanted - 0.025);
    }
}
END_TEST

/* Beside its ends a line is a box; with round ends it reaches half its width farther. */
static const struct {
    double x0, y0, x1, y1, width;
} strokes[] = {
    {2, 12, 22, 12, 1},  {2, 12.3, 22, 12.3, 1.8}, {12.7, 2, 12.7, 22, 0.6},
    {3, 3, 21, 21, 1.5}, {2.5, 9, 21.3, 13.7, 2},  {9, 21, 13, 2, 3},
};

START_TEST(lines_cover_exactly)
{
    uint8_t bytes[SIDE * SIDE] = {0};
    struct cover cover = {SIDE, SIDE, bytes, NULL};
    double dx = strokes[_i].x1 - strokes[_i].x0, dy = strokes[_i].y1 - strokes[_i].y0;
    double length = hypot(dx, dy), half = strokes[_i].width / 2;
    double right = -dy / length * half, down = dx / length * half;
    struct point box[] = {{strokes[_i].x0 + right, strokes[_i].y0 + down},
                          {strokes[_i].x1 + right, strokes[_i].y1 + down},
                          {strokes[_i].x1 - right, strokes[_i].y1 - down},
                          {strokes[_i].x0 - right, strokes[_i].y0 - down}};
    raster_line(&cover, &(struct stroke){(float)strokes[_i].width, 1}, (float)strokes[_i].x0,
                (float)strokes[_i].y0, (float)strokes[_i].x1, (float)strokes[_i].y1);
    double sum = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        double x = i % SIDE + 0.5 - strokes[_i].x0, y = i / SIDE + 0.5 - strokes[_i].y0;
        double along = (x * dx + y * dy) / length;
        sum += bytes[i] / 255.0;
        if (along > 1 && along < length - 1)
            ck_assert_double_eq_tol(bytes[i] / 255.0, covered_by_points(box, 4, i % SIDE, i / SIDE),
                                    0.03);
    }
    ck_assert_double_eq_tol(sum, 2 * half * length + 3.14159265 * half * half, 0.6);
}
END_TEST

/* A picture of 400 x 320 pixels, on a field. */
static struct raster *paint(struct picture *picture, enum light light)
{
    struct raster *raster = raster_new();
    picture->device = device_of(LINES_DOTS, COLORS_DIRECT, true, false, light);
    raster_begin(raster, 10 * COLUMNS, 20 * ROWS, 0x808080);
    raster->has_field = true;
    raster_draw(raster, &picture->drawing, &picture->device, 10);
    return raster;
}

/* In whole pixels. */
static int count_red(const struct raster *raster)
{
    int sum = 0;
    for (int i = 0; i < raster->width * raster->height; i++) {
        int more = (int)(raster->pixels[i] >> 16) - (int)(raster->pixels[i] >> 8 & 0xff);
        sum += more > 0 ? more : 0;
    }
    return sum / 255;
}

/* Only of thousands of ways each is a hair, and on paper none: contours do not count. */
START_TEST(ways_are_no_hairs_beside_contours)
{
    static const int contours[] = {0, 60, 0, 0}, ways[] = {1, 1, 90, 90};
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct ink thin = {.color = 0x808080, .weight = WEIGHT_CONTOUR}, red = {.color = 0xFF0000};
    for (int i = 0; i < 100 * contours[_i]; i++) {
        struct point at = {-2 + i % 100 / 50.0, 1.4 - i / 100 * 1e-3};
        if (i % 100 == 0)
            draw_line(&picture->drawing, &at, 1, thin);
        else
            drawing_extend(&picture->drawing, at);
    }
    drawing_at(&picture->drawing, DEPTH_PAST, 0);
    for (int i = 0; i < 60 * (ways[_i] - 1); i++)
        draw_hop(&picture->drawing, (struct point){-2, 1.4}, (struct point){-1.9, 1.4},
                 (struct ink){.color = 0x00FF00});
    draw_hop(&picture->drawing, (struct point){-2, -1}, (struct point){2, -1}, red);
    struct raster *raster = paint(picture, _i == 3 ? LIGHT_PRINT : LIGHT_NONE);
    static const int least[] = {400, 400, 150, 150},
                     most[] = {600, 600, 250, 400}; /* on paper darker */
    ck_assert_int_ge(count_red(raster), least[_i]);
    ck_assert_int_le(count_red(raster), most[_i]);
    raster_free(raster);
    end(picture);
}
END_TEST

/* A landing does not cover the one before, be it on the wall from which the ball comes back. */
START_TEST(landings_leave_each_other_seen)
{
    static const double places[][2] = {{-1, 1}, {-1, -1}, {-0.99, 1}, {-0.99, -1}, {-0.9, 1}};
    struct raster *rasters[2];
    for (int k = 0; k < 2; k++) {
        struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
        drawing_at(&picture->drawing, DEPTH_PAST, 0);
        for (int i = 0; i < (k ? 5 : 2); i++)
            draw_mark(&picture->drawing, (struct point){places[i][0], places[i][1]}, MARK_LANDING,
                      (struct ink){.color = 0xFF0000});
        if (!k)
            draw_mark(&picture->drawing, (struct point){-0.9, 1}, MARK_LANDING,
                      (struct ink){.color = 0xFF0000});
        rasters[k] = paint(picture, LIGHT_PRINT);
        end(picture);
    }
    size_t size = (size_t)rasters[0]->width * (size_t)rasters[0]->height * sizeof(color);
    ck_assert_mem_eq(rasters[0]->pixels, rasters[1]->pixels, size);
    ck_assert_int_gt(count_red(rasters[0]), 15);
    raster_free(rasters[0]);
    raster_free(rasters[1]);
}
END_TEST

/* A drawing is the same at any size: a line's ink is where it is, and nowhere else. */
START_TEST(drawings_have_any_size)
{
    static const int sizes[][2] = {{80, 64}, {333, 222}, {900, 700}};
    int width = sizes[_i][0], height = sizes[_i][1];
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    struct raster *raster = raster_new();
    draw_hop(&picture->drawing, (struct point){-3, -1.5}, (struct point){3, 1.5},
             (struct ink){.color = 0xFF0000});
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    draw_mark(&picture->drawing, (struct point){-3, 1}, 3, (struct ink){.color = 0x00FF00});
    raster_begin(raster, width, height, 0);
    raster_draw(raster, &picture->drawing, &picture->device, (double)width / COLUMNS);
    ck_assert_uint_gt(raster->pixels[height / 2 * width + width / 2] >> 16, 0x20);
    ck_assert_uint_gt(raster->pixels[height / 4 * width + width / 8], 0x00F000);
    ck_assert_uint_eq(raster->pixels[height * 3 / 4 * width + width * 3 / 4], 0);
    ck_assert_uint_eq(raster->pixels[width / 2], 0);
    raster_free(raster);
    end(picture);
}
END_TEST

/* --- plates --- */

enum { PIXELS_WIDE = 9, PIXELS_HIGH = 18 };

static struct picture *begin_plate(void)
{
    struct picture *picture = begin(LINES_DOTS, COLORS_DIRECT, false);
    picture->device.pixels = (struct cell_size){PIXELS_WIDE, PIXELS_HIGH};
    return picture;
}

static color pixel_at(const struct picture *picture, double x, double y)
{
    const struct raster *raster = picture->frame->plates[0].raster;
    int column = (int)((x - plane.x0) / (plane.x1 - plane.x0) * raster->width);
    int row = (int)((plane.y1 - y) / (plane.y1 - plane.y0) * raster->height);
    return raster->pixels[row * raster->width + column];
}

/* Where a device has pixels, field, lines and balls are a plate, seen through the cells; words are
 * cells. What is written over them hides it. */
START_TEST(plots_are_plates)
{
    struct picture *picture = begin_plate();
    struct area area = picture->drawing.area;
    add_field(picture, &colormap_rows[0]);
    draw_hop(&picture->drawing, (struct point){-3, 1}, (struct point){3, 1},
             (struct ink){.color = 0xFFFFFF});
    drawing_at(&picture->drawing, DEPTH_BALLS, 0);
    draw_mark(&picture->drawing, (struct point){2, -1}, 0, (struct ink){.color = 0xFF8000});
    drawing_at(&picture->drawing, DEPTH_WORDS, -1);
    draw_label(&picture->drawing, LABEL_AT, &(struct point){-2, -1}, 1, "word", 1,
               (struct ink){.color = 0xFFFFFF});
    show(picture);
    ck_assert_int_eq(picture->frame->plate_count, 1);
    ck_assert(area_equal(&picture->frame->plates[0].area, &area));
    ck_assert_int_eq(picture->frame->plates[0].raster->width, COLUMNS * PIXELS_WIDE);
    ck_assert_int_eq(picture->frame->plates[0].raster->height, ROWS * PIXELS_HIGH);
    int letters = 0;
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        const struct cell *cell = cell_at(picture, i % COLUMNS, i / COLUMNS);
        ck_assert(cell->attributes & ATTRIBUTE_THROUGH);
        ck_assert(cell->glyph < 128 && cell->bg == (cell->glyph == ' ' ? COLOR_DEFAULT : cell->bg));
        letters += cell->glyph != ' ';
    }
    ck_assert_int_eq(letters, 4);
    ck_assert_uint_ge(pixel_at(picture, 0, 1), 0xE0E0E0);
    ck_assert_uint_eq(pixel_at(picture, 2, -1), 0xFF8000);
    for (int i = 0; i < 3; i++)
        ck_assert(light_contrast(pixel_at(picture, -3 + 2 * i, 0.5),
                                 ramp_at(&picture->ramp, (float)(1 + 2 * i) / 8)) < 1.01F);
    frame_text(picture->frame, 3, 3, 9, (struct style){COLOR_DEFAULT, COLOR_DEFAULT, 0}, "page");
    ck_assert(!(frame_cell(picture->frame, 4, 3)->attributes & ATTRIBUTE_THROUGH));
    end(picture);
}
END_TEST

/* Another plate of the same area comes instead of it, and shows what is below. */
START_TEST(plates_lie_over_each_other)
{
    struct picture *picture = begin_plate();
    struct canvas above = {0};
    struct drawing drawing = {0};
    draw_hop(&picture->drawing, (struct point){-3, 1}, (struct point){3, 1},
             (struct ink){.color = 0xFFFFFF});
    show(picture);
    const struct raster *below = picture->frame->plates[0].raster;
    drawing_begin(&drawing, picture->drawing.area, plane);
    drawing_at(&drawing, DEPTH_BALLS, 0);
    draw_mark(&drawing, (struct point){2, -1}, 0, (struct ink){.color = 0xFF8000});
    canvas_begin(&above, drawing.area, plane, &picture->device);
    canvas_draw_over(&above, picture->frame);
    canvas_draw(&above, &drawing);
    canvas_show(&above, picture->frame);
    ck_assert_int_eq(picture->frame->plate_count, 1);
    ck_assert_ptr_ne(picture->frame->plates[0].raster, below);
    ck_assert_uint_ge(pixel_at(picture, 0, 1), 0xC0C0C0);
    ck_assert_uint_eq(pixel_at(picture, 2, -1), 0xFF8000);
    canvas_free(&above);
    drawing_free(&drawing);
    end(picture);
}
END_TEST

/* A copy that is drawn on and copied again is what a fresh one would be. */
START_TEST(copies_are_whole)
{
    struct picture *picture = begin_plate();
    struct canvas now = {0};
    add_field(picture, &colormap_rows[0]);
    show(picture);
    canvas_begin(&picture->canvas, picture->drawing.area, plane, &picture->device);
    canvas_draw(&picture->canvas, &picture->drawing);
    for (int i = 0; i < 8; i++) {
        const struct raster *kept = picture->canvas.raster;
        int64_t stamp = kept->stamp;
        frame_clear(picture->frame);
        canvas_copy(&now, &picture->canvas);
        ck_assert_mem_eq(now.raster->pixels, kept->pixels,
                         (size_t)kept->width * (size_t)kept->height * sizeof(color));
        ck_assert_int_eq(now.raster->stamp, stamp);
        drawing_begin(&picture->drawing, picture->drawing.area, plane);
        draw_hop(&picture->drawing, (struct point){-3 + 0.6 * i, 1}, (struct point){3, -0.3 * i},
                 (struct ink){.color = 0xFFFFFF});
        if (i == 4) /* what it is a copy of is another one now */
            canvas_draw(&picture->canvas, &picture->drawing);
        canvas_draw(&now, &picture->drawing);
        canvas_show(&now, picture->frame);
        ck_assert_int_ne(now.raster->stamp, stamp);
    }
    canvas_free(&now);
    end(picture);
}
END_TEST

/* --- blocks --- */

/* Each of the glyphs is another one, and takes one column. */
START_TEST(blocks_are_all_there)
{
    int count = 4 + 2 * _i;
    for (unsigned mask = 0; mask < 1U << count; mask++) {
        uint32_t glyph = blocks_glyph(mask, count);
        ck_assert_int_eq(utf8_width(glyph), 1);
        for (unsigned other = 0; other < mask; other++)
            ck_assert_uint_ne(glyph, blocks_glyph(other, count));
    }
}
END_TEST

/* The two colours of a cell are those of the best split there is. */
START_TEST(blocks_fit_best)
{
    int count = 4 + 2 * (_i % 3);
    uint32_t state = 12345U + (uint32_t)_i;
    color colors[BLOCKS_MAX] = {0};
    for (int i = 0; i < count; i++) {
        state = state * 1664525U + 1013904223U;
        colors[i] = state >> 8;
    }
    struct cell cell = {0};
    blocks_fit(&cell, colors, count);
    double least = HUGE_VAL, own = HUGE_VAL;
    for (unsigned mask = 0; mask < 1U << count; mask++) {
        double error = 0;
        for (int part = 0; part < 24; part += 8)
            for (unsigned side = 0; side < 2; side++) {
                double sum = 0, squares = 0, members = 0;
                for (int i = 0; i < count; i++)
                    if ((mask >> i & 1) == side) {
                        double value = colors[i] >> part & 255;
                        sum += value, squares += value * value, members++;
                    }
                error += members > 0 ? squares - sum * sum / members : 0;
            }
        least = fmin(least, error);
        if (blocks_glyph(mask, count) == cell.glyph)
            own = error;
    }
    ck_assert_double_le(own, least + 1e-6);
}
END_TEST

/* Of the cells of a new way nine of ten have a quadrant that stands out. */
START_TEST(quadrants_stand_out)
{
    const struct theme *theme = theme_of(COLORS_DIRECT, _i);
    for (int ball = 0; ball < THEME_BALLS; ball++) {
        struct picture *picture = begin(LINES_QUADRANTS, COLORS_DIRECT, _i);
        add_field(picture, &colormap_rows[0]);
        draw_hop(&picture->drawing, (struct point){-3.5, -1.2}, (struct point){3.5, 1.4},
                 (struct ink){.color = theme->balls[ball]});
        show(picture);
        int cells = 0, clear = 0;
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            const struct cell *cell = cell_at(picture, i % COLUMNS, i / COLUMNS);
            const uint8_t *upper =
                picture->canvas.inks + 2 * (i / COLUMNS) * 2 * COLUMNS + 2 * (i % COLUMNS);
            const uint8_t *lower = upper + 2 * COLUMNS;
            if (!upper[0] && !upper[1] && !lower[0] && !lower[1])
                continue;
            color field =
                picture->canvas.ground[2 * (i / COLUMNS) * 2 * COLUMNS + 2 * (i % COLUMNS)];
            double a = (double)light_contrast(cell->fg, cell->bg);
            double b = fmax((double)light_contrast(cell->fg, field),
                            (double)light_contrast(cell->bg, field));
            cells++;
            clear += fmax(a, b) >= 3;
        }
        ck_assert_msg(clear >= 0.9 * cells, "ball %d: %d of %d", ball + 1, clear, cells);
        end(picture);
    }
}
END_TEST

/* A line is one block wide, also between two cells, so that nothing of it is left beside a mark. */
START_TEST(lines_of_blocks_are_narrow)
{
    static const enum line_mode modes[] = {LINES_QUADRANTS, LINES_SEXTANTS, LINES_OCTANTS};
    struct picture *picture = begin(modes[_i % 3], COLORS_DIRECT, _i / 3);
    draw_hop(&picture->drawing, (struct point){0.01, -2.1}, (struct point){-0.02, 2.1},
             (struct ink){.color = picture->device.theme->balls[0]});
    show(picture);
    for (int row = 0; row < picture->canvas.height; row++) {
        const uint8_t *inks = picture->canvas.inks + row * picture->canvas.width;
        int count = 0;
        for (int i = 0; i < picture->canvas.width; i++)
            count += inks[i] != 0;
        ck_assert_int_eq(count, 1);
    }
    end(picture);
}
END_TEST

/* --- every device --- */

/* All that can be drawn, on all that there is: glyphs are one column wide, of ASCII where there is
 * nothing else, and nothing is drawn outside the area. */
START_TEST(every_device_shows_every_shape)
{
    enum { LEVELS = COLORS_DIRECT + 1 };
    enum line_mode lines_wanted = (enum line_mode)(_i / (2 * LEVELS));
    struct picture *picture = begin(lines_wanted, (enum color_level)(_i / 2 % LEVELS), _i % 2);
    struct drawing *drawing = &picture->drawing;
    struct ink ink = {.color = picture->device.theme->balls[1]};
    struct point corners[] = {{-3, -1}, {0, 1.5}, {3, -1}};
    ck_assert_ptr_nonnull(lines_rows[lines_wanted].help);
    add_field(picture, &colormap_rows[0]);
    for (int weight = 0; weight <= WEIGHT_GRID; weight++)
        for (int dash = 0; dash <= DASH_DASHED; dash++)
            for (int age = 0; age < AGE_COUNT; age++) {
                ink.weight = (uint8_t)weight, ink.dash = (uint8_t)dash, ink.age = (uint8_t)age;
                draw_hop(drawing, (struct point){-9, age - 3}, (struct point){9, 1.5 - dash}, ink);
                draw_arc(drawing, corners[0], corners[2], 0.1 * (age + 1), 1, ink);
            }
    ink = (struct ink){.color = ink.color, .share = 20};
    draw_area(drawing, corners[0], corners[1], ink);
    for (int mark = 0; mark < MARK_COUNT; mark++) {
        drawing_at(drawing, mark < MARK_BALLS ? DEPTH_BALLS : DEPTH_PRESENT, mark % MARK_BALLS);
        draw_mark(drawing, (struct point){mark / 3.0 - 4.5, mark % 5 - 2}, mark, ink);
        draw_mark(drawing, (struct point){mark / 3.0 - 4.5, 2 - mark % 5}, mark | MARK_HOLLOW, ink);
    }
    draw_head(drawing, corners[0], corners[1], ink);
    drawing_at(drawing, DEPTH_WORDS, -1);
    draw_label(drawing, LABEL_NEAR, corners, 1, "near", 1, ink);
    draw_label(drawing, LABEL_ON, corners, 3, "on", 1, ink);
    show(picture);
    for (int i = 0; i < picture->frame->columns * picture->frame->rows; i++) {
        const struct cell *cell = &picture->frame->cells[i];
        int column = i % picture->frame->columns, row = i / picture->frame->columns;
        bool outside = column == 0 || row == 0 || column > COLUMNS || row > ROWS;
        ck_assert(!outside || (cell->glyph == ' ' && cell->bg == COLOR_DEFAULT));
        ck_assert_int_eq(utf8_width(cell->glyph), 1);
        ck_assert(picture->device.unicode || cell->glyph < 0x7F);
    }
    end(picture);
}
END_TEST

/* --- axes --- */

static const struct {
    double from, to;
    int most, count;
    const char *first, *last;
} scales[] = {
    {-4, 4, 9, 9, "-4", "4"},          {-2.5, 2.5, 6, 5, "-2", "2"},
    {0, 0.01, 5, 6, "0.000", "0.010"}, {0, 20, 5, 5, "0", "20"},
    {3, -3, 7, 7, "-3", "3"},          {1e7, 2e7, 3, 3, "1e7", "2e7"},
    {0, 1.5e8, 3, 4, "0", "1.5e8"},    {-2e5, 2e5, 4, 5, "-2e5", "2e5"},
    {0, 4e-4, 4, 5, "0", "4e-4"},      {1, 1.000002, 2, 3, "1.000000", "1.000002"},
};

START_TEST(ticks_are_round)
{
    struct ticks ticks = axis_ticks(scales[_i].from, scales[_i].to, scales[_i].most);
    ck_assert_str_eq(ticks.items[0].text, scales[_i].first);
    ck_assert_int_eq(ticks.count, scales[_i].count);
    ck_assert_str_eq(ticks.items[ticks.count - 1].text, scales[_i].last);
}
END_TEST

START_TEST(decades_are_named)
{
    struct ticks ticks = axis_decades(-2, 2, 1);
    ck_assert_int_eq(ticks.count, 5);
    ck_assert_str_eq(ticks.items[0].text, "0.01");
    ck_assert_str_eq(ticks.items[4].text, "100");
    ticks = axis_decades(-12.6, 2.5, 3);
    ck_assert_int_eq(ticks.count, 5);
    ck_assert_str_eq(ticks.items[0].text, "1e-10");
    ck_assert_str_eq(ticks.items[4].text, "100");
    ticks = axis_decades(-4, 5, 9); /* as other numbers beside plots */
    ck_assert_str_eq(ticks.items[0].text, "1e-4");
    ck_assert_str_eq(ticks.items[1].text, "1e5");
    ck_assert_int_eq(axis_decades(-300, 300, 1).count, TICKS_MAX);
    ticks = axis_decades(-330, -300, 10); /* there are no such numbers */
    ck_assert_str_eq(ticks.items[0].text, "1e-330");
    ck_assert_str_eq(ticks.items[2].text, "1e-310");
}
END_TEST

int main(void)
{
    TCase *cells = tcase_create("cells"), *ramps = tcase_create("ramps"),
          *vectors = tcase_create("vectors"), *pixels = tcase_create("pixels"),
          *devices = tcase_create("devices"), *axes = tcase_create("axes");
    tcase_add_table_test(cells, dots_are_the_line, lines);
    tcase_add_loop_test(cells, new_lines_have_contrast, 0, 2);
    tcase_add_loop_test(cells, old_lines_can_be_seen, 0, 2);
    tcase_add_loop_test(cells, few_colours_have_contrast, 0, 2);
    tcase_add_loop_test(ramps, few_colours_keep_the_hues_of_a_map, 0, 2 * colormap_row_count);
    tcase_add_loop_test(ramps, a_ramp_is_quiet_and_rises, 0, colormap_row_count);
    tcase_add_test(cells, the_topmost_ink_has_the_cell_and_all_dots_stay);
    tcase_add_test(cells, what_is_kept_lies_below_what_comes);
    tcase_add_loop_test(cells, what_is_shown_again_is_as_anew, 0, 2);
    tcase_add_test(cells, a_grid_steps_back);
    tcase_add_test(cells, balls_in_one_cell_stand_side_by_side);
    tcase_add_test(cells, balls_in_one_cell_lie_above_each_other_where_place_tells);
    tcase_add_test(cells, a_ball_outside_is_an_arrow_at_the_edge);
    tcase_add_loop_test(cells, labels_are_beside_true_marks, 0, 2);
    tcase_add_loop_test(cells, no_line_leads_to_another_mark, 0, 3);
    tcase_add_loop_test(cells, labels_stand_clear_or_are_left_out, 0, 4);
    tcase_add_loop_test(cells, words_belong_to_the_nearest_mark, 0, 2);
    tcase_add_test(cells, words_give_way);
    tcase_add_test(vectors, pictures_have_true_lines);
    tcase_add_loop_test(vectors, pictures_have_marks_at_their_places, 0, 2);
    tcase_add_loop_test(vectors, long_ways_are_bounded_in_pictures, 0, 2);
    tcase_add_table_test(pixels, areas_cover_exactly, polygons);
    tcase_add_table_test(pixels, lines_cover_exactly, strokes);
    tcase_add_loop_test(pixels, drawings_have_any_size, 0, 3);
    tcase_add_loop_test(pixels, ways_are_no_hairs_beside_contours, 0, 4);
    tcase_add_test(pixels, landings_leave_each_other_seen);
    tcase_add_test(pixels, plots_are_plates);
    tcase_add_test(pixels, plates_lie_over_each_other);
    tcase_add_test(pixels, copies_are_whole);
    tcase_add_loop_test(pixels, blocks_are_all_there, 0, 3);
    tcase_add_loop_test(pixels, blocks_fit_best, 0, 30);
    tcase_add_loop_test(pixels, quadrants_stand_out, 0, 2);
    tcase_add_loop_test(pixels, lines_of_blocks_are_narrow, 0, 6);
    tcase_add_loop_test(devices, every_device_shows_every_shape, 0,
                        LINES_COUNT * 2 * (COLORS_DIRECT + 1));
    tcase_add_table_test(axes, ticks_are_round, scales);
    tcase_add_test(axes, decades_are_named);
    return suite_run("draw", cells, ramps, vectors, pixels, devices, axes);
}
