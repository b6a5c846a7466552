/* What was meant by a name that no row has. */

#include "reader.h"

#include "../base/wording.h"

#include <string.h>

/* Letters, digits, _ and, where rows have it in their names, - . */
static size_t name_length(const char *text, bool hyphens)
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-";
    size_t length = strspn(text, bytes);
    return hyphens ? length : strcspn(text, "-") < length ? 0 : length;
}

void nearest_choices(struct nearest *nearest, const struct choices *choices)
{
    for (int i = 0; i < *choices->count; i++)
        nearest_offer(nearest, choice_at(choices, i)->name);
    for (int i = 0; i < *choices->count; i++)
        nearest_offer_called(nearest, choice_others(choices, i), choice_at(choices, i)->name);
}

bool hint_name(const char *name, int offset, const char *kind, const struct choices *choices,
               struct error *error)
{
    struct nearest nearest = nearest_begin(name);
    nearest_choices(&nearest, choices);
    return error_at(error, offset, "no %s is called %.40s%s", kind, name, nearest_hint(&nearest));
}

bool hint_row(const struct reader *in, const char *text, const char *kind,
              const struct choices *choices)
{
    struct error *error = in->error;
    int offset = reader_place(in, text);
    bool surface = choices == &surface_choices;
    size_t length = name_length(text, !surface);
    size_t rest = length + strspn(text + length, " \t");
    reader_blame(in, text);
    bool there = error->offset == offset || error->offset == offset + (int)rest;
    if (length == 0 || !there || choice_find(choices, text) >= 0)
        return false;
    for (int i = 0; i < *choices->count; i++)
        if (rest > length && text[rest] &&
            span_is((struct span){text, length}, choice_at(choices, i)->name))
            return error_at(error, offset + (int)rest, "expected %s after the %s %s, found '%.40s'",
                            surface ? "on [x0,x1] x [y0,y1]" : "name=value", kind,
                            choice_at(choices, i)->name, text + rest);
    if (text[length] == '\0' && error->offset == offset)
        hint_name(text, offset, kind, choices, error);
    return false;
}
