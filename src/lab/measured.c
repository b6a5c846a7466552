#include "measured.h"

#include "../base/memory.h"
#include "../sim/measure.h"
#include "critical.h"
#include "internal.h"
#include "walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows of all balls in a frame where there is somebody who waits for it: each ball has its share.
 */
enum { ROWS_SHARE = 2048 };
enum { WISHES = 2 }; /* that are kept of a ball: those of two views */

/* The last row is there for the time being: what takes effect at it may still change. */
struct track {
    struct measure *measure; /* NULL: there is none */
    struct buckets buckets;
    int count;            /* of the buckets without that row, */
    struct bucket bucket; /* the last one, */
    struct measure_state state;
};

struct measured {
    uint64_t key;                          /* of the wish, and of what its names mean */
    struct track tracks[MEASURED_MAX + 1]; /* the last one is what they are over */
    struct thinned lines[MEASURED_MAX];
    int count;
    int balls, reads[BALLS_MAX], read_count; /* that there are; those that the formulas read */
    bool rests[MEASURE_ROWS];                /* of the rows that are put: the ball does already */
    int64_t allowed;                         /* rows in this frame; less than 0: all */
    bool begun;          /* the ball's walk is at a row, which is there for the time being */
    struct walk walks[]; /* of the balls */
};

struct measured_store {
    uint64_t balls_key;                        /* of what all balls have that names mean */
    int64_t balls_stamp;                       /* of the sim when that was so */
    struct measured *balls[BALLS_MAX][WISHES]; /* the one asked for last first */
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
        buckets_free(&measured->tracks[i].buckets);
    }
    for (int i = 0; measured && i < measured->balls; i++)
        walk_free(&measured->walks[i]);
    free(measured);
}

void measured_store_free(struct measured_store *store)
{
    for (int i = 0; i < BALLS_MAX * WISHES; i++)
        measured_free(store->balls[i / WISHES][i % WISHES]);
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
        buckets_begin(&track->buckets, 1);
        if (track->measure && i == MEASURED_MAX)
            measure_evenly(track->measure);
    }
    for (int i = 0; i < sim->ball_count; i++)
        if (i != ball && reads(measured, i))
            measured->reads[measured->read_count++] = i;
    return measured;
}

static void track_add(struct track *track, int64_t row, struct point at)
{
    struct point none = {(double)NAN, (double)NAN};
    if (!isfinite(at.x) || !isfinite(at.y))
        at = none;
    buckets_add(&track->buckets, row, (struct bucket){at, at, at, at, true});
}

/* --- rows --- */

static void start_again(struct measured *measured)
{
    for (int i = 0; i < measured->balls; i++)
        walk_free(&measured->walks[i]);
    for (int i = 0; i <= MEASURED_MAX; i++) {
        measured->tracks[i].count = 0;
        buckets_begin(&measured->tracks[i].buckets, 1);
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
        buckets_thin(&track->buckets);
        track->count = track->buckets.line.count;
        track->state = measure_keep(track->measure);
        if (track->count > 0)
            track->bucket = track->buckets.items[track->count - 1];
    }
}

static void take_back(struct measured *measured)
{
    for (int i = 0; i <= MEASURED_MAX; i++) {
        struct track *track = &measured->tracks[i];
        if (!track->measure)
            continue;
        buckets_cut(&track->buckets, track->count);
        measure_return(track->measure, &track->state);
        if (track->count > 0)
            track->buckets.items[track->count - 1] = track->bucket;
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

const struct thinned *lab_measured(struct lab *lab, const struct sim *sim, int ball,
                                   const struct measured_wish *wish)
{
    struct minima minima = {.count = 0};
    if (needs_minima(wish))
        minima = lab_minima(lab, sim_problem(sim));
    uint64_t key = key_of(lab->measured, sim, ball, wish, &minima);
    struct measured **kept = lab->measured->balls[ball], *measured = kept[0];
    if (!measured || measured->key != key) {
        measured = kept[1];
        kept[1] = kept[0];
        if (!measured || measured->key != key) {
            measured_free(measured);
            measured = measured_new(sim, ball, wish, &minima, key);
        }
        kept[0] = measured;
    }
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
        struct track *track = &measured->tracks[i];
        int fixed = track->count > 0 ? track->count - 1 : 0;
        measured->lines[i] = buckets_line(&track->buckets, wish->columns, fixed);
    }
    return measured->lines;
}
