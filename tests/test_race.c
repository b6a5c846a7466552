/* Several balls: forks, ranks, ghosts. */

#include "stage.h"
#include "suite.h"

#include "command/command.h"
#include "draw/color.h"
#include "draw/mark.h"
#include "tell/names.h"
#include "view/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sim *sim;
static struct error error;

static void set_up(void)
{
    stage_begin();
    sim = session->sim;
}

/* --- fork --- */

static void check_twins(int a, int b)
{
    const struct row *one = sim_row(sim, a), *other = sim_row(sim, b);
    ck_assert_int_eq(one->n, other->n);
    ck_assert_mem_eq(&one->x, &other->x, sizeof one->x);
    ck_assert_mem_eq(&one->y, &other->y, sizeof one->y);
    ck_assert_mem_eq(&one->loss, &other->loss, sizeof one->loss);
    ck_assert_mem_eq(&one->eta, &other->eta, sizeof one->eta);
    ck_assert_int_eq(one->overshoots, other->overshoots);
    ck_assert_int_eq(one->event, other->event);
    const struct formula_code *code = sim_recipe(sim, a)->rule->code;
    ck_assert_mem_eq(sim->balls[a]->mover.state, sim->balls[b]->mover.state,
                     sizeof(double) * (size_t)code->state_count);
}

static void check_twins_to(int a, int b, int64_t end)
{
    for (; sim->clock < end; sim_step(sim))
        check_twins(a, b);
    check_twins(a, b);
}

START_TEST(an_unchanged_fork_makes_the_same_rows)
{
    char line[80];
    snprintf(line, sizeof line, "optimizer %s", optimizer_rows[_i].name);
    stage_run("surface rosenbrock");
    stage_run("ball"); /* so that the stream is not the first */
    stage_run(line);
    stage_run("noise 0.05");
    stage_run("schedule eta*0.999");
    stage_run("at 40 eta 0.01");
    stage_run("goto 30");
    stage_run("fork");
    ck_assert_int_eq(sim->ball_count, 3);
    ck_assert_int_eq(session->selected, 2);
    check_twins_to(1, 2, 80);
    stage_run("goto 0");
    check_twins_to(1, 2, 80);
    stage_run("goto 80");
    stage_run("all noise 0.1");
    check_twins_to(1, 2, 90);
}
END_TEST

START_TEST(a_changed_fork_goes_its_own_way_from_there)
{
    stage_run("momentum 0.5");
    stage_run("goto 10");
    stage_run("fork eta=0.2 momentum=0.9");
    ck_assert_double_eq(sim_recipe(sim, 0)->eta0, 0.1);
    ck_assert_double_eq(sim_recipe(sim, 1)->eta0, 0.2);
    ck_assert_double_eq(sim_recipe(sim, 1)->values.items[0].value, 0.9);
    double x = sim_row(sim, 0)->x, gx = sim_row(sim, 0)->gx, v = sim->balls[0]->mover.state[0];
    stage_run("step");
    ck_assert_double_eq(sim_row(sim, 0)->x, x + (0.5 * v - 0.1 * gx));
    ck_assert_double_eq(sim_row(sim, 1)->x, x + (0.9 * v - 0.2 * gx));
    double after = sim_row(sim, 1)->x;
    stage_run("goto 0");
    ck_assert_double_eq(sim_row(sim, 1)->eta, 0.1);
    check_twins_to(0, 1, 9);
    stage_run("goto 11");
    ck_assert_double_eq(sim_row(sim, 1)->x, after);
}
END_TEST

START_TEST(a_fork_keeps_what_is_on_record)
{
    stage_run("goto 20");
    double x = sim_row(sim, 0)->x;
    stage_run("back 15");
    stage_run("fork");
    ck_assert_int_eq(sim->end, 20);
    stage_run("goto 20");
    ck_assert_double_eq(sim_row(sim, 1)->x, x);
    stage_run("back 15");
    stage_run("fork eta=0.3"); /* this one is a change, though */
    ck_assert_int_eq(sim->end, 5);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(sim_row(sim, i)->n, 5);
}
END_TEST

