#ifndef OVERSHOOT_OUTPUT_TAPE_FILE_H
#define OVERSHOOT_OUTPUT_TAPE_FILE_H

/* A recorded session as a file, while it is recorded. Each entry is in it as soon as it is there,
 * so that a crash leaves a session that plays up to then. */

#include "../base/error.h"
#include "../session/journal.h"

struct tape_file;

struct tape_file *tape_file_begin(const char *path, struct error *error); /* NULL with the reason */
/* As a journal's reader with the file is told. */
void tape_file_told(void *context, const struct journal *journal, int first);
void tape_file_ended(void *context, int64_t clock, double second);
/* The same end; false with what went wrong, then or before. */
bool tape_file_end(struct tape_file *tape, int64_t clock, double second, struct error *error);
/* Whether it could not be written: it ends before the entry that was to come. */
bool tape_file_failed(const struct tape_file *tape);
const char *tape_file_path(const struct tape_file *tape);

#endif
