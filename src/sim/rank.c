/* Who is ahead. */

#include "internal.h"

#include <math.h>

enum standing { STANDING_CONVERGED, STANDING_ROLLING, STANDING_DIVERGED };

static enum standing standing_of(const struct row *row)
{
    return row->diverged    ? STANDING_DIVERGED
           : row->converged ? STANDING_CONVERGED
                            : STANDING_ROLLING;
}

/* Negative if a is ahead of b, positive if it is behind. */
static int compare(const struct row *a, const struct row *b)
{
    enum standing one = standing_of(a), other = standing_of(b);
    if (one != other)
        return one < other ? -1 : 1;
    if (one == STANDING_DIVERGED)
        return 0;
    if (one == STANDING_CONVERGED && a->converged_at != b->converged_at)
        return a->converged_at < b->converged_at ? -1 : 1;
    if (isnan(a->loss) || isnan(b->loss))
        return (isnan(a->loss) != 0) - (isnan(b->loss) != 0);
    return (a->loss > b->loss) - (a->loss < b->loss);
}

void sim_ranks(const struct sim *sim, int ranks[BALLS_MAX])
{
    for (int i = 0; i < sim->ball_count; i++) {
        ranks[i] = 1;
        for (int k = 0; k < sim->ball_count; k++) {
            int order = compare(&sim->balls[k]->mover.now.row, &sim->balls[i]->mover.now.row);
            ranks[i] += order < 0 || (order == 0 && k < i);
        }
    }
}
