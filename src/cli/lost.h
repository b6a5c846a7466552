#ifndef OVERSHOOT_CLI_LOST_H
#define OVERSHOOT_CLI_LOST_H

/* Nothing is lost in a crash: while a session goes on, its journal is a file in the state folder,
 * which goes when the session ends as it should. One that is left there can be resumed at the next
 * start. */

#include "../session/session.h"

/* Whether there is one that was cut off since the last time: it is `lost.session` from now on. */
bool lost_look(void);
/* A session begins. */
void lost_begin(struct session *session);

#endif
