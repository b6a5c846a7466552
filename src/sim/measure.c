#include "measure.h"

#include "../base/memory.h"
#include "../model/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 32 };

enum column_kind {
    COLUMN_QUANTITY,
    COLUMN_DISTANCE,
    COLUMN_NUMBER, /* a parameter or a let, by its name */
    COLUMN_STATE,  /* the rule's, by its name */
    COLUMN_ETA0,
    COLUMN_FIRST_LOSS,
    COLUMN_TOLERANCE
};

struct column {
    enum column_kind kind;
    int ball;
    enum { PART_ALL, PART_X, PART_Y } part;
    const struct quantity_row *quantity;
    char name[NAME_SIZE];
};

struct measure {
    struct formula_code *code;
    int ball;
    bool own;    /* a name stands without a ball */
    bool evenly; /* epochs pass */
    struct column columns[COLUMNS_MAX];
    int column_count;
    struct measure_state state;
    struct point *minima;
    int minimum_count;
    double *values; /* MEASURE_ROWS of each column, then of each fold */
};

/* --- names --- */

struct place {
    const struct sim *sim;
    struct measure *measure;
};

/* The index of a column, a new one if need be; -1: there is no room. */
static int find_column(struct measure *measure, const struct column *wanted)
{
    for (int i = 0; i < measure->column_count; i++) {
        const struct column *column = &measure->columns[i];
        if (column->kind == wanted->kind && column->ball == wanted->ball &&
            column->part == wanted->part && column->quantity == wanted->quantity &&
            strcmp(column->name, wanted->name) == 0)
            return i;
    }
    if (measure->column_count == COLUMNS_MAX)
        return -1;
    measure->columns[measure->column_count] = *wanted;
    return measure->column_count++;
}

static enum name_kind add(struct measure *measure, struct column column, int size, double *number)
{
    if (measure->column_count + size > COLUMNS_MAX)
        return NAME_UNKNOWN;
    column.part = size == 2 ? PART_X : PART_ALL;
    *number = find_column(measure, &column);
    if (size == 1)
        return NAME_COLUMN;
    column.part = PART_Y; /* which always comes next */
    if (column.quantity)
        column.quantity++; /* so do y after x, and grad_y after grad_x */
    find_column(measure, &column);
    return NAME_VECTOR;
}

static const struct state_name *find_state(const struct recipe *recipe, const char *name)
{
    const struct formula_code *code = recipe->rule->code;
    for (int i = 0; i < code->name_count; i++)
        if (strcmp(code->names[i].name, name) == 0)
            return &code->names[i];
    return NULL;
}

static enum name_kind find_of(const struct place *place, int ball, const char *name, double *number)
{
    const struct recipe *recipe = sim_recipe(place->sim, ball);
    const struct state_name *state = find_state(recipe, name);
    const struct quantity_row *quantity = quantity_find(name);
    struct column column = {.kind = COLUMN_QUANTITY, .ball = ball};
    bool theta = strcmp(name, "theta") == 0;
    if (theta || strcmp(name, "g") == 0) {
        column.quantity = &quantity_rows[theta ? QUANTITY_X : QUANTITY_GRAD_X];
        return add(place->measure, column, 2, number);
    }
    memcpy(column.name, name, strlen(name) + 1);
    if (recipe_value(recipe, name) || lets_find(&sim_problem(place->sim)->lets, name) ||
        strcmp(name, NOISE_TARGET) == 0)
        column.kind = COLUMN_NUMBER;
    else if (state)
        column.kind = COLUMN_STATE;
    else if (quantity && quantity->of)
        column.quantity = quantity;
    else if (strcmp(name, "distance") == 0)
        column.kind = COLUMN_DISTANCE;
    else if (strcmp(name, "eta0") == 0)
        column.kind = COLUMN_ETA0;
    else if (strcmp(name, "f0") == 0)
        column.kind = COLUMN_FIRST_LOSS;
    else if (strcmp(name, "tolerance") == 0)
        column.kind = COLUMN_TOLERANCE;
    else
        return NAME_UNKNOWN;
    return add(place->measure, column, column.kind == COLUMN_STATE ? state->size : 1, number);
}

static enum name_kind find_name(const struct scope *scope, const char *name, double *number)
{
    const struct place *place = scope->context;
    enum name_kind kind = find_of(place, place->measure->ball, name, number);
    place->measure->own |= kind != NAME_UNKNOWN;
    return kind;
}

