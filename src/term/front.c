#include "front.h"

#include "number.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

static void say(struct front *front, const char *message, bool is_error)
{
    text_clear(&front->message);
    text_add(&front->message, "%s", message);
    front->message_is_error = is_error;
}

void front_say(struct front *front, const char *message)
{
    say(front, message, false);
}

static void silence(struct front *front)
{
    text_clear(&front->message);
}

bool front_page_is_open(const struct front *front)
{
    return front->session->page.length > 0;
}

static void close_page(struct front *front)
{
    text_clear(&front->session->page);
    front->page_top = 0;
}

void front_start(struct front *front, struct session *session,
                 const struct terminal_options *options)
{
    *front = (struct front){.session = session, .options = options, .scene = options->scene};
    if (options->message)
        say(front, options->message, options->message_is_error);
}

void front_end(struct front *front)
{
    text_free(&front->message);
}

static void fail(struct front *front, const struct error *error, const char *line)
{
    text_clear(&front->message);
    if (line && error->offset >= 0 && (size_t)error->offset <= strlen(line))
        text_add(&front->message, "column %d: ", utf8_count(line, (size_t)error->offset) + 1);
    text_add(&front->message, "%s", error->text);
    front->message_is_error = true;
}

void front_fail_in_scene(struct front *front, const struct error *error, int line)
{
    text_clear(&front->message);
    if (line > 0)
        text_add(&front->message, "line %d of the scene: ", line);
    text_add(&front->message, "%s", error->text);
    front->message_is_error = true;
    front->session->playing = false;
}

static bool execute_one(struct front *front, const char *line)
{
    struct error error = {.offset = ERROR_NO_PLACE};
    if (session_execute(front->session, line, &error))
        return true;
    fail(front, &error, line);
    return false;
}

bool front_execute(struct front *front, const char *line)
{
    silence(front);
    close_page(front);
    char *copy = memory_copy(line);
    bool good = true;
    for (char *begin = copy; good && begin;) {
        char *end = begin + strcspn(begin, "\r\n");
        char *next = *end ? end + 1 : NULL;
        *end = '\0';
        if (begin[strspn(begin, " \t")])
            good = execute_one(front, begin);
        begin = next;
    }
    free(copy);
    return good;
}

/* Keys of the program itself. */

static void toggle(struct front *front)
{
    if (session_answer(front->session)) {
        silence(front);
        return;
    }
    front_execute(front, front->session->playing ? "pause" : "run");
}

static void choose(struct front *front, int direction)
{
    struct named_value number;
    int count = 0;
    while (session_number(front->session, count, &number))
        count++;
    if (count > 0)
        front->session->chosen = (front->session->chosen + direction + count) % count;
}

static void change(struct front *front, int direction)
{
    struct named_value number;
    if (!session_number(front->session, front->session->chosen, &number))
        return;
    struct text line = {0};
    text_add(&line, "%s %.10g", number.name, number_step(&number, direction));
    front_execute(front, line.bytes);
    text_free(&line);
}

static void set_speed(struct front *front, int direction)
{
    struct text line = {0};
    text_add(&line, "speed %g", speed_step(front->session->speed, direction));
    front_execute(front, line.bytes);
    text_free(&line);
}

static void select_neighbour(struct front *front, int direction)
{
    int count = sim_ball_count(front->session->sim);
    struct text line = {0};
    text_add(&line, "select %d", (front->session->selected + direction + count) % count + 1);
    front_execute(front, line.bytes);
    text_free(&line);
}

static void open_scene(struct front *front, int direction)
{
    const struct terminal_options *options = front->options;
    int scene = front->scene + direction;
    if (!options->open_scene || options->scene_count < 2) {
        say(front, "there is one scene: name several on the command line for a playlist", false);
        return;
    }
    if (scene < 0 || scene >= options->scene_count) {
        say(front, direction > 0 ? "this is the last scene" : "this is the first scene", false);
        return;
    }
    struct error error = {.offset = ERROR_NO_PLACE};
    silence(front);
    close_page(front);
    if (options->open_scene(options->context, front->session, scene, &error))
        front->scene = scene;
    else
        fail(front, &error, NULL);
}

static void act(struct front *front, const struct key_row *row)
{
    switch (row->action) {
    case KEY_COMMAND:
        front_execute(front, row->command);
        break;
    case KEY_PROMPT:
        front->wants_prompt = true;
        break;
    case KEY_TOGGLE:
        toggle(front);
        break;
    case KEY_CHOOSE_PREVIOUS:
        choose(front, -1);
        break;
    case KEY_CHOOSE_NEXT:
        choose(front, 1);
        break;
    case KEY_LESS:
        change(front, -1);
        break;
    case KEY_MORE:
        change(front, 1);
        break;
    case KEY_NEXT_BALL:
        select_neighbour(front, 1);
        break;
    case KEY_PREVIOUS_BALL:
        select_neighbour(front, -1);
        break;
    case KEY_SLOWER:
        set_speed(front, -1);
        break;
    case KEY_FASTER:
        set_speed(front, 1);
        break;
    case KEY_NEXT_SCENE:
        open_scene(front, 1);
        break;
    case KEY_PREVIOUS_SCENE:
        open_scene(front, -1);
        break;
    case KEY_HELP:
        front_execute(front, "help");
        break;
    case KEY_ESCAPE:
        if (front->session->cursor >= 0)
            front_execute(front, "cursor off");
        silence(front);
        break;
    }
}

/* The page. */

void front_scroll(struct front *front, int lines)
{
    front->page_top += lines;
    if (front->page_top < 0)
        front->page_top = 0;
}

/* Whether the key was one of the page's own. */
static bool press_in_page(struct front *front, const char *key)
{
    enum { FAR = 1000000 };
    const int screenful = front->page_rows > 2 ? front->page_rows - 1 : 1;
    const struct {
        const char *key;
        int lines; /* 0: closes the page */
    } keys[] = {
        {"up", -1},           {"down", 1},    {"pageup", -screenful}, {"pagedown", screenful},
        {"space", screenful}, {"home", -FAR}, {"end", FAR},           {"backspace", -screenful},
        {"escape", 0},        {"q", 0},       {"enter", 0},           {"?", 0},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].key, key) != 0)
            continue;
        if (keys[i].lines == 0)
            close_page(front);
        else
            front_scroll(front, keys[i].lines);
        return true;
    }
    return false;
}

void front_press(struct front *front, const char *key)
{
    if (strcmp(key, "ctrl-c") == 0) {
        front_interrupt(front);
        return;
    }
    if (front_page_is_open(front) && press_in_page(front, key))
        return;
    const struct key_row *row = key_find(front->session, key);
    if (row)
        act(front, row);
}

void front_interrupt(struct front *front)
{
    struct session *session = front->session;
    if (!session_is_busy(session) && session->hold == HOLD_NOT) {
        session->quitting = true;
        return;
    }
    session->goal = -1;
    session->hold = HOLD_NOT;
    for (int i = 0; i < session->queue_count; i++)
        free(session->queue[i].command);
    session->queue_count = 0;
    say(front, "stopped", false);
}
