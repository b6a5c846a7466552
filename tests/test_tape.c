/* Recorded sessions: what was done is done again, to the same bits. */

#include "../src/cli/services.h"
#include "../src/command/command.h"
#include "../src/front/front.h"
#include "../src/output/frame_text.h"
#include "../src/output/run.h"
#include "../src/output/tape_file.h"
#include "../src/scene/scene.h"
#include "file.h"
#include "folder.h"
#include "stage.h"
#include "suite.h"
#include "terminal.h"
#include "wander.h"

#include <glob.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct error error;

static struct session *opened(const char *path, const char *text)
{
    struct session *of = session_new();
    struct scene_failure failure;
    ck_assert_msg(scene_read(of, path, text, strlen(text), &failure), "%d: %s\n%s", failure.line,
                  failure.error.text, text);
    of->host.services = &file_services;
    return of;
}

static void finish(struct session *of)
{
    int line;
    ck_assert_msg(clock_finish(of, -1, &error, &line), "%d: %s", line, error.text);
}

static const char *notice(const struct session *of)
{
    return of->answers.notice.length ? of->answers.notice.bytes : "";
}

/* What was done, and what has come of it, are the same. */
static void expect_same(const struct session *a, const struct session *b, const char *text)
{
    struct text one = {0}, other = {0};
    scene_write(a, &one);
    scene_write(b, &other);
    ck_assert_msg(one.length == other.length, "%s\n---\n%s\nafter\n%s", one.bytes, other.bytes,
                  text);
    ck_assert_int_eq(a->sim->clock, b->sim->clock);
    ck_assert_int_eq(a->sim->end, b->sim->end);
    ck_assert_msg(journal_check(a->sim) == journal_check(b->sim), "%s", text);
    for (int i = 0; i < a->sim->ball_count; i++)
        ck_assert_mem_eq(&sim_row(a->sim, i)->x, &sim_row(b->sim, i)->x, 3 * sizeof(double));
    text_free(&one);
    text_free(&other);
}

static void expect_same_entries(const struct session *a, const struct session *b)
{
    ck_assert_int_eq(a->journal.count, b->journal.count - 1); /* it was opened */
    for (int i = 0; i < a->journal.count; i++) {
        const struct entry *one = &a->journal.entries[i], *other = &b->journal.entries[i + 1];
        ck_assert_str_eq(one->command, other->command);
        ck_assert_int_eq(one->tick, other->tick);
        ck_assert_int_eq(one->by, other->by);
        ck_assert_int_eq(one->joins, other->joins);
        ck_assert_int_eq(one->ball, other->ball);
        ck_assert_int_eq(one->line, other->line);
        ck_assert_int_eq(one->undone != 0, other->undone != 0);
        ck_assert_uint_eq(one->check, other->check);
    }
}

static void expect_replays(struct session *of)
{
    struct text text = wander_taped(of);
    struct session *other = opened("x.session", text.bytes);
    finish(other);
    ck_assert_ptr_null(strstr(notice(other), "differs from the recording"));
    ck_assert_int_eq(other->chosen, of->chosen);
    player_pause(&of->player);
    script_end_hold(&of->script);
    script_drop_queue(&of->script);
    expect_same(of, other, text.bytes);
    session_free(other);
    text_free(&text);
}

/* --- at random --- */

START_TEST(random_sessions_are_the_same_again)
{
    session->host.services = &file_services;
    wander_begin((uint32_t)_i);
    for (int i = 0; i < WANDER_STEPS; i++)
        wander(session);
    expect_replays(session);
}
END_TEST

