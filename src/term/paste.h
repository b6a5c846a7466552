#ifndef OVERSHOOT_TERM_PASTE_H
#define OVERSHOOT_TERM_PASTE_H

/* What is pasted: text for the prompt, of which no byte is a key, however much it is and in however
 * many pieces it comes. */

#include "key_bytes.h"

enum { PASTE_BYTES_MAX = 1 << 16 }; /* what is longer is counted, and not kept */

/* All zero: there is none. */
struct paste {
    enum {
        PASTE_NONE,
        PASTE_COMES,
        PASTE_BROKEN /* its end is missing: it was taken for whole, and yet may go on */
    } state;
    struct text text;
    size_t length; /* of all that came */
};

/* After its opening sequence was taken from the queue. */
void paste_begin(struct paste *paste);

/* Takes what is there of it from the queue; whether it is whole by now. `late`: nothing more has
 * come for long, so that its end will hardly come, either. */
bool paste_take(struct paste *paste, struct key_queue *queue, bool late);

/* Whether what is in the queue belongs to one that is broken: more than a single key, or its end. A
 * single key is the user's, who has waited for long. */
bool paste_goes_on(const struct paste *paste, const struct key_queue *queue);

/* The text has been used; a broken one may go on. */
void paste_clear(struct paste *paste);
void paste_free(struct paste *paste);

#endif
