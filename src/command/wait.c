/* The commands of a scene's course: what follows waits for a time or for a condition; and what
 * shows how the program is used: `type` types a line at the prompt as a hand would, and `press`
 * presses keys. src/command/script.c waits, types and presses. */

#include "rows.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_SECONDS = 3600 };

/* The prompt is open and nothing typed yet. */
static const double before_typing = 0.3;

static bool wait_until(struct reader *in)
{
    const struct session *session = in->session;
    const char *condition = reader_condition(in);
    if (condition && session->host.prompted && session->script.queue_count == 0 &&
        !tape_acts(session))
        return error_at(in->error, 0,
                        "wait until delays what follows in a scene, and here nothing follows: "
                        "`pause when %.200s` pauses the run as soon as it holds",
                        condition);
    if (condition)
        session_hold(in->session, HOLD_CONDITION, 0, condition);
    return condition;
}

static void offer_wait(const struct offering *offering)
{
    if (!*offering->first)
        offer(offering, "until", " ", "a condition holds");
    else
        offer_conditions(offering);
}

static bool run_wait(struct reader *in)
{
    if (reader_takes(in, "until"))
        return wait_until(in);
    double seconds;
    int offset = reader_offset(in);
    if (!reader_number(in, "", "the seconds, or `until` and a condition", &seconds))
        return false;
    if (!(seconds >= 0 && seconds <= LONGEST_SECONDS))
        return error_at(in->error, offset, "a scene waits from 0 to %d seconds, not %.9g",
                        LONGEST_SECONDS, seconds);
    session_hold(in->session, seconds > 0 ? HOLD_SECONDS : HOLD_NOT, seconds, NULL);
    return true;
}

static bool run_type(struct reader *in)
{
    char *text = reader_rest(in);
    size_t length = strlen(text);
    if (length < 2 || text[0] != '"' || text[length - 1] != '"')
        return reader_error_in(in, text, "expected the line in quotes, as in type \"eta 0.3\"");
    if (strspn(text + 1, " \t") == length - 2)
        return reader_error_in(in, text + 1, "expected a command between the quotes");
    text[length - 1] = '\0';
    session_hold(in->session, HOLD_TYPING, before_typing, text + 1);
    return true;
}

static bool run_press(struct reader *in)
{
    const char *keys = reader_rest(in);
    if (!*keys)
        return error_at(in->error, 0, "expected a key: space, tab, left, a, ...");
    free(in->session->script.keys);
    in->session->script.keys = memory_copy(keys);
    return true;
}

/* The keys that a course can press, each once. */
static void offer_keys(const struct offering *offering)
{
    for (int i = 0; i < key_row_count; i++)
        if (key_find(offering->session, key_rows[i].key) == &key_rows[i])
            offer(offering, key_rows[i].key, "", "%s", key_rows[i].help);
}

const struct command_row wait_commands[] = {
    {"wait", "SECONDS | until CONDITION", "in a scene: delays what follows", "wait 2", run_wait,
     COMMAND_WAITS | LEADS, offer_wait},
    {"type", "\"COMMAND\"", "in a scene: types it at the prompt, key by key, and enters it",
     "type \"eta 0.3\"", run_type, LEADS | COMMAND_TEXT, NULL},
    {"press", "KEY ...", "in a scene: presses keys by their names in `list keys`",
     "press right right", run_press, COMMAND_WAITS | LEADS, offer_keys},
    {0},
};
