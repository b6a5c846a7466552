/* The mouse is enough: whatever can be pointed at, in every frame, does what it names. */

#include "../src/command/command.h"
#include "../src/draw/mark.h"
#include "../src/front/front.h"
#include "../src/view/parts.h"
#include "stage.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double now_seconds(void *context)
{
    (void)context;
    return 100;
}

static bool open_scene(struct session *of, const char *path, struct error *error)
{
    (void)error;
    answers_tell(&of->answers, "opened %s", path);
    return true;
}

static void list_scenes(struct text *out)
{
    text_add(out, "%-50s %s\n", "scenes/lesson-01-step-size.scene", "the size of the step");
}

static const char *const scenes[] = {"first", "second", "third"};
static const struct services services = {.open = open_scene, .list_scenes = list_scenes};

/* What is on the screen, and how large that is. */
static const struct setting {
    int columns, rows;
    bool ascii, colorless;
    const char *lines;
} settings[] = {
    {80, 24, .lines = ""},
    {40, 12, .lines = "ball adam"},
    {80, 24, .ascii = true, .colorless = true, .lines = "race sgd adam rmsprop\nstep 3"},
    {100, 30, .lines = "surface ravine\neta 0.07\nball sgd eta=0.081\nstep 9\nnoise 0.1"},
    {120, 36, .lines = "surface ravine\neta 0.07\nball sgd eta=0.081\nball sgd eta=0.04\nstep 20"},
    {160, 45,
     .lines = "optimizer adam\nlet k = 3\nbudget 50\nview relief\nschedule cosine\nstep 4"},
    {120, 36, .lines = "race sgd adam\ngoto 30\nview charts"},
    {150, 40, .lines = "race sgd adam\ngoto 30\nview map charts\ntitle A race"},
    {100, 30, .lines = "quiz What will the ball do? And why will it do so? Tell it."},
    {60, 20,
     .lines = "ball adam\ncaption It goes on, and on, and on, and on, and on, and on, and on, "
              "and on, and on, and on, and on, and on, and on, and on, and on, and on."},
    {80, 24, .lines = "surface rosenbrock\nview slice\nbig on"},
    {80, 24, .lines = "ball adam\nball rmsprop\nsingle on"},
};
enum { SETTINGS = sizeof settings / sizeof *settings };

struct world {
    struct session *session;
    struct front front;
    struct face face;
};

static void enter(struct world *world, const char *line)
{
    front_enter(&world->front, line);
    ck_assert_msg(!world->front.message_is_error, "%s: %s", line, world->front.message.bytes);
}

/* A world of its own; it must not be moved. */
static void begin(struct world *world, const struct setting *setting)
{
    *world = (struct world){.session = session_new()};
    world->session->host.services = &services;
    world->session->host.context = world;
    world->face =
        (struct face){.display = {.colors = setting->colorless ? COLORS_MONO : COLORS_DIRECT,
                                  .unicode = !setting->ascii},
                      .now = now_seconds,
                      .scenes = scenes,
                      .scene_count = 3,
                      .films = true};
    front_begin(&world->front, world->session, &world->face);
    front_resize(&world->front, setting->columns, setting->rows);
    world->front.display.prompt = "> ", world->front.display.line = "";
    enter(world, setting->lines);
    front_press(&world->front, "n"); /* the second scene of three */
    front_frame(&world->front);
}

static void end(struct world *world)
{
    front_end(&world->front);
    session_free(world->session);
}

static const struct view *view_of(const struct world *world)
{
    return world->front.sides[0].view;
}

static const struct target *target_of(const struct world *world, int index)
{
    return &view_targets(view_of(world))->items[index];
}

static const char *words_of(const struct world *world, int index)
{
    return targets_words(view_targets(view_of(world)), target_of(world, index));
}

static bool point(struct world *world, enum mouse_kind kind, int column, int row)
{
    return front_point(&world->front,
                       &(struct mouse_event){.kind = kind, .column = column, .row = row});
}

static bool turn(struct world *world, int turn, int column, int row)
{
    return front_point(
        &world->front,
        &(struct mouse_event){.kind = MOUSE_WHEEL, .turn = turn, .column = column, .row = row});
}

