#include "blocks.h"

#include "../base/memory.h"
#include "../base/stamp.h"

#include <stdlib.h>
#include <string.h>

struct block {
    owners owners;
    double items[]; /* aligned for whatever they are */
};

static size_t bytes_of(const struct blocks *blocks)
{
    return blocks->size * BLOCK_ITEMS;
}

static void *item(const struct block *block, size_t size, int index)
{
    return (char *)(uintptr_t)block->items + size * (size_t)(index % BLOCK_ITEMS);
}

static struct block *block_new(const struct blocks *blocks)
{
    struct block *block = memory_new(1, sizeof *block + bytes_of(blocks));
    block->owners = 1;
    return block;
}

static void block_release(struct block *block)
{
    if (owners_drop(&block->owners))
        free(block);
}

const void *blocks_at(const struct blocks *blocks, int index)
{
    return item(blocks->items[index / BLOCK_ITEMS], blocks->size, index);
}

void *blocks_edit(struct blocks *blocks, int index)
{
    struct block **place = &blocks->items[index / BLOCK_ITEMS], *old = *place;
    if (old->owners > 1) {
        *place = block_new(blocks);
        memcpy((*place)->items, old->items, bytes_of(blocks));
        block_release(old);
    }
    return item(*place, blocks->size, index);
}

void *blocks_add(struct blocks *blocks)
{
    int index = blocks->count++;
    if (index % BLOCK_ITEMS == 0)
        blocks->items[index / BLOCK_ITEMS] = block_new(blocks);
    return blocks_edit(blocks, index);
}

static int used(int count)
{
    return (count + BLOCK_ITEMS - 1) / BLOCK_ITEMS;
}

void blocks_cut(struct blocks *blocks, int count)
{
    for (int i = used(count); i < used(blocks->count); i++)
        block_release(blocks->items[i]);
    blocks->count = count;
}

void blocks_shift(struct blocks *blocks)
{
    int all = used(blocks->count), half = all / 2;
    for (int i = 0; i < half; i++)
        block_release(blocks->items[i]);
    memmove(blocks->items, blocks->items + half, sizeof(struct block *) * (size_t)(all - half));
    blocks->count -= half * BLOCK_ITEMS;
}

struct blocks blocks_copy(const struct blocks *blocks)
{
    for (int i = 0; i < used(blocks->count); i++)
        owners_add(&blocks->items[i]->owners);
    return *blocks;
}

size_t blocks_apart(const struct blocks *blocks, const struct blocks *other)
{
    size_t bytes = 0;
    for (int i = 0; i < used(blocks->count); i++)
        if (i >= used(other->count) || blocks->items[i] != other->items[i])
            bytes += bytes_of(blocks);
    return bytes;
}