START_TEST(a_long_record_is_forked_as_it_is)
{
    stage_run("surface rosenbrock");
    stage_run("eta 0.001");
    stage_run("goto 10000"); /* more than there are moments */
    stage_run("fork");
    ck_assert_int_eq(sim->balls[0]->record.moments.count, sim->balls[1]->record.moments.count);
    stage_run("goto 7777");
    check_twins_to(0, 1, 7790);
    stage_run("remove 1");
    stage_run("goto 10100");
    stage_run("goto 33");
    ck_assert_int_eq(sim_row(sim, 0)->n, 33);
}
END_TEST

START_TEST(balls_stay_in_the_order_of_their_birth)
{
    stage_run("goto 5");
    stage_run("ball adam");
    stage_run("at 20 beta1 0.5");
    stage_run("goto 8");
    stage_run("select 1");
    stage_run("fork");
    ck_assert_int_eq(session->selected, 1);
    ck_assert_int_eq(sim->balls[1]->born, 0);
    ck_assert_int_eq(sim->balls[2]->born, 5);
    ck_assert_int_eq(session->script.appointment_count, 1);
    ck_assert_int_eq(session->script.appointments[0].ball, 2);
}
END_TEST

START_TEST(a_fork_inherits_what_concerns_its_parent)
{
    stage_run("let k = 1");
    stage_run("at 10 eta 0.3");
    stage_run("at 10 k *= 2");
    stage_run("at 10 all eta *= 2");
    stage_run("at 10 caption ten");
    stage_run("goto 5");
    stage_run("fork");
    stage_run("goto 12");
    ck_assert_double_eq(sim_problem(sim)->lets.items[0].value, 2);
    ck_assert_double_eq(sim_recipe(sim, 0)->eta0, 0.6);
    ck_assert_double_eq(sim_recipe(sim, 1)->eta0, 0.6);
}
END_TEST

START_TEST(there_are_at_most_sixty_four)
{
    stage_run("goto 3");
    for (int i = 1; i < BALLS_MAX; i++)
        stage_run("fork eta=0.2");
    ck_assert(!command_execute(session, "fork", &error));
    ck_assert_str_eq(error.text, "there are already 64 balls, the most there can be");
    ck_assert_int_eq(sim->ball_count, BALLS_MAX);
    stage_run("goto 9");
    check_twins(1, 63);
}
END_TEST

/* --- surfaces --- */

START_TEST(a_surface_that_a_rule_cannot_have_leaves_the_record_alone)
{
    struct text line = {0};
    text_add(&line, "optimizer theta -= eta*(g");
    for (int i = 1; i <= 100; i++)
        text_add(&line, " + grad(theta + %d)", i);
    text_add(&line, ")/10000");
    stage_run(line.bytes);
    stage_run("goto 20");
    stage_run("back 15");
    double x = sim_row(sim, 0)->x;
    text_clear(&line);
    text_add(&line, "surface x*y");
    for (int i = 1; i <= 150; i++)
        text_add(&line, " + sin(%d*x)*cos(%d*y)", i, i);
    ck_assert(!command_execute(session, line.bytes, &error));
    ck_assert_msg(strstr(error.text, "with this surface the rule of ball 1 fails"), "%s",
                  error.text);
    ck_assert_int_eq(sim->end, 20);
    ck_assert_int_eq(sim->clock, 5);
    ck_assert_double_eq(sim_row(sim, 0)->x, x);
    stage_run("goto 20");
    text_free(&line);
}
END_TEST

START_TEST(a_let_of_a_dropped_future_is_unknown)
{
    stage_run("goto 5");
    stage_run("let k = 3");
    stage_run("back 5");
    ck_assert(!command_execute(session, "optimizer theta -= eta*k*g", &error));
    ck_assert_str_eq(error.text, "unknown name k");
    ck_assert(!command_execute(session, "surface k*x^2 + y^2", &error));
    ck_assert_int_eq(sim->end, 5);
}
END_TEST

/* --- ranks --- */

