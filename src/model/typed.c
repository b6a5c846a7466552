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

enum { CALLED_SIZE = 96 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* --- numbers --- */

void typed_name(struct span span, char name[NAME_SIZE])
{
    char typed[CALLED_SIZE];
    bool whole = span_copy(span, typed, sizeof typed);
    if (!whole || name_scan(typed, name) != (int)span.length)
        span_copy(span, name, NAME_SIZE);
}

/* `5%`, where nothing follows: the digits that it ends with as hundredths. */
static bool add_hundredths(struct wording *wording, struct span value)
{
    static const char numeral[] = "0123456789.";
    struct span number = span_trimmed((struct span){value.at, value.length - 1});
    size_t begin = number.length;
    while (begin > 0 && strchr(numeral, number.at[begin - 1]))
        begin--;
    bool named =
        begin > 0 && (isalnum((unsigned char)number.at[begin - 1]) || number.at[begin - 1] == '_');
    char digits[60];
    if (begin == number.length || named || !span_copy(span_from(number, begin), digits, 50))
        return false;
    struct text text = {0};
    memcpy(digits + strlen(digits), "e-2", 4);
    text_add_number(&text, strtod(digits, NULL));
    wording_keep(wording, (struct span){value.at, begin});
    wording_add(wording, number.at + begin, text.bytes);
    text_free(&text);
    return true;
}

void typed_value(struct wording *wording, struct span value)
{
    value = span_trimmed(value);
    if (span_is(value, "True") || span_is(value, "true"))
        wording_add(wording, value.at, "1");
    else if (span_is(value, "False") || span_is(value, "false"))
        wording_add(wording, value.at, "0");
    else if (value.length < 2 || value.at[value.length - 1] != '%' ||
             !add_hundredths(wording, value))
        wording_keep(wording, value);
}

static struct span without_brackets(struct span span)
{
    span = span_trimmed(span);
    struct span rest;
    bool has = span.length > 1 && strchr("([", *span.at);
    span_until(span_from(span, has), has ? ")]" : "", &rest);
    if (!has || rest.length > 0 || !strchr(")]", span.at[span.length - 1]))
        return span;
    return span_trimmed((struct span){span.at + 1, span.length - 2});
}

/* The next name of several; the length of the text when there is none. */
static size_t next_name(const char *names, char name[NAME_SIZE])
{
    size_t length = strcspn(names, " ");
    span_copy((struct span){names, length}, name, NAME_SIZE);
    return length + (names[length] == ' ');
}

static bool may_end(const char *name)
{
    return strcmp(name, "...") == 0 || strcmp(name, "=") == 0;
}

bool typed_pair(struct wording *wording, const char *at, const char *names, struct span value,
                struct error *error)
{
    bool list = strchr(names, ' ');
    struct span rest = list ? without_brackets(value) : value, last = rest;
    const char *stops = memchr(rest.at, ',', rest.length) ? "," : " \t";
    char name[NAME_SIZE];
    for (const char *from = names; *from;) {
        from += next_name(from, name);
        if (may_end(name))
            break;
        struct span item = span_trimmed(list ? span_until(rest, stops, &rest) : rest);
        const char *end = names + strcspn(names, ".=");
        if (list && item.length == 0 && !*end)
            return error_at(error, (int)(value.at - wording->typed),
                            "expected a number for each of %s", names);
        wording_add(wording, at, " ");
        wording_add(wording, at, name);
        wording_add(wording, at, "=");
        if (list && item.length == 0 && *end == '.')
            wording_add(wording, value.at, "1e12");
        else
            typed_value(wording, last = list && item.length == 0 ? last : item);
    }
    return !list || rest.length == 0 ||
           error_at(error, (int)(rest.at - wording->typed), "expected no more numbers than %s",
                    names);
}

/* --- what is given --- */

struct span typed_item(struct span *rest)
{
    struct span name, text = *rest;
    while (text.length > 0 && (is_blank(*text.at) || *text.at == ','))
        text = span_from(text, 1);
    int depth = 0;
    size_t end = 0;
    for (; end < text.length; end++) {
        bool begins = end > 0 && is_blank(text.at[end - 1]) && !is_blank(text.at[end]);
        if (depth == 0 &&
            (text.at[end] == ',' || (begins && span_key(span_from(text, end), &name))))
            break;
        depth += strchr("([", text.at[end]) ? 1 : strchr(")]", text.at[end]) ? -1 : 0;
    }
    *rest = span_from(text, end);
    return span_trimmed((struct span){text.at, end});
}

bool typed_is_list(struct span text)
{
    struct span name;
    int count = 0;
    while (span_trimmed(text).length > 0) {
        struct span item = typed_item(&text);
        if (!span_key(item, &name))
            return false;
        count++;
    }
    return count > 1;
}

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
    while (begin > 0 && !is_blank(text.at[begin - 1]))
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
            while (text.length > 0 && is_blank(*text.at)) {
                wording_keep(wording, (struct span){text.at, 1});
                text = span_from(text, 1);
            }
        }
    }
    return true;
}

