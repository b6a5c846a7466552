/* What a frame costs on a terminal of 200 x 60: processor time and bytes. First painted ones,
 * against writing the same bytes without any thought; then those of the views, drawing included:
 * while a ball moves, against the bytes of the least difference, and while the whole picture
 * changes. The terminal is a pseudo terminal that another process reads.
 *
 * With a scene's name as argument only a ball that moves in this one is measured: for a profiler.
 */

#include "../../src/base/text.h"
#include "../../src/command/script.h"
#include "../../src/term/tty.h"
#include "../../src/view/view.h"

#include <fcntl.h>
#include <locale.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COLUMNS = 200, ROWS = 60, FRAMES = 200 };

/* The colour maps have 64 steps. */
static color step_color(double value)
{
    unsigned step = (unsigned)((sin(value) + 1) * 31.5) & 63;
    return step << 18 | (63 - step) << 10 | 0x40;
}

static void paint_surface(struct frame *frame, double shift)
{
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            struct cell *cell = frame_cell(frame, column, row);
            double x = column * 0.05 + shift, y = row * 0.13;
            *cell = (struct cell){.glyph = 0x2580};
            cell->fg = step_color(x + sin(y));
            cell->bg = step_color(x + sin(y + 0.065));
        }
}

/* A ball on its way and some cells of trail behind it. */
static void paint_ball(struct frame *frame, int at)
{
    for (int i = 0; i < 8; i++) {
        struct cell *cell = frame_cell(frame, (at + i) % COLUMNS, (at + i) / 4 % ROWS);
        cell->glyph = i == 7 ? 0x25cf : 0x2022;
        cell->fg = 0xffffff;
    }
}

static double processor_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void write_bytes(size_t count)
{
    static char bytes[4096];
    memset(bytes, 'x', sizeof bytes);
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, count < sizeof bytes ? count : sizeof bytes);
        if (written <= 0)
            return;
        count -= (size_t)written;
    }
}

/* Waits until the reader has seen all; it is quick, so that turning is enough. */
static long settled(const atomic_long *seen)
{
    long before = -1;
    while (before != *seen) {
        before = *seen;
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    return before;
}

/* As the event loop does. */
static void show(const struct frame *frame)
{
    const struct display display = {.colors = tty_colors(), .unicode = true};
    for (tty_show(frame, &display); !tty_is_ready(); tty_send()) {
        struct pollfd sink = {.fd = STDOUT_FILENO, .events = POLLOUT};
        poll(&sink, 1, -1);
    }
}

struct measure {
    double ours, raw; /* microseconds a frame */
    double bytes;     /* a frame */
};

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { BLOCKS = 11, BLOCK = 20 };

static double median(double *blocks)
{
    qsort(blocks, BLOCKS, sizeof *blocks, order);
    return blocks[BLOCKS / 2] * 1e6 / BLOCK;
}

/* Some frames and bare writes of as many bytes by turns, so that both meet the same machine. */
static struct measure measure(bool whole, const atomic_long *seen)
{
    double ours[BLOCKS] = {0}, raw[BLOCKS];
    struct frame *frame = frame_new(COLUMNS, ROWS);
    struct measure measure = {0};
    paint_surface(frame, 0);
    show(frame);
    for (int block = 0; block < BLOCKS; block++) {
        long before = settled(seen);
        for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
            paint_surface(frame, whole ? i * 0.2 : 0);
            paint_ball(frame, i);
            double begin = processor_seconds();
            show(frame);
            ours[block] += processor_seconds() - begin;
        }
        long bytes = settled(seen) - before;
        double begin = processor_seconds();
        for (int i = 0; i < BLOCK; i++)
            write_bytes((size_t)bytes / BLOCK);
        raw[block] = processor_seconds() - begin;
        measure.bytes += (double)bytes / (BLOCKS * BLOCK);
    }
    measure.ours = median(ours);
    measure.raw = median(raw);
    frame_free(frame);
    return measure;
}

/* --- The views --- */

