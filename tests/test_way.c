/* From a picture back to the ways that it shows: what is drawn is where the balls were, and all of
 * it; and it is seen on every ground. */

#include "../src/draw/light.h"
#include "numbers.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 120, ROWS = 40, POINTS_MAX = 200000 };

/* A map without anything but its field and trails. */
static void begin(void)
{
    static const char *const commands[] = {"single on",   "hide colorbar", "hide contours",
                                           "hide minima", "hide critical", "hide start",
                                           "hide axes"};
    stage_begin();
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        stage_run(commands[i]);
}

/* Where the map is in the frame. */
static struct area map_area(void)
{
    int left = COLUMNS, top = ROWS, right = 0, bottom = 0;
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        int column = i % COLUMNS, row = i / COLUMNS;
        if (view_locate(view, column, row).target.kind != TARGET_MAP)
            continue;
        left = column < left ? column : left, right = column > right ? column : right;
        top = row < top ? row : top, bottom = row > bottom ? row : bottom;
    }
    return (struct area){left, top, right - left + 1, bottom - top + 1};
}

/* --- points of a picture --- */

/* Lit ones of `across` x `down` a cell, and cells that a mark hides. */
struct picture {
    struct area area;
    int across, down;
    bool lit[2 * COLUMNS][4 * ROWS], hidden[COLUMNS][ROWS];
};

static bool lit_near(const struct picture *picture, double x, double y)
{
    int column = (int)floor(x), row = (int)floor(y);
    for (int i = -1; i <= 1; i++)
        for (int k = -1; k <= 1; k++) {
            int a = column + i, b = row + k;
            if (a >= 0 && b >= 0 && a < picture->area.columns * picture->across &&
                b < picture->area.rows * picture->down && picture->lit[a][b])
                return true;
        }
    return false;
}

static bool is_mark(uint32_t glyph)
{
    return glyph != ' ' && !(glyph >= 0x2580 && glyph < 0x25A0) &&
           !(glyph >= 0x2800 && glyph < 0x2900);
}

static void read_dots(struct picture *picture)
{
    static const uint8_t bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    memset(picture, 0, sizeof *picture);
    picture->area = map_area();
    picture->across = 2, picture->down = 4;
    for (int i = 0; i < picture->area.columns * picture->area.rows; i++) {
        int column = i % picture->area.columns, row = i / picture->area.columns;
        uint32_t glyph =
            frame_cell(frame, picture->area.column + column, picture->area.row + row)->glyph;
        picture->hidden[column][row] = is_mark(glyph);
        for (int k = 0; k < 8 && glyph > 0x2800 && glyph < 0x2900; k++)
            picture->lit[2 * column + k % 2][4 * row + k / 2] = glyph & bits[k / 2][k % 2];
    }
}

/* The colour of a quarter of a cell: 0 is the upper left one, 3 the lower right. */
static color quarter(const struct cell *cell, int at)
{
    static const uint8_t masks[] = {[0x96 - 0x96] = 4,  [0x97 - 0x96] = 8, [0x98 - 0x96] = 1,
                                    [0x99 - 0x96] = 13, [0x9A - 0x96] = 9, [0x9B - 0x96] = 7,
                                    [0x9C - 0x96] = 11, [0x9D - 0x96] = 2, [0x9E - 0x96] = 6,
                                    [0x9F - 0x96] = 14};
    uint32_t glyph = cell->glyph;
    int mask = glyph == 0x2580                      ? 3
               : glyph == 0x2584                    ? 12
               : glyph == 0x2588                    ? 15
               : glyph == 0x258C                    ? 5
               : glyph == 0x2590                    ? 10
               : glyph >= 0x2596 && glyph <= 0x259F ? masks[glyph - 0x2596]
                                                    : 0;
    return mask >> at & 1 ? cell->fg : cell->bg;
}

/* Those quarters that are brighter by the trail, or darker on a light ground. */
static void read_quadrants(struct picture *picture, const struct frame *without)
{
    memset(picture, 0, sizeof *picture);
    picture->area = map_area();
    picture->across = 2, picture->down = 2;
    for (int i = 0; i < picture->area.columns * picture->area.rows; i++) {
        int column = i % picture->area.columns, row = i / picture->area.columns;
        int at = (picture->area.row + row) * COLUMNS + picture->area.column + column;
        picture->hidden[column][row] = is_mark(frame->cells[at].glyph);
        for (int k = 0; k < 4 && !picture->hidden[column][row]; k++)
            picture->lit[2 * column + k % 2][2 * row + k / 2] =
                (light_of(quarter(&frame->cells[at], k)) -
                 light_of(quarter(&without->cells[at], k))) *
                    (display.light ? -1.0F : 1.0F) >
                0.04F;
    }
}

/* --- the way --- */

