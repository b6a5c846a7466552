/* One command: it is carried out, with what it leads to at once, and noted in the journal. */

#include "rows.h"

#include "../base/memory.h"
#include "../base/spelling.h"
#include "../base/stamp.h"
#include "../session/past.h"

#include <stdlib.h>
#include <string.h>

/* --- appointments --- */

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
    struct wording wording; /* a name may be that of another number by now */
    appointment->failed =
        !command_reword(&command_table, session, appointment->command, &wording, &now) ||
        !execute(session, wording.text.bytes, &done, &now);
    wording_free(&wording);
    session->sim->in_appointment = false;
    session->selected = selected;
    session->script.line = line;
    player_go_to(&session->player, goal);
    return !appointment->failed ||
           error_at(error, ERROR_NO_PLACE, "at iteration %lld, `%.80s`: %.250s",
                    (long long)(appointment->tick - session->sim->balls[appointment->ball]->born),
                    appointment->command, now.text);
}

/* Runs what is due at the present tick. All are tried; the first error is told. */
bool appointments_keep(struct session *session, struct error *error)
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

bool appointments_meet(struct session *session, struct error *error)
{
    script_renew_appointments(&session->script, session->sim->end);
    return appointments_keep(session, error);
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
        session_hold(session, HOLD_KEY, *more ? between_keys : after_keys, key);
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
    if (appointments_meet(session, error))
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
    script_renew_appointments(&session->script, session->sim->end);
    return true;
}

/* --- the journal --- */

/* Whether a command can be undone by itself. What a scene says by itself cannot; what it shows can,
 * as it shows what a hand does. */
static bool is_step(const struct session *session, const char *line)
{
    bool shown = session->script.line == 0 || session->script.shown || session->journal.saying;
    struct command_row row = command_of(&command_table, session, line);
    return shown && row.name && !(row.flags & COMMAND_PASSES);
}

static bool asks(const struct session *session, const char *line)
{
    struct command_row row = command_of(&command_table, session, line);
    return row.name && row.flags & COMMAND_ASKS;
}

/* What a hand presses by its name, its key notes. */
static bool is_noted_by_key(const struct entry *entry, const char *line)
{
    char name[NAME_SIZE];
    name_scan(line + strspn(line, " \t"), name);
    return entry->by == BY_HAND && strcmp(name, "press") == 0;
}

static bool say(struct session *session, const char *line, const struct speaker *speaker,
                struct error *error)
{
    struct journal *journal = &session->journal;
    struct entry entry = note_begin(session, line, speaker);
    int at = journal->count;
    bool nested = journal->saying, step = is_step(session, line), done;
    if (!nested)
        journal_await(journal);
    bool key = is_noted_by_key(&entry, line);
    struct tuning *tuning = session->tuning;
    struct session_past *before = step && !entry.joins ? session_keep(session) : NULL;
    journal->saying = nested || !key;
    bool good = execute(session, line, &done, error);
    journal->saying = nested;
    session_follow(session);
    if (done && tuning && session->tuning == tuning && !asks(session, line))
        session_drop_tuning(session);
    if (done && step)
        journal_step(journal, before, at, line);
    else
        session_past_free(before);
    if (done && !nested && !key) {
        note_end(session, &entry, at, line);
        journal->gesture = speaker->gesture;
    }
    return good;
}

/* --- while a tape plays --- */

/* What leads the tape instead of the session. */
static const char steers[] = "run|pause|speed|goto";

static bool steer(struct session *session, const char *line, const char *name, struct error *error)
{
    struct tape *tape = session->tape;
    struct player was = session->player;
    bool done, good = execute(session, line, &done, error);
    struct player asked = session->player;
    session->player = was;
    if (good && strcmp(name, "goto") == 0) {
        tape->sought = asked.goal;
        tape->again = false;
    } else if (good && strcmp(name, "speed") == 0) {
        tape->pace *= asked.speed / was.speed;
        answers_tell(&session->answers, "the recording plays at %.3g times its pace", tape->pace);
    } else if (good) {
        tape->paused = strcmp(name, "pause") == 0;
    }
    return good;
}

static bool say_worded(struct session *session, const char *line, const struct speaker *speaker,
                       struct error *error)
{
    if (question_answer(session, line))
        return true;
    if (quiz_refuses(session, line, error))
        return false;
    struct command_row row = command_of(&command_table, session, line);
    bool apart = tape_is_on(session) && !tape_acts(session) && session->script.line == 0;
    if (apart && row.name && row.flags & COMMAND_PASSES && spelling_among(steers, row.name))
        return steer(session, line, row.name, error);
    if (apart && row.name && !(row.flags & COMMAND_ASKS)) {
        tape_leave(session);
        answers_tell(&session->answers, "the recording is paused: `resume` goes back to it");
    }
    return say(session, line, speaker, error);
}

/* What is carried out and noted is said in the tables' words; where it is wrong is a byte of what
 * was typed. */
bool command_say(struct session *session, const char *line, const struct speaker *speaker,
                 struct error *error)
{
    struct wording wording;
    bool known = command_reword(&command_table, session, line, &wording, error);
    bool good = known && say_worded(session, wording.text.bytes, speaker, error);
    if (known && !good)
        error->offset = wording_place(&wording, error->offset);
    wording_free(&wording);
    return good;
}

bool command_execute(struct session *session, const char *line, struct error *error)
{
    return command_say(session, line, &(struct speaker){.by = BY_HAND}, error);
}

bool key_press(struct session *session, const char *key, struct error *error)
{
    const struct key_row *row = key_find(session, key);
    bool in_page = key_press_in_page(session, key), good = true;
    struct text line = {0};
    bool opens = key_opens_in_page(session, key, &line);
    bool answers = !in_page && !opens && quiz_has_key(session, key);
    row = answers ? NULL : row;
    session->quiz.leaves &= strcmp(key, "escape") == 0;
    if (!in_page && row && row->action == KEY_ESCAPE && session->tuning) {
        answers_tell(&session->answers, "stopped");
        return script_interrupt(session);
    }
    bool closes = !in_page && row && row->action != KEY_ESCAPE && session->answers.page.length > 0;
    int noted = session->journal.count;
    closes |= opens;
    if (closes)
        answers_close_page(&session->answers);
    if (answers)
        quiz_press(session, key, &line);
    else if (!in_page && !opens && row)
        key_act(session, row, &line);
    const struct speaker speaker = {.by = BY_KEY,
                                    .gesture = row ? (uint32_t)(row - key_rows) + 1 : 0};
    if (line.length > 0)
        good = command_say(session, line.bytes, &speaker, error);
    else if (in_page || (row && row->action != KEY_ESCAPE))
        script_note_key(session, key);
    if (closes && session->journal.count == noted) /* the command has failed */
        script_note_key(session, "escape");
    error->offset = ERROR_NO_PLACE; /* nobody has typed the line */
    text_free(&line);
    return good;
}
