/* The playlist: one scene after the other, an overview of all, and the present one anew from its
 * file. */

#include "rows.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

static const struct services *services_of(const struct session *session)
{
    static const struct services none;
    return session->host.services ? session->host.services : &none;
}

static struct playlist *list_of(const struct reader *in)
{
    return &in->session->host.playlist;
}

/* Of the present scene; -1: it is none of the list. */
static int present_place(const struct session *session)
{
    return playlist_find(&session->host.playlist, session->words.scene);
}

static char *path_of(const struct session *session, const char *name)
{
    const struct services *services = services_of(session);
    return services->place_scene ? services->place_scene(name) : memory_copy(name);
}

/* --- what is on it --- */

static void add(struct session *session, int place, const char *name, bool opens)
{
    char *path = path_of(session, name);
    int id = playlist_add(&session->host.playlist, place, name, path);
    session->words.scene = opens ? id : session->words.scene;
    free(path);
}

void playlist_begin(struct session *session, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        add(session, i, names[i], i == 0);
}

/* What is found: the lessons, or the others. */
static const char lessons[] = "lesson-";
struct find {
    struct session *session;
    bool lessons;
};

/* Of two of one name the first is found by it. */
static void add_found(void *context, const char *folder, const char *name)
{
    const struct find *find = context;
    struct session *session = find->session;
    struct playlist *playlist = &session->host.playlist;
    struct text path = {0};
    if ((strncmp(name, lessons, strlen(lessons)) == 0) != find->lessons)
        return;
    int length, known = -1;
    const char *bare = scene_bare_name(name, &length);
    char *copy = memory_copy_bytes(bare, (size_t)length);
    if (playlist->count > 0)
        known = playlist_find_name(playlist, copy);
    bool same = known >= 0 && strncmp(scene_bare_name(playlist->items[known].name, &length), copy,
                                      strlen(copy) + 1) == 0;
    text_add(&path, "%s%s%s", strcmp(folder, ".") == 0 ? "" : folder,
             strcmp(folder, ".") == 0 ? "" : "/", name);
    if (!same)
        add(session, playlist->count, path.bytes, false);
    free(copy);
    text_free(&path);
}

/* All that there are, where none were named. */
static void find_all(struct session *session)
{
    const struct services *services = services_of(session);
    for (int first = 1; first >= 0 && services->each_scene; first--) {
        struct find find = {session, first};
        services->each_scene(add_found, &find);
    }
}

void playlist_offer(struct session *session)
{
    find_all(session);
    if (session->host.playlist.count > 0)
        playlist_write(session);
}

void playlist_note_opened(struct session *session, const char *name)
{
    const struct playlist *playlist = &session->host.playlist;
    char *path = path_of(session, name);
    int place = playlist_find_path(playlist, path), present = present_place(session);
    if (place >= 0)
        session->words.scene = playlist->items[place].id;
    else
        add(session, present < 0 ? playlist->count : present + 1, name, true);
    free(path);
}

/* --- to another one --- */

static bool may_open(struct reader *in)
{
    const struct session *session = in->session;
    return (services_of(session)->open && session->script.line == 0 && !tape_acts(session)) ||
           reader_error(in, "there are no files here");
}

static bool open_place(struct reader *in, int place)
{
    struct session *session = in->session;
    const struct playlist_item *item = &list_of(in)->items[place];
    if (!services_of(session)->open(session, item->name, in->error))
        return false;
    session->words.scene = item->id;
    return true;
}

static bool has_others(struct reader *in)
{
    return list_of(in)->count > (present_place(in->session) >= 0) ||
           error_at(in->error, ERROR_NO_PLACE,
                    "there is one scene: `open NAME` puts another one behind it");
}

static bool run_neighbour(struct reader *in)
{
    bool next = strcmp(in->row->name, "next") == 0;
    int count = list_of(in)->count, present = present_place(in->session);
    int place = present + (next ? 1 : -1);
    if (!may_open(in) || !has_others(in))
        return false;
    if (place >= 0 && place < count)
        return open_place(in, place);
    return error_at(in->error, ERROR_NO_PLACE,
                    next          ? "this is the last scene"
                    : present < 0 ? "no scene is open yet: `next` opens the first"
                                  : "this is the first scene");
}

static bool is_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 &&
           (!text[digits] || (text[digits] >= 'a' && text[digits] <= 'z' && !text[digits + 1]));
}

/* By the number that the overview shows. */
static bool open_number(struct reader *in)
{
    const struct playlist *playlist = list_of(in);
    int place = playlist_find_number(playlist, in->at);
    if (playlist->count == 0)
        return reader_error(in, "there is no playlist: `open NAME` opens a scene");
    if (place >= 0)
        return open_place(in, place);
    if (playlist_is_counted(playlist))
        return reader_error(in, "there is no scene %.10s: there are 1 to %d", in->at,
                            playlist->count);
    return reader_error(in, "there is no scene %.10s; `playlist` shows their numbers", in->at);
}

