#ifndef OVERSHOOT_SIM_BLOCKS_H
#define OVERSHOOT_SIM_BLOCKS_H

/* A list of items of one size, in blocks that lists share: a copy of a list costs a pointer a
 * block, and whoever changes an item has its block for himself first. All 0 but the size: an empty
 * one. */

#include <stddef.h>

enum { BLOCK_ITEMS = 64, BLOCKS_MAX = 64 };

struct block;
struct blocks {
    size_t size; /* of an item, in bytes: a multiple of that of a double */
    int count;   /* of the items, at most BLOCK_ITEMS*BLOCKS_MAX */
    struct block *items[BLOCKS_MAX];
};

const void *blocks_at(const struct blocks *blocks, int index);
void *blocks_edit(struct blocks *blocks, int index); /* the item, to be changed */
void *blocks_add(struct blocks *blocks);             /* one more at the end, to be filled */
void blocks_cut(struct blocks *blocks, int count);   /* keeps so many */
void blocks_shift(struct blocks *blocks);            /* drops half of the blocks, the first ones */
struct blocks blocks_copy(const struct blocks *blocks);

/* How many bytes are in those blocks that another list does not share at their place. */
size_t blocks_apart(const struct blocks *blocks, const struct blocks *other);

#endif