/* Lines, keys in <>, and ticks. */
static const char *const done_again[] = {
    /* Keys that are a page's. */
    "cursor 5\n<?>\n<escape>",
    "<?>\n<up>\npress right right u",
    "<?>\nredo\n<up>\npress right right u",
    "<?>\n<ctrl-r>\n<up>\npress right right u",
    /* What is undone was typed by the scene, the next is not. */
    "goto 9\ntype \"eta 0.25\"\nwait until n > 20\nstep 40\nundo\nopen scenes/3-decay.scene\nundo",
    /* It goes on by itself from where it is led. */
    "goto 64\nat 5 run\ngoto 5\n.\n.\neta 0.2",
    "at 5 run\ngoto 30\n.\n.\nat 30 eta 0.2\n.",
    /* It failed then, too. */
    "optimizer adam\nat 20 momentum 0.3\ngoto 30\ngoto 40\neta 0.2",
    "optimizer adam\nat 20 momentum 0.3\nwait until momentum > 2\ngoto 30",
};

START_TEST(whatever_was_done_is_done_again)
{
    char *lines = strdup(done_again[_i]);
    int number;
    session->host.services = &file_services;
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
        size_t length = strlen(line);
        if (*line == '<')
            line[length - 1] = '\0';
        if (*line == '<')
            key_press(session, line + 1, &error);
        else if (*line == '.')
            script_tick(session, &error);
        else
            command_execute(session, line, &error);
        script_work(session, NULL, &error, &number);
    }
    expect_replays(session);
    free(lines);
}
END_TEST

/* --- scenes, as time passes --- */

static glob_t scenes;
static double now;

static double now_seconds(void *context)
{
    (void)context;
    return now;
}

static const struct face face = {.display = {.colors = COLORS_DIRECT, .unicode = true},
                                 .now = now_seconds};

static void begin_front(struct front *front, struct session *of)
{
    now = 50;
    of->host.services = &file_services;
    front_begin(front, of, &face);
    front_resize(front, 60, 20);
    front->display.prompt = "> ";
    front->display.line = "";
}

static void pass(struct front *front, double seconds)
{
    double until = now + seconds;
    while (now < until) {
        int line;
        if (!front_advance(front, &error, &line))
            front_fail_in_scene(front, &error, line);
        if (front_is_due(front))
            front_frame(front);
        now = fmin(until, now + fmax(front_wait(front), 1e-3));
    }
}

static void expect_over(struct front *front, double seconds)
{
    const struct session *of = front->clock.session;
    pass(front, seconds - 0.5);
    ck_assert(tape_is_on(of));
    pass(front, 1);
    ck_assert(!of->tape);
}

START_TEST(a_scene_with_what_the_hand_does)
{
    const char *path = scenes.gl_pathv[_i];
    struct text file = file_read(path), text;
    struct session *one = opened(path, file.bytes);
    struct front front;
    begin_front(&front, one);
    for (int i = 0; i < 4; i++) {
        pass(&front, 1.1);
        front_press(&front, "right");
        pass(&front, 0.3);
        front_press(&front, i % 2 ? "space" : "tab");
    }
    front_enter(&front, "eta 0.01");
    pass(&front, 1);
    text = wander_taped(one);
    double length = one->journal.second;
    front_end(&front);
    struct session *other = opened("./x.session", text.bytes);
    begin_front(&front, other);
    expect_over(&front, length);
    front_end(&front);
    ck_assert_msg(!strstr(notice(other), "differs from the recording"), "%s", notice(other));
    expect_same_entries(one, other);
    player_pause(&one->player);
    script_end_hold(&one->script);
    script_drop_queue(&one->script);
    expect_same(one, other, text.bytes);
    session_free(one);
    session_free(other);
    text_free(&file);
    text_free(&text);
}
END_TEST

/* --- how it is played --- */

static const char played[] = "# overshoot 0.1.0 session\n"
                             "0 0.00 h - speed 10\n"
                             "0 1.00 h - run\n"
                             "20 3.00 h - eta 0.2\n"
                             "40 5.00 h - pause\n"
                             "40 6.00 h - reset\n"
                             "0 7.00 h - eta 0.05\n"
                             "0 8.00 h - run\n"
                             "10 9.00 .\n";

