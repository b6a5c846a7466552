/* The lab's jobs by any number of threads, and given up at any moment: what comes of them is the
 * same to the bit, nothing is left of what was given up, and whoever waits for news has it. */

#include "../src/base/memory.h"
#include "../src/front/front.h"
#include "../src/lab/border.h"
#include "../src/lab/chord.h"
#include "../src/lab/curve.h"
#include "../src/lab/internal.h"
#include "../src/lab/outlook.h"
#include "../src/lab/range.h"
#include "../src/lab/slice.h"
#include "../src/lab/spectrum.h"
#include "../src/lab/survey.h"
#include "../src/lab/throng.h"
#include "../src/lab/walk.h"
#include "../src/lab/workers.h"
#include "../src/output/frame_text.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* --- what is asked --- */

/* The bytes of an answer, one number after another. */
struct answer {
    unsigned char *bytes;
    size_t length, room;
    bool whole; /* all of it is known */
};

static void add(struct answer *answer, const void *bytes, size_t length)
{
    if (answer->length + length > answer->room) {
        answer->room = 2 * (answer->length + length);
        answer->bytes = memory_resize(answer->bytes, answer->room, 1);
    }
    memcpy(answer->bytes + answer->length, bytes, length);
    answer->length += length;
}

#define add_number(answer, number) add(answer, &(number), sizeof(number))

static void add_outlook(struct answer *answer, const struct outlook *outlook)
{
    int64_t count = (int64_t)outlook->rows * outlook->columns;
    ck_assert_ptr_null(outlook->reason);
    answer->whole = outlook->known == count;
    for (int64_t i = 0; i < count; i++) {
        const struct sweep_cell *cell = &outlook->cells[i];
        const struct outcome *outcome = &cell->outcome;
        add_number(answer, cell->known);
        if (!cell->known)
            continue;
        add_number(answer, outcome->fate);
        add_number(answer, outcome->iterations);
        add_number(answer, outcome->overshoots);
        add_number(answer, outcome->loss);
        add_number(answer, outcome->x);
        add_number(answer, outcome->y);
        add_number(answer, outcome->verdict.kind);
        add_number(answer, outcome->verdict.period);
    }
}

static const struct region region = {-5, 5, -5, 5};
/* How much of each. */
struct extent {
    int64_t budget, updates;
    int columns, rows, values;
};
static const struct extent usual = {90, 1500, 14, 11, 37}, small = {4, 3, 3, 2, 3};
static const struct extent *extent = &usual;

static void ask_sweep(struct lab *lab, struct answer *answer)
{
    const struct sweep_axis axes[] = {{"momentum", 0, 0.95, false, extent->rows},
                                      {"eta", 1e-4, 0.1, true, extent->columns}};
    struct outlook now = lab_sweep(lab, session->sim, 0, axes, 2, extent->budget);
    add_outlook(answer, &now);
    if (!answer->whole)
        return;
    add_number(answer, now.best);
    add_number(answer, now.lowest);
}

static void ask_basin(struct lab *lab, struct answer *answer)
{
    struct lattice lattice = lattice_middles(&region, extent->columns, extent->rows);
    struct basin now = lab_basin(lab, session->sim, 0, &region, &lattice, extent->budget);
    add_outlook(answer, &now.outlook);
    answer->whole &= lab_critical(lab, sim_problem(session->sim), &region).known;
    for (int i = 0; i < extent->columns * extent->rows && answer->whole; i++)
        add_number(answer, now.ends[i]);
    for (int i = 0; i < now.place_count && answer->whole; i++) {
        add_number(answer, now.places[i].point.place);
        add_number(answer, now.places[i].point.kind);
        add_number(answer, now.places[i].cells);
    }
}

static void ask_tails(struct lab *lab, struct answer *answer)
{
    const struct sweep_axis axis = {"eta", 0.001, 0.08, false, extent->values};
    struct tails now = lab_tails(lab, session->sim, 0, &axis, extent->budget);
    add_outlook(answer, &now.outlook);
    for (int i = 0; i < extent->values; i++)
        if (now.outlook.cells[i].known)
            add(answer, now.items[i].places, (size_t)now.items[i].count * sizeof(struct point));
}

