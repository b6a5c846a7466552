/* What can stand at the cursor of a command line. */

#include "command.h"

#include "topics.h"

#include "../base/array.h"
#include "../base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void offer(struct completions *completions, const char *word, const char *text,
                  const char *ending, const char *hint)
{
    if (strncmp(text, word, strlen(word)) != 0)
        return;
    struct text whole = {0};
    text_add(&whole, "%s%s", text, ending);
    *array_add(completions->items, completions->count, completions->capacity) =
        (struct completion){whole.bytes, memory_copy(hint)};
}

/* One of several: its hint says whether it is so now. */
static void offer_choice(struct completions *completions, const char *word, const char *text,
                         const char *hint, bool now)
{
    struct text whole = {0};
    text_add(&whole, "%s%s", now ? "now: " : "", hint);
    offer(completions, word, text, "", whole.bytes);
    text_free(&whole);
}

static void offer_numbers(const struct session *session, struct completions *completions,
                          const char *word, const char *ending)
{
    struct named_value number;
    for (int i = 0; session_number(session, i, &number); i++) {
        char hint[160];
        snprintf(hint, sizeof hint, "now %.6g%s%s", number.value, number.row ? ", " : "",
                 number.row ? number.row->help : "");
        offer(completions, word, number.name, ending, hint);
    }
}

static void offer_commands(const struct session *session, struct completions *completions,
                           const char *word)
{
    for (int i = 0; i < command_row_count; i++)
        if (command_rows[i].arguments)
            offer(completions, word, command_rows[i].name, *command_rows[i].arguments ? " " : "",
                  command_rows[i].help);
    offer_numbers(session, completions, word, " ");
}

static void offer_parameters(struct completions *completions, const char *word,
                             const struct parameter_row *rows)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++) {
        char hint[160];
        snprintf(hint, sizeof hint, "default %g, %s", rows[i].value, rows[i].help);
        offer(completions, word, rows[i].name, "=", hint);
    }
}

static void offer_surfaces(const struct session *session, struct completions *completions,
                           const char *word, const char *first)
{
    (void)session;
    for (int i = 0; i < surface_row_count && !*first; i++)
        offer(completions, word, surface_rows[i].name, "", surface_rows[i].title);
}

static void offer_optimizers(const struct session *session, struct completions *completions,
                             const char *word, const char *first)
{
    (void)session;
    const struct optimizer_row *row = catalogue_optimizer(first);
    if (row)
        offer_parameters(completions, word, row->parameters);
    for (int i = 0; i < optimizer_row_count && !*first; i++)
        offer(completions, word, optimizer_rows[i].name, " ", optimizer_rows[i].title);
}

static void offer_schedules(const struct session *session, struct completions *completions,
                            const char *word, const char *first)
{
    (void)session;
    const struct schedule_row *row = catalogue_schedule(first);
    if (row)
        offer_parameters(completions, word, row->parameters);
    for (int i = 0; i < schedule_row_count && !*first; i++)
        offer(completions, word, schedule_rows[i].name, " ", schedule_rows[i].title);
    if (*first)
        offer(completions, word, "per epoch", "", "at the end: its n counts epochs");
}

static void offer_batch(const struct session *session, struct completions *completions,
                        const char *word, const char *first)
{
    bool all = sim_recipe(session->sim, session->selected)->batch == 0;
    if (*first)
        offer(completions, word, "stream", "=", "balls of one stream get the same batches");
    else
        offer_choice(completions, word, "all", "the full loss", all);
}

static void offer_layers(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    for (int i = 0; i < LAYER_COUNT && !*first; i++) {
        char hint[120];
        snprintf(hint, sizeof hint, "%s: %s", session->look.layers[i] ? "shown" : "hidden",
                 layer_rows[i].help);
        offer(completions, word, layer_rows[i].name, "", hint);
    }
}

static void offer_colors(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    (void)session;
    for (int i = 0; i < colormap_row_count && !*first; i++)
        offer(completions, word, colormap_rows[i].name, "", colormap_rows[i].title);
}

static void offer_scales(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    if (*first)
        return;
    offer_choice(completions, word, "log", "small losses can be told apart, too",
                 session->look.scale == SCALE_LOG);
    offer_choice(completions, word, "linear", "equal steps of colour are equal steps of loss",
                 session->look.scale == SCALE_LINEAR);
}

