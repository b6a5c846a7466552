#include "report.h"

#include <string.h>

static void add_visible(struct text *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t character;
        int size = utf8_decode(bytes + i, length - i, &character);
        bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
        if (character == '\t')
            text_add_bytes(out, " ", 1);
        else if (control)
            text_add_bytes(out, "?", 1);
        else
            text_add_bytes(out, bytes + i, (size_t)size);
        i += (size_t)size;
    }
}

/* Columns of text as add_visible shows it: control characters take one there. */
static int visible_columns(const char *bytes, size_t length)
{
    int columns = 0;
    for (size_t i = 0; i < length;) {
        uint32_t character;
        i += (size_t)utf8_decode(bytes + i, length - i, &character);
        bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
        columns += control ? 1 : utf8_width(character);
    }
    return columns;
}

void report_write(struct text *out, const struct source *source, const struct error *error)
{
    size_t length = source->text ? strlen(source->text) : 0;
    size_t offset = error->offset > 0 ? (size_t)error->offset : 0;
    if (offset > length)
        offset = length;
    bool placed = source->text && error->offset != ERROR_NO_PLACE;
    text_add(out, "overshoot: ");
    if (source->file) {
        add_visible(out, source->file, strlen(source->file));
        text_add(out, ":");
    }
    if (source->line > 0)
        text_add(out, "%d:", source->line);
    if (placed)
        text_add(out, "%d:", utf8_count(source->text, offset) + 1);
    if (source->file || source->line > 0 || placed)
        text_add(out, " ");
    add_visible(out, error->text, strlen(error->text));
    text_add(out, "\n");
    if (!placed || length > 500)
        return;
    text_add(out, "    ");
    add_visible(out, source->text, length);
    text_add(out, "\n    %*s^\n", visible_columns(source->text, offset), "");
}
