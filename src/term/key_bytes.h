#ifndef OVERSHOOT_TERM_KEY_BYTES_H
#define OVERSHOOT_TERM_KEY_BYTES_H

/* Keys: what the terminal sends, byte by byte, as the names that key_rows has; and what the mouse
 * does. */

#include "../base/text.h"
#include "../front/gesture.h"

#include <stdbool.h>
#include <stddef.h>

/* The bytes that the terminal sent and nobody has used yet. All zero is an empty queue. */
struct key_queue {
    struct text all;
    size_t begin; /* those before it were taken */
};
void key_queue_add(struct key_queue *queue, const char *bytes, size_t length);
int key_queue_pop(struct key_queue *queue); /* a byte, or -1 if there is none */
const char *key_queue_head(const struct key_queue *queue);
size_t key_queue_length(const struct key_queue *queue);
void key_queue_drop(struct key_queue *queue, size_t length);
void key_queue_put_back(struct key_queue *queue, const char *bytes, size_t length);
void key_queue_free(struct key_queue *queue);

/* How long an ESC alone waits for the rest of a sequence: shorter than a hand, longer than the way
 * through a network. */
enum { KEY_ESCAPE_MILLISECONDS = 25, KEY_NAME_SIZE = 16 };

enum key_kind {
    KEY_KIND_WAIT,  /* the bytes so far are the beginning of something */
    KEY_KIND_NAME,  /* a key */
    KEY_KIND_NONE,  /* a sequence that means nothing here */
    KEY_KIND_PASTE, /* a bracketed paste begins; `used` counts its opening sequence */
    KEY_KIND_MOUSE, /* a report of the mouse, perhaps of nothing that has a meaning here */
};

struct key {
    enum key_kind kind;
    size_t used; /* bytes */

    /* A character; or space tab enter backspace delete insert escape up down left right pageup
     * pagedown home end; or ctrl-x for a control character. */
    char name[KEY_NAME_SIZE];
    struct mouse_event mouse;
};

/* Decodes the first key of the bytes. `late`: nothing has followed for KEY_ESCAPE_MILLISECONDS, so
 * an ESC alone is the Escape key, and an unfinished sequence will not be finished. */
struct key key_decode(const char *bytes, size_t length, bool late);

#endif
