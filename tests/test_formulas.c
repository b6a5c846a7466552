/* Charts of formulas: their lines against the rows by themselves, whatever was done before, and
 * what is seen of them. */

#include "../src/draw/raster.h"
#include "../src/lab/measured.h"
#include "../src/session/settings.h"
#include "../src/view/screen.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct thinned *line_of(struct lab *lab, int ball, const char *formula,
                                     const char *over)
{
    struct measured_wish wish = {.formulas = {formula}, .count = 1, .over = over};
    return lab_measured(lab, session->sim, ball, &wish);
}

static struct row row_at(int ball, int64_t n)
{
    struct row row;
    ck_assert(lab_row_at(session->lab, session->sim, ball, n, &row));
    return row;
}

/* --- lines --- */

/* Row by row, as long as there is a bucket for each. */
START_TEST(lines_are_the_rows)
{
    static const struct {
        const char *formula, *over;
        double (*of)(const struct row *row), (*across)(const struct row *row);
    } lines[] = {{"norm(g)", NULL, row_gradient_norm, NULL},
                 {"step", NULL, row_step, NULL},
                 {"energy", "angle", row_energy, row_angle},
                 {"direction", "sharpness", row_direction, row_sharpness}};
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("momentum 0.6");
    stage_run("goto 40");
    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        const struct thinned *line = line_of(session->lab, 0, lines[k].formula, lines[k].over);
        ck_assert_int_eq(line->count, 41);
        ck_assert_int_eq(line->stride, 1);
        for (int n = 1; n <= 40; n++) {
            struct row row = row_at(0, n);
            ck_assert_double_eq_tol(line->buckets[n].last.y, lines[k].of(&row), 1e-12);
            double x = lines[k].across ? lines[k].across(&row) : n;
            ck_assert_double_eq(line->buckets[n].last.x, x);
        }
    }
}
END_TEST

/* Of the rows of a bucket the first, the last, the least and the greatest. */
START_TEST(buckets_keep_the_extremes)
{
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("noise 3");
    stage_run("goto 9000");
    const struct thinned *line = line_of(session->lab, 0, "loss", NULL);
    struct workspace workspace = {0};
    struct mover mover = {0};
    sim_walk_to(session->sim, 0, &workspace, 0, &mover);
    ck_assert_int_eq(line->stride, 4);
    ck_assert_int_eq(line->count, 9000 / 4 + 1);
    for (int64_t n = 0; n <= 9000;) {
        const struct bucket *bucket = &line->buckets[n / 4];
        double low = HUGE_VAL, high = -HUGE_VAL, first = mover.now.row.loss, last = 0;
        int64_t begin = n;
        for (; n <= 9000 && n < begin + 4; n++) {
            last = mover.now.row.loss;
            low = fmin(low, last), high = fmax(high, last);
            if (n < 9000)
                sim_walk_on(session->sim, 0, &workspace, &mover);
        }
        ck_assert_double_eq(bucket->first.y, first);
        ck_assert_double_eq(bucket->last.y, last);
        ck_assert_double_eq(bucket->low.y, low);
        ck_assert_double_eq(bucket->high.y, high);
        ck_assert_double_eq(bucket->first.x, (double)begin);
        ck_assert(first == low || first == high || last == low || last == high ||
                  bucket->low_first == (bucket->low.x < bucket->high.x));
    }
    mover_free(&mover);
    workspace_free(&workspace);
}
END_TEST

static void check_same(const struct thinned *one, const struct thinned *other)
{
    ck_assert_int_eq(one->count, other->count);
    ck_assert_int_eq(one->stride, other->stride);
    for (int i = 0; i < one->count; i++) {
        const double *a = &one->buckets[i].first.x, *b = &other->buckets[i].first.x;
        for (int k = 0; k < 8; k++)
            ck_assert_msg(a[k] == b[k] || (isnan(a[k]) && isnan(b[k])), "bucket %d: %g, %g", i,
                          a[k], b[k]);
    }
}

