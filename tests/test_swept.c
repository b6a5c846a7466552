/* Sweeps as they are seen: what the command takes and says, the picture of two numbers, the curve
 * of one, and what a click and a key do there. */

#include "../src/command/command.h"
#include "../src/front/front.h"
#include "../src/lab/usual.h"
#include "../src/session/settings.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- the command --- */

static const struct {
    const char *line, *written; /* NULL: as it was typed */
} lines[] = {
    {"sweep", "sweep by iterations"},
    {"sweep eta momentum", "sweep eta momentum by iterations"},
    {"sweep eta=0:0.2:50 momentum=0:0.9:7 by loss until 300", NULL},
    {"sweep eta=0.001:1:log:200 by verdict", NULL},
    {"sweep eta=1:0.001:log by overshoots", NULL},
    {"sweep η=1/4:2/4", "sweep eta=0.25:0.5 by iterations"},
    {"sweep until 30 mu x", "sweep momentum x by iterations until 30"},
};

START_TEST(it_is_written_as_it_can_be_said)
{
    struct text written = {0};
    stage_run(lines[_i].line);
    setting_write(setting_find("sweep"), session, &written);
    ck_assert_str_eq(written.bytes, lines[_i].written ? lines[_i].written : lines[_i].line);
    ck_assert_int_eq(session->look.views.count, 1);
    ck_assert_int_eq(session->look.views.items[0], VIEW_SWEEP);
    stage_run("view map sweep");
    struct session *again = stage_reopen();
    ck_assert_mem_eq(&again->look.swept, &session->look.swept, sizeof session->look.swept);
    ck_assert_int_eq(again->look.views.count, 2);
    session_free(again);
    text_free(&written);
}
END_TEST

static const struct {
    const char *line;
    int offset;
    const char *message;
} mistakes[] = {
    {"sweep zeta", 6, "no number zeta; there are eta, momentum, x and y"},
    {"sweep eta eta=1:2", 10, "eta is already there"},
    {"sweep eta momentum x", 19, "at most two numbers"},
    {"sweep eta=a:1", 6, "FROM must be a number"},
    {"sweep eta=0:1:log", 6, "for log both ends must be above 0"},
    {"sweep eta=1:2:3:4", 6, "COUNT must be a whole number from 1 to 1000000"},
    {"sweep eta=0:1:1000 momentum=0:1:1000", 6, "a picture has at most 262144 runs, not 1000000"},
    {"sweep by colour", 9, "expected iterations, loss, overshoots or verdict"},
    {"sweep until 0", 12, "the number of iterations"},
};

START_TEST(what_is_wrong_is_said)
{
    struct error error;
    ck_assert(!command_execute(session, mistakes[_i].line, &error));
    ck_assert_msg(strstr(error.text, mistakes[_i].message) != NULL, "%s", error.text);
    ck_assert_msg(error.offset == mistakes[_i].offset, "%s: %d", error.text, error.offset);
    ck_assert_int_eq(session->look.swept.axis_count, 0);
}
END_TEST

START_TEST(it_can_be_undone)
{
    stage_run("sweep eta=0:1 by loss");
    stage_run("sweep momentum=0:1");
    stage_run("undo");
    ck_assert_str_eq(session->look.swept.axes[0].name, "eta");
    ck_assert_int_eq(session->look.swept.by, SWEPT_BY_LOSS);
    stage_run("undo");
    ck_assert_int_eq(session->look.swept.axis_count, 0);
    ck_assert_int_eq(session->look.views.items[0], VIEW_MAP);
}
END_TEST

/* --- what is usual --- */

static const struct {
    const char *surface, *optimizer, *second;
    double from, to;
} usual[] = {
    {"ravine", "sgd", "momentum", 0, 0.16},        {"ravine", "nag", "momentum", 0, 0.16},
    {"ravine", "theta -= eta*g", NULL, 0, 0.1},    {"ravine", "newton", NULL, 0, 2.5},
    {"ravine", "adam eta=0.02", "beta1", 1e-4, 1}, {"sin(x)*y", "theta -= eta*g", NULL, 0, 0.25},
};

