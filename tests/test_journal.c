/* The journal: what was done, and the way back. */

#include "../src/command/command.h"
#include "../src/front/front.h"
#include "../src/scene/scene.h"
#include "../src/session/past.h"
#include "stage.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error error;

static bool open_scene(struct session *of, const char *path, struct error *problem)
{
    static const char text[] = "title Another\nsurface ravine\neta 0.02\nball adam\n";
    struct scene_failure failure;
    (void)problem;
    return scene_read(of, path, text, strlen(text), &failure);
}

static const struct services services = {.open = open_scene};

static void begin(void)
{
    stage_begin();
    session->host.services = &services;
}

static const char *notice(void)
{
    return session->answers.notice.length ? session->answers.notice.bytes : "";
}

/* --- all that there is of a session --- */

/* To the bit. */
static void add_numbers(struct text *out, const double *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t bits;
        memcpy(&bits, &numbers[i], sizeof bits);
        text_add(out, "%llx ", (unsigned long long)bits);
    }
}

static void add_row(struct text *out, const struct row *row)
{
    const double numbers[] = {row->x,  row->y,  row->loss, row->eta, row->momentum, row->share,
                              row->gx, row->gy, row->hxx,  row->hxy, row->hyy,      row->floor};
    add_numbers(out, numbers, sizeof numbers / sizeof *numbers);
    text_add(out, "%lld %lld %d %lld %lld %d %d %lld\n", (long long)row->n, (long long)row->epoch,
             (int)row->event, (long long)row->overshoots, (long long)row->worsened, row->converged,
             row->diverged, (long long)row->converged_at);
}

static void add_ball(struct text *out, int ball)
{
    const struct sim *sim = session->sim;
    const struct row *trail[TRAIL_SHOWN];
    int count = sim_trail(sim, ball, TRAIL_SHOWN, trail);
    text_add(out, "ball %d, trail %d, record %lld\n", ball, count,
             (long long)sim->balls[ball]->record.last);
    add_row(out, sim_row(sim, ball));
    for (int i = 0; i < count; i++)
        add_row(out, trail[i]);
    for (int i = 0; i < sim->balls[ball]->record.moments.count; i++) {
        struct sample sample = sim_sample(sim, ball, i);
        add_row(out, sample.row);
        add_numbers(out, (const double[]){sample.loss_low, sample.loss_high}, 2);
    }
}

/* Where it stands, what it looks like, what is on record, what is to come. */
static struct text state(void)
{
    struct text out = {0};
    bool plays = session->player.playing;
    player_pause(&session->player); /* who comes back stands still */
    scene_write(session, &out);
    if (plays)
        player_play(&session->player);
    text_add(&out, "%d %d %lld %lld %d\n", session->selected, session->chosen,
             (long long)session->sim->clock, (long long)session->sim->end, session->ghosts.count);
    for (int i = 0; i < session->script.queue_count; i++)
        text_add(&out, "waits: %s\n", session->script.queue[i].command);
    text_add(&out, "hold %d\n", (int)session->script.hold.kind);
    for (int i = 0; i < session->sim->ball_count; i++)
        add_ball(&out, i);
    return out;
}

/* --- one by one --- */

/* Commands, the last of which is undone, and redone. */
static const char *const undone[] = {
    "eta 0.3",
    "goto 5\neta 0.3",
    "goto 50\nmomentum 0.5\ngoto 100\noptimizer adam",
    "goto 50\nschedule exponential decay=0.01\ngoto 90\nback 20\nschedule momentum linear",
    "goto 9\nlet k = 3",
    "let k = 3\nsurface k*x^2 + y^2\ngoto 9\nk 4",
    "goto 9\nsurface ravine",
    "goto 9\nstart 1, 1",
    "show ghost\ngoto 9\nstart 1, 1",
    "goto 9\nghost",
    "goto 9\nseed 5",
    "goto 9\nreset",
    "goto 9\ntolerance 1e-3",
    "goto 9\nball adam",
    "goto 9\nfork eta=0.3\ngoto 20\nfork",
    "goto 9\nball adam\nball newton\ngoto 12\nremove 2",
    "ball adam\nall eta 0.02",
    "noise 0.3\ngoto 9\nnoise 0.1 stream=3",
    "at 20 eta 0.3\ngoto 9\nat 15 eta 0.2",
    "at 20 eta 0.3\ngoto 30\nback 15\nmomentum 0.5",
    "race sgd adam",
    "goto 9\nrace sgd adam budget=20 tuned",
    "view map charts",
    "zoom 2",
    "ball adam\nselect 1",
    "title A\ncaption B",
    "goto 12\nopen another",
    "surface cliff\neta 5\ngoto 300\neta 0.1",
    "goto 9000\neta 0.3",
    "goto 9\nback 9\neta 0.2",
    "quiz What now?",
    "run\nquiz What now?\nchoice This\nright That\nthen That it was.",
    "press right",
};

