#include "clock.h"

#include <math.h>

/* Faster than this the eye follows the whole run, not single steps. */
static const double fastest_followed = 15.5;

/* How long the ball is on its way: long enough to see it go, and then it lies where it landed. */
static const double longest_motion = 0.35, lone_motion = 0.15, share_of_interval = 0.8;

/* More time than this between two looks means that the program was stopped or starved. */
static const double longest_gap = 0.1;

/* --- the eye --- */

/* A step was made that the eye is to follow: at a speed, or alone (speed 0). */
static void follow(struct clock *clock, double speed, double now)
{
    clock->began = now;
    clock->takes = speed <= 0                 ? lone_motion
                   : speed > fastest_followed ? 0
                                              : fmin(share_of_interval / speed, longest_motion);
}

bool clock_moving(const struct clock *clock, double now)
{
    return clock->takes > 0 && now < clock->began + clock->takes;
}

double clock_phase(const struct clock *clock, double now)
{
    if (!clock_moving(clock, now))
        return 1;
    double share = (now - clock->began) / clock->takes;
    share = share < 0 ? 0 : share;
    return share * share * (3 - 2 * share);
}

/* --- two sessions --- */

/* A command may put another one there at any time. */
static struct session *beside(const struct clock *clock)
{
    return clock->session->host.beside;
}

static int count(const struct clock *clock)
{
    return beside(clock) ? 2 : 1;
}

static struct session *side(const struct clock *clock, int index)
{
    return index ? beside(clock) : clock->session;
}

bool clock_is_busy(const struct clock *clock)
{
    return script_is_busy(clock->session) || (beside(clock) && script_is_busy(beside(clock)));
}

/* A page that somebody reads covers the balls: they wait for it. In a film nobody reads. */
static bool is_covered(const struct clock *clock)
{
    bool covered = false;
    for (int i = 0; i < count(clock); i++) {
        const struct answers *answers = &side(clock, i)->answers;
        covered |= answers->stands && answers->page.length > 0;
    }
    return covered && !clock->glides;
}

static struct step step_of(const struct session *session)
{
    const struct player *player = &session->player;
    return (struct step){session->sim->clock, player->goal, player->budget, player->speed,
                         player->playing};
}

static int64_t led(int64_t was, int64_t first, int64_t second)
{
    return first != was ? first : second;
}

static void follow_step(struct session *session, const struct step *step)
{
    struct player *player = &session->player;
    if (step->playing)
        player_play(player);
    else
        player_pause(player);
    player->speed = step->speed;
    player->budget = step->budget;
    player_go_to(player,
                 step->goal < 0 && session->sim->clock != step->tick ? step->tick : step->goal);
}

/* What has changed on one side, be it by its scene, changes on the other; on both, as it is on the
 * first, which leads one that has come beside it. */
void clock_agree(struct clock *clock)
{
    bool other = clock->known != beside(clock);
    clock->known = beside(clock);
    if (!beside(clock))
        return;
    const struct step *was = &clock->step;
    const struct step first = step_of(clock->session), second = step_of(beside(clock));
    const struct step now =
        other ? first
              : (struct step){led(was->tick, first.tick, second.tick),
                              led(was->goal, first.goal, second.goal),
                              led(was->budget, first.budget, second.budget),
                              first.speed != was->speed ? first.speed : second.speed,
                              led(was->playing, first.playing, second.playing)};
    follow_step(clock->session, &now);
    follow_step(beside(clock), &now);
    clock->step = now;
}

/* Where a side is to stop, so that none is ever ahead of the other, but for what a step of it is,
 * or as far as both are on record; -1: it goes back. */
static int64_t next_meeting(const struct clock *clock, int index)
{
    const struct session *own = side(clock, index), *other = side(clock, !index);
    int64_t tick = own->sim->clock;
    if (own->player.goal >= 0 && own->player.goal < tick)
        return -1;
    if (tick != other->sim->clock)
        return tick > other->sim->clock ? tick : other->sim->clock;
    int64_t end = own->sim->end < other->sim->end ? own->sim->end : other->sim->end;
    return end > tick ? end : tick + 1;
}

/* The limits of one side, in so far as the clock's own are not nearer. */
static struct limits limits_of(const struct clock *clock, int index, const struct limits *limits)
{
    struct limits own = limits ? *limits : (struct limits){0};
    if (!beside(clock))
        return own;
    int64_t next = next_meeting(clock, index), tick = side(clock, index)->sim->clock;
    if (next < 0 || (own.stops && own.last >= tick && own.last < next))
        return own;
    own.stops = true;
    own.last = next;
    return own;
}

static bool work_in_step(struct clock *clock, const struct limits *limits, struct error *error,
                         int *line)
{
    bool good = true;
    do {
        clock_agree(clock);
        const struct limits own[2] = {limits_of(clock, 0, limits), limits_of(clock, 1, limits)};
        for (int i = 0; i < count(clock); i++) {
            struct error ignored;
            int nowhere;
            bool works = script_work(side(clock, i), &own[i], good ? error : &ignored,
                                     good ? line : &nowhere);
            if (good && !works)
                clock->failed = i;
            good &= works;
        }
        clock_agree(clock);
    } while (good && clock_is_busy(clock) && !script_is_late(limits) &&
             !script_stops(clock->session, limits));
    return good;
}

