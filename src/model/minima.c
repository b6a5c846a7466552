#include "minima.h"

#include "critical.h"

static bool has_row(const struct problem *problem)
{
    return problem->row && problem->row->minimum_count > 0;
}

/* Those in the surface's own domain, whatever is in view: the same for everybody who looks. */
static void keep_found(struct minima *minima)
{
    const struct critical_point *found;
    int count = critical_search_found(minima->search, &found);
    minima->count = 0;
    for (int i = 0; i < count && minima->count <= FOUND_MINIMA_MAX; i++)
        if (found[i].kind == STATIONARY_MINIMUM && minima->count++ < FOUND_MINIMA_MAX)
            minima->found[minima->count - 1] = found[i].place;
    if (minima->count > FOUND_MINIMA_MAX)
        minima->count = 0; /* so many that the nearest one says nothing */
}

void minima_free(struct minima *minima)
{
    critical_search_free(minima->search);
    *minima = (struct minima){0};
}

bool minima_search(struct minima *minima, const struct problem *problem,
                   struct workspace *workspace)
{
    if (minima_known(minima, problem))
        return false;
    if (minima->stamp != problem->stamp) {
        minima_free(minima);
        minima->search = critical_search_new(problem, &problem->domain);
        minima->stamp = problem->stamp;
    }
    if (critical_search_work(minima->search, workspace))
        return true;
    keep_found(minima);
    critical_search_free(minima->search);
    minima->search = NULL;
    return false;
}

bool minima_known(const struct minima *minima, const struct problem *problem)
{
    return has_row(problem) || (minima->stamp == problem->stamp && !minima->search);
}

int minima_of(const struct minima *minima, const struct problem *problem,
              const struct point **points)
{
    *points = has_row(problem) ? problem->row->minima : minima->found;
    if (!minima_known(minima, problem))
        return 0;
    return has_row(problem) ? problem->row->minimum_count : minima->count;
}
