/* How the balls stand to each other, and how far they have come by now and then. */

#include "teller_parts.h"

#include "fares.h"

#include <math.h>

/* --- races --- */

static bool is_chance(const struct sim *sim)
{
    bool chance = false;
    for (int i = 0; i < sim->ball_count; i++)
        chance |= recipe_is_chance(sim_recipe(sim, i));
    return chance;
}

/* Whether another one leads than was told, and not by nothing. */
static bool leads_anew(const struct teller *teller)
{
    static const double nothing = 1e-12;
    const struct sim *sim = teller->session->sim;
    int before = teller->told_leader;
    if (sim->ball_count < 2 || teller->leader == before)
        return false;
    double loss = fabs(sim_row(sim, teller->leader)->loss);
    return before < 0 || before >= sim->ball_count ||
           !(fmax(loss, fabs(sim_row(sim, before)->loss)) < nothing);
}

void teller_watch_lead(struct teller *teller)
{
    const struct sim *sim = teller->session->sim;
    int ranks[BALLS_MAX], leader = 0;
    if (sim->ball_count < 2)
        return;
    sim_ranks(sim, ranks);
    for (int i = 0; i < sim->ball_count; i++)
        leader = ranks[i] == 1 ? i : leader;
    teller->leads = leader == teller->leader ? teller->leads + 1 : 1;
    teller->leader = leader;
}

/* Who leads for a moment alone is not told, the less so the longer the race goes on; where chance
 * has a part in it, with the losses alone. */
void teller_lead(struct teller *teller)
{
    enum { PART = 16 };
    const struct session *session = teller->session;
    const struct sim *sim = session->sim;
    int leader = teller->leader, before = teller->told_leader;
    if (!leads_anew(teller) || teller->leads < 2 + sim->clock / PART || sim->clock < LEADS_AFTER ||
        is_chance(sim))
        return;
    struct text text = {0};
    fares_name(&text, session, leader);
    if (teller->leads > 1)
        text_add(&text, " leads since n %lld", (long long)sim->clock - teller->leads + 1);
    else
        text_add(&text, " leads now");
    words_fill(&text, ", loss ~", &sim_row(sim, leader)->loss);
    if (before >= 0 && before < sim->ball_count) {
        text_add(&text, ", before ball %d", before + 1);
        words_fill(&text, " with ~", &sim_row(sim, before)->loss);
    }
    teller_say(teller, leader, "leads", &text);
    teller->told_leader = leader;
}

/* --- milestones --- */

/* 2, 5, 10, 20, 50 … */
static bool is_milestone(int64_t n)
{
    while (n >= 10 && n % 10 == 0)
        n /= 10;
    return n == 1 || n == 2 || n == 5;
}

/* At rest is who was told to be. */
static bool rests(const struct teller *teller, int ball)
{
    const struct row *row = sim_row(teller->session->sim, ball);
    return row->converged && teller->watched[ball].rested && !row->diverged;
}

bool teller_goes(const struct teller *teller, int ball)
{
    return !rests(teller, ball) && !sim_row(teller->session->sim, ball)->diverged;
}

static void add_loss(const struct teller *teller, int ball, struct text *text)
{
    const struct row *row = sim_row(teller->session->sim, ball);
    bool goes_on = teller_goes(teller, ball);
    if (goes_on)
        words_fill(text, "~", &row->loss);
    else
        text_add(text, row->diverged ? "gone" : "at rest");
    if (!goes_on || teller->session->sim->ball_count > PLACED)
        return;
    text_add(text, " at ");
    words_place(text, teller->session->sim, row->x, row->y);
}

static void add_state(const struct teller *teller, int ball, struct text *text)
{
    const struct sim *sim = teller->session->sim;
    const struct row *row = sim_row(sim, ball);
    words_fill(text, "loss ~, at ", &row->loss);
    words_place(text, sim, row->x, row->y);
    words_fill(text, ", gradient of size ~", (double[]){row_gradient_norm(row)});
    if (!sim_is_constant(sim, ball))
        words_fill(text, ", η #", &row->eta);
    if (row->validation == row->validation)
        words_fill(text, ", # on the rows held back", &row->validation);
}

void teller_add_range(const struct teller *teller, struct text *text)
{
    const struct sim *sim = teller->session->sim;
    int low = -1, high = -1, gone = 0, rest = 0;
    for (int i = 0; i < sim->ball_count; i++) {
        const struct row *row = sim_row(sim, i);
        gone += row->diverged;
        rest += row->converged && !row->diverged;
        if (row->diverged)
            continue;
        low = low < 0 || row->loss < sim_row(sim, low)->loss ? i : low;
        high = high < 0 || row->loss > sim_row(sim, high)->loss ? i : high;
    }
    if (low >= 0) {
        words_fill(text, "loss from ~ ", &sim_row(sim, low)->loss);
        text_add(text, "(ball %d)", low + 1);
        words_fill(text, " to ~ ", &sim_row(sim, high)->loss);
        text_add(text, "(ball %d); ", high + 1);
    }
    text_add(text, "%d at rest, %d gone, %d on their way", rest, gone,
             sim->ball_count - rest - gone);
}

void teller_milestone(struct teller *teller)
{
    const struct sim *sim = teller->session->sim;
    struct text text = {0};
    int going = 0;
    for (int i = 0; i < sim->ball_count; i++)
        going += teller_goes(teller, i);
    if (!is_milestone(sim->clock) || sim->clock < 2 || going == 0)
        return;
    if (sim->ball_count == 1)
        add_state(teller, 0, &text);
    else if (sim->ball_count > APART)
        teller_add_range(teller, &text);
    for (int i = 0; i < sim->ball_count && sim->ball_count > 1 && sim->ball_count <= APART; i++) {
        text_add(&text, i ? ", " : "loss: ");
        text_add(&text, "ball %d ", i + 1);
        add_loss(teller, i, &text);
    }
    if (sim->clock >= LEADS_AFTER && leads_anew(teller)) { /* the losses say so, too */
        text_add(&text, "; ball %d leads", teller->leader + 1);
        teller->told_leader = teller->leader;
    }
    teller_say(teller, sim->ball_count == 1 ? 0 : -1, "progress", &text);
}
