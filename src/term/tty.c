#include "tty.h"

#include "curses_screen.h"
#include "entry.h"
#include "kind.h"
#include "probe.h"
#include "shared.h"
#include "way.h"

#include "../base/base64.h"
#include "../base/memory.h"
#include "../draw/light.h"
#include "../output/frame_ansi.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Buttons, dragging, where the pointer is, and all in the form that has no greatest column. */
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1003h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1003l\033[?1002l\033[?1000l"
/* What comes between is shown at once. Who does not know it leaves it out. */
#define FRAME_BEGIN "\033[?2026h"
#define FRAME_END "\033[?2026l"
/* Ends a sequence in its midst. */
#define CANCEL "\030"

static struct {
    bool open, curses;
    struct termios raw;
    struct frame *shown; /* what the terminal shows, or will when all is sent; NULL: unknown */
    struct ansi_pen pen;
    struct text questions; /* to be sent with the next bytes, once */
    struct text begin;     /* the sequences by which it becomes ours */
    struct text end;       /* and those by which it is given back, but for pictures */
    struct text frame;     /* its bytes, of which so many were sent: */
    size_t sent;
    struct tty_wishes wishes;
    struct probe probe;
    struct kind kind;
    bool mouse; /* what it does is reported */
    struct pixels *pixels;
    struct pixels_way way; /* in which plots are pictures */
} tty;

/* What tty_rescue needs, ready made. */
static struct {
    volatile bool armed;
    struct termios modes;
    size_t length;
    char sequence[512];
} rescue;

/* --- bytes --- */

/* As many bytes as the terminal takes at once; -1: it is gone. The descriptor is shared with other
 * programs, which shall not find it other than it was. */
static ssize_t write_some(const char *bytes, size_t length)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
    ssize_t written = write(STDOUT_FILENO, bytes, length);
    if (written < 0 && (errno == EAGAIN || errno == EINTR))
        written = 0;
    fcntl(STDOUT_FILENO, F_SETFL, flags);
    return written;
}

bool tty_is_ready(void)
{
    return tty.sent == tty.frame.length;
}

void tty_send(void)
{
    while (!tty_is_ready()) {
        ssize_t written = write_some(tty.frame.bytes + tty.sent, tty.frame.length - tty.sent);
        if (written == 0)
            return;
        /* one that is gone is noticed when it is read */
        tty.sent = written < 0 ? tty.frame.length : tty.sent + (size_t)written;
    }
}

/* Sends all; false when the terminal does not take it in time. */
static bool send_all(const char *bytes, size_t length)
{
    enum { TURNS = 50, MILLISECONDS = 20 };
    for (int i = 0; length > 0 && i < TURNS; i++) {
        struct pollfd sink = {.fd = STDOUT_FILENO, .events = POLLOUT};
        ssize_t written = write_some(bytes, length);
        if (written < 0)
            return true;
        bytes += written;
        length -= (size_t)written;
        if (length > 0)
            poll(&sink, 1, MILLISECONDS);
    }
    return length == 0;
}

/* --- its beginning and end --- */

void tty_rescue(void)
{
    if (!rescue.armed)
        return;
    rescue.armed = false;
    int kept = errno;
    if (write_some(rescue.sequence, rescue.length) < (ssize_t)rescue.length) {
        tcflush(STDOUT_FILENO, TCOFLUSH); /* then there is room */
        write_some(rescue.sequence, rescue.length);
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &rescue.modes);
    errno = kept;
}

/* Pictures go first: who is given the terminal back does not know of them. */
static void prepare_rescue(void)
{
    struct text sequence = {0};
    bool armed = rescue.armed;
    text_add(&sequence, "%s%s%s", tty.curses ? "" : CANCEL, pixels_end(tty.way.kind),
             tty.end.bytes);
    rescue.armed = false;
    rescue.length = sequence.length < sizeof rescue.sequence ? sequence.length : 0;
    memcpy(rescue.sequence, sequence.bytes, rescue.length);
    rescue.armed = armed;
    text_free(&sequence);
}

static void prepare_sequences(void)
{
    static const char *const begin[] = {"smcup", "smkx", "civis"};
    static const char *const end[] = {"sgr0", "op", "rmkx", "rmcup", "cnorm"};
    text_add(&tty.end, "%s%s%s", tty.curses ? "" : FRAME_END, PASTE_OFF,
             tty.kind.mouse ? MOUSE_OFF : "");
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        entry_sequence(&tty.end, end[i]);
    if (!entry_has("cnorm") && !tty.curses)
        text_add(&tty.end, "\033[?25h"); /* frames hide it everywhere */
    if (!entry_has("rmcup") && !tty.curses)
        text_add(&tty.end, "\033[999;1H\r\n"); /* below what was shown */
    prepare_rescue();
    for (size_t i = 0; i < sizeof begin / sizeof *begin && !tty.curses; i++)
        entry_sequence(&tty.begin, begin[i]);
    text_add(&tty.begin, "%s", PASTE_ON);
}

/* Bytes as they come, and as they are sent. */
static struct termios raw_modes(struct termios modes)
{
    modes.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON | PARMRK);
    modes.c_oflag &= ~(tcflag_t)OPOST;
    modes.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    return modes;
}

