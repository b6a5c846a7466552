/* `ghost`: the trails of runs that are over, kept so that the present one can be compared. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

static void ghost_free(struct ghost *ghost)
{
    for (int i = 0; i < ghost->count; i++) {
        free(ghost->tracks[i].points);
        free(ghost->tracks[i].values);
    }
    ghost->count = 0;
}

static void drop(struct session *session, int index)
{
    ghost_free(&session->ghosts[index]);
    session->ghost_count--;
    memmove(&session->ghosts[index], &session->ghosts[index + 1],
            sizeof *session->ghosts * (size_t)(session->ghost_count - index));
}

void ghosts_clear(struct session *session)
{
    while (session->ghost_count > 0)
        drop(session, session->ghost_count - 1);
}

/* The present run's ghost, emptied: it has one already, or there is room, or the oldest one goes.
 */
static struct ghost *ghost_of_run(struct session *session)
{
    for (int i = 0; i < session->ghost_count; i++)
        if (session->ghosts[i].run == session->run) {
            ghost_free(&session->ghosts[i]);
            return &session->ghosts[i];
        }
    if (session->ghost_count == GHOSTS_MAX)
        drop(session, 0);
    struct ghost *ghost = &session->ghosts[session->ghost_count++];
    *ghost = (struct ghost){.run = session->run};
    return ghost;
}

static void record_values(const struct sim *sim, struct ghost_track *track)
{
    int64_t born = sim_born(sim, track->ball), n = sim_row(sim, track->ball)->n;
    int count = sim_sample_count(sim, track->ball);
    int stride = (count + GHOST_VALUES_MAX - 1) / GHOST_VALUES_MAX;
    track->value_count = 0;
    track->values = memory_new(GHOST_VALUES_MAX, sizeof *track->values);
    for (int i = 0; i < count; i += stride) {
        struct sample sample = sim_sample(sim, track->ball, i);
        if (sample.first > n)
            break;
        track->values[track->value_count++] =
            (struct ghost_value){.tick = born + sample.first,
                                 .place = {sample.row->x, sample.row->y},
                                 .loss = sample.row->loss,
                                 .eta = sample.row->eta,
                                 .product = sample.product,
                                 .gradient = row_gradient_norm(sample.row)};
    }
}

static void record(struct session *session)
{
    struct ghost *ghost = ghost_of_run(session);
    for (int ball = 0; ball < sim_ball_count(session->sim); ball++) {
        struct ghost_track *track = &ghost->tracks[ghost->count++];
        track->ball = ball;
        const struct row *rows;
        track->count = sim_trail(session->sim, ball, TRAIL_MAX, &rows);
        track->points = memory_new((size_t)track->count, sizeof *track->points);
        for (int i = 0; i < track->count; i++)
            track->points[i] = (struct point){rows[i].x, rows[i].y};
        record_values(session->sim, track);
    }
}

static void drop_run_before(struct session *session)
{
    for (int i = session->ghost_count - 1; i >= 0; i--)
        if (!session->ghosts[i].kept)
            drop(session, i);
}

/* Who stands at the start has left nothing, and takes nothing from who did. */
void ghosts_begin_run(struct session *session)
{
    if (sim_clock(session->sim) == 0)
        return;
    if (session->layers[LAYER_GHOST]) {
        drop_run_before(session);
        record(session);
    }
    session->run++;
}

static void keep(struct session *session)
{
    session->layers[LAYER_GHOST] = true;
    record(session);
    for (int i = 0; i < session->ghost_count; i++)
        session->ghosts[i].kept |= session->ghosts[i].run == session->run;
}

bool command_ghost(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *word = reader_rest(&reader);
    bool good = true;
    if (!*word || strcmp(word, "keep") == 0)
        keep(session);
    else if (strcmp(word, "clear") == 0)
        ghosts_clear(session);
    else if (strcmp(word, "on") == 0 || strcmp(word, "off") == 0)
        session->layers[LAYER_GHOST] = word[1] == 'n';
    else
        good = error_at(error, offset, "expected keep, clear, on or off");
    free(word);
    return good;
}
