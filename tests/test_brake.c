/* `pause when`: playing pauses at the right moment, wherever it began, and says why. */

#include "../src/cli/film.h"
#include "../src/command/command.h"
#include "../src/front/front.h"
#include "../src/scene/scene.h"
#include "elapse.h"
#include "stage.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

static double now;
static struct front front;

static double now_seconds(void *context)
{
    (void)context;
    return now;
}

static const struct face face = {.display = {.colors = COLORS_DIRECT, .unicode = true},
                                 .now = now_seconds};

static void begin(void)
{
    stage_begin();
    now = 100;
    front_begin(&front, session, &face);
    front_resize(&front, 100, 30);
    front.display.prompt = "> ";
    front.display.line = "";
    front_enter(&front, "surface ravine\neta 0.07\nspeed 20"); /* it jumps at each iteration */
}

static void end(void)
{
    front_end(&front);
    stage_end();
}

static void pass(double seconds)
{
    elapse(&front, &now, seconds, NULL);
}

static const char *message(void)
{
    front_frame(&front);
    return front.message.length > 0 ? front.message.bytes : "";
}

static void say(const char *line)
{
    front_enter(&front, line);
    ck_assert_msg(!front.message_is_error || front.message.length == 0, "%s: %s", line, message());
}

static void expect_paused(int64_t tick, const char *words)
{
    pass(3);
    ck_assert_msg(!session->player.playing, "it plays");
    ck_assert_int_eq(session->sim->clock, tick);
    ck_assert_str_eq(message(), words);
}

START_TEST(it_pauses_and_says_why)
{
    say("pause when overshoots(1) >= 3\npause when loss(1) < 2 and n > 5\nrun");
    expect_paused(3, "paused at n 3: overshoots(1) >= 3");
    front_press(&front, "space"); /* it holds on, and does not pause it again */
    expect_paused(8, "paused at n 8: loss(1) < 2 and n > 5");
    say("reset\nrun"); /* and again from the start */
    expect_paused(3, "paused at n 3: overshoots(1) >= 3");
    say("back 2\nrun"); /* over what is on record */
    expect_paused(3, "paused at n 3: overshoots(1) >= 3");
    say("goto 1\npause when n == 3\nrun");
    expect_paused(3, "paused at n 3: overshoots(1) >= 3; n == 3");
    say("pause when off\nreset\nrun");
    pass(3);
    ck_assert(session->player.playing);
}
END_TEST

/* What leads somewhere leads there. */
START_TEST(goto_goes_where_it_was_told_to)
{
    say("pause when n == 5\ngoto 20");
    pass(1);
    ck_assert_int_eq(session->sim->clock, 20);
    say("goto 5");
    pass(1);
    say("step 3");
    pass(1);
    ck_assert_int_eq(session->sim->clock, 8);
}
END_TEST

START_TEST(what_is_not_on_record_does_not_hold)
{
    say("pause when loss(1, 6) > 0\nrun");
    expect_paused(6, "paused at n 6: loss(1, 6) > 0");
}
END_TEST

START_TEST(what_holds_already_is_told)
{
    say("pause when n < 5");
    ck_assert_str_eq(message(), "that holds already: it pauses when it comes to hold again");
    say("run");
    pass(2);
    ck_assert(session->player.playing);
}
END_TEST

/* What is no name any longer is no reason to stop for ever. */
START_TEST(what_cannot_be_judged_any_longer_goes)
{
    say("pause when momentum > 5\noptimizer adam\nrun");
    pass(1);
    ck_assert(front.message_is_error);
    ck_assert_msg(strstr(message(), "pause when momentum > 5: "), "%s", message());
    ck_assert_int_eq(session->script.brake_count, 0);
    ck_assert(!session->player.playing);
}
END_TEST

START_TEST(it_is_undone_and_saved)
{
    say("pause when n == 7\npause when n == 4");
    ck_assert_int_eq(session->script.brake_count, 2);
    struct session *other = stage_reopen();
    ck_assert_int_eq(other->script.brake_count, 2);
    ck_assert_str_eq(other->script.brakes[1].condition, "n == 4");
    session_free(other);
    say("undo");
    ck_assert_int_eq(session->script.brake_count, 1);
    say("redo\npause when off\nundo\nrun");
    expect_paused(4, "paused at n 4: n == 4");
}
END_TEST

