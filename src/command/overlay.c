/* `overlay`: a second formula over the map, or a condition that places have to meet. */

#include "rows.h"

#include "../base/memory.h"
#include "../base/wording.h"

#include <stdlib.h>
#include <string.h>

enum { OPERANDS_MAX = 12 };

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
    struct text formula;
    int count; /* of relations */
    bool equal;
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

static void add_relation(struct condition *condition, const struct relation *relation,
                         const char *left, const char *right)
{
    struct text both = {0};
    text_add(&both, "(%s) - (%s)", relation->above ? right : left, relation->above ? left : right);
    if (condition->count++ > 0) {
        struct text more = {0};
        text_add(&more, "max(%s, %s)", condition->formula.bytes, both.bytes);
        text_free(&condition->formula);
        condition->formula = more;
        text_free(&both);
    } else {
        condition->formula = both;
    }
    condition->overlay->open |= relation->open;
    condition->equal |= relation->equal;
}

/* FORMULA <= FORMULA [<= FORMULA …]: a text that was handed out. */
static bool read_chain(struct condition *condition, char *text)
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
        add_relation(condition, relation, left, right);
        left = right;
        next = sign ? next : NULL;
    }
    return true;
}

static bool read_condition(struct condition *condition, char *text)
{
    struct reader in = *condition->in;
    in.at = text;
    for (char *and; (and = reader_find(in.at, "and", false));)
        if (!read_chain(condition, reader_until(&in, and, (int)strlen("and"))))
            return false;
    if (!read_chain(condition, reader_rest(&in)))
        return false;
    if (condition->equal && condition->count > 1)
        return reader_error_in(&in, text, "an equation stands alone; expected <= or >=");
    condition->overlay->kind = condition->equal ? OVERLAY_ON : OVERLAY_WITHIN;
    condition->overlay->problem = sim_other(in.session->sim, condition->formula.bytes, in.error);
    return condition->overlay->problem || reader_blame(&in, text);
}

static bool read_overlay(struct reader *in, struct overlay *overlay)
{
    const struct relation *relation;
    char *text = reader_rest(in);
    if (find_relation(text, &relation)) {
        struct condition condition = {.in = in, .overlay = overlay};
        bool good = read_condition(&condition, text);
        text_free(&condition.formula);
        return good;
    }
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
    {"overlay", "FORMULA | FORMULA <= FORMULA [and ...] | off",
     "a second formula over the map: its contours, or where a condition does not hold",
     "overlay abs(x) + abs(y) <= 1", run_overlay, TIMED | SETS, offer_overlay,
     .others = "constraint|subject to|s.t.|penalty|contour of|feasible"},
    {0},
};