struct spot {
    double x, y; /* in points of the picture */
};
static struct spot spots[POINTS_MAX];

/* The ways' points, close to each other, as far as they are in the picture and no mark is there. */
static int find_spots(const struct picture *picture)
{
    const struct region *region = &session->look.region;
    double across = picture->area.columns * picture->across;
    double down = picture->area.rows * picture->down;
    int count = 0;
    struct row row, before = {0};
    for (int64_t n = 0; sim_row_at(session->sim, 0, &session->sim->workspace, n, &row) &&
                        n <= sim_row(session->sim, 0)->n;
         n++) {
        double x = (row.x - region->x0) / (region->x1 - region->x0) * across;
        double y = (region->y1 - row.y) / (region->y1 - region->y0) * down;
        double x0 = n ? (before.x - region->x0) / (region->x1 - region->x0) * across : x;
        double y0 = n ? (region->y1 - before.y) / (region->y1 - region->y0) * down : y;
        int parts = (int)fmin(4 * hypot(x - x0, y - y0) + 1, 20000);
        before = row;
        for (int i = 0; i <= parts && count < POINTS_MAX; i++) {
            struct spot spot = {x0 + (x - x0) * i / parts, y0 + (y - y0) * i / parts};
            if (spot.x >= 0 && spot.y >= 0 && spot.x < across && spot.y < down)
                spots[count++] = spot;
        }
    }
    return count;
}

static double recall(const struct picture *picture, int count)
{
    int found = 0, all = 0;
    for (int i = 0; i < count; i++) {
        if (picture->hidden[(int)spots[i].x / picture->across][(int)spots[i].y / picture->down])
            continue;
        all++;
        found += lit_near(picture, spots[i].x, spots[i].y);
    }
    return all ? (double)found / all : 1;
}

static double precision(const struct picture *picture, int count)
{
    int good = 0, all = 0;
    for (int x = 0; x < picture->area.columns * picture->across; x++)
        for (int y = 0; y < picture->area.rows * picture->down; y++) {
            bool near = false;
            for (int i = 0; picture->lit[x][y] && !near && i < count; i++)
                near = fabs(spots[i].x - x - 0.5) <= 1.5 && fabs(spots[i].y - y - 0.5) <= 1.5;
            all += picture->lit[x][y];
            good += near;
        }
    return all ? (double)good / all : 0;
}

static const char *const rules[] = {"optimizer sgd", "optimizer nesterov", "optimizer rmsprop",
                                    "optimizer adam", "optimizer lion"};
static const struct {
    const char *surface, *start;
    double rates[5];
} grounds[] = {
    {"surface ravine", "start -3.2, 1.6", {0.077, 0.02, 0.2, 0.4, 0.1}},
    {"surface rosenbrock", "start -1.2, 1", {0.0012, 0.0008, 0.05, 0.1, 0.03}},
    {"surface himmelblau", "start -1, -0.5", {0.02, 0.008, 0.2, 0.3, 0.1}},
};
enum { RULES = 5, GROUNDS = 3 };

static void roll(int i, int steps)
{
    char line[40];
    stage_run(grounds[i / RULES].surface);
    stage_run(grounds[i / RULES].start);
    stage_run(rules[i % RULES]);
    snprintf(line, sizeof line, "eta %g", grounds[i / RULES].rates[i % RULES]);
    stage_run(line);
    snprintf(line, sizeof line, "goto %d", steps);
    stage_run(line);
}

START_TEST(a_picture_in_dots_tells_the_way)
{
    static struct picture picture;
    roll(_i, 60);
    stage_run("lines dots");
    stage_draw(COLUMNS, ROWS);
    read_dots(&picture);
    int count = find_spots(&picture);
    ck_assert_int_gt(count, 100);
    double found = recall(&picture, count), right = precision(&picture, count);
    ck_assert_msg(found >= 0.95 && right >= 0.9, "%f of it, %f right", found, right);
}
END_TEST

START_TEST(a_picture_in_quadrants_tells_the_way)
{
    static struct picture picture;
    struct frame *without = frame_new(COLUMNS, ROWS);
    roll(_i, 60);
    stage_run("lines quadrants");
    stage_run("hide trail");
    stage_draw(COLUMNS, ROWS);
    frame_copy(without, frame);
    stage_run("show trail");
    stage_draw(COLUMNS, ROWS);
    read_quadrants(&picture, without);
    frame_free(without);
    int count = find_spots(&picture);
    double found = recall(&picture, count), right = precision(&picture, count);
    ck_assert_msg(found >= 0.95 && right >= 0.9, "%f of it, %f right", found, right);
}
END_TEST

/* --- contrast --- */

static color as_shown(color c)
{
    return display.colors == COLORS_256 ? color_of_256(color_to_256(c)) : c;
}

