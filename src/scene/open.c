#include "scene.h"

#include "../base/memory.h"
#include "../base/version.h"
#include "../command/script.h"
#include "csv.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
                                                       "a scene is text, but here is a NUL byte");
    if (good) {
        free(copy);
        return true;
    }
    failure->line = number;
    failure->text = copy;
    return false;
}

const struct data *scene_data(struct session *session, const char *path, struct error *error)
{
    struct text place = {0};
    const char *folder_end = strrchr(session->words.path, '/');
    bool in_scene = session->script.line > 0 && path[0] != '/' && folder_end;
    text_add(&place, "%.*s%s", in_scene ? (int)(folder_end + 1 - session->words.path) : 0,
             session->words.path, path);
    if (!in_scene) {
        char *found = scene_find_data(path);
        text_clear(&place);
        text_add(&place, "%s", found);
        free(found);
    }
    /* Where a saved scene finds it again, from whatever folder. */
    char *real = realpath(place.bytes, NULL);
    const struct data *data = csv_open(real ? real : place.bytes, error);
    free(real);
    text_free(&place);
    return data;
}

const char *scene_version(const char *line)
{
    static const char header[] = "# overshoot ";
    const char *version = line + strlen(header);
    return strncmp(line, header, strlen(header)) == 0 && isdigit((unsigned char)*version) ? version
                                                                                          : NULL;
}

/* What another version has saved is read as far as it goes. */
static void tell_version(struct session *scene)
{
    const char *version = scene_version(scene->journal.entries[0].source);
    size_t length = version ? strcspn(version, " \r\n") : 0;
    bool same =
        length == strlen(OVERSHOOT_VERSION) && memcmp(version, OVERSHOOT_VERSION, length) == 0;
    if (version && !same)
        answers_tell(&scene->answers, "saved by overshoot %.*s; this is %s", (int)length, version,
                     OVERSHOOT_VERSION);
}

bool scene_read(struct session *session, const char *path, const char *text, size_t length,
                struct scene_failure *failure)
{
    *failure = (struct scene_failure){0};
    static const struct services services = {.read_data =
                                                 scene_data}; /* it touches no other files */
    struct session *scene = session_new();
    scene->host.services = &services;
    free(scene->words.path);
    scene->words.path = memory_copy(path);
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    journal_open(&scene->journal, path, text, length);
    int number = 1;
    for (size_t at = 0; at < length; number++) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t size = end ? (size_t)(end - (text + at)) : length - at;
        if (!read_line(scene, text + at, size, number, failure)) {
            session_free(scene);
            return false;
        }
        at += size + 1;
    }
    tell_version(scene);
    session_replace(session, scene);
    return true;
}

static void explain_missing(const char *name, struct error *error)
{
    char hint[80];
    int reason = errno;
    if (reason != ENOENT || strchr(name, '/')) {
        error_set(error, ERROR_NO_PLACE, "cannot open the scene: %s", strerror(reason));
        return;
    }
    scene_suggest(name, hint);
    error_set(error, ERROR_NO_PLACE,
              "no scene is called that; `overshoot list scenes` shows those that there are%s",
              hint);
}

/* The bytes of the scene's file, owned by the caller; NULL with the reason. */
static char *read_file(const char *path, const char *name, size_t *length, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        explain_missing(name, error);
        return NULL;
    }
    char *bytes = memory_new(SCENE_SIZE_MAX + 1, 1);
    *length = fread(bytes, 1, SCENE_SIZE_MAX + 1, file);
    bool good = true;
    if (ferror(file))
        good = error_at(error, ERROR_NO_PLACE, "cannot read the scene: %s", strerror(errno));
    else if (*length > SCENE_SIZE_MAX)
        good = error_at(error, ERROR_NO_PLACE, "a scene has at most %d bytes", SCENE_SIZE_MAX);
    fclose(file);
    if (good)
        return bytes;
    free(bytes);
    return NULL;
}

bool scene_open(struct session *session, const char *name, struct scene_failure *failure)
{
    *failure = (struct scene_failure){0};
    size_t length;
    failure->error.offset = ERROR_NO_PLACE;
    char *path = scene_find(name);
    char *bytes = read_file(path, name, &length, &failure->error);
    bool good = bytes && scene_read(session, path, bytes, length, failure);
    free(bytes);
    free(path);
    return good;
}
