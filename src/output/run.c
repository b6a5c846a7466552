#include "run.h"

#include "json.h"

#include "../command/script.h"
#include "../model/quantity.h"

#include <math.h>
#include <string.h>

/* The numbers of a row: scripts rely on their order. */
static const enum quantity columns[] = {QUANTITY_X,        QUANTITY_Y,      QUANTITY_LOSS,
                                        QUANTITY_ETA,      QUANTITY_GRAD_X, QUANTITY_GRAD_Y,
                                        QUANTITY_SHARPNESS};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* The name of the rule that leaves a row. */
static struct text rule_name(const struct mover *mover)
{
    struct text name = {0};
    formula_write(mover->recipe->rule, &name);
    return name;
}

static void csv_header(FILE *out, const struct columns *chosen)
{
    for (int i = 0; i < chosen->count; i++)
        fprintf(out, "%s%s", i ? "," : "", chosen->items[i].name);
    fprintf(out, "%s\n", chosen->items ? "" : columns_usual);
}

static void csv_about(FILE *out, const char *about)
{
    for (const char *line = about; *line; line += strcspn(line, "\n") + 1)
        fprintf(out, "# %.*s\n", (int)strcspn(line, "\n"), line);
}

/* In quotes, where a field needs them. */
static void csv_field(FILE *out, const char *field)
{
    bool quoted = strpbrk(field, ",\"\r\n") != NULL;
    if (quoted)
        fputc('"', out);
    for (; *field; field++) {
        if (*field == '"')
            fputc('"', out);
        fputc(*field, out);
    }
    if (quoted)
        fputc('"', out);
}

static void csv_row(FILE *out, const struct sim *sim, int ball)
{
    const struct mover *mover = &sim->balls[ball]->mover;
    const struct row *row = &mover->now.row;
    struct text name = rule_name(mover);
    double values[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        values[i] = quantity_rows[columns[i]].of(row);
        if (isnan(values[i]))
            values[i] = (double)NAN; /* without a sign, in which compilers differ */
    }
    /* In one call: most of a long run is this. */
    _Static_assert(COLUMNS == 7, "the format has a place for each");
    fprintf(out, "%d,%lld,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%s,", ball + 1,
            (long long)row->n, values[0], values[1], values[2], values[3], values[4], values[5],
            values[6], event_names[row->event]);
    csv_field(out, name.bytes);
    fputc('\n', out);
    text_free(&name);
}

/* What a ball has no number for is empty. */
static void csv_chosen(FILE *out, const struct sim *sim, int ball, const struct columns *chosen)
{
    const struct row *row = sim_row(sim, ball);
    struct text name = rule_name(&sim->balls[ball]->mover);
    for (int i = 0; i < chosen->count; i++) {
        const struct column *column = &chosen->items[i];
        double value = column->kind == COLUMN_NUMBER ? column_value(column, sim, ball) : 0;
        fputs(i ? "," : "", out);
        if (column->kind == COLUMN_NAME)
            csv_field(out, name.bytes);
        else if (column->kind == COLUMN_EVENT)
            fputs(event_names[row->event], out);
        else if (column->kind != COLUMN_NUMBER)
            fprintf(out, "%lld", column->kind == COLUMN_BALL ? ball + 1LL : (long long)row->n);
        else if (!isnan(value))
            fprintf(out, "%.17g", value);
    }
    fputc('\n', out);
    text_free(&name);
}

static void no_header(FILE *out, const struct columns *chosen)
{
    (void)out, (void)chosen;
}

static void json_string(FILE *out, const char *bytes)
{
    struct text string = {0};
    json_add_string(&string, bytes, strlen(bytes));
    fputs(string.bytes, out);
    text_free(&string);
}

/* JSON has no comments: it is an object of its own. */
static void json_about(FILE *out, const char *about)
{
    fputs("{\"comment\":", out);
    json_string(out, about);
    fputs("}\n", out);
}

/* JSON has no infinity and no NaN: null stands for them. */
static void json_number(FILE *out, const char *before, const char *name, double value)
{
    if (isfinite(value))
        fprintf(out, "%s\"%s\":%.17g", before, name, value);
    else
        fprintf(out, "%s\"%s\":null", before, name);
}

