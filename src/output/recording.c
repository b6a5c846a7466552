#include "recording.h"

#include "cast.h"
#include "growing.h"

#include "../base/memory.h"

#include <stdlib.h>

struct recording {
    struct growing *file;
    struct text bytes; /* not yet written */
    struct cast *cast;
    double began; /* the first frame's seconds; negative: there is none */
    double last;  /* the last one's, since the first */
};

struct recording *recording_begin(const char *path, int columns, int rows, enum color_level level,
                                  const char *title, struct error *error)
{
    struct recording *recording = memory_new(1, sizeof *recording);
    recording->began = -1;
    recording->cast = cast_new(&recording->bytes, columns, rows, level, title);
    recording->file = growing_begin(path, &recording->bytes, error);
    text_clear(&recording->bytes);
    if (recording->file)
        return recording;
    recording_free(recording);
    return NULL;
}

static bool write_bytes(struct recording *recording, struct error *error)
{
    bool good = growing_add(recording->file, &recording->bytes, error);
    text_clear(&recording->bytes);
    return good;
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
    growing_free(recording->file);
    cast_free(recording->cast);
    text_free(&recording->bytes);
    free(recording);
}

const char *recording_path(const struct recording *recording)
{
    return growing_path(recording->file);
}
