#include "teller_parts.h"

#include <string.h>

void teller_say_at(const struct teller *teller, bool timed, int ball, const char *event,
                   struct text *text)
{
    struct text line = {0};
    if (text->length) {
        text_add_visible(&line, text->bytes, text->length);
        int64_t n = timed ? teller->session->sim->clock : -1;
        teller->say(teller->context, &(struct saying){n, n, ball, event, line.bytes});
    }
    text_free(&line);
    text_free(text);
}

void teller_say(const struct teller *teller, int ball, const char *event, struct text *text)
{
    teller_say_at(teller, true, ball, event, text);
}

bool teller_is_new(struct text *told, const char *text)
{
    if (told->bytes && strcmp(told->bytes, text) == 0)
        return false;
    bool both_empty = !told->bytes && !*text;
    text_clear(told);
    text_add(told, "%s", text);
    return !both_empty;
}
