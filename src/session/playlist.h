#ifndef OVERSHOOT_SESSION_PLAYLIST_H
#define OVERSHOOT_SESSION_PLAYLIST_H

#include <stdbool.h>

/* The scenes that are gone through one after the other. Which of them is open the session says, by
 * the scene's id: its place may become another one when others are put before it. */

struct playlist_item {
    int id;              /* from 1 */
    char *name;          /* that it is opened by */
    char *path;          /* where that was found, to know it again */
    char *title, *shows; /* what the overview says of it, when it was shown last; or NULL */
};

struct playlist {
    struct playlist_item *items;
    int count, capacity;
};

void playlist_free(struct playlist *playlist);
/* Puts one there, before what has that place; the texts are copied. Returns its id. */
int playlist_add(struct playlist *playlist, int place, const char *name, const char *path);
/* Their places, from 0; -1: it is not there. */
int playlist_find(const struct playlist *playlist, int id);
int playlist_find_path(const struct playlist *playlist, const char *path);
/* The one of that name, be it without folder and ending, else the only one that begins so, or has
 * it. -1: there is none. */
int playlist_find_name(const struct playlist *playlist, const char *name);

/* What a scene is called by: `lesson-18b-newton.scene` has the number of the lesson, 18b; the
 * others are counted on from the last lesson, or from 1 where there is none. */
struct scene_number {
    int number;
    char letter; /* 0: none */
    bool lesson; /* it is a lesson's own */
};
enum { SCENE_NUMBER_SIZE = 16 };
struct scene_number playlist_number(const struct playlist *playlist, int place);
/* `18b`. */
const char *scene_number_write(const struct scene_number *number, char words[SCENE_NUMBER_SIZE]);
/* The place of such a number, with zeros before it or without; of a lesson in parts, 16 is the
 * first of them. -1: there is none, or the text is no number. */
int playlist_find_number(const struct playlist *playlist, const char *text);
/* The greatest number of the lessons, or of all; 0: some up to there are left out. */
int playlist_last(const struct playlist *playlist, bool lessons);
/* Whether the numbers are those of the places: 1, 2, … */
bool playlist_is_counted(const struct playlist *playlist);

/* Without folder and ending: where it begins, and how many bytes it has. */
const char *scene_bare_name(const char *name, int *length);

#endif
