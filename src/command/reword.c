/* What is typed as others write it, in the words of the tables: `lr = 0.05` is `eta 0.05`. Tables
 * know the names; rows say what kind of thing their arguments are. What nobody knows stays as it
 * is, and is an error of the command. */

#include "rows.h"

#include "../base/spelling.h"

#include <ctype.h>
#include <string.h>

static bool reword_line(const struct rewording *re, struct span line);

bool reword_command(const struct rewording *re, struct span arguments)
{
    struct rewording inner = *re;
    struct span rest = arguments;
    if (strcmp(re->name, "at") == 0) {
        wording_keep(re->wording, span_until(arguments, " \t", &rest));
        reword_add(re, rest, " ");
        inner.later = true;
    }
    return reword_line(&inner, span_trimmed(rest));
}

/* --- the command --- */

/* Its name, instead of what the line begins with, and its arguments. */
static bool reword_row(const struct rewording *re, const struct command_row *row, struct span head,
                       struct span typed)
{
    struct rewording of_row = *re;
    struct span rest = span_trimmed(typed);
    size_t sign = row->flags & COMMAND_SETS ? typed_sign(rest) : 0;
    bool sets = sign > 0;
    rest = span_trimmed(span_from(rest, sign));
    of_row.name = row->name;
    of_row.words = row->words;
    reword_add(re, head, row->name);
    if (!sets && (rest.at == typed.at || (!row->reword && !row->words))) {
        wording_keep(re->wording, typed);
        return true;
    }
    if (sets)
        reword_add(re, rest, strncmp(row->arguments, "[to]", 4) == 0 ? " to " : " ");
    else
        wording_keep(re->wording, (struct span){typed.at, (size_t)(rest.at - typed.at)});
    if (rest.length == 0 || reword_named(&of_row, rest))
        return true;
    if (row->reword)
        return row->reword(&of_row, rest);
    wording_keep(re->wording, rest);
    return true;
}

/* The command that has the name among others, else in another spelling. */
static struct command_row find_command(const struct rewording *re, const char *name)
{
    struct command_row row, spelt = {0};
    for (int i = 0; (row = command_at(re->commands, i)).name; i++) {
        if (spelling_among(row.others, name))
            return row;
        if (!spelt.name && spelling_same(row.name, name))
            spelt = row;
    }
    return spelt;
}

/* `compare adam sgd` is a race, and no scenes. */
static bool is_race(const char *name, struct span arguments)
{
    char optimizer[NAME_SIZE];
    struct span rest = typed_begin(arguments);
    if (strcmp(name, "compare") != 0)
        return false;
    for (int words = 3; words > 0; words--) {
        size_t length = typed_words(rest, words);
        typed_name((struct span){rest.at, length}, optimizer);
        if (length > 0 && catalogue_optimizer(optimizer))
            return true;
    }
    return false;
}

/* A line that begins with a name of the tables themselves. */
static bool reword_exact(const struct rewording *re, const char *name, struct span head,
                         struct span rest, bool *found)
{
    struct named_value number;
    struct command_row row = command_find(re->commands, is_race(name, rest) ? "race" : name);
    struct span sign = typed_begin(rest);
    bool changes = sign.length > 1 && strchr("*/+-", *sign.at) && sign.at[1] == '=';
    *found = true;
    if (row.arguments && (!changes || row.flags & COMMAND_TEXT))
        return reword_row(re, &row, head, rest);
    *found = session_find_number(re->session, name, &number) >= 0 ||
             (re->later && catalogue_parameter(name));
    return !*found || reword_number(re, name, head, rest);
}

/* With another name. */
static bool reword_other(const struct rewording *re, const char *name, struct span head,
                         struct span rest, bool *found)
{
    char full[NAME_SIZE];
    const struct recipe *recipe = sim_recipe(re->session->sim, re->session->selected);
    const char *names = recipe_meaning(recipe, name, re->later, full);
    struct command_row row = find_command(re, name);
    *found = true;
    if (!names && row.name)
        return reword_row(re, &row, head, rest);
    if (!names)
        names = number_spelt(re->session, name, full);
    if (!names && (reword_switch(re, name, head, rest) ||
                   (isalpha((unsigned char)*name) && span_trimmed(rest).length == 0 &&
                    reword_alone(re, name, head))))
        return true;
    if (!names) /* that it is not there is said of its own name */
        names = recipe_meaning(recipe, name, true, full);
    *found = names != NULL;
    return !names || reword_number(re, names, head, rest);
}

static bool reword_line(const struct rewording *re, struct span line)
{
    char name[NAME_SIZE];
    bool found = false, good = true;
    size_t prefix = line.length > 0 && *line.at == ':' ? 1 : typed_words(line, 1);
    struct span after = typed_begin(span_from(line, prefix));
    bool set =
        span_is((struct span){line.at, prefix}, "set") && after.length > 0 && !typed_is_list(after);
    if (reword_phrase(re, line))
        return true;
    if (prefix > 0 && (set || *line.at == ':'))
        return reword_line(re, after);
    for (int words = 3; words >= 0 && !found && good; words--) {
        size_t length = typed_words(line, words > 0 ? words : 1);
        struct span head = {line.at, length}, rest = span_from(line, length);
        if (length == 0)
            continue;
        typed_name(head, name);
        good = words == 1 ? reword_exact(re, name, head, rest, &found)
                          : reword_other(re, name, head, rest, &found);
    }
    if (!found)
        wording_keep(re->wording, line);
    return good;
}

bool command_reword(const struct commands *commands, const struct session *session,
                    const char *line, struct wording *wording, struct error *error)
{
    struct rewording re = {
        .session = session, .commands = commands, .wording = wording, .error = error};
    *wording = (struct wording){.typed = line};
    struct span whole = typed_begin(span_of(line));
    if (whole.length > 0 && *whole.at != '#')
        return reword_line(&re, whole);
    wording_keep(wording, whole);
    return true;
}
