/* Functions of one variable: what is one, how balls move on it, and how it is seen. */

#include "ask.h"
#include "stage.h"
#include "suite.h"

#include "../src/draw/mark.h"
#include "../src/lab/critical.h"
#include "../src/lab/curve.h"
#include "../src/lab/spectrum.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct row *now(void)
{
    return sim_row(session->sim, session->selected);
}

static void refuse(const char *line, const char *message)
{
    struct error error;
    ck_assert_msg(!command_execute(session, line, &error), "%s is carried out", line);
    ck_assert_msg(strstr(error.text, message), "%s: %s", line, error.text);
}

/* --- what is one --- */

static const struct {
    const char *line;
    bool is;
} surfaces[] = {
    {"surface x^4/4 - x^2 on [-3,3]", true},
    {"surface 3 on [-3,3]", true},
    {"surface mean((x*u - 1)^2) on [-3,3]", true},
    {"surface k*x^2 on [-3,3]", true},
    {"surface xy^2 on [-3,3]", true}, /* a let's name */
    {"surface x^4/4 - x^2", false},
    {"surface x^4/4 - x^2 on [-3,3] x [-1,1]", false},
    {"surface x^2 + y^2 on [-3,3]", false},
    {"surface x^2 + 0*y on [-3,3]", false},
    {"surface x^2 + Y^2 on [-3,3]", false},
    {"surface bowl on [-3,3]", false},
    {"surface f(x) = 2x^2 on [-3,3]", true},
    {"surface f(t) = 2t^2 on [-3,3]", true},
    {"surface lambda w: w**2 on [-3,3]", true},
    {"surface f(u, v) = u^2 on [-3,3]", false},
    {"surface lambda x, y: x**2 on [-3,3]", false},
};

START_TEST(one_interval_without_y_is_one_dimension)
{
    stage_load_rows(10000);
    stage_run("let k = 2");
    stage_run("let xy = 2");
    stage_run(surfaces[_i].line);
    const struct problem *problem = sim_problem(session->sim);
    ck_assert_int_eq(problem_is_line(problem), surfaces[_i].is);
    ck_assert_int_eq(region_is_line(&session->look.region), surfaces[_i].is);
    ck_assert(surfaces[_i].is || problem->domain.y1 > problem->domain.y0);
    ck_assert_int_eq(problem->code->line, surfaces[_i].is);
}
END_TEST

START_TEST(places_are_one_number)
{
    stage_run("surface x^2 on [-4,4]");
    ck_assert_double_eq(now()->x, -2.4);
    ck_assert_double_eq(now()->y, 0);
    stage_run("start 1.5");
    ck_assert_double_eq(now()->x, 1.5);
    refuse("start 1, 0.5", "the surface is a function of x alone, on an interval; expected one");
    refuse("fit [-1,1] x [0,2]", "the surface is a function of x alone; expected one interval");
    stage_run("zoom 2 at 1");
    ck_assert_double_eq(session->look.region.x0, -1.5);
    ck_assert_double_eq(session->look.region.x1, 2.5);
    stage_run("pan 0.25");
    ck_assert_double_eq(session->look.region.x0, -0.5);
    stage_run("pan -0.25, 0.5");
    ck_assert_double_eq(session->look.region.x0, -1.5);
    stage_run("fit [-1,1]");
    ck_assert(region_is_line(&session->look.region));
    stage_run("fit");
    ck_assert_double_eq(session->look.region.x1, 4);
    stage_run("surface x^2 + y^2 on [-1,1]");
    stage_run("fit [0,1]");
    ck_assert_double_eq(session->look.region.y1, 1);
    refuse("slice 1 to 2", "expected ',' between x and y");
    refuse("start 1", "expected ',' between x and y");
}
END_TEST

START_TEST(saved_ones_are_the_same)
{
    stage_run("surface x^4/4 - x^2 on [-3,3]");
    stage_run("start -2.6");
    stage_run("fit [-2,1]");
    stage_run("slice -1 to 1.5");
    struct session *other = stage_reopen();
    ck_assert(problem_is_line(sim_problem(other->sim)));
    ck_assert_double_eq(sim_row(other->sim, 0)->x, -2.6);
    ck_assert_double_eq(other->look.region.x0, -2);
    ck_assert(region_is_line(&other->look.region));
    ck_assert_double_eq(other->look.slice.ends[1].place.x, 1.5);
    session_free(other);
}
END_TEST

