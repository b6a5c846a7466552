#ifndef OVERSHOOT_COMMAND_SESSION_H
#define OVERSHOOT_COMMAND_SESSION_H

/* All that a user has at hand: the simulation, how it is looked at, what is to be done. Commands
 * change it; views read it; scenes are saved from it and opened into it. No input or output. */

#include "../base/text.h"
#include "../sim/sim.h"

#include <stdbool.h>
#include <stdint.h>

enum scale { SCALE_LOG, SCALE_LINEAR };

enum layer {
    LAYER_CONTOURS,
    LAYER_TRAIL,
    LAYER_FUTURE,
    LAYER_ARROWS,
    LAYER_GRADIENT,
    LAYER_MINIMA,
    LAYER_CRITICAL,
    LAYER_START,
    LAYER_AXES,
    LAYER_PANEL,
    LAYER_CHART,
    LAYER_COLORBAR,
    LAYER_GHOST,
    LAYER_BATCH,
    LAYER_COUNT
};
struct layer_row {
    const char *name, *help;
    bool shown; /* at first */
};
extern const struct layer_row layer_rows[LAYER_COUNT];

/* What stands beside the panel, in the order in which the user named it. */
enum view_kind { VIEW_MAP, VIEW_RELIEF, VIEW_SLICE, VIEW_STEP, VIEW_CHARTS, VIEW_DATA, VIEW_COUNT };
enum { VIEWS_SHOWN_MAX = 2 };
struct view_row {
    const char *name, *help;
};
extern const struct view_row view_rows[VIEW_COUNT];

/* The line that the slice is along: that of the next update, or one of the axes. */
enum slice_direction { SLICE_STEP, SLICE_X, SLICE_Y, SLICE_DIRECTION_COUNT };
extern const char *const slice_names[SLICE_DIRECTION_COUNT];

/* How the relief is seen: turned by -180 < turn <= 180, from the side (tilt 0) to above (90). */
enum { TURN_FIRST = 30, TILT_FIRST = 51, TILT_LEAST = 10, TILT_GREATEST = 90 };

/* What has a chart over the iterations; in the order of its use. */
enum chart_kind { CHART_LOSS, CHART_ETA, CHART_EDGE, CHART_GRADIENT, CHART_DISTANCE, CHART_COUNT };
struct chart_row {
    const char *name, *help;
};
extern const struct chart_row chart_rows[CHART_COUNT];

/* What the view `data` shows: one column of the data over another, and the curve of a ball's place.
 */
struct data_plot {
    int column, over;         /* of sim_data */
    char *formula;            /* of the curve; "" if there is none */
    struct curve_code *curve; /* NULL: none */
};

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
};

/* What the rest of a scene's commands waits for. */
enum hold {
    HOLD_NOT,
    HOLD_SECONDS,   /* `wait 2`; of whoever has a clock: see session_elapse */
    HOLD_CONDITION, /* `wait until …` */
    HOLD_ANSWER,    /* `quiz …`: the class predicts; then session_answer */
    HOLD_TYPING,    /* `type "…"`: a hand types, in seconds as HOLD_SECONDS has them */
    HOLD_KEY        /* `press …`: the key was pressed; its name stays for some seconds */
};

/* What the hand of a course is at: at HOLD_TYPING a line, of which `length` bytes are there, at
 * HOLD_KEY a key's name. */
struct typing {
    char *text;
    int length;
    int line; /* of the scene */
};

/* Where the learning rates of a race come from. */
enum rates { RATES_OWN, RATES_CATALOGUE, RATES_TUNED };

/* The trails of a run that is kept for comparison, up to where it was left, and what charts show of
 * it. */
enum { GHOSTS_MAX = 4, GHOST_VALUES_MAX = 512 };
struct ghost_value {
    int64_t tick;
    struct point place;
    double loss, eta, product, gradient; /* as in struct sample */
};
struct ghost_track {
    int ball;
    int count;
    struct point *points; /* the latest */
    int value_count;
    struct ghost_value *values; /* of the whole run, evenly, by tick */
};
struct ghost {
    int64_t run;
    bool kept; /* by the user, who may want it for long; else as the run before this one */
    struct ghost_track tracks[BALLS_MAX];
    int count;
};

struct session;
struct race;

/* What the session cannot do itself, as it needs files: given by main. */
struct services {
    bool (*open)(struct session *session, const char *path, struct error *error);
    bool (*save)(struct session *session, const char *path, struct error *error);
    bool (*export_run)(struct session *session, const char *path, struct error *error);
    /* path "": a new file, of which it tells. */
    bool (*screenshot)(struct session *session, const char *path, struct error *error);
    /* path NULL: no more. */
    bool (*record)(struct session *session, const char *path, struct error *error);
    /* NULL with the reason; what it returns is the caller's to release. */
    const struct data *(*read_data)(struct session *session, const char *path, struct error *error);
};

struct session {
    int64_t revision; /* another one after each command and tick: else all that is pointed at here,
                         but for sim, is what it was */
    struct sim *sim;
    int selected; /* ball */
    int chosen;   /* which of the selected ball's numbers the arrow keys change (session_number) */

