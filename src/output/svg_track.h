#ifndef OVERSHOOT_OUTPUT_SVG_TRACK_H
#define OVERSHOOT_OUTPUT_SVG_TRACK_H

/* Marks that move from cell to cell while a film goes on, found by what the frames show: a mark has
 * gone from one cell and one of the same look has come in another. */

#include "svg_cell.h"

struct svg_stop {
    double seconds;
    int index; /* of the cell */
};

struct svg_track {
    struct svg_cell look; /* its glyph, ink and attributes */
    double begin, end;    /* when it is seen; end: -1 while it is */
    struct svg_stop *stops;
    int stop_count, stop_capacity;
};

struct svg_tracks {
    struct svg_track *items;
    int count, capacity;
};

/* From one frame to the next, of count cells in rows of columns. Takes out of the cells of now the
 * glyphs that tracks show. */
struct svg_step {
    const struct svg_cell *before; /* as they were given to the last step, with their glyphs */
    struct svg_cell *now;
    int count, columns;
    double before_seconds, seconds;
};
void svg_tracks_step(struct svg_tracks *tracks, const struct svg_step *step);
void svg_tracks_free(struct svg_tracks *tracks);

#endif
