#ifndef OVERSHOOT_MODEL_HOLDOUT_H
#define OVERSHOOT_MODEL_HOLDOUT_H

/* Rows of the data that are held back from training: by chance, as the seed has it. */

#include "../lang/data.h"

/* The data without a share of their rows, which are with them as `held`; both keep their order. At
 * least one row is in either. NULL: there are fewer than two rows. */
const struct data *holdout_new(const struct data *data, double share, uint64_t seed);

#endif
