/* Saving loses nothing: a scene keeps its course, and what was changed by hand is added. */

#include "../src/cli/film.h"
#include "../src/cli/services.h"
#include "../src/front/clock.h"
#include "../src/output/run.h"
#include "../src/scene/scene.h"
#include "file.h"
#include "folder.h"
#include "stage.h"
#include "suite.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct error error;

static struct session *read_scene(const char *path, const char *text)
{
    struct session *scene = session_new();
    struct scene_failure failure;
    ck_assert_msg(scene_read(scene, path, text, strlen(text), &failure), "%d: %s\n%s", failure.line,
                  failure.error.text, text);
    scene->host.services = &file_services;
    return scene;
}

static void finish(struct session *of)
{
    int line;
    ck_assert_msg(clock_finish(of, -1, &error, &line), "%d: %s", line, error.text);
}

static void say(struct session *to, const char *line)
{
    ck_assert_msg(command_execute(to, line, &error), "%s: %s", line, error.text);
    finish(to);
}

static struct text saved(struct session *of, const char *path, bool state)
{
    struct text text = {0};
    scene_write_for(of, path, state, &text);
    return text;
}

static char *table(struct session *of, int64_t steps)
{
    char *bytes;
    size_t size;
    FILE *stream = open_memstream(&bytes, &size);
    ck_assert_msg(
        run_write(of, steps, &(struct run_table){.format = run_format_find("csv")}, stream, &error),
        "%s", error.text);
    fclose(stream);
    return bytes;
}

static void expect_same(struct session *a, struct session *b, int64_t steps)
{
    char *run = table(a, steps), *rerun = table(b, steps);
    ck_assert_str_eq(run, rerun);
    free(run);
    free(rerun);
}

/* --- every scene --- */

static glob_t scenes;

static uint64_t film_sum;

static void add_frame(void *context, double seconds, const struct frame *shown_frame)
{
    (void)context, (void)seconds;
    for (int i = 0; i < shown_frame->columns * shown_frame->rows; i++) {
        const struct cell *cell = &shown_frame->cells[i];
        const uint64_t parts[] = {cell->glyph, cell->combine, cell->fg, cell->bg, cell->attributes};
        for (int k = 0; k < 5; k++)
            film_sum = (film_sum ^ parts[k]) * UINT64_C(1099511628211);
    }
}

static void end_film(void *context, double seconds)
{
    (void)context, (void)seconds;
}

static uint64_t film_of(struct session *of, double seconds)
{
    const struct frame_sink sink = {.frame = add_frame, .end = end_film};
    const struct film film = {.how = {60, 18, COLORS_256, false}, .rate = 10, .seconds = seconds};
    int line;
    film_sum = 14695981039346656037u;
    ck_assert_msg(film_make(&sink, of, &film, &error, &line), "%d: %s", line, error.text);
    return film_sum;
}

static void expect_same_commands(const struct session *a, const struct session *b)
{
    ck_assert_int_eq(a->journal.count, b->journal.count);
    for (int i = 1; i < a->journal.count; i++)
        ck_assert_str_eq(a->journal.entries[i].command, b->journal.entries[i].command);
}

START_TEST(every_scene_stays_what_it_is)
{
    const char *path = scenes.gl_pathv[_i];
    struct text file = file_read(path);
    struct session *one = read_scene(path, file.bytes);
    struct text text = saved(one, path, false);
    const char *rest = strchr(text.bytes, '\n') + 1;
    ck_assert_int_eq(strncmp(text.bytes, "# overshoot ", 12), 0);
    ck_assert_str_eq(rest, file.bytes);
    struct session *other = read_scene(path, text.bytes);
    struct text again = saved(other, path, false);
    ck_assert_str_eq(again.bytes, text.bytes);
    double seconds = suite_whole() ? 20 : 1;
    ck_assert_uint_eq(film_of(one, seconds), film_of(other, seconds));
    finish(one);
    finish(other);
    expect_same_commands(one, other);
    expect_same(one, other, 60);
    session_free(one);
    session_free(other);
    text_free(&file);
    text_free(&text);
    text_free(&again);
}
END_TEST

