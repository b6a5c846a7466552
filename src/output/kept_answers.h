#ifndef OVERSHOOT_OUTPUT_KEPT_ANSWERS_H
#define OVERSHOOT_OUTPUT_KEPT_ANSWERS_H

/* A file of the answers to questions: CSV, a line for each, with time (UTC), scene, question,
 * answer and whether that was right (yes, no, or nothing where nobody knows). Lines are only added,
 * each in one piece, so that several programs can share one file. */

#include "../session/session.h"

/* Whether the file can take answers: there is none yet, which becomes one, or it has some. */
bool kept_answers_check(const char *path, struct error *error);
/* That of the session's question. */
bool kept_answers_add(const char *path, const struct session *session, struct error *error);

#endif
