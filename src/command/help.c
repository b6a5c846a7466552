/* Pages of help and lists, all made from the tables. */

#include "rows.h"

#include "../lang/vocabulary.h"
#include "../model/quantity.h"

#include <string.h>

/* --- lists --- */

/* Whose rows are listed, beside the catalogue's. */
struct listed {
    const struct commands *commands;
    const struct services *services; /* or NULL */
    const struct data *data;         /* NULL: none */
};

enum { MINIMA_SHOWN = 6 };

static void write_minima(struct text *out, const struct surface_row *row)
{
    if (row->minimum_count == 0) {
        text_add(out, "no minimum is known\n");
        return;
    }
    text_add(out, "%s at", row->minimum_count == 1 ? "minimum" : "minima");
    for (int i = 0; i < row->minimum_count && i < MINIMA_SHOWN; i++)
        text_add(out, " (%.6g, %.6g)", row->minima[i].x, row->minima[i].y);
    if (row->minimum_count > MINIMA_SHOWN)
        text_add(out, " and %d more", row->minimum_count - MINIMA_SHOWN);
    text_add(out, "\n");
}

static void list_surfaces(const struct listed *listed, struct text *out)
{
    (void)listed;
    for (int i = 0; i < surface_row_count; i++) {
        const struct surface_row *row = &surface_rows[i];
        text_add(out, "%-16s %s\n", row->name, row->title);
        text_add(out, "%-16s   %s on [%g,%g] x [%g,%g]\n", "", row->formula, row->x0, row->x1,
                 row->y0, row->y1);
        text_add(out, "%-16s   ", "");
        write_minima(out, row);
    }
}

static void list_parameters(const struct parameter_row *rows, struct text *out)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++)
        text_add(out, " %s=%g", rows[i].name, rows[i].value);
}

static void list_formulas(const struct formula_row *rows, int count, struct text *out)
{
    for (int i = 0; i < count; i++) {
        text_add(out, "%-16s %s", rows[i].name, rows[i].title);
        list_parameters(rows[i].parameters, out);
        text_add(out, "\n%-16s   %s\n", "", rows[i].formula);
    }
}

static void list_optimizers(const struct listed *listed, struct text *out)
{
    (void)listed;
    list_formulas(optimizer_rows, optimizer_row_count, out);
}

static void list_schedules(const struct listed *listed, struct text *out)
{
    (void)listed;
    list_formulas(schedule_rows, schedule_row_count, out);
}

static void list_commands(const struct listed *listed, struct text *out)
{
    const struct commands *commands = listed->commands;
    struct command_row row;
    text_add(out, "%-13s %-38s %s\n", "NAME VALUE", "also NAME = VALUE, NAME *= VALUE, /= += -=",
             "changes a number: eta, momentum, decay, a let");
    for (int i = 0; (row = command_at(commands, i)).name; i++)
        if (row.arguments)
            text_add(out, "%-13s %-38s %s\n", row.name, row.arguments, row.help);
}

/* The keys that have a meaning in the views of the mask only; 0: those that have it everywhere. */
static void write_keys(struct text *out, unsigned views)
{
    for (int i = 0; i < key_row_count; i++)
        if (views ? key_rows[i].views & views : !key_rows[i].views)
            text_add(out, "  %-10s %s\n", key_rows[i].key, key_rows[i].help);
}

static bool has_keys(unsigned views)
{
    for (int i = 0; i < key_row_count; i++)
        if (key_rows[i].views & views)
            return true;
    return false;
}

static void write_view_keys(struct text *out, int view)
{
    if (!has_keys(VIEW_BIT(view)))
        return;
    text_add(out, "Keys in the view %s:\n", choice_at(&view_choices, view)->name);
    write_keys(out, VIEW_BIT(view));
    text_add(out, "\n");
}

static void write_general_keys(struct text *out)
{
    text_add(out, "Keys:\n");
    write_keys(out, 0);
    text_add(out, "\nMouse:\n");
    for (int i = 0; i < mouse_row_count; i++)
        text_add(out, "  %-24s %s\n", mouse_rows[i].gesture, mouse_rows[i].help);
}

