#include "terminal.h"

#include "emulator.h"
#include "suite.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const double longest_wait = 60; /* seconds; reached only when a test fails */

struct terminal {
    int master, slave;
    int reports, orders; /* from the shell, to it */
    pid_t shell, program;
    VTerm *vterm;
    VTermScreen *screen;
    int columns, rows;
    struct termios modes;
    bool alternate, cursor_visible, pastes, sgr_mouse;
    int mouse;  /* VTERM_PROP_MOUSE_… */
    char *home; /* to remove, or NULL */
    char *text;
    char *bytes;
    size_t length, capacity;
    struct terminal_answer answers[TERMINAL_ANSWERS_MAX + 1]; /* yet to be given */
    size_t shown;         /* of the bytes: those that the emulator has */
    size_t frame;         /* of the bytes: the last frame that is whole ends there */
    bool escape, command; /* the last one of them is an ESC; they are within a command */
    int status;           /* the program's last; -1: it runs */
    bool deaf;            /* it takes nothing of what the program writes */
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

char *terminal_new_home(void)
{
    const char *folder = getenv("TMPDIR");
    char path[512];
    snprintf(path, sizeof path, "%s/overshoot-test-XXXXXX", folder && *folder ? folder : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(path));
    return strdup(path);
}

void terminal_remove_home(char *home)
{
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", home);
    ck_assert_int_eq(system(command), 0);
    free(home);
}

/* What the terminal tells libvterm. */

static int set_property(VTermProp property, VTermValue *value, void *user)
{
    struct terminal *terminal = user;
    if (property == VTERM_PROP_ALTSCREEN)
        terminal->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        terminal->cursor_visible = value->boolean;
    if (property == VTERM_PROP_MOUSE)
        terminal->mouse = value->number;
    return 1;
}

/* What the last of the sequences that switch a mode says; *on is as it was without one. */
static void follow_mode(const char *bytes, const char *mode, bool *on)
{
    size_t length = strlen(mode);
    for (const char *at = bytes; (at = strstr(at, mode)); at++)
        if (at[length])
            *on = at[length] == 'h';
}

static void answer(struct terminal *terminal)
{
    for (int i = 0; i <= TERMINAL_ANSWERS_MAX; i++) {
        struct terminal_answer *answer = &terminal->answers[i];
        if (!answer->question || !strstr(terminal->bytes, answer->question))
            continue;
        size_t length = strlen(answer->answer);
        if (write(terminal->master, answer->answer, length) != (ssize_t)length)
            ck_abort_msg("the terminal cannot answer");
        answer->question = NULL;
    }
}

/* Without application commands (ESC _ … ESC \\), which libvterm takes for text. */
static void show(struct terminal *terminal, const char *bytes, size_t length)
{
    char *shown = malloc(2 * length + 2);
    size_t count = 0;
    ck_assert_ptr_nonnull(shown);
    for (size_t i = 0; i < length; i++) {
        char byte = bytes[i];
        bool held = terminal->escape;
        terminal->escape = byte == '\033';
        if (terminal->command)
            terminal->command = byte != '\030' && !(held && byte == '\\');
        else if (held && byte == '_')
            terminal->command = true;
        else {
            if (held)
                shown[count++] = '\033';
            if (byte != '\033')
                shown[count++] = byte;
        }
    }
    vterm_input_write(terminal->vterm, shown, count);
    free(shown);
}

/* A frame is shown when it is whole, as terminals do that know its marks: a test that waits for a
 * text never reads rows of two frames. What has ended or stopped within a frame shows what it has.
 */
static size_t whole_frames(struct terminal *terminal)
{
    static const char begin[] = "\033[?2026h", end[] = "\033[?2026l";
    const char *bytes = terminal->bytes, *frame = bytes + terminal->frame, *found;
    while ((found = strstr(frame, begin)) && (frame = strstr(found, end)))
        terminal->frame = (size_t)(frame - bytes);
    return found && terminal->status == -1 ? (size_t)(found - bytes) : terminal->length;
}

static void show_more(struct terminal *terminal)
{
    if (!terminal->bytes)
        return;
    const char *rest = terminal->bytes + terminal->shown;
    size_t frames = whole_frames(terminal);
    if (frames < terminal->shown) /* it was stopped within one, which was shown in part */
        return;
    size_t whole = emulator_whole(rest, frames - terminal->shown);
    terminal->shown += whole;
    show(terminal, rest, whole);
}

static void take_output(struct terminal *terminal, const char *bytes, size_t length)
{
    if (terminal->length + length + 1 > terminal->capacity) {
        terminal->capacity = 2 * (terminal->length + length) + 4096;
        terminal->bytes = realloc(terminal->bytes, terminal->capacity);
        ck_assert_ptr_nonnull(terminal->bytes);
    }
    size_t from = terminal->length > 8 ? terminal->length - 8 : 0;
    memcpy(terminal->bytes + terminal->length, bytes, length);
    terminal->length += length;
    terminal->bytes[terminal->length] = '\0';
    follow_mode(terminal->bytes + from, "\033[?2004", &terminal->pastes);
    follow_mode(terminal->bytes + from, "\033[?1006", &terminal->sgr_mouse);
    answer(terminal);
    show_more(terminal);
}

/* Reads what is there; waits for it at most so long. */
static void pump(struct terminal *terminal, double wait)
{
    struct pollfd source = {.fd = terminal->master, .events = POLLIN};
    int milliseconds = wait > 0 ? (int)(wait * 1000) + 1 : 0;
    if (terminal->deaf)
        source.fd = -1;
    while (poll(&source, 1, milliseconds) > 0) {
        char bytes[16384];
        ssize_t length = read(terminal->master, bytes, sizeof bytes);
        if (length <= 0)
            return;
        take_output(terminal, bytes, (size_t)length);
        milliseconds = 0;
    }
}

/* The shell: runs the program in a process group of its own, as shells with job control do, so that
 * it can be stopped; tells what becomes of it. */

static void report(int descriptor, int value)
{
    if (write(descriptor, &value, sizeof value) != sizeof value)
        _exit(99);
}

static _Noreturn void run_program(const struct terminal_setup *setup, const char *home)
{
    const char *program = getenv("OVERSHOOT");
    char variables[6][600];
    const char *environment[20] = {0};
    int count = 0;
    snprintf(variables[0], sizeof variables[0], "HOME=%s", home);
    snprintf(variables[1], sizeof variables[1], "XDG_STATE_HOME=%s/state", home);
    snprintf(variables[2], sizeof variables[2], "LC_ALL=%s",
             setup->locale ? setup->locale : "C.UTF-8");
    snprintf(variables[3], sizeof variables[3], "TERM=%s",
             setup->type ? setup->type : "xterm-256color");
    snprintf(variables[4], sizeof variables[4], "INPUTRC=/dev/null");
    snprintf(variables[5], sizeof variables[5], "TZ=UTC");
    for (int i = 0; i < 8 && setup->environment[i]; i++) /* first, as the first one counts */
        environment[count++] = setup->environment[i];
    for (int i = 0; i < 6; i++)
        environment[count++] = variables[i];
    static const char *const passed_on[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
    char passed[3][600];
    for (int i = 0; i < 3; i++)
        if (getenv(passed_on[i])) {
            snprintf(passed[i], sizeof passed[i], "%s=%s", passed_on[i], getenv(passed_on[i]));
            environment[count++] = passed[i];
        }
    const char *arguments[TERMINAL_ARGUMENTS_MAX + 4] = {program ? program : "./overshoot"};
    for (int i = 0; i < TERMINAL_ARGUMENTS_MAX && setup->arguments[i]; i++)
        arguments[i + 1] = setup->arguments[i];
    const char *first = setup->arguments[0];
    if (!setup->bare && (!first || *first == '-')) /* nothing, but that is asked for */
        for (int i = 1, k = 0; k < 2; i++)
            if (!arguments[i])
                arguments[i] = k++ ? "#" : "-e";
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    execve(arguments[0], (char *const *)(void *)arguments, (char *const *)(void *)environment);
    perror(arguments[0]);
    _exit(127);
}

/* Check has handlers that end the test's own processes, too, and the shell leaves some out. */
static void default_all_signals(void)
{
    enum { SIGNALS = 32 };
    for (int i = 1; i < SIGNALS; i++)
        signal(i, SIG_DFL);
}

static _Noreturn void run_shell(int slave, int reports, int orders,
                                const struct terminal_setup *setup, const char *home)
{
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    signal(SIGTTOU, SIG_IGN); /* it gives the terminal away and takes it back */
    signal(SIGHUP, SIG_IGN);
    for (int i = 0; i < 3; i++)
        dup2(slave, i);
    int gate[2];
    if (pipe(gate) != 0)
        _exit(99);
    pid_t program = fork();
    if (program == 0) {
        char byte;
        close(gate[1]);
        if (read(gate[0], &byte, 1) != 0) /* until the terminal is ours */
            _exit(99);
        default_all_signals();
        report(reports, (int)getpid()); /* from here on it can be killed */
        for (int i = 3; i < 256; i++)
            close(i);
        run_program(setup, home);
    }
    setpgid(program, program);
    tcsetpgrp(slave, program);
    close(gate[0]);
    close(gate[1]);
    for (;;) {
        int status;
        if (waitpid(program, &status, WUNTRACED) < 0)
            _exit(99);
        tcsetpgrp(slave, getpgrp());
        report(reports, status);
        char order;
        if (!WIFSTOPPED(status) || read(orders, &order, 1) != 1)
            _exit(0);
        tcsetpgrp(slave, program);
        kill(-program, SIGCONT);
    }
}

static void start_vterm(struct terminal *terminal)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = set_property};
    terminal->vterm = vterm_new(terminal->rows, terminal->columns);
    vterm_set_utf8(terminal->vterm, 1);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
    vterm_screen_reset(terminal->screen, 1);
    terminal->cursor_visible = true;
}

