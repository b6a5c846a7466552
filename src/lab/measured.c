#include "measured.h"

#include "../base/memory.h"
#include "../base/stamp.h"
#include "../sim/measure.h"
#include "critical.h"
#include "internal.h"
#include "walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows of all balls in a frame where there is somebody who waits for it: each ball has its share.
 */
enum { COARSE = 4, ROWS_SHARE = 2048 };

/* A line while it grows. The last row is there for the time being: what takes effect at it may
 * still change. */
struct track {
    struct measure *measure; /* NULL: there is none */
    struct bucket *buckets;
    struct measured_line line;
    int64_t coarse_stamp;  /* of the line of coarse ones */
    struct bucket bucket;  /* the last one without that row */
    struct bucket *coarse; /* COARSE of them in one, up to before the first that is not `known` */
    int known;
    int count;
    struct measure_state state;
};

struct measured {
    uint64_t key;                          /* of the wish, and of what its names mean */
    struct track tracks[MEASURED_MAX + 1]; /* the last one is what they are over */
    struct measured_line lines[MEASURED_MAX];
    int count;
    int balls, reads[BALLS_MAX], read_count; /* that there are; those that the formulas read */
    bool rests[MEASURE_ROWS];                /* of the rows that are put: the ball does already */
    int64_t allowed;                         /* rows in this frame; less than 0: all */
    bool begun;          /* the ball's walk is at a row, which is there for the time being */
    struct walk walks[]; /* of the balls */
};

struct measured_store {
    uint64_t balls_key;  /* of what all balls have that names mean */
    int64_t balls_stamp; /* of the sim when that was so */
    struct measured *balls[BALLS_MAX];
};

/* --- life --- */

struct measured_store *measured_store_new(void)
{
    return memory_new(1, sizeof(struct measured_store));
}

static void measured_free(struct measured *measured)
{
    for (int i = 0; measured && i <= MEASURED_MAX; i++) {
        measure_free(measured->tracks[i].measure);
        free(measured->tracks[i].buckets);
        free(measured->tracks[i].coarse);
    }
    for (int i = 0; measured && i < measured->balls; i++)
        walk_free(&measured->walks[i]);
    free(measured);
}

void measured_store_free(struct measured_store *store)
{
    for (int i = 0; i < BALLS_MAX; i++)
        measured_free(store->balls[i]);
    free(store);
}

/* --- what it is of --- */

static void hash(uint64_t *key, const char *text)
{
    do
        *key = (*key ^ (unsigned char)*text) * UINT64_C(1099511628211);
    while (*text++);
}

/* Numbers may change, but not what is a name, and of what. */
static uint64_t key_of_balls(struct measured_store *store, const struct sim *sim)
{
    const struct lets *lets = &sim_problem(sim)->lets;
    uint64_t key = UINT64_C(14695981039346656037);
    if (store->balls_stamp == sim->stamp)
        return store->balls_key;
    for (int i = 0; i < lets->count; i++)
        hash(&key, lets->items[i].name);
    for (int i = 0; i < sim->ball_count; i++) {
        const struct recipe *recipe = sim_recipe(sim, i);
        const struct formula_code *code = recipe->rule->code;
        for (int k = 0; k < code->name_count; k++) {
            hash(&key, code->names[k].name);
            hash(&key, code->names[k].size == 2 ? "2" : "1");
        }
        hash(&key, ";");
        for (int k = 0; k < recipe->values.count; k++)
            hash(&key, recipe->values.items[k].name);
    }
    store->balls_stamp = sim->stamp;
    return store->balls_key = key;
}

static uint64_t key_of(struct measured_store *store, const struct sim *sim, int ball,
                       const struct measured_wish *wish, const struct minima *minima)
{
    uint64_t key = key_of_balls(store, sim) + (uint64_t)(ball + BALLS_MAX * minima->count);
    for (int i = 0; i < wish->count; i++)
        hash(&key, wish->formulas[i]);
    hash(&key, wish->over ? wish->over : "");
    hash(&key, minima->count > 0 ? sim_problem(sim)->formula : "");
    return key;
}