/* Quantities, then what the ball's rule keeps, its numbers and the lets. */
static const char *name_at(const struct scope *scope, int index)
{
    static const char *const others[] = {"theta", "g",         "distance",  "eta0",
                                         "f0",    "tolerance", NOISE_TARGET};
    enum { OTHERS = sizeof others / sizeof *others };
    const struct place *place = scope->context;
    const struct recipe *recipe = sim_recipe(place->sim, place->measure->ball);
    const struct lets *lets = &sim_problem(place->sim)->lets;
    if (index < OTHERS)
        return others[index];
    index -= OTHERS;
    if (index < recipe->rule->code->name_count)
        return recipe->rule->code->names[index].name;
    index -= recipe->rule->code->name_count;
    if (index < recipe->values.count)
        return recipe->values.items[index].name;
    index -= recipe->values.count;
    if (index < lets->count)
        return lets->items[index].name;
    index -= lets->count;
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].of && index-- == 0)
            return quantity_rows[i].name;
    return NULL;
}

static enum name_kind call(const struct scope *scope, const char *name, const double *arguments,
                           int count, double *number, struct error *error)
{
    const struct place *place = scope->context;
    int balls = place->sim->ball_count;
    if (count != 1) {
        error_set(error, ERROR_NO_PLACE, "wrong number of arguments (%d); expected %s(BALL)", count,
                  name);
        return NAME_UNKNOWN;
    }
    double ball = *arguments;
    if (!(ball >= 1 && ball <= balls) || ball != floor(ball)) {
        error_set(error, ERROR_NO_PLACE, "there is no ball %.9g; there %s %d", ball,
                  balls == 1 ? "is" : "are", balls);
        return NAME_UNKNOWN;
    }
    enum name_kind kind = find_of(place, (int)ball - 1, name, number);
    if (kind == NAME_UNKNOWN)
        error_set(error, ERROR_NO_PLACE, "ball %.9g has no %s", ball, name);
    return kind;
}

/* --- life --- */

struct measure *measure_new(const struct sim *sim, int ball, const char *text,
                            const struct point *minima, int count, struct error *error)
{
    struct measure *measure = memory_new(1, sizeof *measure);
    struct error nobody_asks;
    error = error ? error : &nobody_asks;
    measure->ball = ball;
    struct place place = {sim, measure};
    struct scope scope = {.find = find_name,
                          .name_at = name_at,
                          .context = &place,
                          .function_at = name_at,
                          .call_column = call};
    measure->code = formula_compile(LANGUAGE_RECORD, text, &scope, error);
    if (!measure->code) {
        measure_free(measure);
        return NULL;
    }
    measure->minima = memory_new((size_t)count + 1, sizeof *minima);
    if (count > 0)
        memcpy(measure->minima, minima, sizeof *minima * (size_t)count);
    measure->minimum_count = count;
    size_t columns = (size_t)(measure->column_count + measure->code->fold_count) + 1;
    measure->values = memory_new(columns * MEASURE_ROWS, sizeof *measure->values);
    return measure;
}

void measure_free(struct measure *measure)
{
    if (!measure)
        return;
    formula_code_free(measure->code);
    free(measure->minima);
    free(measure->values);
    free(measure);
}

/* A column that some program reads: names that were only looked at are none. */
static bool is_read(const struct measure *measure, int column)
{
    const struct graph *graph = measure->code->graph;
    for (int i = 0; i < graph->input_count; i++)
        if (graph->inputs[i].kind == INPUT_COLUMN && graph->inputs[i].index == column)
            return true;
    return false;
}

bool measure_reads(const struct measure *measure, int ball)
{
    for (int i = 0; i < measure->column_count; i++)
        if (measure->columns[i].ball == ball && is_read(measure, i))
            return true;
    return false;
}

static bool reads_kind(const struct measure *measure, enum column_kind kind)
{
    bool reads = false;
    for (int i = 0; i < measure->column_count; i++)
        reads |= measure->columns[i].kind == kind && is_read(measure, i);
    return reads;
}

bool measure_reads_state(const struct measure *measure)
{
    return reads_kind(measure, COLUMN_STATE);
}

bool measure_lacks_minima(const struct measure *measure)
{
    return measure->minimum_count == 0 && reads_kind(measure, COLUMN_DISTANCE);
}

int measure_ball(const struct measure *measure)
{
    bool others = !measure->own && measure->column_count > 0;
    return others ? measure->columns[0].ball : measure->ball;
}

bool measure_folds(const struct measure *measure)
{
    return measure->code->fold_count > 0;
}

/* --- rows --- */

