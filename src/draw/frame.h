#ifndef OVERSHOOT_DRAW_FRAME_H
#define OVERSHOOT_DRAW_FRAME_H

/* The frame: a grid of cells, the centre of the display. Views fill it; the writers of
 * text, of what terminals read and of SVG, and the tests read it. */

#include <stdbool.h>
#include <stdint.h>

/* A colour: 0xRRGGBB, or one of the terminal's own 16, or the terminal's default. */
typedef uint32_t color;
#define COLOR_ANSI_FLAG 0x01000000u
#define COLOR_DEFAULT 0x02000000u
#define COLOR_ANSI(n) (COLOR_ANSI_FLAG | (uint32_t)(n))

enum attribute {
    ATTRIBUTE_BOLD = 1,
    ATTRIBUTE_DIM = 2,
    ATTRIBUTE_UNDERLINE = 4,
    ATTRIBUTE_REVERSE = 8,
    ATTRIBUTE_THROUGH = 16 /* a picture is seen behind the glyph */
};

struct cell {
    uint32_t glyph;   /* a character; 0 in the second column of a wide one */
    uint32_t combine; /* a combining character on it, or 0 */
    color fg, bg;
    uint8_t attributes;
};

/* A rectangle of cells. */
struct area {
    int column, row, columns, rows;
};
static inline bool area_equal(const struct area *a, const struct area *b)
{
    return a->column == b->column && a->row == b->row && a->columns == b->columns &&
           a->rows == b->rows;
}

/* In pixels; 0: it is not known, or there are none. */
struct cell_size {
    int width, height;
};

/* A plot as pixels, over the grounds of those of its cells through which it is seen. Its size is
 * that of the area's cells in pixels. */
struct raster;
struct plate {
    struct area area;
    const struct raster *raster;
};

/* Words in a row of cells that a file shows where they belong: so much of a cell to the right, and
 * down. Cells have them nearby. */
struct nudge {
    int column, row, columns;
    double right, down;
};
/* A thin straight line between two places in cells, with fractions: a tick, a side of a plot. */
struct hairline {
    double x0, y0, x1, y1;
    color color;
};

struct drawing;
struct frame {
    int columns, rows;
    struct cell *cells;            /* row by row */
    int cursor_column, cursor_row; /* -1: hidden; it stands where something was said last: */
    int said_column, said_row;     /* screen readers read there; -1: anywhere */

    /* What a file shows as true lines, between the grounds of cells and their glyphs. */
    struct drawing *drawings;
    int drawing_count, drawing_capacity;
    struct cell *below; /* the cells as they were when their lines were kept; NULL: none were */

    struct plate *plates; /* each is seen in cells that have ATTRIBUTE_THROUGH alone */
    int plate_count, plate_capacity;

    struct nudge *nudges; /* of pictures for papers alone, as hairlines are */
    int nudge_count, nudge_capacity;
    struct hairline *hairlines;
    int hairline_count, hairline_capacity;
    uint8_t *taken; /* of the same: 1 in cells where lines of balls, marks or words of plots are;
                     * NULL: nowhere */
};

/* Sizes are bounded: at most FRAME_COLUMNS_MAX x FRAME_ROWS_MAX, at least 1 x 1. */
enum { FRAME_COLUMNS_MAX = 1000, FRAME_ROWS_MAX = 500 };

struct frame *frame_new(int columns, int rows);
void frame_free(struct frame *frame);
void frame_resize(struct frame *frame, int columns, int rows); /* cleared */
void frame_clear(struct frame *frame);                         /* blanks in default colours */

/* Takes what a drawing holds; it is all 0 then. What is written over its cells from now on covers
 * its lines, too. */
void frame_keep(struct frame *frame, struct drawing *drawing);
/* Whether there are lines in a cell, and something was written over them. */
bool frame_covers(const struct frame *frame, int index);

/* Adds a plate, of whose raster the frame becomes one owner more, instead of one that has the same
 * area. Its cells are for others to prepare. */
void frame_show(struct frame *frame, const struct plate *plate);
/* The plate of just that area; NULL: there is none. */
const struct plate *frame_plate(const struct frame *frame, const struct area *area);

void frame_nudge(struct frame *frame, struct nudge nudge);
void frame_hairline(struct frame *frame, struct hairline hairline);
void frame_take(struct frame *frame, int column, int row);
/* Something comes over a part: hairlines that begin or end there go. */
void frame_cover(struct frame *frame, struct area area);
/* What moves the words of a cell; NULL: they stay. */
const struct nudge *frame_nudged(const struct frame *frame, int index);

/* Makes a frame what another one is, its size too, but for what it has beside cells. */
void frame_copy(struct frame *frame, const struct frame *other);

/* Puts all of another frame there: its lines are this one's then, its plates both have. The cursor
 * stays. */
void frame_place(struct frame *frame, struct frame *part, int column, int row);

/* The cell, or a cell that nobody sees when the place is outside. Never NULL. */
struct cell *frame_cell(struct frame *frame, int column, int row);
static inline bool cell_equal(const struct cell *a, const struct cell *b)
{
    return a->glyph == b->glyph && a->combine == b->combine && a->fg == b->fg && a->bg == b->bg &&
           a->attributes == b->attributes;
}

struct style {
    color fg, bg;
    uint8_t attributes;
};

/* The columns that a character takes there: as ^X a control character has two. */
int frame_width(uint32_t character);
/* Writes UTF-8 text from a place on, cut at column `limit` (exclusive) and at the frame's edge.
 * Control characters come out as ^X. Returns the column after the text. */
int frame_text(struct frame *frame, int column, int row, int limit, struct style style,
               const char *text);

/* The sides of a cell. */
enum { NORTH = 1, EAST = 2, SOUTH = 4, WEST = 8 };

#endif
