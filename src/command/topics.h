#ifndef OVERSHOOT_COMMAND_TOPICS_H
#define OVERSHOOT_COMMAND_TOPICS_H

/* The pages of help that explain an idea. */

#include "../session/settings.h"

struct topic_row {
    const char *name, *title; /* "eta", "the learning rate" */
    const char *text;         /* what it is, in plain words; paragraphs */
    const char *formula;      /* statements, or NULL */
    const char *look;         /* what to look at on the screen, or NULL */
    const char *tries; /* commands that show it, a line each: they work from a new session on */
};

extern const struct topic_row topic_rows[];
extern const int topic_row_count;
extern const struct choices topic_choices;

/* The row of that name, Greek or not, or NULL. */
const struct topic_row *topic_find(const char *name);

#endif