static void add_questions(void)
{
    text_add_bytes(&tty.frame, tty.questions.bytes, tty.questions.length);
    text_clear(&tty.questions);
}

/* The terminal is ours from here on. If it was before, it is given back first: else its own screen
 * and cursor, which it keeps from now on, would be ours. */
static void take(void)
{
    bool again = rescue.armed && !tty.curses;
    rescue.armed = true;
    if (!tty.curses)
        tcsetattr(STDIN_FILENO, TCSANOW, &tty.raw);
    tty_forget();
    text_add_bytes(&tty.frame, rescue.sequence, again ? rescue.length : 0);
    text_add_bytes(&tty.frame, tty.begin.bytes, tty.begin.length);
    text_add(&tty.frame, "%s", tty.mouse ? MOUSE_ON : "");
    add_questions();
    tty_send();
}

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Answers that are on their way are not for the shell. Who has not answered for a second never
 * will. */
static void await_answers(void)
{
    enum { MILLISECONDS = 20 };
    struct key_queue nobody = {0};
    while (tty.probe.asked && !tty.probe.ended && now_seconds() - tty.probe.asked_at < 1) {
        struct pollfd source = {.fd = STDIN_FILENO, .events = POLLIN};
        char bytes[256];
        ssize_t length = poll(&source, 1, MILLISECONDS) > 0 ? read(STDIN_FILENO, bytes, 256) : 0;
        if (source.revents && length <= 0)
            break;
        probe_hear(&tty.probe, bytes, (size_t)length, now_seconds(), &nobody);
    }
    key_queue_free(&nobody);
}

/* Not its first byte. A character that was begun is sent whole: some terminals take the rest of it
 * from what comes later, where it is no character, and all that follows is a column too far. */
static bool is_within_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Nobody needs the rest of the frame; what is said then. */
static struct text break_off(void)
{
    struct text end = {0};
    while (!tty_is_ready() && is_within_character(tty.frame.bytes[tty.sent]))
        text_add_bytes(&end, &tty.frame.bytes[tty.sent++], 1);
    text_clear(&tty.frame);
    tty.sent = 0;
    return end;
}

void tty_break_off(void)
{
    struct text end = break_off();
    text_add(&tty.frame, "%.*s%s%s%s", (int)end.length, end.bytes ? end.bytes : "", CANCEL,
             pixels_end(tty.way.kind), FRAME_END);
    text_free(&end);
    tty_forget();
    tty_send();
}

void tty_suspend(void)
{
    await_answers();
    if (tty.curses)
        curses_screen_suspend();
    struct text end = break_off();
    text_add_bytes(&end, rescue.sequence, rescue.length);
    if (send_all(end.bytes, end.length)) {
        tcsetattr(STDIN_FILENO, TCSANOW, &rescue.modes);
        rescue.armed = false;
    }
    text_free(&end);
    tty_rescue(); /* if it takes nothing */
}

void tty_resume(void)
{
    struct termios modes;
    /* the shell's, perhaps others than before; after a stop from outside they may still be ours */
    if (tcgetattr(STDIN_FILENO, &modes) == 0 && modes.c_lflag & ICANON)
        rescue.modes = modes;
    if (tty.curses && rescue.armed) /* which is more than a frame that is drawn anew */
        curses_screen_suspend();
    if (tty.curses)
        curses_screen_resume();
    take();
}