static void check_ranks(const char *expected)
{
    int ranks[BALLS_MAX];
    struct text found = {0};
    sim_ranks(sim, ranks);
    for (int i = 0; i < sim->ball_count; i++)
        text_add(&found, "%s%d", i ? " " : "", ranks[i]);
    ck_assert_str_eq(found.bytes, expected);
    text_free(&found);
}

/* On x^2 with x_{n+1} = (1 - 2 eta) x_n. */
START_TEST(who_has_converged_is_ahead_then_the_lower_loss)
{
    stage_run("surface x^2 + 0*y on [-4,4] x [-1,1]");
    stage_run("start -1, 0");
    stage_run("tolerance 1e-3");
    stage_run("eta 0.1");       /* 0.8^n */
    stage_run("ball eta=0.4");  /* 0.2^n: |g| = 2*0.2^n <= 1e-3 from n = 5 on */
    stage_run("ball eta=0.5");  /* at 0 after one step */
    stage_run("ball eta=20");   /* diverges */
    stage_run("ball eta=0.3");  /* 0.4^n */
    stage_run("ball eta=0.4");  /* as ball 2: behind it by its number */
    check_ranks("1 2 3 4 5 6"); /* all are at the start */
    stage_run("step");
    check_ranks("5 2 1 6 4 3");
    stage_run("goto 6");
    check_ranks("5 2 1 6 4 3");
    ck_assert_int_eq(sim_row(sim, 2)->converged_at, 1);
    ck_assert_int_eq(sim_row(sim, 1)->converged_at, 5);
    stage_run("goto 9"); /* 2*0.4^9 = 5e-4, so ball 5 has converged, too */
    ck_assert_int_eq(sim_row(sim, 4)->converged_at, 9);
    check_ranks("5 2 1 6 4 3");
    stage_run("select 1");
    stage_run("eta 0.5"); /* from 0.8^9 to 0 in one step: converged at 10, before nobody */
    stage_run("step");
    check_ranks("5 2 1 6 4 3");
    stage_run("goto 0");
    check_ranks("1 2 3 4 5 6");
}
END_TEST

/* Rest alone is no merit: a deeper minimum is ahead of one that was reached earlier, a ball on its
 * way ahead of one on a saddle, wherever that is. */
START_TEST(who_rests_at_the_lowest_minimum_is_ahead)
{
    static const struct {
        const char *command;
        enum standing standing;
    } balls[] = {
        {"optimizer newton", STANDING_SADDLE},   /* the nearest, though it is none that wins */
        {"ball sgd eta=0.12", STANDING_SETTLED}, /* the deep one, from 76 on */
        {"ball sgd eta=0.02", STANDING_SETTLED}, /* the same, from 508 on */
        {"ball sgd eta=0.25", STANDING_SWINGS},  /* about the deep one, for ever */
        {"ball adam eta=0.9", STANDING_SETTLED}, /* the other one, from 407 on */
        {"ball sgd eta=100", STANDING_GONE},
    };
    enum { COUNT = sizeof balls / sizeof *balls };
    stage_run("surface (x^2 - 1)^2 + 0.3*x + y^2 on [-2,2] x [-1,1]");
    stage_run("start -0.05, 0.5");
    stage_run("tolerance 1e-9");
    for (int i = 0; i < COUNT; i++)
        stage_run(balls[i].command);
    stage_run("goto 600");
    for (int i = 0; i < COUNT; i++)
        ck_assert_int_eq(sim_standing(sim, i), balls[i].standing);
    check_ranks("5 1 2 4 3 6");
}
END_TEST

START_TEST(how_a_ball_fares_is_seen_from_its_latest_updates)
{
    stage_run("surface x^2/2 + y^2/2 on [-4,4] x [-4,4]");
    stage_run("eta 0.5");
    ck_assert_int_eq(sim_standing(sim, 0), STANDING_ROLLS);
    stage_run("step 3");
    ck_assert_int_eq(sim_standing(sim, 0), STANDING_ROLLS);
    stage_run("eta 1.9");
    stage_run("step 12");
    ck_assert_int_eq(sim_standing(sim, 0), STANDING_SWINGS);
    stage_run("eta 2.01");
    stage_run("step 12");
    ck_assert_int_eq(sim_standing(sim, 0), STANDING_CLIMBS);
    stage_run("eta 1");
    stage_run("step 2");
    ck_assert_int_eq(sim_standing(sim, 0), STANDING_SETTLED);
}
END_TEST

