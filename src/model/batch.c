/* Mini-batches: which rows of the data an iteration sees.
 *
 * An epoch is a pass over all rows, in an order of its own. The order is a function of seed, stream
 * and epoch alone, so that going anywhere needs no history: rows 0 to rows-1 are shuffled (Fisher,
 * Yates; Durstenfeld 1964) with numbers of the generator that noise has, too. A batch is the next
 * few of them; the last one of an epoch has what is left. With replacement each place in that order
 * has a row that is drawn from all, and the last batch is as large as the others. */

#include "batch.h"

#include "../base/memory.h"
#include "chance.h"

#include <stdlib.h>

/* Apart from the noise of the same stream. */
enum { BATCH_SALT = 0x62617463, REPLACE_SALT = 0x7265706C };

struct batch_order {
    owners owners;
    struct batch_key key;
    int64_t count;
    int32_t rows[];
};

static uint64_t scramble(const struct batch_key *key, uint64_t salt)
{
    uint64_t seed = chance_mix(chance_mix(chance_mix(key->seed) ^ key->stream) ^ key->epoch);
    return chance_mix(seed ^ salt);
}

/* One of the first so many numbers. */
static uint64_t choose(uint64_t scrambled, int64_t i, int64_t count)
{
    return (chance_mix(scrambled ^ (uint64_t)i) >> 32) * (uint64_t)count >> 32;
}

/* order[i] changes places with one of order[0 .. i], from the last on. */
void batch_shuffle(const struct batch_key *key, int32_t *order, int64_t rows)
{
    uint64_t scrambled = scramble(key, BATCH_SALT);
    for (int64_t i = 0; i < rows; i++)
        order[i] = (int32_t)i;
    for (int64_t i = rows - 1; i > 0; i--) {
        uint64_t k = choose(scrambled, i, i + 1);
        int32_t other = order[k];
        order[k] = order[i];
        order[i] = other;
    }
}

void batch_draw(const struct batch_key *key, int32_t *order, int64_t count, int64_t rows)
{
    uint64_t scrambled = scramble(key, REPLACE_SALT);
    for (int64_t i = 0; i < count; i++)
        order[i] = (int32_t)choose(scrambled, i, rows);
}

static void order_release(const struct batch_order *order)
{
    if (order && owners_drop(&order->owners))
        free((struct batch_order *)(uintptr_t)order);
}

static bool order_is(const struct batch_order *order, const struct batch_key *key, int64_t count)
{
    return order->count == count && order->key.replace == key->replace &&
           order->key.seed == key->seed && order->key.stream == key->stream &&
           order->key.epoch == key->epoch;
}

static const struct batch_order *order_new(const struct batch_key *key, int64_t count, int64_t rows)
{
    struct batch_order *order = memory_new(1, sizeof *order + sizeof *order->rows * (size_t)count);
    order->owners = 1;
    order->key = *key;
    order->count = count;
    if (key->replace)
        batch_draw(key, order->rows, count, rows);
    else
        batch_shuffle(key, order->rows, rows);
    return order;
}

void batch_free(struct batch *batch)
{
    data_release(batch->data);
    data_release(batch->of);
    order_release(batch->order);
    *batch = (struct batch){0};
}

struct batch batch_copy(const struct batch *batch)
{
    if (batch->order)
        owners_add(&batch->order->owners);
    return (struct batch){.of = data_retain(batch->of), .order = batch->order};
}

/* Room for a batch of other data, or for a larger one. */
static void make_room(struct batch *batch, const struct data *data, int64_t size)
{
    if (batch->of == data && size <= batch->room)
        return;
    data_release(batch->data);
    data_release(batch->of);
    batch->data = data_new_batch(data, size);
    batch->of = data_retain(data);
    batch->room = size;
}

void batch_take(struct batch *batch, const struct data *data, const struct batch_key *key,
                int64_t taken, int64_t size)
{
    make_room(batch, data, size);
    int64_t count = key->replace ? data->rows + size : data->rows;
    if (!batch->order || !order_is(batch->order, key, count)) {
        order_release(batch->order);
        batch->order = order_new(key, count, data->rows);
    }
    int64_t left = count - taken;
    data_take_rows(batch->data, data, batch->order->rows + taken, size < left ? size : left);
    batch->rows = (double)batch->data->rows;
}
