#ifndef OVERSHOOT_CLI_HANDOUT_H
#define OVERSHOOT_CLI_HANDOUT_H

/* Several scenes on paper: one page of HTML with all of them, or a folder of numbered pictures.
 * What cannot be made whole is not made at all. */

#include "cli.h"

/* Whether that is what the options ask for. */
bool handout_is_asked(const struct options *options);
int handout_make(const struct options *options);

#endif