START_TEST(undo_is_the_session_before_the_command_and_redo_the_one_after)
{
    struct text before = {0};
    char *lines = strdup(undone[_i]), *line = strtok(lines, "\n");
    for (char *next; line; line = next) {
        next = strtok(NULL, "\n");
        if (!next)
            before = state();
        stage_run(line);
    }
    player_go_to(&session->player, session->sim->clock + 7);
    stage_run("pause");
    struct text after = state();
    stage_run("undo");
    struct text back = state();
    ck_assert_str_eq(back.bytes, before.bytes);
    ck_assert_msg(strncmp(notice(), "undone: ", 8) == 0, "%s", notice());
    stage_run("redo");
    struct text again = state();
    ck_assert_str_eq(again.bytes, after.bytes);
    ck_assert_msg(strncmp(notice(), "redone: ", 8) == 0, "%s", notice());
    bool asked = quiz_is_open(session);
    if (asked)
        stage_run("answer");
    stage_run("goto 12");
    stage_run("undo");
    if (asked) /* that was its answer */
        stage_run("undo");
    text_free(&back);
    back = state();
    ck_assert_str_eq(back.bytes, before.bytes);
    text_free(&before);
    text_free(&after);
    text_free(&back);
    text_free(&again);
    free(lines);
}
END_TEST

START_TEST(it_says_what_and_where)
{
    stage_run("goto 120");
    stage_run("eta 0.3");
    stage_run("goto 137");
    stage_run("undo");
    ck_assert_str_eq(notice(), "undone: eta 0.3, at iteration 120");
    ck_assert_int_eq(session->sim->clock, 120);
    stage_run("redo");
    ck_assert_str_eq(notice(), "redone: eta 0.3, at iteration 137");
    ck_assert_int_eq(session->sim->clock, 137);
    stage_run("run");
    stage_run("undo");
    ck_assert(!session->player.playing);
    ck_assert(!command_execute(session, "undo", &error));
    ck_assert_str_eq(error.text, "there is nothing to undo");
    stage_run("step"); /* is none, and redo is still there */
    stage_run("redo");
    stage_run("undo");
    stage_run("eta 0.2"); /* another one */
    ck_assert(!command_execute(session, "redo", &error));
    ck_assert_str_eq(error.text, "there is nothing to redo");
    ck_assert(!command_execute(session, "eta -1", &error));
    stage_run("undo");
    ck_assert_str_eq(notice(), "undone: eta 0.2, at iteration 120");
}
END_TEST

START_TEST(what_changes_nothing_is_no_step)
{
    static const char *const lines[] = {"run",         "pause",    "step 3", "back",
                                        "goto 9",      "speed 30", "help",   "list surfaces",
                                        "press space", "# words"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        stage_run(lines[i]);
        ck_assert_msg(session->journal.undo_count == 0, "%s", lines[i]);
    }
    ck_assert(!command_execute(session, "undo", &error));
}
END_TEST

START_TEST(a_hundred_steps_lead_back)
{
    for (int i = 0; i < 150; i++) {
        char line[40];
        sprintf(line, "eta %g", 0.001 * (i + 1));
        stage_run(line);
        stage_run("step 3");
    }
    for (int i = 149; i >= 50; i--) {
        stage_run("undo");
        ck_assert_int_eq(session->sim->clock, 3 * i);
        ck_assert_double_eq_tol(sim_recipe(session->sim, 0)->eta0, 0.001 * i, 1e-12);
    }
    ck_assert(!command_execute(session, "undo", &error));
    for (int i = 0; i < 100; i++)
        stage_run("redo");
    ck_assert_int_eq(session->sim->clock, 450);
    ck_assert_double_eq_tol(sim_recipe(session->sim, 0)->eta0, 0.15, 1e-12);
}
END_TEST

