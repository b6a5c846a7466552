#ifndef OVERSHOOT_LANG_PROGRAM_H
#define OVERSHOOT_LANG_PROGRAM_H

/* A graph compiled to one straight-line program over lanes of doubles.
 *
 * A lane is one point: one ball, one pixel, one cell of a sweep. An input either varies over the
 * lanes (an array of count doubles) or is uniform (one double); what depends on uniform inputs only
 * is computed once per call. The numbers of a lane do not depend on how many lanes there are. */

#include "graph.h"
#include "vmath.h"

#include <stddef.h>

struct program;

enum { WORKSPACE_BASES = 16 };

/* How far runs have come that were left for lack of time: what they have summed over rows. All 0 at
 * first. */
struct halfway {
    double *sums; /* parts of totals, of one pass over the rows after another */
    size_t size, used, next;
    int64_t row;  /* up to which the pass behind them has come */
    int run, at;  /* the run that was left, and the one that comes next */
    size_t lane;  /* of the one that was left, if it is read: the first lane that is not done */
    size_t begun; /* where the sums of that lane begin */
};

/* Working memory of one thread, to be reused for any program; grows as needed. All 0 at first. */
struct workspace {
    double *memory;
    size_t size;
    int64_t of;   /* the stamp of the program for which it is laid out */
    int64_t work; /* instructions of a lane, or of one at a row, that were done in it so far */
    struct halfway *halfway; /* NULL: runs come to their end */
    int64_t most;            /* else they are left, where rows are summed, at so much work */
    bool is_left;            /* one was: it has no outputs, nor has what was run after it */
    struct vmath_base bases[WORKSPACE_BASES]; /* uniform ones, from one call to the next */
    struct workspace *sums;                   /* of the programs of sums inside a program */
};

void workspace_free(struct workspace *workspace);

/* From here on runs are left after so much work. Whoever made them asks whether they are done; if
 * not, he makes the same ones again, after another of these calls, until they are: what they have
 * summed is not summed again. Of a program that is read (see below) lanes that are done are not
 * made again: the caller keeps their outputs. */
void workspace_share(struct workspace *workspace, struct halfway *halfway, int64_t work);
/* Whether all runs since the last that were done are: then others may follow. True without a
 * share. */
bool workspace_done(struct workspace *workspace);
/* Whether the share is used up. */
bool workspace_is_late(const struct workspace *workspace);
/* The same as done, and the share is over. */
bool workspace_rest(struct workspace *workspace);
void halfway_free(struct halfway *halfway);

/* Compiles the outputs of a graph. varies[i] says whether input i of the graph varies over lanes.
 * The program keeps nothing of the graph. Never NULL. */
struct program *program_compile(const struct graph *graph, const node_id *outputs, int output_count,
                                const bool *varies);
void program_free(struct program *program);

/* Computes all outputs for count lanes. inputs[i] belongs to input i of the graph: count doubles
 * if it varies, one if it does not, NULL if no output needs it (see program_needs). outputs[k] gets
 * count doubles. An output may be where an input is as far as
 * program_may_replace says so, and overlaps none else. */
void program_run(const struct program *program, struct workspace *workspace,
                 const double *const *inputs, double *const *outputs, size_t count);

/* The same where mean and sum are over the rows of a batch: of other data, with the same columns as
 * those that the graph was made with; NULL: of those. */
void program_run_over(const struct program *program, const struct data *data,
                      struct workspace *workspace, const double *const *inputs,
                      double *const *outputs, size_t count);

/* Told of lanes from one on, as soon as their outputs are there: they are in the cache then. All
 * lanes come once; of a program that is read early not all outputs are there. */
struct program_reader {
    void (*read)(void *context, size_t from, size_t count);
    void *context;
};

/* The same, with data and reader or NULL. */
void program_run_read(const struct program *program, const struct data *data,
                      struct workspace *workspace, const double *const *inputs,
                      double *const *outputs, size_t count, const struct program_reader *reader);

/* Of a program that was just compiled: instructions for lanes are fused (fuse.c), so that many
 * lanes take less time. */
void program_fuse(struct program *program);

/* Of a program that was just compiled or fused: its readers need only so many outputs, from one on,
 * and the inputs. Where the rest takes long to divide for, they are told meanwhile. */
void program_read_early(struct program *program, int first, int count);
/* Whether they are told of a lane before another output of it is written (early.c). */
bool program_is_read_before(const struct program *program, int output);

/* Whether an output may be where an input is, which nothing reads any more when it is written. */
bool program_may_replace(const struct program *program, int input, int output);

bool program_needs(const struct program *program, int input);

#endif
