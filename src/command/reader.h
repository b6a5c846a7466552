#ifndef OVERSHOOT_COMMAND_READER_H
#define OVERSHOOT_COMMAND_READER_H

/* A command's arguments, as its function reads them. Offsets of errors are bytes of the arguments.
 */

#include "command.h"

#include "../base/nearest.h"

#include <stddef.h>

struct reader {
    struct session *session;
    const struct commands *commands; /* all there are */
    const struct command_row *row;   /* this one */
    char *text; /* the arguments; the words that were handed out are ended in it, and go with it */
    char *at;   /* what was not read yet, after any blanks */
    struct error *error;
};

bool reader_ended(const struct reader *in);
bool reader_finish(struct reader *in); /* an error if there is more */
int reader_offset(const struct reader *in);
/* Of a word that was handed out, or of something in it. */
int reader_place(const struct reader *in, const char *word);

/* An error where it reads on, or of a text that was handed out. False, as error_at is. */
#define reader_error(in, ...) error_at((in)->error, reader_offset(in), __VA_ARGS__)
#define reader_error_in(in, text, ...) error_at((in)->error, reader_place(in, text), __VA_ARGS__)

/* The error is one of the text that was handed out, or of what it stands in: its place is counted
 * from there. False. */
bool reader_blame(const struct reader *in, const char *text);

/* A word up to a blank, the rest, or what stands before a word of that size at `end`, which is
 * read, too; without blanks at the end. */
char *reader_word(struct reader *in);
char *reader_rest(struct reader *in);
char *reader_until(struct reader *in, char *end, int size);
/* So many bytes, and blanks after them. */
void reader_skip(struct reader *in, int size);
/* Reads a word if it is this one. */
bool reader_takes(struct reader *in, const char *word);

/* An expression up to one of the bytes in `stops` outside parentheses (or the end): its number now,
 * for the selected ball. `what` names it in errors. */
bool reader_number(struct reader *in, const char *stops, const char *what, double *value);
/* The same, as a whole number in a range. */
bool reader_count(struct reader *in, const char *stops, const char *what, int64_t least,
                  int64_t most, int64_t *value);
/* `X, Y`, and the end. */
bool reader_two(struct reader *in, const char *first, const char *between, const char *second,
                double *x, double *y);
/* `X, Y` on the surface, or `X` of a function of one variable, and the end; in errors the two are
 * called x and y. */
bool reader_point(struct reader *in, const char *x, const char *y, struct point *place);
/* `[x0,x1] x [y0,y1]`, or `[x0,x1]` for a line, and the end of the arguments. */
bool reader_region(struct reader *in, struct region *region);
/* The same of the surface that there is: one interval is its square in the plane. */
bool reader_part(struct reader *in, struct region *region);
/* The rest, a condition over outcomes, if it can be read; that something is not yet on record is no
 * error. Else NULL. */
const char *reader_condition(struct reader *in);
bool reader_expect(struct reader *in, char byte, const char *what);
/* `8x8`, `8 by 8`, or `8` for as many both ways: numbers of a lattice's points across and down. */
enum { GRID_MOST = 1000 };
bool reader_grid(struct reader *in, int64_t *across, int64_t *down);

/* The next such word that stands alone in a text that was handed out; NULL: there is none. It is
 * not at the begin of the text, but for `first`. */
char *reader_find(char *text, const char *word, bool first);

/* Whether a ball can be called so. And takes `name=NAME` out of the arguments; "": it is not there.
 */
bool reader_check_name(const struct reader *in, const char *name);
bool reader_cut_name(struct reader *in, char name[NAME_SIZE]);

/* A start of a ball's own, `start=X,Y`, or `start=auto`: where all start. */
struct start_choice {
    bool given, apart;
    struct point place;
};
/* Takes it out of the arguments. */
bool reader_cut_start(struct reader *in, struct start_choice *start);
/* An error where there is one, as the command can set none. */
bool reader_has_no_start(const struct reader *in);

/* Whether a formula may end with so many bytes: not after an operator. */
bool ends_operand(const char *text, size_t length);

/* Splits `FORMULA name=value name=value`, a text that was handed out: evaluates the pairs at the
 * end into values (at most VALUES_MAX) and cuts them off. The values' places are bytes of text. */
bool reader_pairs(struct reader *in, char *text, struct named_value *values, int *count);

/* What `NAME name=value ...` and `FORMULA name=value ...` have in common. */
struct choice {
    char *text; /* without the pairs */
    struct named_value values[VALUES_MAX];
    int count;
};
bool reader_choice(struct reader *in, struct choice *choice); /* the rest */

void nearest_choices(struct nearest *nearest, const struct choices *choices);

/* The error that there is no row of that name, with the near one. False. */
bool hint_name(const char *name, int offset, const char *kind, const struct choices *choices,
               struct error *error);
/* As reader_blame. Where a formula is wrong from its first byte on and is but one word, it was
 * meant to be a row: the error says so with the near name. Where it is a row's name and more, what
 * could follow it. */
bool hint_row(const struct reader *in, const char *text, const char *kind,
              const struct choices *choices);

#endif
