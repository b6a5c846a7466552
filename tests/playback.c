#include "playback.h"

#include "emulator.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int move_cursor(VTermPos position, VTermPos before, int visible, void *user)
{
    struct playback *playback = user;
    (void)before;
    playback->cursor = position;
    playback->cursor_visible = visible;
    return 1;
}

void playback_begin(struct playback *playback, enum color_level level)
{
    *playback = (struct playback){.vterm = vterm_new(1, 1), .level = level};
    vterm_set_utf8(playback->vterm, 1);
    playback->screen = vterm_obtain_screen(playback->vterm);
}

void playback_end(struct playback *playback)
{
    vterm_free(playback->vterm);
    text_free(&playback->title);
}

static int hex(const char *digits)
{
    char four[5] = {digits[0], digits[1], digits[2], digits[3], 0};
    return (int)strtol(four, NULL, 16);
}

/* The text of a JSON string up to its end; returns what follows it. */
static const char *unescape(const char *at, struct text *out)
{
    ck_assert_int_eq(*at, '"');
    for (at++; *at != '"';) {
        uint32_t character;
        int size = utf8_decode(at, strlen(at), &character);
        /* Not ck_assert, which writes a message for each that holds. */
        if (character < ' ' || (character >= 0x7f && character < 0xa0))
            ck_abort_msg("a control character in a string");
        if (character == 0xFFFD && size != 3)
            ck_abort_msg("bytes that are no UTF-8");
        if (character == '\\' && at[1] == 'u') {
            char bytes[4];
            text_add_bytes(out, bytes, (size_t)utf8_encode((uint32_t)hex(at + 2), bytes));
            size = 6;
        } else if (character == '\\') {
            if (at[1] != '"' && at[1] != '\\')
                ck_abort_msg("an escape that is none");
            text_add_bytes(out, at + 1, 1);
            size = 2;
        } else {
            text_add_bytes(out, at, (size_t)size);
        }
        at += size;
    }
    return at + 1;
}

static void resize(struct playback *playback, int columns, int rows)
{
    static const VTermScreenCallbacks callbacks = {.movecursor = move_cursor};
    bool first = playback->columns == 0;
    playback->columns = columns;
    playback->rows = rows;
    vterm_set_size(playback->vterm, rows, columns);
    if (!first)
        return;
    vterm_screen_set_callbacks(playback->screen, &callbacks, playback);
    vterm_screen_reset(playback->screen, 1);
}

static void read_header(struct playback *playback, const char *line)
{
    int columns, rows, end = 0;
    ck_assert_msg(sscanf(line, "{\"version\": 2, \"width\": %d, \"height\": %d, \"title\": %n",
                         &columns, &rows, &end) == 2 &&
                      end > 0,
                  "%.60s", line);
    const char *rest = unescape(line + end, &playback->title);
    static const char environment[] = ", \"env\": {\"TERM\": \"xterm-256color\"}}\n";
    ck_assert_msg(strncmp(rest, environment, sizeof environment - 1) == 0, "%.60s", rest);
    resize(playback, columns, rows);
}

/* Returns whether the event has come by then. */
static bool read_event(struct playback *playback, const char *line, double until)
{
    int columns, rows;
    struct text bytes = {0};
    char *at;
    /* Not by sscanf, which would look for the end of the whole recording at each line. */
    double seconds = strtod(line + 1, &at);
    ck_assert_msg(line[0] == '[' && strncmp(at, ", \"", 3) == 0 && strncmp(at + 4, "\", ", 3) == 0,
                  "%.60s", line);
    const char kind = at[3];
    ck_assert(seconds >= playback->last);
    if (seconds > until + 5e-7) /* as exactly as it is written */
        return false;
    playback->last = seconds;
    playback->events++;
    const char *end = unescape(at + 7, &bytes);
    ck_assert(strncmp(end, "]\n", 2) == 0);
    if (kind == 'r') {
        ck_assert_int_eq(sscanf(bytes.bytes, "%dx%d", &columns, &rows), 2);
        resize(playback, columns, rows);
    } else {
        ck_assert_int_eq(kind, 'o');
        vterm_input_write(playback->vterm, bytes.bytes, bytes.length);
    }
    text_free(&bytes);
    return true;
}

void playback_play(struct playback *playback, const char *recording, size_t length, double until)
{
    ck_assert(length > 0 && recording[length - 1] == '\n');
    while (playback->seen < length) {
        const char *line = recording + playback->seen;
        if (playback->columns == 0)
            read_header(playback, line);
        else if (!read_event(playback, line, until))
            break;
        playback->seen += (size_t)(strchr(line, '\n') + 1 - line);
    }
}

void playback_play_file(struct playback *playback, const char *path, double until)
{
    char bytes[4096];
    size_t length;
    struct text whole = {0};
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is not there", path);
    fseek(file, (long)playback->seen, SEEK_SET);
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
        text_add_bytes(&whole, bytes, length);
    fclose(file);
    /* What is written at this moment may be there in part. */
    while (whole.length && whole.bytes[whole.length - 1] != '\n')
        whole.bytes[--whole.length] = '\0';
    size_t seen = playback->seen;
    playback->seen = 0;
    if (whole.length)
        playback_play(playback, whole.bytes, whole.length, until);
    playback->seen += seen;
    text_free(&whole);
}

void playback_expect(const struct playback *playback, const struct frame *frame)
{
    ck_assert_int_eq(playback->columns, frame->columns);
    ck_assert_int_eq(playback->rows, frame->rows);
    for (int row = 0; row < frame->rows; row++)
        for (int column = 0; column < frame->columns; column++) {
            const char *what =
                emulator_differs(playback->screen, frame, column, row, playback->level);
            if (what)
                ck_abort_msg("at %.3f s, column %d, row %d: %s", playback->last, column, row, what);
        }
    bool visible = frame->cursor_column >= 0;
    if (visible)
        ck_assert_msg(playback->cursor.col == frame->cursor_column &&
                          playback->cursor.row == frame->cursor_row,
                      "at %.3f s the cursor is elsewhere", playback->last);
}

bool playback_is_read_by_asciinema(const char *folder, const char *name, const char *text)
{
    struct text line = {0};
    if (system("command -v asciinema >/dev/null && command -v script >/dev/null") != 0) {
        puts("no asciinema or no script here, the recording was not given to it");
        return true;
    }
    text_add(&line,
             "cd '%s' && HOME=. LC_ALL=C.UTF-8 script -qec 'asciinema cat %s' out >/dev/null "
             "</dev/null && grep -q '%s' out",
             folder, name, text);
    bool good = system(line.bytes) == 0;
    text_free(&line);
    return good;
}
