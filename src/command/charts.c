/* Which charts are shown, and the cursor that reads them. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include <stdlib.h>
#include <string.h>

const struct chart_row chart_rows[CHART_COUNT] = {
    [CHART_LOSS] = {"loss", "the loss, with its overshoots"},
    [CHART_ETA] = {"eta", "the learning rate"},
    [CHART_EDGE] = {"edge", "eta times sharpness, and the edge of stability"},
    [CHART_GRADIENT] = {"gradient", "the gradient's norm"},
    [CHART_DISTANCE] = {"distance", "how far the nearest minimum is"},
};

/* Where the record ends, or that of a ghost which is to be seen beside it. */
static int64_t last_tick(const struct session *session)
{
    int64_t end = sim_end(session->sim);
    for (int i = 0; session->layers[LAYER_GHOST] && i < session->ghost_count; i++)
        for (int k = 0; k < session->ghosts[i].count; k++) {
            const struct ghost_track *track = &session->ghosts[i].tracks[k];
            if (track->value_count > 0 && track->values[track->value_count - 1].tick > end)
                end = track->values[track->value_count - 1].tick;
        }
    return end;
}

/* How far the axis goes: a round number, so that the past stands still while iterations come. */
int64_t charts_span(const struct session *session)
{
    enum { LEAST = 20 };
    static const int64_t round[] = {1, 2, 5};
    int64_t end = last_tick(session), unit = 10;
    if (end <= LEAST)
        return LEAST;
    for (int i = 0;; i = (i + 1) % 3, unit *= i == 0 ? 10 : 1)
        if (round[i] * unit >= end)
            return round[i] * unit;
}

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

void charts_show_all(struct session *session)
{
    for (int i = 0; i < CHART_COUNT; i++)
        session->charts[i] = (enum chart_kind)i;
    session->chart_count = CHART_COUNT;
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
            charts_show_all(session);
            return true;
        }
    } while (!reader_ended(&reader));
    memcpy(session->charts, charts, sizeof charts);
    session->chart_count = count;
    return true;
}

/* By hundredths of the axis, and where it is short by iterations; from the present one at first. */
static void move_cursor(struct session *session, int direction)
{
    int64_t step = charts_span(session) / 100, end = sim_end(session->sim);
    if (session->cursor < 0) {
        session->cursor = sim_clock(session->sim);
        return;
    }
    session->cursor += direction * (step > 0 ? step : 1);
    session->cursor = session->cursor > end ? end : session->cursor < 0 ? 0 : session->cursor;
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
        session->cursor = tick;
    else
        return false;
    return true;
}
