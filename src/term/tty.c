#include "tty.h"

#include "entry.h"

#include "../base/memory.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Buttons, dragging, and both in the form that has no greatest column. */
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"

static struct {
    SCREEN *curses;      /* NULL: closed */
    struct frame *shown; /* what the terminal shows; NULL or another size: unknown */
    enum color_level colors;
    bool unicode, console;
    bool light;         /* its ground is, or is to be where it has no number */
    bool mouse;         /* the terminal has one */
    bool pairs_renewed; /* during this frame: once is enough */
} tty;

/* What tty_rescue needs, ready made. */
static struct {
    volatile bool armed;
    struct termios modes;
    size_t length;
    char sequence[256];
} rescue;

static bool variable_is(const char *name, const char *value)
{
    const char *present = getenv(name);
    return present && strcmp(present, value) == 0;
}

/* Of eight colours or more, which are in a table. */
static enum color_level level_of(int colors)
{
    return colors >= 256 ? COLORS_256 : colors >= 16 ? COLORS_16 : COLORS_8;
}

/* What the terminal is known to have. */
static enum color_level known_level(int colors)
{
    const char *no_color = getenv("NO_COLOR");
    if (colors < 8 || (no_color && *no_color))
        return COLORS_MONO;
    if (colors > 256 || variable_is("COLORTERM", "truecolor") || variable_is("COLORTERM", "24bit"))
        return COLORS_DIRECT;
    return level_of(colors);
}

static int colors_of(enum color_level level)
{
    static const int colors[] = {[COLORS_MONO] = 0,
                                 [COLORS_8] = 8,
                                 [COLORS_16] = 16,
                                 [COLORS_256] = 256,
                                 [COLORS_DIRECT] = 0x1000000};
    return colors[level];
}

/* newterm with a private entry where the terminal's own has too few colours, or sets them in
 * another form. The environment is as before afterwards. */
static SCREEN *new_terminal(const char *type, enum color_level level)
{
    int needed = colors_of(level);
    if (level != COLORS_DIRECT && needed <= entry_colors())
        return newterm(type, stdout, stdin);
    const char *before = getenv("TERMINFO");
    char *kept = before ? memory_copy(before) : NULL;
    struct text value = {0};
    entry_with_colors(&value, type, needed);
    setenv("TERMINFO", value.bytes, 1);
    SCREEN *curses = newterm(type, stdout, stdin);
    if (kept)
        setenv("TERMINFO", kept, 1);
    else
        unsetenv("TERMINFO");
    text_free(&value);
    free(kept);
    return curses ? curses : newterm(type, stdout, stdin);
}

