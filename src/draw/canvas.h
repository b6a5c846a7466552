#ifndef OVERSHOOT_DRAW_CANVAS_H
#define OVERSHOOT_DRAW_CANVAS_H

/* The device of cells. A canvas has a point for each dot, block or letter that a cell can show, and
 * in it the number of an ink: the greater one lies above. What is drawn on it can be kept and
 * copied, so that what is old is drawn once:
 *
 *     canvas_begin(&kept, area, plane, device);        where the view has changed
 *     canvas_draw(&kept, &ground_and_past);            then, what is new of the past
 *
 *     canvas_copy(&now, &kept);                        in every frame
 *     canvas_draw(&now, &present);
 *     canvas_show(&now, frame);
 *
 * A cell has one ink, the topmost; all other dots of it stay, in that ink. Light ink needs no more
 * than a ground that is dark enough, which is darkened where it is not, softly; on a light theme
 * the ink is darkened instead. Of quadrants and their like each cell has its two best colours. */

#include "drawing.h"
#include "inks.h"
#include "lines.h"
#include "raster.h"
#include "vectors.h"

#include <stddef.h>

/* Places in cells of the canvas. */
struct canvas_mark {
    struct point at, from; /* one that has a direction points away from the latter */
    int16_t mark, owner;
    uint8_t depth;
    color color;
};

struct canvas_label {
    const struct drawing *drawing;
    const struct shape *shape;
};

enum { CANVAS_INKS = 256, CANVAS_OWNERS = 66 };
struct canvas {
    struct area area;
    struct region plane;
    struct device device;
    bool exact;        /* files show words where they belong, and lines to what they name */
    bool stacks;       /* of balls in one place the last is seen; else they stand side by side */
    int width, height; /* in points */
    struct samples {
        int columns, rows; /* in all */
        int across, down;  /* in a cell */
    } samples;             /* of the field */
    bool has_ground, has_holes;
    float lightest; /* of the ground, or more */
    struct canvas_ink table[CANVAS_INKS];
    int ink_count;
    struct point landings[CANVAS_OWNERS]; /* the last one of each owner, in cells */

    size_t capacity, drawn;
    uint8_t *inks;          /* of the points, row by row; 0: none */
    uint8_t *sides;         /* of the cells: which are touched, where glyphs join over them */
    uint8_t *tint, *shadow; /* of the samples: contours and shadows on the ground */
    uint8_t *caps;          /* of the same: how light it may be; made when it is shown */
    uint8_t *tops;          /* of the cells: the topmost ink; made when it is shown */
    uint8_t *taken;         /* of the same: CELL_FREE … CELL_TAKEN */
    color *ground;          /* of the samples; COLOR_DEFAULT: none */
    struct canvas_mark *marks;
    int mark_count, mark_capacity;
    struct canvas_label *labels;
    int label_count, label_capacity;
    struct vectors vectors; /* where the device has them */
    struct raster *raster;  /* the same; NULL: none yet. Who shows it is an owner, too */
    struct raster *spare;   /* the one before, while somebody shows it; or NULL */
    struct drawing marking; /* marks on their way to it */
    struct cell *cells;     /* as they were shown last, of `kept` */
    struct area kept;
    uint64_t sums[FRAME_ROWS_MAX]; /* of what each row of them shows */
};

/* Empties a canvas, which is all 0 at first. */
void canvas_begin(struct canvas *canvas, struct area area, struct region plane,
                  const struct device *device);
void canvas_free(struct canvas *canvas); /* what it holds */
void canvas_copy(struct canvas *canvas, const struct canvas *from);

/* Where plots are pictures: what the frame has there lies below. */
void canvas_draw_over(struct canvas *canvas, const struct frame *frame);

/* Draws all of a drawing, which has to stay as it is until the canvas is shown if it has labels. */
void canvas_draw(struct canvas *canvas, const struct drawing *drawing);
/* The same, but in cells alone: for who draws the picture of pixels by himself. */
void canvas_draw_cells(struct canvas *canvas, const struct drawing *drawing);

/* Puts it into the frame, over what is there: cells without field, line and mark stay as they are.
 * It can be asked what was shown where, and has to be begun anew. */
void canvas_show(struct canvas *canvas, struct frame *frame);

/* How many samples of a field the device can show in an area: as many in each cell. */
struct field_size {
    int columns, rows;
};
struct field_size canvas_field_size(const struct device *device, struct area area);

/* --- its parts --- */

/* All but marks and words: what is on it becomes cells. */
void compose(struct canvas *canvas, struct frame *frame);
/* The ground in a cell as it was shown, in one colour; COLOR_DEFAULT: there is none. */
color composed_ground(const struct canvas *canvas, int column, int row);

static inline const struct lines_row *canvas_mode(const struct canvas *canvas)
{
    return &lines_rows[canvas->device.lines];
}

static inline int canvas_cell(const struct canvas *canvas, int column, int row)
{
    return row * canvas->area.columns + column;
}

/* What was in a cell when it was shown last. */
enum { CELL_FREE, CELL_LINED /* by what is no ball's */, CELL_TAKEN };

static inline int canvas_is(const struct canvas *canvas, int column, int row)
{
    return canvas->taken[canvas_cell(canvas, column, row)];
}

static inline void canvas_take(struct canvas *canvas, int column, int row)
{
    canvas->taken[canvas_cell(canvas, column, row)] = CELL_TAKEN;
}

#endif