START_TEST(ranges_fit_rule_and_surface)
{
    char line[80];
    struct sweep_axis axes[SWEEP_AXES];
    snprintf(line, sizeof line, "surface %s", usual[_i].surface);
    stage_run(line);
    snprintf(line, sizeof line, "optimizer %s", usual[_i].optimizer);
    stage_run(line);
    int count = lab_usual_axes(session->lab, session->sim, 0, axes, 0);
    ck_assert_int_eq(count, usual[_i].second ? 2 : 1);
    ck_assert_str_eq(axes[0].name, "eta");
    ck_assert_msg(fabs(axes[0].from - usual[_i].from) < 1e-12 &&
                      fabs(axes[0].to - usual[_i].to) < 1e-12,
                  "%g to %g", axes[0].from, axes[0].to);
    if (usual[_i].second)
        ck_assert_str_eq(axes[1].name, usual[_i].second);
}
END_TEST

/* --- the picture --- */

static void sweep_ravine(const char *line)
{
    stage_run("surface ravine");
    stage_run("eta 0.06");
    stage_run("momentum 0.5");
    stage_run(line);
}

START_TEST(the_picture_says_where_one_is)
{
    sweep_ravine("sweep");
    stage_draw(120, 36);
    ck_assert_shows("iterations until it settles, 1000 at most");
    ck_assert_shows(" here ");
    ck_assert_shows("best 52 at η 0.1");
    ck_assert_shows("border 2(1+μ)/λ");
    ck_assert_shows("diverges");
    ck_assert_shows("1000+");
    stage_run("eta 3"); /* out of what is shown */
    stage_draw(120, 36);
    ck_assert_hides(" here ");
    stage_run("optimizer momentum = 0.9; theta -= eta*g");
    stage_run("sweep eta");
    stage_run("optimizer adam");
    stage_run("sweep beta1");
    stage_run("optimizer sgd");
    stage_draw(120, 36);
    ck_assert_shows("the ball has no number beta1");
}
END_TEST

START_TEST(borders_of_others_are_found_by_eigenvalues)
{
    static const struct {
        const char *rule, *name;
    } rules[] = {{"nag", "border 2(1+μ)/((1+2μ)λ)"},
                 {"m = momentum*m + g; theta -= eta*m", "border ρ = 1"},
                 {"sgd", "border 2(1+μ)/λ"}};
    char line[100];
    sweep_ravine("sweep eta=0.001:0.3 momentum");
    snprintf(line, sizeof line, "optimizer %s", rules[_i].rule);
    stage_run(line);
    stage_draw(120, 36);
    ck_assert_shows(rules[_i].name);
    stage_run("schedule cosine"); /* eta is not what is swept */
    stage_draw(120, 36);
    ck_assert_hides("border");
}
END_TEST

/* Those of balls with other rules are there to compare; none of one that has no such numbers. */
START_TEST(other_rules_have_their_borders)
{
    sweep_ravine("sweep eta=0.002:0.16 momentum=0:0.98");
    stage_run("ball nag");
    stage_run("ball sgd eta=0.07");
    stage_run("ball newton");
    stage_run("select 1");
    stage_draw(120, 36);
    ck_assert_shows("border 2(1+μ)/λ");
    ck_assert_shows("nag: border 2(1+μ)/((1+2μ)λ)");
    ck_assert_hides("sgd: border");
    ck_assert_hides("newton: border");
    stage_run("select 2");
    stage_draw(120, 36);
    ck_assert_shows("sgd: border 2(1+μ)/λ");
    ck_assert_hides("nag: border");
    stage_run("single on");
    stage_run("sweep eta");
    stage_draw(120, 36);
    ck_assert_hides("sgd: border");
}
END_TEST

/* Wherever the ball is, the words of the best one can be read, and its tag. */
START_TEST(here_does_not_cover_the_best)
{
    sweep_ravine("sweep eta=0.002:0.16 momentum=0:0.98");
    stage_run("select 1");
    for (int i = 0; i < 8; i++) {
        char line[60];
        stage_run("best"); /* on it, and then beside it */
        double eta = lab_number(session->sim, 0, "eta");
        snprintf(line, sizeof line, "eta %.6f", eta + (i - 2) * 0.004);
        stage_run(line);
        stage_draw(i % 2 ? 100 : 120, 36);
        ck_assert_shows("best 5");
        ck_assert_shows(" here ");
    }
}
END_TEST