static const struct scene {
    const char *name;
    const char *commands[4]; /* before */
    const char *change;      /* what makes another picture of it; NULL: not measured */
} scenes[] = {
    {"map", {"view map"}, "zoom 1.01"},
    {"map, with all arrows", {"show arrows", "show gradient", "show future"}, "zoom 1.01"},
    {"relief", {"view relief"}, "turn 6"},
    {"slice", {"view slice"}, "zoom 1.01"},
    {"map and slice", {"view map slice"}, "zoom 1.01"},
    {"step", {"view step"}, "step"},
    {"charts", {"view charts"}, "cursor next"},
    {"charts, 10,000 rows", {"view charts", "eta 1e-4", "goto 10000"}, "cursor next"},
    {"map and charts", {"view map charts"}, "zoom 1.01"},
    {"charts, race of 16",
     {"race adam rmsprop sgd nesterov adagrad adadelta lion yogi nadam radam adamw "
      "adamax rprop asgd adabelief amsgrad",
      "view charts", "goto 8000"},
     "cursor next"},
    {"map, large numbers", {"big on"}, "zoom 1.01"},
    {"race of 16",
     {"race adam rmsprop sgd nesterov adagrad adadelta lion yogi nadam radam adamw "
      "adamax rprop asgd adabelief amsgrad"},
     "zoom 1.01"},
};

static void execute(struct session *session, const char *line)
{
    struct error error;
    int number;
    if (!command_execute(session, line, &error) || !script_work(session, NULL, &error, &number))
        fprintf(stderr, "%s: %s\n", line, error.text);
}

static void keep(struct frame *kept, const struct frame *frame)
{
    memcpy(kept->cells, frame->cells, (size_t)COLUMNS * ROWS * sizeof *frame->cells);
    kept->cursor_column = frame->cursor_column;
    kept->cursor_row = frame->cursor_row;
}

static size_t color_bytes(color from, color to)
{
    int number = color_to_256(to);
    char bytes[32];
    if (number == color_to_256(from))
        return 0;
    return (size_t)(number < 0 ? sprintf(bytes, "39;") : sprintf(bytes, "38;5;%d;", number));
}

/* The bytes of the least difference, as one would write it down: where the next cell is that is
 * another one, its colours where they are not those before, and its glyph. */
static size_t least_bytes(const struct frame *before, const struct frame *frame)
{
    static const struct cell blank = {' ', 0, COLOR_DEFAULT, COLOR_DEFAULT, 0};
    const struct cell *last = &blank;
    size_t sum = 0;
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        const struct cell *cell = &frame->cells[i];
        char bytes[32];
        if (cell_equal(cell, &before->cells[i]))
            continue;
        size_t colors = color_bytes(last->fg, cell->fg) + color_bytes(last->bg, cell->bg);
        if (last != cell - 1)
            sum += (size_t)sprintf(bytes, "\033[%d;%dH", i / COLUMNS + 1, i % COLUMNS + 1);
        sum += colors + (colors ? 2 : 0) + (size_t)utf8_encode(cell->glyph, bytes);
        last = cell;
    }
    return sum;
}

/* A ball rolls at 15 steps a second, or something else changes in every frame; `raw` is then the
 * bytes of the least difference. */
static struct measure measure_scene(const struct scene *scene, const char *change,
                                    const atomic_long *seen)
{
    struct session *session = session_new();
    struct frame *frame = frame_new(COLUMNS, ROWS), *before = frame_new(COLUMNS, ROWS);
    struct view *view = view_new();
    struct display display = {.colors = tty_colors(), .unicode = true, .phase = 1};
    struct measure measure = {0};
    size_t least = 0;
    execute(session, "surface ravine");
    execute(session, "eta 0.07");
    for (int i = 0; i < 4 && scene->commands[i]; i++)
        execute(session, scene->commands[i]);
    execute(session, "step 20");
    view_draw(view, frame, session, &display);
    show(frame);
    long begun = settled(seen);
    for (int i = 0; i < FRAMES; i++) {
        keep(before, frame);
        double begin = processor_seconds();
        if (change)
            execute(session, change);
        else if (i % 4 == 0)
            execute(session, "step");
        display.phase = change ? 1 : (i % 4 + 1) / 4.0;
        view_draw(view, frame, session, &display);
        show(frame);
        measure.ours += processor_seconds() - begin;
        least += least_bytes(before, frame);
    }
    measure.bytes = (double)(settled(seen) - begun) / FRAMES;
    measure.raw = (double)least / FRAMES;
    measure.ours *= 1e6 / FRAMES;
    view_free(view);
    frame_free(before);
    frame_free(frame);
    session_free(session);
    return measure;
}

