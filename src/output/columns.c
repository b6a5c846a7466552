#include "columns.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "../base/nearest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {[COLUMN_BALL] = "ball",
                                    [COLUMN_STEP] = "step",
                                    [COLUMN_EVENT] = "event",
                                    [COLUMN_NAME] = "name"};
const char columns_usual[] = "ball,step,x,y,loss,eta,grad_x,grad_y,sharpness,event,name";

/* What the rule of a ball keeps under a name; NULL: nothing. The part of a vector, 0 or 1, that the
 * name says; -1: none. */
static const struct state_name *find_state(const struct mover *mover, const char *name, int *part)
{
    const struct formula_code *code = mover->recipe->rule->code;
    size_t length = strcspn(name, ".");
    *part = strcmp(name + length, ".x") == 0 ? 0 : strcmp(name + length, ".y") == 0 ? 1 : -1;
    for (int i = 0; i < code->name_count && (*part >= 0 || !name[length]); i++)
        if (strlen(code->names[i].name) == length && memcmp(code->names[i].name, name, length) == 0)
            return &code->names[i];
    return NULL;
}

static bool is_one_number(const struct state_name *state, int part)
{
    return state && (state->size == 2) == (part >= 0);
}

double column_value(const struct column *column, const struct sim *sim, int ball)
{
    struct sim_scope_place place;
    struct scope scope = sim_scope(sim, ball, &place);
    const struct mover *mover = &sim->balls[ball]->mover;
    int part;
    const struct state_name *state = find_state(mover, column->name, &part);
    double value;
    if (scope.find(&scope, column->name, &value) == NAME_NUMBER)
        return value;
    return is_one_number(state, part) ? mover->state[state->index + (part == 1)] : (double)NAN;
}

static void add(struct columns *columns, const char *name, const char *part)
{
    struct text whole = {0};
    enum column_kind kind = COLUMN_BALL;
    while (kind < COLUMN_NUMBER && strcmp(kinds[kind], name) != 0)
        kind++;
    text_add(&whole, "%s%s", name, part);
    *array_add(columns->items, columns->count, columns->capacity) =
        (struct column){whole.bytes, kind};
}

static bool refuse(const struct sim *sim, const char *name, struct error *error)
{
    struct nearest near = nearest_begin(name);
    const char *known;
    for (int i = 0; i < sim->ball_count; i++) {
        struct sim_scope_place place;
        struct scope scope = sim_scope(sim, i, &place);
        const struct formula_code *code = sim->balls[i]->mover.recipe->rule->code;
        for (int k = 0; (known = scope.name_at(&scope, k)); k++)
            nearest_offer(&near, known);
        for (int k = 0; k < code->name_count; k++)
            nearest_offer(&near, code->names[k].name);
    }
    return error_at(error, ERROR_NO_PLACE, "no ball has a number %s for a column%s", name,
                    nearest_hint(&near));
}

/* A column, or the two of a vector. */
static bool read_name(struct columns *columns, const struct sim *sim, const char *name,
                      struct error *error)
{
    for (int kind = 0; kind < COLUMN_NUMBER; kind++)
        if (strcmp(kinds[kind], name) == 0)
            return add(columns, name, ""), true;
    for (int i = 0; i < sim->ball_count; i++) {
        struct sim_scope_place place;
        struct scope scope = sim_scope(sim, i, &place);
        int part;
        const struct state_name *state = find_state(&sim->balls[i]->mover, name, &part);
        double value;
        if (scope.find(&scope, name, &value) == NAME_NUMBER || is_one_number(state, part))
            return add(columns, name, ""), true;
        if (state && part < 0)
            return add(columns, name, ".x"), add(columns, name, ".y"), true;
    }
    return refuse(sim, name, error);
}

static bool read_list(struct columns *columns, const struct sim *sim, const char *list,
                      struct error *error)
{
    bool good = true;
    while (good && *list) {
        size_t length = strcspn(list, ",");
        char *name = memory_copy_bytes(list, length);
        good = read_name(columns, sim, name, error);
        free(name);
        list += length + (list[length] == ',');
    }
    return good;
}

bool columns_read(struct columns *columns, const struct sim *sim, const char *list,
                  struct error *error)
{
    *columns = (struct columns){0};
    bool more = *list == '+';
    return (!more || read_list(columns, sim, columns_usual, error)) &&
           read_list(columns, sim, list + more, error);
}

void columns_free(struct columns *columns)
{
    for (int i = 0; i < columns->count; i++)
        free(columns->items[i].name);
    free(columns->items);
}
