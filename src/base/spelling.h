#ifndef OVERSHOOT_BASE_SPELLING_H
#define OVERSHOOT_BASE_SPELLING_H

/* One name in several spellings, and several names of one thing. */

#include <stdbool.h>

/* Whether names are the same: case matters not, and `-`, `_` and a blank are one. */
bool spelling_same(const char *a, const char *b);

/* Whether a name is, so spelt, one of others, which stand with `|` between them; NULL: of none. */
bool spelling_among(const char *others, const char *name);

#endif
