#ifndef OVERSHOOT_COMMAND_ROWS_H
#define OVERSHOOT_COMMAND_ROWS_H

/* The rows of the commands, each beside its function, and what src/command keeps to itself. */

#include "offer.h"
#include "reader.h"

enum { BALL = COMMAND_PER_BALL | COMMAND_TIMED, TIMED = COMMAND_TIMED };

/* The rows of each file; name NULL after the last. */
extern const struct command_row number_commands[], surface_commands[], plot_commands[],
    steering_commands[], ball_commands[], race_commands[], ghost_commands[], time_commands[],
    wait_commands[], expect_commands[], view_commands[], layer_commands[], file_commands[];

/* Of the rows of settings. */
bool setting_run(struct reader *in);
void setting_offer(const struct offering *offering);

/* The same plot, as it was written, for other data; none where they do not have its columns. */
void plot_renew(struct session *session, char *arguments);

/* A slice of the race's search; after the last, the race is lined up. */
bool race_work(struct session *session, struct error *error);

/* After an iteration: ends the wait for a condition that holds now. */
bool hold_look(struct session *session, struct error *error);

/* What a key does beside commands, and the command line that it stands for; "": none. */
void key_act(struct session *session, const struct key_row *row, struct text *line);
/* Whether a scene's course can press it. */
bool key_check(const struct session *session, const char *key, struct error *error);

#endif
