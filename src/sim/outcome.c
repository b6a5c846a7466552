#include "outcome.h"

#include "../model/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct function {
    const char *name, *help;
    const struct quantity_row *quantity; /* NULL: the distance */
    int least, most;                     /* arguments; with the most, the last is the row */
};

/* Those of the quantities that have help; after them comes the distance to a point. */
static bool function_at_index(int index, struct function *function)
{
    for (int i = 0; i < QUANTITY_COUNT; i++) {
        const struct quantity_row *row = &quantity_rows[i];
        *function = (struct function){row->name, row->help, row, 1, row->of_run ? 1 : 2};
        if (row->help && index-- == 0)
            return true;
    }
    *function = (struct function){"distance", "from it to a point", NULL, 3, 4};
    return index == 0;
}

static void write_usage(const struct function *function, char usage[OUTCOME_USAGE_SIZE])
{
    snprintf(usage, OUTCOME_USAGE_SIZE, "%s(BALL%s%s)", function->name,
             function->quantity ? "" : ", X, Y", function->most > function->least ? ", [N]" : "");
}

static const char *function_at(const struct scope *scope, int index)
{
    (void)scope;
    struct function function;
    return function_at_index(index, &function) ? function.name : NULL;
}

static bool read_ball(const struct sim *sim, double argument, int *ball, struct error *error)
{
    int count = sim_ball_count(sim);
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
    double last = (double)(sim_end(sim) - sim_born(sim, ball));
    if (!(argument >= 0 && argument <= last) || argument != floor(argument))
        return error_at(error, ERROR_NO_PLACE,
                        "there is no iteration %.9g of ball %d; there are 0 to %.0f", argument,
                        ball + 1, last);
    int64_t n = (int64_t)argument, recorded = sim_recorded(sim, ball);
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

static bool call(const struct scope *scope, const char *name, const double *arguments, int count,
                 double *value, struct error *error)
{
    const struct outcome_place *place = scope->context;
    struct function function = {0};
    char usage[OUTCOME_USAGE_SIZE];
    int ball;
    for (int i = 0; function_at_index(i, &function) && strcmp(function.name, name) != 0; i++)
        continue;
    write_usage(&function, usage);
    if (count < function.least || count > function.most)
        return error_at(error, ERROR_NO_PLACE, "wrong number of arguments (%d); expected %s", count,
                        usage);
    if (place->reads) {
        *value = 1;
        return true;
    }
    const struct sim *sim = place->present.sim;
    if (!read_ball(sim, arguments[0], &ball, error))
        return false;
    bool past = count > function.least;
    struct row row = *sim_row(sim, ball);
    bool good = !past || look_up(sim, ball, arguments[count - 1], &row, error);
    if (good)
        *value = function.quantity ? function.quantity->of(&row)
                                   : hypot(row.x - arguments[1], row.y - arguments[2]);
    if (good && place->told)
        tell(place->told, name, arguments, count, *value);
    return good;
}

struct scope outcome_scope(const struct sim *sim, int ball, struct text *told,
                           struct outcome_place *place)
{
    *place = (struct outcome_place){.told = told};
    struct scope scope = sim_scope(sim, ball, &place->present);
    scope.function_at = function_at;
    scope.call = call;
    return scope;
}

struct scope outcome_reading_scope(const struct sim *sim, int ball, struct outcome_place *place)
{
    struct scope scope = outcome_scope(sim, ball, NULL, place);
    place->reads = true;
    return scope;
}

bool outcome_describe(int index, char usage[OUTCOME_USAGE_SIZE], const char **help)
{
    struct function function;
    if (!function_at_index(index, &function))
        return false;
    write_usage(&function, usage);
    *help = function.help;
    return true;
}