/* Asking for what takes pieces in order makes a shortfall where that is not all. */
static void ask_border(struct lab *lab, struct answer *answer)
{
    static const struct sweep_axis axes[] = {{"eta", 1e-4, 0.1, false, 50},
                                             {"momentum", 0, 0.95, false, 50}};
    int64_t shortfalls = lab_shortfalls(lab);
    struct border now = lab_border(lab, session->sim, 0, axes, 2);
    answer->whole = lab_shortfalls(lab) == shortfalls;
    for (int i = 0; i < now.rows && now.known; i++)
        add_number(answer, now.shares[i]);
}

static void ask_range(struct lab *lab, struct answer *answer)
{
    const struct range_wish wish = {1e-5, 10, extent->updates};
    const struct range_test *now = lab_range(lab, session->sim, 0, wish);
    answer->whole = now->done;
    for (int i = 0; i < now->count; i++) {
        add_number(answer, now->rows[i].eta);
        add_number(answer, now->rows[i].loss);
    }
    if (now->done) {
        add_number(answer, now->suggested);
        add_number(answer, now->burst);
    }
}

static void (*const askings[])(struct lab *lab, struct answer *answer) = {
    ask_sweep, ask_basin, ask_tails, ask_border, ask_range,
};
enum { KINDS = sizeof askings / sizeof *askings, MOMENTA = 3, ANSWERS = KINDS * MOMENTA };

static void set_momentum(int which)
{
    static const double momenta[MOMENTA] = {0, 0.5, 0.9};
    struct error error;
    ck_assert(sim_set_value(session->sim, 0, "momentum", momenta[which], &error));
}

static struct answer ask(struct lab *lab, int kind)
{
    struct answer answer = {0};
    askings[kind](lab, &answer);
    return answer;
}

/* All, without threads and without a clock, each by a lab of its own. */
static void ask_all(struct answer answers[ANSWERS])
{
    for (int i = 0; i < ANSWERS; i++) {
        struct lab *lab = lab_new();
        set_momentum(i / KINDS);
        answers[i] = ask(lab, i % KINDS);
        ck_assert(answers[i].whole);
        lab_free(lab);
    }
}

static void free_all(struct answer answers[ANSWERS])
{
    for (int i = 0; i < ANSWERS; i++)
        free(answers[i].bytes);
}

static void check_same(const struct answer *answer, const struct answer *wanted, int number)
{
    ck_assert_msg(answer->whole && answer->length == wanted->length &&
                      memcmp(answer->bytes, wanted->bytes, wanted->length) == 0,
                  "answer %d is another one", number);
}

static void begin(void)
{
    stage_begin();
    stage_run("surface himmelblau");
    stage_run("optimizer sgd momentum=0.5");
}

/* --- any number of threads --- */

static const int threads[] = {0, 1, 2, 7};

START_TEST(any_number_of_threads_finds_the_same)
{
    struct answer wanted[ANSWERS];
    struct workers *workers = workers_new(threads[_i]);
    ask_all(wanted);
    lab_lend(session->lab, workers);
    for (int i = 0; i < ANSWERS; i++) {
        set_momentum(i / KINDS);
        struct answer answer = ask(session->lab, i % KINDS);
        check_same(&answer, &wanted[i], i);
        free(answer.bytes);
    }
    free_all(wanted);
    lab_lend(session->lab, NULL);
    workers_free(workers);
}
END_TEST

/* --- news --- */

static int ends[2]; /* of the pipe by which threads wake who waits, as a terminal's loop has it */

static void tell(void *context)
{
    (void)context;
    ck_assert_int_eq(write(ends[1], "", 1), 1);
}

static bool always(void *context)
{
    (void)context;
    return true;
}