static bool work(struct clock *clock, const struct limits *limits, struct error *error, int *line)
{
    clock->failed = 0;
    return beside(clock) ? work_in_step(clock, limits, error, line)
                         : script_work(clock->session, limits, error, line);
}

static bool tick(struct clock *clock, struct error *error)
{
    bool good = true;
    for (int i = 0; i < count(clock); i++) {
        struct error ignored;
        bool ticks = script_tick(side(clock, i), good ? error : &ignored);
        if (good && !ticks)
            clock->failed = i;
        good &= ticks;
    }
    clock_agree(clock);
    return good;
}

/* Nothing will ever move again. */
static bool is_over(const struct clock *clock)
{
    return sim_over(clock->session->sim) && (!beside(clock) || sim_over(beside(clock)->sim));
}

static int slice_ticks(const struct clock *clock)
{
    int slice = script_slice_ticks(clock->session);
    int other = beside(clock) ? script_slice_ticks(beside(clock)) : slice;
    return other < slice ? other : slice;
}

/* --- seconds --- */

/* How many ticks are due after so many seconds, and counts them as done. */
static int take_due(struct clock *clock, double passed)
{
    enum { MOST = 1000000 };
    double speed = clock->session->player.speed;
    /* At low speeds a gap is the normal wait for the next tick. */
    clock->owed += speed * fmin(passed, fmax(1 / speed, longest_gap));
    int due = clock->owed < MOST ? (int)(clock->owed + 1e-9) : MOST;
    clock->owed -= due;
    return due;
}

static bool play(struct clock *clock, double passed, const struct limits *limits,
                 struct error *error)
{
    struct session *session = clock->session;
    int due = take_due(clock, passed), slice = slice_ticks(clock), done = 0;
    bool good = true, late = false;
    while (good && !late && done < due && session->player.playing &&
           !script_stops(session, limits)) {
        good = tick(clock, error);
        late = ++done % slice == 0 && script_is_late(limits);
    }
    if (late) /* what is slow runs slower, rather than be late for ever */
        clock->owed = 0;
    if (due > 0) {
        follow(clock, session->player.speed, clock->now);
        clock->news = true;
    }
    return good;
}

/* What is left to be done when nothing is under way. */
static bool go_on(struct clock *clock, double passed, const struct limits *limits,
                  struct error *error)
{
    struct session *session = clock->session;
    struct player *player = &session->player;
    clock->played &= player->playing && !is_covered(clock);
    if (clock_is_busy(clock) || !player->playing || is_covered(clock))
        return true;
    if (is_over(clock)) { /* no need to burn time */
        player_pause(player);
        clock_agree(clock);
        clock->news = true;
    } else if (!clock->played) { /* the first tick is due at once */
        clock->owed = 1;
        passed = 0;
    }
    clock->played = player->playing;
    return !player->playing || play(clock, passed, limits, error);
}

bool clock_work(struct clock *clock, double now, const struct limits *limits, struct error *error,
                int *line)
{
    struct session *session = clock->session;
    int64_t before = session->sim->clock;
    *line = 0;
    clock_agree(clock);
    if (!clock_is_busy(clock))
        return true;
    bool good = work(clock, limits, error, line);
    int64_t moved = session->sim->clock - before;
    if (moved && !session->player.playing && (moved == 1 || clock->glides))
        follow(clock, 0, now);
    else if (moved && !clock->glides)
        clock->takes = 0;
    clock->news = true;
    return good;
}

/* There is one prompt: a course types when the user does not. */
static bool counts(const struct clock *clock, int index)
{
    return clock->counted[index] &&
           !(clock->occupied && side(clock, index)->script.hold.kind == HOLD_TYPING);
}

void clock_tell(const struct clock *clock, double now)
{
    for (int i = 0; i < count(clock); i++)
        side(clock, i)->journal.second = clock->second + now - clock->now;
}

/* What so many seconds bring, beside what a tape says. */
static bool pass(struct clock *clock, double passed, const struct limits *limits,
                 struct error *error, int *line)
{
    clock->news = false;
    for (int i = 0; i < count(clock); i++)
        clock->news |= counts(clock, i) && script_elapse(side(clock, i), passed);
    return clock_work(clock, clock->now, limits, error, line) &&
           go_on(clock, passed, limits, error);
}

/* The clock does not leave the iteration of the next entry before it is carried out; where it has
 * not come there by its second, it is led there. */
static bool play_tape(struct clock *clock, double passed, const struct limits *limits,
                      struct error *error, int *line)
{
    struct session *session = clock->session;
    struct tape *tape = session->tape;
    struct limits own = limits ? *limits : (struct limits){0};
    bool good = true;
    own.stops = true;
    own.last = tape->entries[tape->next].tick;
    clock->news = false;
    *line = 0;
    passed *= clock->taped ? tape->pace : 0;
    if (!tape->paused) {
        tape->second += passed;
        good = pass(clock, passed, &own, error, line);
    }
    clock->news |= tape_runs(session);
    good = good && tape_work(session, limits, error);
    bool on = tape_is_on(session) && session->tape->second < HUGE_VAL;
    clock->second = on ? session->tape->second : session->journal.second;
    return good;
}

