/* A course shows how the program is used: `type` types a line at the prompt as a hand would, and
 * `press` presses keys. The hand has its own pace, which the text alone decides: a film of it is
 * the same every time. Where nobody waits, its seconds become iterations as those of `wait` do. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* Seconds: the prompt is open and nothing typed yet; all is typed and not yet entered; a key's name
 * stays, when another one follows or none. */
static const double before_typing = 0.3, before_enter = 0.4, between_keys = 0.25, after_keys = 0.7;

/* How long the hand takes for the next character: 0.04 to 0.12 s, by what was typed so far. */
static double key_seconds(const char *line, int length)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (int i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)line[i]) * 16777619u;
    hash = (hash ^ hash >> 15) * 2246822519u;
    return 0.04 + (hash >> 16) % 81 / 1000.0;
}

static void begin(struct session *session, char *text, enum hold hold, double seconds)
{
    hold_leave(session);
    session->script.typing = (struct typing){.text = text, .line = session->script.line};
    session->script.hold = hold;
    session->script.hold_seconds = seconds;
}

/* --- type --- */

bool command_type(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *text = reader_rest(&reader);
    size_t length = strlen(text);
    bool good = true;
    if (length < 2 || text[0] != '"' || text[length - 1] != '"')
        good = error_at(error, offset, "expected the line in quotes, as in type \"eta 0.3\"");
    else if (strspn(text + 1, " \t") == length - 2)
        good = error_at(error, offset + 1, "expected a command between the quotes");
    else
        begin(session, memory_copy_bytes(text + 1, length - 2), HOLD_TYPING, before_typing);
    free(text);
    return good;
}

/* The hand's next motion: a character or, after the last, Enter; then the line is run. */
static void type_on(struct session *session)
{
    struct typing *typing = &session->script.typing;
    const char *rest = typing->text + typing->length;
    uint32_t character;
    if (!*rest) {
        hold_leave(session);
        return;
    }
    int size = utf8_decode(rest, strlen(rest), &character);
    typing->length += size;
    session->script.hold_seconds +=
        rest[size] ? key_seconds(typing->text, typing->length) : before_enter;
}

/* --- press --- */

static bool unknown_key(const char *key, int offset, struct error *error)
{
    char hint[80];
    struct nearest nearest = nearest_begin(key);
    for (int i = 0; i < key_row_count; i++)
        if (strlen(key_rows[i].key) > 1) /* every single letter is near every other */
            nearest_offer(&nearest, key_rows[i].key);
    return error_at(error, offset, "no key is called %.20s; `list keys` tells them%s", key,
                    nearest_hint(&nearest, hint));
}

static bool press(struct session *session, const char *key, struct error *error)
{
    if (key_press_in_page(session, key))
        return true;
    const struct key_row *row = key_find(session, key);
    if (!row)
        return unknown_key(key, 0, error);
    if (row->action == KEY_PROMPT)
        return error_at(error, 0, "expected another key: `type` opens the prompt and types");
    if (row->action == KEY_NEXT_SCENE || row->action == KEY_PREVIOUS_SCENE)
        return error_at(error, 0, "a course stays in its scene: it cannot press %s", key);
    return key_press(session, key, error);
}

/* The first of the keys now; the others, as a command of their own, after a while. */
bool command_press(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *key = reader_word(&reader), *rest = reader_rest(&reader);
    bool good = key ? press(session, key, error)
                    : error_at(error, 0, "expected a key: space, tab, left, a, ...");
    if (!good)
        error->offset = offset;
    if (good && *rest) {
        struct text others = {0};
        text_add(&others, "press %s", rest);
        script_put_first(&session->script, others.bytes, session->script.line);
        text_free(&others);
    }
    if (good) {
        begin(session, key, HOLD_KEY, *rest ? between_keys : after_keys);
        key = NULL;
    }
    free(key);
    free(rest);
    return good;
}

/* --- time --- */

/* As long as a hand is at work hold_seconds are those to its next motion. */
bool typing_elapse(struct session *session)
{
    bool seen = false;
    while (session->script.hold == HOLD_TYPING && session->script.hold_seconds <= 0) {
        type_on(session);
        seen = true;
    }
    if (session->script.hold == HOLD_KEY && session->script.hold_seconds <= 0) {
        hold_leave(session);
        seen = true;
    }
    return seen;
}

double script_seconds(const struct session *session)
{
    const struct typing *typing = &session->script.typing;
    double seconds = session->script.hold_seconds;
    int length = typing->length;
    if (session->script.hold != HOLD_TYPING)
        return seconds;
    while (typing->text[length]) {
        uint32_t character;
        length += utf8_decode(typing->text + length, strlen(typing->text + length), &character);
        seconds += typing->text[length] ? key_seconds(typing->text, length) : before_enter;
    }
    return seconds;
}
