#include "csv.h"

#include "../base/memory.h"
#include "../base/text.h"
#include "../lang/formula.h"
#include "cells.h"
#include "scene.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a column has, in all rows or in the first ones. */
struct tally {
    int64_t numbers, words; /* a gap is neither */
    int64_t points, commas; /* of the numbers, in them */
    int64_t hundredths;     /* of the numbers, N% */
    int64_t both;           /* that are one with the comma as either: 1,234 */
    int odd_line;           /* of the first word */
    struct datum odd;
};

struct table {
    struct error *error;
    const char *path;
    struct cells names; /* the first line; its cells are names if there are any */
    struct cells body;  /* before the rows */
    bool named;
    int shift; /* 1: the first column has no name, and the names are one to the right */
    int width; /* columns */
    int64_t rows;
    struct tally tallies[CELLS_MAX];
    struct data *data;
};

#define fail(table, at_line, ...)                                                                  \
    (error_set((table)->error, ERROR_NO_PLACE, __VA_ARGS__), add_place(table, at_line))

/* line 0: of the file as a whole. */
static bool add_place(struct table *table, int line)
{
    char why[ERROR_TEXT_SIZE], place[20] = "";
    memcpy(why, table->error->text, sizeof why);
    if (line > 0)
        snprintf(place, sizeof place, ":%d", line);
    return error_at(table->error, ERROR_NO_PLACE, "%.120s%s: %.240s", table->path, place, why);
}

/* --- what the columns have --- */

static void count_cell(struct tally *tally, const struct datum *cell, int line)
{
    double number;
    bool point = datum_number(cell, '.', &number);
    if (point || datum_number(cell, ',', &number)) {
        tally->numbers++;
        tally->points += memchr(cell->bytes, '.', (size_t)cell->length) != NULL;
        tally->commas += !point;
        tally->hundredths += cell->bytes[cell->length - 1] == '%';
        tally->both += point && memchr(cell->bytes, ',', (size_t)cell->length);
    } else if (!datum_is_missing(cell)) {
        tally->odd_line = tally->words++ == 0 ? line : tally->odd_line;
        tally->odd = tally->words == 1 ? *cell : tally->odd;
    }
}

static bool has_numbers(const struct tally *tally)
{
    return tally->numbers > tally->words;
}

/* Where there are points, too, a comma is something else. */
static char decimal_of(const struct table *table, int column)
{
    const struct tally *tally = &table->tallies[column];
    bool commas = tally->commas > 0 || (tally->both > 0 && table->body.separator != ',');
    return commas && tally->points == 0 ? ',' : '.';
}

/* --- the first line --- */

/* How many cells most of the first rows have, and without those at the end that are empty in all.
 */
static int usual_width(struct cells rows, int lines, struct tally *tallies, int *count)
{
    int widths[CELLS_MAX + 1] = {0}, filled[CELLS_MAX + 1] = {0}, usual = 0;
    while (lines-- > 0 && cells_next(&rows)) {
        int width = rows.count < CELLS_MAX ? rows.count : CELLS_MAX;
        int reach = rows.filled < width ? rows.filled : width;
        for (int i = 0; i < reach; i++)
            count_cell(&tallies[i], &rows.items[i], rows.line);
        filled[width] = reach > filled[width] ? reach : filled[width];
        usual = ++widths[width] > widths[usual] ? width : usual;
    }
    *count = usual;
    return filled[usual];
}

static bool is_year(const struct datum *cell)
{
    double number;
    return datum_number(cell, '.', &number) && number >= 1000 && number < 3000 &&
           number == floor(number) && cell->length == 4;
}

/* Words above numbers are names; so are words alone, and years beside one. */
static bool are_names(const struct cells *first, const struct tally *tallies, int shift)
{
    int words = 0, above = 0, figures = 0, years = 0;
    double number;
    for (int i = 0; i < first->filled && i + shift < CELLS_MAX; i++) {
        const struct datum *cell = &first->items[i];
        bool figure = datum_number(cell, '.', &number) || datum_number(cell, ',', &number);
        bool word = !figure && !datum_is_missing(cell);
        words += word;
        above += word && has_numbers(&tallies[i + shift]);
        figures += figure;
        years += is_year(cell);
    }
    return figures == 0 || (above > 0 && above >= figures) ||
           (words > 0 && years > 1 && years == figures);
}

