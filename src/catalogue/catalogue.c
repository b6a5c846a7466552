#include "catalogue.h"

#include "../base/spelling.h"

#include <stddef.h>
#include <string.h>

/* Of rows of that size, each of which begins with its name, and has others at a place. */
static const void *find(const char *name, const void *rows, int count, size_t size, size_t others)
{
    const char *found = NULL, *called = NULL, *spelt = NULL;
    for (const char *row = rows; count > 0 && !found; count--, row += size) {
        const char *own = *(const char *const *)(const void *)row;
        if (strcmp(name, own) == 0)
            found = row;
        if (!called && spelling_among(*(const char *const *)(const void *)(row + others), name))
            called = row;
        if (!spelt && spelling_same(name, own))
            spelt = row;
    }
    return found ? found : called ? called : spelt;
}
#define FIND(name, rows, count)                                                                    \
    find(name, rows, count, sizeof *(rows),                                                        \
         (size_t)((const char *)&(rows)->others - (const char *)(rows)))

const char *catalogue_variant(const struct formula_row *row, const char *name)
{
    for (int i = 0; i < VARIANTS_MAX && row->variants[i].others; i++)
        if (spelling_among(row->variants[i].others, name))
            return row->variants[i].values;
    return NULL;
}

/* A variant is among the others. */
static const struct formula_row *find_formula(const char *name, const struct formula_row *rows,
                                              int count)
{
    const struct formula_row *found = FIND(name, rows, count);
    for (int i = 0; i < count && !(found && strcmp(found->name, name) == 0); i++)
        if (catalogue_variant(&rows[i], name))
            return &rows[i];
    return found;
}

const struct surface_row *catalogue_surface(const char *name)
{
    return FIND(name, surface_rows, surface_row_count);
}

const struct formula_row *catalogue_optimizer(const char *name)
{
    return find_formula(name, optimizer_rows, optimizer_row_count);
}

const struct formula_row *catalogue_schedule(const char *name)
{
    return find_formula(name, schedule_rows, schedule_row_count);
}

const struct colormap_row *catalogue_colormap(const char *name)
{
    return FIND(name, colormap_rows, colormap_row_count);
}

const struct topic_row *catalogue_topic(const char *name)
{
    const struct topic_row *found = FIND(name, topic_rows, topic_row_count);
    for (int i = 0; i < topic_row_count && !found; i++)
        if (spelling_among(topic_rows[i].others, name))
            found = &topic_rows[i];
    return found;
}

const struct formula_row *catalogue_formula(int index)
{
    int schedule = index - optimizer_row_count;
    return schedule < 0                    ? &optimizer_rows[index]
           : schedule < schedule_row_count ? &schedule_rows[schedule]
                                           : NULL;
}

double catalogue_eta(const struct formula_row *row)
{
    return row->eta > 0 ? row->eta : 0.01;
}

const struct parameter_row *parameter_find(const struct parameter_row *parameters, const char *name)
{
    for (int i = 0; i < PARAMETERS_MAX && parameters[i].name; i++)
        if (strcmp(parameters[i].name, name) == 0)
            return &parameters[i];
    return NULL;
}

/* Whether the first of some names is a number that balls with this rule have. */
static bool has_first(const struct formula_row *row, const char *names)
{
    char first[32];
    size_t length = strcspn(names, " ");
    if (length >= sizeof first)
        return false;
    memcpy(first, names, length);
    first[length] = '\0';
    return strcmp(first, "eta") == 0 || parameter_find(row->parameters, first);
}

const char *catalogue_meaning(const struct formula_row *row, const char *name)
{
    const struct parameter_row *parameter = parameter_find(row->parameters, name);
    if (parameter || strcmp(name, "eta") == 0)
        return parameter ? parameter->name : "eta";
    for (int i = 0; i < PARAMETERS_MAX && row->parameters[i].name; i++)
        if (spelling_among(row->parameters[i].others, name))
            return row->parameters[i].name;
    for (int i = 0; i < number_row_count; i++)
        if (spelling_among(number_rows[i].others, name) && has_first(row, number_rows[i].names))
            return number_rows[i].names;
    for (int i = 0; i < PARAMETERS_MAX && row->parameters[i].name; i++)
        if (spelling_same(row->parameters[i].name, name))
            return row->parameters[i].name;
    return spelling_same("eta", name) ? "eta" : NULL;
}

const struct parameter_row *catalogue_parameter(const char *name)
{
    const struct formula_row *row = catalogue_optimizer("adam");
    const struct parameter_row *found = row ? parameter_find(row->parameters, name) : NULL;
    for (int i = 0; (row = catalogue_formula(i)) && !found; i++)
        found = parameter_find(row->parameters, name);
    return found;
}
