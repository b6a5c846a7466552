/* The table of commands: what a scene, -e, the prompt and the keys can say. */

#include "command.h"

#include "functions.h"

enum { BALL = COMMAND_PER_BALL | COMMAND_TIMED, TIMED = COMMAND_TIMED };

const struct command_row command_rows[] = {
    /* Numbers come first in help, as they are what the program is for. `set` is never typed: it
     * stands for `eta 0.3`, `momentum = 0.9`, `decay *= 2`. */
    {"set", NULL, "changes a number of the selected ball, or a let", "eta 0.3", command_set, BALL},
    {"surface", "NAME | FORMULA [on [x0,x1] x [y0,y1]]", "the loss surface; balls go to the start",
     "surface x^2 + 10*y^2 on [-2,2] x [-1,1]", command_surface, 0},
    {"let", "NAME = VALUE", "a number for formulas, live like all others", "let k = 10",
     command_let, TIMED},
    {"start", "X, Y", "where the balls begin; they go there", "start -2, 1", command_start, 0},
    {"optimizer", "NAME [name=value ...] | RULE", "how the selected ball is updated",
     "optimizer adam beta1=0.8", command_optimizer, BALL},
    {"schedule", "[PARAMETER] NAME [name=value ...] | FORMULA [for N] [then ...]",
     "how its learning rate, or a parameter, changes over iterations",
     "schedule step decay=0.5 period=20", command_schedule, BALL},
    {"noise", "SIGMA [stream=N]", "seeded noise on its gradient; balls of a stream share it",
     "noise 0.1", command_noise, BALL},
    {"seed", "N", "of the noise; balls go to the start", "seed 7", command_seed, 0},
    {"ball", "[OPTIMIZER] [name=value ...]", "adds a ball at the start and selects it",
     "ball adam eta=0.05", command_ball, 0},
    {"select", "N", "selects a ball", "select 1", command_select, TIMED},
    {"remove", "N", "takes a ball away", NULL, command_remove, 0},
    {"all", "COMMAND", "a command for every ball, or for none if it fails for one", "all eta 0.1",
     command_all, TIMED},
    {"race", "OPTIMIZER ... [budget=N] [tuned]",
     "a ball each at one start, with their usual eta or the best that a search finds",
     "race adam rmsprop sgd nesterov", command_race, 0},
    {"budget", "N [own | catalogue | tuned]", "where playing pauses, and whose eta a race has",
     "budget 100", command_budget, TIMED},
    {"at", "N COMMAND", "a command for when the selected ball is at row N", "at 50 eta 0.05",
     command_at, 0},
    {"run", "", "plays", "run", command_run, TIMED},
    {"pause", "", "stands still", "pause", command_pause, TIMED},
    {"step", "[N]", "one iteration, or N", "step 10", command_step, 0},
    {"back", "[N]", "one iteration back, or N", "back", command_back, 0},
    {"goto", "N", "to iteration N, forward or back", "goto 100", command_goto, 0},
    {"reset", "", "back to the start, with the present numbers", "reset", command_reset, 0},
    {"speed", "STEPS_PER_SECOND", "how fast it plays", "speed 10", command_speed, TIMED},
    {"tolerance", "VALUE", "the gradient's norm at which a ball has converged", "tolerance 1e-6",
     command_tolerance, 0},
    {"view", "map | slice | map slice | next", "what is shown: one of these, or two",
     "view map slice", command_view, TIMED},
    {"slice", "step | x | y", "the line that the slice is along: the next step's, or an axis's",
     "slice step", command_slice, TIMED},
    {"zoom", "FACTOR [at X, Y]", "closer, or below 1 farther; the point stays where it is",
     "zoom 2 at 1, 0.5", command_zoom, TIMED},
    {"pan", "DX, DY", "moves the view by shares of its size", "pan 0.25, 0", command_pan, TIMED},
    {"fit", "[[x0,x1] x [y0,y1]]", "shows the whole surface again, or a part of the plane", "fit",
     command_fit, TIMED},
    {"show", "LAYER", "contours, trail, minima, start, axes, panel, chart", "show contours",
     command_show, TIMED},
    {"hide", "LAYER", "the same, away", "hide contours", command_hide, TIMED},
    {"color", "MAP", "the colour map of the surface", "color viridis", command_color, TIMED},
    {"scale", "log | linear", "of the surface's colours", "scale linear", command_scale, TIMED},
    {"title", "TEXT", "the scene's name on the screen", "title A gentle descent", command_title,
     TIMED},
    {"caption", "TEXT", "words below the picture", "caption What will the ball do?",
     command_caption, TIMED},
    {"open", "FILE", "opens a scene", NULL, command_open, 0},
    {"save", "FILE", "saves all as a scene", NULL, command_save, 0},
    {"export", "FILE", "writes the run so far, .csv or .jsonl", NULL, command_export, 0},
    {"screenshot", "FILE", "writes the screen, .txt, .ans or .svg", NULL, command_screenshot, 0},
    {"list", "[KIND]", "surfaces, optimizers, schedules, commands, keys, colors", "list surfaces",
     command_list, 0},
    {"help", "[TOPIC]", "of a command, a surface, an optimizer, a schedule", "help adam",
     command_help, 0},
    {"quit", "", "ends the program", NULL, command_quit, TIMED},
};

