/* Settings as commands, by their rows; and the layers, each of which is shown or hidden. */

#include "rows.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- what is typed --- */

/* The index of a choice; -1 with the error that tells those there are. */
static int read_choice(struct reader *in, const struct setting_row *row, const char *name)
{
    int index = choice_find(row->choices, name), count = *row->choices->count;
    const char *between = count == 2 ? " or " : ", ";
    struct text names = {0};
    for (int i = 0; index < 0 && i < count; i++)
        text_add(&names, "%s%s", i ? between : "", choice_at(row->choices, i)->name);
    if (index < 0)
        error_set(in->error, reader_place(in, name), "expected %s: %s%s", row->what, names.bytes,
                  row->kind == SETTING_LIST && row->high == count ? ", or all" : "");
    text_free(&names);
    return index;
}

static bool add_pick(struct reader *in, const struct setting_row *row, struct picks *picks)
{
    const char *word = reader_word(in);
    int index = read_choice(in, row, word), offset = reader_place(in, word);
    if (index < 0)
        return false;
    for (int i = 0; i < picks->count; i++)
        if (picks->items[i] == index)
            return error_at(in->error, offset, "%s is already there", word);
    if (picks->count == (int)row->high)
        return error_at(in->error, offset, "at most %d %ss are shown", (int)row->high, row->name);
    picks->items[picks->count++] = index;
    return true;
}

static bool read_list(struct reader *in, const struct setting_row *row, struct picks *list)
{
    struct picks picks = {0};
    bool all = row->high == *row->choices->count && reader_takes(in, "all");
    for (; all && picks.count < (int)row->high; picks.count++)
        picks.items[picks.count] = picks.count;
    if (all && !reader_finish(in))
        return false;
    while (!all && (picks.count == 0 || !reader_ended(in)))
        if (!add_pick(in, row, &picks))
            return false;
    *list = picks;
    return true;
}

/* `on` or `off`; nothing at all turns it round. */
static bool read_switch(struct reader *in, bool *on)
{
    int offset = reader_offset(in);
    bool turns = reader_ended(in), yes = reader_takes(in, "on");
    if (!turns && !yes && !reader_takes(in, "off"))
        return error_at(in->error, offset, "expected on or off");
    if (!reader_finish(in))
        return false;
    *on = turns ? !*on : yes;
    return true;
}

static bool is_in_range(struct reader *in, const struct setting_row *row, int offset, double value)
{
    const char *unit = row->what + strlen("the ");
    return (value >= row->low && value <= row->high) ||
           error_at(in->error, offset, "the %s %s from %.9g to %.9g %s, not %.9g", row->name,
                    row->kind == SETTING_ANGLE ? "is" : "must be", row->low, row->high, unit,
                    value);
}

/* Or an angle: a key that is held down stops at the end; what is out of range by itself is an
 * error. */
static bool read_number(struct reader *in, const struct setting_row *row, double *number)
{
    bool angle = row->kind == SETTING_ANGLE, round = angle && row->high - row->low == 360;
    bool absolute = !angle || reader_takes(in, "to");
    int offset = reader_offset(in);
    double value;
    if (!reader_number(in, "", row->what, &value))
        return false;
    if (absolute && !round && !is_in_range(in, row, offset, value))
        return false;
    value = absolute ? value : *number + value;
    if (round) {
        value = fmod(value, 360);
        *number = value > 180 ? value - 360 : value <= -180 ? value + 360 : value;
    } else {
        *number = fmin(fmax(value, row->low), row->high);
    }
    return true;
}

static bool read_count(struct reader *in, const struct setting_row *row, int64_t *count)
{
    if (!reader_takes(in, "auto"))
        return reader_count(in, "", row->what, 1, (int64_t)row->high, count);
    *count = 0;
    return reader_finish(in);
}

/* One of the two, as a reader of its own: both are expressions. */
static bool read_end(struct reader *in, const struct setting_row *row, char *text, double *value)
{
    struct reader own = *in;
    own.at = text;
    return reader_number(&own, "", row->what, value);
}

static bool read_limits(struct reader *in, const struct setting_row *row,
                        struct tone_limits *limits)
{
    struct tone_limits read = {0};
    if (reader_takes(in, "auto")) {
        *limits = read;
        return reader_finish(in);
    }
    char *to = strstr(in->at, " to ");
    if (!to)
        return reader_error(in, "expected two losses as 0.1 to 100, or auto");
    char *first = reader_until(in, to + 1, 2), *last = reader_rest(in);
    if (!read_end(in, row, first, &read.low) || !read_end(in, row, last, &read.high))
        return false;
    if (!(read.low < read.high))
        return reader_error_in(in, first, "the first must be below the second");
    *limits = read;
    return true;
}

static bool read_setting(struct reader *in, const struct setting_row *row)
{
    void *field = setting_field(row, in->session);
    int index;
    switch (row->kind) {
    case SETTING_SWITCH:
        return read_switch(in, field);
    case SETTING_CHOICE:
        if ((index = read_choice(in, row, reader_rest(in))) < 0)
            return false;
        *(int *)field = index;
        return true;
    case SETTING_LIST:
        if (!read_list(in, row, field))
            return false;
        if (field == &in->session->look.charts)
            memset(&in->session->look.chart, 0, sizeof in->session->look.chart);
        return true;
    case SETTING_NUMBER:
    case SETTING_ANGLE:
        return read_number(in, row, field);
    case SETTING_COUNT:
        return read_count(in, row, field);
    case SETTING_LIMITS:
        return read_limits(in, row, field);
    case SETTING_TEXT:
        free(*(char **)field);
        *(char **)field = memory_copy(reader_rest(in));
        return true;
    default:
        return true; /* have commands of their own */
    }
}