START_TEST(it_is_read_as_other_machines_end_lines)
{
    struct text text = {0};
    for (const char *at = played; *at; at++)
        text_add(&text, "%s%c", *at == '\n' ? "\r" : "", *at);
    struct session *one = opened("x.session", played), *other = opened("x.session", text.bytes);
    ck_assert_int_eq(one->tape->count, other->tape->count);
    for (int i = 0; i < one->tape->count; i++)
        ck_assert_str_eq(one->tape->entries[i].command, other->tape->entries[i].command);
    session_free(one);
    session_free(other);
    text_free(&text);
}
END_TEST

START_TEST(it_is_played_at_its_times)
{
    struct session *of = opened("x.session", played);
    struct front front;
    begin_front(&front, of);
    pass(&front, 2);
    ck_assert_int_ge(of->sim->clock, 9);
    ck_assert_int_le(of->sim->clock, 11);
    front_press(&front, "space"); /* stops */
    int64_t stopped = of->sim->clock;
    pass(&front, 3);
    ck_assert_int_eq(of->sim->clock, stopped);
    ck_assert(isinf(front_wait(&front)));
    front_press(&front, "space");
    pass(&front, 2);
    ck_assert_int_ge(of->sim->clock, 29);
    ck_assert_int_le(of->sim->clock, 31);
    ck_assert_double_eq(sim_recipe(of->sim, 0)->eta0, 0.2);
    front_enter(&front, "speed 100"); /* ten times the pace */
    pass(&front, 0.16);
    ck_assert_double_eq(of->player.speed, 10);
    ck_assert_int_eq(of->sim->clock, 40);
    pass(&front, 0.5);
    ck_assert(!of->tape);
    ck_assert_int_eq(of->sim->clock, 10);
    ck_assert_double_eq(sim_recipe(of->sim, 0)->eta0, 0.05);
    front_end(&front);
    session_free(of);
}
END_TEST

static bool shows(struct front *front, const char *words)
{
    struct text text = {0};
    front->dirty = true;
    frame_text_write(&text, front_frame(front));
    bool found = strstr(text.bytes, words) != NULL;
    text_free(&text);
    return found;
}

/* Whether it plays is whether the recording does. */
START_TEST(it_shows_that_it_was_stopped)
{
    struct session *of = opened("x.session", played);
    struct front front;
    begin_front(&front, of);
    front_resize(&front, 100, 30);
    pass(&front, 2);
    ck_assert(shows(&front, "10 steps/s") && shows(&front, "space pause"));
    for (int i = 0; i < 2; i++) {
        if (i == 0)
            front_press(&front, "space");
        else
            front_interrupt(&front);
        ck_assert(shows(&front, "recording stopped") && shows(&front, "space run"));
        front_press(&front, "space");
        pass(&front, 0.1);
        ck_assert(shows(&front, "10 steps/s") && shows(&front, "space pause"));
    }
    front_end(&front);
    session_free(of);
}
END_TEST

START_TEST(iterations_are_gone_to)
{
    struct session *of = opened("x.session", played);
    struct front front;
    begin_front(&front, of);
    pass(&front, 0.1);
    front_press(&front, "space");
    front_enter(&front, "goto 30");
    pass(&front, 0.2);
    ck_assert_int_eq(of->sim->clock, 30);
    ck_assert_double_eq_tol(of->tape->second, 4, 0.05);
    ck_assert_double_eq(sim_recipe(of->sim, 0)->eta0, 0.2);
    front_enter(&front, "goto 15"); /* before: from its begin */
    pass(&front, 0.2);
    ck_assert_int_eq(of->sim->clock, 15);
    ck_assert_double_eq(sim_recipe(of->sim, 0)->eta0, 0.1);
    ck_assert_double_eq_tol(of->tape->second, 2.5, 0.05);
    pass(&front, 1);
    ck_assert_int_eq(of->sim->clock, 15);
    front_press(&front, "space");
    pass(&front, 1.5);
    ck_assert_int_ge(of->sim->clock, 29);
    front_enter(&front, "goto 1000");
    pass(&front, 0.5);
    ck_assert_ptr_nonnull(strstr(front.message.bytes, "does not reach iteration 1000"));
    ck_assert_int_eq(of->sim->clock, 10);
    front_end(&front);
    session_free(of);
}
END_TEST

