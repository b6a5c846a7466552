#include "data_words.h"

#include <math.h>
#include <string.h>

static void tell_title(const struct data_column *column, struct text *out)
{
    if (column->title)
        text_add(out, " (%s in the file)", column->title);
}

static int64_t count_gaps(const struct data *data, const struct data_column *column)
{
    int64_t gaps = 0;
    for (int64_t i = 0; column->values && i < data->rows; i++)
        gaps += isnan(column->values[i]);
    return gaps;
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
        const struct data_column *column = &whole->columns[i];
        if (!(data->read >> i & 1) || count_gaps(whole, column) == 0)
            continue;
        text_add(out, "%s%s", before, column->name);
        tell_title(column, out);
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
        long long gaps = count_gaps(data, column);
        int width = utf8_columns(column->name, strlen(column->name));
        for (int64_t k = 0; column->values && k < data->rows; k++) {
            low = fmin(low, column->values[k]);
            high = fmax(high, column->values[k]);
        }
        text_add(out, "%s%*s ", column->name, width < 16 ? 16 - width : 0, "");
        if (column->values)
            text_add(out, "numbers, %.6g to %.6g", low, high);
        else
            text_add(out, "words");
        if (gaps > 0)
            text_add(out, ", %lld gap%s", gaps, gaps == 1 ? "" : "s");
        tell_title(column, out);
        text_add(out, "\n");
    }
}
