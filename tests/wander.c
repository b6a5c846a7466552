#include "wander.h"

#include "../src/command/command.h"
#include "../src/command/script.h"

#include <stdio.h>

static uint32_t random_state;

void wander_begin(uint32_t seed)
{
    random_state = seed * 2654435761u + 1;
}

int wander_pick(int count)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int)((random_state >> 8) % (uint32_t)count);
}

static const char *const some[] = {
    "eta 0.3",
    "eta *= 0.9",
    "momentum 0.5",
    "optimizer adam",
    "optimizer sgd",
    "ball adam",
    "fork",
    "remove 1",
    "reset",
    "start 1, 1",
    "surface ravine",
    "surface bowl",
    "noise 0.1",
    "seed 3",
    "let k = 2",
    "schedule time",
    "select 1",
    "view next",
    "zoom 1.5",
    "at 30 eta 0.2",
    "all eta 0.05",
    "ghost",
    "toggle future",
    "caption A",
    "schedule momentum linear",
    "run",
    "step 3",
    "quiz What?",
    "wait 1",
    "wait until n > 60",
    "speed 20",
    "pause",
    "back 5",
    "eta 1.9/sharpness",
};
static const char *const keys[] = {"right", "left", "up", "down", "tab", "space", "u",     "ctrl-r",
                                   "0",     "y",    ".",  ",",    "v",   "?",     "escape"};
enum { SOME = sizeof some / sizeof *some, KEYS = sizeof keys / sizeof *keys };

void wander(struct session *session)
{
    struct error error;
    char line[40];
    int line_number;
    session->journal.second += wander_pick(300) / 100.0;
    sprintf(line, "goto %d", wander_pick(80));
    switch (wander_pick(6)) {
    case 0:
        command_execute(session, line, &error);
        break;
    case 1:
        command_execute(session, wander_pick(3) ? "undo" : "redo", &error);
        break;
    case 2:
    case 3:
        key_press(session, keys[wander_pick(KEYS)], &error);
        break;
    default:
        command_execute(session, some[wander_pick(SOME)], &error);
    }
    const struct limits limits = {.stops = wander_pick(4) == 0,
                                  .last = wander_pick(80)}; /* in its midst */
    script_work(session, &limits, &error, &line_number);
    for (int i = wander_pick(8); i > 0 && session->player.playing; i--)
        script_tick(session, &error);
}