static void json_row(FILE *out, const struct sim *sim, int ball)
{
    const struct mover *mover = &sim->balls[ball]->mover;
    const struct row *row = &mover->now.row;
    struct text name = rule_name(mover);
    fprintf(out, "{\"ball\":%d,\"step\":%lld", ball + 1, (long long)row->n);
    for (int i = 0; i < COLUMNS; i++)
        json_number(out, ",", quantity_rows[columns[i]].name, quantity_rows[columns[i]].of(row));
    fprintf(out, ",\"event\":\"%s\",\"name\":", event_names[row->event]);
    json_string(out, name.bytes);
    fputs("}\n", out);
    text_free(&name);
}

static void json_chosen(FILE *out, const struct sim *sim, int ball, const struct columns *chosen)
{
    const struct row *row = sim_row(sim, ball);
    struct text name = rule_name(&sim->balls[ball]->mover);
    for (int i = 0; i < chosen->count; i++) {
        const struct column *column = &chosen->items[i];
        const char *before = i ? "," : "{";
        const char *words = column->kind == COLUMN_NAME ? name.bytes : event_names[row->event];
        if (column->kind == COLUMN_NUMBER) {
            json_number(out, before, column->name, column_value(column, sim, ball));
        } else if (column->kind == COLUMN_BALL || column->kind == COLUMN_STEP) {
            fprintf(out, "%s\"%s\":%lld", before, column->name,
                    column->kind == COLUMN_BALL ? ball + 1LL : (long long)row->n);
        } else {
            fprintf(out, "%s\"%s\":", before, column->name);
            json_string(out, words);
        }
    }
    fputs("}\n", out);
    text_free(&name);
}

const struct run_format run_formats[] = {
    {"csv", csv_about, csv_header, csv_row, csv_chosen},
    {"jsonl", json_about, no_header, json_row, json_chosen},
};
const int run_format_count = (int)(sizeof run_formats / sizeof *run_formats);

const struct run_format *run_format_find(const char *name)
{
    for (int i = 0; i < run_format_count; i++)
        if (strcmp(run_formats[i].name, name) == 0)
            return &run_formats[i];
    return NULL;
}

static void write_row(const struct sim *sim, int ball, const struct run_table *table, FILE *out)
{
    if (table->columns.items)
        table->format->chosen(out, sim, ball, &table->columns);
    else
        table->format->row(out, sim, ball);
}

/* The rows of the present tick; `next` holds each ball's row that was not written yet. Returns
 * whether any ball has more to come. */
static bool write_tick(const struct sim *sim, int64_t steps, const struct run_table *table,
                       FILE *out, int64_t next[BALLS_MAX])
{
    bool more = false;
    for (int i = 0; i < sim->ball_count; i++) {
        const struct row *row = sim_row(sim, i);
        bool born = sim->clock >= sim->balls[i]->born;
        if (born && row->n == next[i] && row->n <= steps) {
            if (table->every <= 1 || row->n % table->every == 0 || row->diverged)
                write_row(sim, i, table, out);
            next[i]++;
        }
        more |= !born || (next[i] <= steps && !row->diverged);
    }
    return more;
}

bool run_write(struct session *session, int64_t steps, const struct run_table *table, FILE *out,
               struct error *error)
{
    struct sim *sim = session->sim;
    int64_t next[BALLS_MAX] = {0};
    sim_seek(sim, 0);
    table->format->header(out, &table->columns);
    while (write_tick(sim, steps, table, out, next) && !ferror(out))
        if (!script_tick(session, error))
            return false;
    return true;
}

void run_write_record(struct sim *sim, const struct run_format *format, FILE *out)
{
    const struct run_table table = {.format = format};
    int64_t next[BALLS_MAX] = {0}, clock = sim->clock, end = sim->end;
    sim_seek(sim, 0);
    format->header(out, &table.columns);
    while (write_tick(sim, end, &table, out, next) && sim->clock < end && !ferror(out))
        sim_seek(sim, sim->clock + 1);
    sim_seek(sim, clock);
}