/* An int from the shell, while the program's output is read on; false if none comes in time. */
static bool read_report(struct terminal *terminal, int *value)
{
    for (double end = seconds() + longest_wait; seconds() < end;) {
        struct pollfd sources[2] = {
            {.fd = terminal->reports, .events = POLLIN},
            {.fd = terminal->deaf ? -1 : terminal->master, .events = POLLIN}};
        poll(sources, 2, 1000);
        pump(terminal, 0);
        if (sources[0].revents)
            return read(terminal->reports, value, sizeof *value) == sizeof *value;
    }
    return false;
}

struct terminal *terminal_start(const struct terminal_setup *setup)
{
    struct terminal *terminal = calloc(1, sizeof *terminal);
    ck_assert_ptr_nonnull(terminal);
    terminal->columns = setup->columns ? setup->columns : 100;
    terminal->rows = setup->rows ? setup->rows : 30;
    struct winsize size = {.ws_col = (unsigned short)terminal->columns,
                           .ws_row = (unsigned short)terminal->rows};
    int reports[2], orders[2];
    ck_assert_int_eq(openpty(&terminal->master, &terminal->slave, NULL, NULL, &size), 0);
    ck_assert_int_eq(pipe(reports), 0);
    ck_assert_int_eq(pipe(orders), 0);
    ck_assert_int_eq(tcgetattr(terminal->slave, &terminal->modes), 0);
    if (!setup->home)
        terminal->home = terminal_new_home();
    memcpy(terminal->answers, setup->answers, sizeof setup->answers);
    if (!setup->silent)
        terminal->answers[TERMINAL_ANSWERS_MAX] = (struct terminal_answer){"\033[c", "\033[?62c"};
    start_vterm(terminal);
    fflush(NULL);
    terminal->shell = fork();
    if (terminal->shell == 0) {
        /* with the test's ends open here, nobody would notice that the test has ended */
        close(terminal->master);
        close(orders[1]);
        close(reports[0]);
        run_shell(terminal->slave, reports[1], orders[0], setup,
                  setup->home ? setup->home : terminal->home);
    }
    close(reports[1]);
    close(orders[0]);
    terminal->reports = reports[0];
    terminal->orders = orders[1];
    terminal->status = -1;
    int program = 0;
    ck_assert(read_report(terminal, &program));
    terminal->program = (pid_t)program;
    return terminal;
}

