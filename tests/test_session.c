/* The command language: what commands do, what the prompt completes, what help says. */

#include "command/command.h"
#include "front/clock.h"
#include "lang/vocabulary.h"
#include "model/quantity.h"
#include "suite.h"

#include <string.h>

static struct session *session;
static struct error error;

static void set_up(void)
{
    session = session_new();
}

static void tear_down(void)
{
    session_free(session);
}

static void say(const char *line)
{
    ck_assert_msg(command_execute(session, line, &error), "%s: %s", line, error.text);
}

static void work(void)
{
    int line;
    ck_assert_msg(script_work(session, NULL, &error, &line), "%s", error.text);
}

static const struct row *row(void)
{
    return sim_row(session->sim, session->selected);
}

START_TEST(every_example_of_the_table_works)
{
    struct command_row command = command_at(&command_table, _i);
    if (!command.example)
        return;
    struct data *data = data_new("test.csv"); /* for those that need some */
    data->rows = 50;
    ck_assert(sim_set_data(session->sim, data, &error));
    data_release(data);
    say(command.example);
    work();
}
END_TEST

START_TEST(every_command_has_help)
{
    struct command_row command = command_at(&command_table, _i);
    if (!command.arguments)
        return;
    struct text page = {0};
    ck_assert(help_write(&command_table, NULL, session, &page, command.name, &error));
    ck_assert(strstr(page.bytes, command.help));
    text_free(&page);
}
END_TEST

START_TEST(every_setting_is_said_by_scenes)
{
    const struct setting_row *row = &setting_rows[_i];
    if (!row->example)
        return;
    struct text saved = {0}, again = {0};
    say(row->example);
    settings_write(session, row->part, false, &saved);
    ck_assert_msg(strstr(saved.bytes, row->name), "%s", saved.bytes);
    for (char *line = saved.bytes, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        say(line);
        *end = '\n';
    }
    settings_write(session, row->part, false, &again);
    ck_assert_str_eq(saved.bytes, again.bytes);
    text_free(&saved);
    text_free(&again);
}
END_TEST

START_TEST(numbers_are_set_in_every_form)
{
    static const struct {
        const char *line;
        double eta;
    } cases[] = {
        {"eta 0.3", 0.3},
        {"eta = 0.5", 0.5},
        {"eta=0.25", 0.25},
        {"eta *= 2", 0.5},
        {"eta /= 5", 0.1},
        {"eta += 0.1", 0.2},
        {"eta -= 0.05", 0.15},
        {"η 0.3", 0.3},
        {"  eta   2/25 ", 0.08},
        {"eta eta0/2", 0.04},
        {"eta 1.9/sharpness", 0.95},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        say(cases[i].line);
        ck_assert_msg(sim_recipe(session->sim, 0)->eta0 - cases[i].eta < 1e-15 &&
                          cases[i].eta - sim_recipe(session->sim, 0)->eta0 < 1e-15,
                      "%s gave %.17g", cases[i].line, sim_recipe(session->sim, 0)->eta0);
    }
}
END_TEST

/* `loss` is a number of the ball and a function of expectations; what is offered can be read. */
START_TEST(every_name_of_values_can_be_read)
{
    struct sim_scope_place place;
    double value;
    say("surface bowl");
    say("let k = 10");
    struct scope scope = sim_scope(session->sim, 0, &place);
    const char *name;
    for (int i = 0; (name = scope.name_at(&scope, i)); i++) {
        ck_assert_msg(value_evaluate(name, &scope, &value, &error), "%s: %s", name, error.text);
        const struct word *word = word_find(name);
        ck_assert_msg((word && word->languages & LANGUAGE_BIT(LANGUAGE_VALUE)) ||
                          quantity_find(name) || recipe_value(sim_recipe(session->sim, 0), name) ||
                          strcmp(name, "k") == 0 || strcmp(name, NOISE_TARGET) == 0,
                      "%s is neither a word of the language nor a quantity", name);
    }
    for (int i = 0; i < word_count; i++)
        if (words[i].languages & LANGUAGE_BIT(LANGUAGE_VALUE) && words[i].kind != WORD_OPERATOR)
            ck_assert_msg(value_evaluate(words[i].name, &scope, &value, &error), "%s: %s",
                          words[i].name, error.text);
    double loss = row()->loss;
    say("eta 0.01*loss");
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.01 * loss);
    say("eta 0.02*f");
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.02 * loss);
    say("expect loss(1) == loss and loss (1, 0) == f and 2*(loss) > loss and x(1) == x");
    say("expect edge(1) == edge and edge == eta*sharpness and gradient == hypot(grad_x, grad_y)");
    say("let gradient = 7"); /* not reserved: who has it already keeps it */
    say("expect gradient == 7 and gradient(1) == hypot(grad_x, grad_y)");
    ck_assert(!command_execute(session, "eta 0.01*loss(1)", &error));
    ck_assert_msg(strstr(error.text, "loss works in update rules only"), "%s", error.text);
}
END_TEST

