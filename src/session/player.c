#include "player.h"

void player_play(struct player *player)
{
    player->playing = true;
}

void player_pause(struct player *player)
{
    player->playing = false;
}

void player_go_to(struct player *player, int64_t tick)
{
    player->goal = tick;
}

void player_stay(struct player *player)
{
    player->goal = -1;
}
