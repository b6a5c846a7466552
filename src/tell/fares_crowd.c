/* What became of a crowd: how many rest and are gone, and which minima those left are at. */

#include "fares.h"

#include "../lab/throng.h"
#include "bottoms.h"

#include <math.h>

static int percent(int64_t part, int64_t all)
{
    return all > 0 ? (int)floor(100 * (double)part / (double)all + 0.5) : 0;
}

/* Of how many each minimum is the nearest one; returns how many there are in all. */
static int64_t count_nearest(const struct flock *flock, const struct bottoms *bottoms,
                             int64_t counts[BOTTOMS_MAX])
{
    int64_t all = 0;
    for (int p = 0; p < flock_parts(flock); p++) {
        struct flock_places places = flock_places(flock, p);
        for (int i = 0; i < places.count; i++, all++) {
            double away;
            int at = bottoms_nearest(bottoms, (struct point){places.x[i], places.y[i]}, &away);
            if (at >= 0)
                counts[at]++;
        }
    }
    return all;
}

static int most_of(const int64_t counts[], int count)
{
    int most = 0;
    for (int i = 1; i < count; i++)
        most = counts[i] > counts[most] ? i : most;
    return most;
}

/* The minima with the most balls first. */
static void add_shares(struct text *out, const struct session *session, const struct flock *flock)
{
    enum { NAMED = 4 };
    struct bottoms bottoms;
    int64_t counts[BOTTOMS_MAX] = {0}, left;
    bottoms_find(session, &bottoms);
    const int64_t all = left = count_nearest(flock, &bottoms, counts);
    for (int named = 0; bottoms.count > 0 && left > 0 && named < NAMED; named++) {
        int at = most_of(counts, bottoms.count);
        if (counts[at] == 0)
            break;
        bool all_of_them = counts[at] == all, most = named == 0 && percent(counts[at], all) >= 60;
        text_add(out, named ? ", " : all_of_them ? "; all are " : most ? "; most, " : "; ");
        if (!all_of_them)
            text_add(out, "%d%% ", percent(counts[at], all));
        text_add(out, "%s", named ? "to " : "nearest to the minimum ");
        words_place(out, session->sim, bottoms.places[at].x, bottoms.places[at].y);
        left -= counts[at];
        counts[at] = 0;
    }
    if (bottoms.count > 0 && left > 0)
        text_add(out, ", %d%% to others", percent(left, all));
}

void fares_crowd(struct text *out, const struct session *session)
{
    const struct crowd_wish *wish = &session->look.crowd;
    if (wish->count == 0)
        return;
    struct throng throng = lab_throng(session->lab, session->sim, wish);
    text_add(out, "a crowd of %lld balls", (long long)wish->count);
    if (throng.reason)
        text_add(out, ": %s", throng.reason);
    if (throng.reason || !throng.whole)
        return;
    const struct flock_sum *sum = &throng.sum;
    if (!wish->apart)
        text_add(out, ", moved as ball %d", wish->ball + 1);
    text_add(out, ": %lld rest, %lld are on their way, %lld are gone", (long long)sum->settled,
             (long long)sum->under_way, (long long)sum->gone);
    if (!isfinite(sum->loss)) /* nobody is left */
        return;
    add_shares(out, session, throng.flock);
    words_fill(out, "; mean loss ~; their middle is ", &sum->loss);
    words_place(out, session->sim, sum->x, sum->y);
    words_fill(out, ", they are spread by # about it", &sum->spread);
}
