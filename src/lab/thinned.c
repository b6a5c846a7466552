#include "thinned.h"

#include "../base/memory.h"
#include "../base/stamp.h"

#include <math.h>
#include <stdlib.h>

enum { COARSE = 4, FIRST_ROOM = 64 };

int thinned_index(const struct thinned *line, int64_t row)
{
    int64_t index = row < 0 ? -1 : row / line->stride;
    return index < line->count ? (int)index : line->count - 1;
}

double thinned_value(const struct thinned *line, int64_t row, bool *exact)
{
    int64_t index = row / line->stride;
    if (row < 0 || index >= line->count)
        return (double)NAN;
    const struct bucket *bucket = &line->buckets[index];
    *exact = line->stride == 1 || row == line->last || (row + 1) % line->stride == 0;
    return bucket->last.y;
}

static bool is_empty(const struct bucket *bucket)
{
    return isnan(bucket->first.y);
}

static struct bucket merge(const struct bucket *a, const struct bucket *b)
{
    if (is_empty(a) || is_empty(b))
        return is_empty(a) ? *b : *a;
    bool low = a->low.y <= b->low.y, high = a->high.y >= b->high.y; /* those of a */
    return (struct bucket){a->first, low ? a->low : b->low, high ? a->high : b->high, b->last,
                           low != high ? low
                           : low       ? a->low_first
                                       : b->low_first};
}

/* The line is another one. */
static void renew(struct buckets *buckets)
{
    buckets->known = 0;
    buckets->line.stamp = stamp_new();
    buckets->coarse_stamp = stamp_new();
}

void buckets_free(struct buckets *buckets)
{
    free(buckets->items);
    free(buckets->coarse);
}

void buckets_begin(struct buckets *buckets, int64_t stride)
{
    buckets->line = (struct thinned){.stride = stride};
    renew(buckets);
}

void buckets_thin(struct buckets *buckets)
{
    if (buckets->line.count < BUCKETS_MAX)
        return;
    int half = buckets->line.count / 2;
    for (int i = 0; i < half; i++)
        buckets->items[i] = merge(&buckets->items[2 * i], &buckets->items[2 * i + 1]);
    buckets->line.count = half;
    buckets->line.stride *= 2;
    renew(buckets);
}

void buckets_cut(struct buckets *buckets, int count)
{
    int known = count > 0 ? count - 1 : 0;
    buckets->line.count = count;
    buckets->known = buckets->known < known ? buckets->known : known;
}

void buckets_add(struct buckets *buckets, int64_t row, struct bucket more)
{
    if (row / buckets->line.stride == BUCKETS_MAX)
        buckets_thin(buckets);
    int64_t index = row / buckets->line.stride;
    buckets->line.last = row;
    if (index == buckets->capacity) {
        buckets->capacity = buckets->capacity ? 2 * buckets->capacity : FIRST_ROOM;
        buckets->items =
            memory_resize(buckets->items, (size_t)buckets->capacity, sizeof *buckets->items);
    }
    if (index == buckets->line.count)
        buckets->items[buckets->line.count++] = more;
    else
        buckets->items[index] = merge(&buckets->items[index], &more);
}

/* The last bucket may yet change. */
static void coarsen(struct buckets *buckets)
{
    int count = buckets->line.count;
    if (!buckets->coarse)
        buckets->coarse = memory_new(BUCKETS_MAX / COARSE, sizeof *buckets->coarse);
    for (int i = buckets->known / COARSE; i * COARSE < count; i++) {
        buckets->coarse[i] = buckets->items[i * COARSE];
        for (int k = i * COARSE + 1; k < (i + 1) * COARSE && k < count; k++)
            buckets->coarse[i] = merge(&buckets->coarse[i], &buckets->items[k]);
    }
    buckets->known = count > 0 ? count - 1 : 0;
}

struct thinned buckets_line(struct buckets *buckets, int columns, int fixed)
{
    struct thinned line = buckets->line;
    int count = (line.count + COARSE - 1) / COARSE;
    line.buckets = buckets->items;
    line.fixed = fixed;
    if (columns == 0 || count < columns)
        return line;
    coarsen(buckets);
    line.buckets = buckets->coarse;
    line.stamp = buckets->coarse_stamp;
    line.fixed /= COARSE;
    line.count = count;
    line.stride *= COARSE;
    return line;
}