/* Where the picture has fewer columns, four buckets are one; nothing else is lost. */
START_TEST(few_columns_have_few_buckets)
{
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("noise 3");
    struct lab *lab = lab_new();
    for (int n = 4000; n <= 9000; n += 1237) {
        char line[40];
        snprintf(line, sizeof line, "goto %d", n);
        stage_run(line);
        struct measured_wish wish = {.formulas = {"loss"}, .count = 1};
        struct thinned fine = *lab_measured(session->lab, session->sim, 0, &wish);
        wish.columns = 300;
        struct thinned coarse = *lab_measured(lab, session->sim, 0, &wish);
        ck_assert_int_eq(coarse.stride, 4 * fine.stride);
        ck_assert_int_eq(coarse.count, (fine.count + 3) / 4);
        for (int i = 0; i < fine.count; i++) {
            const struct bucket *own = &fine.buckets[i], *whole = &coarse.buckets[i / 4];
            ck_assert(whole->low.y <= own->low.y && whole->high.y >= own->high.y);
            ck_assert(i % 4 != 0 || whole->first.y == own->first.y);
            ck_assert((i % 4 != 3 && i + 1 < fine.count) || whole->last.y == own->last.y);
        }
    }
    lab_free(lab);
}
END_TEST

/* A line that grew is, after whatever was done, the one that is made at once. */
START_TEST(lines_grow_as_they_are_made_anew)
{
    static const char *const courses[] = {
        "goto 30|goto 31|goto 200|back 100|eta 0.03|step|step|goto 300",
        "goto 5000|back 1000|optimizer adam|goto 4500|let k = 3|goto 4600",
        "goto 50|ball adam|goto 80|fork|select 1|momentum 0.5|goto 90|remove 2|goto 95",
        "goto 20|reset|goto 3|start 1, 1|goto 70|undo|goto 71|seed 3|goto 75",
        "at 10 eta 0.3|at 20 optimizer nag|goto 30|back 15|goto 25|noise 0.5|goto 60"};
    static const char *const formulas[] = {"ema(loss, 0.9)", "loss(1) + before(step)",
                                           "highest(norm(g))"};
    char course[200];
    snprintf(course, sizeof course, "%s", courses[_i]);
    for (char *line = strtok(course, "|"); line; line = strtok(NULL, "|")) {
        stage_run(line);
        for (int ball = 0; ball < session->sim->ball_count; ball++) {
            struct lab *lab = lab_new();
            struct measured_wish wish = {.count = 3, .over = "time"};
            memcpy(wish.formulas, formulas, sizeof formulas);
            const struct thinned *grown = lab_measured(session->lab, session->sim, ball, &wish);
            const struct thinned *made = lab_measured(lab, session->sim, ball, &wish);
            for (int i = 0; i < 3; i++)
                check_same(&grown[i], &made[i]);
            lab_free(lab);
        }
    }
}
END_TEST

/* A name that only one of them has, or a ball that is named. */
START_TEST(a_line_is_of_those_who_have_it)
{
    stage_run("ball adam");
    stage_run("goto 9");
    ck_assert_int_eq(line_of(session->lab, 0, "norm(m)", NULL)->count, 0);
    ck_assert_int_eq(line_of(session->lab, 1, "norm(m)", NULL)->count, 10);
    ck_assert_int_eq(line_of(session->lab, 0, "loss(2)/loss(1)", NULL)->count, 0);
    ck_assert_int_eq(line_of(session->lab, 1, "loss(2)/loss(1)", NULL)->count, 10);
    ck_assert_int_eq(line_of(session->lab, 0, "loss(1)", NULL)->count, 10);
    ck_assert_int_eq(line_of(session->lab, 1, "loss(1)", NULL)->count, 0);
}
END_TEST

/* --- the command --- */