START_TEST(a_scene_s_own_lines_stay_and_what_it_shows_does_not)
{
    static const char text[] =
        "eta 0.2\ncaption A\ntype \"eta 0.3\"\npress right\nwait 9\neta 0.5\n";
    struct scene_failure failure;
    int line;
    ck_assert(scene_read(session, "a.scene", text, strlen(text), &failure));
    ck_assert(!command_execute(session, "undo", &error));
    for (int i = 0; i < 2; i++) {
        script_elapse(session, 5);
        ck_assert(script_work(session, NULL, &error, &line));
    }
    ck_assert_double_eq_tol(sim_recipe(session->sim, 0)->eta0, 0.33, 1e-12);
    ck_assert_int_eq(session->script.queue_count, 1);
    stage_run("momentum 0.5");
    stage_run("undo");
    ck_assert_str_eq(notice(), "undone: momentum 0.5, at iteration 0");
    ck_assert_int_eq(session->script.queue_count, 1); /* its course goes on */
    ck_assert_int_eq(session->script.hold.kind, HOLD_SECONDS);
    stage_run("undo");
    ck_assert_str_eq(notice(), "undone: eta 0.33, at iteration 0");
    ck_assert(command_execute(session, "undo", &error));
    ck_assert_str_eq(notice(), "undone: eta 0.3, at iteration 0");
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.2);
    ck_assert_int_eq(session->script.queue_count, 3);
    ck_assert(!command_execute(session, "undo", &error));
}
END_TEST

/* --- what it costs --- */

START_TEST(a_step_back_takes_two_strides_at_most)
{
    for (int i = 1; i < BALLS_MAX; i++)
        stage_run("ball adam");
    stage_run("goto 100000");
    stage_run("all eta 0.01");
    stage_run("goto 100700");
    stage_run("all eta 0.02");
    stage_run("step 900");
    int64_t made = session->sim->iterated, stride = sim_sample(session->sim, 0, 0).stride;
    stage_run("undo");
    ck_assert_int_le(session->sim->iterated - made, 2 * stride * BALLS_MAX);
    stage_run("back 700");
    struct text back = state();
    made = session->sim->iterated;
    stage_run("undo");
    ck_assert_int_le(session->sim->iterated - made, 2 * stride * BALLS_MAX);
    stage_run("redo");
    ck_assert_int_le(session->sim->iterated - made, 4 * stride * BALLS_MAX);
    struct text again = state();
    ck_assert_str_eq(back.bytes, again.bytes);
    text_free(&back);
    text_free(&again);
}
END_TEST

START_TEST(what_gives_back_its_memory_is_run_again)
{
    stage_run("noise 0.2");
    stage_run("ball adam");
    stage_run("goto 30");
    stage_run("ball sgd");
    stage_run("goto 5000");
    stage_run("schedule eta*0.999");
    stage_run("optimizer adam");
    stage_run("goto 6000");
    stage_run("back 500");
    struct text before = state();
    struct session_past *past = session_keep(session);
    stage_run("eta 0.3");
    stage_run("goto 6000");
    session_past_forget(past);
    session_return(session, past);
    session_past_free(past);
    struct text back = state();
    ck_assert_str_eq(back.bytes, before.bytes);
    text_free(&before);
    text_free(&back);
}
END_TEST

