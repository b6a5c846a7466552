#include "formula.h"

/* A formula as people write it. It is read token by token, and never parsed: a text with a mistake
 * is shown as far as its tokens go, and then as it stands. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "names.h"
#include "scan.h"
#include "vocabulary.h"

struct printer {
    struct text *out;
    const char *text;
    const struct scope *numbers;
    struct scan scan;
    struct token before, token, next; /* before: TOKEN_SEPARATOR at the beginning */
    struct token target;              /* the name that began the statement */
    bool close;                       /* a parenthesis is due at the end of the statement */
};

/* With blanks around them or without; NULL: as it was written. */
static const char *const spellings[TOKEN_COUNT] = {
    [TOKEN_ASSIGN] = " ← ", [TOKEN_ADD] = " + ",   [TOKEN_SUB] = " − ",  [TOKEN_MUL] = "·",
    [TOKEN_DIV] = "/",      [TOKEN_POW] = "^",     [TOKEN_LT] = " < ",   [TOKEN_LE] = " ≤ ",
    [TOKEN_GT] = " > ",     [TOKEN_GE] = " ≥ ",    [TOKEN_EQ] = " == ",  [TOKEN_NE] = " ≠ ",
    [TOKEN_AND] = " and ",  [TOKEN_OR] = " or ",   [TOKEN_NOT] = "not ", [TOKEN_COMMA] = ", ",
    [TOKEN_CHOICE] = " ? ", [TOKEN_COLON] = " : ", [TOKEN_IF] = " if ",  [TOKEN_ELSE] = " else ",
};

static bool advance(struct printer *printer)
{
    printer->before = printer->token;
    printer->token = printer->next;
    return scan_next(&printer->scan, &printer->next, NULL);
}

/* A number in a few digits, with a real minus and no zeros before the exponent. */
static void print_number(struct text *out, double value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.6g", value < 0 ? -value : value);
    size_t length = strcspn(digits, "e");
    text_add(out, "%s%.*s", value < 0 ? "(−" : "", (int)length, digits);
    if (digits[length])
        text_add(out, "e%d", atoi(digits + length + 1));
    if (value < 0)
        text_add(out, ")");
}

/* Whether some statement of the text assigns the name: then it hides a number of the scope. */
static bool is_assigned(const char *text, const char *name)
{
    struct scan scan = {.text = text};
    struct token token;
    bool begins = true, match = false;
    while (scan_next(&scan, &token, NULL) && token.kind != TOKEN_END) {
        if (match && token_assigns(&token))
            return true;
        bool component = match && (token.kind == TOKEN_DOT || token.kind == TOKEN_NAME);
        match = component || (begins && token.kind == TOKEN_NAME && strcmp(token.name, name) == 0);
        begins = token.kind == TOKEN_SEPARATOR;
    }
    return false;
}

bool formula_names(const char *text, const char *name)
{
    struct scan scan = {.text = text};
    struct token token;
    while (scan_next(&scan, &token, NULL) && token.kind != TOKEN_END)
        if (token.kind == TOKEN_NAME && strcmp(token.name, name) == 0)
            return true;
    return false;
}

/* Whether the token is an operand that follows another one without a sign. */
static bool is_factor(const struct printer *printer)
{
    return token_begins_operand(printer->token.kind) && token_ends_operand(printer->before.kind);
}

/* A factor without a sign stands as it was written, apart or not; so do bars, as || is `or`. */
static void print_gap(struct printer *printer)
{
    const struct token *before = &printer->before, *token = &printer->token;
    bool bars = before->kind == TOKEN_BAR && token->kind == TOKEN_BAR;
    if ((bars || is_factor(printer)) && token->kind != TOKEN_OPEN &&
        token->offset > before->offset + before->length)
        text_add(printer->out, " ");
}

/* Momentum is shown as μ, where that is not another name of the text. */
static void print_letters(struct printer *printer, const char *name)
{
    if (strcmp(name, "momentum") == 0 && formula_names(printer->text, "mu"))
        text_add(printer->out, "%s", name);
    else
        name_pretty(printer->out, name);
}

static void print_name(struct printer *printer, const char *name)
{
    double value;
    const struct scope *numbers = printer->numbers;
    bool number = numbers && numbers->find(numbers, name, &value) == NAME_NUMBER &&
                  !is_assigned(printer->text, name);
    if (number && is_factor(printer) && !function_name(printer->before.name))
        text_add(printer->out, "·");
    else
        print_gap(printer);
    if (token_is_root(&printer->token, printer->text))
        text_add(printer->out, "%.3s", printer->text + printer->token.offset);
    else if (strcmp(name, "sqrt") == 0 && printer->next.kind == TOKEN_OPEN)
        text_add(printer->out, "√");
    else if (number)
        print_number(printer->out, value);
    else
        print_letters(printer, name);
}

/* ^ with a small integer, n or t as a superscript; false if the exponent is something else. A
 * further ^ would then seem to apply to the whole. */
