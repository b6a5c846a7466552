#include "series.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTHS_KEPT = 3 }; /* the charts of the view, and those of the panel */

struct series_store {
    struct {
        int columns;
        struct series balls[BALLS_MAX];
    } widths[WIDTHS_KEPT];
    int next; /* the one that gives way */
    struct minima minima;
};

/* --- the axis --- */

int axis_column(const struct axis *axis, int64_t tick)
{
    if (tick > axis->span)
        return axis->columns;
    return (int)(tick * axis->columns / (axis->span + 1));
}

int64_t axis_tick(const struct axis *axis, int column)
{
    int64_t ticks = axis->span + 1;
    int64_t first = (column * ticks + axis->columns - 1) / axis->columns;
    int64_t last = ((column + 1) * ticks - 1) / axis->columns;
    return first < last ? first : last;
}

int axis_columns_end(const struct axis *axis, int64_t tick)
{
    int begin = axis_column(axis, tick), end = axis_column(axis, tick + 1);
    return end > begin ? end : begin + 1;
}

/* --- what is kept --- */

struct series_store *series_store_new(void)
{
    return memory_new(1, sizeof(struct series_store));
}

struct minima *series_minima(struct series_store *store)
{
    return &store->minima;
}

static void forget(struct series_store *store, int width)
{
    for (int ball = 0; ball < BALLS_MAX; ball++) {
        free(store->widths[width].balls[ball].columns);
        store->widths[width].balls[ball] = (struct series){0};
    }
}

void series_store_free(struct series_store *store)
{
    if (!store)
        return;
    for (int i = 0; i < WIDTHS_KEPT; i++)
        forget(store, i);
    minima_free(&store->minima);
    free(store);
}

static struct series *find(struct series_store *store, int ball, int columns)
{
    for (int i = 0; i < WIDTHS_KEPT; i++)
        if (store->widths[i].columns == columns)
            return &store->widths[i].balls[ball];
    int width = store->next;
    store->next = (width + 1) % WIDTHS_KEPT;
    forget(store, width);
    store->widths[width].columns = columns;
    return &store->widths[width].balls[ball];
}

static void clear(struct series *series, const struct axis *axis)
{
    if (!series->columns || series->axis.columns != axis->columns) {
        free(series->columns);
        series->columns = memory_new((size_t)axis->columns, sizeof *series->columns);
    }
    static const struct extent none = {(double)NAN, (double)NAN};
    for (int i = 0; i < axis->columns; i++)
        series->columns[i] = (struct series_column){
            .of = {none, none, none, none, none}, .bound = (double)NAN, .floor = (double)NAN};
    for (int kind = 0; kind < CHART_COUNT; kind++) {
        series->range[kind].least = series->range[kind].positive = HUGE_VAL;
        series->range[kind].greatest = -HUGE_VAL;
    }
    series->bound = 0;
    series->axis = *axis;
    series->done = -1;
    series->has_rest = false;
}
_Static_assert(CHART_COUNT == 5, "clear() has an extent for each kind of chart");

/* --- collecting --- */

double series_distance(const struct series *series, const struct minima *minima,
                       const struct problem *problem, double x, double y)
{
    const struct point *points;
    int count = minima_of(minima, problem, &points);
    double nearest = series->has_rest ? hypot(x - series->rest.x, y - series->rest.y) : HUGE_VAL;
    for (int i = 0; i < count; i++)
        nearest = fmin(nearest, hypot(x - points[i].x, y - points[i].y));
    return nearest < HUGE_VAL ? nearest : (double)NAN;
}

static void add(struct series *series, int column, enum chart_kind kind, double low, double high)
{
    high = isfinite(high) ? high : low;
    if (!isfinite(low) || !isfinite(high))
        return;
    struct extent *extent = &series->columns[column].of[kind];
    extent->low = fmin(extent->low, low); /* a NaN gives way */
    extent->high = fmax(extent->high, high);
    series->range[kind].least = fmin(series->range[kind].least, low);
    series->range[kind].greatest = fmax(series->range[kind].greatest, high);
    if (low > 0 || high > 0)
        series->range[kind].positive = fmin(series->range[kind].positive, low > 0 ? low : high);
}

