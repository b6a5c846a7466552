/* What keys do to the session: the user's, and those that a scene's course presses. */

#include "command.h"

#include "nudge.h"
#include "script.h"

#include <string.h>

static void choose(struct session *session, int direction)
{
    struct named_value number;
    int count = 0;
    while (session_number(session, count, &number))
        count++;
    if (count > 0)
        session->chosen = (session->chosen + direction + count) % count;
}

static bool execute(struct session *session, const char *line, struct error *error)
{
    bool good = command_execute(session, line, error);
    error->offset = ERROR_NO_PLACE; /* nobody has typed the line */
    return good;
}

static bool change(struct session *session, int direction, struct error *error)
{
    struct named_value number;
    if (!session_number(session, session->chosen, &number))
        return true;
    struct text line = {0};
    text_add(&line, "%s %.10g", number.name, number_step(&number, direction));
    bool good = execute(session, line.bytes, error);
    text_free(&line);
    return good;
}

static bool set_speed(struct session *session, int direction, struct error *error)
{
    struct text line = {0};
    text_add(&line, "speed %g", speed_step(session->player.speed, direction));
    bool good = execute(session, line.bytes, error);
    text_free(&line);
    return good;
}

static bool select_neighbour(struct session *session, int direction, struct error *error)
{
    int count = sim_ball_count(session->sim);
    struct text line = {0};
    text_add(&line, "select %d", (session->selected + direction + count) % count + 1);
    bool good = execute(session, line.bytes, error);
    text_free(&line);
    return good;
}

static bool toggle(struct session *session, struct error *error)
{
    return script_answer(session) ||
           execute(session, session->player.playing ? "pause" : "run", error);
}

static bool act(struct session *session, const struct key_row *row, struct error *error)
{
    switch (row->action) {
    case KEY_COMMAND:
        return execute(session, row->command, error);
    case KEY_TOGGLE:
        return toggle(session, error);
    case KEY_CHOOSE_PREVIOUS:
        choose(session, -1);
        return true;
    case KEY_CHOOSE_NEXT:
        choose(session, 1);
        return true;
    case KEY_LESS:
        return change(session, -1, error);
    case KEY_MORE:
        return change(session, 1, error);
    case KEY_NEXT_BALL:
        return select_neighbour(session, 1, error);
    case KEY_PREVIOUS_BALL:
        return select_neighbour(session, -1, error);
    case KEY_SLOWER:
        return set_speed(session, -1, error);
    case KEY_FASTER:
        return set_speed(session, 1, error);
    case KEY_HELP:
        return execute(session, "help", error);
    case KEY_ESCAPE:
        return session->look.cursor < 0 || execute(session, "cursor off", error);
    case KEY_PROMPT:
    case KEY_NEXT_SCENE:
    case KEY_PREVIOUS_SCENE:
        break; /* the program's own */
    }
    return true;
}

/* The page. */

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

bool key_press(struct session *session, const char *key, struct error *error)
{
    if (key_press_in_page(session, key))
        return true;
    const struct key_row *row = key_find(session, key);
    if (!row)
        return true;
    if (row->action != KEY_ESCAPE)
        answers_close_page(&session->answers);
    return act(session, row, error);
}
