#ifndef OVERSHOOT_MODEL_TYPED_H
#define OVERSHOOT_MODEL_TYPED_H

/* Rows and their numbers as others write them, `torch.optim.Adam(lr=0.05, betas=(0.8, 0.9))`, in
 * the tables' words: `adam eta=0.05 beta1=0.8 beta2=0.9`. */

#include "recipe.h"

#include "../base/wording.h"

/* Of a name as others write it, with its modules. */
enum { CALLED_SIZE = 96 };

/* A kind of rows. */
struct typed_kind {
    const char *name; /* "optimizer" */
    const struct formula_row *(*find)(const char *name);
    const char *unnamed; /* the row whose numbers are meant where there are only `name=value`s */
    const char *keeps;   /* a key that is the command's; or NULL */
};
extern const struct typed_kind typed_optimizer, typed_ball, typed_schedule;

/* Appends the row and the numbers of `NAME [name=value ...]` or `NAME(name=value, ...)`; *found is
 * false, and nothing appended, where the text names no row. False with the error for what is named
 * and cannot be had. */
bool typed_row(struct wording *wording, const struct typed_kind *kind, struct span text,
               bool *found, struct error *error);
/* Appends a typed rule with the numbers after it. */
void typed_rule(struct wording *wording, struct span text);
/* All of `SCHEDULE [for N] [then ...] [per epoch]`; what names no row stays. */
bool typed_schedules(struct wording *wording, struct span text, struct error *error);
/* Appends a number: N% at its end is hundredths, True is 1. */
void typed_value(struct wording *wording, struct span value);
/* Appends ` name=value` for a name that was typed at a place, or for each of a list of them. */
bool typed_pair(struct wording *wording, const char *at, const char *names, struct span value,
                struct error *error);
/* The next of several that have commas or, before a `NAME =`, blanks between them; empty: none. */
struct span typed_item(struct span *rest);
/* Whether it is more than one `NAME=VALUE`, or `start=X,Y`. */
bool typed_is_list(struct span text);
/* Appends `X, Y` for two numbers, however they are typed; false: they are not two. */
bool typed_point(struct wording *wording, struct span text);
/* In ASCII letters. */
void typed_name(struct span span, char name[NAME_SIZE]);

/* The number, or the numbers, of a ball that another name stands for in its rule's row or its
 * schedules', else generally, of those that it has or, later, may have. Valid until `full` goes;
 * NULL: none. */
const char *recipe_meaning(const struct recipe *recipe, const char *name, bool later,
                           char full[NAME_SIZE]);

#endif