void tty_close(void)
{
    if (!tty.open)
        return;
    tty_suspend();
    if (tty.curses)
        curses_screen_close();
    frame_free(tty.shown);
    text_free(&tty.begin);
    text_free(&tty.end);
    text_free(&tty.questions);
    pixels_free(tty.pixels);
    shared_end();
    probe_free(&tty.probe);
    text_free(&tty.frame);
    tty.shown = NULL;
    tty.pixels = NULL;
    tty.way = (struct pixels_way){0};
    tty.open = tty.curses = false;
}

/* --- its beginning, with what it is asked --- */

static void ask(double now)
{
    char name[64];
    unsigned without = tty.kind.unasked;
    if (without & PROBE_PIXELS || !shared_put(NULL, (const uint8_t[3]){0}, 3, name))
        without |= PROBE_SHARED;
    else
        *base64_put(tty.probe.shared, (const uint8_t *)name, strlen(name)) = '\0';
    probe_ask(&tty.probe, without, now, &tty.questions);
}

bool tty_open(const struct tty_wishes *wishes, double now, struct error *error)
{
    const char *type = getenv("TERM");
    if (!type)
        type = "";
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_at(error, ERROR_NO_PLACE,
                        "the interactive program needs a terminal; "
                        "overshoot run and overshoot render do without one");
    if (tcgetattr(STDIN_FILENO, &rescue.modes) != 0)
        return error_at(error, ERROR_NO_PLACE, "cannot read the terminal's modes: %s",
                        strerror(errno));
    if (!entry_load(type, error))
        return false;
    tty.kind = kind_of(type);
    tty.curses = tty.kind.curses;
    tty.wishes = *wishes;
    tty.mouse = tty.kind.mouse && wishes->mouse;
    tty.probe = (struct probe){0};
    tty.pixels = pixels_new();
    tty.pen = ansi_pen(tty_colors());
    tty.pen.not_in_colors = tty.kind.not_in_colors;
    tty.pen.scrolls = tty.kind.scrolls;
    prepare_sequences();
    entry_unload();
    if (tty.curses && !curses_screen_open(entry_type()))
        return error_at(error, ERROR_NO_PLACE, "cannot use the terminal %s", type);
    tty.open = true;
    memory_before_exit(tty_close);
    tty.raw = raw_modes(rescue.modes);
    if (!tty.curses && !tty.kind.linux_console)
        ask(now);
    take();
    return true;
}

/* --- what it says --- */

bool tty_hear(const char *bytes, size_t length, double now, struct key_queue *keys)
{
    return probe_hear(&tty.probe, bytes, length, now, keys);
}

double tty_patience(double now)
{
    return probe_patience(&tty.probe, now);
}

void tty_give_up(double now, struct key_queue *keys)
{
    probe_give_up(&tty.probe, now, keys);
}

bool tty_is_settled(double now)
{
    static const double long_enough = 0.1;
    return !tty.probe.asked || tty.probe.ended || now - tty.probe.asked_at > long_enough;
}

const char *tty_type(void)
{
    return entry_type();
}

/* More than its type says, never less. */
enum color_level tty_colors(void)
{
    const char *no_color = getenv("NO_COLOR");
    const struct found *found = &tty.probe.found;
    if (tty.curses)
        return COLORS_MONO;
    if (tty.wishes.colors != COLORS_ARE_AUTO)
        return colors_of(tty.wishes.colors, COLORS_MONO);
    if (tty.kind.level == COLORS_MONO || (no_color && *no_color))
        return COLORS_MONO;
    if (found->direct)
        return COLORS_DIRECT;
    return tty.kind.level < COLORS_256 && found->colors >= 256 ? COLORS_256 : tty.kind.level;
}

enum light tty_light(void)
{
    static const float half = 0.2f; /* as bright as a grey of half the steps */
    const struct found *found = &tty.probe.found;
    bool light = found->has_ground ? light_of(found->ground) > half : tty.kind.light;
    return theme_light(tty.wishes.theme, light ? LIGHT_SCREEN : LIGHT_NONE);
}

/* Where marks and lines take two columns, as East Asian settings have it, ASCII keeps the screen in
 * order. The console's font has few characters, whatever its encoding; lines are among them. */
bool tty_unicode(void)
{
    bool wide = tty.probe.found.mark_columns > 1;
    return charset_is_unicode(tty.wishes.charset,
                              tty.kind.utf8 && !tty.kind.linux_console && !wide);
}

bool tty_console(void)
{
    return tty.wishes.charset == CHARSET_AUTO && tty.kind.utf8 && tty.kind.linux_console;
}

/* --- pictures --- */

