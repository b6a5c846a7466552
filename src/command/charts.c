/* Which charts are shown, and the cursor that reads them. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include <stdlib.h>
#include <string.h>

static int find_chart(const char *word)
{
    for (int i = 0; i < CHART_COUNT; i++)
        if (strcmp(chart_rows[i].name, word) == 0)
            return i;
    return -1;
}

static bool add_chart(const char *word, int offset, enum chart_kind *charts, int *count,
                      struct error *error)
{
    int kind = find_chart(word);
    if (kind < 0) {
        struct text names = {0};
        for (int i = 0; i < CHART_COUNT; i++)
            text_add(&names, "%s%s", i ? ", " : "", chart_rows[i].name);
        error_at(error, offset, "expected charts: %s, or all", names.bytes);
        text_free(&names);
        return false;
    }
    for (int i = 0; i < *count; i++)
        if ((int)charts[i] == kind)
            return error_at(error, offset, "%s is there already", word);
    charts[(*count)++] = (enum chart_kind)kind;
    return true;
}

bool command_charts(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    enum chart_kind charts[CHART_COUNT] = {CHART_LOSS};
    int count = 0;
    do {
        reader_skip(&reader);
        int offset = reader_offset(&reader);
        char *word = reader_word(&reader);
        bool all = word && count == 0 && strcmp(word, "all") == 0;
        bool good = all || add_chart(word ? word : "", offset, charts, &count, error);
        free(word);
        if (!good || (all && !reader_finish(&reader, error)))
            return false;
        if (all) {
            look_show_all_charts(&session->look);
            return true;
        }
    } while (!reader_ended(&reader));
    memcpy(session->look.charts, charts, sizeof charts);
    session->look.chart_count = count;
    return true;
}

/* By hundredths of the axis, and where it is short by iterations; from the present one at first. */
static void move_cursor(struct session *session, int direction)
{
    int64_t step = charts_span(session) / 100, end = sim_end(session->sim);
    if (session->look.cursor < 0) {
        session->look.cursor = sim_clock(session->sim);
        return;
    }
    session->look.cursor += direction * (step > 0 ? step : 1);
    session->look.cursor = session->look.cursor > end ? end
                           : session->look.cursor < 0 ? 0
                                                      : session->look.cursor;
}

bool command_cursor(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    char *word = reader_rest(&reader);
    bool off = strcmp(word, "off") == 0, next = strcmp(word, "next") == 0;
    bool moves = next || strcmp(word, "previous") == 0, nothing = !*word;
    free(word);
    if (nothing)
        return error_at(error, reader_offset(&reader),
                        "expected an iteration, next, previous or off");
    int64_t tick = -1;
    reader = reader_begin(arguments);
    if (moves)
        move_cursor(session, next ? 1 : -1);
    else if (off || reader_count(&reader, session, "", "the cursor's iteration", 0,
                                 INT64_C(1000000000000), &tick, error))
        session->look.cursor = tick;
    else
        return false;
    return true;
}
