#ifndef OVERSHOOT_COMMAND_ARGUMENTS_H
#define OVERSHOOT_COMMAND_ARGUMENTS_H

/* Reading the arguments of commands. Offsets of errors are bytes of the arguments. */

#include "../session/session.h"

#include <stddef.h>

struct reader {
    const char *text; /* the arguments */
    const char *at;   /* what was not read yet */
};

struct reader reader_begin(const char *arguments);
void reader_skip(struct reader *reader); /* blanks */
bool reader_ended(struct reader *reader);
int reader_offset(const struct reader *reader);

/* The rest without blanks around it, as a copy. */
char *reader_rest(struct reader *reader);
/* A word up to a blank, as a copy; NULL at the end. */
char *reader_word(struct reader *reader);

/* An expression up to one of the bytes in `stops` outside parentheses (or the end): its number now,
 * for the selected ball. `what` names it in errors. */
bool reader_number(struct reader *reader, const struct session *session, const char *stops,
                   const char *what, double *value, struct error *error);
/* The same, as a whole number in a range. */
bool reader_count(struct reader *reader, const struct session *session, const char *stops,
                  const char *what, int64_t least, int64_t most, int64_t *value,
                  struct error *error);
/* `on` or `off`, and the end of the arguments; nothing at all turns *on round. */
bool reader_switch(struct reader *reader, bool *on, struct error *error);
/* `[x0,x1] x [y0,y1]`, and the end of the arguments. */
bool reader_region(struct reader *reader, const struct session *session, struct region *region,
                   struct error *error);
bool reader_expect(struct reader *reader, char byte, const char *what, struct error *error);
bool reader_finish(struct reader *reader, struct error *error); /* an error if there is more */

/* Splits `FORMULA name=value name=value`: evaluates the pairs at the end into values (at most max)
 * and cuts them off `text`. base is the offset of text in the arguments; the values' places are
 * bytes of text. */
bool pairs_split(const struct session *session, char *text, int base, struct named_value *values,
                 int max, int *count, struct error *error);

/* The names of rows, one by one; NULL after the last. */
const char *surface_name_at(int index);
const char *optimizer_name_at(int index);
const char *schedule_name_at(int index);

/* Where a formula is wrong from its first byte on and is but one word, it was meant to be a row:
 * the error says so with the near name. Where it is a row's name and more, what could follow it. */
void hint_row(const char *text, int offset, const char *kind, const char *(*name_at)(int index),
              struct error *error);

#endif