START_TEST(undo_leads_back_over_it)
{
    stage_run("surface bowl");
    stage_run("surface x^2 on [-4,4]");
    stage_run("undo");
    ck_assert(!problem_is_line(sim_problem(session->sim)));
    stage_run("redo");
    ck_assert(problem_is_line(sim_problem(session->sim)));
}
END_TEST

/* Of balls that start apart, too. */
START_TEST(balls_start_at_numbers)
{
    stage_run("surface x^2 on [-4,4]");
    stage_run("ball adam start=1.5");
    ck_assert_double_eq(now()->x, 1.5);
    refuse("ball adam start=1,2", "expected");
    stage_draw(120, 36);
    ck_assert_hides(",0");
    struct session *other = stage_reopen();
    ck_assert_double_eq(sim_row(other->sim, 1)->x, 1.5);
    session_free(other);
    refuse("starts 2x2", "expected one number, as in `starts 2`");
    stage_run("starts 4");
    ck_assert_int_eq(session->sim->ball_count, 4);
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq(sim_row(session->sim, i)->x, -3 + 2 * i);
}
END_TEST

START_TEST(crowds_are_on_it)
{
    static const char *const crowds[] = {"crowd 100", "crowd 100 at 0.3", "crowd 50 on [0,1]",
                                         "crowd 100 at 0.3 within 0.1"};
    stage_run("surface x^2 on [-4,4]");
    for (int i = 0; i < 4; i++) {
        stage_run(crowds[i]);
        session_free(stage_reopen());
        stage_draw(100, 30);
    }
    refuse("crowd 100 at 1,2", "expected one number");
    refuse("overlay x + y <= 1", "unknown name y; the surface is a function of x alone");
    refuse("crowd 100 on [0,1] x [0,1]", "expected one interval");
    stage_run("surface bowl");
    stage_run("crowd 100 on [0,1]");
    ck_assert_double_eq(session->look.crowd.region.y1, 1);
}
END_TEST

static const char *const overlays[] = {"overlay x^2 - 1", "overlay x <= 1", "overlay x = 1"};

START_TEST(overlays_are_curves_and_bounds)
{
    stage_run("surface x^2 on [-4,4]");
    stage_draw(120, 36);
    int before = stage_dots();
    stage_run(overlays[_i]);
    stage_draw(120, 36);
    ck_assert_int_gt(stage_dots(), before + 5);
    display.unicode = false;
    stage_draw(80, 24);
    stage_check_cells();
}
END_TEST

/* --- rules --- */

/* The same number as worked out by hand; y stays where it is. */
static const struct {
    const char *surface, *start, *optimizer;
    double after, eta;
} updates[] = {
    {"surface x^4/4 - x^2 on [-3,3]", "start -2", "optimizer sgd", -2 + 0.1 * 4, 0.1},
    {"surface sqrt(1 + x^2) on [-4,4]", "start 0.5", "optimizer newton", -0.125, 1},
    {"surface x^3/3 - x on [-4,4]", "start 2", "optimizer newton", 1.25, 1},
    {"surface x^3 on [-4,4]", "start 2", "optimizer newton", 1, 1},
    {"surface x^2 on [-4,4]", "start 2", "optimizer theta -= eta*g/abs(g)", 1.5, 0.5},
    {"surface x^2 on [-4,4]", "start 2", "optimizer theta -= eta*g/norm(1/theta)", 0, 0.25},
    {"surface x^2 on [-4,4]", "start 2", "optimizer theta = (1, 3)", 1, 0.5},
    {"surface x^2 on [-4,4]", "start 2", "optimizer theta = x - eta*g.x", 0, 0.5},
    {"surface x^2 on [-4,4]", "start 2", "optimizer theta -= eta*(H*g)", -2, 0.5},
    {"surface x^2 on [-4,4]", "start 2", "optimizer theta.x -= eta*g.x; theta.y = 7", 1, 0.25},
    {"surface x^2 on [-4,4]", "start 2", "optimizer m.x += g.x; m.y = 5; theta -= eta*m", 1, 0.25},
    {"surface x^2 on [-4,4]", "start 2", "optimizer signsgd", 1.5, 0.5},
    {"surface abs(x) on [-4,4]", "start 2", "optimizer sgd", 1.5, 0.5},
};

