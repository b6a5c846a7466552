/* The plane as the relief shows it. Hops follow the surface, from cell to cell as on the map; what
 * it hides is left out. */

#include "relief.h"

#include <math.h>
#include <stdlib.h>

#define LIFT 0.012      /* trails and marks lie on the surface, not in it */
#define BALL_LIFT 0.045 /* a ball is hidden when its top is */

enum { HOP_POINTS_MAX = 300, FIELD_LEAST = 4, FIELD_MOST = 16, FIELD_COLUMNS = 7 };

static const struct region block = {-1, 1, -1, 1};

/* A cell of the area on the way of a hop. */
struct stop {
    int column, row;
    bool seen;
};

/* A place in the plane, as the block has it: -1 … 1 where it is in view. */
static struct point planar_of(const struct plot *plot, struct point point)
{
    const struct region *view = &plot->view;
    return (struct point){2 * (point.x - view->x0) / (view->x1 - view->x0) - 1,
                          2 * (point.y - view->y0) / (view->y1 - view->y0) - 1};
}

static bool contains(struct point place)
{
    return fabs(place.x) <= 1 && fabs(place.y) <= 1;
}

/* Where a place in view is seen, so far above the surface; NaN columns where there is none. */
static struct sighted sight_above(const struct plot *plot, struct point place, double lift)
{
    double height = mesh_height(&plot->ground->mesh, place.x, place.y);
    return camera_project(&plot->ground->camera, (struct spatial){place.x, place.y, height + lift});
}

static struct sight sight_planar(const struct plot *plot, struct point place)
{
    struct sighted at = sight_above(plot, place, LIFT);
    bool seen = plot_inside(plot, at.column, at.row) && !ground_hides(plot->ground, at);
    return (struct sight){at.column, at.row, seen};
}

static struct sight find_sight(const struct plot *plot, struct point point)
{
    struct point place = planar_of(plot, point);
    struct sight sight = sight_planar(plot, place);
    sight.seen = sight.seen && contains(place);
    return sight;
}

/* --- hops --- */

/* From one cell to another near it, over sides. */
static void join(const struct pen *pen, struct stop from, struct stop to)
{
    while (from.column != to.column || from.row != to.row) {
        int across = to.column - from.column, down = to.row - from.row;
        if (abs(across) >= abs(down)) {
            pen_touch(pen, from.column, from.row, across > 0 ? EAST : WEST);
            from.column += across > 0 ? 1 : -1;
            pen_touch(pen, from.column, from.row, across > 0 ? WEST : EAST);
        } else {
            pen_touch(pen, from.column, from.row, down > 0 ? SOUTH : NORTH);
            from.row += down > 0 ? 1 : -1;
            pen_touch(pen, from.column, from.row, down > 0 ? NORTH : SOUTH);
        }
    }
}

static struct stop stop_at(const struct plot *plot, struct point place)
{
    struct sight at = sight_planar(plot, place);
    return at.seen ? (struct stop){(int)at.column, (int)at.row, true} : (struct stop){0};
}

static double within(double value)
{
    return fmin(fmax(value, -1), 1);
}

static bool is_near(const struct plot *plot, struct point a, struct point b)
{
    const struct region *view = &plot->view;
    double quarter_cell = 1.25 / plot->ground->camera.scale;
    return fabs(a.x - b.x) / (view->x1 - view->x0) * 2 < quarter_cell &&
           fabs(a.y - b.y) / (view->y1 - view->y0) * 2 < quarter_cell;
}

static bool is_drawn(struct pen *pen, struct point from, struct point to)
{
    struct drawn *drawn = &pen->drawn;
    for (int i = 0; i < 2 && i < drawn->count; i++)
        if (drawn->hops[i].ink == pen->ink && is_near(pen->plot, drawn->hops[i].from, from) &&
            is_near(pen->plot, drawn->hops[i].to, to))
            return true;
    int next = drawn->count++ % 2;
    drawn->hops[next].from = from, drawn->hops[next].to = to;
    drawn->hops[next].ink = pen->ink;
    return false;
}