/* --- what was changed --- */

static const struct {
    const char *scene, *changes, *saved; /* saved: its lines but for the header; NULL: whatever */
} cases[] = {
    {"# a\neta 0.2\n\nrun\n# b\n", "", NULL},
    {"# a\neta 0.2\nrun\n# b\n", "eta 0.3", "# a\neta 0.2\neta 0.3\nrun\n# b\n"},
    {"# a\neta 0.2\nrun\nexpect loss(1) > 0\n",
     "goto 12\neta 0.3\ncaption A b\ngoto 20\nmomentum 0.5",
     "# a\neta 0.2\nat 12 eta 0.3\nat 12 caption A b\nat 20 momentum 0.5\nrun\nexpect loss(1) > "
     "0\n"},
    {"ball adam\nrun", "goto 9\nselect 1\neta 0.3\nzoom 2",
     "ball adam\nselect 1\nat 9 eta 0.3\nat 9 zoom 2\nrun\n"},
    {"ball adam\nselect 1\nrun", "goto 9\nall eta 0.01\nselect 2\nbeta1 0.5\nselect 1",
     "ball adam\nselect 1\nat 9 all eta 0.01\nselect 2\nat 9 beta1 0.5\nselect 1\nrun\n"},
    {"eta 0.2\nrun", "goto 12\neta 0.3\nreset\nmomentum 0.5",
     "eta 0.2\nrun\ngoto 12\neta 0.3\nreset\nmomentum 0.5\n"},
    {"eta 0.2\nrun", "eta 0.3\nundo", "eta 0.2\nrun\n"},
    {"schedule plateau mode=abs\nrun", "goto 5\nschedule plateau mode=rel", NULL},
    {"eta 0.2\nrun", "goto 12\nball adam\ngoto 20\nfork eta=0.5\nview charts",
     "eta 0.2\nrun\ngoto 12\nball adam\ngoto 20\nfork eta=0.5\nview charts\n"},
    {"eta 0.2\ngoto 20\n", "goto 30\neta 0.3\ngoto 40\nback 5",
     "eta 0.2\ngoto 20\nat 30 eta 0.3\ngoto 40\ngoto 35\n"},
    {"eta 0.2\ngoto 20\n", "back 5\neta 0.3", "eta 0.2\ngoto 20\ngoto 15\neta 0.3\n"},
    {"run\nwait 2\neta 0.2\nwait 1\ncaption B", "momentum 0.5",
     "run\nwait 2\neta 0.2\nwait 1\ncaption B\nmomentum 0.5\n"},
    {"eta 0.2\nquiz What?\nat 30 caption C\n# d\nstep 5\n", "speed 30\nselect 1",
     "eta 0.2\nquiz What?\nat 30 caption C\n# d\nstep 5\nspeed 30\n"},
    {"data scenes/data/cars.csv\nrun",
     "surface mean((x*speed - distance)^2) + y^2\ngoto 5\neta 1e-4", NULL},
    {"noise 0.1\nrun\nwait until n >= 20\nseed 4\nwait until n >= 10\neta 0.02\n",
     "momentum 0.5\ngoto 40\nball adam\ngoto 60\nback 20\neta 0.3", NULL},
    {"race sgd adam budget=50\nrun", "goto 30\nselect 2\neta 0.3\ngoto 45\nremove 1\nball newton",
     NULL},
};

