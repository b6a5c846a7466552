#ifndef OVERSHOOT_TESTS_GRAPHICS_H
#define OVERSHOOT_TESTS_GRAPHICS_H

/* What a terminal that has pixels would show of pictures: kitty's protocol, with images of several
 * depths, and sixels, which stay until something is written over them. Text is only followed. It
 * fails the test at anything that it does not know. */

#include "../src/draw/color.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct graphics;
struct graphics *graphics_new(int columns, int rows, int cell_width, int cell_height);
void graphics_free(struct graphics *graphics);

/* Whole sequences. */
void graphics_read(struct graphics *graphics, const char *bytes, size_t length);
/* The colour of a picture there, in pixels of the screen; COLOR_DEFAULT: there is none. */
color graphics_at(struct graphics *graphics, int x, int y);
/* Memory that is shared with it, to be read once. */
bool graphics_share(void *graphics, const uint8_t *bytes, size_t length, char name[64]);

/* Whether a sixel image has lain over a cell since its text was written: not all show it then. */
bool graphics_lost(const struct graphics *graphics, int column, int row);
int graphics_images(const struct graphics *graphics); /* kitty: that it holds */
void graphics_cursor(const struct graphics *graphics, int *column, int *row);

#endif
