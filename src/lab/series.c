#include "series.h"

#include "../base/memory.h"
#include "internal.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTHS_KEPT = 3 }; /* the charts of the view, and those of the panel */

struct series_store {
    struct {
        int columns;
        struct series balls[BALLS_MAX][CHART_COUNT];
    } widths[WIDTHS_KEPT];
    int next; /* the one that gives way */
};

/* --- the axis --- */

int axis_column(const struct axis *axis, int64_t tick)
{
    if (tick > axis->span)
        return axis->columns;
    return (int)((2 * tick * (axis->columns - 1) + axis->span) / (2 * axis->span));
}

int64_t axis_tick(const struct axis *axis, int column)
{
    int last = axis->columns > 1 ? axis->columns - 1 : 1;
    return (2 * column * axis->span + last) / (2 * last);
}

/* --- what is kept --- */

struct series_store *series_store_new(void)
{
    return memory_new(1, sizeof(struct series_store));
}

static void forget(struct series_store *store, int width)
{
    for (int i = 0; i < BALLS_MAX * CHART_COUNT; i++) {
        struct series *series = &store->widths[width].balls[i / CHART_COUNT][i % CHART_COUNT];
        free(series->columns);
        *series = (struct series){0};
    }
}

void series_store_free(struct series_store *store)
{
    for (int i = 0; i < WIDTHS_KEPT; i++)
        forget(store, i);
    free(store);
}

static struct series *find(struct series_store *store, int ball, enum quantity quantity,
                           int columns)
{
    for (int i = 0; i < WIDTHS_KEPT; i++)
        if (store->widths[i].columns == columns)
            return &store->widths[i].balls[ball][quantity];
    int width = store->next;
    store->next = (width + 1) % WIDTHS_KEPT;
    forget(store, width);
    store->widths[width].columns = columns;
    return &store->widths[width].balls[ball][quantity];
}

/* Begins anew as `now`. */
static void clear(struct series *series, const struct series *now)
{
    static const struct bounds none = {(double)NAN, (double)NAN};
    struct series_column *columns = series->columns;
    if (!columns)
        columns = memory_new((size_t)now->axis.columns, sizeof *columns);
    for (int i = 0; i < now->axis.columns; i++)
        columns[i] = (struct series_column){.values = none, .limit = (double)NAN};
    *series = *now;
    series->columns = columns;
    series->done = -1;
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

/* Of the rows that a sample stands for. */
static struct bounds bounds_of(const struct series *series, const struct sample *sample)
{
    if (series->quantity != QUANTITY_LOSS) {
        double value = series_value(series, sample->row);
        return (struct bounds){value, value};
    }
    bool wide = isfinite(sample->loss_high);
    return (struct bounds){sample->loss_low, wide ? sample->loss_high : sample->loss_low};
}

static void add(struct bounds *bounds, struct bounds more)
{
    if (!isfinite(more.low) || !isfinite(more.high))
        return;
    bounds->low = fmin(bounds->low, more.low); /* a NaN gives way */
    bounds->high = fmax(bounds->high, more.high);
}

/* The rows of a sample, and what happened in the updates into them since the row before. */
static void add_sample(struct series *series, const struct sim *sim, int ball,
                       const struct sample *sample, const struct row *before)
{
    int64_t last = sample->first + sample->stride - 1, recorded = sim->balls[ball]->record.last;
    int64_t born = sim->balls[ball]->born;
    int begin = axis_column(&series->axis, born + sample->first);
    int end = axis_column(&series->axis, born + (last < recorded ? last : recorded));
    const struct quantity_row *quantity = &quantity_rows[series->quantity];
    double limit = quantity->limit ? quantity->limit(sample->row) : (double)NAN;
    struct bounds bounds = bounds_of(series, sample);
    for (int i = begin; i <= end && i < series->axis.columns; i++) {
        struct series_column *column = &series->columns[i];
        add(&column->values, bounds);
        if (quantity->danger)
            column->limit = fmin(column->limit, limit);
        else if (!isnan(limit))
            column->limit = limit;
        column->overshoots |= before && sample->row->overshoots > before->overshoots;
        column->worsens |= before && sample->row->worsened > before->worsened;
    }
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
            i = -1; /* all over, with distances */
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
    return series->columns && series->axis.span == now->axis.span &&
           series->record == now->record && series->stride == now->stride &&
           series->stamp == now->stamp && series->minima.known == now->minima.known;
}

const struct series *lab_series(struct lab *lab, const struct sim *sim, int ball,
                                enum quantity quantity, const struct axis *axis)
{
    struct series *series = find(lab->series, ball, quantity, axis->columns);
    struct series now = {.quantity = quantity,
                         .axis = *axis,
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
    return series;
}
