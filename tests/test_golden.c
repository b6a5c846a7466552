/* The frames of every view as they were when somebody looked at them, at three sizes: in 256
 * colours, and without colours and Unicode. `make golden` writes them anew: look at what changes
 * (cat shows the .ans on a terminal), then commit it with what changed it. */

#include "file.h"
#include "stage.h"
#include "suite.h"

#include "../src/output/frame_ansi.h"
#include "../src/output/frame_text.h"
#include "../src/view/halves.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *name;
    const char *commands[8];
} scenes[] = {
    {"map", {"surface ravine", "momentum 0.35", "eta 0.07", "goto 14"}},
    {"map-arrows",
     {"surface himmelblau", "eta 0.012", "momentum 0.4", "goto 3", "show arrows", "show gradient",
      "show future"}},
    {"map-undefined", {"surface log(x) + y^2", "start 3, 2", "eta 0.2", "goto 9"}},
    {"relief", {"surface himmelblau", "eta 0.012", "goto 6", "view relief", "turn 20", "tilt 40"}},
    {"relief-arrows",
     {"surface himmelblau", "eta 0.012", "momentum 0.4", "goto 3", "ghost", "view relief",
      "show arrows", "show gradient"}},
    {"slice", {"surface ravine", "eta 0.078", "goto 3", "view slice"}},
    {"slice-between",
     {"surface himmelblau", "start 0.5, -0.5", "ball adam eta=0.3", "goto 40",
      "slice ball 1 to -2.8, 3.1"}},
    {"map-model",
     {"surface himmelblau", "optimizer newton", "eta 0.6", "start 4.4, 3.6", "goto 1",
      "show model"}},
    {"map-overlay",
     {"surface himmelblau", "eta 0.012", "goto 6", "overlay abs(x) + abs(y) <= 4 and x >= -2"}},
    {"map-overlay-contours",
     {"surface himmelblau", "eta 0.012", "goto 6", "overlay (x + 1)^2 + 3*y^2"}},
    {"step", {"surface ravine", "eta 0.07", "momentum 0.35", "goto 5", "view step"}},
    {"step-adam", {"surface beale", "optimizer adam", "goto 5", "view step"}},
    {"charts", {"surface ravine", "eta 0.07", "ball adam eta=0.1", "goto 30", "view charts"}},
    {"charts-formulas",
     {"surface ravine", "eta 0.07", "ball adam eta=0.1", "goto 60",
      "chart loss, x with y, ema(step, 0.9) log over time"}},
    {"charts-ghost",
     {"surface ravine", "eta 0.07", "goto 30", "ghost", "reset", "eta 0.03", "goto 12",
      "view charts"}},
    {"map-slice", {"surface himmelblau", "eta 0.012", "goto 6", "view map slice"}},
    {"relief-charts", {"surface rosenbrock", "eta 0.001", "goto 30", "view relief charts"}},
    {"race", {"surface rosenbrock", "race adam rmsprop sgd nesterov", "goto 40"}},
    {"fork",
     {"surface ravine", "eta 0.07", "goto 8", "ghost", "fork eta=0.03 momentum=0.5", "goto 20"}},
    {"single", {"surface beale", "optimizer adam", "goto 30", "single on"}},
    {"map-data",
     {"data cars.csv", "surface mean((x*(speed - 15.4) + y - distance)^2) on [-2,10] x [0,90]",
      "plot distance = x*(speed - 15.4) + y", "start 0, 10", "eta 0.02", "ball newton eta=1",
      "goto 6", "view map data"}},
    {"data",
     {"data o-rings.csv",
      ("surface mean(log1p(exp(x*(temperature - 70)/5 + y)) - damage*(x*(temperature - 70)/5 + y)) "
       "on [-4,2] x [-4,2]"),
      "plot damage = 1/(1 + exp(-(x*(temperature - 70)/5 + y)))", "start 0.8, 0.6", "eta 1",
      "goto 12", "view data"}},
    {"sweep", {"surface ravine", "eta 0.06", "momentum 0.5", "goto 9", "sweep"}},
    {"sweep-verdict",
     {"surface ravine", "optimizer nag", "sweep eta=0.005:0.2:log momentum=0:0.99 by verdict"}},
    {"sweep-curve",
     {"surface x^4/4 - x^2/2 + y^2/2", "start 0.5, 0", "eta 1.1", "sweep eta=0.8:2.05"}},
    {"basin", {"surface himmelblau", "optimizer newton", "eta 1", "view basin"}},
    {"map-sweep", {"surface ravine", "eta 0.06", "momentum 0.5", "goto 9", "view map sweep"}},
    {"crowd", {"surface himmelblau", "eta 0.01", "crowd 3000", "goto 3"}},
    {"starts", {"surface himmelblau", "eta 0.01", "starts 3x3", "goto 9"}},
    {"curve", {"surface x^4/4 - x^2 on [-3,3]", "start -2.6", "eta 0.25", "goto 5"}},
    {"curve-pole", {"surface 1/x + x/4 on [-3,3]", "start 0.3", "eta 0.3", "goto 3"}},
    {"curve-gone",
     {"surface x^2/2 on [-3,3]", "start -1", "eta 2.4", "ball newton eta=1", "goto 4", "select 1"}},
    {"cobweb",
     {"surface (x^2 - 1)^2/4 on [-1.6,1.6]", "start 0.3", "eta 1.26", "goto 40", "view cobweb"}},
    {"map-cobweb",
     {"surface x^3/3 - x on [-2,3]", "start 2.5", "optimizer newton", "eta 1", "goto 2",
      "view map cobweb"}},
    {"curve-basin",
     {"surface sin(3*x) + x^2/10 on [-4,4]", "optimizer newton", "eta 1", "goto 2", "view basin"}},
    {"curve-step",
     {"surface x^4/4 - x^2 on [-3,3]", "start -2.6", "eta 0.1", "goto 3", "view step"}},
    {"quiz",
     {"surface ravine", "eta 0.081", "goto 2", "caption λ is 25 across the valley.",
      "quiz Where will it land?", "choice (1, 0.3) nearer", "right (-2, -1) farther away",
      "choice it stays"}},
    {"quiz-answered",
     {"surface ravine", "eta 0.081", "goto 2", "quiz Where will it land?", "choice (1, 0.3) nearer",
      "right (-2, -1) farther away", "then η·λ is above 2.", "answer a"}},
    {"quiz-point",
     {"surface himmelblau", "eta 0.012", "goto 3", "big on", "quiz Where will it rest?",
      "right -2.8, 3.1 within 0.5", "then It rolls down there.", "answer 3, 2"}},
    {"big", {"surface ravine", "eta 0.078", "goto 14", "big on"}},
};
enum { SCENES = sizeof scenes / sizeof *scenes };

