#ifndef OVERSHOOT_LANG_NAMES_H
#define OVERSHOOT_LANG_NAMES_H

/* Names: letters of any script, digits and _; Greek letters stand for their English names. */

#include "../base/text.h"
#include "graph.h"

/* As name_scan of formula.h; *fits is false where the name is too long and was cut. */
int name_scan_any(const char *text, char name[NAME_SIZE], bool *fits);

/* The same of one character, which may be a digit where it is not the first. */
int name_scan_letter(const char *text, bool first, char letters[NAME_SIZE]);

/* Appends a name as people write it: eta0 as η₀, beta1 as β₁, eta_min as η_min. */
void name_pretty(struct text *out, const char *name);

#endif
