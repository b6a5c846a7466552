#ifndef OVERSHOOT_BASE_WORDING_H
#define OVERSHOOT_BASE_WORDING_H

/* A line as it was typed, in other words: each byte of these knows where it was typed. */

#include "text.h"

/* A part of a text. */
struct span {
    const char *at;
    size_t length;
};
struct span span_of(const char *text);
/* What stands between words. */
static inline bool span_is_blank(char c)
{
    return c == ' ' || c == '\t';
}
struct span span_trimmed(struct span span); /* without blanks at its ends */
/* The part up to the first of some bytes that stands outside brackets and quotes, or to the end;
 * `rest` is what follows that byte. */
struct span span_until(struct span span, const char *stops, struct span *rest);
/* The part before the next such word that stands alone; `rest` begins with it. */
struct span span_until_word(struct span span, const char *word, struct span *rest);
struct span span_from(struct span span, size_t offset);
bool span_is(struct span span, const char *text);
/* Copies as much as there is room for; false if that is not all. */
bool span_copy(struct span span, char *copy, size_t size);
/* The length of `NAME =` or `NAME=` at its begin, which no `==` is; 0: there is none. */
size_t span_key(struct span span, struct span *name);

struct wording {
    const char *typed;
    struct text text;
    int *places; /* of each byte of the text, and of its end, in what was typed */
    int capacity;
};
void wording_keep(struct wording *wording, struct span span); /* as it was typed */
/* Instead of what was typed at a place. */
void wording_add(struct wording *wording, const char *at, const char *words);
/* Leaves bytes of the text out. */
void wording_cut(struct wording *wording, size_t begin, size_t length);
/* Where the byte of the text was typed. */
int wording_place(const struct wording *wording, int offset);
void wording_free(struct wording *wording);

#endif
