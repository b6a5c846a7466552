#ifndef OVERSHOOT_COMMAND_SCRIPT_H
#define OVERSHOOT_COMMAND_SCRIPT_H

/* Carrying out: command lines, and what a session's script has yet to do. */

#include "../session/session.h"

/* Runs one command line now; an empty line and `# …` do nothing. On an error nothing has changed;
 * its offset is a byte of line. */
bool command_execute(struct session *session, const char *line, struct error *error);

/* The same for line number `number` of a scene: while the goal is not reached, it waits. */
bool script_enqueue(struct session *session, const char *line, int number, struct error *error);

/* Works towards the goal and then on the queue, until all is done or out_of_time says so (NULL:
 * never). Returns false on a command's error; *line is then its line in the scene, 0 if it was an
 * appointment's. What is left can be gone on with by calling again. */
bool script_work(struct session *session, bool (*out_of_time)(void *context), void *context,
                 struct error *error, int *line);
bool script_is_busy(const struct session *session); /* whether there is work to do */

/* The scene waits: this many seconds have passed. Whether there is something new to see, or to do.
 */
bool script_elapse(struct session *session, double seconds);
/* Whether it waits for time to pass: hold_seconds. */
bool script_counts(const struct session *session);
/* A quiz has had its answer. Returns whether there was one. */
bool script_answer(struct session *session);
/* Works until all is done, where nobody waits: seconds become the iterations that are played in
 * them, and quizzes have no pause. What is left after an error can be gone on with. */
bool script_finish(struct session *session, struct error *error, int *line);

/* Drops what is being done and all that waits. Whether there was something. */
bool script_interrupt(struct session *session);

/* One tick, then the appointments of the rows that were reached: what playing does. */
bool script_tick(struct session *session, struct error *error);
/* How many of them are a slice of time, after which somebody may ask whether it is out. */
int script_slice_ticks(const struct session *session);

/* After the timeline was changed by a command: what is due at the present tick happens. */
bool script_meet(struct session *session, struct error *error);

#endif