bool clock_advance(struct clock *clock, double now, const struct limits *limits,
                   struct error *error, int *line)
{
    double passed = now - clock->now;
    clock_tell(clock, now);
    clock->second += passed;
    clock->now = now;
    bool good = tape_is_on(clock->session) ? play_tape(clock, passed, limits, error, line)
                                           : pass(clock, passed, limits, error, line);
    for (int i = 0; i < count(clock); i++)
        clock->counted[i] = script_counts(side(clock, i));
    clock->taped = tape_is_on(clock->session) && !clock->session->tape->paused;
    return good;
}

double clock_wait(const struct clock *clock, double now)
{
    const struct session *session = clock->session;
    const struct tape *tape = tape_is_on(session) ? session->tape : NULL;
    double pace = tape ? tape->pace : 1, passed = (now - clock->now) * pace, seconds = INFINITY;
    if (tape && !tape_runs(session))
        return seconds;
    if (session->player.playing && !is_covered(clock))
        seconds = clock->played ? (1 - clock->owed) / session->player.speed - passed : 0;
    for (int i = 0; i < count(clock); i++)
        if (counts(clock, i))
            seconds = fmin(seconds, side(clock, i)->script.hold.seconds - passed);
    if (tape)
        seconds = fmin(seconds, tape->entries[tape->next].second - tape->second - passed);
    return fmax(seconds / pace, 0);
}

/* --- no seconds --- */

bool clock_give_up(const struct session *session, struct error *error)
{
    bool stands = !session->player.playing && !session->player.halted && !sim_over(session->sim);
    return error_at(error, ERROR_NO_PLACE, "would wait for ever until %.200s%s",
                    session->script.hold.text,
                    stands ? ": nothing runs; begin with `run` before it" : "");
}

/* What time would have brought. */
static bool skip(struct session *session, const struct limits *limits, struct error *error)
{
    enum { LONGEST_SEARCH = 100000 };
    const enum hold_kind hold = session->script.hold.kind;
    const double speed = session->player.speed;
    bool waits = script_counts(session), good = true;
    double most = waits                    ? floor(script_seconds(session) * speed + 0.5)
                  : hold == HOLD_CONDITION ? LONGEST_SEARCH
                                           : 0;
    double done = 0;
    int64_t ticks = 0, slice = script_slice_ticks(session);
    for (; good && done < most && session->script.hold.kind == hold; done++, ticks++) {
        if (session->player.halted) /* nobody would let it go on */
            player_play(&session->player);
        if (!session->player.playing || sim_over(session->sim) || script_stops(session, limits) ||
            (ticks % slice == 0 && script_is_late(limits)))
            break;
        good = script_tick(session, error);
    }
    bool stopped = script_stops(session, limits);
    double seconds = stopped ? done / speed : script_seconds(session);
    session->journal.second += waits ? seconds : 0;
    if (waits)
        script_elapse(session, stopped ? seconds : HUGE_VAL);
    if (!good || stopped)
        return good;
    if (session->script.hold.kind == HOLD_CONDITION) {
        good = clock_give_up(session, error);
        session->script.gave_up = true;
        script_end_hold(&session->script);
    }
    script_answer(session);
    return good;
}

/* Whether nobody has an answer but who is asked. */
static bool is_asked(const struct session *session)
{
    return quiz_is_shown(session) && (session->quiz.told || !script_has_answer(session));
}

static bool finish(struct session *session, const struct limits *limits, bool asks,
                   struct error *error, int *line)
{
    bool good = false, played = tape_is_on(session);
    *line = 0;
    while (tape_is_on(session) && !good) { /* what failed then fails again */
        session->tape->second = HUGE_VAL;  /* what its entries say of seconds is done already */
        good = tape_work(session, NULL, error);
    }
    good = script_work(session, limits, error, line);
    while (!good && played && session->player.goal >= 0) /* where it was being led when cut off */
        good = script_work(session, limits, error, line);
    while (good && session->script.hold.kind != HOLD_NOT && !script_stops(session, limits) &&
           !(asks && is_asked(session)) && !script_is_late(limits))
        good = skip(session, limits, error) &&
               (script_stops(session, limits) || script_work(session, limits, error, line));
    return good;
}

bool clock_finish(struct session *session, int64_t last, struct error *error, int *line)
{
    const struct limits limits = {.stops = last >= 0, .last = last};
    return finish(session, &limits, false, error, line);
}

bool clock_ask(struct session *session, int64_t last, struct error *error, int *line)
{
    const struct limits limits = {.stops = last >= 0, .last = last};
    return finish(session, &limits, true, error, line);
}

bool clock_finish_within(struct session *session, const struct limits *limits, struct error *error,
                         int *line)
{
    return finish(session, limits, false, error, line);
}
