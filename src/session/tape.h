#ifndef OVERSHOOT_SESSION_TAPE_H
#define OVERSHOOT_SESSION_TAPE_H

/* A recorded session that is played again: what it has yet to say, and how it is played. Whoever
 * gives a command takes over; the tape stays, to be gone back to. src/command/replay.c plays it,
 * src/scene/tape.c reads and writes it as text. */

#include "journal.h"

struct tape {
    char *path; /* of its file */
    bool own;   /* the program's, that was cut off: it reads data from anywhere, and is resumed */
    struct entry *entries; /* the last one says nothing: its end */
    int count, capacity;
    int begun; /* entries of the session's journal before it */

    int next;      /* the entry that comes */
    double second; /* how far it has come */
    double pace;   /* how many of its seconds pass in one of ours */
    bool paused;
    bool acting;  /* one of its entries is being carried out */
    int differs;  /* entries up to that after which the run is another one; 0: it is not */
    char *reason; /* why that one was not carried out; or NULL */

    /* Somebody has taken over, at that second and iteration. */
    bool left;
    double back;
    int64_t back_clock;

    /* Up to where it does not wait for seconds. */
    bool rewinds;   /* from its beginning on */
    int hurry;      /* an entry; 0: none */
    int64_t sought; /* an iteration; -1: none */
    bool again;     /* it is sought from the beginning, as it did not come later */

    /* It leads the clock to where the next entry was given. */
    bool leads;
    int64_t goal; /* where the clock was led before; -1: nowhere */
};

struct tape *tape_new(const char *path);
void tape_free(struct tape *tape); /* NULL is none */

/* Whether it plays, be it that it is paused. */
bool tape_is_on(const struct session *session);
/* Whether what is done now is what it says. */
bool tape_acts(const struct session *session);
/* Whether it goes on by itself. */
bool tape_runs(const struct session *session);
/* Whether the search for a race's learning rates must not go on before the next entry. */
bool tape_stops_search(const struct session *session);

/* It waits until somebody says otherwise. Whether it went on by itself. */
bool tape_stop(struct session *session);
/* Somebody takes over; what the scene has yet to say comes from now on. */
void tape_leave(struct session *session);
/* Back to where it was left; or, at once, to its end. */
void tape_resume(struct session *session, bool to_end);

#endif
