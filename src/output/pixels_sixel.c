/* Sixel: what has changed is sent as images of whole cells, each with the colours that are in it. A
 * pixel that has none is left as it was: those of cells with text. */

#include "pixels_parts.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A sixel's colours are told in hundredths. Steps that are as fine as these in red and blue, too,
 * are not seen, but sent. */
enum {
    STEP_RED = 2,
    STEP_GREEN = 1,
    STEP_BLUE = 2,
    REDS = 100 / STEP_RED + 1,
    GREENS = 100 / STEP_GREEN + 1,
    BLUES = 100 / STEP_BLUE + 1
};
enum {
    REGISTERS = 256,      /* that all terminals have */
    REGISTERS_MAX = 1024, /* used of those that have more */
    SIX = 6,              /* rows of pixels in a band */
    BOXES = 64            /* that are sent at once */
};
enum { IS_SHOWN = 1, CHANGED = 2 }; /* marks of cells */

/* The colours of an image, numbered as they come. */
struct palette {
    uint16_t red[256], green[256], blue[256]; /* steps, by value */
    uint16_t numbers[REDS * GREENS * BLUES];  /* of a colour and one; 0: it has none */
    int colors[REGISTERS_MAX];
    int count, most;
    uint16_t *pixels; /* of the image: numbers; 0: none */
    int capacity;
    struct column { /* of a band in one colour: six pixels above each other */
        int at, next;
        uint8_t bits;
    } * columns;
    int column_capacity;
    int first[REGISTERS_MAX], last[REGISTERS_MAX]; /* columns of a band by colour; -1: none */
    int used[REGISTERS_MAX];                       /* the colours of a band */
};

static uint16_t step_of(int value, int step)
{
    return (uint16_t)((value * 100 + 255 * step / 2) / (255 * step));
}

static struct palette *palette_of(struct pixels *pixels)
{
    if (pixels->palette)
        return pixels->palette;
    struct palette *palette = pixels->palette = memory_new(1, sizeof *palette);
    for (int i = 0; i < 256; i++) {
        palette->red[i] = step_of(i, STEP_RED);
        palette->green[i] = step_of(i, STEP_GREEN);
        palette->blue[i] = step_of(i, STEP_BLUE);
    }
    for (int i = 0; i < REGISTERS_MAX; i++)
        palette->first[i] = -1;
    return palette;
}

void pixels_sixel_free(struct pixels *pixels)
{
    if (!pixels->palette)
        return;
    free(pixels->palette->pixels);
    free(pixels->palette->columns);
    free(pixels->palette);
    pixels->palette = NULL;
}

/* --- colours --- */

static void clear_colors(struct palette *palette)
{
    for (int i = 0; i < palette->count; i++)
        palette->numbers[palette->colors[i]] = 0;
    palette->count = 0;
}

static inline int place_of(const struct palette *palette, color c)
{
    return (palette->red[c >> 16 & 0xFF] * GREENS + palette->green[c >> 8 & 0xFF]) * BLUES +
           palette->blue[c & 0xFF];
}

/* In hundredths. */
static void tell_color(int place, int hundredths[3])
{
    hundredths[0] = place / BLUES / GREENS * STEP_RED;
    hundredths[1] = place / BLUES % GREENS * STEP_GREEN;
    hundredths[2] = place % BLUES * STEP_BLUE;
}

/* The number of a colour; 0: there are too many. */
static inline uint16_t number_of(struct palette *palette, int place)
{
    if (!palette->numbers[place] && palette->count < palette->most) {
        palette->colors[palette->count++] = place;
        palette->numbers[place] = (uint16_t)palette->count;
    }
    return palette->numbers[place];
}

static int distance(int place, int other)
{
    int a[3], b[3];
    tell_color(place, a);
    tell_color(other, b);
    return abs(a[0] - b[0]) + abs(a[1] - b[1]) + abs(a[2] - b[2]);
}

/* Of those that there are. */
static uint16_t nearest_number(const struct palette *palette, int place)
{
    int best = 0;
    for (int i = 1; i < palette->count; i++)
        if (distance(palette->colors[i], place) < distance(palette->colors[best], place))
            best = i;
    return (uint16_t)(best + 1);
}

/* A rectangle of cells of a picture. */
struct cells {
    int column, row, columns, rows;
};

/* Numbers the pixels of those cells that show them. False: there are more colours than the terminal
 * has. */
static bool number_pixels(struct palette *palette, const struct pixels_way *way,
                          const struct shown *shown, const struct cells *cells, const color *now)
{
    int width = cells->columns * way->cell_width, height = cells->rows * way->cell_height;
    if (width * height > palette->capacity) {
        palette->capacity = width * height;
        palette->pixels =
            memory_resize(palette->pixels, (size_t)palette->capacity, sizeof *palette->pixels);
    }
    bool single = cells->columns == 1 && cells->rows == 1;
    clear_colors(palette);
    uint16_t *to = palette->pixels;
    for (int y = 0; y < height; y++) {
        const uint8_t *mark =
            &shown
                 ->marks[(cells->row + y / way->cell_height) * shown->area.columns + cells->column];
        const color *from = now + (cells->row * way->cell_height + y) * shown->width +
                            cells->column * way->cell_width;
        for (int column = 0; column < cells->columns; column++)
            for (int x = 0; x < way->cell_width; x++, from++) {
                int place = place_of(palette, *from);
                *to = mark[column] ? number_of(palette, place) : 0;
                if (mark[column] && !*to && !single)
                    return false;
                if (mark[column] && !*to) /* no terminal has so few that this is seen often */
                    *to = nearest_number(palette, place);
                to++;
            }
    }
    return true;
}

