#include "loop.h"

#include "pace.h"
#include "paste.h"
#include "prompt.h"
#include "signals.h"
#include "tty.h"

#include "../base/memory.h"
#include "../front/front.h"
#include "../lab/workers.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A paste that stops for so long has lost its end. */
static const double paste_seconds = 1;
static const double slow_seconds =
    1.0 / 60; /* time goes on, whether the terminal is ready or not */

struct loop {
    const struct terminal_options *options;
    struct session *session;
    struct front front;
    struct key_queue keys;
    struct paste paste;
    double last_byte; /* when the terminal sent something last */
    bool hung_up;     /* the terminal is gone */
    double shown;     /* when the last frame was drawn */
    struct pace pace; /* of pictures */
    bool untold;      /* the frame is on its way to the terminal, which options->shown waits for */
};

/* Readline's callbacks have no place for it. There is one terminal. */
static struct loop *running;

static double now_seconds(void *context)
{
    (void)context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool is_over(const struct loop *loop)
{
    return loop->session->answers.quitting || loop->hung_up || signals_ending();
}

/* Bytes. */

/* What is known of the terminal by now. */
static void look_at_device(struct loop *loop)
{
    struct display *device = &loop->front.device;
    device->colors = tty_colors();
    device->unicode = tty_unicode();
    device->console = tty_console();
    device->light = tty_light();
    loop->front.dirty = true;
}

static void read_terminal(struct loop *loop)
{
    char bytes[4096];
    ssize_t length = read(STDIN_FILENO, bytes, sizeof bytes);
    if (length > 0) {
        loop->last_byte = now_seconds(NULL);
        if (tty_hear(bytes, (size_t)length, loop->last_byte, &loop->keys))
            look_at_device(loop);
    } else if (length == 0 || (errno != EINTR && errno != EAGAIN)) {
        loop->hung_up = true;
    }
}

/* Whether the terminal has sent nothing for so long, and there is nothing that is yet to be read.
 */
static bool is_quiet(const struct loop *loop, double seconds)
{
    struct pollfd source = {.fd = STDIN_FILENO, .events = POLLIN};
    return now_seconds(NULL) - loop->last_byte >= seconds && poll(&source, 1, 0) == 0;
}

/* Waits for bytes or signals, perhaps for ever. */
static void wait_for_input(struct loop *loop, double seconds)
{
    struct pollfd sources[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = signals_descriptor(), .events = POLLIN},
                               {.fd = STDOUT_FILENO, .events = POLLOUT}};
    /* Rounded up, else the last millisecond would be spent in a spin. */
    int milliseconds = isinf(seconds) ? -1 : (int)(seconds * 1000 + 0.999);
    if (poll(sources, tty_is_ready() ? 2 : 3, milliseconds) <= 0)
        return;
    if (!tty_is_ready() && sources[2].revents)
        tty_send();
    if (sources[1].revents)
        signals_drain();
    if (sources[0].revents)
        read_terminal(loop);
}

/* Readline needs a byte in the midst of a key. */
static bool wait_for_more(void)
{
    wait_for_input(running, tty_patience(now_seconds(NULL)));
    tty_give_up(now_seconds(NULL), &running->keys);
    return !is_over(running);
}

/* Keys. */

static void enter(struct loop *loop, char *line)
{
    for (char *begin = line; *begin;) {
        size_t length = strcspn(begin, "\r\n");
        char *one = memory_copy_bytes(begin, length);
        prompt_remember(one);
        free(one);
        begin += length;
        begin += strspn(begin, "\r\n");
    }
    front_enter(&loop->front, line);
    if (loop->front.failed.length > 0)
        prompt_open(loop->front.failed.bytes, loop->front.failed_at);
    free(line);
}

/* What is pasted is meant for the prompt. */
static void use_paste(struct loop *loop)
{
    struct error error;
    prompt_open("", 0);
    if (loop->paste.length > PASTE_BYTES_MAX || !prompt_paste(&loop->paste.text)) {
        error_at(&error, ERROR_NO_PLACE,
                 "the paste of %zu bytes was left out, as a line takes %d at most: save it as a "
                 "file, and `open` that",
                 loop->paste.length, PROMPT_BYTES_MAX);
        front_fail(&loop->front, &error);
    }
    paste_clear(&loop->paste);
}

/* Whether it was used; else the rest of it is still to come. */
static bool take_paste(struct loop *loop)
{
    bool good = paste_take(&loop->paste, &loop->keys, is_quiet(loop, paste_seconds));
    if (good)
        use_paste(loop);
    return good;
}

static void say_full(struct loop *loop)
{
    struct error error;
    error_at(&error, ERROR_NO_PLACE, "the line is full: it takes %d bytes at most",
             PROMPT_BYTES_MAX);
    front_fail(&loop->front, &error);
}

