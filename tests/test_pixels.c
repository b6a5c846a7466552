/* Pictures as terminals with pixels get them: what they would show is the picture. */

#include "../src/base/memory.h"
#include "../src/draw/raster.h"
#include "../src/output/deflate.h"
#include "../src/output/frame_ansi.h"
#include "../src/output/pixels.h"
#include "graphics.h"
#include "inflate.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 60, ROWS = 20, GROUND = 0x0F1217 };
static const int sixel_distance = 8; /* of 255, in each channel */

static unsigned random_below(unsigned *state, unsigned limit)
{
    *state = *state * 1103515245u + 12345u;
    return (*state >> 16) % limit;
}

/* --- what is shorter --- */

START_TEST(bytes_come_back)
{
    unsigned state = 7;
    for (int i = 0; i < 400; i++) {
        size_t length = i < 300 ? (size_t)i : 300 + random_below(&state, 60000);
        unsigned values = 1 + random_below(&state, 256), run = 1 + random_below(&state, 40);
        uint8_t *bytes = memory_new(length, 1), value = 0;
        for (size_t k = 0; k < length; k++) {
            if (random_below(&state, run) == 0)
                value = (uint8_t)random_below(&state, values);
            bytes[k] = k % 3 && k > 90 ? bytes[k - 90] : value;
        }
        struct text packed = {0}, back = {0};
        deflate_add(&packed, bytes, length);
        ck_assert(inflate(&back, (const uint8_t *)packed.bytes, packed.length));
        ck_assert_uint_eq(back.length, length);
        if (length > 0)
            ck_assert_int_eq(memcmp(back.bytes, bytes, length), 0);
        text_free(&packed);
        text_free(&back);
        free(bytes);
    }
}
END_TEST

/* --- a terminal --- */

struct stage {
    struct pixels_way way;
    struct pixels *pixels;
    struct graphics *graphics;
    struct frame *frame, *shown; /* shown NULL: nothing is known */
    struct ansi_pen pen;
    struct text bytes;
};

static const struct pixels_way ways[] = {
    {PIXELS_KITTY, 9, 20},
    {PIXELS_KITTY, 8, 17, .share = graphics_share},
    {PIXELS_KITTY, 50, 60},
    {PIXELS_SIXEL, 9, 20},
    {PIXELS_SIXEL, 8, 17, .registers = 1024},
    {PIXELS_SIXEL, 7, 13, .registers = 96, .width_max = 100, .height_max = 60},
};

static struct stage stage_new(const struct pixels_way *way)
{
    struct stage stage = {.way = *way,
                          .pixels = pixels_new(),
                          .graphics =
                              graphics_new(COLUMNS, ROWS, way->cell_width, way->cell_height),
                          .frame = frame_new(COLUMNS, ROWS),
                          .pen = ansi_pen(COLORS_DIRECT)};
    stage.way.context = stage.graphics;
    pixels_choose(stage.pixels, &stage.way);
    return stage;
}

static void stage_free(struct stage *stage)
{
    pixels_free(stage->pixels);
    graphics_free(stage->graphics);
    frame_free(stage->frame);
    frame_free(stage->shown);
    text_free(&stage->bytes);
}

static void show(struct stage *stage)
{
    text_clear(&stage->bytes);
    const struct frame *cells = pixels_cells(stage->pixels, stage->frame);
    if (!stage->shown) {
        stage->shown = frame_new(COLUMNS, ROWS);
        frame_ansi_clear(&stage->bytes, &stage->pen);
    }
    pixels_update(stage->pixels, stage->frame, stage->shown, &stage->bytes);
    frame_ansi_update(&stage->bytes, &stage->pen, stage->shown, cells);
    graphics_read(stage->graphics, stage->bytes.bytes, stage->bytes.length);
    frame_copy(stage->shown, cells);
}

static void forget(struct stage *stage)
{
    frame_free(stage->shown);
    stage->shown = NULL;
    stage->pen.known = false;
    pixels_forget(stage->pixels);
}

/* --- what it shows --- */

