#ifndef OVERSHOOT_COMMAND_DATA_WORDS_H
#define OVERSHOOT_COMMAND_DATA_WORDS_H

/* What is said of measurements, always of the whole data. */

#include "../base/text.h"
#include "../lang/data.h"

/* "3 of 50 rows left out: no number in speed"; nothing if all rows are there. */
void data_tell_left_out(const struct data *data, struct text *out);
/* The same, after the file and how it was read, and before what is otherwise than it is there. */
void data_tell_how(const struct data *data, struct text *out);
/* Each column: its name, what it has, from where to where. */
void data_list(const struct data *data, struct text *out);

#endif