START_TEST(any_command_takes_over_and_resume_goes_back)
{
    struct session *of = opened("x.session", played);
    struct front front;
    begin_front(&front, of);
    pass(&front, 4);
    front_enter(&front, "help eta"); /* that is only asked */
    ck_assert(tape_is_on(of));
    front_enter(&front, "momentum 0.9");
    ck_assert(!tape_is_on(of));
    ck_assert(of->player.playing);
    pass(&front, 5);
    ck_assert_int_gt(of->sim->clock, 60);
    front_press(&front, "u");
    front_press(&front, "u");
    ck_assert_double_eq(sim_recipe(of->sim, 0)->eta0, 0.1);
    front_enter(&front, "resume");
    pass(&front, 0.02);
    ck_assert_int_ge(of->sim->clock, 29);
    ck_assert_int_le(of->sim->clock, 31);
    ck_assert_double_eq(recipe_value(sim_recipe(of->sim, 0), "momentum")->value, 0);
    expect_over(&front, 5);
    ck_assert(!command_execute(of, "resume", &error));
    ck_assert_str_eq(error.text, "there is no recording to go back to");
    front_end(&front);
    session_free(of);
    of = opened("x.session", played);
    begin_front(&front, of);
    front_enter(&front, "resume end");
    pass(&front, 0.1);
    ck_assert(!of->tape);
    ck_assert_int_eq(of->sim->clock, 10);
    front_end(&front);
    session_free(of);
}
END_TEST

START_TEST(the_course_goes_on_where_somebody_takes_over)
{
    struct session *one = opened("a.scene", "eta 0.2\nrun\nwait 1\neta 0.3\nwait 4\neta 0.4\n");
    struct front front;
    begin_front(&front, one);
    pass(&front, 7);
    struct text text = wander_taped(one);
    front_end(&front);
    session_free(one);
    one = opened("x.session", text.bytes);
    begin_front(&front, one);
    pass(&front, 2);
    front_enter(&front, "momentum 0.1");
    pass(&front, 2.5);
    ck_assert_double_eq(sim_recipe(one->sim, 0)->eta0, 0.3);
    pass(&front, 1);
    ck_assert_double_eq(sim_recipe(one->sim, 0)->eta0, 0.4);
    front_end(&front);
    session_free(one);
    text_free(&text);
}
END_TEST

/* A page is closed when it was, not by what comes next. */
START_TEST(a_page_is_closed_in_its_time)
{
    struct front front;
    begin_front(&front, session);
    for (int i = 0; i < 2; i++) {
        pass(&front, 1);
        front_press(&front, "?");
        pass(&front, 1.5);
        if (i == 0)
            front_press(&front, "escape");
        else
            front_enter(&front, "eta -1"); /* which fails */
    }
    pass(&front, 3);
    front_press(&front, "up");
    struct text text = wander_taped(session);
    ck_assert_int_eq(session->chosen, 1);
    front_end(&front);
    struct session *other = opened("x.session", text.bytes);
    begin_front(&front, other);
    for (int i = 0; i < 2; i++) {
        pass(&front, 1.75);
        ck_assert_uint_gt(other->answers.page.length, 0);
        pass(&front, 1);
        ck_assert_uint_eq(other->answers.page.length, 0);
    }
    front_end(&front);
    session_free(other);
    text_free(&text);
}
END_TEST

/* Cut off on the way to an iteration, it comes there: what fails on the way has failed then, too.
 */
START_TEST(the_way_on_which_it_was_cut_off_is_gone)
{
    struct session *of = opened("x.session", "# overshoot 0.1.0 session\n0 0 h - optimizer adam\n"
                                             "0 1 h - at 20 momentum 0.3\n0 2 h - goto 30\n");
    finish(of);
    ck_assert_int_eq(of->sim->clock, 30);
    session_free(of);
}
END_TEST

