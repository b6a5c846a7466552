#ifndef OVERSHOOT_TERM_PROMPT_H
#define OVERSHOOT_TERM_PROMPT_H

/* The prompt: GNU Readline edits the line, and pulls its bytes from the program's queue; the view
 * draws it. Readline itself reads no terminal and writes none. */

#include "key_bytes.h"

#include "../command/command.h"
#include "../view/view.h"

#include <stdbool.h>

/* Once, before the first prompt, after the screen was opened. `more` waits until the queue has a
 * byte again (false: the program is to end). The type is that of the terminal, whose keys Readline
 * looks up. */
void prompt_start(const struct session *session, struct key_queue *queue, const char *type,
                  bool unicode, bool (*more)(void));
void prompt_end(void);

/* With text already typed, and the cursor at one of its bytes; not where it is open. */
void prompt_open(const char *text, int cursor);
/* The same; where it is open, in place of what is typed there, which can be undone. */
void prompt_put(const char *text, int cursor);
void prompt_close(void); /* drops what was typed */
bool prompt_is_open(void);

/* Whether a lone Escape is Readline's affair now (vi's insert mode, a search): else it closes the
 * prompt. */
bool prompt_takes_escape(void);

/* Whether the key at the head of the queue has a meaning there: of one that has none Readline would
 * put the rest into the line. */
bool prompt_knows(const struct key *key);

/* Lets Readline take that key from the queue. Returns the line (the caller's to free) when the key
 * entered it; the prompt is closed then. */
char *prompt_feed(const struct key *key);

/* How long its line may be; what is typed in one that is full is left out. */
enum { PROMPT_BYTES_MAX = 1 << 16 };
bool prompt_is_full(void);

/* Puts text into the open prompt, where the cursor is; false if it has no room there. A search gets
 * its first line, by way of the queue. */
bool prompt_paste(const struct text *text);

/* What is to be shown of it; valid until the next call of another function. */
void prompt_show(struct display *display);

void prompt_resize(int columns, int rows);

/* Where there is no screen Readline shows the line itself, and takes its bytes from standard input.
 * Instead of prompt_start: */
void prompt_start_plain(const struct session *session);
/* Begins a line; takes what was typed: the line (the caller's) when it was entered; over: it was,
 * or the input has come to its end. */
void prompt_ask(const char *text);
char *prompt_take(bool *over);
/* Drops what was typed, and begins again; false: there was nothing, and the prompt is closed. */
bool prompt_drop(const char *text);

/* Puts an entered line into the history, here and on file. */
void prompt_remember(const char *line);

#endif
