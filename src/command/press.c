/* What keys do to the session: the user's, and those that a scene's course presses. */

#include "rows.h"

#include "nudge.h"

#include "../base/nearest.h"

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

static void change(const struct session *session, int direction, struct text *line)
{
    struct named_value number;
    if (session_number(session, session->chosen, &number))
        text_add(line, "%s %.10g", number.name, number_step(&number, direction));
}

static void set_speed(const struct session *session, int direction, struct text *line)
{
    text_add(line, "speed %g", speed_step(session->player.speed, direction));
}

static void select_neighbour(const struct session *session, int direction, struct text *line)
{
    int count = sim_ball_count(session->sim);
    text_add(line, "select %d", (session->selected + direction + count) % count + 1);
}

void key_act(struct session *session, const struct key_row *row, struct text *line)
{
    switch (row->action) {
    case KEY_COMMAND:
        text_add(line, "%s", row->command);
        break;
    case KEY_TOGGLE:
        if (!session_answer(session))
            text_add(line, session->player.playing ? "pause" : "run");
        break;
    case KEY_CHOOSE_PREVIOUS:
        choose(session, -1);
        break;
    case KEY_CHOOSE_NEXT:
        choose(session, 1);
        break;
    case KEY_LESS:
        change(session, -1, line);
        break;
    case KEY_MORE:
        change(session, 1, line);
        break;
    case KEY_NEXT_BALL:
        select_neighbour(session, 1, line);
        break;
    case KEY_PREVIOUS_BALL:
        select_neighbour(session, -1, line);
        break;
    case KEY_SLOWER:
        set_speed(session, -1, line);
        break;
    case KEY_FASTER:
        set_speed(session, 1, line);
        break;
    case KEY_HELP:
        text_add(line, "help");
        break;
    case KEY_ESCAPE:
        if (session->look.cursor >= 0)
            text_add(line, "cursor off");
        break;
    case KEY_PROMPT:
    case KEY_NEXT_SCENE:
    case KEY_PREVIOUS_SCENE:
        break; /* the program's own */
    }
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

bool key_check(const struct session *session, const char *key, struct error *error)
{
    const struct key_row *row = key_find(session, key);
    if (!row) {
        char hint[80];
        struct nearest nearest = nearest_begin(key);
        for (int i = 0; i < key_row_count; i++)
            if (strlen(key_rows[i].key) > 1) /* every single letter is near every other */
                nearest_offer(&nearest, key_rows[i].key);
        return error_at(error, 0, "no key is called %.20s; `list keys` tells them%s", key,
                        nearest_hint(&nearest, hint));
    }
    if (row->action == KEY_PROMPT)
        return error_at(error, 0, "expected another key: `type` opens the prompt and types");
    if (row->action == KEY_NEXT_SCENE || row->action == KEY_PREVIOUS_SCENE)
        return error_at(error, 0, "a course stays in its scene: it cannot press %s", key);
    return true;
}
