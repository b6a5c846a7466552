/* Every scene's expectations hold, and none of the lessons' is empty: with one number changed, the
 * one that the lesson is about, they fail. */

#include "../src/base/text.h"
#include "../src/cli/check.h"
#include "../src/scene/scene.h"
#include "file.h"
#include "suite.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *scene;
    const char *from, *to; /* in its text, at its first place */
} lessons[] = {
    {"lesson-01-step-size", "eta=0.4", "eta=0.3"},
    {"lesson-02-direction", "momentum 0", "momentum 0.5"},
    {"lesson-03-trade-off", "eta=0.9", "eta=1.97"},
    {"lesson-03-trade-off", "eta=2.05", "eta=1.9"},
    {"lesson-04-too-high", "eta=2.01", "eta=1.98"},
    {"lesson-04-too-high", "eta=1.5", "eta=0.8"},
    {"lesson-05-too-low", "eta=0.005", "eta=0.5"},
    {"lesson-06-trapped", "eta=0.16", "eta=0.02"},
    {"lesson-06-trapped", "eta 0.02", "eta 0.16"},
    {"lesson-07-decay-beats-constant", "decay=0.02", "decay=0"},
    {"lesson-07-decay-beats-constant", "decay=0.02", "decay=1"},
    {"lesson-08-decay-settles", "decay=0.02", "decay=0"},
    {"lesson-09-time-decay", "time decay=0.02", "inverse-time decay=0.02"},
    {"lesson-10-step-decay", "period=10", "period=11"},
    {"lesson-11-exponential-decay", "decay=0.05", "decay=0.04"},
    {"lesson-12-momentum", "momentum=0.9", "momentum=0.1"},
    {"lesson-13-over-the-bumps", "momentum=0.9", "momentum=0.2"},
    {"lesson-13-over-the-bumps", "momentum 0", "momentum 0.9"},
    {"lesson-14-momentum-too-high", "momentum=0.95", "momentum=0.9"},
    {"lesson-15-momentum-too-low", "momentum=0.3", "momentum=0.9"},
    {"lesson-16a-one-rate-a-bowl", "eta 0.15", "eta 1.01"},
    {"lesson-16b-one-rate-a-ravine", "eta 0.15", "eta 0.07"},
    {"lesson-16c-one-rate-a-plain", "eta 0.15", "eta 15"},
    {"lesson-17-adaptive-rates", "adagrad eta=1", "adagrad eta=0.001"},
    {"lesson-17-adaptive-rates", "adam eta=0.3", "adam eta=0.001"},
    {"lesson-18-newton", "eta 1", "eta 0.5"},
    {"lesson-18-newton", "optimizer newton", "optimizer sgd"},
    {"lesson-18b-newton-in-the-valley", "optimizer newton", "optimizer adam"},
    {"lesson-19-epochs", "period=3 per epoch", "period=3"},
    {"lesson-19-epochs", "period=3 per epoch", "period=30 per epoch"},
    {"lesson-20-new-overrides-old", "eta 1", "eta 0.5"},
    {"lesson-20-new-overrides-old", "eta=0.01", "eta=0.5"},
    {"lesson-20-new-overrides-old", "batch 1", "batch 2"},
    {"lesson-21-catapult", "ball sgd eta=0.3", "ball sgd eta=0.2"},
    {"lesson-21-catapult", "ball sgd eta=0.5", "ball sgd eta=0.4"},
    {"lesson-22-sharpening", "ball sgd eta=0.1", "ball sgd eta=0.08"},
    {"lesson-23-label-noise", "batch 1", "batch all"},
    {"lesson-24-a-cycle-for-ever", "momentum 4/9", "momentum 0.3"},
    {"lesson-24-a-cycle-for-ever", "start 3.3", "start 2.5"},
    {"lesson-25-adams-wrong-way", "optimizer adam beta1=0 beta2=0.1",
     "optimizer adam beta1=0 beta2=0.999"},
    {"lesson-25-adams-wrong-way", "ball amsgrad", "ball adam"},
    {"lesson-26-sams-false-rest", "rho=0.5", "rho=0.3"},
    {"lesson-26-sams-false-rest", "ball sam eta=0.05 rho=0.5", "ball sgd eta=0.05"},
    {"lesson-27-decoupled-decay", "weight_decay=0.5", "weight_decay=0.01"},
    {"lesson-27-decoupled-decay", "+ wd*theta); v", "); v"},
    {"lesson-28-implicit-bias", "start 0, 0", "start 1, 0"},
    {"lesson-28-implicit-bias", "ball adam", "ball sgd"},
    {"lesson-29-clipping-at-a-cliff", "optimizer sgd\neta 0.02", "optimizer sgd\neta 0.0002"},
    {"lesson-29-clipping-at-a-cliff", "min(1, clip/norm(g))*g", "g"},
    {"lesson-30-four-schedules", "eta 0.06\nnoise 2", "eta 0.06\nnoise 0"},
    {"lesson-30-four-schedules", "period=60", "period=600"},
    {"lesson-31-time-at-a-saddle", "start=-2.6,1e-6", "start=-2.6,1e-5"},
    {"lesson-31-time-at-a-saddle", "eta 0.1", "eta 0.2"},
    {"lesson-32-best-momentum", "(9/11)^2", "0.9"},
    {"lesson-32-best-momentum", "(9/11)^2", "0.3"},
    {"lesson-33-newtons-cycle", "start=1\n", "start=0.99\n"},
    {"lesson-33-newtons-cycle", "start=1.1", "start=0.8"},
    {"lesson-34-exact-line-search", "dot(g,g)/dot(g,H*g)*g", "0.9*dot(g,g)/dot(g,H*g)*g"},
    {"lesson-34-exact-line-search", "start 20, 1", "start 20, 3"},
    {"lesson-35-nesterovs-ripples", "schedule momentum n/(n+3)", "momentum 0"},
    {"lesson-35-nesterovs-ripples", "where(n > 0 and dot(g, theta - last) > 0, 0, u + 1)", "u + 1"},
    {"lesson-36-noise-floor", "eta 0.4", "eta 0.1"},
    {"lesson-36-noise-floor", "inverse-time decay=0.05", "constant"},
    {"lesson-37-linear-scaling", "ball sgd eta=0.02", "ball sgd eta=0.005"},
    {"lesson-37-linear-scaling", "eta 0.005\nbatch 4", "eta 0.001\nbatch 4"},
    {"lesson-38-rmsprops-jitter", "eta 0.2", "eta 0.02"},
    {"lesson-38-rmsprops-jitter", "decay=0.03", "decay=0"},
    {"lesson-39-warm-up", "from=0.01 to=1", "from=1 to=1"},
    {"lesson-39-warm-up", "30*exp", "0*exp"},
    {"lesson-40-the-border", "momentum 0.9\nball nag", "momentum 0.3\nball nag"},
    {"lesson-40-the-border", "ball nag", "ball sgd"},
    {"data-1-least-squares", "speed - centre", "speed - centre - 1"},
    {"data-1-least-squares", "newton eta=1", "newton eta=0.5"},
    {"data-2-logistic-regression", "newton eta=1", "newton eta=0.1"},
    {"data-3-tiny-network", "adam eta=0.2", "adam eta=0.02"},
    {"data-4-robust", "delta = 0.2", "delta = 20"},
    {"data-4-robust", "eta 0.3", "eta 0.03"},
    {"data-5-galton", "number*", "1*"},
    {"data-6-old-faithful", "y - waiting", "y/3 - waiting"},
    {"data-6-old-faithful", "momentum=0.85", "momentum=0.1"},
    {"demo-1-tour", "adam eta=0.3", "adam eta=0.001"},
    {"demo-2-overshoot", "decay=0.03", "decay=0"},
    {"demo-3-race", "bfgs newton", "adagrad rmsprop"},
    {"demo-4-momentum", "momentum=0.95", "momentum=0.9"},
    {"demo-5-newton", "newton eta=1", "newton eta=0.5"},
    {"show-1-saddle-escape", "0.0001", "0.1"},
    {"show-1-saddle-escape", "newton eta=1", "newton-damped eta=1"},
    {"show-2-rosenbrock-race", "bfgs eta=1", "bfgs eta=0.1"},
    {"show-2-rosenbrock-race", "adam eta=0.1", "adam eta=0.0001"},
    {"show-3-warm-restarts", "period=50", "period=45"},
    {"show-3-warm-restarts", "schedule restarts period=50", "schedule cosine total=50"},
    {"show-4-edge-of-stability", "eta=0.16", "eta=0.02"},
    {"show-4-edge-of-stability", "eta 0.02", "eta 0.16"},
    {"show-5-annealing", "temperature=20", "temperature=0.001"},
    {"show-5-annealing", "decay=0.01", "decay=0"},
    {"data-7-svrg", "optimizer svrg updates=20", "optimizer sgd"},
    {"data-7-svrg", "ball sgd like 1", "ball like 1"},
    {"show-6-a-crowd-at-a-saddle", "noise 0.1", "noise 0"},
    {"show-6-a-crowd-at-a-saddle", "noise 0.1", "noise 0.5"},
    {"show-6-a-crowd-at-a-saddle", "at -2.6,0", "at -2.6,0.5"},
    {"show-7-a-minimum-that-drifts", "momentum=0.8", "momentum=0.5"},
    {"show-7-a-minimum-that-drifts", "n/25", "n/30"},
    {"show-7-a-minimum-that-drifts", "inverse-time decay=0.02", "constant"},
    {"show-8-a-minimum-that-swings", "momentum=0.9", "momentum=0.6"},
    {"show-8-a-minimum-that-swings", "sin(n/3)", "sin(n/6)"},
    {"show-8-a-minimum-that-swings", "eta=0.1 ", "eta=0.2 "},
    {"lab-1-eta-and-momentum", "momentum 4/9", "momentum 0.6"},
    {"lab-1-eta-and-momentum", "eta=0.0769", "eta=0.05"},
    {"lab-1-eta-and-momentum", "eta=0.12 momentum=0.9", "eta=0.07 momentum=0.9"},
    {"lab-2-newtons-basins", "optimizer newton", "optimizer newton-damped"},
    {"lab-2-newtons-basins", "eta=0.01", "eta=0.2"},
    {"lab-3-period-doubling", "eta=1.26", "eta=1.2"},
    {"lab-3-period-doubling", "eta=1.295", "eta=1.31"},
    {"lab-3-period-doubling", "eta=1.5+1e-12", "eta=1.5"},
    {"lab-4-range-test", "10 100", "10 30"},
    {"lab-4-range-test", "eta suggested", "eta 0.08"},
    {"lab-4-range-test", "eta=0.46", "eta=0.07"},
    {"lab-5-adams-edge", "beta1=0.9", "beta1=0.5"},
    {"lab-5-adams-edge", "ball adam beta1=0.5", "ball adam beta1=0.8"},
    {"line-1-which-well", "eta 0.05", "eta 0.25"},
    {"line-1-which-well", "eta=0.25", "eta=0.2"},
    {"line-1-which-well", "eta=0.45", "eta=0.4"},
    {"line-2-cobweb", "eta 0.9", "eta 1.02"},
    {"line-2-cobweb", "eta 1.1", "eta 0.95"},
    {"line-2-cobweb", "eta 1.26", "eta 1.2"},
    {"line-2-cobweb", "eta 1.5", "eta 1.25"},
};

