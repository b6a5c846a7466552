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

/* --- lines that are read, and not yet carried out --- */

/* After such a line the same words are known as before it. */
static bool keeps_words(const char *line)
{
    static const char keeping[] = "quiz|choice|right|then|answer|run|wait|goto|caption|title|"
                                  "expect|speed|budget|view|show|hide|charts";
    const char *at = line + strspn(line, " \t");
    return !*at || *at == '#' || begins(line, keeping);
}

bool quiz_looks_at(const struct session *session, const char *line, struct error *error)
{
    const struct script *script = &session->script;
    struct command_call call;
    struct wording wording;
    const char *at = line + strspn(line, " \t");
    bool later =
        script->queue_count > 0 && script->appointment_count > 0; /* which may bring some */
    if (!quiz_is_shown(session) || later || !*at || *at == '#')
        return true;
    for (int i = 0; i < script->queue_count; i++)
        if (!keeps_words(script->queue[i].command))
            return true;
    bool good = command_reword(&command_table, session, at, &wording, error) &&
                command_parse(&command_table, session,
                              wording.text.bytes + strspn(wording.text.bytes, " \t"), &call, error);
    wording_free(&wording);
    if (!good)
        error->offset = (int)(at - line);
    return good;
}
