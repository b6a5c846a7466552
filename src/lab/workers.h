#ifndef OVERSHOOT_LAB_WORKERS_H
#define OVERSHOOT_LAB_WORKERS_H

/* Threads that work on what is cut in pieces, none of which needs another one. The only file that
 * knows threads is workers.c; without any (count 0) the same is done by who asks.
 *
 * A piece is worked on at a *desk*: all that its work needs to be written to, one for each thread.
 * What comes of a piece is handed over whole, and put into the result by who asks; nobody else sees
 * the result. So it does not depend on the threads, nor on what was given up. */

#include "../lang/program.h"

#include <stdbool.h>
#include <stdint.h>

struct work_class {
    void *(*desk_new)(void);
    void (*desk_free)(void *desk);
    /* A millisecond's work on a piece, of which nothing may be left at the desk from others;
     * false: it is done, unless a run was left (workspace_done): then the same comes again. */
    void (*begin)(const void *task, void *desk, int64_t piece);
    bool (*go_on)(const void *task, void *desk, struct workspace *workspace);
    void *(*take)(const void *task, void *desk); /* what came of it */
    /* Puts it into the result, and frees it; result NULL: only that. */
    void (*put)(const void *task, void *result, void *found);
};

struct workers;
struct workers *workers_new(int count);
void workers_free(struct workers *workers); /* all work has ended; NULL is none */
int workers_usual(void);                    /* as many as the machine has processors, but one */
int workers_count(const struct workers *workers); /* NULL has none */
/* A thread calls it, under a lock, where it has found something of a work of which all that was
 * found before has been asked for. */
void workers_tell(struct workers *workers, void (*tell)(void *context), void *context);
/* Another turn of asking begins: what was asked for neither in this one nor in the one before
 * rests until it is. */
void workers_turn(struct workers *workers); /* NULL is none */

/* Work begins at once, with piece 0 first. Task and result stay as long as it. workers NULL: there
 * are no threads. */
struct work;
struct work *work_begin(struct workers *workers, const struct work_class *class, const void *task,
                        void *result, int64_t pieces);
/* Puts what is done into the result; where there are no threads, and where it is asked for first,
 * works in the asker's workspace until it is late, which is asked after each slice. is_late NULL:
 * until all is done. False: all is. Threads do pieces of what is asked for in turn. */
bool work_ask(struct work *work, struct workspace *workspace, bool (*is_late)(void *context),
              void *context);
bool work_rests(const struct work *work);   /* all that is left is left to threads */
int64_t work_done(const struct work *work); /* pieces that are in the result */
bool work_has_news(struct work *work);      /* asking would put more into the result */
/* Gives up what is not done; whether nobody is at it any longer, as it will be within a
 * millisecond. */
bool work_give_up(struct work *work);
/* The same, and waits for that. NULL is none. */
void work_end(struct work *work);

#endif
