#ifndef OVERSHOOT_MODEL_VERDICT_H
#define OVERSHOOT_MODEL_VERDICT_H

/* What a ball did, over all of its rows or the latest ones, in a word. */

#include "../base/plane.h"

#include <stdbool.h>
#include <stdint.h>

/* How a run ends. It is converged from the first row with a gradient no longer than the tolerance,
 * if that comes before it diverges. */
enum fate { FATE_RUNNING, FATE_CONVERGED, FATE_DIVERGED };
extern const char *const fate_names[]; /* "running", "converged", "diverged" */

enum verdict_kind {
    VERDICT_RUNNING,
    VERDICT_MONOTONE,    /* converged without an overshoot */
    VERDICT_OSCILLATING, /* with some */
    VERDICT_CATAPULT,    /* on the way it was at least twice as high as at first */
    VERDICT_PERIODIC,
    VERDICT_CHAOTIC,
    VERDICT_DIVERGING,
    VERDICT_COUNT
};

struct verdict {
    enum verdict_kind kind;
    int period; /* of a periodic one */
};

/* "monotone", "periodic 2", ... */
enum { VERDICT_SIZE = 16 };
const char *verdict_write(struct verdict verdict, char word[VERDICT_SIZE]);
extern const char *const verdict_words[VERDICT_COUNT]; /* without a period */

/* Of a run that is over: its loss at first, at last, and where it was greatest. */
struct verdict verdict_of_end(enum fate fate, int64_t overshoots, double first, double last,
                              double top);

/* A run that goes on is looked at over its last rows. */
enum { VERDICT_ROWS = 256, PERIOD_MAX = 64 };
/* The same place within this counts as the same. */
extern const double verdict_near;
/* Of the places that it was at, the oldest first; growth is the mean logarithm by which a tangent
 * of the map grows in an iteration. On a bowl, where the ground bends alike everywhere, nothing
 * leads a run back whose steps grow with the tangent: it is diverging though it is not out yet. */
struct verdict verdict_of_places(const struct point *places, int count, double growth, bool bowl);

#endif
