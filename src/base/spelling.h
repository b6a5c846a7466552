#ifndef OVERSHOOT_BASE_SPELLING_H
#define OVERSHOOT_BASE_SPELLING_H

/* One name in several spellings, several names of one thing; and how ASCII spells what it lacks. */

#include "text.h"

#include <stdbool.h>

/* Whether names are the same: case matters not, and `-`, `_` and a blank are one. */
bool spelling_same(const char *a, const char *b);

/* Whether a name is, so spelt, one of others, which stand with `|` between them; NULL: of none. */
bool spelling_among(const char *others, const char *name);

/* Whether a text is, so spelt, one of others, where `#` is a number: its place and its length. */
bool spelling_phrase(const char *others, const char *text, size_t length, size_t *from,
                     size_t *digits);

/* Which of them it is, from 0; -1: none. */
int spelling_index(const char *others, const char *name);

/* Whether a name is either: what a thing is called, or one of its other names. */
bool spelling_of(const char *known, const char *others, const char *name);

/* Appends a text in ASCII: eta for η, ^2 for ². */
void spelling_ascii(struct text *out, const char *text);

#endif