static bool is_near(color a, color b, int distance)
{
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > distance)
            return false;
    return !(a & COLOR_DEFAULT);
}

static const struct plate *plate_at(const struct frame *frame, int column, int row)
{
    for (int i = 0; i < frame->plate_count; i++) {
        const struct area *area = &frame->plates[i].area;
        if (column >= area->column && row >= area->row && column < area->column + area->columns &&
            row < area->row + area->rows)
            return &frame->plates[i];
    }
    return NULL;
}

/* All pixels of a cell are the picture's; without one there are none. */
static void expect_pixels(const struct stage *stage, const struct plate *plate, int column, int row)
{
    int width = stage->way.cell_width, height = stage->way.cell_height;
    int distance = stage->way.kind == PIXELS_SIXEL ? sixel_distance : 0;
    for (int y = row * height; y < (row + 1) * height; y++)
        for (int x = column * width; x < (column + 1) * width; x++) {
            color seen = graphics_at(stage->graphics, x, y);
            if (!plate) {
                if (!(seen & COLOR_DEFAULT))
                    ck_abort_msg("a picture is left at %d, %d", column, row);
                continue;
            }
            const struct raster *raster = plate->raster;
            color wanted = raster->pixels[(y - plate->area.row * height) * raster->width + x -
                                          plate->area.column * width];
            if (!is_near(seen, wanted, distance))
                ck_abort_msg("%06x instead of %06x at %d, %d of cell %d, %d", seen, wanted,
                             x % width, y % height, column, row);
        }
}

/* Pictures are where nothing else is. */
static void expect_frame(const struct stage *stage)
{
    const struct frame *frame = stage->frame;
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            const struct cell *cell = &frame->cells[row * COLUMNS + column];
            const struct cell *shown = &stage->shown->cells[row * COLUMNS + column];
            const struct plate *plate = plate_at(frame, column, row);
            bool through = plate && cell->attributes & ATTRIBUTE_THROUGH;
            through = through && cell->glyph == ' ' &&
                      (stage->way.kind == PIXELS_KITTY || row < ROWS - 1);
            expect_pixels(stage, through ? plate : NULL, column, row);
            if (!through)
                ck_assert_uint_eq(shown->glyph, cell->glyph);
            if (!through && cell->glyph && cell->glyph != ' ')
                ck_assert(!graphics_lost(stage->graphics, column, row));
        }
}

/* --- frames --- */

static color field_at(int x, int y, int shift)
{
    unsigned tone = (unsigned)(x * x / 40 + y * y / 15 + shift) / 4 % 100;
    return (0x31 - tone / 4) << 16 | (0x06 + tone) << 8 | (0x43 + tone / 3);
}

static void paint(struct raster *raster, const struct pixels_way *way, int columns, int rows,
                  int shift)
{
    raster_begin(raster, columns * way->cell_width, rows * way->cell_height, 0);
    for (int y = 0; y < raster->height; y++)
        for (int x = 0; x < raster->width; x++)
            raster->pixels[y * raster->width + x] = field_at(x, y, shift);
}

static void note(struct raster *raster, int x, int y, int radius)
{
    struct box whole = {0, 0, raster->width, raster->height};
    struct box box = {x - radius, y - radius, x + radius + 1, y + radius + 1};
    raster_note(raster, box_common(&box, &whole));
}

static void paint_ball(struct raster *raster, int at_x, int at_y, int radius, color ink)
{
    note(raster, at_x, at_y, radius);
    for (int y = at_y - radius; y <= at_y + radius; y++)
        for (int x = at_x - radius; x <= at_x + radius; x++) {
            int far = (x - at_x) * (x - at_x) + (y - at_y) * (y - at_y);
            if (x < 0 || y < 0 || x >= raster->width || y >= raster->height ||
                far > radius * radius)
                continue;
            color *pixel = &raster->pixels[y * raster->width + x], mixed = 0;
            unsigned share = far * 2 > radius * radius ? (unsigned)(radius * radius - far) * 512 /
                                                             (unsigned)(radius * radius)
                                                       : 256;
            for (int shift = 0; shift < 24; shift += 8)
                mixed |=
                    ((*pixel >> shift & 0xFF) * (256 - share) + (ink >> shift & 0xFF) * share) / 256
                    << shift;
            *pixel = mixed;
        }
}

