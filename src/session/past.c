#include "past.h"

#include "../base/memory.h"
#include "../lab/tune.h"

#include <stdlib.h>

struct session_past {
    struct sim_past *sim;
    struct session parts; /* without what is not kept */
};

void session_drop_tuning(struct session *session)
{
    tuning_free(session->tuning);
    session->tuning = NULL;
}

void session_clear_parts(struct session *session)
{
    look_set_plot(&session->look, NULL);
    look_set_overlay(&session->look, NULL);
    free(session->words.title);
    free(session->words.caption);
    free(session->words.names);
    free(session->words.path);
    free(session->words.recorded);
    script_free(&session->script);
    quiz_free(&session->quiz);
    search_release(session->search);
    session_drop_tuning(session);
    ghosts_clear(&session->ghosts);
}

static void copy_parts(struct session *to, const struct session *from)
{
    to->selected = from->selected;
    to->chosen = from->chosen;
    to->look = from->look;
    if (to->look.plot)
        owners_add(&to->look.plot->owners);
    if (to->look.overlay)
        owners_add(&to->look.overlay->owners);
    to->words.title = memory_copy(from->words.title);
    to->words.caption = memory_copy(from->words.caption);
    to->words.names = memory_copy(from->words.names);
    to->words.path = memory_copy(from->words.path);
    to->words.recorded = from->words.recorded ? memory_copy(from->words.recorded) : NULL;
    to->words.scene = from->words.scene;
    to->hall = from->hall;
    to->player = from->player;
    to->script = script_copy(&from->script);
    to->quiz = quiz_copy(&from->quiz);
    to->rates = from->rates;
    to->search = from->search;
    if (to->search)
        owners_add(&to->search->owners);
    to->tuning = NULL; /* nobody comes back to a search that has not ended */
    to->ghosts = ghosts_copy(&from->ghosts);
}

struct session_past *session_keep(const struct session *session)
{
    struct session_past *past = memory_new(1, sizeof *past);
    past->sim = sim_keep(session->sim);
    copy_parts(&past->parts, session);
    return past;
}

void session_return(struct session *session, const struct session_past *past)
{
    int line = session->script.line; /* of who says so */
    bool shown = session->script.shown;
    sim_return(session->sim, past->sim);
    session_clear_parts(session);
    copy_parts(session, &past->parts);
    session->script.line = line;
    session->script.shown = shown;
    player_pause(&session->player);
    player_stay(&session->player);
    answers_close_page(&session->answers);
}

void session_past_free(struct session_past *past)
{
    if (!past)
        return;
    sim_past_free(past->sim);
    session_clear_parts(&past->parts);
    free(past);
}

size_t session_past_apart(const struct session_past *past, const struct session_past *later)
{
    return sim_past_apart(past->sim, later->sim);
}

void session_past_forget(struct session_past *past)
{
    sim_past_forget(past->sim);
}
