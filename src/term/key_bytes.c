#include "key_bytes.h"

#include <stdio.h>
#include <string.h>

void key_queue_add(struct key_queue *queue, const char *bytes, size_t length)
{
    if (queue->begin == queue->all.length) {
        queue->begin = 0;
        text_clear(&queue->all);
    }
    text_add_bytes(&queue->all, bytes, length);
}

int key_queue_pop(struct key_queue *queue)
{
    if (queue->begin == queue->all.length)
        return -1;
    return (unsigned char)queue->all.bytes[queue->begin++];
}

const char *key_queue_head(const struct key_queue *queue)
{
    return queue->all.bytes ? queue->all.bytes + queue->begin : "";
}

size_t key_queue_length(const struct key_queue *queue)
{
    return queue->all.length - queue->begin;
}

void key_queue_drop(struct key_queue *queue, size_t length)
{
    size_t all = key_queue_length(queue);
    queue->begin += length < all ? length : all;
}

void key_queue_put_back(struct key_queue *queue, const char *bytes, size_t length)
{
    struct text all = {0};
    text_add_bytes(&all, bytes, length);
    text_add_bytes(&all, key_queue_head(queue), key_queue_length(queue));
    key_queue_free(queue);
    queue->all = all;
}

void key_queue_free(struct key_queue *queue)
{
    text_free(&queue->all);
    queue->begin = 0;
}

static struct key key_of(enum key_kind kind, size_t used, const char *name)
{
    struct key key = {.kind = kind, .used = used};
    snprintf(key.name, sizeof key.name, "%s", name);
    return key;
}

/* ESC [ and ESC O sequences by their final letter; with `~`, by their first number. */
static const struct {
    char final;
    int number;
    const char *name;
} sequences[] = {
    {'A', 0, "up"},       {'B', 0, "down"},   {'C', 0, "right"}, {'D', 0, "left"},
    {'H', 0, "home"},     {'F', 0, "end"},    {'M', 0, "enter"}, {'~', 1, "home"},
    {'~', 2, "insert"},   {'~', 3, "delete"}, {'~', 4, "end"},   {'~', 5, "pageup"},
    {'~', 6, "pagedown"}, {'~', 7, "home"},   {'~', 8, "end"},   {'Z', 0, "shift-tab"},
};

/* `modified`: with shift, alt or control held; such a key is another one, and has no meaning. */
static struct key sequence_key(char final, int number, bool modified, size_t used)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        bool same = sequences[i].final == final && (final != '~' || sequences[i].number == number);
        if (same && !modified)
            return key_of(KEY_KIND_NAME, used, sequences[i].name);
    }
    return key_of(KEY_KIND_NONE, used, "");
}

static struct key unfinished(size_t length, bool late)
{
    return late ? key_of(KEY_KIND_NONE, length, "") : key_of(KEY_KIND_WAIT, 0, "");
}

/* What the number of a mouse report says: two bits of button, three of modifiers, and whether it
 * moved or is a wheel. */
static struct mouse_event mouse_of(unsigned code, bool pressed)
{
    enum { BUTTON = 3, MODIFIERS = 4 | 8 | 16, MOVED = 32, WHEEL = 64, MORE_BUTTONS = 128 };
    struct mouse_event mouse = {.modified = code & MODIFIERS, .button = (int)(code & BUTTON)};
    bool none = mouse.button == BUTTON;
    if (code & MORE_BUTTONS)
        return mouse;
    if (code & WHEEL) {
        mouse.turn = mouse.button == 0 ? 1 : mouse.button == 1 ? -1 : 0;
        mouse.kind = mouse.turn && pressed ? MOUSE_WHEEL : MOUSE_NONE;
        mouse.button = 0;
    } else if (none) {
        mouse.kind = code & MOVED ? MOUSE_MOVE : MOUSE_NONE;
        mouse.button = 0;
    } else {
        mouse.kind = !pressed ? MOUSE_RELEASE : code & MOVED ? MOUSE_DRAG : MOUSE_PRESS;
    }
    return mouse;
}

