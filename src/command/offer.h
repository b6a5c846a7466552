#ifndef OVERSHOOT_COMMAND_OFFER_H
#define OVERSHOOT_COMMAND_OFFER_H

/* What can stand at the cursor: offered by a command's row, as far as it begins as what is there.
 */

#include "command.h"

struct offering {
    const struct session *session;
    const struct commands *commands;
    const struct command_row *row;
    const char *word;  /* what is completed */
    const char *first; /* the first of the arguments when the cursor is past it; else "" */
    struct completions *completions;
};

void offer(const struct offering *offering, const char *text, const char *ending, const char *hint);
/* One of several: its hint says whether it is so now. */
void offer_choice(const struct offering *offering, const char *text, const char *hint, bool now);
void offer_choices(const struct offering *offering, const struct choices *choices, int now);

void offer_numbers(const struct offering *offering, int count, const char *ending);
/* All of them, as the first argument. */
void offer_rows(const struct offering *offering, const struct choices *choices, const char *ending);
void offer_surfaces(const struct offering *offering);
void offer_optimizers(const struct offering *offering); /* or the parameters of the first */
void offer_schedules(const struct offering *offering);
void offer_files(const struct offering *offering);

#endif