static void list_keys(const struct listed *listed, struct text *out)
{
    (void)listed;
    for (int i = 0; i < VIEW_COUNT; i++)
        write_view_keys(out, i);
    write_general_keys(out);
}

static void list_choices_of(const struct choices *choices, const char *before, int width,
                            struct text *out)
{
    for (int i = 0; i < *choices->count; i++)
        text_add(out, "%s%-*s %s\n", before, width, choice_at(choices, i)->name,
                 choice_at(choices, i)->help);
}

static void list_topics(const struct listed *listed, struct text *out)
{
    (void)listed;
    list_choices_of(&topic_choices, "", 16, out);
}

static void list_colors(const struct listed *listed, struct text *out)
{
    (void)listed;
    list_choices_of(&color_choices, "", 10, out);
}

static void list_scenes(const struct listed *listed, struct text *out)
{
    if (listed->services && listed->services->list_scenes)
        listed->services->list_scenes(out);
}

static void list_columns(const struct listed *listed, struct text *out)
{
    if (listed->data)
        data_list(listed->data, out);
    else
        text_add(out, "there are no data; `data FILE` loads some\n");
}

static const struct {
    const char *name, *help;
    void (*write)(const struct listed *listed, struct text *out);
} kinds[] = {
    {"surfaces", "the loss surfaces of the catalogue", list_surfaces},
    {"optimizers", "the update rules of the catalogue", list_optimizers},
    {"schedules", "the learning-rate schedules of the catalogue", list_schedules},
    {"scenes", "the scenes that `open` finds by their names", list_scenes},
    {"commands", "all that can be typed", list_commands},
    {"keys", "keys and mouse", list_keys},
    {"colors", "the colour maps", list_colors},
    {"topics", "what `help` explains beside all these", list_topics},
    {"columns", "what the data have", list_columns},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const struct choices list_choices = {kinds, sizeof *kinds, &(const int){KIND_COUNT}};

bool list_write(const struct commands *commands, const struct services *services,
                const struct data *data, struct text *out, const char *kind, struct error *error)
{
    const struct listed listed = {commands, services, data};
    int index = choice_find(&list_choices, kind);
    if (index >= 0)
        kinds[index].write(&listed, out);
    for (int i = 0; i < KIND_COUNT && !*kind; i++) {
        text_add(out, "%s%s\n", i ? "\n" : "", kinds[i].name);
        kinds[i].write(&listed, out);
    }
    char hint[80];
    struct nearest nearest = nearest_begin(kind);
    nearest_choices(&nearest, &list_choices);
    return index >= 0 || !*kind ||
           error_at(error, 0,
                    "no list is called %.40s: there are surfaces, optimizers, schedules, scenes, "
                    "commands, keys, colors, topics, columns%s",
                    kind, nearest_hint(&nearest, hint));
}

/* --- help --- */

static void help_parameters(const struct parameter_row *rows, struct text *out)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++)
        text_add(out, "  %-14s %-10g from %g to %g: %s\n", rows[i].name, rows[i].value, rows[i].low,
                 rows[i].high, rows[i].help);
    if (rows[0].name)
        text_add(out, "\n");
}

/* A formula as people write it, and then as it is typed, a statement on each line. */
static void help_formula(struct text *out, const char *formula)
{
    for (int pretty = 1; pretty >= 0; pretty--) {
        for (const char *from = formula, *end; *from; from = end + strspn(end, "; \n")) {
            struct text statement = {0};
            end = from + strcspn(from, ";\n");
            text_add(&statement, "%.*s", (int)(end - from), from);
            text_add(out, "  ");
            if (pretty)
                formula_pretty(out, statement.bytes, NULL);
            else
                text_add(out, "%s", statement.bytes);
            text_add(out, "\n");
            text_free(&statement);
        }
        text_add(out, "\n");
    }
}

/* Commands, a line each. */
static void help_tries(struct text *out, const char *tries)
{
    if (!tries)
        return;
    text_add(out, "Try:\n");
    for (const char *from = tries; *from; from += strcspn(from, "\n"), from += *from == '\n')
        text_add(out, "  %.*s\n", (int)strcspn(from, "\n"), from);
    text_add(out, "\n");
}