/* A cell that belongs to a target and is not covered by another one. */
static bool find_cell(const struct world *world, int index, int *column, int *row)
{
    const struct target *target = target_of(world, index);
    const struct area *area = &target->area;
    for (int i = 0; i < area->columns * area->rows; i++) {
        *column = area->column + i % area->columns, *row = area->row + i / area->columns;
        if (targets_find(view_targets(view_of(world)), *column, *row, false) == target)
            return true;
    }
    return false;
}

/* What stands in an area, as text. */
static void read_area(const struct world *world, const struct area *area, struct text *text)
{
    text_add_bytes(text, "", 0);
    for (int i = 0; i < area->columns * area->rows; i++) {
        int column = area->column + i % area->columns, row = area->row + i / area->columns;
        text_add_character(text, frame_cell(world->front.frame, column, row)->glyph);
    }
}

static uint64_t look_of(struct world *world)
{
    const struct frame *drawn = front_frame(&world->front);
    uint64_t hash = 14695981039346656037U;
    for (int i = 0; i < drawn->columns * drawn->rows; i++)
        hash = (hash ^ drawn->cells[i].glyph ^ (uint64_t)drawn->cells[i].fg << 32 ^
                (uint64_t)drawn->cells[i].bg << 16 ^ (uint64_t)drawn->cells[i].attributes << 60) *
               1099511628211U;
    return hash;
}

/* Two sessions to which the same was done. */
static void expect_same(struct world *a, struct world *b, const char *after)
{
    ck_assert_msg(a->session->selected == b->session->selected &&
                      a->session->chosen == b->session->chosen &&
                      a->session->sim->clock == b->session->sim->clock &&
                      a->session->player.playing == b->session->player.playing &&
                      a->session->answers.quitting == b->session->answers.quitting,
                  "after `%s`", after);
    a->front.display.pointed = b->front.display.pointed = false;
    ck_assert_msg(look_of(a) == look_of(b), "the frames differ after `%s`", after);
}

/* --- buttons --- */

/* A click does the same as a hand that presses the key or types the line. */
static void check_click(const struct setting *setting, int index)
{
    struct world clicked, done;
    int column, row;
    begin(&clicked, setting);
    const struct target *target = target_of(&clicked, index);
    if (find_cell(&clicked, index, &column, &row)) {
        begin(&done, setting);
        enum target_click click = target->click;
        struct text words = {0};
        text_add(&words, "%s", words_of(&clicked, index));
        bool typed = point(&clicked, MOUSE_PRESS, column, row);
        const char *prompt = NULL;
        if (click == CLICK_KEY)
            prompt = front_press(&done.front, words.bytes);
        else if (click == CLICK_COMMAND)
            front_enter(&done.front, words.bytes);
        else if (click == CLICK_TYPE)
            prompt = words.bytes;
        ck_assert_msg(!clicked.front.message_is_error, "`%s`: %s", words.bytes,
                      clicked.front.message.bytes);
        ck_assert_int_eq(typed, prompt != NULL);
        if (typed)
            ck_assert_str_eq(clicked.front.typed.bytes, prompt);
        point(&clicked, MOUSE_RELEASE, column, row);
        expect_same(&clicked, &done, words.bytes);
        text_free(&words);
        end(&done);
    }
    end(&clicked);
}

/* The right button is no click. */
static void check_no_click(const struct setting *setting, int index)
{
    struct world clicked, same;
    int column, row;
    begin(&clicked, setting);
    begin(&same, setting);
    if (find_cell(&clicked, index, &column, &row)) {
        ck_assert(!front_point(&clicked.front, &(struct mouse_event){.kind = MOUSE_PRESS,
                                                                     .button = MOUSE_RIGHT,
                                                                     .column = column,
                                                                     .row = row}));
        expect_same(&clicked, &same, "nothing");
    }
    end(&clicked);
    end(&same);
}

static bool is_key(const char *name)
{
    for (int i = 0; i < key_row_count; i++)
        if (strcmp(key_rows[i].key, name) == 0)
            return true;
    return false;
}

static void check_wheel(const struct setting *setting, int index)
{
    for (int direction = -1; direction <= 1; direction += 2) {
        struct world turned, done;
        int column, row;
        begin(&turned, setting);
        begin(&done, setting);
        const struct target *target = target_of(&turned, index);
        const char *key = direction > 0 ? target->more : target->less;
        ck_assert(is_key(key));
        if (find_cell(&turned, index, &column, &row)) {
            ck_assert(!turn(&turned, direction, column, row));
            front_press(&done.front, key);
            expect_same(&turned, &done, key);
        }
        end(&turned);
        end(&done);
    }
}