static bool needs_minima(const struct measured_wish *wish)
{
    bool needs = wish->over && strstr(wish->over, "distance");
    for (int i = 0; i < wish->count; i++)
        needs |= strstr(wish->formulas[i], "distance") != NULL;
    return needs;
}

static bool reads(const struct measured *measured, int ball)
{
    for (int i = 0; i <= MEASURED_MAX; i++)
        if (measured->tracks[i].measure && measure_reads(measured->tracks[i].measure, ball))
            return true;
    return false;
}

/* The line is another one. */
static void renew(struct track *track)
{
    track->known = 0;
    track->line.stamp = stamp_new();
    track->coarse_stamp = stamp_new();
}

static struct measured *measured_new(const struct sim *sim, int ball,
                                     const struct measured_wish *wish, const struct minima *minima,
                                     uint64_t key)
{
    size_t walks = (size_t)sim->ball_count * sizeof(struct walk);
    struct measured *measured = memory_new(1, sizeof *measured + walks);
    measured->key = key;
    measured->balls = sim->ball_count;
    measured->count = wish->count;
    for (int i = 0; i <= MEASURED_MAX; i++) {
        struct track *track = &measured->tracks[i];
        const char *text = i == MEASURED_MAX ? wish->over
                           : i < wish->count ? wish->formulas[i]
                                             : NULL;
        if (text)
            track->measure = measure_new(sim, ball, text, minima->points, minima->count, NULL);
        if (track->measure && i < MEASURED_MAX && measure_ball(track->measure) != ball) {
            measure_free(track->measure);
            track->measure = NULL;
        }
        track->line.stride = 1;
        renew(track);
        if (track->measure && i == MEASURED_MAX)
            measure_evenly(track->measure);
        if (track->measure)
            track->buckets = memory_new(BUCKETS_MAX, sizeof *track->buckets);
        if (track->measure)
            track->coarse = memory_new(BUCKETS_MAX / COARSE, sizeof *track->coarse);
    }
    for (int i = 0; i < sim->ball_count; i++)
        if (i != ball && reads(measured, i))
            measured->reads[measured->read_count++] = i;
    return measured;
}

/* --- buckets --- */

static bool is_empty(const struct bucket *bucket)
{
    return isnan(bucket->first.y);
}

static struct bucket merge(const struct bucket *a, const struct bucket *b)
{
    if (is_empty(a) || is_empty(b))
        return is_empty(a) ? *b : *a;
    bool low = a->low.y <= b->low.y, high = a->high.y >= b->high.y; /* those of a */
    return (struct bucket){a->first, low ? a->low : b->low, high ? a->high : b->high, b->last,
                           low != high ? low
                           : low       ? a->low_first
                                       : b->low_first};
}

static void thin(struct track *track)
{
    int half = track->line.count / 2;
    for (int i = 0; i < half; i++)
        track->buckets[i] = merge(&track->buckets[2 * i], &track->buckets[2 * i + 1]);
    track->line.count = half;
    track->line.stride *= 2;
    renew(track);
}

/* The last bucket may yet change. */
static void coarsen(struct track *track)
{
    for (int i = track->known / COARSE; i * COARSE < track->line.count; i++) {
        track->coarse[i] = track->buckets[i * COARSE];
        for (int k = i * COARSE + 1; k < (i + 1) * COARSE && k < track->line.count; k++)
            track->coarse[i] = merge(&track->coarse[i], &track->buckets[k]);
    }
    track->known = track->line.count > 0 ? track->line.count - 1 : 0;
}

/* With no more buckets than so many columns need. */
static struct measured_line line_for(struct track *track, int columns)
{
    struct measured_line line = track->line;
    int count = (line.count + COARSE - 1) / COARSE;
    line.buckets = track->buckets;
    line.fixed = track->count > 0 ? track->count - 1 : 0;
    if (columns == 0 || count < columns)
        return line;
    coarsen(track);
    line.buckets = track->coarse;
    line.stamp = track->coarse_stamp;
    line.fixed /= COARSE;
    line.count = count;
    line.stride *= COARSE;
    return line;
}

