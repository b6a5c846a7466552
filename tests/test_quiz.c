/* Questions as they are seen: what gives the answer away is hidden, keys and the mouse answer, and
 * then all is there again. */

#include "../src/command/command.h"
#include "../src/front/front.h"
#include "../src/output/frame_text.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void run_all(const char *lines)
{
    char *copy = strdup(lines), *rest;
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        stage_run(line);
    free(copy);
}

static const char bowl[] = "surface x^2/2 + y^2/2 on [-4,4] x [-2.5,2.5]\nstart -3, 0.5\neta 2.01";
static const char choices[] = "caption The slope at x is x itself.\n"
                              "quiz Where does it land?\n"
                              "choice (1.5, -0.25) nearer\n"
                              "right (3.1, -0.5) farther away, and higher\n"
                              "choice it stays\n"
                              "then The rate is above its edge.";

/* --- what is hidden --- */

static const char *const views[] = {
    "view map",    "view relief",   "view slice",         "view step",
    "view charts", "view range",    "view sweep",         "view basin",
    "view data",   "view map step", "view relief charts", "single on",
    "big on",      "hide panel",    "show future",        "show arrows\nshow model",
    "theme light",
};
enum { VIEWS = sizeof views / sizeof *views };

static const struct {
    int columns, rows;
} sizes[] = {{40, 12}, {60, 20}, {80, 24}, {120, 36}, {160, 45}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void expect_hidden(bool hidden)
{
    /* what the ball did and will do, the gauge, the next place */
    static const char *const telling[] = {"climbs", "swings", "settles", " of 2", "3.030", "3.045"};
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        if (hidden && stage_shows(telling[i]))
            ck_abort_msg("%s is there:\n%s", telling[i], shown.bytes);
}

/* In every view, at every size, after some steps and gone back: what was on record is hidden, too.
 */
START_TEST(what_answers_is_hidden)
{
    int which = _i / SIZES, size = _i % SIZES;
    run_all(bowl);
    stage_run("goto 3");
    stage_run("goto 0");
    run_all(views[which]);
    run_all(choices);
    stage_draw(sizes[size].columns, sizes[size].rows);
    expect_hidden(true);
    bool small = sizes[size].rows < 20;
    ck_assert_msg(stage_shows("Where does it land?"), "%s", shown.bytes);
    ck_assert_msg(small || (stage_shows(" A  nearer") && stage_shows(" C  it stays")), "%s",
                  shown.bytes);
    ck_assert_msg(stage_shows("a b c answer") || session->look.single, "%s", shown.bytes);
    ck_assert(!stage_shows("press : to type"));
    stage_run("answer b");
    stage_draw(sizes[size].columns, sizes[size].rows);
    ck_assert_msg(stage_shows("✓ right. The rate"), "%s", shown.bytes);
    stage_run("answer");
    stage_draw(sizes[size].columns, sizes[size].rows);
    ck_assert(!stage_shows("Where does it land?"));
}
END_TEST

static bool page_has(const char *command, const char *text)
{
    stage_run(command);
    return strstr(session->answers.page.bytes, text) != NULL;
}

/* Of a question that asks for a place no page and no mark says where minima are, before it has its
 * answer; then all do, and the wrong point is none of them. */
START_TEST(minima_that_are_asked_for_are_hidden)
{
    static const char *const looks[] = {"view map", "view relief", "show critical", "show model"};
    static const char *const pages[] = {"describe", "help himmelblau", "list surfaces"};
    run_all("surface himmelblau\nstart -3, 1");
    run_all(looks[_i]);
    run_all("quiz Where is a minimum?\nright 3, 2 within 0.3");
    stage_draw(100, 30);
    ck_assert_msg(!stage_shows("✕") && !stage_shows("3.58"), "%s", shown.bytes);
    for (int i = 0; i < 3; i++)
        ck_assert_msg(!page_has(pages[i], "3.584"), "%s", session->answers.page.bytes);
    answers_close_page(&session->answers);
    stage_run("answer -3, 2");
    for (int i = 0; i < 3; i++)
        ck_assert_msg(page_has(pages[i], "3.584"), "%s", session->answers.page.bytes);
    answers_close_page(&session->answers);
    stage_draw(100, 30);
    ck_assert_msg(stage_shows("✕") && stage_shows(" no "), "%s", shown.bytes);
}
END_TEST

/* A view that would tell is named, and says when it is there. */
START_TEST(a_hidden_view_is_named)
{
    static const char *const hidden[] = {"sweep", "basin", "range"};
    run_all(bowl);
    for (int i = 0; i < 3; i++) {
        char line[40];
        snprintf(line, sizeof line, "view %s", hidden[i]);
        stage_run(line);
        run_all(choices);
        stage_draw(100, 35);
        char heading[40];
        snprintf(heading, sizeof heading, "\n %s ", hidden[i]);
        ck_assert_msg(stage_shows(heading), "%s", shown.bytes);
        ck_assert_msg(stage_shows("shown with the answer"), "%s", shown.bytes);
        run_all("answer a\nanswer");
    }
    stage_run("view slice");
    run_all(choices);
    stage_draw(100, 35);
    ck_assert_msg(!stage_shows("no step"), "%s", shown.bytes);
}
END_TEST

/* It is as if the layers that answer were not there; they come back. */
START_TEST(the_way_ahead_comes_back)
{
    run_all(bowl);
    stage_run("goto 2");
    run_all(choices);
    stage_draw(100, 30);
    struct text plain = {0};
    text_add(&plain, "%s", shown.bytes);
    run_all("show future\nshow arrows\nshow model\nshow ghost\nshow batch\nshow eigen");
    stage_draw(100, 30);
    ck_assert_str_eq(shown.bytes, plain.bytes);
    stage_run("answer a");
    stage_draw(100, 30);
    struct text told = {0};
    text_add(&told, "%s", shown.bytes);
    run_all("hide future\nhide arrows\nhide model");
    stage_draw(100, 30);
    ck_assert_str_ne(shown.bytes, told.bytes);
    text_free(&plain);
    text_free(&told);
}
END_TEST

/* Nothing moves with the answer: the map has the rows that it had. */
START_TEST(nothing_moves_with_the_answer)
{
    int column, row, later;
    run_all(bowl);
    run_all(choices);
    stage_draw(sizes[_i].columns, sizes[_i].rows);
    bool any = stage_find(0x2715, &column, &row);
    stage_run("answer b");
    stage_draw(sizes[_i].columns, sizes[_i].rows);
    ck_assert(any == stage_find(0x2715, &column, &later));
    ck_assert(!any || row == later);
}
END_TEST

START_TEST(without_colours_and_unicode)
{
    display.colors = COLORS_MONO, display.unicode = false;
    run_all(bowl);
    run_all(choices);
    ck_assert_str_eq(
        stage_draw(80, 24) + strlen(shown.bytes) - strlen(strstr(shown.bytes, " |  Where")),
        " |  Where does it land?\n"
        " |  The slope at x is x itself.\n"
        " |   A  nearer     B  farther away, and higher     C  it stays\n"
        "\n"
        " a b c answer  space show the answer  esc leave the question     ? help  q quit\n");
    stage_run("answer a");
    stage_draw(80, 24);
    ck_assert_msg(stage_shows("A  x nearer"), "%s", shown.bytes);
    ck_assert_msg(stage_shows("B  + farther away"), "%s", shown.bytes);
    ck_assert_msg(stage_shows("x no, it is B. The rate is above its edge."), "%s", shown.bytes);
}
END_TEST

/* Its lines are the same with the answer, and none is cut. */
START_TEST(long_choices_are_wrapped)
{
    run_all(bowl);
    run_all("quiz What will it do?\nchoice It swings from side to side for ever\n"
            "right The loss rises at first, then it settles where the valley is flatter than "
            "before\nthen It is thrown out.");
    stage_draw(80, 24);
    ck_assert_msg(stage_shows("where the valley is\n"), "%s", shown.bytes);
    ck_assert_msg(stage_shows("▌      flatter than before\n"), "%s", shown.bytes);
    stage_run("answer a");
    stage_draw(80, 24);
    ck_assert_msg(stage_shows("B  ✓ The loss rises"), "%s", shown.bytes);
    ck_assert_msg(stage_shows("where the valley is\n"), "%s", shown.bytes);
    ck_assert_msg(stage_shows("▌        flatter than before\n"), "%s", shown.bytes);
    ck_assert_msg(stage_shows("It is thrown out."), "%s", shown.bytes);
}
END_TEST

/* What is told stands above the card. */
START_TEST(no_message_covers_the_question)
{
    run_all(bowl);
    run_all(choices);
    display.message = "the last session was cut off: `overshoot last` goes on with it, and this is "
                      "a message that needs more lines than one";
    stage_draw(sizes[_i].columns, sizes[_i].rows);
    ck_assert_msg(stage_shows("the last session was cut off"), "%s", shown.bytes);
    ck_assert_msg(stage_shows("Where does it land?"), "%s", shown.bytes);
    ck_assert_msg(sizes[_i].rows < 20 || (stage_shows(" A  nearer") && stage_shows(" C  it stays")),
                  "%s", shown.bytes);
    display.message = NULL;
}
END_TEST

/* Which of the scene's it is, and nine long choices. */
START_TEST(many_choices_have_room)
{
    stage_run("quiz Which of them?");
    for (int i = 0; i < 9; i++) {
        char line[80];
        snprintf(line, sizeof line, "choice number %d of those that are rather long, all in all",
                 i);
        stage_run(line);
    }
    struct error error;
    ck_assert(!command_execute(session, "choice one more", &error));
    stage_draw(80, 24);
    ck_assert_msg(stage_shows(" I  number 8 of those"), "%s", shown.bytes);
    ck_assert_msg(stage_shows("a b c d e f g h i answer"), "%s", shown.bytes);
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
static struct front front;

static void begin(void)
{
    stage_begin();
    now = 100;
    front_begin(&front, session, &face);
    front_resize(&front, 120, 36);
    front.display.prompt = "> ";
    front.display.line = "";
}

static void end(void)
{
    front_end(&front);
    stage_end();
}

static const char *look(void)
{
    text_clear(&shown);
    frame_text_write(&shown, front_frame(&front));
    return shown.bytes;
}

/* The first cell of a text. */
static void find(const char *text, int *column, int *row)
{
    const char *at = strstr(look(), text);
    ck_assert_msg(at, "%s is not there:\n%s", text, shown.bytes);
    const char *line = at;
    while (line > shown.bytes && line[-1] != '\n')
        line--;
    *row = 0;
    for (const char *c = shown.bytes; c < line; c++)
        *row += *c == '\n';
    *column = utf8_columns(line, (size_t)(at - line));
}

static void click_at(int column, int row)
{
    front_point(&front, &(struct mouse_event){.kind = MOUSE_PRESS, .column = column, .row = row});
    front_point(&front, &(struct mouse_event){.kind = MOUSE_RELEASE, .column = column, .row = row});
}

static void click(const char *text)
{
    int column, row;
    find(text, &column, &row);
    click_at(column + 1, row);
}

static void enter(const char *lines)
{
    front_enter(&front, lines);
    ck_assert_msg(!front.message_is_error, "%s", front.message.bytes);
}

/* With the mouse alone: a choice, its letter on the map, the words below. */
START_TEST(a_click_answers)
{
    static const char *const clicks[] = {" B  farther", " B ", "space show", "esc leave",
                                         "b c ans"};
    enter(bowl);
    enter(choices);
    bool shows = _i == 2, leaves = _i == 3;
    click(clicks[_i]);
    if (leaves)
        click(clicks[_i]);
    ck_assert_int_eq(quiz_is_open(session), false);
    ck_assert_int_eq(session->quiz.answered, !shows && !leaves);
    ck_assert_int_eq(session->quiz.is_right, !shows && !leaves);
    ck_assert_int_eq(quiz_is_shown(session), !leaves);
    if (quiz_is_shown(session))
        click(_i ? "space goes on" : "Where does it land?");
    ck_assert(!quiz_is_shown(session));
    ck_assert_str_eq(session->words.caption,
                     leaves ? "The slope at x is x itself." : "The rate is above its edge.");
}
END_TEST

/* On the map, the relief, and the curve of a function of one variable. */
START_TEST(a_point_of_the_map_answers)
{
    static const struct {
        const char *lines, *right;
    } asked[] = {{"view map", "right 0, 0 within 0.5"},
                 {"view relief", "right 0, 0 within 0.5"},
                 {"surface x^2 - x on [-2,2]\nstart -1.5", "right -0.5 within 0.3"}};
    int column = 0, row = 0;
    enter(bowl);
    enter(asked[_i].lines);
    for (int i = 0; i < 2; i++) { /* the first time, to see where it is */
        enter("quiz Where is the minimum?");
        enter(asked[_i].right);
        look();
        ck_assert_msg(strstr(shown.bytes, "answers, or"), "%s", shown.bytes);
        if (i == 0 && _i < 2) {
            enter("answer 0, 0");
            look();
            find("✓", &column, &row);
            enter("answer");
        }
    }
    if (_i == 2)
        find("0.5", &column, &row), row -= 3;
    struct point before = session->sim->conditions.start;
    click_at(column, row);
    ck_assert(session->quiz.answered);
    ck_assert_msg(session->quiz.is_right, "%g, %g", session->quiz.pointed.x,
                  session->quiz.pointed.y);
    ck_assert(session->sim->conditions.start.x == before.x);
    look();
    ck_assert_msg(strstr(shown.bytes, " ✓ "), "%s", shown.bytes);
}
END_TEST

/* What would change the run says why it does not. */
START_TEST(the_run_waits)
{
    static const char *const keys[] = {".", "right", "0", "y", "a", "tab", "v", "?", "escape"};
    enter("run");
    enter("quiz Why?");
    for (int i = 0; i < 60; i++, now += 0.05) {
        struct error error;
        int line;
        ck_assert(front_advance(&front, &error, &line));
    }
    int64_t clock = session->sim->clock;
    ck_assert_int_eq(clock, 0);
    for (int i = 0; i < 4; i++) {
        front_press(&front, keys[i]);
        look();
        ck_assert_msg(strstr(shown.bytes, "a question is open"), "%s: %s", keys[i], shown.bytes);
    }
    for (int i = 4; i < 8; i++)
        front_press(&front, keys[i]);
    front_press(&front, keys[8]); /* the page */
    ck_assert(quiz_is_open(session));
    front_press(&front, " ");
    front_press(&front, "space");
    ck_assert(!quiz_is_shown(session));
    ck_assert(session->player.playing);
}
END_TEST

static void pass(double seconds)
{
    for (double until = now + seconds; now < until;) {
        struct error error;
        int line;
        ck_assert(front_advance(&front, &error, &line));
        if (front_is_due(&front))
            front_frame(&front);
        now = fmin(until, now + fmax(front_wait(&front), 1e-3));
    }
    struct error error;
    int line;
    ck_assert(front_advance(&front, &error, &line));
}

/* The card says how long a class has had: seconds, without being asked to draw. */
START_TEST(the_card_counts_seconds)
{
    enter(bowl);
    pass(5);
    enter(choices);
    look();
    ck_assert_ptr_null(strstr(shown.bytes, " s \n"));
    pass(14.5);
    look();
    ck_assert_ptr_nonnull(strstr(shown.bytes, " open 14 s"));
    ck_assert_double_eq_tol(front_wait(&front), 0.5, 0.1);
    pass(700);
    look();
    ck_assert_ptr_nonnull(strstr(shown.bytes, " open 11 min"));
    front_press(&front, "b");
    look();
    ck_assert_ptr_null(strstr(shown.bytes, " 11 min"));
    ck_assert(isinf(front_wait(&front)));
}
END_TEST

/* One Esc too many does not: it says what the next one does. */
START_TEST(esc_does_not_leave_silently)
{
    enter(bowl);
    enter("speed 4\nrun");
    enter(choices);
    front_press(&front, "escape");
    ck_assert(quiz_is_open(session) && !session->player.playing);
    look();
    ck_assert_msg(strstr(shown.bytes, "esc once more leaves the question"), "%s", shown.bytes);
    front_press(&front, "v"); /* something else: it is not once more */
    front_press(&front, "escape");
    ck_assert(quiz_is_open(session));
    front_press(&front, "escape");
    ck_assert(!quiz_is_shown(session) && session->player.playing);
    ck_assert_str_eq(session->words.caption, "The slope at x is x itself."); /* no answer */
    look();
    ck_assert_msg(strstr(shown.bytes, "is left without an answer: `undo` asks it again"), "%s",
                  shown.bytes);
    enter("undo");
    ck_assert(quiz_is_open(session) && !session->player.playing);
}
END_TEST

/* By letter, command, or space that shows it, and that it went on. */
START_TEST(answers_are_undone)
{
    static const char *const keys[] = {"b", "space"};
    enter(bowl);
    enter("speed 4\nrun");
    enter(choices);
    front_press(&front, keys[_i]);
    ck_assert(session->quiz.told);
    front_press(&front, "space");
    ck_assert(!quiz_is_shown(session));
    enter("undo");
    ck_assert(quiz_is_shown(session) && session->quiz.told);
    look();
    ck_assert_msg(strstr(shown.bytes, "undone: going on from the question, at"), "%s", shown.bytes);
    enter("undo");
    ck_assert(quiz_is_open(session) && !session->quiz.answered);
    look();
    ck_assert_msg(strstr(shown.bytes, _i ? "undone: the answer is shown, at" : "undone: "), "%s",
                  shown.bytes);
    ck_assert_msg(strstr(shown.bytes, "a b c answer"), "%s", shown.bytes);
    enter("answer a\nundo\nredo");
    ck_assert(session->quiz.answered && session->quiz.chosen == 0);
}
END_TEST

/* What is right by a letter or a digit that no choice has is no choice of its own, but where all
 * are such. */
START_TEST(what_is_right_is_one_of_them)
{
    static const char *const wrong[] = {"3", "d"};
    struct error error;
    run_all("quiz How?\nchoice so\nchoice not so");
    for (int i = 0; i < 2; i++) {
        char line[20];
        snprintf(line, sizeof line, "right %s", wrong[i]);
        ck_assert(!command_execute(session, line, &error));
        ck_assert_str_eq(error.text, "expected the right choice, by its letter (a or b) or its "
                                     "words");
    }
    ck_assert_int_eq(session->quiz.choice_count, 2);
    run_all("right b\nanswer b\nanswer");
    ck_assert(session->quiz.is_right);
    run_all("quiz How many?\nchoice 1\nchoice 2\nright 3");
    ck_assert_int_eq(session->quiz.choice_count, 3);
}
END_TEST

/* --- two scenes --- */

/* Keys answer the side that asks; the other one waits with it. */
START_TEST(one_of_two_asks)
{
    struct session *other = session_new();
    session->host.beside = other;
    struct error error;
    enter("run");
    struct session *asks = _i ? other : session, *waits = _i ? session : other;
    ck_assert(command_execute(asks, "quiz Which?", &error));
    ck_assert(command_execute(asks, "choice this", &error));
    ck_assert(command_execute(asks, "right that", &error));
    clock_agree(&front.clock);
    ck_assert(!waits->player.playing);
    look();
    ck_assert_msg(strstr(shown.bytes, "a b answer"), "%s", shown.bytes);
    bool big = waits->look.big;
    front_press(&front, "b");
    ck_assert(asks->quiz.is_right);
    ck_assert(waits->look.big == big);
    front_press(&front, "space");
    ck_assert(!quiz_is_shown(asks));
    enter(_i ? "right quiz Again?" : "left quiz Again?");
    front_enter(&front, "answer it does");
    ck_assert_str_eq(asks->quiz.words, "it does");
}
END_TEST

/* Both ask: a letter is for whom it answers, space for both. */
START_TEST(both_ask)
{
    struct session *other = session_new();
    session->host.beside = other;
    enter("left quiz Which?\nleft choice this\nright quiz Where?");
    struct error error;
    ck_assert(command_execute(other, "right 0, 0 within 1", &error));
    front_press(&front, "a");
    ck_assert(session->quiz.answered);
    ck_assert(quiz_is_open(other) && !other->look.layers[LAYER_ARROWS]);
    front_press(&front, "space");
    ck_assert(!quiz_is_shown(session) && !quiz_is_open(other));
}
END_TEST

int main(void)
{
    TCase *seen = tcase_create("seen"), *given = tcase_create("given");
    tcase_add_checked_fixture(seen, stage_begin, stage_end);
    tcase_add_loop_test(seen, what_answers_is_hidden, 0, VIEWS * SIZES);
    tcase_add_test(seen, a_hidden_view_is_named);
    tcase_add_loop_test(seen, minima_that_are_asked_for_are_hidden, 0, 4);
    tcase_add_test(seen, the_way_ahead_comes_back);
    tcase_add_loop_test(seen, nothing_moves_with_the_answer, 0, SIZES);
    tcase_add_test(seen, without_colours_and_unicode);
    tcase_add_test(seen, many_choices_have_room);
    tcase_add_test(seen, long_choices_are_wrapped);
    tcase_add_loop_test(seen, no_message_covers_the_question, 0, SIZES);
    tcase_add_checked_fixture(given, begin, end);
    tcase_add_loop_test(given, a_click_answers, 0, 5);
    tcase_add_loop_test(given, a_point_of_the_map_answers, 0, 3);
    tcase_add_test(given, the_run_waits);
    tcase_add_test(given, the_card_counts_seconds);
    tcase_add_test(given, esc_does_not_leave_silently);
    tcase_add_loop_test(given, answers_are_undone, 0, 2);
    tcase_add_test(given, what_is_right_is_one_of_them);
    tcase_add_loop_test(given, one_of_two_asks, 0, 2);
    tcase_add_test(given, both_ask);
    TCase *cases[] = {seen, given, NULL};
    return suite_run_cases("quiz", cases);
}