/* What is written there is what it does. */
static void check_names(const struct world *world, int index)
{
    const struct target *target = target_of(world, index);
    const char *words = words_of(world, index);
    struct text text = {0};
    int ball = 0;
    read_area(world, &target->area, &text);
    ck_assert_msg(text.bytes[strspn(text.bytes, " ")], "nothing is where a click does `%s`", words);
    if (target->click == CLICK_KEY)
        ck_assert_msg(is_key(words), "no key is called `%s`", words);
    bool keys = target->area.row == world->front.frame->rows - 1;
    if (target->click == CLICK_KEY && keys && strlen(words) == 1)
        ck_assert_msg(strstr(text.bytes, words), "`%s` for the key %s", text.bytes, words);
    if (target->click == CLICK_COMMAND && sscanf(words, "select %d", &ball)) {
        uint32_t mark = mark_glyph(mark_of_ball(ball - 1), 0, world->face.display.unicode);
        char glyph[5] = "";
        utf8_encode(mark, glyph);
        ck_assert_msg(strstr(text.bytes, glyph), "`%s` for `%s`", text.bytes, words);
    }
    text_free(&text);
}

START_TEST(every_button_does_what_it_names)
{
    const struct setting *setting = &settings[_i];
    struct world world;
    begin(&world, setting);
    int count = view_targets(view_of(&world))->count, buttons = 0;
    for (int i = 0; i < count; i++) {
        const struct target *target = target_of(&world, i);
        int column, row;
        if (target->kind != TARGET_BUTTON)
            continue;
        ck_assert_msg(find_cell(&world, i, &column, &row), "`%s` is covered", words_of(&world, i));
        check_names(&world, i);
        check_click(setting, i);
        if (target->more)
            check_wheel(setting, i);
        buttons++;
    }
    ck_assert_int_ge(buttons, 3);
    check_no_click(setting, 0);
    end(&world);
}
END_TEST

/* --- all of them --- */

static bool names(const struct world *world, enum target_click click, const char *words)
{
    const struct targets *targets = view_targets(view_of(world));
    for (int i = 0; i < targets->count; i++)
        if (targets->items[i].click == click && strcmp(words_of(world, i), words) == 0)
            return true;
    return false;
}

/* Of all that a frame names, nothing is left out. */
START_TEST(what_is_named_can_be_clicked)
{
    static const struct {
        int setting;
        enum target_click click;
        const char *words;
    } wanted[] = {
        {0, CLICK_KEY, "space"},
        {0, CLICK_KEY, "n"},
        {0, CLICK_KEY, "p"},
        {0, CLICK_KEY, "left"},
        {0, CLICK_KEY, "right"},
        {0, CLICK_KEY, "up"},
        {0, CLICK_KEY, "down"},
        {0, CLICK_KEY, "v"},
        {0, CLICK_KEY, "?"},
        {0, CLICK_KEY, "q"},
        {0, CLICK_KEY, ":"},
        {0, CLICK_TYPE, "goto "},
        {0, CLICK_TYPE, "speed "},
        {1, CLICK_KEY, "left"},
        {2, CLICK_COMMAND, "select 3"},
        {3, CLICK_COMMAND, "select 1"},
        {3, CLICK_COMMAND, "help ravine"},
        {5, CLICK_COMMAND, "help cosine"},
        {5, CLICK_KEY, "H"},
        {5, CLICK_KEY, "L"},
        {6, CLICK_KEY, "["},
        {7, CLICK_COMMAND, "list scenes"},
        {8, CLICK_KEY, "space"},
        {9, CLICK_KEY, "C"},
        {11, CLICK_COMMAND, "select 2"},
    };
    struct world world;
    begin(&world, &settings[wanted[_i].setting]);
    ck_assert_msg(names(&world, wanted[_i].click, wanted[_i].words), "nothing does `%s`",
                  wanted[_i].words);
    end(&world);
}
END_TEST
enum { WANTED = 25 };

/* --- numbers --- */