void terminal_free(struct terminal *terminal)
{
    if (terminal->status == -1 || WIFSTOPPED(terminal->status))
        kill(terminal->program, SIGKILL);
    close(terminal->orders);
    close(terminal->reports);
    close(terminal->slave);
    close(terminal->master);
    kill(terminal->shell, SIGKILL);
    waitpid(terminal->shell, NULL, 0);
    vterm_free(terminal->vterm);
    if (terminal->home)
        terminal_remove_home(terminal->home);
    free(terminal->text);
    free(terminal->bytes);
    free(terminal);
}

void terminal_send(struct terminal *terminal, const char *keys)
{
    size_t length = strlen(keys);
    while (length > 0) {
        struct pollfd sink = {.fd = terminal->master, .events = POLLOUT};
        pump(terminal, 0); /* the program may be waiting for us to read */
        if (poll(&sink, 1, 100) <= 0)
            continue;
        ssize_t written = write(terminal->master, keys, length < 256 ? length : 256);
        ck_assert_int_gt(written, 0);
        keys += written;
        length -= (size_t)written;
    }
}

void terminal_resize(struct terminal *terminal, int columns, int rows)
{
    pump(terminal, 0);
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    terminal->columns = columns;
    terminal->rows = rows;
    vterm_set_size(terminal->vterm, rows, columns);
    ck_assert_int_eq(ioctl(terminal->master, TIOCSWINSZ, &size), 0);
}

