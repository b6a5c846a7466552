#include "player.h"

/* Faster than this the eye follows the whole run, not single steps. */
static const double fastest_followed = 15.5;

/* How long the ball is on its way: long enough to see it go, and then it lies where it landed. */
static const double longest_motion = 0.35, lone_motion = 0.15, share_of_interval = 0.8;

/* More time than this between two looks means that the program was stopped or starved. */
static const double longest_gap = 0.1;

void player_start(struct player *player, double now)
{
    player->last = now;
    player->owed = 1;
}

int player_due(struct player *player, double speed, double now)
{
    enum { MOST = 1000000 };
    double gap = now - player->last;
    player->last = now;
    /* At low speeds a gap is the normal wait for the next tick. */
    double longest = speed > 0 && 1 / speed > longest_gap ? 1 / speed : longest_gap;
    player->owed += speed * (gap < longest ? gap : longest);
    int due = player->owed < MOST ? (int)(player->owed + 1e-9) : MOST;
    player->owed -= due;
    return due;
}

void player_forgive(struct player *player)
{
    player->owed = 0;
}

double player_wait(const struct player *player, double speed, double now)
{
    double rest = (1 - player->owed) / speed - (now - player->last);
    return rest > 0 ? rest : 0;
}

void player_move(struct player *player, double speed, double now)
{
    player->began = now;
    if (speed <= 0)
        player->takes = lone_motion;
    else if (speed > fastest_followed)
        player->takes = 0;
    else
        player->takes =
            share_of_interval / speed < longest_motion ? share_of_interval / speed : longest_motion;
}

void player_stand(struct player *player)
{
    player->takes = 0;
}

bool player_moving(const struct player *player, double now)
{
    return player->takes > 0 && now < player->began + player->takes;
}

double player_phase(const struct player *player, double now)
{
    if (!player_moving(player, now))
        return 1;
    double share = (now - player->began) / player->takes;
    share = share < 0 ? 0 : share;
    return share * share * (3 - 2 * share);
}
