/* Questions: `quiz` asks one, the lines that follow it say its choices, what is right, and the
 * words after the answer; `answer` gives it (quiz_open.c: while it is open). */

#include "rows.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- to ask --- */

/* The text of the scene that was opened last. */
static const char *source_of(const struct session *session)
{
    const struct journal *journal = &session->journal;
    for (int i = journal->count - 1; i >= 0; i--)
        if (journal->entries[i].source)
            return journal->entries[i].source;
    return NULL;
}

static bool is_short(const struct reader *in, const char *text, size_t most, const char *what)
{
    size_t length = strlen(text);
    return length <= most || reader_error_in(in, text + most, "%s has at most %zu bytes, not %zu",
                                             what, most, length);
}

static bool run_quiz(struct reader *in)
{
    struct session *session = in->session;
    struct quiz *quiz = &session->quiz;
    const char *question = reader_rest(in);
    bool played = quiz_is_shown(session) ? session->script.hold.plays : session->player.playing;
    if (!*question)
        return reader_error_in(in, question, "expected the question");
    if (!is_short(in, question, QUIZ_QUESTION_MAX, "a question"))
        return false;
    quiz_begin(quiz, question);
    quiz->asked = session->journal.second;
    quiz_find(quiz, source_of(session), session->script.line);
    quiz->passed = session->player.goal >= 0; /* on the way to an iteration nobody is asked */
    if (quiz->passed) {
        free(session->words.caption);
        session->words.caption = memory_copy(question);
        return true;
    }
    session_hold(session, HOLD_ANSWER, 0, NULL);
    session->script.hold.plays = played;
    player_pause(&session->player);
    return true;
}

/* --- what belongs to it --- */

/* Whether there is one that can be told more. */
static bool is_asked(const struct reader *in)
{
    const struct session *session = in->session;
    if (quiz_is_shown(session) || (session->quiz.question && session->quiz.passed))
        return true;
    return error_at(in->error, 0, "expected a question before it: `quiz TEXT`");
}

static bool is_unanswered(const struct reader *in)
{
    return is_asked(in) &&
           (!in->session->quiz.told || error_at(in->error, 0, "the question has its answer"));
}

/* A number that a text is; false: it is none. */
static bool is_number(const struct reader *in, const char *text, double *value)
{
    struct sim_scope_place place;
    struct scope scope = sim_scope(in->session->sim, in->session->selected, &place);
    struct error ignored;
    return text[strspn(text, " \t")] && value_evaluate(text, &scope, value, &ignored) &&
           isfinite(*value);
}

/* `X, Y`, or X alone (y is 0 then); false: it is neither. */
static bool is_place(const struct reader *in, const char *text, struct point *place, bool *two)
{
    char *copy = memory_copy(text);
    struct span rest, first = span_until(span_of(copy), ",", &rest);
    *two = first.length < strlen(copy);
    copy[first.length] = '\0';
    place->y = 0;
    bool good = is_number(in, copy, &place->x) &&
                (!*two || is_number(in, copy + first.length + 1, &place->y));
    free(copy);
    return good;
}

/* `(X, Y) TEXT` stands on the map there; alone it is its text, too. */
static void read_chip(const struct reader *in, char *text, struct quiz_choice *choice)
{
    char *end = *text == '(' ? strchr(text, ')') : NULL;
    bool two = false;
    *choice = (struct quiz_choice){0};
    if (end) {
        *end = '\0';
        choice->placed = is_place(in, text + 1, &choice->place, &two) && two;
        *end = ')';
    }
    char *rest = choice->placed ? end + 1 + strspn(end + 1, " \t") : text;
    choice->text = memory_copy(*rest ? rest : text);
}

static int find_choice(const struct quiz *quiz, const char *text)
{
    int letter = text[0] && !text[1] ? (text[0] | 0x20) - 'a' : -1;
    for (int i = 0; i < quiz->choice_count; i++)
        if (strcasecmp(quiz->choices[i].text, text) == 0)
            return i;
    return letter >= 0 && letter < quiz->choice_count ? letter : -1;
}

