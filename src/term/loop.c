#include "loop.h"

#include "front.h"
#include "mouse.h"
#include "prompt.h"
#include "signals.h"
#include "tty.h"

#include "../base/memory.h"
#include "../front/clock.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double frame_seconds = 1.0 / 60;
static const double work_seconds = 0.008; /* per frame: typing is answered within the next one */
static const double draw_seconds = 0.005; /* the same of a frame's drawing */
static const double paste_seconds = 1;    /* a paste that stops for so long has lost its end */

struct loop {
    struct front front;
    struct mouse mouse;
    struct session *session;
    struct clock clock;
    struct limits limits;
    struct key_queue keys;
    struct display display;
    struct view *view;
    struct frame *frame;

    bool dirty;        /* what is on the screen may be out of date */
    double next_frame; /* not before */
    double last_byte;  /* when the terminal sent something last */
    double work_begun; /* of this round's computing */
    bool hung_up;      /* the terminal is gone */
};

/* The prompt's and the session's callbacks have no place for it. There is one terminal. */
static struct loop *running;

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool out_of_time(void *context)
{
    struct loop *loop = context;
    return now_seconds() - loop->work_begun > work_seconds;
}

static bool is_late(void *context)
{
    struct loop *loop = context;
    return now_seconds() - loop->work_begun > draw_seconds;
}

static bool is_over(const struct loop *loop)
{
    return loop->session->answers.quitting || loop->hung_up || signals_ending();
}

/* Bytes. */

static void read_terminal(struct loop *loop)
{
    char bytes[4096];
    ssize_t length = read(STDIN_FILENO, bytes, sizeof bytes);
    if (length > 0) {
        key_queue_add(&loop->keys, bytes, (size_t)length);
        loop->last_byte = now_seconds();
    } else if (length == 0 || (errno != EINTR && errno != EAGAIN)) {
        loop->hung_up = true;
    }
}

/* Waits for bytes or signals, perhaps for ever. */
static void wait_for_input(struct loop *loop, double seconds)
{
    struct pollfd sources[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                {.fd = signals_descriptor(), .events = POLLIN}};
    /* Rounded up, else the last millisecond would be spent in a spin. */
    int milliseconds = isinf(seconds) ? -1 : (int)(seconds * 1000 + 0.999);
    if (poll(sources, 2, milliseconds) <= 0)
        return;
    if (sources[1].revents)
        signals_drain();
    if (sources[0].revents)
        read_terminal(loop);
}

/* Readline needs a byte in the midst of a key. */
static bool wait_for_more(void)
{
    wait_for_input(running, INFINITY);
    return !is_over(running);
}

static bool escape_is_late(const struct loop *loop)
{
    return now_seconds() - loop->last_byte >= KEY_ESCAPE_MILLISECONDS / 1000.0 - 1e-4;
}

/* Goes on with what the session has begun, for a part of a frame: and with time, or without. */
static void go_on(struct loop *loop,
                  bool (*as)(struct clock *clock, double now, const struct limits *limits,
                             struct error *error, int *line))
{
    struct error error = {.offset = ERROR_NO_PLACE};
    int line = 0;
    loop->work_begun = now_seconds();
    loop->clock.occupied = prompt_is_open();
    if (!as(&loop->clock, loop->work_begun, &loop->limits, &error, &line))
        front_fail_in_scene(&loop->front, &error, line);
    loop->dirty |= loop->clock.news;
}

/* The prompt's share of the bytes. */

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
    front_execute(&loop->front, line);
    free(line);
}

/* Whether the paste that begins here is complete; one without an end gets one. */
static bool paste_is_whole(struct loop *loop)
{
    enum { LONGEST = 1 << 16 };
    size_t length = key_queue_length(&loop->keys);
    if (key_paste_ends(key_queue_head(&loop->keys), length))
        return true;
    if (length < LONGEST && now_seconds() - loop->last_byte < paste_seconds)
        return false;
    key_queue_add(&loop->keys, KEY_PASTE_END, strlen(KEY_PASTE_END));
    return true;
}

static void point(struct loop *loop, const struct key *key)
{
    key_queue_drop(&loop->keys, key->used);
    mouse_act(&loop->mouse, &loop->front, loop->view, &key->mouse);
}

/* Feeds one key to the prompt. False: it must wait for more bytes. */
static bool feed_prompt(struct loop *loop)
{
    const char *bytes = key_queue_head(&loop->keys);
    size_t length = key_queue_length(&loop->keys);
    if (bytes[0] == 3) { /* ^C: in raw mode Readline would insert it */
        key_queue_drop(&loop->keys, 1);
        prompt_close();
        return true;
    }
    if (bytes[0] == 26) { /* ^Z stops the program here too */
        key_queue_drop(&loop->keys, 1);
        raise(SIGTSTP);
        return true;
    }
    if (bytes[0] == '\033') {
        struct key key = key_decode(bytes, length, escape_is_late(loop));
        if (key.kind == KEY_KIND_WAIT)
            return false;
        if (key.kind == KEY_KIND_PASTE && !paste_is_whole(loop))
            return false;
        if (key.kind == KEY_KIND_MOUSE) {
            point(loop, &key);
            return true;
        }
        if (length == 1 && !prompt_takes_escape()) {
            key_queue_drop(&loop->keys, 1);
            prompt_close();
            return true;
        }
    }
    char *line = prompt_feed();
    if (line)
        enter(loop, line);
    return true;
}

