#include "wording.h"

#include "memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* --- spans --- */

struct span span_of(const char *text)
{
    return (struct span){text, strlen(text)};
}

struct span span_from(struct span span, size_t offset)
{
    return (struct span){span.at + offset, span.length - offset};
}

struct span span_trimmed(struct span span)
{
    while (span.length > 0 && span_is_blank(span.at[span.length - 1]))
        span.length--;
    while (span.length > 0 && span_is_blank(*span.at))
        span = span_from(span, 1);
    return span;
}

struct span span_until(struct span span, const char *stops, struct span *rest)
{
    int depth = 0;
    char quote = '\0';
    size_t i = 0;
    for (; i < span.length; i++) {
        char c = span.at[i];
        if (depth == 0 && !quote && strchr(stops, c))
            break;
        if (c == '\'' || c == '"')
            quote = quote == c ? '\0' : quote ? quote : c;
        else if (!quote && strchr("([{", c))
            depth++;
        else if (!quote && strchr(")]}", c))
            depth--;
    }
    *rest = span_from(span, i < span.length ? i + 1 : i);
    return (struct span){span.at, i};
}

struct span span_until_word(struct span span, const char *word, struct span *rest)
{
    size_t length = strlen(word), i = 1;
    for (; i + length <= span.length; i++)
        if (span_is_blank(span.at[i - 1]) && strncmp(span.at + i, word, length) == 0 &&
            (i + length == span.length || span_is_blank(span.at[i + length])))
            break;
    i = i + length <= span.length ? i : span.length;
    *rest = span_from(span, i);
    return (struct span){span.at, i};
}

bool span_is(struct span span, const char *text)
{
    return strlen(text) == span.length && strncmp(span.at, text, span.length) == 0;
}

bool span_copy(struct span span, char *copy, size_t size)
{
    size_t length = span.length < size ? span.length : size - 1;
    memcpy(copy, span.at, length);
    copy[length] = '\0';
    return length == span.length;
}

size_t span_key(struct span span, struct span *name)
{
    size_t length = 0;
    while (length < span.length &&
           (isalnum((unsigned char)span.at[length]) || span.at[length] == '_' ||
            (unsigned char)span.at[length] >= 128))
        length++;
    size_t equals = length;
    while (equals < span.length && span_is_blank(span.at[equals]))
        equals++;
    *name = (struct span){span.at, length};
    bool is = length > 0 && !isdigit((unsigned char)*span.at) && equals < span.length &&
              span.at[equals] == '=' && (equals + 1 == span.length || span.at[equals + 1] != '=');
    return is ? equals + 1 : 0;
}

/* --- wordings --- */

/* After the text has grown: where its new bytes were typed, each at the next byte or all at one. */
static void place(struct wording *wording, size_t begin, int at, bool each)
{
    int end = (int)wording->text.length;
    if (end >= wording->capacity) {
        wording->capacity = 2 * end + 64;
        wording->places =
            memory_resize(wording->places, (size_t)wording->capacity, sizeof *wording->places);
    }
    for (int i = (int)begin; i <= end; i++)
        wording->places[i] = at + (each ? i - (int)begin : 0);
}

void wording_keep(struct wording *wording, struct span span)
{
    size_t begin = wording->text.length;
    text_add_bytes(&wording->text, span.at, span.length);
    place(wording, begin, (int)(span.at - wording->typed), true);
}

void wording_add(struct wording *wording, const char *at, const char *words)
{
    size_t begin = wording->text.length;
    text_add_bytes(&wording->text, words, strlen(words));
    place(wording, begin, (int)(at - wording->typed), false);
}

void wording_cut(struct wording *wording, size_t begin, size_t length)
{
    struct text *text = &wording->text;
    size_t rest = text->length - begin - length;
    memmove(text->bytes + begin, text->bytes + begin + length, rest + 1);
    memmove(wording->places + begin, wording->places + begin + length,
            (rest + 1) * sizeof *wording->places);
    text->length -= length;
}

int wording_place(const struct wording *wording, int offset)
{
    int end = (int)wording->text.length;
    return offset < 0 || !wording->places ? offset : wording->places[offset < end ? offset : end];
}

void wording_free(struct wording *wording)
{
    text_free(&wording->text);
    free(wording->places);
}