/* --- an image --- */

static char *put_number(char *at, int number)
{
    char digits[12];
    int count = 0;
    do
        digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0)
        *at++ = digits[--count];
    return at;
}

static char *put_run(char *at, int length, int bits)
{
    char sixel = (char)('?' + bits);
    if (length > 3) {
        *at++ = '!';
        at = put_number(at, length);
        length = 1;
    }
    while (length-- > 0)
        *at++ = sixel;
    return at;
}

static void add_colors(struct text *out, const struct palette *palette)
{
    enum { ROOM = 24 };
    char *begin = text_room(out, (size_t)palette->count * ROOM), *at = begin;
    for (int i = 0; i < palette->count; i++) {
        int hundredths[3];
        tell_color(palette->colors[i], hundredths);
        *at++ = '#';
        at = put_number(at, i);
        *at++ = ';';
        *at++ = '2';
        for (int k = 0; k < 3; k++) {
            *at++ = ';';
            at = put_number(at, hundredths[k]);
        }
    }
    out->length += (size_t)(at - begin);
}

/* Sorts the pixels of a band by their colours; returns how many there are. */
static int sort_band(struct palette *palette, int width, int top, int rows)
{
    int used = 0, count = 0;
    for (int x = 0; x < width; x++)
        for (int y = 0; y < rows; y++) {
            int c = palette->pixels[(top + y) * width + x] - 1;
            if (c < 0)
                continue;
            int last = palette->first[c] < 0 ? -1 : palette->last[c];
            if (last >= 0 && palette->columns[last].at == x) {
                palette->columns[last].bits |= (uint8_t)(1 << y);
                continue;
            }
            palette->columns[count] = (struct column){x, -1, (uint8_t)(1 << y)};
            if (last >= 0)
                palette->columns[last].next = count;
            else
                palette->used[used++] = c, palette->first[c] = count;
            palette->last[c] = count++;
        }
    return used;
}

/* The pixels of one colour in a band. */
static char *put_color(char *at, const struct palette *palette, int number)
{
    int end = 0; /* of the columns that are written */
    *at++ = '#';
    at = put_number(at, number);
    for (int i = palette->first[number]; i >= 0;) {
        const struct column *column = &palette->columns[i];
        int bits = column->bits, first = column->at, length = 0;
        for (;
             i >= 0 && palette->columns[i].bits == bits && palette->columns[i].at == first + length;
             i = palette->columns[i].next)
            length++;
        if (first > end)
            at = put_run(at, first - end, 0);
        at = put_run(at, length, bits);
        end = first + length;
    }
    return at;
}

static void add_band(struct text *out, struct palette *palette, int width, int top, int rows)
{
    enum { ROOM_COLOR = 8, ROOM_COLUMN = 8 };
    int used = sort_band(palette, width, top, rows);
    size_t room = (size_t)used * ROOM_COLOR + (size_t)width * SIX * ROOM_COLUMN + 2;
    char *begin = text_room(out, room), *at = begin;
    for (int i = 0; i < used; i++) {
        if (i > 0)
            *at++ = '$';
        at = put_color(at, palette, palette->used[i]);
        palette->first[palette->used[i]] = -1;
    }
    out->length += (size_t)(at - begin);
}

static void add_image(struct text *out, struct palette *palette, const struct pixels_way *way,
                      const struct shown *shown, const struct cells *cells)
{
    int width = cells->columns * way->cell_width, height = cells->rows * way->cell_height;
    if (width * SIX > palette->column_capacity) {
        palette->column_capacity = width * SIX;
        palette->columns = memory_resize(palette->columns, (size_t)palette->column_capacity,
                                         sizeof *palette->columns);
    }
    text_add(out, "\033[%d;%dH\033P0;1;0q\"1;1;%d;%d", shown->area.row + cells->row + 1,
             shown->area.column + cells->column + 1, width, height);
    add_colors(out, palette);
    for (int top = 0; top < height; top += SIX) {
        if (top > 0)
            text_add_bytes(out, "-", 1);
        add_band(out, palette, width, top, height - top < SIX ? height - top : SIX);
    }
    text_add(out, "\033\\");
}

/* Some terminals have lost the text of cells that an image leaves out. */
static void lose_text(struct frame *text, const struct shown *shown, const struct cells *cells)
{
    for (int row = cells->row; row < cells->row + cells->rows; row++)
        for (int column = cells->column; column < cells->column + cells->columns; column++)
            if (!shown->marks[row * shown->area.columns + column])
                *frame_cell(text, shown->area.column + column, shown->area.row + row) =
                    (struct cell){.attributes = ATTRIBUTE_THROUGH};
}