static void offer_views(const struct session *session, struct completions *completions,
                        const char *word, const char *first)
{
    (void)session;
    for (int i = 0; i < VIEW_COUNT; i++)
        if (strcmp(first, view_rows[i].name) != 0)
            offer(completions, word, view_rows[i].name, *first ? "" : " ", view_rows[i].help);
    if (!*first)
        offer(completions, word, "next", "", "the next view, or two of them");
    if (!*first)
        offer(completions, word, "previous", "", "the one before");
}

static void offer_switch(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    (void)session;
    if (*first)
        return;
    offer(completions, word, "on", "", "with it");
    offer(completions, word, "off", "", "without it");
}

static void offer_directions(const struct session *session, struct completions *completions,
                             const char *word, const char *first)
{
    static const char *const hints[SLICE_DIRECTION_COUNT] = {[SLICE_STEP] = "along the next step",
                                                             [SLICE_X] = "along the axis of x",
                                                             [SLICE_Y] = "along the axis of y"};
    for (int i = 0; i < SLICE_DIRECTION_COUNT && !*first; i++)
        offer_choice(completions, word, slice_names[i], hints[i], (int)session->look.slice == i);
}

static void offer_charts(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    (void)session;
    for (int i = 0; i < CHART_COUNT; i++)
        if (strcmp(first, chart_rows[i].name) != 0)
            offer(completions, word, chart_rows[i].name, " ", chart_rows[i].help);
    if (!*first)
        offer(completions, word, "all", "", "as many as fit");
}

static void offer_cursor(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    if (*first)
        return;
    offer(completions, word, "next", "", "a little later");
    offer(completions, word, "previous", "", "a little earlier");
    offer(completions, word, "off", "", session->look.cursor < 0 ? "now" : "");
}

static void offer_ghosts(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    if (*first)
        return;
    bool on = session->look.layers[LAYER_GHOST];
    offer(completions, word, "keep", "", "the present trails");
    offer(completions, word, "clear", "", "none of them");
    offer_choice(completions, word, "on", "of every run the one before", on);
    offer_choice(completions, word, "off", "only those that are kept by hand", !on);
}

static void offer_fork(const struct session *session, struct completions *completions,
                       const char *word, const char *first)
{
    (void)first;
    struct named_value number;
    for (int i = 0; i <= sim_recipe(session->sim, session->selected)->values.count; i++)
        if (session_number(session, i, &number)) {
            char hint[160];
            snprintf(hint, sizeof hint, "now %.6g", number.value);
            offer(completions, word, number.name, "=", hint);
        }
}

static void offer_to(const struct session *session, struct completions *completions,
                     const char *word, const char *first)
{
    char hint[60];
    snprintf(hint, sizeof hint, "now turn to %.6g, tilt to %.6g", session->look.turn,
             session->look.tilt);
    if (!*first)
        offer(completions, word, "to", " ", hint);
}

static void offer_lists(const struct session *session, struct completions *completions,
                        const char *word, const char *first)
{
    (void)session;
    const char *help;
    for (int i = 0; !*first && list_kind_at(i, &help); i++)
        offer(completions, word, list_kind_at(i, &help), "", help);
}

static void offer_balls(const struct session *session, struct completions *completions,
                        const char *word, const char *first)
{
    for (int i = 0; i < sim_ball_count(session->sim) && !*first; i++) {
        const struct optimizer_row *row = sim_recipe(session->sim, i)->rule->row;
        char number[16];
        snprintf(number, sizeof number, "%d", i + 1);
        offer_choice(completions, word, number, row ? row->name : "a typed rule",
                     i == session->selected);
    }
}

static void offer_race(const struct session *session, struct completions *completions,
                       const char *word, const char *first)
{
    offer_optimizers(session, completions, word, "");
    if (!*first)
        return;
    offer(completions, word, "budget=", "", "the iterations that each has");
    offer(completions, word, "tuned", "", "each with the best eta that a search finds");
}

static void offer_budget(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    static const char *const hints[] = {"as they were given", "the usual ones",
                                        "found by the search of a race"};
    for (int i = 0; i < RATES_COUNT && *first; i++)
        offer_choice(completions, word, rates_names[i], hints[i], (int)session->rates == i);
}

/* Topics, and all names that help has a page for. */
static void offer_topics(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    if (*first)
        return;
    for (int i = 0; i < topic_row_count; i++)
        offer(completions, word, topic_rows[i].name, "", topic_rows[i].title);
    for (int i = 0; i < command_row_count; i++)
        if (command_rows[i].arguments && topic_find(command_rows[i].name) == NULL)
            offer(completions, word, command_rows[i].name, "", command_rows[i].help);
    offer_optimizers(session, completions, word, first);
    offer_schedules(session, completions, word, first);
    offer_surfaces(session, completions, word, first);
}