START_TEST(what_was_changed_is_added)
{
    struct session *one = read_scene("a.scene", cases[_i].scene);
    char *changes = strdup(cases[_i].changes);
    finish(one);
    for (char *line = strtok(changes, "\n"); line; line = strtok(NULL, "\n"))
        say(one, line);
    struct text text = saved(one, "./b.scene", false);
    if (cases[_i].saved)
        ck_assert_str_eq(strchr(text.bytes, '\n') + 1, cases[_i].saved);
    struct session *other = read_scene("b.scene", text.bytes);
    finish(other);
    expect_same(one, other, 100);
    ck_assert_int_eq(one->selected, other->selected);
    ck_assert_mem_eq(&one->look.region, &other->look.region, sizeof one->look.region);
    session_free(one);
    session_free(other);
    text_free(&text);
    free(changes);
}
END_TEST

/* eta_0 stays where a command has named it, else it is 1 with rules whose usual one that is, and
 * 0.1 with others; a saved session knows what was named. */
static const struct {
    const char *lines;
    double etas[3]; /* of the balls; 0: there are no more */
} rates[] = {
    {"optimizer newton", {1}},
    {"optimizer newton\noptimizer adam", {0.1}},
    {"optimizer bfgs\noptimizer theta -= eta*g", {0.1}},
    {"eta 0.05\noptimizer newton", {0.05}},
    {"eta 0.05\noptimizer newton\noptimizer adam", {0.05}},
    {"optimizer adam eta=0.2\noptimizer newton", {0.2}},
    {"optimizer adam\neta usual", {0.001}},
    {"optimizer adam\neta usual\noptimizer newton", {0.001}},
    {"eta 0.3\noptimizer newton\neta auto", {1}},
    {"eta 0.3\noptimizer adam\nundo\nundo\noptimizer newton", {1}},
    {"goto 5\neta 0.3\ngoto 7\neta auto\ngoto 8", {0.1}},
    {"goto 5\noptimizer newton\ngoto 7", {1}},
    {"schedule time decay=0.1\ngoto 5\noptimizer newton\ngoto 9", {1}},
    {"schedule time decay=0.1\ngoto 5\noptimizer newton\ngoto 9\noptimizer sgd\ngoto 12", {0.1}},
    {"at 5 optimizer newton\ngoto 9", {1}},
    {"at 5 optimizer newton\ngoto 5\noptimizer sgd\ngoto 9", {0.1}},
    {"at 5 eta 0.3\ngoto 5\neta auto\ngoto 9", {0.1}},
    {"goto 9\neta 0.3\nback 5\noptimizer newton", {1}},
    {"fork\neta 0.3\nall optimizer newton", {1, 0.3}},
    {"ball newton", {0.1, 1}},
    {"ball newton\nball adam", {0.1, 1, 0.1}},
    {"eta 0.05\nball adam\nball newton", {0.05, 0.05, 1}},
    {"eta 0.05\nball\noptimizer newton", {0.05, 0.05}},
    {"eta 0.05\nball newton\noptimizer sgd", {0.05, 0.1}},
    {"ball\neta 0.3\nselect 1\nball", {0.1, 0.3, 0.1}},
    {"ball\nselect 1\neta 0.3\ngoto 5\nball newton", {0.3, 0.1, 1}},
    {"ball adam eta=0.2\nball", {0.1, 0.2, 0.2}},
    {"race sgd adam\nselect 2\noptimizer newton", {0.01, 0.001}},
    {"ball newton like 1\noptimizer adam", {0.1, 0.1}},
    {"eta 0.3\nschedule cosine total=9\nschedule momentum 0.5\nnoise 0.5\nball nesterov like 1",
     {0.3, 0.3}},
    {"noise 0.5\nball like 1 momentum=0.5 eta=0.2\nselect 1\nball like 2", {0.1, 0.2, 0.2}},
};

static void expect_rates(const struct sim *a, const struct sim *b, const double *etas)
{
    ck_assert_int_eq(a->ball_count, b->ball_count);
    for (int i = 0; i < a->ball_count; i++) {
        ck_assert_double_eq(sim_recipe(a, i)->eta0, etas[i]);
        ck_assert_double_eq(sim_recipe(b, i)->eta0, etas[i]);
        ck_assert_int_eq(sim_recipe(a, i)->eta_named, sim_recipe(b, i)->eta_named);
    }
    ck_assert(a->ball_count == 3 || etas[a->ball_count] == 0);
}