static void track_add(struct track *track, int64_t row, struct point at)
{
    struct point none = {(double)NAN, (double)NAN};
    if (!isfinite(at.x) || !isfinite(at.y))
        at = none;
    struct bucket one = {at, at, at, at, true};
    int64_t index = row / track->line.stride;
    track->line.last = row;
    if (index == BUCKETS_MAX) {
        thin(track);
        index = row / track->line.stride;
    }
    if (index == track->line.count)
        track->buckets[track->line.count++] = one;
    else
        track->buckets[index] = merge(&track->buckets[index], &one);
}

/* --- rows --- */

static void start_again(struct measured *measured)
{
    for (int i = 0; i < measured->balls; i++)
        walk_free(&measured->walks[i]);
    for (int i = 0; i <= MEASURED_MAX; i++) {
        measured->tracks[i].line.count = 0;
        measured->tracks[i].line.stride = 1;
        measured->tracks[i].count = 0;
        renew(&measured->tracks[i]);
        if (measured->tracks[i].measure)
            measure_return(measured->tracks[i].measure, &(struct measure_state){0});
    }
    measured->begun = false;
}

/* The ball to its next row, which is where all others are put that are read; false: there is none,
 * or it is late. A mover is NULL where there is no row. */
static bool go_on(struct lab *lab, const struct sim *sim, struct measured *measured, int ball,
                  const struct mover *movers[BALLS_MAX])
{
    struct walk *own = &measured->walks[ball];
    if (measured->allowed == 0) {
        lab->shortfalls += own->next <= sim->balls[ball]->record.last;
        return false;
    }
    measured->allowed--;
    if (!lab_walk(lab, sim, ball, own, INT64_MAX))
        return false;
    movers[ball] = &own->mover;
    for (int k = 0; k < measured->read_count; k++) {
        int i = measured->reads[k];
        struct walk *walk = &measured->walks[i];
        int64_t n = sim->balls[ball]->born + own->mover.now.row.n - sim->balls[i]->born;
        bool there = n >= 0 && n <= sim->balls[i]->record.last;
        movers[i] = there ? &walk->mover : NULL;
        if (there && walk->next > 0 && walk->next == n)
            sim_walk_on(sim, i, &lab->workspace, &walk->mover);
        else if (there && walk->next != n + 1)
            sim_walk_to(sim, i, &lab->workspace, n, &walk->mover);
        walk->next = there ? n + 1 : walk->next;
    }
    return true;
}

/* A ball that rests goes no further along any axis but that of the iterations. */
static void put(struct measured *measured, int ball, int index, const struct mover *const *movers)
{
    const struct row *row = &movers[ball]->now.row;
    measured->rests[index] =
        measured->tracks[MEASURED_MAX].measure && row->converged && row->n > row->converged_at;
    for (int i = 0; i <= MEASURED_MAX; i++)
        if (measured->tracks[i].measure)
            measure_put(measured->tracks[i].measure, index, movers);
}

/* So many rows that were put, the first of them row `row` at a tick. */
static void compute(struct lab *lab, struct measured *measured, int64_t row, int64_t tick,
                    int count)
{
    double xs[MEASURE_ROWS], ys[MEASURE_ROWS];
    struct measure *over = measured->tracks[MEASURED_MAX].measure;
    if (over)
        measure_run(over, &lab->workspace, count, xs);
    for (int i = 0; i < measured->count; i++) {
        struct track *track = &measured->tracks[i];
        if (!track->measure)
            continue;
        bool unknown = measure_reads_state(track->measure);
        measure_run(track->measure, &lab->workspace, count, ys);
        for (int k = 0; k < count; k++)
            track_add(track, row + k,
                      (struct point){over ? xs[k] : (double)(tick + k),
                                     measured->rests[k] || (row + k == 0 && unknown) ? (double)NAN
                                                                                     : ys[k]});
    }
}

