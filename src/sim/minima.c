/* The minima that distances are measured to. */

#include "critical.h"
#include "internal.h"

#include "../base/memory.h"

#include <stdlib.h>

/* Those in the surface's own domain, whatever is in view: the same for everybody who looks. */
static void search(struct sim *sim)
{
    struct critical_point *found = memory_new(CRITICAL_MAX, sizeof *found);
    int count = sim_critical_points(sim, &sim->surface.domain, found, CRITICAL_MAX);
    sim->minima_count = 0;
    for (int i = 0; i < count && sim->minima_count <= FOUND_MINIMA_MAX; i++)
        if (found[i].kind == STATIONARY_MINIMUM && sim->minima_count++ < FOUND_MINIMA_MAX)
            sim->minima[sim->minima_count - 1] = found[i].place;
    if (sim->minima_count > FOUND_MINIMA_MAX)
        sim->minima_count = 0; /* so many that the nearest one says nothing */
    sim->minima_version = sim->surface.version;
    free(found);
}

int sim_minima(struct sim *sim, const struct point **minima)
{
    const struct surface_row *row = sim->surface.row;
    if (row && row->minimum_count > 0) {
        *minima = row->minima;
        return row->minimum_count;
    }
    if (sim->minima_version != sim->surface.version)
        search(sim);
    *minima = sim->minima;
    return sim->minima_count;
}
