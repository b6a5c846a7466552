#include "pace.h"

/* Faster than this the eye follows the whole run, not single steps. */
static const double fastest_followed = 15.5;

/* How long the ball is on its way: long enough to see it go, and then it lies where it landed. */
static const double longest_motion = 0.35, lone_motion = 0.15, share_of_interval = 0.8;

/* More time than this between two looks means that the program was stopped or starved. */
static const double longest_gap = 0.1;

void pace_start(struct pace *pace, double now)
{
    pace->last = now;
    pace->owed = 1;
}

int pace_due(struct pace *pace, double speed, double now)
{
    enum { MOST = 1000000 };
    double gap = now - pace->last;
    pace->last = now;
    /* At low speeds a gap is the normal wait for the next tick. */
    double longest = speed > 0 && 1 / speed > longest_gap ? 1 / speed : longest_gap;
    pace->owed += speed * (gap < longest ? gap : longest);
    int due = pace->owed < MOST ? (int)(pace->owed + 1e-9) : MOST;
    pace->owed -= due;
    return due;
}

void pace_forgive(struct pace *pace)
{
    pace->owed = 0;
}

double pace_wait(const struct pace *pace, double speed, double now)
{
    double rest = (1 - pace->owed) / speed - (now - pace->last);
    return rest > 0 ? rest : 0;
}

void pace_move(struct pace *pace, double speed, double now)
{
    pace->began = now;
    if (speed <= 0)
        pace->takes = lone_motion;
    else if (speed > fastest_followed)
        pace->takes = 0;
    else
        pace->takes =
            share_of_interval / speed < longest_motion ? share_of_interval / speed : longest_motion;
}

void pace_stand(struct pace *pace)
{
    pace->takes = 0;
}

bool pace_moving(const struct pace *pace, double now)
{
    return pace->takes > 0 && now < pace->began + pace->takes;
}

double pace_phase(const struct pace *pace, double now)
{
    if (!pace_moving(pace, now))
        return 1;
    double share = (now - pace->began) / pace->takes;
    share = share < 0 ? 0 : share;
    return share * share * (3 - 2 * share);
}
