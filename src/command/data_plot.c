/* `plot`: two columns of the data, and what a place on the surface means for them. */

#include "rows.h"

#include "../base/memory.h"
#include "../model/quantity.h"

#include <stdlib.h>
#include <string.h>

static bool refuse_column(struct reader *in, const struct data *data, const char *name)
{
    char renamed[80];
    struct nearest nearest = nearest_begin(name);
    if (!*name)
        return reader_error(in, "expected the name of a column");
    for (int i = 0; i < data->column_count; i++)
        if (data->columns[i].values)
            nearest_offer(&nearest, data->columns[i].name);
    data_hint(data, name, renamed);
    return reader_error(in, "no column of numbers is called %s%s", name,
                        *renamed ? renamed : nearest_hint(&nearest));
}

static bool read_column(struct reader *in, const struct data *data, int *column)
{
    char name[NAME_SIZE];
    int size = name_scan(in->at, name);
    *column = data_find(data, name);
    if (*column < 0 || !data->columns[*column].values)
        return refuse_column(in, data, name);
    reader_skip(in, size);
    return true;
}

/* The curve; over a column that is given, else over the one that it reads. */
static bool read_curve(struct reader *in, struct data_plot *plot)
{
    const struct sim *sim = in->session->sim;
    int offset = reader_offset(in);
    free(plot->formula);
    plot->formula = memory_copy(reader_rest(in));
    plot->curve = sim_curve(sim, plot->formula, in->error);
    if (!plot->curve)
        return reader_blame(in, in->text + offset);
    int reads = plot->curve->column;
    const struct data *data = sim_problem(sim)->data;
    if (plot->over >= 0 && reads >= 0 && reads != plot->over)
        return error_at(in->error, offset, "the plot is over %s; the curve reads %s",
                        data->columns[plot->over].name, data->columns[reads].name);
    plot->over = plot->over >= 0 ? plot->over : reads;
    return plot->over >= 0 ||
           error_at(in->error, offset, "the curve reads no column; expected over COLUMN before =");
}

static bool read_plot(struct reader *in, const struct data *data, struct data_plot *plot)
{
    if (!read_column(in, data, &plot->column))
        return false;
    if (reader_takes(in, "over") && !read_column(in, data, &plot->over))
        return false;
    if (*in->at == '=') {
        reader_skip(in, 1);
        return read_curve(in, plot);
    }
    if (plot->over >= 0)
        return reader_finish(in);
    return reader_error(in, "expected over COLUMN or = FORMULA");
}

/* What is no column of the data may be one of the balls' records: a formula over another one. */
static bool read_record(struct reader *in, struct data_plot *plot)
{
    const struct session *session = in->session;
    struct chart_choice *record = &plot->record;
    char *rest = in->at, *over = strstr(rest, " over ");
    size_t length = over ? (size_t)(over - rest) : CHART_TEXT_MAX;
    if (length >= CHART_TEXT_MAX || strlen(over) >= CHART_TEXT_MAX)
        return false;
    memcpy(record->items[0].formula, rest, length);
    over += strlen(" over ");
    memcpy(record->over, over, strlen(over));
    struct error ignored;
    record->count =
        chart_is_possible(session->sim, session->selected, record->items[0].formula, &ignored) &&
        chart_is_possible(session->sim, session->selected, record->over, &ignored);
    if (strcmp(record->over, "n") == 0)
        memset(record->over, 0, sizeof record->over);
    if (record->count > 0)
        reader_rest(in);
    return record->count > 0;
}

static bool run_plot(struct reader *in)
{
    const struct data *data = sim_problem(in->session->sim)->data;
    struct look *look = &in->session->look;
    if (strcmp(in->at, "off") == 0 && data_find(data, "off") < 0) {
        look_set_plot(look, NULL);
        return true;
    }
    struct data_plot *plot = memory_new(1, sizeof *plot);
    *plot = (struct data_plot){1, -1, -1, memory_copy(""), NULL, {0}};
    char first[NAME_SIZE];
    name_scan(in->at, first);
    bool of_record = data_find(data, first) < 0 && read_record(in, plot);
    if (!of_record && !data)
        reader_error(in, "there are no data; expected data FILE first");
    else if (of_record || read_plot(in, data, plot)) {
        look_set_plot(look, plot);
        return true;
    }
    data_plot_release(plot);
    return false;
}

