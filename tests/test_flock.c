/* The crowd that `crowd` shows: each ball is where a ball of its own would be, to the bit, however
 * the row was come to, whatever was changed on the way. */

#include "../src/lab/throng.h"
#include "../src/model/flock.h"
#include "../src/scene/scene.h"
#include "../src/session/settings.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error error;

/* --- the same bits --- */

static struct throng ask(void)
{
    lab_set_limit(session->lab, NULL, NULL);
    return lab_throng(session->lab, session->sim, &session->look.crowd);
}

/* Of all that are there, a sum of where they are. */
static uint64_t sum_of(const struct throng *throng)
{
    uint64_t sum = 0;
    ck_assert_msg(!throng->reason && throng->whole, "%s", throng->reason ? throng->reason : "late");
    for (int p = 0; p < flock_parts(throng->flock); p++) {
        struct flock_places places = flock_places(throng->flock, p);
        for (int i = 0; i < places.count; i++) {
            uint64_t x, y;
            memcpy(&x, &places.x[i], sizeof x);
            memcpy(&y, &places.y[i], sizeof y);
            sum = (sum ^ x) * UINT64_C(0x9E3779B97F4A7C15) + y;
        }
    }
    return sum;
}

static uint64_t sum_now(void)
{
    struct throng throng = ask();
    return sum_of(&throng);
}

/* Where ball `i` of the crowd is; false: it is gone. */
static bool place_of(const struct throng *throng, int at, struct point *place)
{
    struct flock_places places = flock_places(throng->flock, at / CROWD_LANES);
    if (at % CROWD_LANES >= places.count)
        return false;
    *place = (struct point){places.x[at % CROWD_LANES], places.y[at % CROWD_LANES]};
    return true;
}

/* The crowd of one ball with a stream is that ball. */
static const char *const settings[][6] = {
    {"surface himmelblau", "eta 0.01"},
    {"surface himmelblau", "optimizer adam", "noise 0.5"},
    {"surface beale", "optimizer rmsprop", "schedule time decay=0.1", "noise 2"},
    {"surface ravine", "eta 0.05", "momentum 0.5", "schedule eta = eta*0.99", "noise 1"},
    {"surface himmelblau", "optimizer theta += 0.1*sqrt(eta)*normal() - eta*g + 0.01*uniform()",
     "eta 0.005"},
    {"surface himmelblau", "optimizer m = 0.9*m + 0.1*g; theta -= eta*m*(1 + f/f0)", "noise 1",
     "eta 0.01", "schedule plateau"},
    {"surface rosenbrock", "optimizer adagrad", "schedule cosine total=40"},
};
enum { SETTINGS = sizeof settings / sizeof *settings };

static void set_up(int number)
{
    for (int i = 0; i < 6 && settings[number][i]; i++)
        stage_run(settings[number][i]);
}

START_TEST(crowd_is_what_balls_would_be)
{
    set_up(_i);
    stage_run("crowd 300 at -1,1.5 within 0.5");
    stage_run("goto 25");
    struct throng throng = ask();
    ck_assert_int_eq(throng.sum.gone, 0);
    for (int at = 0; at < 300; at += 37) {
        struct crowd_wish wish = session->look.crowd;
        struct point place = {0}, start;
        stage_run("back 25");
        throng = ask();
        ck_assert(place_of(&throng, at, &start));
        session->look.crowd = wish;
        stage_run("goto 25");
        throng = ask();
        ck_assert(place_of(&throng, at, &place));
        struct workspace workspace = {0};
        struct mover mover = {0};
        struct conditions conditions = session->sim->conditions;
        conditions.start = start;
        const struct recipe *like = sim_recipe(session->sim, 0);
        const struct recipe *recipe = recipe_with_seen(like, sim_problem(session->sim), like->noise,
                                                       0, FLOCK_STREAM + at, &error);
        mover_bind(&mover, sim_problem(session->sim), recipe);
        mover_start(&mover, &workspace, &conditions);
        mover_settle(&mover, &workspace, &news_of_first);
        for (int n = 0; n < 25; n++) {
            mover_iterate(&mover, &workspace);
            mover_settle(&mover, &workspace, NULL);
        }
        ck_assert_msg(mover.now.row.x == place.x && mover.now.row.y == place.y,
                      "ball %d: %.17g, %.17g instead of %.17g, %.17g", at, place.x, place.y,
                      mover.now.row.x, mover.now.row.y);
        recipe_release(recipe);
        mover_free(&mover);
        workspace_free(&workspace);
    }
}
END_TEST

