/* The scene as it was opened, with its course and comments, and with what was changed by hand
 * since. Where the scene is lined up and then plays, changes are appointments that are made before
 * it plays; in other scenes they stand behind the line after which they were made, each at its
 * iteration. */

#include "scene.h"

#include "../base/memory.h"
#include "../base/wording.h"
#include "../command/command.h"

#include <stdlib.h>
#include <string.h>

struct course {
    const struct session *session;
    const struct entry *entries; /* from the one that opened the scene on */
    int count, after;            /* the first that comes after all that the scene said */
    int changed;                 /* the last that changes a run */
    const char *folder;          /* of the file: data below are named from there */
    struct text *out;
    int line, run; /* that is written; the first `run`, 0: none */
    bool waits;    /* changes are appointments */
    int64_t clock; /* to where what is written leads; -1: to where the course does */
    int selected;  /* the ball that is selected there */
    bool moved;    /* there by `goto`: nothing plays any longer */
};

/* name NULL: none, or that of a number which is not there any more. */
static struct command_row row_of(const struct course *course, const char *line)
{
    struct command_call call = {0};
    struct error ignored;
    struct wording wording;
    char *copy = memory_copy_bytes(line, strcspn(line, "\r\n"));
    bool good = command_reword(&command_table, course->session, copy, &wording, &ignored) &&
                command_parse(&command_table, course->session, wording.text.bytes, &call, &ignored);
    wording_free(&wording);
    free(copy);
    return good ? call.row : (struct command_row){0};
}

static bool is_one(const struct command_row *row, const char *name)
{
    return row->name && strcmp(row->name, name) == 0;
}

/* What has been run anew since does not hold any longer; and once is enough. */
static bool is_past(const struct course *course, const struct entry *entry,
                    const struct command_row *row)
{
    const char *condition = entry->command + strcspn(entry->command, " \t");
    bool again = false;
    if (!is_one(row, "expect"))
        return false;
    for (const struct entry *one = course->entries; one < entry && !again; one++)
        again =
            one->tick == entry->tick && !one->undone && strcmp(one->command, entry->command) == 0;
    return again || !script_has_held(&course->session->script, entry->tick,
                                     condition + strspn(condition, " \t"));
}

/* The scene asks its questions again: an answer is none. */
static bool is_change(const struct course *course, const struct entry *entry)
{
    struct command_row row = row_of(course, entry->command);
    return !is_past(course, entry, &row) && entry->by != BY_SCENE && !entry->undone &&
           !entry->source && !is_one(&row, "answer") &&
           (!(row.flags & COMMAND_PASSES) || is_one(&row, "speed"));
}

/* Whether it is the same at every iteration. */
static bool is_look(const struct command_row *row)
{
    return row->name && row->flags & COMMAND_TIMED && !(row->flags & COMMAND_PER_BALL) &&
           !is_one(row, "let") && !is_one(row, "all") && !is_one(row, "expect");
}

/* Whether the hand leads the clock: elsewhere than the scene, or by undo to where it stands still.
 * A key without a command, such as an answer, does not, unless it stops what is going on. */
static bool leads(const struct entry *entry, const struct command_row *row)
{
    static const char *const names[] = {"run", "pause", "undo", "redo"};
    bool does = row->flags & (COMMAND_HOLDS | COMMAND_MEETS);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        does |= is_one(row, names[i]);
    if (is_one(row, "pause") && !(row->flags & COMMAND_PASSES)) /* when something holds */
        does = false;
    if (is_one(row, "press"))
        does = strcmp(entry->command, "press ctrl-c") == 0;
    return does && entry->by != BY_SCENE && !entry->undone;
}

static void write_line(const struct course *course, const char *line, size_t length)
{
    if (length > 6 && memcmp(line, "data /", 6) == 0)
        scene_write_data(line + 5, course->folder, course->out);
    else
        text_add(course->out, "%.*s\n", (int)length, line);
}

static void select_ball(struct course *course, int ball)
{
    if (ball != course->selected)
        text_add(course->out, "select %d\n", ball + 1);
    course->selected = ball;
}

