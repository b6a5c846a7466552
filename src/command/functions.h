#ifndef OVERSHOOT_COMMAND_FUNCTIONS_H
#define OVERSHOOT_COMMAND_FUNCTIONS_H

/* The functions of the command table's rows, and what src/command keeps to itself. */

#include "script.h"

bool command_surface(struct session *session, const char *arguments, struct error *error);
bool command_data(struct session *session, const char *arguments, struct error *error);
bool command_plot(struct session *session, const char *arguments, struct error *error);
/* The same plot, as it was written, for other data; none where they do not have its columns. */
void plot_renew(struct session *session, const char *arguments);
bool command_start(struct session *session, const char *arguments, struct error *error);
bool command_let(struct session *session, const char *arguments, struct error *error);
bool command_set(struct session *session, const char *arguments, struct error *error);
bool command_tolerance(struct session *session, const char *arguments, struct error *error);
bool command_optimizer(struct session *session, const char *arguments, struct error *error);
bool command_schedule(struct session *session, const char *arguments, struct error *error);
bool command_noise(struct session *session, const char *arguments, struct error *error);
bool command_batch(struct session *session, const char *arguments, struct error *error);
bool command_seed(struct session *session, const char *arguments, struct error *error);
bool command_ball(struct session *session, const char *arguments, struct error *error);
bool command_fork(struct session *session, const char *arguments, struct error *error);
bool command_select(struct session *session, const char *arguments, struct error *error);
bool command_remove(struct session *session, const char *arguments, struct error *error);
bool command_all(struct session *session, const char *arguments, struct error *error);

bool command_at(struct session *session, const char *arguments, struct error *error);
bool command_run(struct session *session, const char *arguments, struct error *error);
bool command_pause(struct session *session, const char *arguments, struct error *error);
bool command_step(struct session *session, const char *arguments, struct error *error);
bool command_back(struct session *session, const char *arguments, struct error *error);
bool command_goto(struct session *session, const char *arguments, struct error *error);
bool command_reset(struct session *session, const char *arguments, struct error *error);
bool command_speed(struct session *session, const char *arguments, struct error *error);

bool command_view(struct session *session, const char *arguments, struct error *error);
bool command_single(struct session *session, const char *arguments, struct error *error);
bool command_big(struct session *session, const char *arguments, struct error *error);
bool command_turn(struct session *session, const char *arguments, struct error *error);
bool command_tilt(struct session *session, const char *arguments, struct error *error);
bool command_slice(struct session *session, const char *arguments, struct error *error);
bool command_charts(struct session *session, const char *arguments, struct error *error);
bool command_cursor(struct session *session, const char *arguments, struct error *error);
bool command_zoom(struct session *session, const char *arguments, struct error *error);
bool command_pan(struct session *session, const char *arguments, struct error *error);
bool command_follow(struct session *session, const char *arguments, struct error *error);
bool command_fit(struct session *session, const char *arguments, struct error *error);
bool command_show(struct session *session, const char *arguments, struct error *error);
bool command_hide(struct session *session, const char *arguments, struct error *error);
bool command_toggle(struct session *session, const char *arguments, struct error *error);
bool command_color(struct session *session, const char *arguments, struct error *error);
bool command_scale(struct session *session, const char *arguments, struct error *error);
bool command_caption(struct session *session, const char *arguments, struct error *error);
bool command_title(struct session *session, const char *arguments, struct error *error);

bool command_ghost(struct session *session, const char *arguments, struct error *error);
bool command_wait(struct session *session, const char *arguments, struct error *error);
bool command_quiz(struct session *session, const char *arguments, struct error *error);
bool command_type(struct session *session, const char *arguments, struct error *error);
bool command_press(struct session *session, const char *arguments, struct error *error);
/* The scene does not wait any longer; what was being typed comes next. */
void hold_leave(struct session *session);
/* The hand's motions that are due; whether there was one. */
bool typing_elapse(struct session *session);
/* After an iteration: ends the wait for a condition that holds now. */
bool hold_look(struct session *session, struct error *error);
bool command_expect(struct session *session, const char *arguments, struct error *error);

bool command_race(struct session *session, const char *arguments, struct error *error);
bool command_budget(struct session *session, const char *arguments, struct error *error);

/* A slice of the race's search; after the last, the race is lined up. */
bool race_work(struct session *session, struct error *error);

bool command_open(struct session *session, const char *arguments, struct error *error);
bool command_save(struct session *session, const char *arguments, struct error *error);
bool command_export(struct session *session, const char *arguments, struct error *error);
bool command_screenshot(struct session *session, const char *arguments, struct error *error);
bool command_record(struct session *session, const char *arguments, struct error *error);
bool command_help(struct session *session, const char *arguments, struct error *error);
bool command_list(struct session *session, const char *arguments, struct error *error);
bool command_quit(struct session *session, const char *arguments, struct error *error);

/* Gives a ball what the line of a new one says: `[OPTIMIZER] [name=value ...]`. */
bool ball_furnish(struct session *session, int ball, const char *arguments, struct error *error);

#endif