START_TEST(a_surface_is_a_row_or_a_formula)
{
    say("surface six-hump_camel");
    ck_assert_str_eq(sim_problem(session->sim)->row->name, "six_hump_camel");
    ck_assert_double_eq(session->look.region.y0, -2);
    say("surface 0.5*(x^2 + 25*y^2) on [-4,4] x [-3, 1+1]");
    ck_assert_ptr_null(sim_problem(session->sim)->row);
    ck_assert_double_eq(session->look.region.y1, 2);
    ck_assert_double_eq(session->sim->conditions.start.x, -4 + 0.2 * 8);
    say("surface x + y");
    ck_assert_double_eq(session->look.region.x0, -5);
    say("surface rosenbrock on [0,2] x [0,2]");
    ck_assert_ptr_nonnull(sim_problem(session->sim)->row);
    ck_assert_double_eq(session->look.region.x1, 2);
}
END_TEST

/* Zooming leaves a point where it is: the middle, or the one that is given. */
START_TEST(zoom_and_pan_move_the_view)
{
    say("surface x^2 + y^2 on [-4,4] x [-2,2]");
    say("zoom 2");
    ck_assert_double_eq(session->look.region.x0, -2);
    ck_assert_double_eq(session->look.region.y1, 1);
    say("zoom 2 at 2, -1"); /* a corner */
    ck_assert_double_eq(session->look.region.x0, 0);
    ck_assert_double_eq(session->look.region.x1, 2);
    ck_assert_double_eq(session->look.region.y0, -1);
    ck_assert_double_eq(session->look.region.y1, 0);
    say("zoom 1/2 at 1+1, -1");
    ck_assert_double_eq(session->look.region.x0, -2);
    say("pan 1/4, -1/2");
    ck_assert_double_eq(session->look.region.x0, -1);
    ck_assert_double_eq(session->look.region.y0, -2);
}
END_TEST

START_TEST(an_appointment_is_kept_on_the_way_back)
{
    say("goto 20");
    work();
    say("at 10 eta 0.4"); /* what is on record stays as it was made */
    ck_assert_int_eq(session->sim->end, 20);
    say("goto 10");
    work();
    ck_assert_double_eq(row()->eta, 0.4);
    ck_assert_int_eq(session->sim->end, 10);
}
END_TEST

START_TEST(an_appointment_that_fails_says_which_it_is)
{
    say("at 3 eta k");
    say("goto 5");
    int line;
    ck_assert(!script_work(session, NULL, &error, &line));
    ck_assert_int_eq(line, 0);
    ck_assert_ptr_nonnull(strstr(error.text, "at iteration 3, `eta k`: "));
    ck_assert(!command_execute(session, "at 3 eta k", &error)); /* for now: it cannot be made */
    ck_assert_int_eq(session->script.appointment_count, 1);
}
END_TEST

START_TEST(an_appointment_is_kept_at_its_row)
{
    say("at 5 eta 0.4");
    say("goto 4");
    work();
    ck_assert_double_eq(row()->eta, 0.1);
    say("step");
    work();
    ck_assert_double_eq(row()->eta, 0.4);
    say("back 3");
    work();
    ck_assert_double_eq(row()->eta, 0.1);
    say("goto 5");
    work();
    ck_assert_double_eq(row()->eta, 0.4);
    say("reset"); /* it is to come again; eta stays as it is now */
    say("eta 0.2");
    say("goto 5");
    work();
    ck_assert_double_eq(row()->eta, 0.4);
}
END_TEST

START_TEST(an_appointment_for_now_happens_now)
{
    say("at 0 eta 0.4");
    ck_assert_double_eq(row()->eta, 0.4);
    say("ball");
    say("select 1");
    say("at 3 momentum 0.5");
    say("select 2");
    say("goto 3");
    work();
    ck_assert_double_eq(sim_recipe(session->sim, 0)->values.items[0].value, 0.5);
    ck_assert_double_eq(sim_recipe(session->sim, 1)->values.items[0].value, 0);
    ck_assert_int_eq(session->selected, 1);
}
END_TEST

