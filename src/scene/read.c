/* Files that a user names, as bytes. */

#include "scene.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse_kind(mode_t mode, const char *what, struct error *error)
{
    const char *kind = S_ISDIR(mode) ? "directory" : S_ISFIFO(mode) ? "pipe" : "device";
    return error_at(error, ERROR_NO_PLACE, "cannot read %s: it is a %s; expected a file", what,
                    kind);
}

/* A pipe is not waited for. */
static bool open_file(const char *path, const char *what, int *file, struct error *error)
{
    struct stat status;
    *file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*file < 0 || fstat(*file, &status) != 0)
        return error_at(error, ERROR_NO_PLACE, "cannot open %s: %s", what, strerror(errno));
    return S_ISREG(status.st_mode) || refuse_kind(status.st_mode, what, error);
}

char *scene_read_file(const char *path, size_t most, const char *what, size_t *length,
                      struct error *error)
{
    enum { BLOCK = 1 << 16 };
    struct text bytes = {0};
    ssize_t size = 1;
    int file;
    bool good = open_file(path, what, &file, error);
    while (good && size > 0 && bytes.length <= most) {
        size = read(file, text_room(&bytes, BLOCK), BLOCK);
        if (size > 0)
            bytes.length += (size_t)size;
    }
    if (size < 0)
        good = error_at(error, ERROR_NO_PLACE, "cannot read %s: %s", what, strerror(errno));
    else if (bytes.length > most)
        good = error_at(error, ERROR_NO_PLACE, "%s: too large; expected at most %zu bytes", what,
                        most);
    if (file >= 0)
        close(file);
    text_add_bytes(&bytes, "", 0);
    *length = bytes.length;
    if (!good)
        text_free(&bytes);
    return bytes.bytes;
}
