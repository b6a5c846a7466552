/* What is descended and how the balls are moved, where it is another thing than was told. */

#include "teller_parts.h"

#include "fares.h"

#include <string.h>

/* Whether there is a question, or one to come, which what follows from numbers might answer. */
static bool is_asked(const struct session *session)
{
    static const char ask[] = "quiz ";
    const struct script *script = &session->script;
    bool asked = quiz_is_open(session);
    for (int i = 0; i < script->queue_count && !asked; i++)
        asked = strncmp(script->queue[i].command, ask, strlen(ask)) == 0;
    return asked;
}

static void add_edge(const struct teller *teller, int ball, struct text *text)
{
    if (!is_asked(teller->session))
        fares_edge(text, teller->session, ball);
}

static void tell_recipe(struct teller *teller, int ball, bool eta_alone)
{
    const struct session *session = teller->session;
    const struct recipe *recipe = sim_recipe(session->sim, ball);
    struct text text = {0};
    bool begins = sim_row(session->sim, ball)->n == 0, alone = session->sim->ball_count == 1;
    if (alone)
        text_add(&text, "the ball");
    else
        text_add(&text, "ball %d", ball + 1);
    if (eta_alone) {
        words_fill(&text, " has η # now, before #",
                   (double[]){recipe->eta0, teller->balls[ball].eta});
    } else {
        text_add(&text, begins ? ": " : " goes on as: ");
        fares_recipe(&text, session, ball, true);
        fares_start(&text, session, ball);
    }
    add_edge(teller, ball, &text);
    teller_say_at(teller, !begins, ball, begins ? "ball" : "change", &text);
    struct watched *watched = &teller->watched[ball];
    struct stability stability = row_stability(sim_row(session->sim, ball));
    watched->rate = watched->rate_before = sim_row(session->sim, ball)->eta;
    watched->zone = stability.sharpness > 0 ? (int)words_zone(&stability) : ZONE_UNKNOWN;
}

/* Whether all balls are moved alike, but for where they start. */
static bool are_alike(const struct teller *teller)
{
    const struct session *session = teller->session;
    struct text first = {0}, other = {0};
    bool alike = true;
    fares_recipe(&first, session, 0, true);
    for (int i = 1; i < session->sim->ball_count && alike; i++) {
        text_clear(&other);
        fares_recipe(&other, session, i, true);
        alike = strcmp(first.bytes, other.bytes) == 0;
    }
    text_free(&first);
    text_free(&other);
    return alike;
}

/* Those that are moved in another way than was told. */
static void tell_recipes(struct teller *teller)
{
    const struct sim *sim = teller->session->sim;
    int changed = 0;
    bool change[BALLS_MAX] = {0}, eta_alone[BALLS_MAX] = {0};
    for (int i = 0; i < sim->ball_count; i++) {
        struct text recipe = {0};
        double eta = sim_recipe(sim, i)->eta0;
        fares_recipe(&recipe, teller->session, i, false);
        fares_start(&recipe, teller->session, i);
        bool other = teller_is_new(&teller->balls[i].recipe, recipe.bytes);
        bool fresh = i >= teller->ball_count;
        change[i] = fresh || other || eta != teller->balls[i].eta;
        eta_alone[i] = !fresh && !other && sim_row(sim, i)->n > 0;
        changed += change[i];
        text_free(&recipe);
    }
    if (changed > APART && are_alike(teller)) {
        struct text text = {0};
        text_add(&text, "all %d balls: ", sim->ball_count);
        fares_recipe(&text, teller->session, 0, true);
        text_add(&text, "%s", sim->balls[0]->starts_apart ? ", each with a start of its own" : "");
        add_edge(teller, 0, &text);
        teller_say_at(teller, false, -1, "ball", &text);
    }
    for (int i = 0; i < sim->ball_count; i++) {
        if (change[i] && (changed <= APART || !are_alike(teller)))
            tell_recipe(teller, i, eta_alone[i]);
        teller->balls[i].eta = sim_recipe(sim, i)->eta0;
    }
}

void teller_setting(struct teller *teller)
{
    struct session *session = teller->session;
    const struct sim *sim = session->sim;
    struct text surface = {0}, text = {0};
    fares_surface(&surface, session);
    if (teller_is_new(&teller->surface, surface.bytes)) {
        text_add(&text, "surface %s", surface.bytes);
        words_fill(&text, ", loss ~", (double[]){sim_row(sim, 0)->loss});
        if (sim->balls[0]->starts_apart || sim_row(sim, 0)->n > 0)
            text.length = 0, text_add(&text, "surface %s", surface.bytes);
        teller_say_at(teller, false, -1, "surface", &text);
        if (sim->clock == 0) /* what the balls do on it is another thing */
            teller->ball_count = 0;
    }
    text_free(&surface);
    if (teller->ball_count && teller->ball_count != sim->ball_count) {
        text_add(&text, "there are %d balls now", sim->ball_count);
        teller_say(teller, -1, "balls", &text);
        teller->ball_count = 0;
    }
    tell_recipes(teller);
    for (int i = teller->ball_count; i < sim->ball_count; i++)
        watch_begin(&teller->watched[i], session, i);
    teller->ball_count = sim->ball_count;
}
