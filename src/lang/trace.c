/* A rule in slow motion: what its parts are in one iteration, and its text with these numbers. */

#include "formula.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../base/text.h"
#include "call.h"
#include "parse.h"
#include "scan.h"
#include "vocabulary.h"

struct rule_trace *rule_trace_new(const struct formula_code *code)
{
    struct rule_trace *trace = memory_new(1, sizeof *trace);
    int count = 2 * code->point_count;
    node_id *nodes = memory_new((size_t)count, sizeof *nodes);
    for (int i = 0; i < code->point_count; i++) {
        nodes[2 * i] = code->points[i].x;
        nodes[2 * i + 1] = code->points[i].y;
    }
    *trace = (struct rule_trace){
        .code = code,
        .program = language_program(LANGUAGE_RULE, code->graph, nodes, count),
        .values = memory_new((size_t)count, sizeof *trace->values),
        .before = memory_new((size_t)count, sizeof *trace->before),
        .written = memory_new(TRACE_TEXTS * (size_t)count, sizeof *trace->written)};
    free(nodes);
    return trace;
}

void rule_trace_free(struct rule_trace *trace)
{
    if (!trace)
        return;
    for (int i = 0; i < 2 * TRACE_TEXTS * trace->code->point_count; i++)
        text_free(&trace->written[i]);
    program_free(trace->program);
    free(trace->values);
    free(trace->before);
    free(trace->written);
    free(trace);
}

/* A number that the user has set: a parameter or a let. */
static bool is_tuned(const struct formula_code *code, const struct trace_point *point)
{
    const struct node *node = &code->graph->nodes[point->x];
    return node->op == OP_INPUT && (code->graph->inputs[node->a].kind == INPUT_PARAMETER ||
                                    code->graph->inputs[node->a].kind == INPUT_LET);
}

/* Whether the widest texts are still what they were: they have the tuned numbers, and of where()
 * the branch that is taken. */
static bool keeps_widest(const struct rule_trace *trace)
{
    for (int i = 0; i < 2 * trace->code->point_count; i++) {
        const struct trace_point *point = &trace->code->points[i / 2];
        double before = trace->before[i], now = trace->values[i];
        if (is_tuned(trace->code, point) && memcmp(&before, &now, sizeof now) != 0)
            return false;
        if (point->kind == TRACE_ARGUMENT && (before != 0) != (now != 0))
            return false;
    }
    return true;
}

void rule_trace_run(struct rule_trace *trace, const struct data *data, struct workspace *workspace,
                    const double *const *inputs)
{
    int count = 2 * trace->code->point_count;
    size_t size = (size_t)count * sizeof *trace->values;
    double **outputs = memory_new((size_t)count, sizeof *outputs);
    memcpy(trace->before, trace->values, size);
    for (int i = 0; i < count; i++)
        outputs[i] = &trace->values[i];
    program_run_over(trace->program, data, workspace, inputs, outputs, 1);
    free(outputs);
    if (memcmp(trace->before, trace->values, size) == 0)
        return;
    bool keep = keeps_widest(trace);
    for (int i = 0; i < TRACE_TEXTS * count; i++)
        if (!keep || i % TRACE_TEXTS != TRACE_WIDEST)
            text_clear(&trace->written[i]);
}

int rule_code_statement(const struct formula_code *code, int statement)
{
    for (int i = 0; i < code->point_count; i++)
        if (code->points[i].kind == TRACE_STATEMENT && statement-- == 0)
            return i;
    return -1;
}

int rule_code_move(const struct formula_code *code, const char *text)
{
    int found = 0;
    for (int i = 0, point; (point = rule_code_statement(code, i)) >= 0; i++) {
        char name[NAME_SIZE];
        name_scan(text + code->points[point].begin, name);
        found = strcmp(name, "theta") == 0 ? i : found;
    }
    return found;
}

