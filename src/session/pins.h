#ifndef OVERSHOOT_SESSION_PINS_H
#define OVERSHOOT_SESSION_PINS_H

/* Places that the user has marked, with words or without: they stay until they are removed. */

#include "../base/plane.h"
#include "../base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { PINS_MAX = 16, PIN_WORDS_SIZE = 48 };

struct pin {
    struct point at;            /* y is 0 on a line */
    char words[PIN_WORDS_SIZE]; /* 0 behind them, to the end */
};

/* All 0 at first. */
struct pins {
    int64_t count;
    struct pin items[PINS_MAX];
};

/* The one there; those of these words come first to last. -1: there is none. */
int pins_at(const struct pins *pins, struct point place);
int pins_of(const struct pins *pins, const char *words);
/* In the place of one that is there. False: there are too many. */
bool pins_put(struct pins *pins, struct point place, const char *words);
void pins_drop(struct pins *pins, int index);

/* Appends the commands that make them, each in a line. */
void pins_write(const struct pins *pins, bool line, struct text *out);

#endif
