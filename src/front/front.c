#include "front.h"

#include "../base/memory.h"
#include "../command/both.h"
#include "../command/command.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double frame_seconds = 1.0 / 60;
static const double work_seconds = 0.008; /* per frame: typing is answered within the next one */
static const double draw_seconds = 0.005; /* the same of a frame's drawing */

static double seconds_now(const struct front *front)
{
    return front->face->now(front->face->context);
}

static bool work_is_late(void *context)
{
    const struct front *front = context;
    return seconds_now(front) - front->begun > work_seconds;
}

static bool drawing_is_late(void *context)
{
    const struct front *front = context;
    return seconds_now(front) - front->begun > draw_seconds;
}

/* The first one, with which the other one goes. */
static struct session *chosen(const struct front *front)
{
    return front->clock.session;
}

static struct session *beside(const struct front *front)
{
    return chosen(front)->host.beside;
}

static struct session *side_of(const struct front *front, int side)
{
    return side == 1 ? beside(front) : chosen(front);
}

void front_begin(struct front *front, struct session *session, const struct face *face)
{
    *front = (struct front){
        .face = face, .device = face->display, .display = face->display, .dirty = true};
    front->clock = (struct clock){.session = session,
                                  .glides = face->films,
                                  .now = seconds_now(front),
                                  .second = session->journal.second};
    front->halves = halves_new();
    front->display.page_open = true;
    front->display.is_late = face->films ? NULL : drawing_is_late;
    front->display.context = front;
    front->frame = frame_new(1, 1);
}

void front_end(struct front *front)
{
    text_free(&front->message);
    text_free(&front->said);
    text_free(&front->failed);
    text_free(&front->typed);
    halves_free(front->halves);
    frame_free(front->frame);
}

/* --- messages --- */

static struct text *begin_message(struct front *front, bool is_error)
{
    text_clear(&front->message);
    front->message_is_error = is_error;
    front->dirty = true;
    return &front->message;
}

/* What would look as if nothing had happened, as it is there already, is counted. */
static void say(struct front *front, const char *message)
{
    bool same = front->said.length > 0 && strcmp(front->said.bytes, message) == 0;
    front->times = same && front->answers ? front->times + 1 : 1;
    front->answers = false;
    text_clear(&front->said);
    text_add(&front->said, "%s", message);
    struct text *out = begin_message(front, false);
    text_add(out, "%s", message);
    if (front->times > 1)
        text_add(out, " (%d times)", front->times);
}

/* It goes as somebody does something; what then comes is told from it. */
static void leave_message(struct front *front)
{
    if (front->message.length == 0 || front->message_is_error)
        text_clear(&front->said);
    text_clear(&front->message);
}

void front_fail(struct front *front, const struct error *error)
{
    text_add(begin_message(front, true), "%s", error->text);
}

/* In a line that was typed. */
static void fail_in_line(struct front *front, const struct error *error, const char *line)
{
    struct text *message = begin_message(front, true);
    size_t length = strlen(line);
    bool placed = error->offset >= 0 && (size_t)error->offset <= length;
    text_add(&front->failed, "%s", line);
    front->failed_at = placed ? error->offset : (int)length;
    if (placed)
        text_add(message, "column %d: ", utf8_count(line, (size_t)error->offset) + 1);
    text_add(message, "%s", error->text);
}

void front_fail_in_scene(struct front *front, const struct error *error, int line)
{
    struct text *message = begin_message(front, true);
    if (beside(front))
        text_add(message, "%s: ", side_name(front->clock.failed));
    if (line > 0)
        text_add(message, "line %d of the scene: ", line);
    text_add(message, "%s", error->text);
    player_pause(&chosen(front)->player);
    clock_agree(&front->clock);
}

/* What the last command answers is the message until the next one. Where two answer, each is told,
 * or once what both say. */
static void take_notice(struct front *front)
{
    struct text *notice = &chosen(front)->answers.notice;
    struct text *other = beside(front) ? &beside(front)->answers.notice : notice;
    bool first = notice->length > 0, second = other != notice && other->length > 0;
    bool same = first && second && strcmp(notice->bytes, other->bytes) == 0;
    if (first && second && !same)
        text_add(begin_message(front, false), "%s: %s; %s: %s", side_name(0), notice->bytes,
                 side_name(1), other->bytes);
    else if (first)
        say(front, notice->bytes);
    else if (second)
        text_add(begin_message(front, false), "%s: %s", side_name(1), other->bytes);
    text_clear(notice);
    text_clear(other);
}

