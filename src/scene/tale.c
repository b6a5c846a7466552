/* The scene as it was opened, with its course and comments, and with what was changed by hand
 * since. Where the scene is lined up and then plays, changes are appointments that are made before
 * it plays; in other scenes they stand behind the line after which they were made, each at its
 * iteration. */

#include "scene.h"

#include "../base/memory.h"
#include "../command/command.h"

#include <stdlib.h>
#include <string.h>

struct tale {
    const struct session *session;
    const struct entry *entries; /* from the one that opened the scene on */
    int count, after;            /* the first that comes after all that the scene said */
    const char *folder;          /* of the file: data below are named from there */
    struct text *out;
    int line, run; /* that is written; the first `run`, 0: none */
    int64_t clock; /* to where what is written leads; -1: to where the course does */
    int selected;  /* the ball that is selected there */
    bool moved;    /* there by `goto`: nothing plays any longer */
};

/* name NULL: none, or that of a number which is not there any more. */
static struct command_row row_of(const struct tale *tale, const char *line)
{
    struct command_call call = {0};
    struct error ignored;
    char *copy = memory_copy_bytes(line, strcspn(line, "\r\n"));
    bool good =
        command_parse(&command_table, tale->session, copy + strspn(copy, " \t"), &call, &ignored);
    free(copy);
    return good ? call.row : (struct command_row){0};
}

static bool is_one(const struct command_row *row, const char *name)
{
    return row->name && strcmp(row->name, name) == 0;
}

static bool is_change(const struct tale *tale, const struct entry *entry)
{
    struct command_row row = row_of(tale, entry->command);
    return entry->by != BY_SCENE && !entry->undone && !entry->source &&
           (!(row.flags & COMMAND_PASSES) || is_one(&row, "speed"));
}

/* Whether it is the same at every iteration. */
static bool is_look(const struct command_row *row)
{
    return row->name && row->flags & COMMAND_TIMED && !(row->flags & COMMAND_PER_BALL) &&
           !is_one(row, "let") && !is_one(row, "all");
}

static void write_line(const struct tale *tale, const char *line, size_t length)
{
    if (length > 6 && memcmp(line, "data /", 6) == 0)
        scene_write_data(line + 5, tale->folder, tale->out);
    else
        text_add(tale->out, "%.*s\n", (int)length, line);
}

static void select_ball(struct tale *tale, int ball)
{
    if (ball != tale->selected)
        text_add(tale->out, "select %d\n", ball + 1);
    tale->selected = ball;
}

static void go_to(struct tale *tale, int64_t tick)
{
    if (tick != tale->clock)
        text_add(tale->out, "goto %lld\n", (long long)tick);
    tale->moved |= tick != tale->clock;
    tale->clock = tick;
}

/* --- before it plays --- */

/* The tick at which the appointments are made, and the ball that is selected then: before it plays,
 * else where the scene had led when the hand began. */
static void find_place(struct tale *tale)
{
    for (int i = tale->count - 1; i >= (tale->run ? 0 : tale->after); i--) {
        const struct entry *entry = &tale->entries[i];
        if (!entry->undone && (!tale->run || entry->line == tale->run)) {
            tale->clock = entry->tick;
            tale->selected = entry->ball;
        }
    }
}

/* Whether a line may make it play, and says so nowhere. */
static bool may_play(const struct command_row *row)
{
    return is_one(row, "type") || is_one(row, "press");
}

/* Whether all changes can be appointments there, and come in the order in which they were made. */
static bool can_wait(struct tale *tale, const char *rest)
{
    const struct script *script = &tale->session->script;
    int last = 0;
    size_t length;
    const char *line;
    bool plays = false;
    for (int number = 1; (line = text_next_line(&rest, &length)); number++) {
        struct command_row row = row_of(tale, line);
        if (tale->run && row.flags & (COMMAND_HOLDS | COMMAND_MEETS))
            return false;
        if (!tale->run && is_one(&row, "run"))
            tale->run = number;
        plays |= may_play(&row);
    }
    if (!tale->run && plays)
        return false;
    find_place(tale);
    int64_t tick = tale->clock;
    for (int i = 0; i < tale->count; i++) {
        const struct entry *entry = &tale->entries[i];
        last = entry->by == BY_SCENE && !entry->undone ? entry->line : last;
        if (!is_change(tale, entry))
            continue;
        struct command_row row = row_of(tale, entry->command);
        bool timed = !row.name || row.flags & COMMAND_TIMED;
        bool early = tale->run ? last < tale->run : i < tale->after;
        if (!timed || entry->tick < tick || early)
            return false;
        tick = entry->tick;
    }
    return tale->run || (script->queue_count == 0 && script->hold.kind == HOLD_NOT);
}