/* The key is at the head of the queue, from which the prompt takes it. */
static void edit(struct loop *loop, const struct key *key)
{
    bool alone = key_queue_length(&loop->keys) == 1;
    if (strcmp(key->name, "ctrl-c") == 0 || /* in raw mode Readline would insert it */
        (strcmp(key->name, "escape") == 0 && alone && !prompt_takes_escape())) {
        key_queue_drop(&loop->keys, key->used);
        prompt_close();
        front_leave_prompt(&loop->front);
        return;
    }
    unsigned char first = (unsigned char)*key_queue_head(&loop->keys);
    if (prompt_is_full() && first >= ' ' && first != 0x7f) {
        key_queue_drop(&loop->keys, key->used);
        say_full(loop);
        return;
    }
    if (!prompt_knows(key)) {
        key_queue_drop(&loop->keys, key->used);
        return;
    }
    char *line = prompt_feed(key);
    if (line)
        enter(loop, line);
}

/* What is at the prompt by now can be pointed at. */
static void point(struct loop *loop, const struct mouse_event *event)
{
    prompt_show(&loop->front.display);
    if (front_point(&loop->front, event))
        prompt_put(loop->front.typed.bytes, loop->front.typed_at);
}

/* Takes one key, or a paste. False: it must wait for more bytes. */
static bool take_key(struct loop *loop)
{
    if (loop->paste.state == PASTE_BROKEN && !prompt_is_open())
        loop->paste.state = PASTE_NONE;
    if (loop->paste.state == PASTE_COMES || paste_goes_on(&loop->paste, &loop->keys)) {
        loop->front.dirty = true;
        return take_paste(loop);
    }
    struct key key = key_decode(key_queue_head(&loop->keys), key_queue_length(&loop->keys),
                                is_quiet(loop, KEY_ESCAPE_MILLISECONDS / 1000.0 - 1e-4));
    bool open = prompt_is_open();
    bool stop = key.kind == KEY_KIND_NAME && strcmp(key.name, "ctrl-z") == 0;
    const char *typed;
    loop->front.dirty |= key.kind != KEY_KIND_MOUSE; /* a pointer that moves may change nothing */
    if (key.kind == KEY_KIND_WAIT)
        return false;
    if (key.kind == KEY_KIND_PASTE) {
        key_queue_drop(&loop->keys, key.used);
        paste_begin(&loop->paste);
        return true;
    }
    if (open && !stop && key.kind != KEY_KIND_MOUSE) {
        edit(loop, &key);
        return true;
    }
    key_queue_drop(&loop->keys, key.used);
    if (stop)
        raise(SIGTSTP);
    else if (key.kind == KEY_KIND_MOUSE)
        point(loop, &key.mouse);
    else if (strcmp(key.name, "ctrl-l") == 0)
        tty_forget();
    else if (key.kind == KEY_KIND_NAME && (typed = front_press(&loop->front, key.name)))
        prompt_open(typed, (int)strlen(typed));
    return true;
}

static bool has_input(const struct loop *loop)
{
    return key_queue_length(&loop->keys) > 0 || loop->paste.state == PASTE_COMES;
}

/* The screen. */

/* What takes the frames may fail, and tells it once. */
static void tell_shown(struct loop *loop)
{
    const struct terminal_options *options = loop->options;
    struct front *front = &loop->front;
    struct error error = {.offset = ERROR_NO_PLACE};
    loop->untold = false;
    if (options->shown &&
        !options->shown(options->shown_context, loop->shown, front->frame, &front->display, &error))
        front_fail(front, &error);
}

static void resize(struct loop *loop)
{
    int columns, rows;
    if (loop->untold) /* the frame will be another one */
        tell_shown(loop);
    tty_size(&columns, &rows);
    loop->front.display.tallness = tty_tallness();
    front_resize(&loop->front, columns, rows);
    tty_forget();
    prompt_resize(columns, rows);
    loop->pace = (struct pace){0};
}

/* A recording of what is shown has characters only. */
static void choose_pixels(struct loop *loop)
{
    const struct session *session = loop->session;
    bool have = pace_has_pictures(&loop->pace) && !session->host.films;
    if (tty_choose_pixels(session->look.pixels))
        loop->pace = (struct pace){0};
    loop->front.device.pixels = have ? tty_pixels() : (struct cell_size){0};
}

static void choose_mouse(struct loop *loop)
{
    struct session *session = loop->session;
    if (tty_choose_mouse(session->host.mouse))
        answers_tell(&session->answers, session->host.mouse
                                            ? "the mouse points and drags again"
                                            : "the mouse selects text now; m takes it back");
}

