#include "pins.h"

#include "layers.h"

#include <math.h>

enum { PRIORITY = 4 }; /* of the words: the user has asked for these */

/* On map, relief and curve. */
void pins_draw(const struct plot *plot)
{
    const struct pins *pins = &plot->screen->session->look.pins;
    const struct ink ink = {.color = plot->screen->theme->roles[ROLE_ACCENT]};
    for (int i = 0; i < pins->count; i++) {
        struct sight at = plot->projection->sight(plot, pins->items[i].at);
        struct text words = {0};
        if (!at.seen || !at.inside || !isfinite(at.at.x + at.at.y))
            continue;
        drawing_at(plot->drawing, DEPTH_PRESENT, -1);
        draw_mark(plot->drawing, at.at, MARK_PIN, ink);
        text_add(&words, "%s", "");
        screen_spell(plot->screen, &words, pins->items[i].words);
        drawing_at(plot->drawing, DEPTH_WORDS, -1);
        draw_label(plot->drawing, LABEL_BESIDE, &at.at, 1, words.bytes, PRIORITY, ink);
        text_free(&words);
    }
}

/* Between two points of the curve; NaN: it is not there. */
static double height_at(const struct pin_line *line, double x)
{
    for (int i = 0; i + 1 < line->count; i++) {
        struct point a = line->curve[i], b = line->curve[i + 1];
        if ((x - a.x) * (x - b.x) <= 0 && a.x != b.x)
            return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
    }
    return (double)NAN;
}

/* Where it is on the axis; NaN: it is not on the line. */
static double place_on(const struct pin_line *line, const struct region *region, struct point at)
{
    static const double near = 0.02; /* of what the map shows */
    double dx = at.x - line->from.x, dy = at.y - line->from.y;
    double square = line->along.x * line->along.x + line->along.y * line->along.y;
    double s = (dx * line->along.x + dy * line->along.y) / square;
    double width = region->x1 - region->x0;
    double height = region_is_line(region) ? width : region->y1 - region->y0;
    double off = hypot((dx - s * line->along.x) / width, (dy - s * line->along.y) / height);
    return square > 0 && off <= near ? line->base + s * line->scale : (double)NAN;
}

void pins_on_line(struct figure *figure, const struct pin_line *line)
{
    const struct session *session = figure->screen->session;
    const struct pins *pins = &session->look.pins;
    const struct ink ink = figure_ink(figure, ROLE_ACCENT);
    for (int i = 0; i < pins->count; i++) {
        struct point at = {place_on(line, &session->look.region, pins->items[i].at), 0};
        struct text words = {0};
        at.y = height_at(line, at.x);
        if (!isfinite(at.x + at.y))
            continue;
        drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
        draw_mark(&figure->drawing, at, MARK_PIN, ink);
        text_add(&words, "%s", "");
        screen_spell(figure->screen, &words, pins->items[i].words);
        drawing_at(&figure->drawing, DEPTH_WORDS, -1);
        draw_label(&figure->drawing, LABEL_BESIDE, &at, 1, words.bytes, PRIORITY, ink);
        text_free(&words);
    }
}
