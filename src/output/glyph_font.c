#include "glyph_font.h"

#include "../base/memory.h"
#include "../base/text.h"

#include <string.h>

static bool is_named(const char *name)
{
    return name && *name && strcmp(name, FONT_AUTO) != 0 && strcmp(name, FONT_BUILTIN) != 0;
}

#ifdef HAVE_PANGO

#include <math.h>
#include <pango/pangocairo.h>

static const char one_width[] = "monospace";

struct glyph_font {
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout;
    PangoFontDescription *faces[2]; /* as it is, bold */
    PangoAttrList *alone;           /* no other font serves */
    int baseline;                   /* from the top of a cell */
};

bool glyph_font_is_there(void)
{
    return true;
}

/* --- which one --- */

/* Whatever the desktop's settings are: grey, and letters as wide as they are drawn, so that all
 * begin at the same part of a pixel. */
static void set_options(PangoContext *context)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
}

static struct glyph_font *begin(const char *family)
{
    struct glyph_font *font = memory_new(1, sizeof *font);
    font->map = pango_cairo_font_map_new();
    font->context = pango_font_map_create_context(font->map);
    pango_context_set_language(font->context, pango_language_from_string("en"));
    pango_context_set_base_dir(font->context, PANGO_DIRECTION_LTR);
    set_options(font->context);
    font->layout = pango_layout_new(font->context);
    pango_layout_set_auto_dir(font->layout, FALSE);
    font->alone = pango_attr_list_new();
    pango_attr_list_insert(font->alone, pango_attr_fallback_new(FALSE));
    for (int i = 0; i < 2; i++) {
        font->faces[i] = pango_font_description_new();
        pango_font_description_set_family(font->faces[i], family);
        pango_font_description_set_weight(font->faces[i],
                                          i ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    }
    return font;
}

void glyph_font_free(struct glyph_font *font)
{
    if (!font)
        return;
    for (int i = 0; i < 2; i++)
        pango_font_description_free(font->faces[i]);
    pango_attr_list_unref(font->alone);
    g_object_unref(font->layout);
    g_object_unref(font->context);
    g_object_unref(font->map);
    free(font);
}

/* Whether it is there; else another one would serve. */
static bool is_there(const struct glyph_font *font, const char *family)
{
    PangoFontFamily **families;
    int count;
    pango_font_map_list_families(font->map, &families, &count);
    bool there = count > 0 && strcmp(family, one_width) == 0;
    for (int i = 0; i < count; i++)
        there = there || g_ascii_strcasecmp(pango_font_family_get_name(families[i]), family) == 0;
    g_free(families);
    return there;
}

/* --- how large --- */

static void set_size(struct glyph_font *font, double pixels)
{
    for (int i = 0; i < 2; i++)
        pango_font_description_set_absolute_size(font->faces[i], pixels * PANGO_SCALE);
    pango_layout_set_font_description(font->layout, font->faces[0]);
}

/* In pixels. */
static double width_of(const struct glyph_font *font, const char *text)
{
    PangoRectangle logical;
    pango_layout_set_text(font->layout, text, -1);
    pango_layout_get_extents(font->layout, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

/* How far up and down of the baseline letters go. */
static void measure(const struct glyph_font *font, double *up, double *down)
{
    PangoRectangle ink;
    pango_layout_set_text(font->layout, "Å|()[]{}gjpqyQ_,;@$/", -1);
    pango_layout_get_extents(font->layout, &ink, NULL);
    int baseline = pango_layout_get_baseline(font->layout);
    *up = (double)(baseline - ink.y) / PANGO_SCALE;
    *down = (double)(ink.y + ink.height - baseline) / PANGO_SCALE;
}

/* As wide as the cell, if it is then not too high. False if its letters have different widths. */
static bool fit(struct glyph_font *font, struct cell_size cell)
{
    enum { TRIAL = 1000 };
    double up, down;
    pango_layout_set_attributes(font->layout, font->alone);
    set_size(font, TRIAL);
    double width = width_of(font, "M");
    if (!(width > 0) || fabs(width_of(font, "i") - width) > 1)
        return false;
    measure(font, &up, &down);
    double size = TRIAL * fmin(cell.width / width, cell.height / (up + down));
    set_size(font, size);
    font->baseline = (int)floor((cell.height + (up - down) * size / TRIAL) / 2 + 0.5);
    return true;
}

bool glyph_font_open(struct glyph_font **font, const char *name, struct cell_size cell,
                     struct error *error)
{
    *font = NULL;
    if (name && strcmp(name, FONT_BUILTIN) == 0)
        return true;
    const char *family = is_named(name) ? name : one_width;
    struct glyph_font *opened = begin(family);
    bool there = is_there(opened, family), fits = there && fit(opened, cell);
    if (fits) {
        *font = opened;
        return true;
    }
    glyph_font_free(opened);
    return !is_named(name) ||
           error_at(error, ERROR_NO_PLACE,
                    there ? "the letters of the font '%.100s' have different widths"
                          : "there is no font '%.100s'",
                    name);
}

/* --- letters --- */

static void add_cover(struct cover *cell, cairo_surface_t *surface)
{
    cairo_surface_flush(surface);
    const uint8_t *from = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < cell->height; y++, from += stride)
        for (int x = 0; x < cell->width; x++) {
            uint8_t *covered = &cell->cover[y * cell->width + x];
            *covered = from[x] > *covered ? from[x] : *covered;
        }
}

/* In the middle; what is too wide is made narrower. */
static void paint(const struct glyph_font *font, struct cover *cell, double width)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, cell->width, cell->height);
    cairo_t *cairo = cairo_create(surface);
    if (width > cell->width + 0.5)
        cairo_scale(cairo, cell->width / width, 1);
    cairo_move_to(cairo, fmax(0, floor((cell->width - width) / 2 + 0.5)), font->baseline);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(font->layout, 0));
    cairo_destroy(cairo);
    add_cover(cell, surface);
    cairo_surface_destroy(surface);
}

bool glyph_font_cover(struct glyph_font *font, struct cover *cell, const struct letter *letter,
                      bool any)
{
    char text[9];
    int length = utf8_encode(letter->character, text);
    if (letter->combine)
        length += utf8_encode(letter->combine, text + length);
    text[length] = '\0';
    pango_layout_set_attributes(font->layout, any ? NULL : font->alone);
    pango_layout_set_font_description(font->layout, font->faces[letter->bold]);
    double width = width_of(font, text);
    if (pango_layout_get_unknown_glyphs_count(font->layout) > 0)
        return false;
    paint(font, cell, width);
    return true;
}

#else

bool glyph_font_is_there(void)
{
    return false;
}

bool glyph_font_open(struct glyph_font **font, const char *name, struct cell_size cell,
                     struct error *error)
{
    (void)cell;
    *font = NULL;
    return !is_named(name) ||
           error_at(error, ERROR_NO_PLACE,
                    "the font '%.100s' needs Pango, without which this program was built: its own "
                    "letters are the font " FONT_BUILTIN,
                    name);
}

void glyph_font_free(struct glyph_font *font)
{
    (void)font;
}

bool glyph_font_cover(struct glyph_font *font, struct cover *cell, const struct letter *letter,
                      bool any)
{
    (void)font, (void)cell, (void)letter, (void)any;
    return false;
}

#endif
