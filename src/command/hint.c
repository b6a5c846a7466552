/* What was meant by a name that no row has. */

#include "arguments.h"

#include "../base/nearest.h"

#include <string.h>

const char *surface_name_at(int index)
{
    return index < surface_row_count ? surface_rows[index].name : NULL;
}

const char *optimizer_name_at(int index)
{
    return index < optimizer_row_count ? optimizer_rows[index].name : NULL;
}

const char *schedule_name_at(int index)
{
    return index < schedule_row_count ? schedule_rows[index].name : NULL;
}

/* Letters, digits, _ and, where rows have it in their names, - . */
static bool is_single_name(const char *text, bool hyphens)
{
    size_t length =
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-");
    return text[length] == '\0' && (hyphens || !strchr(text, '-'));
}

void hint_row(const char *text, int offset, const char *kind, const char *(*name_at)(int index),
              struct error *error)
{
    if (!is_single_name(text, name_at != surface_name_at))
        return;
    char hint[80];
    struct nearest nearest = nearest_begin(text);
    for (int i = 0; name_at(i); i++)
        nearest_offer(&nearest, name_at(i));
    error_set(error, offset, "no %s is called %.40s%s", kind, text, nearest_hint(&nearest, hint));
}