/* --- time --- */

/* Seconds that a question has been open: who teaches sees how long a class has had. In a film
 * nobody thinks. -1: none is. */
static double thinking(const struct front *front)
{
    double seconds = -1;
    for (int i = 0; i < 2 && side_of(front, i) && !front->face->films; i++)
        seconds = fmax(seconds, quiz_seconds(side_of(front, i)));
    return seconds;
}

/* Until another one of them is shown. */
static double until_next_second(const struct front *front, double now)
{
    double seconds = thinking(front);
    return seconds < 0 ? HUGE_VAL : 1 - (seconds - floor(seconds)) - (now - front->clock.now);
}

typedef bool advancing(struct clock *clock, double now, const struct limits *limits,
                       struct error *error, int *line);

/* How many balls have left; *last is the last of them. */
static int count_gone(const struct sim *sim, int *last)
{
    int count = 0;
    for (int i = 0; i < sim->ball_count; i++)
        if (sim_row(sim, i)->diverged) {
            *last = i;
            count++;
        }
    return count;
}

/* Once, as one has left; a film shows no hints. */
static void hint_gone(struct front *front, struct session *session, int before)
{
    int ball = 0;
    const struct session *other = session->host.beside; /* where both answer, each has its name */
    bool alone = other && other->answers.notice.length == 0;
    if (count_gone(session->sim, &ball) <= before || front->face->films)
        return;
    bool selected = ball == session->selected; /* else `eta` would be another ball's */
    char select[32] = "";
    if (!selected)
        snprintf(select, sizeof select, "`select %d`, ", ball + 1);
    answers_tell(&session->answers, "%sball %d diverged at n %lld: try %s`eta %.2g` and `reset`%s",
                 alone ? "left: " : "", ball + 1, (long long)sim_row(session->sim, ball)->n, select,
                 sim_recipe(session->sim, ball)->eta0 / 4, selected ? ", or `race ... tuned`" : "");
}

static bool go_on(struct front *front, advancing *as, struct error *error, int *line)
{
    const struct limits limits = {.late = front->face->films ? NULL : work_is_late,
                                  .context = front};
    struct clock *clock = &front->clock;
    int last, before[2] = {0};
    front->begun = seconds_now(front);
    clock->occupied = front->display.prompt_open;
    for (int i = 0; i < 2 && side_of(front, i); i++)
        before[i] = count_gone(side_of(front, i)->sim, &last);
    bool good = as(clock, front->begun, &limits, error, line);
    for (int i = beside(front) ? 1 : 0; i >= 0; i--)
        hint_gone(front, side_of(front, i), before[i]);
    front->dirty |= clock->news || (int)thinking(front) != front->display.waited;
    return good;
}

bool front_advance(struct front *front, struct error *error, int *line)
{
    for (int i = 0; i < 2 && side_of(front, i); i++)
        front->dirty |= halves_await(front->halves, i) && lab_has_news(side_of(front, i)->lab);
    return go_on(front, clock_advance, error, line);
}

double front_wait(const struct front *front)
{
    double now = seconds_now(front), seconds = front->dirty ? 0 : HUGE_VAL;
    const struct session *session = chosen(front);
    if (clock_is_busy(&front->clock) && (!tape_is_on(session) || tape_runs(session)))
        return 0;
    seconds = fmin(seconds, clock_wait(&front->clock, now));
    seconds = fmin(seconds, until_next_second(front, now));
    return fmax(seconds, front->next_frame - now); /* ticks between two frames are made together */
}

/* --- what the user does --- */

/* Two steps asked for at once are two steps: what comes next comes after what this began, unless
 * that takes long. */
static void begin(struct front *front, bool was_busy)
{
    struct error error;
    int line;
    front->dirty = true;
    clock_agree(&front->clock);
    if (!was_busy && clock_is_busy(&front->clock) && !go_on(front, clock_work, &error, &line))
        front_fail_in_scene(front, &error, line);
}

/* Whose page is open. */
static struct session *reader_of(const struct front *front)
{
    struct session *other = beside(front);
    return other && chosen(front)->answers.page.length == 0 ? other : chosen(front);
}

