/* Arguments of commands as others write them. What nobody knows stays as it is, and is an error of
 * the command. */

#include "typed.h"

#include "settings.h"

#include "../base/memory.h"
#include "../base/spelling.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void reword_add(const struct rewording *re, struct span from, const char *words)
{
    wording_add(re->wording, from.at, words);
}

/* --- arguments --- */

/* Of `in=2|out=0.5` the one that is typed alone. */
static const char *find_argument(const char *list, struct span typed, size_t *length)
{
    for (; list && *list; list += *length, list += *list == '|') {
        size_t name = strcspn(list, "=");
        *length = strcspn(list, "|");
        char one[NAME_SIZE], word[NAME_SIZE];
        span_copy((struct span){list, name}, one, sizeof one);
        if (span_copy(typed, word, sizeof word) && spelling_same(one, word)) {
            *length -= name + 1;
            return list + name + 1;
        }
    }
    return NULL;
}

/* The row's own words for an argument, where it is one that has a name. */
bool reword_named(const struct rewording *re, struct span argument)
{
    size_t length;
    char words[40];
    const char *named = find_argument(re->words, argument, &length);
    if (!named)
        return false;
    span_copy((struct span){named, length}, words, sizeof words);
    reword_add(re, argument, words);
    return true;
}

bool reword_value(const struct rewording *re, struct span arguments)
{
    typed_value(re->wording, arguments);
    return true;
}

bool reword_point(const struct rewording *re, struct span arguments)
{
    if (!typed_point(re->wording, arguments))
        wording_keep(re->wording, arguments);
    return true;
}

