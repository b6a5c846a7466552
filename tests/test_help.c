/* Help: that its pages are there, that what they say to try works, and what completion hints. */

#include "stage.h"
#include "suite.h"

#include "../src/cli/options.h"
#include "../src/command/command.h"
#include "../src/command/rows.h"
#include "../src/draw/theme.h"
#include "../src/view/screen.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wordexp.h>

static const char *page(const char *topic)
{
    char line[80];
    snprintf(line, sizeof line, "help %s", topic);
    stage_run(line);
    return session->answers.page.bytes;
}

static bool has(const char *text)
{
    return strstr(session->answers.page.bytes, text) != NULL;
}

/* Runs what stands below "Try:", line after line; returns how many there were. */
static int try_page(const char *topic)
{
    const char *at = strstr(page(topic), "\nTry:\n");
    ck_assert_msg(at, "help %s says nothing to try", topic);
    char *tries = strdup(at + strlen("\nTry:\n"));
    char *end = strstr(tries, "\n\n");
    if (end)
        *end = '\0';
    int count = 0;
    for (char *line = strtok(tries, "\n"); line; line = strtok(NULL, "\n")) {
        struct error error;
        int number;
        ck_assert_msg(strncmp(line, "  ", 2) == 0, "help %s: `%s`", topic, line);
        ck_assert_msg(command_execute(session, line, &error), "help %s: %s: %s", topic, line,
                      error.text);
        while (script_is_busy(session))
            ck_assert_msg(script_work(session, NULL, &error, &number), "%s", error.text);
        count++;
    }
    free(tries);
    return count;
}

START_TEST(topics_teach)
{
    const struct topic_row *topic = &topic_rows[_i];
    ck_assert_int_ge(try_page(topic->name), 2);
    page(topic->name); /* a race prints one, too */
    ck_assert(has(topic->title) && has(topic->text));
    ck_assert(!topic->look || has("On the screen:\n"));
}
END_TEST

START_TEST(optimizers_teach)
{
    const struct formula_row *row = &optimizer_rows[_i];
    ck_assert_ptr_nonnull(row->lesson);
    ck_assert_int_ge(try_page(row->name), 2);
    ck_assert_ptr_nonnull(strstr(page(row->name), row->lesson));
    ck_assert_msg(strstr(row->tries, row->name) || strcmp(row->name, "sgd") == 0, "%s: %s",
                  row->name, row->tries);
}
END_TEST

START_TEST(schedules_teach)
{
    const struct formula_row *row = &schedule_rows[_i];
    ck_assert_ptr_nonnull(row->lesson);
    ck_assert_int_ge(try_page(row->name), 2);
    ck_assert_ptr_nonnull(strstr(page(row->name), row->lesson));
    ck_assert_ptr_nonnull(strstr(row->tries, row->name));
}
END_TEST

