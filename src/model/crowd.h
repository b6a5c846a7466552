#ifndef OVERSHOOT_MODEL_CROWD_H
#define OVERSHOOT_MODEL_CROWD_H

/* Many balls as lanes, without a past: one program moves all of them and tells loss and gradient
 * where they are. They have one problem and one recipe, and differ by their start and by up to two
 * numbers. What becomes of each is what a mover of its own would come to, to the bit. */

#include "mover.h"
#include "verdict.h"

enum { VARIED_MAX = 2, CROWD_LANES = 256 };

/* A number of the recipe, or a let, that is another one than it says. */
struct varied {
    char name[NAME_SIZE];
    bool by_lane; /* else it is one for all */
};

/* What became of a ball. */
struct outcome {
    enum fate fate;
    int64_t iterations; /* the row in which that was so: or the last one */
    int64_t overshoots; /* up to that row, which these are of: */
    double loss, x, y;
    double first, top; /* loss at the start, greatest loss so far */
    struct verdict verdict;
    bool open; /* only one that is watched tells what it did */
};

/* How they are moved, compiled: for any number of threads. NULL: they cannot be lanes, as the rule
 * sees mini-batches, or the numbers say when one schedule follows another. Watched ones have a
 * tangent each, from which chaos is told. */
struct crowd_code;
const struct crowd_code *crowd_compile(const struct problem *problem, const struct recipe *recipe,
                                       const struct conditions *conditions,
                                       const struct varied varied[VARIED_MAX], bool watched);
/* Of one that goes on for as long as it is looked at (flock.h): each ball draws for itself. */
const struct crowd_code *crowd_compile_free(const struct problem *problem,
                                            const struct recipe *recipe,
                                            const struct conditions *conditions);
void crowd_code_release(const struct crowd_code *code); /* NULL is none */

/* Balls on their way. All 0 at first; to be used again for others. */
struct crowd;
struct crowd *crowd_new(void);
void crowd_free(struct crowd *crowd); /* NULL is none */

/* At most CROWD_LANES balls at their starts, up to a row. numbers[k] is of varied k: count of them
 * if they differ by lane. The code has to stay. */
void crowd_begin(struct crowd *crowd, const struct crowd_code *code, int count, int64_t budget,
                 const double *x, const double *y, const double *const numbers[VARIED_MAX]);
/* At most so many iterations of one ball each; false when what becomes of each is known. */
bool crowd_go_on(struct crowd *crowd, struct workspace *workspace, int64_t iterations);
const struct outcome *crowd_outcomes(const struct crowd *crowd);
/* Of a watched ball that went on to the end, where it was in its last rows, the oldest first;
 * returns how many, 0 for others. */
int crowd_last_places(const struct crowd *crowd, int ball, struct point places[VERDICT_ROWS]);

/* The same of one ball by a mover, for what cannot be lanes: slower. Chaos is told by watching it
 * as a crowd of its own; of what sees mini-batches it is not, as chance moves it. All 0 at first.
 */
struct single {
    struct mover mover;
    int64_t budget;
    int64_t overshoots_then; /* as the last VERDICT_ROWS began */
    struct point *places;    /* those of them */
    struct outcome outcome;
};
void single_begin(struct single *single, struct workspace *workspace, const struct problem *problem,
                  const struct recipe *recipe, const struct conditions *conditions, int64_t budget);
/* At most so many iterations; false when it is known what became of it. */
bool single_go_on(struct single *single, struct workspace *workspace, int64_t iterations);
int single_last_places(const struct single *single, struct point places[VERDICT_ROWS]);
void single_free(struct single *single);

#endif
