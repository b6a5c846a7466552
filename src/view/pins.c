#include "pins.h"

#include "layers.h"

#include <math.h>
#include <string.h>

enum { PRIORITY = 4 }; /* of the words: the user has asked for these */

/* Right of its mark, else left of it, else above or below: over contours, and over nothing else. */
static void draw_words(struct drawing *drawing, struct point at, const char *words, struct ink ink)
{
    int width = utf8_columns(words, strlen(words)), right = 2, left = -width - 1,
        middle = -width / 2;
    const int places[][2] = {{right, 0},  {left, 0},    {middle, -1}, {middle, 1}, {right, -1},
                             {right, 1},  {left, -1},   {left, 1},    {right, -2}, {right, 2},
                             {middle, 2}, {middle, -2}, {left, -2},   {left, 2}};
    enum { PLACES = sizeof places / sizeof *places };
    struct point cell = drawing_cell(drawing, at), points[PLACES];
    for (int i = 0; i < PLACES; i++)
        points[i] = drawing_point(drawing, (struct point){floor(cell.x) + places[i][0] + 0.5,
                                                          floor(cell.y) + places[i][1] + 0.5});
    drawing_at(drawing, DEPTH_WORDS, -1);
    if (width > 0)
        draw_label(drawing, LABEL_FIRM, points, PLACES, words, PRIORITY, ink);
}

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
        draw_words(plot->drawing, at.at, words.bytes, ink);
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
        draw_words(&figure->drawing, at, words.bytes, ink);
        text_free(&words);
    }
}
