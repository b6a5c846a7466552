#include "scene.h"

#include "../base/memory.h"
#include "../base/version.h"
#include "../command/script.h"
#include "csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void scene_failure_free(struct scene_failure *failure)
{
    free(failure->text);
    failure->text = NULL;
}

/* Runs one line of a scene, of length bytes. */
static bool read_line(struct session *session, const char *line, size_t length, int number,
                      struct scene_failure *failure)
{
    if (length > 0 && line[length - 1] == '\r')
        length--;
    char *copy = memory_copy_bytes(line, length);
    bool good = !memchr(line, '\0', length) ? script_enqueue(session, copy, number, &failure->error)
                                            : error_at(&failure->error, (int)strlen(copy),
                                                       "a scene is text, but there is a NUL byte");
    if (good) {
        free(copy);
        return true;
    }
    failure->line = number;
    failure->text = copy;
    return false;
}

static bool read_lines(struct session *scene, const char *text, size_t length,
                       struct scene_failure *failure)
{
    int number = 1;
    for (size_t at = 0; at < length; number++) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t size = end ? (size_t)(end - (text + at)) : length - at;
        if (!read_line(scene, text + at, size, number, failure))
            return false;
        at += size + 1;
    }
    return true;
}

/* Whether a file is in a folder, or below. */
static bool is_below(const char *folder, const char *path)
{
    char *outer = realpath(*folder ? folder : ".", NULL), *inner = realpath(path, NULL);
    size_t length = outer ? strlen(outer) : 0;
    bool below = outer && inner && strncmp(outer, inner, length) == 0 && inner[length] == '/';
    free(outer);
    free(inner);
    return below;
}

/* Where a recorded session, and its scenes, may read data from: beside it, or below, and where
 * scenes have them. The caller's; NULL with the reason. */
static char *find_beside(const char *session, const char *path, struct error *error)
{
    struct text place = {0};
    const char *end = strrchr(session, '/'), *name = strrchr(path, '/');
    char *folder = memory_copy_bytes(session, end ? (size_t)(end + 1 - session) : 0);
    name = name ? name + 1 : path;
    text_add(&place, "%s%s", *path == '/' ? "" : folder, path);
    if (!is_below(folder, place.bytes)) {
        text_clear(&place);
        text_add(&place, "%s%s", folder, name);
    }
    bool beside = is_below(folder, place.bytes);
    char *found = beside ? memory_copy(place.bytes) : scene_find_data(name);
    if (!beside && !strchr(found, '/')) { /* nowhere, or in the working folder */
        size_t length = strlen(session), ending = strlen(".scene");
        bool scene = length > ending && strcmp(session + length - ending, ".scene") == 0;
        error_set(error, ERROR_NO_PLACE, "there are no data %.200s beside %.200s", name,
                  scene ? session : "the recorded session");
        free(found);
        found = NULL;
    }
    free(folder);
    text_free(&place);
    return found;
}

/* A scene names them from its folder. */
static char *find_data(const struct session *session, const char *path, struct error *error)
{
    bool acts = tape_acts(session), in_scene = session->script.line > 0;
    const struct words *words = &session->words;
    const char *end = strrchr(words->path, '/');
    if (acts && !session->tape->own)
        return find_beside(session->tape->path, path, error);
    if (in_scene && words->recorded)
        return find_beside(words->recorded, path, error);
    if (!in_scene || acts || path[0] == '/' || !end)
        return scene_find_data(path);
    struct text place = {0};
    text_add(&place, "%.*s%s", (int)(end + 1 - words->path), words->path, path);
    return place.bytes;
}

const struct data *scene_data(struct session *session, const char *path, struct error *error)
{
    char *place = find_data(session, path, error);
    if (!place)
        return NULL;
    /* Where a saved scene finds it again, from whatever folder. */
    char *real = realpath(place, NULL);
    const struct data *data = csv_open(real ? real : place, error);
    free(real);
    free(place);
    return data;
}

/* What another version has saved is read as far as it goes: that it is, or why something in it is
 * wrong. */
