/* What the names of formulas are now: for values typed at the prompt, and for the panel. And what
 * has become of the balls, as functions of formulas: converged(1), loss(2, 40), and so on. */

#include "measure.h"

#include "../base/memory.h"
#include "../model/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum name_kind find_present(const struct scope *scope, const char *name, double *number)
{
    const struct sim_scope_place *place = scope->context;
    const struct named_value *value = recipe_value(sim_recipe(place->sim, place->ball), name);
    const struct quantity_row *quantity = quantity_find(name);
    const struct row *before = place->before;
    value = value ? value : lets_find(&sim_problem(place->sim)->lets, name);
    if (before && (strcmp(name, "eta") == 0 || strcmp(name, "n") == 0))
        *number = *name == 'n' ? (double)before->n : before->eta;
    else if (value)
        *number = value->value;
    else if (quantity && quantity->of)
        *number = quantity->of(sim_row(place->sim, place->ball));
    else if (strcmp(name, "eta0") == 0)
        *number = sim_recipe(place->sim, place->ball)->eta0;
    else if (strcmp(name, "usual") == 0 && sim_recipe(place->sim, place->ball)->rule->row)
        *number = catalogue_eta(sim_recipe(place->sim, place->ball)->rule->row);
    else if (strcmp(name, "f0") == 0)
        *number = place->sim->balls[place->ball]->mover.now.first_loss;
    else if (strcmp(name, "tolerance") == 0)
        *number = place->sim->conditions.tolerance;
    else if (strcmp(name, NOISE_TARGET) == 0)
        *number = sim_noise(place->sim, place->ball);
    else
        return NAME_UNKNOWN;
    return NAME_NUMBER;
}

static const char *present_name_at(const struct scope *scope, int index)
{
    static const char *const others[] = {"eta0", "f0", "usual", "tolerance", NOISE_TARGET};
    enum { OTHERS = sizeof others / sizeof *others };
    const struct sim_scope_place *place = scope->context;
    const struct values *values = &sim_recipe(place->sim, place->ball)->values;
    const struct lets *lets = &sim_problem(place->sim)->lets;
    if (index < OTHERS)
        return others[index];
    index -= OTHERS;
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].of && index-- == 0)
            return quantity_rows[i].name;
    if (index < values->count)
        return values->items[index].name;
    index -= values->count;
    return index < lets->count ? lets->items[index].name : NULL;
}

struct scope sim_scope(const struct sim *sim, int ball, struct sim_scope_place *place)
{
    *place = (struct sim_scope_place){.sim = sim, .ball = ball};
    return (struct scope){.find = find_present, .name_at = present_name_at, .context = place};
}

bool sim_rate_write(const struct sim *sim, int ball, struct text *out)
{
    const struct formula *schedule = sim_schedule(sim, ball);
    const struct row *rows[2];
    struct sim_scope_place place;
    struct scope scope = sim_scope(sim, ball, &place);
    struct error ignored;
    double value, eta = sim_row(sim, ball)->eta;
    if (schedule->code->recursive && sim_trail(sim, ball, 2, rows) == 2)
        place.before = rows[0];
    bool gives = value_evaluate(schedule->text, &scope, &value, &ignored) &&
                 fabs(value - eta) <= 1e-12 * fabs(eta);
    if (gives)
        formula_pretty(out, schedule->text, &scope);
    return gives;
}

/* --- outcomes --- */

/* Those of the quantities that have help, and what the balls' rules keep. */
static const char *function_at(const struct scope *scope, int index)
{
    const struct sim_scope_place *place = scope->context;
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].help && index-- == 0)
            return quantity_rows[i].name;
    for (int ball = 0; ball < place->sim->ball_count; ball++) {
        const struct formula_code *code = sim_recipe(place->sim, ball)->rule->code;
        if (index < code->name_count)
            return code->names[index].name;
        index -= code->name_count;
    }
    return NULL;
}

static bool read_ball(const struct sim *sim, double argument, int *ball, struct error *error)
{
    int count = sim->ball_count;
    if (!(argument >= 1 && argument <= count) || argument != floor(argument))
        return error_at(error, ERROR_NO_PLACE, "there is no ball %.9g; there %s %d", argument,
                        count == 1 ? "is" : "are", count);
    *ball = (int)argument - 1;
    return true;
}

/* Looks up a row of a ball that is on record; one that has diverged stays at its last. */
static bool look_up(const struct sim *sim, int ball, double argument, struct row *row,
                    struct error *error)
{
    double last = (double)(sim->end - sim->balls[ball]->born);
    if (!(argument >= 0 && argument <= last) || argument != floor(argument))
        return error_at(error, ERROR_NO_PLACE,
                        "there is no iteration %.9g of ball %d; there are 0 to %.0f", argument,
                        ball + 1, last);
    int64_t n = (int64_t)argument, recorded = sim->balls[ball]->record.last;
    struct workspace workspace = {0};
    sim_row_at(sim, ball, &workspace, n < recorded ? n : recorded, row);
    workspace_free(&workspace);
    return true;
}

