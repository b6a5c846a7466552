#include "cast.h"

#include <string.h>

static void add_string(struct text *out, const char *bytes, size_t length)
{
    text_add(out, "\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '"' || c == '\\')
            text_add(out, "\\%c", c);
        else if (c < ' ' || c == 0x7f)
            text_add(out, "\\u%04x", c);
        else
            text_add_bytes(out, bytes + i, 1);
    }
    text_add(out, "\"");
}

void cast_begin(struct text *out, int columns, int rows, const char *title)
{
    text_add(out, "{\"version\": 2, \"width\": %d, \"height\": %d, \"title\": ", columns, rows);
    add_string(out, title, strlen(title));
    text_add(out, ", \"env\": {\"TERM\": \"xterm-256color\"}}\n");
}

void cast_event(struct text *out, double seconds, const char *bytes, size_t length)
{
    text_add(out, "[%.6f, \"o\", ", seconds);
    add_string(out, bytes, length);
    text_add(out, "]\n");
}
