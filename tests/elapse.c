#include "elapse.h"

#include <math.h>

void elapse(struct front *front, double *now, double seconds, void (*each)(void))
{
    double until = *now + seconds;
    while (*now < until) {
        struct error error;
        int line;
        if (!front_advance(front, &error, &line))
            front_fail_in_scene(front, &error, line);
        if (each)
            each();
        if (front_is_due(front))
            front_frame(front);
        *now = fmin(until, *now + fmax(front_wait(front), 1e-4));
    }
}