START_TEST(all_changes_every_ball_or_none)
{
    say("ball adam");
    say("ball sgd");
    ck_assert(!command_execute(session, "all momentum 0.5", &error));
    ck_assert(strstr(error.text, "ball 2 has no parameter momentum"));
    ck_assert_double_eq(sim_recipe(session->sim, 0)->values.items[0].value, 0);
    ck_assert_double_eq(sim_recipe(session->sim, 2)->values.items[0].value, 0);
    say("all eta 0.3");
    for (int i = 0; i < 3; i++)
        ck_assert_double_eq(sim_recipe(session->sim, i)->eta0, 0.3);
    ck_assert_int_eq(session->selected, 2);
}
END_TEST

START_TEST(a_ball_is_added_whole_or_not)
{
    ck_assert(!command_execute(session, "ball adam foo=1", &error));
    ck_assert(!command_execute(session, "ball adam beta1=2", &error));
    ck_assert(!command_execute(session, "ball adm", &error));
    ck_assert_int_eq(session->sim->ball_count, 1);
    say("ball adam eta=0.05 beta1=0.8");
    ck_assert_int_eq(session->selected, 1);
    ck_assert_double_eq(sim_recipe(session->sim, 1)->eta0, 0.05);
    ck_assert_double_eq(sim_recipe(session->sim, 1)->values.items[0].value, 0.8);
    say("remove 1");
    ck_assert_int_eq(session->selected, 0);
    ck_assert_str_eq(sim_recipe(session->sim, 0)->rule->row->name, "adam");
    ck_assert(!command_execute(session, "remove 1", &error));
}
END_TEST

START_TEST(typed_formulas_take_values_behind_them)
{
    say("schedule eta0*decay^n decay=0.9");
    ck_assert_ptr_null(sim_schedule(session->sim, 0)->row);
    say("step 2");
    work();
    ck_assert_double_eq_tol(row()->eta, 0.1 * 0.81, 1e-15);
    say("optimizer v = momentum*v - eta*g; theta += v momentum=0.7");
    ck_assert_double_eq(sim_recipe(session->sim, 0)->values.items[0].value, 0.7);
    say("optimizer w = g; theta -= eta*w"); /* no pair: a statement */
    ck_assert_ptr_null(sim_recipe(session->sim, 0)->rule->row);
}
END_TEST

static bool never_again(void *context)
{
    return ++*(int *)context > 0;
}

START_TEST(long_work_comes_in_slices)
{
    say("goto 1000000");
    int calls = 0, line;
    ck_assert(script_work(session, &(struct limits){.late = never_again, .context = &calls}, &error,
                          &line));
    ck_assert(script_is_busy(session));
    ck_assert(session->sim->clock < 1000);
    say("pause");
    ck_assert(!script_is_busy(session));
}
END_TEST

START_TEST(scene_lines_wait_for_the_goal)
{
    ck_assert(script_enqueue(session, "goto 10", 1, &error));
    ck_assert(script_enqueue(session, "eta 0.3", 2, &error));
    ck_assert(script_enqueue(session, "eta wrong", 3, &error));
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.1);
    int line;
    ck_assert(!script_work(session, NULL, &error, &line));
    ck_assert_int_eq(line, 3);
    ck_assert_int_eq(session->sim->clock, 10);
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.3);
}
END_TEST

/* --- races --- */

START_TEST(a_race_has_a_ball_per_optimizer)
{
    say("ball adam");
    say("noise 0.2");
    say("at 5 eta 3");
    say("surface rosenbrock");
    say("step 7");
    work();
    say("race sgd adam newton budget=50");
    struct sim *sim = session->sim;
    ck_assert_int_eq(sim->ball_count, 3);
    ck_assert_int_eq(sim->clock, 0);
    ck_assert_int_eq(session->selected, 0);
    ck_assert_int_eq(session->rates, RATES_CATALOGUE);
    static const char *const names[] = {"sgd", "adam", "newton"};
    for (int i = 0; i < 3; i++) {
        ck_assert_str_eq(sim_recipe(sim, i)->rule->row->name, names[i]);
        ck_assert_double_eq(sim_recipe(sim, i)->eta0, sim_recipe(sim, i)->rule->row->eta);
        ck_assert_double_eq(sim_row(sim, i)->x, sim_row(sim, 0)->x);
        ck_assert_double_eq(sim_recipe(sim, i)->noise, 0.2);
    }
    say("run");
    for (int i = 0; i < 60 && session->player.playing; i++)
        ck_assert(script_tick(session, &error));
    ck_assert_int_eq(sim->clock, 50); /* there it pauses */
}
END_TEST

