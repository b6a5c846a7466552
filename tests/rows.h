#ifndef OVERSHOOT_TESTS_ROWS_H
#define OVERSHOOT_TESTS_ROWS_H

/* What rows lack, a line for each fault: `optimizer adam2: no source`. `make` runs this over all
 * tables, tests over rows that are wrong on purpose and over the examples of the README. */

#include "command/command.h"

void rows_check(struct text *faults); /* all of them */

void rows_check_surfaces(struct text *faults, const struct surface_row *rows, int count);
void rows_check_optimizers(struct text *faults, const struct formula_row *rows, int count);
void rows_check_schedules(struct text *faults, const struct formula_row *rows, int count);
void rows_check_colormaps(struct text *faults, const struct colormap_row *rows, int count);
void rows_check_choices(struct text *faults, const char *kind, const struct choices *choices);
void rows_check_settings(struct text *faults, const struct setting_row *rows, int count);
void rows_check_commands(struct text *faults, const struct commands *commands);
void rows_check_keys(struct text *faults, const struct key_row *rows, int count);

#endif