/* --- points --- */

static bool is_number(struct span span)
{
    char copy[60], *end;
    if (span.length == 0 || !span_copy(span, copy, sizeof copy))
        return false;
    strtod(copy, &end);
    return !*end && strpbrk(copy, "0123456789");
}

/* `x=1 y=2`, with commas or without, in either order. */
static bool take_coordinates(struct span text, struct span point[2])
{
    int found = 0;
    while (span_trimmed(text).length > 0) {
        struct span item = typed_item(&text), name;
        size_t size = span_key(item, &name);
        int axis = size && span_is(name, "x") ? 0 : size && span_is(name, "y") ? 1 : -1;
        if (axis < 0 || found & (1 << axis))
            return false;
        point[axis] = span_trimmed(span_from(item, size));
        found |= 1 << axis;
    }
    return found == 3;
}

bool typed_point(struct wording *wording, struct span text)
{
    text = without_brackets(text);
    struct span point[2], rest, none;
    bool given = take_coordinates(text, point);
    if (!given) {
        point[0] = span_trimmed(span_until(text, ",", &rest));
        if (rest.length == 0)
            point[0] = span_until(text, " \t", &rest);
        point[1] = span_trimmed(rest);
        bool comma = point[1].length > 0 && rest.at[-1] == ',';
        span_until(point[1], ",", &none);
        given = point[1].length > 0 && none.length == 0 &&
                (comma || (is_number(point[0]) && is_number(point[1])));
    }
    if (!given)
        return false;
    wording_keep(wording, point[0]);
    wording_add(wording, point[1].at, ", ");
    wording_keep(wording, point[1]);
    return true;
}

/* --- the numbers of a ball --- */

/* The name that a schedule's parameter has there, if others call it so. */
static bool of_segment(const struct plan *plan, int segment, const char *name, char full[NAME_SIZE])
{
    const struct formula_row *row = plan->segments[segment].schedule->row;
    char bare[NAME_SIZE], probe[NAME_SIZE];
    size_t before = strlen(plan->target), length = strlen(name);
    if (before > 0 && (strncmp(name, plan->target, before) != 0 || name[before] != '_'))
        return false;
    span_copy(span_from((struct span){name, length}, before > 0 ? before + 1 : 0), bare,
              sizeof bare);
    for (int i = 0; row && i < PARAMETERS_MAX && row->parameters[i].name; i++) {
        plan_parameter(plan, segment, "", probe);
        size_t suffix = strlen(probe) - (before > 0 ? before + 1 : 0), size = strlen(bare);
        if (size > suffix && strcmp(bare + size - suffix, probe + strlen(probe) - suffix) == 0) {
            char stem[NAME_SIZE];
            span_copy((struct span){bare, size - suffix}, stem, sizeof stem);
            if (spelling_among(row->parameters[i].others, stem))
                return plan_parameter(plan, segment, row->parameters[i].name, full);
        }
    }
    return false;
}

static bool of_rows(const struct recipe *recipe, const char *name, char full[NAME_SIZE])
{
    const struct formula_row *rule = recipe->rule->row;
    for (int i = 0; rule && i < PARAMETERS_MAX && rule->parameters[i].name; i++)
        if (spelling_among(rule->parameters[i].others, name)) {
            span_copy(span_of(rule->parameters[i].name), full, NAME_SIZE);
            return true;
        }
    for (int i = 0; i < recipe->plan_count; i++)
        for (int k = 0; k < recipe->plans[i].count; k++)
            if (of_segment(&recipe->plans[i], k, name, full))
                return true;
    return false;
}

static bool has_number(const struct recipe *recipe, const char *names, bool later)
{
    char first[NAME_SIZE];
    span_copy((struct span){names, strcspn(names, " ")}, first, sizeof first);
    return strcmp(first, "eta") == 0 || recipe_value(recipe, first) ||
           (later && catalogue_parameter(first));
}

const char *recipe_meaning(const struct recipe *recipe, const char *name, bool later,
                           char full[NAME_SIZE])
{
    if (of_rows(recipe, name, full))
        return full;
    for (int i = 0; i < number_row_count; i++)
        if (spelling_among(number_rows[i].others, name) &&
            has_number(recipe, number_rows[i].names, later))
            return number_rows[i].names;
    const struct formula_row *row;
    for (int i = 0; later && (row = catalogue_formula(i)); i++)
        for (int k = 0; k < PARAMETERS_MAX && row->parameters[k].name; k++)
            if (spelling_same(row->parameters[k].name, name))
                return row->parameters[k].name;
    return NULL;
}
