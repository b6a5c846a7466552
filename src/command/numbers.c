/* The commands that set numbers. */

#include "rows.h"

#include <string.h>

static bool run_let(struct reader *in)
{
    char name[NAME_SIZE];
    int size = name_scan(in->at, name);
    if (size == 0)
        return reader_error(in, "expected a name, as in `let k = 10`");
    double value;
    reader_skip(in, size);
    return reader_expect(in, '=', "after the name") && reader_number(in, "", "the value", &value) &&
           sim_set_let(in->session->sim, name, value, in->error);
}

/* `NAME *= VALUE` and its like; of eta the number is eta_0. */
static double combine(char operation, double old, double value)
{
    return operation == '*'   ? old * value
           : operation == '/' ? old / value
           : operation == '+' ? old + value
           : operation == '-' ? old - value
                              : value;
}

/* What the range test found for the selected ball, from its start. */
static bool set_suggested(struct reader *in)
{
    struct session *session = in->session;
    struct sim *sim = session->sim;
    if (!reader_finish(in))
        return false;
    if (sim->trying)
        return true;
    const struct conditions conditions = sim_conditions(sim, session->selected);
    struct ranging *ranging = ranging_new(sim_problem(sim), sim_recipe(sim, session->selected),
                                          &conditions, session->look.range);
    const struct range_test *test = ranging_test(ranging);
    while (ranging_go_on(ranging, &sim->workspace, RANGE_STEPS_MAX))
        ;
    bool good = range_tells(test, in->error);
    double eta = good ? test->rows[test->suggested].eta : 0;
    ranging_free(ranging);
    if (good && session->script.line == 0)
        answers_tell(&session->answers, "eta %.4g: there the loss of the range test falls most",
                     eta);
    return good && sim_set_value(sim, session->selected, "eta", eta, in->error);
}

/* A place of its own, or that of all again. With it the run begins anew. */
static bool set_start(struct reader *in, const struct start_choice *start)
{
    struct session *session = in->session;
    struct sim *sim = session->sim;
    if (sim->trying)
        return true;
    if (!sim_begins(sim, session->selected))
        session_begin_run(session);
    sim_set_ball_start(sim, session->selected, start->apart ? &start->place : NULL);
    return true;
}

/* `NAME=VALUE ...` */
static bool set_all(struct reader *in)
{
    struct choice choice;
    struct start_choice start;
    if (!reader_cut_start(in, &start) || !reader_choice(in, &choice))
        return false;
    if (*choice.text)
        return reader_error_in(in, choice.text, "expected name=value, as in `set eta=0.3`");
    return furnish(in, in->session->selected, &choice, true) &&
           (!start.given || set_start(in, &start));
}

static bool run_set(struct reader *in)
{
    if (typed_is_list(span_of(in->at)))
        return set_all(in);
    struct session *session = in->session;
    char name[NAME_SIZE];
    reader_skip(in, name_scan(in->at, name));
    int sign = assignment_size(in->at);
    char operation = sign == 2 ? *in->at : '=';
    struct named_value old;
    double value;
    if (session_find_number(session, name, &old) < 0) /* the message names those there are */
        return sim_set_value(session->sim, session->selected, name, 0, in->error);
    reader_skip(in, sign);
    int offset = reader_offset(in);
    if (strcmp(name, "eta") == 0 && operation == '=' && reader_takes(in, "auto")) {
        bool good = reader_finish(in);
        if (good)
            sim_bring_eta(session->sim, session->selected);
        return good;
    }
    if (strcmp(name, "eta") == 0 && operation == '=' && reader_takes(in, "suggested"))
        return set_suggested(in);
    bool usual = strcmp(in->at, "usual") == 0;
    if (!reader_number(in, "", "a value", &value))
        return false;
    value = combine(operation, old.value, value);
    if (usual && !session->sim->trying && session->script.line == 0)
        answers_tell(&session->answers, "%s %.9g, as is usual for this optimizer", name, value);
    if (sim_set_value(session->sim, session->selected, name, value, in->error))
        return true;
    in->error->offset = offset;
    return false;
}

/* --- a name alone --- */

static bool has_word(const char *line, const char *word)
{
    char name[NAME_SIZE];
    while (*line) {
        int size = name_scan(line, name);
        if (size > 0 && strcmp(name, word) == 0)
            return true;
        line += size > 0 ? size : 1;
    }
    return false;
}

/* The command that named it last. */
static void tell_entry(const struct session *session, const char *name, struct text *told)
{
    const struct journal *journal = &session->journal;
    for (int i = journal->count - 1; i >= 0; i--) {
        const struct entry *entry = &journal->entries[i];
        if (entry->undone || !has_word(entry->command, name))
            continue;
        text_add(told, "; set by `%.60s` at iteration %lld", entry->command,
                 (long long)entry->tick);
        if (entry->by == BY_SCENE)
            text_add(told, ", line %d of the scene", entry->line);
        return;
    }
    text_add(told, "; never changed");
}

static void tell_setting(const struct session *session, const struct setting_row *row,
                         struct text *told)
{
    setting_write(row, session, told);
    if (row->choices)
        text_add(told, ": one of %s", row->arguments);
    else
        text_add(told, ", from %g to %g", row->low, row->high);
}

static void tell_number(const struct named_value *number, struct text *told)
{
    text_add(told, "%s is ", number->name);
    text_add_number(told, number->value);
    if (number->row)
        text_add(told, ", from %g to %g: %s", number->row->low, number->row->high,
                 number->row->help);
}

bool question_answer(struct session *session, const char *line)
{
    struct named_value number;
    struct text told = {0};
    char name[NAME_SIZE];
    line += strspn(line, " \t");
    const char *rest = line + name_scan(line, name);
    const struct setting_row *setting = setting_find(name);
    bool alone = !rest[strspn(rest, " \t")];
    bool is_setting = setting && setting->arguments && setting->kind != SETTING_SWITCH &&
                      setting->kind != SETTING_TEXT; /* which turn it, and empty it */
    bool read = session->host.context || session->host.heard;
    if (!read || session->script.line > 0 || !alone)
        return false;
    if (is_setting)
        tell_setting(session, setting, &told);
    else if (!setting && session_find_number(session, name, &number) >= 0)
        tell_number(&number, &told);
    else
        return false;
    tell_entry(session, name, &told);
    answers_tell(&session->answers, "%s", told.bytes);
    text_free(&told);
    return true;
}

const struct command_row number_commands[] = {
    /* It stands for `eta 0.3`, `momentum = 0.9`, `decay *= 2`, too. */
    {"set", "NAME=VALUE ...", "numbers of the selected ball, or lets, at once",
     "set eta=0.3 momentum=0.5", run_set, BALL, NULL, reword_numbers},
    {"let", "NAME = VALUE", "defines a number for formulas, which follow when it changes",
     "let k = 10", run_let, TIMED | CHANGES, NULL, reword_let, "define|const|var"},
    {0},
};