static void draw_hop(struct pen *pen, struct point begin, struct point end)
{
    const struct plot *plot = pen->plot;
    struct point from = planar_of(plot, begin), to = planar_of(plot, end);
    if ((pen->faded && is_drawn(pen, begin, end)) || !(pen_clip(&block, &from, &to) > 0))
        return;
    /* a point for each cell that it crosses, and some for up and down */
    double length = hypot(to.x - from.x, to.y - from.y) * plot->ground->camera.scale / 4;
    int count = 2 + (int)fmin(length, HOP_POINTS_MAX);
    struct stop before = {0};
    for (int i = 0; i <= count; i++) {
        double share = (double)i / count;
        struct point place = {within(from.x + share * (to.x - from.x)),
                              within(from.y + share * (to.y - from.y))};
        struct stop now = stop_at(plot, place);
        if (pen->stroke == STROKE_TRAIL && before.seen && now.seen)
            join(pen, before, now);
        else if (now.seen &&
                 (pen->stroke == STROKE_GHOST || (pen->stroke == STROKE_AHEAD && i % 2)))
            pen_ink(pen, now.column, now.row, screen_glyph(plot->screen, 0xB7, '.'), 0);
        before = now;
    }
}

/* --- balls --- */

/* A ball that a ridge hides is drawn hollow, so that nobody loses it. */
static uint32_t hollow(uint32_t glyph)
{
    static const uint32_t pairs[][2] = {
        {0x25CF, 0x25CB}, {0x25C6, 0x25C7}, {0x25B2, 0x25B3}, {0x25A0, 0x25A1}, {0x2605, 0x2606},
        {0x25BC, 0x25BD}, {0x25B6, 0x25B7}, {0x25C0, 0x25C1}, {0x2660, 0x2664}, {0x2663, 0x2667}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == glyph)
            return pairs[i][1];
    return glyph;
}

/* From the border, where it left the view, to where it is. */
static uint32_t arrow(const struct plot *plot, struct point from, struct point to)
{
    static const uint32_t arrows[] = {0x2192, 0x2197, 0x2191, 0x2196,
                                      0x2190, 0x2199, 0x2193, 0x2198};
    static const char ascii[] = ">/^\\</v\\";
    const struct camera *camera = &plot->ground->camera;
    double x = to.x - from.x, y = to.y - from.y, size = fmax(fabs(x), fabs(y));
    x /= size, y /= size; /* far away: no overflow */
    double right = x * camera->turn_cos - y * camera->turn_sin;
    double away = (x * camera->turn_sin + y * camera->turn_cos) * camera->tilt_sin;
    double eighth = atan2(away, right) * 4 / 3.14159265358979323846;
    int index = isfinite(eighth) ? (int)lrint(eighth + 8) % 8 : 2;
    return screen_glyph(plot->screen, arrows[index], ascii[index]);
}

static struct ball_sight find_ball(const struct plot *plot, struct point point, uint32_t glyph)
{
    struct point place = planar_of(plot, point), shown = {within(place.x), within(place.y)};
    struct sighted at = sight_above(plot, shown, LIFT), top = sight_above(plot, shown, BALL_LIFT);
    if (isnan(at.column)) /* over a hole */
        at = top = camera_project(&plot->ground->camera, (struct spatial){shown.x, shown.y, 0});
    bool hidden = ground_hides(plot->ground, top);
    if (!contains(place))
        glyph = arrow(plot, shown, place);
    else if (hidden)
        glyph = hollow(glyph);
    return (struct ball_sight){at.column, at.row, glyph, hidden};
}

/* --- the field --- */

/* How many arrows there are on each side of the block. */
static int field_side(const struct plot *plot)
{
    int side = plot->area.columns / FIELD_COLUMNS;
    return side < FIELD_LEAST ? FIELD_LEAST : side > FIELD_MOST ? FIELD_MOST : side;
}

static struct lattice field_lattice(const struct plot *plot)
{
    int side = field_side(plot);
    struct region up = {plot->view.x0, plot->view.x1, plot->view.y1, plot->view.y0};
    return lattice_middles(&up, side, side);
}

/* A short way downhill, so that the direction is that of the slope under the arrow. */
static struct downhill find_downhill(const struct plot *plot, int i, double gx, double gy)
{
    const struct region *view = &plot->view;
    int side = field_side(plot);
    double x = -gx / (view->x1 - view->x0), y = -gy / (view->y1 - view->y0), size = hypot(x, y);
    struct point place = {(2.0 * (i % side) + 1) / side - 1, (2.0 * (i / side) + 1) / side - 1};
    struct point after = {place.x + 0.02 * x / size, place.y + 0.02 * y / size};
    struct sight at = sight_planar(plot, place), to = sight_planar(plot, after);
    return (struct downhill){at, to.column - at.column, 2 * (to.row - at.row)};
}

const struct projection relief_projection = {find_sight,    find_ball,     draw_hop,    NULL,
                                             field_lattice, find_downhill, {0.15, 0.3}, false};
