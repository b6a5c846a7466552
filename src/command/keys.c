/* The tables of keys and of what the mouse does. */

#include "command.h"

#include <string.h>

const struct key_row key_rows[] = {
    {"space", KEY_TOGGLE, NULL, "run or pause", "run", 0},
    {".", KEY_COMMAND, "step", "one iteration", "step", 0},
    {",", KEY_COMMAND, "back", "one iteration back", "back", 0},
    {"left", KEY_LESS, NULL, "less of the chosen number", NULL, 0},
    {"right", KEY_MORE, NULL, "more of the chosen number", "change", 0},
    {"up", KEY_CHOOSE_PREVIOUS, NULL, "choose the number above", NULL, 0},
    {"down", KEY_CHOOSE_NEXT, NULL, "choose the number below", "choose", 0},
    {"0", KEY_COMMAND, "reset", "back to the start", "start", 0},
    {"+", KEY_FASTER, NULL, "faster", NULL, 0},
    {"-", KEY_SLOWER, NULL, "slower", NULL, 0},
    {"tab", KEY_NEXT_BALL, NULL, "select the next ball", NULL, 0},
    {"shift-tab", KEY_PREVIOUS_BALL, NULL, "select the ball before", NULL, 0},
    {"y", KEY_COMMAND, "fork", "a twin of the ball, that goes on by itself", NULL, 0},
    {"g", KEY_COMMAND, "ghost", "keep the trails as dots, to compare", NULL, 0},
    {"G", KEY_COMMAND, "ghost clear", "no more of them", NULL, 0},
    {"z", KEY_COMMAND, "zoom 2", "closer", NULL, 0},
    {"Z", KEY_COMMAND, "zoom 0.5", "farther", NULL, 0},
    {"H", KEY_COMMAND, "pan -0.1, 0", "look to the left", NULL, 0},
    {"J", KEY_COMMAND, "pan 0, -0.1", "look down", NULL, 0},
    {"K", KEY_COMMAND, "pan 0, 0.1", "look up", NULL, 0},
    {"L", KEY_COMMAND, "pan 0.1, 0", "look to the right", NULL, 0},
    {"H", KEY_COMMAND, "turn -6", "relief: turn to the left", NULL, VIEW_BIT(VIEW_RELIEF)},
    {"L", KEY_COMMAND, "turn 6", "relief: turn to the right", "turn", VIEW_BIT(VIEW_RELIEF)},
    {"J", KEY_COMMAND, "tilt -3", "relief: from lower down", NULL, VIEW_BIT(VIEW_RELIEF)},
    {"K", KEY_COMMAND, "tilt 3", "relief: from higher up", "tilt", VIEW_BIT(VIEW_RELIEF)},
    {"f", KEY_COMMAND, "fit", "the whole surface", NULL, 0},
    {"c", KEY_COMMAND, "follow", "the view goes with the ball, or stays", NULL, 0},
    {"a", KEY_COMMAND, "toggle arrows", "what the next step is made of", NULL, 0},
    {"A", KEY_COMMAND, "toggle gradient", "arrows that point downhill", NULL, 0},
    {"B", KEY_COMMAND, "toggle batch", "the loss of the next mini-batch", NULL, 0},
    {"w", KEY_COMMAND, "toggle future", "the way ahead, if nothing changes", NULL, 0},
    {"[", KEY_COMMAND, "cursor previous", "read the charts earlier", "read", VIEW_BIT(VIEW_CHARTS)},
    {"]", KEY_COMMAND, "cursor next", "read the charts later", NULL, VIEW_BIT(VIEW_CHARTS)},
    {"v", KEY_COMMAND, "view next", "the next view, or two of them", "view", 0},
    {"V", KEY_COMMAND, "view previous", "the view before", NULL, 0},
    {"F", KEY_COMMAND, "single", "one view alone, and back", NULL, 0},
    {"b", KEY_COMMAND, "big", "large numbers, and back", NULL, 0},
    {"r", KEY_COMMAND, "record", "record the screen, and end that", NULL, 0},
    {"s", KEY_COMMAND, "screenshot", "a picture of the screen", NULL, 0},
    {"n", KEY_NEXT_SCENE, NULL, "next scene", "next", 0},
    {"p", KEY_PREVIOUS_SCENE, NULL, "previous scene", NULL, 0},
    {":", KEY_PROMPT, NULL, "type a command", "command", 0},
    {"?", KEY_HELP, NULL, "help", "help", 0},
    {"escape", KEY_ESCAPE, NULL, "back from prompt, page or message", NULL, 0},
    {"q", KEY_COMMAND, "quit", "quit", "quit", 0},
};

const int key_row_count = (int)(sizeof key_rows / sizeof *key_rows);

const struct mouse_row mouse_rows[] = {
    {"click on the map", "the balls start there: start X, Y"},
    {"drag on the map", "takes the start along, and shows the way from there"},
    {"wheel", "closer, farther, at the pointer: zoom FACTOR at X, Y"},
    {"drag, right button", "moves the map: pan DX, DY; with Ctrl or Alt the left button too"},
    {"drag on the relief", "turns and tilts it: turn DEGREES, tilt DEGREES"},
    {"click on the relief", "the balls start there: start X, Y"},
    {"click in a chart", "goes to that iteration, dragging through them: goto N"},
    {"right button in a chart", "reads the values there: cursor N; the wheel moves the cursor"},
    {"click on a legend's line", "selects that ball: select N"},
    {"with Shift", "selects text, as ever: most terminals keep it for themselves"},
};

const int mouse_row_count = (int)(sizeof mouse_rows / sizeof *mouse_rows);

static const struct key_row *find_in(const char *key, unsigned views)
{
    for (int i = 0; i < key_row_count; i++)
        if (strcmp(key_rows[i].key, key) == 0 &&
            (views ? key_rows[i].views & views : !key_rows[i].views))
            return &key_rows[i];
    return NULL;
}

const struct key_row *key_find(const struct session *session, const char *key)
{
    const struct key_row *row = NULL;
    for (int i = 0; i < session->look.views.count && !row; i++)
        row = find_in(key, VIEW_BIT(session->look.views.items[i]));
    return row ? row : find_in(key, 0);
}