static bool look_at_names(struct table *table)
{
    enum { LINES = 200 };
    struct tally tallies[CELLS_MAX] = {0};
    struct cells *first = &table->names;
    if (!cells_next(first))
        return fail(table, first->wrong ? first->line : 0, "%s",
                    first->wrong ? first->wrong
                                 : "the data are empty; expected names, then rows of numbers");
    int count, usual = usual_width(*first, LINES, tallies, &count);
    bool shorter = first->count == count - 1 && first->filled == usual - 1;
    table->named = are_names(first, tallies, shorter);
    table->shift = table->named && shorter && (usual > 2 || strchr(" \t", first->separator));
    int named = first->filled + table->shift;
    int nameless = first->count < usual ? first->count : usual;
    table->width = !table->named      ? (usual > first->filled ? usual : first->filled)
                   : named > nameless ? named
                                      : nameless;
    if (table->named)
        table->body = *first;
    if (table->width > DATA_COLUMNS_MAX)
        return fail(table, first->line, "too many columns; expected at most %d", DATA_COLUMNS_MAX);
    return true;
}

/* --- rows --- */

static bool check_row(struct table *table, const struct cells *row)
{
    int most = table->width;
    if (row->filled > most || (row->count < most && row->separator == ' '))
        return fail(table, row->line, "expected %d cells as in line %d, found %d", most,
                    table->names.line, row->filled);
    if (table->rows == DATA_ROWS_MAX)
        return fail(table, row->line, "too many rows; expected at most %d", DATA_ROWS_MAX);
    return true;
}

static bool count_rows(struct table *table)
{
    struct cells row = table->body;
    while (cells_next(&row)) {
        if (!check_row(table, &row))
            return false;
        for (int i = 0; i < row.filled; i++)
            count_cell(&table->tallies[i], &row.items[i], row.line);
        table->rows++;
    }
    if (row.wrong)
        return fail(table, row.line, "%s", row.wrong);
    return table->rows > 0 || fail(table, 0, "no row follows the names; expected numbers");
}

static void fill(struct table *table)
{
    struct cells row = table->body;
    struct data *data = table->data;
    for (int i = 0; i < data->column_count; i++)
        if (has_numbers(&table->tallies[i]))
            data->columns[i].values = memory_new((size_t)table->rows, sizeof(double));
    for (; data->rows < table->rows && cells_next(&row); data->rows++)
        for (int i = 0; i < data->column_count; i++) {
            double number, *values = data->columns[i].values;
            bool there = values && i < row.filled &&
                         datum_number(&row.items[i], decimal_of(table, i), &number);
            if (values)
                values[data->rows] = there ? number : (double)NAN;
        }
}

/* A cell as text: "" is a quote. Bytes that are not UTF-8 are Latin-1, as spreadsheets write it. */
static char *cell_text(const struct datum *cell)
{
    enum { LONGEST = 60 };
    struct text raw = {0}, shown = {0};
    for (int at = 0, step; at < cell->length && raw.length < LONGEST; at += step) {
        uint32_t character;
        const char *bytes = cell->bytes + at;
        step = utf8_decode(bytes, (size_t)(cell->length - at), &character);
        bool doubled = *bytes == '"' && at + 1 < cell->length && bytes[1] == '"';
        if (character == 0xFFFD && step == 1 && (unsigned char)*bytes >= 0xA0)
            character = (unsigned char)*bytes;
        text_add_character(&raw, character);
        step += doubled;
    }
    text_add_visible(&shown, raw.bytes, raw.length);
    text_free(&raw);
    return shown.bytes ? shown.bytes : memory_copy("");
}

/* A row's word among those that the column has. False: they are too many. */
static bool note_word(struct data_words *words, const char *word, int64_t row)
{
    int at = 0;
    while (at < words->count && strcmp(words->items[at], word) != 0)
        at++;
    if (at == DATA_CLASSES_MAX)
        return false;
    if (at == words->count)
        words->items[words->count++] = memory_copy(word);
    words->of[row] = (uint8_t)(at + 1);
    return true;
}

/* The words of a column that has no numbers, if they are few. */
static struct data_words *read_words(const struct table *table, int column)
{
    struct cells row = table->body;
    struct data_words *words = memory_new(1, sizeof *words);
    bool few = true;
    words->of = memory_new((size_t)table->rows, 1);
    for (int64_t i = 0; i < table->rows && few && cells_next(&row); i++) {
        if (column >= row.filled || datum_is_missing(&row.items[column]))
            continue;
        char *word = cell_text(&row.items[column]);
        few = note_word(words, word, i);
        free(word);
    }
    if (few && words->count > 1)
        return words;
    data_words_free(words);
    return NULL;
}

static void fill_words(struct table *table)
{
    for (int i = 0; i < table->data->column_count; i++)
        if (!table->data->columns[i].values && table->tallies[i].words > 0)
            table->data->columns[i].words = read_words(table, i);
}

/* --- names --- */

