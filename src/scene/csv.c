#include "csv.h"

#include "../base/memory.h"
#include "../base/text.h"
#include "../lang/formula.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct reader {
    FILE *stream;
    struct error *error;
    struct data *data;
    int64_t bytes, capacity;
    int line;      /* of the next byte, from 1 */
    int cell_line; /* where the present cell begins */
    int column;    /* of the present cell, from 0 */
    bool names;    /* this is the first line */
    bool named;    /* some cell of it has letters */
    bool quoted;   /* the present cell began with a quote */
    char cell[CSV_CELL_MAX + 1];
    int length;
};

/* The error of the present cell. */
#define cell_error(reader, ...)                                                                    \
    (error_set((reader)->error, ERROR_NO_PLACE, __VA_ARGS__), add_place(reader))

static bool add_place(struct reader *reader)
{
    char why[ERROR_TEXT_SIZE];
    memcpy(why, reader->error->text, sizeof why);
    return error_at(reader->error, ERROR_NO_PLACE, "line %d, column %d: %.300s", reader->cell_line,
                    reader->column + 1, why);
}

static int next_byte(struct reader *reader)
{
    int byte = getc(reader->stream);
    reader->bytes += byte != EOF;
    return byte;
}

/* CRLF is one end of a line. */
static int next_character(struct reader *reader)
{
    int byte = next_byte(reader);
    if (byte == '\r') {
        int after = next_byte(reader);
        if (after != '\n' && after != EOF) {
            ungetc(after, reader->stream);
            reader->bytes--;
        }
        byte = '\n';
    }
    reader->line += byte == '\n';
    return byte;
}

static bool add_character(struct reader *reader, int byte)
{
    if (byte == '\0')
        return cell_error(reader, "a NUL byte; expected text");
    if (reader->length == CSV_CELL_MAX)
        return cell_error(reader, "the cell is too long; expected at most %d bytes", CSV_CELL_MAX);
    if (reader->bytes > CSV_SIZE_MAX)
        return cell_error(reader, "the file is too large; expected at most %d MB",
                          CSV_SIZE_MAX >> 20);
    reader->cell[reader->length++] = (char)byte;
    return true;
}

/* After the opening quote; *end is what follows the closing one. */
static bool read_quoted(struct reader *reader, int *end)
{
    reader->quoted = true;
    for (;;) {
        int byte = next_character(reader);
        if (byte == EOF)
            return cell_error(reader, "the quote never ends");
        if (byte == '"') {
            byte = next_character(reader);
            if (byte != '"') {
                *end = byte;
                return byte == ',' || byte == '\n' || byte == EOF ||
                       cell_error(reader, "expected a comma after the closing quote");
            }
        }
        if (!add_character(reader, byte))
            return false;
    }
}

/* A cell and what ends it: a comma, a new line, EOF. */
static bool read_cell(struct reader *reader, int *end)
{
    reader->length = 0;
    reader->quoted = false;
    reader->cell_line = reader->line;
    int byte = next_character(reader);
    if (byte == '"') {
        if (!read_quoted(reader, end))
            return false;
    } else {
        for (; byte != ',' && byte != '\n' && byte != EOF; byte = next_character(reader)) {
            if (byte == '"')
                return cell_error(reader, "a quote inside a cell; expected it at its beginning");
            if (!add_character(reader, byte))
                return false;
        }
        *end = byte;
    }
    while (!reader->quoted && reader->length > 0 && strchr(" \t", reader->cell[reader->length - 1]))
        reader->length--;
    reader->cell[reader->length] = '\0';
    return true;
}

static bool read_number(const char *cell, double *value)
{
    char *end;
    *value = strtod(cell, &end);
    return end != cell && !*end && !strpbrk(cell, "xXpP");
}

/* --- names --- */

/* Of a heading the name that formulas read. */
static void make_name(const char *heading, char name[DATA_NAME_SIZE])
{
    int length = 0;
    for (const char *at = heading + strspn(heading, " \t"); *at && length < DATA_NAME_SIZE - 2;
         at++)
        name[length++] = (char)(isalnum((unsigned char)*at) ? *at : '_');
    name[length] = '\0';
    if (length == 0 || isdigit((unsigned char)name[0])) {
        memmove(name + 1, name, (size_t)length + 1);
        name[0] = '_';
        length++;
    }
    if (name_is_reserved(name) && length < DATA_NAME_SIZE - 1)
        memcpy(name + length, "_", 2);
}

static bool take_name(struct reader *reader)
{
    struct data *data = reader->data;
    double number;
    if (reader->column == DATA_COLUMNS_MAX)
        return cell_error(reader, "too many columns; expected at most %d", DATA_COLUMNS_MAX);
    reader->named = reader->named || !read_number(reader->cell, &number);
    struct data_column *column = &data->columns[reader->column];
    make_name(reader->cell, column->name);
    if (data_find(data, column->name) >= 0)
        return cell_error(reader, "there is a column %s already; expected another name",
                          column->name);
    data->column_count++;
    return true;
}