/* To one side, or -1: to both. */
static const char *press(struct front *front, int side, const char *key)
{
    struct session *session = side_of(front, side), *reader = reader_of(front);
    struct error error = {.offset = ERROR_NO_PLACE};
    if (strcmp(key, "ctrl-c") == 0) {
        front_interrupt(front);
        return NULL;
    }
    if (key_press_in_page(reader, key)) {
        script_note_key(reader, key);
        return NULL;
    }
    const struct key_row *row = key_find(session, key);
    if (row && row->action == KEY_PROMPT)
        return strcmp(key, "/") == 0 ? "/" : "";
    if (row && row->action != KEY_CHOOSE) /* which leaves the message of the last change */
        leave_message(front);
    if (!(side < 0 ? both_press : key_press)(session, key, &error))
        front_fail(front, &error);
    return NULL;
}

static const char *press_and_begin(struct front *front, int side, const char *key)
{
    clock_tell(&front->clock, seconds_now(front));
    bool busy = clock_is_busy(&front->clock);
    const char *prompt = press(front, side, key);
    begin(front, busy);
    return prompt;
}

const char *front_press(struct front *front, const char *key)
{
    front->display.pointed = false; /* until it moves again */
    return press_and_begin(front, -1, key);
}

static void set_prompted(struct front *front, bool on)
{
    for (int i = 0; i < 2 && side_of(front, i); i++)
        side_of(front, i)->host.prompted = on;
}

/* To one side, or -1: to both. */
static void enter(struct front *front, int side, const char *line, const struct speaker *speaker)
{
    struct session *session = side_of(front, side), *reader = reader_of(front);
    clock_tell(&front->clock, seconds_now(front));
    bool busy = clock_is_busy(&front->clock), good = true;
    leave_message(front);
    text_clear(&front->failed);
    bool finds = line[strspn(line, " \t")] == '/'; /* in the page, which else is closed */
    if (!finds && key_press_in_page(reader, "escape"))
        script_note_key(reader, "escape");
    char *copy = memory_copy(line);
    set_prompted(front, true);
    for (char *at = copy; good && at;) {
        struct error error = {.offset = ERROR_NO_PLACE};
        char *end = at + strcspn(at, "\r\n"), *next = *end ? end + 1 : NULL;
        *end = '\0';
        good = !at[strspn(at, " \t")] ||
               (side < 0 ? both_say : command_say)(session, at, speaker, &error);
        if (!good)
            fail_in_line(front, &error, at);
        at = next;
    }
    free(copy);
    set_prompted(front, false);
    front->answers = session->answers.notice.length > 0;
    begin(front, busy);
}

void front_enter(struct front *front, const char *line)
{
    enter(front, -1, line, &(struct speaker){.by = BY_HAND});
}

void front_leave_prompt(struct front *front)
{
    if (front->message_is_error)
        text_clear(&front->message);
    front->dirty = true;
}

/* In the place of what it completes. */
static void type_candidate(struct front *front, int index)
{
    const struct display *display = &front->display;
    if (!display->prompt_open || index >= display->candidate_count)
        return;
    text_add_bytes(&front->typed, display->line, (size_t)display->candidate_begin);
    text_add(&front->typed, "%s", display->candidates[index].text);
    front->typed_at = (int)front->typed.length;
    text_add(&front->typed, "%s", display->line + display->cursor);
}

/* What is typed there stays, where nothing but the prompt is asked for. */
static bool type(struct front *front, const char *typed)
{
    if (!typed || (!*typed && front->display.prompt_open))
        return false;
    text_add_bytes(&front->typed, typed, strlen(typed));
    front->typed_at = (int)front->typed.length;
    return true;
}

/* A pointer that only moves has the frame drawn again where another thing is raised for it: some
 * terminals tell of every cell that it comes to. */
static void follow_pointer(struct front *front, const struct mouse_event *event)
{
    struct display *display = &front->display;
    const struct halves *halves = front->halves;
    struct area before = {0}, now = halves_raised(halves, event->column, event->row);
    if (display->pointed)
        before = halves_raised(halves, display->pointer_column, display->pointer_row);
    display->pointed = true;
    display->pointer_column = event->column, display->pointer_row = event->row;
    front->dirty |= !area_equal(&before, &now);
}

/* The side that an event is for, and the event as if that were all of the frame: what was taken
 * hold of stays so wherever the pointer goes. */
