/* The one driver of time, in seconds that nobody waits for: at a speed, after a wait, up to any
 * iteration. */

#include "../src/command/command.h"
#include "../src/front/clock.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void advance(struct clock *clock, double now)
{
    struct error error;
    int line;
    ck_assert_msg(clock_advance(clock, now, NULL, &error, &line), "line %d: %s", line, error.text);
}

/* --- at a speed --- */

/* At 60 looks a second the ticks are as many as the speed says; after a pause they do not pile up.
 */
START_TEST(ticks_come_at_the_speed)
{
    struct clock clock = {.session = session};
    stage_run("surface rosenbrock");
    stage_run("eta 1e-4");
    stage_run("speed 8");
    advance(&clock, 50);
    stage_run("run");
    for (int i = 0; i <= 600; i++)
        advance(&clock, 100 + i / 60.0);
    ck_assert_int_eq(session->sim->clock, 81); /* the first at once, then 8 a second for 10 s */
    stage_run("speed 1000");
    advance(&clock, 1000);
    ck_assert_int_le(session->sim->clock, 81 + 101);
    stage_run("pause");
    advance(&clock, 1001);
    int64_t before = session->sim->clock;
    stage_run("run");
    advance(&clock, 1002);
    ck_assert_int_eq(session->sim->clock, before + 1);
}
END_TEST

START_TEST(slow_steps_are_followed)
{
    struct clock clock = {.session = session};
    ck_assert_double_eq_tol(clock_phase(&clock, 5), 1, 1e-12);
    stage_run("speed 2");
    stage_run("run");
    advance(&clock, 10);
    ck_assert_double_eq_tol(clock_phase(&clock, 10), 0, 1e-12);
    ck_assert_double_eq_tol(clock_wait(&clock, 10.1), 0.4, 1e-9);
    double before = 0;
    for (double now = 10; clock_moving(&clock, now); now += 0.01) {
        ck_assert_double_ge(clock_phase(&clock, now), before);
        before = clock_phase(&clock, now);
    }
    ck_assert_double_gt(before, 0.9);
    ck_assert_double_eq_tol(clock_phase(&clock, 10.5), 1, 1e-12);
    stage_run("speed 100"); /* too fast to follow */
    advance(&clock, 20);
    ck_assert(!clock_moving(&clock, 20));
}
END_TEST

/* A step is followed; a jump is not, but in films. */
START_TEST(steps_alone_are_followed)
{
    static const struct {
        const char *command;
        bool glides, moves;
    } rows[] = {{"step", false, true},
                {"step 3", false, false},
                {"step 3", true, true},
                {"goto 0", false, false}};
    struct error error;
    int line;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct clock clock = {.session = session, .glides = rows[i].glides};
        ck_assert(command_execute(session, rows[i].command, &error));
        ck_assert(clock_work(&clock, 30, NULL, &error, &line));
        ck_assert_msg(clock_moving(&clock, 30.1) == rows[i].moves, "%s", rows[i].command);
        ck_assert(!clock_moving(&clock, 30.2));
        ck_assert(clock.news);
    }
}
END_TEST

static bool always(void *context)
{
    ++*(int *)context;
    return true;
}

/* What cannot be done in time is not done later. */
START_TEST(what_is_late_runs_slower)
{
    int asked = 0, line;
    struct error error;
    const struct limits limits = {.late = always, .context = &asked};
    struct clock clock = {.session = session};
    stage_run("speed 1000");
    stage_run("run");
    advance(&clock, 1);
    for (int i = 1; i <= 3; i++) {
        ck_assert(clock_advance(&clock, 1 + i * 0.05, &limits, &error, &line));
        ck_assert_int_eq(session->sim->clock, 1 + i * script_slice_ticks(session));
        ck_assert_int_eq(asked, i);
    }
}
END_TEST

START_TEST(it_says_when_it_wants_to_be_asked)
{
    struct clock clock = {.session = session};
    advance(&clock, 10);
    ck_assert(isinf(clock_wait(&clock, 10)));
    stage_run("wait 2"); /* begun by hand: its seconds begin at the next look */
    advance(&clock, 12);
    ck_assert_int_eq(session->script.hold.kind, HOLD_SECONDS);
    ck_assert_double_eq_tol(clock_wait(&clock, 12.5), 1.5, 1e-9);
    advance(&clock, 13.5);
    ck_assert(!clock.news);
    advance(&clock, 14);
    ck_assert(clock.news);
    ck_assert_int_eq(session->script.hold.kind, HOLD_NOT);
}
END_TEST

START_TEST(two_hands_do_not_type_at_once)
{
    struct clock clock = {.session = session};
    stage_run("type \"eta 0.3\"");
    clock.occupied = true;
    advance(&clock, 10);
    advance(&clock, 100);
    ck_assert(isinf(clock_wait(&clock, 100)));
    ck_assert_int_eq(session->script.hold.length, 0);
    clock.occupied = false;
    advance(&clock, 100.31);
    ck_assert_int_eq(session->script.hold.length, 1);
}
END_TEST

