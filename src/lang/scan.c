#include "scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/spelling.h"
#include "../base/text.h"
#include "formula.h"
#include "names.h"

/* Longer ones before their beginnings. After a blank there is the name or the number that a symbol
 * stands for, or, of one of other languages (TOKEN_COUNT), what is written here. */
static const struct symbol {
    const char *spelling;
    enum token_kind kind;
} symbols[] = {
    {"+=", TOKEN_ADD_ASSIGN}, {"-=", TOKEN_SUB_ASSIGN}, {"*=", TOKEN_MUL_ASSIGN},
    {"/=", TOKEN_DIV_ASSIGN}, {"<=", TOKEN_LE},         {">=", TOKEN_GE},
    {"==", TOKEN_EQ},         {"!=", TOKEN_NE},         {"≤", TOKEN_LE},
    {"≥", TOKEN_GE},          {"≠", TOKEN_NE},          {"·", TOKEN_MUL},
    {"×", TOKEN_MUL},         {"⋅", TOKEN_MUL},         {"∗", TOKEN_MUL},
    {"∙", TOKEN_MUL},         {"−", TOKEN_SUB},         {"–", TOKEN_SUB},
    {"÷", TOKEN_DIV},         {"←", TOKEN_ASSIGN},      {":=", TOKEN_ASSIGN},
    {"**", TOKEN_POW},        {"&&", TOKEN_AND},        {"∧", TOKEN_AND},
    {"∨", TOKEN_OR},          {"¬", TOKEN_NOT},         {"!", TOKEN_NOT},
    {"?", TOKEN_CHOICE},      {":", TOKEN_COLON},       {"%", TOKEN_PERCENT},
    {"=", TOKEN_ASSIGN},      {"+", TOKEN_ADD},         {"-", TOKEN_SUB},
    {"*", TOKEN_MUL},         {"/", TOKEN_DIV},         {"^", TOKEN_POW},
    {"<", TOKEN_LT},          {">", TOKEN_GT},          {"(", TOKEN_OPEN},
    {")", TOKEN_CLOSE},       {",", TOKEN_COMMA},       {".", TOKEN_DOT},
    {";", TOKEN_SEPARATOR},   {"\n", TOKEN_SEPARATOR},  {"| abs", TOKEN_BAR},
    {"‖ norm", TOKEN_BAR},    {"√ sqrt", TOKEN_NAME},   {"∛ cbrt", TOKEN_NAME},
    {"∇f g", TOKEN_NAME},     {"∇L g", TOKEN_NAME},     {"∇J g", TOKEN_NAME},
    {"∇E g", TOKEN_NAME},     {"½ 0.5", TOKEN_NUMBER},  {"¼ 0.25", TOKEN_NUMBER},
    {"¾ 0.75", TOKEN_NUMBER}, {"⅕ 0.2", TOKEN_NUMBER},  {"⅛ 0.125", TOKEN_NUMBER},
    {"⅒ 0.1", TOKEN_NUMBER},  {"[ (", TOKEN_COUNT},     {"] )", TOKEN_COUNT},
    {"{ (", TOKEN_COUNT},     {"} )", TOKEN_COUNT},     {"& and", TOKEN_COUNT},
};

static const struct symbol words[] = {
    {"and", TOKEN_AND}, {"or", TOKEN_OR},     {"not", TOKEN_NOT},
    {"if", TOKEN_IF},   {"else", TOKEN_ELSE},
};

/* Where functions live elsewhere: np.exp, torch.nn.functional.relu. */
static const char modules[] = "np|numpy|jnp|jax|lax|math|cmath|torch|nn|functional|F|tf|tensorflow|"
                              "keras|K|backend|activations|ops|linalg|scipy|special|sympy";

static const char *const blanks[] = {" ", "\t", "\r", "\u00a0", "\u2009", "\u202f", "\n"};
const char *const raised_digits[10] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
static const char *const raised_others[] = {"ⁿ", "ᵗ", "ˣ", "ʸ", "ᵏ", "⁻"};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Which of the spellings stands there, and past it; -1: none. */
static int take(const char **at, const char *const spellings[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(spellings[i]);
        if (strncmp(*at, spellings[i], length) == 0) {
            *at += length;
            return (int)i;
        }
    }
    return -1;
}

/* number := digits ["." [digits]] [exponent] | "." digits [exponent]
 * exponent := ("e" | "E") ["+" | "-"] digits
 * The program never leaves the numeric locale "C", so strtod reads just that, but for 0x10. */
static bool scan_number(const char *text, struct token *token, struct error *error)
{
    const char *from = text + token->offset;
    char *end;
    bool zero = from[0] == '0' && (from[1] == 'x' || from[1] == 'X');
    token->kind = TOKEN_NUMBER;
    token->value = strtod(from, &end);
    token->length = zero ? 1 : (int)(end - from);
    token->value = zero ? 0 : token->value;
    if (!isfinite(token->value))
        return error_at(error, token->offset,
                        "this number is too large; expected one below 1.8e308");
    return true;
}

