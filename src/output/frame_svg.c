/* A frame as a picture that stays text. */

#include "frame_svg.h"

#include "svg_drawing.h"
#include "svg_paint.h"

#include "../base/memory.h"
#include "../base/text.h"
#include "../draw/drawing.h"

#include <stdlib.h>
#include <string.h>

/* A line's end is a blank: it would come out as a mark for what cannot be drawn. */
static void write_element(struct text *out, const char *name, const char *words)
{
    size_t length = strlen(words);
    text_add(out, "<%s>", name);
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t)utf8_decode(words + at, length - at, &character);
        svg_escape(out, character == '\n' || character == '\t' ? ' ' : character);
    }
    text_add(out, "</%s>\n", name);
}

/* DejaVu Sans Mono's cells are just as wide at this size, the others' nearly. */
static const char font[] = "font-family=\"'DejaVu Sans Mono',Menlo,Consolas,monospace\" "
                           "font-size=\"14.95\"";

void frame_svg_open(struct text *out, const struct frame *frame,
                    const struct frame_svg_options *options)
{
    struct svg_ground ground = svg_ground(options->light);
    int width = (frame->columns + 2) * SVG_UNIT, height = (2 * frame->rows + 2) * SVG_UNIT;
    text_add(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
             "viewBox=\"%d %d %d %d\" %s fill=\"#%06x\" shape-rendering=\"crispEdges\" "
             "xml:space=\"preserve\" role=\"img\">\n",
             width, height, -SVG_UNIT, -SVG_UNIT, width, height, font, ground.ink);
    if (options->title && *options->title)
        write_element(out, "title", options->title);
    if (options->words && *options->words)
        write_element(out, "desc", options->words);
    text_add(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
             -SVG_UNIT, -SVG_UNIT, width, height, ground.paper);
}

/* True lines lie over the grounds of all cells and below their glyphs, but below the grounds, too,
 * of what was written over them. */
static void paint_between(struct text *out, const struct frame *frame, struct svg_place *places,
                          const struct frame_svg_options *options)
{
    int count = frame->columns * frame->rows;
    struct svg_manner manner = {svg_ground(options->light), false};
    struct svg_place *grounds = memory_new((size_t)count, sizeof *grounds);
    for (int i = 0; i < count; i++) {
        grounds[i] = places[i];
        grounds[i].cell.glyph = 0;
        places[i].covers = frame_covers(frame, i);
        places[i].bare = !places[i].covers;
    }
    svg_paint(out, grounds, count, manner);
    for (int i = 0; i < frame->drawing_count; i++)
        svg_drawing_write(out, &frame->drawings[i], frame, manner.ground, options->light);
    svg_paint(out, places, count, manner);
    free(grounds);
}

static void write_hairlines(struct text *out, const struct frame *frame)
{
    for (int i = 0; i < frame->hairline_count; i++) {
        const struct hairline *hairline = &frame->hairlines[i];
        text_add(out, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#%06x\"/>\n",
                 hairline->x0 * SVG_UNIT, hairline->y0 * 2 * SVG_UNIT, hairline->x1 * SVG_UNIT,
                 hairline->y1 * 2 * SVG_UNIT, hairline->color);
    }
}

void frame_svg_cells(struct text *out, const struct frame *frame,
                     const struct frame_svg_options *options)
{
    int count = frame->columns * frame->rows;
    struct svg_manner manner = {svg_ground(options->light), false};
    struct svg_place *places = memory_new((size_t)count, sizeof *places);
    for (int i = 0; i < count; i++)
        places[i] = (struct svg_place){.column = i % frame->columns,
                                       .row = i / frame->columns,
                                       .cell = svg_cell_of(frame, i, manner.ground),
                                       .nudge = frame_nudged(frame, i)};
    if (frame->drawing_count)
        paint_between(out, frame, places, options);
    else
        svg_paint(out, places, count, manner);
    write_hairlines(out, frame);
    free(places);
}

void frame_svg_write(struct text *out, const struct frame *frame,
                     const struct frame_svg_options *options)
{
    frame_svg_open(out, frame, options);
    frame_svg_cells(out, frame, options);
    text_add(out, "</svg>\n");
}
