#ifndef OVERSHOOT_CLI_LOST_H
#define OVERSHOOT_CLI_LOST_H

/* Nothing is lost in a crash: while a session goes on, its journal is a file in the state folder,
 * which goes when the session ends as it should. One that is left there is `lost.session` from the
 * next start on, and can be resumed. */

#include "../session/session.h"

/* A session begins; whether there was one that was cut off since the last time. */
bool lost_begin(struct session *session);

#endif
