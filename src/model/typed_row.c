/* Rows with their numbers as others write them: calls of libraries' classes, names with
 * `name=value`s, typed rules, schedules that follow each other. */

#include "typed.h"

#include "../base/memory.h"
#include "../base/spelling.h"
#include "../lang/vocabulary.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct typed_kind typed_optimizer = {"optimizer", catalogue_optimizer, NULL, NULL};
const struct typed_kind typed_ball = {"optimizer", catalogue_optimizer, "sgd", "name"};
const struct typed_kind typed_schedule = {"schedule", catalogue_schedule, NULL, NULL};

/* --- what is given --- */

struct given {
    struct span name, value;
    char called[NAME_SIZE];
};

struct call {
    const struct formula_row *row;
    const char *variant; /* the values that its name stands for; or NULL */
    struct span head;
    struct given pairs[VALUES_MAX];
    int count;
};

static bool fails(const struct wording *wording, const char *at, struct error *error,
                  const char *what)
{
    return error_at(error, (int)(at - wording->typed), "%s", what);
}

/* What a call says before its first `name=` are objects of the program that it is from. */
static bool read_pairs(const struct wording *wording, struct call *call, struct span text,
                       bool passes, struct error *error)
{
    while (span_trimmed(text).length > 0) {
        struct span item = typed_item(&text), name;
        size_t size = span_key(item, &name);
        bool object = item.length > 0 && (isalpha((unsigned char)*item.at) || *item.at == '*');
        if (item.length == 0 || (size == 0 && passes && object && call->count == 0))
            continue;
        if (size == 0)
            return fails(wording, item.at, error, "expected name=value, as eta=0.05");
        if (call->count == VALUES_MAX)
            return error_at(error, (int)(item.at - wording->typed),
                            "there are more than %d name=value pairs", VALUES_MAX);
        struct given *given = &call->pairs[call->count++];
        *given = (struct given){name, span_trimmed(span_from(item, size)), ""};
        typed_name(name, given->called);
    }
    return true;
}

static bool is_off(struct span value)
{
    static const char *const offs[] = {"False", "false", "None", "0", "0.0", "-1"};
    for (size_t i = 0; i < sizeof offs / sizeof *offs; i++)
        if (span_is(value, offs[i]))
            return true;
    return false;
}

static struct span without_quotes(struct span span)
{
    bool quoted = span.length > 1 && strchr("'\"", *span.at);
    return quoted ? (struct span){span.at + 1, span.length - 2} : span;
}

static bool is_usual(const struct key_word *key, struct span value)
{
    return is_off(value) || (key->usual && span_is(without_quotes(value), key->usual));
}

static const struct key_word *key_find(const struct formula_row *row, const char *name)
{
    for (int i = 0; i < KEYS_MAX && row->keys[i].name; i++)
        if (spelling_same(row->keys[i].name, name))
            return &row->keys[i];
    for (int i = 0; i < key_words_refused_count; i++)
        if (spelling_same(key_words_refused[i].name, name))
            return &key_words_refused[i];
    return NULL;
}

/* Another row, by a key that is true. */
static void switch_row(struct call *call, const struct typed_kind *kind)
{
    const struct formula_row *row = call->row;
    for (int i = 0; i < call->count; i++) {
        const struct key_word *key = key_find(row, call->pairs[i].called);
        if (key && key->row && !is_off(call->pairs[i].value))
            call->row = kind->find(key->row);
    }
}

/* One of the names of a parameter's values; -1: none. */
static int find_word(const struct formula_row *row, const char *name, struct span value)
{
    char word[NAME_SIZE];
    const struct parameter_row *parameter = parameter_find(row->parameters, name);
    span_copy(without_quotes(value), word, sizeof word);
    return parameter ? spelling_index(parameter->words, word) : -1;
}

static bool write_pair(struct wording *wording, const struct call *call, const struct given *given,
                       const struct formula_row *asked, const struct typed_kind *kind,
                       struct error *error)
{
    const char *names = catalogue_meaning(call->row, given->called);
    const struct key_word *key = key_find(asked, given->called);
    key = names && key && !is_usual(key, given->value) ? NULL : key;
    bool kept = kind->keeps && strcmp(kind->keeps, given->called) == 0;
    if ((!names && !kept && spelling_among(key_words_passed, given->called)) ||
        span_is(given->value, "None") || (key && (is_usual(key, given->value) || key->row)))
        return true;
    if (key)
        return error_at(error, (int)(given->name.at - wording->typed), "%s has no %s: %s",
                        asked->name, given->called, key->instead);
    int word = names ? find_word(call->row, names, given->value) : -1;
    if (word < 0 && !kept && strchr("'\"", *given->value.at) && given->value.length > 0)
        return error_at(error, (int)(given->name.at - wording->typed), "%s has no %s of that name",
                        asked->name, given->called);
    if (word < 0)
        return typed_pair(wording, given->name.at, names ? names : given->called, given->value,
                          error);
    char number[12];
    snprintf(number, sizeof number, "%d", word);
    wording_add(wording, given->name.at, " ");
    wording_add(wording, given->name.at, names);
    wording_add(wording, given->name.at, "=");
    wording_add(wording, given->value.at, number);
    return true;
}

