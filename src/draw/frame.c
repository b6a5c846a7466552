#include "frame.h"

#include "drawing.h"
#include "raster.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "../base/text.h"

#include <stdlib.h>
#include <string.h>

static const struct cell blank = {' ', 0, COLOR_DEFAULT, COLOR_DEFAULT, 0};

static int clamp_size(int size, int max)
{
    return size < 1 ? 1 : size > max ? max : size;
}

static void drop_drawings(struct frame *frame)
{
    while (frame->drawing_count > 0)
        drawing_free(&frame->drawings[--frame->drawing_count]);
    free(frame->below);
    frame->below = NULL;
}

static void drop_plates(struct frame *frame)
{
    while (frame->plate_count > 0)
        raster_free(frame->plates[--frame->plate_count].raster);
}

struct frame *frame_new(int columns, int rows)
{
    struct frame *frame = memory_new(1, sizeof *frame);
    frame_resize(frame, columns, rows);
    return frame;
}

void frame_free(struct frame *frame)
{
    if (!frame)
        return;
    drop_drawings(frame);
    drop_plates(frame);
    free(frame->plates);
    free(frame->nudges);
    free(frame->hairlines);
    free(frame->taken);
    free(frame->drawings);
    free(frame->cells);
    free(frame);
}

void frame_resize(struct frame *frame, int columns, int rows)
{
    frame->columns = clamp_size(columns, FRAME_COLUMNS_MAX);
    frame->rows = clamp_size(rows, FRAME_ROWS_MAX);
    size_t count = (size_t)frame->columns * (size_t)frame->rows;
    frame->cells = memory_resize(frame->cells, count, sizeof *frame->cells);
    frame_clear(frame);
}

void frame_clear(struct frame *frame)
{
    size_t row = (size_t)frame->columns * sizeof *frame->cells;
    for (int i = 0; i < frame->columns; i++)
        frame->cells[i] = blank;
    for (int i = 1; i < frame->rows; i++)
        memcpy(frame->cells + i * frame->columns, frame->cells, row);
    frame->cursor_column = frame->cursor_row = -1;
    frame->said_column = frame->said_row = -1;
    drop_drawings(frame);
    drop_plates(frame);
    frame->nudge_count = frame->hairline_count = 0;
    free(frame->taken);
    frame->taken = NULL;
}

void frame_nudge(struct frame *frame, struct nudge nudge)
{
    *array_add(frame->nudges, frame->nudge_count, frame->nudge_capacity) = nudge;
}

void frame_hairline(struct frame *frame, struct hairline hairline)
{
    *array_add(frame->hairlines, frame->hairline_count, frame->hairline_capacity) = hairline;
}

void frame_take(struct frame *frame, int column, int row)
{
    if (!frame->taken)
        frame->taken = memory_new((size_t)frame->columns * (size_t)frame->rows, 1);
    if (column >= 0 && row >= 0 && column < frame->columns && row < frame->rows)
        frame->taken[row * frame->columns + column] = 1;
}

static bool is_within(const struct area *area, double x, double y)
{
    return x >= area->column && y >= area->row && x < area->column + area->columns &&
           y < area->row + area->rows;
}

void frame_cover(struct frame *frame, struct area area)
{
    int kept = 0;
    for (int i = 0; i < frame->hairline_count; i++) {
        const struct hairline *line = &frame->hairlines[i];
        if (!is_within(&area, line->x0, line->y0) && !is_within(&area, line->x1, line->y1))
            frame->hairlines[kept++] = *line;
    }
    frame->hairline_count = kept;
}

const struct nudge *frame_nudged(const struct frame *frame, int index)
{
    int column = index % frame->columns, row = index / frame->columns;
    for (int i = 0; i < frame->nudge_count; i++) {
        const struct nudge *nudge = &frame->nudges[i];
        if (row == nudge->row && column >= nudge->column && column < nudge->column + nudge->columns)
            return nudge;
    }
    return NULL;
}

const struct plate *frame_plate(const struct frame *frame, const struct area *area)
{
    for (int i = 0; i < frame->plate_count; i++)
        if (area_equal(&frame->plates[i].area, area))
            return &frame->plates[i];
    return NULL;
}

void frame_show(struct frame *frame, const struct plate *plate)
{
    const struct plate *old = frame_plate(frame, &plate->area);
    struct plate *place = old ? &frame->plates[old - frame->plates]
                              : array_add(frame->plates, frame->plate_count, frame->plate_capacity);
    const struct raster *before = old ? old->raster : NULL;
    *place = (struct plate){plate->area, retained(plate->raster)};
    raster_free(before);
}

void frame_keep(struct frame *frame, struct drawing *drawing)
{
    *array_add(frame->drawings, frame->drawing_count, frame->drawing_capacity) = *drawing;
    if (!frame->below)
        frame->below =
            memory_new((size_t)frame->columns * (size_t)frame->rows, sizeof(struct cell));
    const struct area *area = &drawing->area;
    int right = area->column + area->columns, bottom = area->row + area->rows;
    for (int row = area->row; row < bottom && row < frame->rows; row++)
        for (int column = area->column; column < right && column < frame->columns; column++)
            frame->below[row * frame->columns + column] = *frame_cell(frame, column, row);
    *drawing = (struct drawing){0};
}

bool frame_covers(const struct frame *frame, int index)
{
    static const struct cell none = {0};
    const struct cell *below = frame->below ? &frame->below[index] : &none;
    return !cell_equal(below, &none) && !cell_equal(below, &frame->cells[index]);
}