/* ESC [ < code ; column ; row M, and m for a release: xterm's SGR form, the only one asked for. */
static struct key mouse_key(const char *bytes, size_t used)
{
    enum { FIELDS = 3, LIMIT = 100000 };
    unsigned numbers[FIELDS] = {0};
    int field = 0;
    bool good = true;
    for (size_t i = 3; i + 1 < used; i++) {
        if (bytes[i] == ';')
            field++;
        else if (bytes[i] >= '0' && bytes[i] <= '9' && field < FIELDS && numbers[field] < LIMIT)
            numbers[field] = 10 * numbers[field] + (unsigned)(bytes[i] - '0');
        else
            good = false;
    }
    struct key key = key_of(KEY_KIND_MOUSE, used, "");
    if (!good || field != FIELDS - 1 || !numbers[1] || !numbers[2])
        return key;
    key.mouse = mouse_of(numbers[0], bytes[used - 1] == 'M');
    key.mouse.column = (int)numbers[1] - 1;
    key.mouse.row = (int)numbers[2] - 1;
    return key;
}

/* ESC [ M and three bytes: the old form, of terminals that do not know the other one. It is not
 * read, as it ends at column 223, but its bytes are no keys. */
static struct key decode_old_mouse(size_t length, bool late)
{
    enum { LENGTH = 6 };
    if (length >= LENGTH)
        return key_of(KEY_KIND_MOUSE, LENGTH, "");
    return unfinished(length, late);
}

/* ESC [ parameters intermediates final (ECMA-48); mouse reports ESC [ < … M have this form too. A
 * byte that cannot be part of it ends it: the sequence was cut, and the byte begins the next key.
 */
static struct key decode_control_sequence(const char *bytes, size_t length, bool late)
{
    enum { LONGEST = 64 };
    int number = 0, fields = 1;
    bool private = false;
    for (size_t i = 2; i < length; i++) {
        char c = bytes[i];
        if (c >= '0' && c <= '9') {
            if (fields == 1 && number < 10000)
                number = 10 * number + (c - '0');
        } else if (c == ';') {
            fields++;
        } else if (c == '[' && i == 2) { /* the Linux console's F1 to F5 have another letter */
            if (length == 3)
                return unfinished(length, late);
            return key_of(KEY_KIND_NONE, bytes[3] >= 'A' && bytes[3] <= 'Z' ? 4 : 3, "");
        } else if (c == '$' && i > 2 && !private) { /* rxvt: with shift */
            return key_of(KEY_KIND_NONE, i + 1, "");
        } else if (c >= '@' && c <= '~') {
            if (c == '~' && number == 200)
                return key_of(KEY_KIND_PASTE, i + 1, "");
            if (bytes[2] == '<' && (c == 'M' || c == 'm'))
                return mouse_key(bytes, i + 1);
            return private ? key_of(KEY_KIND_NONE, i + 1, "")
                           : sequence_key(c, number, fields > 1, i + 1);
        } else if (c >= ' ' && c <= '?') {
            private = true;
        } else {
            return key_of(KEY_KIND_NONE, i, "");
        }
        if (i == LONGEST)
            return key_of(KEY_KIND_NONE, i + 1, "");
    }
    return unfinished(length, late);
}

/* ESC O letter; some put the modifiers' numbers between. */
static struct key decode_shifted(const char *bytes, size_t length, bool late)
{
    enum { LONGEST = 8 };
    size_t at = 2;
    while (at < length && at < LONGEST &&
           ((bytes[at] >= '0' && bytes[at] <= '9') || bytes[at] == ';'))
        at++;
    if (at == length)
        return unfinished(length, late);
    if (bytes[at] < ' ' || bytes[at] > '~')
        return key_of(KEY_KIND_NONE, at, "");
    return sequence_key(bytes[at], 0, at > 2, at + 1);
}