/* How many of its expectations hold. */
static int check_text(const char *path, const char *content, struct text *failures)
{
    struct session *session = session_new();
    struct scene_failure failure;
    ck_assert_msg(scene_read(session, path, content, strlen(content), &failure), "%s:%d: %s", path,
                  failure.line, failure.error.text);
    int held = check_scene(session, path, failures, NULL);
    session_free(session);
    return held;
}

START_TEST(scenes_are_as_they_say)
{
    glob_t scenes;
    ck_assert_int_eq(glob("scenes/*.scene", 0, NULL, &scenes), 0);
    ck_assert_uint_ge(scenes.gl_pathc, 20);
    for (size_t i = 0; i < scenes.gl_pathc; i++) {
        const char *path = scenes.gl_pathv[i];
        struct text failures = {0};
        struct text content = file_read(path);
        int held = check_text(path, content.bytes, &failures);
        ck_assert_msg(failures.length == 0, "%s", failures.bytes);
        ck_assert_msg(held > 0 || !strstr(path, "lesson-"), "%s expects nothing", path);
        text_free(&failures);
        text_free(&content);
    }
    globfree(&scenes);
}
END_TEST

/* What a course reads after a while is read where the scene is checked, too. */
START_TEST(a_course_reads_data)
{
    static const char scene[] = "wait 2\ndata data/cars.csv\nsurface mean((x*speed - y)^2)\n"
                                "expect loss(1, 0) > 1\nrun\n";
    struct text failures = {0};
    check_text("scenes/none.scene", scene, &failures);
    ck_assert_msg(failures.length == 0, "%s", failures.bytes);
    text_free(&failures);
}
END_TEST

