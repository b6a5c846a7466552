#include "outcome.h"

#include <math.h>
#include <string.h>

/* A number of a ball at a row. */
static double converged(const struct row *row)
{
    return row->converged;
}
static double diverged(const struct row *row)
{
    return row->diverged;
}
static double overshoots(const struct row *row)
{
    return (double)row->overshoots;
}
static double worsened(const struct row *row)
{
    return (double)row->worsened;
}
static double loss(const struct row *row)
{
    return row->loss;
}
static double place_x(const struct row *row)
{
    return row->x;
}
static double place_y(const struct row *row)
{
    return row->y;
}
static double grad_x(const struct row *row)
{
    return row->gx;
}
static double grad_y(const struct row *row)
{
    return row->gy;
}
static double eta(const struct row *row)
{
    return row->eta;
}
static double iterations(const struct row *row)
{
    return (double)row->n;
}

static const struct function {
    const char *name, *usage, *help;
    double (*of_row)(const struct row *row); /* NULL: another kind, below */
    int least, most;                         /* arguments; of one of a row the last is the row */
} functions[] = {
    {"converged", "converged(BALL, [N])", "1 if it stands where the gradient vanishes, else 0",
     converged, 1, 2},
    {"diverged", "diverged(BALL, [N])", "1 if it has left for ever, else 0", diverged, 1, 2},
    {"steps", "steps(BALL)", "the iteration at which it converged; infinite if it has not", NULL, 1,
     1},
    {"overshoots", "overshoots(BALL, [N])", "how many of its steps went too far", overshoots, 1, 2},
    {"worsened", "worsened(BALL, [N])", "how many of these ended higher than they began", worsened,
     1, 2},
    {"loss", "loss(BALL, [N])", "where it is, or where it was at iteration N", loss, 1, 2},
    {"x", "x(BALL, [N])", "its place", place_x, 1, 2},
    {"y", "y(BALL, [N])", "its place", place_y, 1, 2},
    {"grad_x", "grad_x(BALL, [N])", "the gradient there, along x", grad_x, 1, 2},
    {"grad_y", "grad_y(BALL, [N])", "and along y", grad_y, 1, 2},
    {"gradient", "gradient(BALL, [N])", "the gradient's length", row_gradient_norm, 1, 2},
    {"sharpness", "sharpness(BALL, [N])", "the largest eigenvalue of the Hessian", row_sharpness, 1,
     2},
    {"eta", "eta(BALL, [N])", "the learning rate that leaves the row", eta, 1, 2},
    {"iterations", "iterations(BALL)", "how many it has made", iterations, 1, 1},
    {"distance", "distance(BALL, X, Y, [N])", "from it to a point", NULL, 3, 4},
};
enum { FUNCTION_COUNT = sizeof functions / sizeof *functions };

static const struct function *find_function(const char *name)
{
    for (int i = 0; i < FUNCTION_COUNT; i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    return NULL;
}

static enum name_kind find(const struct scope *scope, const char *name, double *number)
{
    const struct outcome_place *place = scope->context;
    return place->names.find(&place->names, name, number);
}

static const char *name_at(const struct scope *scope, int index)
{
    const struct outcome_place *place = scope->context;
    return place->names.name_at(&place->names, index);
}

static const char *function_at(const struct scope *scope, int index)
{
    (void)scope;
    return index < FUNCTION_COUNT ? functions[index].name : NULL;
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
    struct stability ignored;
    sim_row_at(sim, ball, &workspace, n < recorded ? n : recorded, row, &ignored);
    workspace_free(&workspace);
    return true;
}

static double evaluate(const struct function *function, const struct row *row,
                       const double *arguments)
{
    if (function->of_row)
        return function->of_row(row);
    if (strcmp(function->name, "distance") == 0)
        return hypot(row->x - arguments[1], row->y - arguments[2]);
    return row->converged ? (double)row->converged_at : HUGE_VAL;
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
    const struct function *function = find_function(name);
    int ball;
    if (count < function->least || count > function->most)
        return error_at(error, ERROR_NO_PLACE, "wrong number of arguments (%d); expected %s", count,
                        function->usage);
    if (place->reads) {
        *value = 1;
        return true;
    }
    if (!read_ball(place->sim, arguments[0], &ball, error))
        return false;
    bool past = count == function->most && function->most > function->least;
    struct row row = *sim_row(place->sim, ball);
    bool good = !past || look_up(place->sim, ball, arguments[count - 1], &row, error);
    if (good)
        *value = evaluate(function, &row, arguments);
    if (good && place->told)
        tell(place->told, name, arguments, count, *value);
    return good;
}

struct scope outcome_scope(const struct sim *sim, int ball, struct text *told,
                           struct outcome_place *place)
{
    *place = (struct outcome_place){.sim = sim, .told = told};
    place->names = sim_scope(sim, ball, &place->present);
    return (struct scope){.find = find,
                          .name_at = name_at,
                          .context = place,
                          .function_at = function_at,
                          .call = call};
}

struct scope outcome_reading_scope(const struct sim *sim, int ball, struct outcome_place *place)
{
    struct scope scope = outcome_scope(sim, ball, NULL, place);
    place->reads = true;
    return scope;
}

bool outcome_describe(int index, const char **usage, const char **help)
{
    if (index < 0 || index >= FUNCTION_COUNT)
        return false;
    *usage = functions[index].usage;
    *help = functions[index].help;
    return true;
}
