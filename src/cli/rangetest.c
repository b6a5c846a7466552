/* `overshoot rangetest`: the loss of the selected ball while its rate grows from update to update.
 */

#include "cli.h"

#include "../lab/range.h"

#include <math.h>
#include <string.h>

/* What is asked for; one end alone has the other one six decades away. */
static bool read_range(const struct options *options, struct range_wish *range, struct error *error)
{
    static const double decades = 1e6;
    double from = options->from, to = options->to;
    if (options->steps == 0 || options->steps > RANGE_STEPS_MAX)
        return error_at(error, ERROR_NO_PLACE, "rangetest takes --steps from 1 to %d, not %lld",
                        RANGE_STEPS_MAX, (long long)options->steps);
    range->from = from > 0 ? from : to / decades;
    range->to = to > 0 ? to : from * decades;
    range->steps = options->steps > 0 ? options->steps : RANGE_STEPS;
    return true;
}

/* --- as CSV --- */

/* Without the sign of NaN, in which compilers differ. */
static double plain(double value)
{
    return isnan(value) ? (double)NAN : value;
}

static void write_marks(struct text *out, const struct range_test *test, double edge)
{
    struct range_mark marks[RANGE_MARKS];
    range_marks(test, marks);
    for (int k = 0; k < RANGE_MARKS; k++) {
        int i = marks[k].update;
        text_add(out, "# %s: ", marks[k].name);
        if (i < 0)
            text_add(out, "none\n");
        else
            text_add(out, "i=%d eta=%.17g\n", i, test->rows[i].eta);
    }
    if (isnan(edge))
        text_add(out, "# 2/lambda: none, as no minimum is known\n");
    else
        text_add(out, "# 2/lambda: eta=%.17g\n", edge);
    if (test->flat)
        text_add(out, "# flat: the loss never falls by more than a hundredth of the first one\n");
}

static void write_csv(struct text *out, const struct range_test *test, double edge)
{
    text_add(out, "# loss: after update i, which has that eta; at the start it is %.17g\n",
             plain(test->first));
    text_add(out, "i,eta,loss\n");
    for (int i = 0; i < test->count; i++)
        text_add(out, "%d,%.17g,%.17g\n", i, test->rows[i].eta, plain(test->rows[i].loss));
    write_marks(out, test, edge);
}

/* --- as JSON lines --- */

static void json_number(struct text *out, const char *name, double value)
{
    text_add(out, isfinite(value) ? "\"%s\":%.17g" : "\"%s\":null", name, value);
}

static void write_jsonl(struct text *out, const struct range_test *test, double edge)
{
    struct range_mark marks[RANGE_MARKS];
    range_marks(test, marks);
    for (int i = 0; i < test->count; i++) {
        text_add(out, "{\"i\":%d,\"eta\":%.17g,", i, test->rows[i].eta);
        json_number(out, "loss", test->rows[i].loss);
        text_add(out, "}\n");
    }
    for (int k = 0; k < RANGE_MARKS; k++) {
        int i = marks[k].update;
        text_add(out, "{\"mark\":\"%s\",\"i\":", marks[k].name);
        text_add(out, i < 0 ? "null," : "%d,", i);
        json_number(out, "eta", i < 0 ? (double)NAN : test->rows[i].eta);
        text_add(out, "}\n");
    }
    text_add(out, "{\"mark\":\"2/lambda\",");
    json_number(out, "eta", edge);
    text_add(out, "}\n{\"flat\":%s}\n", test->flat ? "true" : "false");
}

/* --- all of it --- */

static int test_range(struct session *session, const struct options *options, bool json)
{
    struct text out = {0};
    struct error error;
    struct range_wish range;
    if (!read_range(options, &range, &error))
        return cli_report(NULL, &error, WRONG);
    double edge = lab_range_edge(session->lab, session->sim);
    const struct range_test *test = lab_range(session->lab, session->sim, session->selected, range);
    if (json)
        write_jsonl(&out, test, edge);
    else
        write_csv(&out, test, edge);
    return cli_write(&out, options->output);
}

/* What the view shows of it. */
static int draw_range(struct session *session, const struct options *options,
                      const struct picture_format *format)
{
    struct text out = {0};
    struct error error;
    struct picture how = cli_manner(options, session, COLORS_DIRECT);
    if (!read_range(options, &session->look.range, &error))
        return cli_report(NULL, &error, WRONG);
    session->look.views = (struct picks){1, {VIEW_RANGE}};
    session->look.single |= options->bare != 0; /* a figure, as of a sweep */
    if (!picture_write(&out, session, &how, NULL, format, &error))
        return cli_report(NULL, &error, WRONG);
    return cli_write(&out, options->output);
}

int mode_rangetest(const struct options *options)
{
    const char *name = cli_format(options, "csv");
    const struct picture_format *format = picture_format_find(name);
    bool json = strcmp(name, "jsonl") == 0;
    if (!format && !json && strcmp(name, "csv") != 0)
        return cli_wrong_format(options, "rangetest writes csv, jsonl, txt, ans, svg and png",
                                name);
    struct session *session = session_new();
    int status = cli_prepare(session, options->arguments[0], options, true, -1, NULL);
    if (status == DONE)
        status = format ? draw_range(session, options, format) : test_range(session, options, json);
    return cli_close(session, status);
}
