#ifndef OVERSHOOT_VIEW_DIGITS_H
#define OVERSHOOT_VIEW_DIGITS_H

/* Numbers in large type: digits made of blocks, three by five, each as many columns wide as `scale`
 * says and half as many rows high (a character is about twice as high as wide). */

#include "screen.h"

enum { DIGITS_SCALE_MAX = 12 };

/* The size of a text of digits, `.`, `-`, `e` and blanks; other characters take no place. */
int digits_columns(const char *text, int scale);
int digits_rows(const struct screen *screen, int scale);

/* Draws it with its upper left corner at a place, cut at column `limit`. */
void digits_draw(const struct screen *screen, int column, int row, int limit, int scale,
                 enum role role, const char *text);

#endif
