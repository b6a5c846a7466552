/* Pages of help, all made from the tables. */

#include "rows.h"

#include "../base/spelling.h"
#include "../lang/vocabulary.h"
#include "../model/quantity.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

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

/* What it is called, too, behind a first word. */
static void help_others(struct text *out, const char *before, const char *others)
{
    for (size_t length; others && *others; others += length, others += *others == '|') {
        length = strcspn(others, "|");
        text_add(out, "%s%.*s", before, (int)length, others);
        before = ", ";
    }
    text_add(out, "%s", others ? "\n" : "");
}

static bool help_row(struct text *out, const struct formula_row *row, const char *kind)
{
    if (!row)
        return false;
    text_add(out, "%s: %s (%s)\n\n%s\n\n", row->name, row->title, kind, row->lesson);
    help_formula(out, row->formula);
    help_parameters(row->parameters, out);
    help_others(out, "Also: ", row->others);
    for (int i = 0; i < VARIANTS_MAX && row->variants[i].others; i++) {
        help_others(out, "Also: ", row->variants[i].others);
        text_add(out, "  which is %s %s\n", row->name, row->variants[i].values);
    }
    help_source(out, row->source, row->note);
    help_tries(out, row->tries);
    return true;
}

/* The session may ask where its minima are; or be NULL. */
static bool help_surface(struct text *out, const struct surface_row *row,
                         const struct session *session)
{
    if (!row)
        return false;
    text_add(out, "%s: %s (a surface)\n\n", row->name, row->title);
    help_formula(out, row->formula);
    text_add(out, "  on [%g,%g] x [%g,%g], start %g, %g\n  ", row->x0, row->x1, row->y0, row->y1,
             row->start.x, row->start.y);
    list_minima(out, row, session);
    help_others(out, "Also: ", row->others);
    help_source(out, row->source, NULL);
    struct text line = {0};
    text_add(&line, "surface %s", row->name);
    help_tries(out, line.bytes);
    text_free(&line);
    return true;
}

/* The functions of conditions. */
static void write_outcomes(struct text *out)
{
    char usage[QUANTITY_USAGE_SIZE];
    text_add(out,
             "\nA condition is a formula with these functions of a ball (from 1) and, where there "
             "is\nan N, of an iteration:\n");
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].help)
            text_add(out, "  %-26s %s\n", quantity_usage(&quantity_rows[i], usage),
                     quantity_rows[i].help);
    for (int i = 0; i < outcome_row_count; i++) {
        snprintf(usage, sizeof usage, "%s(BALL)", outcome_rows[i].name);
        text_add(out, "  %-26s %s\n", usage, outcome_rows[i].help);
    }
    text_add(out, "\nOf the crowd, where the clock is:\n");
    for (int i = 0; i < crowd_word_row_count; i++)
        text_add(out, "  %-26s %s\n", crowd_word_rows[i].name, crowd_word_rows[i].help);
    text_add(out, "  %-26s %s\n", CROWD_IN "(X0, X1, Y0, Y1)", "the share of it that is there");
    text_add(
        out,
        "\nand mean, sum, highest, lowest and latest over rows, as in mean(loss(1), 200, 300): in "
        "iterations 200 to 300, without these in all; latest(a, 40) is at one. There a formula "
        "reads "
        "what a ball has in a row: these by their names, its numbers, what its rule keeps (m, "
        "norm(v)), theta, g, and what was in rows before: before(a), ema(a, 0.9), mean(a) ... of "
        "the "
        "rows so far.\n\nA number that a rule keeps is a function of its own: rate(1, 100).\n");
}

