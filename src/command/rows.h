#ifndef OVERSHOOT_COMMAND_ROWS_H
#define OVERSHOOT_COMMAND_ROWS_H

/* The rows of the commands, each beside its function, and what src/command keeps to itself. */

#include "reader.h"
#include "script.h"

#include "../session/typed.h"

enum {
    BALL = COMMAND_PER_BALL | COMMAND_TIMED,
    SETS = COMMAND_SETS,
    TIMED = COMMAND_TIMED,
    CHANGES = COMMAND_CHANGES,
    PASSES = COMMAND_PASSES,
    ASKS = COMMAND_PASSES | COMMAND_ASKS,
    ALONE = ASKS | COMMAND_ALONE,
    WRITES = ALONE | COMMAND_WRITES,
    LEADS = COMMAND_PASSES | COMMAND_HOLDS
};

/* Ticks: more than anybody waits for, exact in a double. */
#define FAREST INT64_C(1000000000000)

/* What can stand at the cursor: a command's row offers it, as far as it begins as what is there. */
struct offering {
    const struct session *session;
    const struct commands *commands;
    const struct command_row *row;
    const char *word;  /* what is completed */
    const char *first; /* the first of the arguments when the cursor is past it; else "" */
    struct completions *completions;
};

void offer(const struct offering *offering, const char *text, const char *ending, const char *hint,
           ...) __attribute__((format(printf, 4, 5)));
/* One of several: its hint says whether it is so now. */
void offer_choice(const struct offering *offering, const char *text, const char *hint, bool now);
void offer_choices(const struct offering *offering, const struct choices *choices, int now);

void offer_numbers(const struct offering *offering, int count, const char *ending);
/* All of them, as the first argument. */
void offer_rows(const struct offering *offering, const struct choices *choices, const char *ending);
void offer_optimizers(const struct offering *offering); /* or the parameters of the first */
void offer_schedules(const struct offering *offering);
void offer_files(const struct offering *offering);

/* The command of a line, after any blanks; name NULL: it has none. */
struct command_row command_of(const struct commands *commands, const struct session *session,
                              const char *line);

/* The bytes of `=`, `*=` and its like that a text begins with; 0: none. */
int assignment_size(const char *text);

void nearest_keys(struct nearest *nearest);

bool reword_command(const struct rewording *re, struct span arguments);

/* --- the rows, and what stands in one file for others --- */

/* The rows of each file; name NULL after the last. */
extern const struct command_row number_commands[], surface_commands[], plot_commands[],
    overlay_commands[], steering_commands[], ball_commands[], race_commands[], tune_commands[],
    ghost_commands[], time_commands[], undo_commands[], wait_commands[], quiz_commands[],
    expect_commands[], view_commands[], chart_commands[], sweep_commands[], crowd_commands[],
    layer_commands[], mark_commands[], playlist_commands[], file_commands[], describe_commands[];

/* A scene was opened by hand: where the playlist has it, that is its place now; else it is put
 * behind the one that was open. */
void playlist_note_opened(struct session *session, const char *name);

/* Of the rows of settings. */
bool setting_run(struct reader *in);

/* What stands alone in a line and is the name of a number or a setting is a question, where
 * somebody reads the answer: whether it was one. */
bool question_answer(struct session *session, const char *line);
void setting_offer(const struct offering *offering);

/* The same plot, as it was written, for other data; none where they do not have its columns. */
void plot_renew(struct session *session, char *arguments);
/* With other data the overlay is made anew, or there is none. */
void overlay_renew(struct session *session);

/* Those of the present tick happen, where their time has not been; after a change, those too that
 * it gave back. */
bool appointments_keep(struct session *session, struct error *error);
bool appointments_meet(struct session *session, struct error *error);

/* A slice of the race's search; after the last, the race is lined up. */
bool race_work(struct session *session, struct error *error);

