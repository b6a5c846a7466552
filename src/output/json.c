#include "json.h"

void json_add_string(struct text *out, const char *bytes, size_t length)
{
    text_add(out, "\"");
    for (size_t at = 0; at < length;) {
        uint32_t c;
        at += (size_t)utf8_decode(bytes + at, length - at, &c);
        if (c == '"' || c == '\\')
            text_add(out, "\\%c", (int)c);
        else if (c == '\n')
            text_add(out, "\\n");
        else if (c < ' ' || (c >= 0x7f && c < 0xa0))
            text_add(out, "\\u%04x", (unsigned)c);
        else
            text_add_character(out, c);
    }
    text_add(out, "\"");
}