void terminal_take_nothing(struct terminal *terminal, bool on)
{
    terminal->deaf = on;
}

void terminal_signal(struct terminal *terminal, int number)
{
    ck_assert_int_eq(kill(terminal->program, number), 0);
}

/* The screen. */

VTermScreenCell terminal_cell(struct terminal *terminal, int column, int row)
{
    VTermScreenCell cell = {0};
    vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell);
    return cell;
}

static size_t put_utf8(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 63));
        out[2] = (char)(0x80 | (c & 63));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 63));
    out[2] = (char)(0x80 | (c >> 6 & 63));
    out[3] = (char)(0x80 | (c & 63));
    return 4;
}

const char *terminal_text(struct terminal *terminal)
{
    size_t most = (size_t)terminal->rows * ((size_t)terminal->columns * 12 + 1) + 1, length = 0;
    terminal->text = realloc(terminal->text, most);
    ck_assert_ptr_nonnull(terminal->text);
    for (int row = 0; row < terminal->rows; row++) {
        for (int column = 0; column < terminal->columns;) {
            VTermScreenCell cell = terminal_cell(terminal, column, row);
            if (!cell.chars[0] || cell.chars[0] == (uint32_t)-1)
                terminal->text[length++] = ' ';
            cell.chars[0] = emulator_glyph(&cell);
            for (int i = 0; i < 3 && cell.chars[0] != (uint32_t)-1 && cell.chars[i]; i++)
                length += put_utf8(cell.chars[i], terminal->text + length);
            column += cell.width > 1 ? cell.width : 1;
        }
        terminal->text[length++] = '\n';
    }
    terminal->text[length] = '\0';
    return terminal->text;
}

bool terminal_shows(struct terminal *terminal, const char *text)
{
    pump(terminal, 0);
    return strstr(terminal_text(terminal), text);
}