START_TEST(verdicts_have_a_legend)
{
    sweep_ravine("sweep by verdict");
    stage_draw(120, 36);
    for (int i = 0; i < VERDICT_COUNT; i++)
        ck_assert_shows(verdict_words[i]);
    display.colors = COLORS_MONO;
    stage_draw(120, 36);
    ck_assert_shows("oooooooo");
    ck_assert_shows("^^^^^^^^");
    stage_check_cells();
}
END_TEST

START_TEST(one_number_is_a_curve_and_a_strip)
{
    stage_run("surface x^4/4 - x^2/2 + y^2/2");
    stage_run("start 0.5, 0");
    stage_run("sweep eta=0.8:2.05");
    stage_draw(120, 36);
    ck_assert_shows("best 33 at η 0.8");
    ck_assert_shows("where it is in its last iterations");
    ck_assert_shows("border");
}
END_TEST

/* Where many values lead to one place it is told, and from which on. */
START_TEST(a_strip_says_where_runs_rest)
{
    stage_run("surface bumpy_slope");
    stage_run("start -6, 2");
    stage_run("eta 0.05");
    stage_run("sweep momentum=0.6:0.95:71");
    stage_draw(120, 36);
    ck_assert_shows("−4.46");
    ck_assert_shows("−2.49 from μ 0.83");
}
END_TEST

/* --- keys and mouse --- */

static double now_seconds(void *context)
{
    (void)context;
    return 100;
}

struct world {
    struct session *session;
    struct front front;
    struct face face;
};

static const struct view *view_of(const struct world *world)
{
    return halves_place(world->front.halves, 0, 0, 0).view;
}

static void begin(struct world *world, const char *line)
{
    *world = (struct world){.session = session_new()};
    world->face =
        (struct face){.display = {.colors = COLORS_DIRECT, .unicode = true}, .now = now_seconds};
    front_begin(&world->front, world->session, &world->face);
    front_resize(&world->front, 120, 36);
    world->front.display.prompt = "> ", world->front.display.line = "";
    front_enter(&world->front, "surface ravine");
    front_enter(&world->front, line);
    ck_assert_msg(!world->front.message_is_error, "%s", world->front.message.bytes);
    while (front_frame(&world->front), view_is_unfinished(view_of(world)))
        ;
}

static void end(struct world *world)
{
    front_end(&world->front);
    session_free(world->session);
}

static const struct target *sweep_of(const struct world *world)
{
    const struct targets *targets = view_targets(view_of(world));
    for (int i = 0; i < targets->count; i++)
        if (targets->items[i].kind == TARGET_SWEEP)
            return &targets->items[i];
    ck_abort_msg("there is no sweep");
}

static void point(struct world *world, enum mouse_kind kind, int column, int row)
{
    front_point(&world->front, &(struct mouse_event){.kind = kind, .column = column, .row = row});
}

static double number(const struct world *world, const char *name)
{
    return lab_number(world->session->sim, 0, name);
}

START_TEST(a_click_sets_both_numbers)
{
    struct world world;
    begin(&world, "sweep eta=0.01:1:log momentum=0:0.9");
    struct area area = sweep_of(&world)->area;
    int column = area.column + area.columns / 2, row = area.row + area.rows / 2;
    point(&world, MOUSE_PRESS, column, row);
    point(&world, MOUSE_RELEASE, column, row);
    ck_assert_double_eq_tol(number(&world, "eta"), 0.1, 0.01);
    ck_assert_double_eq_tol(number(&world, "momentum"), 0.45, 0.03);
    front_frame(&world.front);
    ck_assert_msg(strstr(world.front.message.bytes, "set eta=0.1 momentum=0.4") &&
                      strstr(world.front.message.bytes, " (`undo` takes it back)"),
                  "%s", world.front.message.bytes);
    point(&world, MOUSE_PRESS, area.column, area.row);
    ck_assert_double_eq_tol(number(&world, "eta"), 0.01, 0.001);
    front_enter(&world.front, "undo");
    front_enter(&world.front, "undo");
    ck_assert_double_eq(number(&world, "eta"), 0.1);
    ck_assert_double_eq(number(&world, "momentum"), 0);
    end(&world);
}
END_TEST

