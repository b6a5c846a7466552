#include "series.h"

#include "../base/array.h"
#include "internal.h"

#include <math.h>
#include <stdlib.h>

struct series_store {
    struct series balls[BALLS_MAX][CHART_COUNT];
};

struct series_store *series_store_new(void)
{
    return memory_new(1, sizeof(struct series_store));
}

void series_store_free(struct series_store *store)
{
    for (int i = 0; i < BALLS_MAX * CHART_COUNT; i++) {
        struct series *series = &store->balls[i / CHART_COUNT][i % CHART_COUNT];
        buckets_free(&series->buckets);
        free(series->levels);
        free(series->jumps);
    }
    free(store);
}

/* Begins anew as `now`. */
static void clear(struct series *series, const struct series *now)
{
    struct series old = *series;
    *series = *now;
    series->buckets = old.buckets;
    series->levels = old.levels, series->level_capacity = old.level_capacity;
    series->jumps = old.jumps, series->jump_capacity = old.jump_capacity;
    series->done = -1;
    buckets_begin(&series->buckets, now->stride);
}

/* --- collecting --- */

double series_value(const struct series *series, const struct row *row)
{
    const struct quantity_row *quantity = &quantity_rows[series->quantity];
    if (quantity->of)
        return quantity->of(row);
    double nearest = series->has_rest ? quantity->to(row, series->rest) : HUGE_VAL;
    for (int i = 0; i < series->minima.count; i++)
        nearest = fmin(nearest, quantity->to(row, series->minima.points[i]));
    return nearest < HUGE_VAL ? nearest : (double)NAN;
}

/* Of the rows that a sample stands for: of the loss their bounds are known. */
static struct bucket bucket_of(const struct series *series, const struct sample *sample,
                               int64_t tick)
{
    double value = series_value(series, sample->row), low = value, high = value;
    if (series->quantity == QUANTITY_LOSS) {
        low = fmin(value, sample->loss_low);
        high = fmax(value, isfinite(sample->loss_high) ? sample->loss_high : sample->loss_low);
    }
    double x = isfinite(low + high) ? (double)tick : (double)NAN, none = x - x;
    return (struct bucket){{x, value + none},
                           {x, low + none},
                           {x, high + none},
                           {x, value + none},
                           value - low < high - value};
}

/* The rows of a sample, and what happened in the updates into them since the row before. */
static void add_sample(struct series *series, const struct sim *sim, int ball,
                       const struct sample *sample, const struct row *before)
{
    int64_t tick = sim->balls[ball]->born + sample->first;
    const struct quantity_row *quantity = &quantity_rows[series->quantity];
    double limit = quantity->limit ? quantity->limit(sample->row) : (double)NAN;
    int levels = series->level_count, jumps = series->jump_count;
    buckets_add(&series->buckets, sample->first, bucket_of(series, sample, tick));
    if (!isnan(limit) && (levels == 0 || series->levels[levels - 1].value != limit))
        *array_add(series->levels, series->level_count, series->level_capacity) =
            (struct level){tick, limit};
    if (before && sample->row->overshoots > before->overshoots &&
        (jumps == 0 || series->jumps[jumps - 1].tick < tick))
        *array_add(series->jumps, series->jump_count, series->jump_capacity) =
            (struct jump){tick, sample->row->worsened > before->worsened};
    series->limit = fmax(series->limit, limit);
}

/* Whether the ball comes to rest in this sample for the first time, so that distances are known. */
static bool finds_rest(struct series *series, const struct sim *sim, const struct row *row)
{
    const struct surface_row *surface = sim_problem(sim)->row;
    if (!quantity_rows[series->quantity].to || series->has_rest ||
        (surface && surface->minimum_count > 0) || !row->converged ||
        row_stationary(row) != STATIONARY_MINIMUM)
        return false;
    series->has_rest = true;
    series->rest = (struct point){row->x, row->y};
    return true;
}

static void collect(struct series *series, const struct sim *sim, int ball, int from)
{
    int count = sim->balls[ball]->record.moments.count;
    const struct row *before = from > 0 ? sim_sample(sim, ball, from - 1).row : NULL;
    for (int i = from; i < count; i++) {
        struct sample sample = sim_sample(sim, ball, i);
        if (finds_rest(series, sim, sample.row)) {
            struct series again = *series; /* all over, with distances */
            again.level_count = again.jump_count = 0;
            clear(series, &again);
            i = -1;
            before = NULL;
            continue;
        }
        add_sample(series, sim, ball, &sample, before);
        before = sample.row;
    }
}

/* What is as it is in `now` needs not be made anew, but for what has come since. */
static bool is_of(const struct series *series, const struct series *now)
{
    return series->record == now->record && series->stride == now->stride &&
           series->stamp == now->stamp && series->minima.known == now->minima.known;
}

const struct series *lab_series(struct lab *lab, const struct sim *sim, int ball,
                                enum quantity quantity)
{
    struct series *series = &lab->series->balls[ball][quantity];
    struct series now = {.quantity = quantity,
                         .record = sim->balls[ball]->record.stamp,
                         .stride = sim_sample(sim, ball, 0).stride};
    int64_t recorded = sim->balls[ball]->record.last;
    if (quantity_rows[quantity].to) {
        now.minima = lab_minima(lab, sim_problem(sim));
        now.stamp = sim_problem(sim)->stamp;
    }
    if (!is_of(series, &now))
        clear(series, &now);
    series->minima = now.minima; /* they may have moved */
    if (series->done < recorded) /* the last sample may stand for more rows than it did */
        collect(series, sim, ball, series->done < 0 ? 0 : (int)(series->done / series->stride));
    series->done = recorded;
    series->line = lab_series_line(lab, ball, quantity, 0);
    return series;
}

struct thinned lab_series_line(struct lab *lab, int ball, enum quantity quantity, int columns)
{
    struct buckets *buckets = &lab->series->balls[ball][quantity].buckets;
    int count = buckets->line.count;
    return buckets_line(buckets, columns, count > 0 ? count - 1 : 0);
}