/* So many of some iterations are said to climb. */
static int count_climbs(int iterations)
{
    int count = 0;
    for (int i = 0; i < iterations; i++) {
        stage_run("step");
        count += sim_standing(sim, 0) == STANDING_CLIMBS;
    }
    return count;
}

/* Half of the time its latest updates ended higher than they began: it never leaves the well. */
START_TEST(who_goes_up_and_down_for_ever_swings)
{
    stage_run("surface x^4/4 - x^2 + y^2 on [-3,3] x [-3,3]");
    stage_run("start 0.5, 1");
    stage_run("eta 0.7");
    stage_run("goto 100");
    ck_assert_int_le(count_climbs(400), 4);
    ck_assert_int_eq(sim_row(sim, 0)->diverged, false);
    /* one that falls along the valley first, and grows across it */
    stage_run("surface x^2/2 + 25/2*y^2 on [-4,4] x [-3,3]");
    stage_run("start 4, 1e-6");
    stage_run("eta 0.081");
    stage_run("goto 200");
    ck_assert_int_eq(count_climbs(20), 20);
    ck_assert(sim_row(sim, 0)->loss < 4);
}
END_TEST

static const struct {
    const char *lines[5];
    bool creeps;
} creeping[] = {
    {{"surface exp(-x^2 - y^2) on [-9,9] x [-9,9]", "start 3, 0", "eta 1e-3", "goto 40"}, true},
    {{"surface ravine", "eta 1e-7", "goto 40"}, true},
    {{"surface x^2/2 + y^2/2 on [-4,4] x [-4,4]", "eta 0.5", "schedule exponential decay=0.5",
      "goto 35"},
     true},
    {{"surface x^4 + y^4 on [-4,4] x [-4,4]", "start 1e-2, 1e-2", "eta 0.1", "goto 30"}, true},
    {{"surface ravine", "eta 0.01", "goto 40"}, false},
    {{"surface bowl", "eta 0.1", "goto 70"}, false}, /* its steps are small, as it arrives */
    {{"surface bowl", "eta 1e-7", "goto 5"}, false}, /* it is not known yet */
    {{"surface bowl", "eta 1e-7", "noise 1", "goto 40"}, false},
};

/* Whose steps lead nowhere does not roll. */
START_TEST(who_gets_nowhere_creeps)
{
    for (int i = 0; i < 5 && creeping[_i].lines[i]; i++)
        stage_run(creeping[_i].lines[i]);
    ck_assert_int_eq(sim_standing(sim, 0), creeping[_i].creeps ? STANDING_CREEPS : STANDING_ROLLS);
    stage_draw(100, 30);
    ck_assert_msg(stage_shows("\u2026 creeps") == creeping[_i].creeps, "%s", shown.bytes);
    display.unicode = false;
    stage_draw(100, 30);
    ck_assert_msg(stage_shows(", creeps") == creeping[_i].creeps, "%s", shown.bytes);
}
END_TEST

/* Whose rate has become nothing stands, but has not settled; under noise all but that is chance. */
START_TEST(who_has_stopped_has_not_settled)
{
    stage_run("surface x^2/2 + y^2/2 on [-4,4] x [-4,4]");
    stage_run("eta 1.9");
    stage_run("schedule exponential decay=1");
    stage_run("goto 100");
    ck_assert_int_eq(sim_standing(sim, 0), STANDING_STOPPED);
    stage_run("schedule constant");
    stage_run("noise 1");
    stage_run("reset");
    for (int n = 0; n < 60; n++) {
        ck_assert_int_eq(sim_standing(sim, 0), STANDING_ROLLS);
        stage_run("step");
    }
}
END_TEST

