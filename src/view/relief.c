#include "relief.h"

#include "hits.h"
#include "landmarks.h"
#include "relief_plot.h"

#include <math.h>

#define BALL_LIFT 0.045 /* a ball is hidden when its top is */

/* The cell where a place of the surface is seen, or NULL. */
static struct cell *seen_cell(const struct relief_plot *plot, struct point point)
{
    struct planar place = relief_planar(plot, point);
    struct sighted at = relief_sight(plot, place);
    if (!relief_contains(place) || isnan(at.column) || ground_hides(plot->ground, at))
        return NULL;
    return relief_cell(plot, at.column, at.row);
}

static void draw_start(const struct relief_plot *plot)
{
    const struct screen *screen = plot->screen;
    struct cell *cell = seen_cell(plot, screen->session->sim->conditions.start);
    if (cell)
        *cell = (struct cell){screen_glyph(screen, 0x25CB, 'o'), 0, map_ink(screen),
                              map_ground(screen, cell, 0.35), ATTRIBUTE_BOLD};
}

/* Those that are hidden are not drawn: they do not move, and a turn shows them. */
static void draw_landmarks(const struct relief_plot *plot)
{
    struct landmark list[LANDMARKS_MAX];
    int count = landmarks_find(plot->screen, plot->area.columns * plot->area.rows, list);
    for (int i = 0; i < count; i++) {
        struct cell *cell = seen_cell(plot, list[i].place);
        if (cell)
            landmark_draw(plot->screen, &list[i], cell);
    }
}

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
static uint32_t arrow(const struct relief_plot *plot, struct planar from, struct planar to)
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

static void draw_ball(const struct relief_plot *plot, int ball)
{
    const struct screen *screen = plot->screen;
    struct planar place = relief_planar(plot, map_ball_place(screen, ball));
    if (isnan(place.x) || isnan(place.y))
        return;
    struct planar shown = {fmin(fmax(place.x, -1), 1), fmin(fmax(place.y, -1), 1)};
    struct sighted at = relief_sight(plot, shown), top = relief_sight_above(plot, shown, BALL_LIFT);
    if (isnan(at.column)) /* over a hole */
        at = top = camera_project(&plot->ground->camera, (struct spatial){shown.x, shown.y, 0});
    bool selected = ball == screen->session->selected, hidden = ground_hides(plot->ground, top);
    bool mono = screen->display->colors == COLORS_MONO;
    uint32_t glyph = screen_ball_glyph(screen, ball);
    if (!relief_contains(place))
        glyph = arrow(plot, shown, place);
    else if (hidden)
        glyph = hollow(glyph);
    int attributes = hidden && mono ? ATTRIBUTE_DIM : selected ? ATTRIBUTE_BOLD : 0;
    if (selected && mono && !hidden)
        attributes |= ATTRIBUTE_REVERSE;
    struct cell *cell = relief_cell(plot, at.column, at.row);
    color ground = map_ground(screen, cell, hidden ? 0.3 : selected ? 0.85 : 0.6);
    *cell =
        (struct cell){glyph, 0, screen_ball_color(screen, ball, true), ground, (uint8_t)attributes};
}

static void draw_marks(const struct relief_plot *plot)
{
    const struct session *session = plot->screen->session;
    int balls = session->sim->ball_count, selected = session->selected;
    relief_draw_trails(plot);
    if (session->look.layers[LAYER_START])
        draw_start(plot);
    draw_landmarks(plot);
    if (session->look.layers[LAYER_ARROWS])
        relief_draw_arrows(plot);
    for (int ball = balls - 1; ball >= 0; ball--)
        if (ball != selected)
            draw_ball(plot, ball);
    draw_ball(plot, selected);
}

void relief_draw_ground(const struct screen *screen, struct area area)
{
    struct relief_plot plot = {screen, screen->relief, area};
    ground_draw(screen->relief, screen, area);
    if (screen->session->look.layers[LAYER_AXES])
        relief_draw_axes(&plot);
    if (screen->session->look.layers[LAYER_GRADIENT])
        relief_draw_field(&plot);
    hits_add(screen->hits, &(struct hit){.part = VIEW_PART_RELIEF, .area = area});
}

void relief_draw_marks(const struct screen *screen, struct area area)
{
    draw_marks(&(struct relief_plot){screen, screen->relief, area});
}

bool relief_find(const struct ground *ground, int column, int row, struct point *point)
{
    struct sighted at = {column + 0.5, row + 0.5, 0};
    const struct raster_sample *sample = raster_at(&ground->raster, at.column, at.row);
    if (!sample || sample->nearness == 0)
        return false;
    at.depth = 1 / (double)sample->nearness;
    struct spatial found = camera_unproject(&ground->camera, at);
    double height = mesh_height(&ground->mesh, found.x, found.y);
    if (!(fabs(height - found.z) < 0.03)) /* a wall, or nothing */
        return false;
    const struct region *view = &ground->aspect.view;
    *point = (struct point){view->x0 + (found.x + 1) / 2 * (view->x1 - view->x0),
                            view->y0 + (found.y + 1) / 2 * (view->y1 - view->y0)};
    return true;
}
