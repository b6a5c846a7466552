/* While a question is shown: nothing is carried out that would change the run, or show what comes,
 * as long as it is open; and it has keys of its own. */

#include "rows.h"

#include "../base/spelling.h"

#include <string.h>

bool quiz_refuses(const struct session *session, const char *line, struct error *error)
{
    static const char allowed[] = "quiz|choice|right|then|answer|open|compare|select";
    static const char refused[] = "run|expect|tune|rangetest|all|best|left";
    struct command_row row = command_of(&command_table, session, line);
    unsigned flags = COMMAND_PER_BALL | COMMAND_CHANGES | COMMAND_MEETS | COMMAND_HOLDS;
    const struct quiz *quiz = &session->quiz;
    char words[QUIZ_LETTERS_SIZE];
    if (!row.name || session->script.line > 0 || session->journal.saying || tape_acts(session) ||
        !quiz_is_open(session) || spelling_among(allowed, row.name) ||
        (!(row.flags & flags) && !spelling_among(refused, row.name)))
        return false;
    const char *how = quiz->by == QUIZ_BY_CHOICE  ? quiz_letters(quiz, words)
                      : quiz->by == QUIZ_BY_POINT ? "a click on the map"
                                                  : "`answer …`";
    error_at(error, 0, "a question is open: %s answers it, space shows the answer", how);
    return true;
}

/* --- keys --- */

bool quiz_has_key(const struct session *session, const char *key)
{
    const struct quiz *quiz = &session->quiz;
    bool letter = key[0] >= 'a' && key[0] < 'a' + quiz->choice_count && !key[1];
    bool plays = tape_is_on(session) && !tape_acts(session); /* and has keys of its own */
    return quiz_is_shown(session) && session->answers.page.length == 0 && !plays &&
           (letter || spelling_among("space|enter|escape", key));
}

/* Esc closes pages and prompts, too: one of them too many is not to give the answer away. */
static void press_escape(struct session *session, struct text *line)
{
    if (quiz_is_open(session) && !session->quiz.leaves)
        answers_tell(&session->answers, "esc once more leaves the question without an answer, and "
                                        "what was to come goes on");
    else
        text_add(line, "answer off");
    session->quiz.leaves = quiz_is_open(session);
}

void quiz_press(struct session *session, const char *key, struct text *line)
{
    bool open = quiz_is_open(session);
    if (key[1] == '\0' && open)
        text_add(line, "answer %s", key);
    else if (strcmp(key, "escape") == 0)
        press_escape(session, line);
    else if (strcmp(key, "space") == 0 || (strcmp(key, "enter") == 0 && !open))
        text_add(line, "answer");
}
