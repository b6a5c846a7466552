#ifndef OVERSHOOT_VIEW_MENTION_H
#define OVERSHOOT_VIEW_MENTION_H

#include "../base/text.h"

/* What a page of help or a list names, and what becomes of it: a key is pressed, a command is
 * carried out (another page is one, too), or put at the prompt, to be gone on with. */
struct mention {
    int begin, end; /* bytes of the page */
    enum mention_kind { MENTION_KEY, MENTION_COMMAND, MENTION_TYPE } kind;
    struct text words;
};
/* The next one behind the last, which is all 0 at first but for the byte `end` from which on it is
 * looked for. False: there is none. The words are the caller's to free. */
bool mention_next(const char *page, struct mention *last);

#endif
