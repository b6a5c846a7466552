#include "data.h"

#include <math.h>
#include <stdio.h>
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

void data_words_free(struct data_words *words)
{
    for (int i = 0; words && i < words->count; i++)
        free(words->items[i]);
    if (words)
        free(words->of);
    free(words);
}

void data_release(const struct data *data)
{
    if (!data || !owners_drop(&data->owners))
        return;
    for (int i = 0; i < data->column_count; i++) {
        free(data->columns[i].values);
        free(data->columns[i].title);
        data_words_free(data->columns[i].words);
    }
    data_release(data->whole);
    data_release(data->held);
    data_release(data->all);
    free(data->path);
    free(data->how);
    free(data->odd);
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

static char *copy_of(const char *text)
{
    return text ? memory_copy(text) : NULL;
}

/* The words of some rows. */
static struct data_words *words_of(const struct data_words *all, const int32_t *rows, int64_t count)
{
    struct data_words *some = all ? memory_new(1, sizeof *some) : NULL;
    if (!some)
        return NULL;
    some->count = all->count;
    for (int i = 0; i < all->count; i++)
        some->items[i] = memory_copy(all->items[i]);
    some->of = memory_new((size_t)count, 1);
    for (int64_t i = 0; i < count; i++)
        some->of[i] = all->of[rows[i]];
    return some;
}

struct data *data_some(const struct data *data, const int32_t *rows, int64_t count)
{
    struct data *some = data_new_batch(data, count);
    data_take_rows(some, data, rows, count);
    for (int i = 0; i < data->column_count; i++) {
        memcpy(some->columns[i].name, data->columns[i].name, DATA_NAME_SIZE);
        some->columns[i].title = copy_of(data->columns[i].title);
        some->columns[i].words = words_of(data->columns[i].words, rows, count);
    }
    free(some->path);
    some->path = memory_copy(data->path);
    some->how = copy_of(data->how);
    some->odd = copy_of(data->odd);
    return some;
}

int data_values(const struct data *data, int column, double values[DATA_CLASSES_MAX])
{
    const double *of = data->columns[column].values;
    int count = 0;
    for (int64_t i = 0; of && i < data->rows; i++) {
        int at = 0;
        if (isnan(of[i]))
            continue;
        while (at < count && values[at] < of[i])
            at++;
        if (at < count && values[at] == of[i])
            continue;
        if (of[i] != floor(of[i]) || count == DATA_CLASSES_MAX)
            return 0;
        memmove(values + at + 1, values + at, (size_t)(count++ - at) * sizeof *values);
        values[at] = of[i];
    }
    return count;
}

/* --- gaps --- */

const struct data *data_whole(const struct data *data)
{
    return data && data->whole ? data->whole : data;
}

static bool has_gap(const struct data *data, uint64_t read, int64_t row)
{
    for (int i = 0; i < data->column_count; i++)
        if (read >> i & 1 && data->columns[i].values && isnan(data->columns[i].values[row]))
            return true;
    return false;
}

const struct data *data_without_gaps(const struct data *data, uint64_t read)
{
    int32_t *rows = memory_new((size_t)data->rows, sizeof *rows);
    int64_t count = 0;
    for (int64_t i = 0; i < data->rows; i++)
        if (!has_gap(data, read, i))
            rows[count++] = (int32_t)i;
    const struct data *result = data_retain(data);
    if (count < data->rows) {
        struct data *some = data_some(data, rows, count);
        some->whole = result;
        some->read = read;
        result = some;
    }
    free(rows);
    return result;
}

const char *data_hint(const struct data *data, const char *title, char hint[80])
{
    data = data_whole(data);
    *hint = '\0';
    for (int i = 0; data && i < data->column_count; i++)
        if (data->columns[i].title && strcmp(data->columns[i].title, title) == 0 && !*hint)
            snprintf(hint, 80, "; the file's %.31s is %s", title, data->columns[i].name);
    return hint;
}