    struct region view; /* what the map shows */
    enum scale scale;
    const struct colormap_row *colormap;
    bool layers[LAYER_COUNT];
    enum view_kind views[VIEWS_SHOWN_MAX];
    int view_count;
    bool follow; /* the view goes with the selected ball */
    bool single; /* the first view alone, without what stands beside it */
    bool big;    /* few numbers, large: for who sits far away */
    enum slice_direction slice;
    double turn, tilt;                   /* of the relief, in degrees */
    enum chart_kind charts[CHART_COUNT]; /* those wanted: as many as there is room for */
    int chart_count;
    struct data_plot *plot; /* NULL: none */
    int64_t cursor;         /* the tick whose values the charts tell; -1: off */

    char *title;   /* of the scene; "" if none */
    char *caption; /* "" if none */
    char *path;    /* of the scene file; "" if none */

    bool playing;
    double speed; /* steps per second */
    int64_t goal; /* the tick that step, back, goto lead to, -1 when there: session_work goes on */

    int64_t budget;    /* the iteration at which playing pauses; 0: none */
    enum rates rates;  /* where the balls' eta in a race come from */
    struct race *race; /* one whose learning rates are being searched, or NULL */

    struct ghost ghosts[GHOSTS_MAX]; /* the oldest first; not part of scenes */
    int ghost_count;
    int64_t run; /* how many times the balls have gone to the start */

    struct appointment *appointments;
    int appointment_count, appointment_capacity;

    struct queued *expectations; /* of the scene, judged when its run is over */
    int expectation_count, expectation_capacity;
    int line; /* of the scene's command that is carried out; 0: it is not a scene's */

    enum hold hold;
    double hold_seconds;  /* that are left; typing: to the next motion */
    char *hold_condition; /* NULL: none */
    struct typing typing; /* text NULL: nothing */
    bool hold_plays;      /* it played before the quiz */

    struct queued *queue; /* a scene's commands that wait until the goal is reached */
    int queue_count, queue_capacity;

    struct text page;   /* what help or list printed last, for the user to read; "" if nothing */
    int page_top;       /* its first line on show; may be too great until it is drawn */
    int page_rows;      /* its lines on show, said by whoever draws it */
    struct text notice; /* what the last command answers, in a line, until somebody has shown it */
    bool quitting;      /* `quit` was said */
    bool recording;     /* all that is shown */

    const struct services *services;
    void *services_context;
};

struct session *session_new(void);

/* What its services are given as context from now on; the caller's, who takes it away (NULL) before
 * it goes. */
void session_set_context(struct session *session, void *context);

void session_free(struct session *session);

/* The selected ball's numbers that keys can change: 0 is eta, then the ball's parameters, then the
 * lets. Returns false past the last. */
bool session_number(const struct session *session, int index, struct named_value *number);

/* The last tick that the charts have room for, as long as there are no more on record. */
int64_t charts_span(const struct session *session);

/* Runs one command line now; an empty line and `# …` do nothing. On an error nothing has changed;
 * its offset is a byte of line. */
bool session_execute(struct session *session, const char *line, struct error *error);

/* The same for line number `number` of a scene: while the goal is not reached, it waits. */
bool session_enqueue(struct session *session, const char *line, int number, struct error *error);

/* Works towards the goal and then on the queue, until all is done or out_of_time says so (NULL:
 * never). Returns false on a command's error; *line is then its line in the scene, 0 if it was an
 * appointment's. What is left can be gone on with by calling again. */
bool session_work(struct session *session, bool (*out_of_time)(void *context), void *context,
                  struct error *error, int *line);
bool session_is_busy(const struct session *session); /* whether there is work to do */

/* The scene waits: this many seconds have passed. Whether there is something new to see, or to do.
 */
bool session_elapse(struct session *session, double seconds);
/* Whether it waits for time to pass: hold_seconds. */
bool session_counts(const struct session *session);
/* A quiz has had its answer. Returns whether there was one. */
bool session_answer(struct session *session);
/* Works until all is done, where nobody waits: seconds become the iterations that are played in
 * them, and quizzes have no pause. What is left after an error can be gone on with. */
bool session_finish(struct session *session, struct error *error, int *line);

/* Drops what is being done and all that waits. Whether there was something. */
bool session_interrupt(struct session *session);

/* One tick, then the appointments of the rows that were reached: what playing does. */
bool session_tick(struct session *session, struct error *error);
/* How many of them are a slice of time, after which somebody may ask whether it is out. */
int session_slice_ticks(const struct session *session);

/* After the timeline was changed by a command: what is due at the present tick happens. */
bool session_meet(struct session *session, struct error *error);

/* Moves the view to where the selected ball is, if it is to follow it and the ball is near the
 * edge. */
void session_follow(struct session *session);

/* Sets the notice. */
void session_tell(struct session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void session_close_page(struct session *session);
void session_scroll_page(struct session *session, int lines); /* down if positive */

/* Puts another session's content in this one's place; `other` is freed. */
void session_replace(struct session *session, struct session *other);

#endif
