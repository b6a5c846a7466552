#ifndef OVERSHOOT_VIEW_LOOK_H
#define OVERSHOOT_VIEW_LOOK_H

/* What the grounds of map and relief share: what their pictures depend on, so that one can be kept
 * until something of it changes, and their cells. */

#include "screen.h"

struct look {
    const struct colormap_row *colormap;
    struct region view;
    int64_t version; /* of the surface */
    int columns, rows;
    enum scale scale;
    enum color_level colors;
    bool unicode, light, contours;
};

/* Of a picture that fills an area. */
struct look look_of(const struct screen *screen, struct area area);
bool look_equal(const struct look *a, const struct look *b);

/* Two colours, one above the other. */
struct cell look_cell(color top, color bottom);

#endif