START_TEST(rules_move_x_alone)
{
    stage_run(updates[_i].surface);
    stage_run(updates[_i].start);
    stage_run(updates[_i].optimizer);
    char eta[40];
    snprintf(eta, sizeof eta, "eta %.17g", updates[_i].eta);
    stage_run(eta);
    stage_run("step");
    ck_assert_msg(fabs(now()->x - updates[_i].after) < 1e-14, "%s: %.17g", updates[_i].optimizer,
                  now()->x);
    ck_assert_double_eq(now()->y, 0);
    ck_assert_double_eq(now()->gy, 0);
}
END_TEST

/* Every row, with noise too: as if there were the bowl x^2/2 + 0*y, where no rule mixes axes. */
START_TEST(every_optimizer_stays_on_the_line)
{
    char line[80];
    const struct formula_row *row = &optimizer_rows[_i];
    stage_run("surface x^2/2 + sin(3*x)/5 on [-4,4]");
    snprintf(line, sizeof line, "optimizer %s", row->name);
    stage_run(line);
    stage_run("noise 0.1");
    for (int i = 0; i < 60; i++) {
        stage_run("step");
        ck_assert_msg(now()->y == 0 && (now()->diverged || isfinite(now()->x)), "%s: %g, %g",
                      row->name, now()->x, now()->y);
    }
    for (int i = 0; i < STATE_MAX; i++)
        ck_assert(!isnan(session->sim->balls[0]->mover.state[i]));
}
END_TEST

START_TEST(newton_cycles_on_its_border)
{
    stage_run("surface sqrt(1 + x^2) on [-4,4]");
    stage_run("start 1");
    stage_run("optimizer newton");
    stage_run("eta 1");
    stage_run("step 4");
    ck_assert_double_eq_tol(now()->x, 1, 1e-12);
    stage_run("start 1.1");
    stage_run("step 8");
    ck_assert(now()->diverged || fabs(now()->x) > 1e3);
}
END_TEST

/* --- what is said of it --- */

START_TEST(curvature_is_the_second_derivative)
{
    stage_run("surface x^4/4 - x^2 on [-3,3]");
    stage_run("start -1.2");
    ck_assert_double_eq_tol(row_sharpness(now()), 3 * 1.44 - 2, 1e-14);
    stage_run("start 0.1");
    ck_assert_double_lt(row_sharpness(now()), -1.9);
    ck_assert_int_eq(row_stationary(now()), STATIONARY_MAXIMUM);
}
END_TEST

static const struct {
    const char *surface;
    int minima, maxima, saddles;
} stationary[] = {
    {"surface x^4/4 - x^2 on [-3,3]", 2, 1, 0}, {"surface x^4 on [-3,3]", 1, 0, 0},
    {"surface x^3 on [-3,3]", 0, 0, 1},         {"surface 3 on [-3,3]", 0, 0, 0},
    {"surface 1/x on [-3,3]", 0, 0, 0},         {"surface sin(6*x) on [-3,3]", 6, 6, 0},
};

START_TEST(stationary_points_are_found)
{
    int found[STATIONARY_FLAT + 1] = {0};
    stage_run(stationary[_i].surface);
    struct critical critical =
        lab_critical(session->lab, sim_problem(session->sim), &session->look.region);
    for (int i = 0; i < critical.count; i++) {
        found[critical.points[i].kind]++;
        ck_assert_double_eq(critical.points[i].place.y, 0);
    }
    ck_assert_msg(found[STATIONARY_MINIMUM] == stationary[_i].minima &&
                      found[STATIONARY_MAXIMUM] == stationary[_i].maxima &&
                      found[STATIONARY_SADDLE] == stationary[_i].saddles,
                  "%s: %d minima, %d maxima, %d saddles", stationary[_i].surface,
                  found[STATIONARY_MINIMUM], found[STATIONARY_MAXIMUM], found[STATIONARY_SADDLE]);
}
END_TEST

/* At the minimum 2 of x^3/3 - 4x the curvature is 4. */
static const struct {
    const char *optimizer;
    int count;
    double radius;
} maps[] = {
    {"optimizer theta -= 0.1*g", 1, 0.6},
    {"optimizer theta -= 0.6*g", 1, 1.4},
    {"optimizer sgd momentum=0.25 eta=0.1", 2, 0.5}, /* z^2 - 0.85 z + 0.25 */
    {"optimizer newton eta=0.75", 1, 0.25},
};