static bool add_choice(struct reader *in, char *text)
{
    struct quiz *quiz = &in->session->quiz;
    if (!*text)
        return reader_error_in(in, text, "expected the words of the choice");
    if (quiz->by != QUIZ_BY_WORDS && quiz->by != QUIZ_BY_CHOICE)
        return error_at(in->error, 0, "the question is answered by a %s; it has no choices",
                        quiz->by == QUIZ_BY_POINT ? "point" : "number");
    if (quiz->choice_count == QUIZ_CHOICES_MAX)
        return error_at(in->error, 0, "a question has at most %d choices", QUIZ_CHOICES_MAX);
    if (!is_short(in, text, QUIZ_CHOICE_MAX, "a choice"))
        return false;
    quiz->by = QUIZ_BY_CHOICE;
    read_chip(in, text, &quiz->choices[quiz->choice_count++]);
    return true;
}

static bool run_choice(struct reader *in)
{
    return is_unanswered(in) && add_choice(in, reader_rest(in));
}

/* The last of these words that stands alone; NULL: there is none. */
static char *last_within(char *text)
{
    char *found = NULL;
    for (char *at = text; (at = reader_find(at, "within", false)); at += strlen("within"))
        found = at;
    return found;
}

/* `X, Y within R` or `X within R`; false and `good` unchanged: it is neither. */
static bool read_target(struct reader *in, char *text, bool *good)
{
    struct quiz *quiz = &in->session->quiz;
    char *within = last_within(text);
    struct point place;
    bool two = false;
    double radius = 0;
    char *head = within ? memory_copy_bytes(text, (size_t)(within - text)) : NULL;
    bool is_one = head && is_place(in, head, &place, &two);
    free(head);
    if (!is_one)
        return false;
    char *tail = within + strlen("within");
    if (quiz->choice_count > 0)
        *good = error_at(in->error, 0, "the question has choices: which of them is right?");
    else if (!is_number(in, tail, &radius) || !(radius > 0))
        *good = reader_error_in(in, tail + strspn(tail, " \t"),
                                "expected how near is near enough, a number above 0");
    if (!*good)
        return true;
    quiz->by = two ? QUIZ_BY_POINT : QUIZ_BY_NUMBER;
    quiz->place = place;
    quiz->within = radius;
    return true;
}

/* A letter or a digit alone, as choices are numbered. */
static bool is_sign(const char *text)
{
    return strlen(text) == 1 && strchr("abcdefghi123456789", *text | 0x20) && *text > ' ';
}

/* Where no choice is of that kind, it rather names one, which is not there. */
static bool names_none(const struct quiz *quiz, const char *text)
{
    bool names = quiz->choice_count > 0 && is_sign(text);
    for (int i = 0; i < quiz->choice_count; i++)
        names &= !is_sign(quiz->choices[i].text);
    return names;
}

bool run_right(struct reader *in)
{
    struct quiz *quiz = &in->session->quiz;
    bool good = true;
    if (!is_unanswered(in))
        return false;
    char *text = reader_rest(in);
    if (quiz_judges(quiz))
        return error_at(in->error, 0, "the question has its right answer: one is enough");
    if (read_target(in, text, &good))
        return good;
    int choice = find_choice(quiz, text);
    if (choice < 0 && names_none(quiz, text)) {
        char words[QUIZ_LETTERS_SIZE];
        return reader_error_in(in, text,
                               "expected the right choice, by its letter (%s) or its words",
                               quiz_letters(quiz, words));
    }
    if (choice < 0 && !add_choice(in, text))
        return false;
    quiz->right = choice < 0 ? quiz->choice_count - 1 : choice;
    return true;
}

