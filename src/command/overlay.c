/* `overlay`: a second formula over the map, or a condition that places have to meet. */

#include "rows.h"

#include "../base/memory.h"
#include "../base/wording.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { OPERANDS_MAX = 12, DEPTH_MAX = 12 };

static const struct relation {
    const char *sign;
    bool above, equal, open; /* the left side is to be above; equal to the right one; not equal */
} relations[] = {{"<=", false, false, false},     {">=", true, false, false},
                 {"\u2264", false, false, false}, {"\u2265", true, false, false},
                 {"==", false, true, false},      {"<", false, false, true},
                 {">", true, false, true},        {"=", false, true, false}};
enum { RELATIONS = sizeof relations / sizeof *relations };

static const struct relation *relation_at(const char *text)
{
    for (int i = 0; i < RELATIONS; i++)
        if (strncmp(text, relations[i].sign, strlen(relations[i].sign)) == 0)
            return &relations[i];
    return NULL;
}

/* The first one outside brackets; NULL: there is none. */
static char *find_relation(char *text, const struct relation **relation)
{
    int depth = 0;
    for (char *at = text; *at; at++) {
        depth += *at == '(' || *at == '[';
        depth -= *at == ')' || *at == ']';
        if (depth == 0 && (*relation = relation_at(at)))
            return at;
    }
    return NULL;
}

/* What is read: the formula that must not be above 0. */
struct condition {
    struct reader *in;
    struct overlay *overlay;
    int count; /* of relations */
    int depth; /* of parentheses and `not` */
    bool equal;
    bool negated; /* within `not` */
};

/* A part of it by itself, so that an error has its place. */
static bool check_operand(struct reader *in, const char *text)
{
    const struct problem *problem;
    if (!*text)
        return reader_error_in(in, text, "expected a formula in x and y, or a number");
    problem = sim_other(in->session->sim, text, in->error);
    problem_release(problem);
    return problem || reader_blame(in, text);
}

/* One of these words outside brackets, and its end; a sign of letters stands alone. */
static char *find_joint(char *text, const char *const words[], char **end)
{
    int depth = 0;
    for (char *at = text; *at; at++) {
        depth += *at == '(' || *at == '[';
        depth -= *at == ')' || *at == ']';
        for (int i = 0; depth == 0 && at > text && words[i]; i++) {
            size_t length = strlen(words[i]);
            if (strncmp(at, words[i], length) == 0 && strchr(" \t)", at[-1]) &&
                (at[length] == '(' || isspace((unsigned char)at[length]))) {
                *end = at + length;
                return at;
            }
        }
    }
    return NULL;
}

static const char *const ors[] = {"or", "||", "\u2228", NULL};
static const char *const ands[] = {"and", "&&", "\u2227", NULL};

/* Past a `not`; NULL: there is none. */
static char *past_not(char *text)
{
    static const char *const signs[] = {"not", "\u00ac", "!"};
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(signs[i]);
        if (strncmp(text, signs[i], length) != 0 || text[length] == '=')
            continue;
        if (i > 0 || text[length] == '(' || isspace((unsigned char)text[length]))
            return text + length + strspn(text + length, " \t");
    }
    return NULL;
}

/* Whether its first byte opens what its last one closes. */
static bool is_enclosed(const char *text)
{
    int depth = 0;
    const char *at = text;
    for (; *at; at++) {
        depth += (*at == '(') - (*at == ')');
        if (depth == 0)
            break;
    }
    return *text == '(' && *at == ')' && at[1 + strspn(at + 1, " \t")] == '\0';
}

/* Whether it says something that is true or false, so that it is no formula. */
static bool is_condition(char *text)
{
    const struct relation *relation;
    char *end;
    text += strspn(text, " \t");
    if (find_relation(text, &relation) || find_joint(text, ors, &end) ||
        find_joint(text, ands, &end))
        return true;
    char *negated = past_not(text);
    if (negated)
        return is_condition(negated);
    if (!is_enclosed(text))
        return false;
    char *inside = memory_copy_bytes(text + 1, (size_t)(strrchr(text, ')') - text - 1));
    bool is = is_condition(inside);
    free(inside);
    return is;
}

static void add_relation(struct condition *condition, const struct relation *relation,
                         const char *left, const char *right, struct text *formula)
{
    struct text both = {0};
    text_add(&both, formula->length ? "max(%s, (%s) - (%s))" : "%s(%s) - (%s)",
             formula->length ? formula->bytes : "", relation->above ? right : left,
             relation->above ? left : right);
    text_free(formula);
    *formula = both;
    condition->count++;
    condition->overlay->open |= relation->open != condition->negated;
    condition->equal |= relation->equal;
}

/* chain := FORMULA <= FORMULA [<= FORMULA ...]: a text that was handed out. */
static bool read_chain(struct condition *condition, char *text, struct text *formula)
{
    struct reader in = *condition->in;
    const struct relation *relation, *next;
    in.at = text;
    char *sign = find_relation(in.at, &relation);
    if (!sign)
        return reader_error_in(&in, text, "expected a relation, as in x + y <= 1");
    char *left = reader_until(&in, sign, (int)strlen(relation->sign));
    if (!check_operand(condition->in, left))
        return false;
    for (; relation; relation = next) {
        sign = find_relation(in.at, &next);
        char *right = sign ? reader_until(&in, sign, (int)strlen(next->sign)) : reader_rest(&in);
        if (!check_operand(condition->in, right))
            return false;
        if (condition->count == OPERANDS_MAX)
            return reader_error_in(&in, right, "there are more than %d relations", OPERANDS_MAX);
        add_relation(condition, relation, left, right, formula);
        left = right;
        next = sign ? next : NULL;
    }
    return true;
}

