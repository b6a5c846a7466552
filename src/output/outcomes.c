#include "outcomes.h"

#include <math.h>
#include <string.h>

static void csv_header(FILE *out, const struct outcome_table *table)
{
    for (int k = 0; k < table->task->axis_count; k++)
        fprintf(out, "%s,", table->task->axes[k].name);
    fputs("outcome,iterations,loss,overshoots,label,x,y\n", out);
}

/* Without the sign of NaN, in which compilers differ. */
static double plain(double value)
{
    return isnan(value) ? (double)NAN : value;
}

static void csv_row(FILE *out, const struct outcome_table *table, int64_t cell,
                    const struct outcome *outcome)
{
    double numbers[SWEEP_AXES];
    char word[VERDICT_SIZE];
    sweep_numbers(table->sweep, cell, numbers);
    for (int k = 0; k < table->task->axis_count; k++)
        fprintf(out, "%.17g,", numbers[k]);
    fprintf(out, "%s,%lld,%.17g,%lld,%s,%.17g,%.17g\n", fate_names[outcome->fate],
            (long long)outcome->iterations, plain(outcome->loss), (long long)outcome->overshoots,
            verdict_write(outcome->verdict, word), plain(outcome->x), plain(outcome->y));
}

static void no_header(FILE *out, const struct outcome_table *table)
{
    (void)out, (void)table;
}

/* JSON has no infinity and no NaN: null stands for them. */
static void json_number(FILE *out, const char *name, double value)
{
    if (isfinite(value))
        fprintf(out, "\"%s\":%.17g", name, value);
    else
        fprintf(out, "\"%s\":null", name);
}

static void json_row(FILE *out, const struct outcome_table *table, int64_t cell,
                     const struct outcome *outcome)
{
    double numbers[SWEEP_AXES];
    char word[VERDICT_SIZE];
    sweep_numbers(table->sweep, cell, numbers);
    fputs("{", out);
    for (int k = 0; k < table->task->axis_count; k++) {
        json_number(out, table->task->axes[k].name, numbers[k]);
        fputs(",", out);
    }
    fprintf(out, "\"outcome\":\"%s\",\"iterations\":%lld,", fate_names[outcome->fate],
            (long long)outcome->iterations);
    json_number(out, "loss", outcome->loss);
    fprintf(out, ",\"overshoots\":%lld,\"label\":\"%s\",", (long long)outcome->overshoots,
            verdict_write(outcome->verdict, word));
    json_number(out, "x", outcome->x);
    fputs(",", out);
    json_number(out, "y", outcome->y);
    fputs("}\n", out);
}

static const struct outcome_format formats[] = {
    {"csv", csv_header, csv_row},
    {"jsonl", no_header, json_row},
};

const struct outcome_format *outcome_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}
