/* Keys, the user's and those that a scene's course presses; and what the mouse does. */

#include "rows.h"

#include "../base/nearest.h"

#include <string.h>

const struct key_row key_rows[] = {
    {"space", KEY_TOGGLE, 0, NULL, "run or pause", "run", 0, KEYS_PLAY, "run"},
    {".", KEY_COMMAND, 0, "step", "one iteration", "step", 0, KEYS_PLAY, "step"},
    {",", KEY_COMMAND, 0, "back", "one iteration back", "back", 0, KEYS_PLAY, "back"},
    {"left", KEY_CHANGE, -1, NULL, "lower the chosen number", NULL, 0, KEYS_CHANGE, "number"},
    {"right", KEY_CHANGE, 1, NULL, "raise the chosen number", "change", 0, KEYS_CHANGE, "number"},
    {"up", KEY_CHOOSE, -1, NULL, "choose the number above", NULL, 0, KEYS_CHANGE, "which"},
    {"down", KEY_CHOOSE, 1, NULL, "choose the number below", "choose", 0, KEYS_CHANGE, "which"},
    {"0", KEY_COMMAND, 0, "reset", "back to the start", "start", 0, KEYS_PLAY, "start"},
    {"+", KEY_SPEED, 1, NULL, "faster", NULL, 0, KEYS_PLAY, "speed"},
    {"-", KEY_SPEED, -1, NULL, "slower", NULL, 0, KEYS_PLAY, "speed"},
    {"tab", KEY_SELECT, 1, NULL, "select the next ball", NULL, 0, KEYS_COMPARE, "other ball"},
    {"shift-tab", KEY_SELECT, -1, NULL, "select the previous ball", NULL, 0, KEYS_COMPARE,
     "other ball"},
    {"y", KEY_COMMAND, 0, "fork", "copy the ball; the copy goes its own way", NULL, 0, KEYS_COMPARE,
     "fork"},
    {"u", KEY_COMMAND, 0, "undo", "take back the last command", NULL, 0, KEYS_CHANGE, "undo"},
    {"ctrl-r", KEY_COMMAND, 0, "redo", "bring it back", NULL, 0, KEYS_CHANGE, "redo"},
    {"g", KEY_COMMAND, 0, "ghost", "keep the trails as dots, to compare", NULL, 0, KEYS_COMPARE,
     "ghosts"},
    {"G", KEY_COMMAND, 0, "ghost clear", "clear those trails", NULL, 0, KEYS_COMPARE, "ghosts"},
    {"z", KEY_COMMAND, 0, "zoom 2", "closer", NULL, 0, KEYS_LOOK, "zoom"},
    {"Z", KEY_COMMAND, 0, "zoom 0.5", "farther", NULL, 0, KEYS_LOOK, "zoom"},
    {"H", KEY_COMMAND, 0, "pan -0.1, 0", "look to the left", NULL, 0, KEYS_LOOK, "pan"},
    {"J", KEY_COMMAND, 0, "pan 0, -0.1", "look down", NULL, 0, KEYS_LOOK, "pan"},
    {"K", KEY_COMMAND, 0, "pan 0, 0.1", "look up", NULL, 0, KEYS_LOOK, "pan"},
    {"L", KEY_COMMAND, 0, "pan 0.1, 0", "look to the right", NULL, 0, KEYS_LOOK, "pan"},
    {"H", KEY_COMMAND, 0, "turn -6", "relief: turn to the left", NULL, VIEW_BIT(VIEW_RELIEF),
     KEYS_LOOK, "turn, tilt"},
    {"J", KEY_COMMAND, 0, "tilt -3", "relief: look from lower down", NULL, VIEW_BIT(VIEW_RELIEF),
     KEYS_LOOK, "turn, tilt"},
    {"K", KEY_COMMAND, 0, "tilt 3", "relief: look from higher up", "tilt", VIEW_BIT(VIEW_RELIEF),
     KEYS_LOOK, "turn, tilt"},
    {"L", KEY_COMMAND, 0, "turn 6", "relief: turn to the right", "turn", VIEW_BIT(VIEW_RELIEF),
     KEYS_LOOK, "turn, tilt"},
    {"f", KEY_COMMAND, 0, "fit", "the whole surface", NULL, 0, KEYS_LOOK, "fit"},
    {"c", KEY_COMMAND, 0, "follow", "the view follows the ball, or stays", NULL, 0, KEYS_LOOK,
     "follow"},
    {"a", KEY_COMMAND, 0, "toggle arrows", "what the next step is made of", NULL, 0, KEYS_LOOK,
     "arrows"},
    {"A", KEY_COMMAND, 0, "toggle gradient", "arrows that point downhill", NULL, 0, KEYS_LOOK,
     "gradient"},
    {"B", KEY_COMMAND, 0, "toggle batch", "the loss of the next mini-batch", NULL, 0, KEYS_LOOK,
     "batch"},
    {"w", KEY_COMMAND, 0, "toggle future", "the way ahead, if nothing changes", NULL, 0, KEYS_LOOK,
     "way ahead"},
    {"[", KEY_COMMAND, 0, "cursor previous", "move the charts' cursor back", "read",
     VIEW_BIT(VIEW_CHARTS), KEYS_COMPARE, "read charts"},
    {"]", KEY_COMMAND, 0, "cursor next", "move the charts' cursor forward", NULL,
     VIEW_BIT(VIEW_CHARTS), KEYS_COMPARE, "read charts"},
    {"C", KEY_COMMAND, 0, "help caption", "the whole caption", NULL, 0, KEYS_LOOK, "caption"},
    {"v", KEY_COMMAND, 0, "view next", "the next view, or two of them", "view", 0, KEYS_LOOK,
     "view"},
    {"V", KEY_COMMAND, 0, "view previous", "the previous view", NULL, 0, KEYS_LOOK, "view"},
    {"F", KEY_COMMAND, 0, "single", "one view alone, and back", NULL, 0, KEYS_LOOK, "single"},
    {"b", KEY_COMMAND, 0, "big", "large numbers, and back", NULL, 0, KEYS_LOOK, "big"},
    {"r", KEY_COMMAND, 0, "record", "start or stop recording", NULL, 0, KEYS_OTHER, "film"},
    {"s", KEY_COMMAND, 0, "screenshot", "a picture of the screen", NULL, 0, KEYS_OTHER, "picture"},
    {"n", KEY_SCENE, 1, NULL, "next scene", "next", 0, KEYS_PLAY, "scene"},
    {"p", KEY_SCENE, -1, NULL, "previous scene", NULL, 0, KEYS_PLAY, "scene"},
    {":", KEY_PROMPT, 0, NULL, "type a command", "command", 0, KEYS_OTHER, "command"},
    {"?", KEY_COMMAND, 0, "help", "help", "help", 0, KEYS_OTHER, "help"},
    {"/", KEY_PROMPT, 0, NULL, "search the page, or all help", NULL, 0, KEYS_OTHER, "search"},
    {"escape", KEY_ESCAPE, 0, NULL, "back from prompt, page or message", NULL, 0, KEYS_OTHER,
     "back"},
    {"q", KEY_COMMAND, 0, "quit", "quit", "quit", 0, KEYS_OTHER, "quit"},
};

