#ifndef OVERSHOOT_BASE_ARRAY_H
#define OVERSHOOT_BASE_ARRAY_H

/* Arrays that grow: items, how many there are, and for how many there is room. */

#include "memory.h"

/* One more at the end, to be filled: `*array_add(list->items, list->count, list->capacity) = item`.
 */
#define array_add(items, count, capacity)                                                          \
    ((items) = array_with_room((items), (count), &(capacity), sizeof *(items)), (items) + (count)++)

static inline void *array_with_room(void *items, int count, int *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? 2 * *capacity : 16;
    return memory_resize(items, (size_t)*capacity, size);
}

#endif
