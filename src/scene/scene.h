#ifndef OVERSHOOT_SCENE_SCENE_H
#define OVERSHOOT_SCENE_SCENE_H

/* Scene files: text, a command a line. No more: what a scene can say, the prompt can. */

#include "../base/error.h"
#include "../base/report.h"
#include "../session/session.h"

enum { SCENE_SIZE_MAX = 1 << 20 };

/* Where and why a scene could not be read. */
struct scene_failure {
    int line;   /* 0: of the file as a whole */
    char *text; /* that line, owned; NULL if there is none */
    struct error error;
};
void scene_failure_free(struct scene_failure *failure);

/* Where a scene of that name is, owned by the caller: a path stays as it is; a name, with or
 * without its ending, is looked for in the working folder, its folder `scenes`, the user's data
 * folder and where the program was installed. The name itself where there is none. */
char *scene_find(const char *name);
/* The same, but a name that no file has may be the beginning or a part of one scene's: `lesson-04`,
 * `catapult`. */
char *scene_find_like(const char *name);
/* Where the program keeps what it needs the next time; "" and false where there is no home. */
bool scene_state_folder(struct text *folder);
void scene_make_folders(const char *path); /* that a file of that path is in */
/* For a name that no scene has: "; did you mean NAME?" of one that there is, or "". */
void scene_suggest(const char *name, char hint[80]);
/* The same as scene_find for data, which are in the folder `data` of these. */
char *scene_find_data(const char *name);
/* Gives every scene of these folders, by folder and name. */
void scene_each(void (*take)(void *context, const char *folder, const char *name), void *context);
/* Appends them, each with its title. */
void scene_list(struct text *out);
/* What an overview says of a scene: its title, and what it shows or why it cannot be read; both are
 * the caller's. */
void scene_describe(const char *name, char **title, char **shows);

/* Makes the scene of a file the session's content. Commands that come after one that takes its time
 * (goto, step) wait in the session's queue: see script_work. On failure the session is as it was.
 */
bool scene_open(struct session *session, const char *name, struct scene_failure *failure);

/* The same of somebody whom one need not trust: that file alone, which can read data only from
 * beside another one, or below, and where scenes have them. */
bool scene_open_strangers(struct session *session, const char *path, const char *beside,
                          struct scene_failure *failure);

/* The same from text. path may be "". */
bool scene_read(struct session *session, const char *path, const char *text, size_t length,
                struct scene_failure *failure);

/* The data of a file: of one that a scene names in the scene's folder, else in the working folder;
 * a bare name that is not there is looked for as that of a scene is. A scene can read nothing else,
 * and write nothing. */
const struct data *scene_data(struct session *session, const char *path, struct error *error);

/* A recorded session, entry by entry; data below the folder are named from there. */
void tape_write_header(struct text *out);
void tape_write(const struct journal *journal, int index, const char *folder, struct text *out);
void tape_write_end(int64_t clock, double second, struct text *out);

/* The real folder that a file of that path is in; "": there is none. The caller's. */
char *scene_folder_of(const char *path);
/* Appends the session as a scene: opened, it makes the same runs and stands at the same place. */
void scene_write(const struct session *session, struct text *out);
/* The same for a file of that path: data in its folder, or below, are named from there, so that
 * scene and data can be moved together. But for the present state alone, a scene that was opened
 * keeps its course and its comments, and what was changed since is added. Whether it did. */
bool scene_write_for(const struct session *session, const char *path, bool state, struct text *out);

/* The version that a line says it was saved by, to the end of the line; NULL: it says nothing. */
const char *scene_version(const char *line);

/* --- what the files of the scene share --- */

/* The bytes of a file, terminated, the caller's; what: what they are, "the scene". NULL with the
 * reason: there are more than `most`, or it is no regular file; a pipe is not waited for. */
char *scene_read_file(const char *path, size_t most, const char *what, size_t *length,
                      struct error *error);

/* Whether a text is that of a recorded session; and what it says. */
bool tape_is_one(const char *text);
bool tape_read(struct tape *tape, const char *text, struct scene_failure *failure);
void scene_write_data(const char *path, const char *folder, struct text *out);
/* False: no scene was opened. */
bool scene_write_course(const struct session *session, const char *folder, struct text *out);

#endif
