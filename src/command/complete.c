/* What can stand at the cursor of a command line. */

#include "command.h"

#include "../base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void offer(struct completions *completions, const char *word, const char *text,
                  const char *ending, const char *hint)
{
    if (strncmp(text, word, strlen(word)) != 0)
        return;
    if (completions->count == completions->capacity) {
        completions->capacity = completions->capacity ? 2 * completions->capacity : 32;
        completions->items = memory_resize(completions->items, (size_t)completions->capacity,
                                           sizeof *completions->items);
    }
    struct text whole = {0};
    text_add(&whole, "%s%s", text, ending);
    completions->items[completions->count++] = (struct completion){whole.bytes, memory_copy(hint)};
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
}

static void offer_layers(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    for (int i = 0; i < LAYER_COUNT && !*first; i++) {
        char hint[120];
        snprintf(hint, sizeof hint, "%s: %s", session->layers[i] ? "shown" : "hidden",
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
    offer(completions, word, "log", "", session->scale == SCALE_LOG ? "now" : "");
    offer(completions, word, "linear", "", session->scale == SCALE_LINEAR ? "now" : "");
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
    for (int i = 0; i < SLICE_DIRECTION_COUNT && !*first; i++)
        offer(completions, word, slice_names[i], "", (int)session->slice == i ? "now" : "");
}

static void offer_ghosts(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    if (*first)
        return;
    bool on = session->layers[LAYER_GHOST];
    offer(completions, word, "keep", "", "the present trails");
    offer(completions, word, "clear", "", "none of them");
    offer(completions, word, "on", "", on ? "now" : "of every run the one before");
    offer(completions, word, "off", "", on ? "" : "now");
}

static void offer_fork(const struct session *session, struct completions *completions,
                       const char *word, const char *first)
{
    (void)first;
    struct named_value number;
    for (int i = 0; i <= sim_value_count(session->sim, session->selected); i++)
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
    snprintf(hint, sizeof hint, "now turn to %.6g, tilt to %.6g", session->turn, session->tilt);
    if (!*first)
        offer(completions, word, "to", " ", hint);
}

static void offer_lists(const struct session *session, struct completions *completions,
                        const char *word, const char *first)
{
    (void)session;
    static const char *const kinds[] = {"surfaces", "optimizers", "schedules",
                                        "commands", "keys",       "colors"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !*first; i++)
        offer(completions, word, kinds[i], "", "");
}

static void offer_topics(const struct session *session, struct completions *completions,
                         const char *word, const char *first)
{
    if (*first)
        return;
    for (int i = 0; i < command_row_count; i++)
        if (command_rows[i].arguments)
            offer(completions, word, command_rows[i].name, "", "a command");
    offer_optimizers(session, completions, word, first);
    offer_schedules(session, completions, word, first);
    offer_surfaces(session, completions, word, first);
}

static void offer_files(const struct session *session, struct completions *completions,
                        const char *word, const char *first)
{
    (void)session, (void)word, (void)first;
    completions->files = true;
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
