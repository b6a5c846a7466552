/* The lines of a scene that belong to a question. */

#include "rows.h"

#include "../base/spelling.h"

#include <string.h>

/* The first word of a line is one of these. */
static bool begins(const char *line, const char *words)
{
    char name[NAME_SIZE];
    name_scan(line + strspn(line, " \t"), name);
    return *name && spelling_among(words, name);
}

bool quiz_is_answer(const char *line)
{
    return begins(line, "answer");
}

bool quiz_takes(const struct session *session, const char *line, int number)
{
    const char *at = line + strspn(line, " \t");
    bool blank = !*at || *at == '#';
    return quiz_is_shown(session) &&
           (blank || begins(line, "choice|right|then") || (number == 0 && quiz_is_answer(line)));
}
