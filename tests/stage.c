#include "stage.h"

#include "../src/base/memory.h"
#include "../src/cli/services.h"
#include "../src/output/frame_text.h"
#include "../src/scene/scene.h"

#include <stdio.h>
#include <string.h>

struct session *session;
struct frame *frame;
struct view *view;
struct display display;
struct text shown;

void stage_begin(void)
{
    session = session_new();
    session->host.services = &file_services;
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
    ck_assert_msg(command_execute(session, line, &error), "%s: %s", line, error.text);
    while (script_is_busy(session))
        ck_assert_msg(script_work(session, NULL, &error, &number), "%s", error.text);
}

static int row_count;

static const struct data *make_rows(struct session *owner, const char *path, struct error *error)
{
    (void)owner, (void)error;
    struct data *data = data_new(path);
    data->rows = row_count;
    data->column_count = 1;
    memcpy(data->columns[0].name, "u", 2);
    data->columns[0].values = memory_new((size_t)row_count, sizeof(double));
    for (int i = 0; i < row_count; i++)
        data->columns[0].values[i] = (i * 7919 % 10007) / 5000.0 - 1;
    return data;
}

void stage_load_rows(int count)
{
    row_count = count;
    static const struct services services = {.read_data = make_rows};
    session->host.services = &services;
    stage_run("data generated");
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

int stage_ball_at(int column, int row)
{
    int ball = 0;
    struct view_place place = view_locate(view, column, row);
    bool selects = place.target.click == CLICK_COMMAND && sscanf(place.words, "select %d", &ball);
    return selects ? ball - 1 : -1;
}

int stage_count(uint32_t glyph)
{
    int count = 0;
    for (int i = 0; i < frame->columns * frame->rows; i++)
        count += frame->cells[i].glyph == glyph;
    return count;
}

int stage_dots(void)
{
    int count = 0;
    for (int i = 0; i < frame->columns * frame->rows; i++)
        count += frame->cells[i].glyph > 0x2800 && frame->cells[i].glyph <= 0x28FF;
    return count;
}

bool stage_is(const struct frame *other)
{
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        if (!cell_equal(&frame->cells[i], &other->cells[i]))
            return false;
    }
    return true;
}

static void check_color(color ink)
{
    if (display.colors == COLORS_MONO)
        ck_assert(ink == COLOR_DEFAULT);
    else if (display.colors <= COLORS_16)
        ck_assert(ink == COLOR_DEFAULT || ink & COLOR_ANSI_FLAG);
}

void stage_check_cells(void)
{
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        const struct cell *cell = &frame->cells[i];
        ck_assert(cell->glyph == 0 || (cell->glyph >= 0x20 && utf8_width(cell->glyph) > 0));
        ck_assert(cell->combine == 0 || cell->combine >= 0x300);
        ck_assert(display.unicode || cell->glyph < 0x7F);
        check_color(cell->fg);
        check_color(cell->bg);
    }
}

struct session *stage_reopen(void)
{
    struct text saved = {0}, again = {0};
    struct scene_failure failure;
    struct error error;
    int line;
    scene_write(session, &saved);
    struct session *other = session_new();
    ck_assert_msg(scene_read(other, "", saved.bytes, saved.length, &failure), "%s\n%s",
                  failure.error.text, saved.bytes);
    ck_assert_msg(script_work(other, NULL, &error, &line), "%s\n%s", error.text, saved.bytes);
    scene_write(other, &again);
    ck_assert_str_eq(saved.bytes, again.bytes);
    text_free(&saved);
    text_free(&again);
    return other;
}