START_TEST(a_tuned_race_takes_the_best_rates)
{
    say("surface 0.5*(x^2 + 25*y^2)");
    say("race sgd adam budget=30 tuned");
    ck_assert(script_is_busy(session));
    ck_assert_int_eq(session->sim->ball_count, 1); /* until the search is done */
    work();
    ck_assert_int_eq(session->rates, RATES_TUNED);
    ck_assert(strstr(session->answers.page.bytes, "best eta"));
    double best = sim_recipe(session->sim, 0)->eta0;
    ck_assert(best > 0.06 && best < 0.08); /* 2/26 = 0.077 is best on a quadratic */
    sim_seek(session->sim, 0);
    for (int i = 0; i < 30; i++)
        ck_assert(script_tick(session, &error));
    double loss = row()->loss;
    static const double factors[] = {1.2589254117941673, 0.79432823472428149};
    for (int i = 0; i < 2; i++) { /* its neighbours in the search are worse */
        say("reset");
        ck_assert(sim_set_value(session->sim, 0, "eta", best * factors[i], &error));
        for (int k = 0; k < 30; k++)
            ck_assert(script_tick(session, &error));
        ck_assert(row()->loss > loss);
    }
}
END_TEST

START_TEST(a_wrong_race_changes_nothing)
{
    static const struct {
        const char *line, *message;
        int offset;
    } cases[] = {
        {"race", "expected optimizers", 4},
        {"race adam sgdd", "no optimizer is called sgdd; did you mean sgd?", 10},
        {"race adam budget=0", "the budget must be a whole number from 1", 17},
        {"race adam budget=x1", "unknown name x1", 17},
    };
    say("ball adam");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert(!command_execute(session, cases[i].line, &error));
        ck_assert_msg(strstr(error.text, cases[i].message), "%s", error.text);
        ck_assert_int_eq(error.offset, cases[i].offset);
        ck_assert_int_eq(session->sim->ball_count, 2);
        ck_assert(!script_is_busy(session));
    }
}
END_TEST

/* --- courses of scenes --- */

static void enqueue(const char *line)
{
    static int number;
    ck_assert_msg(script_enqueue(session, line, ++number, &error), "%s: %s", line, error.text);
}

static void finish(void)
{
    int number;
    ck_assert_msg(clock_finish(session, -1, &error, &number), "%s", error.text);
}

static void finish_with(const char *message)
{
    int number;
    ck_assert(!clock_finish(session, -1, &error, &number));
    ck_assert_str_eq(error.text, message);
}

START_TEST(waiting_is_playing_where_there_is_no_clock)
{
    enqueue("speed 4");
    enqueue("run");
    enqueue("wait 2.5");
    enqueue("eta 0.05");
    enqueue("pause");
    enqueue("wait 60");
    enqueue("eta 0.04");
    ck_assert_int_eq(session->script.queue_count, 4);
    ck_assert(!script_is_busy(session));
    finish();
    ck_assert_int_eq(session->sim->clock, 10);
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.04);
    say("goto 9");
    work();
    ck_assert_double_eq(sim_row(session->sim, 0)->eta, 0.1);
}
END_TEST

START_TEST(a_clock_ends_a_wait)
{
    enqueue("wait 2");
    enqueue("eta 0.05");
    script_elapse(session, 1.5);
    ck_assert(!script_is_busy(session));
    script_elapse(session, 0.5);
    ck_assert(script_is_busy(session));
    finish();
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.05);
}
END_TEST

/* As for `expect`: what is no number does not hold. */
START_TEST(a_wait_for_what_is_no_number)
{
    enqueue("wait until sqrt(-loss(1))");
    finish_with("would wait for ever until sqrt(-loss(1)): nothing runs; begin with `run` before "
                "it");
}
END_TEST

START_TEST(a_wait_for_a_condition)
{
    say("surface x^2 + y^2");
    say("start 4, 0");
    enqueue("run");
    enqueue("wait until x < 1.1");
    enqueue("eta 0.05");
    enqueue("wait until overshoots(1) > 3");
    finish_with("would wait for ever until overshoots(1) > 3");
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.05);
    say("goto 6");
    work(); /* 4*0.8^6 = 1.05, and before it 1.31 */
    ck_assert_double_eq(sim_row(session->sim, 0)->eta, 0.05);
    say("goto 5");
    work();
    ck_assert_double_eq(sim_row(session->sim, 0)->eta, 0.1);
}
END_TEST

