#include "spelling.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static char folded(char c)
{
    return c == '-' || c == ' ' ? '_' : (char)tolower((unsigned char)c);
}

/* Whether the first of several names, which have | between them, is this one. */
static bool is_first(const char *others, const char *name)
{
    while (*name && *name != '|' && folded(*others) == folded(*name))
        others++, name++;
    return !*name && (!*others || *others == '|');
}

bool spelling_same(const char *a, const char *b)
{
    while (*a && folded(*a) == folded(*b))
        a++, b++;
    return !*a && !*b;
}

int spelling_index(const char *others, const char *name)
{
    for (int index = 0; others && *others; index++) {
        if (is_first(others, name))
            return index;
        others = strchr(others, '|');
        if (others)
            others++;
    }
    return -1;
}

static bool is_phrase(const char *other, const char *text, size_t length, size_t *from,
                      size_t *digits)
{
    size_t at = 0;
    *from = *digits = 0;
    for (; *other && *other != '|'; other++)
        if (*other == '#') {
            *from = at;
            while (at < length && strchr("0123456789.", text[at]))
                at++;
            *digits = at - *from;
            if (*digits == 0)
                return false;
        } else if (at == length || folded(text[at++]) != folded(*other)) {
            return false;
        }
    return at == length;
}

bool spelling_phrase(const char *others, const char *text, size_t length, size_t *from,
                     size_t *digits)
{
    for (const char *at = others; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (is_phrase(at, text, length, from, digits))
            return true;
    return false;
}

bool spelling_among(const char *others, const char *name)
{
    return spelling_index(others, name) >= 0;
}

bool spelling_of(const char *known, const char *others, const char *name)
{
    return spelling_same(known, name) || spelling_among(others, name);
}

/* How ASCII spells what formulas and captions have: each with a blank behind it. */
static const char spellings[] =
    "α alpha β beta γ gamma δ delta ε eps η eta θ theta λ lambda μ mu π pi ρ rho σ sigma τ tau "
    "φ phi ω omega Δ Delta ∇ grad ∂ d ∑ sum ∫ int √ sqrt ∞ inf · * × x − - ± +- ≤ <= ≥ >= ≠ != "
    "≈ ~ ← = → -> ↑ ^ ↓ v ‖ | ∥ | ⌊ [ ⌋ ] ⌈ [ ⌉ ] ½ 1/2 ¼ 1/4 ¾ 3/4 ° o ₀ 0 ₁ 1 ₂ 2 ₃ 3 ₄ 4 ₅ 5 "
    "₆ 6 ₇ 7 ₈ 8 ₉ 9 ⁰ ^0 ¹ ^1 ² ^2 ³ ^3 ⁴ ^4 ⁵ ^5 ⁶ ^6 ⁷ ^7 ⁸ ^8 ⁹ ^9 … ... – - — -- ‘ ' ’ ' “ \" "
    "” \" › > • * ✕ x ✓ + ′ ' ″ '' κ kappa ä ae ö oe ü ue ß ss ";

/* A character as it stands in a text. */
static void spell(struct text *out, const char *bytes, int size, uint32_t character)
{
    char key[8];
    snprintf(key, sizeof key, "%.*s ", size, bytes);
    bool known =
        character >= 0x80 && character != 0xFFFD; /* which is none: bytes of no character */
    const char *found = known ? strstr(spellings, key) : NULL;
    if (character == 0xA0)
        text_add(out, " ");
    else if (found)
        text_add_bytes(out, found + size + 1, strcspn(found + size + 1, " "));
    else if (character < 0x80)
        text_add_bytes(out, bytes, 1);
    else if (utf8_width(character) > 0)
        text_add_bytes(out, "??", (size_t)utf8_width(character));
}

void spelling_ascii(struct text *out, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t character;
        int size = utf8_decode(text + at, length - at, &character);
        spell(out, text + at, size, character);
        at += (size_t)size;
    }
}
