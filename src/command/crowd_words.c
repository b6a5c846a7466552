/* What conditions ask of the crowd. */

#include "rows.h"

#include "../lab/throng.h"

#include <math.h>

static double settled(const struct flock_sum *sum)
{
    return (double)sum->settled;
}

static double gone(const struct flock_sum *sum)
{
    return (double)sum->gone;
}

static double mean_loss(const struct flock_sum *sum)
{
    return sum->loss;
}

static double mean_x(const struct flock_sum *sum)
{
    return sum->x;
}

static double mean_y(const struct flock_sum *sum)
{
    return sum->y;
}

static double spread(const struct flock_sum *sum)
{
    return sum->spread;
}

const struct crowd_word_row crowd_word_rows[] = {
    {"crowd_settled", "how many of the crowd are settled", settled},
    {"crowd_gone", "how many have diverged", gone},
    {"crowd_loss", "the mean loss of the others", mean_loss},
    {"crowd_x", "their mean place", mean_x},
    {"crowd_y", "the same, of y", mean_y},
    {"crowd_spread", "how far they are from it: the root of the mean square", spread},
};
const int crowd_word_row_count = (int)(sizeof crowd_word_rows / sizeof *crowd_word_rows);

/* All of it, however long it takes. */
static struct throng whole_throng(struct session *session)
{
    const struct crowd_wish *wish = &session->look.crowd;
    if (wish->count == 0)
        return (struct throng){.reason = "there is no crowd"};
    lab_set_limit(session->lab, NULL, NULL);
    return lab_throng(session->lab, session->sim, wish);
}

double crowd_word(struct session *session, const struct crowd_word_row *row)
{
    struct throng throng = whole_throng(session);
    return throng.reason ? (double)NAN : row->of(&throng.sum);
}

double crowd_in(struct session *session, const double ends[4])
{
    struct throng throng = whole_throng(session);
    int64_t count = 0;
    if (throng.reason)
        return (double)NAN;
    for (int p = 0; p < flock_parts(throng.flock); p++) {
        struct flock_places places = flock_places(throng.flock, p);
        for (int i = 0; i < places.count; i++)
            count += places.x[i] >= ends[0] && places.x[i] <= ends[1] && places.y[i] >= ends[2] &&
                     places.y[i] <= ends[3];
    }
    return (double)count / (double)session->look.crowd.count;
}