/* A scene that was opened keeps its own, and has what was added. */
START_TEST(a_course_keeps_it)
{
    static const char scene[] = "surface ravine\n# why\npause when n == 3\nrun\n";
    struct scene_failure failure;
    struct text saved = {0};
    ck_assert(scene_read(session, "", scene, strlen(scene), &failure));
    say("pause when n == 5");
    scene_write_for(session, "", false, &saved);
    ck_assert_msg(strstr(saved.bytes, "# why\npause when n == 3\npause when n == 5\nrun\n"), "%s",
                  saved.bytes);
    text_free(&saved);
}
END_TEST

/* Who waits for nobody does not wait for the class either. */
START_TEST(nobody_waits_where_nobody_is)
{
    static const char scene[] = "surface ravine\npause when n == 3\nrun\nwait until n > 6\n"
                                "caption Past it\n";
    struct scene_failure failure;
    struct error error;
    int line;
    ck_assert(scene_read(session, "", scene, strlen(scene), &failure));
    ck_assert(clock_finish(session, -1, &error, &line));
    ck_assert_int_eq(session->sim->clock, 7);
    ck_assert_str_eq(session->words.caption, "Past it");
}
END_TEST

static double last_seconds;

static void take_frame(void *context, double seconds, const struct frame *of)
{
    (void)context;
    (void)of;
    last_seconds = seconds;
}

static void take_end(void *context, double seconds)
{
    (void)context;
    last_seconds = seconds;
}

/* As someone would who reads it and goes on. */
START_TEST(a_film_goes_on_after_a_while)
{
    static const char scene[] = "speed 10\npause when n == 3\nrun\nwait until n > 6\n"
                                "pause\n";
    struct session *other = session_new();
    struct scene_failure failure;
    struct error error;
    int line;
    const struct film film = {.how = {60, 20, COLORS_256, false, false}, .rate = 10};
    const struct frame_sink sink = {.frame = take_frame, .end = take_end};
    ck_assert(scene_read(other, "", scene, strlen(scene), &failure));
    ck_assert(film_make(&sink, other, &film, &error, &line));
    ck_assert_int_eq(other->sim->clock, 7);
    ck_assert_double_ge(last_seconds, FILM_QUIZ);
    session_free(other);
}
END_TEST

START_TEST(waiting_is_explained_where_nothing_waits)
{
    front_enter(&front, "wait until n > 5");
    ck_assert_str_eq(message(), "column 6: wait until delays what follows in a scene, and here "
                                "nothing follows: `pause when n > 5` pauses the run as soon as it "
                                "holds");
    ck_assert_int_eq(session->script.hold.kind, HOLD_NOT);
}
END_TEST

START_TEST(it_is_completed)
{
    struct completions found;
    command_complete(session, "pause ", 6, &found);
    ck_assert_int_eq(found.count, 1);
    ck_assert_str_eq(found.items[0].text, "when ");
    completions_free(&found);
    command_complete(session, "pause when over", 15, &found);
    ck_assert_int_ge(found.count, 1);
    ck_assert_str_eq(found.items[0].text, "overshoots(");
    completions_free(&found);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("brake");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, it_pauses_and_says_why);
    tcase_add_test(tests, goto_goes_where_it_was_told_to);
    tcase_add_test(tests, what_is_not_on_record_does_not_hold);
    tcase_add_test(tests, what_holds_already_is_told);
    tcase_add_test(tests, what_cannot_be_judged_any_longer_goes);
    tcase_add_test(tests, it_is_undone_and_saved);
    tcase_add_test(tests, a_course_keeps_it);
    tcase_add_test(tests, nobody_waits_where_nobody_is);
    tcase_add_test(tests, a_film_goes_on_after_a_while);
    tcase_add_test(tests, waiting_is_explained_where_nothing_waits);
    tcase_add_test(tests, it_is_completed);
    return suite_run("brake", tests);
}