START_TEST(every_idea_has_its_page)
{
    static const char *const names[] = {"eta",   "decay", "momentum", "overshoot", "sharpness",
                                        "noise", "races", "formulas", "why"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(catalogue_topic(names[i]), "%s", names[i]);
    page("λ");
    ck_assert(has("sharpness: how narrow the valley is"));
    ck_assert_str_eq(catalogue_topic("learning rate")->name, "eta");
    ck_assert_ptr_null(catalogue_topic("et"));
    page("η");
    ck_assert(has("the learning rate"));
    page("decay"); /* a topic, and a parameter */
    ck_assert(has("decay is a parameter of"));
    page("noise"); /* a topic, and a command */
    ck_assert(has("SIGMA"));
    page("tab");
    ck_assert(has("select the next ball"));
}
END_TEST

/* What the pages promise about the ravine, whose sharpness is 25, holds. */
START_TEST(what_the_pages_say_is_so)
{
    stage_run("surface ravine");
    ck_assert_double_eq(row_sharpness(sim_row(session->sim, 0)), 25);
    stage_run("eta 0.07"); /* help overshoot: the first step overshoots and lands lower */
    stage_run("step 1");
    ck_assert_int_eq(sim_row(session->sim, 0)->event, EVENT_OVERSHOOT);
    stage_run("reset");
    stage_run("eta 0.081"); /* beyond the edge: it ends higher than it began */
    double before = sim_row(session->sim, 0)->loss;
    stage_run("step 200");
    ck_assert_double_gt(sim_row(session->sim, 0)->loss, before);
    stage_run("surface bowl"); /* help polyak: half the way */
    stage_run("optimizer polyak");
    double x = sim_row(session->sim, 0)->x;
    stage_run("step 1");
    ck_assert_double_eq_tol(sim_row(session->sim, 0)->x, x / 2, 1e-12);
    stage_run("surface ravine"); /* help newton: one step */
    stage_run("optimizer newton");
    stage_run("eta 1");
    stage_run("step 1");
    ck_assert_int_eq(sim_row(session->sim, 0)->event, EVENT_CONVERGED);
}
END_TEST

START_TEST(an_unknown_topic_is_guessed)
{
    static const char *const cases[][2] = {
        {"help momntum", "did you mean momentum?"},
        {"help overshot", "did you mean overshoot?"},
        {"help adm", "did you mean adam?"},
        {"help weight_deca", "did you mean weight_decay?"},
        {"help escap", "did you mean escape?"},
        {"help exponental", "did you mean exponential?"},
        {"help rosenbrok", "did you mean rosenbrock?"},
        {"help screnshot", "did you mean screenshot?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error;
        ck_assert(!command_execute(session, cases[i][0], &error));
        ck_assert_msg(strstr(error.text, cases[i][1]), "%s: %s", cases[i][0], error.text);
        ck_assert_int_eq(error.offset, 5);
    }
}
END_TEST

/* ? is one page that fits the smallest screen: every key that has a meaning in the view, by its
 * word. */
START_TEST(the_overview_is_one_page)
{
    for (int i = 0; i < VIEW_COUNT; i++) {
        char line[40];
        snprintf(line, sizeof line, "view %s", choice_at(&view_choices, i)->name);
        stage_run(line);
        stage_run("help");
        const char *page = session->answers.page.bytes, *end = strstr(page, "\n\n");
        int lines = 0;
        for (const char *at = page; *at; at++)
            lines += *at == '\n';
        ck_assert_int_le(lines, 20);
        struct line parts[32];
        ck_assert_int_le(screen_wrap(page, 76, parts, 32), 20);
        ck_assert_ptr_nonnull(end);
        for (int k = 0; k < key_row_count; k++) {
            struct text entry = {0};
            text_add(&entry, " %s ", key_rows[k].key);
            const char *at = strstr(page, entry.bytes);
            const char *word = at ? strstr(at, key_rows[k].word) : NULL;
            if (!key_rows[k].view || key_is_of(&key_rows[k], i))
                ck_assert_msg(word && word < end, "%s: %s", line, key_rows[k].help);
            else
                ck_assert_msg(!strstr(page, key_rows[k].word), "%s: %s", line, key_rows[k].help);
            text_free(&entry);
        }
    }
}
END_TEST

START_TEST(all_kinds_of_names_have_pages)
{
    static const char *const pages[][2] = {
        {"trail", "show trail"},  {"zoom", "zoom 2 at 1, 0.5"}, {"z", "The key z: closer"},
        {"theme", "theme light"}, {"rosenbrock", "a surface"},  {"beta1", "is a parameter of"},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        ck_assert_msg(strstr(page(pages[i][0]), pages[i][1]), "%s", pages[i][0]);
    for (int i = 0; i < LAYER_COUNT; i++)
        page(choice_at(&layer_choices, i)->name);
}
END_TEST

/* Several words, or one that has no page, are searched for. */
START_TEST(words_are_searched_for)
{
    page("adam overshoot");
    ck_assert(has("\n  adam ") && !has("\n  sgd "));
    page("the narrower the");
    ck_assert(has("\n  sharpness ") && !has("\n  adam "));
    page("coordinate");
    ck_assert(has("\n  rprop "));
    stage_run("find ravine"); /* in the page: it stays */
    ck_assert(has("Pages with `coordinate`") && session->answers.seeks);
    answers_close_page(&session->answers);
    stage_run("/the narrower the");
    ck_assert(has("Pages with `the narrower the`"));
    struct error error;
    ck_assert(!command_execute(session, "help zyzzyva valley", &error));
}
END_TEST

/* --- completion --- */

/* Returns how many candidates there are. */
static int check_hints(const char *line)
{
    struct completions completions;
    command_complete(session, line, (int)strlen(line), &completions);
    for (int i = 0; i < completions.count; i++)
        ck_assert_msg(strlen(completions.items[i].hint) > 2, "`%s`: %s has no hint", line,
                      completions.items[i].text);
    int count = completions.count;
    completions_free(&completions);
    return count;
}

START_TEST(every_candidate_has_a_hint)
{
    static const char *const lines[] = {"",          "all ",       "at 50 ",
                                        "view map ", "race adam ", "budget 100 "};
    char line[80];
    stage_run("let k = 10");
    stage_run("optimizer v = momentum*v - k*eta*g; theta += v");
    stage_run("ball adam");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ck_assert_msg(check_hints(lines[i]) > 0, "`%s`: no candidates", lines[i]);
    for (int i = 0; i < command_count(&command_table); i++) {
        snprintf(line, sizeof line, "%s ", command_at(&command_table, i).name);
        check_hints(line);
    }
    for (int i = 0; i < optimizer_row_count; i++) {
        snprintf(line, sizeof line, "optimizer %s ", optimizer_rows[i].name);
        check_hints(line);
    }
    for (int i = 0; i < schedule_row_count; i++) {
        snprintf(line, sizeof line, "schedule %s ", schedule_rows[i].name);
        check_hints(line);
    }
}
END_TEST

static bool offers(const char *line, const char *text)
{
    struct completions completions;
    bool found = false;
    command_complete(session, line, (int)strlen(line), &completions);
    for (int i = 0; i < completions.count; i++)
        found |= strcmp(completions.items[i].text, text) == 0;
    completions_free(&completions);
    return found;
}

START_TEST(what_can_be_named_is_offered)
{
    stage_run("ball adam");
    ck_assert(offers("help over", "overshoot"));
    ck_assert(offers("help mo", "momentum"));
    ck_assert(offers("help ad", "adam "));
    ck_assert(offers("list to", "topics"));
    ck_assert(offers("select ", "2"));
    ck_assert(!offers("select ", "3"));
    ck_assert(offers("race ad", "adam "));
    ck_assert(offers("race adam rms", "rmsprop "));
    ck_assert(offers("race adam bu", "budget="));
    ck_assert(offers("budget 10 tu", "tuned"));
}
END_TEST

/* --- the page on the screen --- */

START_TEST(a_page_shows_what_to_try)
{
    page("eta");
    display.page_open = true;
    stage_draw(100, 40);
    ck_assert_shows("eta: the learning rate, η");
    ck_assert_shows("Try:");
    ck_assert_shows("  surface ravine");
    const color *roles = theme_of(display.colors, display.light)->roles;
    int commands = 0, sentences = 0;
    for (int row = 0; row < 38; row++) {
        const struct cell *cell = &frame->cells[row * frame->columns + 4];
        const struct cell *before = cell - 2;
        if (cell->glyph == 's' && before->glyph == ' ') { /* a command has the colour of its own */
            ck_assert_uint_eq(cell->fg, roles[ROLE_ACCENT]);
            commands++;
        }
        if (before->glyph == 'T') { /* sentences and headings have not */
            ck_assert_uint_ne(before->fg, roles[ROLE_ACCENT]);
            sentences++;
        }
    }
    ck_assert(commands > 0 && sentences > 0);
    display.unicode = false;
    stage_draw(40, 12);
    ck_assert_shows("eta: the learning rate, eta");
}
END_TEST

/* What the page of a command of the shell says to try can be said. */
static void expect_example(const char *name)
{
    static const char before[] = "For example:  overshoot ";
    char *example = strdup(strstr(session->answers.page.bytes, before) + strlen(before));
    *strchr(example, '\n') = '\0';
    wordexp_t words = {.we_offs = 1};
    struct options options = {0};
    struct error error;
    ck_assert_int_eq(wordexp(example, &words, WRDE_DOOFFS | WRDE_NOCMD), 0);
    ck_assert_str_eq(words.we_wordv[1], name);
    words.we_wordv[0] = example;
    ck_assert_msg(options_read(&options, (int)words.we_wordc + 1, words.we_wordv, &error), "%s: %s",
                  example, error.text);
    options_free(&options);
    words.we_wordv[0] = NULL;
    wordfree(&words);
    free(example);
}

START_TEST(what_the_shell_can_has_pages)
{
    static const char before[] = "    overshoot ";
    struct text help = {0};
    char name[20], heading[60];
    int count = 0;
    options_help(&help);
    for (const char *at = help.bytes; (at = strstr(at, before)); count += *name != '\0') {
        at += strlen(before);
        snprintf(name, sizeof name, "%.*s", (int)strcspn(at, " "), at);
        if (!*name) /* the program itself */
            continue;
        page(name);
        snprintf(heading, sizeof heading, "In the shell: overshoot %s ", name);
        ck_assert_msg(has(heading) && has("\n    -h, --help "), "help %s: %s", name,
                      session->answers.page.bytes);
        expect_example(name);
    }
    ck_assert_int_ge(count, 11);
    page("bare"); /* an option, with its dashes or without */
    ck_assert(has("An option of: overshoot render, overshoot sweep, overshoot rangetest, overshoot "
                  "schedule\n"));
    text_free(&help);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("help");
    tcase_set_timeout(tests, 20);
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_loop_test(tests, topics_teach, 0, topic_row_count);
    tcase_add_loop_test(tests, optimizers_teach, 0, optimizer_row_count);
    tcase_add_loop_test(tests, schedules_teach, 0, schedule_row_count);
    tcase_add_test(tests, every_idea_has_its_page);
    tcase_add_test(tests, what_the_pages_say_is_so);
    tcase_add_test(tests, an_unknown_topic_is_guessed);
    tcase_add_test(tests, the_overview_is_one_page);
    tcase_add_test(tests, all_kinds_of_names_have_pages);
    tcase_add_test(tests, words_are_searched_for);
    tcase_add_test(tests, every_candidate_has_a_hint);
    tcase_add_test(tests, what_can_be_named_is_offered);
    tcase_add_test(tests, a_page_shows_what_to_try);
    tcase_add_test(tests, what_the_shell_can_has_pages);
    return suite_run("help", tests);
}