START_TEST(maps_have_no_second_axis)
{
    stage_run("surface x^3/3 - 4*x on [-3,4]");
    stage_run("start 1");
    stage_run(maps[_i].optimizer);
    struct spectrum spectrum = lab_spectrum(session->lab, session->sim, 0, NULL);
    ck_assert_int_eq(spectrum.gap, SPECTRUM_WHOLE);
    ck_assert_int_eq(spectrum.count, maps[_i].count);
    ck_assert_double_eq_tol(spectrum.radius, maps[_i].radius, 1e-12);
    ck_assert_double_eq(spectrum.kappa, 1);
    ck_assert_int_eq(spectrum.frozen, 0);
    ck_assert_double_eq_tol(spectrum.place.x, 2, 1e-9);
}
END_TEST

/* --- the curve --- */

static struct curve curve_of(const char *surface)
{
    stage_run(surface);
    return lab_line(session->lab, sim_problem(session->sim), &session->look.region, 800);
}

static const struct {
    const char *surface;
    double low[2], high[2]; /* within these */
} ranges[] = {
    {"surface x^4/4 - x^2 on [-3,3]", {-1, -0.99}, {10.9, 11.3}},
    {"surface 1/x on [-3,3]", {-30, -3}, {3, 30}},
    {"surface -exp(-800*x^2) on [-3,3]", {-1, -0.9}, {-0.001, 0}}, /* a well, and no pole */
    {"surface log(x) on [-3,3]", {-6, -3}, {1, 1.1}},
    {"surface exp(x^2) on [-5,5]", {1, 1.1}, {1e8, 5e10}},
    {"surface 7 on [-5,5]", {7, 7}, {7, 7}},
    {"surface sqrt(-1 - x^2) on [-5,5]", {0, 0}, {1, 1}}, /* nothing of it */
};

START_TEST(heights_leave_poles_out)
{
    struct curve curve = curve_of(ranges[_i].surface);
    ck_assert_msg(curve.low >= ranges[_i].low[0] && curve.low <= ranges[_i].low[1] &&
                      curve.high >= ranges[_i].high[0] && curve.high <= ranges[_i].high[1],
                  "%s: from %g to %g", ranges[_i].surface, curve.low, curve.high);
}
END_TEST

START_TEST(losses_on_it_are_exact_or_near)
{
    struct curve curve = curve_of("surface x^4/4 - x^2 on [-3,3]");
    ck_assert_double_eq(lab_line_loss(session->lab, sim_problem(session->sim), &curve, 2), 0);
    stage_load_rows(10000);
    curve = curve_of("surface mean((x*u - 1)^2) on [-3,3]");
    double x = 0.123, y = 0, exact;
    double near = lab_line_loss(session->lab, sim_problem(session->sim), &curve, x);
    ask_values(session->sim, &x, &y, &exact, 1);
    ck_assert_double_eq_tol(near, exact, 1e-3 * fabs(exact));
}
END_TEST

/* The ball on the curve, where it will be, the minima and the axis. */
START_TEST(the_map_is_the_curve)
{
    int column, row, next, below;
    stage_run("surface x^2 on [-4,4]");
    stage_run("start -3");
    stage_run("eta 0.9");
    stage_draw(100, 30);
    ck_assert_shows("slope −6");
    ck_assert_hides(" y ");
    ck_assert(stage_find(mark_glyph(MARK_MINIMUM, 0, true), &column, &row));
    ck_assert(stage_find(mark_row(mark_of_ball(0))->hollow, &next, &below));
    ck_assert_int_gt(next, column);
    ck_assert_int_lt(below, row);
    stage_run("step");
    stage_draw(100, 30);
    ck_assert_int_eq(stage_ball_at(next, below), -1); /* the map, and no legend */
}
END_TEST

/* The row of the picture in which the ball is, from above. */
static int ball_row(void)
{
    stage_draw(100, 30);
    for (int row = 2; row < 25; row++)
        for (int column = 6; column < 60; column++)
            if (frame_cell(frame, column, row)->glyph == mark_row(mark_of_ball(0))->glyph)
                return row;
    return -1;
}

/* So that small losses can be told apart; unless it is asked for, heights are losses. */
START_TEST(heights_are_logarithms)
{
    stage_run("surface x^2 - 7 on [-4,4]");
    stage_run("start 0.5");
    stage_run("eta 0");
    int plain = ball_row();
    stage_run("scale log");
    int high = ball_row();
    ck_assert_int_le(high, plain - 5);
    ck_assert_shows("\u22126.9"); /* at a height of 0.1 */
    stage_run("overlay x^2 - 7");
    stage_run("start 0.25");
    int lower = ball_row();
    ck_assert(lower < plain && lower > high);
    stage_run("scale linear");
    ck_assert_int_ge(ball_row(), plain);
    stage_run("scale auto");
    stage_run("start 0.5");
    ck_assert_int_eq(ball_row(), plain);
}
END_TEST

