#include "probe.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How long the rest of an answer may take after an ESC, which may also be a key, and after more. */
static const double escape_seconds = 0.15, rest_seconds = 1;
enum { ANSWER_MAX = 4096 };

#define ST "\033\\"

/* What an answer says, without its beginning and end. */
typedef void taking(struct found *found, const char *text);

/* Hexadecimal digits at *text, as a share of the greatest number of so many; -1: there are none. */
static double read_share(const char **text)
{
    char *end;
    size_t digits = strspn(*text, "0123456789abcdefABCDEF");
    if (digits < 1 || digits > 4)
        return -1;
    double share = (double)strtol(*text, &end, 16) / ((1 << 4 * digits) - 1);
    *text = end + (*end == '/');
    return share;
}

/* rgb:RRRR/GGGG/BBBB, of one to four digits each; rgba: has another one. */
static void take_ground(struct found *found, const char *text)
{
    color ground = 0;
    if (strncmp(text, "rgb", 3) != 0)
        return;
    text += strcspn(text, ":");
    text += *text == ':';
    for (int i = 0; i < 3; i++) {
        double share = read_share(&text);
        if (share < 0)
            return;
        ground = ground << 8 | (color)(share * 255 + 0.5);
    }
    found->has_ground = true;
    found->ground = ground;
}