static void prepare_rescue(void)
{
    static const char *const capabilities[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    struct text sequence = {0};
    text_add(&sequence, "%s%s", PASTE_OFF, tty.mouse ? MOUSE_OFF : "");
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
        entry_sequence(&sequence, capabilities[i]);
    rescue.length = sequence.length < sizeof rescue.sequence ? sequence.length : 0;
    memcpy(rescue.sequence, sequence.bytes, rescue.length);
    text_free(&sequence);
}

void tty_rescue(void)
{
    if (!rescue.armed)
        return;
    rescue.armed = false;
    int kept = errno;
    ssize_t written = write(STDOUT_FILENO, rescue.sequence, rescue.length);
    (void)written; /* there is nothing left to do about it */
    tcsetattr(STDIN_FILENO, TCSANOW, &rescue.modes);
    errno = kept;
}

static void write_now(const char *sequence)
{
    fflush(stdout);
    ssize_t written = write(STDOUT_FILENO, sequence, strlen(sequence));
    (void)written; /* a terminal that is gone is noticed when it is read */
}

/* What curses does not switch by itself. */
static void switch_modes(bool on)
{
    write_now(on ? PASTE_ON : PASTE_OFF);
    if (tty.mouse)
        write_now(on ? MOUSE_ON : MOUSE_OFF);
}

/* Entries tell of a mouse, though not always where the terminal is known to have one. */
static bool knows_mouse(const char *type)
{
    static const char *const families[] = {"xterm", "tmux", "screen", "alacritty", "foot"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strncmp(type, families[i], strlen(families[i])) == 0)
            return true;
    return entry_has("XM") || (entry_has("kmous") && strncmp(type, "linux", strlen("linux")) != 0);
}

/* Where the default colours have no number, what looks most like them. */
static void start_colors(void)
{
    if (tty.colors == COLORS_MONO)
        return;
    if (start_color() == ERR || COLORS < 8) {
        tty.colors = COLORS_MONO;
        return;
    }
    if (COLORS < colors_of(tty.colors))
        tty.colors = level_of(COLORS);
    use_default_colors();
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
    tty.colors = wanted ? *wanted : known_level(entry_colors());
    tty.light = light;
    tty.mouse = knows_mouse(type);
    prepare_rescue();
    tty.curses = new_terminal(type, tty.colors);
    entry_unload();
    if (!tty.curses)
        return error_at(error, ERROR_NO_PLACE, "cannot use the terminal %s", type);
    rescue.armed = true;
    memory_before_exit(tty_close);
    entry_keep_palette();
    start_colors();
    raw();
    noecho();
    nonl();
    typeahead(-1); /* else curses looks at the input, and stops drawing when there is some */
    scrollok(stdscr, FALSE);
    /* The console's font has few characters, whatever its encoding; lines are among them. */
    tty.unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    tty.console = tty.unicode && strncmp(type, "linux", strlen("linux")) == 0;
    tty.unicode = tty.unicode && !tty.console;
    refresh();
    switch_modes(true);
    return true;
}

void tty_suspend(void)
{
    switch_modes(false);
    curs_set(1);
    endwin();
    rescue.armed = false;
}

void tty_close(void)
{
    if (!tty.curses)
        return;
    tty_suspend();
    delscreen(tty.curses);
    tty.curses = NULL;
    frame_free(tty.shown);
    tty.shown = NULL;
}

enum color_level tty_colors(void)
{
    return tty.colors;
}

bool tty_unicode(void)
{
    return tty.unicode;
}

bool tty_console(void)
{
    return tty.console;
}

void tty_size(int *columns, int *rows)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col || !size.ws_row) {
        size.ws_col = 80;
        size.ws_row = 24;
    }
    *columns = size.ws_col < FRAME_COLUMNS_MAX ? size.ws_col : FRAME_COLUMNS_MAX;
    *rows = size.ws_row < FRAME_ROWS_MAX ? size.ws_row : FRAME_ROWS_MAX;
    if (*columns != COLS || *rows != LINES)
        resize_term(*rows, *columns);
}

void tty_forget(void)
{
    frame_free(tty.shown);
    tty.shown = NULL;
    clearok(curscr, TRUE);
}

/* Eight colours and their pairs are too few for defaults too: those are black and white there, on a
 * light ground the other way round. */
static int number_of(color wanted, int fallback)
{
    int number = color_number(wanted, tty.colors);
    return number < 0 && tty.colors < COLORS_256 ? fallback : number;
}

/* The pair of a cell's colours. Where there are few pairs, one of equal colours is shown as a blank
 * in another one's. */
static int pair_of(const struct cell *cell, bool *hidden)
{
    *hidden = false;
    if (tty.colors == COLORS_MONO)
        return 0;
    int fg = number_of(cell->fg, tty.light ? 0 : 7);
    int bg = number_of(cell->bg, !tty.light ? 0 : tty.colors == COLORS_16 ? 15 : 7);
    if (fg == bg && tty.colors < COLORS_256) {
        *hidden = true;
        fg = bg == 0 ? 7 : 0;
    }
    if (fg < 0 && bg < 0)
        return 0;
    int pair = alloc_pair(fg, bg);
    if ((pair <= 0 || pair >= COLOR_PAIRS - 1) && !tty.pairs_renewed) {
        tty.pairs_renewed = true;
        reset_color_pairs(); /* and the screen is drawn anew */
        tty_forget();
        pair = alloc_pair(fg, bg);
    }
    return pair > 0 ? pair : 0;
}

