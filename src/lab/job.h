#ifndef OVERSHOOT_LAB_JOB_H
#define OVERSHOOT_LAB_JOB_H

/* What takes long is done piece by piece.
 *
 * Who wants a result asks for it, in every frame anew, and is given what is known by then: asking
 * goes on with the job for as long as there is time, and by one piece in any case, so that jobs
 * come to their end however late it always is. A result only grows finer. What nobody asks for any
 * longer is dropped, done or not.
 *
 * A task never changes. Its pieces are done in their order and may build on those before; where
 * they are cut depends on the task alone, so that the result is the same to the bit, whatever
 * slices of time it was made in. A piece takes no longer than who types can wait (a millisecond).
 * Where a single point of it does, as its loss is a sum over many rows, the piece is left in the
 * midst of them: see program.h. */

#include "lab.h"
#include "workers.h"

/* Sweeps, basins, tails and surveys are cut in pieces that need none of each other: threads do
 * them, where the lab has any. Searches for critical points, for the ground at the nearest minimum,
 * for a rule's state at rest, its eigenvalues and borders build on what came before, and so do
 * range tests: they are done by who asks, by so few evaluations at a time as take no longer than a
 * piece may. */

struct job_class {
    const char *name;
    int kept;         /* how many results there are at most: the one asked for last stays longest */
    size_t task_size; /* a task begins with its problem, and is told from others by its bytes */
    void *(*begin)(const void *task, int64_t *pieces); /* a result, of which nothing is known */
    /* The first makes a rough result. It asks whether its runs are done (workspace_done) before it
     * builds on them, and leaves the result as it is where they are not: then the same piece
     * comes again. */
    void (*piece)(const void *task, void *result, int64_t piece, struct workspace *workspace);
    bool (*is_whole)(const void *result); /* it needs no more pieces, or NULL: it needs all */
    /* Instead of a piece, of what is cut in pieces that need none of each other: NULL, as there are
     * none. */
    struct work *(*work)(struct workers *workers, void *result, int64_t pieces);
    void (*end)(void *result);
};

/* What is known; valid until the lab is asked for something else. The lab shares the problem and
 * copies the rest of the task. Only who asks may note in a result what else follows from it. */
void *lab_ask(struct lab *lab, const struct job_class *class, const void *task);

#endif