/* As its size in pixels has it, without what is left beside the cells. */
static struct cell_size measured_cell(void)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col || !size.ws_row)
        return (struct cell_size){0};
    return (struct cell_size){size.ws_xpixel / size.ws_col, size.ws_ypixel / size.ws_row};
}

bool tty_choose_pixels(enum pixels_choice choice)
{
    if (choice == PIXELS_ARE_AUTO)
        choice = tty.wishes.pixels;
    if (tty.curses)
        choice = PIXELS_ARE_OFF;
    struct pixels_way way = way_of(choice, &tty.probe.found, measured_cell());
    if (way_equal(&way, &tty.way))
        return false;
    text_add(&tty.questions, "%s", pixels_end(tty.way.kind));
    tty.way = way;
    pixels_choose(tty.pixels, &way);
    prepare_rescue();
    tty_forget();
    return true;
}

bool tty_choose_mouse(bool on)
{
    if (!tty.kind.mouse || tty.mouse == on)
        return false;
    tty.mouse = on;
    text_add(&tty.questions, "%s", on ? MOUSE_ON : MOUSE_OFF);
    return true;
}

struct cell_size tty_pixels(void)
{
    return (struct cell_size){tty.way.cell_width, tty.way.cell_height};
}

/* --- frames --- */

void tty_size(int *columns, int *rows)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col || !size.ws_row) {
        size.ws_col = 80;
        size.ws_row = 24;
    }
    *columns = size.ws_col < FRAME_COLUMNS_MAX ? size.ws_col : FRAME_COLUMNS_MAX;
    *rows = size.ws_row < FRAME_ROWS_MAX ? size.ws_row : FRAME_ROWS_MAX;
    if (tty.curses)
        curses_screen_resize(*columns, *rows);
    probe_ask_cell(&tty.probe, &tty.questions);
}

double tty_tallness(void)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col || !size.ws_row ||
        !size.ws_xpixel || !size.ws_ypixel)
        return 0;
    double tall = (double)size.ws_ypixel * size.ws_col / ((double)size.ws_row * size.ws_xpixel);
    return tall > 0.5 && tall < 5 ? tall : 0; /* some say nonsense */
}

void tty_forget(void)
{
    frame_free(tty.shown);
    tty.shown = NULL;
    tty.pen.known = false;
    if (tty.pixels)
        pixels_forget(tty.pixels);
}

/* What is long comes in several parts, of which none shall be seen alone. */
static void add_frame(const struct frame *frame, const struct frame *cells)
{
    enum { AT_ONCE = 512 };
    text_clear(&tty.frame);
    text_add(&tty.frame, FRAME_BEGIN);
    const size_t before = tty.frame.length;
    add_questions();
    if (!tty.shown) { /* pictures come before text, and after this */
        tty.shown = frame_new(frame->columns, frame->rows);
        frame_ansi_clear(&tty.frame, &tty.pen);
        text_add(&tty.frame, "\033[?25l");
    }
    pixels_update(tty.pixels, frame, tty.shown, &tty.frame);
    frame_ansi_update(&tty.frame, &tty.pen, tty.shown, cells);
    bool together = tty.frame.length - before > AT_ONCE;
    tty.sent = together ? 0 : before;
    if (together)
        text_add(&tty.frame, FRAME_END);
}

/* What was shown with another pen is drawn anew. */
static void take_pen(const struct display *display)
{
    bool ascii = !tty.kind.utf8 && !display->unicode;
    if (tty.pen.level == display->colors && tty.pen.ascii == ascii)
        return;
    struct ansi_pen pen = ansi_pen(display->colors);
    pen.not_in_colors = tty.pen.not_in_colors;
    pen.scrolls = tty.pen.scrolls;
    pen.ascii = ascii;
    tty.pen = pen;
    tty_forget();
}

void tty_show(const struct frame *frame, const struct display *display)
{
    if (!tty_is_ready())
        return;
    take_pen(display);
    if (tty.shown && (tty.shown->columns != frame->columns || tty.shown->rows != frame->rows))
        tty_forget();
    const struct frame *cells = pixels_cells(tty.pixels, frame);
    if (tty.curses)
        curses_screen_show(tty.shown, cells);
    else
        add_frame(frame, cells);
    tty_send();
    if (!tty.shown)
        tty.shown = frame_new(frame->columns, frame->rows);
    frame_copy(tty.shown, cells);
}
