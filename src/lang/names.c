#include "names.h"

#include <string.h>

#include "formula.h"

/* A letter may stand twice with two names, or a name with two letters: the first row is the one
 * for printing a name, and for reading a letter. ε is eps, as the optimizers call their small
 * number; momentum is written μ. */
static const struct greek {
    const char *letter;
    const char *name;
} greek_letters[] = {
    {"α", "alpha"}, {"β", "beta"},   {"γ", "gamma"},   {"δ", "delta"},    {"ε", "eps"},
    {"ϵ", "eps"},   {"ζ", "zeta"},   {"η", "eta"},     {"θ", "theta"},    {"ϑ", "theta"},
    {"ι", "iota"},  {"κ", "kappa"},  {"λ", "lambda"},  {"μ", "mu"},       {"µ", "mu"},
    {"ν", "nu"},    {"ξ", "xi"},     {"ο", "omicron"}, {"π", "pi"},       {"ρ", "rho"},
    {"σ", "sigma"}, {"τ", "tau"},    {"υ", "upsilon"}, {"φ", "phi"},      {"ϕ", "phi"},
    {"χ", "chi"},   {"ψ", "psi"},    {"ω", "omega"},   {"Γ", "Gamma"},    {"Δ", "Delta"},
    {"Θ", "Theta"}, {"Λ", "Lambda"}, {"Ξ", "Xi"},      {"Π", "Pi"},       {"Σ", "Sigma"},
    {"Φ", "Phi"},   {"Ψ", "Psi"},    {"Ω", "Omega"},   {"μ", "momentum"},
};
enum { GREEK_COUNT = sizeof greek_letters / sizeof *greek_letters };

/* ₀ to ₉ differ in their last byte. */
static const char subscript_zero[] = "₀";
enum { SUBSCRIPT_LENGTH = sizeof subscript_zero - 1 };

/* What is no letter above ASCII: Unicode's signs and raised letters, coarse where no script has
 * letters. Marks that letters bear count as letters. */
static const struct range {
    uint32_t first, last;
} signs[] = {
    {0x0080, 0x00A9}, {0x00AB, 0x00B4},   {0x00B6, 0x00B9},    {0x00BB, 0x00BF}, {0x00D7, 0x00D7},
    {0x00F7, 0x00F7}, {0x02B0, 0x02FF},   {0x037E, 0x037E},    {0x0387, 0x0387}, {0x055A, 0x055F},
    {0x0589, 0x058F}, {0x05BE, 0x05BE},   {0x05C0, 0x05C0},    {0x05C3, 0x05C3}, {0x05F3, 0x05F4},
    {0x0600, 0x060F}, {0x061B, 0x061F},   {0x066A, 0x066D},    {0x06D4, 0x06D4}, {0x0964, 0x0965},
    {0x0E3F, 0x0E3F}, {0x1680, 0x1680},   {0x1D2C, 0x1D6A},    {0x2000, 0x20CF}, {0x2190, 0x2BFF},
    {0x2E00, 0x2E7F}, {0x2FF0, 0x3004},   {0x3008, 0x3020},    {0x3030, 0x3030}, {0x303D, 0x303D},
    {0x30A0, 0x30A0}, {0x30FB, 0x30FB},   {0xD800, 0xF8FF},    {0xFD3E, 0xFD3F}, {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F}, {0xFEFF, 0xFF0F},   {0xFF1A, 0xFF20},    {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65},
    {0xFFE0, 0xFFFF}, {0x1F000, 0x1FBFF}, {0xE0000, 0x10FFFF},
};

