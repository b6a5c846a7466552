#ifndef OVERSHOOT_DRAW_INKS_H
#define OVERSHOOT_DRAW_INKS_H

/* How an ink is seen: bright enough on its ground, and the older the less. */

#include "drawing.h"
#include "lines.h"

/* An ink as it was drawn with; its number is its place in the canvas. */
struct canvas_ink {
    color color;
    int16_t owner;
    uint8_t age;
    uint8_t sign; /* MARK_LANDING, MARK_HIGHER: it is of such marks; INK_GRID; INK_BARE:
                     the field below it stays as it is; INK_ABOVE: of what lies over lines of its
                     owner; else 0 */
};
enum { INK_BARE = 253, INK_ABOVE, INK_GRID };

/* The contrast that it has at least. */
float ink_contrast(const struct device *device, const struct canvas_ink *ink);
/* On a field; on a light theme dark enough. A grid is what it is. */
color ink_on_field(const struct device *device, const struct canvas_ink *ink, color ground);
/* On the plain ground; what is the terminal's own colour gets the darker one of its hue. */
color ink_on_plain(const struct device *device, const struct canvas_ink *ink);
/* The ground is stained by an ink, as a dot is only a part of its place. */
color ink_stain(const struct canvas_ink *ink, color ground);
/* A colour so dark that the nearest of 256, which it becomes, is dark enough, too. */
color ink_darkened(color c, float most);
/* An ink of a drawing on a ground: a field's, or the plain one. */
color ink_seen(const struct device *device, const struct ink *ink, color ground, bool field);

#endif