START_TEST(another_run_is_told_once_and_goes_on)
{
    static const char text[] =
        "# overshoot 0.1.0 session\n0 0 h - goto 20\n20 1 h f0000000 eta 0.2\n"
        "20 2 h f0000001 undo\n10 3 .\n";
    struct session *of = opened("x.session", text);
    finish(of);
    ck_assert_str_eq(notice(of), "from `eta 0.2` at iteration 20 on, the run differs from "
                                 "the recording");
    ck_assert_int_eq(of->sim->clock, 10);
    session_free(of);
}
END_TEST

START_TEST(what_cannot_be_carried_out_is_another_run)
{
    struct session *of = opened("x.session", "# overshoot 0.1.0 session\n0 0 h - title A\n"
                                             "0 1 h - data no.csv\n0 2 h - title B\n0 3 .\n");
    finish(of);
    ck_assert_str_eq(notice(of),
                     "from `data no.csv` at iteration 0 on, the run differs from "
                     "the recording: there are no data no.csv beside the recorded session");
    ck_assert_str_eq(of->words.title, "B");
    session_free(of);
}
END_TEST

/* A tuned race takes its time, and how long is no matter. */
START_TEST(a_search_is_waited_for)
{
    stage_run("surface rosenbrock");
    ck_assert(command_execute(session, "race sgd adam budget=50 tuned", &error));
    ck_assert(command_execute(session, "eta 0.2", &error)); /* while it searches */
    ck_assert(session->search && session->journal.entries[2].searching);
    while (session->search)
        ck_assert(script_search(session, &error));
    stage_run("select 2");
    stage_run("eta 0.05");
    session->journal.second = 0;
    expect_replays(session);
}
END_TEST

/* --- what is wrong --- */

