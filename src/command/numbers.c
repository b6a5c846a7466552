/* The commands that set numbers. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include <string.h>

bool command_let(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    char name[NAME_SIZE];
    int size = name_scan(reader.at, name);
    if (size == 0)
        return error_at(error, reader_offset(&reader), "expected a name, as in `let k = 10`");
    int offset = reader_offset(&reader);
    reader.at += size;
    double value;
    if (!reader_expect(&reader, '=', "after the name", error) ||
        !reader_number(&reader, session, "", "the value", &value, error))
        return false;
    if (sim_set_let(session->sim, name, value, error))
        return true;
    error->offset = offset;
    return false;
}

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

/* The number that `NAME *= VALUE` starts from: of eta it is eta_0. */
static bool present_number(const struct session *session, const char *name, double *value)
{
    struct named_value number;
    for (int i = 0; session_number(session, i, &number); i++)
        if (strcmp(number.name, name) == 0) {
            *value = number.value;
            return true;
        }
    return false;
}

bool command_set(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    char name[NAME_SIZE];
    reader.at += name_scan(reader.at, name);
    double old, value;
    if (!present_number(session, name, &old)) /* the message names those there are */
        return sim_set_value(session->sim, session->selected, name, 0, error);
    reader_skip(&reader);
    char operation = '=';
    if (reader.at[0] == '=') {
        reader.at++;
    } else if (reader.at[0] && strchr("*/+-", reader.at[0]) && reader.at[1] == '=') {
        operation = reader.at[0];
        reader.at += 2;
    }
    reader_skip(&reader);
    int offset = reader_offset(&reader);
    if (!reader_number(&reader, session, "", "a value", &value, error))
        return false;
    if (sim_set_value(session->sim, session->selected, name, combine(operation, old, value), error))
        return true;
    error->offset = offset;
    return false;
}

bool command_tolerance(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    double value;
    if (!reader_number(&reader, session, "", "the tolerance of the gradient's norm", &value, error))
        return false;
    if (value < 0)
        return error_at(error, 0, "the tolerance must be 0 or more, not %.9g", value);
    session_begin_run(session);
    sim_set_tolerance(session->sim, value);
    return script_meet(session, error);
}
