#include "named.h"

#include <math.h>
#include <string.h>

const struct named_value *named_find(const struct named_value *items, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(items[i].name, name) == 0)
            return &items[i];
    return NULL;
}

bool named_check(const struct parameter_row *row, const char *name, double value,
                 struct error *error)
{
    if (!isfinite(value))
        return error_at(error, ERROR_NO_PLACE, "%s must be a finite number, not %g", name, value);
    if (row && !(value >= row->low && value <= row->high))
        return error_at(error, ERROR_NO_PLACE, "%s must be from %.9g to %.9g, not %.9g", name,
                        row->low, row->high, value);
    return true;
}
