#ifndef OVERSHOOT_SESSION_PAST_H
#define OVERSHOOT_SESSION_PAST_H

/* A session as it is, to come back to: all but who asks and who is told. Large parts are shared. */

#include "session.h"

struct session_past;
struct session_past *session_keep(const struct session *session);
/* It is what it was then, and stands still. */
void session_return(struct session *session, const struct session_past *past);
void session_past_free(struct session_past *past); /* NULL is none */

/* The bytes that it has beside a later one; gives them back: its iterations are run again then. */
size_t session_past_apart(const struct session_past *past, const struct session_past *later);
void session_past_forget(struct session_past *past);

/* Frees the parts that are kept, but for the sim. */
void session_clear_parts(struct session *session);

#endif