/* The bytes of a letter of any script, 0 if there is none. */
static int scan_letter(const char *text)
{
    uint32_t character;
    int size = utf8_decode(text, strnlen(text, 4), &character);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (character <= signs[i].last)
            return character < signs[i].first ? size : 0;
    return size;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digit that a subscript stands for, or 0. */
static char subscript_digit(const char *text)
{
    if (strncmp(text, subscript_zero, SUBSCRIPT_LENGTH - 1) != 0)
        return 0;
    int digit = (unsigned char)text[SUBSCRIPT_LENGTH - 1] -
                (unsigned char)subscript_zero[SUBSCRIPT_LENGTH - 1];
    return digit >= 0 && digit <= 9 ? (char)('0' + digit) : 0;
}

int name_scan_letter(const char *text, bool first, char letters[NAME_SIZE])
{
    char digit = first ? '\0' : is_digit(*text) ? *text : subscript_digit(text);
    if (digit || is_letter(*text)) {
        memcpy(letters, (char[]){digit ? digit : *text, '\0'}, 2);
        return digit && digit != *text ? SUBSCRIPT_LENGTH : 1;
    }
    for (int i = 0; i < GREEK_COUNT && (unsigned char)*text >= 0x80; i++) {
        size_t length = strlen(greek_letters[i].letter);
        if (strncmp(text, greek_letters[i].letter, length) == 0) {
            memcpy(letters, greek_letters[i].name, strlen(greek_letters[i].name) + 1);
            return (int)length;
        }
    }
    int size = (unsigned char)*text >= 0x80 ? scan_letter(text) : 0;
    memcpy(letters, text, (size_t)size);
    letters[size] = '\0';
    return size;
}

int name_scan_any(const char *text, char name[NAME_SIZE], bool *fits)
{
    int bytes = 0;
    size_t length = 0;
    char letters[NAME_SIZE];
    *fits = true;
    name[0] = '\0';
    for (bool ends = false;;) {
        const char *at = text + bytes;
        bool letter = *at != '_' && !is_digit(*at) && !subscript_digit(at);
        int step = name_scan_letter(at, bytes == 0, letters);
        if (step == 0 || (ends && letter)) /* β₁m, 2πx */
            return bytes;
        ends = subscript_digit(at) || strncmp(at, "π", sizeof "π" - 1) == 0;
        bytes += step;
        size_t more = strlen(letters);
        *fits = *fits && length + more < NAME_SIZE;
        if (*fits) {
            memcpy(name + length, letters, more + 1);
            length += more;
        }
    }
}

int name_scan(const char *text, char name[NAME_SIZE])
{
    bool fits;
    return name_scan_any(text, name, &fits);
}

void name_make(const char *text, size_t room, char name[NAME_SIZE])
{
    size_t length = 0;
    char letters[NAME_SIZE];
    uint32_t character;
    for (int step; *text; text += step) {
        step = name_scan_letter(text, false, letters);
        if (step == 0) {
            step = utf8_decode(text, strlen(text), &character);
            memcpy(letters, "_", 2);
        }
        bool figure = length == 0 && is_digit(*letters);
        size_t more = strlen(letters);
        if (length + figure + more > NAME_SIZE - 1 - room)
            break;
        if (figure)
            name[length++] = '_';
        memcpy(name + length, letters, more);
        length += more;
    }
    name[length] = '\0';
}

void name_pretty(struct text *out, const char *name)
{
    size_t stem = strcspn(name, "_0123456789");
    const char *shown = NULL;
    for (int i = 0; i < GREEK_COUNT && !shown; i++) {
        /* The last one is of a whole name: no letter is read as momentum. */
        bool whole = i == GREEK_COUNT - 1;
        bool fits = strlen(greek_letters[i].name) == stem && (!whole || !name[stem]);
        if (fits && strncmp(name, greek_letters[i].name, stem) == 0)
            shown = greek_letters[i].letter;
    }
    size_t digits = strspn(name + stem, "0123456789");
    bool short_stem = shown || stem == 1;
    if (shown)
        text_add(out, "%s", shown);
    else
        text_add_bytes(out, name, stem);
    if (short_stem && stem + digits == strlen(name)) {
        for (size_t i = 0; i < digits; i++) {
            text_add_bytes(out, subscript_zero, SUBSCRIPT_LENGTH);
            out->bytes[out->length - 1] =
                (char)(out->bytes[out->length - 1] + name[stem + i] - '0');
        }
    } else {
        text_add(out, "%s", name + stem);
    }
}
