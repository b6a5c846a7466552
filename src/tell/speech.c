#include "speech.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool starts(const char *at, const char *with)
{
    return strncmp(at, with, strlen(with)) == 0;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A part of a name or of a number: letters beyond ASCII are, too. */
static bool is_word(char byte)
{
    return isalnum((unsigned char)byte) || (signed char)byte < 0;
}

/* A word stands apart from what is before it. */
static void add_word(struct text *out, const char *word)
{
    char before = out->length ? out->bytes[out->length - 1] : ' ';
    text_add(out, "%s%s", strchr(" ([", before) ? "" : " ", word);
}

/* And from what comes after it. */
static void part_from(struct text *out, const char *next)
{
    if (is_word(*next) || *next == '(')
        text_add(out, " ");
}

/* --- numbers --- */

/* The digits without an exponent: the point goes so many places to the right. */
static void add_plain(struct text *out, const char *digits, size_t length, int places)
{
    char all[32];
    int count = 0, point = -1;
    for (size_t i = 0; i < length && count < (int)sizeof all; i++)
        if (digits[i] == '.')
            point = count;
        else
            all[count++] = digits[i];
    point = (point < 0 ? count : point) + places;
    if (point <= 0)
        text_add(out, "0.");
    for (int i = point; i < 0; i++)
        text_add(out, "0");
    for (int i = 0; i < count || i < point; i++)
        text_add(out, "%s%c", i == point && i > 0 ? "." : "", i < count ? all[i] : '0');
}

/* Millions and the like; NULL: the power has no name. */
static const char *find_name(int power, int *places)
{
    static const struct {
        const char *name;
        int power;
    } names[] = {{"million", 6}, {"billion", 9}, {"trillion", 12}};
    for (int i = (int)(sizeof names / sizeof *names) - 1; i >= 0; i--) {
        *places = power - names[i].power;
        if (*places >= 0 && *places < 3)
            return names[i].name;
    }
    return NULL;
}

static void add_power_of_ten(struct text *out, const char *digits, size_t length, int power)
{
    enum { LEAST = -4, MOST = 5 };
    int places = power;
    const char *name = find_name(power, &places);
    if (power >= LEAST && power <= MOST)
        add_plain(out, digits, length, power);
    else if (name) {
        add_plain(out, digits, length, places);
        text_add(out, " %s", name);
    } else {
        bool one = length == 1 && *digits == '1';
        text_add(out, "%.*s%sten to the %s%d", one ? 0 : (int)length, digits, one ? "" : " times ",
                 power < 0 ? "minus " : "", abs(power));
    }
}

/* A number where it begins; returns its end. */
static const char *add_number(struct text *out, const char *at)
{
    size_t length = strspn(at, "0123456789.");
    while (length > 1 && at[length - 1] == '.') /* the sentence's */
        length--;
    const char *exponent = at + length + 1;
    bool minus = at[length] == 'e' && *exponent == '-';
    exponent += minus;
    if (at[length] != 'e' || !is_digit(*exponent)) {
        text_add_bytes(out, at, length);
        return at + length;
    }
    char *end;
    int power = (int)strtol(exponent, &end, 10);
    add_power_of_ten(out, at, length, minus ? -power : power);
    return end;
}

/* --- signs --- */

/* "²" and the like, one after the other, are a power; at where they end, else where they began. */
static const char *add_power(struct text *out, const char *at)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    static const char minus_sign[] = "⁻";
    const char *from = at;
    int power = 0, count = 0;
    bool minus = starts(at, minus_sign);
    at += minus ? strlen(minus_sign) : 0;
    for (int digit = 0; digit < 10; digit++)
        if (starts(at, digits[digit])) {
            power = 10 * power + digit;
            count++;
            at += strlen(digits[digit]);
            digit = -1;
        }
    if (count == 0)
        return from;
    if (!minus && (power == 2 || power == 3))
        text_add(out, power == 2 ? " squared" : " cubed");
    else
        text_add(out, " to the %s%d", minus ? "minus " : "", power);
    part_from(out, at);
    return at;
}

