#ifndef OVERSHOOT_BASE_TEXT_H
#define OVERSHOOT_BASE_TEXT_H

/* A growing text, and UTF-8. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes; /* terminated; NULL while nothing was added */
    size_t length, capacity;
};

void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A number by as few digits as give it back exactly when they are read. */
void text_add_number(struct text *text, double number);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_add_character(struct text *text, uint32_t character);
/* Room for so many bytes behind those that there are; who writes there adds to the length, and
 * ends with text_add_bytes, perhaps of none. */
char *text_room(struct text *text, size_t bytes);
/* Bytes so that it can be shown or be a part of a line: a tab as a blank, other control
 * characters, ends of lines and marks of direction as `?`, bytes that are not UTF-8 as U+FFFD. */
void text_add_visible(struct text *text, const char *bytes, size_t length);
/* A formula on one line: a new line in it separates statements, as a semicolon does. */
void text_add_flat(struct text *text, const char *formula);
void text_clear(struct text *text); /* keeps the memory */
void text_free(struct text *text);

/* The next line of a text, without its end, which may be CRLF; moves *text behind it. NULL: there
 * is none. */
const char *text_next_line(const char **text, size_t *length);

/* Decodes the first character of length > 0 bytes. Returns how many bytes it takes; bytes that are
 * not UTF-8 are taken one by one, each as U+FFFD. */
int utf8_decode(const char *bytes, size_t length, uint32_t *character);

/* Writes a character as 1 to 4 bytes (no terminator) and returns how many. */
int utf8_encode(uint32_t character, char bytes[4]);

/* Columns that a character takes on a terminal: 0 (combining, control), 1 or 2. Independent of the
 * locale, so that frames are the same everywhere. */
int utf8_width(uint32_t character);

/* Columns of the first length bytes. */
int utf8_columns(const char *bytes, size_t length);

/* Characters in the first length bytes: what a column of an error message counts. */
int utf8_count(const char *bytes, size_t length);

#endif