static void help_source(struct text *out, const char *source, const char *note)
{
    if (source)
        text_add(out, "Source: %s\n", source);
    if (note)
        text_add(out, "%s\n", note);
    text_add(out, "\n");
}

static void help_row(struct text *out, const struct formula_row *row, const char *kind)
{
    if (!row)
        return;
    text_add(out, "%s: %s (%s)\n\n%s\n\n", row->name, row->title, kind, row->lesson);
    help_formula(out, row->formula);
    help_parameters(row->parameters, out);
    help_source(out, row->source, row->note);
    help_tries(out, row->tries);
}

static void help_surface(struct text *out, const struct surface_row *row)
{
    if (!row)
        return;
    text_add(out, "%s: %s (a surface)\n\n", row->name, row->title);
    help_formula(out, row->formula);
    text_add(out, "  on [%g,%g] x [%g,%g], start %g, %g\n  ", row->x0, row->x1, row->y0, row->y1,
             row->start.x, row->start.y);
    write_minima(out, row);
    help_source(out, row->source, NULL);
}

static bool help_catalogue(struct text *out, const char *topic)
{
    const struct formula_row *optimizer = catalogue_optimizer(topic);
    const struct formula_row *schedule = catalogue_schedule(topic);
    const struct surface_row *surface = catalogue_surface(topic);
    help_row(out, optimizer, "an optimizer");
    help_row(out, schedule, "a schedule");
    help_surface(out, surface);
    return optimizer || schedule || surface;
}

/* The functions of conditions. */
static void write_outcomes(struct text *out)
{
    char usage[QUANTITY_USAGE_SIZE];
    text_add(out,
             "\nA condition is a formula with these functions of a ball (from 1) and, where N may\n"
             "stand, of an iteration:\n");
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].help)
            text_add(out, "  %-26s %s\n", quantity_usage(&quantity_rows[i], usage),
                     quantity_rows[i].help);
}

static bool help_command(const struct commands *commands, struct text *out, const char *topic)
{
    struct command_row row = command_find(commands, topic);
    if (!row.arguments)
        return false;
    text_add(out, "%s %s\n\n  %s\n", row.name, row.arguments, row.help);
    if (row.example)
        text_add(out, "\nFor example:  %s\n", row.example);
    if (strcmp(row.name, "expect") == 0 || strcmp(row.name, "wait") == 0)
        write_outcomes(out);
    text_add(out, "\n");
    return true;
}

/* The optimizers or schedules that have a parameter of that name. */
static bool help_parameter(struct text *out, const char *topic)
{
    const struct parameter_row *row = catalogue_parameter(topic);
    if (!row)
        return false;
    text_add(out, "%s is a parameter of\n", topic);
    const struct formula_row *of;
    for (int i = 0; (of = catalogue_formula(i)); i++)
        if ((row = parameter_find(of->parameters, topic)))
            text_add(out, "  %-14s %g: %s\n", of->name, row->value, row->help);
    return true;
}

/* The names of formulas, and which formulas have them. */
static void write_words(struct text *out)
{
    static const char *const languages[LANGUAGE_COUNT] = {[LANGUAGE_SURFACE] = "surface",
                                                          [LANGUAGE_RULE] = "rule",
                                                          [LANGUAGE_SCHEDULE] = "schedule",
                                                          [LANGUAGE_CURVE] = "plot",
                                                          [LANGUAGE_VALUE] = "value"};
    for (int i = 0; i < word_count; i++) {
        struct text where = {0};
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            if (words[i].languages & LANGUAGE_BIT(k))
                text_add(&where, " %s", languages[k]);
        text_add(out, "  %-10s%-25s %s\n", words[i].name,
                 words[i].languages == LANGUAGES_ALL ? " everywhere" : where.bytes, words[i].help);
        text_free(&where);
    }
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].help && quantity_rows[i].of && !word_find(quantity_rows[i].name))
            text_add(out, "  %-10s%-25s %s\n", quantity_rows[i].name, " value",
                     quantity_rows[i].help);
}

