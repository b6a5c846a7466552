#include "report.h"

#include <string.h>

/* Columns of text as text_add_visible shows it. */
static int visible_columns(const char *bytes, size_t length)
{
    struct text visible = {0};
    text_add_visible(&visible, bytes, length);
    int columns = utf8_columns(visible.bytes, visible.length);
    text_free(&visible);
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
        text_add_visible(out, source->file, strlen(source->file));
        text_add(out, ":");
    }
    if (source->line > 0)
        text_add(out, "%d:", source->line);
    if (placed)
        text_add(out, "%d:", utf8_count(source->text, offset) + 1);
    if (source->file || source->line > 0 || placed)
        text_add(out, " ");
    text_add_visible(out, error->text, strlen(error->text));
    text_add(out, "\n");
    if (!placed || length > 500)
        return;
    text_add(out, "    ");
    text_add_visible(out, source->text, length);
    text_add(out, "\n    %*s^\n", visible_columns(source->text, offset), "");
}
