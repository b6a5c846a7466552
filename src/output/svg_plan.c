#include "svg_plan.h"

#include "../base/memory.h"

#include <stdlib.h>

static int change_order(const void *left, const void *right)
{
    const struct svg_change *a = left, *b = right;
    return a->index != b->index ? a->index - b->index : a->moment - b->moment;
}

static int paint_order(const void *left, const void *right)
{
    const struct svg_paint *a = left, *b = right;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return a->index - b->index;
}

/* Which layers end, and not only begin: those that are worth it, as they are of several cells. */
struct endings {
    const struct svg_paint *paints; /* of a plan in which every one ends that can; NULL: all may */
    int count;
};
enum { WORTH_CELLS = 3 };

/* The number of the first paint that is not before a layer. */
static int find_layer(const struct endings *endings, int begin, int end)
{
    int low = 0, high = endings->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        const struct svg_paint *paint = &endings->paints[middle];
        if (paint->begin < begin || (paint->begin == begin && paint->end < end))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool may_end(const struct endings *endings, int begin, int end)
{
    if (!endings->paints)
        return true;
    int last = find_layer(endings, begin, end) + WORTH_CELLS - 1;
    return last < endings->count && endings->paints[last].begin == begin &&
           endings->paints[last].end == end;
}

/* One cell's paints: those that are not yet taken away lie on each other, the last on top. */
struct pile {
    struct svg_paint *paints;
    int *below, depth, made;
    const struct svg_cell *first;
};

static const struct svg_cell *look_of(const struct pile *pile, int level)
{
    return level ? &pile->paints[pile->below[level - 1]].cell : pile->first;
}

/* A look that is there below is uncovered. */
static bool uncover(struct pile *pile, const struct svg_change *change,
                    const struct endings *endings)
{
    int level = pile->depth;
    while (level >= 0 && !svg_cell_equal(&change->cell, look_of(pile, level)))
        level--;
    for (int i = pile->depth; level >= 0 && i > level; i--)
        if (!may_end(endings, pile->paints[pile->below[i - 1]].begin, change->moment))
            return false;
    while (level >= 0 && pile->depth > level)
        pile->paints[pile->below[--pile->depth]].end = change->moment;
    return level >= 0;
}

static void cover(struct pile *pile, const struct svg_change *change)
{
    const struct svg_cell *under = look_of(pile, pile->depth), *cell = &change->cell;
    bool ground = under->halves[0] == cell->halves[0] && under->halves[1] == cell->halves[1];
    bool glyph = !under->glyph || (under->glyph == cell->glyph && !under->combine &&
                                   under->attributes == cell->attributes);
    pile->paints[pile->made] = (struct svg_paint){change->moment, SVG_FOREVER, change->index, *cell,
                                                  ground && glyph && cell->glyph};
    pile->below[pile->depth++] = pile->made++;
}

/* Returns how many paints it makes. */
static int plan_cells(struct svg_paint *paints, const struct svg_cell *first,
                      const struct svg_change *changes, int count, const struct endings *endings)
{
    int *below = memory_new((size_t)count, sizeof *below), made = 0;
    struct pile pile = {.below = below};
    for (int i = 0; i < count; i++) {
        if (i == 0 || changes[i].index != changes[i - 1].index) {
            made += pile.made;
            pile = (struct pile){paints + made, below, 0, 0, &first[changes[i].index]};
        }
        if (!uncover(&pile, &changes[i], endings))
            cover(&pile, &changes[i]);
    }
    made += pile.made;
    free(below);
    qsort(paints, (size_t)made, sizeof *paints, paint_order);
    return made;
}

struct svg_paint *svg_plan(const struct svg_cell *first, const struct svg_change *changes,
                           int change_count, int *paint_count)
{
    size_t room = (size_t)change_count;
    struct svg_change *sorted = memory_new(room, sizeof *sorted);
    struct svg_paint *draft = memory_new(room, sizeof *draft);
    struct svg_paint *paints = memory_new(room, sizeof *paints);
    for (int i = 0; i < change_count; i++)
        sorted[i] = changes[i];
    qsort(sorted, room, sizeof *sorted, change_order);
    struct endings all = {0}, worth = {.paints = draft};
    worth.count = plan_cells(draft, first, sorted, change_count, &all);
    *paint_count = plan_cells(paints, first, sorted, change_count, &worth);
    free(sorted);
    free(draft);
    return paints;
}