/* In as few images as there may be for their size and colours. */
static void send(struct pixels *pixels, const struct shown *shown, const color *now,
                 struct cells cells, struct text *out)
{
    const struct pixels_way *way = &pixels->way;
    struct palette *palette = palette_of(pixels);
    bool wide = way->width_max > 0 && cells.columns * way->cell_width > way->width_max;
    bool high = way->height_max > 0 && cells.rows * way->cell_height > way->height_max;
    int known = way->registers > 0 ? way->registers : REGISTERS;
    palette->most = known < REGISTERS_MAX ? known : REGISTERS_MAX;
    if ((cells.columns == 1 || !wide) && (cells.rows == 1 || !high) &&
        number_pixels(palette, way, shown, &cells, now)) {
        add_image(out, palette, way, shown, &cells);
        return;
    }
    struct cells first = cells, second = cells;
    if (cells.rows > 1 && (high || !wide)) {
        first.rows = cells.rows / 2;
        second.row += first.rows;
        second.rows -= first.rows;
    } else {
        first.columns = cells.columns / 2;
        second.column += first.columns;
        second.columns -= first.columns;
    }
    send(pixels, shown, now, first, out);
    send(pixels, shown, now, second, out);
}

/* --- what has changed --- */

/* Marks the cells in which it is another one; copies it. */
static void mark_changed(const struct pixels_way *way, struct shown *shown,
                         const struct raster *raster)
{
    const color *now = raster->pixels;
    size_t size = (size_t)way->cell_width * sizeof *now;
    struct box box = pixels_changed(shown, raster);
    for (int y = box.top; y < box.bottom; y++) {
        color *old = shown->pixels + y * shown->width;
        const color *row = now + y * shown->width;
        if (memcmp(old, row, (size_t)shown->width * sizeof *now) == 0)
            continue;
        uint8_t *marks = &shown->marks[y / way->cell_height * shown->area.columns];
        for (int i = 0; i < shown->area.columns; i++)
            if (memcmp(old + i * way->cell_width, row + i * way->cell_width, size) != 0) {
                memcpy(old + i * way->cell_width, row + i * way->cell_width, size);
                marks[i] |= CHANGED;
            }
    }
}

struct boxes {
    struct cells items[BOXES];
    int count;
};

static struct cells united(const struct cells *a, const struct cells *b)
{
    int left = a->column < b->column ? a->column : b->column;
    int top = a->row < b->row ? a->row : b->row;
    int right = a->column + a->columns > b->column + b->columns ? a->column + a->columns
                                                                : b->column + b->columns;
    int bottom = a->row + a->rows > b->row + b->rows ? a->row + a->rows : b->row + b->rows;
    return (struct cells){left, top, right - left, bottom - top};
}

/* Cells that are in no box, but sent with both when these are one. */
static int lost_cells(const struct cells *a, const struct cells *b)
{
    struct cells both = united(a, b);
    return both.columns * both.rows - a->columns * a->rows - b->columns * b->rows;
}

/* To the box that suits it best, if no more is sent then than an image of its own costs. */
static void join(struct boxes *boxes, struct cells added)
{
    enum { SLACK = 2 }; /* cells */
    for (;;) {          /* what has grown may be near another one */
        int best = -1, least = 0;
        for (int i = 0; i < boxes->count; i++) {
            int lost = lost_cells(&boxes->items[i], &added);
            if (best < 0 || lost < least) {
                best = i;
                least = lost;
            }
        }
        if (best < 0 || (least > SLACK && boxes->count < BOXES))
            break;
        added = united(&boxes->items[best], &added);
        boxes->items[best] = boxes->items[--boxes->count];
    }
    boxes->items[boxes->count++] = added;
}

void pixels_sixel(struct pixels *pixels, struct shown *shown, const struct raster *raster,
                  const struct frame *frame, struct text *out)
{
    const struct pixels_way *way = &pixels->way;
    const struct area *area = &shown->area;
    struct boxes boxes = {0};
    if (!shown->marks)
        shown->marks = memory_new((size_t)area->columns * (size_t)area->rows, 1);
    mark_changed(way, shown, raster);
    for (int row = 0; row < area->rows; row++) {
        uint8_t *marks = &shown->marks[row * area->columns];
        bool last = area->row + row == frame->rows - 1;
        for (int column = 0; column < area->columns; column++) {
            bool bare = !last && pixels_are_bare(frame, area->column + column, area->row + row);
            if (bare && marks[column] != IS_SHOWN)
                join(&boxes, (struct cells){column, row, 1, 1});
            marks[column] = bare ? IS_SHOWN : 0;
        }
    }
    for (int i = 0; i < boxes.count; i++) {
        if (pixels->text)
            lose_text(pixels->text, shown, &boxes.items[i]);
        send(pixels, shown, raster->pixels, boxes.items[i], out);
    }
}
