#ifndef OVERSHOOT_TESTS_FILE_H
#define OVERSHOOT_TESTS_FILE_H

/* Files and what commands say, in one go; what does not work fails the test. */

#include "../src/base/text.h"

/* A file's bytes, the caller's. */
struct text file_read(const char *path);
void file_write(const char *path, const char *content);

/* What a shell's command prints on standard output, the caller's; its exit status, if it is asked
 * for. */
struct text file_said(const char *command, int *status);

#endif