START_TEST(the_bend_is_drawn)
{
    stage_run("surface 3*x^2 on [-4,4]");
    stage_run("start -2");
    stage_draw(100, 30);
    int before = stage_dots();
    ck_assert_hides("f\u2033");
    stage_run("show eigen");
    stage_draw(100, 30);
    ck_assert_shows("f\u2033 6");
    ck_assert_int_ge(stage_dots(), before);
    display.unicode = false;
    stage_draw(100, 30);
    ck_assert_shows("f'' 6");
    stage_run("start -200");
    stage_draw(100, 30);
    ck_assert_hides("f'' 6");
}
END_TEST

START_TEST(a_click_sets_the_start)
{
    stage_run("surface x^2 on [-4,4]");
    stage_draw(80, 24);
    int column, row;
    ck_assert(stage_find(mark_glyph(MARK_MINIMUM, 0, true), &column, &row));
    struct view_place place = view_locate(view, column, row);
    ck_assert(place.has_point);
    ck_assert_double_eq_tol(place.point.x, 0, 0.1);
}
END_TEST

static const char *const drawn[] = {"surface x^4/4 - x^2 on [-3,3]", "surface 1/x on [-3,3]",
                                    "surface 3 on [-3,3]",           "surface log(x) on [-3,3]",
                                    "surface 1/0 on [-3,3]",         "surface exp(x^2) on [-30,30]",
                                    "surface 1e-300*x on [-3,3]",    "surface abs(x) on [0,1]"};

/* Wherever balls leap to, at any size, with and without what the terminal has. */
START_TEST(anything_can_be_drawn)
{
    static const char *const more[] = {"eta 0.3",     "eta 5",      "show future",
                                       "show arrows", "show model", "show gradient",
                                       "show eigen",  "hops arcs",  "scale log"};
    stage_run(drawn[_i]);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        stage_run(more[i]);
        stage_run("step 3");
        for (int columns = 40; columns <= 160; columns += 40)
            for (int unicode = 0; unicode < 2; unicode++) {
                display.unicode = unicode;
                stage_draw(columns, columns == 40 ? 12 : columns / 4 + 4);
                stage_check_cells();
            }
    }
}
END_TEST

/* --- the cobweb --- */

static const struct {
    const char *optimizer;
    bool has_state;
} rules[] = {{"optimizer sgd eta=0.1", false},
             {"optimizer sgd eta=0.1 momentum=0.5", true},
             {"optimizer newton eta=1", false},
             {"optimizer adam", true},
             {"optimizer theta -= eta*g/norm(g)", false},
             {"optimizer rprop", true}};

/* The map at the ball is the next row, and at another place that of a ball that is there. */
START_TEST(maps_lead_where_balls_go)
{
    stage_run("surface x^4/4 - x^2 + x/3 on [-3,3]");
    stage_run("start -2");
    stage_run(rules[_i].optimizer);
    stage_run("step 3");
    double x = now()->x, places[] = {0.3, -1.7}, nexts[2];
    double next = *lab_map(session->lab, session->sim, 0, x, x, 1);
    memcpy(nexts, lab_map(session->lab, session->sim, 0, places[0], places[1], 2), sizeof nexts);
    ck_assert_int_eq(lab_map_has_state(session->lab, session->sim, 0), rules[_i].has_state);
    stage_run("step");
    ck_assert_double_eq(now()->x, next);
    for (int i = 0; i < 2 && !rules[_i].has_state; i++) {
        char start[40];
        snprintf(start, sizeof start, "start %.17g", places[i]);
        stage_run(start);
        stage_run("step");
        ck_assert_double_eq(now()->x, nexts[i]);
    }
}
END_TEST

static const struct {
    const char *surface, *optimizer, *words;
} titles[] = {
    {"surface x^2 on [-3,3]", "optimizer sgd eta=0.9", "slope −0.8 at ✕ 0: settles oscillating"},
    {"surface x^2 on [-3,3]", "optimizer sgd eta=0.2", "slope 0.6 at ✕ 0: settles"},
    {"surface x^2 on [-3,3]", "optimizer sgd eta=1.2", "slope −1.4 at ✕ 0: diverges"},
    {"surface x^2 on [-3,3]", "optimizer sgd eta=0.9", "x → x − η·f′(x)"},
    {"surface x^2 on [-3,3]", "optimizer newton eta=1", "x → x − η·f′(x)/f″(x)"},
    {"surface x^2 on [-3,3]", "optimizer adam", "its state as it is now"},
    {"surface x^2 + y^2", "optimizer sgd", "a cobweb needs a function of one variable"},
};