/* In the cells that the latest hop goes through. */
START_TEST(the_latest_hop_is_seen_on_every_ground)
{
    static struct picture picture;
    int way = _i % (RULES * GROUNDS), look = _i / (RULES * GROUNDS), cells = 0, good = 0;
    display.light = look % 2;
    display.colors = look / 2 % 2 ? COLORS_256 : COLORS_DIRECT;
    roll(way, 3);
    stage_run("lines dots");
    stage_draw(COLUMNS, ROWS);
    read_dots(&picture);
    struct row row;
    sim_row_at(session->sim, 0, &session->sim->workspace, 2, &row);
    const struct region *region = &session->look.region;
    const struct row *now = sim_row(session->sim, 0);
    for (int i = 10; i <= 90; i++) {
        double x = row.x + (now->x - row.x) * i / 100, y = row.y + (now->y - row.y) * i / 100;
        double column = (x - region->x0) / (region->x1 - region->x0) * picture.area.columns;
        double line = (region->y1 - y) / (region->y1 - region->y0) * picture.area.rows;
        if (column < 0 || line < 0 || column >= picture.area.columns || line >= picture.area.rows)
            continue;
        const struct cell *cell =
            frame_cell(frame, picture.area.column + (int)column, picture.area.row + (int)line);
        if (cell->glyph <= 0x2800 || cell->glyph >= 0x2900)
            continue;
        cells++;
        good += light_contrast(as_shown(cell->fg), as_shown(cell->bg)) >= 3;
    }
    ck_assert_msg(good >= cells * 9 / 10, "%d of %d", good, cells);
}
END_TEST

/* The best quarter of a cell against the mean of those around that are no part of the trail. */
static double best_contrast(const struct picture *picture, int column, int row)
{
    double ground = 0, best = 1;
    int grounds_seen = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < 36; i++) {
            int x = 2 * column - 2 + i % 6, y = 2 * row - 2 + i / 6;
            if (x < 0 || y < 0 || x >= 2 * picture->area.columns || y >= 2 * picture->area.rows ||
                picture->hidden[x / 2][y / 2])
                continue;
            const struct cell *cell =
                frame_cell(frame, picture->area.column + x / 2, picture->area.row + y / 2);
            double light = (double)light_of(quarter(cell, x % 2 + y % 2 * 2));
            if (pass == 0 && !picture->lit[x][y])
                ground += light, grounds_seen++;
            if (pass == 1 && x / 2 == column && y / 2 == row) {
                double mean = ground / grounds_seen;
                double a = fmax(light, mean) + 0.05, b = fmin(light, mean) + 0.05;
                best = fmax(best, a / b);
            }
        }
    return best;
}

START_TEST(the_latest_hop_is_bold_in_quadrants)
{
    static struct picture picture;
    struct frame *without = frame_new(COLUMNS, ROWS);
    int cells = 0, good = 0;
    display.light = _i / (RULES * GROUNDS);
    roll(_i % (RULES * GROUNDS), 3);
    stage_run("lines quadrants");
    stage_run("hide trail");
    stage_draw(COLUMNS, ROWS);
    frame_copy(without, frame);
    stage_run("show trail");
    stage_draw(COLUMNS, ROWS);
    read_quadrants(&picture, without);
    frame_free(without);
    struct row row;
    sim_row_at(session->sim, 0, &session->sim->workspace, 2, &row);
    const struct region *region = &session->look.region;
    const struct row *now = sim_row(session->sim, 0);
    for (int i = 30; i <= 90; i++) { /* clear of the landing before it */
        double x = row.x + (now->x - row.x) * i / 100, y = row.y + (now->y - row.y) * i / 100;
        double column = (x - region->x0) / (region->x1 - region->x0) * picture.area.columns;
        double line = (region->y1 - y) / (region->y1 - region->y0) * picture.area.rows;
        if (column < 0 || line < 0 || column >= picture.area.columns || line >= picture.area.rows ||
            picture.hidden[(int)column][(int)line])
            continue;
        cells++;
        good += best_contrast(&picture, (int)column, (int)line) >= 3;
    }
    ck_assert_msg(good >= cells * 9 / 10, "%d of %d", good, cells);
}
END_TEST

/* --- the settings --- */

/* Of a circle through four points as many columns as twice the rows. */
START_TEST(a_circle_is_round)
{
    static const double tallness[] = {0, 2, 1.6, 2.4};
    stage_run("surface x^2 + y^2 on [-4,4] x [-1,1]");
    stage_run("aspect equal");
    display.tallness = tallness[_i];
    stage_draw(_i == 3 ? 60 : COLUMNS, ROWS);
    struct view_place a = view_locate(view, 20, 20), b = view_locate(view, 30, 25);
    double across = (b.point.x - a.point.x) / 10, down = (a.point.y - b.point.y) / 5;
    double cell = tallness[_i] > 0 ? tallness[_i] : 2;
    ck_assert_double_eq_tol(down / across / cell, 1, 0.05);
    stage_run("aspect fill");
    stage_draw(COLUMNS, ROWS);
    a = view_locate(view, 20, 20), b = view_locate(view, 30, 20);
    ck_assert_double_eq_tol((b.point.x - a.point.x) / 10, 8.0 / a.target.area.columns, 1e-9);
}
END_TEST

