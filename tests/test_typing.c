/* A course that types and presses keys: at a hand's pace, the same every time; at once where nobody
 * waits; and with all that a scene must not do. */

#include "../src/cli/services.h"
#include "../src/command/command.h"
#include "../src/front/clock.h"
#include "../src/scene/scene.h"
#include "stage.h"
#include "suite.h"

#include <string.h>
#include <unistd.h>

static void enqueue(const char *line, int number)
{
    struct error error;
    ck_assert_msg(script_enqueue(session, line, number, &error), "%s: %s", line, error.text);
}

static void work(void)
{
    struct error error;
    int line;
    ck_assert_msg(script_work(session, NULL, &error, &line), "line %d: %s", line, error.text);
}

static void finish(void)
{
    struct error error;
    int line;
    ck_assert_msg(clock_finish(session, -1, &error, &line), "line %d: %s", line, error.text);
}

/* Milliseconds until the hold has ended. */
static int last_for(enum hold_kind hold)
{
    int milliseconds = 0;
    for (; session->script.hold.kind == hold; milliseconds++)
        script_elapse(session, 0.001);
    return milliseconds;
}

START_TEST(a_hand_types_character_by_character)
{
    static const char line[] = "caption caf\xC3\xA9 \xE6\xBC\xA2"; /* é 漢 */
    enqueue("type \"caption caf\xC3\xA9 \xE6\xBC\xA2\"", 3);
    ck_assert_int_eq(session->script.hold.kind, HOLD_TYPING);
    int characters = 0, since = 0;
    while (session->script.hold.kind == HOLD_TYPING) {
        int length = session->script.hold.length;
        ck_assert_mem_eq(session->script.hold.text, line, sizeof line);
        script_elapse(session, 0.001);
        since++;
        if (session->script.hold.kind != HOLD_TYPING || session->script.hold.length == length)
            continue;
        ck_assert_msg(line[session->script.hold.length] != '\xA9', "half of a character");
        if (characters > 0)
            ck_assert_msg(since >= 40 && since <= 121, "%d ms for a key", since);
        characters++;
        since = 0;
    }
    ck_assert_int_eq(characters, 14);
    ck_assert_str_eq(session->words.caption, "");
    work(); /* Enter */
    ck_assert_str_eq(session->words.caption, "caf\xC3\xA9 \xE6\xBC\xA2");
}
END_TEST

START_TEST(the_pace_is_that_of_the_text)
{
    enqueue("type \"eta 0.3\"", 0);
    int first = last_for(HOLD_TYPING);
    work();
    enqueue("type \"eta 0.3\"", 0);
    ck_assert_int_eq(last_for(HOLD_TYPING), first);
    work();
    enqueue("type \"eta 0.4\"", 0);
    ck_assert_int_eq(last_for(HOLD_TYPING), first); /* the same keys before the last */
    work();
    enqueue("type \"let k = 1\"", 0);
    ck_assert_int_ne(last_for(HOLD_TYPING), first);
}
END_TEST

/* A long frame is several keys; nothing is lost. */
START_TEST(time_is_not_lost)
{
    enqueue("type \"eta 0.3\"", 0);
    int first = last_for(HOLD_TYPING);
    work();
    enqueue("type \"eta 0.3\"", 0);
    script_elapse(session, (first - 1) / 1000.0);
    ck_assert_int_eq(session->script.hold.kind, HOLD_TYPING);
    script_elapse(session, 0.0011);
    ck_assert_int_eq(session->script.hold.kind, HOLD_NOT);
}
END_TEST