static bool is_given(const struct call *call, struct span name)
{
    for (int i = 0; i < call->count; i++) {
        const char *names = catalogue_meaning(call->row, call->pairs[i].called);
        for (const char *at = names; at && *at; at += strcspn(at, " "), at += *at == ' ')
            if (strcspn(at, " ") == name.length && strncmp(at, name.at, name.length) == 0)
                return true;
    }
    return false;
}

/* Another row has the numbers of the one that was asked for. */
static void write_defaults(struct wording *wording, const struct call *call,
                           const struct formula_row *asked)
{
    for (int i = 0; i < PARAMETERS_MAX && asked->parameters[i].name; i++) {
        const struct parameter_row *own = &asked->parameters[i];
        const struct parameter_row *other = parameter_find(call->row->parameters, own->name);
        if (!other || other->value == own->value || is_given(call, span_of(own->name)))
            continue;
        struct text pair = {0};
        text_add(&pair, " %s=", own->name);
        text_add_number(&pair, own->value);
        wording_add(wording, call->head.at, pair.bytes);
        text_free(&pair);
    }
}

static bool write_call(struct wording *wording, struct call *call, const struct typed_kind *kind,
                       struct error *error)
{
    const struct formula_row *asked = call->row;
    switch_row(call, kind);
    size_t begin = wording->text.length;
    if (call->head.length > 0)
        wording_add(wording, call->head.at, call->row->name);
    struct span rest = span_of(call->variant ? call->variant : "");
    while (rest.length > 0) {
        struct span pair = span_until(rest, " ", &rest), name;
        char copy[60];
        span_key(pair, &name);
        if (is_given(call, name) || !span_copy(pair, copy, sizeof copy))
            continue;
        wording_add(wording, call->head.at, " ");
        wording_add(wording, call->head.at, copy);
    }
    write_defaults(wording, call, asked);
    bool good = true;
    for (int lists = 1; lists >= 0; lists--) /* before what is given by itself */
        for (int i = 0; i < call->count && good; i++) {
            const char *names = catalogue_meaning(call->row, call->pairs[i].called);
            if ((names && strchr(names, ' ')) == lists)
                good = write_pair(wording, call, &call->pairs[i], asked, kind, error);
        }
    if (wording->text.length > begin && wording->text.bytes[begin] == ' ')
        wording_cut(wording, begin, 1);
    return good;
}

/* --- rows --- */

/* A class of a library has its formula, or there is none. */
static bool find_class(const struct wording *wording, const struct typed_kind *kind,
                       struct span head, size_t dot, struct call *call, struct error *error)
{
    char modules[CALLED_SIZE], class[CALLED_SIZE], called[2 * CALLED_SIZE];
    span_copy((struct span){head.at, dot}, modules, sizeof modules);
    span_copy(span_from(head, dot + 1), class, sizeof class);
    for (int i = 0; i < library_row_count; i++) {
        const struct library_row *library = &library_rows[i];
        if (!spelling_among(library->modules, modules))
            continue;
        snprintf(called, sizeof called, "%s.%s", library->name, class);
        call->row = kind->find(called);
        if (call->row) {
            call->variant = catalogue_variant(call->row, called);
            return true;
        }
        const struct formula_row *near = kind->find(class);
        return error_at(error, (int)(head.at - wording->typed),
                        "no %s has the formula of %.40s in %s%s%s%s", kind->name, class,
                        library->title, near ? "; write " : ": `list ",
                        near ? near->name : kind->name,
                        near ? ", whose formula differs" : "s` shows what there is");
    }
    return true;
}

static bool refuse_class(const struct wording *wording, struct span head, struct error *error)
{
    char class[CALLED_SIZE];
    size_t from = head.length;
    while (from > 0 && head.at[from - 1] != '.')
        from--;
    span_copy(span_from(head, from), class, sizeof class);
    for (int i = 0; i < class_words_refused_count; i++)
        if (spelling_among(class_words_refused[i].name, class))
            return error_at(error, (int)(head.at - wording->typed), "there is no %s: %s", class,
                            class_words_refused[i].instead);
    return true;
}

static bool find_row(const struct wording *wording, const struct typed_kind *kind, struct span head,
                     struct call *call, struct error *error)
{
    char name[CALLED_SIZE];
    if (head.length == 0 || !span_copy(head, name, sizeof name))
        return true;
    call->row = kind->find(name);
    call->variant = call->row ? catalogue_variant(call->row, name) : NULL;
    const char *dot = strrchr(name, '.');
    if (call->row && call->variant && strcmp(call->row->name, name) == 0)
        call->variant = NULL;
    return call->row ||
           (refuse_class(wording, head, error) &&
            (!dot || find_class(wording, kind, head, (size_t)(dot - name), call, error)));
}

/* Whether it is `NAME(...)`, and what stands in the brackets. */
static bool is_call(struct span item, struct span *name, struct span *inside)
{
    struct span rest, after;
    *name = span_trimmed(span_until(item, "(", &rest));
    *inside = span_until(rest, ")", &after);
    bool closes = inside->length < rest.length && after.length == 0;
    return name->length > 0 && name->length < item.length && closes;
}

