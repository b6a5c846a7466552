#ifndef OVERSHOOT_OUTPUT_GROWING_H
#define OVERSHOOT_OUTPUT_GROWING_H

/* A file that grows while somebody plays, and is whole at any moment, whatever becomes of the
 * program or the disk: it takes the place of an older one when it begins; what comes later is added
 * by one write each, and one that fails is taken back. */

#include "../base/error.h"
#include "../base/text.h"

#include <sys/types.h>

struct growing;

struct growing *growing_begin(const char *path, const struct text *text, struct error *error);
/* False with the reason: then it ends where it did before. */
bool growing_add(struct growing *file, const struct text *text, struct error *error);
bool growing_cut(struct growing *file, off_t length, struct error *error);
void growing_free(struct growing *file); /* closes it; NULL is none */

/* Others can see then, by lockf, that somebody writes it. */
void growing_lock(const struct growing *file);

const char *growing_path(const struct growing *file);
off_t growing_length(const struct growing *file);

#endif
