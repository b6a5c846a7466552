#ifndef OVERSHOOT_TERM_ENTRY_H
#define OVERSHOOT_TERM_ENTRY_H

/* The terminal's description (terminfo), and a private variant of it with other colours.
 *
 * True colour needs an entry that says how to set 0xRRGGBB. Those come with a package that is often
 * missing, and are for xterm alone; so the entry in use is taken with everything that it knows, its
 * colours are exchanged, and curses gets it through the environment (`TERMINFO=b64:…`). */

#include "../base/error.h"
#include "../base/text.h"

#include <stdbool.h>

/* Reads the entry of a terminal type; must come first. False with the reason. */
bool entry_load(const char *type, struct error *error);

/* Gives the entry back, when newterm has made curses its own or has failed. */
void entry_unload(void);

int entry_colors(void); /* that it has; 0: none */

/* The value for TERMINFO: the loaded entry with 256 or 0x1000000 colours (16, 8 too). */
void entry_with_colors(struct text *value, const char *type, int colors);

bool entry_has(const char *capability); /* a string, perhaps a user-defined one */

/* Adds the capability's bytes (such as "sgr0") without padding; nothing if there is none. */
void entry_sequence(struct text *sequence, const char *capability);

/* Makes curses forget how to reset the palette: the program never changes it, so what it would
 * reset is the user's own choice. After newterm. */
void entry_keep_palette(void);

#endif
