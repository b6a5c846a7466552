#include "playlist.h"

#include "../base/array.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void playlist_free(struct playlist *playlist)
{
    for (int i = 0; i < playlist->count; i++) {
        struct playlist_item *item = &playlist->items[i];
        free(item->name);
        free(item->path);
        free(item->title);
        free(item->shows);
    }
    free(playlist->items);
    *playlist = (struct playlist){0};
}

int playlist_add(struct playlist *playlist, int place, const char *name, const char *path)
{
    struct playlist_item item = {playlist->count + 1, memory_copy(name), memory_copy(path), 0, 0};
    array_add(playlist->items, playlist->count, playlist->capacity);
    struct playlist_item *there = playlist->items + place;
    memmove(there + 1, there, sizeof item * (size_t)(playlist->count - 1 - place));
    *there = item;
    return item.id;
}

int playlist_find(const struct playlist *playlist, int id)
{
    for (int i = 0; i < playlist->count; i++)
        if (playlist->items[i].id == id)
            return i;
    return -1;
}

int playlist_find_path(const struct playlist *playlist, const char *path)
{
    for (int i = 0; i < playlist->count; i++)
        if (strcmp(playlist->items[i].path, path) == 0)
            return i;
    return -1;
}

const char *scene_bare_name(const char *name, int *length)
{
    const char *slash = strrchr(name, '/'), *begin = slash ? slash + 1 : name;
    const char *dot = strrchr(begin, '.');
    *length = (int)(dot && dot > begin ? dot - begin : (long)strlen(begin));
    return begin;
}

int playlist_find_name(const struct playlist *playlist, const char *name)
{
    int begins = -1, count = 0, contains = -1, all = 0, length = (int)strlen(name), own;
    for (int i = 0; i < playlist->count; i++) {
        const char *item = playlist->items[i].name, *bare = scene_bare_name(item, &own);
        bool so = strncmp(bare, name, (size_t)length) == 0;
        if (strcmp(item, name) == 0 || (so && own == length))
            return i;
        begins = so ? i : begins;
        count += so;
        if (strstr(bare, name)) {
            contains = i;
            all++;
        }
    }
    if (count == 0 && all == 1)
        return contains;
    return count == 1 ? begins : -1;
}