/* Whether a string begins there, as terminals answer: DCS, OSC, and kitty's APC. */
static bool begins_string(const char *bytes)
{
    static const struct {
        char kind;
        const char *first;
    } strings[] = {{'P', "0123456789>|!+$"}, {']', "0123456789"}, {'_', "G"}};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        if (bytes[1] == strings[i].kind && bytes[2] && strchr(strings[i].first, bytes[2]))
            return true;
    return false;
}

/* Up to ESC \ or BEL: an answer to a question that somebody else has asked, or one too many. */
static struct key decode_string(const char *bytes, size_t length, bool late)
{
    enum { LONGEST = 4096 };
    for (size_t i = 2; i < length; i++) {
        bool escape = bytes[i] == '\033';
        if (bytes[i] == '\007')
            return key_of(KEY_KIND_NONE, i + 1, "");
        if (escape && i + 1 == length)
            break;
        if (escape && bytes[i + 1] == '\\')
            return key_of(KEY_KIND_NONE, i + 2, "");
        if (bytes[i] < ' ' || bytes[i] > '~' || i == LONGEST)
            return key_of(KEY_KIND_NONE, i, "");
    }
    return unfinished(length, late);
}

static struct key decode_escape(const char *bytes, size_t length, bool late)
{
    if (length == 1)
        return late ? key_of(KEY_KIND_NAME, 1, "escape") : key_of(KEY_KIND_WAIT, 0, "");
    if (bytes[1] == '[' && length > 2 && bytes[2] == 'M')
        return decode_old_mouse(length, late);
    if (bytes[1] == '[')
        return length == 2 ? unfinished(2, late) : decode_control_sequence(bytes, length, late);
    if (bytes[1] == 'O')
        return decode_shifted(bytes, length, late);
    if (length == 2 && strchr("P]_", bytes[1]))
        return unfinished(length, late);
    if (length > 2 && begins_string(bytes))
        return decode_string(bytes, length, late);
    if (bytes[1] == '\033') /* Escape twice: the first one is a key */
        return key_of(KEY_KIND_NAME, 1, "escape");
    /* Alt and a key: swallowed with the whole of its character. */
    uint32_t character;
    int size = utf8_decode(bytes + 1, length - 1, &character);
    return key_of(KEY_KIND_NONE, 1 + (size_t)size, "");
}

static struct key decode_control(unsigned char byte)
{
    static const struct {
        unsigned char byte;
        const char *name;
    } rows[] = {{'\t', "tab"},       {'\r', "enter"},     {'\n', "enter"},
                {0x7f, "backspace"}, {'\b', "backspace"}, {' ', "space"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].byte == byte)
            return key_of(KEY_KIND_NAME, 1, rows[i].name);
    struct key key = {.kind = KEY_KIND_NAME, .used = 1};
    int letter = byte + 0x40;
    snprintf(key.name, sizeof key.name, "ctrl-%c",
             letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    return key;
}

/* Whether the bytes are the beginning of a character whose rest is yet to come. */
static bool is_unfinished_utf8(const char *bytes, size_t length)
{
    unsigned char first = (unsigned char)bytes[0];
    size_t whole = first > 0xf4 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)bytes[i] & 0xc0) != 0x80)
            return false;
    return length < whole;
}

struct key key_decode(const char *bytes, size_t length, bool late)
{
    if (length == 0)
        return key_of(KEY_KIND_WAIT, 0, "");
    unsigned char first = (unsigned char)bytes[0];
    if (first == 0x1b)
        return decode_escape(bytes, length, late);
    if (first <= ' ' || first == 0x7f)
        return decode_control(first);
    if (is_unfinished_utf8(bytes, length))
        return unfinished(length, late);
    uint32_t character;
    struct key key = {.kind = KEY_KIND_NAME};
    key.used = (size_t)utf8_decode(bytes, length, &character);
    if (character == 0xfffd)
        key.kind = KEY_KIND_NONE;
    else
        memcpy(key.name, bytes, key.used);
    return key;
}
