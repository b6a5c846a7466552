#include "catalogue.h"

#include "../base/spelling.h"

#include <stddef.h>
#include <string.h>

/* In a table of rows of that size, each of which begins with its name. */
static const void *find(const char *name, const void *rows, int count, size_t size)
{
    for (const char *row = rows; count > 0; count--, row += size)
        if (spelling_same(name, *(const char *const *)(const void *)row))
            return row;
    return NULL;
}
#define FIND(name, rows, count) find(name, rows, count, sizeof *(rows))

const struct surface_row *catalogue_surface(const char *name)
{
    return FIND(name, surface_rows, surface_row_count);
}

const struct formula_row *catalogue_optimizer(const char *name)
{
    return FIND(name, optimizer_rows, optimizer_row_count);
}

const struct formula_row *catalogue_schedule(const char *name)
{
    return FIND(name, schedule_rows, schedule_row_count);
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

const struct parameter_row *catalogue_parameter(const char *name)
{
    const struct formula_row *row = catalogue_optimizer("adam");
    const struct parameter_row *found = parameter_find(row->parameters, name);
    for (int i = 0; (row = catalogue_formula(i)) && !found; i++)
        found = parameter_find(row->parameters, name);
    return found;
}