static bool read_joined(struct condition *condition, char *text, struct text *formula);

/* unit := "not" unit | "(" joined ")" | chain */
static bool read_unit(struct condition *condition, char *text, struct text *formula)
{
    struct text inner = {0};
    char *negated = past_not(text);
    bool good, enclosed = !negated && is_enclosed(text) && is_condition(text);
    if (!negated && !enclosed)
        return read_chain(condition, text, formula);
    if (condition->depth == DEPTH_MAX)
        return reader_error_in(condition->in, text, "nested too deeply; expected at most %d levels",
                               DEPTH_MAX);
    condition->depth++;
    if (negated) {
        condition->negated = !condition->negated;
        good = read_unit(condition, negated, &inner);
        condition->negated = !condition->negated;
        condition->count++; /* an equation does not stand alone in it */
    } else {
        *strrchr(text, ')') = '\0';
        struct reader in = *condition->in;
        in.at = text + 1 + strspn(text + 1, " \t");
        good = read_joined(condition, reader_rest(&in), &inner);
    }
    condition->depth--;
    if (good)
        text_add(formula, negated ? "-(%s)" : "%s", inner.bytes);
    text_free(&inner);
    return good;
}

/* Units with one kind of word between them. What is not defined holds in none of them. */
static bool read_units(struct condition *condition, char *text, const char *const words[],
                       bool (*read)(struct condition *, char *, struct text *),
                       struct text *formula)
{
    static const char defined[] = "where((%s) <= 0 or (%s) > 0, %s, 1/0)";
    struct reader in = *condition->in;
    struct text all = {0};
    bool good = true, more = true, any = words == ors;
    int count = 0;
    for (in.at = text; good && more; count++) {
        struct text unit = {0};
        char *end = NULL, *joint = find_joint(in.at, words, &end);
        more = joint != NULL;
        good = read(condition,
                    more ? reader_until(&in, joint, (int)(end - joint)) : reader_rest(&in), &unit);
        if (good && any && (more || count > 0)) {
            text_add(&all, count ? ", " : "");
            text_add(&all, defined, unit.bytes, unit.bytes, unit.bytes);
        } else if (good) {
            text_add(&all, count ? ", %s" : "%s", unit.bytes);
        }
        text_free(&unit);
    }
    if (good)
        text_add(formula, count == 1 ? "%s" : any ? "min(%s)" : "max(%s)", all.bytes);
    text_free(&all);
    return good;
}

/* joined := all {"or" all}; all := unit {"and" unit} */
static bool read_all(struct condition *condition, char *text, struct text *formula)
{
    return read_units(condition, text, ands, read_unit, formula);
}

static bool read_joined(struct condition *condition, char *text, struct text *formula)
{
    return read_units(condition, text, ors, read_all, formula);
}

static bool read_condition(struct condition *condition, char *text)
{
    struct reader *in = condition->in;
    struct text formula = {0};
    bool good = read_joined(condition, text, &formula);
    if (good && condition->equal && condition->count > 1)
        good = reader_error_in(in, text, "an equation stands alone; expected <= or >=");
    condition->overlay->kind = condition->equal ? OVERLAY_ON : OVERLAY_WITHIN;
    if (good)
        condition->overlay->problem = sim_other(in->session->sim, formula.bytes, in->error);
    text_free(&formula);
    return good && (condition->overlay->problem || reader_blame(in, text));
}

static bool read_overlay(struct reader *in, struct overlay *overlay)
{
    char *text = reader_rest(in);
    if (is_condition(text))
        return read_condition(&(struct condition){.in = in, .overlay = overlay}, text);
    const struct surface_row *row = catalogue_surface(text);
    overlay->problem = sim_other(in->session->sim, row ? row->formula : text, in->error);
    return overlay->problem || hint_row(in, text, "surface", &surface_choices);
}

static bool run_overlay(struct reader *in)
{
    struct look *look = &in->session->look;
    if (strcmp(in->at, "off") == 0) {
        look_set_overlay(look, NULL);
        return true;
    }
    if (reader_ended(in))
        return reader_error(in, "expected a formula, a condition such as x + y <= 1, or off");
    struct overlay *overlay = memory_new(1, sizeof *overlay);
    *overlay = (struct overlay){.owners = 1, .text = memory_copy(in->at)};
    if (read_overlay(in, overlay)) {
        look_set_overlay(look, overlay);
        return true;
    }
    overlay_release(overlay);
    return false;
}

void overlay_renew(struct session *session)
{
    struct error ignored;
    char *text = memory_copy(session->look.overlay->text);
    struct reader in = {session, NULL, NULL, text, text, &ignored};
    if (!run_overlay(&in))
        look_set_overlay(&session->look, NULL);
    free(text);
}

static void offer_overlay(const struct offering *offering)
{
    offer_rows(offering, &surface_choices, "");
    if (!*offering->first)
        offer(offering, "off", "", "nothing over the map");
}

const struct command_row overlay_commands[] = {
    {"overlay", "FORMULA | FORMULA <= FORMULA [and|or ...] | off",
     "a second formula over the map: its contours, or where a condition does not hold",
     "overlay abs(x) + abs(y) <= 1", run_overlay, TIMED | SETS, offer_overlay,
     .others = "constraint|subject to|s.t.|penalty|contour of|feasible"},
    {0},
};