/* Whoever asks only where there is news comes to the end, and has not asked for nothing. */
START_TEST(news_wakes_who_waits)
{
    struct workers *workers = workers_new(threads[_i]);
    struct answer answer = {0};
    char byte;
    ck_assert_int_eq(pipe(ends), 0);
    workers_tell(workers, tell, NULL);
    lab_lend(session->lab, workers);
    for (bool waited = false; !answer.whole;) {
        int64_t awaited = lab_awaited(session->lab);
        size_t known = answer.length;
        free(answer.bytes);
        lab_set_limit(session->lab, always, NULL);
        answer = ask(session->lab, 0);
        ck_assert(!waited || answer.length > known);
        waited = !answer.whole && lab_awaited(session->lab) > awaited;
        while (waited && !lab_has_news(session->lab))
            ck_assert_int_eq(read(ends[0], &byte, 1), 1);
    }
    free(answer.bytes);
    lab_lend(session->lab, NULL);
    workers_free(workers);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

/* What is asked for no longer has no news, and rests; where it is asked for again it goes on. */
START_TEST(what_rests_goes_on)
{
    struct workers *workers = workers_new(2);
    lab_lend(session->lab, workers);
    lab_set_limit(session->lab, always, NULL);
    free(ask(session->lab, 0).bytes);
    for (int i = 0; i < 3; i++) {
        lab_set_limit(session->lab, always, NULL);
        ck_assert(!lab_has_news(session->lab));
    }
    lab_set_limit(session->lab, NULL, NULL);
    struct answer other = ask(session->lab, 1), first = ask(session->lab, 0);
    ck_assert(other.whole && first.whole);
    free(other.bytes);
    free(first.bytes);
    lab_lend(session->lab, NULL);
    workers_free(workers);
}
END_TEST

/* --- what is given up --- */

static uint64_t random_state;

static unsigned random_below(unsigned end)
{
    random_state = random_state * UINT64_C(6364136223846793005) + 1442695040888963407U;
    return (unsigned)(random_state >> 33) % end;
}

static bool is_late(void *context)
{
    int *left = context;
    return (*left)-- <= 0;
}

/* Another number gives a job up wherever it is; sometimes all are. */
static void give_up(struct lab *lab, struct workers *workers)
{
    int left = (int)random_below(4);
    if (random_below(40) == 0)
        lab_lend(lab, workers);
    set_momentum((int)random_below(MOMENTA));
    lab_set_limit(lab, is_late, &left);
    free(ask(lab, (int)random_below(KINDS)).bytes);
    lab_set_limit(lab, NULL, NULL);
}

START_TEST(a_thousand_that_are_given_up_change_nothing)
{
    struct answer wanted[ANSWERS];
    struct workers *workers = workers_new(threads[_i]);
    struct lab *lab = lab_new();
    ask_all(wanted);
    int before = sim_problem(session->sim)->owners;
    random_state = 7 + (uint64_t)_i;
    lab_lend(lab, workers);
    for (int i = 0; i < 1000; i++)
        give_up(lab, workers);
    for (int i = 0; i < ANSWERS; i++) {
        set_momentum(i / KINDS);
        struct answer answer = ask(lab, i % KINDS);
        check_same(&answer, &wanted[i], i);
        free(answer.bytes);
    }
    lab_free(lab);
    workers_free(workers);
    ck_assert_int_eq(sim_problem(session->sim)->owners, before);
    free_all(wanted);
}
END_TEST

/* --- frames --- */

enum { COLUMNS = 160, ROWS = 50 };
static const double frame_seconds = 1.0 / 60;

/* A clock that counts work: a piece of it takes a millisecond, and nothing else takes time but
 * waiting. */
static double waited;

static double seconds_of_work(void *context)
{
    (void)context;
    return 100 + waited + 0.001 * (double)lab_pieces(session->lab);
}

static const struct face face = {
    .display = {.colors = COLORS_DIRECT, .unicode = true, .phase = 1, .prompt = "> ", .line = ""},
    .now = seconds_of_work,
};
static struct front front;
static struct workers *lent;

static void begin_frames(int count)
{
    waited = 0;
    ck_assert_int_eq(pipe(ends), 0);
    lent = workers_new(count);
    workers_tell(lent, tell, NULL);
    lab_lend(session->lab, lent);
    front_begin(&front, session, &face);
    front_resize(&front, COLUMNS, ROWS);
}

static void end_frames(void)
{
    front_end(&front);
    lab_lend(session->lab, NULL);
    workers_free(lent);
    close(ends[0]);
    close(ends[1]);
}

static void advance(void)
{
    struct error error;
    int line;
    ck_assert_msg(front_advance(&front, &error, &line), "%s", error.text);
}

/* Until the next frame is due, be it by threads, and that frame, of which no more than a part is
 * work. False: there is none. */
static bool draw_next(void)
{
    char byte;
    for (int i = 0; i < 20; i++) {
        advance();
        if (front_is_due(&front)) {
            double begun = seconds_of_work(NULL);
            front_frame(&front);
            ck_assert_double_le(seconds_of_work(NULL) - begun, frame_seconds);
            return true;
        }
        if (front_wait(&front) < HUGE_VAL)
            waited += fmax(front_wait(&front), 1e-4);
        else if (!halves_await(front.halves, 0))
            return false;
        else if (!lab_has_news(session->lab)) /* as a terminal's loop sleeps */
            ck_assert_int_eq(read(ends[0], &byte, 1), 1);
    }
    ck_abort_msg("no frame is due");
    return false;
}

/* Cells of the map that are of no colour. */
static int count_unknown(void)
{
    const struct view *seen = halves_find(front.halves, 0, 0).view;
    int count = 0;
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        struct view_place place = view_locate(seen, i % COLUMNS, i / COLUMNS);
        if (place.target.kind == TARGET_MAP)
            count += frame_cell(front.frame, i % COLUMNS, i / COLUMNS)->bg == COLOR_DEFAULT;
    }
    return count;
}

