#include "relief.h"

#include "card.h"

#include "../base/array.h"

#include <math.h>
#include <stdlib.h>

#define LIFT 0.012      /* lines and marks lie on the surface, not in it */
#define BALL_LIFT 0.045 /* a ball is hidden when its top is */
#define FLIGHT 2.3      /* how high a leap rises, of its bulge */

enum { ARC_PIECES = 32, PIECES_MAX = 640, FIELD_LEAST = 4, FIELD_MOST = 16, FIELD_COLUMNS = 7 };
enum { MESH_LINES = 8 };

void relief_free(struct relief *relief)
{
    ground_free(&relief->ground);
    layers_free(&relief->layers);
}

/* --- places --- */

/* A place in the plane, as the block has it: -1 … 1 where it is in view; and back. */
static struct point planar_of(const struct plot *plot, struct point point)
{
    const struct region *view = &plot->view;
    return (struct point){2 * (point.x - view->x0) / (view->x1 - view->x0) - 1,
                          2 * (point.y - view->y0) / (view->y1 - view->y0) - 1};
}

static const struct ground *ground_of(const struct plot *plot)
{
    return &plot->screen->relief->ground;
}

static double within(double value)
{
    return value > -1 ? value < 1 ? value : 1 : -1;
}

static double height_at(const struct plot *plot, struct point place)
{
    double height = ground_height(ground_of(plot), place);
    return isnan(height) ? 0 : height; /* over a hole */
}

static struct sight sight_at(const struct plot *plot, struct point place, double height)
{
    const struct ground *ground = ground_of(plot);
    struct sighted at = camera_project(&ground->camera, (struct spatial){place.x, place.y, height});
    return (struct sight){{at.column, at.row}, true, !ground_hides(ground, at)};
}

/* What is outside is seen at the border. */
static struct sight find_sight(const struct plot *plot, struct point point)
{
    struct point place = planar_of(plot, point), shown = {within(place.x), within(place.y)};
    const struct ground *ground = ground_of(plot);
    const struct camera *camera = &ground->camera;
    struct sighted at =
        camera_project(camera, (struct spatial){shown.x, shown.y, height_at(plot, shown) + LIFT});
    struct sight sight = {{at.column, at.row}, place.x == shown.x && place.y == shown.y, false};
    at.row -= camera->scale / camera->tallness * (BALL_LIFT - LIFT) * camera->tilt_cos;
    at.depth -= (BALL_LIFT - LIFT) * camera->tilt_sin; /* its top */
    sight.seen = sight.inside && !ground_hides(ground, at);
    return sight;
}

static const struct region block = {-1, 1, -1, 1};

/* A line as the block has it, as far as it is over it; false: nothing is left. */
static bool clip(const struct plot *plot, struct point *from, struct point *to)
{
    *from = planar_of(plot, *from), *to = planar_of(plot, *to);
    return clip_line(&block, from, to);
}

/* --- lines, in parts that are seen and such as are hidden --- */

struct run {
    bool goes_on, drawn; /* from the last point; in an ink */
    struct sight last;
};

static void add_to_run(const struct plot *plot, struct run *run, struct sight sight, struct ink ink)
{
    bool ground =
        ink.weight == WEIGHT_CONTOUR || ink.weight == WEIGHT_SHADOW || ink.weight == WEIGHT_GRID;
    if (!run->goes_on || sight.seen != run->last.seen) {
        if (!sight.seen)
            ink.age = AGE_OLDEST, ink.dash = DASH_SPARSE;
        run->drawn = sight.seen || !ground;
        if (run->drawn)
            draw_line(plot->drawing, &run->last.at, run->goes_on, ink);
    }
    if (run->drawn)
        drawing_extend(plot->drawing, sight.at);
    run->goes_on = true;
    run->last = sight;
}

static void add_place(const struct plot *plot, struct run *run, struct point place, struct ink ink)
{
    add_to_run(plot, run, sight_at(plot, place, height_at(plot, place) + LIFT), ink);
}

/* Along the surface, a part of the way from one place in the block to another; a point for each
 * cell. */
static void add_piece(const struct plot *plot, struct run *run, struct point from, struct point to,
                      double part, struct ink ink)
{
    double length = hypot(to.x - from.x, to.y - from.y) * ground_of(plot)->camera.scale;
    int pieces = 1 + (int)fmin(length, PIECES_MAX);
    for (int i = run->goes_on; i < pieces * part; i++)
        add_place(plot, run, point_between(from, to, (double)i / pieces), ink);
    add_place(plot, run, point_between(from, to, part), ink);
}

static void draw_on_ground(const struct plot *plot, const struct point *points, int count,
                           struct ink ink)
{
    struct run run = {.goes_on = false};
    for (int i = 1; i < count; i++) {
        struct point from = points[i - 1], to = points[i], whole = planar_of(plot, to);
        bool any = clip(plot, &from, &to);
        if (any)
            add_piece(plot, &run, from, to, 1, ink);
        run.goes_on = any && to.x == whole.x && to.y == whole.y;
    }
}

/* --- hops --- */

