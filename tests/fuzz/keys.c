/* Bytes from the terminal: answers to what it was asked, and keys. The first input byte says in
 * which pieces the others arrive. */

#include "targets.h"

#include "term/probe.h"

#include <string.h>

/* Decodes what is there, and uses it up: every answer but WAIT takes bytes, and none more than
 * there are. After `late` nothing may wait, or the terminal would be deaf. */
static void decode(struct key_queue *queue, bool late)
{
    while (key_queue_length(queue) > 0) {
        size_t length = key_queue_length(queue);
        struct key key = key_decode(key_queue_head(queue), length, late);
        if (!memchr(key.name, '\0', sizeof key.name))
            fuzz_fail("a key's name does not end");
        if ((key.kind == KEY_KIND_NAME) != (key.name[0] != '\0'))
            fuzz_fail("kind %d is called '%s'", key.kind, key.name);
        if (key.kind != KEY_KIND_MOUSE && key.mouse.kind != MOUSE_NONE)
            fuzz_fail("kind %d has a mouse", key.kind);
        if (key.mouse.column < 0 || key.mouse.row < 0)
            fuzz_fail("the mouse is at %d, %d", key.mouse.column, key.mouse.row);
        if (key.used > length)
            fuzz_fail("%zu bytes used of %zu", key.used, length);
        if (key.kind == KEY_KIND_WAIT && !late)
            return;
        if (key.used == 0)
            fuzz_fail("kind %d uses no byte", key.kind);
        key_queue_drop(queue, key.used);
    }
}

static void ask(struct probe *probe)
{
    struct text questions = {0};
    probe_ask(probe, 0, 0, &questions);
    text_free(&questions);
}

void fuzz_keys(const char *bytes, size_t size)
{
    if (size == 0)
        return;
    size_t piece = 1 + (unsigned char)bytes[0] % 16;
    struct key_queue queue = {0};
    struct probe probe = {0};
    ask(&probe);
    for (size_t at = 1; at < size; at += piece) {
        probe_hear(&probe, bytes + at, size - at < piece ? size - at : piece, (double)at, &queue);
        if (piece == 1 + at % 16) /* sometimes the rest comes too late */
            probe_give_up(&probe, (double)at + 2, &queue);
        decode(&queue, false);
    }
    probe_give_up(&probe, (double)size + 2, &queue);
    if (probe.held.length > 0)
        fuzz_fail("%zu bytes are held for ever", probe.held.length);
    probe_free(&probe);
    decode(&queue, true);
    if (key_queue_pop(&queue) != -1)
        fuzz_fail("a byte is left over");
    key_queue_free(&queue);
}