static attr_t attributes_of(const struct cell *cell)
{
    return (cell->attributes & ATTRIBUTE_BOLD ? A_BOLD : A_NORMAL) |
           (cell->attributes & ATTRIBUTE_DIM ? A_DIM : A_NORMAL) |
           (cell->attributes & ATTRIBUTE_UNDERLINE ? A_UNDERLINE : A_NORMAL) |
           (cell->attributes & ATTRIBUTE_REVERSE ? A_REVERSE : A_NORMAL);
}

/* What the locale can show, in as many columns as the frame has for it. */
static wchar_t shown_glyph(uint32_t glyph, int width)
{
    if (glyph < 0x20 || glyph == 0x7f)
        return L' ';
    return wcwidth((wchar_t)glyph) == width ? (wchar_t)glyph : L'?';
}

static void put_cell(const struct frame *frame, int column, int row)
{
    const struct cell *cell = &frame->cells[row * frame->columns + column];
    int width = utf8_width(cell->glyph);
    bool hidden;
    int pair = pair_of(cell, &hidden);
    wchar_t text[3] = {hidden ? L' ' : shown_glyph(cell->glyph, width), 0, 0};
    if (cell->combine && text[0] == (wchar_t)cell->glyph && wcwidth((wchar_t)cell->combine) == 0)
        text[1] = (wchar_t)cell->combine;
    cchar_t character;
    if (setcchar(&character, text, attributes_of(cell), 0, &pair) != ERR)
        mvadd_wch(row, column, &character);
}

/* A wide character takes two cells: where there is one in a row, the whole row goes together. */
static bool row_has_wide(const struct frame *frame, int row)
{
    for (int column = 0; column < frame->columns; column++)
        if (frame->cells[row * frame->columns + column].glyph == 0)
            return true;
    return false;
}

static void put_row(const struct frame *frame, int row)
{
    const struct cell *cells = &frame->cells[row * frame->columns];
    const struct cell *before = tty.shown ? &tty.shown->cells[row * frame->columns] : NULL;
    bool whole = !before || row_has_wide(frame, row) || row_has_wide(tty.shown, row);
    for (int column = 0; column < frame->columns; column++) {
        if (cells[column].glyph == 0 && column > 0 && utf8_width(cells[column - 1].glyph) == 2)
            continue;
        if (whole || !tty.shown || !cell_equal(&cells[column], &before[column]))
            put_cell(frame, column, row);
    }
}

static void put_cursor(const struct frame *frame)
{
    bool visible = frame->cursor_column >= 0 && frame->cursor_row >= 0 &&
                   frame->cursor_column < frame->columns && frame->cursor_row < frame->rows;
    curs_set(visible);
    leaveok(stdscr, !visible);
    if (visible)
        move(frame->cursor_row, frame->cursor_column);
}

/* Whether a row is the one that is shown, byte by byte: most are, and this is quick to find out.
 * What lies between the members may differ, so that `no` tells nothing. */
static bool row_is_shown(const struct frame *frame, int row)
{
    size_t first = (size_t)row * (size_t)frame->columns;
    return tty.shown && memcmp(tty.shown->cells + first, frame->cells + first,
                               (size_t)frame->columns * sizeof *frame->cells) == 0;
}

void tty_show(const struct frame *frame)
{
    if (tty.shown && (tty.shown->columns != frame->columns || tty.shown->rows != frame->rows))
        tty_forget();
    tty.pairs_renewed = false;
    for (int row = 0; row < frame->rows; row++) {
        bool known = tty.shown;
        if (row_is_shown(frame, row))
            continue;
        put_row(frame, row);
        if (known && !tty.shown)
            row = -1; /* the pairs ran out, and all of them got new numbers: from the top again */
    }
    put_cursor(frame);
    refresh();
    if (!tty.shown)
        tty.shown = frame_new(frame->columns, frame->rows);
    frame_copy(tty.shown, frame);
}

void tty_resume(void)
{
    tcgetattr(STDIN_FILENO, &rescue.modes); /* the shell's, perhaps others than before */
    rescue.armed = true;
    tty_forget();
    refresh();
    switch_modes(true);
}