/* --- numbers --- */

static bool take_number(struct reader *reader)
{
    struct data *data = reader->data;
    double value;
    if (reader->column >= data->column_count)
        return cell_error(reader, "expected %d cells as in the first line, found more",
                          data->column_count);
    struct data_column *column = &data->columns[reader->column];
    bool good = read_number(reader->cell, &value);
    if (data->rows == 0 && (good || !*reader->cell))
        column->values = memory_new((size_t)reader->capacity, sizeof(double));
    if (!column->values)
        return true; /* words */
    if (!good)
        return cell_error(reader, "expected a number, found %.40s",
                          *reader->cell ? reader->cell : "nothing");
    if (!isfinite(value))
        return cell_error(reader, "expected a finite number, found %.40s", reader->cell);
    column->values[data->rows] = value;
    return true;
}

static bool make_room(struct reader *reader)
{
    struct data *data = reader->data;
    if (data->rows == DATA_ROWS_MAX)
        return cell_error(reader, "too many rows; expected at most %d", DATA_ROWS_MAX);
    if (data->rows < reader->capacity)
        return true;
    reader->capacity *= 2;
    for (int i = 0; i < data->column_count; i++)
        if (data->columns[i].values)
            data->columns[i].values =
                memory_resize(data->columns[i].values, (size_t)reader->capacity, sizeof(double));
    return true;
}

/* --- lines --- */

static bool end_names(struct reader *reader)
{
    reader->names = false;
    return reader->named ||
           error_at(reader->error, ERROR_NO_PLACE,
                    "line %d: expected the columns' names, found numbers", reader->cell_line);
}

static bool end_row(struct reader *reader)
{
    if (reader->column + 1 < reader->data->column_count)
        return cell_error(reader, "expected %d cells as in the first line, found %d",
                          reader->data->column_count, reader->column + 1);
    reader->data->rows++;
    return true;
}

/* One line; *more is false at the end of the stream. */
static bool read_line(struct reader *reader, bool *more)
{
    int end = ',';
    for (reader->column = 0; end == ','; reader->column++) {
        if (!read_cell(reader, &end))
            return false;
        bool empty = reader->column == 0 && end != ',' && !reader->length && !reader->quoted;
        *more = end != EOF;
        if (empty)
            return true;
        if (reader->column == 0 && !reader->names && !make_room(reader))
            return false;
        if (!(reader->names ? take_name(reader) : take_number(reader)))
            return false;
    }
    reader->column--;
    return reader->names ? end_names(reader) : end_row(reader);
}

static void skip_mark(FILE *stream)
{
    static const int mark[] = {0xEF, 0xBB, 0xBF};
    int byte = getc(stream);
    if (byte != mark[0] || getc(stream) != mark[1] || getc(stream) != mark[2])
        rewind(stream);
}

static bool check_columns(struct reader *reader)
{
    const struct data *data = reader->data;
    bool numbers = false;
    if (ferror(reader->stream))
        return error_at(reader->error, ERROR_NO_PLACE, "cannot read the data: %s", strerror(errno));
    if (data->column_count == 0)
        return error_at(reader->error, ERROR_NO_PLACE,
                        "the data are empty; expected a line of "
                        "names, then numbers");
    if (data->rows == 0)
        return error_at(reader->error, ERROR_NO_PLACE,
                        "no row follows the names; expected numbers");
    for (int i = 0; i < data->column_count; i++)
        numbers = numbers || data->columns[i].values;
    return numbers || error_at(reader->error, ERROR_NO_PLACE,
                               "no column has numbers; expected commas between the cells");
}

const struct data *csv_read(FILE *stream, const char *path, struct error *error)
{
    struct reader reader = {.stream = stream, .error = error, .line = 1, .names = true};
    reader.data = data_new(path);
    reader.capacity = 64;
    skip_mark(stream);
    bool good = true, more = true;
    while (good && more)
        good = read_line(&reader, &more);
    if (good && check_columns(&reader))
        return reader.data;
    data_release(reader.data);
    return NULL;
}

const struct data *csv_open(const char *path, struct error *error)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* a pipe must not be waited for */
    if (file < 0 || fstat(file, &status) != 0) {
        error_set(error, ERROR_NO_PLACE, "cannot open the data %.200s: %s", path, strerror(errno));
        if (file >= 0)
            close(file);
        return NULL;
    }
    FILE *stream = S_ISREG(status.st_mode) ? fdopen(file, "rb") : NULL;
    if (!stream) {
        error_set(error, ERROR_NO_PLACE, "%.200s is no file of data", path);
        close(file);
        return NULL;
    }
    const struct data *data = csv_read(stream, path, error);
    fclose(stream);
    if (!data) {
        char why[ERROR_TEXT_SIZE];
        memcpy(why, error->text, sizeof why);
        error_set(error, ERROR_NO_PLACE, "%.120s: %.250s", path, why);
    }
    return data;
}