START_TEST(a_quiz_stops_and_goes_on)
{
    enqueue("run");
    enqueue("quiz What comes next?");
    enqueue("caption This.");
    ck_assert_str_eq(session->quiz.question, "What comes next?");
    ck_assert(!session->player.playing);
    ck_assert(!script_is_busy(session));
    ck_assert(session_answer(session));
    ck_assert(session->player.playing);
    ck_assert(script_is_busy(session));
    finish();
    ck_assert_str_eq(session->words.caption, "This.");
    ck_assert(!session_answer(session));
}
END_TEST

static void ask(const char *line)
{
    enqueue(line);
    work();
}

static void refuse(const char *line, const char *message)
{
    ck_assert_msg(!command_execute(session, line, &error), "%s", line);
    ck_assert_str_eq(error.text, message);
}

static void press(const char *key)
{
    ck_assert_msg(key_press(session, key, &error), "%s: %s", key, error.text);
}

/* What belongs to a question comes with it, what follows waits. */
START_TEST(a_question_has_choices)
{
    const struct quiz *quiz = &session->quiz;
    ask("caption A ball on a bowl.");
    ask("quiz What comes next?");
    ask("# its choices");
    ask("choice it creeps");
    ask("");
    ask("right it swings");
    ask("choice (1, 2/4) it climbs");
    ask("then Since its rate is high.");
    ask("eta 0.3");
    ck_assert(quiz_is_open(session));
    ck_assert_int_eq(quiz->by, QUIZ_BY_CHOICE);
    ck_assert_int_eq(quiz->choice_count, 3);
    ck_assert_int_eq(quiz->right, 1);
    ck_assert(quiz->choices[2].placed);
    ck_assert_str_eq(quiz->choices[2].text, "it climbs");
    ck_assert_double_eq(quiz->choices[2].place.y, 0.5);
    ck_assert_int_eq(session->script.queue_count, 1);
    ck_assert_str_eq(session->words.caption, "A ball on a bowl.");
    refuse("eta 0.5", "a question is open: a, b or c answers it, space shows the answer");
    refuse("run", "a question is open: a, b or c answers it, space shows the answer");
    refuse("step", "a question is open: a, b or c answers it, space shows the answer");
    refuse("answer d", "expected one of the choices: a, b or c");
    say("view relief");
    press("c");
    ck_assert(!quiz_is_open(session) && quiz_is_shown(session));
    ck_assert(quiz->answered && !quiz->is_right);
    ck_assert_int_eq(quiz->chosen, 2);
    press("b"); /* which changes nothing, and has no other meaning meanwhile */
    ck_assert_int_eq(quiz->chosen, 2);
    ck_assert(!session->look.big);
    refuse("answer b", "the question has its answer");
    press("enter");
    ck_assert(!quiz_is_shown(session));
    work();
    ck_assert_str_eq(session->words.caption, "Since its rate is high.");
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.3);
    refuse("answer b", "there is no question that is open");
    refuse("choice b", "expected a question before it: `quiz TEXT`");
}
END_TEST

/* Space shows the answer, escape twice leaves the question; both count for no answer. */
START_TEST(a_question_is_left)
{
    for (int i = 0; i < 2; i++) {
        ask("quiz What?");
        ask("choice This");
        ask("choice That");
        ask("right b");
        ck_assert_int_eq(session->quiz.choice_count, 2);
        ck_assert_int_eq(session->quiz.right, 1);
        press(i ? "escape" : "space");
        if (i)
            press("escape");
        ck_assert(!session->quiz.answered);
        ck_assert_int_eq(quiz_is_shown(session), !i);
        press("space");
        ck_assert(!quiz_is_shown(session));
        say("pause");
    }
}
END_TEST

static const struct {
    const char *right, *wrong, *close, *afar;
    enum quiz_by by;
} targets[] = {
    {"right 1, 2 within 0.5", "answer 1", "answer 1.3, 2.4", "answer 1.4, 2.4", QUIZ_BY_POINT},
    {"right 2/4 within 1e-3", "answer 1, 2", "answer 0.501", "answer 0.502", QUIZ_BY_NUMBER},
};

START_TEST(a_question_asks_for_a_place)
{
    for (int far = 0; far < 2; far++) {
        ask("quiz Where?");
        ask(targets[_i].right);
        ck_assert_int_eq(session->quiz.by, targets[_i].by);
        ck_assert(!command_execute(session, "choice here", &error));
        ck_assert(!command_execute(session, targets[_i].wrong, &error));
        say(far ? targets[_i].afar : targets[_i].close);
        ck_assert_int_eq(session->quiz.is_right, !far);
        say("answer");
        ck_assert(!quiz_is_shown(session));
    }
}
END_TEST