/* Where a scene asks, one of several choices is right, and there is something to say of it. */
START_TEST(a_question_has_choices)
{
    glob_t scenes;
    int asked = 0;
    ck_assert_int_eq(glob("scenes/lesson-*.scene", 0, NULL, &scenes), 0);
    for (size_t i = 0; i < scenes.gl_pathc; i++) {
        struct text content = file_read(scenes.gl_pathv[i]);
        if (strstr(content.bytes, "\nquiz ")) {
            asked++;
            ck_assert_msg(strstr(content.bytes, "\nright "), "%s", scenes.gl_pathv[i]);
            ck_assert_msg(strstr(content.bytes, "\nchoice "), "%s", scenes.gl_pathv[i]);
            ck_assert_msg(strstr(content.bytes, "\nthen "), "%s", scenes.gl_pathv[i]);
        }
        text_free(&content);
    }
    ck_assert_int_ge(asked, 35);
    globfree(&scenes);
}
END_TEST

/* Whoever looks at the choices alone learns nothing: the right one is as often a as b or c, and
 * neither the longest nor the shortest more often than others. A caption asks for nothing that the
 * open question refuses. */
START_TEST(no_choice_gives_itself_away)
{
    enum { LETTERS = QUIZ_CHOICES_MAX };
    int asked = 0, at[LETTERS] = {0}, longest = 0, shortest = 0;
    glob_t scenes;
    ck_assert_int_eq(glob("scenes/lesson-*.scene", 0, NULL, &scenes), 0);
    for (size_t i = 0; i < scenes.gl_pathc; i++) {
        struct text content = file_read(scenes.gl_pathv[i]);
        const char *rest = content.bytes, *line;
        size_t length;
        int count = 0, right = -1, columns[LETTERS] = {0}, most = 0, least = 1000;
        bool told = false;
        while (rest && (line = text_next_line(&rest, &length))) {
            bool is_right = strncmp(line, "right ", 6) == 0;
            told |= strncmp(line, "caption ", 8) == 0 && strstr(line, "Press") &&
                    strstr(line, "Press") < line + length;
            if (!is_right && strncmp(line, "choice ", 7) != 0)
                continue;
            ck_assert_int_lt(count, LETTERS);
            right = is_right ? count : right;
            size_t word = is_right ? 6 : 7;
            columns[count++] = utf8_columns(line + word, length - word);
        }
        for (int k = 0; k < count; k++)
            if (k != right) {
                most = columns[k] > most ? columns[k] : most;
                least = columns[k] < least ? columns[k] : least;
            }
        if (count > 0) {
            asked++;
            at[right]++;
            longest += columns[right] > most;
            shortest += columns[right] < least;
            ck_assert_msg(columns[right] <= most + 8 && columns[right] >= least - 16, "%s",
                          scenes.gl_pathv[i]);
            ck_assert_msg(!told, "%s: keys are the question's", scenes.gl_pathv[i]);
        }
        text_free(&content);
    }
    globfree(&scenes);
    ck_assert_int_ge(asked, 35);
    ck_assert_msg(longest * 3 <= asked, "%d of %d are the longest", longest, asked);
    ck_assert_msg(shortest * 3 <= asked, "%d of %d are the shortest", shortest, asked);
    for (int k = 0; k < 3; k++)
        ck_assert_msg(at[k] * 4 >= asked && at[k] * 5 <= asked * 2, "%d of %d are %c", at[k], asked,
                      'a' + k);
}
END_TEST

