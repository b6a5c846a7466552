#ifndef OVERSHOOT_SESSION_SCRIPT_H
#define OVERSHOOT_SESSION_SCRIPT_H

/* What a scene has yet to do, and what it is at; src/command/script.c does it. */

#include <stdbool.h>
#include <stdint.h>

/* A command that waits for a row of a ball: `at N COMMAND`. */
struct appointment {
    int ball;
    int64_t tick;
    char *command;
    bool done;   /* its tick is on record with what it did */
    bool failed; /* it did nothing then */
};

/* A scene's command that waits, and its line in the file. */
struct queued {
    char *command;
    int line;
    bool shown; /* as a hand gives it: `type` has typed it, or `press` goes on */
};

/* What the rest of a scene's commands waits for. */
enum hold_kind {
    HOLD_NOT,
    HOLD_SECONDS,   /* `wait 2`; of whoever has a clock: see script_elapse */
    HOLD_CONDITION, /* `wait until …` */
    HOLD_ANSWER,    /* `quiz …`: the question is shown; then session_answer */
    HOLD_TYPING,    /* `type "…"`: a hand types, in seconds as HOLD_SECONDS has them */
    HOLD_KEY        /* `press …`: the key was pressed; its name stays for some seconds */
};
struct hold {
    enum hold_kind kind;
    double seconds; /* that are left; TYPING: to the next motion */
    char *text;     /* CONDITION; TYPING: the line; KEY: its name; else NULL */
    char *more;     /* KEY: those that are pressed after it, or NULL */
    int length;     /* TYPING: bytes of the line that are there */
    int line;       /* of the scene, where it was said */
    bool plays;     /* ANSWER: it played before */
};

/* A condition that makes playing pause: see src/command/brake.c. */
struct brake {
    char *condition;
    bool held; /* at the tick `braked` */
};

struct script {
    struct queued *queue; /* commands that wait until the goal is reached */
    int queue_count, queue_capacity;
    int line;   /* of the command that is carried out; 0: it is not a scene's */
    bool shown; /* that one is */

    struct hold hold;
    bool gave_up; /* on a condition that would never have held; what followed was carried out */
    char *keys;   /* that are to be pressed now, or NULL */

    struct appointment *appointments;
    int appointment_count, appointment_capacity;

    struct brake *brakes;
    int brake_count, brake_capacity;
    int64_t braked; /* the tick up to which it is known what they held; -1: not at all */

    struct queued *expectations; /* judged when the scene's run is over */
    int expectation_count, expectation_capacity;
    struct appointment *held; /* conditions that held when a hand asked, each at its tick: saved */
    int held_count, held_capacity;
};

void script_free(struct script *script);
struct script script_copy(const struct script *script);

/* A command behind or before all that wait; it is copied, as all texts here are. */
void script_put_last(struct script *script, const char *command, int line);
void script_put_first(struct script *script, const char *command, int line, bool shown);
/* The first that waits, taken out; its command is the caller's to free. */
struct queued script_take(struct script *script);
void script_drop_queue(struct script *script);

/* The rest waits from now on; text NULL: none, else it is copied. */
void script_hold(struct script *script, enum hold_kind kind, double seconds, const char *text);
/* What is waited for has come, or is not waited for any longer. */
void script_end_hold(struct script *script);

void script_add_appointment(struct script *script, int ball, int64_t tick, const char *command);
/* Another ball has the same one, right after it. */
void script_twin_appointment(struct script *script, int index, int ball);
void script_drop_appointments(struct script *script);
/* Those after a tick, which is the last on record, will come again; what held there goes. */
void script_renew_appointments(struct script *script, int64_t end);
/* When the next one comes after a tick, at most `limit`. */
int64_t script_next_appointment(const struct script *script, int64_t tick, int64_t limit);

/* The condition is copied; one of them goes. */
void script_add_brake(struct script *script, const char *condition);
void script_drop_brake(struct script *script, int index);

void script_add_expectation(struct script *script, const char *condition);
/* It holds at that tick; once is enough. */
void script_add_held(struct script *script, int ball, int64_t tick, const char *condition);
bool script_has_held(const struct script *script, int64_t tick, const char *condition);
/* Those after a tick, which is the last on record, go; -1: all. */
void script_drop_held(struct script *script, int64_t end);

#endif
