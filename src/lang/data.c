#include "data.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

struct data *data_new(const char *path)
{
    struct data *data = memory_new(1, sizeof *data);
    data->owners = 1;
    data->path = memory_copy(path);
    return data;
}

const struct data *data_retain(const struct data *data)
{
    if (data)
        owners_add(&data->owners);
    return data;
}

void data_release(const struct data *data)
{
    if (!data || !owners_drop(&data->owners))
        return;
    for (int i = 0; i < data->column_count; i++)
        free(data->columns[i].values);
    free(data->path);
    free((struct data *)(uintptr_t)data);
}

struct data *data_new_batch(const struct data *data, int64_t most)
{
    struct data *batch = data_new("");
    batch->column_count = data->column_count;
    for (int i = 0; i < data->column_count; i++)
        if (data->columns[i].values)
            batch->columns[i].values = memory_new((size_t)most, sizeof(double));
    return batch;
}

void data_take_rows(struct data *batch, const struct data *data, const int32_t *rows, int64_t count)
{
    batch->rows = count;
    for (int i = 0; i < data->column_count; i++) {
        const double *from = data->columns[i].values;
        double *to = batch->columns[i].values;
        for (int64_t k = 0; from && k < count; k++)
            to[k] = from[rows[k]];
    }
}

int data_find(const struct data *data, const char *name)
{
    for (int i = 0; data && i < data->column_count; i++)
        if (strcmp(data->columns[i].name, name) == 0)
            return i;
    return -1;
}
