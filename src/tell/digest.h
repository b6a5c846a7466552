#ifndef OVERSHOOT_TELL_DIGEST_H
#define OVERSHOOT_TELL_DIGEST_H

/* A run in few sentences, for who listens to them one after the other: how all stands comes first,
 * then what happened. What happened again and again is one sentence, with how often; jumps are told
 * by their spells; and of all that the weightiest so many. */

#include "teller.h"

struct digest;
struct digest *digest_new(const struct session *session,
                          void (*say)(void *context, const struct saying *saying), void *context);
void digest_free(struct digest *digest); /* NULL is none */

/* A sentence of a teller's, or of somebody else's; it may be said at once, or kept. */
void digest_take(struct digest *digest, const struct saying *saying);
/* To be called after each tick. */
void digest_look(struct digest *digest);
/* All that is kept is said: the run stands. Its first sentence is "outcome", or "now" while a
 * question is open. */
void digest_end(struct digest *digest);

#endif