/* Nobody judges words. A scene may have its own answer, which comes where nobody waits. */
START_TEST(a_question_is_answered_in_words)
{
    ask("quiz Why?");
    say("answer it is steep");
    ck_assert_str_eq(session->quiz.words, "it is steep");
    ck_assert(!quiz_judges(&session->quiz));
    press("space");
    ck_assert(!quiz_is_shown(session));
    int line;
    static const char *const scene[] = {"quiz What?", "choice This", "right That", "answer a",
                                        "eta 0.3"};
    for (int i = 0; i < 5; i++)
        ck_assert(script_enqueue(session, scene[i], i + 1, &error));
    ck_assert(quiz_is_open(session));
    ck_assert(script_answer(session));
    ck_assert(session->quiz.answered && session->quiz.chosen == 0);
    ck_assert(clock_finish(session, -1, &error, &line));
    ck_assert(!quiz_is_shown(session));
    ck_assert_double_eq(sim_recipe(session->sim, 0)->eta0, 0.3);
}
END_TEST

/* On the way to an iteration nobody is asked; what belongs to the question is no mistake. */
START_TEST(a_question_on_the_way_is_passed)
{
    say("at 5 quiz What now?");
    say("at 5 choice This");
    say("at 5 right That");
    say("at 5 then Since.");
    enqueue("goto 8");
    work();
    ck_assert(!quiz_is_shown(session));
    say("reset");
    say("run");
    for (int i = 0; i < 8 && session->player.playing; i++)
        ck_assert(script_tick(session, &error));
    ck_assert(quiz_is_open(session));
    ck_assert_int_eq(session->quiz.choice_count, 2);
    press("b");
    ck_assert(session->quiz.is_right);
    press("space");
    ck_assert(session->player.playing);
}
END_TEST

/* An appointed quiz stops who plays, and nobody who goes past it. */
START_TEST(a_quiz_on_the_way)
{
    say("at 5 quiz What now?");
    enqueue("goto 8");
    enqueue("speed 7");
    work();
    ck_assert_int_eq(session->sim->clock, 8);
    ck_assert_double_eq(session->player.speed, 7);
    ck_assert_int_eq(session->script.hold.kind, HOLD_NOT);
    say("reset");
    say("run");
    for (int i = 0; i < 8 && session->player.playing; i++)
        ck_assert(script_tick(session, &error));
    ck_assert_int_eq(session->sim->clock, 5);
    ck_assert_int_eq(session->script.hold.kind, HOLD_ANSWER);
}
END_TEST

START_TEST(views_go_round)
{
    static const struct {
        const char *command;
        int count;
        enum view_kind views[2];
    } turns[] = {
        {"view next", 1, {VIEW_RELIEF}},
        {"view next", 1, {VIEW_SLICE}},
        {"view next", 2, {VIEW_MAP, VIEW_SLICE}},
        {"view next", 1, {VIEW_STEP}},
        {"view next", 2, {VIEW_MAP, VIEW_STEP}},
        {"view next", 1, {VIEW_CHARTS}},
        {"view next", 2, {VIEW_MAP, VIEW_CHARTS}},
        {"view next", 1, {VIEW_RANGE}},
        {"view next", 1, {VIEW_SWEEP}},
        {"view next", 2, {VIEW_MAP, VIEW_SWEEP}},
        {"view next", 1, {VIEW_BASIN}},
        {"view next", 1, {VIEW_MAP}},
        {"view slice map", 2, {VIEW_SLICE, VIEW_MAP}},
        {"view next", 1, {VIEW_MAP}},
        {"view previous", 1, {VIEW_BASIN}},
        {"view previous", 2, {VIEW_MAP, VIEW_SWEEP}},
        {"view previous", 1, {VIEW_SWEEP}},
        {"view previous", 1, {VIEW_RANGE}},
        {"view previous", 2, {VIEW_MAP, VIEW_CHARTS}},
        {"view previous", 1, {VIEW_CHARTS}},
    };
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        say(turns[i].command);
        ck_assert_int_eq(session->look.views.count, turns[i].count);
        for (int k = 0; k < turns[i].count; k++)
            ck_assert_int_eq(session->look.views.items[k], turns[i].views[k]);
    }
}
END_TEST

START_TEST(the_relief_turns_and_tilts)
{
    static const struct {
        const char *command;
        double turn, tilt;
    } turns[] = {
        {"turn to 0", 0, 51},           {"turn 170", 170, 51},         {"turn 20", -170, 51},
        {"turn -20", 170, 51},          {"turn to 180", 180, 51},      {"turn to -180", 180, 51},
        {"turn 360", 180, 51},          {"turn 3600+1/2", -179.5, 51}, {"tilt -1", -179.5, 50},
        {"tilt to 90", -179.5, 90},     {"tilt 5", -179.5, 90},        {"tilt -500", -179.5, 10},
        {"tilt to 45.5", -179.5, 45.5},
    };
    ck_assert_double_eq(session->look.turn, 30);
    ck_assert_double_eq(session->look.tilt, 51);
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        say(turns[i].command);
        ck_assert_double_eq(session->look.turn, turns[i].turn);
        ck_assert_double_eq(session->look.tilt, turns[i].tilt);
    }
}
END_TEST