START_TEST(cobwebs_say_what_they_show)
{
    stage_run(titles[_i].surface);
    stage_run(titles[_i].optimizer);
    stage_run("view cobweb");
    stage_run("step");
    stage_draw(150, 36);
    ck_assert_shows(titles[_i].words);
}
END_TEST

START_TEST(cobwebs_come_to_v_where_there_is_a_line)
{
    for (int line = 0; line < 2; line++) {
        int webs = 0, reliefs = 0;
        stage_run(line ? "surface x^2 on [-3,3]" : "surface bowl");
        stage_run("view map");
        for (int i = 0; i < 14; i++) {
            stage_run("view next");
            webs += session->look.views.items[0] == VIEW_COBWEB;
            reliefs += session->look.views.items[0] == VIEW_RELIEF;
        }
        ck_assert_int_eq(webs > 0, line);
        ck_assert_int_eq(reliefs > 0, !line);
    }
}
END_TEST

/* --- instruments --- */

START_TEST(sweeps_have_no_y)
{
    stage_run("surface x^2 on [-3,3]");
    refuse("sweep y", "no number y");
    stage_run("sweep x eta");
    stage_run("view basin");
    stage_draw(120, 36);
    ck_assert_shows("✕ 0");
}
END_TEST

START_TEST(batches_have_a_curve)
{
    stage_load_rows(10000);
    stage_run("surface mean((x*u - 1)^2) on [-3,3]");
    stage_run("batch 4");
    stage_draw(100, 30);
    int before = stage_dots();
    stage_run("show batch");
    stage_draw(100, 30);
    ck_assert_int_gt(stage_dots(), before + 20);
}
END_TEST

static const char *const views[] = {"view map",    "view relief", "view slice", "view step",
                                    "view range",  "view sweep",  "view basin", "view charts",
                                    "view cobweb", "slice y",     "big on",     "view map slice"};

/* y does not exist. */
START_TEST(no_view_has_a_y)
{
    stage_run("surface x^4/4 - x^2 on [-3,3]");
    stage_run("eta 0.3");
    stage_run("step 2");
    stage_run(views[_i]);
    stage_draw(120, 36);
    ck_assert_hides(" y ");
    ck_assert_hides(", 0)");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("line");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_table_test(tests, one_interval_without_y_is_one_dimension, surfaces);
    tcase_add_test(tests, places_are_one_number);
    tcase_add_test(tests, saved_ones_are_the_same);
    tcase_add_test(tests, balls_start_at_numbers);
    tcase_add_test(tests, crowds_are_on_it);
    tcase_add_table_test(tests, overlays_are_curves_and_bounds, overlays);
    tcase_add_test(tests, undo_leads_back_over_it);
    tcase_add_table_test(tests, rules_move_x_alone, updates);
    tcase_add_loop_test(tests, every_optimizer_stays_on_the_line, 0, optimizer_row_count);
    tcase_add_test(tests, newton_cycles_on_its_border);
    tcase_add_test(tests, curvature_is_the_second_derivative);
    tcase_add_table_test(tests, stationary_points_are_found, stationary);
    tcase_add_table_test(tests, maps_have_no_second_axis, maps);
    tcase_add_table_test(tests, heights_leave_poles_out, ranges);
    tcase_add_test(tests, losses_on_it_are_exact_or_near);
    tcase_add_test(tests, the_map_is_the_curve);
    tcase_add_test(tests, heights_are_logarithms);
    tcase_add_test(tests, the_bend_is_drawn);
    tcase_add_test(tests, a_click_sets_the_start);
    tcase_add_table_test(tests, anything_can_be_drawn, drawn);
    tcase_add_table_test(tests, maps_lead_where_balls_go, rules);
    tcase_add_table_test(tests, cobwebs_say_what_they_show, titles);
    tcase_add_test(tests, cobwebs_come_to_v_where_there_is_a_line);
    tcase_add_test(tests, sweeps_have_no_y);
    tcase_add_test(tests, batches_have_a_curve);
    tcase_add_table_test(tests, no_view_has_a_y, views);
    return suite_run("line", tests);
}
