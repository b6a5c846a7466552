#include "past.h"
#include "settings.h"

#include "../base/memory.h"
#include "../lab/lab.h"

#include <stdlib.h>
#include <string.h>

struct session *session_new(void)
{
    struct session *session = memory_new(1, sizeof *session);
    session->sim = sim_new();
    session->lab = lab_new();
    settings_begin(session);
    session->look.region = sim_problem(session->sim)->domain;
    session->words.path = memory_copy("");
    player_stay(&session->player);
    return session;
}

static void clear(struct session *session)
{
    sim_free(session->sim);
    lab_free(session->lab);
    tape_free(session->tape);
    session_clear_parts(session);
    answers_free(&session->answers);
}

void session_free(struct session *session)
{
    if (!session)
        return;
    session_free(session->host.beside);
    journal_end(session);
    clear(session);
    journal_free(&session->journal);
    free(session->host.written);
    free(session->host.font);
    playlist_free(&session->host.playlist);
    free(session);
}

void session_replace(struct session *session, struct session *other)
{
    lab_lend(other->lab, lab_workers(session->lab));
    clear(session);
    journal_go_on(&session->journal, &other->journal);
    other->quiz.asked += session->journal.second;
    other->journal = session->journal;
    free(other->host.font);
    other->host = session->host;
    other->words.scene = session->words.scene;
    *session = *other;
    free(other);
}

bool session_number(const struct session *session, int index, struct named_value *number)
{
    const struct sim *sim = session->sim;
    const struct recipe *recipe = sim_recipe(sim, session->selected);
    int values = recipe->values.count;
    if (index < 0 || index > values + sim_problem(sim)->lets.count)
        return false;
    if (index == 0)
        *number = (struct named_value){.name = "eta", .value = recipe->eta0};
    else
        *number = index <= values ? recipe->values.items[index - 1]
                                  : sim_problem(sim)->lets.items[index - 1 - values];
    return true;
}

int session_find_number(const struct session *session, const char *name, struct named_value *number)
{
    for (int i = 0; session_number(session, i, number); i++)
        if (strcmp(number->name, name) == 0)
            return i;
    return -1;
}

void session_follow(struct session *session)
{
    const struct row *row = sim_row(session->sim, session->selected);
    if (!row->diverged)
        look_follow(&session->look, &sim_problem(session->sim)->domain,
                    (struct point){row->x, row->y});
}

void session_select(struct session *session, int ball)
{
    session->selected = ball;
    session->chosen = 0;
}

void session_leave_hold(struct session *session)
{
    struct script *script = &session->script;
    struct hold *hold = &script->hold;
    if (hold->kind == HOLD_TYPING) {
        answers_close_page(&session->answers); /* as what the user enters does */
        if (!tape_is_on(session))              /* which says it itself */
            script_put_first(script, hold->text, hold->line, true);
    }
    if (hold->more && !tape_is_on(session)) {
        struct text line = {0};
        text_add(&line, "press %s", hold->more);
        script_put_first(script, line.bytes, hold->line, true);
        text_free(&line);
    }
    script_end_hold(script);
}

void session_hold(struct session *session, enum hold_kind kind, double seconds, const char *text)
{
    session_leave_hold(session);
    script_hold(&session->script, kind, seconds, text);
}

/* What it has told stays, or what it asked. */
static void keep_words(struct session *session)
{
    const struct quiz *quiz = &session->quiz;
    if (!quiz->question)
        return;
    free(session->words.caption);
    session->words.caption = memory_copy(quiz->then ? quiz->then : quiz->question);
}

static void end_question(struct session *session)
{
    bool plays = session->script.hold.plays;
    script_end_hold(&session->script);
    if (plays)
        player_play(&session->player);
    else
        player_pause(&session->player);
}

bool session_leave_question(struct session *session)
{
    if (!quiz_is_open(session))
        return session_answer(session);
    session->quiz.told = true;
    end_question(session);
    return true;
}

bool session_answer(struct session *session)
{
    if (session->script.hold.kind != HOLD_ANSWER)
        return false;
    if (quiz_is_open(session) && quiz_tells(&session->quiz))
        return session->quiz.told = true;
    keep_words(session);
    end_question(session);
    return true;
}

bool session_page_stands(const struct session *session)
{
    return session->script.line == 0 && !tape_acts(session);
}

void session_begin_run(struct session *session)
{
    ghosts_begin_run(&session->ghosts, session->sim, session->look.layers[LAYER_GHOST]);
    player_stay(&session->player);
}

int64_t charts_end(const struct session *session)
{
    int64_t ghosts = session->look.layers[LAYER_GHOST] ? ghosts_end(&session->ghosts) : 0;
    return ghosts > session->sim->end ? ghosts : session->sim->end;
}

/* A round number, so that the past stands still while iterations come. */
int64_t charts_span(const struct session *session)
{
    enum { LEAST = 20 };
    static const int64_t round[] = {1, 2, 5};
    int64_t end = charts_end(session), unit = 10;
    if (end <= LEAST)
        return LEAST;
    for (int i = 0;; i = (i + 1) % 3, unit *= i == 0 ? 10 : 1)
        if (round[i] * unit >= end)
            return round[i] * unit;
}