/* What is changed on the way changes the crowd as it does a ball. Ball 1 has the stream of the
 * crowd's first ball, and starts where that does. */
static const char *const changes[] = {
    "eta 0.02",
    "optimizer adam",
    "schedule exponential decay=0.05",
    "noise 3",
    "momentum 0.7",
    "optimizer rmsprop eta=0.05",
    "schedule eta = eta*0.97",
    "let k = 2",
    "schedule momentum linear total=9",
};
enum { CHANGES_COUNT = sizeof changes / sizeof *changes };

START_TEST(changes_on_the_way_are_followed)
{
    char line[100];
    stage_run("let k = 1");
    stage_run("surface k*(x^2 + y - 11)^2 + (x + y^2 - 7)^2 on [-5,5] x [-5,5]");
    stage_run("eta 0.01");
    stage_run("start -1, 2");
    struct sim *sim = session->sim;
    ck_assert(sim_set_noise(sim, 0, 1, FLOCK_STREAM, &error));
    stage_run("crowd 1 at -1,2");
    for (int i = 0; i < 3; i++) {
        snprintf(line, sizeof line, "goto %d", 7 * (i + 1));
        stage_run(line);
        stage_run(changes[(_i + 2 * i) % CHANGES_COUNT]);
        struct throng throng = ask();
        struct point place;
        ck_assert(place_of(&throng, 0, &place));
        ck_assert(place.x == sim_row(sim, 0)->x && place.y == sim_row(sim, 0)->y);
        ck_assert(throng.sum.loss == sim_row(sim, 0)->loss);
    }
    for (int n = 22; n < 40; n++) {
        stage_run("step");
        struct throng throng = ask();
        struct point place;
        ck_assert(place_of(&throng, 0, &place));
        ck_assert_msg(place.x == sim_row(sim, 0)->x && place.y == sim_row(sim, 0)->y,
                      "at %d: %.17g instead of %.17g", n, place.x, sim_row(sim, 0)->x);
    }
}
END_TEST

START_TEST(way_to_a_row_does_not_matter)
{
    set_up(_i);
    stage_run("crowd 1000");
    stage_run("goto 12");
    stage_run("eta *= 0.9");
    stage_run("goto 40");
    uint64_t once = sum_now();
    for (int i = 0; i < 40; i += 7) {
        char line[40];
        snprintf(line, sizeof line, "goto %d", i);
        stage_run(line);
        sum_now();
        stage_run("goto 40");
        ck_assert_uint_eq(sum_now(), once);
    }
    stage_run("back 40");
    for (int i = 0; i < 40; i++) {
        sum_now();
        stage_run("step");
    }
    ck_assert_uint_eq(sum_now(), once);
    struct session *again = stage_reopen(), *mine = session;
    session = again;
    ck_assert_uint_eq(sum_now(), once);
    session = mine;
    session_free(again);
}
END_TEST

static bool is_late(void *context)
{
    (void)context;
    return true;
}

START_TEST(late_ones_come_in_slices)
{
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("noise 1");
    stage_run("crowd 3000");
    stage_run("goto 100");
    uint64_t once = sum_now();
    stage_run("back 100");
    sum_now();
    stage_run("goto 100");
    int slices = 0;
    struct throng throng;
    do {
        int64_t shortfalls = lab_shortfalls(session->lab);
        lab_set_limit(session->lab, is_late, NULL);
        throng = lab_throng(session->lab, session->sim, &session->look.crowd);
        ck_assert(throng.whole == (lab_shortfalls(session->lab) == shortfalls));
    } while (!throng.whole && ++slices < 1000);
    ck_assert_int_gt(slices, 3);
    ck_assert_uint_eq(sum_of(&throng), once);
}
END_TEST

