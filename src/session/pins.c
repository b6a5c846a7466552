#include "pins.h"

#include <string.h>

int pins_at(const struct pins *pins, struct point place)
{
    for (int i = 0; i < pins->count; i++)
        if (pins->items[i].at.x == place.x && pins->items[i].at.y == place.y)
            return i;
    return -1;
}

int pins_of(const struct pins *pins, const char *words)
{
    for (int i = 0; i < pins->count; i++)
        if (strcmp(pins->items[i].words, words) == 0)
            return i;
    return -1;
}

bool pins_put(struct pins *pins, struct point place, const char *words)
{
    int index = pins_at(pins, place);
    if (index < 0 && pins->count == PINS_MAX)
        return false;
    index = index < 0 ? (int)pins->count++ : index;
    struct pin *pin = &pins->items[index];
    *pin = (struct pin){.at = place};
    memcpy(pin->words, words, strlen(words) + 1);
    return true;
}

void pins_drop(struct pins *pins, int index)
{
    struct pin *pin = &pins->items[index];
    pins->count--;
    memmove(pin, pin + 1, sizeof *pin * (size_t)(pins->count - index));
    memset(&pins->items[pins->count], 0, sizeof *pin);
}

void pins_write(const struct pins *pins, bool line, struct text *out)
{
    for (int i = 0; i < pins->count; i++) {
        const struct pin *pin = &pins->items[i];
        text_add(out, "mark ");
        text_add_number(out, pin->at.x);
        text_add(out, "%s", line ? "" : ", ");
        if (!line)
            text_add_number(out, pin->at.y);
        text_add(out, *pin->words ? " \"%s\"\n" : "\n", pin->words);
    }
}