static bool run_scene(struct reader *in)
{
    const struct playlist *playlist = list_of(in);
    char *end = in->at + strlen(in->at);
    while (end > in->at && strchr(" \t", end[-1]))
        *--end = '\0';
    if (reader_ended(in))
        return reader_error(in, "expected a number or a name; `playlist` shows the scenes");
    if (!may_open(in))
        return false;
    if (is_number(in->at))
        return open_number(in);
    int place = playlist_find_name(playlist, in->at);
    if (place >= 0)
        return open_place(in, place);
    const char *name = reader_rest(in);
    if (!services_of(in->session)->open(in->session, name, in->error))
        return false;
    playlist_note_opened(in->session, name);
    return true;
}

static bool run_reload(struct reader *in)
{
    struct session *session = in->session;
    if (!may_open(in))
        return false;
    if (!*session->words.path || session->words.recorded)
        return error_at(in->error, ERROR_NO_PLACE,
                        *session->words.path
                            ? "this scene came with a recorded session: it has no file"
                            : "no scene is open that could be read again");
    char *path = memory_copy(session->words.path);
    bool good = services_of(session)->open(session, path, in->error);
    if (good && session->answers.notice.length == 0)
        answers_tell(&session->answers, "read %.200s again", path);
    free(path);
    return good;
}

/* --- the overview --- */

static void describe(struct session *session, struct playlist_item *item)
{
    const struct services *services = services_of(session);
    if (!services->describe_scene || !session_page_stands(session)) /* it reads the file */
        return;
    free(item->title);
    free(item->shows);
    services->describe_scene(item->name, &item->title, &item->shows);
}

static int title_columns(const struct playlist *playlist)
{
    enum { MOST = 44 };
    int most = 0;
    for (int i = 0; i < playlist->count; i++) {
        const char *title = playlist->items[i].title;
        int columns = title ? utf8_columns(title, strlen(title)) : 0;
        most = columns > most ? columns : most;
    }
    return most < MOST ? most : MOST;
}

/* A line of its own, which is not broken. */
static void write_item(const struct playlist *playlist, int place, int present, int columns,
                       struct text *out)
{
    const struct playlist_item *item = &playlist->items[place];
    int length;
    const char *bare = scene_bare_name(item->name, &length), *title = item->title;
    bool titled = title && *title;
    int has = titled ? utf8_columns(title, strlen(title)) : length;
    const struct scene_number number = playlist_number(playlist, place);
    const char letter = number.letter ? number.letter : ' ';
    text_add(out, "  %s %2d%c %.*s%*s", place == present ? "\u2022" : " ", number.number, letter,
             titled ? (int)strlen(title) : length, titled ? title : bare,
             has < columns ? columns - has : 0, "");
    if (item->shows)
        text_add(out, "   %s", item->shows);
    text_add(out, "\n");
}

void playlist_write(struct session *session)
{
    struct playlist *playlist = &session->host.playlist;
    struct answers *answers = &session->answers;
    int present = present_place(session);
    for (int i = 0; i < playlist->count; i++)
        describe(session, &playlist->items[i]);
    int columns = title_columns(playlist);
    answers_close_page(answers);
    text_add(&answers->page, "Scenes\n\n");
    for (int i = 0; i < playlist->count; i++)
        write_item(playlist, i, present, columns, &answers->page);
    answers->stands = session_page_stands(session);
    answers->choices = playlist->count;
    answers->chosen = present > 0 ? present : 0;
}

static bool run_playlist(struct reader *in)
{
    struct session *session = in->session;
    if (list_of(in)->count == 0 && session_page_stands(session))
        find_all(session);
    playlist_write(session);
    if (list_of(in)->count == 0)
        text_add(&session->answers.page,
                 "There are none yet: `open NAME` opens one, and puts it here.\n");
    return true;
}

/* --- what is offered --- */

static void offer_items(const struct offering *offering)
{
    const struct session *session = offering->session;
    const struct playlist *playlist = &session->host.playlist;
    int present = present_place(session), length;
    char words[SCENE_NUMBER_SIZE];
    for (int i = 0; i < playlist->count && !*offering->first; i++) {
        const char *bare = scene_bare_name(playlist->items[i].name, &length);
        char *name = memory_copy_bytes(bare, (size_t)length);
        const struct scene_number number = playlist_number(playlist, i);
        offer(offering, name, "", "scene %s%s", scene_number_write(&number, words),
              i == present ? ", which is open" : "");
        free(name);
    }
}

const struct command_row playlist_commands[] = {
    {"playlist", "", "shows the scenes that are gone through: enter opens one", NULL, run_playlist,
     ALONE, .others = "scenes|overview|lessons"},
    {"scene", "N | NAME", "opens a scene of the playlist by its number or name, or another one",
     NULL, run_scene, COMMAND_ALONE, offer_items, .others = "lesson"},
    {"next", "", "opens the next scene of the playlist", NULL, run_neighbour, COMMAND_ALONE,
     .others = "next scene|next lesson"},
    {"previous", "", "opens the scene before it", NULL, run_neighbour, COMMAND_ALONE,
     .others = "prev|previous scene|previous lesson"},
    {"reload", "", "reads the scene's file again: as it is now, from its beginning", NULL,
     run_reload, COMMAND_ALONE, .others = "reopen|open again"},
    {0},
};
