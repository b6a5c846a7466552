#include "script.h"

#include "rows.h"

#include "../base/memory.h"
#include "../base/stamp.h"
#include "../session/past.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* --- appointments --- */

/* Those whose tick is not on record any more will come again. */
static void renew_appointments(struct session *session)
{
    struct script *script = &session->script;
    for (int i = 0; i < script->appointment_count; i++)
        if (script->appointments[i].tick > session->sim->end)
            script->appointments[i].done = false;
}

static bool execute(struct session *session, const char *line, bool *done, struct error *error);

/* With its ball selected. A `pause` stops playing, but no goto: that one leads where it was told
 * to. The error is about a command that was given long ago, and not about the line that led here.
 */
static bool keep(struct session *session, struct appointment *appointment, struct error *error)
{
    struct error now;
    bool done;
    int selected = session->selected, line = session->script.line;
    int64_t goal = session->player.goal;
    session->selected = appointment->ball;
    session->script.line = 0;
    appointment->done = true;
    session->sim->in_appointment = true;
    appointment->failed = !execute(session, appointment->command, &done, &now);
    session->sim->in_appointment = false;
    session->selected = selected;
    session->script.line = line;
    player_go_to(&session->player, goal);
    return !appointment->failed ||
           error_at(error, ERROR_NO_PLACE, "at row %lld, `%.80s`: %.250s",
                    (long long)(appointment->tick - session->sim->balls[appointment->ball]->born),
                    appointment->command, now.text);
}

/* Runs what is due at the present tick. All are tried; the first error is told. */
static bool keep_appointments(struct session *session, struct error *error)
{
    bool good = true;
    struct error ignored;
    for (int i = 0; i < session->script.appointment_count; i++) {
        struct appointment *appointment = &session->script.appointments[i];
        if (!appointment->done && appointment->tick == session->sim->clock)
            good &= keep(session, appointment, good ? error : &ignored);
    }
    return good;
}

static int64_t next_appointment(const struct session *session, int64_t limit)
{
    for (int i = 0; i < session->script.appointment_count; i++) {
        const struct appointment *appointment = &session->script.appointments[i];
        if (!appointment->done && appointment->tick > session->sim->clock &&
            appointment->tick < limit)
            limit = appointment->tick;
    }
    return limit;
}

/* --- one command line --- */

/* Presses the first of the keys now; its name stays for a while, and then the others follow. */
static bool press(struct session *session, struct error *error)
{
    static const double between_keys = 0.25, after_keys = 0.7; /* seconds */
    struct script *script = &session->script;
    char *key = script->keys, *more = key + strcspn(key, " \t");
    script->keys = NULL;
    if (*more)
        *more++ = '\0';
    more += strspn(more, " \t");
    bool good = key_press_in_page(session, key) ||
                (key_check(session, key, error) && key_press(session, key, error));
    if (good) {
        session_leave_hold(session);
        script_hold(script, HOLD_KEY, *more ? between_keys : after_keys, key);
        script->hold.more = *more ? memory_copy(more) : NULL;
    } else {
        error->offset = 0;
    }
    free(key);
    return good;
}

/* What a command leads to at once. An appointment that was made for now and fails is an error of
 * the line that made it, which has done nothing. */
static bool follow(struct session *session, unsigned flags, int appointments, bool *done,
                   struct error *error)
{
    struct script *script = &session->script;
    if (flags & COMMAND_WAITS && script->keys)
        return press(session, error);
    if (flags & COMMAND_WAITS)
        return hold_look(session, error);
    if (!(flags & COMMAND_MEETS))
        return true;
    renew_appointments(session);
    if (keep_appointments(session, error))
        return true;
    if (script->appointment_count > appointments &&
        script->appointments[script->appointment_count - 1].failed) {
        free(script->appointments[--script->appointment_count].command);
        *done = false;
    }
    return false;
}

static bool run_line(struct session *session, const char *line, bool *done, struct error *error)
{
    const char *begin = line + strspn(line, " \t");
    if (!*begin || *begin == '#')
        return true;
    struct command_call call;
    int appointments = session->script.appointment_count;
    *done = command_parse(&command_table, session, begin, &call, error) &&
            command_run(&command_table, &call, session, error);
    if (*done && follow(session, call.row.flags, appointments, done, error))
        return true;
    /* A place inside the arguments becomes one in the line. */
    error->offset =
        (error->offset == ERROR_NO_PLACE ? 0 : error->offset) + (int)(call.arguments - line);
    return false;
}

