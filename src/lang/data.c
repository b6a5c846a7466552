#include "data.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

struct data *data_new(const char *path)
{
    struct data *data = memory_new(1, sizeof *data);
    data->references = 1;
    data->path = memory_copy(path);
    return data;
}

/* Only the count of those who share it is ever written. */
static struct data *shared(const struct data *data)
{
    return (struct data *)(uintptr_t)data;
}

const struct data *data_retain(const struct data *data)
{
    if (data)
        shared(data)->references++;
    return data;
}

void data_release(const struct data *data)
{
    if (!data || --shared(data)->references > 0)
        return;
    for (int i = 0; i < data->column_count; i++)
        free(data->columns[i].values);
    free(data->path);
    free(shared(data));
}

int data_find(const struct data *data, const char *name)
{
    for (int i = 0; data && i < data->column_count; i++)
        if (strcmp(data->columns[i].name, name) == 0)
            return i;
    return -1;
}