/* raised := ["⁻"] (digits [letter] | letter), all of it raised; false: there is none. */
static bool scan_raised(const char *from, struct token *token)
{
    enum { LETTERS = LENGTH(raised_others) - 1 };
    const char *at = from;
    double sign = take(&at, raised_others + LETTERS, 1) == 0 ? -1 : 1, value = 0;
    const char *digits = at;
    for (int digit; (digit = take(&at, raised_digits, LENGTH(raised_digits))) >= 0;)
        value = fmin(10 * value + digit, 1e300);
    bool number = at > digits;
    int letter = take(&at, raised_others, LETTERS);
    if (letter >= 0)
        token->name[0] = "ntxyk"[letter];
    token->kind = TOKEN_RAISED;
    token->value = number ? sign * value : sign;
    token->length = number || letter >= 0 ? (int)(at - from) : 0;
    return token->length > 0;
}

/* The bytes of modules before a name. What is called x or y is a component. */
static int scan_modules(const char *text)
{
    char name[NAME_SIZE];
    int bytes = 0, length;
    while ((length = name_scan(text + bytes, name)) > 0 && text[bytes + length] == '.' &&
           spelling_among(modules, name))
        bytes += length + 1;
    return length > 0 && strcmp(name, "x") != 0 && strcmp(name, "y") != 0 ? bytes : 0;
}

/* A name of so many bytes, which is in the token if it fits. */
static bool scan_name(struct token *token, int length, bool fits, struct error *error)
{
    token->length = length;
    token->kind = TOKEN_NAME;
    if (!fits)
        return error_at(error, token->offset, "this name is too long; expected at most %d letters",
                        NAME_SIZE - 1);
    for (size_t i = 0; i < LENGTH(words); i++)
        if (strcmp(token->name, words[i].spelling) == 0)
            token->kind = words[i].kind;
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
    for (size_t i = 0; i < LENGTH(symbols); i++) {
        size_t length = strcspn(symbols[i].spelling, " ");
        const char *meant = symbols[i].spelling + length + (symbols[i].spelling[length] == ' ');
        if (strncmp(from, symbols[i].spelling, length) != 0)
            continue;
        if (symbols[i].kind == TOKEN_COUNT)
            return error_at(error, token->offset, "unexpected %c; expected %s", *from, meant);
        token->kind = symbols[i].kind;
        token->length = (int)length;
        token->value = strtod(meant, NULL);
        memcpy(token->name, meant, strlen(meant) + 1);
        return true;
    }
    return refuse_character(text, token->offset, error);
}

bool token_is_root(const struct token *token, const char *text)
{
    const char *from = text + token->offset;
    return token->kind == TOKEN_NAME && (strncmp(from, "√", 3) == 0 || strncmp(from, "∛", 3) == 0);
}

/* What the token before says of this one: | closes after an operand, if a bar is open; || is `or`
 * if none is. An `if` that begins an operand is a function, and so is ∇f before a parenthesis. */
static void settle(struct scan *scan, struct token *token)
{
    const char *from = scan->text + token->offset;
    bool after = token_ends_operand(scan->before), bar = token->kind == TOKEN_BAR && after;
    bool gradient = token->kind == TOKEN_NAME && *from != *token->name && *token->name == 'g';
    if (bar && scan->brackets & 1) {
        token->kind = TOKEN_BAR_END;
    } else if (bar && from[0] == '|' && from[1] == '|') {
        token->kind = TOKEN_OR;
        token->length = 2;
    } else if (token->kind == TOKEN_IF && !after) {
        token->kind = TOKEN_NAME;
        memcpy(token->name, "where", sizeof "where");
    } else if (gradient && token->name[1] == '\0' && from[token->length] == '(') {
        memcpy(token->name, "grad", sizeof "grad");
    }
    bool opens = token->kind == TOKEN_OPEN || token->kind == TOKEN_BAR;
    bool closes = token->kind == TOKEN_CLOSE || token->kind == TOKEN_BAR_END;
    scan->brackets = opens    ? scan->brackets << 1 | (token->kind == TOKEN_BAR)
                     : closes ? scan->brackets >> 1
                              : scan->brackets;
    scan->open += opens - (closes && scan->open > 0);
    scan->before = token_is_root(token, scan->text) ? TOKEN_NOT : token->kind;
}

bool scan_next(struct scan *scan, struct token *token, struct error *error)
{
    const char *text = scan->text, *from = text + scan->offset;
    while (take(&from, blanks, LENGTH(blanks) - (scan->open == 0)) >= 0)
        continue;
    scan->offset = (int)(from - text);
    *token = (struct token){.kind = TOKEN_END, .offset = scan->offset};
    int letters, before = scan_modules(from);
    bool fits, ok = true;
    if (strspn(from + (*from == '.'), "0123456789") > 0)
        ok = scan_number(text, token, error);
    else if ((letters = name_scan_any(from + before, token->name, &fits)) > 0)
        ok = scan_name(token, before + letters, fits, error);
    else if (*from != '\0' && !scan_raised(from, token))
        ok = scan_symbol(text, token, error);
    settle(scan, token);
    scan->offset += token->length;
    return ok;
}

bool token_assigns(const struct token *token)
{
    return token->kind >= TOKEN_ASSIGN && token->kind <= TOKEN_DIV_ASSIGN;
}

bool token_ends_operand(enum token_kind kind)
{
    return kind == TOKEN_NUMBER || kind == TOKEN_NAME || kind == TOKEN_RAISED ||
           kind == TOKEN_CLOSE || kind == TOKEN_BAR_END;
}

bool token_begins_operand(enum token_kind kind)
{
    return kind == TOKEN_NUMBER || kind == TOKEN_NAME || kind == TOKEN_OPEN || kind == TOKEN_BAR;
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