bool terminal_find(struct terminal *terminal, const char *text, int *column, int *row)
{
    const char *all = terminal_text(terminal), *at = strstr(all, text);
    if (!at)
        return false;
    *column = *row = 0;
    for (; all < at; all++) {
        if (((unsigned char)*all & 0xc0) != 0x80) /* one column per character: enough here */
            (*column)++;
        if (*all == '\n') {
            (*row)++;
            *column = 0;
        }
    }
    return true;
}

bool terminal_wait(struct terminal *terminal, bool (*holds)(struct terminal *, const void *),
                   const void *context)
{
    for (double end = seconds() + longest_wait; seconds() < end;) {
        pump(terminal, 0);
        if (holds(terminal, context))
            return true;
        pump(terminal, 0.1);
    }
    return false;
}

/* How often the program's threads have gone to sleep; -1 while one of them is awake. Where nothing
 * tells, 0. */
static long long times_slept(const struct terminal *terminal)
{
    char path[600];
    long long sum = 0, times;
    snprintf(path, sizeof path, "/proc/%d/task", (int)terminal->program);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char line[200], state;
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/status", (int)terminal->program,
                 entry->d_name);
        FILE *status = entry->d_name[0] == '.' ? NULL : fopen(path, "r");
        while (status && fgets(line, sizeof line, status)) {
            if (sscanf(line, "State: %c", &state) == 1 && state != 'S' && sum >= 0)
                sum = -1;
            if (sum >= 0 && sscanf(line, "voluntary_ctxt_switches: %lld", &times) == 1)
                sum += times;
        }
        if (status)
            fclose(status);
    }
    if (folder)
        closedir(folder);
    return sum;
}

struct still {
    char *picture;
    long long slept;
};

static bool is_still(struct terminal *terminal, const void *context)
{
    struct still *still = (struct still *)(uintptr_t)context;
    long long slept = times_slept(terminal);
    const char *picture = terminal_text(terminal);
    bool same = slept >= 0 && slept == still->slept && strcmp(still->picture, picture) == 0;
    if (!same) {
        free(still->picture);
        *still = (struct still){strdup(picture), slept};
    }
    return same;
}

char *terminal_still(struct terminal *terminal)
{
    struct still still = {strdup(""), -1};
    if (!terminal_wait(terminal, is_still, &still))
        terminal_fail(terminal, "does not come to rest:", "the program");
    return still.picture;
}

/* Fails the test; the screen goes to standard error, as Check has no room for it. */
void terminal_fail(struct terminal *terminal, const char *what, const char *text)
{
    fprintf(stderr, "%s\n", terminal_text(terminal));
    ck_abort_msg("%s \"%.80s\"", what, text);
}

static bool shows(struct terminal *terminal, const void *context)
{
    return strstr(terminal_text(terminal), context);
}

static bool lacks(struct terminal *terminal, const void *context)
{
    return !shows(terminal, context);
}

static bool holds_much(struct terminal *terminal, const void *context)
{
    enum { MUCH = 4000 }; /* the line has room for 4095 bytes, and behind it for some thousands */
    int bytes;
    (void)context;
    return ioctl(terminal->master, FIONREAD, &bytes) == 0 && bytes > MUCH;
}

bool terminal_is_full(struct terminal *terminal)
{
    return terminal_wait(terminal, holds_much, NULL);
}

void terminal_expect(struct terminal *terminal, const char *text)
{
    if (!terminal_wait(terminal, shows, text))
        terminal_fail(terminal, "did not come:", text);
}

void terminal_expect_gone(struct terminal *terminal, const char *text)
{
    if (!terminal_wait(terminal, lacks, text))
        terminal_fail(terminal, "did not go:", text);
}

void terminal_command(struct terminal *terminal, const char *line)
{
    terminal_send(terminal, ":");
    terminal_send(terminal, line);
    terminal_send(terminal, "\r");
}