static double distance(const struct measure *measure, const struct row *row)
{
    double nearest = HUGE_VAL;
    for (int i = 0; i < measure->minimum_count; i++)
        nearest =
            fmin(nearest, hypot(row->x - measure->minima[i].x, row->y - measure->minima[i].y));
    return nearest < HUGE_VAL ? nearest : (double)NAN;
}

static double number_of(const struct mover *mover, const char *name)
{
    const struct named_value *let =
        recipe_value(mover->recipe, name) ? NULL : lets_find(&mover->problem->lets, name);
    const double *value = let ? &let->value : plan_value(mover->plans, mover->recipe, name);
    return value ? *value : (double)NAN;
}

static double state_of(const struct mover *mover, const struct column *column)
{
    const struct state_name *state = find_state(mover->recipe, column->name);
    int part = column->part == PART_Y;
    return state && part < state->size ? mover->state[state->index + part] : (double)NAN;
}

static double epoch_of(const struct mover *mover)
{
    const struct data *data = mover->problem->data;
    double part =
        mover->recipe->batch > 0 && data ? (double)mover->now.taken / (double)data->rows : 0;
    return (double)mover->now.row.epoch + part;
}

static double value_of(const struct measure *measure, const struct column *column,
                       const struct mover *mover)
{
    switch (column->kind) {
    case COLUMN_QUANTITY:
        return measure->evenly && strcmp(column->quantity->name, "epoch") == 0
                   ? epoch_of(mover)
                   : column->quantity->of(&mover->now.row);
    case COLUMN_DISTANCE:
        return distance(measure, &mover->now.row);
    case COLUMN_NUMBER:
        return number_of(mover, column->name);
    case COLUMN_STATE:
        return state_of(mover, column);
    case COLUMN_ETA0:
        return mover->recipe->eta0;
    case COLUMN_FIRST_LOSS:
        return mover->now.first_loss;
    default:
        return mover->conditions.tolerance;
    }
}

void measure_evenly(struct measure *measure)
{
    measure->evenly = true;
}

void measure_put(struct measure *measure, int index, const struct mover *const *movers)
{
    for (int i = 0; i < measure->column_count; i++) {
        const struct column *column = &measure->columns[i];
        const struct mover *mover = movers[column->ball];
        measure->values[i * MEASURE_ROWS + index] =
            mover ? value_of(measure, column, mover) : (double)NAN;
    }
}

/* --- values --- */

/* What was before is NaN, as if there were none; gaps are passed over. */
static double fold_next(const struct fold *fold, double *sum, double *count, double value)
{
    double before = *count > 0 ? *sum : (double)NAN;
    if (fold->kind == FOLD_BEFORE) {
        *sum = value, *count = 1;
        return before;
    }
    if (isnan(value))
        return fold->kind == FOLD_MEAN ? before / *count : before;
    *count += 1;
    switch (fold->kind) {
    case FOLD_EMA:
        *sum = *count > 1 ? fold->share * before + (1 - fold->share) * value : value;
        return *sum;
    case FOLD_HIGHEST:
        return *sum = fmax(before, value);
    case FOLD_LOWEST:
        return *sum = fmin(before, value);
    default:
        *sum = *count > 1 ? before + value : value;
        return fold->kind == FOLD_MEAN ? *sum / *count : *sum;
    }
}

void measure_run(struct measure *measure, struct workspace *workspace, int count, double *values)
{
    const struct formula_code *code = measure->code;
    const double *inputs[COLUMNS_MAX + FOLDS_MAX + 1] = {0};
    double *folds = measure->values + measure->column_count * MEASURE_ROWS;
    for (int i = 0; i < code->graph->input_count; i++) {
        int column = code->graph->inputs[i].index;
        inputs[i] = column < FOLD_COLUMN ? measure->values + column * MEASURE_ROWS
                                         : folds + (column - FOLD_COLUMN) * MEASURE_ROWS;
    }
    for (int i = 0; i < code->fold_count; i++) {
        program_run(code->folds[i].program, workspace, inputs, &values, (size_t)count);
        for (int k = 0; k < count; k++)
            folds[i * MEASURE_ROWS + k] = fold_next(&code->folds[i], &measure->state.sums[i],
                                                    &measure->state.counts[i], values[k]);
    }
    program_run(code->program, workspace, inputs, &values, (size_t)count);
}

struct measure_state measure_keep(const struct measure *measure)
{
    return measure->state;
}

void measure_return(struct measure *measure, const struct measure_state *state)
{
    measure->state = *state;
}
