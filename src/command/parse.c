/* A command line: which command it is, or which number it sets. */

#include "command.h"

#include "arguments.h"

#include "../base/nearest.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const struct command_row *command_find(const char *name)
{
    for (int i = 0; i < command_row_count; i++)
        if (strcmp(command_rows[i].name, name) == 0)
            return &command_rows[i];
    return NULL;
}

static bool is_assignment(const char *text)
{
    if (text[0] == '=')
        return true;
    return text[0] && strchr("*/+-", text[0]) && text[1] == '=';
}

/* Whether some ball could have a number of that name: then a wrong line is about that number. */
static bool is_number_name(const struct session *session, const char *name)
{
    struct named_value number;
    for (int i = 0; session_number(session, i, &number); i++)
        if (strcmp(number.name, name) == 0)
            return true;
    return catalogue_parameter(name) != NULL;
}

static bool unknown(const struct session *session, const char *word, struct error *error)
{
    char hint[80];
    struct named_value number;
    struct nearest nearest = nearest_begin(word);
    for (int i = 0; i < command_row_count; i++)
        if (command_rows[i].arguments)
            nearest_offer(&nearest, command_rows[i].name);
    char names[VALUES_MAX + LETS_MAX + 1][NAME_SIZE];
    for (int i = 0; i < VALUES_MAX + LETS_MAX + 1 && session_number(session, i, &number); i++) {
        memcpy(names[i], number.name, NAME_SIZE);
        nearest_offer(&nearest, names[i]);
    }
    return error_at(error, 0, "no command or parameter is called %s%s", word,
                    nearest_hint(&nearest, hint));
}

bool command_parse(const struct session *session, const char *line, struct command_call *call,
                   struct error *error)
{
    *call = (struct command_call){NULL, line};
    char name[NAME_SIZE];
    int size = name_scan(line, name);
    if (size == 0) {
        size_t length = strcspn(line, " \t");
        return error_at(error, 0, "expected a command, not '%.*s'",
                        (int)(length < 30 ? length : 30), line);
    }
    const char *rest = line + size + strspn(line + size, " \t");
    const struct command_row *row = command_find(name);
    if (row && row->arguments && !is_assignment(rest)) {
        bool apart = !line[size] || isspace((unsigned char)line[size]);
        if (!apart)
            return error_at(error, size, "expected a space after %s", name);
        *call = (struct command_call){row, rest};
        return true;
    }
    if (is_assignment(rest) || is_number_name(session, name)) {
        call->row = command_find("set");
        return true;
    }
    return unknown(session, name, error);
}
