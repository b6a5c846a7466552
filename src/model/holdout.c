#include "holdout.h"

#include "../base/memory.h"
#include "batch.h"

#include <math.h>
#include <stdlib.h>

enum { HOLDOUT_STREAM = 0x686f6c64 }; /* apart from the batches of all balls */

static int64_t count_held(const struct data *data, double share)
{
    int64_t count = (int64_t)floor(share * (double)data->rows + 0.5);
    return count < 1 ? 1 : count < data->rows ? count : data->rows - 1;
}

const struct data *holdout_new(const struct data *data, double share, uint64_t seed)
{
    if (data->rows < 2)
        return NULL;
    struct batch_key key = {seed, HOLDOUT_STREAM, 0};
    int64_t held = count_held(data, share), kept = 0, back = 0;
    int32_t *order = memory_new((size_t)data->rows, sizeof *order);
    int32_t *rows = memory_new((size_t)data->rows, sizeof *rows);
    bool *is_held = memory_new((size_t)data->rows, sizeof *is_held);
    batch_shuffle(&key, order, data->rows);
    for (int64_t i = 0; i < held; i++)
        is_held[order[i]] = true;
    for (int64_t i = 0; i < data->rows; i++) /* those that are kept first */
        rows[is_held[i] ? data->rows - held + back++ : kept++] = (int32_t)i;
    struct data *some = data_some(data, rows, kept);
    some->held = data_some(data, rows + kept, held);
    some->all = data_retain(data);
    some->share = share;
    free(order);
    free(rows);
    free(is_held);
    return some;
}
