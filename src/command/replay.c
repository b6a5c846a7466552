/* A recorded session is played again: each of its entries at its iteration and second, and the
 * check tells whether the balls are where they were. It can do nothing but compute. */

#include "rows.h"

#include "../base/memory.h"
#include "../session/past.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Another session begins in this one's place, with the tape. */
static void begin_session(struct session *session, struct session *fresh)
{
    struct tape *tape = session->tape;
    session->tape = NULL;
    fresh->answers.notice = session->answers.notice; /* it was not shown yet */
    session->answers.notice = (struct text){0};
    session_replace(session, fresh);
    session->tape = tape;
}

static void rewind_tape(struct session *session)
{
    struct tape *tape = session->tape;
    journal_cut(&session->journal, tape->begun);
    begin_session(session, session_new());
    journal_tell(&session->journal, tape->begun);
    tape->next = 0;
    tape->second = 0;
    tape->rewinds = tape->leads = false;
}

/* --- the way to an entry --- */

/* Where it was being led, it has come to before the tick, but for a goal that is behind that one.
 * Back it goes at once, and what it meets there may make it go on. */
static bool leave_goal(struct session *session, int64_t tick, const struct limits *limits,
                       struct error *error)
{
    struct tape *tape = session->tape;
    int64_t clock = session->sim->clock, goal = session->player.goal;
    bool ahead = tick == clock || (clock < tick && tick < goal);
    tape->leads = true;
    tape->goal = ahead ? goal : -1;
    return ahead || goal < 0 || goal >= clock || script_approach(session, limits, error);
}

/* Leads the clock to a tick; whether it is there. */
static bool lead(struct session *session, int64_t tick, const struct limits *limits, bool *there,
                 struct error *error)
{
    struct tape *tape = session->tape;
    struct player *player = &session->player;
    *there = false;
    if (!tape->leads && !leave_goal(session, tick, limits, error))
        return false;
    player_go_to(player, tick);
    bool good = script_approach(session, limits, error);
    *there = session->sim->clock == tick;
    if (*there) {
        player_go_to(player, tape->goal == tick ? -1 : tape->goal);
        tape->leads = false;
    }
    return good;
}

/* On the way to the entry, at the iteration that is sought: it is as far in seconds, too. */
static bool seek(struct session *session, const struct entry *entry, const struct limits *limits,
                 struct error *error)
{
    struct tape *tape = session->tape;
    int64_t from = session->sim->clock;
    double way = (double)llabs(entry->tick - from), gone = (double)llabs(tape->sought - from);
    double before = tape->next > 0 ? tape->entries[tape->next - 1].second : 0;
    bool there, good = lead(session, tape->sought, limits, &there, error);
    if (there) {
        tape->second = before + (way > 0 ? gone / way : 1) * (entry->second - before);
        tape->sought = -1;
    }
    return good;
}

/* To where the entry was given; a search that had come to its end then comes to it first. */
static bool reach(struct session *session, const struct entry *entry, const struct limits *limits,
                  bool *there, struct error *error)
{
    *there = false;
    while (session->search && !entry->searching) {
        if (!script_search(session, error))
            return false;
        if (script_is_late(limits))
            return true;
    }
    *there = entry->tick < 0; /* where it was cut off: here */
    return *there || lead(session, entry->tick, limits, there, error);
}

/* --- an entry --- */

static void open_scene(struct session *session, const struct entry *entry)
{
    struct session_past *before = entry->by == BY_SCENE ? NULL : session_keep(session);
    struct session *fresh = session_new();
    hall_enter(fresh, session);
    struct journal *journal = &session->journal;
    int at = journal->count;
    free(fresh->words.path);
    fresh->words.path = memory_copy(entry->command + strlen("open "));
    if (!session->tape->own)
        fresh->words.recorded = memory_copy(session->tape->path);
    journal_open(fresh, fresh->words.path, entry->source ? entry->source : "");
    begin_session(session, fresh);
    struct entry *opened = &journal->entries[at];
    opened->tick = entry->tick;
    opened->second = entry->second;
    opened->by = entry->by;
    if (before)
        journal_step(journal, before, at, entry->command);
    journal->clock = 0;
    journal_tell(journal, at);
}

static bool say(struct session *session, const struct entry *entry, struct error *error)
{
    const struct speaker speaker = {.by = entry->by, .repeats = true, .joins = entry->joins};
    int line = entry->by == BY_SCENE ? entry->line : 0;
    return script_say(session, &speaker, entry->command, line, entry->shown, error);
}

static void tell_difference(struct session *session)
{
    const struct tape *tape = session->tape;
    const struct entry *entry = &tape->entries[tape->differs - 1];
    answers_tell(&session->answers,
                 "from `%.80s` at iteration %lld on, the run differs from the recording%s%.250s",
                 entry->command, (long long)entry->tick, tape->reason ? ": " : "",
                 tape->reason ? tape->reason : "");
    session->answers.warns = true;
}

