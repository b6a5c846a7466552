#include "svg_track.h"

#include "../base/array.h"

#include <stdlib.h>

/* Enough for all balls; more marks that move are painted as other cells are. */
enum { TRACKS_MAX = 500 };

static bool is_mark(const struct svg_cell *cell)
{
    return (cell->glyph >= 0x25A0 && cell->glyph <= 0x25FF) || cell->glyph == 0x2605;
}

static bool same_mark(const struct svg_cell *a, const struct svg_cell *b)
{
    return a->glyph == b->glyph && a->combine == b->combine && a->ink == b->ink &&
           a->attributes == b->attributes;
}

static void add_stop(struct svg_track *track, double seconds, int index)
{
    *array_add(track->stops, track->stop_count, track->stop_capacity) =
        (struct svg_stop){seconds, index};
}

static int place_of(const struct svg_track *track)
{
    return track->stops[track->stop_count - 1].index;
}

/* It rests until the frame before and glides from there. */
static void move_track(struct svg_track *track, const struct svg_step *step, int index)
{
    if (track->stops[track->stop_count - 1].seconds < step->before_seconds)
        add_stop(track, step->before_seconds, place_of(track));
    add_stop(track, step->seconds, index);
}

static void begin_track(struct svg_tracks *tracks, const struct svg_step *step, int index)
{
    struct svg_track *track = array_add(tracks->items, tracks->count, tracks->capacity);
    *track = (struct svg_track){.look = step->now[index], .begin = step->seconds, .end = -1};
    add_stop(track, step->seconds, index);
}

static int distance(const struct svg_step *step, int a, int b)
{
    int columns = a % step->columns - b % step->columns,
        rows = a / step->columns - b / step->columns;
    return columns * columns + 4 * rows * rows;
}

/* What has become of a cell. */
enum fate { UNTOUCHED, LEFT, TAKEN };

/* The nearest cell to which a mark of this look has come, that no other track has taken; or -1. */
static int find_arrival(const struct svg_step *step, const unsigned char *fates,
                        const struct svg_cell *look, int from)
{
    int best = -1;
    for (int i = 0; i < step->count; i++)
        if (fates[i] != TAKEN && same_mark(&step->now[i], look) &&
            !same_mark(&step->before[i], look) &&
            (best < 0 || distance(step, i, from) < distance(step, best, from)))
            best = i;
    return best;
}

/* Tracks that are still where they were, then those that moved, or have ended. */
static void follow(struct svg_tracks *tracks, const struct svg_step *step, unsigned char *fates)
{
    for (int i = 0; i < tracks->count; i++) {
        const struct svg_track *track = &tracks->items[i];
        if (track->end < 0 && same_mark(&step->now[place_of(track)], &track->look))
            fates[place_of(track)] = TAKEN;
    }
    for (int i = 0; i < tracks->count; i++) {
        struct svg_track *track = &tracks->items[i];
        if (track->end >= 0 || same_mark(&step->now[place_of(track)], &track->look))
            continue;
        int from = place_of(track), index = find_arrival(step, fates, &track->look, from);
        if (fates[from] == UNTOUCHED)
            fates[from] = LEFT;
        if (index >= 0) {
            move_track(track, step, index);
            fates[index] = TAKEN;
        } else {
            track->end = step->seconds;
        }
    }
}

/* A mark that stood as a part of its cell until now and begins to move. */
static void notice(struct svg_tracks *tracks, const struct svg_step *step, unsigned char *fates)
{
    for (int i = 0; i < step->count && tracks->count < TRACKS_MAX; i++) {
        const struct svg_cell *look = &step->before[i];
        if (fates[i] != UNTOUCHED || !is_mark(look) || same_mark(&step->now[i], look))
            continue;
        int index = find_arrival(step, fates, look, i);
        if (index < 0)
            continue;
        begin_track(tracks, step, index);
        fates[index] = TAKEN;
    }
}

void svg_tracks_step(struct svg_tracks *tracks, const struct svg_step *step)
{
    unsigned char *fates = memory_new((size_t)step->count, sizeof *fates);
    follow(tracks, step, fates);
    notice(tracks, step, fates);
    for (int i = 0; i < step->count; i++)
        if (fates[i] == TAKEN) {
            struct svg_cell *cell = &step->now[i];
            *cell = (struct svg_cell){.halves = {cell->halves[0], cell->halves[1]}};
        }
    free(fates);
}

void svg_tracks_free(struct svg_tracks *tracks)
{
    for (int i = 0; i < tracks->count; i++)
        free(tracks->items[i].stops);
    free(tracks->items);
}