START_TEST(a_basin_is_coarse_within_two_frames)
{
    stage_run("optimizer newton");
    begin_frames(threads[_i]);
    while (draw_next())
        ;
    front_enter(&front, "view basin");
    ck_assert(draw_next());
    draw_next(); /* none, if all is known already */
    ck_assert_int_eq(count_unknown(), 0);
    for (int frames = 0; draw_next(); frames++)
        ck_assert_int_lt(frames, 5000);
    ck_assert_int_eq(count_unknown(), 0);
    end_frames();
}
END_TEST

/* A key comes after each frame, while the ball rolls and the basins of slow starts are found: it is
 * in the next one, which begins within a frame's time. */
START_TEST(typing_is_answered_within_a_frame)
{
    static const char line[] = "eta=0.0123456789";
    stage_run("surface rosenbrock");
    stage_run("optimizer sgd");
    stage_run("eta 0.0003");
    stage_run("view basin");
    stage_run("speed 60");
    begin_frames(threads[_i]);
    front_press(&front, "space");
    ck_assert(draw_next());
    struct text text = {0};
    char typed[sizeof line] = "";
    front.display.prompt_open = true;
    for (size_t i = 0; line[i]; i++) {
        double begun = seconds_of_work(NULL);
        typed[i] = line[i];
        front.display.line = typed;
        front.display.cursor = (int)i + 1;
        front.dirty = true;
        ck_assert(draw_next());
        ck_assert_double_le(seconds_of_work(NULL) - begun, 2 * frame_seconds);
        text_clear(&text);
        frame_text_write(&text, front.frame);
        ck_assert_msg(strstr(text.bytes, typed) != NULL, "no %s in\n%s", typed, text.bytes);
        ck_assert_ptr_nonnull(strstr(text.bytes, "%")); /* they are still being found */
    }
    ck_assert_int_gt(session->sim->clock, 3);
    text_free(&text);
    end_frames();
}
END_TEST

/* --- how much there is in a piece --- */

static void ask_survey(struct lab *lab, struct answer *answer)
{
    struct lattice lattices[] = {lattice_corners(&region, 90, 70), lattice_middles(&region, 20, 9)};
    const struct survey *now = lab_survey(lab, sim_problem(session->sim), lattices, 2);
    answer->whole = now[0].stride == 1 && now[1].stride == 1;
    if (answer->whole)
        add(answer, now->loss, (size_t)now->columns * (size_t)now->rows * sizeof *now->loss);
    lab_gradients(lab, sim_problem(session->sim), lattices);
}

