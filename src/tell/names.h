#ifndef OVERSHOOT_TELL_NAMES_H
#define OVERSHOOT_TELL_NAMES_H

/* What balls are called, in pictures and in sentences. */

#include "../base/text.h"
#include "../sim/sim.h"

/* A ball's optimizer and schedule by their names. */
const char *names_optimizer(const struct sim *sim, int ball);
const char *names_schedule(const struct sim *sim, int ball);

enum { NAMES_BRIEF_SIZE = 80 };
/* The optimizer's name; of several typed rules each has its ball's number. */
void names_write_optimizer(const struct sim *sim, int ball, char text[NAMES_BRIEF_SIZE]);

/* What a ball differs in, with a blank before it; named: with the name of that. And all that it
 * differs in but one thing. */
void names_write_difference(const struct sim *sim, int ball, const struct sim_difference *in,
                            bool named, struct text *out);
void names_write_differences(const struct sim *sim, int ball,
                             const struct sim_difference *differences, int count, const char *but,
                             char text[NAMES_BRIEF_SIZE]);

/* The name that the user gave a ball, else what tells it from others of the same optimizer, or else
 * that. */
void names_brief(const struct sim *sim, int ball, char brief[NAMES_BRIEF_SIZE]);

#endif