static const char *within(bool good)
{
    return good ? "ok" : "OVER";
}

static void measure_views(FILE *out, const char *only, const atomic_long *seen)
{
    fprintf(out, "\n%-22s %9s %9s %9s %6s   %9s %9s\n", "a ball moves, 256 colours", "us",
            "core@60/s", "bytes", "1.2x", "all: us", "bytes");
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        if (only && strcmp(scenes[i].name, only) != 0)
            continue;
        struct measure ball = measure_scene(&scenes[i], NULL, seen);
        double share = ball.ours * 60 / 1e4, more = ball.bytes / ball.raw;
        fprintf(out, "%-25s %9.1f %8.2f%% %9.0f %6s", scenes[i].name, ball.ours, share, ball.bytes,
                within(more <= 1.2));
        if (scenes[i].change && !only) {
            struct measure all = measure_scene(&scenes[i], scenes[i].change, seen);
            fprintf(out, "   %9.0f %9.0f", all.ours, all.bytes);
        }
        fprintf(out, "\n");
        fflush(out);
    }
}

static pid_t start_reader(int master, atomic_long *seen)
{
    pid_t reader = fork();
    if (reader != 0)
        return reader;
    char bytes[65536];
    ssize_t length;
    while ((length = read(master, bytes, sizeof bytes)) > 0)
        *seen += length;
    _exit(0);
}

/* Standard input and output become a terminal; *seen counts what is written to it. */
static pid_t become_terminal(atomic_long *seen)
{
    struct winsize size = {.ws_col = COLUMNS, .ws_row = ROWS};
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        return -1;
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    if (slave < 0 || ioctl(slave, TIOCSWINSZ, &size) != 0)
        return -1;
    pid_t reader = start_reader(master, seen);
    dup2(slave, STDIN_FILENO);
    dup2(slave, STDOUT_FILENO);
    close(slave);
    return reader;
}

int main(int argument_count, char **arguments)
{
    static const struct {
        const char *name;
        enum colors_choice choice;
    } colors[] = {{"256 colours", COLORS_ARE_256}, {"direct colour", COLORS_ARE_DIRECT}};
    atomic_long *seen =
        mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);
    const char *only = argument_count > 1 ? arguments[1] : NULL;
    FILE *out = fdopen(dup(STDOUT_FILENO), "w");
    setlocale(LC_ALL, "C.UTF-8");
    setenv("TERM", "xterm-256color", 1);
    if (seen == MAP_FAILED || !out)
        return 1;
    pid_t reader = become_terminal(seen);
    if (reader < 0)
        return 1;
    fprintf(out, "%-44s %10s %10s %7s %9s %9s   %s\n", "a frame of 200 x 60", "us", "raw us",
            "ratio", "bytes", "core@60/s", "4x");
    for (size_t i = 0; i < sizeof colors / sizeof *colors; i++) {
        struct error error;
        int columns, rows;
        const struct tty_wishes wishes = {.colors = colors[i].choice};
        if (!tty_open(&wishes, 0, &error)) {
            fprintf(stderr, "%s\n", error.text);
            return 1;
        }
        tty_size(&columns, &rows);
        for (int whole = 0; whole < 2 && !only; whole++) {
            struct measure m = measure(whole, seen);
            char what[64];
            snprintf(what, sizeof what, "%s, %s", whole ? "every cell" : "ball and trail",
                     colors[i].name);
            bool bounded = whole && colors[i].choice == COLORS_ARE_DIRECT;
            fprintf(out, "%-44s %10.1f %10.1f %7.1f %9.0f %8.1f%%   %s\n", what, m.ours, m.raw,
                    m.ours / m.raw, m.bytes, m.ours * 60 / 1e4,
                    bounded ? within(m.ours <= 4 * m.raw) : "");
            fflush(out);
        }
        if (i == 0)
            measure_views(out, only, seen);
        tty_close();
    }
    kill(reader, SIGTERM);
    waitpid(reader, NULL, 0);
    return fclose(out) == 0 ? 0 : 1;
}