enum { AHEAD = 12 };

static void ask_spectrum(struct lab *lab, struct answer *answer)
{
    struct spectrum now = lab_spectrum(lab, session->sim, 0, NULL);
    answer->whole = now.known || (now.gap != SPECTRUM_PENDING && now.gap != SPECTRUM_WHOLE);
    add_number(answer, now.radius);
    add_number(answer, now.edge);
    add_number(answer, now.swing);
    add_number(answer, now.product);
    for (int i = 0; i < now.count; i++)
        add_number(answer, now.values[i]);
}

/* The most work between two looks at the clock. */
static int64_t seen, heaviest;

static void look(const struct lab *lab)
{
    int64_t work = lab->workspace.work - seen;
    heaviest = work > heaviest ? work : heaviest;
    seen = lab->workspace.work;
}

static bool at_once(void *context)
{
    look(context);
    return true;
}

static void ask_ahead(struct lab *lab, struct answer *answer)
{
    struct row rows[AHEAD];
    int count = lab_ahead(lab, session->sim, 0, rows, AHEAD);
    answer->whole = count == AHEAD || (count > 0 && rows[count - 1].diverged);
    for (int i = 0; i < count; i++) {
        add_number(answer, rows[i].loss);
        add_number(answer, rows[i].hxy);
        add_number(answer, rows[i].overshoots);
    }
}

static void ask_trace(struct lab *lab, struct answer *answer)
{
    struct seen what;
    const struct rule_trace *trace = lab_trace(lab, session->sim, 0, &what);
    answer->whole = trace != NULL;
    if (trace)
        add(answer, trace->values, 2 * (size_t)trace->code->point_count * sizeof *trace->values);
}

static void ask_slice(struct lab *lab, struct answer *answer)
{
    const struct row *row = sim_row(session->sim, 0);
    int64_t shortfalls = lab_shortfalls(lab);
    struct slice slice = lab_slice(lab, session->sim, SLICE_ALONG_X, row, NULL, &region);
    answer->whole = lab_shortfalls(lab) == shortfalls;
    add_number(answer, slice.loss);
    add_number(answer, slice.landing);
    add_number(answer, slice.lowest);
    add_number(answer, slice.lowest_loss);
    add_number(answer, slice.rim);
}

static void ask_chord(struct lab *lab, struct answer *answer)
{
    struct chord chord =
        lab_chord(lab, sim_problem(session->sim), (struct point){-1, 1}, (struct point){0.5, 0.2});
    answer->whole = chord.known;
    add_number(answer, chord.barrier);
    add_number(answer, chord.greatest);
}

static void ask_verdict(struct lab *lab, struct answer *answer)
{
    lab_verdict(lab, session->sim, 0);
    answer->whole = true;
}

enum { PLACES = 40 };

static void ask_map(struct lab *lab, struct answer *answer)
{
    int64_t shortfalls = lab_shortfalls(lab);
    const double *next = lab_map(lab, session->sim, 0, -2, 2, PLACES);
    answer->whole = lab_shortfalls(lab) == shortfalls;
    if (next)
        add(answer, next, PLACES * sizeof *next);
}

/* Of a large one, after which all balls see all rows again. */
static void ask_batch(struct lab *lab, struct answer *answer)
{
    double loss[6 * 5];
    struct lattice lattice = lattice_corners(&region, 6, 5);
    bool reads = problem_reads_data(sim_problem(session->sim));
    if (reads && sim_recipe(session->sim, 0)->batch == 0)
        stage_run("batch 40000");
    answer->whole = !reads || lab_batch(lab, session->sim, 0, &lattice, loss);
    if (!answer->whole || !reads)
        return;
    add(answer, loss, sizeof loss);
    stage_run("batch all");
}

/* One that is not kept. */
static void ask_row(struct lab *lab, struct answer *answer)
{
    struct row row;
    answer->whole = lab_row_at(lab, session->sim, 0, 2, &row);
    if (answer->whole)
        add_number(answer, row.hxx);
}

