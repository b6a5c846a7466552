#ifndef OVERSHOOT_TESTS_EMULATOR_H
#define OVERSHOOT_TESTS_EMULATOR_H

/* Whether a terminal emulator's screen is a frame. */

#include "../src/view/view.h"

#include <vterm.h>

/* What a cell of the screen should be and is not, or NULL; valid until the next call. What looks
 * the same is the same. */
const char *emulator_differs(VTermScreen *screen, const struct frame *frame, int column, int row,
                             enum color_level level);

/* The number that a device of this level has for a colour; COLORS_DIRECT: 0 … 15 are the terminal's
 * own, everything above is 0xRRGGBB. The default gives -1, and so does everything at COLORS_MONO.
 */
int emulator_color(color c, enum color_level level);

/* The character of a cell; of two colours that can be shown by one block or by another, always the
 * same one. */
uint32_t emulator_glyph(const VTermScreenCell *cell);

/* How many of the bytes are whole characters: libvterm loses one that comes in two parts. */
size_t emulator_whole(const char *bytes, size_t length);

#endif
