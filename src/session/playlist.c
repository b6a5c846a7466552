#include "playlist.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "../base/partial.h"

#include <stdio.h>
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
    int length = (int)strlen(name), own;
    struct partial partial = partial_begin(name);
    for (int i = 0; i < playlist->count; i++) {
        const char *item = playlist->items[i].name, *bare = scene_bare_name(item, &own);
        if (strcmp(item, name) == 0 || (strncmp(bare, name, (size_t)length) == 0 && own == length))
            return i;
        partial_offer(&partial, bare, i);
    }
    return partial_found(&partial);
}

/* --- numbers --- */

enum { NUMBER_MAX = 9999 };

/* `18b`, as far as it goes; returns the bytes that it has, 0: none. */
static int read_number(const char *text, struct scene_number *number)
{
    char *end;
    long value = *text >= '0' && *text <= '9' ? strtol(text, &end, 10) : -1;
    if (value < 0 || value > NUMBER_MAX)
        return 0;
    number->number = (int)value;
    number->letter = *end >= 'a' && *end <= 'z' ? *end++ : '\0';
    return (int)(end - text);
}

static bool is_same(const struct scene_number *a, const struct scene_number *b)
{
    return a->number == b->number && a->letter == b->letter;
}

/* A lesson's, from its name. */
static bool own_number(const struct playlist_item *item, struct scene_number *number)
{
    static const char lesson[] = "lesson-";
    int length, begin = (int)sizeof lesson - 1;
    const char *bare = scene_bare_name(item->name, &length);
    if (length <= begin || strncmp(bare, lesson, sizeof lesson - 1) != 0)
        return false;
    int size = read_number(bare + begin, number);
    number->lesson = size > 0 && (begin + size == length || bare[begin + size] == '-');
    return number->lesson;
}

/* Of two lessons that have the same one, the first has it. */
static bool is_taken(const struct scene_number *numbers, int count, const struct scene_number *own)
{
    bool taken = false;
    for (int i = 0; i < count && !taken; i++)
        taken = numbers[i].lesson && is_same(&numbers[i], own);
    return taken;
}

/* Of all, the caller's. */
static struct scene_number *number_all(const struct playlist *playlist)
{
    struct scene_number *numbers = memory_new((size_t)playlist->count + 1, sizeof *numbers), own;
    int last = 0;
    for (int i = 0; i < playlist->count; i++)
        if (own_number(&playlist->items[i], &own) && !is_taken(numbers, i, &own)) {
            numbers[i] = own;
            last = own.number > last ? own.number : last;
        }
    for (int i = 0; i < playlist->count; i++)
        if (!numbers[i].lesson)
            numbers[i].number = ++last;
    return numbers;
}

struct scene_number playlist_number(const struct playlist *playlist, int place)
{
    struct scene_number *numbers = number_all(playlist), number = numbers[place];
    free(numbers);
    return number;
}

const char *scene_number_write(const struct scene_number *number, char words[SCENE_NUMBER_SIZE])
{
    const char letter[] = {number->letter, '\0'};
    snprintf(words, SCENE_NUMBER_SIZE, "%d%s", number->number, letter);
    return words;
}

int playlist_find_number(const struct playlist *playlist, const char *text)
{
    struct scene_number wanted, *numbers = number_all(playlist);
    int size = read_number(text, &wanted), exact = -1, first = -1;
    bool good = size > 0 && !text[size];
    for (int i = playlist->count - 1; i >= 0 && good; i--) {
        exact = is_same(&numbers[i], &wanted) ? i : exact;
        first = numbers[i].number == wanted.number && !wanted.letter ? i : first;
    }
    free(numbers);
    return exact >= 0 ? exact : first;
}

int playlist_last(const struct playlist *playlist, bool lessons)
{
    struct scene_number *numbers = number_all(playlist);
    int last = 0, count = 0;
    for (int i = 0; i < playlist->count; i++) {
        bool again = false; /* another part of a lesson */
        for (int k = 0; k < i && !again; k++)
            again = numbers[k].number == numbers[i].number;
        if ((lessons && !numbers[i].lesson) || again)
            continue;
        last = numbers[i].number > last ? numbers[i].number : last;
        count++;
    }
    free(numbers);
    return count == last ? last : 0;
}

bool playlist_is_counted(const struct playlist *playlist)
{
    struct scene_number *numbers = number_all(playlist);
    bool counted = true;
    for (int i = 0; i < playlist->count; i++)
        counted &= numbers[i].number == i + 1 && !numbers[i].letter;
    free(numbers);
    return counted;
}
