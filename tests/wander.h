#ifndef OVERSHOOT_TESTS_WANDER_H
#define OVERSHOOT_TESTS_WANDER_H

/* Somebody who does whatever comes to mind, at whatever iteration: the same for the same seed. */

#include "../src/base/text.h"
#include "../src/session/session.h"

enum { WANDER_STEPS = 40 };

void wander_begin(uint32_t seed);
void wander(struct session *session); /* something, and then some time passes */
int wander_pick(int count);           /* 0 … count - 1 */

/* What was done, as a recorded session; the caller's. */
struct text wander_taped(const struct session *session);

#endif
