#include "session.h"

#include "../base/memory.h"

#include <stdlib.h>

struct session *session_new(void)
{
    struct session *session = memory_new(1, sizeof *session);
    session->sim = sim_new();
    look_begin(&session->look);
    session->look.view = sim_problem(session->sim)->domain;
    session->words = (struct words){memory_copy(""), memory_copy(""), memory_copy("")};
    session->player = (struct player){.speed = 4, .goal = -1};
    return session;
}

static void clear(struct session *session)
{
    sim_free(session->sim);
    look_free(&session->look);
    free(session->words.title);
    free(session->words.caption);
    free(session->words.path);
    script_free(&session->script);
    race_free(session->race);
    ghosts_clear(&session->ghosts);
    answers_free(&session->answers);
}

void session_free(struct session *session)
{
    if (!session)
        return;
    clear(session);
    free(session);
}

void session_replace(struct session *session, struct session *other)
{
    clear(session);
    other->host = session->host;
    *session = *other;
    free(other);
}

bool session_number(const struct session *session, int index, struct named_value *number)
{
    const struct sim *sim = session->sim;
    int values = sim_recipe(sim, session->selected)->values.count;
    if (index < 0 || index > values + sim_problem(sim)->lets.count)
        return false;
    if (index == 0) {
        *number =
            (struct named_value){.name = "eta", .value = sim_recipe(sim, session->selected)->eta0};
        return true;
    }
    *number = index <= values ? sim_recipe(sim, session->selected)->values.items[index - 1]
                              : sim_problem(sim)->lets.items[index - 1 - values];
    return true;
}

void session_follow(struct session *session)
{
    const struct row *row = sim_row(session->sim, session->selected);
    if (!row->diverged)
        look_follow(&session->look, &sim_problem(session->sim)->domain,
                    (struct point){row->x, row->y});
}

void session_begin_run(struct session *session)
{
    ghosts_begin_run(&session->ghosts, session->sim, session->look.layers[LAYER_GHOST]);
    player_stay(&session->player);
}

/* A round number, so that the past stands still while iterations come. */
int64_t charts_span(const struct session *session)
{
    enum { LEAST = 20 };
    static const int64_t round[] = {1, 2, 5};
    int64_t end = sim_end(session->sim), unit = 10;
    int64_t ghosts = session->look.layers[LAYER_GHOST] ? ghosts_end(&session->ghosts) : 0;
    end = ghosts > end ? ghosts : end;
    if (end <= LEAST)
        return LEAST;
    for (int i = 0;; i = (i + 1) % 3, unit *= i == 0 ? 10 : 1)
        if (round[i] * unit >= end)
            return round[i] * unit;
}
