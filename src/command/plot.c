/* `plot`: two columns of the data, and what a place on the surface means for them. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../base/nearest.h"

#include <stdlib.h>
#include <string.h>

static bool refuse_column(const struct data *data, const char *name, int offset,
                          struct error *error)
{
    struct nearest nearest = nearest_begin(name);
    for (int i = 0; i < data->column_count; i++)
        if (data->columns[i].values)
            nearest_offer(&nearest, data->columns[i].name);
    char hint[80];
    if (!*name)
        return error_at(error, offset, "expected the name of a column");
    return error_at(error, offset, "no column of numbers is called %s%s", name,
                    nearest_hint(&nearest, hint));
}

static bool read_column(struct reader *reader, const struct data *data, int *column,
                        struct error *error)
{
    char name[NAME_SIZE];
    reader_skip(reader);
    int size = name_scan(reader->at, name);
    *column = data_find(data, name);
    if (*column < 0 || !data->columns[*column].values)
        return refuse_column(data, name, reader_offset(reader), error);
    reader->at += size;
    reader_skip(reader);
    return true;
}

/* The curve; over a column that is given, else over the one that it reads. */
static bool read_curve(struct reader *reader, const struct session *session, struct data_plot *plot,
                       struct error *error)
{
    reader->at++;
    reader_skip(reader);
    int offset = reader_offset(reader);
    free(plot->formula);
    plot->formula = reader_rest(reader);
    plot->curve = sim_curve(session->sim, plot->formula, error);
    if (!plot->curve) {
        error->offset = offset + (error->offset > 0 ? error->offset : 0);
        return false;
    }
    int reads = plot->curve->column;
    const struct data *data = sim_problem(session->sim)->data;
    if (plot->over >= 0 && reads >= 0 && reads != plot->over)
        return error_at(error, offset, "the plot is over %s; the curve reads %s",
                        data->columns[plot->over].name, data->columns[reads].name);
    plot->over = plot->over >= 0 ? plot->over : reads;
    return plot->over >= 0 ||
           error_at(error, offset, "the curve reads no column; expected over COLUMN before =");
}

static bool read_plot(struct reader *reader, const struct session *session, struct data_plot *plot,
                      struct error *error)
{
    const struct data *data = sim_problem(session->sim)->data;
    if (!read_column(reader, data, &plot->column, error))
        return false;
    if (strncmp(reader->at, "over", 4) == 0 && strchr(" \t", reader->at[4])) {
        reader->at += 4;
        if (!read_column(reader, data, &plot->over, error))
            return false;
    }
    if (*reader->at == '=')
        return read_curve(reader, session, plot, error);
    if (plot->over >= 0)
        return reader_finish(reader, error);
    return error_at(error, reader_offset(reader), "expected over COLUMN or = FORMULA");
}

bool command_plot(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    const struct data *data = sim_problem(session->sim)->data;
    if (strcmp(reader.at, "off") == 0 && data_find(data, "off") < 0) {
        look_set_plot(&session->look, NULL);
        return true;
    }
    if (!data)
        return error_at(error, reader_offset(&reader),
                        "there are no data; expected data FILE first");
    struct data_plot *plot = memory_new(1, sizeof *plot);
    *plot = (struct data_plot){-1, -1, memory_copy(""), NULL};
    if (!read_plot(&reader, session, plot, error)) {
        data_plot_free(plot);
        return false;
    }
    look_set_plot(&session->look, plot);
    return true;
}

void plot_write(const struct session *session, struct text *out)
{
    const struct data_plot *plot = session->look.plot;
    const struct data *data = sim_problem(session->sim)->data;
    if (!plot)
        return;
    text_add(out, "%s over %s", data->columns[plot->column].name, data->columns[plot->over].name);
    if (plot->curve)
        text_add(out, " = %s", plot->formula);
}

void plot_renew(struct session *session, const char *arguments)
{
    struct error ignored;
    if (session->look.plot && !command_plot(session, arguments, &ignored))
        look_set_plot(&session->look, NULL);
}
