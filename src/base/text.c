#include "text.h"

#include "memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct text *text, size_t more)
{
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity)
        return;
    size_t capacity = text->capacity ? text->capacity : 64;
    while (capacity < needed)
        capacity *= 2;
    text->bytes = memory_resize(text->bytes, capacity, 1);
    text->capacity = capacity;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
    reserve(text, length);
    if (length)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

char *text_room(struct text *text, size_t bytes)
{
    reserve(text, bytes);
    return text->bytes + text->length;
}

void text_add_character(struct text *text, uint32_t character)
{
    char bytes[4];
    text_add_bytes(text, bytes, (size_t)utf8_encode(character, bytes));
}

/* Nothing is made of nothing: an empty text stays without bytes. */
static void add_word(struct text *text, const char *word)
{
    if (*word)
        text_add_bytes(text, word, strlen(word));
}

/* Into the room that there is; if that is too small, once more with enough of it. */
__attribute__((format(printf, 2, 0))) static void
add_formatted(struct text *text, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    size_t room = text->capacity - text->length;
    int length = vsnprintf(room ? text->bytes + text->length : NULL, room, format, arguments);
    if (length > 0 && (size_t)length >= room) {
        reserve(text, (size_t)length);
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
    }
    text->length += length > 0 ? (size_t)length : 0;
    va_end(again);
}

void text_add(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (strcmp(format, "%s") == 0) /* as most calls have it */
        add_word(text, va_arg(arguments, const char *));
    else if (!strchr(format, '%'))
        add_word(text, format);
    else
        add_formatted(text, format, arguments);
    va_end(arguments);
}

void text_add_number(struct text *text, double number)
{
    char digits[40];
    int precision = 15;
    do
        snprintf(digits, sizeof digits, "%.*g", precision, number);
    while (++precision <= 17 && strtod(digits, NULL) != number);
    text_add(text, "%s", digits);
}

/* What could end a line, or turn what comes after it. */
static bool is_invisible(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) ||
           (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

void text_add_flat(struct text *text, const char *formula)
{
    for (; *formula; formula++)
        text_add_bytes(text, *formula == '\n' ? ";" : formula, 1);
}

void text_add_visible(struct text *text, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t character;
        i += (size_t)utf8_decode(bytes + i, length - i, &character);
        character = character == '\t' ? ' ' : is_invisible(character) ? '?' : character;
        text_add_character(text, character);
    }
}

const char *text_next_line(const char **text, size_t *length)
{
    const char *line = *text;
    *length = strcspn(line, "\n");
    if (!*line)
        return NULL;
    *text += *length + (line[*length] == '\n');
    *length -= *length > 0 && line[*length - 1] == '\r';
    return line;
}

void text_clear(struct text *text)
{
    text->length = 0;
    if (text->bytes)
        text->bytes[0] = '\0';
}

void text_free(struct text *text)
{
    free(text->bytes);
    *text = (struct text){0};
}