START_TEST(rates_are_named_or_brought)
{
    struct session *one = session_new();
    char *lines = strdup(rates[_i].lines);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
        say(one, line);
        finish(one);
    }
    struct text text = saved(one, "./b.scene", true);
    struct session *other = read_scene("b.scene", text.bytes);
    finish(other);
    expect_rates(one->sim, other->sim, rates[_i].etas);
    expect_same(one, other, 40);
    session_free(one);
    session_free(other);
    text_free(&text);
    free(lines);
}
END_TEST

START_TEST(new_balls_say_their_numbers)
{
    static const char *const said[][2] = {
        {"ball", "ball 2: sgd eta=0.1 momentum=0"},
        {"eta 0.3", ""},
        {"eta usual", "eta 0.01, as is usual for this optimizer"},
        {"ball adam beta1=0.5", "ball 3: adam eta=0.01 beta1=0.5 beta2=0.999 eps=1e-08"},
        {"ball lion like 1", "ball 4: lion eta=0.1 beta1=0.9 beta2=0.99 weight_decay=0"},
        {"ball like 3", "ball 5: adam eta=0.01 beta1=0.5 beta2=0.999 eps=1e-08"},
    };
    struct session *one = session_new();
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        text_clear(&one->answers.notice);
        say(one, said[i][0]);
        ck_assert_str_eq(one->answers.notice.length ? one->answers.notice.bytes : "", said[i][1]);
    }
    session_free(one);
    one = read_scene("a.scene", "ball adam\neta usual\n"); /* nobody has asked */
    ck_assert_uint_eq(one->answers.notice.length, 0);
    session_free(one);
}
END_TEST

/* While the scene's course goes on. */
START_TEST(what_was_changed_on_the_way_is_added)
{
    static const struct {
        const char *scene, *change, *saved;
    } on_the_way[] = {
        {"noise 0.5\ngoto 20\neta 0.3\nrun\n", "seed 5",
         "noise 0.5\ngoto 20\ngoto 0\nseed 5\ngoto 20\neta 0.3\nrun\n"},
        {"run\nwait 2\neta 0.2\n", "momentum 0.5",
         "run\nwait 2\ngoto 3\nmomentum 0.5\ngoto 8\nrun\neta 0.2\n"},
    };
    struct session *one = read_scene("a.scene", on_the_way[_i].scene);
    for (int i = 0; i < 3 && one->player.playing; i++)
        ck_assert(script_tick(one, &error));
    ck_assert(command_execute(one, on_the_way[_i].change, &error));
    for (int i = 0; i < 5 && one->player.playing; i++)
        ck_assert(script_tick(one, &error));
    if (one->player.playing)
        script_elapse(one, 2);
    else
        player_go_to(&one->player, 20); /* as nothing was typed at, but --seed was given */
    finish(one);
    struct text text = saved(one, "./b.scene", false);
    ck_assert_str_eq(strchr(text.bytes, '\n') + 1, on_the_way[_i].saved);
    struct session *other = read_scene("b.scene", text.bytes);
    finish(other);
    expect_same(one, other, 100);
    session_free(one);
    session_free(other);
    text_free(&text);
}
END_TEST