/* The name that formulas read; one that others have not. */
static void give_name(struct data *data, int index, const char *title)
{
    char name[NAME_SIZE], *own = data->columns[index].name;
    size_t length;
    name_make(title, 1, name);
    if (!*name)
        snprintf(name, sizeof name, index == 0 ? "index" : "c%d", index + 1);
    if (name_is_reserved(name))
        memcpy(name + strlen(name), "_", 2);
    for (int i = 2; data_find(data, name) >= 0; i++) {
        name_make(*title ? title : "c", 5, name);
        length = strlen(name);
        snprintf(name + length, sizeof name - length, "_%d", i);
    }
    memcpy(own, name, strlen(name) + 1);
    if (*title && strcmp(title, name) != 0)
        data->columns[index].title = memory_copy(title);
}

/* Those that stay as they are come first: nobody else takes their name. */
static void give_names(struct table *table)
{
    struct data *data = table->data;
    data->column_count = table->width;
    for (int changed = 0; changed < 2; changed++)
        for (int i = 0; i < table->width; i++) {
            int at = i - table->shift;
            bool has = table->named && at >= 0 && at < table->names.filled;
            char *title = has ? cell_text(&table->names.items[at]) : memory_copy("");
            char name[NAME_SIZE];
            name_make(title, 1, name);
            bool stays = *title && strcmp(name, title) == 0 && !name_is_reserved(name);
            if (!table->named)
                snprintf(data->columns[i].name, DATA_NAME_SIZE, "c%d", i + 1);
            else if (!*data->columns[i].name && (changed || (stays && data_find(data, name) < 0)))
                give_name(data, i, title);
            free(title);
        }
}

/* --- in words --- */

static void tell_how(const struct table *table)
{
    struct text how = {0}, odd = {0};
    struct data *data = table->data;
    bool comma = false, hundredths = false;
    char between = table->body.separator;
    for (int i = 0; i < data->column_count; i++) {
        comma |= data->columns[i].values && decimal_of(table, i) == ',';
        hundredths |= data->columns[i].values && table->tallies[i].hundredths > 0;
    }
    if (between == '\t' || between == ' ')
        text_add(&how, "%s between cells", between == ' ' ? "blanks" : "tabs");
    else if (between)
        text_add(&how, "`%c` between cells", between);
    else
        text_add(&how, "one column");
    text_add(&how, comma ? ", decimal comma" : "");
    text_add(&how, hundredths ? ", %% as hundredths" : "");
    if (!table->named)
        text_add(&how, data->column_count > 1 ? ", no names: c1 to c%d" : ", no name: c%d",
                 data->column_count);
    data->how = how.bytes;
    for (int i = 0; i < data->column_count && !odd.length; i++)
        if (data->columns[i].values && table->tallies[i].words > 0) {
            char *word = cell_text(&table->tallies[i].odd);
            text_add(&odd, "line %d: `%s` in %s is no number", table->tallies[i].odd_line, word,
                     data->columns[i].name);
            free(word);
        }
    data->odd = odd.bytes;
}

/* --- all of it --- */

static bool check_bytes(struct table *table, const char *bytes, size_t length)
{
    const char *nul = memchr(bytes, '\0', length);
    int line = 1;
    for (const char *at = bytes; nul && at < nul; at++)
        line += *at == '\n';
    if (nul)
        return fail(table, line, "a NUL byte; expected text in UTF-8");
    return length <= CSV_SIZE_MAX ||
           fail(table, 0, "the file is too large; expected at most %d MB", CSV_SIZE_MAX >> 20);
}

static bool read_table(struct table *table)
{
    if (!look_at_names(table) || !count_rows(table))
        return false;
    bool numbers = false;
    for (int i = 0; i < table->width; i++)
        numbers |= has_numbers(&table->tallies[i]);
    if (!numbers)
        return fail(table, 0,
                    "no column has numbers; expected `,`, `;`, `|`, tabs or blanks "
                    "between cells");
    while (!has_numbers(&table->tallies[table->width - 1]) &&
           table->tallies[table->width - 1].words == 0 &&
           table->width > table->names.filled + table->shift)
        table->width--; /* a separator too many at the ends of lines */
    table->data = data_new(table->path);
    give_names(table);
    fill(table);
    fill_words(table);
    tell_how(table);
    return true;
}

const struct data *csv_read(const char *bytes, size_t length, const char *path, struct error *error)
{
    struct table table = {.error = error, .path = path};
    if (!check_bytes(&table, bytes, length))
        return NULL;
    table.body = cells_begin(bytes, length);
    table.body.separator = cells_separator(&table.body);
    table.names = table.body;
    return read_table(&table) ? table.data : NULL;
}

const struct data *csv_open(const char *path, struct error *error)
{
    size_t length;
    char *bytes = scene_read_file(path, CSV_SIZE_MAX, "the data", &length, error);
    if (!bytes) {
        char why[ERROR_TEXT_SIZE];
        memcpy(why, error->text, sizeof why);
        error_set(error, ERROR_NO_PLACE, "%.120s: %.250s", path, why);
        return NULL;
    }
    const struct data *data = csv_read(bytes, length, path, error);
    free(bytes);
    return data;
}
