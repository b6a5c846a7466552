/* The minima that distances are measured to. */

#include "critical.h"
#include "internal.h"

/* Those in the surface's own domain, whatever is in view: the same for everybody who looks. */
static void keep_found(struct sim *sim)
{
    const struct critical_point *found;
    int count = critical_search_found(sim->minima_search, &found);
    sim->minima_count = 0;
    for (int i = 0; i < count && sim->minima_count <= FOUND_MINIMA_MAX; i++)
        if (found[i].kind == STATIONARY_MINIMUM && sim->minima_count++ < FOUND_MINIMA_MAX)
            sim->minima[sim->minima_count - 1] = found[i].place;
    if (sim->minima_count > FOUND_MINIMA_MAX)
        sim->minima_count = 0; /* so many that the nearest one says nothing */
}

static bool has_known(const struct sim *sim)
{
    return sim->surface.row && sim->surface.row->minimum_count > 0;
}

static void end_search(struct sim *sim)
{
    critical_search_free(sim->minima_search);
    sim->minima_search = NULL;
}

bool sim_search_minima(struct sim *sim)
{
    if (sim_minima_known(sim))
        return false;
    if (sim->minima_version != sim->surface.version) {
        end_search(sim);
        sim->minima_search = critical_search_new(sim, &sim->surface.domain);
        sim->minima_version = sim->surface.version;
    }
    if (critical_search_work(sim->minima_search))
        return true;
    keep_found(sim);
    end_search(sim);
    return false;
}

bool sim_minima_known(const struct sim *sim)
{
    return has_known(sim) || (sim->minima_version == sim->surface.version && !sim->minima_search);
}

int sim_minima(const struct sim *sim, const struct point **minima)
{
    *minima = has_known(sim) ? sim->surface.row->minima : sim->minima;
    if (!sim_minima_known(sim))
        return 0;
    return has_known(sim) ? sim->surface.row->minimum_count : sim->minima_count;
}