/* While it waits for something; and then goes on, before it is saved or after. */
static const struct {
    const char *scene, *change;
    bool early;
    const char *saved;
} while_it_waits[] = {
    {"quiz What?\nchoice This\nright That\nstep 5\neta 0.2\n", "view relief", false,
     "quiz What?\nchoice This\nright That\nview relief\nstep 5\neta 0.2\n"},
    {"quiz What?\n\nright 1, 2 within 0.5\nthen So.\nstep 5\n", "view relief", true,
     "quiz What?\n\nright 1, 2 within 0.5\nthen So.\nview relief\nstep 5\n"},
    {"run\nwait until n >= 20\neta 0.2\n", "momentum 0.5", true,
     "run\ngoto 3\nmomentum 0.5\nrun\nwait until n >= 20\neta 0.2\n"},
    {"press space\n", "momentum 0.5", false, "press space\ngoto 3\nmomentum 0.5\nrun\n"},
    {"ball adam\nwait 3\nexpect steps(1) > 20\n", "eta 0.2", false,
     "ball adam\nwait 3\ngoto 0\neta 0.2\nexpect steps(1) > 20\n"},
};

START_TEST(what_was_changed_while_it_waits_is_added)
{
    struct session *one = read_scene("a.scene", while_it_waits[_i].scene);
    for (int i = 0; i < 3 && one->player.playing; i++)
        ck_assert(script_tick(one, &error));
    ck_assert(command_execute(one, while_it_waits[_i].change, &error));
    if (!while_it_waits[_i].early)
        finish(one);
    struct text text = saved(one, "./b.scene", false);
    ck_assert_str_eq(strchr(text.bytes, '\n') + 1, while_it_waits[_i].saved);
    finish(one);
    struct session *other = read_scene("b.scene", text.bytes);
    finish(other);
    expect_same(one, other, 100);
    ck_assert_int_eq(one->selected, other->selected);
    session_free(one);
    session_free(other);
    text_free(&text);
}
END_TEST

/* What a scene became by what was `told` is saved, and runs as it does. */
static void expect_saved_run(struct session *one, const char *scene, const char *told)
{
    struct text text = saved(one, "./b.scene", false);
    struct session *other = read_scene("b.scene", text.bytes);
    finish(other);
    char *run = table(one, 100), *rerun = table(other, 100);
    ck_assert_msg(strcmp(run, rerun) == 0, "%s\nwith\n%s\nbecame\n%s", scene, told, text.bytes);
    session_free(other);
    text_free(&text);
    free(run);
    free(rerun);
}

/* At random iterations, with undo. */
START_TEST(whatever_was_changed_is_added)
{
    static const char *const lines[] = {
        "eta 0.3",  "eta *= 0.9", "momentum 0.5",  "optimizer adam", "ball adam", "fork",
        "remove 1", "reset",      "start 1, 1",    "noise 0.1",      "let k = 2", "schedule time",
        "select 1", "zoom 1.5",   "at 30 eta 0.2", "all eta 0.05",   "undo",      "redo",
        "run",      "view next",  "seed 3",        "surface ravine"};
    enum { LINES = sizeof lines / sizeof *lines };
    const char *scene = cases[_i % (int)(sizeof cases / sizeof *cases)].scene;
    uint32_t random = (uint32_t)_i * 2654435761u + 1;
    struct session *one = read_scene("a.scene", scene);
    struct text told = {0};
    finish(one);
    for (int i = 0; i < 12; i++) {
        char line[40];
        random = random * 1664525u + 1013904223u;
        sprintf(line, "goto %u", (random >> 8) % 60);
        random = random * 1664525u + 1013904223u;
        const char *said = random >> 30 ? lines[(random >> 8) % (i % 3 ? 3 : LINES)] : line;
        text_add(&told, "%s\n", said);
        if (command_execute(one, said, &error))
            finish(one);
    }
    expect_saved_run(one, scene, told.bytes);
    session_free(one);
    text_free(&told);
}
END_TEST