static bool ends_word(const struct text *out)
{
    return out->length > 0 &&
           (is_word(out->bytes[out->length - 1]) || strchr(")|]", out->bytes[out->length - 1]));
}

static const struct {
    const char *sign, *word;
    bool binary; /* only between two things */
} signs[] = {
    {"−", "minus ", false},  {"→", "to", false},      {"·", "times ", true},
    {"×", "by", false},      {"°", "degrees", false}, {"√", "root of ", false},
    {"←", "becomes", false}, {"/", "over ", true},    {"*", "times ", true},
};

/* The end of an interval, "[−4, 4]"; NULL: it is something else. */
static const char *interval_end(const char *at)
{
    const char *end = strchr(at, ']');
    const char *comma = strchr(at, ',');
    for (const char *byte = at + 1; end && byte < end; byte++)
        if (isalpha((unsigned char)*byte) && *byte != 'e')
            return NULL;
    return end && comma && comma < end ? end : NULL;
}

/* A bar of a norm: the first of two is said, the second one is its end. */
static const char norm[] = "‖";

static const char *add_norm(struct text *out, const char *from, const char *at)
{
    int before = 0;
    for (const char *bar = from; (bar = strstr(bar, norm)) && bar < at; bar += strlen(norm))
        before++;
    if (before % 2 == 0)
        add_word(out, "the norm of ");
    return at + strlen(norm);
}

/* The sign there; returns where it ends, or where it began: it is none. */
static const char *add_sign(struct text *out, const char *at)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i].sign);
        if (!starts(at, signs[i].sign) ||
            (signs[i].binary && !(ends_word(out) && (is_word(at[length]) ||
                                                     (at[length] && strchr("(|", at[length]))))))
            continue;
        add_word(out, signs[i].word);
        at += length;
        if (out->bytes[out->length - 1] != ' ')
            part_from(out, at);
        else
            at += strspn(at, " ");
        return at;
    }
    return at;
}

void speech_add(struct text *out, const char *sentence)
{
    static const char infinite[] = "inf";
    const char *at = sentence, *interval = NULL;
    while (*at) {
        const char *next;
        bool of_name = at > sentence && isalpha((unsigned char)at[-1]);
        if (is_digit(*at) && !of_name)
            next = add_number(out, at);
        else if (*at == '[' && interval_end(at)) {
            interval = interval_end(at);
            next = at + 1;
        } else if (interval && *at == ',') {
            text_add(out, " to");
            next = at + 1;
        } else if (at == interval) {
            interval = NULL;
            next = at + 1;
        } else if (!of_name && starts(at, infinite) && !is_word(at[strlen(infinite)])) {
            text_add(out, "infinite");
            next = at + strlen(infinite);
        } else if (starts(at, norm)) {
            next = add_norm(out, sentence, at);
        } else {
            next = add_sign(out, at);
            next = next == at ? add_power(out, at) : next;
        }
        if (next == at)
            text_add_bytes(out, next++, 1);
        at = next;
    }
}

void speech_add_written(struct text *out, const char *sentence)
{
    const char *at = sentence;
    while (*at) {
        bool ascii = (signed char)*at >= 0;
        const char *next = ascii ? at : starts(at, norm) ? add_norm(out, sentence, at) : at;
        next = ascii || next > at ? next : add_sign(out, at);
        if (next == at)
            text_add_bytes(out, next++, 1);
        at = next;
    }
}

void speech_add_page(struct text *out, const char *page)
{
    static const char *const labels[] = {"title: ", "caption: ", "question: "};
    const char *line;
    size_t length;
    while ((line = text_next_line(&page, &length))) {
        bool written = false;
        struct text sentence = {0};
        text_add_bytes(&sentence, line, length);
        for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
            written |= starts(line, labels[i]);
        if (written)
            speech_add_written(out, sentence.bytes);
        else
            speech_add(out, sentence.bytes ? sentence.bytes : "");
        text_add(out, "\n");
        text_free(&sentence);
    }
}