static void keep(struct measured *measured)
{
    for (int i = 0; i <= MEASURED_MAX; i++) {
        struct track *track = &measured->tracks[i];
        if (!track->measure)
            continue;
        if (track->line.count == BUCKETS_MAX)
            thin(track);
        track->count = track->line.count;
        track->state = measure_keep(track->measure);
        if (track->count > 0)
            track->bucket = track->buckets[track->count - 1];
    }
}

static void take_back(struct measured *measured)
{
    for (int i = 0; i <= MEASURED_MAX; i++) {
        struct track *track = &measured->tracks[i];
        if (!track->measure)
            continue;
        track->line.count = track->count;
        if (track->known > track->count - 1)
            track->known = track->count > 0 ? track->count - 1 : 0;
        measure_return(track->measure, &track->state);
        if (track->count > 0)
            track->buckets[track->count - 1] = track->bucket;
    }
}

static void grow(struct lab *lab, const struct sim *sim, struct measured *measured, int ball)
{
    const struct mover *movers[BALLS_MAX] = {NULL};
    int count = 0;
    if (measured->begun) {
        int64_t tick = sim->balls[ball]->born + measured->walks[ball].mover.now.row.n;
        movers[ball] = &measured->walks[ball].mover;
        for (int k = 0; k < measured->read_count; k++) {
            int i = measured->reads[k];
            int64_t n = tick - sim->balls[i]->born;
            bool there = n >= 0 && n <= sim->balls[i]->record.last;
            movers[i] = there ? &measured->walks[i].mover : NULL;
        }
        take_back(measured);
    } else if (!go_on(lab, sim, measured, ball, movers)) {
        return;
    }
    measured->begun = true;
    for (bool more = true; more;) {
        int64_t row = measured->walks[ball].mover.now.row.n, born = sim->balls[ball]->born;
        put(measured, ball, count++, movers);
        more = count < MEASURE_ROWS - 1 && go_on(lab, sim, measured, ball, movers);
        if (more)
            continue;
        compute(lab, measured, row - count + 1, born + row - count + 1, count - 1);
        keep(measured);
        put(measured, ball, 0, movers);
        compute(lab, measured, row, born + row, 1);
        if (count < MEASURE_ROWS - 1)
            break;
        more = go_on(lab, sim, measured, ball, movers);
        count = 0;
    }
}

const struct measured_line *lab_measured(struct lab *lab, const struct sim *sim, int ball,
                                         const struct measured_wish *wish)
{
    struct minima minima = {.count = 0};
    if (needs_minima(wish))
        minima = lab_minima(lab, sim_problem(sim));
    uint64_t key = key_of(lab->measured, sim, ball, wish, &minima);
    struct measured **place = &lab->measured->balls[ball];
    if (*place && (*place)->key != key) {
        measured_free(*place);
        *place = NULL;
    }
    *place = *place ? *place : measured_new(sim, ball, wish, &minima, key);
    struct measured *measured = *place;
    bool goes_on = lab_walk_goes_on(lab, sim, ball, &measured->walks[ball]), any = false;
    for (int i = 0; i < measured->read_count; i++)
        goes_on &=
            lab_walk_goes_on(lab, sim, measured->reads[i], &measured->walks[measured->reads[i]]);
    for (int i = 0; i < measured->count; i++)
        any |= measured->tracks[i].measure != NULL;
    if (!goes_on)
        start_again(measured);
    measured->allowed = lab->is_late ? ROWS_SHARE / sim->ball_count : -1;
    if (any)
        grow(lab, sim, measured, ball);
    for (int i = 0; i < measured->count; i++) {
        measured->lines[i] = line_for(&measured->tracks[i], wish->columns);
    }
    return measured->lines;
}

double measured_value(const struct measured_line *line, int64_t row, bool *exact)
{
    int64_t index = row / line->stride;
    if (row < 0 || index >= line->count)
        return (double)NAN;
    const struct bucket *bucket = &line->buckets[index];
    *exact = line->stride == 1 || row == line->last || (row + 1) % line->stride == 0;
    return bucket->last.y;
}
