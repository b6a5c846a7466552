/* What stands below the map: caption, message, prompt and its completions. */

#include "parts.h"

#include "../base/memory.h"
#include "../command/command.h"

#include <stdlib.h>
#include <string.h>

enum { CAPTION_LINES_MAX = 8, MARGIN = 1, MORE_COLUMNS = 8 };

/* The caption as it is shown, and its lines. */
struct caption {
    struct text text;
    struct line lines[CAPTION_LINES_MAX];
    int count;
    bool cut; /* there is more of it than lines */
};

static struct caption caption_of(const struct screen *screen, const char *text)
{
    struct caption caption = {0};
    screen_spell(screen, &caption.text, text);
    return caption;
}

static void wrap(struct caption *caption, int columns, int max)
{
    caption->count = 0;
    if (caption->text.bytes && columns > 0)
        caption->count = screen_wrap(caption->text.bytes, columns, caption->lines,
                                     max < CAPTION_LINES_MAX ? max : CAPTION_LINES_MAX);
    caption->cut =
        caption->count > 0 && (size_t)caption->lines[caption->count - 1].end < caption->text.length;
}

static int longest_word(const char *text)
{
    int longest = 0;
    while (*text) {
        size_t length = strcspn(text, " \n");
        int columns = utf8_columns(text, length);
        longest = columns > longest ? columns : longest;
        text += length + (text[length] != '\0');
    }
    return longest;
}

/* Lines of a length that is read with ease, if there is room for as many as that takes, and all
 * about as long: none holds a word alone. */
static void wrap_evenly(struct caption *caption, int columns, int max)
{
    enum { READABLE = 110 };
    int high = columns < READABLE ? columns : READABLE;
    wrap(caption, high, max);
    if (caption->cut && high < columns)
        wrap(caption, high = columns, max);
    if (caption->cut || caption->count <= 1)
        return;
    int low = longest_word(caption->text.bytes), count = caption->count;
    while (low < high) { /* the narrowest that needs no more lines */
        int middle = (low + high) / 2;
        wrap(caption, middle, count);
        low = caption->cut ? middle + 1 : low;
        high = caption->cut ? high : middle;
    }
    wrap(caption, high, max);
}

/* In so many columns; those beside the last line say which key shows the rest. */
static void draw_lines(const struct screen *screen, const struct caption *caption, struct area area,
                       int room, enum role role)
{
    int end = area.column + area.columns, column = area.column;
    int row = area.row + caption->count - 1;
    for (int i = 0; i < caption->count && i < area.rows; i++)
        column = screen_line(screen, area.column, area.row + i, end, role, caption->text.bytes,
                             &caption->lines[i]);
    if (!caption->cut || caption->count > area.rows)
        return;
    column = column < area.column + room ? column : area.column + room - 1;
    screen_text(screen, column, row, end, role, screen_word(screen, "…", "~"));
    if (room < area.columns) {
        int begin = end - MORE_COLUMNS + 2;
        column = screen_text(screen, begin, row, end, ROLE_STRONG, "C");
        column = screen_text(screen, column + 1, row, end, ROLE_MUTED, "more");
        target_key(screen, (struct area){begin, row, column - begin, 1}, "C");
    }
}

int caption_lines(const struct screen *screen, int columns, int max)
{
    struct caption caption = caption_of(screen, screen->session->words.caption);
    wrap_evenly(&caption, columns, max);
    text_free(&caption.text);
    return caption.count;
}

void caption_draw(const struct screen *screen, struct area area)
{
    struct caption caption = caption_of(screen, screen->session->words.caption);
    wrap_evenly(&caption, area.columns, area.rows);
    int room = area.columns - (caption.cut ? MORE_COLUMNS : 0);
    if (caption.cut)
        wrap(&caption, room, area.rows);
    draw_lines(screen, &caption, area, room, ROLE_TEXT);
    screen_tint_balls(screen, area);
    text_free(&caption.text);
}

/* Grows upwards from its row, over what is there, so that nothing else has to move. */
void message_draw(const struct screen *screen, int row, int top)
{
    const struct display *display = screen->display;
    screen->frame->said_column = MARGIN;
    screen->frame->said_row = row;
    if (!display->message || !*display->message)
        return;
    int columns = screen->frame->columns - 2 * MARGIN, max = row - top + 1;
    struct caption message = caption_of(screen, display->message);
    wrap(&message, columns, max < 3 ? max : 3);
    struct area area = {MARGIN, row - message.count + 1, columns, message.count};
    screen->frame->said_row = area.row;
    struct area whole = {0, area.row, screen->frame->columns, area.rows};
    screen_fill(screen, whole, ROLE_TEXT);
    target_cover(screen, whole);
    target_key(screen, area, "escape");
    draw_lines(screen, &message, area, columns,
               display->message_is_error ? ROLE_DANGER : ROLE_MUTED);
    if (!display->message_is_error)
        screen_tint_balls(screen, area);
    text_free(&message.text);
}

static int prompt_columns(const char *text, int length)
{
    int columns = 0;
    for (int at = 0; at < length;) {
        uint32_t character;
        at += utf8_decode(text + at, (size_t)(length - at), &character);
        columns += frame_width(character);
    }
    return columns;
}

