/* Keys, the user's and those that a scene's course presses. */

#include "rows.h"

#include <string.h>

bool key_is_of(const struct key_row *row, int view)
{
    return !row->view ? view == VIEW_COUNT
                      : view < VIEW_COUNT && choice_find(&view_choices, row->view) == view;
}

const struct key_row *key_find(const struct session *session, const char *key)
{
    const struct picks *views = &session->look.views;
    for (int k = 0; k <= views->count; k++)
        for (int i = 0; i < key_row_count; i++)
            if (strcmp(key_rows[i].key, key) == 0 &&
                key_is_of(&key_rows[i], k < views->count ? views->items[k] : VIEW_COUNT))
                return &key_rows[i];
    return NULL;
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

static void select_neighbour(const struct session *session, int direction, struct text *line)
{
    int count = session->sim->ball_count;
    text_add(line, "select %d", (session->selected + direction + count) % count + 1);
}

void key_act(struct session *session, const struct key_row *row, struct text *line)
{
    struct named_value number;
    switch (row->action) {
    case KEY_COMMAND:
        text_add(line, "%s", row->command);
        break;
    case KEY_TOGGLE:
        if (tape_is_on(session) && !tape_acts(session))
            text_add(line, session->tape->paused ? "run" : "pause");
        else
            text_add(line, session->player.playing ? "pause" : "run");
        break;
    case KEY_CHOOSE:
        choose(session, row->direction);
        break;
    case KEY_CHANGE:
        if (session->chosen == 0 &&
            !sim_recipe(session->sim, session->selected)->rule->code->reads_eta)
            answers_tell(&session->answers, "the rule has no η: there is nothing to change");
        else if (session_number(session, session->chosen, &number))
            text_add(line, "%s %.10g", number.name, number_step(&number, row->direction));
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
    case KEY_SCENE:
        text_add(line, row->direction > 0 ? "next" : "previous");
        break;
    default:
        break; /* the program's own */
    }
}

bool key_opens_in_page(const struct session *session, const char *key, struct text *line)
{
    bool opens = session->answers.choices > 0 && strcmp(key, "enter") == 0;
    if (opens) {
        const struct scene_number number =
            playlist_number(&session->host.playlist, session->answers.chosen);
        char words[SCENE_NUMBER_SIZE];
        text_add(line, "scene %s", scene_number_write(&number, words));
    }
    return opens;
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
        if (session->answers.choices > 0 && strcmp(key, "enter") == 0)
            return false;
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
