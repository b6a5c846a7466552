#ifndef OVERSHOOT_CLI_CHECK_H
#define OVERSHOOT_CLI_CHECK_H

/* Whether a scene is what it says of itself. */

#include "../session/session.h"

/* Carries the scene of that name in a session out to its end: until its commands are done and its
 * race is over or, without a budget, for CHECK_ITERATIONS iterations; then judges what it expects.
 * Returns how many of that hold; a report of each that does not, and of commands that failed, is
 * added to failures, and to json (NULL: nowhere) a line of JSON for each. */
enum { CHECK_ITERATIONS = 1000 };
int check_scene(struct session *session, const char *name, struct text *failures,
                struct text *json);

#endif