static double value_of(const struct world *world, int index)
{
    struct named_value number = {0};
    ck_assert(session_number(world->session, index, &number));
    return number.value;
}

/* Draws on, as time does. */
static void check_number(const struct setting *setting, int index)
{
    struct world world;
    struct named_value number;
    int column, row;
    begin(&world, setting);
    int which = target_of(&world, index)->index;
    if (!find_cell(&world, index, &column, &row)) {
        end(&world);
        return;
    }
    ck_assert(session_number(world.session, which, &number));
    double before = number.value, more = number_step(&number, 1);
    point(&world, MOUSE_PRESS, column, row);
    ck_assert_int_eq(world.session->chosen, which);
    ck_assert_double_eq(value_of(&world, which), before);
    point(&world, MOUSE_DRAG, column + 2, row + 3);
    ck_assert_double_eq_tol(value_of(&world, which), more, fabs(more) * 1e-9);
    front_frame(&world.front);
    point(&world, MOUSE_DRAG, column + 30, row);
    point(&world, MOUSE_DRAG, column - 1, row);
    ck_assert_double_eq_tol(value_of(&world, which), before, fabs(before) * 1e-9 + 1e-12);
    ck_assert_int_le(world.session->journal.undo_count, 1 + world.session->sim->ball_count + 8);
    point(&world, MOUSE_RELEASE, column, row);
    point(&world, MOUSE_DRAG, column + 9, row); /* nothing is held */
    ck_assert_double_eq_tol(value_of(&world, which), before, fabs(before) * 1e-9 + 1e-12);
    front_frame(&world.front);
    for (int i = 0; i < view_targets(view_of(&world))->count; i++) /* it has arrows now */
        if (target_of(&world, i)->kind == TARGET_NUMBER && target_of(&world, i)->index == which)
            find_cell(&world, i, &column, &row);
    turn(&world, 1, column, row);
    ck_assert_double_eq_tol(value_of(&world, which), more, fabs(more) * 1e-9);
    end(&world);
}

START_TEST(every_number_is_chosen_turned_and_dragged)
{
    struct world world;
    begin(&world, &settings[_i]);
    int count = view_targets(view_of(&world))->count, numbers = 0;
    for (int i = 0; i < count; i++)
        if (target_of(&world, i)->kind == TARGET_NUMBER) {
            check_number(&settings[_i], i);
            numbers++;
        }
    bool panel = names(&world, CLICK_KEY, "right") && settings[_i].rows >= 16;
    ck_assert(numbers > 0 || !panel || world.session->look.big || world.session->look.single ||
              strstr(settings[_i].lines, "charts"));
    end(&world);
}
END_TEST

START_TEST(a_drag_is_one_command)
{
    struct world world;
    begin(&world, &settings[0]);
    int undos = world.session->journal.undo_count, column = 0, row = 0;
    for (int i = 0; i < view_targets(view_of(&world))->count; i++)
        if (target_of(&world, i)->kind == TARGET_NUMBER)
            find_cell(&world, i, &column, &row);
    point(&world, MOUSE_PRESS, column, row);
    for (int i = 0; i < 9; i++)
        point(&world, MOUSE_DRAG, column + 2 * i, row);
    ck_assert_double_gt(value_of(&world, 0), 0.2);
    ck_assert_int_eq(world.session->journal.undo_count, undos + 1);
    front_press(&world.front, "u");
    ck_assert_double_eq(value_of(&world, 0), 0.1);
    end(&world);
}
END_TEST

/* --- the gauge --- */

static int find_scale(const struct world *world)
{
    for (int i = 0; i < view_targets(view_of(world))->count; i++)
        if (target_of(world, i)->kind == TARGET_SCALE)
            return i;
    return -1;
}

/* The ball's mark goes where the click was, but for the two columns beside the edge. */
START_TEST(the_gauge_sets_eta)
{
    struct world world;
    begin(&world, &settings[_i]);
    int index = find_scale(&world);
    ck_assert_int_ge(index, 0);
    struct area area = target_of(&world, index)->area;
    for (int i = 0; i < area.columns; i++) {
        point(&world, i ? MOUSE_DRAG : MOUSE_PRESS, area.column + i, area.row + 1);
        struct stability stability =
            row_stability(sim_row(world.session->sim, world.session->selected));
        int edge = area.columns * 4 / 5;
        double column = stability.product / stability.bound * edge;
        ck_assert_double_eq_tol(column, i + 0.5, 0.51);
        front_frame(&world.front);
    }
    double most = value_of(&world, 0);
    point(&world, MOUSE_DRAG, area.column + area.columns + 99, area.row + 9); /* no farther */
    ck_assert_double_eq(value_of(&world, 0), most);
    end(&world);
}
END_TEST

