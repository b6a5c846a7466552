/* The mouse is enough: whatever can be pointed at, in every frame, does what it names. */

#include "../src/command/command.h"
#include "../src/draw/mark.h"
#include "../src/front/front.h"
#include "../src/view/mention.h"
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
    {120, 36, .lines = "help"},
    {40, 20, .lines = "help"},
    {100, 60, .lines = "list keys"},
    {100, 30, .lines = "list scenes"},
    {150, 30, .lines = "list commands"},
    {80, 24, .lines = "help eta"},
    {80, 24, .ascii = true, .colorless = true, .lines = "help scenes"},
    {80, 40, .lines = "help ravine"},
    {100, 30, .lines = "surface ravine\nsweep eta=0.01:0.1:9 momentum=0:0.9:7 until 40"},
    {120, 36, .lines = "view map sweep\nsweep eta=0.1:2:20 until 60"},
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
    playlist_begin(world->session, scenes, 3);
    world->face =
        (struct face){.display = {.colors = setting->colorless ? COLORS_MONO : COLORS_DIRECT,
                                  .unicode = !setting->ascii},
                      .now = now_seconds,
                      .films = true};
    front_begin(&world->front, world->session, &world->face);
    front_resize(&world->front, setting->columns, setting->rows);
    world->front.display.prompt = "> ", world->front.display.line = "";
    front_press(&world->front, "n"); /* the second scene of three */
    enter(world, setting->lines);
    front_frame(&world->front);
}

static void end(struct world *world)
{
    front_end(&world->front);
    session_free(world->session);
}

