#include "wander.h"

#include "../src/command/command.h"
#include "../src/command/script.h"
#include "../src/scene/scene.h"

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
    "pause when overshoots(1) > 2",
    "pause when n > 30 and loss(1) < 1",
    "pause when off",
    "mark 1, 2 \"here\"",
    "mark -1, 0",
    "mark off",
    "speed 20",
    "pause",
    "back 5",
    "eta 1.9/sharpness",
    "data scenes/data/cars.csv",
    "surface mean((x*(speed - 15.4) + y - distance)^2) on [-2,10] x [0,90]",
    "batch 8",
    "batch all",
    "plot distance = x*(speed - 15.4) + y",
    "view map data",
    "race sgd nesterov adam budget=30",
    "race sgd adam budget=20 tuned",
    "budget 50 catalogue",
    "ghost on",
    "ghost clear",
    "ghost off",
    "surface x^2 + k*y^2",
    "surface x^2 + ",
    "optimizer v = momentum*v - eta*g; theta += v",
    "schedule step period=5 per epoch",
    "schedule linear total=20 then cosine total=180",
    "tolerance 1e-3",
    "at 40 all momentum 0.3",
    "at 10 caption B",
    "at 5 run",
    "at 25 pause",
    "at 25 fork",
    "at 12 let k = 3",
    "all optimizer adam",
    "type \"eta 0.25\"",
    "press right right u",
    "press space . ,",
    "expect loss(1) < 1",
    "fit [-1,1] x [-1,1]",
    "fit",
    "follow on",
    "cursor 5",
    "charts loss edge",
    "view relief",
    "turn 30",
    "tilt 5",
    "hide trail",
    "color magma",
    "scale log",
    "title T",
    "remove 2",
    "select 2",
    "k *= 1.5",
    "open scenes/3-decay.scene",
    "open scenes/lesson-19-epochs.scene",
    "open scenes/demo-1-tour.scene",
    "step 40",
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

struct text wander_taped(const struct session *session)
{
    const struct journal *journal = &session->journal;
    struct text text = {0};
    tape_write_header(&text);
    for (int i = 0; i < journal->count; i++)
        tape_write(journal, i, "", &text);
    tape_write_end(session->sim->clock, journal->second, &text);
    return text;
}