START_TEST(keys_mean_what_the_view_makes_of_them)
{
    ck_assert_str_eq(key_find(session, "L")->command, "pan 0.1, 0");
    say("view relief");
    ck_assert_str_eq(key_find(session, "L")->command, "turn 6");
    ck_assert_str_eq(key_find(session, "H")->command, "turn -6");
    ck_assert_str_eq(key_find(session, "K")->command, "tilt 3");
    ck_assert_str_eq(key_find(session, "z")->command, "zoom 2");
}
END_TEST

/* --- completion --- */

static bool completes(const char *line, const char *text, const char *hint)
{
    struct completions completions;
    command_complete(session, line, (int)strlen(line), &completions);
    bool found = false;
    for (int i = 0; i < completions.count; i++)
        found |=
            strcmp(completions.items[i].text, text) == 0 && strstr(completions.items[i].hint, hint);
    completions_free(&completions);
    return found;
}

START_TEST(completion_knows_the_tables)
{
    ck_assert(completes("su", "surface ", "loss surface"));
    ck_assert(completes("batch a", "all", "now: the full loss"));
    ck_assert(completes("batch 16 s", "stream=", "same batches"));
    ck_assert(completes("schedule step p", "per epoch", "counts epochs"));
    ck_assert(completes("", "momentum ", "now 0"));
    ck_assert(completes("surface ro", "rosenbrock", "valley"));
    ck_assert(completes("optimizer a", "adam ", "Adam"));
    ck_assert(completes("optimizer adam be", "beta1=", "default 0.9"));
    ck_assert(completes("schedule step p", "period=", "default 10"));
    ck_assert(completes("all optimizer ad", "adagrad ", "Adagrad"));
    ck_assert(completes("at 50 et", "eta ", "now 0.1"));
    ck_assert(completes("eta s", "suggested", "range test"));
    ck_assert(completes("rangetest a", "auto", ""));
    ck_assert(completes("view ra", "range ", "eta grows"));
    ck_assert(completes("color v", "viridis", ""));
    ck_assert(completes("turn ", "to ", "now turn to 30, tilt to 51"));
    ck_assert(completes("view r", "relief ", "from the side"));
    ck_assert(completes("hide tr", "trail", "shown: where the balls were"));
    ck_assert(completes("view ", "slice ", "the next step"));
    ck_assert(completes("view map s", "slice", "the next step"));
    ck_assert(!completes("view slice s", "slice", ""));
    ck_assert(completes("slice ", "step", "now: along the next step"));
    ck_assert(completes("charts ", "gradient ", "norm"));
    ck_assert(completes("charts loss e", "edge ", "stability"));
    ck_assert(!completes("charts loss l", "loss ", ""));
    ck_assert(completes("holdout ", "20%", "the seed chooses them"));
    ck_assert(completes("chart loss with v", "validation ", "held back"));
    ck_assert(completes("chart st", "step ", "length of the step"));
    ck_assert(completes("chart loss, con", "contraction ", "share of the one before"));
    ck_assert(completes("chart loss o", "over ", "any formula"));
    ck_assert(completes("chart mo", "momentum ", "now 0"));
    ck_assert(completes("chart w", "without ", "takes one away"));
    ck_assert(completes("cursor ", "off", "now"));
    ck_assert(!completes("surface rosenbrock ", "rosenbrock", ""));
    struct completions completions;
    command_complete(session, "open sc", 7, &completions);
    ck_assert(completions.files);
    ck_assert_int_eq(completions.begin, 5);
    completions_free(&completions);
}
END_TEST

START_TEST(help_and_lists_come_from_the_tables)
{
    say("help adam");
    ck_assert(strstr(session->answers.page.bytes, "Kingma, Ba 2015"));
    ck_assert(strstr(session->answers.page.bytes, "beta1"));
    say("help decay");
    ck_assert(strstr(session->answers.page.bytes, "exponential"));
    say("list surfaces");
    ck_assert(strstr(session->answers.page.bytes, "himmelblau"));
    ck_assert(strstr(session->answers.page.bytes, "(3, 2)"));
    ck_assert(!command_execute(session, "help adm", &error));
    ck_assert(strstr(error.text, "did you mean adam?"));
    ck_assert(strstr(session->answers.page.bytes, "himmelblau"));
}
END_TEST

