#ifndef OVERSHOOT_SESSION_TYPED_H
#define OVERSHOOT_SESSION_TYPED_H

/* What is typed as others write it, in the tables' words. */

#include "session.h"

#include "../model/typed.h"

struct commands;

/* The arguments of a command, and where their words go. */
struct rewording {
    const struct session *session;
    const struct commands *commands;
    const char *name, *words; /* of the command; its arguments with a name: `in=2|out=0.5` */
    struct wording *wording;
    bool later; /* the ball may have other numbers then */
    struct error *error;
};
void reword_add(const struct rewording *re, struct span from, const char *words);

/* Each appends arguments of its kind; false with the error for what is known and cannot be had. */
bool reword_value(const struct rewording *re, struct span arguments);
bool reword_point(const struct rewording *re, struct span arguments);
bool reword_start(const struct rewording *re, struct span arguments); /* or `random` */
bool reword_race(const struct rewording *re, struct span arguments);
bool reword_zoom(const struct rewording *re, struct span arguments);
bool reword_layer(const struct rewording *re, struct span arguments);
bool reword_slice(const struct rewording *re, struct span arguments);
bool reword_setting(const struct rewording *re, struct span arguments);
bool reword_optimizer(const struct rewording *re, struct span arguments);
bool reword_ball(const struct rewording *re, struct span arguments);
bool reword_schedule(const struct rewording *re, struct span arguments);
bool reword_let(const struct rewording *re, struct span arguments);
bool reword_numbers(const struct rewording *re, struct span arguments);

/* The bytes of what stands between a name and its value, `=`, `:`, `:=` or `to`, 0: nothing. */
size_t typed_sign(struct span text);

/* A whole line that has other words, `3d`, or other words around a number, `run 5 steps`. */
bool reword_phrase(const struct rewording *re, struct span line);

/* Of a line that begins with `head`: the argument that has a name; `NUMBER = VALUE`, of one number
 * or of a list; `LAYER on`; a choice of one setting alone. The last three: whether it is one. */
bool reword_number(const struct rewording *re, const char *names, struct span head,
                   struct span rest);
bool reword_named(const struct rewording *re, struct span argument);
bool reword_switch(const struct rewording *re, const char *name, struct span head,
                   struct span rest);
bool reword_alone(const struct rewording *re, const char *name, struct span head);

/* The selected ball's number, or the let, that is so spelt; NULL: none. */
const char *number_spelt(const struct session *session, const char *name, char full[NAME_SIZE]);
/* The bytes of the parameter's name that the arguments of `schedule` begin with, 0: none. */
int schedule_target(const struct session *session, const char *arguments, char name[NAME_SIZE]);

/* The bytes of so many words that can be a name together, 0 where there are not so many; without
 * blanks at its begin. */
size_t typed_words(struct span line, int words);
struct span typed_begin(struct span rest);

#endif