static bool help_command(const struct commands *commands, struct text *out, const char *topic)
{
    struct command_row row = command_find(commands, topic);
    if (!row.name)
        return false;
    text_add(out, "%s %s\n\n  %s\n", row.name, row.arguments, row.help);
    help_others(out, "Also: ", row.others);
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
    static const char *const languages[LANGUAGE_COUNT] = {
        [LANGUAGE_SURFACE] = "surface",   [LANGUAGE_RULE] = "rule",
        [LANGUAGE_SCHEDULE] = "schedule", [LANGUAGE_CURVE] = "plot",
        [LANGUAGE_VALUE] = "value",       [LANGUAGE_RECORD] = "chart"};
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
    const char *usage, *also;
    size_t column = strlen(heading);
    text_add(out, "%s", heading);
    for (int i = 0; (usage = function_usage_at(i, &known, &also)); i++) {
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
    write_functions(out, "  in surfaces over data, in charts over the rows so far:",
                    LANGUAGE_BIT(LANGUAGE_SURFACE) | LANGUAGE_BIT(LANGUAGE_RECORD));
    write_functions(out, "  in charts:", LANGUAGE_BIT(LANGUAGE_RECORD));
    text_add(out, "\n");
}

/* A function of formulas, by any of its names. */
static bool help_function(struct text *out, const char *topic)
{
    const char *name = function_name(topic), *usage, *also;
    unsigned languages;
    for (int i = 0; name && (usage = function_usage_at(i, &languages, &also)); i++) {
        if (strncmp(usage, name, strlen(name)) != 0 || isalnum((unsigned char)usage[strlen(name)]))
            continue;
        text_add(out, "%s: a function of formulas%s", usage, also ? "" : "\n");
        help_others(out, ", also called ", also);
        text_add(out, "`help formulas` has all of them.\n\n");
    }
    return name;
}

static bool help_topic(struct text *out, const char *name)
{
    char plain[NAME_SIZE]; /* Greek or not */
    const struct topic_row *topic =
        catalogue_topic(name_scan(name, plain) == (int)strlen(name) ? plain : name);
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

/* What the name may have been meant for. */
static const char *nearest_topic(const struct commands *commands, struct nearest *nearest)
{
    const char *name;
    nearest_choices(nearest, &topic_choices);
    for (int i = 0; (name = named_at(commands, i).name); i++)
        nearest_offer(nearest, name);
    const struct formula_row *formula;
    for (int i = 0; (formula = catalogue_formula(i)); i++)
        for (int k = 0; k < PARAMETERS_MAX && formula->parameters[k].name; k++)
            nearest_offer(nearest, formula->parameters[k].name);
    nearest_choices(nearest, &surface_choices);
    nearest_keys(nearest);
    return nearest_hint(nearest);
}

static bool help_layer(struct text *out, const char *name)
{
    int layer = choice_find(&layer_choices, name);
    if (layer >= 0)
        text_add(out, "%s: %s (a layer of the pictures)\n\n  show %s\n  hide %s\n\n", name,
                 choice_at(&layer_choices, layer)->help, name, name);
    return layer >= 0;
}

/* What a number or a command is called here, whose name that is elsewhere. */
static const char *own_name(const struct commands *commands, const char *name, char own[NAME_SIZE])
{
    struct command_row row;
    if (catalogue_topic(name) || catalogue_parameter(name) || command_find(commands, name).name)
        return name;
    for (int i = 0; i < number_row_count; i++)
        if (spelling_among(number_rows[i].others, name)) {
            size_t length = strcspn(number_rows[i].names, " ");
            memcpy(own, number_rows[i].names, length);
            own[length] = '\0';
            return own;
        }
    for (int i = 0; (row = command_at(commands, i)).name; i++)
        if (spelling_among(row.others, name))
            return row.name;
    return name;
}

static bool help_page(const struct commands *commands, const struct services *services,
                      const struct session *session, const char *name, struct text *out)
{
    char own[NAME_SIZE];
    const char *said = name;
    name = own_name(commands, name, own);
    bool found = help_topic(out, name);
    found |= help_command(commands, out, name);
    found |= help_row(out, catalogue_optimizer(name), "an optimizer");
    found |= help_row(out, catalogue_schedule(name), "a schedule");
    found |= help_surface(out, catalogue_surface(name), session);
    found |= help_parameter(out, name);
    found |= help_function(out, name);
    found |= help_key(out, name);
    found |= help_layer(out, name);
    found |= services && services->help_mode && services->help_mode(said, out);
    return found || (services && services->help_option && services->help_option(name, out));
}

/* --- what is searched for --- */

/* Where a word stands in a text, in any case; `whole`: and nothing of it goes on. NULL: nowhere. */
static const char *find_word(const char *text, const char *word, size_t length, bool whole)
{
    for (const char *at = text; *at; at++) {
        bool begins = at == text || !isalnum((unsigned char)at[-1]);
        if (begins && strncasecmp(at, word, length) == 0 &&
            !(whole && isalnum((unsigned char)at[length])))
            return at;
    }
    return NULL;
}

/* The line that a byte of a text is in, without blanks before it. */
static void add_line(struct text *out, const char *text, const char *at)
{
    enum { SHOWN = 58 };
    while (at > text && at[-1] != '\n')
        at--;
    at += strspn(at, " ");
    int length = (int)strcspn(at, "\n"), shown = length;
    if (length > SHOWN)
        for (shown = SHOWN; shown > 0 && at[shown] != ' ';)
            shown--;
    text_add(out, "%.*s%s\n", shown, at, shown < length ? " ..." : "");
}

/* The place of the first of the words if all of them are there, else NULL. */
static const char *find_all(const char *text, const char *wanted)
{
    const char *first = NULL;
    bool alone = !strchr(wanted, ' ');
    for (size_t length; *wanted; wanted += length + strspn(wanted + length, " ")) {
        length = strcspn(wanted, " ");
        const char *at = find_word(text, wanted, length, alone);
        if (!at)
            return NULL;
        first = first ? first : at;
    }
    return first;
}

/* Appends the pages that have all of the words, with the line of the first one. */
static bool help_search(const struct commands *commands, const struct session *session,
                        const char *wanted, struct text *out)
{
    struct text seen = {0};
    const char *name, *at;
    for (int i = 0; (name = named_at(commands, i).name); i++) {
        struct text page = {0};
        const struct topic_row *topic = catalogue_topic(name); /* whose page has all of it */
        if (!spelling_among(seen.bytes, name) && !(topic && strcmp(topic->name, name) != 0) &&
            help_page(commands, NULL, session, name, &page) &&
            (at = find_all(page.bytes, wanted))) {
            text_add(out, "  %-16s ", name);
            add_line(out, page.bytes, at);
        }
        text_add(&seen, "%s|", name);
        text_free(&page);
    }
    text_free(&seen);
    return out->length > 0;
}

bool help_write(const struct commands *commands, const struct services *services,
                const struct session *session, struct text *out, const char *topic,
                struct error *error)
{
    if (!*topic) {
        overview_write(session, out);
        return true;
    }
    if (session && strcmp(topic, "caption") == 0 && *session->words.caption)
        text_add(out, "%s\n\n", session->words.caption); /* where it has no room on the screen */
    if (help_page(commands, services, session, topic, out))
        return true;
    struct text found = {0};
    struct nearest nearest = nearest_begin(topic);
    bool any = help_search(commands, session, topic, &found);
    if (any)
        text_add(out, "Pages with `%s`; `help NAME` opens one\n\n%s", topic, found.bytes);
    text_free(&found);
    return any || error_at(error, 0, "there is no help on %.40s%s", topic,
                           nearest_topic(commands, &nearest));
}
