/* The commands of how things are looked at: layers, colours, words. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include <stdlib.h>
#include <string.h>

static bool set_layer(struct session *session, const char *arguments, bool shown,
                      struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    bool found = false;
    for (int i = 0; i < LAYER_COUNT; i++)
        if (strcmp(layer_names[i], name) == 0) {
            session->layers[i] = shown;
            found = true;
        }
    free(name);
    if (found)
        return true;
    struct text names = {0};
    for (int i = 0; i < LAYER_COUNT; i++)
        text_add(&names, "%s%s", i ? ", " : "", layer_names[i]);
    error_at(error, offset, "expected a layer: %s", names.bytes);
    text_free(&names);
    return false;
}

bool command_show(struct session *session, const char *arguments, struct error *error)
{
    return set_layer(session, arguments, true, error);
}

bool command_hide(struct session *session, const char *arguments, struct error *error)
{
    return set_layer(session, arguments, false, error);
}

bool command_color(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    const struct colormap_row *row = catalogue_colormap(name);
    free(name);
    if (row) {
        session->colormap = row;
        return true;
    }
    struct text names = {0};
    for (int i = 0; i < colormap_row_count; i++)
        text_add(&names, "%s%s", i ? ", " : "", colormap_rows[i].name);
    error_at(error, offset, "expected a colour map: %s", names.bytes);
    text_free(&names);
    return false;
}

bool command_scale(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    bool linear = strcmp(name, "linear") == 0, log = strcmp(name, "log") == 0;
    free(name);
    if (!linear && !log)
        return error_at(error, offset, "expected a scale: log or linear");
    session->scale = linear ? SCALE_LINEAR : SCALE_LOG;
    return true;
}

static void set_text(char **text, const char *arguments)
{
    struct reader reader = reader_begin(arguments);
    free(*text);
    *text = reader_rest(&reader);
}

bool command_caption(struct session *session, const char *arguments, struct error *error)
{
    (void)error;
    set_text(&session->caption, arguments);
    return true;
}

bool command_title(struct session *session, const char *arguments, struct error *error)
{
    (void)error;
    set_text(&session->title, arguments);
    return true;
}