/* Whether the user says so: no scene, nothing that it has put off, no tape that is led. */
static bool is_users(const struct session *session)
{
    return session->script.line == 0 && !session->sim->in_appointment &&
           (!tape_is_on(session) || tape_acts(session));
}

/* `auto`, of a number or a switch of the hall. */
static bool is_released(struct reader *in, const struct setting_row *row)
{
    bool plain = row->kind == SETTING_NUMBER || row->kind == SETTING_SWITCH;
    return plain && row->hall && row->part != SETTING_OWN && reader_takes(in, "auto");
}

static bool release(struct reader *in, const struct setting_row *row)
{
    if (!reader_finish(in))
        return false;
    if (is_users(in->session)) {
        hall_release(in->session, row);
        return true;
    }
    setting_set_first(row, in->session);
    if (in->session->script.line != 0)
        hall_hold(in->session, row);
    return true;
}

bool setting_run(struct reader *in)
{
    const struct setting_row *row = setting_find(in->row->name);
    if (is_released(in, row))
        return release(in, row);
    if (!read_setting(in, row))
        return false;
    if (row->hall && is_users(in->session))
        hall_note(in->session, row);
    else if (row->hall && in->session->script.line != 0)
        hall_hold(in->session, row);
    return true;
}

/* --- what is offered --- */

static void offer_list(const struct offering *offering, const struct setting_row *row)
{
    bool more = !*offering->first || row->high > 2;
    for (int i = 0; i < *row->choices->count; i++) {
        const struct choice_row *choice = choice_at(row->choices, i);
        if (strcmp(offering->first, choice->name) != 0)
            offer(offering, choice->name, more ? " " : "", "%s", choice->help);
    }
    if (!*offering->first && row->high == *row->choices->count)
        offer(offering, "all", "", "as many as fit");
}

static void offer_angle(const struct offering *offering)
{
    struct text hint = {0};
    text_add(&hint, "now");
    for (int i = 0; i < setting_row_count; i++)
        if (setting_rows[i].kind == SETTING_ANGLE)
            text_add(&hint, "%s %s to %.6g", hint.length > 3 ? "," : "", setting_rows[i].name,
                     *(const double *)setting_value(&setting_rows[i], offering->session));
    offer(offering, "to", " ", "%s", hint.bytes);
    text_free(&hint);
}

void setting_offer(const struct offering *offering)
{
    const struct setting_row *row = setting_find(offering->row->name);
    if (row->kind == SETTING_LIST) {
        offer_list(offering, row);
    } else if (*offering->first) {
        return;
    } else if (row->kind == SETTING_CHOICE) {
        offer_choices(offering, row->choices, *(const int *)setting_value(row, offering->session));
    } else if (row->kind == SETTING_COUNT || row->kind == SETTING_LIMITS) {
        offer(offering, "auto", "",
              row->kind == SETTING_COUNT ? "as many as there is room for"
                                         : "the least and the greatest in view");
    } else if (row->kind == SETTING_ANGLE) {
        offer_angle(offering);
    } else if (row->kind == SETTING_SWITCH) {
        offer(offering, "on", "", "with it");
        offer(offering, "off", "", "without it");
    }
    bool plain = row->kind == SETTING_NUMBER || row->kind == SETTING_SWITCH;
    if (plain && row->hall && row->part != SETTING_OWN)
        offer(offering, "auto", "", "as the scene says");
}

/* --- layers --- */

static bool run_layer(struct reader *in)
{
    int layer = read_choice(in, setting_find("layers"), reader_rest(in));
    if (layer < 0)
        return false;
    bool *shown = &in->session->look.layers[layer];
    *shown = strcmp(in->row->name, "toggle") == 0 ? !*shown : strcmp(in->row->name, "show") == 0;
    return true;
}

static void offer_layers(const struct offering *offering)
{
    for (int i = 0; i < LAYER_COUNT && !*offering->first; i++) {
        const struct choice_row *layer = choice_at(&layer_choices, i);
        offer(offering, layer->name, "", "%s: %s",
              offering->session->look.layers[i] ? "shown" : "hidden", layer->help);
    }
}

const struct command_row layer_commands[] = {
    {"show", "LAYER",
     "contours, trail, future, arrows, gradient, minima, critical, start, axes, panel, chart, "
     "colorbar, ghost, batch, eigen, model, legend",
     "show contours", run_layer, TIMED, offer_layers, reword_layer, "enable|turn on"},
    {"hide", "LAYER", "hides a layer", "hide contours", run_layer, TIMED, offer_layers,
     reword_layer, "disable|turn off|no|without"},
    {"toggle", "LAYER", "shows a layer, or hides it", "toggle contours", run_layer, TIMED,
     offer_layers, reword_layer},
    {0},
};
