/* Numbers as others write them, and what they call them. */

#include "typed.h"

#include "../base/spelling.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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

/* --- several of them --- */

static bool is_of_start(struct span item)
{
    struct span name;
    return span_key(item, &name) && span_is(name, "start");
}

/* The commas that are in it, without those in brackets: one in `start=2,1`. */
static int commas_within(struct span item)
{
    struct span name;
    struct span value = span_trimmed(span_from(item, span_key(item, &name)));
    return is_of_start(item) && value.length > 0 && *value.at != '(';
}

struct span typed_item(struct span *rest)
{
    struct span name, text = *rest;
    while (text.length > 0 && (span_is_blank(*text.at) || *text.at == ','))
        text = span_from(text, 1);
    int depth = 0, commas = commas_within(text);
    size_t end = 0;
    for (; end < text.length; end++) {
        bool begins = end > 0 && span_is_blank(text.at[end - 1]) && !span_is_blank(text.at[end]);
        bool parts = text.at[end] == ',' && commas-- <= 0;
        if (depth == 0 && (parts || (begins && span_key(span_from(text, end), &name))))
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
        count += is_of_start(item) ? 2 : 1; /* of two numbers */
    }
    return count > 1;
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