int rule_code_place(const struct formula_code *code)
{
    int i = code->point_count - 1;
    while (i > 0 && code->points[i].kind != TRACE_PLACE)
        i--;
    return i;
}

/* --- numbers --- */

enum { DIGITS = 4, DIGITS_EXACT = 6, DIGITS_MOST = 9 };

/* In so many digits, or in a few more if they are all of it; without zeros in the exponent. */
static void write_digits(struct text *out, double value, int digits)
{
    char number[40];
    if (!isfinite(value)) {
        text_add(out, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
        return;
    }
    snprintf(number, sizeof number, "%.*g", DIGITS_EXACT, value);
    if (strtod(number, NULL) != value) {
        bool whole = fabs(value) >= 1e4 && fabs(value) < 1e6;
        snprintf(number, sizeof number, whole ? "%.*f" : "%.*g",
                 whole ? (digits > 5 ? digits - 5 : 0) : digits, value);
    }
    size_t length = strcspn(number, "e");
    text_add_bytes(out, number, length);
    if (number[length])
        text_add(out, "e%d", atoi(number + length + 1));
}

void trace_number_write(struct text *out, double value)
{
    write_digits(out, value, DIGITS);
}

/* --- the text with numbers --- */

enum { EXPANDED_DEPTH_MAX = 4 }; /* of calls in calls: norm writes its argument twice */

struct writer {
    struct text *out;
    const struct rule_trace *trace;
    const char *text;
    int component, digits, depth;
    bool widest;
    enum token_kind before; /* the last token written; TOKEN_SEPARATOR at the beginning */
    struct scan scan;
};

static const struct trace_point *find_point(const struct writer *writer, enum trace_kind kind,
                                            int begin)
{
    const struct formula_code *code = writer->trace->code;
    for (int i = 0; i < code->point_count; i++)
        if (code->points[i].begin == begin && code->points[i].kind == kind)
            return &code->points[i];
    return NULL;
}

static double point_value(const struct writer *writer, const struct trace_point *point)
{
    long index = point - writer->trace->code->points;
    return writer->trace->values[2 * index + writer->component];
}

/* How loosely the operators outside parentheses bind. */
enum looseness { CLASS_ATOM, CLASS_PRODUCT, CLASS_SUM, CLASS_LOGIC };

static enum looseness class_of(const char *formula)
{
    struct scan scan = {.text = formula};
    struct token token;
    enum looseness class = CLASS_ATOM;
    while (scan_next(&scan, &token, NULL) && token.kind != TOKEN_END) {
        if (scan.open > 0 || token.kind < TOKEN_ADD)
            continue;
        enum looseness now = token.kind >= TOKEN_LT    ? CLASS_LOGIC
                             : token.kind <= TOKEN_SUB ? CLASS_SUM
                                                       : CLASS_PRODUCT;
        class = now > class ? now : class;
    }
    return class;
}

static bool is_loose(enum token_kind kind)
{
    return kind == TOKEN_END || kind == TOKEN_SEPARATOR ||
           (kind >= TOKEN_OPEN && kind <= TOKEN_COLON) || kind >= TOKEN_LT;
}

static bool is_sum(enum token_kind kind)
{
    return kind == TOKEN_ADD || kind == TOKEN_SUB;
}

static bool is_number(const char *formula)
{
    char *end;
    strtod(formula, &end);
    return end != formula && *end == '\0';
}

/* Whether an operand needs parentheses between these tokens. */
static bool needs_parentheses(const char *operand, enum token_kind before, enum token_kind next)
{
    switch (class_of(operand)) {
    case CLASS_ATOM:
        return false;
    case CLASS_PRODUCT:
        return (!is_loose(before) && !is_sum(before)) || next == TOKEN_POW;
    default:
        return !is_loose(before) || (is_number(operand) ? next == TOKEN_POW : !is_loose(next));
    }
}

/* The kind of the token at an offset; TOKEN_END at the end of the range. */
static enum token_kind kind_at(const struct writer *writer, int offset, int end)
{
    struct scan scan = {
        .text = writer->text, .offset = offset, .brackets = 1, .before = TOKEN_NAME};
    struct token token;
    if (offset >= end || !scan_next(&scan, &token, NULL))
        return TOKEN_END;
    if (find_point(writer, TRACE_FACTOR, offset))
        return TOKEN_MUL;
    return token.kind == TOKEN_RAISED ? TOKEN_POW : token.kind;
}

/* Writes a part, and frees it. a + (-b) is written as a - b. */
static void write_operand(struct writer *writer, struct text part, enum token_kind next)
{
    struct text *out = writer->out;
    const char *operand = part.bytes + strspn(part.bytes, " ");
    if (writer->before == TOKEN_ADD && *operand == '-' && is_number(operand) &&
        (is_loose(next) || is_sum(next)) && out->length > 1 && out->bytes[out->length - 2] == ' ') {
        out->bytes[out->length - 1] = '-';
        operand++;
    }
    bool wrap = needs_parentheses(operand, writer->before, next);
    text_add(out, wrap ? " (%s)" : " %s", operand);
    writer->before = TOKEN_NUMBER;
    text_free(&part);
}

static void write_value(struct writer *writer, const struct trace_point *point, int end)
{
    struct text number = {0};
    if (writer->widest && !is_tuned(writer->trace->code, point))
        text_add(&number, "0.0000");
    else
        write_digits(&number, point_value(writer, point), writer->digits);
    write_operand(writer, number, kind_at(writer, point->end, end));
}

static void write_range(struct writer *writer, int begin, int end);

/* A part of the text by itself, as one component. */
static struct text write_part(const struct writer *writer, int begin, int end, int component)
{
    struct text part = {0};
    struct writer inner = *writer;
    inner.out = &part;
    inner.component = component;
    inner.before = TOKEN_SEPARATOR;
    inner.depth++;
    text_add(&part, "%s", ""); /* there are bytes, also of nothing */
    write_range(&inner, begin, end);
    return part;
}

/* The arguments of a call or the components of a vector, of which it has so many: the parser marks
 * them before it, and before each what is inside of that. */
static void find_arguments(const struct trace_point *call, const struct trace_point *arguments[],
                           int count)
{
    int end = call->end;
    for (const struct trace_point *point = call - 1; count > 0; point--) {
        if (point->kind == TRACE_ARGUMENT && point->end <= end) {
            arguments[--count] = point;
            end = point->begin;
        }
    }
}

/* A part of the text as an operand that stands for all of a point. */
static void write_part_for(struct writer *writer, const struct trace_point *part,
                           const struct trace_point *point, int end)
{
    write_operand(writer, write_part(writer, part->begin, part->end, writer->component),
                  kind_at(writer, point->end, end));
}

/* dot(a, b) as a.x*b.x + a.y*b.y; squares where a is b, and norm(a) as the root of those. */
static void write_dot(struct writer *writer, const struct trace_point *call, bool root,
                      const struct trace_point *a, const struct trace_point *b, int end)
{
    struct text sum = {0};
    struct writer inner = *writer;
    inner.out = &sum;
    size_t length = (size_t)(a->end - a->begin);
    bool squares = a->end - a->begin == b->end - b->begin &&
                   strncmp(writer->text + a->begin, writer->text + b->begin, length) == 0;
    text_add(&sum, "%s", root ? "sqrt(" : "");
    for (int component = 0; component < a->size; component++) {
        text_add(&sum, component ? " +" : "");
        inner.before = component ? TOKEN_ADD : TOKEN_SEPARATOR;
        write_operand(&inner, write_part(writer, a->begin, a->end, component),
                      squares ? TOKEN_POW : TOKEN_MUL);
        text_add(&sum, squares ? "^2" : " *");
        inner.before = TOKEN_MUL;
        if (!squares)
            write_operand(&inner, write_part(writer, b->begin, b->end, component), TOKEN_ADD);
    }
    text_add(&sum, root ? ")" : "");
    write_operand(writer, sum, kind_at(writer, call->end, end));
}

/* A function with its argument, which has no parentheses. */
static void write_application(struct writer *writer, const char *name,
                              const struct trace_point *argument)
{
    struct text part = write_part(writer, argument->begin, argument->end, writer->component);
    text_add(writer->out, " %s(%s)", name, part.bytes);
    writer->before = TOKEN_CLOSE;
    text_free(&part);
}

/* A call that is not by component; returns where the text goes on, 0: it is by component. */
static int write_call(struct writer *writer, const struct token *name, int end)
{
    const struct trace_point *call = find_point(writer, TRACE_CALL, name->offset);
    const struct trace_point *arguments[3] = {NULL};
    const char *known = function_name(name->name);
    if (!call || !known)
        return 0;
    bool branches = strcmp(known, "where") == 0;
    bool dot = strcmp(known, "dot") == 0, norm = strcmp(known, "norm") == 0;
    bool none = !norm && function_draws(known);
    find_arguments(call, arguments, branches ? 3 : dot ? 2 : none ? 0 : 1);
    if (writer->depth >= EXPANDED_DEPTH_MAX || !function_is_of(LANGUAGE_SURFACE, known))
        write_value(writer, call, end);
    else if (branches)
        write_part_for(writer, arguments[point_value(writer, arguments[0]) != 0 ? 1 : 2], call,
                       end);
    else if (dot || norm)
        write_dot(writer, call, norm, arguments[0], arguments[dot], end);
    else if (arguments[0] && name->kind == TOKEN_NAME &&
             kind_at(writer, name->offset + name->length, end) != TOKEN_OPEN)
        write_application(writer, name->name, arguments[0]);
    else
        return 0;
    return call->end;
}

static int write_name(struct writer *writer, const struct token *name, int end)
{
    const struct trace_point *point = find_point(writer, TRACE_NAME, name->offset);
    const struct word *word = word_find(name->name);
    if (!point || (word && word->kind == WORD_NUMBER))
        return 0;
    write_value(writer, point, end);
    return point->end;
}

/* (a, b): the one that is asked for. */
static void write_half(struct writer *writer, const struct trace_point *vector, int end)
{
    const struct trace_point *halves[2];
    find_arguments(vector, halves, 2);
    write_part_for(writer, halves[writer->component], vector, end);
}

/* A token that begins a part with a value of its own; returns where the text goes on, or 0. */
static int write_point(struct writer *writer, const struct token *token, int end)
{
    const struct trace_point *point;
    if ((point = find_point(writer, TRACE_PRODUCT, token->offset)) ||
        (point = find_point(writer, TRACE_COMPONENT, token->offset)) ||
        (point = find_point(writer, TRACE_VECTOR, token->offset))) {
        bool half = point->kind == TRACE_VECTOR && writer->depth < EXPANDED_DEPTH_MAX;
        (half ? write_half : write_value)(writer, point, end);
        return point->end;
    }
    if (token->kind == TOKEN_RAISED &&
        (point = find_point(writer, TRACE_EXPONENT, token->offset))) {
        text_add(writer->out, " ^");
        writer->before = TOKEN_POW;
        write_value(writer, point, end);
        return point->end;
    }
    if (token->kind != TOKEN_NAME && token->kind != TOKEN_BAR)
        return 0;
    int next = write_call(writer, token, end);
    return next ? next : write_name(writer, token, end);
}

static void write_range(struct writer *writer, int begin, int end)
{
    struct scan scan = {.text = writer->text, .offset = begin}, here = scan;
    struct token token;
    for (; scan_next(&scan, &token, NULL) && token.kind != TOKEN_END && token.offset < end;
         here = scan) {
        if (token.kind == TOKEN_SEPARATOR)
            continue;
        if (find_point(writer, TRACE_FACTOR, token.offset)) {
            text_add(writer->out, " *");
            writer->before = TOKEN_MUL;
        }
        int next = write_point(writer, &token, end);
        if (next) {
            scan = here;
            scan.offset = next;
            scan.before = TOKEN_NAME;
            continue;
        }
        text_add(writer->out, " ");
        text_add_bytes(writer->out, writer->text + token.offset, (size_t)token.length);
        writer->before = token.kind;
    }
}

/* name = a, or name op= a as the old value op (a). The old value of a component is marked as all
 * of the vector. */
static void write_statement(struct writer *writer, const struct trace_point *statement)
{
    struct scan scan = {.text = writer->text, .offset = statement->begin};
    struct token token, component = {0};
    scan_next(&scan, &token, NULL);
    scan_next(&scan, &token, NULL);
    if (token.kind == TOKEN_DOT) {
        scan_next(&scan, &component, NULL);
        scan_next(&scan, &token, NULL);
    }
    const struct trace_point *target = find_point(writer, TRACE_TARGET, statement->begin);
    if (!target) {
        write_range(writer, scan.offset, statement->end);
        return;
    }
    enum token_kind op = TOKEN_ADD + (token.kind - TOKEN_ADD_ASSIGN);
    struct text part = write_part(writer, scan.offset, statement->end, writer->component);
    int outer = writer->component;
    writer->component = strcmp(component.name, "y") == 0 ? 1 : outer;
    write_value(writer, target, 0);
    writer->component = outer;
    text_add(writer->out, " %c", "+-*/"[op - TOKEN_ADD]);
    bool plain = op == TOKEN_ADD && class_of(part.bytes) == CLASS_SUM && part.bytes[1] != '-';
    writer->before = plain ? TOKEN_SEPARATOR : op;
    write_operand(writer, part, TOKEN_END);
}

/* Whether the formula gives the value, in the digits in which that is shown. */
static bool adds_up(const char *formula, double value)
{
    struct error ignored;
    struct text shown = {0};
    double result, unit = 0;
    trace_number_write(&shown, value);
    bool exact = strtod(shown.bytes, NULL) == value;
    text_free(&shown);
    if (!isfinite(value) || !value_evaluate(formula, NULL, &result, &ignored))
        return true; /* more digits would be no help */
    if (value != 0)
        unit = pow(10, floor(log10(fabs(value))) + 1 - (exact ? DIGITS_EXACT : DIGITS));
    return fabs(result - value) <= unit;
}

void rule_trace_write(struct text *out, const struct rule_trace *trace, const char *text, int point,
                      int component, enum trace_text kind)
{
    struct text formula = {0};
    struct writer writer = {.out = &formula,
                            .trace = trace,
                            .text = text,
                            .component = component,
                            .widest = kind == TRACE_WIDEST};
    for (int i = DIGITS; i <= DIGITS_MOST + 1; i++) {
        text_clear(&formula);
        writer.before = TOKEN_SEPARATOR;
        writer.depth = 0;
        writer.digits = i > DIGITS_MOST ? DIGITS : i;
        write_statement(&writer, &trace->code->points[point]);
        if (kind != TRACE_EXACT || adds_up(formula.bytes, trace->values[2 * point + component]))
            break;
    }
    text_add(out, "%s", formula.bytes + strspn(formula.bytes, " "));
    text_free(&formula);
}

/* A moving ball is drawn many times between two iterations: what was written is kept. */
void rule_trace_pretty(struct text *out, const struct rule_trace *trace, const char *text,
                       int point, int component, enum trace_text kind)
{
    struct text *written = &trace->written[(2 * point + component) * TRACE_TEXTS + (int)kind];
    if (written->length == 0) {
        struct text formula = {0};
        rule_trace_write(&formula, trace, text, point, component, kind);
        formula_pretty(written, formula.bytes, NULL);
        text_free(&formula);
    }
    text_add_bytes(out, written->bytes, written->length);
}
