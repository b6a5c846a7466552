#include "cast.h"

#include "frame_ansi.h"
#include "json.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

struct cast {
    struct text *out;
    struct ansi_pen pen;  /* a player's */
    struct frame *before; /* what it shows by now, if the pen is known */
};

static void add_event(struct text *out, double seconds, char kind, const char *bytes, size_t length)
{
    text_add(out, "[%.6f, \"%c\", ", seconds, kind);
    json_add_string(out, bytes, length);
    text_add(out, "]\n");
}

struct cast *cast_new(struct text *out, int columns, int rows, enum color_level level,
                      const char *title)
{
    struct cast *cast = memory_new(1, sizeof *cast);
    *cast = (struct cast){.out = out, .pen = ansi_pen(level), .before = frame_new(columns, rows)};
    text_add(out, "{\"version\": 2, \"width\": %d, \"height\": %d, \"title\": ", columns, rows);
    json_add_string(out, title, strlen(title));
    text_add(out, ", \"env\": {\"TERM\": \"xterm-256color\"}}\n");
    return cast;
}

void cast_free(struct cast *cast)
{
    if (!cast)
        return;
    frame_free(cast->before);
    free(cast);
}

static void resize(struct cast *cast, double seconds, const struct frame *frame)
{
    struct text size = {0};
    text_add(&size, "%dx%d", frame->columns, frame->rows);
    add_event(cast->out, seconds, 'r', size.bytes, size.length);
    text_free(&size);
    frame_resize(cast->before, frame->columns, frame->rows);
    cast->pen.known = false;
}

void cast_frame(void *context, double seconds, const struct frame *frame)
{
    struct cast *cast = context;
    struct text bytes = {0};
    if (frame->columns != cast->before->columns || frame->rows != cast->before->rows)
        resize(cast, seconds, frame);
    frame_ansi_update(&bytes, &cast->pen, cast->before, frame);
    if (bytes.length)
        add_event(cast->out, seconds, 'o', bytes.bytes, bytes.length);
    text_free(&bytes);
    frame_copy(cast->before, frame);
}

/* A player shows the last picture until the last event. */
void cast_end(void *context, double seconds)
{
    const struct cast *cast = context;
    add_event(cast->out, seconds, 'o', "\033[0m", 4);
}

struct frame_sink cast_sink(struct cast *cast)
{
    return (struct frame_sink){cast, cast_frame, cast_end};
}