static const struct {
    int columns, rows;
} sizes[] = {{40, 12}, {80, 24}, {100, 30}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void check(const char *name, const char *ending, int columns, int rows, const char *content)
{
    char path[200], seen[200];
    snprintf(path, sizeof path, "tests/golden/%s-%dx%d.%s", name, columns, rows, ending);
    if (getenv("OVERSHOOT_GOLDEN")) {
        file_write(path, content);
        return;
    }
    struct text golden = {0};
    if (access(path, F_OK) == 0)
        golden = file_read(path);
    bool same = golden.bytes && strcmp(golden.bytes, content) == 0;
    text_free(&golden);
    if (same)
        return;
    mkdir("build", 0777);
    mkdir("build/golden", 0777);
    snprintf(seen, sizeof seen, "build/golden/%s-%dx%d.%s", name, columns, rows, ending);
    file_write(seen, content);
    ck_abort_msg("%s is not %s; is it as it should be? then make golden", seen, path);
}

START_TEST(frames_are_as_they_were_seen)
{
    int scene = _i / SIZES, columns = sizes[_i % SIZES].columns, rows = sizes[_i % SIZES].rows;
    for (int i = 0; i < 8 && scenes[scene].commands[i]; i++)
        stage_run(scenes[scene].commands[i]);
    struct text text = {0};
    display.colors = COLORS_256;
    stage_draw(columns, rows);
    frame_ansi_write(&text, frame, COLORS_256);
    check(scenes[scene].name, "ans", columns, rows, text.bytes);
    text_free(&text);
    display.colors = COLORS_MONO, display.unicode = false;
    check(scenes[scene].name, "txt", columns, rows, stage_draw(columns, rows));
}
END_TEST

/* Two scenes beside each other. */
static const struct {
    const char *name, *left, *right;
    const char *commands[3];
} pairs[] = {
    {"compare", "2-too-high", "4-momentum", {"goto 12"}},
    {"compare-charts", "2-too-high", "3-decay", {"goto 40", "view charts"}},
    {"compare-relief",
     "lesson-16a-one-rate-a-bowl",
     "lesson-16b-one-rate-a-ravine",
     {"goto 8", "view relief slice"}},
};
enum { PAIRS = sizeof pairs / sizeof *pairs };
static const struct {
    int columns, rows;
} pair_sizes[] = {{80, 24}, {120, 36}};

static void run_both(const char *line)
{
    stage_run(line);
    struct session *left = session;
    session = left->host.beside;
    if (session)
        stage_run(line);
    session = left;
}

static void draw_both(struct halves *halves, int columns, int rows)
{
    const struct half sides[2] = {{session, 1, false}, {session->host.beside, 1, false}};
    frame_resize(frame, columns, rows);
    halves_draw(halves, frame, sides, &display);
}

START_TEST(two_are_as_they_were_seen)
{
    int pair = _i / 2, columns = pair_sizes[_i % 2].columns, rows = pair_sizes[_i % 2].rows;
    struct halves *halves = halves_new();
    struct text line = {0}, ansi = {0}, text = {0};
    text_add(&line, "open %s", pairs[pair].left);
    stage_run(line.bytes);
    text_clear(&line);
    text_add(&line, "compare %s", pairs[pair].right);
    stage_run(line.bytes);
    for (int i = 0; i < 3 && pairs[pair].commands[i]; i++)
        run_both(pairs[pair].commands[i]);
    display.colors = COLORS_256;
    draw_both(halves, columns, rows);
    frame_ansi_write(&ansi, frame, COLORS_256);
    check(pairs[pair].name, "ans", columns, rows, ansi.bytes);
    display.colors = COLORS_MONO, display.unicode = false;
    draw_both(halves, columns, rows);
    frame_text_write(&text, frame);
    check(pairs[pair].name, "txt", columns, rows, text.bytes);
    text_free(&line);
    text_free(&ansi);
    text_free(&text);
    halves_free(halves);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("golden");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_loop_test(tests, frames_are_as_they_were_seen, 0, SCENES * SIZES);
    tcase_add_loop_test(tests, two_are_as_they_were_seen, 0, PAIRS * 2);
    return suite_run("golden", tests);
}
