#ifndef OVERSHOOT_SESSION_PLAYER_H
#define OVERSHOOT_SESSION_PLAYER_H

/* How the clock goes on: by itself while it plays, or towards an iteration that was asked for. */

#include <stdbool.h>
#include <stdint.h>

struct player {
    bool playing;   /* changed by the functions below only */
    double speed;   /* steps per second */
    int64_t goal;   /* the tick that step, back, goto lead to, -1 when there */
    bool halted;    /* it played, and a condition has paused it; until it plays again */
    int64_t budget; /* the iteration at which playing pauses; 0: none */
};

static inline void player_play(struct player *player)
{
    player->playing = true;
    player->halted = false;
}

static inline void player_pause(struct player *player)
{
    player->playing = false;
}

/* A condition pauses it: where nobody can, it goes on by itself. */
static inline void player_halt(struct player *player)
{
    player->playing = false;
    player->halted = true;
}

/* Towards a tick, which script_work comes to; and not any longer. */
static inline void player_go_to(struct player *player, int64_t tick)
{
    player->goal = tick;
}

static inline void player_stay(struct player *player)
{
    player->goal = -1;
}

#endif
