/* What was meant by a name that no row has. */

#include "reader.h"

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
static size_t name_length(const char *text, bool hyphens)
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-";
    size_t length = strspn(text, bytes);
    return hyphens ? length : strcspn(text, "-") < length ? 0 : length;
}

static bool is_name(const char *name, const char *text, size_t length)
{
    return strlen(name) == length && strncmp(name, text, length) == 0;
}

bool hint_name(const char *name, int offset, const char *kind, const char *(*name_at)(int index),
               struct error *error)
{
    char hint[80];
    struct nearest nearest = nearest_begin(name);
    for (int i = 0; name_at(i); i++)
        nearest_offer(&nearest, name_at(i));
    return error_at(error, offset, "no %s is called %.40s%s", kind, name,
                    nearest_hint(&nearest, hint));
}

void hint_row(const char *text, int offset, const char *kind, const char *(*name_at)(int index),
              struct error *error)
{
    bool surface = name_at == surface_name_at;
    size_t length = name_length(text, !surface);
    size_t rest = length + strspn(text + length, " \t");
    if (length == 0 || (error->offset != offset && error->offset != offset + (int)rest))
        return;
    for (int i = 0; name_at(i); i++)
        if (rest > length && text[rest] && is_name(name_at(i), text, length)) {
            error_set(error, offset + (int)rest, "expected %s after the %s %s, found '%.40s'",
                      surface ? "on [x0,x1] x [y0,y1]" : "name=value", kind, name_at(i),
                      text + rest);
            return;
        }
    if (text[length] == '\0' && error->offset == offset)
        hint_name(text, offset, kind, name_at, error);
}
