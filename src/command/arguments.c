#include "arguments.h"

#include "../base/memory.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct reader reader_begin(const char *arguments)
{
    struct reader reader = {arguments, arguments};
    reader_skip(&reader);
    return reader;
}

void reader_skip(struct reader *reader)
{
    reader->at += strspn(reader->at, " \t");
}

bool reader_ended(struct reader *reader)
{
    reader_skip(reader);
    return !*reader->at;
}

int reader_offset(const struct reader *reader)
{
    return (int)(reader->at - reader->text);
}

static size_t trimmed(const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    return length;
}

char *reader_rest(struct reader *reader)
{
    reader_skip(reader);
    char *rest = memory_copy_bytes(reader->at, trimmed(reader->at, strlen(reader->at)));
    reader->at += strlen(reader->at);
    return rest;
}

char *reader_word(struct reader *reader)
{
    if (reader_ended(reader))
        return NULL;
    size_t length = strcspn(reader->at, " \t");
    char *word = memory_copy_bytes(reader->at, length);
    reader->at += length;
    return word;
}

/* Bytes up to one of stops that is not inside parentheses or brackets. */
static size_t span_to(const char *text, const char *stops)
{
    int depth = 0;
    size_t i = 0;
    for (; text[i]; i++) {
        if (depth == 0 && strchr(stops, text[i]))
            break;
        if (text[i] == '(' || text[i] == '[')
            depth++;
        if ((text[i] == ')' || text[i] == ']') && depth > 0)
            depth--;
    }
    return i;
}

bool reader_number(struct reader *reader, const struct session *session, const char *stops,
                   const char *what, double *value, struct error *error)
{
    if (reader_ended(reader))
        return error_at(error, reader_offset(reader), "expected %s here, a number or a formula",
                        what);
    size_t length = span_to(reader->at, stops);
    char *text = memory_copy_bytes(reader->at, trimmed(reader->at, length));
    struct sim_scope_place place;
    struct scope scope = sim_scope(session->sim, session->selected, &place);
    bool good = value_evaluate(text, &scope, value, error);
    free(text);
    if (!good) {
        error->offset = reader_offset(reader) + (error->offset > 0 ? error->offset : 0);
        return false;
    }
    if (!isfinite(*value))
        return error_at(error, reader_offset(reader), "%s must be a finite number, not %g", what,
                        *value);
    reader->at += length;
    return true;
}

bool reader_count(struct reader *reader, const struct session *session, const char *stops,
                  const char *what, int64_t least, int64_t most, int64_t *value,
                  struct error *error)
{
    reader_skip(reader);
    int offset = reader_offset(reader);
    double number;
    if (!reader_number(reader, session, stops, what, &number, error))
        return false;
    if (number != floor(number) || number < (double)least || number > (double)most)
        return error_at(error, offset, "%s must be a whole number from %lld to %lld, not %.9g",
                        what, (long long)least, (long long)most, number);
    *value = (int64_t)number;
    return true;
}

bool reader_expect(struct reader *reader, char byte, const char *what, struct error *error)
{
    reader_skip(reader);
    if (*reader->at == byte) {
        reader->at++;
        return true;
    }
    if (!*reader->at)
        return error_at(error, reader_offset(reader), "expected '%c' %s, but the line ends", byte,
                        what);
    return error_at(error, reader_offset(reader), "expected '%c' %s, not '%.1s'", byte, what,
                    reader->at);
}

bool reader_finish(struct reader *reader, struct error *error)
{
    if (reader_ended(reader))
        return true;
    return error_at(error, reader_offset(reader), "nothing more was expected, but there is '%.40s'",
                    reader->at);
}

static bool read_interval(struct reader *reader, const struct session *session, double *low,
                          double *high, struct error *error)
{
    if (!reader_expect(reader, '[', "before an interval such as [-5,5]", error))
        return false;
    int offset = reader_offset(reader);
    if (!reader_number(reader, session, ",]", "the interval's begin", low, error) ||
        !reader_expect(reader, ',', "between begin and end of an interval", error) ||
        !reader_number(reader, session, "],", "the interval's end", high, error) ||
        !reader_expect(reader, ']', "after an interval", error))
        return false;
    if (!(*low < *high) || !isfinite(*high - *low))
        return error_at(error, offset, "an interval needs a begin below its end, not [%.9g,%.9g]",
                        *low, *high);
    return true;
}

bool reader_switch(struct reader *reader, bool *on, struct error *error)
{
    if (reader_ended(reader)) {
        *on = !*on;
        return true;
    }
    int offset = reader_offset(reader);
    char *word = reader_word(reader);
    bool yes = strcmp(word, "on") == 0, no = strcmp(word, "off") == 0;
    free(word);
    if (!yes && !no)
        return error_at(error, offset, "expected on or off");
    if (!reader_finish(reader, error))
        return false;
    *on = yes;
    return true;
}

bool reader_region(struct reader *reader, const struct session *session, struct region *region,
                   struct error *error)
{
    return read_interval(reader, session, &region->x0, &region->x1, error) &&
           reader_expect(reader, 'x', "between the two intervals", error) &&
           read_interval(reader, session, &region->y0, &region->y1, error) &&
           reader_finish(reader, error);
}

/* Where the last `name=value` word of text begins, if there is one: a word of that form that comes
 * after an operand, so that it can be no statement of a formula. -1 if there is none. */
static int last_pair(const char *text, size_t length)
{
    size_t begin = length;
    while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\t')
        begin--;
    char name[NAME_SIZE];
    int size = name_scan(text + begin, name);
    size_t equals = begin + (size_t)size;
    if (size == 0 || equals >= length || text[equals] != '=' || text[equals + 1] == '=')
        return -1;
    size_t before = trimmed(text, begin);
    if (before == 0)
        return (int)begin;
    unsigned char last = (unsigned char)text[before - 1];
    return isalnum(last) || last == ')' || last >= 0x80 || last == '_' ? (int)begin : -1;
}

static bool read_pair(const struct session *session, const char *text, int base, int begin,
                      size_t end, struct named_value *pair, struct error *error)
{
    int name = name_scan(text + begin, pair->name);
    char *value = memory_copy_bytes(text + begin + name + 1, end - (size_t)(begin + name + 1));
    struct sim_scope_place place;
    struct scope scope = sim_scope(session->sim, session->selected, &place);
    bool good = value_evaluate(value, &scope, &pair->value, error);
    free(value);
    if (!good)
        error->offset = base + begin + name + 1 + (error->offset > 0 ? error->offset : 0);
    return good;
}

bool pairs_split(const struct session *session, char *text, int base, struct named_value *values,
                 int max, int *count, struct error *error)
{
    size_t length = trimmed(text, strlen(text));
    *count = 0;
    for (int begin; length > 0 && (begin = last_pair(text, length)) >= 0;) {
        if (*count == max)
            return error_at(error, base + begin, "there are more than %d name=value pairs", max);
        struct named_value *pair = &values[(*count)++];
        *pair = (struct named_value){.place = begin};
        if (!read_pair(session, text, base, begin, length, pair, error))
            return false;
        length = trimmed(text, (size_t)begin);
    }
    text[length] = '\0';
    for (int i = 0; i < *count / 2; i++) {
        struct named_value swapped = values[i];
        values[i] = values[*count - 1 - i];
        values[*count - 1 - i] = swapped;
    }
    return true;
}