/* Balls that bounce on one line are one line, or as many arcs. */
START_TEST(arcs_tell_bounces_apart)
{
    static struct picture picture;
    int rows[2];
    stage_run("surface x^2/2 + 0*y on [-4,4] x [-2.5,2.5]");
    stage_run("start -3, 0");
    stage_run("eta 1.99");
    stage_run("ball sgd eta=1.9");
    stage_run("goto 8");
    for (int arcs = 0; arcs < 2; arcs++) {
        stage_run(arcs ? "hops arcs" : "hops straight");
        stage_draw(COLUMNS, ROWS);
        read_dots(&picture);
        bool used[4 * ROWS] = {false};
        rows[arcs] = 0;
        for (int y = 0; y < 4 * picture.area.rows; y++)
            for (int x = 0; x < 2 * picture.area.columns; x++)
                used[y] |= picture.lit[x][y];
        for (int y = 0; y < 4 * ROWS; y++)
            rows[arcs] += used[y];
    }
    ck_assert_int_le(rows[0], 4);
    ck_assert_int_gt(rows[1], 30);
}
END_TEST

/* The large arcs of a ball that comes to rest do not sink for the tiny ones after them. */
START_TEST(tiny_hops_sink_no_arcs)
{
    static struct picture picture;
    int rows = 0;
    stage_run("surface x^2/2 + 0*y on [-4,4] x [-2.5,2.5]");
    stage_run("start -3, 0");
    stage_run("eta 1.5");
    stage_run("hops arcs");
    stage_run("goto 18");
    stage_draw(COLUMNS, ROWS);
    read_dots(&picture);
    for (int y = 0; y < 4 * picture.area.rows; y++) {
        bool used = false;
        for (int x = 0; x < 2 * picture.area.columns; x++)
            used |= picture.lit[x][y];
        rows += used;
    }
    ck_assert_int_ge(rows, 12);
}
END_TEST

/* The whole way is drawn, not its latest part: a ball that circled is seen where it was long ago.
 */
START_TEST(what_was_long_ago_is_drawn)
{
    static struct picture picture;
    stage_run("surface (x - 3)^2/2000 + y^2 on [-4,4] x [-2.5,2.5]");
    stage_run("start -3.5, 0.01");
    stage_run("eta 0.5");
    stage_run("goto 3000");
    stage_run("lines dots");
    stage_draw(COLUMNS, ROWS);
    read_dots(&picture);
    int count = find_spots(&picture);
    ck_assert_double_ge(recall(&picture, count), 0.95);
    stage_run("back 2000"); /* and what is yet to come again is not */
    stage_draw(COLUMNS, ROWS);
    read_dots(&picture);
    count = find_spots(&picture);
    ck_assert_double_ge(precision(&picture, count), 0.9);
}
END_TEST

/* With few colours they are a dot in four: the first one is the outermost of all. */
START_TEST(contours_reach_the_border)
{
    static struct picture picture;
    bool any = false;
    display.colors = COLORS_16;
    stage_run("surface y on [-4,4] x [-2.5,2.5]");
    stage_run("hide trail");
    stage_run("show contours");
    stage_draw(COLUMNS, ROWS);
    read_dots(&picture);
    for (int y = 0; y < 4 * picture.area.rows; y++)
        any |= picture.lit[0][y];
    ck_assert(any);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("way");
    tcase_add_checked_fixture(tests, begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, a_picture_in_dots_tells_the_way, 0, RULES * GROUNDS);
    tcase_add_loop_test(tests, a_picture_in_quadrants_tells_the_way, 0, RULES * GROUNDS);
    tcase_add_loop_test(tests, the_latest_hop_is_seen_on_every_ground, 0, 4 * RULES * GROUNDS);
    tcase_add_loop_test(tests, the_latest_hop_is_bold_in_quadrants, 0, 2 * RULES * GROUNDS);
    tcase_add_loop_test(tests, a_circle_is_round, 0, 4);
    tcase_add_test(tests, arcs_tell_bounces_apart);
    tcase_add_test(tests, contours_reach_the_border);
    tcase_add_test(tests, tiny_hops_sink_no_arcs);
    tcase_add_test(tests, what_was_long_ago_is_drawn);
    return suite_run("way", tests);
}
