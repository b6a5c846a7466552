#ifndef OVERSHOOT_OUTPUT_PIXELS_H
#define OVERSHOOT_OUTPUT_PIXELS_H

/* The pictures of frames as what terminals with pixels read: kitty's protocol, or sixel. What such
 * a terminal shows is remembered, and only what has changed is sent.
 *
 *     cells = pixels_cells(pixels, frame);
 *     pixels_update(pixels, frame, shown, out);
 *     frame_ansi_update(out, pen, shown, cells);     and both are seen at once
 *
 * With kitty a picture lies below all text, and cells that have a ground cover it. With sixel what
 * is written last is seen: pictures are sent without what is covered. */

#include "../draw/frame.h"

#include <stddef.h>

struct text;

enum pixels_kind { PIXELS_NONE, PIXELS_KITTY, PIXELS_SIXEL };

/* How a terminal shows pictures. */
struct pixels_way {
    enum pixels_kind kind;
    int cell_width, cell_height; /* in pixels */
    /* Sixel: 0: not known. */
    int registers;             /* colours in one image */
    int width_max, height_max; /* of an image */
    /* kitty: leaves bytes where the terminal finds them by this name, and takes them away; NULL, or
     * false: it cannot. */
    bool (*share)(void *context, const uint8_t *bytes, size_t length, char name[64]);
    void *context;
};

struct pixels;
struct pixels *pixels_new(void);
void pixels_free(struct pixels *pixels);

/* From now on, on a terminal that shows no pictures. */
void pixels_choose(struct pixels *pixels, const struct pixels_way *way);

/* The cells that go with the frame's pictures: valid until the next call, as long as the frame. */
const struct frame *pixels_cells(struct pixels *pixels, const struct frame *frame);
/* Appends what makes a terminal that shows `text` (NULL: nothing) show the pictures. The cursor
 * stays. Cells of the text that some terminals have lost then are others in it. */
void pixels_update(struct pixels *pixels, const struct frame *frame, struct frame *text,
                   struct text *out);

/* The screen was cleared, or something else may have been: all is sent anew. */
void pixels_forget(struct pixels *pixels);

/* What takes all pictures away, wherever they come from, even when it follows what was broken off;
 * the screen is to be cleared after it. */
const char *pixels_end(enum pixels_kind kind);

#endif
