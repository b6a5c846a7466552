#ifndef OVERSHOOT_TERM_ENTRY_H
#define OVERSHOOT_TERM_ENTRY_H

/* The terminal's description (terminfo). */

#include "../base/error.h"
#include "../base/text.h"

#include <stdbool.h>

/* Reads the entry of a terminal type; where there is none, that of one near it, else a built-in
 * one. Must come first. False with the reason. */
bool entry_load(const char *type, struct error *error);
void entry_unload(void);
/* As if there were no database. */
void entry_load_built_in(void);

/* The type whose entry was read last; "": the built-in one. */
const char *entry_type(void);

/* Whether it moves its cursor and sets its attributes as ECMA-48 has it, as nearly all do. */
bool entry_is_ansi(void);

bool entry_has(const char *capability);   /* a string, perhaps a user-defined one */
bool entry_is(const char *capability);    /* a flag */
int entry_number(const char *capability); /* 0: there is none */

/* Adds the capability's bytes (such as "sgr0") without padding; nothing if there is none. */
void entry_sequence(struct text *sequence, const char *capability);

#endif