START_TEST(no_loss_is_behind_any_loss)
{
    stage_run("surface log(x) + y^2 on [-1,4] x [-2,2]");
    stage_run("start 1, 0");
    stage_run("eta 2"); /* to the left of 0: diverged, as its loss is no number */
    stage_run("ball eta=0.1");
    stage_run("step");
    check_ranks("2 1");
}
END_TEST

/* --- legend --- */

START_TEST(names_say_what_differs)
{
    static const struct {
        const char *commands, *names[3];
    } cases[] = {
        {"ball adam", {"sgd", "adam", NULL}},
        {"ball eta=0.3", {"\u03b7 0.1", "\u03b7 0.3", NULL}},
        {"ball\nball adam", {"sgd", "sgd", "adam"}},
        {"momentum 0.9\nfork eta=0.3 momentum=0.5",
         {"\u03b7 0.1 \u03bc 0.9", "\u03b7 0.3 \u03bc 0.5", NULL}},
        {"fork\nschedule cosine", {"constant", "cosine", NULL}},
        {"ball adam eta=0.1\nball adam beta1=0.5 eta=0.1",
         {"sgd", "\u03b2\u2081 0.9", "\u03b2\u2081 0.5"}},
        {"optimizer theta -= eta*g\nfork eta=0.5\nnoise 0.1",
         {"\u03b7 0.1 noise 0", "\u03b7 0.5 noise 0.1", NULL}},
        {"eta 1e6\nfork eta=2.5e-7", {"\u03b7 1e6", "\u03b7 2.5e-7", NULL}},
    };
    char *lines = strdup(cases[_i].commands);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"))
        stage_run(line);
    free(lines);
    for (int i = 0; i < 3 && cases[_i].names[i]; i++) {
        char brief[NAMES_BRIEF_SIZE];
        names_brief(sim, i, brief);
        ck_assert_str_eq(brief, cases[_i].names[i]);
    }
}
END_TEST

static void line_up_sixteen(void)
{
    stage_run("surface x^2/2 + 2*y^2 on [-4,4] x [-2.5,2.5]");
    stage_run("start -3.4, 1.9");
    stage_run("eta 0.02");
    stage_run("goto 4");
    for (int i = 1; i < MARK_BALLS; i++) {
        char line[40];
        snprintf(line, sizeof line, "fork eta=%g", 0.02 + 0.035 * i);
        stage_run(line);
    }
    stage_run("goto 9");
}

/* Rules of other lengths and other numbers do not move it: a click finds the ball that it meant. */
START_TEST(the_legend_stays_where_it_is)
{
    static const int sizes[][2] = {{80, 24}, {100, 30}, {150, 40}, {72, 16}};
    stage_run("surface ravine");
    stage_run("race sgd adam rmsprop");
    stage_run("goto 20");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int selected = 1; selected <= 3; selected++) {
            char line[40];
            snprintf(line, sizeof line, "select %d", selected);
            stage_run(line);
            stage_draw(sizes[i][0], sizes[i][1]);
            int row = 1 + (sizes[i][1] >= 20 ? 2 : 1), column = sizes[i][0] - 12;
            int ranks[BALLS_MAX];
            sim_ranks(sim, ranks);
            for (int ball = 0; ball < 3; ball++)
                ck_assert_int_eq(stage_ball_at(column, row + ranks[ball] - 1), ball);
        }
}
END_TEST

