#ifndef OVERSHOOT_MODEL_CROWD_PARTS_H
#define OVERSHOOT_MODEL_CROWD_PARTS_H

/* What the files of the crowd share. */

#include "crowd.h"

/* Where a program finds one of its inputs. */
enum source_kind {
    SOURCE_NONE,
    SOURCE_X,
    SOURCE_Y,
    SOURCE_STATE,      /* number index of the rule's */
    SOURCE_PLAN_STATE, /* number index of a plan's */
    SOURCE_VALUE,      /* what plan `plan` makes of its number */
    SOURCE_NUMBER,     /* varied number index */
    SOURCE_UNIFORM,    /* at a place: of the recipe or a let */
    SOURCE_N,
    SOURCE_SCHEDULE_N,
    SOURCE_EPOCH,
    SOURCE_NOISE_X,
    SOURCE_NOISE_Y,
    SOURCE_DRAW, /* number index of those that are drawn */
    SOURCE_F,
    SOURCE_F0,
    SOURCE_GX,
    SOURCE_GY,
    SOURCE_TANGENT /* number index: x, y, then the state */
};
struct source {
    enum source_kind kind;
    int index, plan;
    const double *place;
};

/* A program for lanes, and where its inputs are. */
struct lane_program {
    struct program *program;
    struct source *sources;
    int source_count;
};

struct lane_plan {
    struct lane_program segments[SEGMENTS_MAX];
    struct source base; /* the number that its schedules begin with */
    bool by_lane;       /* its values differ by lane */
};

struct crowd_code {
    owners owners;
    const struct problem *problem;
    const struct recipe *recipe;
    struct conditions conditions;
    struct varied varied[VARIED_MAX];
    int state_count;
    struct lane_plan plans[PLANS_MAX];
    struct source noise; /* the standard deviation */
    /* A schedule reads what the row is: its loss and gradient come first, by a program of their
     * own; else the step tells them, too. */
    bool apart;
    struct lane_program evaluate;
    /* Outputs: the new x, y, state; loss and gradient before, unless they come apart; the tangent's
     * new x, y, state, of watched ones. */
    struct lane_program step;
    /* So many arrays of places, and of the numbers of the state, are enough: the row before is not
     * looked at any more when the next is written, or only until then. */
    int place_turns, state_turns[STATE_MAX];
    bool watched, has_tangent;
    bool free; /* each draws for itself, and none is judged; what is told of a row comes apart */
};

/* From array to array of a number of each lane: not a power of 2, so that all of them find room in
 * the cache at once. */
enum { STATES_MAX = 2 + STATE_MAX, LANE_STRIDE = CROWD_LANES + 32 };

/* Rows take turns in arrays: places in two or three, as the row before is still looked at while the
 * next is made; the state in one or two, all else of a row in two. So they are where they were
 * after this many rows. */
enum { SIDES = 6 };
static inline int side_after(int side)
{
    return (side + 1) % SIDES;
}
static inline int side_before(int side)
{
    return (side + SIDES - 1) % SIDES;
}

/* What is kept of a lane beside its state. */
enum lane_number {
    LANE_OVERSHOOTS,
    LANE_TOP,
    LANE_FIRST,
    LANE_OVERSHOOTS_THEN, /* as the last VERDICT_ROWS rows began; the place then: */
    LANE_THEN_X,
    LANE_THEN_Y,
    LANE_CAME_BACK, /* whether it was there again */
    LANE_GROWTH,    /* of its tangent: the logarithm */
    LANE_NUMBERS
};

enum { LOOK_LANES = 8 }; /* see crowd_judge.c */

/* Beyond these somebody has to look closer: what is farther from the middle, or has a gradient no
 * longer. */
struct judge_bounds {
    double x, y, far_x, far_y, short_square;
    double far_square; /* of a circle around 0 within them; 0: there is none */
};
struct crowd_plan_place {
    double *value, *state; /* of the lanes, or one each */
    double *fresh;         /* what the schedule gives: value, then state */
    int segment;
};

struct crowd {
    const struct crowd_code *code;
    int count; /* lanes that are on their way */
    int ended; /* those that were so at the end */
    int64_t n, budget;
    int side; /* of those that rows take turns in, where row n is */

