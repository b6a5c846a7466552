#ifndef OVERSHOOT_CLI_HOMEWORK_H
#define OVERSHOOT_CLI_HOMEWORK_H

#include "options.h"

/* `check --against`: each of the scenes is carried out, and judged by what another one expects: a
 * point for each expectation. Returns the exit status: 0 where all have all points. */
int homework_mark(const struct options *options);

#endif
