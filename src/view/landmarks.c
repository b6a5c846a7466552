#include "landmarks.h"

#include "../base/memory.h"

#include <stdlib.h>

/* Fewer cells than these to a mark, and they would hide the map. */
enum { CELLS_PER_MARK = 30 };
enum { LANDMARKS_MAX = 2 * CRITICAL_MAX };

struct landmarks {
    int64_t version; /* of the surface; 0: nothing is kept */
    struct region region;
    struct critical_search *search;
    bool searching;
    struct landmark list[LANDMARKS_MAX]; /* what was asked for last */
    int listed;
};

static const struct {
    uint32_t glyph;
    char ascii;
} signs[] = {
    [STATIONARY_MINIMUM] = {0x2715, 'x'},
    [STATIONARY_SADDLE] = {0x25C7, 's'},
    [STATIONARY_MAXIMUM] = {0x25B3, 'm'},
};

struct landmarks *landmarks_new(void)
{
    return memory_new(1, sizeof(struct landmarks));
}

void landmarks_free(struct landmarks *landmarks)
{
    if (!landmarks)
        return;
    critical_search_free(landmarks->search);
    free(landmarks);
}

/* Goes on with the search while there is time for it; at least a bit. */
static void search(struct landmarks *landmarks, const struct screen *screen)
{
    const struct session *session = screen->session;
    int64_t version = sim_problem(session->sim)->stamp;
    if (landmarks->version != version || !region_equal(&landmarks->region, &session->look.view)) {
        landmarks->version = version;
        landmarks->region = session->look.view;
        critical_search_free(landmarks->search);
        landmarks->search = critical_search_new(sim_problem(session->sim), &session->look.view);
        landmarks->searching = true;
    }
    while (landmarks->searching) {
        landmarks->searching = critical_search_work(landmarks->search, &screen->asking->workspace);
        if (landmarks->searching && screen_is_late(screen))
            break;
    }
}

static void add(struct landmarks *landmarks, struct point place, enum stationary kind, bool known)
{
    if (landmarks->listed < LANDMARKS_MAX)
        landmarks->list[landmarks->listed++] = (struct landmark){place, kind, known};
}

static void add_known(struct landmarks *landmarks, const struct session *session)
{
    const struct surface_row *surface = sim_problem(session->sim)->row;
    for (int i = 0; surface && i < surface->minimum_count; i++)
        add(landmarks, surface->minima[i], STATIONARY_MINIMUM, true);
}

/* Where there are too many, minima alone, or none of them: a closer look shows them. */
static void add_found(struct landmarks *landmarks, int room)
{
    const struct critical_point *points;
    int count = critical_search_found(landmarks->search, &points), minima = 0;
    for (int i = 0; i < count; i++)
        minima += points[i].kind == STATIONARY_MINIMUM;
    for (int i = 0; minima <= room && i < count; i++) {
        const struct critical_point *point = &points[i];
        if (count <= room || point->kind == STATIONARY_MINIMUM)
            add(landmarks, point->place, point->kind, false);
    }
}

const struct landmark *landmarks_list(struct landmarks *landmarks, const struct screen *screen,
                                      int cells, int *count)
{
    const struct session *session = screen->session;
    landmarks->listed = 0;
    if (session->look.layers[LAYER_MINIMA])
        add_known(landmarks, session);
    if (session->look.layers[LAYER_CRITICAL]) {
        search(landmarks, screen);
        add_found(landmarks, cells / CELLS_PER_MARK);
    }
    *count = landmarks->listed;
    return landmarks->list;
}

void landmark_draw(const struct screen *screen, const struct landmark *landmark, struct cell *cell)
{
    uint32_t glyph = screen_glyph(screen, signs[landmark->kind].glyph, signs[landmark->kind].ascii);
    if (cell->glyph == glyph && cell->attributes & ATTRIBUTE_BOLD)
        return; /* known already */
    color ground = map_ground(screen, cell, landmark->known ? 0.35 : 0.2);
    *cell = (struct cell){glyph, 0, map_ink(screen), ground, landmark->known ? ATTRIBUTE_BOLD : 0};
}