    double *memory; /* its own; NULL: that of its flock */
    size_t room;
    double *now[SIDES][STATES_MAX]; /* x, y, state */
    double *tangent[SIDES][STATES_MAX];
    double *gradient[SIDES][2];
    double *loss;
    double *lane[LANE_NUMBERS]; /* NULL where it is not kept */
    double *numbers[VARIED_MAX];
    struct crowd_plan_place plans[PLANS_MAX];
    double rule_n, schedule_n, epoch, draws[2 * DRAWS_MAX];
    double *noise[2];   /* x, y, of the lanes or one each */
    double *free_draws; /* of free lanes: what each draws, number after number */
    int first;          /* of a part of a flock: the number of its first ball */
    int64_t rule_from;  /* of one that was bound again: the row of the rule's n = 0 */
    bool rebound;       /* at row n, where its recursions are already, with what begins: */
    struct news news;
    struct point *places;       /* of watched ones: VERDICT_ROWS of each */
    int64_t index[CROWD_LANES]; /* which one is in a lane */
    struct outcome *outcomes;   /* of those that are judged: CROWD_LANES of them */
    struct judge_bounds bounds;
    bool is_suspect;  /* it may be over for a lane */
    bool is_stepping; /* the update from row n was left; some lanes have been looked at: */
    double looked[3 * LOOK_LANES];
    bool is_still;         /* no schedule changes a number any more */
    const double **inputs; /* for a program that is about to run */
    int inputs_room;
    const double **step_inputs; /* of the step, from each side */
};

/* crowd_code.c: whether an input differs by lane. */
bool source_varies(const struct crowd_code *code, const struct source *source);

/* crowd_chance.c: what row n's update draws. */
void crowd_draw(struct crowd *crowd);

/* crowd.c: how many numbers there has to be room for, all 0 and aligned so; gives them their
 * places, and then it may begin. */
enum { CROWD_ALIGNMENT = 64 / sizeof(double) }; /* where arrays begin, programs are faster */
size_t crowd_room(struct crowd *crowd, const struct crowd_code *code);
double *crowd_aligned(double *memory); /* the next such place, CROWD_ALIGNMENT on at most */
void crowd_place(struct crowd *crowd, double *memory);
void crowd_start(struct crowd *crowd, int count, int64_t budget, const double *x, const double *y);
void crowd_end(struct crowd *crowd); /* but for itself */
void crowd_remove_lane(struct crowd *crowd, int i);
bool crowd_evaluate(struct crowd *crowd, struct workspace *workspace); /* false: it was left */

/* crowd_free.c */
bool crowd_iterate_free(struct crowd *crowd, struct workspace *workspace); /* the same */
/* Other programs from row n on, in other memory; news NULL: only the problem is another one. */
void crowd_rebind(struct crowd *crowd, struct workspace *workspace, const struct crowd_code *code,
                  double *memory, const struct news *news);

/* crowd_plans.c: where an input is now; and runs a program for the lanes, or for one where nothing
 * varies. */
const double *crowd_find(const struct crowd *crowd, const struct source *source);
void crowd_run(struct crowd *crowd, struct workspace *workspace, const struct lane_program *program,
               double *const *outputs, int count);
/* The same of the step, which finds its inputs once. */
void crowd_bind_step(struct crowd *crowd);
void crowd_step(struct crowd *crowd, struct workspace *workspace, double *const *outputs,
                const struct program_reader *reader);
/* What the schedules make of row n: those that go on from the row before, then all of them. */
void crowd_drive(struct crowd *crowd, struct workspace *workspace);
/* The first half of it. */
void crowd_advance(struct crowd *crowd, struct workspace *workspace);

/* crowd_judge.c */
/* Of all lanes at once: of each lane the sum or least of every LOOK_LANES-th. */
struct quick_look {
    _Alignas(64) double far[LOOK_LANES]; /* sum of the squares of their places */
    double loss[LOOK_LANES];             /* sum; not finite if one is not */
    double least[LOOK_LANES];            /* square of a gradient */
};
struct judging {
    struct quick_look look;
    const double *at, *at_before;             /* x, and y behind it */
    const double *gradient, *gradient_before; /* in the first row those, too */
    double *told;                             /* loss, and behind it overshoots and top */
};
/* Counts the overshoots of the updates that led to lanes from one on, and looks at them: of a
 * struct judging. */
void crowd_judge(void *of, size_t from, size_t count);
/* Whether a lane is to be looked at closer, when all are judged. */
bool crowd_is_any(const struct judging *judging, const struct judge_bounds *bounds, size_t count);
/* Whether a lane may be out, or have a loss that is none. */
bool crowd_judge_out(const double *x, const double *y, const double *loss,
                     const struct judge_bounds *bounds, size_t count);
/* Marks which x and y are near what they were. */
void crowd_look_for_returns(double *const now[2], double *const then[2], double *came_back,
                            int count);

#endif
