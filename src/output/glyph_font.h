#ifndef OVERSHOOT_OUTPUT_GLYPH_FONT_H
#define OVERSHOOT_OUTPUT_GLYPH_FONT_H

/* Letters of a font that the system has, where the program is built with Pango and Cairo. */

#include "../base/error.h"
#include "../draw/frame.h"
#include "../draw/raster_line.h"

/* Whether it is. */
bool glyph_font_is_there(void);

/* NULL, "" or FONT_AUTO is the system's own font of one width, if there is one; FONT_BUILTIN is
 * none; else it is a family's name. */
#define FONT_AUTO "auto"
#define FONT_BUILTIN "builtin"

/* In *font, for cells of that size; NULL is none: the letters are the program's own. False with the
 * reason if that one cannot be had. */
struct glyph_font;
bool glyph_font_open(struct glyph_font **font, const char *name, struct cell_size cell,
                     struct error *error);
void glyph_font_free(struct glyph_font *font);

struct letter {
    uint32_t character, combine; /* combine 0: nothing goes with it */
    bool bold;
};

/* Adds what a letter covers of all the columns that it takes; false if the font does not have it,
 * nor, if `any` may serve, another font. */
bool glyph_font_cover(struct glyph_font *font, struct cover *cell, const struct letter *letter,
                      bool any);

#endif
