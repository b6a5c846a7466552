#ifndef OVERSHOOT_VIEW_SHEET_H
#define OVERSHOOT_VIEW_SHEET_H

/* Charts of formulas as pictures that are kept: of lines that grow at their ends what is old is
 * drawn once, and in each frame only what is new. Where a scale is another one, or a line is not
 * only longer, they are drawn anew, in pieces, while the old sheet is shown. What is seen is the
 * same, cell by cell and pixel by pixel, however it came to be. */

#include "formulas.h"
#include "lines.h"

#include "../draw/coat.h"

enum { PATCHES = 2 };

/* A line of a chart, as far as it is drawn for good. */
struct strand {
    int ball, formula, owner;
    bool ahead; /* what is on record after the present */
    struct ink ink;
    int64_t stamp;            /* of the line that it was made of */
    int done;                 /* its buckets */
    int begun, known, inside; /* of them: the first and the last that have a value, the last one in
                                 the plot; -1: none */
    struct pen pen;
    struct stays stays;            /* where it lies */
    struct coat coat;              /* where there are pixels */
    struct patch patches[PATCHES]; /* of it, in the parts of the picture that are new in a frame */
    int tail; /* in this frame: its shape in the drawing of what is not for good */
};

/* What a chart is a picture of, but for the lines. */
struct sheet_key {
    struct area area;
    struct device device;
    struct chart_choice chosen;
    int margin, balls, selected;
    bool ahead, recorded;
    int levels[MEASURED_MAX];   /* of the limits */
    int64_t ghosts;             /* another number for others; 0: none is seen */
    struct ink inks[BALLS_MAX]; /* their dashes are for want of colours, in charts of one formula */
    int owners[BALLS_MAX];
    struct chart_scale x;
    struct plotted plots[MEASURED_MAX];
    int count;
};

struct sheet_plot {
    struct canvas kept;
    struct raster *ground; /* of pixels: what lies below all lines */
    struct strand *strands;
    int strand_count, strand_capacity;
    int seen; /* of pixels: as many of the strands, while the sheet is made */
    struct figure figure;
    struct drawing tails;
    struct coat cursor;
    int64_t cursor_at;
};

struct sheet {
    struct sheet_key key;
    bool begun, made;
    struct sheet_plot plots[MEASURED_MAX];
};

struct sheets {
    struct sheet sheets[2];
    int shown;
    struct reached reached[BALLS_MAX][MEASURED_MAX], others[BALLS_MAX][MEASURED_MAX];
    /* Of charts that are rows. */
    struct reached recorded[BALLS_MAX][CHART_COUNT], others_recorded[BALLS_MAX][CHART_COUNT];
};
/* A view has some. */
enum { SHEETS_OF_CHARTS, SHEETS_OF_PANEL, SHEETS_OF_DATA, SHEETS_COUNT };
void sheets_free(struct sheets *sheets);

/* The sheet to be shown for a key, drawn as far as there is time: that one, or the one before, in
 * whose key are the scales that are seen. */
struct sheet *sheets_ask(struct sheets *sheets, const struct formulas *formulas,
                         const struct sheet_key *key);
/* Draws one of its charts, with what is not for good; the marks of the figure's drawing come above
 * that, and the figure is shown by who asks. */
struct figure *sheet_begin_plot(struct sheet *sheet, const struct formulas *formulas, int index);

#endif