/* The number after the first such label that has one. */
static const char *after_label(const char *text, const char *label)
{
    while ((text = strstr(text, label))) {
        text += strlen(label);
        text += strspn(text, " ");
        if (strspn(text, "-0123456789.") > 0)
            return text;
    }
    return NULL;
}

static bool has_number(struct terminal *terminal, const void *label)
{
    return after_label(terminal_text(terminal), label) != NULL;
}

double terminal_number_after(struct terminal *terminal, const char *label)
{
    if (!terminal_wait(terminal, has_number, label))
        terminal_fail(terminal, "no number after", label);
    return strtod(after_label(terminal_text(terminal), label), NULL);
}

const char *terminal_bytes(struct terminal *terminal, size_t *length)
{
    pump(terminal, 0);
    *length = terminal->length;
    return terminal->bytes ? terminal->bytes : "";
}

void terminal_cursor(struct terminal *terminal, int *column, int *row, bool *visible)
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &position);
    *column = position.col;
    *row = position.row;
    *visible = terminal->cursor_visible;
}

/* The end. */

int terminal_end(struct terminal *terminal)
{
    if (!read_report(terminal, &terminal->status))
        terminal_fail(terminal, "did not end:", "the program");
    pump(terminal, 0);
    show_more(terminal);
    return terminal->status;
}

bool terminal_stopped(struct terminal *terminal)
{
    bool reported = read_report(terminal, &terminal->status);
    show_more(terminal);
    return reported && WIFSTOPPED(terminal->status);
}

void terminal_continue(struct terminal *terminal)
{
    terminal->status = -1;
    ck_assert_int_eq(write(terminal->orders, "c", 1), 1);
}

void terminal_take_over(struct terminal *terminal)
{
    static const char prompt[] = "\033[H\033[2J\r\nsuspended $ ";
    ck_assert_int_eq(tcsetattr(terminal->slave, TCSANOW, &terminal->modes), 0);
    ck_assert_int_eq(write(terminal->slave, prompt, sizeof prompt - 1), sizeof prompt - 1);
}

bool terminal_is_alternate(struct terminal *terminal)
{
    return terminal->alternate;
}

bool terminal_is_raw(struct terminal *terminal)
{
    struct termios now;
    return tcgetattr(terminal->slave, &now) == 0 && !(now.c_lflag & (ICANON | ECHO));
}

bool terminal_has_mouse(struct terminal *terminal)
{
    pump(terminal, 0);
    return terminal->mouse == VTERM_PROP_MOUSE_MOVE && terminal->sgr_mouse;
}

/* What the program wrote last may come after the news that it has stopped or ended. */
static bool is_restored(struct terminal *terminal, const void *context)
{
    (void)context;
    return !terminal->alternate && terminal->cursor_visible && !terminal->pastes &&
           !terminal->mouse && !terminal->sgr_mouse;
}

void terminal_expect_restored(struct terminal *terminal)
{
    struct termios now;
    terminal_wait(terminal, is_restored, NULL);
    ck_assert_int_eq(tcgetattr(terminal->slave, &now), 0);
    const struct termios *before = &terminal->modes;
    ck_assert_uint_eq(now.c_iflag, before->c_iflag);
    ck_assert_uint_eq(now.c_oflag, before->c_oflag);
    ck_assert_uint_eq(now.c_cflag, before->c_cflag);
    ck_assert_uint_eq(now.c_lflag, before->c_lflag);
    ck_assert_mem_eq(now.c_cc, before->c_cc, sizeof now.c_cc);
    ck_assert_msg(!terminal->alternate, "still on the alternate screen");
    ck_assert_msg(terminal->cursor_visible, "the cursor is hidden");
    ck_assert_msg(!terminal->pastes, "bracketed paste is on");
    ck_assert_msg(!terminal->mouse && !terminal->sgr_mouse, "the mouse is on");
}