static void fill(struct frame *frame, struct area area, struct cell cell)
{
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++)
            *frame_cell(frame, column, row) = cell;
}

static void put_plate(struct frame *frame, struct area area, const struct raster *raster)
{
    const struct cell bare = {' ', 0, COLOR_DEFAULT, COLOR_DEFAULT, ATTRIBUTE_THROUGH};
    frame_show(frame, &(struct plate){area, raster});
    fill(frame, area, bare);
}

static void put_text(struct frame *frame, int column, int row, const char *text, bool through)
{
    struct style style = {0xE7EAEE, through ? COLOR_DEFAULT : GROUND,
                          through ? ATTRIBUTE_THROUGH : 0};
    frame_text(frame, column, row, COLUMNS, style, text);
}

/* What may be in a frame: all of it comes, changes and goes. */
struct play {
    unsigned state;
    int shift, x, y, columns;
    bool has_first, has_second, has_page, has_label, is_plain;
    int keys[2][3];
    struct raster *rasters[2], *grounds[2]; /* those that move, and what they are copies of */
};

static struct play play_new(struct play play)
{
    for (int i = 0; i < 2; i++) {
        play.rasters[i] = raster_new();
        play.grounds[i] = raster_new();
    }
    return play;
}

static void play_free(struct play *play)
{
    for (int i = 0; i < 2; i++) {
        raster_free(play->rasters[i]);
        raster_free(play->grounds[i]);
    }
}

static void go_on(struct play *play)
{
    unsigned *state = &play->state;
    play->x += (int)random_below(state, 41) - 20;
    play->y += (int)random_below(state, 41) - 20;
    switch (random_below(state, 12)) {
    case 0:
        play->shift += 40;
        break;
    case 1:
        play->has_page = !play->has_page;
        break;
    case 2:
        play->has_label = !play->has_label;
        break;
    case 3:
        play->has_second = !play->has_second;
        break;
    case 4:
        play->columns = 24 + (int)random_below(state, 10);
        break;
    case 5:
        play->has_first = random_below(state, 4) > 0;
        break;
    case 6:
        play->is_plain = !play->is_plain;
        break;
    default:
        break;
    }
}

/* The ground is drawn anew where it is another one. */
static void begin(struct play *play, int place, const struct area *area,
                  const struct pixels_way *way, int shift)
{
    int key[] = {area->columns, area->rows, shift};
    if (memcmp(key, play->keys[place], sizeof key) != 0) {
        paint(play->grounds[place], way, area->columns, area->rows, shift);
        paint_ball(play->grounds[place], 120, 100, 40, 0xF8434A);
        memcpy(play->keys[place], key, sizeof key);
    }
    raster_copy(play->rasters[place], play->grounds[place]);
}

static void draw(struct play *play, struct frame *frame, const struct pixels_way *way)
{
    const struct area first = {3, 2, play->columns, 13}, second = {38, 5, 20, 15};
    const struct cell page = {' ', 0, COLOR_DEFAULT, play->is_plain ? COLOR_DEFAULT : GROUND, 0};
    frame_clear(frame);
    put_text(frame, 1, 0, "a header \u03b7 0.1", false);
    if (play->has_first) {
        begin(play, 0, &first, way, play->shift);
        paint_ball(play->rasters[0], 100 + play->x, 90 + play->y, 7, 0xFFFFFF);
        put_plate(frame, first, play->rasters[0]);
    }
    if (play->has_second) {
        begin(play, 1, &second, way, 0);
        paint_ball(play->rasters[1], 40 - play->x, 50, 9, 0xFFD84A);
        put_plate(frame, second, play->rasters[1]);
    }
    if (play->has_label) {
        put_text(frame, 9, 6, "0.25", true);
        put_text(frame, 11, 9, "1\u4e2de3", true);
    }
    put_text(frame, 36, 8, "beside", false);
    if (play->has_page) {
        fill(frame, (struct area){6, 4, 40, 9}, page);
        put_text(frame, 8, 5, "a page", false);
    }
}