/* On the curve, and on the places below it. */
START_TEST(a_click_on_a_curve_sets_the_number)
{
    struct world world;
    begin(&world, "sweep eta=0.01:0.11:21");
    const struct targets *targets = view_targets(view_of(&world));
    struct area areas[2];
    int count = 0;
    for (int i = 0; i < targets->count; i++)
        if (targets->items[i].kind == TARGET_SWEEP && count < 2)
            areas[count++] = targets->items[i].area;
    ck_assert_int_eq(count, 2);
    for (int i = 0; i < 2; i++) {
        int column = areas[i].column + (1 + 2 * i) * areas[i].columns / 4;
        point(&world, MOUSE_PRESS, column, areas[i].row + areas[i].rows / 2);
        point(&world, MOUSE_RELEASE, column, areas[i].row + areas[i].rows / 2);
        ck_assert_double_eq_tol(number(&world, "eta"), 0.035 + 0.05 * i, 0.004);
    }
    end(&world);
}
END_TEST

START_TEST(a_click_sets_the_start_too)
{
    struct world world;
    begin(&world, "sweep x=-4:4 eta=0:0.1 until 50");
    struct area area = sweep_of(&world)->area;
    point(&world, MOUSE_PRESS, area.column + area.columns - 1, area.row);
    ck_assert_double_eq_tol(number(&world, "x"), 4, 0.2);
    ck_assert_double_eq_tol(number(&world, "eta"), 0.1, 0.01);
    end(&world);
}
END_TEST

START_TEST(enter_takes_the_best)
{
    struct world world;
    begin(&world, "sweep");
    front_press(&world.front, "enter");
    ck_assert_msg(!world.front.message_is_error, "%s", world.front.message.bytes);
    ck_assert_double_eq_tol(number(&world, "eta"), 1 / 9.0, 0.01);
    ck_assert_double_eq_tol(number(&world, "momentum"), 4 / 9.0, 0.05);
    front_enter(&world.front, "sweep eta by loss until 3");
    front_enter(&world.front, "best");
    ck_assert(!world.front.message_is_error);
    front_enter(&world.front, "sweep eta=1:2");
    front_enter(&world.front, "best");
    ck_assert(world.front.message_is_error);
    ck_assert_ptr_nonnull(strstr(world.front.message.bytes, "none of the sweep's runs settles"));
    end(&world);
}
END_TEST

int main(void)
{
    TCase *command = tcase_create("command"), *picture = tcase_create("picture"),
          *hands = tcase_create("hands");
    tcase_add_checked_fixture(command, stage_begin, stage_end);
    tcase_add_checked_fixture(picture, stage_begin, stage_end);
    tcase_add_table_test(command, it_is_written_as_it_can_be_said, lines);
    tcase_add_table_test(command, what_is_wrong_is_said, mistakes);
    tcase_add_test(command, it_can_be_undone);
    tcase_add_table_test(command, ranges_fit_rule_and_surface, usual);
    tcase_add_test(picture, the_picture_says_where_one_is);
    tcase_add_test(picture, other_rules_have_their_borders);
    tcase_add_test(picture, here_does_not_cover_the_best);
    tcase_add_loop_test(picture, borders_of_others_are_found_by_eigenvalues, 0, 3);
    tcase_add_test(picture, verdicts_have_a_legend);
    tcase_add_test(picture, one_number_is_a_curve_and_a_strip);
    tcase_add_test(picture, a_strip_says_where_runs_rest);
    tcase_add_test(hands, a_click_sets_both_numbers);
    tcase_add_test(hands, a_click_on_a_curve_sets_the_number);
    tcase_add_test(hands, a_click_sets_the_start_too);
    tcase_add_test(hands, enter_takes_the_best);
    return suite_run("swept", command, picture, hands);
}
