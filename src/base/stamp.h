#ifndef OVERSHOOT_BASE_STAMP_H
#define OVERSHOOT_BASE_STAMP_H

/* What threads may share: numbers that nothing had before, and the count of a thing's owners. */

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Who keeps results of something knows it by its stamp: another one in the whole program, and never
 * 0, whenever it is not what it was. */
int64_t stamp_new(void);

/* How many hold a thing that is const to all of them, and is freed by the last. Begins at 1. */
typedef atomic_int owners;
void owners_add(const owners *count);
/* The thing itself, for one more who holds it. */
#define retained(thing) (owners_add(&(thing)->owners), (thing))
bool owners_drop(const owners *count); /* true: that was the last */

#endif
