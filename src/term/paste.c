#include "paste.h"

#include <string.h>

#define END "\033[201~"
enum { END_LENGTH = sizeof END - 1 };

void paste_begin(struct paste *paste)
{
    text_clear(&paste->text);
    paste->length = 0;
    paste->state = PASTE_COMES;
}

/* Lines end with a line feed, however they came; the end of a C string is none. */
static void keep(struct paste *paste, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && paste->text.length < PASTE_BYTES_MAX; i++) {
        char byte = bytes[i] == '\r' ? '\n' : bytes[i];
        if (byte)
            text_add_bytes(&paste->text, &byte, 1);
    }
    paste->length += length;
}

/* Where the end begins among the bytes, or what may be a part of it; else their length. */
static size_t find_end(const char *bytes, size_t length, bool *whole)
{
    size_t at = 0;
    *whole = false;
    for (const char *escape; (escape = memchr(bytes + at, '\033', length - at)); at++) {
        at = (size_t)(escape - bytes);
        size_t part = length - at < END_LENGTH ? length - at : END_LENGTH;
        if (memcmp(escape, END, part) == 0) {
            *whole = part == END_LENGTH;
            return at;
        }
    }
    return length;
}

bool paste_take(struct paste *paste, struct key_queue *queue, bool late)
{
    bool whole, broken = late || paste->state == PASTE_BROKEN;
    size_t length = find_end(key_queue_head(queue), key_queue_length(queue), &whole);
    keep(paste, key_queue_head(queue), length);
    key_queue_drop(queue, whole ? length + END_LENGTH : length);
    if (whole || broken)
        paste->state = whole ? PASTE_NONE : PASTE_BROKEN;
    return whole || broken;
}

bool paste_goes_on(const struct paste *paste, const struct key_queue *queue)
{
    const char *bytes = key_queue_head(queue);
    size_t length = key_queue_length(queue);
    if (paste->state != PASTE_BROKEN || length == 0)
        return false;
    struct key key = key_decode(bytes, length, true);
    bool ends = length >= END_LENGTH && memcmp(bytes, END, END_LENGTH) == 0;
    return ends || key.used < length;
}

void paste_clear(struct paste *paste)
{
    text_clear(&paste->text);
    paste->length = 0;
}

void paste_free(struct paste *paste)
{
    text_free(&paste->text);
    paste->state = PASTE_NONE;
}
