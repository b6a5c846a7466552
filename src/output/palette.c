#include "palette.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "../draw/light.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1 << 16, FULL = SLOTS / 2 };

struct palette {
    color colors[PALETTE_COLORS];
    int count;
    struct slot {
        color color;
        int error;
        int16_t number; /* from 1 on; 0: it is empty */
    } slots[SLOTS];
    int used;
};

struct palette *palette_new(void)
{
    return memory_new(1, sizeof(struct palette));
}

void palette_free(struct palette *palette)
{
    free(palette);
}

color palette_color(const struct palette *palette, int number)
{
    return palette->colors[number];
}

/* --- looking for colours --- */

static void forget(struct palette *palette)
{
    memset(palette->slots, 0, sizeof palette->slots);
    palette->used = 0;
}

static struct slot nearest(const struct palette *palette, color c)
{
    struct slot slot = {c, INT_MAX, 1};
    for (int i = 0; i < palette->count; i++) {
        int distance = color_distance(palette->colors[i], c);
        if (distance < slot.error)
            slot = (struct slot){c, distance, (int16_t)(i + 1)};
    }
    return slot;
}

int palette_find(struct palette *palette, color c, int64_t *error)
{
    uint32_t at = c * 0x9E3779B1U >> 16;
    while (palette->slots[at].number && palette->slots[at].color != c)
        at = (at + 1) % SLOTS;
    struct slot *slot = &palette->slots[at];
    if (!slot->number) {
        if (palette->used == FULL) {
            forget(palette);
            slot = &palette->slots[c * 0x9E3779B1U >> 16];
        }
        *slot = nearest(palette, c);
        palette->used++;
    }
    *error += slot->error;
    return slot->number - 1;
}

/* --- choosing them --- */

/* What is to be near one of the palette; `far` from the nearest of those that are chosen. */
struct candidate {
    color color;
    int weight, far;
};
struct candidates {
    struct candidate *items;
    int count, capacity;
};

static void add(struct candidates *candidates, color c, int weight)
{
    *array_add(candidates->items, candidates->count, candidates->capacity) =
        (struct candidate){c, weight, INT_MAX};
}

static void choose(struct palette *palette, struct candidates *candidates, color c)
{
    if (palette->count == PALETTE_COLORS)
        return;
    palette->colors[palette->count++] = c;
    for (int i = 0; i < candidates->count; i++) {
        struct candidate *candidate = &candidates->items[i];
        int distance = color_distance(candidate->color, c);
        candidate->far = distance < candidate->far ? distance : candidate->far;
    }
}

static int by_color(const void *a, const void *b)
{
    color one = *(const color *)a, other = *(const color *)b;
    return one < other ? -1 : one > other;
}

/* Which of the colours that are much the same. */
static uint32_t kind_of(color c)
{
    return (c >> 19 & 31) << 10 | (c >> 11 & 31) << 5 | (c >> 3 & 31);
}

/* The colours of an image, but for single pixels; the more of a kind there are, the more they
 * weigh: steps in wide smooth areas are seen most. */
static void add_image(struct candidates *candidates, const struct image *image)
{
    enum { KINDS = 1 << 15 };
    size_t count = image_count(image);
    int *kinds = memory_new(KINDS, sizeof *kinds);
    color *sorted = memory_new(count, sizeof *sorted);
    memcpy(sorted, image->pixels, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_color);
    for (size_t i = 0; i < count; i++)
        kinds[kind_of(sorted[i])]++;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && sorted[end] == sorted[i];)
            end++;
        if (end - i > 2)
            add(candidates, sorted[i], (int)sqrt(kinds[kind_of(sorted[i])]));
    }
    free(sorted);
    free(kinds);
}

static void add_shares(struct candidates *candidates, const struct palette_wish *wish)
{
    enum { WEIGHT = 5, PARTS = 4 };
    for (int ink = 0; ink < wish->ink_count; ink++)
        for (int ground = 0; ground < wish->ground_count; ground++)
            for (unsigned part = 1; part <= PARTS; part++)
                add(candidates,
                    light_mix(wish->grounds[ground], wish->inks[ink], part * 256 / PARTS), WEIGHT);
}

static bool is_there(const struct candidates *candidates, color c)
{
    bool there = false;
    for (int i = 0; i < candidates->count && !there; i++)
        there = candidates->items[i].color == c;
    return there;
}

/* A part of it is enough: it may be that its ends are not seen. */
static bool shows_field(const struct candidates *candidates, const struct palette_wish *wish)
{
    int there = 0;
    for (int i = 0; i < wish->field_count; i++)
        there += is_there(candidates, wish->field[i]);
    return there * 4 > wish->field_count;
}

static int64_t need(const struct candidate *candidate)
{
    return (int64_t)candidate->far * candidate->weight;
}

void palette_make(struct palette *palette, const struct palette_wish *wish,
                  const struct image *image)
{
    struct candidates candidates = {0};
    add_shares(&candidates, wish);
    add_image(&candidates, image);
    palette->count = 0;
    forget(palette);
    for (int i = 0; i < wish->exact_count; i++)
        choose(palette, &candidates, wish->exact[i]);
    int field_count = shows_field(&candidates, wish) ? wish->field_count : 0;
    for (int i = 0; i < field_count; i++)
        choose(palette, &candidates, wish->field[i]);
    while (palette->count < PALETTE_COLORS && candidates.count) {
        const struct candidate *best = &candidates.items[0];
        for (int i = 1; i < candidates.count; i++)
            if (need(&candidates.items[i]) > need(best))
                best = &candidates.items[i];
        choose(palette, &candidates, best->color);
    }
    while (palette->count < PALETTE_COLORS)
        palette->colors[palette->count++] = palette->colors[0];
    free(candidates.items);
}
