/* The commands that set numbers. */

#include "rows.h"

#include <string.h>

static bool run_let(struct reader *in)
{
    int offset = reader_offset(in);
    char name[NAME_SIZE];
    int size = name_scan(in->at, name);
    if (size == 0)
        return error_at(in->error, offset, "expected a name, as in `let k = 10`");
    double value;
    reader_skip(in, size);
    if (!reader_expect(in, '=', "after the name") || !reader_number(in, "", "the value", &value))
        return false;
    if (sim_set_let(in->session->sim, name, value, in->error))
        return true;
    in->error->offset = offset;
    return false;
}

/* `NAME *= VALUE` and its like; of eta the number is eta_0. */
static double combine(char operation, double old, double value)
{
    switch (operation) {
    case '*':
        return old * value;
    case '/':
        return old / value;
    case '+':
        return old + value;
    case '-':
        return old - value;
    default:
        return value;
    }
}

static bool run_set(struct reader *in)
{
    const struct session *session = in->session;
    char name[NAME_SIZE], operation = '=';
    reader_skip(in, name_scan(in->at, name));
    struct named_value old;
    double value;
    if (session_find_number(session, name, &old) < 0) /* the message names those there are */
        return sim_set_value(session->sim, session->selected, name, 0, in->error);
    if (in->at[0] == '=') {
        reader_skip(in, 1);
    } else if (in->at[0] && strchr("*/+-", in->at[0]) && in->at[1] == '=') {
        operation = in->at[0];
        reader_skip(in, 2);
    }
    int offset = reader_offset(in);
    if (!reader_number(in, "", "a value", &value))
        return false;
    value = combine(operation, old.value, value);
    if (sim_set_value(session->sim, session->selected, name, value, in->error))
        return true;
    in->error->offset = offset;
    return false;
}

const struct command_row number_commands[] = {
    /* Never typed: it stands for `eta 0.3`, `momentum = 0.9`, `decay *= 2`. */
    {"set", NULL, "changes a number of the selected ball, or a let", "eta 0.3", run_set, BALL,
     NULL},
    {"let", "NAME = VALUE", "a number for formulas, live like all others", "let k = 10", run_let,
     TIMED, NULL},
    {0},
};