/* Undo stands still on the way, and the scene goes on from there. */
START_TEST(where_the_scene_was_stopped_is_added)
{
    const struct limits limits = {.stops = true, .last = 55};
    struct session *one = read_scene("a.scene", "eta 0.2\ngoto 70\nnoise 0.1\nrun\n");
    int line;
    ck_assert(script_work(one, &limits, &error, &line));
    ck_assert(command_execute(one, "eta 0.3", &error));
    say(one, "undo");
    struct text text = saved(one, "b.scene", false);
    ck_assert_str_eq(strchr(text.bytes, '\n') + 1, "eta 0.2\ngoto 70\nnoise 0.1\nrun\n");
    text_free(&text);
    say(one, "ball sgd"); /* for which it matters */
    text = saved(one, "b.scene", false);
    ck_assert_str_eq(strchr(text.bytes, '\n') + 1,
                     "eta 0.2\ngoto 70\ngoto 55\nnoise 0.1\nrun\nball sgd\n");
    struct session *other = read_scene("b.scene", text.bytes);
    finish(other);
    expect_same(one, other, 100);
    session_free(one);
    session_free(other);
    text_free(&text);
}
END_TEST

/* The same while the scene leads the clock to and fro. */
START_TEST(whatever_was_changed_on_the_way_is_added)
{
    static const char scene[] = "eta 0.2\ngoto 20\neta 0.15\ngoto 50\neta 0.1\nback 10\n"
                                "ball adam\ngoto 70\nnoise 0.1\nrun\n";
    static const char *const lines[] = {"eta 0.3",    "momentum 0.5", "optimizer adam", "noise 0.2",
                                        "eta *= 0.9", "fork",         "schedule time",  "ball sgd"};
    struct session *one = read_scene("a.scene", scene);
    struct text told = {0};
    uint32_t random = (uint32_t)_i * 2654435761u + 1;
    for (int i = 0; i < 4; i++) {
        random = random * 1664525u + 1013904223u;
        const struct limits limits = {.stops = true, .last = (random >> 8) % 70};
        int number;
        ck_assert_msg(script_work(one, &limits, &error, &number), "%d: %s\n%s", number, error.text,
                      told.bytes);
        random = random * 1664525u + 1013904223u;
        const char *said = lines[(random >> 8) % (sizeof lines / sizeof *lines)];
        bool good = command_execute(one, said, &error);
        text_add(&told, "%s at %d%s\n", said, (int)one->sim->clock, good ? "" : ": no");
    }
    finish(one);
    expect_saved_run(one, scene, told.bytes);
    session_free(one);
    text_free(&told);
}
END_TEST

static const struct {
    const char *scene, *lines[6], *saved;
} held_cases[] = {
    {"surface bowl\neta 0.1\nrun\n",
     {"goto 5", "expect loss(1) < 1", "expect loss(1) < 1", "goto 9", "expect loss(1) < 0.9"},
     "at 5 expect loss(1) < 1\nat 9 expect loss(1) < 0.9\n"},
    {"surface bowl\neta 0.1\ngoto 3\n",
     {"expect loss(1) < 0", "goto 5", "expect loss(1) < 1", "goto 9", "eta 0.2"},
     "at 5 expect loss(1) < 1\nat 9 eta 0.2\n"},
    {"surface bowl\neta 0.1\nrun\nwait 1\ncaption Now.\n",
     {"goto 5", "expect loss(1) < 1", "goto 9", "eta 0.2"},
     "goto 5\nat 5 expect loss(1) < 1\ngoto 9\neta 0.2\n"},
    {NULL,
     {"goto 5", "expect loss(1) < 1", "ball adam", "goto 9", "expect loss(2) < 9"},
     "at 0 expect loss(1) < 1\n"},
    {NULL,
     {"goto 5", "expect loss(1) < 1", "ball adam", "goto 9", "expect loss(2) < 9"},
     "at 4 expect loss(2) < 9\n"},
};

