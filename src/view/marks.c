#include "marks.h"

#include "../lab/critical.h"

#include <math.h>

struct landmark {
    struct point place;
    enum stationary kind;
    bool known; /* from the catalogue; else it was found */
};

enum { LANDMARKS_MAX = 2 * CRITICAL_MAX };
/* Fewer cells than these to a mark, and they would hide the map. */
enum { CELLS_PER_MARK = 30 };

static const struct {
    uint32_t glyph;
    char ascii;
} signs[] = {
    [STATIONARY_MINIMUM] = {0x2715, 'x'},
    [STATIONARY_SADDLE] = {0x25C7, 's'},
    [STATIONARY_MAXIMUM] = {0x25B3, 'm'},
};

/* The found ones: where there are too many, minima alone, or none of them: a closer look shows
 * them.
 */
static int add_found(const struct critical *found, int room, struct landmark *list)
{
    int minima = 0, count = 0;
    for (int i = 0; i < found->count; i++)
        minima += found->points[i].kind == STATIONARY_MINIMUM;
    for (int i = 0; minima <= room && i < found->count; i++) {
        const struct critical_point *point = &found->points[i];
        if (found->count <= room || point->kind == STATIONARY_MINIMUM)
            list[count++] = (struct landmark){point->place, point->kind, false};
    }
    return count;
}

/* Those that the layers show in the view, as far as they are found. Returns how many. */
static int find_landmarks(const struct plot *plot, struct landmark list[LANDMARKS_MAX])
{
    const struct session *session = plot->screen->session;
    const struct look *look = &session->look;
    const struct problem *problem = sim_problem(session->sim);
    const struct surface_row *row = problem->row;
    int count = 0;
    for (int i = 0; look->layers[LAYER_MINIMA] && row && i < row->minimum_count; i++)
        list[count++] = (struct landmark){row->minima[i], STATIONARY_MINIMUM, true};
    if (look->layers[LAYER_CRITICAL]) {
        struct critical found = lab_critical(session->lab, problem, &look->region);
        count +=
            add_found(&found, plot->area.columns * plot->area.rows / CELLS_PER_MARK, list + count);
    }
    return count;
}

static void draw_landmark(const struct plot *plot, const struct landmark *landmark,
                          struct cell *cell)
{
    uint32_t glyph =
        screen_glyph(plot->screen, signs[landmark->kind].glyph, signs[landmark->kind].ascii);
    if (cell->glyph == glyph && cell->attributes & ATTRIBUTE_BOLD)
        return; /* known already */
    mark_put(plot->screen, cell, glyph, mark_ink(plot->screen), landmark->known ? 0.35 : 0.2,
             landmark->known ? ATTRIBUTE_BOLD : 0);
}

/* Those that the relief hides are not drawn: they do not move, and a turn shows them. */
static void draw_landmarks(const struct plot *plot, const struct projection *projection)
{
    struct landmark list[LANDMARKS_MAX];
    int count = find_landmarks(plot, list);
    for (int i = 0; i < count; i++) {
        struct sight at = projection->sight(plot, list[i].place);
        if (at.seen)
            draw_landmark(plot, &list[i], plot_cell(plot, at.column, at.row));
    }
}

static void draw_start(const struct plot *plot, const struct projection *projection)
{
    const struct screen *screen = plot->screen;
    struct sight at = projection->sight(plot, screen->session->sim->conditions.start);
    if (at.seen)
        mark_put(screen, plot_cell(plot, at.column, at.row), screen_glyph(screen, 0x25CB, 'o'),
                 mark_ink(screen), 0.35, ATTRIBUTE_BOLD);
}

static void draw_ball(const struct plot *plot, const struct projection *projection, int ball)
{
    const struct screen *screen = plot->screen;
    bool selected = ball == screen->session->selected;
    bool mono = screen->display->colors == COLORS_MONO;
    struct point place = ball_place(screen, ball);
    if (isnan(place.x) || isnan(place.y))
        return;
    struct ball_sight at = projection->ball(plot, place, screen_ball_glyph(screen, ball));
    int attributes = at.hidden && mono ? ATTRIBUTE_DIM : selected ? ATTRIBUTE_BOLD : 0;
    if (selected && mono && !at.hidden)
        attributes |= ATTRIBUTE_REVERSE;
    mark_put(screen, plot_cell(plot, at.column, at.row), at.glyph, screen_ball_color(screen, ball),
             at.hidden  ? 0.3
             : selected ? 0.85
                        : 0.6,
             attributes);
}

void marks_draw(const struct plot *plot, const struct projection *projection)
{
    const struct session *session = plot->screen->session;
    int balls = session->sim->ball_count, selected = session->selected;
    trails_draw(plot, projection);
    if (session->look.layers[LAYER_START])
        draw_start(plot, projection);
    draw_landmarks(plot, projection);
    if (session->look.layers[LAYER_ARROWS])
        arrows_draw(plot, projection);
    for (int ball = balls - 1; ball >= 0; ball--)
        if (ball != selected)
            draw_ball(plot, projection, ball);
    draw_ball(plot, projection, selected);
}