/* `COLUMN over COLUMN`: the first and the third word. */
static void offer_columns(const struct session *session, struct completions *completions,
                          const char *word, const char *first)
{
    const struct data *data = sim_problem(session->sim)->data;
    for (int i = 0; data && i < data->column_count; i++)
        if (data->columns[i].values && strcmp(first, data->columns[i].name) != 0)
            offer(completions, word, data->columns[i].name, " ", "a column of the data");
    if (*first)
        offer(completions, word, "over", " ", "what is on the axis below");
    else
        offer(completions, word, "off", "", "no plot");
}

static void offer_files(const struct session *session, struct completions *completions,
                        const char *word, const char *first)
{
    (void)session, (void)word, (void)first;
    completions->files = true;
}

/* The keys that a course can press, each once. */
static void offer_keys(const struct session *session, struct completions *completions,
                       const char *word, const char *first)
{
    (void)first;
    for (int i = 0; i < key_row_count; i++)
        if (key_find(session, key_rows[i].key) == &key_rows[i])
            offer(completions, word, key_rows[i].key, "", key_rows[i].help);
}

static void offer_record(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    if (session->host.recording && !*first)
        offer(completions, word, "stop", "", "it is being recorded");
    else
        offer_files(session, completions, word, first);
}

/* What a command's arguments can be; `first` is the first of them when the cursor is past it. */
static const struct {
    const char *command;
    void (*offer)(const struct session *session, struct completions *completions, const char *word,
                  const char *first);
} argument_kinds[] = {
    {"surface", offer_surfaces}, {"optimizer", offer_optimizers},
    {"ball", offer_optimizers},  {"schedule", offer_schedules},
    {"show", offer_layers},      {"hide", offer_layers},
    {"toggle", offer_layers},    {"color", offer_colors},
    {"scale", offer_scales},     {"view", offer_views},
    {"list", offer_lists},       {"help", offer_topics},
    {"open", offer_files},       {"single", offer_switch},
    {"follow", offer_switch},    {"big", offer_switch},
    {"slice", offer_directions}, {"save", offer_files},
    {"export", offer_files},     {"screenshot", offer_files},
    {"ghost", offer_ghosts},     {"fork", offer_fork},
    {"turn", offer_to},          {"tilt", offer_to},
    {"select", offer_balls},     {"remove", offer_balls},
    {"race", offer_race},        {"budget", offer_budget},
    {"charts", offer_charts},    {"cursor", offer_cursor},
    {"data", offer_files},       {"plot", offer_columns},
    {"record", offer_record},    {"press", offer_keys},
    {"batch", offer_batch},
};

/* Past `all ` and `at N ` another command stands. */
static int skip_prefixes(const char *line, int cursor)
{
    int at = 0;
    for (;;) {
        at += (int)strspn(line + at, " \t");
        int words = strncmp(line + at, "all ", 4) == 0  ? 1
                    : strncmp(line + at, "at ", 3) == 0 ? 2
                                                        : 0;
        int next = at;
        for (; words > 0; words--) {
            next += (int)strcspn(line + next, " \t");
            next += (int)strspn(line + next, " \t");
        }
        if (next == at || next > cursor)
            return at;
        at = next;
    }
}

static char *word_at(const char *line, int begin)
{
    return memory_copy_bytes(line + begin, strcspn(line + begin, " \t"));
}

void command_complete(const struct session *session, const char *line, int cursor,
                      struct completions *completions)
{
    *completions = (struct completions){0};
    char *head = memory_copy_bytes(line, (size_t)cursor); /* what is before the cursor counts */
    int begin = skip_prefixes(head, cursor);
    int word = cursor;
    while (word > begin && head[word - 1] != ' ' && head[word - 1] != '\t')
        word--;
    completions->begin = word;
    if (word == begin) {
        offer_commands(session, completions, head + word);
    } else {
        char *command = word_at(head, begin);
        int after = begin + (int)strlen(command);
        after += (int)strspn(head + after, " \t");
        char *first = after < word ? word_at(head, after) : memory_copy("");
        for (size_t i = 0; i < sizeof argument_kinds / sizeof *argument_kinds; i++)
            if (strcmp(argument_kinds[i].command, command) == 0)
                argument_kinds[i].offer(session, completions, head + word, first);
        free(first);
        free(command);
    }
    free(head);
}

void completions_free(struct completions *completions)
{
    for (int i = 0; i < completions->count; i++) {
        free(completions->items[i].text);
        free(completions->items[i].hint);
    }
    free(completions->items);
    *completions = (struct completions){0};
}