static void tell(struct text *told, const char *name, const double *arguments, int count,
                 double value)
{
    text_add(told, "%s%s(", told->length ? ", " : "", name);
    for (int i = 0; i < count; i++)
        text_add(told, "%s%.9g", i ? ", " : "", arguments[i]);
    text_add(told, ") = %.9g", value);
}

/* NULL: of its rule nothing has the name. */
static const struct state_name *find_kept(const struct sim *sim, int ball, const char *name)
{
    const struct formula_code *code = sim_recipe(sim, ball)->rule->code;
    for (int i = 0; i < code->name_count; i++)
        if (strcmp(code->names[i].name, name) == 0)
            return &code->names[i];
    return NULL;
}

/* What a rule keeps, in a row of a ball that is on record. */
static bool call_kept(const struct sim_scope_place *place, const char *name,
                      const double *arguments, int count, double *value, struct error *error)
{
    const struct sim *sim = place->sim;
    struct row row;
    int ball;
    if (count < 1 || count > 2)
        return error_at(error, ERROR_NO_PLACE,
                        "wrong number of arguments (%d); expected %s(BALL, [N])", count, name);
    if (place->reads) {
        *value = 1;
        return true;
    }
    if (!read_ball(sim, arguments[0], &ball, error))
        return false;
    const struct state_name *kept = find_kept(sim, ball, name);
    if (!kept)
        return error_at(error, ERROR_NO_PLACE, "the rule of ball %d keeps no %s", ball + 1, name);
    if (kept->size == 2)
        return error_at(error, ERROR_NO_PLACE,
                        "%s is a vector; ask for latest(%s(%d).x) or latest(norm(%s(%d)))", name,
                        name, ball + 1, name, ball + 1);
    if (count == 2 && !look_up(sim, ball, arguments[1], &row, error))
        return false;
    struct mover mover = {0};
    struct workspace workspace = {0};
    sim_walk_to(sim, ball, &workspace, count == 2 ? row.n : sim_row(sim, ball)->n, &mover);
    bool same = mover.recipe->rule == sim_recipe(sim, ball)->rule;
    *value = same ? mover.state[kept->index] : (double)NAN;
    mover_free(&mover);
    workspace_free(&workspace);
    if (place->told)
        tell(place->told, name, arguments, count, *value);
    return true;
}

static bool call(const struct scope *scope, const char *name, const double *arguments, int count,
                 double *value, struct error *error)
{
    const struct sim_scope_place *place = scope->context;
    const struct quantity_row *quantity = quantity_find(name);
    if (!quantity)
        return call_kept(place, name, arguments, count, value, error);
    int least = quantity->to ? 3 : 1, ball;
    char usage[QUANTITY_USAGE_SIZE];
    if (count < least || count > least + !quantity->of_run)
        return error_at(error, ERROR_NO_PLACE, "wrong number of arguments (%d); expected %s", count,
                        quantity_usage(quantity, usage));
    if (place->reads) {
        *value = 1;
        return true;
    }
    const struct sim *sim = place->sim;
    if (!read_ball(sim, arguments[0], &ball, error))
        return false;
    struct row row = *sim_row(sim, ball);
    bool good = count == least || look_up(sim, ball, arguments[count - 1], &row, error);
    if (good)
        *value = quantity->to ? quantity->to(&row, (struct point){arguments[1], arguments[2]})
                              : quantity->of(&row);
    if (good && isnan(*value))
        *value = (double)NAN; /* without a sign, in which compilers differ */
    if (good && place->told)
        tell(place->told, name, arguments, count, *value);
    return good;
}

/* --- over rows --- */

enum over { OVER_MEAN, OVER_SUM, OVER_HIGHEST, OVER_LOWEST, OVER_LATEST, OVER_COUNT };
static const char *const overs[OVER_COUNT] = {"mean", "sum", "highest", "lowest", "latest"};

struct range {
    enum over over;
    int64_t from, to; /* iterations of the ball whose rows they are */
    double sum, count;
};

static void add_value(struct range *range, double value)
{
    if (isnan(value) && range->over != OVER_LATEST)
        return;
    double before = range->count > 0 ? range->sum : value;
    range->count++;
    range->sum = range->over == OVER_LATEST    ? value
                 : range->over == OVER_HIGHEST ? fmax(before, value)
                 : range->over == OVER_LOWEST  ? fmin(before, value)
                 : range->count > 1            ? before + value
                                               : value;
}

