#ifndef OVERSHOOT_TESTS_FILE_H
#define OVERSHOOT_TESTS_FILE_H

/* Files in one go; what does not work fails the test. */

#include "../src/base/text.h"

/* A file's bytes, the caller's. */
struct text file_read(const char *path);
void file_write(const char *path, const char *content);

#endif