START_TEST(formulas_come_and_go)
{
    const struct chart_choice *chart = &session->look.chart;
    stage_run("chart loss, max(x, y) log with step over time log");
    ck_assert_int_eq(chart->count, 3);
    ck_assert_str_eq(chart->items[1].formula, "max(x, y)");
    ck_assert_int_eq(chart->items[1].axis, CHART_AXIS_LOG);
    ck_assert(!chart->items[1].with && chart->items[2].with);
    ck_assert_str_eq(chart->over, "time");
    ck_assert_int_eq(chart->axis, CHART_AXIS_LOG);
    ck_assert_int_eq(session->look.views.items[0], VIEW_CHARTS);
    stage_run("chart without max(x, y)");
    ck_assert_int_eq(chart->count, 2);
    ck_assert(!chart->items[1].with);
    stage_run("chart also energy");
    ck_assert_int_eq(chart->count, 3);
    ck_assert_str_eq(chart->over, "time");
    stage_run("chart over n");
    ck_assert_str_eq(chart->over, "");
    stage_run("undo");
    ck_assert_str_eq(chart->over, "time");
    stage_run("charts loss");
    ck_assert_int_eq(chart->count, 0);
    stage_run("undo");
    ck_assert_int_eq(chart->count, 3);
    stage_run("chart none");
    ck_assert_int_eq(chart->count, 0);
}
END_TEST

/* The ends of an axis are said, and kept in scenes. */
START_TEST(axes_have_ends_that_are_said)
{
    const struct chart_choice *chart = &session->look.chart;
    struct text saved = {0};
    stage_run("surface ravine");
    stage_run("goto 30");
    stage_run("chart loss log from 1e-6 to 100, x from -3 to 3 linear with y");
    ck_assert(chart->items[0].ranged && chart->items[0].axis == CHART_AXIS_LOG);
    ck_assert_double_eq(chart->items[0].low, 1e-6);
    ck_assert_double_eq(chart->items[1].high, 3);
    ck_assert_int_eq(chart->items[1].axis, CHART_AXIS_LINEAR);
    ck_assert_str_eq(chart->items[1].formula, "x");
    ck_assert(!chart->items[2].ranged);
    setting_write(setting_find("chart"), session, &saved);
    ck_assert_str_eq(saved.bytes, "chart loss log from 1e-06 to 100, x linear "
                                  "from -3 to 3 with y");
    text_free(&saved);
    session_free(stage_reopen());
    stage_draw(100, 30);
    ck_assert_shows(" 1e-6 ");
    ck_assert_shows("  100 ");
    ck_assert_shows("\u22122 ");
}
END_TEST

/* One number all along has its axis, too; what a rule keeps begins where it is known. */
START_TEST(axes_begin_where_there_are_numbers)
{
    stage_run("surface ravine");
    stage_run("optimizer adam");
    stage_run("goto 30");
    stage_run("chart 1.25 + 0*x");
    stage_draw(100, 30);
    ck_assert_shows("1.0 ");
    const struct thinned *line = line_of(session->lab, 0, "norm(m)", NULL);
    ck_assert(isnan(line->buckets[0].last.y));
    ck_assert(line->buckets[1].last.y > 0);
}
END_TEST

/* Over time a line ends where its ball has come to rest; over iterations it goes on. */
START_TEST(who_rests_goes_no_further)
{
    stage_run("surface bowl");
    stage_run("eta 0.5");
    stage_run("goto 400");
    const struct row *now = sim_row(session->sim, 0);
    ck_assert(now->converged);
    int rest = (int)now->converged_at;
    const struct thinned *line = line_of(session->lab, 0, "loss", "time");
    ck_assert(!isnan(line->buckets[rest].last.y));
    ck_assert(isnan(line->buckets[rest + 1].last.y));
    ck_assert(isnan(line->buckets[400].last.y));
    line = line_of(session->lab, 0, "loss", NULL);
    ck_assert(!isnan(line->buckets[400].last.y));
}
END_TEST

/* As an axis epochs have no stairs: a quarter for each batch of four. */
START_TEST(epochs_pass_evenly)
{
    stage_load_rows(10000);
    stage_run("surface mean((x - u)^2) + y^2");
    stage_run("batch 2500");
    stage_run("eta 0.01");
    stage_run("goto 9");
    const struct thinned *line = line_of(session->lab, 0, "loss", "epoch");
    for (int n = 0; n <= 9; n++)
        ck_assert_double_eq_tol(line->buckets[n].last.x, n / 4.0, 1e-12);
    line = line_of(session->lab, 0, "epoch", NULL);
    ck_assert_double_eq(line->buckets[3].last.y, 0);
    ck_assert_double_eq(line->buckets[4].last.y, 1);
}
END_TEST

