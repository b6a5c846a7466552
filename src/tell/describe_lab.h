#ifndef OVERSHOOT_TELL_DESCRIBE_LAB_H
#define OVERSHOOT_TELL_DESCRIBE_LAB_H

/* What the laboratory's views show, in words: each appends what stands behind "shows". */

#include "../session/session.h"

void describe_sweep(struct text *out, const struct session *session);
void describe_basin(struct text *out, const struct session *session);
void describe_range(struct text *out, const struct session *session);

/* --- parts, for tests --- */

/* Whole percentages of counts that add up to 100, if anything was counted: what rounding leaves
 * goes to those that lost most by it (the method of the largest remainder, Hamilton 1792). */
enum { SHARES_MAX = 16 };
void describe_shares(const int64_t *counts, int count, int *percent);

#endif