/* What holds is said, and stands in the scene at the iteration where it held. */
START_TEST(what_holds_is_kept)
{
    const char *scene = held_cases[_i].scene;
    struct session *one = scene ? read_scene("x.scene", scene) : session_new();
    finish(one);
    for (int i = 0; i < 6 && held_cases[_i].lines[i]; i++) {
        const char *line = held_cases[_i].lines[i];
        bool asks = strncmp(line, "expect ", 7) == 0;
        text_clear(&one->answers.notice);
        if (!command_execute(one, line, &error))
            ck_assert_ptr_nonnull(strstr(error.text, "this does not hold"));
        else if (asks)
            ck_assert_msg(strstr(one->answers.notice.bytes, line + 7), "%s", line);
        finish(one);
    }
    struct text text = saved(one, "y.scene", false);
    ck_assert_msg(strstr(text.bytes, held_cases[_i].saved), "%s", text.bytes);
    ck_assert_ptr_null(strstr(text.bytes, "loss(1) < 0\n"));
    struct session *other = read_scene("y.scene", text.bytes);
    finish(other);
    session_free(one);
    session_free(other);
    text_free(&text);
}
END_TEST

/* Of another course, or of other balls, it is not true. */
START_TEST(what_does_not_hold_any_longer_is_not_kept)
{
    struct session *one = read_scene("x.scene", "surface bowl\neta 0.1\nball adam\nrun\n");
    say(one, "goto 5");
    say(one, "expect loss(1) < 1");
    say(one, "goto 3");
    say(one, "select 1");
    say(one, "eta 0.01");
    say(one, "goto 6");
    say(one, "expect loss(2) > loss(1)");
    say(one, "undo");
    say(one, "expect loss(2) < 5");
    say(one, "remove 1");
    struct text text = saved(one, "y.scene", false), state = saved(one, "y.scene", true);
    ck_assert_msg(!strstr(text.bytes, "expect"), "%s", text.bytes);
    ck_assert_msg(!strstr(state.bytes, "expect"), "%s", state.bytes);
    session_free(one);
    text_free(&text);
    text_free(&state);
}
END_TEST

START_TEST(the_state_alone_is_where_it_stands)
{
    struct session *one = read_scene("a.scene", "# a\neta 0.2\nrun\nwait 3\ncaption B\n");
    finish(one);
    say(one, "eta 0.3");
    say(one, "goto 30");
    struct text text = saved(one, "b.scene", true);
    ck_assert_int_eq(strncmp(text.bytes, "# overshoot ", 12), 0);
    ck_assert_ptr_null(strstr(text.bytes, "wait"));
    ck_assert_ptr_null(strstr(text.bytes, "# a"));
    struct session *other = read_scene("b.scene", text.bytes);
    finish(other);
    ck_assert_int_eq(other->sim->clock, 30);
    expect_same(one, other, 100);
    session_free(one);
    session_free(other);
    text_free(&text);
}
END_TEST

START_TEST(without_a_scene_it_is_the_state)
{
    stage_run("goto 20");
    stage_run("eta 0.3");
    stage_run("goto 30");
    struct text text = saved(session, "b.scene", false), state = saved(session, "b.scene", true);
    ck_assert_str_eq(text.bytes, state.bytes);
    text_free(&text);
    text_free(&state);
}
END_TEST

START_TEST(another_version_s_scene_is_read_and_says_so)
{
    struct session *scene = read_scene("a.scene", "# overshoot 0.0.1\neta 0.3\n");
    ck_assert_ptr_nonnull(
        strstr(scene->answers.notice.bytes, "saved by overshoot 0.0.1; this is "));
    ck_assert_double_eq(sim_recipe(scene->sim, 0)->eta0, 0.3);
    struct text text = saved(scene, "a.scene", false);
    ck_assert_ptr_null(strstr(text.bytes, "0.0.1"));
    session_free(scene);
    scene = read_scene("a.scene", text.bytes);
    ck_assert_uint_eq(scene->answers.notice.length, 0);
    session_free(scene);
    text_free(&text);
}
END_TEST