START_TEST(memory_is_bounded)
{
    for (int i = 1; i < 16; i++)
        stage_run("ball adam");
    for (int i = 0; i < 7; i++) {
        stage_run("goto 4000");
        stage_run("reset");
    }
    const struct journal *journal = &session->journal;
    size_t bytes = 0;
    int forgotten = 0;
    for (int i = journal->undo_count - 7; i < journal->undo_count; i++) {
        bytes += journal->undos[i].size;
        forgotten += journal->undos[i].size == 0;
    }
    ck_assert_uint_le(bytes, KEPT_BYTES_MAX);
    ck_assert_uint_gt(bytes, KEPT_BYTES_MAX / 2);
    ck_assert_int_gt(forgotten, 2); /* the last one has nothing of its own yet */
    for (int i = 0; i < 7; i++) {
        stage_run("undo");
        ck_assert_int_eq(session->sim->clock, 4000);
        ck_assert_int_eq(session->sim->balls[15]->record.last, 4000);
    }
    bytes = 0;
    forgotten = 0;
    for (int i = 0; i < 7; i++) {
        bytes += journal->redos[i].size;
        forgotten += journal->redos[i].size == 0;
    }
    ck_assert_uint_le(bytes, KEPT_BYTES_MAX);
    ck_assert_uint_gt(bytes, 0);
    ck_assert_int_gt(forgotten, 1); /* the first one is what there was */
    for (int i = 1; i <= 7; i++) {
        stage_run("redo");
        ck_assert_int_eq(session->sim->clock, i < 7 ? 4000 : 0);
    }
}
END_TEST

/* --- at random --- */

static uint32_t random_state;

static int pick(int count)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int)((random_state >> 8) % (uint32_t)count);
}

static const char *const some[] = {
    "eta 0.3",        "eta *= 0.9",   "momentum 0.5",  "optimizer adam", "optimizer sgd",
    "ball adam",      "fork",         "remove 1",      "reset",          "start 1, 1",
    "surface ravine", "surface bowl", "noise 0.1",     "seed 3",         "let k = 2",
    "schedule time",  "select 1",     "view next",     "zoom 1.5",       "at 30 eta 0.2",
    "all eta 0.05",   "ghost",        "toggle future", "caption A",      "schedule momentum linear",
};

START_TEST(every_state_comes_back)
{
    enum { STATES = 12 };
    struct text states[STATES];
    random_state = (uint32_t)_i + 1;
    int count = 0, tries = 0;
    while (count < STATES && tries++ < 100) {
        for (int i = pick(3); i > 0; i--) {
            char line[40];
            sprintf(line, "goto %d", pick(80));
            stage_run(line);
        }
        struct text now = state();
        int before = session->journal.undo_count, line;
        command_execute(session, some[pick(sizeof some / sizeof *some)], &error);
        while (script_is_busy(session))
            script_work(session, NULL, &error, &line);
        if (session->journal.undo_count > before)
            states[count++] = now;
        else
            text_free(&now);
    }
    struct text last = state();
    for (int i = count - 1; i >= 0; i--) {
        stage_run("undo");
        struct text now = state();
        ck_assert_str_eq(now.bytes, states[i].bytes);
        text_free(&now);
        text_free(&states[i]);
        if (pick(2))
            stage_run("step");
    }
    for (int i = 0; i < count; i++)
        stage_run("redo");
    struct text now = state();
    ck_assert_str_eq(now.bytes, last.bytes);
    text_free(&now);
    text_free(&last);
}
END_TEST

/* --- keys and the mouse --- */

static double now;

static double now_seconds(void *context)
{
    (void)context;
    return now;
}

static struct face face = {.display = {.colors = COLORS_DIRECT, .unicode = true},
                           .now = now_seconds};

static void press(struct front *front, const char *key, double seconds)
{
    now += seconds;
    front_press(front, key);
}

