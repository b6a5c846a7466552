#ifndef OVERSHOOT_DRAW_LINES_H
#define OVERSHOOT_DRAW_LINES_H

/* What lines are made of in cells: a row for each way, and a device is one that was chosen for a
 * terminal's abilities. */

#include "theme.h"

#include <stdbool.h>

enum line_mode {
    LINES_AUTO,
    LINES_QUADRANTS,
    LINES_DOTS,
    LINES_BOX,
    LINES_ASCII,
    LINES_SEXTANTS,
    LINES_OCTANTS,
    LINES_COUNT
};

enum lines_kind {
    LINES_OF_DOTS,   /* glyphs of dots over the field: one ink a cell */
    LINES_OF_BLOCKS, /* each cell its two best colours */
    LINES_OF_BOX,    /* glyphs that join over sides */
    LINES_OF_LETTERS
};

struct lines_row {
    const char *name, *help;
    enum lines_kind kind;
    uint8_t across, down;               /* points in a cell */
    uint8_t ground_across, ground_down; /* samples of the field in a cell */
};
extern const struct lines_row lines_rows[LINES_COUNT];
extern const int lines_row_count;

/* What a drawing is shown on. */
struct device {
    enum line_mode lines; /* LINES_AUTO: not yet chosen */
    enum color_level colors;
    bool unicode;
    enum light light;
    const struct theme *theme;
    bool vectors; /* a file that has true lines: cells show only the field, marks and words */
    struct cell_size pixels; /* of a cell, where plots are pictures; else 0 */
};

/* Whether lines and marks are not bound to cells. */
static inline bool device_is_fine(const struct device *device)
{
    return device->vectors || device->pixels.width > 0;
}

/* Lines as they are wanted where the device can show them, else what comes nearest. `console`: it
 * has line-drawing characters even without Unicode. */
struct device device_of(enum line_mode wanted, enum color_level colors, bool unicode, bool console,
                        enum light light);
/* The same for charts and slices, in which lines are dots rather than blocks. */
struct device device_of_charts(const struct device *device);

static inline bool device_equal(const struct device *a, const struct device *b)
{
    return a->lines == b->lines && a->colors == b->colors && a->unicode == b->unicode &&
           a->theme == b->theme && a->vectors == b->vectors && a->pixels.width == b->pixels.width &&
           a->pixels.height == b->pixels.height;
}

/* Whether fields have colours there. */
static inline bool device_has_fields(const struct device *device)
{
    return device->colors >= COLORS_256;
}

#endif
