#ifndef OVERSHOOT_LANG_SCAN_H
#define OVERSHOOT_LANG_SCAN_H

/* From bytes to tokens. */

#include "graph.h"

#include "../base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum token_kind {
    TOKEN_END,
    TOKEN_SEPARATOR, /* ; or a new line outside parentheses */
    TOKEN_NUMBER,    /* value */
    TOKEN_NAME,      /* name, in its ASCII form, without modules before it */
    TOKEN_RAISED,    /* a superscript: value, times name where there is one */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_BAR, /* | or ‖ where an operand begins; its name is that of the function */
    TOKEN_BAR_END,
    TOKEN_COMMA,
    TOKEN_DOT,
    TOKEN_COLON,
    TOKEN_PERCENT,
    TOKEN_ASSIGN,
    TOKEN_ADD_ASSIGN,
    TOKEN_SUB_ASSIGN,
    TOKEN_MUL_ASSIGN,
    TOKEN_DIV_ASSIGN,
    TOKEN_ADD,
    TOKEN_SUB,
    TOKEN_MUL,
    TOKEN_DIV,
    TOKEN_POW,
    TOKEN_LT,
    TOKEN_LE,
    TOKEN_GT,
    TOKEN_GE,
    TOKEN_EQ,
    TOKEN_NE,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_CHOICE, /* ? */
    TOKEN_IF,
    TOKEN_ELSE,
    TOKEN_COUNT
};

struct token {
    enum token_kind kind;
    int offset, length;
    double value;
    char name[NAME_SIZE];
};

/* A value type: a copy is a place to come back to. */
struct scan {
    const char *text;
    int offset;
    int open;               /* parentheses and bars */
    uint64_t brackets;      /* the innermost of them, the last one lowest: 1 is a bar */
    enum token_kind before; /* the last token: it says whether an operand is expected */
};

extern const char *const raised_digits[10];

/* Reads the next token; false on an error. */
bool scan_next(struct scan *scan, struct token *token, struct error *error);

/* Whether the token is = += -= *= or /=. */
bool token_assigns(const struct token *token);

/* Whether an operand can end, or begin, with it. One that begins where one has ended is a factor.
 */
bool token_ends_operand(enum token_kind kind);
bool token_begins_operand(enum token_kind kind);

bool token_is_root(const struct token *token, const char *text); /* √ or ∛ */

/* Names a token for an error: its text, or "the end". Returns buffer. */
const char *token_describe(const struct token *token, const char *text, char buffer[64]);

#endif