/* --- up to any iteration --- */

static const char *const course[] = {"title A course",
                                     "surface ravine",
                                     "eta 0.03",
                                     "view map charts",
                                     "caption First",
                                     "speed 8",
                                     "at 25 eta 0.05",
                                     "run",
                                     "wait 1",
                                     "caption Second",
                                     "wait until n>20",
                                     "quiz Third?",
                                     "show ghost",
                                     "wait 1",
                                     "goto 40",
                                     "press right ?",
                                     "press escape",
                                     "caption Fourth",
                                     "type \"eta 0.02\"",
                                     "speed 30",
                                     "run",
                                     "wait 0.5",
                                     "pause",
                                     "caption Fifth"};
enum { LAST = 55 }; /* where it ends */

static void begin_course(struct session *target)
{
    struct error error;
    for (int i = 0; i < (int)(sizeof course / sizeof *course); i++)
        ck_assert_msg(script_enqueue(target, course[i], i + 1, &error), "%s", error.text);
}

static void finish(struct session *target, int64_t last)
{
    struct error error;
    int line;
    ck_assert_msg(clock_finish(target, last, &error, &line), "line %d: %s", line, error.text);
}

/* The screen of a session; the text is the caller's to free. */
static char *screen_of(struct session *of)
{
    struct session *kept = session;
    session = of;
    stage_draw(100, 30);
    session = kept;
    char *bytes = shown.bytes;
    shown = (struct text){0};
    return bytes;
}

static void expect_same(const char *film, const char *still, int64_t iteration)
{
    int same = 0;
    while (film[same] && film[same] == still[same])
        same++;
    while (same > 0 && film[same - 1] != '\n')
        same--;
    ck_assert_msg(strcmp(film, still) == 0, "iteration %lld: a film has\n%.300s\nand not\n%.300s",
                  (long long)iteration, film + same, still + same);
}

/* Where nobody waits it stops with the first picture that a film has of each iteration: caption,
 * charts, the key that is pressed. */
START_TEST(it_stops_at_any_iteration)
{
    struct clock clock = {.session = session, .glides = true};
    int64_t next = 0;
    begin_course(session);
    for (int i = 0; next <= LAST; i++) {
        ck_assert_int_lt(i, 60 * 30);
        if (session->script.hold.kind == HOLD_ANSWER)
            session_answer(session);
        struct error error;
        int line;
        const struct limits limits = {.stops = true, .last = next};
        ck_assert(clock_advance(&clock, i / 30.0, &limits, &error, &line));
        ck_assert_int_le(session->sim->clock, next);
        if (session->sim->clock != next)
            continue;
        struct session *other = session_new();
        begin_course(other);
        finish(other, next);
        ck_assert_int_eq(other->sim->clock, next);
        ck_assert_int_eq(other->sim->end, next);
        char *film = screen_of(session), *still = screen_of(other);
        expect_same(film, still, next);
        free(film);
        free(still);
        session_free(other);
        next++;
    }
}
END_TEST

/* A line that is being typed is there as far as the hand has come. */
START_TEST(it_stops_while_a_hand_types)
{
    static const char *const lines[] = {"speed 20", "run", "type \"caption Typed\"", "wait 1"};
    enum { ALL = 100 };
    int before = 0;
    for (int64_t last = 0; last < 60; last++) {
        struct session *other = session_new();
        struct error error;
        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
            ck_assert(script_enqueue(other, lines[i], 0, &error));
        finish(other, last);
        bool typing = other->script.hold.kind == HOLD_TYPING;
        int length = typing ? other->script.hold.length : *other->words.caption ? ALL : before;
        ck_assert_int_ge(length, before);
        before = length;
        session_free(other);
        if (last == 15)
            ck_assert(before > 0 && before < 10);
    }
    ck_assert_int_eq(before, ALL);
}
END_TEST

/* What was stopped goes on to the same end. */
START_TEST(it_goes_on_from_where_it_stopped)
{
    struct session *other = session_new();
    begin_course(session);
    begin_course(other);
    finish(session, -1);
    ck_assert_str_eq(session->words.caption, "Fifth");
    ck_assert_int_eq(session->sim->clock, LAST);
    for (int64_t last = 0; last < 2 * LAST; last += 7)
        finish(other, last);
    char *whole = screen_of(session), *pieces = screen_of(other);
    expect_same(whole, pieces, LAST);
    free(whole);
    free(pieces);
    session_free(other);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("clock");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, ticks_come_at_the_speed);
    tcase_add_test(tests, slow_steps_are_followed);
    tcase_add_test(tests, steps_alone_are_followed);
    tcase_add_test(tests, what_is_late_runs_slower);
    tcase_add_test(tests, it_says_when_it_wants_to_be_asked);
    tcase_add_test(tests, two_hands_do_not_type_at_once);
    tcase_add_test(tests, it_stops_at_any_iteration);
    tcase_add_test(tests, it_stops_while_a_hand_types);
    tcase_add_test(tests, it_goes_on_from_where_it_stopped);
    return suite_run("clock", tests);
}