START_TEST(the_legend_shrinks_with_its_place)
{
    line_up_sixteen();
    stage_run("select 5");
    stage_draw(160, 50); /* too much to be shown by a failed check */
    ck_assert(stage_shows("  1 \u25cf sgd  0.02 "));
    ck_assert(stage_shows("\u203a  5 \u2605 sgd  0.16 "));
    ck_assert(stage_shows(" 16 \u25d3 sgd  0.545"));
    ck_assert(stage_shows("overshoots"));
    ck_assert(!stage_shows(" of 16"));
    stage_draw(80, 24); /* neither names nor iterations, nor room for all */
    ck_assert_shows("sgd η");
    ck_assert_shows(" of 16");
    ck_assert_shows("\u203a  5 \u2605 0.16  0.8602");
    stage_run("select 16");
    stage_draw(80, 24);
    ck_assert_shows("16 of 16");
    ck_assert_shows("\u203a 16 \u25d3 0.545 19.40");
    stage_draw(60, 20); /* no legend: the selected ball's place only */
    ck_assert_shows(" 16 \u25d3 sgd ");
    ck_assert_shows(" loss 19.40 ");
    stage_run("budget 100");
    stage_draw(100, 30);
    ck_assert_shows(" of 100");
}
END_TEST

static uint32_t glyph_of(int ball)
{
    return mark_glyph(mark_of_ball(ball), 0, display.unicode);
}

START_TEST(a_line_of_the_legend_is_its_ball)
{
    line_up_sixteen();
    for (int selected = 1; selected <= MARK_BALLS; selected += 5) {
        char line[40];
        snprintf(line, sizeof line, "select %d", selected);
        stage_run(line);
        stage_draw(90, 24);
        int found = 0;
        for (int row = 0; row < 24; row++) {
            int ball = stage_ball_at(59, row);
            if (ball < 0)
                continue;
            found++;
            bool seen = false;
            for (int column = 60; column < 80; column++)
                seen |= frame_cell(frame, column, row)->glyph == glyph_of(ball);
            ck_assert_msg(seen, "row %d is ball %d\n%s", row, ball + 1, shown.bytes);
        }
        ck_assert_int_ge(found, 4);
    }
}
END_TEST

START_TEST(no_two_balls_look_alike)
{
    for (int unicode = 0; unicode < 2; unicode++)
        for (int a = 0; a < MARK_BALLS; a++)
            for (int b = 0; b < a; b++) {
                display.unicode = unicode;
                ck_assert_uint_ne(glyph_of(a), glyph_of(b));
                ck_assert_int_eq(utf8_width(glyph_of(a)), 1);
            }
}
END_TEST

START_TEST(the_selected_ball_is_seen_where_several_are)
{
    stage_run("goto 3");
    stage_run("fork");
    stage_run("fork");
    stage_run("hide panel");
    stage_draw(60, 20); /* the selected one keeps its place, others are beside */
    ck_assert(stage_shows("\u25cf\u25b2\u25c6") || stage_shows("\u25c6\u25b2\u25cf"));
    stage_run("select 1");
    stage_draw(60, 20);
    ck_assert(stage_shows("\u25b2\u25cf\u25c6") || stage_shows("\u25c6\u25cf\u25b2"));
}
END_TEST

/* --- ghosts --- */

START_TEST(a_ghost_is_the_run_that_was)
{
    stage_run("hide contours");
    stage_run("hide trail");
    stage_run("goto 4");
    stage_run("ghost");
    ck_assert_int_eq(session->ghosts.count, 1);
    ck_assert_int_eq(session->ghosts.items[0].tracks[0].count, 5);
    ck_assert_double_eq(session->ghosts.items[0].tracks[0].points[4].x, sim_row(sim, 0)->x);
    stage_run("goto 6"); /* the same run: its ghost grows with it when it ends */
    stage_run("reset");
    ck_assert_int_eq(session->ghosts.count, 1);
    ck_assert_int_eq(session->ghosts.items[0].tracks[0].count, 7);
    stage_draw(60, 20);
    ck_assert_int_gt(stage_dots(), 2);
    stage_run("hide ghost");
    stage_draw(60, 20);
    ck_assert_int_eq(stage_dots(), 0);
    stage_run("ghost on");
    stage_draw(60, 20);
    ck_assert_int_gt(stage_dots(), 2);
    stage_run("ghost clear");
    ck_assert_int_eq(session->ghosts.count, 0);
}
END_TEST

