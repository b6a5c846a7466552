#include "pace.h"

enum { LATE_MOST = 16, IN_TIME = 3 };
static const double frame_seconds = 1.0 / 60;

bool pace_has_pictures(const struct pace *pace)
{
    return !pace->slow || pace->still;
}

bool pace_go(struct pace *pace, double now, bool pictures, bool moves)
{
    if (pace->pictures && pace->slow) /* all of it was taken in time */
        pace->slow = false;
    pace->late = pace->late > IN_TIME ? pace->late - IN_TIME : 0;
    pace->due = now + frame_seconds;
    pace->pictures = pictures;
    pace->still = !moves;
    return pace->slow && !moves && !pictures;
}

bool pace_wait(struct pace *pace, double now)
{
    if (!pace->pictures || now < pace->due)
        return false;
    pace->due = now + frame_seconds;
    if (++pace->late < LATE_MOST)
        return false;
    *pace = (struct pace){.slow = true};
    return true;
}
