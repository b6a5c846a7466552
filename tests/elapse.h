#ifndef OVERSHOOT_TESTS_ELAPSE_H
#define OVERSHOOT_TESTS_ELAPSE_H

#include "../src/front/front.h"

/* Time passes on the test's clock, as a terminal lets it: the front is called when it wants to be,
 * and shows what is due. `each`, which may be NULL, is called whenever something could be seen. */
void elapse(struct front *front, double *now, double seconds, void (*each)(void));

#endif