START_TEST(a_lesson_without_its_point_fails)
{
    char path[200];
    snprintf(path, sizeof path, "scenes/%s.scene", lessons[_i].scene);
    struct text content = file_read(path);
    char *body = strstr(content.bytes, "surface "); /* not in a comment or the caption */
    ck_assert_ptr_nonnull(body);
    char *place = strstr(body, lessons[_i].from);
    ck_assert_msg(place != NULL, "%s has no `%s`", path, lessons[_i].from);
    struct text broken = {0}, failures = {0};
    text_add_bytes(&broken, content.bytes, (size_t)(place - content.bytes));
    text_add(&broken, "%s%s", lessons[_i].to, place + strlen(lessons[_i].from));
    check_text(path, broken.bytes, &failures);
    ck_assert_msg(failures.length > 0, "%s holds with `%s`, too", path, lessons[_i].to);
    ck_assert_msg(strstr(failures.bytes, "expected ") != NULL, "%s: %s", path, failures.bytes);
    text_free(&broken);
    text_free(&failures);
    text_free(&content);
}
END_TEST

/* Every lesson is there, and is in the table above. */
START_TEST(no_lesson_is_left_out)
{
    for (int lesson = 1; lesson <= 20; lesson++) {
        char name[20];
        bool found = false;
        snprintf(name, sizeof name, "lesson-%02d", lesson);
        for (size_t i = 0; i < sizeof lessons / sizeof *lessons; i++)
            found |= strncmp(lessons[i].scene, name, strlen(name)) == 0;
        ck_assert_msg(found, "no %s", name);
    }
}
END_TEST

