/* The commands of how things are looked at: layers, colours, words. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include <stdlib.h>
#include <string.h>

static bool find_layer(const char *arguments, enum layer *layer, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    int found = 0;
    while (found < LAYER_COUNT && strcmp(layer_rows[found].name, name) != 0)
        found++;
    free(name);
    *layer = (enum layer)found;
    if (found < LAYER_COUNT)
        return true;
    struct text names = {0};
    for (int i = 0; i < LAYER_COUNT; i++)
        text_add(&names, "%s%s", i ? ", " : "", layer_rows[i].name);
    error_at(error, offset, "expected a layer: %s", names.bytes);
    text_free(&names);
    return false;
}

bool command_show(struct session *session, const char *arguments, struct error *error)
{
    enum layer layer;
    if (!find_layer(arguments, &layer, error))
        return false;
    session->look.layers[layer] = true;
    return true;
}

bool command_hide(struct session *session, const char *arguments, struct error *error)
{
    enum layer layer;
    if (!find_layer(arguments, &layer, error))
        return false;
    session->look.layers[layer] = false;
    return true;
}

bool command_toggle(struct session *session, const char *arguments, struct error *error)
{
    enum layer layer;
    if (!find_layer(arguments, &layer, error))
        return false;
    session->look.layers[layer] = !session->look.layers[layer];
    return true;
}

bool command_color(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    const struct colormap_row *row = catalogue_colormap(name);
    free(name);
    if (row) {
        session->look.colormap = row;
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
    session->look.scale = linear ? SCALE_LINEAR : SCALE_LOG;
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
    set_text(&session->words.caption, arguments);
    return true;
}

bool command_title(struct session *session, const char *arguments, struct error *error)
{
    (void)error;
    set_text(&session->words.title, arguments);
    return true;
}