/* Several of them are one text. */
static bool run_then(struct reader *in)
{
    struct quiz *quiz = &in->session->quiz;
    if (!is_asked(in))
        return false;
    struct text then = {0};
    char *words = reader_rest(in);
    if (!*words)
        return reader_error_in(in, words, "expected the words after the answer");
    size_t before = quiz->then ? strlen(quiz->then) + 1 : 0;
    size_t room = before < QUIZ_THEN_MAX ? QUIZ_THEN_MAX - before : 0;
    if (!is_short(in, words, room, "what follows the answer"))
        return false;
    text_add(&then, "%s%s%s", before ? quiz->then : "", before ? " " : "", words);
    free(quiz->then);
    quiz->then = then.bytes;
    return true;
}

/* --- to answer --- */

static bool answer_choice(struct reader *in, const char *text)
{
    struct quiz *quiz = &in->session->quiz;
    int choice = find_choice(quiz, text);
    if (choice < 0) {
        char words[QUIZ_LETTERS_SIZE];
        return reader_error_in(in, text, "expected one of the choices: %s",
                               quiz_letters(quiz, words));
    }
    quiz_choose(quiz, choice);
    return true;
}

static bool answer_place(struct reader *in, const char *text)
{
    struct quiz *quiz = &in->session->quiz;
    struct point place;
    bool two, point = quiz->by == QUIZ_BY_POINT;
    if (!is_place(in, text, &place, &two) || two != point)
        return reader_error_in(in, text, "expected %s",
                               point ? "a point of the map, as in `answer 1, 2`" : "a number");
    quiz_point(quiz, place);
    return true;
}

static bool give_answer(struct reader *in, char *text)
{
    struct quiz *quiz = &in->session->quiz;
    if (quiz->by == QUIZ_BY_CHOICE)
        return answer_choice(in, text);
    if (quiz->by != QUIZ_BY_WORDS)
        return answer_place(in, text);
    if (!is_short(in, text, QUIZ_CHOICE_MAX, "an answer"))
        return false;
    quiz_say(quiz, text);
    return true;
}

/* Of those that the scene, or a recorded session, gives by itself nothing is kept. */
static void keep_answer(struct session *session)
{
    const struct services *services = session->host.services;
    struct error error;
    bool own = session->script.line > 0 || tape_acts(session);
    if (own || !session->quiz.answered || !services || !services->answered ||
        services->answered(session, &error))
        return;
    answers_tell(&session->answers, "%s", error.text);
    session->answers.warns = true;
}

/* Not without a word: the run may go on with it, and shows what was asked. */
static bool leave(struct session *session)
{
    bool open = quiz_is_open(session);
    if (open && session->script.line == 0)
        answers_tell(&session->answers, "the question is left without an answer: `undo` asks it "
                                        "again");
    return session_leave_question(session);
}

static bool run_answer(struct reader *in)
{
    struct session *session = in->session;
    char *text = reader_rest(in);
    bool own = session->script.line > 0 && session->quiz.told; /* somebody was faster */
    if (!quiz_is_shown(session))
        return own || error_at(in->error, 0, "there is no question that is open");
    if (strcmp(text, "off") == 0)
        return leave(session);
    if (!*text) {
        session_answer(session);
        return true;
    }
    if (own)
        return true;
    bool good = is_unanswered(in) && give_answer(in, text);
    if (good)
        keep_answer(session);
    return good;
}

const struct command_row quiz_commands[] = {
    {"quiz", "TEXT",
     "stops and asks; lines with choice, right and then may follow; space shows the answer, and "
     "goes on",
     "quiz What will the ball do?", run_quiz, TIMED | COMMAND_HOLDS | COMMAND_TEXT, NULL,
     .others = "ask|question"},
    {"choice", "[(X, Y)] TEXT",
     "after a quiz: one of its choices, a, b, ..., which may stand at a point of the map, too",
     NULL, run_choice, TIMED | COMMAND_TEXT, NULL},
    {"then", "TEXT", "after a quiz: what is said once it is answered", NULL, run_then,
     TIMED | COMMAND_TEXT, NULL},
    {"answer", "LETTER | X, Y | NUMBER | TEXT | off",
     "answers the question that is open; alone it shows the answer, and then goes on; off leaves "
     "the question",
     NULL, run_answer, TIMED | COMMAND_TEXT, NULL},
    {0},
};
