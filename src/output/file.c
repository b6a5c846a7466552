#include "file.h"

#include "../base/memory.h"
#include "../base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(const char *path, int reason, struct error *error)
{
    return error_at(error, ERROR_NO_PLACE, "cannot write %.200s: %s", path, strerror(reason));
}

/* The file itself where path is a link: the link stays one. */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = memory_copy(real ? real : path);
    free(real);
    return copy;
}

/* One that leads to a file which is not there yet: that one is made. */
static bool is_open_link(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

static mode_t wanted_mode(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* What is beside its place then goes, unless it has come into it. */
static void end(struct output_file *file, bool good)
{
    if (!good && file->beside)
        unlink(file->beside);
    free(file->path);
    free(file->beside);
}

bool output_begin(struct output_file *file, const char *path, struct error *error)
{
    *file = (struct output_file){.path = resolve(path)};
    struct stat status;
    bool there = stat(file->path, &status) == 0;
    if (there ? !S_ISREG(status.st_mode) : is_open_link(file->path)) {
        file->stream = fopen(file->path, "w");
    } else {
        struct text name = {0};
        text_add(&name, "%s.XXXXXX", file->path);
        file->beside = name.bytes;
        int descriptor = mkstemp(file->beside);
        if (descriptor >= 0) {
            fchmod(descriptor, wanted_mode(file->path));
            file->stream = fdopen(descriptor, "w");
        }
    }
    if (file->stream)
        return true;
    fail(path, errno, error);
    end(file, true);
    return false;
}

bool output_commit(struct output_file *file, struct error *error)
{
    bool good = fflush(file->stream) == 0 && !ferror(file->stream);
    if (good && file->beside)
        good = fsync(fileno(file->stream)) == 0;
    int reason = errno;
    if (fclose(file->stream) != 0 && good) {
        reason = errno;
        good = false;
    }
    if (good && file->beside && rename(file->beside, file->path) != 0) {
        reason = errno;
        good = false;
    }
    if (!good)
        fail(file->path, reason, error);
    end(file, good);
    return good;
}

void output_abandon(struct output_file *file)
{
    fclose(file->stream);
    end(file, false);
}

bool output_write(const char *path, const char *bytes, size_t length, struct error *error)
{
    struct output_file file;
    if (!output_begin(&file, path, error))
        return false;
    if (length)
        fwrite(bytes, 1, length, file.stream);
    return output_commit(&file, error);
}
