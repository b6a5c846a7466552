#ifndef OVERSHOOT_LAB_INTERNAL_H
#define OVERSHOOT_LAB_INTERNAL_H

/* What the files of the lab share. */

#include "survey.h"

enum { FORESEEN_MAX = 32 }; /* rows that are kept */

struct lab {
    struct workspace workspace;
    bool (*is_late)(void *context);
    void *context;
    int64_t turn, shortfalls, awaited, pieces;
    int64_t walked;          /* rows in this turn */
    int64_t walk_seen;       /* the work up to the last look at the clock between them */
    struct job *jobs;        /* the one asked for last first */
    struct job *retired;     /* given up, while a thread is still at them */
    struct workers *workers; /* lent, or NULL */
    struct series_store *series;
    struct measured_store *measured;
    struct throng_store *throng; /* NULL: no crowd was asked for yet */
    struct slow_motion slow;
    struct lab_traced {
        int64_t stamp; /* of the sim whose ball it is; 0: none */
        int ball;
        bool known; /* else the update was left, or the ball has diverged */
        struct seen seen;
        struct halfway halfway;
    } traced; /* what slow has */
    struct lab_foreseen {
        int64_t stamp;
        struct mover mover; /* as the last of them left it */
        struct halfway halfway;
        int count;
        struct row rows[FORESEEN_MAX];
    } foreseen[BALLS_MAX];
    struct lab_mapped {
        int64_t stamp; /* 0: none was asked for */
        int ball, count, known;
        double first, last, *next;
        struct halfway halfway;
    } mapped;
    struct lab_looked_up {
        int64_t stamp, n; /* 0: none was asked for */
        bool known;
        struct row row;
        struct halfway halfway;
    } looked_up[BALLS_MAX];
    struct lab_batched {
        int64_t stamp; /* 0: none was asked for */
        int ball;
        int64_t known;
        struct lattice lattice;
        double *loss;
        struct halfway halfway;
    } batched;
    struct lately {
        int64_t stamp; /* of the sim that it is of */
        struct verdict verdicts[BALLS_MAX];
        bool known[BALLS_MAX];
        struct drift {
            bool has_begun;
            struct mover first, second; /* near each other */
            int rows;                   /* since they were */
            double sum;                 /* of the logarithms of what their distance grew by */
        } drifts[BALLS_MAX];
    } lately;
    struct other {
        int64_t of;                 /* the formula's stamp */
        const struct problem *made; /* NULL: none was asked for yet */
    } other;
};

/* Instructions that are done between two looks at the clock: half a millisecond or less. */
enum { PIECE_WORK = 1000000 };
/* How much is done at once: all where there is no limit. */
static inline int64_t lab_share(const struct lab *lab)
{
    return lab->is_late ? PIECE_WORK : INT64_MAX;
}

/* job.c */
void lab_drop_jobs(struct lab *lab);
void lab_free_retired(struct lab *lab); /* those that threads have left */

/* spectrum.c: a rule with its derivatives */
struct linear_rule;
struct formula;
const struct linear_rule *lab_linear(struct lab *lab, const struct problem *problem,
                                     const struct formula *rule);

/* survey.c */
void lab_drop_batch(struct lab *lab);

/* curve.c */
void lab_drop_map(struct lab *lab);

/* lately.c */
void lab_drop_verdicts(struct lab *lab);

/* series.c */
struct series_store *series_store_new(void);
void series_store_free(struct series_store *store);

/* measured.c */
struct measured_store *measured_store_new(void);
void measured_store_free(struct measured_store *store);

/* throng.c */
void lab_drop_throng(struct lab *lab);

#endif