/* The sum of what it told. */
static void ask_walk(struct lab *lab, struct answer *answer)
{
    static struct walk walk;
    static double sum;
    const struct row *row;
    bool goes_on = lab_walk_goes_on(lab, session->sim, 0, &walk);
    if (!goes_on || walk.next == 0)
        sum = 0;
    while ((row = lab_walk(lab, session->sim, 0, &walk, INT64_MAX)))
        sum = 0.7 * sum + row->loss;
    add_number(answer, sum);
    answer->whole = walk.next > session->sim->balls[0]->record.last;
    if (answer->whole)
        walk_free(&walk);
}

static void ask_throng(struct lab *lab, struct answer *answer)
{
    struct crowd_wish wish = {.count = 300};
    wish.region = region;
    struct throng throng = lab_throng(lab, session->sim, &wish);
    answer->whole = throng.whole;
    add_number(answer, throng.sum.loss);
    add_number(answer, throng.sum.spread);
}

static const char *const slow_surfaces[] = {
    "surface rosenbrock", "surface mean((x*u + y - u^2)^2)",
    "surface mean(log(1 + exp(-(x*u + y)*u^3)) + sin(x*u)*cos(y*u) + "
    "tanh(x*y*u - u^2)^2 + exp(-(x - u)^2 - (y - u)^2))"};

/* Rules in which a few numbers, and many, are kept from one update to the next. */
static const char *const slow_rules[] = {
    "optimizer sgd momentum=0.5", "optimizer adam",
    "optimizer a = momentum*a + g; b = 0.9*b + a; c = 0.9*c + b; d = 0.9*d + c; k = 0.9*k + d; "
    "l = 0.9*l + k; m = 0.9*m + l; p = 0.9*p + m; theta -= eta*(a + p)/100"};

/* A millisecond's work is told by counts of instructions: there are no more of them between two
 * looks at the clock, however long an update takes. */
START_TEST(pieces_are_bounded)
{
    static const struct {
        const char *name;
        void (*ask)(struct lab *lab, struct answer *answer);
    } all[] = {{"sweep", ask_sweep},       {"basin", ask_basin},   {"tails", ask_tails},
               {"border", ask_border},     {"survey", ask_survey}, {"range", ask_range},
               {"spectrum", ask_spectrum}, {"ahead", ask_ahead},   {"trace", ask_trace},
               {"slice", ask_slice},       {"chord", ask_chord},   {"verdict", ask_verdict},
               {"walk", ask_walk},         {"throng", ask_throng}, {"map", ask_map},
               {"row", ask_row},           {"batch", ask_batch}};
    enum { MILLISECOND = 2500000, DATA_ROWS = 100000, TURNS = 300 };
    if (_i / 3 > 0)
        stage_load_rows(DATA_ROWS);
    stage_run(slow_surfaces[_i / 3]);
    stage_run(slow_rules[_i % 3]);
    stage_run("step 3");
    bool has_momentum = recipe_value(sim_recipe(session->sim, 0), "momentum");
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        if (!has_momentum && (all[k].ask == ask_sweep || all[k].ask == ask_border))
            continue;
        struct lab *lab = lab_new();
        struct answer answer = {0};
        seen = heaviest = 0;
        for (int turn = 0; turn < TURNS && !answer.whole; turn++) {
            lab_set_limit(lab, at_once, lab);
            answer.length = 0;
            all[k].ask(lab, &answer);
            look(lab);
        }
        free(answer.bytes);
        ck_assert_msg(heaviest <= MILLISECOND, "%s: %g", all[k].name, (double)heaviest);
        lab_free(lab);
    }
}
END_TEST

/* All of these by who asks, at once and by shares that are seldom a whole update; what threads do,
 * by any number of them. */
enum { PARTED_BY_THREADS = 4 };
static const struct {
    const char *name;
    void (*ask)(struct lab *lab, struct answer *answer);
} parted[] = {{"sweep", ask_sweep},   {"basin", ask_basin},       {"tails", ask_tails},
              {"survey", ask_survey}, /* by threads, too */
              {"range", ask_range},   {"spectrum", ask_spectrum}, {"ahead", ask_ahead},
              {"trace", ask_trace},   {"slice", ask_slice},       {"chord", ask_chord},
              {"walk", ask_walk},     {"throng", ask_throng},     {"map", ask_map},
              {"row", ask_row},       {"batch", ask_batch}};