const int command_row_count = (int)(sizeof command_rows / sizeof *command_rows);

const struct key_row key_rows[] = {
    {"space", KEY_TOGGLE, NULL, "run or pause", "run"},
    {".", KEY_COMMAND, "step", "one iteration", "step"},
    {",", KEY_COMMAND, "back", "one iteration back", "back"},
    {"left", KEY_LESS, NULL, "less of the chosen number", NULL},
    {"right", KEY_MORE, NULL, "more of the chosen number", "change"},
    {"up", KEY_CHOOSE_PREVIOUS, NULL, "choose the number above", NULL},
    {"down", KEY_CHOOSE_NEXT, NULL, "choose the number below", "choose"},
    {"0", KEY_COMMAND, "reset", "back to the start", "start"},
    {"+", KEY_FASTER, NULL, "faster", NULL},
    {"-", KEY_SLOWER, NULL, "slower", NULL},
    {"tab", KEY_NEXT_BALL, NULL, "select the next ball", NULL},
    {"z", KEY_COMMAND, "zoom 2", "closer", NULL},
    {"Z", KEY_COMMAND, "zoom 0.5", "farther", NULL},
    {"H", KEY_COMMAND, "pan -0.1, 0", "look to the left", NULL},
    {"J", KEY_COMMAND, "pan 0, -0.1", "look down", NULL},
    {"K", KEY_COMMAND, "pan 0, 0.1", "look up", NULL},
    {"L", KEY_COMMAND, "pan 0.1, 0", "look to the right", NULL},
    {"f", KEY_COMMAND, "fit", "the whole surface", NULL},
    {"n", KEY_NEXT_SCENE, NULL, "next scene", "next"},
    {"p", KEY_PREVIOUS_SCENE, NULL, "previous scene", NULL},
    {":", KEY_PROMPT, NULL, "type a command", "command"},
    {"?", KEY_HELP, NULL, "help", "help"},
    {"escape", KEY_ESCAPE, NULL, "back from prompt, page or message", NULL},
    {"q", KEY_COMMAND, "quit", "quit", "quit"},
    {"v", KEY_COMMAND, "view next", "map, slice, or both", "view"},
};

const int key_row_count = (int)(sizeof key_rows / sizeof *key_rows);

const struct mouse_row mouse_rows[] = {
    {"click on the map", "the balls start there: start X, Y"},
    {"drag on the map", "takes the start along"},
    {"wheel", "closer, farther, at the pointer: zoom FACTOR at X, Y"},
    {"drag, right button", "moves the map: pan DX, DY; with Ctrl or Alt the left button too"},
    {"click on a legend's line", "selects that ball: select N"},
    {"with Shift", "selects text, as ever: most terminals keep it for themselves"},
};

const int mouse_row_count = (int)(sizeof mouse_rows / sizeof *mouse_rows);