static bool print_power(struct printer *printer)
{
    struct printer ahead = *printer;
    bool ok = advance(&ahead);
    bool minus = ok && ahead.token.kind == TOKEN_SUB;
    ok = ok && (!minus || advance(&ahead));
    struct token exponent = ahead.token;
    if (!ok || ahead.next.kind == TOKEN_POW || ahead.next.kind == TOKEN_DOT ||
        ahead.next.kind == TOKEN_RAISED || printer->before.kind == TOKEN_RAISED)
        return false;
    int length = exponent.length;
    const char *from = printer->text + exponent.offset;
    bool number = exponent.kind == TOKEN_NUMBER && length <= 3 &&
                  strspn(from, "0123456789") >= (size_t)length;
    bool letter = exponent.kind == TOKEN_NAME && length == 1 && (*from == 'n' || *from == 't') &&
                  ahead.next.kind != TOKEN_OPEN;
    if (!number && !letter)
        return false;
    if (minus)
        text_add(printer->out, "⁻");
    for (int i = 0; number && i < length; i++)
        text_add(printer->out, "%s", raised_digits[from[i] - '0']);
    if (letter)
        text_add(printer->out, "%s", *from == 'n' ? "ⁿ" : "ᵗ");
    *printer = ahead;
    return true;
}

/* Whether the rest of the statement needs parentheses as the right side of +, -, * or /. */
static bool needs_parentheses(const struct printer *printer, enum token_kind assignment)
{
    struct printer ahead = *printer;
    int depth = 0;
    while (advance(&ahead)) {
        enum token_kind kind = ahead.token.kind;
        if (kind == TOKEN_END || kind == TOKEN_SEPARATOR)
            break;
        depth += (kind == TOKEN_OPEN) - (kind == TOKEN_CLOSE);
        bool sum = kind >= TOKEN_ADD && kind <= TOKEN_SUB && token_ends_operand(ahead.before.kind);
        bool product = kind == TOKEN_MUL || kind == TOKEN_DIV || is_factor(&ahead);
        bool logic = kind >= TOKEN_LT;
        if (depth == 0 && (sum || logic || (product && assignment >= TOKEN_MUL_ASSIGN)))
            return true;
    }
    return false;
}

/* theta -= a stands as θ ← θ − a, theta.x -= a as θ.x ← θ.x − a. */
static void print_update(struct printer *printer)
{
    enum token_kind kind = printer->token.kind;
    text_add(printer->out, " ← ");
    print_letters(printer, printer->target.name);
    if (printer->target.offset != printer->before.offset)
        text_add(printer->out, ".%s", printer->before.name);
    text_add(printer->out, "%s", spellings[TOKEN_ADD + (kind - TOKEN_ADD_ASSIGN)]);
    printer->close = needs_parentheses(printer, kind);
    if (printer->close)
        text_add(printer->out, "(");
}

static void print_token(struct printer *printer)
{
    const struct token *token = &printer->token;
    bool begins = printer->before.kind == TOKEN_SEPARATOR;
    bool prefix = !token_ends_operand(printer->before.kind);
    if (begins)
        printer->target = *token;
    if (token->kind == TOKEN_NAME && begins && token_assigns(&printer->next))
        print_letters(printer, token->name);
    else if (token->kind == TOKEN_NAME)
        print_name(printer, token->name);
    else if (token->kind > TOKEN_ASSIGN && token_assigns(token))
        print_update(printer);
    else if (token->kind == TOKEN_ASSIGN && printer->before.kind == TOKEN_CLOSE)
        text_add(printer->out, " = "); /* f(x, y) = */
    else if (token->kind == TOKEN_SUB && prefix)
        text_add(printer->out, "−");
    else if (token->kind == TOKEN_POW && print_power(printer))
        return;
    else if (token->kind == TOKEN_SEPARATOR)
        text_add(printer->out, printer->text[token->offset] == ';' ? "; " : "\n");
    else if (spellings[token->kind])
        text_add(printer->out, "%s", spellings[token->kind]);
    else {
        print_gap(printer);
        text_add_bytes(printer->out, printer->text + token->offset, (size_t)token->length);
    }
}

void formula_pretty(struct text *out, const char *text, const struct scope *numbers)
{
    struct printer printer = {.out = out, .text = text, .numbers = numbers};
    printer.scan.text = text;
    printer.token.kind = printer.next.kind = TOKEN_SEPARATOR;
    bool ok = advance(&printer); /* the first token is next */
    while (ok && printer.next.kind != TOKEN_END) {
        ok = advance(&printer);
        if (printer.close && printer.token.kind == TOKEN_SEPARATOR) {
            text_add(out, ")");
            printer.close = false;
        }
        print_token(&printer);
    }
    if (printer.close)
        text_add(out, ")");
    if (!ok) /* next is the token that could not be read */
        text_add(out, "%s", text + printer.next.offset);
}
