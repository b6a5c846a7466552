#include "scene.h"

#include "../base/memory.h"
#include "../base/nearest.h"
#include "../base/partial.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef SCENES_DIRECTORY
#define SCENES_DIRECTORY "/usr/local/share/overshoot/scenes"
#endif

static const char ending[] = ".scene";

bool scene_state_folder(struct text *folder)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    text_clear(folder);
    if (state && state[0] == '/')
        text_add(folder, "%s/overshoot", state);
    else if (home && home[0] == '/' && access(home, X_OK) == 0) /* it is not ours to make */
        text_add(folder, "%s/.local/state/overshoot", home);
    else
        text_add(folder, "%s", "");
    return folder->length > 0;
}

void scene_make_folders(const char *path)
{
    char *folder = memory_copy(path);
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(folder, 0700);
        *slash = '/';
    }
    free(folder);
}

/* The folders in which scenes are looked for; false past the last. "": none of that kind. */
static bool folder_at(int index, struct text *folder)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    text_clear(folder);
    text_add(folder, "%s", "");
    switch (index) {
    case 0:
        text_add(folder, ".");
        return true;
    case 1:
        text_add(folder, "scenes");
        return true;
    case 2: /* only absolute folders count (XDG) */
        if (data && data[0] == '/')
            text_add(folder, "%s/overshoot/scenes", data);
        else if (home && home[0] == '/')
            text_add(folder, "%s/.local/share/overshoot/scenes", home);
        return true;
    case 3:
        text_add(folder, "%s", SCENES_DIRECTORY);
        return true;
    case 4: /* sessions that were cut off */
        scene_state_folder(folder);
        return true;
    default:
        return false;
    }
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* In one folder, with and without its ending, be it that of a recorded session. */
static bool find_scene_in(const char *folder, const char *name, struct text *path)
{
    static const char *const endings[] = {"", ending, ".session"};
    for (int with = 0; with < 3 && *folder; with++) {
        text_clear(path);
        if (strcmp(folder, ".") == 0)
            text_add(path, "%s%s", name, endings[with]);
        else
            text_add(path, "%s/%s%s", folder, name, endings[with]);
        if (is_file(path->bytes))
            return true;
    }
    return false;
}

static char *find(const char *name, bool (*look_in)(const char *, const char *, struct text *))
{
    struct text folder = {0}, path = {0};
    struct stat status;
    bool found = false;
    bool as_it_is = !*name || strchr(name, '/') || stat(name, &status) == 0; /* also a device */
    for (int i = 0; !as_it_is && !found && folder_at(i, &folder); i++)
        found = look_in(folder.bytes, name, &path);
    char *result = memory_copy(found ? path.bytes : name);
    text_free(&folder);
    text_free(&path);
    return result;
}

char *scene_find(const char *name)
{
    return find(name, find_scene_in);
}

/* Beside the scenes, in a folder of their own. */
static bool find_data_in(const char *folder, const char *name, struct text *path)
{
    text_clear(path);
    text_add(path, "%s/data/%s", folder, name);
    return *folder && is_file(path->bytes);
}

char *scene_find_data(const char *name)
{
    return find(name, find_data_in);
}

/* --- lists --- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_scene(const char *name)
{
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcmp(name + length - tail, ending) == 0;
}

/* The names of a folder's scenes, owned; NULL if there are none. */
static char **read_folder(const char *folder, size_t *count)
{
    char **names = NULL;
    *count = 0;
    DIR *directory = opendir(folder);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        if (!is_scene(entry->d_name))
            continue;
        names = memory_resize(names, *count + 1, sizeof *names);
        names[(*count)++] = memory_copy(entry->d_name);
    }
    if (directory)
        closedir(directory);
    if (names)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static char *without_ending(const char *name)
{
    return memory_copy_bytes(name, strlen(name) - (is_scene(name) ? strlen(ending) : 0));
}

void scene_each(void (*take)(void *context, const char *folder, const char *name), void *context)
{
    struct text folder = {0};
    for (int i = 0; folder_at(i, &folder); i++) {
        size_t count;
        char **names = *folder.bytes ? read_folder(folder.bytes, &count) : NULL;
        for (size_t k = 0; names && k < count; k++) {
            take(context, folder.bytes, names[k]);
            free(names[k]);
        }
        free(names);
    }
    text_free(&folder);
}

/* The nearest name so far, owned. */
struct suggestion {
    struct nearest nearest;
    char *best;
};

static void consider(void *context, const char *folder, const char *name)
{
    (void)folder;
    struct suggestion *suggestion = context;
    char *candidate = without_ending(name);
    nearest_offer(&suggestion->nearest, candidate);
    bool nearer = suggestion->nearest.best == candidate;
    free(nearer ? suggestion->best : candidate);
    suggestion->best = nearer ? candidate : suggestion->best;
}

/* The scenes of all folders; of one name only the first. */
struct shelf {
    char **paths; /* owned */
    int count;
};

static const char *file_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

static void put_on_shelf(void *context, const char *folder, const char *name)
{
    struct shelf *shelf = context;
    struct text path = {0};
    for (int i = 0; i < shelf->count; i++)
        if (strcmp(file_of(shelf->paths[i]), name) == 0)
            return;
    text_add(&path, "%s/%s", folder, name);
    shelf->paths = memory_resize(shelf->paths, (size_t)shelf->count + 1, sizeof *shelf->paths);
    shelf->paths[shelf->count++] = memory_copy(path.bytes);
    text_free(&path);
}

char *scene_find_like(const char *name)
{
    struct shelf shelf = {0};
    struct partial partial = partial_begin(name);
    char *path = scene_find(name);
    if (!*name || strchr(name, '/') || access(path, F_OK) == 0)
        return path;
    scene_each(put_on_shelf, &shelf);
    for (int i = 0; i < shelf.count; i++)
        partial_offer(&partial, file_of(shelf.paths[i]), i);
    int found = partial_found(&partial);
    if (found >= 0) {
        free(path);
        path = memory_copy(shelf.paths[found]);
    }
    for (int i = 0; i < shelf.count; i++)
        free(shelf.paths[i]);
    free(shelf.paths);
    return path;
}

void scene_suggest(const char *name, char hint[80])
{
    char *wanted = without_ending(name);
    struct suggestion suggestion = {.nearest = nearest_begin(wanted)};
    scene_each(consider, &suggestion);
    snprintf(hint, 80, "%s", nearest_hint(&suggestion.nearest));
    free(suggestion.best);
    free(wanted);
}