static void steps(int count)
{
    while (count-- > 0)
        sim_step(session->sim);
}

START_TEST(conditions_are_over_rows_too)
{
    say("momentum 0.5");
    steps(10);
    say("expect highest(loss(1)) == loss(1, 0) and lowest(step) < step(1, 1)");
    say("expect latest(loss(1)) == loss and latest(v.x) < 0 and latest(norm(v)) == step(1)");
    say("expect abs(mean(loss, 2, 4) - (loss(1, 2) + loss(1, 3) + loss(1, 4))/3) < 1e-12");
    say("expect sum(step, 1, 2) == step(1, 1) + step(1, 2)");
    say("expect latest(loss/before(loss)) == contraction(1) and abs(time(1) - 1) < 1e-12");
    say("expect latest(ema(loss, 0)) == loss");
    say("expect latest(norm(theta - (x, y))) == 0 and latest(distance) == hypot(x, y)");
    say("expect lowest(angle) >= 0 and highest(angle) <= 180");
    say("expect energy(1) > loss");
    say("expect latest(norm(v), 4) == step(1, 4) and latest(v(1).x, 0) == 0");
    say("expect not left_view(1)");
    say("ball adam");
    steps(3);
    say("expect latest(m.x(2)) == 0 or latest(norm(m(2))) > 0");
    say("expect highest(loss(1) - loss(2), 10, 13) < 0");
    say("ball rate = where(n == 0, eta, 0.5*rate); theta -= rate*g");
    say("eta 0.25");
    steps(3);
    say("expect rate(3) == 0.0625 and rate(3, 1) == 0.25 and rate(3, 0) == 0 and rate(3, 2) == "
        "0.125");
    say("select 1");
    say("eta 3");
    steps(20);
    say("expect left_view(1) and not left_view(1, 10)");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("session");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, every_example_of_the_table_works, 0, command_count(&command_table));
    tcase_add_loop_test(tests, every_command_has_help, 0, command_count(&command_table));
    tcase_add_loop_test(tests, every_setting_is_said_by_scenes, 0, setting_row_count);
    tcase_add_test(tests, numbers_are_set_in_every_form);
    tcase_add_test(tests, every_name_of_values_can_be_read);
    tcase_add_test(tests, a_surface_is_a_row_or_a_formula);
    tcase_add_test(tests, zoom_and_pan_move_the_view);
    tcase_add_test(tests, an_appointment_that_fails_says_which_it_is);
    tcase_add_test(tests, an_appointment_is_kept_at_its_row);
    tcase_add_test(tests, an_appointment_is_kept_on_the_way_back);
    tcase_add_test(tests, an_appointment_for_now_happens_now);
    tcase_add_test(tests, all_changes_every_ball_or_none);
    tcase_add_test(tests, a_ball_is_added_whole_or_not);
    tcase_add_test(tests, typed_formulas_take_values_behind_them);
    tcase_add_test(tests, long_work_comes_in_slices);
    tcase_add_test(tests, scene_lines_wait_for_the_goal);
    tcase_add_test(tests, a_race_has_a_ball_per_optimizer);
    tcase_add_test(tests, a_tuned_race_takes_the_best_rates);
    tcase_add_test(tests, a_wrong_race_changes_nothing);
    tcase_add_test(tests, waiting_is_playing_where_there_is_no_clock);
    tcase_add_test(tests, a_clock_ends_a_wait);
    tcase_add_test(tests, a_wait_for_a_condition);
    tcase_add_test(tests, a_wait_for_what_is_no_number);
    tcase_add_test(tests, a_quiz_stops_and_goes_on);
    tcase_add_test(tests, a_quiz_on_the_way);
    tcase_add_test(tests, a_question_has_choices);
    tcase_add_test(tests, a_question_is_left);
    tcase_add_loop_test(tests, a_question_asks_for_a_place, 0, 2);
    tcase_add_test(tests, a_question_is_answered_in_words);
    tcase_add_test(tests, a_question_on_the_way_is_passed);
    tcase_add_test(tests, views_go_round);
    tcase_add_test(tests, the_relief_turns_and_tilts);
    tcase_add_test(tests, keys_mean_what_the_view_makes_of_them);
    tcase_add_test(tests, completion_knows_the_tables);
    tcase_add_test(tests, help_and_lists_come_from_the_tables);
    tcase_add_test(tests, conditions_are_over_rows_too);
    return suite_run("session", tests);
}