static const struct view *view_of(const struct world *world)
{
    return halves_place(world->front.halves, 0, 0, 0).view;
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
        bool closes = target->closes;
        struct text words = {0};
        text_add(&words, "%s", words_of(&clicked, index));
        bool typed = point(&clicked, MOUSE_PRESS, column, row);
        const char *prompt = NULL;
        if (closes)
            front_press(&done.front, "escape");
        if (click == CLICK_KEY)
            prompt = front_press(&done.front, words.bytes);
        else if (click == CLICK_COMMAND)
            front_enter(&done.front, words.bytes);
        else if (click == CLICK_TYPE)
            prompt = words.bytes;
        ck_assert_msg(clicked.front.message_is_error == done.front.message_is_error, "`%s`: %s",
                      words.bytes, clicked.front.message.bytes);
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

static bool is_in_page(const struct world *world, const struct target *target)
{
    const struct session *of = world->session;
    return of->answers.page.length > 0 && target->area.row > 0 &&
           target->area.row < world->front.frame->rows - 3;
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
    bool of_page = target->closes || (target->click > CLICK_KEY && is_in_page(world, target));
    if (of_page) /* a line that is broken is in several parts */
        ck_assert_msg(strstr(words, text.bytes) || strstr(text.bytes, words), "`%s` for `%s`",
                      text.bytes, words);
    text_free(&text);
}

START_TEST(every_button_does_what_it_names)
{
    const struct setting *setting = &settings[_i];
    struct world world;
    begin(&world, setting);
    int count = view_targets(view_of(&world))->count, buttons = 0;
    int every = suite_whole() ? 1 : 1 + count / 20; /* pages have many */
    for (int i = 0; i < count; i++) {
        const struct target *target = target_of(&world, i);
        int column, row;
        if (target->kind != TARGET_BUTTON)
            continue;
        ck_assert_msg(find_cell(&world, i, &column, &row), "`%s` is covered", words_of(&world, i));
        check_names(&world, i);
        if (++buttons % every)
            continue;
        check_click(setting, i);
        if (target->more)
            check_wheel(setting, i);
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
        {7, CLICK_COMMAND, "playlist"},
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

/* --- pages --- */

static bool is_mentioned(const char *page, enum mention_kind kind, const char *words)
{
    struct mention mention = {0};
    bool found = false;
    while (!found && mention_next(page, &mention))
        found = mention.kind == kind && strcmp(mention.words.bytes, words) == 0;
    text_free(&mention.words);
    return found;
}

/* With an open end for what is to be typed. */
static void expect_tries(const char *page, const char *name, const char *tries)
{
    for (const char *from = tries; from && *from;
         from += strcspn(from, "\n"), from += *from == '\n') {
        struct text line = {0};
        text_add(&line, "%.*s", (int)strcspn(from, "\n"), from);
        ck_assert_msg(is_mentioned(page, MENTION_COMMAND, line.bytes) ||
                          is_mentioned(page, MENTION_TYPE, line.bytes),
                      "help %s: `%s` cannot be clicked", name, line.bytes);
        text_free(&line);
    }
}

static struct text page_of(struct session *of, const char *topic)
{
    struct text page = {0};
    struct error error;
    ck_assert(help_write(&command_table, &services, of, &page, topic, &error));
    return page;
}

START_TEST(what_pages_name_can_be_clicked)
{
    struct session *of = session_new();
    struct text page = page_of(of, "");
    for (int i = 0; i < key_row_count; i++)
        if (!key_rows[i].view)
            ck_assert_msg(is_mentioned(page.bytes, MENTION_KEY, key_rows[i].key), "key %s",
                          key_rows[i].key);
    ck_assert(is_mentioned(page.bytes, MENTION_COMMAND, "eta 0.3"));
    ck_assert(is_mentioned(page.bytes, MENTION_COMMAND, "surface x^2+3*y^2"));
    ck_assert(is_mentioned(page.bytes, MENTION_TYPE, "save my.scene"));
    ck_assert(is_mentioned(page.bytes, MENTION_TYPE, "help "));
    for (int i = 0; i < topic_row_count; i++)
        ck_assert_msg(strstr(page.bytes, topic_rows[i].name), "%s", topic_rows[i].name);
    text_free(&page);
    for (int i = 0; i < topic_row_count; i++) {
        page = page_of(of, topic_rows[i].name);
        expect_tries(page.bytes, topic_rows[i].name, topic_rows[i].tries);
        text_free(&page);
    }
    const struct formula_row *row;
    for (int i = 0; (row = catalogue_formula(i)); i++) {
        page = page_of(of, row->name);
        if (strstr(page.bytes, row->lesson))
            expect_tries(page.bytes, row->name, row->tries);
        text_free(&page);
    }
    session_free(of);
}
END_TEST

START_TEST(lists_lead_to_pages)
{
    static const char *const kinds[] = {"surfaces", "optimizers", "schedules", "commands",
                                        "topics"};
    const struct choices *const rows[] = {&surface_choices, &optimizer_choices, &schedule_choices,
                                          NULL, &topic_choices};
    struct text page = {0}, line = {0};
    struct error error;
    ck_assert(list_write(&command_table, &services, NULL, &page, kinds[_i], &error));
    int count = rows[_i] ? *rows[_i]->count : command_count(&command_table);
    for (int i = 0; i < count; i++) {
        text_clear(&line);
        text_add(&line, "help %s",
                 rows[_i] ? choice_at(rows[_i], i)->name : command_at(&command_table, i).name);
        ck_assert_msg(is_mentioned(page.bytes, MENTION_COMMAND, line.bytes), "`%s` in list %s",
                      line.bytes, kinds[_i]);
    }
    text_free(&line);
    text_free(&page);
}
END_TEST

START_TEST(what_is_quoted_is_a_command_or_none)
{
    static const struct {
        const char *text;
        enum mention_kind kind;
        const char *words; /* NULL: nothing is named */
    } quoted[] = {
        {"Say `eta *= 1.1` now", MENTION_COMMAND, "eta *= 1.1"},
        {"`momentum 0.5`", MENTION_COMMAND, "momentum 0.5"},
        {"press `w`", MENTION_KEY, "w"},
        {"`open NAME` opens one", MENTION_TYPE, "open "},
        {"`quiz TEXT` asks", MENTION_TYPE, "quiz "},
        {"`export run.csv` writes", MENTION_TYPE, "export run.csv"},
        {"see `schedule`", MENTION_COMMAND, "help schedule"},
        {"a formula, `x**2`, and `c ? a : b`", MENTION_KEY, NULL},
        {"one ` alone", MENTION_KEY, NULL},
        {"run the ball", MENTION_KEY, NULL},
        {"run      plays", MENTION_COMMAND, "help run"},
        {"  run      plays", MENTION_COMMAND, "help run"},
        {"        run      plays", MENTION_KEY, NULL},
        {"my folder/a b.scene   A title", MENTION_COMMAND, "open my folder/a b.scene"},
        {"For example:  step 3", MENTION_COMMAND, "step 3"},
        {"Try:\n\n", MENTION_KEY, NULL},
        {"`NAME` alone", MENTION_KEY, NULL},
        {"", MENTION_KEY, NULL},
        {"\n\n`", MENTION_KEY, NULL},
    };
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
        struct mention mention = {0};
        bool any = mention_next(quoted[i].text, &mention);
        ck_assert_msg(any == (quoted[i].words != NULL), "%s", quoted[i].text);
        if (any) {
            ck_assert_msg(mention.kind == quoted[i].kind, "%s", quoted[i].text);
            ck_assert_str_eq(mention.words.bytes, quoted[i].words);
        }
        text_free(&mention.words);
    }
}
END_TEST

START_TEST(the_wheel_scrolls_over_what_can_be_clicked)
{
    struct world world;
    begin(&world, &(struct setting){80, 24, .lines = "list keys"});
    int column, row, links = 0;
    for (int i = 0; i < view_targets(view_of(&world))->count; i++)
        if (target_of(&world, i)->closes && find_cell(&world, i, &column, &row)) {
            world.session->answers.page_top = 0;
            turn(&world, -1, column, row);
            ck_assert_int_eq(world.session->answers.page_top, 3);
            links++;
        }
    ck_assert_int_gt(links, 10);
    end(&world);
}
END_TEST

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
    bool panel = world.session->answers.page.length == 0 && names(&world, CLICK_KEY, "right") &&
                 settings[_i].rows >= 16;
    ck_assert(numbers > 0 || !panel || world.session->look.big || world.session->look.single ||
              strstr(settings[_i].lines, "charts") || quiz_is_open(world.session));
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
    bool page = world.session->answers.page.length > 0 || quiz_is_shown(world.session);
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
    front_press(&world.front, "escape"); /* at the keyboard it is not there; what it closes goes */
    ck_assert(!world.front.display.pointed);
    ck_assert(page || look_of(&world) == plain);
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

/* What is broken can be clicked in both lines, for all of it; quotes behind it are found. */
START_TEST(what_is_broken_is_one_command)
{
    static const char page[] =
        "words\n\neach `expect\n  CONDITION` in it, and `wait until loss(1) <\n"
        "0.1` and `goto 3`, `race\nsgd adam`. (`n\n\nnext `step`";
    static const struct {
        const char *words, *text;
        enum mention_kind kind;
    } wanted[] = {{"expect ", "expect", MENTION_TYPE},
                  {"expect ", "CONDITION", MENTION_TYPE},
                  {"wait until loss(1) < 0.1", "wait until loss(1) <", MENTION_COMMAND},
                  {"wait until loss(1) < 0.1", "0.1", MENTION_COMMAND},
                  {"goto 3", "goto 3", MENTION_COMMAND},
                  {"race sgd adam", "race", MENTION_COMMAND},
                  {"race sgd adam", "sgd adam", MENTION_COMMAND},
                  {"help step", "step", MENTION_COMMAND}};
    struct mention mention = {0};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        ck_assert_msg(mention_next(page, &mention), "%s", wanted[i].text);
        ck_assert_str_eq(mention.words.bytes, wanted[i].words);
        ck_assert_int_eq(mention.kind, wanted[i].kind);
        ck_assert_int_eq(mention.end - mention.begin, (int)strlen(wanted[i].text));
        ck_assert(strncmp(page + mention.begin, wanted[i].text, strlen(wanted[i].text)) == 0);
    }
    ck_assert(!mention_next(page, &mention));
    text_free(&mention.words);
}
END_TEST

/* --- starts --- */

/* Not without a word: it says the command, and the way back. */
START_TEST(a_click_on_the_map_says_what_it_does)
{
    static const struct setting plain = {80, 24, .lines = ""};
    struct world world;
    begin(&world, &plain);
    struct point before = sim_conditions(world.session->sim, 0).start;
    point(&world, MOUSE_PRESS, 20, 10);
    front_frame(&world.front);
    struct point start = sim_conditions(world.session->sim, 0).start;
    char wanted[100];
    snprintf(wanted, sizeof wanted, "start %.15g, %.15g (`undo` takes it back)", start.x, start.y);
    ck_assert_str_eq(world.session->answers.notice.bytes, wanted);
    point(&world, MOUSE_RELEASE, 20, 10);
    enter(&world, "undo");
    ck_assert(sim_conditions(world.session->sim, 0).start.x == before.x);
    end(&world);
}
END_TEST

START_TEST(the_map_moves_the_start_of_one_where_they_are_apart)
{
    static const struct setting apart = {80, 24, .lines = "ball sgd start=2,1"};
    struct world world;
    begin(&world, &apart);
    const struct sim *sim = world.session->sim;
    struct point all = sim_conditions(sim, 0).start;
    point(&world, MOUSE_PRESS, 20, 10);
    point(&world, MOUSE_RELEASE, 20, 10);
    struct point first = sim_conditions(sim, 0).start, own = sim_conditions(sim, 1).start;
    ck_assert(first.x == all.x && first.y == all.y);
    ck_assert(sim->balls[1]->starts_apart && own.x != 2 && own.y != 1);
    ck_assert(sim_row(sim, 1)->x == own.x);
    end(&world);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("mouse");
    tcase_add_table_test(tests, every_button_does_what_it_names, settings);
    tcase_add_loop_test(tests, what_is_named_can_be_clicked, 0, WANTED);
    tcase_add_test(tests, what_pages_name_can_be_clicked);
    tcase_add_loop_test(tests, lists_lead_to_pages, 0, 5);
    tcase_add_test(tests, what_is_quoted_is_a_command_or_none);
    tcase_add_test(tests, the_wheel_scrolls_over_what_can_be_clicked);
    tcase_add_table_test(tests, every_number_is_chosen_turned_and_dragged, settings);
    tcase_add_test(tests, a_drag_is_one_command);
    tcase_add_loop_test(tests, the_gauge_sets_eta, 2, 5);
    tcase_add_table_test(tests, what_is_pointed_at_is_raised, settings);
    tcase_add_test(tests, a_candidate_is_taken);
    tcase_add_test(tests, what_is_broken_is_one_command);
    tcase_add_test(tests, a_click_on_the_map_says_what_it_does);
    tcase_add_test(tests, the_map_moves_the_start_of_one_where_they_are_apart);
    return suite_run("mouse", tests);
}