/* The rows from `from` on of what a sample stands for. */
static void add_sample(struct series *series, const struct minima *minima, const struct sim *sim,
                       int ball, const struct sample *sample, bool overshot)
{
    const struct row *row = sample->row;
    int64_t last = sample->first + sample->stride - 1, recorded = sim_recorded(sim, ball);
    int64_t born = sim_born(sim, ball);
    int begin = axis_column(&series->axis, born + sample->first);
    int end = axis_columns_end(&series->axis, born + (last < recorded ? last : recorded));
    struct stability stability = row_stability(row);
    double product = stability.applies ? stability.product : (double)NAN;
    double bound = stability.applies ? stability.bound : (double)NAN;
    double norm = row_gradient_norm(row),
           distance = series_distance(series, minima, sim_problem(sim), row->x, row->y);
    for (int column = begin; column < end && column < series->axis.columns; column++) {
        add(series, column, CHART_LOSS, sample->loss_low, sample->loss_high);
        add(series, column, CHART_ETA, row->eta, row->eta);
        add(series, column, CHART_EDGE, product, product);
        add(series, column, CHART_GRADIENT, norm, norm);
        add(series, column, CHART_DISTANCE, distance, distance);
        series->columns[column].bound = fmin(series->columns[column].bound, bound);
        if (!isnan(row->floor))
            series->columns[column].floor = row->floor;
        series->columns[column].overshoots |= overshot;
    }
    series->bound = fmax(series->bound, bound);
}

/* Whether the ball comes to rest in this sample for the first time, so that distances are known. */
static bool finds_rest(struct series *series, const struct sim *sim, const struct row *row)
{
    const struct surface_row *surface = sim_problem(sim)->row;
    if (series->has_rest || (surface && surface->minimum_count > 0) || !row->converged ||
        row_stationary(row) != STATIONARY_MINIMUM)
        return false;
    series->has_rest = true;
    series->rest = (struct point){row->x, row->y};
    return true;
}

/* Of the columns from one tick to another. */
static void take_logs(struct series *series, int64_t first, int64_t last)
{
    int end = axis_columns_end(&series->axis, last);
    for (int i = axis_column(&series->axis, first); i < end; i++) {
        struct series_column *column = &series->columns[i];
        for (int kind = 0; kind < CHART_COUNT; kind++) {
            column->logs[kind].low = log(column->of[kind].low);
            column->logs[kind].high = column->of[kind].high == column->of[kind].low
                                          ? column->logs[kind].low
                                          : log(column->of[kind].high);
        }
    }
}

static void collect(struct series *series, const struct minima *minima, const struct sim *sim,
                    int ball, int from)
{
    int count = sim_sample_count(sim, ball);
    int64_t before = from > 0 ? sim_sample(sim, ball, from - 1).row->overshoots : 0;
    for (int i = from; i < count; i++) {
        struct sample sample = sim_sample(sim, ball, i);
        if (finds_rest(series, sim, sample.row)) {
            i = -1; /* all over, with distances */
            before = 0;
            continue;
        }
        add_sample(series, minima, sim, ball, &sample, sample.row->overshoots > before);
        before = sample.row->overshoots;
    }
}

const struct series *series_get(struct series_store *store, const struct sim *sim, int ball,
                                const struct axis *axis)
{
    struct series *series = find(store, ball, axis->columns);
    int64_t version = sim_record_version(sim, ball);
    bool known = minima_known(&store->minima, sim_problem(sim));
    int64_t stride = sim_sample(sim, ball, 0).stride, recorded = sim_recorded(sim, ball);
    bool same = series->columns && series->axis.columns == axis->columns &&
                series->axis.span == axis->span && series->version == version &&
                series->surface == sim_problem(sim)->stamp && series->minima_known == known &&
                series->stride == stride;
    if (!same)
        clear(series, axis);
    series->version = version, series->stride = stride;
    series->surface = sim_problem(sim)->stamp;
    series->minima_known = known;
    if (series->done < recorded) { /* the last sample may stand for more rows than it did */
        bool had_rest = series->has_rest;
        int from = series->done < 0 ? 0 : (int)(series->done / stride);
        collect(series, &store->minima, sim, ball, from);
        from = had_rest == series->has_rest ? from : 0;
        take_logs(series, sim_born(sim, ball) + from * stride, sim_born(sim, ball) + recorded);
    }
    series->done = recorded;
    return series;
}
