#ifndef OVERSHOOT_VIEW_SUBJECT_H
#define OVERSHOOT_VIEW_SUBJECT_H

/* What the grounds of map and relief are pictures of: as long as it is the same, a ground is. */

#include "screen.h"

#include "../draw/lines.h"

struct subject {
    const struct colormap_row *colormap;
    struct region view;
    int64_t problem; /* its stamp */
    struct area area;
    struct device device;
    enum scale scale;
};

struct subject subject_of(const struct screen *screen, struct area area, struct region view);
bool subject_equal(const struct subject *a, const struct subject *b);

#endif