static struct half_place place_event(struct front *front, const struct mouse_event *event)
{
    struct half_place place = halves_find(front->halves, event->column, event->row);
    if (front->held == 1 && !beside(front))
        front->held = 0;
    if (event->kind == MOUSE_PRESS)
        front->held = place.side;
    if (event->kind == MOUSE_DRAG || event->kind == MOUSE_RELEASE)
        place = halves_place(front->halves, front->held, event->column, event->row);
    return place;
}

bool front_point(struct front *front, const struct mouse_event *event)
{
    const char *prompt = NULL;
    if (event->kind == MOUSE_NONE)
        return false;
    follow_pointer(front, event);
    if (event->kind == MOUSE_MOVE)
        return false;
    text_clear(&front->typed);
    struct half_place place = place_event(front, event);
    struct mouse_event own = *event;
    own.column = place.column, own.row = place.row;
    int side = beside(front) ? place.side : -1;
    struct session *session = place.side < 0 ? reader_of(front) : side_of(front, side);
    struct deed deed = gesture_read(&front->gesture, session, place.view, &own);
    const struct speaker speaker = {
        .by = BY_MOUSE, .gesture = front->gesture.number + 1, .drags = event->kind == MOUSE_DRAG};
    if (deed.closes)
        press_and_begin(front, side, "escape");
    for (int i = 0; deed.key && i < deed.times; i++)
        prompt = press_and_begin(front, side, deed.key);
    if (deed.lines.length > 0)
        enter(front, side, deed.lines.bytes, &speaker);
    front->dirty = true;
    text_free(&deed.lines);
    if (deed.takes)
        type_candidate(front, deed.candidate);
    return deed.takes ? front->typed.length > 0 : type(front, prompt ? prompt : deed.typed);
}

void front_interrupt(struct front *front)
{
    bool something = script_interrupt(chosen(front));
    if (beside(front))
        something |= script_interrupt(beside(front));
    if (something)
        say(front, "stopped");
    else
        chosen(front)->answers.quitting = true;
    clock_agree(&front->clock);
    front->dirty = true;
}

/* --- frames --- */

bool front_is_due(const struct front *front)
{
    return front->dirty && seconds_now(front) >= front->next_frame;
}

/* What the device has, but where the session says otherwise. */
static void choose_device(struct display *display, const struct display *device,
                          const struct look *look)
{
    display->colors = colors_of(look->colors, device->colors);
    display->light = theme_light(look->theme, device->light);
    display->unicode = charset_is_unicode(look->charset, device->unicode);
    display->pixels = device->pixels;
    display->console = device->console && look->charset == CHARSET_AUTO;
}

/* Where the page stands is known once it was drawn. */
static void take_page(struct front *front)
{
    int side;
    struct view_page page = halves_page(front->halves, &side);
    if (side < 0)
        return;
    struct answers *answers = &side_of(front, side)->answers;
    answers->page_top = page.top;
    answers->page_rows = page.rows;
    answers->seeks = false;
}

const struct frame *front_frame(struct front *front)
{
    struct display *display = &front->display;
    const struct session *session = chosen(front);
    double now = front->begun = seconds_now(front);
    bool aims = gesture_aims(&front->gesture);
    if (!front->face->films)
        take_notice(front);
    choose_device(display, &front->device, &session->look);
    double phase = clock_phase(&front->clock, now);
    const struct half sides[2] = {{session, phase, aims && front->held == 0},
                                  {beside(front), phase, aims && front->held == 1}};
    display->phase = phase;
    display->aiming = aims;
    display->waited = (int)thinking(front);
    display->scene = playlist_find(&session->host.playlist, session->words.scene);
    display->scene_count = session->host.playlist.count;
    display->message = front->message.length > 0 ? front->message.bytes : NULL;
    display->message_is_error = front->message_is_error;
    halves_draw(front->halves, front->frame, sides, display);
    take_page(front);
    bool unfinished = halves_are_unfinished(front->halves); /* then it goes on at once */
    front->dirty = clock_moving(&front->clock, now) || unfinished;
    front->next_frame = unfinished ? now : now + frame_seconds;
    return front->frame;
}

void front_resize(struct front *front, int columns, int rows)
{
    if (columns != front->frame->columns || rows != front->frame->rows)
        frame_resize(front->frame, columns, rows);
    front->dirty = true;
}