/* Decades that are asked for go down to the least of all. */
START_TEST(decades_hide_nothing)
{
    stage_run("surface bowl");
    stage_run("eta 0.3");
    stage_run("ball like 1");
    stage_run("set eta 1e-3");
    stage_run("goto 40");
    stage_run("chart loss log");
    stage_draw(100, 30);
    struct row row = row_at(0, 40);
    ck_assert(row.loss < 1e-9);
    ck_assert(stage_ball_at(0, 0) < 2);
    ck_assert_shows("1e-1");
}
END_TEST

START_TEST(typed_rules_are_told_apart)
{
    stage_run("optimizer theta -= eta*g");
    stage_draw(100, 30);
    ck_assert_shows("typed rule");
    stage_run("ball theta -= eta*g/(norm(g) + 1)");
    stage_run("goto 5");
    stage_run("chart loss");
    stage_draw(100, 30);
    ck_assert_shows("rule 1");
    ck_assert_shows("rule 2");
    ck_assert_hides("typed rule");
}
END_TEST

/* What no ball has any longer is not saved: it could not be read again. */
START_TEST(a_scene_has_what_it_can_read)
{
    struct text saved = {0};
    stage_run("optimizer adam");
    stage_run("chart norm(m), loss over 2*norm(m)");
    stage_run("optimizer sgd");
    const struct setting_row *row = setting_find("chart");
    setting_write(row, session, &saved);
    ck_assert_str_eq(saved.bytes, "chart loss");
    text_free(&saved);
    session_free(stage_reopen());
}
END_TEST

/* --- the view --- */

START_TEST(charts_have_titles_axes_and_ends)
{
    stage_run("surface ravine");
    stage_run("eta 0.07");
    stage_run("ball adam eta=0.1");
    stage_run("goto 30");
    stage_run("chart eta*sharpness, x with y over time");
    stage_draw(120, 36);
    ck_assert_shows("η·sharpness 2.5");
    ck_assert_shows("── x ");
    ck_assert_shows("╌╌ y ");
    ck_assert_shows("time\n");
    ck_assert_shows("◆ adam");
    stage_run("chart norm(m) log over n log");
    stage_draw(80, 24);
    ck_assert_shows("norm(m) ");
    ck_assert_shows("10  ");
    stage_run("chart loss");
    stage_run("cursor 7");
    stage_draw(80, 24);
    struct row row = row_at(1, 7);
    char number[32], words[80];
    snprintf(words, sizeof words, "loss %s", screen_value(row.loss, number));
    ck_assert_shows(words);
    for (int columns = 10; columns < 50; columns += 3)
        for (int rows = 2; rows < 20; rows++)
            stage_draw(columns, rows);
}
END_TEST

START_TEST(what_nobody_has_is_said)
{
    stage_run("optimizer adam");
    stage_run("chart norm(m)");
    stage_run("optimizer sgd");
    stage_draw(80, 24);
    ck_assert_shows("no finite value");
}
END_TEST

/* --- what is kept --- */

static void check_cells(const struct frame *kept, const struct frame *anew, const char *after)
{
    for (int i = 0; i < kept->columns * kept->rows; i++)
        ck_assert_msg(cell_equal(&kept->cells[i], &anew->cells[i]), "after %s, cell %d, %d", after,
                      i % kept->columns, i / kept->columns);
    ck_assert_int_eq(kept->plate_count, anew->plate_count);
    for (int i = 0; i < kept->plate_count; i++) {
        const struct raster *one = kept->plates[i].raster, *other = anew->plates[i].raster;
        ck_assert(area_equal(&kept->plates[i].area, &anew->plates[i].area));
        ck_assert_int_eq(one->width, other->width);
        for (int k = 0; k < one->width * one->height; k++)
            ck_assert_msg(one->pixels[k] == other->pixels[k], "after %s, plate %d, pixel %d, %d",
                          after, i, k % one->width, k / one->width);
    }
}

/* Random commands, some of which do not fit: none of them may leave anything behind. */
static unsigned next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 40);
}