/* --- chance --- */

START_TEST(many_streams_are_those_one_by_one)
{
    enum { MANY = 1000 };
    static double x[MANY], y[MANY];
    static int64_t of[MANY];
    for (int i = 0; i < MANY; i++)
        of[i] = (int64_t)i * 7919 % 1013;
    noise_samples(12345, 1 << 20, of, 77, MANY, x, y);
    for (int i = 0; i < MANY; i++) {
        double one_x, one_y;
        noise_sample(12345, (1 << 20) + (uint64_t)of[i], 77, &one_x, &one_y);
        ck_assert(one_x == x[i] && one_y == y[i]);
    }
}
END_TEST

/* On x^2/2 with noise the variance comes to eta sigma^2/(2 - eta). */
START_TEST(noise_spreads_it_as_theory_says)
{
    stage_run("surface x^2/2 + y^2/2");
    stage_run("start 0,0");
    stage_run("eta 0.1");
    stage_run("noise 1");
    stage_run("crowd 20000 at 0,0");
    ck_assert(ask().sum.spread == 0);
    stage_run("goto 200");
    struct flock_sum sum = ask().sum;
    double variance = 2 * 0.1 / (2 - 0.1);
    ck_assert_msg(fabs(sum.spread * sum.spread / variance - 1) < 0.02, "%g instead of %g",
                  sum.spread * sum.spread, variance);
    ck_assert(fabs(sum.x) < 0.01 && fabs(sum.y) < 0.01);
    ck_assert(fabs(sum.loss - variance / 2) < 0.002);
    ck_assert_int_eq(sum.settled, 0);
}
END_TEST

/* --- what becomes of them --- */

START_TEST(fates_are_counted)
{
    stage_run("surface x^2 + y^2 on [-3,3] x [-3,3]");
    stage_run("crowd 900 sgd eta=0.4");
    stage_run("goto 100");
    struct flock_sum sum = ask().sum;
    ck_assert(sum.settled == 900 && sum.gone == 0 && sum.under_way == 0);
    stage_run("crowd 900 sgd eta=1.2");
    stage_run("goto 200");
    sum = ask().sum;
    ck_assert(sum.settled == 0 && sum.gone == 900 && isnan(sum.loss));
    stage_run("crowd 30x30 like 1");
    stage_run("goto 5");
    sum = ask().sum;
    ck_assert(sum.under_way == 900);
    stage_run("crowd off");
    ck_assert_int_eq(session->look.crowd.count, 0);
}
END_TEST

START_TEST(crowd_is_shown)
{
    stage_run("surface himmelblau");
    stage_run("crowd 5000");
    int dots = stage_dots();
    for (int wide = 0; wide < 2; wide++) {
        stage_draw(wide ? 120 : 80, wide ? 36 : 24);
        ck_assert_shows("crowd 5000");
        ck_assert_shows("mean loss");
        ck_assert_int_gt(stage_dots(), dots + 100);
    }
    stage_run("view relief");
    stage_draw(120, 36);
    ck_assert_shows("crowd 5000");
    display.unicode = false;
    stage_draw(80, 24);
    ck_assert_shows("crowd 5000");
    stage_run("crowd off");
    stage_draw(120, 36);
    ck_assert_hides("crowd 5000");
}
END_TEST