/* Done is whether something was carried out, be it that an appointment failed then. */
static bool execute(struct session *session, const char *line, bool *done, struct error *error)
{
    size_t length = strlen(line);
    *done = false;
    session->stamp = stamp_new();
    if (length > COMMAND_LENGTH_MAX)
        return error_at(error, COMMAND_LENGTH_MAX, "a command has at most %d bytes, not %zu",
                        COMMAND_LENGTH_MAX, length);
    if (!run_line(session, line, done, error))
        return false;
    renew_appointments(session);
    return true;
}

/* --- the journal --- */

/* Whether a command can be undone by itself. What a scene says by itself cannot; what it shows can,
 * as it shows what a hand does. */
static bool is_step(const struct session *session, const char *line)
{
    struct command_call call;
    struct error ignored;
    bool shown = session->script.line == 0 || session->script.shown || session->journal.saying;
    return shown &&
           command_parse(&command_table, session, line + strspn(line, " \t"), &call, &ignored) &&
           !(call.row.flags & COMMAND_PASSES);
}

/* Whether a key is held, or a drag goes on: then it is one command with the last entry. */
static bool joins(const struct journal *journal, const char *line, const struct speaker *speaker)
{
    static const double longest_pause = 1; /* seconds; longer than until a held key repeats */
    if (journal->saying || !speaker->gesture || speaker->gesture != journal->gesture)
        return false;
    const struct entry *last = &journal->entries[journal->count - 1];
    size_t word = strcspn(line, " \t");
    return speaker->drags || (strncmp(last->command, line, word + 1) == 0 &&
                              journal->second - last->second <= longest_pause);
}

static struct entry entry_of(const struct session *session, const struct speaker *speaker)
{
    const struct script *script = &session->script;
    return (struct entry){.tick = session->sim->clock,
                          .second = session->journal.second,
                          .ball = session->selected,
                          .by = script->line > 0 ? BY_SCENE : speaker->by,
                          .line = script->line,
                          .shown = script->shown,
                          .plays = session->player.playing,
                          .searching = session->search != NULL};
}

/* The command as it can be given again, from whatever folder. */
static char *command_of(const struct session *session, const char *line)
{
    struct text command = {0};
    const struct data *data = sim_problem(session->sim)->data;
    bool reads = data && strncmp(line, "data", 4) == 0 && strchr(" \t", line[4]);
    text_add(&command, "%s%s", reads ? "data " : line, reads ? data->path : "");
    return command.bytes;
}

/* A scene that was opened has made its entry, and others that follow it. */
static void note(struct session *session, int at, struct entry *entry, const char *line)
{
    struct journal *journal = &session->journal;
    bool opened = at < journal->count;
    entry->command = opened ? journal->entries[at].command : command_of(session, line);
    entry->source = opened ? journal->entries[at].source : NULL;
    entry->check = journal_check(session->sim);
    if (opened)
        journal->entries[at] = *entry;
    else
        journal_note(journal, at, entry);
}

bool command_say(struct session *session, const char *line, const struct speaker *speaker,
                 struct error *error)
{
    struct journal *journal = &session->journal;
    struct entry entry = entry_of(session, speaker);
    int at = journal->count;
    bool nested = journal->saying, step = is_step(session, line), done;
    entry.joins = joins(journal, line, speaker);
    struct session_past *before = step && !entry.joins ? session_keep(session) : NULL;
    journal->saying = true;
    bool good = execute(session, line, &done, error);
    journal->saying = nested;
    session_follow(session);
    if (done && step)
        journal_step(journal, before, at, line);
    else
        session_past_free(before);
    if (done && !nested) {
        note(session, at, &entry, line);
        journal->gesture = speaker->gesture;
    }
    return good;
}

bool command_execute(struct session *session, const char *line, struct error *error)
{
    return command_say(session, line, &(struct speaker){.by = BY_HAND}, error);
}

void script_note_key(struct session *session, const char *key)
{
    struct text line = {0};
    struct entry entry = entry_of(session, &(struct speaker){.by = BY_KEY});
    if (session->journal.saying)
        return;
    text_add(&line, "press %s", key);
    note(session, session->journal.count, &entry, line.bytes);
    session->journal.gesture = 0;
    text_free(&line);
}

bool script_answer(struct session *session)
{
    bool answered = session_answer(session);
    if (answered)
        script_note_key(session, "space");
    return answered;
}

static uint32_t gesture_of(const char *key)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 16777619u;
    return hash | 1;
}

