/* Which parts of a raster are not as they were. */

#include "raster.h"

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int greatest(int a, int b)
{
    return a > b ? a : b;
}

bool box_is_empty(const struct box *box)
{
    return box->left >= box->right || box->top >= box->bottom;
}

struct box box_around(const struct box *a, const struct box *b)
{
    if (box_is_empty(a) || box_is_empty(b))
        return box_is_empty(a) ? *b : *a;
    return (struct box){least(a->left, b->left), least(a->top, b->top),
                        greatest(a->right, b->right), greatest(a->bottom, b->bottom)};
}

struct box box_common(const struct box *a, const struct box *b)
{
    return (struct box){greatest(a->left, b->left), greatest(a->top, b->top),
                        least(a->right, b->right), least(a->bottom, b->bottom)};
}

double box_size(const struct box *box)
{
    return (double)(box->right - box->left) * (box->bottom - box->top);
}

void box_list_add(struct box_list *boxes, struct box box, int most)
{
    enum { SPARE = 2000 };
    if (box_is_empty(&box))
        return;
    for (int i = 0; i < boxes->count; i++) {
        struct box both = box_around(&boxes->items[i], &box);
        bool full = boxes->count == most && i == most - 1;
        if (full || box_size(&both) <= box_size(&boxes->items[i]) + box_size(&box) + SPARE) {
            boxes->items[i] = both;
            return;
        }
    }
    boxes->items[boxes->count++] = box;
}

void raster_note(struct raster *raster, struct box box)
{
    enum { PARTS = 4 };
    raster->stamp = stamp_new();
    box_list_add(&raster->parts, box, PARTS);
    raster->drawn = box_around(&raster->drawn, &box);
}