/* Of seed and start: another one after each start. 0 to 1, by splitmix64. */
static double chance(uint64_t *state)
{
    uint64_t bits = *state += UINT64_C(0x9e3779b97f4a7c15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
    return (double)((bits ^ bits >> 31) >> 11) / 9007199254740992.0;
}

static void add_random_point(const struct rewording *re, struct span at)
{
    const struct conditions *conditions = &re->session->sim->conditions;
    const struct region *region = &re->session->look.region;
    uint64_t state, y;
    memcpy(&state, &conditions->start.x, sizeof state);
    memcpy(&y, &conditions->start.y, sizeof y);
    state = (state ^ conditions->seed) * UINT64_C(0x9e3779b97f4a7c15) ^ y;
    struct text point = {0};
    text_add_number(&point, region->x0 + chance(&state) * (region->x1 - region->x0));
    text_add(&point, ", ");
    text_add_number(&point, region->y0 + chance(&state) * (region->y1 - region->y0));
    reword_add(re, at, point.bytes);
    text_free(&point);
}

bool reword_start(const struct rewording *re, struct span arguments)
{
    if (!span_is(arguments, "random"))
        return reword_point(re, arguments);
    add_random_point(re, arguments);
    return true;
}

bool reword_zoom(const struct rewording *re, struct span arguments)
{
    struct span point, factor = span_until_word(arguments, "at", &point);
    if (!reword_named(re, span_trimmed(factor)))
        typed_value(re->wording, factor);
    if (point.length == 0)
        return true;
    reword_add(re, point, " at ");
    return reword_point(re, span_trimmed(span_from(point, strlen("at"))));
}

static void reword_choice(const struct rewording *re, const struct choices *choices,
                          struct span word)
{
    char name[NAME_SIZE];
    int index = span_copy(word, name, sizeof name) ? choice_find(choices, name) : -1;
    if (index >= 0)
        reword_add(re, word, choice_at(choices, index)->name);
    else
        wording_keep(re->wording, word);
}

bool reword_slice(const struct rewording *re, struct span arguments)
{
    struct span other, end = span_until_word(arguments, "to", &other);
    if (other.length == 0) {
        reword_choice(re, &slice_choices, arguments);
        return true;
    }
    reword_point(re, span_trimmed(end));
    reword_add(re, other, " to ");
    return reword_point(re, span_trimmed(span_from(other, strlen("to"))));
}

bool reword_layer(const struct rewording *re, struct span arguments)
{
    reword_choice(re, &layer_choices, arguments);
    return true;
}

/* What stands between names, `map and charts`, `adam vs sgd`. */
static bool is_joint(struct span word)
{
    char copy[NAME_SIZE];
    return span_copy(word, copy, sizeof copy) && spelling_among(joining_words, copy);
}

bool reword_setting(const struct rewording *re, struct span arguments)
{
    const struct setting_row *row = setting_find(re->name);
    struct span rest = arguments;
    if (row->kind == SETTING_NUMBER)
        typed_value(re->wording, arguments);
    else if (row->kind == SETTING_SWITCH)
        reword_choice(re, &switch_choices, arguments);
    else if (row->kind == SETTING_CHOICE || row->kind == SETTING_LIST)
        while (rest.length > 0) {
            struct span word = span_until(rest, row->kind == SETTING_LIST ? " \t,+" : "", &rest);
            if (row->kind == SETTING_LIST && is_joint(word))
                continue;
            if (word.length > 0 && word.at > arguments.at)
                reword_add(re, word, " ");
            reword_choice(re, row->choices, word);
        }
    else
        wording_keep(re->wording, arguments);
    return true;
}

static bool reword_row(const struct rewording *re, const struct typed_kind *kind,
                       struct span arguments)
{
    bool found;
    if (!typed_row(re->wording, kind, arguments, &found, re->error))
        return false;
    if (!found)
        typed_rule(re->wording, arguments);
    return true;
}

bool reword_optimizer(const struct rewording *re, struct span arguments)
{
    return reword_row(re, &typed_optimizer, arguments);
}

bool reword_ball(const struct rewording *re, struct span arguments)
{
    struct span rest, first = span_until(arguments, " \t", &rest), key;
    if (span_key(first, &key) && span_is(key, typed_ball.keeps) && rest.length > 0) {
        bool good = reword_row(re, &typed_ball, span_trimmed(rest));
        reword_add(re, first, " ");
        wording_keep(re->wording, first);
        return good;
    }
    return reword_row(re, &typed_ball, arguments);
}

static bool is_budget(struct span name)
{
    char word[NAME_SIZE];
    return span_copy(name, word, sizeof word) &&
           spelling_among("budget|steps|iterations|n|epochs|max steps", word);
}

/* An entry is a name with what has a `=`, up to the next name. */
static struct span race_entry(struct span *rest)
{
    struct span all = *rest, name, entry = {all.at, 0};
    while (span_trimmed(*rest).length > 0) {
        struct span after, word = span_until(*rest, " \t,", &after);
        if (is_joint(word))
            word.length = 0;
        bool budget = span_key(word, &name) && is_budget(name);
        if (word.length > 0 && entry.length > 0 && (budget || !span_key(word, &name)))
            break;
        *rest = after;
        if (word.length > 0)
            entry = (struct span){entry.length > 0 ? entry.at : word.at, 0};
        entry.length = word.length > 0 ? (size_t)(word.at + word.length - entry.at) : entry.length;
        if (budget)
            break;
    }
    return entry;
}

bool reword_race(const struct rewording *re, struct span arguments)
{
    struct span rest = arguments, name;
    while (span_trimmed(rest).length > 0) {
        struct span entry = race_entry(&rest);
        size_t size = span_key(entry, &name);
        if (entry.length > 0 && entry.at > arguments.at)
            reword_add(re, entry, " ");
        if (size > 0 && is_budget(name)) {
            reword_add(re, entry, "budget=");
            wording_keep(re->wording, span_trimmed(span_from(entry, size)));
        } else if (!reword_row(re, &typed_optimizer, entry)) {
            return false;
        }
    }
    return true;
}

/* A parameter that is to follow a schedule: a name, and then another operand, which no formula has.
 */
int schedule_target(const struct session *session, const char *arguments, char name[NAME_SIZE])
{
    int size = name_scan(arguments, name);
    const char *rest = arguments + size + strspn(arguments + size, " \t");
    bool operand = isalnum((unsigned char)*rest) || *rest == '(' || *rest == '.' ||
                   (unsigned char)*rest >= 0x80;
    struct named_value number;
    if (size == 0 || rest == arguments + size || !operand || strncmp(rest, "then ", 5) == 0 ||
        strncmp(rest, "for ", 4) == 0)
        return 0;
    bool found = session_find_number(session, name, &number) > 0 || strcmp(name, NOISE_TARGET) == 0;
    return found ? size : 0;
}

bool reword_schedule(const struct rewording *re, struct span arguments)
{
    char target[NAME_SIZE], *text = memory_copy_bytes(arguments.at, arguments.length);
    size_t size = (size_t)schedule_target(re->session, text, target);
    size += strspn(text + size, " \t") * (size > 0);
    bool none = size > 0 && strcmp(text + size, "none") == 0;
    free(text);
    wording_keep(re->wording, (struct span){arguments.at, none ? arguments.length : size});
    return none || typed_schedules(re->wording, span_from(arguments, size), re->error);
}

/* The names of a number of the selected ball, or a let; NULL: there is none. */
static const char *number_names(const struct rewording *re, const char *name, char full[NAME_SIZE])
{
    struct named_value number;
    memcpy(full, name, strlen(name) + 1);
    if (session_find_number(re->session, name, &number) >= 0)
        return full;
    return recipe_meaning(sim_recipe(re->session->sim, re->session->selected), name, re->later,
                          full);
}

/* `NAME=VALUE ...` of the ball's numbers. */
bool reword_numbers(const struct rewording *re, struct span arguments)
{
    struct span name, rest = arguments;
    size_t begin = re->wording->text.length;
    while (span_trimmed(rest).length > 0) {
        struct span item = typed_item(&rest);
        size_t size = span_key(item, &name);
        char called[NAME_SIZE], full[NAME_SIZE];
        typed_name(name, called);
        const char *names = size > 0 ? number_names(re, called, full) : NULL;
        if (size == 0) {
            reword_add(re, item, " ");
            wording_keep(re->wording, item);
        } else if (!typed_pair(re->wording, name.at, names ? names : called, span_from(item, size),
                               re->error)) {
            return false;
        }
    }
    if (re->wording->text.length > begin)
        wording_cut(re->wording, begin, 1);
    return true;
}

/* --- names --- */

struct span typed_begin(struct span rest)
{
    while (rest.length > 0 && strchr(" \t", *rest.at))
        rest = span_from(rest, 1);
    return rest;
}

size_t typed_sign(struct span text)
{
    bool word = text.length > 2 && strncmp(text.at, "to", 2) == 0 && strchr(" \t", text.at[2]);
    if (word || (text.length > 1 && strncmp(text.at, ":=", 2) == 0))
        return 2;
    bool compares = text.length > 1 && *text.at == '=' && text.at[1] == '=';
    return text.length > 0 && strchr("=:", *text.at) && !compares;
}

bool reword_phrase(const struct rewording *re, struct span line)
{
    char name[NAME_SIZE];
    struct named_value number;
    size_t from, length;
    typed_name((struct span){line.at, typed_words(line, 1)}, name);
    line = span_trimmed(line);
    for (int i = 0; i < phrase_row_count && session_find_number(re->session, name, &number) < 0;
         i++)
        if (spelling_phrase(phrase_rows[i].others, line.at, line.length, &from, &length)) {
            reword_add(re, line, phrase_rows[i].line);
            wording_keep(re->wording, (struct span){line.at + from, length});
            return true;
        }
    return false;
}

bool reword_number(const struct rewording *re, const char *names, struct span head,
                   struct span rest)
{
    struct span sign = typed_begin(rest), value = typed_begin(span_from(sign, typed_sign(sign)));
    bool other = sign.at != value.at && *sign.at != '=';
    struct span line = {head.at, (size_t)(rest.at + rest.length - head.at)};
    if (typed_is_list(line)) {
        reword_add(re, head, "set ");
        return reword_numbers(re, line);
    }
    if (strchr(names, ' ')) {
        reword_add(re, head, "set");
        return typed_pair(re->wording, head.at, names, value, re->error);
    }
    reword_add(re, head, names);
    if (other)
        reword_add(re, rest, " = ");
    else
        wording_keep(re->wording, (struct span){rest.at, (size_t)(value.at - rest.at)});
    typed_value(re->wording, value);
    return true;
}

/* `NAME = VALUE` of a let. */
bool reword_let(const struct rewording *re, struct span arguments)
{
    size_t length = typed_words(arguments, 1);
    struct span sign = typed_begin(span_from(arguments, length));
    size_t size = typed_sign(sign);
    wording_keep(re->wording, (struct span){arguments.at, length});
    reword_add(re, sign, size > 0 ? " = " : " ");
    typed_value(re->wording, span_from(sign, size));
    return true;
}

/* `trail on` */
bool reword_switch(const struct rewording *re, const char *name, struct span head, struct span rest)
{
    char word[NAME_SIZE];
    int layer = choice_find(&layer_choices, name);
    rest = typed_begin(rest);
    rest = span_trimmed(span_from(rest, typed_sign(rest)));
    int on = rest.length == 0                     ? 2
             : span_copy(rest, word, sizeof word) ? choice_find(&switch_choices, word)
                                                  : -1;
    if (layer < 0 || on < 0)
        return false;
    reword_add(re, head, on == 2 ? "toggle " : on == 1 ? "show " : "hide ");
    reword_add(re, head, choice_at(&layer_choices, layer)->name);
    return true;
}

/* A choice of one setting alone says which that is. */
bool reword_alone(const struct rewording *re, const char *name, struct span head)
{
    const struct setting_row *of = NULL;
    int count = 0;
    for (int i = 0; i < setting_row_count; i++)
        if (setting_rows[i].kind == SETTING_CHOICE &&
            choice_find(setting_rows[i].choices, name) >= 0) {
            of = &setting_rows[i];
            count++;
        }
    if (count != 1)
        return false;
    reword_add(re, head, of->name);
    reword_add(re, head, " ");
    reword_choice(re, of->choices, head);
    return true;
}

const char *number_spelt(const struct session *session, const char *name, char full[NAME_SIZE])
{
    struct named_value number;
    for (int i = 0; session_number(session, i, &number); i++)
        if (spelling_same(number.name, name)) {
            memcpy(full, number.name, NAME_SIZE);
            return full;
        }
    return NULL;
}

/* So many words that can be a name together, none if there are not so many. */
size_t typed_words(struct span line, int words)
{
    size_t length = 0;
    for (; words > 0; words--) {
        size_t next = length;
        while (next < line.length && strchr(" \t", line.at[next]))
            next++;
        size_t end = next;
        while (end < line.length && !strchr(" \t=:!*+/", line.at[end]))
            end++;
        if (end == next || (length > 0 && !isalpha((unsigned char)line.at[next])))
            return 0;
        length = end;
    }
    return length;
}
