#include "quiz.h"

#include "session.h"

#include "../base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void quiz_free(struct quiz *quiz)
{
    free(quiz->question);
    for (int i = 0; i < quiz->choice_count; i++)
        free(quiz->choices[i].text);
    free(quiz->then);
    free(quiz->words);
    *quiz = (struct quiz){.right = -1};
}

void quiz_begin(struct quiz *quiz, const char *question)
{
    quiz_free(quiz);
    quiz->question = memory_copy(question);
}

static char *copy_text(const char *text)
{
    return text ? memory_copy(text) : NULL;
}

struct quiz quiz_copy(const struct quiz *quiz)
{
    struct quiz copy = *quiz;
    copy.question = copy_text(quiz->question);
    for (int i = 0; i < quiz->choice_count; i++)
        copy.choices[i].text = memory_copy(quiz->choices[i].text);
    copy.then = copy_text(quiz->then);
    copy.words = copy_text(quiz->words);
    return copy;
}

bool quiz_is_shown(const struct session *session)
{
    return session->script.hold.kind == HOLD_ANSWER && session->quiz.question;
}

bool quiz_is_open(const struct session *session)
{
    return quiz_is_shown(session) && !session->quiz.told;
}

bool quiz_asks_place(const struct session *session)
{
    const struct quiz *quiz = &session->quiz;
    bool asks = quiz->by == QUIZ_BY_POINT ||
                (quiz->by == QUIZ_BY_NUMBER && problem_is_line(sim_problem(session->sim)));
    return asks && quiz_is_open(session);
}

double quiz_seconds(const struct session *session)
{
    return quiz_is_open(session) ? fmax(session->journal.second - session->quiz.asked, 0) : -1;
}

bool quiz_judges(const struct quiz *quiz)
{
    return quiz->by == QUIZ_BY_POINT || quiz->by == QUIZ_BY_NUMBER ||
           (quiz->by == QUIZ_BY_CHOICE && quiz->right >= 0);
}

bool quiz_tells(const struct quiz *quiz)
{
    return quiz->by != QUIZ_BY_WORDS || quiz->then;
}

static void take_answer(struct quiz *quiz, bool right)
{
    quiz->told = quiz->answered = true;
    quiz->is_right = right;
}

void quiz_choose(struct quiz *quiz, int choice)
{
    quiz->chosen = choice;
    take_answer(quiz, choice == quiz->right);
}

void quiz_point(struct quiz *quiz, struct point place)
{
    quiz->pointed = place;
    take_answer(quiz, hypot(place.x - quiz->place.x, place.y - quiz->place.y) <=
                          quiz->within * (1 + 1e-9));
}

void quiz_say(struct quiz *quiz, const char *words)
{
    free(quiz->words);
    quiz->words = memory_copy(words);
    take_answer(quiz, false);
}

/* --- in words --- */

static void write_choice(const struct quiz *quiz, int choice, struct text *out)
{
    text_add(out, "%c %s", 'A' + choice, quiz->choices[choice].text);
}

static void write_place(const struct quiz *quiz, struct point place, struct text *out)
{
    text_add(out, "%.15g", place.x);
    if (quiz->by == QUIZ_BY_POINT && !isnan(place.y))
        text_add(out, ", %.15g", place.y);
}

void quiz_write_right(const struct quiz *quiz, struct text *out)
{
    if (quiz->by == QUIZ_BY_CHOICE && quiz->right >= 0)
        write_choice(quiz, quiz->right, out);
    else if (quiz_judges(quiz))
        write_place(quiz, quiz->place, out);
}

void quiz_write_answer(const struct quiz *quiz, struct text *out)
{
    if (!quiz->answered)
        return;
    if (quiz->by == QUIZ_BY_CHOICE)
        write_choice(quiz, quiz->chosen, out);
    else if (quiz->by == QUIZ_BY_WORDS)
        text_add(out, "%s", quiz->words);
    else
        write_place(quiz, quiz->pointed, out);
}

const char *quiz_letters(const struct quiz *quiz, char words[QUIZ_LETTERS_SIZE])
{
    int length = 0;
    words[0] = '\0';
    for (int i = 0; i < quiz->choice_count; i++) {
        const char *before = i == 0 ? "" : i == quiz->choice_count - 1 ? " or " : ", ";
        length +=
            snprintf(words + length, (size_t)(QUIZ_LETTERS_SIZE - length), "%s%c", before, 'a' + i);
    }
    return words;
}

/* --- as commands --- */

void quiz_write(const struct quiz *quiz, struct text *out)
{
    text_add(out, "quiz %s\n", quiz->question);
    for (int i = 0; i < quiz->choice_count; i++) {
        const struct quiz_choice *choice = &quiz->choices[i];
        text_add(out, "%s %s", i == quiz->right ? "right" : "choice", choice->text);
        if (choice->placed)
            text_add(out, " at %.17g,%.17g", choice->place.x, choice->place.y);
        text_add(out, "\n");
    }
    if (quiz->by == QUIZ_BY_POINT || quiz->by == QUIZ_BY_NUMBER) {
        text_add(out, "right ");
        text_add_number(out, quiz->place.x);
        if (quiz->by == QUIZ_BY_POINT) {
            text_add(out, ", ");
            text_add_number(out, quiz->place.y);
        }
        text_add(out, " within ");
        text_add_number(out, quiz->within);
        text_add(out, "\n");
    }
    if (quiz->then)
        text_add(out, "then %s\n", quiz->then);
}

/* Whether a line asks, be it at an iteration. */
static bool is_question(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && strchr(" \t", line[at]))
        at++;
    if (length - at > 3 && memcmp(line + at, "at ", 3) == 0) {
        at += 3;
        while (at < length && strchr(" \t0123456789", line[at]))
            at++;
    }
    return length - at > 5 && memcmp(line + at, "quiz ", 5) == 0;
}

void quiz_find(struct quiz *quiz, const char *source, int line)
{
    size_t length;
    const char *at;
    quiz->number = quiz->count = 0;
    for (int i = 1; source && (at = text_next_line(&source, &length)); i++)
        if (is_question(at, length)) {
            quiz->count++;
            if (i == line)
                quiz->number = quiz->count;
        }
}
