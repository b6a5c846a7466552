/* Keys, the user's and those that a scene's course presses; and what the mouse does. */

#include "rows.h"

#include <string.h>

enum { RELIEF = VIEW_BIT(VIEW_RELIEF), CHARTS = VIEW_BIT(VIEW_CHARTS) };

const struct key_row key_rows[] = {
    {"space", KEYS_PLAY, "run", "run or pause", NULL, KEY_TOGGLE, .brief = "run"},
    {".", KEYS_PLAY, "step", "one iteration", "step", .brief = "step"},
    {",", KEYS_PLAY, "back", "one iteration back", "back", .brief = "back"},
    {"left", KEYS_CHANGE, "number", "lower the chosen number", NULL, KEY_CHANGE, -1},
    {"right", KEYS_CHANGE, "number", "raise the chosen number", NULL, KEY_CHANGE, 1,
     .brief = "change"},
    {"up", KEYS_CHANGE, "which", "choose the number above", NULL, KEY_CHOOSE, -1},
    {"down", KEYS_CHANGE, "which", "choose the number below", NULL, KEY_CHOOSE, 1,
     .brief = "choose"},
    {"0", KEYS_PLAY, "start", "back to the start", "reset", .brief = "start"},
    {"+", KEYS_PLAY, "speed", "faster", NULL, KEY_SPEED, 1},
    {"-", KEYS_PLAY, "speed", "slower", NULL, KEY_SPEED, -1},
    {"tab", KEYS_COMPARE, "other ball", "select the next ball", NULL, KEY_SELECT, 1},
    {"shift-tab", KEYS_COMPARE, "other ball", "select the previous ball", NULL, KEY_SELECT, -1},
    {"y", KEYS_COMPARE, "fork", "copy the ball; the copy goes its own way", "fork"},
    {"u", KEYS_CHANGE, "undo", "take back the last command", "undo"},
    {"ctrl-r", KEYS_CHANGE, "redo", "bring it back", "redo"},
    {"g", KEYS_COMPARE, "ghosts", "keep the trails as dots, to compare", "ghost"},
    {"G", KEYS_COMPARE, "ghosts", "clear those trails", "ghost clear"},
    {"z", KEYS_LOOK, "zoom", "closer", "zoom 2"},
    {"Z", KEYS_LOOK, "zoom", "farther", "zoom 0.5"},
    {"H", KEYS_LOOK, "pan", "look to the left", "pan -0.1, 0"},
    {"J", KEYS_LOOK, "pan", "look down", "pan 0, -0.1"},
    {"K", KEYS_LOOK, "pan", "look up", "pan 0, 0.1"},
    {"L", KEYS_LOOK, "pan", "look to the right", "pan 0.1, 0"},
    {"H", KEYS_LOOK, "turn, tilt", "relief: turn to the left", "turn -6", .views = RELIEF},
    {"J", KEYS_LOOK, "turn, tilt", "relief: look from lower down", "tilt -3", .views = RELIEF},
    {"K", KEYS_LOOK, "turn, tilt", "relief: look from higher up", "tilt 3", .brief = "tilt",
     .views = RELIEF},
    {"L", KEYS_LOOK, "turn, tilt", "relief: turn to the right", "turn 6", .brief = "turn",
     .views = RELIEF},
    {"f", KEYS_LOOK, "fit", "the whole surface", "fit"},
    {"c", KEYS_LOOK, "follow", "the view follows the ball, or stays", "follow"},
    {"a", KEYS_LOOK, "arrows", "what the next step is made of", "toggle arrows"},
    {"A", KEYS_LOOK, "gradient", "arrows that point downhill", "toggle gradient"},
    {"B", KEYS_LOOK, "batch", "the loss of the next mini-batch", "toggle batch"},
    {"w", KEYS_LOOK, "way ahead", "the way ahead, if nothing changes", "toggle future"},
    {"[", KEYS_COMPARE, "read charts", "move the charts' cursor back", "cursor previous",
     .brief = "read", .views = CHARTS},
    {"]", KEYS_COMPARE, "read charts", "move the charts' cursor forward", "cursor next",
     .views = CHARTS},
    {"C", KEYS_LOOK, "caption", "the whole caption", "help caption"},
    {"v", KEYS_LOOK, "view", "the next view, or two of them", "view next", .brief = "view"},
    {"V", KEYS_LOOK, "view", "the previous view", "view previous"},
    {"F", KEYS_LOOK, "single", "one view alone, and back", "single"},
    {"b", KEYS_LOOK, "big", "large numbers, and back", "big"},
    {"r", KEYS_OTHER, "film", "start or stop recording", "record"},
    {"s", KEYS_OTHER, "picture", "a picture of the screen", "screenshot"},
    {"n", KEYS_PLAY, "scene", "next scene", NULL, KEY_SCENE, 1, .brief = "next"},
    {"p", KEYS_PLAY, "scene", "previous scene", NULL, KEY_SCENE, -1},
    {":", KEYS_OTHER, "command", "type a command", NULL, KEY_PROMPT, .brief = "command"},
    {"?", KEYS_OTHER, "help", "help", "help", .brief = "help"},
    {"/", KEYS_OTHER, "search", "search the page, or all help", NULL, KEY_PROMPT},
    {"escape", KEYS_OTHER, "back", "back from prompt, page or message", NULL, KEY_ESCAPE},
    {"q", KEYS_OTHER, "quit", "quit", "quit", .brief = "quit"},
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

void nearest_keys(struct nearest *nearest)
{
    for (int i = 0; i < key_row_count; i++)
        if (strlen(key_rows[i].key) > 1) /* every single letter is near every other */
            nearest_offer(nearest, key_rows[i].key);
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
    default:
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
        struct nearest nearest = nearest_begin(key);
        nearest_keys(&nearest);
        return error_at(error, 0, "no key is called %.20s; `list keys` shows them%s", key,
                        nearest_hint(&nearest));
    }
    if (row->action == KEY_PROMPT)
        return error_at(error, 0, "expected another key: `type` opens the prompt and types");
    if (row->action == KEY_SCENE)
        return error_at(error, 0, "a course stays in its scene: it cannot press %s", key);
    return true;
}
