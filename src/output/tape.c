#include "tape.h"

#include "../base/memory.h"
#include "../scene/scene.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct tape_file {
    char *path, *folder;
    int descriptor;
    int written; /* entries */
    off_t last;  /* where the last of them begins */
    off_t size;
    int failed; /* the errno with which it did; 0: it did not */
};

static void put(struct tape_file *file, const struct text *text)
{
    ssize_t done = pwrite(file->descriptor, text->bytes, text->length, file->size);
    if (done == (ssize_t)text->length)
        file->size += done;
    else if (ftruncate(file->descriptor, file->size) != 0 || !file->failed)
        file->failed = done < 0 ? errno : ENOSPC;
}

static void cut(struct tape_file *file, off_t size)
{
    file->size = size;
    if (ftruncate(file->descriptor, size) != 0)
        file->failed = errno;
}

void tape_file_told(void *context, const struct journal *journal, int first)
{
    struct tape_file *file = context;
    struct text text = {0};
    if (first < file->written - 1 || file->size == 0) { /* another past: all anew */
        cut(file, 0);
        tape_write_header(&text);
        put(file, &text);
        first = 0;
    } else if (first < file->written) {
        cut(file, file->last);
    }
    for (int i = first; i < journal->count && !file->failed; i++) {
        text_clear(&text);
        tape_write(journal, i, file->folder, &text);
        file->last = file->size;
        put(file, &text);
    }
    file->written = journal->count;
    text_free(&text);
}

struct tape_file *tape_file_begin(const char *path, struct error *error)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        error_set(error, ERROR_NO_PLACE, "cannot write %.200s: %s", path, strerror(errno));
        return NULL;
    }
    struct tape_file *file = memory_new(1, sizeof *file);
    const char *name = strrchr(path, '/');
    char *folder = memory_copy_bytes(name ? path : ".", name ? (size_t)(name + 1 - path) : 1);
    char *real = realpath(folder, NULL);
    file->path = memory_copy(path);
    file->folder = real ? real : memory_copy("");
    file->descriptor = descriptor;
    free(folder);
    return file;
}

bool tape_file_end(struct tape_file *file, int64_t clock, double second, struct error *error)
{
    struct text text = {0};
    tape_write_end(clock, second, &text);
    put(file, &text);
    text_free(&text);
    bool good = !file->failed;
    if (!good)
        error_set(error, ERROR_NO_PLACE, "cannot write %.200s: %s", file->path,
                  strerror(file->failed));
    close(file->descriptor);
    free(file->path);
    free(file->folder);
    free(file);
    return good;
}

void tape_file_ended(void *context, int64_t clock, double second)
{
    struct error ignored;
    tape_file_end(context, clock, second, &ignored);
}

const char *tape_file_path(const struct tape_file *file)
{
    return file->path;
}
