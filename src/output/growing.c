#include "growing.h"

#include "file.h"

#include "../base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct growing {
    char *path;
    int descriptor;
    off_t length; /* up to which it is whole */
    bool regular; /* of a device nothing can be taken back */
};

static bool fail(const struct growing *file, const char *reason, struct error *error)
{
    return error_at(error, ERROR_NO_PLACE, "the recording ends here: cannot write %.200s: %s",
                    file->path, reason);
}

struct growing *growing_begin(const char *path, const struct text *text, struct error *error)
{
    struct output_file file;
    struct stat status;
    if (!output_begin(&file, path, error))
        return NULL;
    fwrite(text->bytes, 1, text->length, file.stream);
    /* The stream puts the file in its place and closes; what comes later goes on behind it. */
    int descriptor = fcntl(fileno(file.stream), F_DUPFD_CLOEXEC, 0);
    if (!output_commit(&file, error)) {
        if (descriptor >= 0)
            close(descriptor);
        return NULL;
    }
    struct growing *growing = memory_new(1, sizeof *growing);
    *growing = (struct growing){memory_copy(path), descriptor, (off_t)text->length,
                                fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)};
    return growing;
}

bool growing_add(struct growing *file, const struct text *text, struct error *error)
{
    struct stat status;
    if (text->length == 0)
        return true;
    if (fstat(file->descriptor, &status) == 0 && status.st_nlink == 0)
        return fail(file, "the file has been removed", error);
    ssize_t written = file->regular
                          ? pwrite(file->descriptor, text->bytes, text->length, file->length)
                          : write(file->descriptor, text->bytes, text->length);
    int reason = written < 0 ? errno : ENOSPC;
    if (written == (ssize_t)text->length) {
        file->length += written;
        return true;
    }
    struct error ignored;
    growing_cut(file, file->length, &ignored); /* a part of a line would spoil the rest */
    return fail(file, strerror(reason), error);
}

bool growing_cut(struct growing *file, off_t length, struct error *error)
{
    if (ftruncate(file->descriptor, length) != 0)
        return fail(file, strerror(errno), error);
    file->length = length;
    return true;
}

void growing_free(struct growing *file)
{
    if (!file)
        return;
    if (file->descriptor >= 0)
        close(file->descriptor);
    free(file->path);
    free(file);
}

void growing_lock(const struct growing *file)
{
    if (lockf(file->descriptor, F_TLOCK, 0) != 0)
        return; /* where files have no locks, nobody looks for them */
}

const char *growing_path(const struct growing *file)
{
    return file->path;
}

off_t growing_length(const struct growing *file)
{
    return file->length;
}
