/* What the terminal shows is the frame, whatever is done: random keys, commands, mouse reports and
 * resizes go to the real event loop on a pseudo terminal, and after every frame the emulator's
 * screen is compared with it, cell by cell.
 *
 * The program runs in a child process. After each frame it writes a mark to the terminal, which
 * emulators ignore, and the frame itself to a pipe; so no clock is needed to know which bytes
 * belong to it. It also records, from the third frame on; what a player makes of the recording so
 * far is compared with each frame, too. */

#include "../src/base/text.h"
#include "../src/cli/services.h"
#include "../src/command/command.h"
#include "../src/term/loop.h"
#include "../src/view/view.h"
#include "emulator.h"
#include "playback.h"
#include "suite.h"
#include "terminal.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

enum { ACTIONS = 125, ACTIONS_WHOLE = 500, RECORDED_FROM = 3 };

static const struct {
    const char *name;
    enum colors_choice colors;
} runs[] = {
    {"256 colours", COLORS_ARE_256},
    {"direct colours", COLORS_ARE_DIRECT},
    {"16 colours", COLORS_ARE_16},
    {"no colours", COLORS_ARE_MONO},
};

/* --- The child: the program, telling of its frames --- */

static const char mark[] = "\033]777;frame\007";

static void write_all(int descriptor, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(descriptor, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            _exit(98);
        at += written;
        length -= (size_t)written;
    }
}

struct teller {
    struct live live;
    int descriptor;
    const char *recording; /* the file, from the third frame on */
    int frames;
};

static bool tell(void *context, double seconds, const struct frame *frame,
                 const struct display *display, struct error *error)
{
    struct teller *teller = context;
    struct session *session = teller->live.session;
    if (++teller->frames == RECORDED_FROM &&
        !file_services.record(session, &(struct request){.path = teller->recording}, error))
        _exit(97);
    if (!live_shown(&teller->live, seconds, frame, display, error))
        _exit(96);
    int head[] = {frame->columns, frame->rows, frame->cursor_column, frame->cursor_row};
    write_all(STDOUT_FILENO, mark, sizeof mark - 1);
    write_all(teller->descriptor, head, sizeof head);
    write_all(teller->descriptor, &seconds, sizeof seconds);
    write_all(teller->descriptor, frame->cells,
              (size_t)frame->columns * (size_t)frame->rows * sizeof *frame->cells);
    return true;
}

static _Noreturn void run_program(int slave, int frames, enum colors_choice colors,
                                  const char *home, const char *recording)
{
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    for (int i = 0; i < 3; i++)
        dup2(slave, i);
    setlocale(LC_ALL, "C.UTF-8");
    setenv("XDG_STATE_HOME", home, 1);
    struct session *session = session_new();
    struct teller teller = {
        .live = {.session = session}, .descriptor = frames, .recording = recording};
    session->host.context = &teller.live;
    struct terminal_options options = {.colors = colors, .shown = tell, .shown_context = &teller};
    struct error error;
    bool good = terminal_run(session, &options, &error);
    session_free(session);
    _exit(!good);
}

/* --- The parent: the emulator --- */

struct replay {
    int master, frames;
    pid_t program;
    VTerm *vterm;
    VTermScreen *screen;
    VTermPos cursor;
    int cursor_visible;
    int columns, rows;
    enum color_level level;
    struct text bytes; /* from the terminal, not yet taken */
    struct frame *frame;
    double seconds; /* when it was shown */
    double began;   /* when the first was that is recorded */
    int64_t taken, compared;
    const char *recording;
    struct playback playback;
    struct text done; /* what was sent, for the message when a cell is wrong */
    uint64_t random;
};

static uint32_t draw_number(struct replay *replay, uint32_t count)
{
    replay->random = replay->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(replay->random >> 33) % count;
}

static int move_cursor(VTermPos position, VTermPos before, int visible, void *user)
{
    struct replay *replay = user;
    (void)before;
    replay->cursor = position;
    replay->cursor_visible = visible;
    return 1;
}

static void differ(const struct replay *replay, const char *what, int column, int row)
{
    size_t length = replay->done.length, from = length > 400 ? length - 400 : 0;
    ck_abort_msg("frame %lld, %dx%d, column %d, row %d: %s\nlast actions:%s",
                 (long long)replay->compared, replay->columns, replay->rows, column, row, what,
                 replay->done.bytes ? replay->done.bytes + from : "");
}

static void compare(struct replay *replay)
{
    const struct frame *frame = replay->frame;
    if (frame->columns != replay->columns || frame->rows != replay->rows)
        return; /* drawn before it knew of the new size */
    for (int row = 0; row < frame->rows; row++)
        for (int column = 0; column < frame->columns; column++) {
            const char *what = emulator_differs(replay->screen, frame, column, row, replay->level);
            if (what)
                differ(replay, what, column, row);
        }
    bool cursor = frame->cursor_column >= 0;
    if (cursor &&
        (replay->cursor.col != frame->cursor_column || replay->cursor.row != frame->cursor_row))
        differ(replay, "the cursor is elsewhere", replay->cursor.col, replay->cursor.row);
    replay->compared++;
}

