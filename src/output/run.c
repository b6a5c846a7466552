#include "run.h"

#include "json.h"

#include "../command/script.h"

#include <math.h>
#include <string.h>

static void csv_header(FILE *out)
{
    fputs("ball,step,x,y,loss,eta,grad_x,grad_y,sharpness,event\n", out);
}

static void csv_about(FILE *out, const char *about)
{
    for (const char *line = about; *line; line += strcspn(line, "\n") + 1)
        fprintf(out, "# %.*s\n", (int)strcspn(line, "\n"), line);
}

static void csv_row(FILE *out, int ball, const struct row *row)
{
    fprintf(out, "%d,%lld,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%s\n", ball + 1,
            (long long)row->n, row->x, row->y, row->loss, row->eta, row->gx, row->gy,
            row_sharpness(row), event_names[row->event]);
}

static void no_header(FILE *out)
{
    (void)out;
}

/* JSON has no comments: it is an object of its own. */
static void json_about(FILE *out, const char *about)
{
    struct text line = {0};
    json_add_string(&line, about, strlen(about));
    fprintf(out, "{\"comment\":%s}\n", line.bytes);
    text_free(&line);
}

/* JSON has no infinity and no NaN: null stands for them. */
static void json_number(FILE *out, const char *name, double value)
{
    if (isfinite(value))
        fprintf(out, ",\"%s\":%.17g", name, value);
    else
        fprintf(out, ",\"%s\":null", name);
}

static void json_row(FILE *out, int ball, const struct row *row)
{
    fprintf(out, "{\"ball\":%d,\"step\":%lld", ball + 1, (long long)row->n);
    json_number(out, "x", row->x);
    json_number(out, "y", row->y);
    json_number(out, "loss", row->loss);
    json_number(out, "eta", row->eta);
    json_number(out, "grad_x", row->gx);
    json_number(out, "grad_y", row->gy);
    json_number(out, "sharpness", row_sharpness(row));
    fprintf(out, ",\"event\":\"%s\"}\n", event_names[row->event]);
}

const struct run_format run_formats[] = {
    {"csv", csv_about, csv_header, csv_row},
    {"jsonl", json_about, no_header, json_row},
};
const int run_format_count = (int)(sizeof run_formats / sizeof *run_formats);

const struct run_format *run_format_find(const char *name)
{
    for (int i = 0; i < run_format_count; i++)
        if (strcmp(run_formats[i].name, name) == 0)
            return &run_formats[i];
    return NULL;
}

/* The rows of the present tick; `next` holds each ball's row that was not written yet. Returns
 * whether any ball has more to come. */
static bool write_tick(const struct sim *sim, int64_t steps, const struct run_format *format,
                       FILE *out, int64_t next[BALLS_MAX])
{
    bool more = false;
    for (int i = 0; i < sim_ball_count(sim); i++) {
        const struct row *row = sim_row(sim, i);
        bool born = sim_clock(sim) >= sim_born(sim, i);
        if (born && row->n == next[i] && row->n <= steps) {
            format->row(out, i, row);
            next[i]++;
        }
        more |= !born || (next[i] <= steps && !row->diverged);
    }
    return more;
}

bool run_write(struct session *session, int64_t steps, const struct run_format *format, FILE *out,
               struct error *error)
{
    struct sim *sim = session->sim;
    int64_t next[BALLS_MAX] = {0};
    sim_seek(sim, 0);
    format->header(out);
    while (write_tick(sim, steps, format, out, next) && !ferror(out))
        if (!script_tick(session, error))
            return false;
    return true;
}

void run_write_record(struct sim *sim, const struct run_format *format, FILE *out)
{
    int64_t next[BALLS_MAX] = {0}, clock = sim_clock(sim), end = sim_end(sim);
    bool more = true;
    format->header(out);
    for (int64_t tick = 0; tick <= end && more && !ferror(out); tick++) {
        sim_seek(sim, tick);
        more = write_tick(sim, end, format, out, next);
    }
    sim_seek(sim, clock);
}