/* A function of formulas has no `name=`; a class has a capital. */
static bool is_code(struct span name, struct span inside)
{
    struct span key, rest = inside;
    while (name.length > 0 && memchr(name.at, '.', name.length))
        name = span_from(name, 1);
    bool class = name.length > 0 && isupper((unsigned char)*name.at);
    for (bool more = !class; more && span_trimmed(rest).length > 0;)
        more = !(class = span_key(typed_item(&rest), &key) > 0);
    return class || span_trimmed(inside).length == 0;
}

bool typed_row(struct wording *wording, const struct typed_kind *kind, struct span text,
               bool *found, struct error *error)
{
    struct call call = {.row = NULL};
    struct span rest = span_trimmed(text), name, inside = {rest.at, 0};
    struct span item = typed_item(&rest), key;
    size_t size = span_key(item, &key);
    bool code = is_call(item, &name, &inside) && is_code(name, inside);
    *found = false;
    if (size > 0 && size == key.length + 1 && kind->unnamed) {
        call.row = kind->find(kind->unnamed);
        rest = text;
    } else if (size == 0) {
        call.head = code ? name : item;
        if (!find_row(wording, kind, call.head, &call, error))
            return false;
    }
    *found = call.row != NULL;
    return !*found || ((!code || read_pairs(wording, &call, inside, true, error)) &&
                       read_pairs(wording, &call, rest, false, error) &&
                       write_call(wording, &call, kind, error));
}

/* The last `name=value` of a text, after an operand: a statement begins otherwise. Empty: none. */
static struct span last_pair(struct span text)
{
    size_t begin = text.length;
    struct span name;
    while (begin > 0 && !span_is_blank(text.at[begin - 1]))
        begin--;
    struct span pair = span_from(text, begin), before = span_trimmed((struct span){text.at, begin});
    size_t size = span_key(pair, &name);
    unsigned char last = before.length > 0 ? (unsigned char)before.at[before.length - 1] : ';';
    bool is = size > 0 && size == name.length + 1 && (isalnum(last) || last >= 128 || last == ')');
    return is ? pair : span_from(text, text.length);
}

/* As the rule itself reads it: mu=0.8 is of its momentum. */
void typed_rule(struct wording *wording, struct span text)
{
    struct span rule = text = span_trimmed(text), pair, name;
    while ((pair = last_pair(rule)).length > 0)
        rule = span_trimmed((struct span){rule.at, (size_t)(pair.at - rule.at)});
    char *formula = memory_copy_bytes(rule.at, rule.length), called[NAME_SIZE];
    wording_keep(wording, rule);
    for (struct span rest = span_from(text, rule.length); rest.length > 0;) {
        pair = span_until(span_trimmed(rest), " \t", &rest);
        size_t size = span_key(pair, &name);
        typed_name(name, called);
        const char *other = word_elsewhere(LANGUAGE_RULE, called);
        bool both = formula_names(formula, called) && formula_names(formula, other);
        wording_add(wording, pair.at, " ");
        wording_add(wording, pair.at, both ? called : other);
        wording_add(wording, pair.at, "=");
        typed_value(wording, span_from(pair, size));
    }
    free(formula);
}

/* --- schedules --- */

/* `eta(n) = ` and its like before a schedule, whatever names it has: it is left out, and another
 * name than the language's for the iteration is given its value. Returns what follows. */
static struct span pass_head(struct wording *wording, struct span text)
{
    struct span begin = span_trimmed(text), rest, after, name;
    struct span head = span_until(begin, "(", &rest), inside = span_until(rest, ")", &after);
    char called[NAME_SIZE];
    after = span_trimmed(after);
    span_key(begin, &name);
    bool is = name.length > 0 && name.length == span_trimmed(head).length && after.length > 1 &&
              *after.at == '=' && after.at[1] != '=';
    typed_name(span_trimmed(inside), called);
    if (!is || !*called)
        return text;
    if (!name_is_reserved(called)) {
        wording_add(wording, inside.at, called);
        wording_add(wording, inside.at, " = n;");
    }
    return span_from(text, (size_t)(after.at + 1 - text.at));
}

bool typed_schedules(struct wording *wording, struct span text, struct error *error)
{
    while (text.length > 0) {
        struct span tail, end, one = span_until_word(text, "then", &text);
        one = span_until_word(one, "per", &tail);
        one = span_until_word(one, "for", &end);
        bool found;
        if (!typed_row(wording, &typed_schedule, one, &found, error))
            return false;
        if (!found)
            wording_keep(wording, pass_head(wording, one));
        else if (end.length + tail.length + text.length > 0)
            wording_add(wording, one.at, " ");
        wording_keep(wording, end);
        wording_keep(wording, tail);
        if (text.length > 0) {
            wording_keep(wording, (struct span){text.at, 4});
            text = span_from(text, 4);
            while (text.length > 0 && span_is_blank(*text.at)) {
                wording_keep(wording, (struct span){text.at, 1});
                text = span_from(text, 1);
            }
        }
    }
    return true;
}
