#ifndef OVERSHOOT_BASE_MEMORY_H
#define OVERSHOOT_BASE_MEMORY_H

/* Allocation that never returns NULL: where there is none left, the program ends in this one place,
 * after the terminal was restored. Everything is given back with free(). */

#include <stddef.h>

/* count objects of size bytes each, all zero. */
void *memory_new(size_t count, size_t size);

/* Resizes an allocation (or NULL) to count objects of size bytes; new bytes are not cleared. */
void *memory_resize(void *old, size_t count, size_t size);

/* A copy of the first length bytes of text, terminated; memory_copy takes all of it. */
char *memory_copy_bytes(const char *text, size_t length);
char *memory_copy(const char *text);

/* What to do before the program ends for want of memory: term restores the screen. */
void memory_before_exit(void (*restore)(void));

#endif
