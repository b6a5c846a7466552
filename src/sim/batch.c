/* Mini-batches: which rows of the data an iteration sees.
 *
 * An epoch is a pass over all rows, in an order of its own. The order is a function of seed, stream
 * and epoch alone, so that going anywhere needs no history: rows 0 to rows-1 are shuffled (Fisher,
 * Yates; Durstenfeld 1964) with numbers of the generator that noise has, too. A batch is the next
 * few of them; the last one of an epoch has what is left. */

#include "internal.h"

#include "../base/memory.h"

#include <stdlib.h>

enum { BATCH_SALT = 0x62617463 }; /* apart from the noise of the same stream */

/* order[i] changes places with one of order[0 .. i], from the last on. */
void batch_shuffle(uint64_t seed, uint64_t stream, uint64_t epoch, int32_t *order, int64_t rows)
{
    uint64_t key = noise_mix(noise_mix(noise_mix(noise_mix(seed) ^ stream) ^ epoch) ^ BATCH_SALT);
    for (int64_t i = 0; i < rows; i++)
        order[i] = (int32_t)i;
    for (int64_t i = rows - 1; i > 0; i--) {
        uint64_t k = (noise_mix(key ^ (uint64_t)i) >> 32) * ((uint64_t)i + 1) >> 32;
        int32_t other = order[k];
        order[k] = order[i];
        order[i] = other;
    }
}

void batch_free(struct batch *batch)
{
    data_release(batch->data);
    data_release(batch->of);
    free(batch->order);
    *batch = (struct batch){0};
}

/* Room for a batch of other data, or for a larger one. */
static void make_room(struct batch *batch, const struct data *data, int64_t size)
{
    if (batch->of == data && size <= batch->room)
        return;
    batch_free(batch);
    batch->of = data_retain(data);
    batch->room = size;
    batch->data = data_new_batch(data, size);
    batch->order = memory_new((size_t)data->rows, sizeof *batch->order);
}

void batch_take(struct batch *batch, const struct data *data, const struct batch_key *key,
                int64_t taken, int64_t size)
{
    bool same = batch->of == data && batch->key.seed == key->seed &&
                batch->key.stream == key->stream && batch->key.epoch == key->epoch;
    bool had_room = batch->of == data && size <= batch->room;
    make_room(batch, data, size);
    if (!same || !had_room)
        batch_shuffle(key->seed, key->stream, key->epoch, batch->order, data->rows);
    batch->key = *key;
    int64_t left = data->rows - taken;
    data_take_rows(batch->data, data, batch->order + taken, size < left ? size : left);
    batch->rows = (double)batch->data->rows;
}