/* A flight's place after a part of it, from one place in the block to another. */
static struct sight flight_at(const struct plot *plot, struct point from, struct point to,
                              double bulge, double part)
{
    struct point place = point_between(from, to, part);
    double low = height_at(plot, from), high = height_at(plot, to);
    double rise = FLIGHT * bulge * hypot(to.x - from.x, to.y - from.y) * 4 * part * (1 - part);
    double height = fmax(low + part * (high - low) + rise, height_at(plot, place));
    return sight_at(plot, place, height + LIFT);
}

static struct sight find_on_way(const struct plot *plot, const struct hop *hop, double part)
{
    struct point from = hop->from, to = hop->to;
    if (hop->bulge == 0 || part >= 1 || !clip(plot, &from, &to))
        return find_sight(plot, point_between(hop->from, hop->to, part));
    return flight_at(plot, from, to, hop->bulge, part);
}

/* Older leaps lie on the ground, so that the newest ones are seen flying. */
static void draw_part_of_hop(const struct plot *plot, const struct hop *hop, double part,
                             struct ink ink)
{
    struct point from = hop->from, to = hop->to;
    struct run below = {.goes_on = false}, above = below;
    if (hop->bulge == 0) {
        draw_on_ground(plot, (struct point[]){from, point_between(from, to, part)}, 2, ink);
        return;
    }
    if (!clip(plot, &from, &to))
        return;
    add_piece(plot, &below, from, to, part, (struct ink){.weight = WEIGHT_SHADOW});
    for (int i = 0; i < ARC_PIECES * part; i++) /* what was drawn stays where it was */
        add_to_run(plot, &above, flight_at(plot, from, to, hop->bulge, (double)i / ARC_PIECES),
                   ink);
    add_to_run(plot, &above, flight_at(plot, from, to, hop->bulge, part), ink);
}

/* --- the ground --- */

/* Where there is no field to be shaded, lines along both axes tell the form. */
static void draw_mesh_lines(const struct plot *plot, struct ink ink)
{
    const struct region *view = &plot->view;
    if (lines_rows[plot->screen->device.lines].kind == LINES_OF_LETTERS)
        ink.weight = WEIGHT_GRID; /* there are no contours there */
    ink.dash = DASH_DOTTED;
    for (int i = 0; i <= MESH_LINES; i++) {
        double part = (double)i / MESH_LINES;
        double x = view->x0 + part * (view->x1 - view->x0);
        double y = view->y0 + part * (view->y1 - view->y0);
        draw_on_ground(plot, (struct point[]){{x, view->y0}, {x, view->y1}}, 2, ink);
        draw_on_ground(plot, (struct point[]){{view->x0, y}, {view->x1, y}}, 2, ink);
    }
}

static void draw_ground(const struct plot *plot)
{
    const struct ground *ground = ground_of(plot);
    const struct terrain *terrain = &ground->terrain;
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_FAINT],
                      .weight = WEIGHT_CONTOUR,
                      .dash = DASH_SPARSE};
    if (!device_has_fields(&plot->screen->device)) {
        draw_mesh_lines(plot, ink);
        return;
    }
    draw_field(plot->drawing, &(struct field){.columns = ground->columns,
                                              .rows = ground->rows,
                                              .colors = ground->colors});
    if (plot->screen->session->look.layers[LAYER_CONTOURS] && !ground->rugged)
        contours_draw(plot, &terrain->lattice, terrain->tones, &terrain->levels, ink, NULL);
}

static struct lattice field_lattice(const struct plot *plot)
{
    int side = (int)fmin(fmax(plot->area.columns / FIELD_COLUMNS, FIELD_LEAST), FIELD_MOST);
    return lattice_middles(&plot->view, side, side);
}

static const struct projection projection = {find_sight,     find_on_way, draw_part_of_hop,
                                             draw_on_ground, draw_ground, field_lattice,
                                             true,           false,       NULL,
                                             NULL,           NULL};

/* --- the relief --- */

void relief_draw(const struct screen *screen, struct area area)
{
    struct ground *ground = &screen->relief->ground;
    struct plot plot = {.screen = screen,
                        .area = area,
                        .view = screen->session->look.region,
                        .frame = {0, area.columns, area.rows, 0},
                        .levels = &ground->terrain.levels,
                        .projection = &projection};
    bool another = ground_update(ground, &plot);
    if (screen->session->look.layers[LAYER_AXES])
        relief_draw_axes(&plot);
    layers_draw(&screen->relief->layers, &plot, another);
    if (screen->session->look.layers[LAYER_AXES] && screen_is_figure(screen))
        relief_draw_upright(&plot);
    target_add(screen, (struct target){.kind = TARGET_RELIEF, .area = area}, NULL);
    card_mark(&plot);
}

bool relief_find(const struct relief *relief, int column, int row, struct point *point)
{
    const struct ground *ground = &relief->ground;
    struct sighted at = {column + 0.5, row + 0.5, 0};
    const struct relief_sample *sample = ground_at(ground, at.column, at.row);
    if (!sample || sample->wall)
        return false;
    at.depth = -(double)sample->nearness;
    struct spatial found = camera_unproject(&ground->camera, at);
    const struct region *view = &ground->terrain.subject.view;
    *point = (struct point){view->x0 + (within(found.x) + 1) / 2 * (view->x1 - view->x0),
                            view->y0 + (within(found.y) + 1) / 2 * (view->y1 - view->y0)};
    return true;
}
