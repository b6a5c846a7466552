#ifndef OVERSHOOT_CLI_CHECK_H
#define OVERSHOOT_CLI_CHECK_H

/* Whether a scene is what it says of itself. */

#include "../session/session.h"

struct verdict {
    int held, failed;
    /* Told of every expectation that failed, and of commands that did; line 0: not of a line. */
    void (*tell)(void *context, int line, const struct error *error);
    void *context;
};

/* Carries the scene in a session out to its end: until its commands are done and its race is over
 * or, without a budget, for CHECK_ITERATIONS iterations; then judges what it expects. */
enum { CHECK_ITERATIONS = 1000 };
void check_scene(struct session *session, struct verdict *verdict);

#endif
