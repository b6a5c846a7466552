#include "tty.h"

#include "curses_screen.h"
#include "entry.h"

#include "../base/memory.h"
#include "../output/frame_ansi.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Buttons, dragging, and both in the form that has no greatest column. */
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"
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
    struct text begin; /* the sequences by which it becomes ours */
    struct text frame; /* its bytes, of which so many were sent: */
    size_t sent;
    bool unicode, console;
    bool mouse; /* it has one */
} tty;

/* What tty_rescue needs, ready made. */
static struct {
    volatile bool armed;
    struct termios modes;
    size_t length;
    char sequence[256];
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

static void prepare_sequences(void)
{
    static const char *const begin[] = {"smcup", "smkx", "civis"};
    static const char *const end[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    struct text sequence = {0};
    text_add(&sequence, "%s%s%s", tty.curses ? "" : CANCEL FRAME_END, PASTE_OFF,
             tty.mouse ? MOUSE_OFF : "");
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        entry_sequence(&sequence, end[i]);
    if (!entry_has("rmcup") && !tty.curses)
        text_add(&sequence, "\033[999;1H\r\n"); /* below what was shown */
    rescue.length = sequence.length < sizeof rescue.sequence ? sequence.length : 0;
    memcpy(rescue.sequence, sequence.bytes, rescue.length);
    text_free(&sequence);
    for (size_t i = 0; i < sizeof begin / sizeof *begin && !tty.curses; i++)
        entry_sequence(&tty.begin, begin[i]);
    text_add(&tty.begin, "%s%s", PASTE_ON, tty.mouse ? MOUSE_ON : "");
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

static void take(void)
{
    rescue.armed = true;
    if (!tty.curses)
        tcsetattr(STDIN_FILENO, TCSANOW, &tty.raw);
    tty_forget();
    text_add_bytes(&tty.frame, tty.begin.bytes, tty.begin.length);
    tty_send();
}

void tty_suspend(void)
{
    if (tty.curses)
        curses_screen_suspend();
    text_clear(&tty.frame); /* nobody needs the rest of it */
    tty.sent = 0;
    if (send_all(rescue.sequence, rescue.length)) {
        tcsetattr(STDIN_FILENO, TCSANOW, &rescue.modes);
        rescue.armed = false;
    }
    tty_rescue(); /* if it takes nothing */
}

void tty_resume(void)
{
    struct termios modes;
    /* the shell's, perhaps others than before; after a stop from outside they may still be ours */
    if (tcgetattr(STDIN_FILENO, &modes) == 0 && modes.c_lflag & ICANON)
        rescue.modes = modes;
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
    text_free(&tty.frame);
    tty.shown = NULL;
    tty.open = tty.curses = false;
}

/* --- what it can --- */

static bool variable_is(const char *name, const char *value)
{
    const char *present = getenv(name);
    return present && strcmp(present, value) == 0;
}

static bool begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* What the terminal is known to have. */
static enum color_level known_level(void)
{
    const char *no_color = getenv("NO_COLOR");
    int colors = entry_number("colors");
    if (colors < 8 || (no_color && *no_color))
        return COLORS_MONO;
    if (colors > 256 || variable_is("COLORTERM", "truecolor") || variable_is("COLORTERM", "24bit"))
        return COLORS_DIRECT;
    return colors >= 256 ? COLORS_256 : colors >= 16 ? COLORS_16 : COLORS_8;
}

/* Entries tell of a mouse, though not always where the terminal is known to have one. */
static bool knows_mouse(const char *type)
{
    static const char *const families[] = {"xterm", "tmux", "screen", "alacritty", "foot"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (begins(type, families[i]))
            return true;
    return entry_has("XM") || (entry_has("kmous") && !begins(type, "linux"));
}

/* Of 8 and 16 colours the defaults are black and white, on a light ground the other way round. */
static void set_ground(bool light)
{
    if (tty.pen.level != COLORS_8 && tty.pen.level != COLORS_16)
        return;
    tty.pen.ink = COLOR_ANSI(light ? 0 : 7);
    tty.pen.paper = COLOR_ANSI(!light ? 0 : tty.pen.level == COLORS_16 ? 15 : 7);
}

/* curses counts attributes as bits: 2 is underlined, 4 reverse, 16 dim, 32 bold. */
static int attributes_not_in_colors(void)
{
    int bits = entry_number("ncv");
    return (bits & 2 ? ATTRIBUTE_UNDERLINE : 0) | (bits & 4 ? ATTRIBUTE_REVERSE : 0) |
           (bits & 16 ? ATTRIBUTE_DIM : 0) | (bits & 32 ? ATTRIBUTE_BOLD : 0);
}

static void describe(const char *type, const enum color_level *wanted, bool light)
{
    tty.pen = ansi_pen(tty.curses ? COLORS_MONO : wanted ? *wanted : known_level());
    tty.pen.not_in_colors = attributes_not_in_colors();
    tty.pen.scrolls = entry_is("am") && !entry_is("xenl");
    tty.pen.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    /* The console's font has few characters, whatever its encoding; lines are among them. */
    tty.console = !tty.pen.ascii && begins(type, "linux");
    tty.unicode = !tty.pen.ascii && !tty.console;
    tty.mouse = knows_mouse(type);
    set_ground(light);
}

bool tty_open(const enum color_level *wanted, bool light, struct error *error)
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
    tty.curses = !entry_is_ansi();
    describe(type, wanted, light);
    prepare_sequences();
    entry_unload();
    if (tty.curses && !curses_screen_open(type))
        return error_at(error, ERROR_NO_PLACE, "cannot use the terminal %s", type);
    tty.open = true;
    memory_before_exit(tty_close);
    tty.raw = raw_modes(rescue.modes);
    take();
    return true;
}

enum color_level tty_colors(void)
{
    return tty.pen.level;
}

bool tty_unicode(void)
{
    return tty.unicode;
}

bool tty_console(void)
{
    return tty.console;
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
}

void tty_forget(void)
{
    frame_free(tty.shown);
    tty.shown = NULL;
    tty.pen.known = false;
}

/* What is long comes in several parts, of which none shall be seen alone. */
static void add_frame(const struct frame *frame)
{
    enum { AT_ONCE = 512 };
    const size_t before = strlen(FRAME_BEGIN);
    text_clear(&tty.frame);
    text_add(&tty.frame, FRAME_BEGIN);
    frame_ansi_update(&tty.frame, &tty.pen, tty.shown, frame);
    bool together = tty.frame.length - before > AT_ONCE;
    tty.sent = together ? 0 : before;
    if (together)
        text_add(&tty.frame, FRAME_END);
}

void tty_show(const struct frame *frame)
{
    if (!tty_is_ready())
        return;
    if (tty.shown && (tty.shown->columns != frame->columns || tty.shown->rows != frame->rows))
        tty_forget();
    if (tty.curses)
        curses_screen_show(tty.shown, frame);
    else
        add_frame(frame);
    tty_send();
    if (!tty.shown)
        tty.shown = frame_new(frame->columns, frame->rows);
    frame_copy(tty.shown, frame);
}
