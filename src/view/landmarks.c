#include "landmarks.h"

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

int landmarks_find(const struct screen *screen, int cells, struct landmark list[LANDMARKS_MAX])
{
    const struct look *look = &screen->session->look;
    const struct problem *problem = sim_problem(screen->session->sim);
    const struct surface_row *row = problem->row;
    int count = 0;
    for (int i = 0; look->layers[LAYER_MINIMA] && row && i < row->minimum_count; i++)
        list[count++] = (struct landmark){row->minima[i], STATIONARY_MINIMUM, true};
    if (look->layers[LAYER_CRITICAL]) {
        struct critical found = lab_critical(screen->session->lab, problem, &look->view);
        count += add_found(&found, cells / CELLS_PER_MARK, list + count);
    }
    return count;
}

void landmark_draw(const struct screen *screen, const struct landmark *landmark, struct cell *cell)
{
    uint32_t glyph = screen_glyph(screen, signs[landmark->kind].glyph, signs[landmark->kind].ascii);
    if (cell->glyph == glyph && cell->attributes & ATTRIBUTE_BOLD)
        return; /* known already */
    color ground = map_ground(screen, cell, landmark->known ? 0.35 : 0.2);
    *cell = (struct cell){glyph, 0, map_ink(screen), ground, landmark->known ? ATTRIBUTE_BOLD : 0};
}