bool key_press(struct session *session, const char *key, struct error *error)
{
    const struct key_row *row = key_find(session, key);
    bool in_page = key_press_in_page(session, key), good = true;
    struct text line = {0};
    if (!in_page && row) {
        if (row->action != KEY_ESCAPE)
            answers_close_page(&session->answers);
        key_act(session, row, &line);
    }
    const struct speaker speaker = {BY_KEY, gesture_of(key), false};
    if (line.length > 0)
        good = command_say(session, line.bytes, &speaker, error);
    else if (in_page || (row && row->action != KEY_ESCAPE))
        script_note_key(session, key);
    error->offset = ERROR_NO_PLACE; /* nobody has typed the line */
    text_free(&line);
    return good;
}

/* --- work --- */

bool script_tick(struct session *session, struct error *error)
{
    session->stamp = stamp_new();
    sim_step(session->sim);
    if (session->player.budget > 0 && session->sim->clock == session->player.budget)
        player_pause(&session->player);
    bool good = keep_appointments(session, error) && hold_look(session, error);
    session_follow(session);
    return good;
}

int script_slice_ticks(const struct session *session)
{
    enum { MOST = 16 }; /* balls have other work, too */
    int64_t ticks = problem_slice_points(sim_problem(session->sim)) / session->sim->ball_count;
    return ticks < 1 ? 1 : ticks < MOST ? (int)ticks : MOST;
}

bool script_is_busy(const struct session *session)
{
    const struct script *script = &session->script;
    bool goes_on = script->queue_count > 0 && script->hold.kind == HOLD_NOT;
    return session->player.goal >= 0 || goes_on || session->search;
}

bool script_is_late(const struct limits *limits)
{
    return limits && limits->late && limits->late(limits->context);
}

bool script_stops(const struct session *session, const struct limits *limits)
{
    return limits && limits->stops && limits->last == session->sim->clock;
}

/* Where a jump on the record leads to. */
static int64_t next_stop(const struct session *session, const struct limits *limits, int64_t goal)
{
    int64_t clock = session->sim->clock, end = session->sim->end;
    if (goal < clock)
        return goal;
    end = end < goal ? end : goal;
    if (limits && limits->stops && limits->last > clock && limits->last < end)
        end = limits->last;
    return next_appointment(session, end);
}

/* Goes on towards the goal: in one jump where there is a record, else tick by tick. */
static bool approach(struct session *session, const struct limits *limits, struct error *error)
{
    struct sim *sim = session->sim;
    const int64_t *goal = &session->player.goal;
    int slice = script_slice_ticks(session);
    while (*goal >= 0 && sim->clock != *goal) {
        if (script_stops(session, limits))
            return true;
        bool on_record = *goal < sim->clock || sim->clock < sim->end;
        if (on_record)
            sim_seek(sim, next_stop(session, limits, *goal));
        if (!(on_record ? keep_appointments(session, error) : script_tick(session, error)))
            return false;
        session_follow(session);
        if (sim->clock % slice == 0 && script_is_late(limits))
            return true;
    }
    player_stay(&session->player);
    return true;
}

/* A slice of the search for a race's rates, and what is due when it is lined up. */
static bool work_on_race(struct session *session, struct error *error)
{
    bool done;
    return race_work(session, error) &&
           (session->search || follow(session, COMMAND_MEETS, INT_MAX, &done, error));
}

static bool execute_of_scene(struct session *session, const char *line, int number, bool shown,
                             struct error *error)
{
    session->script.line = number;
    session->script.shown = shown;
    bool good = command_execute(session, line, error);
    session->script.line = 0;
    session->script.shown = false;
    return good;
}

bool script_work(struct session *session, const struct limits *limits, struct error *error,
                 int *line)
{
    *line = 0;
    while (script_is_busy(session)) {
        session->stamp = stamp_new();
        while (session->search) {
            if (!work_on_race(session, error))
                return false;
            if (script_is_late(limits))
                return true;
        }
        if (session->player.goal >= 0 && !approach(session, limits, error))
            return false;
        if (session->player.goal >= 0)
            return true;
        if (!script_is_busy(session))
            break;
        struct queued next = script_take(&session->script);
        *line = next.line;
        bool good = execute_of_scene(session, next.command, next.line, next.shown, error);
        free(next.command);
        if (!good)
            return false;
        *line = 0;
    }
    return true;
}

bool script_enqueue(struct session *session, const char *line, int number, struct error *error)
{
    if (!script_is_busy(session) && session->script.hold.kind == HOLD_NOT)
        return execute_of_scene(session, line, number, false, error);
    script_put_last(&session->script, line, number);
    return true;
}

bool script_interrupt(struct session *session)
{
    bool something = script_is_busy(session) || session->script.hold.kind != HOLD_NOT;
    if (something)
        script_note_key(session, "ctrl-c");
    player_stay(&session->player);
    script_end_hold(&session->script);
    script_drop_queue(&session->script);
    return something;
}
