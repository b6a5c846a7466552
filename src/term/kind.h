#ifndef OVERSHOOT_TERM_KIND_H
#define OVERSHOOT_TERM_KIND_H

/* What a terminal is, as its type, its entry, the locale and the environment have it: before it has
 * answered anything. */

#include "probe.h"

#include <stdbool.h>

struct kind {
    bool curses;            /* it is not as ECMA-48 has it: curses draws there */
    enum color_level level; /* the colours that it has */
    int not_in_colors;      /* attributes that it does not have together with colours, as bits */
    bool scrolls;           /* once its last cell is written to */
    bool light;             /* its ground, by COLORFGBG */
    bool utf8, linux_console;
    bool mouse;       /* it has one, as far as is known */
    unsigned unasked; /* what it is not to be asked: enum probe_kind, as bits */
};

/* While its entry is loaded. */
struct kind kind_of(const char *type);

#endif