START_TEST(what_is_typed_is_seen)
{
    enqueue("type \"eta 0.3\"", 0);
    stage_draw(100, 30);
    ck_assert_int_eq(frame->cursor_column, 1 + 2);
    while (session->script.hold.length < 5)
        script_elapse(session, 0.01);
    stage_draw(100, 30);
    ck_assert_shows("\u203a eta 0\n");
    ck_assert_int_eq(frame->cursor_column, 1 + 2 + 5);
    ck_assert_int_eq(frame->cells[frame->cursor_row * 100 + 1].glyph, 0x203A);
    last_for(HOLD_TYPING);
    work();
    stage_draw(100, 30);
    ck_assert_int_lt(frame->cursor_column, 0);
    ck_assert_shows("press : to type a command");
}
END_TEST

START_TEST(a_pressed_key_is_seen)
{
    enqueue("press right", 0);
    stage_draw(100, 30);
    ck_assert_shows(" \u2192  raise the chosen number"); /* → */
    ck_assert_int_eq(last_for(HOLD_KEY), 700);
    stage_draw(100, 30);
    ck_assert_hides("raise the chosen number");
}
END_TEST

/* Where nobody waits the iterations are those that the film shows. */
START_TEST(without_a_clock_it_is_the_same_run)
{
    static const char *const lines[] = {"speed 10", "run",   "type \"eta 0.3\"",
                                        "wait 1",   "pause", "press . ."};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        enqueue(lines[i], 0);
    finish();
    struct session *other = session_new();
    struct error error;
    command_execute(other, lines[2], &error);
    int milliseconds = 0;
    for (; other->script.hold.kind == HOLD_TYPING; milliseconds++)
        script_elapse(other, 0.001);
    session_free(other);
    int64_t typed = (milliseconds + 50) / 100; /* at 10 a second */
    ck_assert_int_eq(session->sim->clock, typed + 10 + 2);
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.3);
    stage_run("goto 0");
    ck_assert_double_eq(sim_row(session->sim, 0)->eta, 0.1);
}
END_TEST

/* Whoever waits for something else loses nothing of what was being typed. */
START_TEST(another_wait_does_not_swallow_the_line)
{
    enqueue("type \"eta 0.3\"", 0);
    enqueue("eta *= 2", 0);
    script_elapse(session, 0.5);
    stage_run("wait 1"); /* ends as nobody waits; the line comes next */
    finish();
    ck_assert_double_eq_tol(sim_recipe(session->sim, 0)->eta0, 0.6, 1e-12);
}
END_TEST

START_TEST(an_interrupt_ends_it)
{
    enqueue("type \"eta 0.3\"", 0);
    enqueue("eta 0.4", 0);
    ck_assert(script_interrupt(session));
    ck_assert(!script_interrupt(session));
    finish();
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.1);
}
END_TEST

/* Every key that means something to a session can be pressed by its name. */
START_TEST(keys_by_their_names)
{
    const struct key_row *row = &key_rows[_i];
    bool own = row->action == KEY_PROMPT || row->action == KEY_SCENE;
    bool file = row->command && command_find(&command_table, row->command).name &&
                strstr("record screenshot", row->command) != NULL;
    struct text line = {0};
    struct error error;
    session->host.services = NULL;
    stage_run("eta 0.2"); /* to be undone, and one to be redone */
    stage_run("eta 0.3");
    stage_run("undo");
    for (int kind = 0; kind < VIEW_COUNT; kind++)
        if (key_is_of(row, kind)) {
            text_add(&line, "view %s", choice_at(&view_choices, kind)->name);
            stage_run(line.bytes);
        }
    text_clear(&line);
    text_add(&line, "press %s", row->key);
    bool good = command_execute(session, line.bytes, &error);
    ck_assert_msg(good == (!own && !file), "%s", line.bytes);
    if (!good)
        ck_assert_int_eq(error.offset, 6);
    else
        ck_assert_int_eq(session->script.hold.kind, HOLD_KEY);
    text_free(&line);
}
END_TEST