/* The functions that just these languages have. */
static void write_functions(struct text *out, const char *heading, unsigned languages)
{
    enum { WIDTH = 76 };
    unsigned known;
    const char *usage;
    size_t column = strlen(heading);
    text_add(out, "%s", heading);
    for (int i = 0; (usage = function_usage_at(i, &known)); i++) {
        if (known != languages || !*usage)
            continue;
        bool fits = column + strlen(usage) < WIDTH;
        text_add(out, "%s%s", fits ? " " : "\n  ", usage);
        column = strlen(usage) + (fits ? column + 1 : 2);
    }
    text_add(out, "\n");
}

static void help_language(struct text *out)
{
    write_words(out);
    text_add(out, "\n  + - * / ^      < <= > >= == !=\n");
    write_functions(out, " ", LANGUAGES_ALL);
    write_functions(out, "  in rules:", LANGUAGE_BIT(LANGUAGE_RULE));
    write_functions(out, "  in surfaces over data:", LANGUAGE_BIT(LANGUAGE_SURFACE));
    text_add(out, "\n");
}

static bool help_topic(struct text *out, const char *name)
{
    const struct topic_row *topic = topic_find(name);
    if (!topic)
        return false;
    text_add(out, "%s: %s\n\n%s\n\n", topic->name, topic->title, topic->text);
    if (strcmp(topic->name, "formulas") == 0)
        help_language(out);
    if (topic->formula)
        help_formula(out, topic->formula);
    if (topic->look)
        text_add(out, "On the screen:\n%s\n\n", topic->look);
    help_tries(out, topic->tries);
    return true;
}

static bool help_key(struct text *out, const char *key)
{
    bool found = false;
    for (int i = 0; i < key_row_count; i++)
        if (strcmp(key_rows[i].key, key) == 0) {
            text_add(out, "The key %s: %s\n", key, key_rows[i].help);
            if (key_rows[i].command)
                text_add(out, "  %s\n", key_rows[i].command);
            text_add(out, "\n");
            found = true;
        }
    return found;
}

static void help_overview(const struct commands *commands, const struct session *session,
                          struct text *out)
{
    text_add(out, "Type : and a command, or press a key.\n\n");
    for (int i = 0; session && i < session->look.views.count; i++)
        write_view_keys(out, session->look.views.items[i]);
    write_general_keys(out);
    text_add(out, "\nhelp TOPIC tells more of a command, a surface, an optimizer, a schedule, a "
                  "parameter, or of:\n");
    list_choices_of(&topic_choices, "  ", 12, out);
    text_add(out, "\nCommands:\n");
    list_commands(&(struct listed){.commands = commands}, out);
}

/* What the name may have been meant for. */
static const char *nearest_topic(const struct commands *commands, const char *name, char hint[80])
{
    struct command_row row;
    struct nearest nearest = nearest_begin(name);
    nearest_choices(&nearest, &topic_choices);
    for (int i = 0; (row = command_at(commands, i)).name; i++)
        nearest_offer(&nearest, row.name);
    const struct formula_row *formula;
    for (int i = 0; (formula = catalogue_formula(i)); i++) {
        nearest_offer(&nearest, formula->name);
        for (int k = 0; k < PARAMETERS_MAX && formula->parameters[k].name; k++)
            nearest_offer(&nearest, formula->parameters[k].name);
    }
    nearest_choices(&nearest, &surface_choices);
    for (int i = 0; i < key_row_count; i++)
        if (strlen(key_rows[i].key) > 1) /* every single letter is near every other */
            nearest_offer(&nearest, key_rows[i].key);
    return nearest_hint(&nearest, hint);
}

bool help_write(const struct commands *commands, const struct session *session, struct text *out,
                const char *topic, struct error *error)
{
    if (!*topic) {
        help_overview(commands, session, out);
        return true;
    }
    if (session && strcmp(topic, "caption") == 0 && *session->words.caption)
        text_add(out, "%s\n\n", session->words.caption); /* where it has no room on the screen */
    bool found = help_topic(out, topic);
    found |= help_command(commands, out, topic);
    found |= help_catalogue(out, topic);
    found |= help_parameter(out, topic);
    found |= help_key(out, topic);
    char hint[80];
    return found || error_at(error, 0, "there is no help on %.40s%s", topic,
                             nearest_topic(commands, topic, hint));
}
