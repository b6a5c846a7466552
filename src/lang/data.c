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

void data_release(const struct data *data)
{
    if (!data || !owners_drop(&data->owners))
        return;
    for (int i = 0; i < data->column_count; i++) {
        free(data->columns[i].values);
        free(data->columns[i].title);
    }
    data_release(data->whole);
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

/* --- gaps --- */

const struct data *data_whole(const struct data *data)
{
    return data && data->whole ? data->whole : data;
}

static bool is_read(uint64_t read, int column)
{
    return read >> column & 1;
}

static bool has_gap(const struct data *data, uint64_t read, int64_t row)
{
    for (int i = 0; i < data->column_count; i++)
        if (is_read(read, i) && data->columns[i].values && isnan(data->columns[i].values[row]))
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
        struct data *some = data_new_batch(data, count);
        data_take_rows(some, data, rows, count);
        for (int i = 0; i < data->column_count; i++)
            memcpy(some->columns[i].name, data->columns[i].name, DATA_NAME_SIZE);
        free(some->path);
        some->path = memory_copy(data->path);
        some->whole = result;
        some->read = read;
        result = some;
    }
    free(rows);
    return result;
}

/* --- words --- */

static void tell_name(const struct data_column *column, struct text *out)
{
    text_add(out, "%s", column->name);
    if (column->title)
        text_add(out, " (%s in the file)", column->title);
}

void data_tell_left_out(const struct data *data, struct text *out)
{
    const struct data *whole = data_whole(data);
    if (whole == data)
        return;
    text_add(out, "%lld of %lld rows left out: no number in", (long long)(whole->rows - data->rows),
             (long long)whole->rows);
    const char *before = " ";
    for (int i = 0; i < whole->column_count; i++) {
        bool gap = false;
        for (int64_t k = 0; k < whole->rows && !gap; k++)
            gap = is_read(data->read, i) && has_gap(whole, UINT64_C(1) << i, k);
        if (!gap)
            continue;
        text_add(out, "%s", before);
        tell_name(&whole->columns[i], out);
        before = ", ";
    }
}

static void tell_renamed(const struct data *data, struct text *out)
{
    enum { SHOWN = 4 };
    int count = 0;
    for (int i = 0; i < data->column_count; i++)
        if (data->columns[i].title && count++ < SHOWN)
            text_add(out, "; %s is %s", data->columns[i].title, data->columns[i].name);
    if (count > SHOWN)
        text_add(out, " and %d more: `list columns`", count - SHOWN);
}

void data_tell_how(const struct data *data, struct text *out)
{
    const struct data *whole = data_whole(data);
    const char *folder_end = strrchr(whole->path, '/');
    text_add(out, "%.80s: %s; ", folder_end ? folder_end + 1 : whole->path,
             whole->how ? whole->how : "");
    if (whole == data)
        text_add(out, "%lld row%s", (long long)data->rows, data->rows == 1 ? "" : "s");
    data_tell_left_out(data, out);
    tell_renamed(whole, out);
    if (whole->odd)
        text_add(out, "; %s", whole->odd);
}

void data_list(const struct data *data, struct text *out)
{
    data = data_whole(data);
    for (int i = 0; i < data->column_count; i++) {
        const struct data_column *column = &data->columns[i];
        double low = HUGE_VAL, high = -HUGE_VAL;
        int64_t gaps = 0;
        int width = utf8_columns(column->name, strlen(column->name));
        for (int64_t k = 0; column->values && k < data->rows; k++) {
            low = fmin(low, column->values[k]);
            high = fmax(high, column->values[k]);
            gaps += isnan(column->values[k]);
        }
        text_add(out, "%s%*s ", column->name, width < 16 ? 16 - width : 0, "");
        if (column->values)
            text_add(out, "numbers, %.6g to %.6g", low, high);
        else
            text_add(out, "words");
        if (gaps > 0)
            text_add(out, ", %lld gap%s", (long long)gaps, gaps == 1 ? "" : "s");
        if (column->title)
            text_add(out, " (%s in the file)", column->title);
        text_add(out, "\n");
    }
}

const char *data_hint(const struct data *data, const char *title, char hint[80])
{
    data = data_whole(data);
    *hint = '\0';
    for (int i = 0; data && i < data->column_count; i++)
        if (data->columns[i].title && strcmp(data->columns[i].title, title) == 0 && !*hint)
            snprintf(hint, 80, "; the file's %.32s is %s", title, data->columns[i].name);
    return hint;
}