static void tell_version(struct session *scene, const char *text, struct error *wrong)
{
    const char *version = scene_version(text);
    int length = version ? (int)strcspn(version, " \r\n") : 0;
    char said[120];
    if (!version || (length == (int)strlen(OVERSHOOT_VERSION) &&
                     memcmp(version, OVERSHOOT_VERSION, (size_t)length) == 0))
        return;
    snprintf(said, sizeof said, "saved by overshoot %.*s; this is %s", length < 40 ? length : 40,
             version, OVERSHOOT_VERSION);
    if (wrong) {
        const struct error why = *wrong;
        error_set(wrong, why.offset, "%.300s; %s", why.text, said);
    } else {
        answers_tell(&scene->answers, "%s", said);
    }
}

/* A recorded session begins where the scene, of that text, would. */
static bool put_tape(struct session *scene, const char *path, const char *text,
                     struct scene_failure *failure)
{
    struct text folder = {0};
    scene->tape = tape_new(path);
    bool good = tape_read(scene->tape, text, failure);
    scene->tape->own = scene_state_folder(&folder) && is_below(folder.bytes, path);
    scene->tape->hurry = scene->tape->own ? scene->tape->count : 0; /* it is resumed */
    text_free(&folder);
    return good;
}

/* Beside NULL: the scene's data are where it says. */
static bool read_scene(struct session *session, const char *path, const char *beside,
                       const char *text, size_t length, struct scene_failure *failure)
{
    *failure = (struct scene_failure){0};
    static const struct services services = {.read_data =
                                                 scene_data}; /* it touches no other files */
    struct session *scene = session_new();
    scene->host.services = &services;
    free(scene->words.path);
    scene->words.path = memory_copy(path);
    scene->words.recorded = beside ? memory_copy(beside) : NULL;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    char *source = memory_copy_bytes(text, length);
    bool recorded = tape_is_one(source); /* its entries open the scenes that it has */
    if (!recorded)                       /* in a room of its own */
        hall_enter(scene, session);
    journal_open(scene, path, recorded ? "" : source);
    bool refused = recorded && beside;
    bool good = refused    ? error_at(&failure->error, ERROR_NO_PLACE,
                                      "a recorded session is no homework; expected a scene")
                : recorded ? put_tape(scene, path, source, failure)
                           : read_lines(scene, text, length, failure);
    tell_version(scene, source, good ? NULL : &failure->error);
    free(source);
    if (!good) {
        session_free(scene);
        return false;
    }
    session_replace(session, scene);
    if (!session->host.services) /* its course may read data, too */
        session->host.services = &services;
    if (recorded)
        session->tape->begun = session->journal.count;
    return true;
}

bool scene_read(struct session *session, const char *path, const char *text, size_t length,
                struct scene_failure *failure)
{
    return read_scene(session, path, NULL, text, length, failure);
}

bool scene_open_strangers(struct session *session, const char *path, const char *beside,
                          struct scene_failure *failure)
{
    *failure = (struct scene_failure){0};
    size_t length;
    failure->error.offset = ERROR_NO_PLACE;
    char *bytes = scene_read_file(path, SCENE_SIZE_MAX, "the scene", &length, &failure->error);
    bool good = bytes && read_scene(session, path, beside, bytes, length, failure);
    free(bytes);
    return good;
}

/* The bytes of the scene's file, owned by the caller; NULL with the reason. */
static char *read_file(const char *path, const char *name, size_t *length, struct error *error)
{
    char hint[80];
    char *bytes = scene_read_file(path, SCENE_SIZE_MAX, "the scene", length, error);
    if (!bytes && !strchr(name, '/') && access(path, F_OK) != 0) {
        scene_suggest(name, hint);
        error_set(error, ERROR_NO_PLACE,
                  "no scene is called that; `overshoot list scenes` shows them all%s", hint);
    }
    return bytes;
}

bool scene_open(struct session *session, const char *name, struct scene_failure *failure)
{
    *failure = (struct scene_failure){0};
    size_t length;
    failure->error.offset = ERROR_NO_PLACE;
    char *path = scene_find_like(name);
    char *bytes = read_file(path, name, &length, &failure->error);
    bool good = bytes && scene_read(session, path, bytes, length, failure);
    free(bytes);
    free(path);
    return good;
}
