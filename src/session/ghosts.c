#include "ghosts.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

struct ghost_tracks {
    owners owners;
    struct ghost_track items[BALLS_MAX];
};

static void ghost_release(const struct ghost *ghost)
{
    if (!owners_drop(&ghost->shared->owners))
        return;
    for (int i = 0; i < ghost->count; i++) {
        free(ghost->tracks[i].points);
        free(ghost->tracks[i].rows);
    }
    free(ghost->shared);
}

struct ghosts ghosts_copy(const struct ghosts *ghosts)
{
    for (int i = 0; i < ghosts->count; i++)
        owners_add(&ghosts->items[i].shared->owners);
    return *ghosts;
}

static void drop(struct ghosts *ghosts, int index)
{
    ghost_release(&ghosts->items[index]);
    ghosts->count--;
    memmove(&ghosts->items[index], &ghosts->items[index + 1],
            sizeof *ghosts->items * (size_t)(ghosts->count - index));
}

void ghosts_clear(struct ghosts *ghosts)
{
    while (ghosts->count > 0)
        drop(ghosts, ghosts->count - 1);
}

/* The place of the present run's ghost, which is to be filled: it has one already, or there is
 * room, or the oldest one goes. */
static struct ghost *ghost_of_run(struct ghosts *ghosts)
{
    for (int i = 0; i < ghosts->count; i++)
        if (ghosts->items[i].run == ghosts->run) {
            ghost_release(&ghosts->items[i]);
            return &ghosts->items[i];
        }
    if (ghosts->count == GHOSTS_MAX)
        drop(ghosts, 0);
    ghosts->items[ghosts->count].kept = false;
    return &ghosts->items[ghosts->count++];
}

static void record_rows(const struct sim *sim, struct ghost_track *track)
{
    int64_t n = sim_row(sim, track->ball)->n;
    int count = sim->balls[track->ball]->record.moments.count;
    int stride = (count + GHOST_ROWS_MAX - 1) / GHOST_ROWS_MAX;
    track->born = sim->balls[track->ball]->born;
    track->row_count = 0;
    track->rows = memory_new(GHOST_ROWS_MAX, sizeof *track->rows);
    for (int i = 0; i < count; i += stride) {
        struct sample sample = sim_sample(sim, track->ball, i);
        if (sample.first > n)
            break;
        track->rows[track->row_count++] = *sample.row;
    }
}

static void record(struct ghosts *ghosts, struct sim *sim)
{
    struct ghost *ghost = ghost_of_run(ghosts);
    struct ghost_tracks *shared = memory_new(1, sizeof *shared);
    shared->owners = 1;
    *ghost = (struct ghost){ghosts->run, ghost->kept, shared, shared->items, sim->ball_count};
    for (int ball = 0; ball < sim->ball_count; ball++) {
        struct ghost_track *track = &shared->items[ball];
        track->ball = ball;
        const struct row *rows[TRAIL_SHOWN];
        track->count = sim_trail(sim, ball, TRAIL_SHOWN, rows);
        track->points = memory_new((size_t)track->count, sizeof *track->points);
        for (int i = 0; i < track->count; i++)
            track->points[i] = (struct point){rows[i]->x, rows[i]->y};
        record_rows(sim, track);
    }
}

static void drop_run_before(struct ghosts *ghosts)
{
    for (int i = ghosts->count - 1; i >= 0; i--)
        if (!ghosts->items[i].kept)
            drop(ghosts, i);
}

/* Who stands at the start has left nothing, and takes nothing from who did. */
void ghosts_begin_run(struct ghosts *ghosts, struct sim *sim, bool wanted)
{
    if (sim->clock == 0)
        return;
    if (wanted) {
        drop_run_before(ghosts);
        record(ghosts, sim);
    }
    ghosts->run++;
}

void ghosts_keep(struct ghosts *ghosts, struct sim *sim)
{
    record(ghosts, sim);
    for (int i = 0; i < ghosts->count; i++)
        ghosts->items[i].kept |= ghosts->items[i].run == ghosts->run;
}

int64_t ghosts_end(const struct ghosts *ghosts)
{
    int64_t end = 0;
    for (int i = 0; i < ghosts->count; i++)
        for (int k = 0; k < ghosts->items[i].count; k++) {
            const struct ghost_track *track = &ghosts->items[i].tracks[k];
            int64_t last = track->row_count > 0 ? track->rows[track->row_count - 1].n : 0;
            end = track->born + last > end ? track->born + last : end;
        }
    return end;
}