START_TEST(pictures_are_as_they_were_drawn)
{
    struct stage stage = stage_new(&ways[_i]);
    struct play play = play_new((struct play){.state = 11, .columns = 30, .has_first = true});
    for (int i = 0; i < (suite_whole() ? 300 : 60); i++) {
        draw(&play, stage.frame, &stage.way);
        show(&stage);
        expect_frame(&stage);
        go_on(&play);
        if (random_below(&play.state, 15) == 0)
            forget(&stage);
    }
    play_free(&play);
    stage_free(&stage);
}
END_TEST

START_TEST(what_stays_is_not_sent)
{
    struct stage stage = stage_new(&ways[_i]);
    struct play play = play_new(
        (struct play){.columns = 30, .has_first = true, .has_second = true, .has_label = true});
    for (int i = 0; i < 3; i++) {
        draw(&play, stage.frame, &stage.way);
        show(&stage);
        ck_assert(i == 0 || stage.bytes.length == 0);
    }
    play.x += 3;
    play.has_second = false;
    draw(&play, stage.frame, &stage.way);
    show(&stage);
    ck_assert_uint_gt(stage.bytes.length, 0);
    ck_assert_uint_lt(stage.bytes.length, 16000);
    expect_frame(&stage);
    play_free(&play);
    stage_free(&stage);
}
END_TEST

/* Whatever was being sent, nothing is left. */
START_TEST(all_go_away)
{
    struct stage stage = stage_new(&ways[_i]);
    struct play play =
        play_new((struct play){.columns = 30, .has_first = true, .has_second = true});
    draw(&play, stage.frame, &stage.way);
    show(&stage);
    const char *end = pixels_end(stage.way.kind);
    graphics_read(stage.graphics, end, strlen(end));
    ck_assert_int_eq(graphics_images(stage.graphics), 0);
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++)
            expect_pixels(&stage, NULL, column, row);
    forget(&stage);
    show(&stage);
    expect_frame(&stage);
    play_free(&play);
    stage_free(&stage);
}
END_TEST

/* The cursor is where the text left it. */
START_TEST(the_cursor_stays)
{
    struct stage stage = stage_new(&ways[_i]);
    struct play play = play_new((struct play){.columns = 30, .has_first = true});
    int column, row;
    draw(&play, stage.frame, &stage.way);
    stage.frame->cursor_column = 7;
    stage.frame->cursor_row = 19;
    show(&stage);
    graphics_cursor(stage.graphics, &column, &row);
    ck_assert_int_eq(column, 7);
    ck_assert_int_eq(row, 19);
    play_free(&play);
    stage_free(&stage);
}
END_TEST

/* One that is not of its cells' size, or not within the frame, is none. */
START_TEST(what_does_not_fit_is_left_out)
{
    struct stage stage = stage_new(&ways[_i]);
    struct raster *raster = raster_new();
    paint(raster, &stage.way, 10, 5, 0);
    const struct area areas[] = {{0, 0, 11, 5}, {55, 0, 10, 5}, {0, 16, 10, 5}, {-1, 0, 10, 5}};
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        frame_clear(stage.frame);
        put_plate(stage.frame, areas[i], raster);
        show(&stage);
        for (int column = 0; column < COLUMNS; column++)
            expect_pixels(&stage, NULL, column, 3);
    }
    raster_free(raster);
    stage_free(&stage);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("pixels");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, bytes_come_back);
    tcase_add_table_test(tests, pictures_are_as_they_were_drawn, ways);
    tcase_add_table_test(tests, what_stays_is_not_sent, ways);
    tcase_add_table_test(tests, all_go_away, ways);
    tcase_add_table_test(tests, the_cursor_stays, ways);
    tcase_add_table_test(tests, what_does_not_fit_is_left_out, ways);
    return suite_run("pixels", tests);
}
