#include "lost.h"

#include "../base/memory.h"
#include "../output/tape_file.h"
#include "../scene/scene.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KEPT = 9 };
static const char running[] = "running-";

struct lost {
    char *path;
    struct tape_file *file; /* NULL: nobody has done anything yet */
};

/* --- what was cut off --- */

static void name_at(const struct text *folder, int index, struct text *path)
{
    text_clear(path);
    text_add(path, "%s/lost", folder->bytes);
    if (index > 1)
        text_add(path, "-%d", index);
    text_add(path, ".session");
}

/* Whether nobody writes it any more. */
static bool is_left(const char *path)
{
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    bool left = descriptor >= 0 && lockf(descriptor, F_TEST, 0) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return left;
}

/* It is the latest, lost.session; the others move on, and the oldest goes. */
static void keep(const struct text *folder, const char *path)
{
    struct text from = {0}, to = {0};
    for (int i = KEPT; i > 1; i--) {
        name_at(folder, i - 1, &from);
        name_at(folder, i, &to);
        rename(from.bytes, to.bytes);
    }
    name_at(folder, 1, &to);
    rename(path, to.bytes);
    text_free(&from);
    text_free(&to);
}

static bool find_left(const struct text *folder)
{
    bool found = false;
    struct text path = {0};
    DIR *directory = opendir(folder->bytes);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        if (strncmp(entry->d_name, running, strlen(running)) != 0)
            continue;
        text_clear(&path);
        text_add(&path, "%s/%s", folder->bytes, entry->d_name);
        if (is_left(path.bytes)) {
            keep(folder, path.bytes);
            found = true;
        }
    }
    if (directory)
        closedir(directory);
    text_free(&path);
    return found;
}

/* --- what might be --- */

/* A scene that was only looked at is not worth it. */
static bool is_by_hand(const struct journal *journal)
{
    for (int i = 0; i < journal->count; i++)
        if (journal->entries[i].by != BY_SCENE)
            return true;
    return false;
}

static void told(void *context, const struct journal *journal, int first)
{
    struct lost *lost = context;
    struct error ignored;
    if (!lost->file && is_by_hand(journal)) {
        lost->file = tape_file_begin(lost->path, &ignored);
        first = 0;
    }
    if (lost->file)
        tape_file_told(lost->file, journal, first);
}

static void ended(void *context, int64_t clock, double second)
{
    struct lost *lost = context;
    if (lost->file) {
        unlink(lost->path); /* as long as its lock says that it is not left */
        tape_file_ended(lost->file, clock, second);
    }
    free(lost->path);
    free(lost);
}

bool lost_look(void)
{
    struct text folder = {0};
    bool left = scene_state_folder(&folder) && find_left(&folder);
    text_free(&folder);
    return left;
}

void lost_begin(struct session *session)
{
    struct text folder = {0}, path = {0};
    if (scene_state_folder(&folder)) {
        text_add(&path, "%s/%s%ld.session", folder.bytes, running, (long)getpid());
        scene_make_folders(path.bytes);
        struct lost *lost = memory_new(1, sizeof *lost);
        lost->path = path.bytes;
        session->journal.readers[READER_LOST] = (struct journal_reader){told, ended, lost, NULL};
    }
    text_free(&folder);
}