static void go_to(struct course *course, int64_t tick)
{
    if (tick != course->clock)
        text_add(course->out, "goto %lld\n", (long long)tick);
    course->moved |= tick != course->clock;
    course->clock = tick;
}

/* --- before it plays --- */

/* The tick at which the appointments are made, and the ball that is selected then: before it plays,
 * else where the scene had led when the hand began. */
static void find_place(struct course *course)
{
    for (int i = course->count - 1; i >= (course->run ? 0 : course->after); i--) {
        const struct entry *entry = &course->entries[i];
        if (!entry->undone && (!course->run || entry->line == course->run)) {
            course->clock = entry->tick;
            course->selected = entry->ball;
        }
    }
}

/* Whether a line may make it play, and says so nowhere. */
static bool may_play(const struct command_row *row)
{
    return is_one(row, "type") || is_one(row, "press");
}

/* Finds the first `run`. Whether all that comes after it is said at once. */
static bool find_run(struct course *course, const char *source)
{
    size_t length;
    const char *line;
    bool at_once = true, plays = false;
    for (int number = 1; (line = text_next_line(&source, &length)); number++) {
        struct command_row row = row_of(course, line);
        if (course->run)
            at_once &= !(row.flags & (COMMAND_HOLDS | COMMAND_MEETS));
        else if (is_one(&row, "run"))
            course->run = number;
        plays |= may_play(&row);
    }
    return at_once && (course->run || !plays);
}

/* Whether all changes can be appointments there, and come in the order in which they were made. */
static bool can_wait(const struct course *course)
{
    const struct script *script = &course->session->script;
    int last = 0;
    int64_t tick = course->clock;
    for (int i = 0; i < course->count; i++) {
        const struct entry *entry = &course->entries[i];
        last = entry->by == BY_SCENE && !entry->undone ? entry->line : last;
        struct command_row row = row_of(course, entry->command);
        bool change = is_change(course, entry), timed = !row.name || row.flags & COMMAND_TIMED;
        bool early = course->run ? last < course->run : i < course->after;
        if (early && (change || (leads(entry, &row) && i <= course->changed)))
            return false;
        if (!change)
            continue;
        if (!timed || entry->tick < tick)
            return false;
        tick = entry->tick;
    }
    return course->run || (script->queue_count == 0 && script->hold.kind == HOLD_NOT);
}

static void write_appointments(struct course *course)
{
    int selected = -1, before = course->selected;
    for (int i = 0; i < course->count; i++) {
        const struct entry *entry = &course->entries[i];
        struct command_row row = row_of(course, entry->command);
        if (!is_change(course, entry))
            continue;
        if (is_one(&row, "select")) { /* which an appointment does for itself alone */
            selected = course->session->selected;
            continue;
        }
        if (!is_look(&row))
            select_ball(course, entry->ball);
        int64_t born = course->session->sim->balls[course->selected]->born;
        if (entry->tick > course->clock || is_one(&row, "expect"))
            text_add(course->out, "at %lld ", (long long)(entry->tick - born));
        write_line(course, entry->command, strlen(entry->command));
    }
    select_ball(course, selected >= 0 ? selected : before);
}

/* --- in its course --- */

static void write_change(struct course *course, const struct entry *entry,
                         const struct command_row *row)
{
    if (is_one(row, "expect")) { /* it holds now, and not at the end */
        int64_t born = course->session->sim->balls[entry->ball]->born;
        text_add(course->out, "at %lld ", (long long)(entry->tick - born));
    }
    write_line(course, entry->command, strlen(entry->command));
    if (row->flags & COMMAND_HOLDS)
        course->clock = -1;
    else if (row->flags & COMMAND_MEETS && !is_one(row, "at"))
        course->clock = 0;
}

/* The changes that were made after the line that is written last, before the next; that one then
 * finds the balls where it found them, as do the changes that were made later. */