void frame_copy(struct frame *frame, const struct frame *other)
{
    if (frame->columns != other->columns || frame->rows != other->rows)
        frame_resize(frame, other->columns, other->rows);
    size_t count = (size_t)frame->columns * (size_t)frame->rows;
    memcpy(frame->cells, other->cells, count * sizeof *frame->cells);
    frame->cursor_column = other->cursor_column;
    frame->cursor_row = other->cursor_row;
    frame->said_column = other->said_column;
    frame->said_row = other->said_row;
}

static void place_cells(const struct frame *frame, struct cell *to, const struct frame *part,
                        const struct cell *from, int column, int row)
{
    int columns = part->columns < frame->columns - column ? part->columns : frame->columns - column;
    for (int i = 0; i < part->rows && row + i < frame->rows; i++)
        memcpy(to + (size_t)(row + i) * (size_t)frame->columns + column,
               from + (size_t)i * (size_t)part->columns, (size_t)columns * sizeof *to);
}

static struct area moved(struct area area, int column, int row)
{
    return (struct area){area.column + column, area.row + row, area.columns, area.rows};
}

void frame_place(struct frame *frame, struct frame *part, int column, int row)
{
    place_cells(frame, frame->cells, part, part->cells, column, row);
    if (part->below && !frame->below)
        frame->below =
            memory_new((size_t)frame->columns * (size_t)frame->rows, sizeof(struct cell));
    if (part->below)
        place_cells(frame, frame->below, part, part->below, column, row);
    for (int i = 0; i < part->drawing_count; i++) {
        struct drawing *drawing =
            array_add(frame->drawings, frame->drawing_count, frame->drawing_capacity);
        *drawing = part->drawings[i];
        drawing->area = moved(drawing->area, column, row);
    }
    for (int i = 0; i < part->nudge_count; i++) {
        struct nudge nudge = part->nudges[i];
        nudge.column += column, nudge.row += row;
        frame_nudge(frame, nudge);
    }
    for (int i = 0; i < part->hairline_count; i++) {
        struct hairline hairline = part->hairlines[i];
        hairline.x0 += column, hairline.x1 += column, hairline.y0 += row, hairline.y1 += row;
        frame_hairline(frame, hairline);
    }
    part->drawing_count = 0;
    drop_drawings(part);
    for (int i = 0; i < part->plate_count; i++)
        frame_show(frame, &(struct plate){moved(part->plates[i].area, column, row),
                                          part->plates[i].raster});
}

struct cell *frame_cell(struct frame *frame, int column, int row)
{
    /* Written by those who draw past the edge; reset so that nobody reads what another left. */
    static _Thread_local struct cell outside;
    if (column < 0 || row < 0 || column >= frame->columns || row >= frame->rows) {
        outside = blank;
        return &outside;
    }
    return &frame->cells[row * frame->columns + column];
}

/* Half of a wide character cannot stay when the other half is written over. */
static void part_wide(struct frame *frame, int column, int row)
{
    struct cell *cell = frame_cell(frame, column, row);
    if (cell->glyph == 0 && column > 0)
        frame_cell(frame, column - 1, row)->glyph = ' ';
    if (column + 1 < frame->columns && frame_cell(frame, column + 1, row)->glyph == 0)
        frame_cell(frame, column + 1, row)->glyph = ' ';
}

static void put(struct frame *frame, int column, int row, struct style style, uint32_t glyph)
{
    part_wide(frame, column, row);
    *frame_cell(frame, column, row) = (struct cell){glyph, 0, style.fg, style.bg, style.attributes};
}

/* What marks direction or joins would reorder the cells after it: such characters are dropped. */
static bool is_format(uint32_t character)
{
    return (character >= 0x200B && character <= 0x200F) ||
           (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2060 && character <= 0x206F) || character == 0xFEFF ||
           character >= 0xE0000;
}

static void combine(struct frame *frame, int column, int row, uint32_t character)
{
    if (column < 0 || is_format(character))
        return;
    struct cell *cell = frame_cell(frame, column, row);
    if (cell->glyph == 0 && column > 0)
        cell = frame_cell(frame, column - 1, row);
    cell->combine = character;
}

static bool is_control(uint32_t character)
{
    return character < 0x20 || character == 0x7F;
}

int frame_width(uint32_t character)
{
    if (is_format(character))
        return 0;
    return is_control(character)                   ? 2
           : character >= 0x80 && character < 0xA0 ? 1
                                                   : utf8_width(character);
}

int frame_text(struct frame *frame, int column, int row, int limit, struct style style,
               const char *text)
{
    if (limit > frame->columns)
        limit = frame->columns;
    size_t length = strlen(text);
    int begin = column;
    for (size_t at = 0; at < length && column < limit;) {
        uint32_t c;
        at += (size_t)utf8_decode(text + at, length - at, &c);
        int width = frame_width(c);
        if (width == 0 && column > begin)
            combine(frame, column - 1, row, c);
        if (width == 0)
            continue;
        if (is_control(c))
            put(frame, column++, row, style, '^'), c ^= 0x40, width = 1;
        else if (width == 2 && column + 1 >= limit)
            c = ' ', width = 1;
        if (column < limit)
            put(frame, column++, row, style, c >= 0x80 && c < 0xA0 ? 0xFFFD : c);
        if (width == 2)
            put(frame, column++, row, style, 0), frame_cell(frame, column - 2, row)->glyph = c;
    }
    return column;
}