/* A slice of what `tune` looks for. False: that was the last, and session->tuning is to be told and
 * freed after `line`, which sets what is better, has been said; it is empty where nothing is. */
bool tune_goes_on(struct session *session, const struct limits *limits, struct text *line);
/* Tells what it found, and what there was before; where nobody reads a screen, too. */
void tune_tell(struct session *session, const struct tuning *tuning);

/* How it is when a command is given; what has come of it, behind the `at` entries that there were
 * then, which takes the entry. */
struct entry note_begin(const struct session *session, const char *line,
                        const struct speaker *speaker);
void note_end(struct session *session, struct entry *entry, int at, const char *line);

/* What conditions ask of a ball beside its quantities. */
struct outcome_row {
    const char *name, *help;
    double (*of)(struct session *session, int ball);
};
extern const struct outcome_row outcome_rows[];
extern const int outcome_row_count;

/* What they ask of the crowd: numbers by their names, and the share of it that is in a part of the
 * plane. NaN: there is no crowd. */
struct crowd_word_row {
    const char *name, *help;
    double (*of)(const struct flock_sum *sum);
};
extern const struct crowd_word_row crowd_word_rows[];
extern const int crowd_word_row_count;
double crowd_word(struct session *session, const struct crowd_word_row *row);
#define CROWD_IN "crowd_in"
double crowd_in(struct session *session, const double ends[4]);

/* The names of conditions, and their functions; as sim_outcome_scope. */
struct outcome_scope {
    struct sim_scope_place place; /* first: where the names of values look for it */
    struct session *session;
    struct scope inner;
};
struct scope outcome_scope(struct session *session, struct text *told, struct outcome_scope *own);

/* Of the command `right`, which has two meanings: of the question that is shown, what is right. */
bool run_right(struct reader *in);
/* Whether a line of the scene comes though a question is shown: it belongs to that. */
bool quiz_is_answer(const char *line);
bool quiz_takes(const struct session *session, const char *line, int number);
/* Whether a line of the scene, which waits for the answer, can be one there, as far as that can be
 * said: its first word is known, unless what waits before it may bring others. */
bool quiz_looks_at(const struct session *session, const char *line, struct error *error);
/* Whether a key is the question's that is shown; what it does, and the line that it stands for; "":
 * none. */
bool quiz_has_key(const struct session *session, const char *key);
void quiz_press(struct session *session, const char *key, struct text *line);

/* Before an iteration that is played: what the conditions of `pause when` hold there. After it
 * (acts): those that have come to hold pause it. */
bool brakes_look(struct session *session, bool acts, struct error *error);
/* `when CONDITION | when off`. */
bool brake_read(struct reader *in);
void offer_brake(const struct offering *offering);
void offer_conditions(const struct offering *offering);

/* After an iteration: ends the wait for a condition that holds now. */
bool hold_look(struct session *session, struct error *error);

/* What a key does beside commands, and the command line that it stands for; "": none. */
void key_act(struct session *session, const struct key_row *row, struct text *line);
/* Whether a scene's course can press it. */
bool key_check(const struct session *session, const char *key, struct error *error);

/* A ball gets the optimizer and the numbers that were chosen, or, where it keeps its own, the
 * numbers alone. And whether it can, while nothing changes. */
bool furnish(struct reader *in, int ball, const struct choice *choice, bool keeps);
bool try_furnish(struct reader *in, int ball, const struct choice *choice, bool keeps);

/* The rest: a ball by its name, by its optimizer if no other has that one, or by its number. */
bool read_ball(struct reader *in, int *ball);

/* --- the numbers that a key makes a little less or more --- */

/* The next of the usual speeds, in steps per second. */
double speed_step(double speed, int direction);

/* Appends where the minima of a surface are; not while the session (or NULL) asks for a place. */
void list_minima(struct text *out, const struct surface_row *row, const struct session *session);

/* Appends the first page of help, with the keys of the session's views; NULL: of all. */
void overview_write(const struct session *session, struct text *out);

#endif