const int key_row_count = (int)(sizeof key_rows / sizeof *key_rows);

const struct mouse_row mouse_rows[] = {
    {"click on the map", "the balls start there: start X, Y"},
    {"drag on the map", "moves the start, and shows the way from there"},
    {"wheel", "closer, farther, at the pointer: zoom FACTOR at X, Y"},
    {"drag, right button", "moves the map: pan DX, DY; with Ctrl or Alt the left button too"},
    {"drag on the relief", "turns and tilts it: turn DEGREES, tilt DEGREES"},
    {"click on the relief", "the balls start there: start X, Y"},
    {"click in a chart", "goes to that iteration; dragging moves through them: goto N"},
    {"right button in a chart", "reads the values there: cursor N; the wheel moves the cursor"},
    {"click on a legend's line", "selects that ball: select N"},
    {"with Shift", "selects text as usual: most terminals keep it for themselves"},
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

/* --- what they do --- */

static void choose(struct session *session, int direction)
{
    struct named_value number;
    int count = 0;
    while (session_number(session, count, &number))
        count++;
    if (count > 0)
        session->chosen = (session->chosen + direction + count) % count;
}

static void change(const struct session *session, int direction, struct text *line)
{
    struct named_value number;
    if (session_number(session, session->chosen, &number))
        text_add(line, "%s %.10g", number.name, number_step(&number, direction));
}

static void select_neighbour(const struct session *session, int direction, struct text *line)
{
    int count = session->sim->ball_count;
    text_add(line, "select %d", (session->selected + direction + count) % count + 1);
}

void key_act(struct session *session, const struct key_row *row, struct text *line)
{
    switch (row->action) {
    case KEY_COMMAND:
        text_add(line, "%s", row->command);
        break;
    case KEY_TOGGLE:
        if (tape_is_on(session) && !tape_acts(session))
            text_add(line, session->tape->paused ? "run" : "pause");
        else if (!session_answer(session))
            text_add(line, session->player.playing ? "pause" : "run");
        break;
    case KEY_CHOOSE:
        choose(session, row->direction);
        break;
    case KEY_CHANGE:
        change(session, row->direction, line);
        break;
    case KEY_SELECT:
        select_neighbour(session, row->direction, line);
        break;
    case KEY_SPEED:
        text_add(line, "speed %g", speed_step(session->player.speed, row->direction));
        break;
    case KEY_ESCAPE:
        if (session->look.cursor >= 0)
            text_add(line, "cursor off");
        break;
    case KEY_PROMPT:
    case KEY_SCENE:
        break; /* the program's own */
    }
}

bool key_press_in_page(struct session *session, const char *key)
{
    enum { FAR = 1000000 };
    const int screenful = session->answers.page_rows > 2 ? session->answers.page_rows - 1 : 1;
    const struct {
        const char *key;
        int lines; /* 0: closes the page */
    } keys[] = {
        {"up", -1},           {"down", 1},    {"pageup", -screenful}, {"pagedown", screenful},
        {"space", screenful}, {"home", -FAR}, {"end", FAR},           {"backspace", -screenful},
        {"escape", 0},        {"q", 0},       {"enter", 0},           {"?", 0},
    };
    if (session->answers.page.length > 0 && session->answers.sought.length > 0 &&
        strcmp(key, "n") == 0)
        return session->answers.seeks = true;
    for (size_t i = 0; session->answers.page.length > 0 && i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].key, key) != 0)
            continue;
        if (keys[i].lines == 0)
            answers_close_page(&session->answers);
        else
            answers_scroll_page(&session->answers, keys[i].lines);
        return true;
    }
    return false;
}

bool key_check(const struct session *session, const char *key, struct error *error)
{
    const struct key_row *row = key_find(session, key);
    if (!row) {
        char hint[80];
        struct nearest nearest = nearest_begin(key);
        for (int i = 0; i < key_row_count; i++)
            if (strlen(key_rows[i].key) > 1) /* every single letter is near every other */
                nearest_offer(&nearest, key_rows[i].key);
        return error_at(error, 0, "no key is called %.20s; `list keys` shows them%s", key,
                        nearest_hint(&nearest, hint));
    }
    if (row->action == KEY_PROMPT)
        return error_at(error, 0, "expected another key: `type` opens the prompt and types");
    if (row->action == KEY_SCENE)
        return error_at(error, 0, "a course stays in its scene: it cannot press %s", key);
    return true;
}