/* --- the pointer --- */

static void move_to(struct world *world, int column, int row)
{
    ck_assert(!point(world, MOUSE_MOVE, column, row));
}

/* In every frame and on every cell: what is raised is what a click would hit, and only another
 * target has the frame drawn again. */
START_TEST(what_is_pointed_at_is_raised)
{
    struct world world;
    begin(&world, &settings[_i]);
    uint64_t plain = look_of(&world);
    struct area raised = {0};
    for (int i = 0; i < settings[_i].columns * settings[_i].rows; i += 3) {
        int column = i % settings[_i].columns, row = i / settings[_i].columns;
        world.front.dirty = false;
        move_to(&world, column, row);
        struct view_place place = view_locate(view_of(&world), column, row);
        bool button = place.target.kind == TARGET_BUTTON || place.target.kind == TARGET_NUMBER;
        struct area now = view_raised(view_of(&world), column, row);
        ck_assert_int_eq(world.front.dirty, !area_equal(&now, &raised));
        ck_assert(!button || area_equal(&now, &place.target.area));
        if (!area_equal(&now, &raised) && button) {
            const struct frame *drawn = front_frame(&world.front);
            int marked = 0;
            for (int k = 0; k < drawn->columns * drawn->rows; k++)
                marked +=
                    (drawn->cells[k].attributes & (ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE)) != 0;
            ck_assert_int_gt(marked, 0);
        }
        raised = now;
    }
    front_press(&world.front, "escape"); /* at the keyboard it is not there */
    ck_assert(!world.front.display.pointed);
    ck_assert(look_of(&world) == plain);
    end(&world);
}
END_TEST

/* --- candidates --- */

START_TEST(a_candidate_is_taken)
{
    struct world world;
    static char names_of[][12] = {"rosenbrock", "a valley", "ravine", ""};
    const struct completion candidates[] = {{names_of[0], names_of[1]}, {names_of[2], names_of[3]}};
    begin(&world, &settings[0]);
    world.front.display.prompt_open = true;
    world.front.display.line = "surface r # x";
    world.front.display.cursor = 9;
    world.front.display.candidates = candidates;
    world.front.display.candidate_count = 2;
    world.front.display.candidate_begin = 8;
    front_frame(&world.front);
    int column, row, taken = 0;
    for (int i = 0; i < view_targets(view_of(&world))->count; i++) {
        const struct target *target = target_of(&world, i);
        if (target->click != CLICK_TAKE)
            continue;
        ck_assert(find_cell(&world, i, &column, &row));
        ck_assert(point(&world, MOUSE_PRESS, column, row));
        ck_assert_str_eq(world.front.typed.bytes,
                         target->index ? "surface ravine # x" : "surface rosenbrock # x");
        ck_assert_int_eq(world.front.typed_at, target->index ? 14 : 18);
        taken++;
    }
    ck_assert_int_eq(taken, 2);
    ck_assert(!point(&world, MOUSE_PRESS, 75, row)); /* what it covers is not clicked */
    ck_assert_int_eq(world.session->sim->clock, 0);
    world.front.display.line = "eta 0.3", world.front.display.candidate_count = 0;
    front_frame(&world.front);
    ck_assert(!point(&world, MOUSE_PRESS, 60, 23)); /* what is typed stays */
    end(&world);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("mouse");
    tcase_add_table_test(tests, every_button_does_what_it_names, settings);
    tcase_add_loop_test(tests, what_is_named_can_be_clicked, 0, WANTED);
    tcase_add_table_test(tests, every_number_is_chosen_turned_and_dragged, settings);
    tcase_add_test(tests, a_drag_is_one_command);
    tcase_add_loop_test(tests, the_gauge_sets_eta, 2, 5);
    tcase_add_table_test(tests, what_is_pointed_at_is_raised, settings);
    tcase_add_test(tests, a_candidate_is_taken);
    return suite_run("mouse", tests);
}
