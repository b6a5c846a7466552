/* What a terminal answers, well formed, whether it was asked or not, in pieces, between keys: the
 * keys come out as they went in, and no byte of an answer with them. Three input bytes and what
 * they want are an answer or a key. */

#include "targets.h"

#include "base/memory.h"
#include "term/probe.h"

#include <stdlib.h>
#include <string.h>

/* `#`: digits and semicolons, `*`: any text. */
static const char *const answers[] = {
    "\033[?#c",           "\033[#R",         "\033P1$r*\033\\",
    "\033P0$r*\033\\",    "\033P1+r*\033\\", "\033P0+r*\033\\",
    "\033]11;*\033\\",    "\033]11;*\007",   "\033_Gi=31;*\033\\",
    "\033_Gi=32;*\033\\", "\033[6;#t",       "\033[?#S",
    "\033[>#c",           "\033P>|*\033\\",  "\033P!|*\033\\",
    "\033[?#$y",          "\033]10;*\007",   "\033]4;*\033\\",
    "\033[4;#t",          "\033[?#n",
};
static const struct {
    const char *bytes, *name;
} keys[] = {
    {"q", "q"},         {"\r", "enter"},       {"\033[A", "up"},         {"\033OD", "left"},
    {" ", "space"},     {"\033[3~", "delete"}, {"\xce\xb7", "\xce\xb7"}, {"\003", "ctrl-c"},
    {"\033", "escape"},
};
enum {
    ANSWERS = sizeof answers / sizeof *answers,
    KEYS = sizeof keys / sizeof *keys,
    TEXT_MAX = 32
};

struct talk {
    const char *bytes; /* the input, and what is left of it */
    size_t left;
    struct probe probe;
    struct key_queue queue;
    double now;
    int wanted; /* the key that is to come; -1: none */
};

static unsigned next(struct talk *talk)
{
    if (talk->left == 0)
        return 0;
    talk->left--;
    return (unsigned char)*talk->bytes++;
}

static void decode(struct talk *talk, bool late)
{
    struct key_queue *queue = &talk->queue;
    while (key_queue_length(queue) > 0) {
        struct key key = key_decode(key_queue_head(queue), key_queue_length(queue), late);
        if (key.kind == KEY_KIND_WAIT)
            return;
        key_queue_drop(queue, key.used);
        if (key.kind == KEY_KIND_NONE)
            continue;
        if (key.kind != KEY_KIND_NAME)
            fuzz_fail("an answer is of kind %d", key.kind);
        if (talk->wanted < 0 || strcmp(keys[talk->wanted].name, key.name) != 0)
            fuzz_fail("%s was not pressed", key.name);
        talk->wanted = -1;
    }
}

/* In pieces that are as long as a byte says. */
static void send(struct talk *talk, const char *bytes, size_t length, size_t piece)
{
    for (size_t at = 0; at < length; at += piece) {
        size_t size = length - at < piece ? length - at : piece;
        talk->now += 0.01;
        probe_hear(&talk->probe, bytes + at, size, talk->now, &talk->queue);
        decode(talk, false);
    }
}

static void answer(struct talk *talk, const char *form, size_t piece)
{
    struct text text = {0};
    for (; *form; form++) {
        size_t length = *form == '#' || *form == '*' ? next(talk) % TEXT_MAX : 0;
        if (*form != '#' && *form != '*')
            text_add_bytes(&text, form, 1);
        for (size_t i = 0; i < length; i++) {
            unsigned value = next(talk);
            char byte = *form == '#' ? "0123456789;;"[value % 12] : (char)(' ' + value % 95);
            text_add_bytes(&text, &byte, 1);
        }
    }
    send(talk, text.bytes, text.length, piece);
    text_free(&text);
}

/* A lone Escape is a key when nothing follows. */
static void press(struct talk *talk, int key, size_t piece)
{
    talk->wanted = key;
    send(talk, keys[key].bytes, strlen(keys[key].bytes), piece);
    if (talk->wanted >= 0) {
        talk->now += 2;
        probe_give_up(&talk->probe, talk->now, &talk->queue);
        decode(talk, true);
    }
    if (talk->wanted >= 0)
        fuzz_fail("%s is lost", keys[key].name);
}

static void check(const struct talk *talk)
{
    const struct found *found = &talk->probe.found;
    if (found->colors < 0 || found->mark_columns < 0 || found->ground > 0xFFFFFF ||
        found->registers < 0 || found->most.width < 0 || found->most.height < 0 ||
        found->cell.width < 0 || found->cell.height < 0)
        fuzz_fail("what was found cannot be");
    if (talk->probe.held.length > 0)
        fuzz_fail("%zu bytes are held", talk->probe.held.length);
    if (key_queue_length(&talk->queue) > 0)
        fuzz_fail("%zu bytes are left over", key_queue_length(&talk->queue));
}

void fuzz_answers(const char *bytes, size_t size)
{
    struct talk talk = {.bytes = bytes, .left = size, .wanted = -1};
    struct text questions = {0};
    probe_ask(&talk.probe, 0, 0, &questions);
    text_free(&questions);
    while (talk.left > 0) {
        unsigned what = next(&talk);
        size_t piece = 1 + next(&talk) % 24;
        if (what % 4)
            answer(&talk, answers[what / 4 % ANSWERS], piece);
        else
            press(&talk, (int)(what / 4 % KEYS), piece);
        check(&talk);
    }
    probe_free(&talk.probe);
    key_queue_free(&talk.queue);
}