START_TEST(wrong_sessions_are_refused)
{
    static const struct {
        const char *line, *message;
        int offset;
    } cases[] = {
        {"x 0 h 00000000 eta 1", "expected an iteration", 0},
        {"-1 0 h 00000000 eta 1", "expected an iteration", 0},
        {"1e30 0 h 00000000 eta 1", "expected an iteration", 0},
        {"0 nan h 00000000 eta 1", "expected the second of the session", 2},
        {"0 0 x 00000000 eta 1", "expected who it was: h, k, m, s or t", 4},
        {"0 0 h 0000 eta 1", "expected the check of the balls: eight digits", 6},
        {"0 0 h x eta 1", "expected the check of the balls: eight digits", 6},
        {"0 0 h 00000000", "expected a command", 14},
        {"0 0 s5 00000000", "expected a command", 15},
        {"| eta 1", "expected a scene to be opened before its lines", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = {0};
        struct scene_failure failure;
        text_add(&text, "# overshoot 0.1.0 session\n%s\n", cases[i].line);
        ck_assert(!scene_read(session, "x", text.bytes, text.length, &failure));
        ck_assert_int_eq(failure.line, 2);
        ck_assert_str_eq(failure.error.text, cases[i].message);
        ck_assert_int_eq(failure.error.offset, cases[i].offset);
        scene_failure_free(&failure);
        text_free(&text);
    }
}
END_TEST

/* What comes from the net may say anything. */
START_TEST(it_can_do_nothing_but_compute)
{
    struct text text = {0};
    static const char *const lines[] = {
        "save a.scene",     "save! a.scene", "export a.csv",   "screenshot a.svg",
        "record a.session", "open b.scene",  "quit",           "press s",
        "press r",          "press q",       "at 0 quit",      "at 3 quit",
        "goto 9",           "resume",        "type \"quit\"",  "data ../b.csv",
        "data link.csv",    "data b.csv",    "data sub/c.csv", "surface mean((x - v)^2) + y^2",
    };
    ck_assert_int_eq(chdir(home), 0); /* it has a process of its own */
    ck_assert_int_eq(mkdir("in", 0700) | mkdir("in/sub", 0700), 0);
    file_write("b.csv", "u\n1\n");
    file_write("in/sub/c.csv", "v\n1\n2\n");
    ck_assert_int_eq(symlink("../b.csv", "in/link.csv"), 0);
    text_add(&text, "# overshoot 0.1.0 session\n");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        text_add(&text, "%d 0 %c 00000000 %s\n", strncmp(lines[i], "resume", 6) == 0 ? 9 : 0,
                 strncmp(lines[i], "press", 5) == 0 ? 'k' : 'h', lines[i]);
    struct session *of = opened("in/x.session", text.bytes);
    int line, tries = 0;
    while (!clock_finish(of, -1, &error, &line) && tries++ < 50)
        ;
    ck_assert(!of->answers.quitting);
    ck_assert_ptr_nonnull(sim_problem(of->sim)->data);
    ck_assert_ptr_nonnull(strstr(sim_problem(of->sim)->data->path, "/in/sub/c.csv"));
    glob_t files;
    glob("*", 0, NULL, &files);
    ck_assert_int_eq((int)files.gl_pathc, 2); /* b.csv, in */
    globfree(&files);
    session_free(of);
    /* What it types is not entered by who takes over. */
    of =
        opened("in/x.session", "# overshoot 0.1.0 session\n0 0 h - type \"save a.scene\"\n0 9 .\n");
    struct front front;
    begin_front(&front, of);
    pass(&front, 0.5);
    front_enter(&front, "eta 0.2");
    pass(&front, 5);
    ck_assert_ptr_nonnull(strstr(front.message.bytes, "there are no files here"));
    front_end(&front);
    session_free(of);
    text_free(&text);
}
END_TEST

/* Nor can the scene that it has opened, when somebody has taken over. */
START_TEST(its_scenes_read_nothing_elsewhere)
{
    static const char scene[] = "# overshoot 0.1.0 session\n0 0 s0 - open %s/far/a.scene\n"
                                "| wait 1\n| %s\n0 0 s1 -\n0 9 .\n";
    static const struct {
        const char *line;
        bool reads;
    } cases[] = {{"data c.csv", false},
                 {"data ../b.csv", false},
                 {"data link.csv", false},
                 {"data sub/d.csv", true}};
    ck_assert_int_eq(chdir(home), 0); /* it has a process of its own */
    ck_assert_int_eq(mkdir("far", 0700) | mkdir("in", 0700) | mkdir("in/sub", 0700), 0);
    file_write("b.csv", "u\n1\n");
    file_write("far/c.csv", "v\n1\n2\n");
    file_write("in/sub/d.csv", "w\n1\n2\n");
    ck_assert_int_eq(symlink("../b.csv", "in/link.csv"), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = {0};
        struct front front;
        text_add(&text, scene, home, cases[i].line);
        struct session *of = opened("in/x.session", text.bytes);
        begin_front(&front, of);
        pass(&front, 0.5);
        front_enter(&front, "eta 0.2");
        front_enter(&front, "title A");
        front_enter(&front, "undo");
        pass(&front, 5);
        ck_assert_int_eq(of->script.queue_count, 0);
        ck_assert_int_eq(sim_problem(of->sim)->data != NULL, cases[i].reads);
        front_end(&front);
        session_free(of);
        text_free(&text);
    }
}
END_TEST

/* --- how large it is --- */

/* Another scene every three minutes; in between keys are held, the map is dragged, commands typed.
 */
START_TEST(a_lecture_is_short)
{
    struct front front;
    struct mouse_event event = {MOUSE_PRESS, MOUSE_RIGHT, 0, 20, 8, false};
    begin_front(&front, session);
    for (int minute = 0; minute < 45; minute++) {
        char line[100];
        if (minute % 3 == 0) {
            sprintf(line, "open %s", scenes.gl_pathv[(size_t)minute % scenes.gl_pathc]);
            front_enter(&front, line);
        }
        front_enter(&front, "eta 0.02");
        front_press(&front, "0");
        front_press(&front, "space");
        for (int i = 0; i < 40; i++, now += 1 / 30.0)
            front_press(&front, "right");
        pass(&front, 10);
        event.kind = MOUSE_PRESS;
        for (int i = 0; i < 60; i++, event.kind = MOUSE_DRAG) {
            event.column = 20 + i % 15;
            front_point(&front, &event);
            now += 1 / 30.0;
        }
        event.kind = MOUSE_RELEASE;
        front_point(&front, &event);
        front_press(&front, "v");
        front_enter(&front, "optimizer adam beta1=0.8");
        front_press(&front, "space");
        now += 40;
        pass(&front, 1);
    }
    struct text text = wander_taped(session);
    ck_assert_uint_le(text.length, 50000);
    struct session *other = opened("./x.session", text.bytes);
    finish(other);
    ck_assert_str_eq(notice(other), "");
    player_pause(&session->player);
    script_end_hold(&session->script);
    script_drop_queue(&session->script);
    expect_same(session, other, "the lecture");
    session_free(other);
    text_free(&text);
    front_end(&front);
}
END_TEST

/* --- what is killed --- */

static void expect_in_file(const char *path)
{
    struct text file = file_read(path), text = wander_taped(session), end = {0};
    tape_write_end(session->sim->clock, session->journal.second, &end);
    text.bytes[text.length - end.length] = '\0'; /* which is not there yet */
    ck_assert_str_eq(file.bytes, text.bytes);
    text_free(&end);
    text_free(&file);
    text_free(&text);
}

/* What a drag has said last but one, too, becomes something else; what was before stays as it is.
 */
START_TEST(what_was_said_is_in_the_file_at_once)
{
    struct front front;
    struct mouse_event event = {MOUSE_PRESS, MOUSE_RIGHT, 0, 20, 8, false};
    char *path = strdup(folder_path("x.session"));
    struct text line = {0};
    text_add(&line, "record %s", path);
    begin_front(&front, session);
    front_enter(&front, "view relief");
    front_enter(&front, line.bytes);
    front_frame(&front);
    for (int i = 0; i < 10; i++, event.kind = MOUSE_DRAG) {
        int before = session->journal.count;
        event.column += i;
        event.row += i % 2;
        front_point(&front, &event);
        now += 0.03;
        ck_assert_int_le(session->journal.count, i < 2 ? 4 : before);
        expect_in_file(path);
    }
    front_press(&front, "u");
    expect_in_file(path);
    front_end(&front);
    text_free(&line);
    free(path);
}
END_TEST

/* How many entries are in the file by now. */
static _Atomic int *written;

static void live(const char *path)
{
    struct tape_file *file = tape_file_begin(path, &error);
    session->journal.readers[READER_RECORD] =
        (struct journal_reader){tape_file_told, tape_file_ended, file};
    for (;;) {
        wander(session);
        *written = session->journal.count;
    }
}

START_TEST(what_is_killed_plays_up_to_there)
{
    written =
        mmap(NULL, sizeof *written, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    wander_begin((uint32_t)_i);
    int most = wander_pick(3000);
    char *path = strdup(folder_path("x.session"));
    pid_t child = fork();
    if (child == 0)
        live(path);
    for (int i = 0; *written <= most / 10 && i < 100000; i++)
        usleep(10);
    usleep((useconds_t)most);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    struct text text = file_read(path);
    struct session *of = opened(path, text.bytes ? text.bytes : "# overshoot 0.1.0 session\n");
    ck_assert_int_ge(of->tape->count - 1, *written);
    finish(of); /* what was appointed may fail, as it did then */
    ck_assert_msg(!strstr(notice(of), "differs from the recording"), "%s", notice(of));
    session_free(of);
    text_free(&text);
    free(path);
}
END_TEST

/* --- the program --- */

static struct terminal *begin_program(const char *argument)
{
    const struct terminal_setup setup = {.home = home, .arguments = {argument}};
    return terminal_start(&setup);
}

static struct terminal *start(const char *argument)
{
    struct terminal *terminal = begin_program(argument);
    terminal_expect(terminal, "press :");
    return terminal;
}

static void quit(struct terminal *terminal)
{
    terminal_send(terminal, "qq"); /* a changed run is asked for once */
    ck_assert_int_eq(terminal_end(terminal), 0);
    terminal_free(terminal);
}

static const int ends[] = {SIGKILL, SIGTERM, SIGHUP, SIGSEGV};

START_TEST(what_was_cut_off_is_resumed)
{
    struct terminal *terminal = start("scenes/5-newton.scene");
    terminal_send(terminal, " ");
    terminal_command(terminal, "eta 0.25");
    terminal_expect(terminal, "0.25");
    terminal_command(terminal, "title Not lost");
    terminal_expect(terminal, "Not lost");
    terminal_signal(terminal, ends[_i]);
    ck_assert_int_ne(terminal_end(terminal), 0);
    terminal_free(terminal);
    static const char cut_off[] = "the last session was cut off: `overshoot lost` goes on from";
    if (_i == 0) {
        terminal = start(NULL);
        terminal_expect(terminal, cut_off);
        quit(terminal);
    } else if (_i == 1) { /* and nothing else */
        terminal = begin_program("nowhere");
        terminal_expect(terminal, cut_off);
        ck_assert_int_eq(WEXITSTATUS(terminal_end(terminal)), 1);
        terminal_free(terminal);
    } /* else it is resumed at once */
    terminal = start("lost");
    terminal_expect(terminal, "the session was cut off here");
    terminal_expect(terminal, "Not lost");
    terminal_send(terminal, "u");
    terminal_expect(terminal, "undone: title Not lost, at iteration");
    terminal_expect(terminal, "Newton");
    quit(terminal);
    terminal = start(NULL); /* these ended as they should */
    ck_assert(!terminal_shows(terminal, "cut off"));
    quit(terminal);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8"); /* for wcwidth */
    glob("scenes/*.scene", 0, NULL, &scenes);
    TCase *tests = tcase_create("tape");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_checked_fixture(tests, folder_begin, folder_end);
    tcase_add_loop_test(tests, random_sessions_are_the_same_again, 0, suite_whole() ? 1000 : 40);
    tcase_add_table_test(tests, whatever_was_done_is_done_again, done_again);
    tcase_add_loop_test(tests, a_scene_with_what_the_hand_does, 0,
                        suite_whole() ? (int)scenes.gl_pathc : 8);
    tcase_add_test(tests, it_is_read_as_other_machines_end_lines);
    tcase_add_test(tests, it_is_played_at_its_times);
    tcase_add_test(tests, it_shows_that_it_was_stopped);
    tcase_add_test(tests, iterations_are_gone_to);
    tcase_add_test(tests, any_command_takes_over_and_resume_goes_back);
    tcase_add_test(tests, the_course_goes_on_where_somebody_takes_over);
    tcase_add_test(tests, a_page_is_closed_in_its_time);
    tcase_add_test(tests, the_way_on_which_it_was_cut_off_is_gone);
    tcase_add_test(tests, another_run_is_told_once_and_goes_on);
    tcase_add_test(tests, what_cannot_be_carried_out_is_another_run);
    tcase_add_test(tests, a_search_is_waited_for);
    tcase_add_test(tests, wrong_sessions_are_refused);
    tcase_add_test(tests, it_can_do_nothing_but_compute);
    tcase_add_test(tests, its_scenes_read_nothing_elsewhere);
    tcase_add_test(tests, a_lecture_is_short);
    tcase_add_test(tests, what_was_said_is_in_the_file_at_once);
    tcase_add_loop_test(tests, what_is_killed_plays_up_to_there, 0, suite_whole() ? 200 : 10);
    tcase_add_table_test(tests, what_was_cut_off_is_resumed, ends);
    int status = suite_run("tape", tests);
    globfree(&scenes);
    return status;
}
