#ifndef OVERSHOOT_FRONT_CLOCK_H
#define OVERSHOOT_FRONT_CLOCK_H

/* The one driver of time: what seconds bring to a session, or to two beside each other, those that
 * pass before a terminal and those of a film, and what they would bring where nobody waits. Times
 * are seconds of a clock that never goes back. */

#include "../command/script.h"

/* What two sessions have in common. */
struct step {
    int64_t tick, goal, budget;
    double speed;
    bool playing;
};

/* All that is not said here is zero at first. */
struct clock {
    struct session *session;     /* and the one beside it, in step with it: at the same tick */
    const struct session *known; /* which one that was last; NULL: none */
    struct step step;            /* of both then */
    int failed;                  /* which of them, 0 or 1, the last error is of */
    bool glides;                 /* the last step of a jump is followed as one made alone is */
    bool occupied;               /* somebody types at the prompt, where a course's hand would */
    double now;                  /* as far as time has come */
    double second;               /* of the session then, as its journal counts them */
    double owed;                 /* ticks, with their fraction */
    double began, takes;         /* the motion along the last step; takes 0: none */
    /* As it was left: it played, the scenes waited for seconds, a tape ran. */
    bool played, counted[2], taped;
    bool news; /* what was done last has changed what is to be seen */
};

/* Lets happen what is due by now: the scene's wait comes to its end, what was begun goes on, and
 * ticks are played, as many as the speed says. Time in which the program could not run is not made
 * up for. Returns false on a command's error, as script_work does; it can be gone on with. */
bool clock_advance(struct clock *clock, double now, const struct limits *limits,
                   struct error *error, int *line);
/* What was begun goes on, and time does not. */
bool clock_work(struct clock *clock, double now, const struct limits *limits, struct error *error,
                int *line);
/* Somebody is about to give a command; or has, to either session: the other one follows. */
void clock_tell(const struct clock *clock, double now);
void clock_agree(struct clock *clock);
/* Whether one of them has something to do. */
bool clock_is_busy(const struct clock *clock);
/* Seconds until time brings something; infinite: nothing is waited for. */
double clock_wait(const struct clock *clock, double now);

/* How far the balls have come on their way along the last step: 0 … 1, eased; 1 when they stand. */
double clock_phase(const struct clock *clock, double now);
bool clock_moving(const struct clock *clock, double now);

/* Lets happen all that the session has begun, where nobody waits: seconds become the iterations
 * that are played in them, and quizzes have no pause. It stops where the clock comes to iteration
 * `last` first (-1: nowhere), with all that is to be seen as it was then. What is left after an
 * error can be gone on with. */
bool clock_finish(struct session *session, int64_t last, struct error *error, int *line);

/* The same, up to where a question is asked first that the scene does not answer itself. */
bool clock_ask(struct session *session, int64_t last, struct error *error, int *line);

/* Lets happen all that the session has begun, as far as the limits are; on true there may be more
 * left then. */
bool clock_finish_within(struct session *session, const struct limits *limits, struct error *error,
                         int *line);

/* The condition that the scene waits for will never hold: the error. False. */
bool clock_give_up(const struct session *session, struct error *error);

#endif
