#include "recording.h"

#include "cast.h"
#include "file.h"

#include "../base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct recording {
    char *path;
    int descriptor;
    struct text bytes; /* not yet written */
    struct cast *cast;
    double began; /* the first frame's seconds; negative: there is none */
    double last;  /* the last one's, since the first */
    off_t length; /* of the file, up to which it is whole; -1: not a file that can be cut */
};

static bool fail(const struct recording *recording, const char *reason, struct error *error)
{
    return error_at(error, ERROR_NO_PLACE, "the recording ends here: cannot write %.200s: %s",
                    recording->path, reason);
}

struct recording *recording_begin(const char *path, int columns, int rows, enum color_level level,
                                  const char *title, struct error *error)
{
    struct output_file file;
    if (!output_begin(&file, path, error))
        return NULL;
    struct recording *recording = memory_new(1, sizeof *recording);
    recording->path = memory_copy(path);
    recording->began = -1;
    recording->length = -1;
    recording->cast = cast_new(&recording->bytes, columns, rows, level, title);
    fwrite(recording->bytes.bytes, 1, recording->bytes.length, file.stream);
    text_clear(&recording->bytes);
    /* The stream puts the file in its place and closes; what comes later goes on behind it. */
    recording->descriptor = fcntl(fileno(file.stream), F_DUPFD_CLOEXEC, 0);
    if (!output_commit(&file, error)) {
        recording_free(recording);
        return NULL;
    }
    struct stat status;
    if (fstat(recording->descriptor, &status) == 0 && S_ISREG(status.st_mode))
        recording->length = status.st_size;
    return recording;
}

/* A part of a line would spoil the rest of the recording. */
static void take_back(const struct recording *recording)
{
    if (recording->length >= 0 && ftruncate(recording->descriptor, recording->length) != 0)
        return; /* it is no worse than it was */
}

static bool write_bytes(struct recording *recording, struct error *error)
{
    struct text *bytes = &recording->bytes;
    struct stat status;
    if (bytes->length == 0)
        return true;
    if (fstat(recording->descriptor, &status) == 0 && status.st_nlink == 0)
        return fail(recording, "the file has been removed", error);
    ssize_t written = write(recording->descriptor, bytes->bytes, bytes->length);
    if (written < 0 || (size_t)written < bytes->length) {
        int reason = written < 0 ? errno : ENOSPC;
        take_back(recording);
        return fail(recording, strerror(reason), error);
    }
    if (recording->length >= 0)
        recording->length += written;
    text_clear(bytes);
    return true;
}

bool recording_frame(struct recording *recording, double seconds, const struct frame *frame,
                     struct error *error)
{
    if (recording->began < 0)
        recording->began = seconds;
    recording->last = seconds - recording->began;
    cast_frame(recording->cast, recording->last, frame);
    return write_bytes(recording, error);
}

bool recording_end(struct recording *recording, double seconds, struct error *error)
{
    double end = recording->began < 0 ? 0 : seconds - recording->began;
    cast_end(recording->cast, end > recording->last ? end : recording->last);
    bool good = write_bytes(recording, error);
    recording_free(recording);
    return good;
}

void recording_free(struct recording *recording)
{
    if (!recording)
        return;
    if (recording->descriptor >= 0)
        close(recording->descriptor);
    cast_free(recording->cast);
    text_free(&recording->bytes);
    free(recording->path);
    free(recording);
}

const char *recording_path(const struct recording *recording)
{
    return recording->path;
}