START_TEST(a_held_key_and_a_drag_are_one_command)
{
    struct front front;
    now = 10;
    front_begin(&front, session, &face);
    front_resize(&front, 100, 30);
    front.display.prompt = "> ", front.display.line = "";
    front_frame(&front);
    for (int i = 0; i < 5; i++)
        press(&front, "right", 0.1);
    ck_assert_int_eq(session->journal.undo_count, 1);
    press(&front, "right", 1.5); /* once more, later */
    press(&front, "left", 0.1);
    ck_assert_int_eq(session->journal.undo_count, 3);
    press(&front, "u", 0.1);
    press(&front, "u", 0.1);
    press(&front, "u", 0.1);
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.1);
    for (int i = 0; i < 3; i++)
        press(&front, "ctrl-r", 0.1);
    ck_assert_double_eq_tol(sim_recipe(session->sim, 0)->eta0, 0.161, 1e-12);
    press(&front, "up", 0.1);
    press(&front, "down", 0.1);
    struct mouse_event event = {MOUSE_PRESS, MOUSE_LEFT, 0, 30, 12, false};
    for (int i = 0; i < 4; i++, event.kind = MOUSE_DRAG, event.column++) {
        now += 2;
        front_point(&front, &event);
    }
    ck_assert_int_eq(session->journal.undo_count, 4);
    press(&front, "u", 0.1);
    ck_assert_double_eq(session->sim->conditions.start.x, -2.3);
    front_end(&front);
}
END_TEST

START_TEST(the_journal_has_who_and_when)
{
    stage_run("goto 7");
    stage_run("ball adam");
    stage_run("press right");
    stage_run(" eta 0.2");
    session->journal.second = 12.5;
    ck_assert(key_press(session, "tab", &error));
    ck_assert(key_press(session, "down", &error));
    stage_run("undo");
    static const struct {
        int64_t tick;
        int ball;
        enum origin by;
        const char *command;
        bool undone;
    } expected[] = {
        {0, 0, BY_HAND, "goto 7", false},  {7, 0, BY_HAND, "ball adam", false},
        {7, 1, BY_KEY, "eta 0.11", false}, {7, 1, BY_HAND, "eta 0.2", false},
        {7, 1, BY_KEY, "select 1", true},  {7, 0, BY_KEY, "press down", true},
        {7, 0, BY_HAND, "undo", false},
    };
    ck_assert_int_eq(session->journal.count, 7);
    for (int i = 0; i < 7; i++) {
        const struct entry *entry = &session->journal.entries[i];
        ck_assert_str_eq(entry->command, expected[i].command);
        ck_assert_int_eq(entry->tick, expected[i].tick);
        ck_assert_int_eq(entry->ball, expected[i].ball);
        ck_assert_int_eq(entry->by, expected[i].by);
        ck_assert_int_eq(entry->undone != 0, expected[i].undone);
        ck_assert_double_eq(entry->second, i < 4 ? 0 : 12.5);
    }
    ck_assert_uint_eq(session->journal.entries[6].check, journal_check(session->sim));
}
END_TEST

START_TEST(completion_knows_them)
{
    static const struct {
        const char *line, *offered;
        bool files;
    } cases[] = {
        {"und", "undo", false},          {"red", "redo", false},    {"save ", "--state ", true},
        {"save! --s", "--state ", true}, {"resume ", "end", false}, {"save! mi", NULL, true},
        {"record! a", NULL, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct completions completions;
        command_complete(session, cases[i].line, (int)strlen(cases[i].line), &completions);
        ck_assert_int_eq(completions.files, cases[i].files);
        ck_assert_int_eq(completions.count, cases[i].offered != NULL);
        if (cases[i].offered)
            ck_assert_str_eq(completions.items[0].text, cases[i].offered);
        completions_free(&completions);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("journal");
    tcase_add_checked_fixture(tests, begin, stage_end);
    tcase_add_table_test(tests, undo_is_the_session_before_the_command_and_redo_the_one_after,
                         undone);
    tcase_add_test(tests, it_says_what_and_where);
    tcase_add_test(tests, what_changes_nothing_is_no_step);
    tcase_add_test(tests, a_hundred_steps_lead_back);
    tcase_add_test(tests, a_scene_s_own_lines_stay_and_what_it_shows_does_not);
    tcase_add_test(tests, a_step_back_takes_two_strides_at_most);
    tcase_add_test(tests, what_gives_back_its_memory_is_run_again);
    tcase_add_test(tests, memory_is_bounded);
    tcase_add_loop_test(tests, every_state_comes_back, 0, suite_whole() ? 200 : 20);
    tcase_add_test(tests, a_held_key_and_a_drag_are_one_command);
    tcase_add_test(tests, the_journal_has_who_and_when);
    tcase_add_test(tests, completion_knows_them);
    return suite_run("journal", tests);
}