static void write_appointments(struct tale *tale)
{
    int selected = -1, before = tale->selected;
    for (int i = 0; i < tale->count; i++) {
        const struct entry *entry = &tale->entries[i];
        struct command_row row = row_of(tale, entry->command);
        if (!is_change(tale, entry))
            continue;
        if (is_one(&row, "select")) { /* which an appointment does for itself alone */
            selected = tale->session->selected;
            continue;
        }
        if (!is_look(&row))
            select_ball(tale, entry->ball);
        int64_t born = tale->session->sim->balls[tale->selected]->born;
        if (entry->tick > tale->clock)
            text_add(tale->out, "at %lld ", (long long)(entry->tick - born));
        write_line(tale, entry->command, strlen(entry->command));
    }
    select_ball(tale, selected >= 0 ? selected : before);
}

/* --- in its course --- */

/* The changes that were made after the line that is written last, before the next; that one then
 * finds the balls where it found them. */
static void write_changes(struct tale *tale)
{
    int line = 0;
    const struct entry *next = NULL;
    /* Those that come to be late are kept when the hand goes back, and on. */
    bool appointed = tale->session->script.appointment_count > 0;
    tale->moved = false;
    for (int i = 0; i < tale->count; i++) {
        const struct entry *entry = &tale->entries[i];
        if (entry->by == BY_SCENE && !entry->undone) {
            if (line == tale->line && entry->line > line) {
                next = entry;
                break;
            }
            line = entry->line;
        }
        if (line != tale->line || entry->undone)
            continue;
        struct command_row row = row_of(tale, entry->command);
        if (entry->by == BY_SCENE)
            tale->clock = row.flags & COMMAND_HOLDS ? -1 : entry->tick;
        bool change = is_change(tale, entry);
        if (change ? !is_look(&row) : entry->by != BY_SCENE && appointed)
            go_to(tale, entry->tick);
        if (!change)
            continue;
        write_line(tale, entry->command, strlen(entry->command));
        if (row.flags & COMMAND_HOLDS)
            tale->clock = -1;
        else if (row.flags & COMMAND_MEETS && !is_one(&row, "at"))
            tale->clock = 0;
    }
    if (tale->moved && next)
        go_to(tale, next->tick);
    if (tale->moved && (next ? next->plays : tale->session->player.playing))
        text_add(tale->out, "run\n");
}

/* Whether the hand has led the clock anywhere since. */
static bool is_led(const struct tale *tale)
{
    for (int i = tale->after; i < tale->count; i++) {
        const struct entry *entry = &tale->entries[i];
        struct command_row row = row_of(tale, entry->command);
        bool leads = row.flags & (COMMAND_HOLDS | COMMAND_MEETS) || is_one(&row, "run") ||
                     is_one(&row, "undo") || is_one(&row, "redo");
        if (!entry->undone && leads)
            return true;
    }
    return false;
}

/* What does not play stands where it was left. */
static void write_place(struct tale *tale)
{
    const struct sim *sim = tale->session->sim;
    if (sim->end > sim->clock)
        go_to(tale, sim->end);
    go_to(tale, sim->clock);
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
static const char *said(const struct tale *tale, int line)
{
    for (int i = 0; i < tale->count; i++) {
        const struct entry *entry = &tale->entries[i];
        if (entry->by == BY_SCENE && entry->line == line &&
            strncmp(entry->command, "data ", 5) == 0)
            return entry->command;
    }
    return NULL;
}

bool scene_write_course(const struct session *session, const char *folder, struct text *out)
{
    const struct journal *journal = &session->journal;
    const struct entry *opened = find_opened(journal);
    if (!opened)
        return false;
    struct tale tale = {.session = session,
                        .entries = opened,
                        .count = (int)(journal->entries + journal->count - opened),
                        .after = 1,
                        .folder = folder,
                        .out = out};
    for (int i = 0; i < tale.count; i++)
        tale.after = tale.entries[i].by == BY_SCENE && !tale.entries[i].undone ? i + 1 : tale.after;
    const struct hold *hold = &session->script.hold;
    const char *rest = opened->source, *line;
    bool waits = can_wait(&tale, rest);
    size_t length;
    while ((line = text_next_line(&rest, &length))) {
        tale.line++;
        const char *data = said(&tale, tale.line);
        bool header = tale.line == 1 && scene_version(line) != NULL;
        if (waits && tale.line == tale.run)
            write_appointments(&tale);
        /* What was changed while it waits for a condition comes before it waits. */
        bool held = hold->kind == HOLD_CONDITION && hold->line == tale.line;
        if (!waits && held)
            write_changes(&tale);
        if (!header)
            write_line(&tale, data ? data : line, data ? strlen(data) : length);
        if (!waits && !held)
            write_changes(&tale);
    }
    if (waits && !tale.run)
        write_appointments(&tale);
    if (!tale.run && session->script.queue_count == 0 && is_led(&tale))
        write_place(&tale);
    return true;
}