/* What it cannot read, it does not understand. */
START_TEST(another_version_s_scene_that_is_wrong_says_so_too)
{
    static const char *const texts[] = {"# overshoot 9.0.0\nfly 3\n",
                                        "# overshoot 9.0.0 session\n0 0 what?\n"};
    for (int i = 0; i < 2; i++) {
        struct scene_failure failure;
        ck_assert(!scene_read(session, "a", texts[i], strlen(texts[i]), &failure));
        ck_assert_int_eq(failure.line, 2);
        ck_assert_ptr_nonnull(strstr(failure.error.text, "; saved by overshoot 9.0.0; this is "));
        scene_failure_free(&failure);
    }
}
END_TEST

START_TEST(a_comment_is_no_version)
{
    static const char *const texts[] = {"# overshoot 3 times, then settle\neta 0.2\n",
                                        "# overshoot 0.1.0 is where it began\neta 0.2\n",
                                        "# overshoot 2\neta 0.2\n"};
    for (int i = 0; i < 3; i++) {
        struct session *scene = read_scene("a.scene", texts[i]);
        ck_assert_uint_eq(scene->answers.notice.length, 0);
        struct text text = saved(scene, "a.scene", false);
        ck_assert_str_eq(strchr(text.bytes, '\n') + 1, texts[i]);
        session_free(scene);
        text_free(&text);
    }
}
END_TEST

START_TEST(data_are_named_from_the_new_folder)
{
    struct text path = {0};
    char *here = realpath("scenes/data/cars.csv", NULL);
    struct session *scene = read_scene("scenes/a.scene", "  data data/cars.csv\nrun\n");
    struct text text = saved(scene, "scenes/b.scene", false);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\ndata data/cars.csv\n"));
    text_free(&text);
    text = saved(scene, "b.scene", false);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\ndata scenes/data/cars.csv\n"));
    text_free(&text);
    text = saved(scene, folder_path("b.scene"), false);
    text_add(&path, "\ndata %s\n", here);
    ck_assert_ptr_nonnull(strstr(text.bytes, path.bytes));
    text_free(&text);
    text_free(&path);
    free(here);
    session_free(scene);
}
END_TEST

int main(void)
{
    glob("scenes/*.scene", 0, NULL, &scenes);
    TCase *tests = tcase_create("saving");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_checked_fixture(tests, folder_begin, folder_end);
    tcase_add_loop_test(tests, every_scene_stays_what_it_is, 0, (int)scenes.gl_pathc);
    tcase_add_table_test(tests, what_was_changed_is_added, cases);
    tcase_add_table_test(tests, rates_are_named_or_brought, rates);
    tcase_add_test(tests, new_balls_say_their_numbers);
    tcase_add_loop_test(tests, what_was_changed_on_the_way_is_added, 0, 2);
    tcase_add_table_test(tests, what_was_changed_while_it_waits_is_added, while_it_waits);
    tcase_add_loop_test(tests, whatever_was_changed_is_added, 0, suite_whole() ? 2000 : 60);
    tcase_add_test(tests, where_the_scene_was_stopped_is_added);
    tcase_add_loop_test(tests, whatever_was_changed_on_the_way_is_added, 0,
                        suite_whole() ? 1000 : 40);
    tcase_add_loop_test(tests, what_holds_is_kept, 0, sizeof held_cases / sizeof *held_cases);
    tcase_add_test(tests, what_does_not_hold_any_longer_is_not_kept);
    tcase_add_test(tests, the_state_alone_is_where_it_stands);
    tcase_add_test(tests, without_a_scene_it_is_the_state);
    tcase_add_test(tests, another_version_s_scene_is_read_and_says_so);
    tcase_add_test(tests, another_version_s_scene_that_is_wrong_says_so_too);
    tcase_add_test(tests, a_comment_is_no_version);
    tcase_add_test(tests, data_are_named_from_the_new_folder);
    int status = suite_run("saving", tests);
    globfree(&scenes);
    return status;
}
