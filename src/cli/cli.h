#ifndef OVERSHOOT_CLI_CLI_H
#define OVERSHOOT_CLI_CLI_H

/* The modes of the command line, and what they have in common. */

#include "options.h"
#include "services.h"

#include "../scene/scene.h"

enum { CLI_ASKS = -2 };
enum exit_status { DONE = 0, COULD_NOT = 1, WRONG = 2 };

/* The modes: each does what the options say and returns the exit status, as all of these do. */
int mode_screen(const struct options *options); /* watch.c */
int mode_run(const struct options *options);
int mode_sweep(const struct options *options);
int mode_render(const struct options *options);
int mode_check(const struct options *options);
int mode_tell(const struct options *options);
int mode_stability(const struct options *options);
int mode_rangetest(const struct options *options);
int mode_schedule(const struct options *options);
int mode_list(const struct options *options); /* print.c, as the rest */
int mode_topic(const struct options *options);
int mode_help(const struct options *options);
int mode_version(const struct options *options);

/* The one reporter; source NULL: there is none. Returns the status. */
int cli_report(const struct source *source, const struct error *error, enum exit_status status);
/* Why a scene could not be opened, which is freed. */
int cli_report_scene(const char *path, struct scene_failure *failure);
/* What a command of the scene's course got wrong, in its line or in none (0). */
int cli_report_course(const struct session *session, int line, const struct error *error);

/* What the options say of all that is told; before it. */
void cli_begin(const struct options *options);
/* What is wrong, in words, to standard error; the text is freed. */
void cli_complain(struct text *text);
/* Text that was made, to standard output; it is freed. A page of words is spelled as the terminal
 * can show it; `wraps`: in lines of its width. */
int cli_print(struct text *text);
/* The same into a file that is named by its path; NULL: there is none. */
int cli_write(struct text *text, const char *path);
int cli_print_page(struct text *text, bool wraps);

/* The scene of that name (NULL: none) and then the commands of -e, each to its end if `wait`, or to
 * where the clock comes to iteration `last` first (-1: nowhere; CLI_ASKS: to the question that it
 * asks first; what -e says that has to wait for the answer goes on from there).
 * `recorded` (or NULL) becomes the iteration at which a recorded session ends, -1 of a scene. */
int cli_prepare(struct session *session, const char *scene, const struct options *options,
                bool wait, int64_t last, int64_t *recorded);
/* Lets everything happen that the session has begun, up to iteration `last`, as cli_prepare. */
int cli_finish(struct session *session, int64_t last);
/* What is wrong with it, if anything is, told on standard error. */
void cli_warn(struct session *session, const char *scene);
/* What was recorded is whole, and the session freed; the status, or what went wrong then. */
int cli_close(struct session *session, int status);

/* The format that --format or else the file's ending names; what there are, and not this one. */
const char *cli_format(const struct options *options, const char *usual);
int cli_wrong_format(const struct options *options, const char *formats, const char *name);

/* How pictures are made, and recordings: what the scene says of colours, theme and characters wins.
 */
struct picture cli_manner(const struct options *options, const struct session *session,
                          enum color_level usual);

/* The scene, or none, comes to where a picture shows it. */
int cli_go_to(const struct options *options, struct session *session, const char *scene);
/* The same, but where nothing is asked: its questions have their answers. */
int cli_go_past_questions(const struct options *options, struct session *session,
                          const char *scene);
/* Appends a picture of the scene, or of none, where it stands in the end. */
int cli_picture(const struct options *options, struct session *session, const char *scene,
                const struct picture_format *format, struct text *text);

#endif