/* The byte from which the line is shown, so that the cursor is within `room` columns. */
static int scroll(const char *line, int cursor, int room)
{
    int begin = 0, columns = prompt_columns(line, cursor);
    while (begin < cursor && columns >= room) {
        uint32_t character;
        begin += utf8_decode(line + begin, (size_t)(cursor - begin), &character);
        columns -= frame_width(character);
    }
    return begin;
}

static void draw_closed(const struct screen *screen, int row)
{
    int end = screen->frame->columns - MARGIN;
    int column = screen_text(screen, MARGIN, row, end, ROLE_ACCENT, screen_word(screen, "›", ">"));
    column = screen_text(screen, column + 1, row, end, ROLE_FAINT, "press : to type a command");
    target_key(screen, (struct area){MARGIN, row, column - MARGIN, 1}, ":");
}

/* The key that a course presses, and what it does. */
static void draw_key(const struct screen *screen, int row)
{
    const struct session *session = screen->session;
    const struct key_row *key = key_find(session, session->script.hold.text);
    int end = screen->frame->columns - MARGIN;
    int column = screen_printf(screen, MARGIN, row, end, ROLE_CHOSEN, " %s ",
                               key_sign(screen, session->script.hold.text, false));
    if (key)
        screen_text(screen, column + 1, row, end, ROLE_MUTED, key->help);
}

static void draw_line(const struct screen *screen, int row, const char *prompt, const char *line,
                      int cursor)
{
    struct frame *frame = screen->frame;
    int length = (int)strlen(line);
    cursor = cursor < 0 ? 0 : cursor > length ? length : cursor;
    int end = frame->columns - MARGIN;
    screen_fill(screen, (struct area){0, row, frame->columns, 1}, ROLE_TEXT);
    /* a long prompt (a search's) leaves the line at least half of the row */
    int column = frame_text(frame, MARGIN, row, frame->columns / 2,
                            screen_style(screen, ROLE_ACCENT), prompt);
    int begin = scroll(line, cursor, end - column - (cursor > 0 ? 1 : 0));
    frame_text(frame, column, row, end, screen_style(screen, ROLE_STRONG), line + begin);
    if (begin > 0)
        screen_text(screen, column, row, end, ROLE_FAINT, screen_word(screen, "…", "<"));
    int at = column + prompt_columns(line + begin, cursor - begin);
    frame->cursor_column = at < frame->columns ? at : frame->columns - 1;
    frame->cursor_row = row;
}

void prompt_draw(const struct screen *screen, int row)
{
    const struct display *display = screen->display;
    const struct hold *hold = &screen->session->script.hold;
    if (display->prompt_open) {
        draw_line(screen, row, display->prompt ? display->prompt : "",
                  display->line ? display->line : "", display->cursor);
    } else if (hold->kind == HOLD_TYPING) { /* what a course's hand has typed by now */
        char *line = memory_copy_bytes(hold->text, (size_t)hold->length);
        draw_line(screen, row, screen_word(screen, "› ", "> "), line, hold->length);
        free(line);
    } else if (hold->kind == HOLD_KEY) {
        draw_key(screen, row);
    } else if (!quiz_is_shown(screen->session)) {
        draw_closed(screen, row);
    }
}

static int longest(const struct screen *screen)
{
    const struct display *display = screen->display;
    int columns = 0;
    for (int i = 0; i < display->candidate_count; i++) {
        int width = screen_columns(screen, display->candidates[i].text);
        columns = width > columns ? width : columns;
    }
    return columns;
}

/* Above the prompt: one candidate a line with its hint while they fit, else in columns. */
void candidates_draw(const struct screen *screen, int row, int top)
{
    const struct display *display = screen->display;
    int room = row - top + 1 < 10 ? row - top + 1 : 10, count = display->candidate_count;
    if (!display->prompt_open || count <= 0 || room < 1)
        return;
    int columns = screen->frame->columns, width = longest(screen);
    int across = count <= room ? 1 : (columns - 2) / (width + 2);
    across = across < 1 ? 1 : across;
    int lines = (count + across - 1) / across;
    int shown = lines > room ? room : lines;
    int first = row - shown + 1;
    screen_fill(screen, (struct area){0, first, columns, shown}, ROLE_TEXT);
    target_cover(screen, (struct area){0, first, columns, shown});
    for (int i = 0; i < shown * across && i < count; i++) {
        const struct completion *candidate = &display->candidates[i];
        int column = 2 + i % across * (width + 2), at = first + i / across;
        bool more = lines > room && i == shown * across - 1;
        if (more) {
            screen_printf(screen, column, at, columns, ROLE_MUTED, "%s %d more",
                          screen_word(screen, "…", "..."), count - i);
            break;
        }
        int end = screen_text(screen, column, at, columns - 1, ROLE_TEXT, candidate->text);
        if (across == 1 && candidate->hint)
            end = screen_text(screen, column + width + 3, at, columns - 1, ROLE_MUTED,
                              candidate->hint);
        target_add(
            screen,
            (struct target){TARGET_BUTTON, {column, at, end - column, 1}, CLICK_TAKE, .index = i},
            NULL);
    }
    screen_raise(screen, (struct area){0, first, columns, shown});
}