/* Only what was carried out is recorded; why it was not now, or NULL. */
static void check(struct session *session, const struct entry *entry, const char *reason)
{
    struct tape *tape = session->tape;
    bool same = entry->check == 0 || journal_check(session->sim) == entry->check;
    if (tape->differs || (!reason && same))
        return;
    tape->differs = tape->next;
    tape->reason = reason ? memory_copy(reason) : NULL;
    tell_difference(session);
}

static bool carry_out(struct session *session, const struct entry *entry, struct error *error)
{
    /* What was written is not written again. */
    bool good = true,
         silent = command_of(&command_table, session, entry->command).flags & COMMAND_WRITES;
    int noted = session->journal.count;
    session->tape->acting = true;
    session->journal.second = entry->second;
    bool pressed = entry->by == BY_KEY && strncmp(entry->command, "press ", 6) == 0;
    if (entry->by == BY_KEY && !pressed)
        answers_close_page(&session->answers);
    if (strncmp(entry->command, "open ", 5) == 0)
        open_scene(session, entry);
    else if (strcmp(entry->command, "press ctrl-c") == 0 && pressed)
        script_interrupt(session);
    else if (pressed)
        good = key_press(session, entry->command + 6, error);
    else if (!silent)
        good = say(session, entry, error);
    session->tape->acting = false;
    check(session, entry, good || session->journal.count > noted ? NULL : error->text);
    if (!good)
        error->offset = ERROR_NO_PLACE;
    return good;
}

/* --- all of it --- */

/* The iteration that is sought may come before. */
static bool seeks_again(struct session *session)
{
    struct tape *tape = session->tape;
    tape->rewinds = tape->sought >= 0 && !tape->again;
    tape->again = tape->rewinds;
    return tape->rewinds;
}

static void end(struct session *session, bool in_time)
{
    bool own = session->tape->own;
    bool cut_off = session->tape->entries[session->tape->count - 1].tick < 0;
    text_clear(&session->answers.notice);
    if (session->tape->differs)
        tell_difference(session);
    else if (session->tape->sought >= 0)
        answers_tell(&session->answers, "the recording does not reach iteration %lld",
                     (long long)session->tape->sought);
    else if (in_time)
        answers_tell(&session->answers,
                     own ? "the session was cut off here" : "the recording ends here");
    if (own)
        tape_leave(session);
    else
        script_end_hold(&session->script);
    tape_free(session->tape);
    session->tape = NULL;
    player_pause(&session->player);
    if (!cut_off)
        player_stay(&session->player);
}

static bool is_due(const struct tape *tape)
{
    return tape->entries[tape->next].second <= tape->second || tape->next < tape->hurry ||
           tape->sought >= 0;
}

/* Whether the way to an entry goes by the iteration that is sought. */
static bool goes_by(const struct session *session, const struct entry *entry)
{
    int64_t clock = session->sim->clock, sought = session->tape->sought;
    bool between = clock == sought || (clock < sought) == (sought <= entry->tick);
    return sought >= 0 && entry->tick >= 0 && between;
}

/* As far as it had come when it was left. */
static void go_back(struct session *session)
{
    struct tape *tape = session->tape;
    tape->second = tape->back;
    tape->sought = tape->back_clock;
    if (!goes_by(session, &tape->entries[tape->next]))
        tape->sought = -1;
}

/* The next entry, or what comes before it. Waits: it is late. */
static bool advance(struct session *session, const struct limits *limits, bool *waits,
                    struct error *error)
{
    struct tape *tape = session->tape;
    const struct entry *entry = &tape->entries[tape->next];
    bool there = false;
    bool good = !session->search && goes_by(session, entry)
                    ? seek(session, entry, limits, error)
                    : reach(session, entry, limits, &there, error);
    *waits = !there && (script_is_late(limits) || !good);
    if (!good || !there)
        return good;
    if (tape->next < tape->count - 1) {
        tape->next++;
        good = carry_out(session, entry, error);
        if (tape->next == tape->hurry)
            go_back(session);
    } else if (!seeks_again(session)) {
        end(session, tape->second < HUGE_VAL);
    }
    return good;
}

bool tape_work(struct session *session, const struct limits *limits, struct error *error)
{
    bool good = true, waits = false;
    struct tape *tape = session->tape;
    while (good && !waits && tape && tape_runs(session)) {
        if (tape->rewinds)
            rewind_tape(session);
        else if (is_due(tape))
            good = advance(session, limits, &waits, error);
        else
            break;
        tape = session->tape;
        waits |= script_is_late(limits);
    }
    if (waits && tape && !tape->left) /* what is slow takes longer */
        tape->second = fmin(tape->second, tape->entries[tape->next].second);
    return good;
}