static void read_all(int descriptor, void *bytes, size_t length)
{
    char *at = bytes;
    while (length > 0) {
        ssize_t count = read(descriptor, at, length);
        if (count < 0 && errno == EINTR)
            continue;
        ck_assert_msg(count > 0, "the program has ended in the midst of a frame");
        at += count;
        length -= (size_t)count;
    }
}

static void take_frame(struct replay *replay)
{
    int head[4];
    read_all(replay->frames, head, sizeof head);
    frame_resize(replay->frame, head[0], head[1]);
    replay->frame->cursor_column = head[2];
    replay->frame->cursor_row = head[3];
    read_all(replay->frames, &replay->seconds, sizeof replay->seconds);
    read_all(replay->frames, replay->frame->cells,
             (size_t)head[0] * (size_t)head[1] * sizeof *replay->frame->cells);
}

static void drop_bytes(struct text *text, size_t length)
{
    memmove(text->bytes, text->bytes + length, text->length - length + 1);
    text->length -= length;
}

static const char *find_mark(const struct text *bytes)
{
    const size_t size = sizeof mark - 1;
    for (size_t i = 0; i + size <= bytes->length; i++)
        if (memcmp(bytes->bytes + i, mark, size) == 0)
            return bytes->bytes + i;
    return NULL;
}

/* Gives the emulator what has come, up to the next mark. Returns whether there was one. */
static bool reach_mark(struct replay *replay)
{
    struct text *bytes = &replay->bytes;
    const char *end = find_mark(bytes);
    size_t length = end ? (size_t)(end - bytes->bytes) : bytes->length;
    if (!end && length >= sizeof mark) /* a mark may have come in part */
        length = emulator_whole(bytes->bytes, length - sizeof mark);
    else if (!end)
        return false;
    vterm_input_write(replay->vterm, bytes->bytes, length);
    drop_bytes(bytes, length + (end ? sizeof mark - 1 : 0));
    return end;
}

/* Until the program has shown another frame; all that it shows is compared. */
static void next_frame(struct replay *replay)
{
    enum { LONGEST = 60000 };
    while (!reach_mark(replay)) {
        struct pollfd source = {.fd = replay->master, .events = POLLIN};
        char bytes[16384];
        if (poll(&source, 1, LONGEST) <= 0)
            differ(replay, "no further frame has come", 0, 0);
        ssize_t length = read(replay->master, bytes, sizeof bytes);
        if (length <= 0)
            differ(replay, "the program has ended", 0, 0);
        text_add_bytes(&replay->bytes, bytes, (size_t)length);
    }
    take_frame(replay);
    compare(replay);
    if (++replay->taken < RECORDED_FROM)
        return;
    if (replay->taken == RECORDED_FROM)
        replay->began = replay->seconds;
    playback_play_file(&replay->playback, replay->recording, replay->seconds - replay->began);
    playback_expect(&replay->playback, replay->frame);
}

static void send(struct replay *replay, const char *keys)
{
    text_add(&replay->done, " ");
    for (const char *key = keys; *key; key++)
        text_add(&replay->done, *key < ' ' ? "^%c" : "%c", *key < ' ' ? *key + 64 : *key);
    write_all(replay->master, keys, strlen(keys));
    next_frame(replay);
}

/* --- Random actions --- */

static void resize(struct replay *replay)
{
    static const int widths[] = {30, 40, 55, 71, 72, 80, 100, 121, 160};
    static const int heights[] = {8, 12, 16, 20, 24, 28, 36, 45};
    int columns = widths[draw_number(replay, sizeof widths / sizeof *widths)];
    int rows = heights[draw_number(replay, sizeof heights / sizeof *heights)];
    if (columns == replay->columns && rows == replay->rows)
        columns++; /* else nobody is told */
    replay->columns = columns;
    replay->rows = rows;
    struct winsize size = {.ws_col = (unsigned short)replay->columns,
                           .ws_row = (unsigned short)replay->rows};
    text_add(&replay->done, " %dx%d", replay->columns, replay->rows);
    vterm_set_size(replay->vterm, replay->rows, replay->columns);
    ck_assert_int_eq(ioctl(replay->master, TIOCSWINSZ, &size), 0);
    do
        next_frame(replay);
    while (replay->frame->columns != replay->columns || replay->frame->rows != replay->rows);
}

static void press(struct replay *replay)
{
    static const char *const named[] = {"\033[A", "\033[B",  "\033[C",  "\033[D", "\t",
                                        " ",      "\033[5~", "\033[6~", "\r",     "\033[Z"};
    enum { NAMED = sizeof named / sizeof *named };
    uint32_t which = draw_number(replay, NAMED + (uint32_t)key_row_count);
    const char *key = which < NAMED ? named[which] : key_rows[which - NAMED].key;
    if (strcmp(key, "q") == 0 || (which >= NAMED && strlen(key) != 1))
        key = ".";
    send(replay, key);
}