static const char *random_command(uint64_t *random)
{
    static const char *const commands[] = {"step",
                                           "step",
                                           "step",
                                           "step 3",
                                           "step 17",
                                           "back",
                                           "back 5",
                                           "step 200",
                                           "cursor 5",
                                           "cursor off",
                                           "eta 0.03",
                                           "momentum 0.4",
                                           "fork",
                                           "select 1",
                                           "select 2",
                                           "remove 2",
                                           "optimizer adam",
                                           "chart loss, x with y, norm(m) over time",
                                           "chart ema(loss, 0.9) log, step with energy",
                                           "chart y over x",
                                           "chart loss over n log",
                                           "reset",
                                           "noise 0.2",
                                           "back 100",
                                           "goto 700",
                                           "theme light",
                                           "goto 3000"};
    enum { COMMANDS = sizeof commands / sizeof *commands };
    return commands[next_random(random) % COMMANDS];
}

/* What has grown in one view, frame by frame, is what another one draws at once. */
START_TEST(kept_pictures_are_those_drawn_anew)
{
    uint64_t random = (uint64_t)_i + 1;
    struct error ignored;
    struct frame *anew = frame_new(80, 24);
    display.pixels = _i % 2 ? (struct cell_size){8, 16} : (struct cell_size){0, 0};
    display.colors = _i % 3 == 2 ? COLORS_MONO : COLORS_DIRECT;
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("ball adam eta=0.05");
    stage_run("ball rmsprop eta=0.02");
    stage_run("chart loss, x with y, energy");
    for (int i = 0; i < 60; i++) {
        const char *command = random_command(&random);
        int number, columns = next_random(&random) % 8 ? 90 : 60 + i;
        if (command_execute(session, command, &ignored))
            while (script_is_busy(session))
                script_work(session, NULL, &ignored, &number);
        stage_draw(columns, 30);
        struct view *other = view_new();
        frame_resize(anew, columns, 30);
        view_draw(other, anew, session, &display);
        ck_assert(_i % 2 == 0 || _i % 3 == 2 || session->look.chart.count == 0 ||
                  frame->plate_count > 0);
        check_cells(frame, anew, command);
        view_free(other);
    }
    frame_free(anew);
}
END_TEST

static bool always_late(void *context)
{
    (void)context;
    return true;
}

/* However late it always is, they come to their end, and to the same. */
START_TEST(pictures_are_made_in_pieces)
{
    struct frame *anew = frame_new(100, 36);
    display.pixels = _i ? (struct cell_size){8, 16} : (struct cell_size){0, 0};
    stage_run("surface himmelblau");
    stage_run("eta 0.01");
    stage_run("noise 1");
    stage_run("ball adam eta=0.05");
    stage_run("goto 9000");
    stage_run("chart loss, x with y over time");
    display.is_late = always_late;
    int frames = 0;
    do
        stage_draw(100, 36);
    while (view_is_unfinished(view) && ++frames < 10000);
    ck_assert_int_lt(frames, 10000);
    ck_assert_int_gt(frames, 10);
    display.is_late = NULL;
    struct view *other = view_new();
    view_draw(other, anew, session, &display);
    check_cells(frame, anew, "pieces");
    view_free(other);
    frame_free(anew);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("formulas");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_test(tests, lines_are_the_rows);
    tcase_add_test(tests, buckets_keep_the_extremes);
    tcase_add_test(tests, few_columns_have_few_buckets);
    tcase_add_loop_test(tests, lines_grow_as_they_are_made_anew, 0, 5);
    tcase_add_test(tests, a_line_is_of_those_who_have_it);
    tcase_add_test(tests, formulas_come_and_go);
    tcase_add_test(tests, axes_have_ends_that_are_said);
    tcase_add_test(tests, axes_begin_where_there_are_numbers);
    tcase_add_test(tests, who_rests_goes_no_further);
    tcase_add_test(tests, epochs_pass_evenly);
    tcase_add_test(tests, decades_hide_nothing);
    tcase_add_test(tests, typed_rules_are_told_apart);
    tcase_add_test(tests, a_scene_has_what_it_can_read);
    tcase_add_test(tests, charts_have_titles_axes_and_ends);
    tcase_add_test(tests, what_nobody_has_is_said);
    tcase_add_loop_test(tests, kept_pictures_are_those_drawn_anew, 0, 12);
    tcase_add_loop_test(tests, pictures_are_made_in_pieces, 0, 2);
    return suite_run("formulas", tests);
}
