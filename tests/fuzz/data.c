/* Measurements, as from a file. */

#include "targets.h"

#include "command/data_words.h"
#include "command/script.h"
#include "lang/formula.h"
#include "scene/csv.h"
#include "session/session.h"

#include <math.h>
#include <string.h>

static const struct data *read_twice(const char *bytes, size_t size)
{
    struct error error = {0}, again = {0};
    const struct data *data = csv_read(bytes, size, "a.csv", &error);
    const struct data *other = csv_read(bytes, size, "a.csv", &again);
    if (!data != !other || strcmp(error.text, again.text) != 0)
        fuzz_fail("read in two ways: %s, and %s", error.text, again.text);
    if (!data)
        fuzz_check_error(&error, "");
    data_release(other);
    return data;
}

/* Formulas can read each name, and mean that column. */
static void check_names(const struct data *data)
{
    char name[NAME_SIZE];
    for (int i = 0; i < data->column_count; i++) {
        const char *own = data->columns[i].name;
        if (name_scan(own, name) != (int)strlen(own) || strcmp(own, name) != 0)
            fuzz_fail("%s is no name", own);
        if (name_is_reserved(own) || data_find(data, own) != i)
            fuzz_fail("%s is another one's name", own);
    }
}

static void check_values(const struct data *data, uint64_t whole)
{
    for (int i = 0; i < data->column_count; i++)
        for (int64_t k = 0; data->columns[i].values && k < data->rows; k++) {
            double value = data->columns[i].values[k];
            if (isinf(value) || (whole >> i & 1 && isnan(value)))
                fuzz_fail("%g in column %d, row %lld", value, i, (long long)k);
        }
}

static void check_words(const struct data *data)
{
    struct text text = {0};
    data_tell_how(data, &text);
    data_list(data, &text);
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] < ' ' && text.bytes[i] != '\n')
            fuzz_fail("a control character in: %s", text.bytes);
    text_free(&text);
}

/* A line through two columns, the first and the last one that have numbers. */
static void check_fit(const struct data *data)
{
    int first = -1, last = -1;
    for (int i = 0; i < data->column_count; i++)
        if (data->columns[i].values) {
            first = first < 0 ? i : first;
            last = i;
        }
    if (first < 0)
        fuzz_fail("no column has numbers");
    struct session *session = session_new();
    struct text line = {0};
    struct error error;
    text_add(&line, "surface mean((x*%s + y - %s)^2)", data->columns[first].name,
             data->columns[last].name);
    if (!sim_set_data(session->sim, data, &error))
        fuzz_fail("not taken: %s", error.text);
    if (command_execute(session, line.bytes, &error)) {
        const struct data *rows = sim_problem(session->sim)->data;
        check_values(rows, UINT64_C(1) << first | UINT64_C(1) << last);
        check_words(rows);
        for (int i = 0; i < 3; i++)
            sim_step(session->sim);
    } else if (!strstr(error.text, "no row has a number in each column")) {
        fuzz_fail("%s: %s", line.bytes, error.text);
    }
    text_free(&line);
    session_free(session);
}

void fuzz_data(const char *bytes, size_t size)
{
    const struct data *data = read_twice(bytes, size);
    if (!data)
        return;
    check_names(data);
    check_values(data, 0);
    check_words(data);
    check_fit(data);
    data_release(data);
}