static void command(struct replay *replay)
{
    static const char *const lines[] = {
        "surface himmelblau",
        "surface log(x) + y^2",
        "surface 1e300*x^4",
        "ball adam",
        "ball newton",
        "fork eta=0.3",
        "ghost on",
        "all eta 1.9",
        "eta 0.01",
        "goto 200",
        "color magma",
        "hide panel",
        "show panel",
        "hide contours",
        "view map slice",
        "view step",
        "view slice",
        "view relief",
        "view relief map",
        "tilt to 20",
        "view charts",
        "view map charts",
        "cursor 30",
        "view map",
        "help adam",
        "list surfaces",
        "caption 漢字 and e\xCC\x81, wide and combined",
        "caption",
        "title <&\"> \xF0\x9F\x98\x80",
        "remove 2",
        "run",
        "pause",
        "reset",
        "nonsense",
        "surface bowl",
        "select 1",
        "speed 60",
        "speed 4",
        "race adam sgd nesterov rmsprop",
        "schedule cosine",
        "optimizer adam",
    };
    enum { LINES = sizeof lines / sizeof *lines };
    uint32_t which = draw_number(replay, LINES + (uint32_t)command_count(&command_table));
    const char *line =
        which < LINES ? lines[which] : command_at(&command_table, (int)(which - LINES)).example;
    bool recolors = line && strncmp(line, "colors", 6) == 0; /* the run is of so many colours */
    struct text keys = {0};
    text_add(&keys, "\005\025\r:%s\r",
             line && !recolors ? line : "step 3"); /* an open prompt is emptied */
    send(replay, keys.bytes);
    text_free(&keys);
}

static void point(struct replay *replay)
{
    enum { WHEEL = 64 };
    static const int codes[] = {0, 0, 0, 32, 32, 2, 34, WHEEL, WHEEL + 1};
    struct text keys = {0};
    int code = codes[draw_number(replay, sizeof codes / sizeof *codes)];
    int column = 1 + (int)draw_number(replay, (uint32_t)replay->columns);
    int row = 1 + (int)draw_number(replay, (uint32_t)replay->rows);
    bool released = !draw_number(replay, 4) && code < WHEEL; /* of a wheel it means nothing */
    if (row == replay->rows)                                 /* at the other end is what quits */
        column = (column + 1) / 2;
    text_add(&keys, "\033[<%d;%d;%d%c", code, column, row, released ? 'm' : 'M');
    send(replay, keys.bytes);
    text_free(&keys);
}

static void act(struct replay *replay)
{
    uint32_t chance = draw_number(replay, 100);
    if (chance < 45)
        press(replay);
    else if (chance < 70)
        command(replay);
    else if (chance < 85)
        point(replay);
    else
        resize(replay);
}

START_TEST(the_screen_is_the_frame)
{
    setlocale(LC_ALL, "C.UTF-8"); /* for wcwidth */
    struct replay replay = {.columns = 100,
                            .rows = 30,
                            .level = colors_of(runs[_i].colors, COLORS_MONO),
                            .random = 20 + (uint64_t)_i,
                            .frame = frame_new(1, 1)};
    struct winsize size = {.ws_col = 100, .ws_row = 30};
    int slave, frames[2];
    ck_assert_int_eq(openpty(&replay.master, &slave, NULL, NULL, &size), 0);
    ck_assert_int_eq(pipe(frames), 0);
    char *home = terminal_new_home();
    struct text recording = {0};
    text_add(&recording, "%s/all.cast", home);
    replay.recording = recording.bytes;
    playback_begin(&replay.playback, replay.level);
    fflush(NULL);
    replay.program = fork();
    if (replay.program == 0) {
        close(replay.master);
        close(frames[0]);
        run_program(slave, frames[1], runs[_i].colors, home, recording.bytes);
    }
    close(slave);
    close(frames[1]);
    replay.frames = frames[0];
    replay.vterm = vterm_new(30, 100);
    vterm_set_utf8(replay.vterm, 1);
    replay.screen = vterm_obtain_screen(replay.vterm);
    static const VTermScreenCallbacks callbacks = {.movecursor = move_cursor};
    vterm_screen_set_callbacks(replay.screen, &callbacks, &replay);
    vterm_screen_enable_altscreen(replay.screen, 1);
    vterm_screen_reset(replay.screen, 1);
    next_frame(&replay);
    const int actions = suite_whole() ? ACTIONS_WHOLE : ACTIONS;
    for (int i = 0; i < actions; i++)
        act(&replay);
    ck_assert_int_ge(replay.compared, actions);
    kill(replay.program, SIGKILL);
    waitpid(replay.program, NULL, 0);
    terminal_remove_home(home);
    close(replay.master);
    close(replay.frames);
    playback_end(&replay.playback);
    text_free(&recording);
    vterm_free(replay.vterm);
    frame_free(replay.frame);
    text_free(&replay.bytes);
    text_free(&replay.done);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("replay");
    tcase_set_timeout(tests, 60);
    tcase_add_table_test(tests, the_screen_is_the_frame, runs);
    return suite_run("replay", tests);
}
