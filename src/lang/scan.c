#include "scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../base/text.h"
#include "names.h"

/* Longer ones before their beginnings. */
static const struct symbol {
    const char *spelling;
    enum token_kind kind;
} symbols[] = {
    {"+=", TOKEN_ADD_ASSIGN}, {"-=", TOKEN_SUB_ASSIGN}, {"*=", TOKEN_MUL_ASSIGN},
    {"/=", TOKEN_DIV_ASSIGN}, {"<=", TOKEN_LE},         {">=", TOKEN_GE},
    {"==", TOKEN_EQ},         {"!=", TOKEN_NE},         {"≤", TOKEN_LE},
    {"≥", TOKEN_GE},          {"≠", TOKEN_NE},          {"·", TOKEN_MUL},
    {"×", TOKEN_MUL},         {"−", TOKEN_SUB},         {"←", TOKEN_ASSIGN},
    {"=", TOKEN_ASSIGN},      {"+", TOKEN_ADD},         {"-", TOKEN_SUB},
    {"*", TOKEN_MUL},         {"/", TOKEN_DIV},         {"^", TOKEN_POW},
    {"<", TOKEN_LT},          {">", TOKEN_GT},          {"(", TOKEN_OPEN},
    {")", TOKEN_CLOSE},       {",", TOKEN_COMMA},       {".", TOKEN_DOT},
    {";", TOKEN_SEPARATOR},   {"\n", TOKEN_SEPARATOR},
};

/* What other languages write. */
static const struct foreign {
    const char *spelling;
    const char *ours;
} foreign_symbols[] = {
    {"**", "^"},        {"&&", "and"},    {"||", "or"}, {"!", "not"},
    {"%", "mod(a, b)"}, {"[", "("},       {"]", ")"},   {"{", "("},
    {"}", ")"},         {"|", "abs(a)"},  {"&", "and"}, {"²", "^2"},
    {"³", "^3"},        {"√", "sqrt(a)"}, {":=", "="},  {"?", "where(condition, a, b)"},
};

static const struct symbol words[] = {{"and", TOKEN_AND}, {"or", TOKEN_OR}, {"not", TOKEN_NOT}};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int digits_from(const char *text, int at)
{
    while (is_digit(text[at]))
        at++;
    return at;
}

/* number := digits ["." [digits]] [exponent] | "." digits [exponent]
 * exponent := ("e" | "E") ["+" | "-"] digits
 * The program never leaves the numeric locale "C", so strtod reads just that. */
static bool scan_number(const char *text, struct token *token, struct error *error)
{
    int end = digits_from(text, token->offset);
    if (text[end] == '.')
        end = digits_from(text, end + 1);
    if (text[end] == 'e' || text[end] == 'E') {
        int exponent = end + 1 + (text[end + 1] == '+' || text[end + 1] == '-');
        if (is_digit(text[exponent]))
            end = digits_from(text, exponent);
    }
    token->kind = TOKEN_NUMBER;
    token->length = end - token->offset;
    /* A copy, as strtod on the text itself would read on in 0x10. */
    char *digits = memory_copy_bytes(text + token->offset, (size_t)token->length);
    token->value = strtod(digits, NULL);
    free(digits);
    if (!isfinite(token->value))
        return error_at(error, token->offset,
                        "this number is too large; expected one below 1.8e308");
    return true;
}

/* A name of so many bytes, which is in the token if it fits. */
static bool scan_name(struct token *token, int length, bool fits, struct error *error)
{
    token->length = length;
    token->kind = TOKEN_NAME;
    if (!fits)
        return error_at(error, token->offset, "this name is too long; expected at most %d letters",
                        NAME_SIZE - 1);
    for (size_t i = 0; i < LENGTH(words); i++) {
        if (strcmp(token->name, words[i].spelling) == 0)
            token->kind = words[i].kind;
    }
    return true;
}

static bool refuse_character(const char *text, int offset, struct error *error)
{
    uint32_t character;
    int length = utf8_decode(text + offset, strlen(text + offset), &character);
    if (character < ' ' || character == 0x7f || character == 0xfffd)
        return error_at(error, offset, "unexpected byte 0x%02x", (unsigned char)text[offset]);
    return error_at(error, offset, "unexpected character %.*s", length, text + offset);
}

static bool scan_symbol(const char *text, struct token *token, struct error *error)
{
    const char *from = text + token->offset;
    bool not_equal = strncmp(from, "!=", 2) == 0;
    for (size_t i = 0; i < LENGTH(foreign_symbols); i++) {
        const char *spelling = foreign_symbols[i].spelling;
        if (*from == *spelling && !not_equal && strncmp(from, spelling, strlen(spelling)) == 0)
            return error_at(error, token->offset, "unexpected %s; expected %s", spelling,
                            foreign_symbols[i].ours);
    }
    for (size_t i = 0; i < LENGTH(symbols); i++) {
        if (*from != *symbols[i].spelling)
            continue;
        size_t length = strlen(symbols[i].spelling);
        if (strncmp(from, symbols[i].spelling, length) == 0) {
            token->kind = symbols[i].kind;
            token->length = (int)length;
            return true;
        }
    }
    return refuse_character(text, token->offset, error);
}

bool scan_next(struct scan *scan, struct token *token, struct error *error)
{
    const char *text = scan->text;
    const char *blanks = scan->open > 0 ? " \t\r\n" : " \t\r";
    scan->offset += (int)strspn(text + scan->offset, blanks);
    *token = (struct token){.kind = TOKEN_END, .offset = scan->offset};
    const char *from = text + scan->offset;
    int letters;
    bool fits;
    bool ok = true;
    if (is_digit(*from) || (*from == '.' && is_digit(from[1])))
        ok = scan_number(text, token, error);
    else if ((letters = name_scan_any(from, token->name, &fits)) > 0)
        ok = scan_name(token, letters, fits, error);
    else if (*from != '\0')
        ok = scan_symbol(text, token, error);
    scan->offset += token->length;
    scan->open += (token->kind == TOKEN_OPEN) - (token->kind == TOKEN_CLOSE && scan->open > 0);
    return ok;
}

bool token_assigns(const struct token *token)
{
    return token->kind >= TOKEN_ASSIGN && token->kind <= TOKEN_DIV_ASSIGN;
}

const char *token_describe(const struct token *token, const char *text, char buffer[64])
{
    int length = token->length < 40 ? token->length : 40;
    if (token->kind == TOKEN_END)
        snprintf(buffer, 64, "the end");
    else if (text[token->offset] == '\n')
        snprintf(buffer, 64, "the end of the line");
    else
        snprintf(buffer, 64, "%.*s", length, text + token->offset);
    return buffer;
}
