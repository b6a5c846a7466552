#include "catalogue.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static char folded(char c)
{
    return c == '-' ? '_' : (char)tolower((unsigned char)c);
}

static bool same(const char *a, const char *b)
{
    while (*a && folded(*a) == folded(*b)) {
        a++;
        b++;
    }
    return folded(*a) == folded(*b);
}

const struct surface_row *catalogue_surface(const char *name)
{
    for (int i = 0; i < surface_row_count; i++)
        if (same(name, surface_rows[i].name))
            return &surface_rows[i];
    return NULL;
}

const struct optimizer_row *catalogue_optimizer(const char *name)
{
    for (int i = 0; i < optimizer_row_count; i++)
        if (same(name, optimizer_rows[i].name))
            return &optimizer_rows[i];
    return NULL;
}

const struct schedule_row *catalogue_schedule(const char *name)
{
    for (int i = 0; i < schedule_row_count; i++)
        if (same(name, schedule_rows[i].name))
            return &schedule_rows[i];
    return NULL;
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
    const struct parameter_row *found = NULL;
    for (int i = 0; i < optimizer_row_count && !found; i++)
        found = parameter_find(optimizer_rows[i].parameters, name);
    for (int i = 0; i < schedule_row_count && !found; i++)
        found = parameter_find(schedule_rows[i].parameters, name);
    return found;
}