/* Decodes one key outside the prompt. False: it must wait for more bytes. */
static bool press_key(struct loop *loop)
{
    struct key key = key_decode(key_queue_head(&loop->keys), key_queue_length(&loop->keys),
                                escape_is_late(loop));
    if (key.kind == KEY_KIND_WAIT)
        return false;
    if (key.kind == KEY_KIND_PASTE) { /* what is pasted is meant for the prompt */
        prompt_open("");
        return true;
    }
    if (key.kind == KEY_KIND_MOUSE) {
        point(loop, &key);
        return true;
    }
    key_queue_drop(&loop->keys, key.used);
    if (key.kind != KEY_KIND_NAME)
        return true;
    if (strcmp(key.name, "ctrl-z") == 0)
        raise(SIGTSTP);
    else if (strcmp(key.name, "ctrl-l") == 0)
        tty_forget();
    else
        front_press(&loop->front, key.name);
    if (loop->front.wants_prompt)
        prompt_open("");
    loop->front.wants_prompt = false;
    return true;
}

/* The screen. */

static void resize(struct loop *loop)
{
    int columns, rows;
    tty_size(&columns, &rows);
    if (columns != loop->frame->columns || rows != loop->frame->rows)
        frame_resize(loop->frame, columns, rows);
    tty_forget();
    prompt_resize(columns, rows);
    loop->dirty = true;
}

/* What takes the frames may fail, and tells it once. */
static void tell_shown(struct loop *loop, double now)
{
    const struct terminal_options *options = loop->front.options;
    struct error error = {.offset = ERROR_NO_PLACE};
    if (!options->shown ||
        options->shown(options->shown_context, now, loop->frame, &loop->display, &error))
        return;
    front_fail(&loop->front, &error);
    loop->dirty = true;
}

/* What the last command answers is the message until the next one. */
static void take_notice(struct loop *loop)
{
    struct text *notice = &loop->session->answers.notice;
    if (notice->length > 0)
        front_say(&loop->front, notice->bytes);
    text_clear(notice);
}

static void draw(struct loop *loop, double now)
{
    struct front *front = &loop->front;
    struct display *display = &loop->display;
    struct prompt_state prompt = prompt_state();
    display->phase = clock_phase(&loop->clock, now);
    display->aiming = loop->mouse.drag == DRAG_START;
    display->prompt_open = prompt_is_open();
    display->prompt = prompt.prompt;
    display->line = prompt.line;
    display->cursor = prompt.cursor;
    display->candidates = display->prompt_open ? prompt.candidates : NULL;
    display->candidate_count = display->prompt_open ? prompt.candidate_count : 0;
    take_notice(loop);
    display->message = front->message.length > 0 ? front->message.bytes : NULL;
    display->message_is_error = front->message_is_error;
    view_place_page(loop->frame, loop->session, display);
    display->scene = front->scene;
    display->scene_count = front->options->scene_count;
    loop->work_begun = now;
    view_draw(loop->view, loop->frame, loop->session, display);
    tty_show(loop->frame);
    bool unfinished = view_is_unfinished(loop->view); /* then it goes on at once */
    loop->dirty = clock_moving(&loop->clock, now) || unfinished;
    tell_shown(loop, now);
    loop->next_frame = unfinished ? now : now + frame_seconds;
}

/* How long nothing is to be done; infinite: until something comes. */
static double idle_seconds(const struct loop *loop, bool bytes_wait)
{
    double now = now_seconds(), seconds = clock_wait(&loop->clock, now);
    double frame = fmax(loop->next_frame - now, 0);
    if (script_is_busy(loop->session))
        return 0;
    seconds = fmax(seconds, frame); /* ticks between two frames are made together */
    if (loop->dirty)
        seconds = frame;
    if (bytes_wait) {
        double passed = now - loop->last_byte;
        double escape = KEY_ESCAPE_MILLISECONDS / 1000.0 - passed;
        seconds = fmin(seconds, fmax(escape > 0 ? escape : paste_seconds - passed, 0));
    }
    return seconds;
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
    bool bytes_wait = false;
    while (key_queue_length(&loop->keys) > 0 && !bytes_wait && !is_over(loop)) {
        bool busy = script_is_busy(loop->session);
        bytes_wait = prompt_is_open() ? !feed_prompt(loop) : !press_key(loop);
        loop->dirty = true;
        /* Two steps asked for at once are two steps: the next key comes after what this one began,
         * unless that takes long. */
        if (!busy && script_is_busy(loop->session))
            go_on(loop, clock_work);
    }
    heed_signals(loop);
    if (is_over(loop))
        return;
    go_on(loop, clock_advance);
    double now = now_seconds();
    if (loop->dirty && now >= loop->next_frame)
        draw(loop, now);
    wait_for_input(loop, idle_seconds(loop, bytes_wait));
}

int terminal_run(struct session *session, const struct terminal_options *options,
                 struct error *error)
{
    if (!tty_open(options->colors, options->light, error))
        return 1;
    signals_start();
    struct loop loop = {.session = session, .clock.session = session, .dirty = true};
    running = &loop;
    loop.limits = (struct limits){.late = out_of_time, .context = &loop};
    front_start(&loop.front, session, options);
    loop.display = (struct display){
        .colors = tty_colors(), .unicode = tty_unicode(), .light = options->light, .phase = 1};
    loop.display.is_late = is_late;
    loop.display.context = &loop;
    loop.view = view_new();
    loop.frame = frame_new(1, 1);
    prompt_start(session, &loop.keys, tty_unicode(), wait_for_more);
    resize(&loop);
    while (!is_over(&loop))
        turn(&loop);
    int ending = loop.hung_up ? SIGHUP : signals_ending();
    prompt_end();
    tty_close();
    signals_end();
    front_end(&loop.front);
    view_free(loop.view);
    frame_free(loop.frame);
    key_queue_free(&loop.keys);
    running = NULL;
    if (ending)
        signals_die(ending);
    return 0;
}