/* Puts each ball's mover, if it reads that ball, to its row at a tick. */
static void go_to(const struct sim *sim, const struct measure *measure, int64_t tick,
                  struct mover *movers, const struct mover **at, struct workspace *workspace)
{
    for (int i = 0; i < sim->ball_count; i++) {
        int64_t n = tick - sim->balls[i]->born, last = sim->balls[i]->record.last;
        bool there = measure_reads(measure, i) && n >= 0 && n <= last;
        if (there && at[i] && movers[i].now.row.n == n - 1)
            sim_walk_on(sim, i, workspace, &movers[i]);
        else if (there)
            sim_walk_to(sim, i, workspace, n, &movers[i]);
        at[i] = there ? &movers[i] : NULL;
    }
}

static void walk_range(const struct sim *sim, struct measure *measure, struct range *range)
{
    struct mover *movers = memory_new(BALLS_MAX, sizeof *movers);
    const struct mover *at[BALLS_MAX] = {NULL};
    struct workspace workspace = {0};
    double values[MEASURE_ROWS];
    int64_t born = sim->balls[measure_ball(measure)]->born;
    int64_t n = measure_folds(measure) ? 0 : range->from;
    for (int count = 0; n <= range->to; n++) {
        go_to(sim, measure, born + n, movers, at, &workspace);
        measure_put(measure, count++, at);
        if (count < MEASURE_ROWS && n < range->to)
            continue;
        measure_run(measure, &workspace, count, values);
        for (int i = 0; i < count; i++)
            if (n - count + 1 + i >= range->from)
                add_value(range, values[i]);
        count = 0;
    }
    for (int i = 0; i < sim->ball_count; i++)
        mover_free(&movers[i]);
    free(movers);
    workspace_free(&workspace);
}

/* The iterations from one to another, else all; of one that has diverged, those that there are. */
static bool read_range(const struct sim *sim, int ball, const double *arguments, int count,
                       struct range *range, struct error *error)
{
    int64_t present = sim->clock - sim->balls[ball]->born, last = sim_row(sim, ball)->n;
    range->from = 0, range->to = last;
    if (range->over == OVER_LATEST)
        range->from = last;
    if (count != 0 && count != (range->over == OVER_LATEST ? 1 : 2))
        return error_at(error, ERROR_NO_PLACE, "wrong number of arguments (%d); expected %s(%s)",
                        count + 1, overs[range->over],
                        range->over == OVER_LATEST ? "FORMULA [, N]" : "FORMULA [, FROM, TO]");
    for (int i = 0; i < count; i++)
        if (!(arguments[i] >= 0 && arguments[i] <= (double)present) ||
            arguments[i] != floor(arguments[i]))
            return error_at(error, ERROR_NO_PLACE,
                            "there is no iteration %.9g of ball %d; there are 0 to %lld",
                            arguments[i], ball + 1, (long long)present);
    if (count == 2 && arguments[0] > arguments[1])
        return error_at(error, ERROR_NO_PLACE, "expected the earlier iteration first");
    if (count > 0) {
        range->from = (int64_t)arguments[0], range->to = (int64_t)arguments[count - 1];
        range->from = range->from < last || count == 2 ? range->from : last;
        range->to = range->to < last ? range->to : last;
    }
    return true;
}

static bool over_rows(const struct scope *scope, const char *name, const char *text,
                      const double *arguments, int count, double *value, struct error *error)
{
    const struct sim_scope_place *place = scope->context;
    const struct surface_row *row = sim_problem(place->sim)->row;
    struct measure *measure = measure_new(place->sim, place->ball, text, row ? row->minima : NULL,
                                          row ? row->minimum_count : 0, error);
    if (!measure)
        return false;
    if (measure_lacks_minima(measure)) {
        measure_free(measure);
        return error_at(error, ERROR_NO_PLACE,
                        "no minimum of a typed surface is known to distance; expected the distance "
                        "to a place: norm(theta - (X, Y))");
    }
    struct range range = {.over = OVER_MEAN};
    while (range.over < OVER_LATEST && strcmp(overs[range.over], name) != 0)
        range.over++;
    *value = 1;
    bool good = place->reads ||
                read_range(place->sim, measure_ball(measure), arguments, count, &range, error);
    if (good && !place->reads) {
        walk_range(place->sim, measure, &range);
        *value = range.count > 0 ? range.sum : (double)NAN;
        *value /= range.over == OVER_MEAN ? range.count : 1;
    }
    if (good && place->told) {
        text_add(place->told, "%s%s(%s", place->told->length ? ", " : "", name, text);
        for (int i = 0; i < count; i++)
            text_add(place->told, ", %.9g", arguments[i]);
        text_add(place->told, ") = %.9g", *value);
    }
    measure_free(measure);
    return good;
}

struct scope sim_outcome_scope(const struct sim *sim, int ball, struct text *told,
                               struct sim_scope_place *place)
{
    struct scope scope = sim_scope(sim, ball, place);
    place->told = told;
    scope.function_at = function_at;
    scope.call = call;
    scope.over_rows = over_rows;
    return scope;
}