/* `COLUMN over COLUMN`: the first and the third word. */
static void offer_columns(const struct offering *offering)
{
    const struct data *data = sim_problem(offering->session->sim)->data;
    for (int i = 0; data && i < data->column_count; i++)
        if (data->columns[i].values && strcmp(offering->first, data->columns[i].name) != 0)
            offer(offering, data->columns[i].name, " ", "a column of the data");
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].of && quantity_rows[i].help && !quantity_rows[i].of_run &&
            data_find(data, quantity_rows[i].name) < 0)
            offer(offering, quantity_rows[i].name, " ", "%s", quantity_rows[i].help);
    if (*offering->first)
        offer(offering, "over", " ", "the column on the horizontal axis");
    else
        offer(offering, "off", "", "no plot");
}

void plot_write(const struct session *session, struct text *out)
{
    const struct data_plot *plot = session->look.plot;
    const struct data *data = sim_problem(session->sim)->data;
    if (plot && plot->record.count > 0)
        text_add(out, "%s over %s", plot->record.items[0].formula,
                 *plot->record.over ? plot->record.over : "n");
    if (!plot || plot->record.count > 0)
        return;
    text_add(out, "%s over %s", data->columns[plot->column].name, data->columns[plot->over].name);
    if (plot->curve)
        text_add(out, " = %s", plot->formula);
}

void plot_renew(struct session *session, char *arguments)
{
    struct error ignored;
    struct reader in = {session, NULL, NULL, arguments, arguments, &ignored};
    if (!run_plot(&in))
        look_set_plot(&session->look, NULL);
}

/* --- classes --- */

static bool has_classes(const struct data *data, int column)
{
    double values[DATA_CLASSES_MAX];
    return data->columns[column].words || data_values(data, column, values) > 0;
}

static bool run_classes(struct reader *in)
{
    const struct data *data = data_whole(sim_problem(in->session->sim)->data);
    struct classes classes = {.kind = CLASSES_OF};
    int offset = reader_offset(in), size = name_scan(in->at, classes.column);
    int column = data ? data_find(data, classes.column) : -1;
    if (reader_ended(in))
        return reader_error(in, "expected the name of a column, auto or off");
    if (column < 0 && (strcmp(in->at, "auto") == 0 || strcmp(in->at, "off") == 0)) {
        in->session->look.classes =
            (struct classes){.kind = *in->at == 'a' ? CLASSES_AUTO : CLASSES_OFF};
        return true;
    }
    if (!data)
        return reader_error(in, "there are no data; expected data FILE first");
    if (column < 0)
        return refuse_column(in, data, classes.column);
    reader_skip(in, size);
    if (!reader_finish(in))
        return false;
    if (!has_classes(data, column))
        return error_at(in->error, offset,
                        "%s has too many values; expected a column of at most %d whole numbers or "
                        "words",
                        classes.column, DATA_CLASSES_MAX);
    in->session->look.classes = classes;
    return true;
}

static void offer_classes(const struct offering *offering)
{
    const struct data *data = data_whole(sim_problem(offering->session->sim)->data);
    if (*offering->first)
        return;
    for (int i = 0; data && i < data->column_count; i++)
        if (has_classes(data, i))
            offer(offering, data->columns[i].name, "", "a column of few values");
    offer(offering, "auto", "", "what the surface reads as 0 and 1, or -1 and 1");
    offer(offering, "off", "", "points alike");
}

void classes_write(const struct session *session, struct text *out)
{
    const struct classes *classes = &session->look.classes;
    bool there = data_find(sim_problem(session->sim)->data, classes->column) >= 0;
    text_add(out, "%s",
             classes->kind == CLASSES_OFF           ? "off"
             : classes->kind == CLASSES_OF && there ? classes->column
                                                    : "auto");
}

const struct command_row plot_commands[] = {
    {"plot", "COLUMN [over COLUMN] [= FORMULA] | off",
     "what the view `data` shows, and the curve that x and y of a ball stand for; of the balls' "
     "rows any formula over another",
     "plot norm(g) over loss", run_plot, 0, offer_columns},
    {"classes", "COLUMN | auto | off", "the column that tells points in the view `data` apart",
     "classes off", run_classes, TIMED | SETS, offer_classes,
     .others = "class|hue|color by|colour by"},
    {0},
};