START_TEST(keys_do_what_they_do)
{
    stage_run("ball adam");
    enqueue("press tab right right + space ", 0);
    finish();
    ck_assert_int_eq(session->selected, 0);
    ck_assert_double_eq_tol(sim_recipe(session->sim, 0)->eta0, 0.121, 1e-12);
    ck_assert_double_eq(session->player.speed, 8);
    ck_assert(session->player.playing);
    enqueue("press space", 0);
    ck_assert(!session->player.playing);
    finish();
    enqueue("press ?", 0);
    ck_assert_uint_gt(session->answers.page.length, 0);
    finish();
    enqueue("press pagedown", 0);
    stage_draw(80, 24);
    ck_assert_int_gt(session->answers.page_top, 0);
    finish();
    enqueue("press escape", 0);
    ck_assert_uint_eq(session->answers.page.length, 0);
    finish();
    stage_run("help");
    enqueue("type \"eta 0.2\"", 0);
    finish();
    ck_assert_uint_eq(session->answers.page.length, 0);
}
END_TEST

static const struct {
    const char *line, *message;
    int offset;
} errors[] = {
    {"type eta 0.3", "expected the line in quotes, as in type \"eta 0.3\"", 5},
    {"type", "expected the line in quotes, as in type \"eta 0.3\"", 4},
    {"type \"", "expected the line in quotes, as in type \"eta 0.3\"", 5},
    {"type  \"eta", "expected the line in quotes, as in type \"eta 0.3\"", 6},
    {"type \" \"", "expected a command between the quotes", 6},
    {"press", "expected a key: space, tab, left, a, ...", 5},
    {"press  spase", "no key is called spase; `list keys` shows them; did you mean space?", 7},
    {"press \xE2\x82\xAC", "no key is called \xE2\x82\xAC; `list keys` shows them", 6},
    {"press :", "expected another key: `type` opens the prompt and types", 6},
    {"press n", "a course stays in its scene: it cannot press n", 6},
};

START_TEST(mistakes_have_a_place)
{
    struct error error;
    ck_assert(!command_execute(session, errors[_i].line, &error));
    ck_assert_str_eq(error.text, errors[_i].message);
    ck_assert_int_eq(error.offset, errors[_i].offset);
}
END_TEST

/* What fails later has its line of the scene, and what is typed touches no more files than the
 * scene could. */
START_TEST(later_mistakes_have_a_line)
{
    static const char *const texts[] = {"run\ntype \"eta x y\"\n",
                                        "run\npress a qq\n",
                                        "goto 3\nsave /tmp/overshoot-never.scene\n",
                                        "run\ntype \"save /tmp/overshoot-never.scene\"\n",
                                        "run\npress s\n",
                                        "goto 2\npress r\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct session *scene = session_new();
        struct scene_failure failure;
        struct error error;
        int line = 0;
        scene->host.services = &file_services;
        bool good = scene_read(scene, "", texts[i], strlen(texts[i]), &failure);
        if (good)
            good = clock_finish(scene, -1, &error, &line);
        else
            line = failure.line;
        ck_assert_msg(!good, "%s", texts[i]);
        ck_assert_int_eq(line, 2);
        scene_failure_free(&failure);
        session_free(scene);
    }
    ck_assert_int_ne(access("/tmp/overshoot-never.scene", F_OK), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("typing");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, a_hand_types_character_by_character);
    tcase_add_test(tests, the_pace_is_that_of_the_text);
    tcase_add_test(tests, time_is_not_lost);
    tcase_add_test(tests, what_is_typed_is_seen);
    tcase_add_test(tests, a_pressed_key_is_seen);
    tcase_add_test(tests, without_a_clock_it_is_the_same_run);
    tcase_add_test(tests, another_wait_does_not_swallow_the_line);
    tcase_add_test(tests, an_interrupt_ends_it);
    tcase_add_loop_test(tests, keys_by_their_names, 0, key_row_count);
    tcase_add_test(tests, keys_do_what_they_do);
    tcase_add_table_test(tests, mistakes_have_a_place, errors);
    tcase_add_test(tests, later_mistakes_have_a_line);
    return suite_run("typing", tests);
}