static void ask_in_shares(struct lab *lab, int kind, struct answer *answer)
{
    static const struct timespec nap = {.tv_nsec = 100000};
    while (!answer->whole) {
        lab_set_limit(lab, at_once, lab);
        answer->length = 0;
        parted[kind].ask(lab, answer);
        if (workers_count(lab_workers(lab)) > 0)
            nanosleep(&nap, NULL);
    }
}

START_TEST(what_is_left_comes_to_the_same)
{
    enum { DATA_ROWS = 50000 };
    static const char *const rules[] = {"optimizer sgd momentum=0.5", "optimizer adam eta=0.5"};
    struct lab *whole = lab_new(), *shared = lab_new();
    struct workers *workers = workers_new(threads[_i / 2]);
    extent = &small;
    stage_load_rows(DATA_ROWS);
    stage_run("surface mean((x*u + y - u^2)^2) on [-5,5] x [-5,5]");
    stage_run(rules[_i % 2]);
    stage_run("step 3");
    lab_lend(shared, workers);
    int kinds = threads[_i / 2] > 0 ? PARTED_BY_THREADS : (int)(sizeof parted / sizeof *parted);
    for (int k = 0; k < kinds; k++) {
        struct answer wanted = {0}, answer = {0};
        if (_i % 2 && parted[k].ask == ask_sweep)
            continue; /* of momentum */
        parted[k].ask(whole, &wanted);
        ask_in_shares(shared, k, &answer);
        ck_assert_msg(wanted.whole && answer.whole && wanted.length == answer.length &&
                          memcmp(wanted.bytes, answer.bytes, answer.length) == 0,
                      "%s is another one", parted[k].name);
        free(wanted.bytes);
        free(answer.bytes);
    }
    lab_free(whole);
    lab_free(shared);
    workers_free(workers);
}
END_TEST

/* --- what would never end --- */

static void *endless_desk(void)
{
    return memory_new(1, 1);
}

static void begin_endless(const void *task, void *desk, int64_t piece)
{
    (void)task, (void)desk, (void)piece;
}

static bool go_on_for_ever(const void *task, void *desk, struct workspace *workspace)
{
    (void)task, (void)desk, (void)workspace;
    return true;
}

static void *take_nothing(const void *task, void *desk)
{
    (void)task, (void)desk;
    return NULL;
}

static void put_nothing(const void *task, void *result, void *found)
{
    (void)task, (void)result, (void)found;
}

/* In the midst of a piece; else this would wait for its end. */
START_TEST(threads_give_up_within_a_piece)
{
    static const struct work_class endless = {endless_desk,   free,         begin_endless,
                                              go_on_for_ever, take_nothing, put_nothing};
    struct workers *workers = workers_new(1);
    struct work *work = work_begin(workers, &endless, NULL, NULL, 3);
    work_give_up(work);
    work_end(work);
    work = work_begin(workers, &endless, NULL, NULL, 3);
    work_end(work);
    workers_free(workers);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("workers");
    tcase_add_checked_fixture(tests, begin, stage_end);
    tcase_set_timeout(tests, 60);
    tcase_add_table_test(tests, any_number_of_threads_finds_the_same, threads);
    tcase_add_loop_test(tests, news_wakes_who_waits, 1, 4);
    tcase_add_test(tests, what_rests_goes_on);
    tcase_add_loop_test(tests, a_thousand_that_are_given_up_change_nothing, 0, 3);
    tcase_add_table_test(tests, a_basin_is_coarse_within_two_frames, threads);
    tcase_add_table_test(tests, typing_is_answered_within_a_frame, threads);
    tcase_add_loop_test(tests, pieces_are_bounded, 0, 9);
    tcase_add_loop_test(tests, what_is_left_comes_to_the_same, 0, 8);
    tcase_add_test(tests, threads_give_up_within_a_piece);
    return suite_run("workers", tests);
}
