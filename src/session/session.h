#ifndef OVERSHOOT_SESSION_SESSION_H
#define OVERSHOOT_SESSION_SESSION_H

/* All that a user has at hand: the simulation, how it is looked at, what is to be done. State only:
 * commands change it; views read it; scenes are saved from it and opened into it. */

#include "answers.h"
#include "ghosts.h"
#include "hall.h"
#include "host.h"
#include "journal.h"
#include "look.h"
#include "player.h"
#include "quiz.h"
#include "script.h"
#include "tape.h"

#include "../model/search.h"

/* Where the balls' learning rates in a race come from. */
enum rates { RATES_OWN, RATES_CATALOGUE, RATES_TUNED };

/* What a scene says of itself; each "" if there is none. */
struct words {
    char *title;
    char *caption;
    char *names;    /* of x, y and the loss, with commas between; "": their own */
    char *path;     /* of the scene file */
    char *recorded; /* the session that has brought the scene, or the one that judges it: data are
                       read from beside that one only; or NULL */
    int scene;      /* its id in the playlist; 0: it is none of that */
};

struct tuning;

struct session {
    int64_t stamp; /* another one after each command and tick: else all that is pointed at here, but
                      for sim, is what it was */
    struct sim *sim;
    struct lab *lab; /* what is computed to be seen */
    int selected;    /* ball */
    int chosen; /* which of the selected ball's numbers the arrow keys change (session_number) */

    struct look look;
    struct words words;
    struct player player;
    struct script script;
    struct quiz quiz; /* that is shown while the script holds for an answer, or was last */
    enum rates rates;
    struct tuning *tuning; /* of `tune`, under way; or NULL */
    int tuning_line;       /* of the scene that asked for it, or 0; whether it is shown */
    bool tuning_shown;
    struct search *search; /* of a race's learning rates: it is lined up after it; or NULL */
    struct ghosts ghosts;
    struct answers answers;
    struct journal journal;
    bool confirms; /* `quit` asks where a run would be lost */
    struct hall hall;
    struct tape *tape; /* that is played, or was before somebody took over; or NULL */
    struct host host;
};

struct session *session_new(void);
void session_free(struct session *session);

/* Puts another session's content in this one's place, which keeps its host, its scene's id, and its
 * journal, where the other's goes on; `other` is freed. */
void session_replace(struct session *session, struct session *other);

/* Gives up what `tune` has begun. */
void session_drop_tuning(struct session *session);

/* The selected ball's numbers that keys can change: 0 is eta, then the ball's parameters, then the
 * lets. Returns false past the last. */
bool session_number(const struct session *session, int index, struct named_value *number);
/* Which of them has that name; -1: none. */
int session_find_number(const struct session *session, const char *name,
                        struct named_value *number);

/* The last tick that the charts know. */
int64_t charts_end(const struct session *session);
/* The last tick that the charts have room for, as long as there are no more on record. */
int64_t charts_span(const struct session *session);

/* Moves the view to where the selected ball is, if it is to follow it and the ball is near the
 * edge. */
void session_follow(struct session *session);

/* Selects a ball; the keys change its eta then. */
void session_select(struct session *session, int ball);

/* The scene does not wait any longer; what was being typed, or is to be pressed, comes next. And
 * then it waits for something else, as script_hold has it. */
void session_leave_hold(struct session *session);
void session_hold(struct session *session, enum hold_kind kind, double seconds, const char *text);
/* The question that is shown has had its answer: what it has yet to tell is shown, else it goes on.
 * Returns whether there is one. */
bool session_answer(struct session *session);
/* The same, but that while it is open it goes on at once, and what it would have told stays untold.
 */
bool session_leave_question(struct session *session);

/* Whether a page that is opened now covers balls that wait until it is closed: the user reads it,
 * while a scene, or a tape, that shows one goes on. */
bool session_page_stands(const struct session *session);

/* The balls will go to the start: with the layer `ghost`, what they leave is kept as the run
 * before; there is no goal any longer. */
void session_begin_run(struct session *session);

#endif
