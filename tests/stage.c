#include "stage.h"

#include "../src/cli/services.h"
#include "../src/output/frame_text.h"

#include <string.h>

struct session *session;
struct frame *frame;
struct view *view;
struct display display;
struct text shown;

void stage_begin(void)
{
    session = session_new();
    session->services = &file_services;
    frame = frame_new(80, 24);
    view = view_new();
    display =
        (struct display){.colors = COLORS_DIRECT, .unicode = true, .phase = 1, .prompt = "> "};
}

void stage_end(void)
{
    session_free(session);
    frame_free(frame);
    view_free(view);
    text_free(&shown);
}

void stage_run(const char *line)
{
    struct error error;
    int number;
    ck_assert_msg(session_execute(session, line, &error), "%s: %s", line, error.text);
    while (session_is_busy(session))
        ck_assert_msg(session_work(session, NULL, NULL, &error, &number), "%s", error.text);
}

const char *stage_draw(int columns, int rows)
{
    frame_resize(frame, columns, rows);
    view_draw(view, frame, session, &display);
    text_clear(&shown);
    frame_text_write(&shown, frame);
    return shown.bytes;
}

bool stage_shows(const char *text)
{
    return strstr(shown.bytes, text) != NULL;
}

bool stage_find(uint32_t glyph, int *column, int *row)
{
    for (int i = frame->columns; i < frame->columns * (frame->rows - 2); i++) {
        if (frame->cells[i].glyph == glyph) {
            *column = i % frame->columns, *row = i / frame->columns;
            return true;
        }
    }
    return false;
}