static void write_changes(struct course *course)
{
    int line = 0;
    bool led = false;
    const struct entry *next = NULL;
    /* Those that come to be late are kept when the hand goes back, and on. */
    bool appointed = course->session->script.appointment_count > 0;
    course->moved = false;
    for (int i = 0; i < course->count; i++) {
        const struct entry *entry = &course->entries[i];
        if (entry->by == BY_SCENE && !entry->undone) {
            if (line == course->line && entry->line > line) {
                next = entry;
                break;
            }
            line = entry->line;
        }
        if (line != course->line || entry->undone)
            continue;
        struct command_row row = row_of(course, entry->command);
        if (entry->by == BY_SCENE)
            course->clock = row.flags & COMMAND_HOLDS ? -1 : entry->tick;
        bool change = is_change(course, entry);
        if (change ? !is_look(&row) : entry->by != BY_SCENE && appointed)
            go_to(course, entry->tick);
        if (change)
            write_change(course, entry, &row);
        led |= leads(entry, &row);
    }
    if (next && (course->moved || (led && next - course->entries <= course->changed)))
        go_to(course, next->tick);
    if (course->moved && (next ? next->plays : course->session->player.playing))
        text_add(course->out, "run\n");
}

/* Whether the hand has led the clock anywhere since. */
static bool is_led(const struct course *course)
{
    for (int i = course->after; i < course->count; i++) {
        struct command_row row = row_of(course, course->entries[i].command);
        if (leads(&course->entries[i], &row))
            return true;
    }
    return false;
}

/* What does not play stands where it was left. */
static void write_place(struct course *course)
{
    const struct sim *sim = course->session->sim;
    if (sim->end > sim->clock)
        go_to(course, sim->end);
    go_to(course, sim->clock);
}

/* --- all of it --- */

static const struct entry *find_opened(const struct journal *journal)
{
    for (int i = journal->count - 1; i >= 0; i--)
        if (journal->entries[i].source && !journal->entries[i].undone)
            return *journal->entries[i].source ? &journal->entries[i] : NULL;
    return NULL;
}

/* What a line of the scene said, if it was carried out: data have their place in it. */
static const char *said(const struct course *course, int line)
{
    for (int i = 0; i < course->count; i++) {
        const struct entry *entry = &course->entries[i];
        if (entry->by == BY_SCENE && entry->line == line &&
            strncmp(entry->command, "data ", 5) == 0)
            return entry->command;
    }
    return NULL;
}

/* A line of the scene, and what was changed after it; while it waits for a condition, before it
 * waits. */
static void write_scene_line(struct course *course, const char *line, size_t length)
{
    const struct hold *hold = &course->session->script.hold;
    course->line++;
    const char *data = said(course, course->line);
    bool header = course->line == 1 && scene_version(line);
    bool held = hold->kind == HOLD_CONDITION && hold->line == course->line;
    if (course->waits && course->line == course->run)
        write_appointments(course);
    if (!course->waits && held)
        write_changes(course);
    if (!header)
        write_line(course, data ? data : line, data ? strlen(data) : length);
    if (!course->waits && !held)
        write_changes(course);
}

bool scene_write_course(const struct session *session, const char *folder, struct text *out)
{
    const struct journal *journal = &session->journal;
    const struct entry *opened = find_opened(journal);
    if (!opened)
        return false;
    struct course course = {.session = session,
                            .entries = opened,
                            .count = (int)(journal->entries + journal->count - opened),
                            .after = 1,
                            .folder = folder,
                            .out = out};
    for (int i = 0; i < course.count; i++) {
        struct command_row row = row_of(&course, opened[i].command);
        if (opened[i].by == BY_SCENE && !opened[i].undone)
            course.after = i + 1;
        else if (is_change(&course, &opened[i]) && !is_look(&row))
            course.changed = i;
    }
    course.waits = find_run(&course, opened->source);
    if (course.waits)
        find_place(&course);
    course.waits = course.waits && can_wait(&course);
    const char *rest = opened->source, *line;
    for (size_t length; (line = text_next_line(&rest, &length));)
        write_scene_line(&course, line, length);
    if (course.waits && !course.run)
        write_appointments(&course);
    if (!course.run && session->script.queue_count == 0 && is_led(&course))
        write_place(&course);
    return true;
}
