#include "pixels_parts.h"

#include "../base/array.h"
#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

static void drop(struct shown *shown)
{
    free(shown->pixels);
    free(shown->base);
    free(shown->open);
    free(shown->marks);
}

struct pixels *pixels_new(void)
{
    return memory_new(1, sizeof(struct pixels));
}

void pixels_forget(struct pixels *pixels)
{
    while (pixels->shown_count > 0)
        drop(&pixels->shown[--pixels->shown_count]);
    pixels->unsure = true;
}

void pixels_free(struct pixels *pixels)
{
    if (!pixels)
        return;
    pixels_forget(pixels);
    pixels_sixel_free(pixels);
    free(pixels->shown);
    frame_free(pixels->cells);
    text_free(&pixels->bytes);
    free(pixels);
}

void pixels_choose(struct pixels *pixels, const struct pixels_way *way)
{
    pixels_forget(pixels);
    pixels->way = *way;
}

const char *pixels_end(enum pixels_kind kind)
{
    static const char *const ends[] = {
        [PIXELS_NONE] = "",
        /* of what was broken off: its sequence, and the image of which it was a part */
        [PIXELS_KITTY] = "\033\\\033_Gm=0,q=2\033\\\033_Ga=d,d=A,q=2\033\\\033[m\033[2J",
        [PIXELS_SIXEL] = "\033\\\033[m\033[2J",
    };
    return ends[kind];
}

/* --- cells --- */

/* A letter takes its whole cell away from the plate; nor can a sixel be in the last row, as the
 * screen would scroll. */
static void lay_beside(const struct pixels_way *way, const struct plate *plate,
                       const struct frame *frame, struct cell *cell, int column, int row)
{
    if (!(cell->attributes & ATTRIBUTE_THROUGH))
        return;
    const struct area *area = &plate->area;
    if (pixels_are_bare(frame, column, row) &&
        (way->kind == PIXELS_KITTY || row < frame->rows - 1)) {
        *cell = (struct cell){' ', 0, COLOR_DEFAULT, COLOR_DEFAULT, ATTRIBUTE_THROUGH};
        return;
    }
    int x = (column - area->column) * way->cell_width, y = (row - area->row) * way->cell_height;
    if (cell->bg == COLOR_DEFAULT)
        cell->bg = raster_mean(plate->raster,
                               (struct box){x, y, x + way->cell_width, y + way->cell_height});
    cell->attributes &= (uint8_t)~ATTRIBUTE_THROUGH;
}

/* Whether it is one that can be shown: as it should be, and within the frame. */
static bool is_good(const struct pixels_way *way, const struct plate *plate,
                    const struct frame *frame)
{
    const struct area *area = &plate->area;
    return way->kind != PIXELS_NONE && area->columns > 0 && area->rows > 0 && area->column >= 0 &&
           area->row >= 0 && area->column + area->columns <= frame->columns &&
           area->row + area->rows <= frame->rows &&
           plate->raster->width == area->columns * way->cell_width &&
           plate->raster->height == area->rows * way->cell_height;
}

static void lay(struct pixels *pixels, const struct plate *plate, const struct frame *frame)
{
    const struct area *area = &plate->area;
    for (int row = area->row; row < area->row + area->rows; row++)
        for (int column = area->column; column < area->column + area->columns; column++)
            lay_beside(&pixels->way, plate, frame,
                       &pixels->cells->cells[row * frame->columns + column], column, row);
}

/* Nothing is seen through its cells. */
static void lay_bare(struct frame *cells, const struct area *area)
{
    for (int row = area->row; row < area->row + area->rows; row++)
        for (int column = area->column; column < area->column + area->columns; column++)
            frame_cell(cells, column, row)->attributes &= (uint8_t)~ATTRIBUTE_THROUGH;
}

const struct frame *pixels_cells(struct pixels *pixels, const struct frame *frame)
{
    if (frame->plate_count == 0)
        return frame;
    if (!pixels->cells)
        pixels->cells = frame_new(frame->columns, frame->rows);
    frame_copy(pixels->cells, frame);
    for (int i = 0; i < frame->plate_count; i++)
        if (is_good(&pixels->way, &frame->plates[i], frame))
            lay(pixels, &frame->plates[i], frame);
        else
            lay_bare(pixels->cells, &frame->plates[i].area);
    return pixels->cells;
}

/* --- pictures --- */

static bool is_of(const struct shown *shown, const struct plate *plate)
{
    return area_equal(&shown->area, &plate->area) && shown->width == plate->raster->width &&
           shown->height == plate->raster->height;
}

static bool is_among(const struct shown *shown, const struct frame *frame)
{
    for (int i = 0; i < frame->plate_count; i++)
        if (is_of(shown, &frame->plates[i]))
            return true;
    return false;
}

static void remove_others(struct pixels *pixels, const struct frame *frame, struct text *out)
{
    int kept = 0;
    for (int i = 0; i < pixels->shown_count; i++) {
        struct shown *shown = &pixels->shown[i];
        if (is_among(shown, frame)) {
            pixels->shown[kept++] = *shown;
            continue;
        }
        if (pixels->way.kind == PIXELS_KITTY)
            pixels_kitty_remove(shown, out);
        drop(shown);
    }
    pixels->shown_count = kept;
}

static int free_number(const struct pixels *pixels)
{
    int number = 0;
    for (int i = 0; i < pixels->shown_count; i++)
        if (pixels->shown[i].number == number) {
            number++;
            i = -1;
        }
    return number;
}

static struct shown *shown_of(struct pixels *pixels, const struct plate *plate)
{
    for (int i = 0; i < pixels->shown_count; i++)
        if (is_of(&pixels->shown[i], plate))
            return &pixels->shown[i];
    int number = free_number(pixels);
    struct shown *shown = array_add(pixels->shown, pixels->shown_count, pixels->shown_capacity);
    int width = plate->raster->width, height = plate->raster->height;
    *shown =
        (struct shown){.area = plate->area, .width = width, .height = height, .number = number};
    shown->pixels = memory_new((size_t)width * (size_t)height, sizeof *shown->pixels);
    return shown;
}

static void update(struct pixels *pixels, const struct plate *plate, const struct frame *frame,
                   struct text *out)
{
    struct shown *shown = shown_of(pixels, plate);
    if (pixels->way.kind == PIXELS_KITTY)
        pixels_kitty(pixels, shown, plate->raster, frame, out);
    else
        pixels_sixel(pixels, shown, plate->raster, frame, out);
    shown->stamp = plate->raster->stamp;
    shown->source = plate->raster->source;
    shown->drawn = plate->raster->drawn;
}

void pixels_update(struct pixels *pixels, const struct frame *frame, struct frame *text,
                   struct text *out)
{
    static const char keep_cursor[] = "\0337", back[] = "\0338";
    size_t begin = out->length;
    if (pixels->way.kind == PIXELS_NONE || (frame->plate_count == 0 && pixels->shown_count == 0))
        return;
    text_add(out, keep_cursor);
    size_t empty = out->length;
    if (pixels->unsure && pixels->way.kind == PIXELS_KITTY)
        text_add(out, "\033_Ga=d,d=A,q=2\033\\");
    pixels->unsure = false;
    pixels->text = text;
    remove_others(pixels, frame, out);
    for (int i = 0; i < frame->plate_count; i++)
        if (is_good(&pixels->way, &frame->plates[i], frame))
            update(pixels, &frame->plates[i], frame, out);
    if (out->length == empty)
        out->length = begin;
    else
        text_add(out, back);
}