/* The attributes in use: whether the colour that was set just before is among them. */
static void take_attributes(struct found *found, const char *text)
{
    static const char *const forms[] = {"48:2::1:2:3", "48:2:1:2:3", "48;2;1;2;3"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        found->direct |= strstr(text, forms[i]) != NULL;
    if (strstr(text, "48:5:") || strstr(text, "48;5;")) /* the nearest that it has */
        found->colors = found->colors < 256 ? 256 : found->colors;
}

/* Up to an `=` or the end, each letter as two hexadecimal digits; returns what follows. */
static const char *decode(const char *text, char word[16])
{
    size_t length = strcspn(text, "="), size = 0;
    for (size_t i = 0; i + 1 < length && size < 15; i += 2) {
        const char digits[3] = {text[i], text[i + 1], 0};
        word[size++] = (char)strtol(digits, NULL, 16);
    }
    word[size] = '\0';
    return text[length] ? text + length + 1 : text + length;
}

static void take_capability(struct found *found, const char *text)
{
    char name[16], value[16];
    decode(decode(text, name), value);
    if (strcmp(name, "RGB") == 0)
        found->direct = true;
    if (strcmp(name, "Co") == 0 && *value >= '0' && *value <= '9')
        found->colors = atoi(value);
}

/* Row and column of the cursor, which was in the first one before the mark. */
static void take_width(struct found *found, const char *text)
{
    int row, column;
    if (sscanf(text, "%d;%d", &row, &column) == 2 && column > 1)
        found->mark_columns = column - 1;
}

/* Height and width. */
static void take_cell(struct found *found, const char *text)
{
    enum { MOST = 1000 };
    struct cell_size cell;
    if (sscanf(text, "%d;%d", &cell.height, &cell.width) == 2 && cell.width > 0 &&
        cell.height > 0 && cell.width < MOST && cell.height < MOST)
        found->cell = cell;
}

static void take_kitty(struct found *found, const char *text)
{
    found->kitty |= strcmp(text, "OK") == 0;
}

static void take_shared(struct found *found, const char *text)
{
    found->shared |= strcmp(text, "OK") == 0;
}

/* Which of both it tells, whether it can, and one number or two. Some answer the one with the
 * other.
 */
static void take_sixels(struct found *found, const char *text)
{
    int what, status, first, second;
    int count = sscanf(text, "%d;%d;%d;%d", &what, &status, &first, &second);
    if (count >= 3 && status == 0 && what == 1 && first > 0)
        found->registers = first;
    if (count == 4 && status == 0 && what == 2 && first > 0 && second > 0)
        found->most = (struct cell_size){first, second};
}

/* What it is, and what it has. */
static void take_attributes_of_it(struct found *found, const char *text)
{
    for (const char *at = strchr(text, ';'); at; at = strchr(at + 1, ';'))
        found->sixel |= strncmp(at, ";4", 2) == 0 && (!at[2] || at[2] == ';');
}

/* Forms of answers: bytes as they are; `#`: digits and semicolons, `*`: text up to the end of a
 * string, which is what is taken. */
static const struct question {
    const char *name, *asks, *answer; /* in `asks` %s is the name of what is shared */
    const char *refusal;              /* NULL: there is none */
    taking *take;
    unsigned kinds;
} questions[] = {
    {"whether it takes a direct colour", "\033[48:2::1:2:3m\033P$qm" ST "\033[m", "\033P1$r*",
     "\033P0$r*", take_attributes, PROBE_STRINGS},
    {"whether it has direct colours", "\033P+q524742" ST, "\033P1+r*", "\033P0+r*", take_capability,
     PROBE_STRINGS},
    {"how many colours it has", "\033P+q436F" ST, "\033P1+r*", "\033P0+r*", take_capability,
     PROBE_STRINGS},
    {"its ground", "\033]11;?" ST, "\033]11;*", NULL, take_ground, PROBE_STRINGS},
    {"how wide a mark is", "\033[H\u25cf\033[6n", "\033[#R", NULL, take_width, PROBE_UNICODE},
    {"whether it has kitty's pixels", "\033_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA" ST, "\033_Gi=31;*",
     NULL, take_kitty, PROBE_STRINGS | PROBE_PIXELS},
    {"whether they can be shared", "\033_Gi=32,s=1,v=1,a=q,t=s,f=24;%s" ST, "\033_Gi=32;*", NULL,
     take_shared, PROBE_STRINGS | PROBE_PIXELS | PROBE_SHARED},
    {"how large a cell is", "\033[16t", "\033[6;#t", NULL, take_cell, PROBE_PIXELS},
    {"how many colours sixels have", "\033[?1;1;0S", "\033[?#S", NULL, take_sixels, PROBE_PIXELS},
    {"how large sixels may be", "\033[?2;1;0S", "\033[?#S", NULL, take_sixels, PROBE_PIXELS},
    /* the last one, as all terminals answer it: what is not answered by then will hardly be */
    {"what it is", "\033[c", "\033[?#c", NULL, take_attributes_of_it, 0},
};
enum { QUESTIONS = sizeof questions / sizeof *questions, LAST = QUESTIONS - 1 };

static void ask(struct probe *probe, int question, struct text *out)
{
    const char *asks = questions[question].asks, *name = strstr(asks, "%s");
    size_t before = name ? (size_t)(name - asks) : strlen(asks);
    text_add_bytes(out, asks, before);
    if (name)
        text_add(out, "%s%s", probe->shared, name + 2);
    probe->open |= 1u << question;
}

void probe_ask(struct probe *probe, unsigned without, double now, struct text *out)
{
    probe->asked = true;
    probe->asked_at = now;
    for (int i = 0; i < QUESTIONS; i++)
        if (!(questions[i].kinds & without))
            ask(probe, i, out);
}

void probe_ask_cell(struct probe *probe, struct text *out)
{
    if (probe->found.cell.width == 0)
        return;
    for (int i = 0; i < QUESTIONS; i++)
        if (questions[i].take == take_cell)
            ask(probe, i, out);
}

void probe_free(struct probe *probe)
{
    text_free(&probe->held);
}

/* --- what is an answer --- */

enum match {
    MATCH_NONE,
    MATCH_PART,    /* what is here is the beginning of one */
    MATCH_CERTAIN, /* and of nothing else */
    MATCH_WHOLE
};

/* Where the text of a string ends, after which it is whole; the end of the bytes: not yet. NULL:
 * this is no string. */
static const char *string_end(const char *at, bool *whole)
{
    while (*at >= ' ' && *at <= '~')
        at++;
    *whole = *at == '\007' || (at[0] == '\033' && at[1] == '\\');
    return *whole || !*at || (at[0] == '\033' && !at[1]) ? at : NULL;
}

/* The text, if any, is where the match says, without what follows it. */
static enum match match(const char *form, const char *bytes, const char **text, size_t *length)
{
    *text = bytes;
    *length = 0;
    for (; *form; form++) {
        if (*form == '*') {
            bool whole;
            const char *end = string_end(bytes, &whole);
            *text = bytes;
            *length = end ? (size_t)(end - bytes) : 0;
            return !end ? MATCH_NONE : whole ? MATCH_WHOLE : MATCH_CERTAIN;
        }
        if (!*bytes)
            return MATCH_PART;
        if (*form == '#') {
            *text = bytes;
            *length = strspn(bytes, "0123456789;");
            bytes += *length;
            if (!*length)
                return MATCH_NONE;
        } else if (*bytes++ != *form) {
            return MATCH_NONE;
        }
    }
    return MATCH_WHOLE;
}

static void take(struct probe *probe, int question, const char *text, size_t length)
{
    char *copy = memory_copy_bytes(text, length);
    probe->open &= ~(1u << question);
    probe->ended |= question == LAST;
    questions[question].take(&probe->found, copy);
    free(copy);
}

/* What is held as an answer to the open questions; one that is whole is taken. */
static enum match look(struct probe *probe)
{
    enum match best = MATCH_NONE;
    const char *text;
    size_t length;
    for (int i = 0; i < QUESTIONS; i++) {
        const char *const forms[] = {questions[i].answer, questions[i].refusal};
        for (int k = 0; k < 2 && forms[k] && probe->open & 1u << i; k++) {
            enum match found = match(forms[k], probe->held.bytes, &text, &length);
            if (found == MATCH_WHOLE) {
                take(probe, i, k == 0 ? text : "", k == 0 ? length : 0);
                return found;
            }
            best = found > best ? found : best;
        }
    }
    return best;
}

static void drop(struct probe *probe, size_t length)
{
    struct text *held = &probe->held;
    memmove(held->bytes, held->bytes + length, held->length - length + 1);
    held->length -= length;
    probe->certain = false;
}

/* How much of an answer is to be left out that was broken off: all but what broke it off. */
static size_t broken_length(const struct text *held)
{
    size_t length = held->length - 1;
    return length > 0 && held->bytes[length - 1] == '\033' ? length - 1 : length;
}

/* Whether there was an answer. */
static bool settle(struct probe *probe, struct key_queue *keys)
{
    struct text *held = &probe->held;
    while (held->length > 0) {
        bool readable = strlen(held->bytes) == held->length;
        enum match found = readable ? look(probe) : MATCH_NONE;
        if (found == MATCH_WHOLE || held->length > ANSWER_MAX) {
            drop(probe, held->length);
            return found == MATCH_WHOLE;
        }
        if (found != MATCH_NONE) {
            probe->certain = found == MATCH_CERTAIN;
            return false;
        }
        if (probe->certain) {
            drop(probe, broken_length(held));
        } else {
            key_queue_add(keys, held->bytes, 1);
            drop(probe, 1);
        }
    }
    return false;
}

bool probe_hear(struct probe *probe, const char *bytes, size_t length, double now,
                struct key_queue *keys)
{
    bool news = false;
    probe->heard_at = now;
    if (!probe->open && probe->held.length == 0) {
        key_queue_add(keys, bytes, length);
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        text_add_bytes(&probe->held, bytes + i, 1);
        news |= settle(probe, keys);
    }
    return news;
}

double probe_patience(const struct probe *probe, double now)
{
    if (probe->held.length == 0)
        return HUGE_VAL;
    return fmax(probe->heard_at + (probe->held.length == 1 ? escape_seconds : rest_seconds) - now,
                0);
}

void probe_give_up(struct probe *probe, double now, struct key_queue *keys)
{
    if (probe_patience(probe, now) > 0)
        return;
    if (!probe->certain)
        key_queue_add(keys, probe->held.bytes, probe->held.length);
    drop(probe, probe->held.length);
}
