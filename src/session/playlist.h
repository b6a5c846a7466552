#ifndef OVERSHOOT_SESSION_PLAYLIST_H
#define OVERSHOOT_SESSION_PLAYLIST_H

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
/* The one of that name, be it without folder and ending, else the only one that begins so. */
int playlist_find_name(const struct playlist *playlist, const char *name);

/* Without folder and ending: where it begins, and how many bytes it has. */
const char *scene_bare_name(const char *name, int *length);

#endif
