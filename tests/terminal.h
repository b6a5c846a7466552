#ifndef OVERSHOOT_TESTS_TERMINAL_H
#define OVERSHOOT_TESTS_TERMINAL_H

/* The real program on a terminal that the test holds: a pseudo terminal whose other end libvterm
 * reads, under a small shell that can stop the program and continue it. Nothing here sleeps: every
 * wait is for something on the screen, and is bounded. */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

enum { TERMINAL_ARGUMENTS_MAX = 16 };

/* What the terminal is asked, and what it sends then, once. */
struct terminal_answer {
    const char *question, *answer;
};
enum { TERMINAL_ANSWERS_MAX = 8 };

struct terminal_setup {
    int columns, rows;          /* 0: 100 x 30 */
    const char *type, *locale;  /* NULL: xterm-256color, C.UTF-8 */
    const char *home;           /* NULL: a new folder, removed at the end */
    const char *environment[8]; /* more variables, as NAME=value */
    const char *arguments[TERMINAL_ARGUMENTS_MAX];
    bool bare;   /* it is started just so: without scenes it offers some */
    bool silent; /* it answers nothing; else at least, what it is */
    struct terminal_answer answers[TERMINAL_ANSWERS_MAX];
};

struct terminal;
struct terminal *terminal_start(const struct terminal_setup *setup);
void terminal_free(struct terminal *terminal); /* kills what still runs */

/* A folder for one test, and its end. */
char *terminal_new_home(void);
void terminal_remove_home(char *home);

void terminal_send(struct terminal *terminal, const char *keys);
void terminal_resize(struct terminal *terminal, int columns, int rows);
void terminal_signal(struct terminal *terminal, int number);
/* As one does that was stopped, or whose line is slow: what the program writes is not taken. */
void terminal_take_nothing(struct terminal *terminal, bool on);
/* Waits until so much was not taken that the program must wait with the rest of a whole picture. */
bool terminal_is_full(struct terminal *terminal);

/* Waits until a condition holds; false when it does not in time. */
bool terminal_wait(struct terminal *terminal, bool (*holds)(struct terminal *, const void *context),
                   const void *context);
/* Waits until the program has nothing left to do: the screen then, the caller frees it. */
char *terminal_still(struct terminal *terminal);
/* Waits for text on one row; fails the test with a picture of the screen if it does not come. */
void terminal_expect(struct terminal *terminal, const char *text);
void terminal_expect_gone(struct terminal *terminal, const char *text);
/* Types a command into the prompt and enters it. */
void terminal_command(struct terminal *terminal, const char *line);

/* Fails the test with a picture of the screen. */
void terminal_fail(struct terminal *terminal, const char *what, const char *text);

bool terminal_shows(struct terminal *terminal, const char *text);
/* Where the text is (its first cell), top to bottom; false if nowhere. */
bool terminal_find(struct terminal *terminal, const char *text, int *column, int *row);
/* The number that follows a text on the screen; waits until there is one. */
double terminal_number_after(struct terminal *terminal, const char *label);
VTermScreenCell terminal_cell(struct terminal *terminal, int column, int row);
/* All rows, one per line; valid until the next call. */
const char *terminal_text(struct terminal *terminal);
/* Everything that the program has written. */
const char *terminal_bytes(struct terminal *terminal, size_t *length);
void terminal_cursor(struct terminal *terminal, int *column, int *row, bool *visible);

/* Waits for the program's end: its status as waitpid gives it. */
int terminal_end(struct terminal *terminal);
/* Waits until the program is stopped; continues it. */
bool terminal_stopped(struct terminal *terminal);
void terminal_continue(struct terminal *terminal);
/* As the shell of a program that was stopped unasked: its own modes, and a word on the screen. */
void terminal_take_over(struct terminal *terminal);

/* While the program has the terminal: keys come one by one. */
bool terminal_is_raw(struct terminal *terminal);

/* Fails the test unless modes, alternate screen, cursor, bracketed paste and mouse are as before.
 */
void terminal_expect_restored(struct terminal *terminal);
/* While the program has the terminal: it is on the alternate screen. */
bool terminal_is_alternate(struct terminal *terminal);
/* Clicks, drags and the pointer's ways are reported, in SGR form. */
bool terminal_has_mouse(struct terminal *terminal);

#endif
