/* The minima that distances are measured to. */

#include "critical.h"
#include "internal.h"

enum { SEARCHED_ROWS_MAX = 1000 };

/* Those in the surface's own domain, whatever is in view: the same for everybody who looks. */
static void find_minima(struct sim *sim)
{
    const struct critical_point *found;
    struct critical_search *search = critical_search_new(sim, &sim->surface.domain);
    while (critical_search_work(search))
        continue;
    int count = critical_search_found(search, &found);
    sim->minima_count = 0;
    for (int i = 0; i < count && sim->minima_count <= FOUND_MINIMA_MAX; i++)
        if (found[i].kind == STATIONARY_MINIMUM && sim->minima_count++ < FOUND_MINIMA_MAX)
            sim->minima[sim->minima_count - 1] = found[i].place;
    if (sim->minima_count > FOUND_MINIMA_MAX)
        sim->minima_count = 0; /* so many that the nearest one says nothing */
    sim->minima_version = sim->surface.version;
    critical_search_free(search);
}

int sim_minima(struct sim *sim, const struct point **minima)
{
    const struct surface_row *row = sim->surface.row;
    if (row && row->minimum_count > 0) {
        *minima = row->minima;
        return row->minimum_count;
    }
    *minima = sim->minima;
    /* The search is done in one go: over more rows it would hold up who types. */
    const struct data *data = sim_data(sim);
    if (data && data->rows > SEARCHED_ROWS_MAX)
        return 0;
    if (sim->minima_version != sim->surface.version)
        find_minima(sim);
    return sim->minima_count;
}
