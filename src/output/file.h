#ifndef OVERSHOOT_OUTPUT_FILE_H
#define OVERSHOOT_OUTPUT_FILE_H

/* A file that is complete or as it was: written beside its place, then renamed. What cannot be
 * renamed over (a device, a pipe) is written directly. */

#include "../base/error.h"

#include <stddef.h>
#include <stdio.h>

struct output_file {
    FILE *stream;
    char *path, *beside; /* beside: NULL when written directly */
};

bool output_begin(struct output_file *file, const char *path, struct error *error);
/* Closes and puts in place; on an error nothing is left behind. */
bool output_commit(struct output_file *file, struct error *error);
void output_abandon(struct output_file *file);

/* All of it at once. */
bool output_write(const char *path, const char *bytes, size_t length, struct error *error);

#endif