START_TEST(failures_say_what_was_found)
{
    static const char content[] = "surface x^2/2 + 0*y on [-4,4] x [-2,2]\n"
                                  "start 1, 0\n"
                                  "eta 0.5\n"
                                  "at 1 expect x(1) == 0.25\n"
                                  "expect x(1, 1) == 0.5 and x(1, 2) < 0\n"
                                  "expect overshoots(2) > 0\n"
                                  "expect eta(1, 5000) > 0\n"
                                  "expect x(1, 3) == 0.125\n";
    struct text failures = {0};
    ck_assert_int_eq(check_text("a", content, &failures), 1);
    ck_assert_str_eq(
        failures.bytes,
        "overshoot: a: at iteration 1, `expect x(1) == 0.25`: this does not hold: x(1) == "
        "0.25; x(1) = 0.5\n"
        "overshoot: a:5: expected x(1, 1) == 0.5 and x(1, 2) < 0; found x(1, 1) = "
        "0.5, x(1, 2) = 0.25\n"
        "overshoot: a:6: there is no ball 2; there is 1\n"
        "overshoot: a:7: there is no iteration 5000 of ball 1; there are 0 to 1000\n");
    text_free(&failures);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("lessons");
    tcase_add_test(tests, scenes_are_as_they_say);
    tcase_add_test(tests, a_course_reads_data);
    tcase_add_test(tests, a_question_has_choices);
    tcase_add_test(tests, no_choice_gives_itself_away);
    tcase_add_table_test(tests, a_lesson_without_its_point_fails, lessons);
    tcase_add_test(tests, no_lesson_is_left_out);
    tcase_add_test(tests, failures_say_what_was_found);
    return suite_run("lessons", tests);
}
