#ifndef OVERSHOOT_SESSION_QUIZ_H
#define OVERSHOOT_SESSION_QUIZ_H

/* A question: what it asks, what is right, and what was answered. It is on the screen as long as
 * the script holds for an answer, and open until it has one: meanwhile all that gives the answer
 * away is hidden. src/command/quiz.c asks, src/view/card.c shows. */

#include "../base/plane.h"
#include "../base/text.h"

enum { QUIZ_CHOICES_MAX = 9, QUIZ_QUESTION_MAX = 500, QUIZ_CHOICE_MAX = 200, QUIZ_THEN_MAX = 1000 };

/* How it can be answered. */
enum quiz_by {
    QUIZ_BY_WORDS,  /* nobody judges them, or there are none: the answer is shown */
    QUIZ_BY_CHOICE, /* one of several, by its letter: a, b, … */
    QUIZ_BY_POINT,  /* a point of the map (on a line its x alone), near enough to the right one */
    QUIZ_BY_NUMBER  /* the same of a number, which is typed */
};

struct quiz_choice {
    char *text;
    bool placed; /* its letter stands on the map, too, there: */
    struct point place;
};

struct quiz {
    char *question; /* NULL: none was asked yet, as for the next texts */
    enum quiz_by by;
    struct quiz_choice choices[QUIZ_CHOICES_MAX];
    int choice_count;
    int right;            /* BY_CHOICE: which is; -1: none is known */
    struct point place;   /* BY_POINT, BY_NUMBER (its x): what is right */
    double within;        /* and how far away is right, too */
    char *then;           /* the words after the answer */
    bool passed;          /* on the way to an iteration nobody was asked */
    int number, count;    /* which of the scene's questions it is, from 1; 0: not known */
    double asked;         /* at that second of the session */
    bool leaves;          /* Esc was pressed: once more leaves it */
    bool told;            /* it has its answer: nothing is hidden any longer */
    bool answered;        /* by somebody, and not shown alone: */
    int chosen;           /* BY_CHOICE */
    struct point pointed; /* BY_POINT, BY_NUMBER */
    char *words;          /* BY_WORDS */
    bool is_right;        /* as far as that is known (quiz_judges) */
};

struct session;

/* Another one is asked, of that text. */
void quiz_begin(struct quiz *quiz, const char *question);
void quiz_free(struct quiz *quiz);
struct quiz quiz_copy(const struct quiz *quiz);

/* Whether it is on the screen; and without an answer yet. */
bool quiz_is_shown(const struct session *session);
bool quiz_is_open(const struct session *session);

/* How long it has been open; -1: it is not. */
double quiz_seconds(const struct session *session);
/* Whether it is open and what is right is a place: meanwhile nobody says where minima are. */
bool quiz_asks_place(const struct session *session);

/* Whether it knows what is right; and has more to tell than that it goes on. */
bool quiz_judges(const struct quiz *quiz);
bool quiz_tells(const struct quiz *quiz);

/* It has its answer; and it is judged. */
void quiz_choose(struct quiz *quiz, int choice);
void quiz_point(struct quiz *quiz, struct point place);
void quiz_say(struct quiz *quiz, const char *words);

/* What is right, and what was answered, in words: `B just as far`, `1, -2`. Nothing, where that is
 * not known. */
void quiz_write_right(const struct quiz *quiz, struct text *out);
void quiz_write_answer(const struct quiz *quiz, struct text *out);

/* `a, b or c`. */
enum { QUIZ_LETTERS_SIZE = 4 * QUIZ_CHOICES_MAX };
const char *quiz_letters(const struct quiz *quiz, char words[QUIZ_LETTERS_SIZE]);

/* Appends the command lines that ask it so, each with its end. */
void quiz_write(const struct quiz *quiz, struct text *out);

/* Which of the questions of a scene's text is in a line of it, and how many there are. */
void quiz_find(struct quiz *quiz, const char *source, int line);

#endif
