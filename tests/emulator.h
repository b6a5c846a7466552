#ifndef OVERSHOOT_TESTS_EMULATOR_H
#define OVERSHOOT_TESTS_EMULATOR_H

/* Whether a terminal emulator's screen is a frame. */

#include "../src/view/view.h"

#include <vterm.h>

/* What a cell of the screen should be and is not, or NULL; valid until the next call. With 8 or 16
 * colours only the characters are compared: there, a cell of one colour is shown as a blank. */
const char *emulator_differs(VTermScreen *screen, const struct frame *frame, int column, int row,
                             enum color_level level);

#endif