START_TEST(wishes_are_saved_and_undone)
{
    static const char *const lines[] = {
        "crowd 500 like 1 on [-1,2] x [0,3]",
        "crowd 60x40 like 2 on [-1,2] x [0,3]",
        "crowd 500 adam eta=0.05 noise=0.5 beta1=0.8 at 1,2",
        "crowd 500 sgd at 1,2 within 0.25",
    };
    stage_run("ball adam");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct text now = {0};
        stage_run(lines[i]);
        setting_write(setting_find("crowd"), session, &now);
        ck_assert_str_eq(now.bytes, lines[i]);
        text_free(&now);
        struct session *again = stage_reopen();
        setting_write(setting_find("crowd"), again, &now);
        ck_assert_str_eq(now.bytes, lines[i]);
        text_free(&now);
        session_free(again);
    }
    stage_run("undo");
    ck_assert_int_eq(session->look.crowd.place, CROWD_AROUND);
    ck_assert(session->look.crowd.racer.row == catalogue_optimizer("adam"));
    stage_run("remove 1");
    stage_run("crowd 100");
    ck_assert_int_eq(ask().sum.under_way, 100);
}
END_TEST

/* On a line they start on it, and are seen on the curve. */
START_TEST(crowd_on_a_line)
{
    stage_run("surface x^4/4 - x^2 on [-3,3]");
    stage_run("crowd 500 at 1 within 0.25");
    struct throng throng = ask();
    struct flock_places places = flock_places(throng.flock, 0);
    for (int i = 0; i < places.count; i++)
        ck_assert(places.y[i] == 0 && fabs(places.x[i] - 1) <= 0.25);
    struct text now = {0};
    setting_write(setting_find("crowd"), session, &now);
    ck_assert_str_eq(now.bytes, "crowd 500 like 1 at 1 within 0.25");
    text_free(&now);
    session_free(stage_reopen());
    stage_run("crowd 500");
    stage_run("goto 100");
    ck_assert(fabs(ask().sum.loss + 1) < 1e-3);
    stage_draw(80, 24);
    ck_assert_shows("crowd 500");
}
END_TEST

START_TEST(wrong_wishes_are_told)
{
    static const struct {
        const char *line, *text;
    } wrong[] = {
        {"crowd", "expected how many, as in `crowd 10000`, or off"},
        {"crowd 0", "from 1 to 100000"},
        {"crowd 1000x1000", "a crowd has at most 100000 balls, and these are 1000000"},
        {"crowd 10 foo", "expected an optimizer's name"},
        {"crowd 10 within 3", "expected `at X,Y` before within"},
        {"crowd 10 at 1", "expected ',' between x and y"},
        {"crowd 10 at 1,2 within -1", "the radius must be 0 or more"},
        {"crowd 10 like 2", "the ball must be a whole number from 1 to 1"},
        {"crowd 10 adam beta1=2", "beta1 must be from 0"},
        {"crowd 10 sgd eta=-1", "eta must be 0 or more"},
        {"crowd off 3", "expected nothing more"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(!command_execute(session, wrong[i].line, &error), "%s", wrong[i].line);
        ck_assert_msg(strstr(error.text, wrong[i].text), "%s: %s", wrong[i].line, error.text);
        ck_assert_int_eq(session->look.crowd.count, 0);
    }
    stage_load_rows(10000);
    stage_run("surface mean((x*u - y)^2)");
    stage_run("batch 4");
    ck_assert(!command_execute(session, "crowd 10", &error));
    ck_assert_str_eq(error.text, "a crowd cannot see mini-batches: it needs `batch all`");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("flock");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_loop_test(tests, crowd_is_what_balls_would_be, 0, SETTINGS);
    tcase_add_loop_test(tests, changes_on_the_way_are_followed, 0, CHANGES_COUNT);
    tcase_add_loop_test(tests, way_to_a_row_does_not_matter, 0, SETTINGS);
    tcase_add_test(tests, late_ones_come_in_slices);
    tcase_add_test(tests, many_streams_are_those_one_by_one);
    tcase_add_test(tests, noise_spreads_it_as_theory_says);
    tcase_add_test(tests, fates_are_counted);
    tcase_add_test(tests, crowd_is_shown);
    tcase_add_test(tests, wishes_are_saved_and_undone);
    tcase_add_test(tests, crowd_on_a_line);
    tcase_add_test(tests, wrong_wishes_are_told);
    return suite_run("flock", tests);
}
