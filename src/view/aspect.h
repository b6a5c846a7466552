#ifndef OVERSHOOT_VIEW_ASPECT_H
#define OVERSHOOT_VIEW_ASPECT_H

/* What the grounds of map and relief share: what their pictures depend on, so that one can be kept
 * until something of it changes, and their cells. */

#include "screen.h"

struct aspect {
    const struct colormap_row *colormap;
    struct region view;
    int64_t problem; /* its stamp */
    int columns, rows;
    enum scale scale;
    enum color_level colors;
    bool unicode, light, contours;
};

/* Of a picture that fills an area. */
struct aspect aspect_of(const struct screen *screen, struct area area);
bool aspect_equal(const struct aspect *a, const struct aspect *b);

/* Two colours, one above the other. */
struct cell aspect_cell(color top, color bottom);

#endif
