#ifndef OVERSHOOT_COMMAND_SCRIPT_H
#define OVERSHOOT_COMMAND_SCRIPT_H

/* Carrying out: command lines, and what a session's script has yet to do. */

#include "../session/session.h"

/* Who gives a command. */
struct speaker {
    enum origin by;
    uint32_t gesture; /* the key that may be held, or the drag; 0: none */
    bool drags;
    bool repeats, joins; /* what a tape has; whether that goes on with what it had before */
};

/* Runs one command line now, and notes it; an empty line and `# …` do nothing. On an error nothing
 * has changed; its offset is a byte of line. */
bool command_say(struct session *session, const char *line, const struct speaker *speaker,
                 struct error *error);
/* The same, as a line of a scene, or as none (0); shown as by a hand. */
bool script_say(struct session *session, const struct speaker *speaker, const char *line,
                int number, bool shown, struct error *error);
/* The same, by hand or the scene. */
bool command_execute(struct session *session, const char *line, struct error *error);
/* Notes what was done in another way; or that a key was pressed which does something, and has no
 * command for it. */
void script_note(struct session *session, enum origin by, const char *line);
void script_note_key(struct session *session, const char *key);
/* To a question, its answer: the scene's own where it has one (script_has_answer), else what is
 * right; or it goes on. Whether there was one. */
bool script_answer(struct session *session);
bool script_has_answer(const struct session *session);
/* Whether a line that somebody says is not carried out while a question is open; then why. */
bool quiz_refuses(const struct session *session, const char *line, struct error *error);

/* The same for line number `number` of a scene: while the goal is not reached, it waits. */
bool script_enqueue(struct session *session, const char *line, int number, struct error *error);

/* How far it may go. */
struct limits {
    bool (*late)(void *context); /* whether somebody waits; NULL: nobody ever does */
    void *context;
    bool stops;   /* at an iteration, which the clock does not leave */
    int64_t last; /* that one */
};
bool script_is_late(const struct limits *limits);
bool script_stops(const struct session *session, const struct limits *limits);

/* Works towards the goal and then on the queue, until all is done or the limits (NULL: none) are
 * reached. Returns false on a command's error; *line is then its line in the scene, 0 if it was an
 * appointment's. What is left can be gone on with by calling again. */
bool script_work(struct session *session, const struct limits *limits, struct error *error,
                 int *line);
bool script_is_busy(const struct session *session); /* whether there is work to do */

/* The scene waits: this many seconds have passed. Whether there is something new to see, or to do.
 */
bool script_elapse(struct session *session, double seconds);
/* Whether it waits for time to pass, and how long it will yet. */
bool script_counts(const struct session *session);
double script_seconds(const struct session *session);

/* One step of script_work each: to the goal, or as far as the limits are; a slice of a search. */
bool script_approach(struct session *session, const struct limits *limits, struct error *error);
bool script_search(struct session *session, struct error *error);

/* Carries out all that the tape has said by its second, or up to where it hurries; what is late
 * waits, as in script_work. On an error it can be gone on with. */
bool tape_work(struct session *session, const struct limits *limits, struct error *error);

/* Drops what is being done and all that waits. Whether there was something. */
bool script_interrupt(struct session *session);

/* One tick, then the appointments of the rows that were reached: what playing does. */
bool script_tick(struct session *session, struct error *error);
/* How many of them are a slice of time, after which somebody may ask whether it is out. */
int script_slice_ticks(const struct session *session);

#endif