START_TEST(the_run_before_takes_the_place_of_the_one_before_it)
{
    stage_run("goto 3");
    stage_run("ghost keep");
    for (int run = 2; run < 9; run++) {
        stage_run("reset");
        stage_run("start 1, 1"); /* nothing has moved: no other run */
        char line[40];
        snprintf(line, sizeof line, "goto %d", run);
        stage_run(line);
    }
    ck_assert_int_eq(session->ghosts.count, 2);
    ck_assert_int_eq(session->ghosts.items[0].tracks[0].count, 4);
    ck_assert_int_eq(session->ghosts.items[1].tracks[0].count, 8);
}
END_TEST

START_TEST(there_are_at_most_four_ghosts)
{
    for (int run = 1; run < 9; run++) {
        char line[40];
        snprintf(line, sizeof line, "goto %d", run);
        stage_run(line);
        stage_run("ghost");
        stage_run("reset");
    }
    ck_assert_int_eq(session->ghosts.count, GHOSTS_MAX);
    for (int i = 0; i < GHOSTS_MAX; i++)
        ck_assert_int_eq(session->ghosts.items[i].tracks[0].count, 6 + i);
    stage_run("surface rosenbrock");
    ck_assert_int_eq(session->ghosts.count, 0);
}
END_TEST

START_TEST(without_the_layer_nothing_is_kept)
{
    stage_run("goto 5");
    stage_run("reset");
    ck_assert_int_eq(session->ghosts.count, 0);
    stage_run("show ghost");
    stage_run("race sgd adam");
    ck_assert_int_eq(session->ghosts.count, 0); /* the balls stood at the start */
    stage_run("goto 300");
    stage_run("race sgd adam");
    ck_assert_int_eq(session->ghosts.count, 1);
    ck_assert_int_eq(session->ghosts.items[0].count, 2);
    ck_assert_int_le(session->ghosts.items[0].tracks[1].count, TRAIL_MAX);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("race");
    tcase_add_checked_fixture(tests, set_up, stage_end);
    tcase_add_loop_test(tests, an_unchanged_fork_makes_the_same_rows, 0, optimizer_row_count);
    tcase_add_test(tests, a_changed_fork_goes_its_own_way_from_there);
    tcase_add_test(tests, a_fork_keeps_what_is_on_record);
    tcase_add_test(tests, a_long_record_is_forked_as_it_is);
    tcase_add_test(tests, balls_stay_in_the_order_of_their_birth);
    tcase_add_test(tests, a_fork_inherits_what_concerns_its_parent);
    tcase_add_test(tests, there_are_at_most_sixty_four);
    tcase_add_test(tests, a_surface_that_a_rule_cannot_have_leaves_the_record_alone);
    tcase_add_test(tests, a_let_of_a_dropped_future_is_unknown);
    tcase_add_test(tests, who_has_converged_is_ahead_then_the_lower_loss);
    tcase_add_test(tests, who_rests_at_the_lowest_minimum_is_ahead);
    tcase_add_test(tests, how_a_ball_fares_is_seen_from_its_latest_updates);
    tcase_add_test(tests, who_goes_up_and_down_for_ever_swings);
    tcase_add_loop_test(tests, who_gets_nowhere_creeps, 0, sizeof creeping / sizeof *creeping);
    tcase_add_test(tests, who_has_stopped_has_not_settled);
    tcase_add_test(tests, no_loss_is_behind_any_loss);
    tcase_add_loop_test(tests, names_say_what_differs, 0, 8);
    tcase_add_test(tests, the_legend_stays_where_it_is);
    tcase_add_test(tests, the_legend_shrinks_with_its_place);
    tcase_add_test(tests, a_line_of_the_legend_is_its_ball);
    tcase_add_test(tests, no_two_balls_look_alike);
    tcase_add_test(tests, the_selected_ball_is_seen_where_several_are);
    tcase_add_test(tests, a_ghost_is_the_run_that_was);
    tcase_add_test(tests, the_run_before_takes_the_place_of_the_one_before_it);
    tcase_add_test(tests, there_are_at_most_four_ghosts);
    tcase_add_test(tests, without_the_layer_nothing_is_kept);
    return suite_run("race", tests);
}