static void draw(struct loop *loop)
{
    struct front *front = &loop->front;
    choose_mouse(loop);
    choose_pixels(loop);
    const struct frame *frame = front_frame(front);
    tty_show(frame, &front->display);
    bool moves = front->dirty || prompt_is_open();
    front->dirty |= pace_go(&loop->pace, front->begun, frame->plate_count > 0, moves);
    loop->shown = front->begun;
    loop->untold = true;
}

/* A terminal that has not yet taken the last frame is not sent another one. */
static void show(struct loop *loop)
{
    double now = now_seconds(NULL);
    bool due = front_is_due(&loop->front) && tty_is_settled(now);
    if (due && !tty_is_ready() && pace_wait(&loop->pace, now))
        tty_break_off();
    if (due && tty_is_ready() && !loop->untold)
        draw(loop);
    if (tty_is_ready() && loop->untold)
        tell_shown(loop);
}

/* How long nothing is to be done; infinite: until something comes. */
static double idle_seconds(const struct loop *loop, bool bytes_wait)
{
    double seconds = front_wait(&loop->front), passed = now_seconds(NULL) - loop->last_byte;
    double now = now_seconds(NULL);
    if (!tty_is_ready() || !tty_is_settled(now)) /* what is due is not drawn before */
        seconds = fmax(seconds, slow_seconds);
    seconds = fmin(seconds, tty_patience(now));
    double escape = KEY_ESCAPE_MILLISECONDS / 1000.0 - passed;
    return !bytes_wait ? seconds
                       : fmin(seconds, fmax(escape > 0 ? escape : paste_seconds - passed, 0));
}

static void suspend(struct loop *loop)
{
    tty_suspend();
    signals_stop();
    signals_take(SIGCONT);
    tty_resume();
    resize(loop);
}

static void heed_signals(struct loop *loop)
{
    if (signals_take(SIGTSTP))
        suspend(loop);
    if (signals_take(SIGCONT)) { /* after a stop that could not be caught */
        tty_resume();
        resize(loop);
    }
    if (signals_take(SIGWINCH))
        resize(loop);
    if (signals_take(SIGINT))
        front_interrupt(&loop->front);
}

static void turn(struct loop *loop)
{
    struct error error;
    int line;
    bool bytes_wait = false;
    tty_give_up(now_seconds(NULL), &loop->keys);
    while (has_input(loop) && !bytes_wait && !is_over(loop)) {
        bytes_wait = !take_key(loop);
    }
    heed_signals(loop);
    if (is_over(loop))
        return;
    prompt_show(&loop->front.display);
    if (!front_advance(&loop->front, &error, &line))
        front_fail_in_scene(&loop->front, &error, line);
    show(loop);
    wait_for_input(loop, idle_seconds(loop, bytes_wait));
}

/* Once, where TERM says something that is not known here. */
static void tell_type(struct session *session)
{
    const char *type = getenv("TERM"), *used = tty_type();
    struct text *notice = &session->answers.notice;
    if (type && strcmp(type, used) != 0)
        text_add(notice, "%sthe terminal %.40s (TERM) is not known here: used as %s",
                 notice->length > 0 ? "; " : "", type, *used ? used : "xterm");
}

static void wake(void *context)
{
    (void)context;
    signals_wake();
}

/* The lab's threads, which wake the loop. */
static struct workers *lend_workers(struct session *session)
{
    struct workers *workers = workers_new(workers_usual());
    workers_tell(workers, wake, NULL);
    lab_lend(session->lab, workers);
    if (session->host.beside)
        lab_lend(session->host.beside->lab, workers);
    return workers;
}

bool terminal_run(struct session *session, const struct terminal_options *options,
                  struct error *error)
{
    const struct tty_wishes wishes = {options->colors, options->theme, options->charset,
                                      options->pixels, session->host.mouse};
    signals_hold();
    if (!tty_open(&wishes, now_seconds(NULL), error)) {
        signals_release();
        return false;
    }
    signals_start();
    struct workers *workers = lend_workers(session);
    const struct face face = {.now = now_seconds};
    struct loop loop = {.options = options, .session = session};
    running = &loop;
    front_begin(&loop.front, session, &face);
    tell_type(session);
    look_at_device(&loop);
    prompt_start(session, &loop.keys, tty_type(), tty_unicode(), wait_for_more);
    resize(&loop);
    while (!is_over(&loop))
        turn(&loop);
    int ending = loop.hung_up ? SIGHUP : signals_ending();
    prompt_end();
    tty_close();
    lab_lend(session->lab, NULL);
    if (session->host.beside)
        lab_lend(session->host.beside->lab, NULL);
    workers_free(workers);
    signals_end();
    front_end(&loop.front);
    key_queue_free(&loop.keys);
    paste_free(&loop.paste);
    running = NULL;
    if (ending)
        signals_die(ending);
    return true;
}
