#include "front.h"

#include "../base/memory.h"
#include "../command/script.h"

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

void front_fail(struct front *front, const struct error *error)
{
    fail(front, error, NULL);
}

void front_fail_in_scene(struct front *front, const struct error *error, int line)
{
    text_clear(&front->message);
    if (line > 0)
        text_add(&front->message, "line %d of the scene: ", line);
    text_add(&front->message, "%s", error->text);
    front->message_is_error = true;
    player_pause(&front->session->player);
}

static bool execute_one(struct front *front, const char *line)
{
    struct error error = {.offset = ERROR_NO_PLACE};
    if (command_execute(front->session, line, &error))
        return true;
    fail(front, &error, line);
    return false;
}

bool front_execute(struct front *front, const char *line)
{
    silence(front);
    answers_close_page(&front->session->answers);
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
    answers_close_page(&front->session->answers);
    if (options->open_scene(options->context, front->session, scene, &error))
        front->scene = scene;
    else
        fail(front, &error, NULL);
}

/* What is chosen among numbers leaves the message of the last change. */
static bool keeps_message(const struct key_row *row)
{
    return row->action == KEY_CHOOSE_PREVIOUS || row->action == KEY_CHOOSE_NEXT;
}

void front_press(struct front *front, const char *key)
{
    struct session *session = front->session;
    struct error error = {.offset = ERROR_NO_PLACE};
    if (strcmp(key, "ctrl-c") == 0) {
        front_interrupt(front);
        return;
    }
    if (key_press_in_page(session, key))
        return;
    const struct key_row *row = key_find(session, key);
    if (row && row->action == KEY_PROMPT) {
        front->wants_prompt = true;
    } else if (row && row->action == KEY_NEXT_SCENE) {
        open_scene(front, 1);
    } else if (row && row->action == KEY_PREVIOUS_SCENE) {
        open_scene(front, -1);
    } else {
        if (row && !keeps_message(row))
            silence(front);
        if (!key_press(session, key, &error))
            fail(front, &error, NULL);
    }
}

void front_interrupt(struct front *front)
{
    if (script_interrupt(front->session))
        say(front, "stopped", false);
    else
        front->session->answers.quitting = true;
}
