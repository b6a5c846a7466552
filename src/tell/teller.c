#include "teller.h"

#include "../base/digits.h"
#include "../base/memory.h"
#include "fares.h"
#include "watch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { APART = 8 };       /* so many balls are told one by one */
enum { AT_ONCE = 3 };     /* so many do the same in one sentence each */
enum { PLACED = 3 };      /* so many with their places */
enum { LEADS_AFTER = 3 }; /* iterations: what comes before is the start */

/* What of a ball was told last. Eta is told by itself where it alone is another one. */
struct told_ball {
    struct text recipe; /* without it */
    double eta;
};

struct teller {
    struct session *session;
    void (*say)(void *context, const struct saying *saying);
    void *context;
    struct text title, caption, surface; /* as they were told */
    struct told_ball balls[BALLS_MAX];
    struct watched watched[BALLS_MAX];
    int ball_count;    /* of these; 0: nothing was told yet */
    int64_t clock;     /* where it looked last */
    int leader, leads; /* from 0; for so many looks */
    int told_leader;
    struct text question; /* the same */
    bool answered;        /* the answer to it was told */
    bool rested;          /* how all stands was told */
    struct happenings happenings;
};

static void ended(void *context, int64_t clock, double second)
{
    (void)context, (void)clock, (void)second;
}

static void look(struct teller *teller, bool whole);

/* A question's choices are lines that follow it. */
static void due(void *context)
{
    look(context, false);
}

struct teller *teller_new(struct session *session,
                          void (*say)(void *context, const struct saying *saying), void *context)
{
    struct teller *teller = memory_new(1, sizeof *teller);
    *teller =
        (struct teller){.session = session, .say = say, .context = context, .told_leader = -1};
    session->journal.readers[READER_TELLS] = (struct journal_reader){NULL, ended, teller, due};
    return teller;
}

void teller_free(struct teller *teller)
{
    if (!teller)
        return;
    teller->session->journal.readers[READER_TELLS] = (struct journal_reader){0};
    for (int i = 0; i < BALLS_MAX; i++)
        text_free(&teller->balls[i].recipe);
    text_free(&teller->title);
    text_free(&teller->question);
    text_free(&teller->caption);
    text_free(&teller->surface);
    happenings_free(&teller->happenings);
    free(teller);
}

/* --- saying --- */

/* Takes the text; timed: it is of this iteration. */
static void say_at(const struct teller *teller, bool timed, int ball, const char *event,
                   struct text *text)
{
    struct text line = {0};
    if (text->length) {
        text_add_visible(&line, text->bytes, text->length);
        int64_t n = timed ? teller->session->sim->clock : -1;
        teller->say(teller->context, &(struct saying){n, ball, event, line.bytes});
    }
    text_free(&line);
    text_free(text);
}

static void say(const struct teller *teller, int ball, const char *event, struct text *text)
{
    say_at(teller, true, ball, event, text);
}

/* Whether a text is another one than was told, which it is from now on. */
static bool is_new(struct text *told, const char *text)
{
    if (told->bytes && strcmp(told->bytes, text) == 0)
        return false;
    bool both_empty = !told->bytes && !*text;
    text_clear(told);
    text_add(told, "%s", text);
    return !both_empty;
}

/* What a ball does, as a sentence: the ball of one run alone need not be named. */
static void begin_of(const struct teller *teller, int ball, struct text *text)
{
    if (teller->session->sim->ball_count == 1)
        return;
    fares_name(text, teller->session, ball);
    text_add(text, " ");
}

/* --- what the session says, and what it is about --- */

/* What is told as a question and its answer is not told as a caption, too. */
static bool is_of_question(const struct session *session, const char *caption)
{
    const struct quiz *quiz = &session->quiz;
    return quiz->question && (strcmp(caption, quiz->question) == 0 ||
                              (quiz->then && strcmp(caption, quiz->then) == 0));
}

static void tell_words(struct teller *teller)
{
    struct session *session = teller->session;
    struct text text = {0};
    if (is_new(&teller->title, session->words.title) && *session->words.title) {
        text_add(&text, "%s", session->words.title);
        say_at(teller, false, -1, "title", &text);
    }
    bool other = is_new(&teller->caption, session->words.caption);
    if (other && *session->words.caption && !is_of_question(session, session->words.caption)) {
        text_add(&text, "%s", session->words.caption);
        say_at(teller, false, -1, "caption", &text);
    }
    if (session->answers.notice.length) {
        text_add(&text, "%s", session->answers.notice.bytes);
        text_clear(&session->answers.notice);
        say_at(teller, false, -1, "notice", &text);
    }
}

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
    say_at(teller, !begins, ball, begins ? "ball" : "change", &text);
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
        bool other = is_new(&teller->balls[i].recipe, recipe.bytes);
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
        say_at(teller, false, -1, "ball", &text);
    }
    for (int i = 0; i < sim->ball_count; i++) {
        if (change[i] && (changed <= APART || !are_alike(teller)))
            tell_recipe(teller, i, eta_alone[i]);
        teller->balls[i].eta = sim_recipe(sim, i)->eta0;
    }
}

static void tell_setting(struct teller *teller)
{
    struct session *session = teller->session;
    const struct sim *sim = session->sim;
    struct text surface = {0}, text = {0};
    fares_surface(&surface, session);
    if (is_new(&teller->surface, surface.bytes)) {
        text_add(&text, "surface %s", surface.bytes);
        words_fill(&text, ", loss ~", (double[]){sim_row(sim, 0)->loss});
        if (sim->balls[0]->starts_apart || sim_row(sim, 0)->n > 0)
            text.length = 0, text_add(&text, "surface %s", surface.bytes);
        say_at(teller, false, -1, "surface", &text);
        if (sim->clock == 0) /* what the balls do on it is another thing */
            teller->ball_count = 0;
    }
    text_free(&surface);
    if (teller->ball_count && teller->ball_count != sim->ball_count) {
        text_add(&text, "there are %d balls now", sim->ball_count);
        say(teller, -1, "balls", &text);
        teller->ball_count = 0;
    }
    tell_recipes(teller);
    for (int i = teller->ball_count; i < sim->ball_count; i++)
        watch_begin(&teller->watched[i], session, i);
    teller->ball_count = sim->ball_count;
}

/* --- questions --- */

static void tell_question(struct teller *teller)
{
    const struct session *session = teller->session;
    const struct quiz *quiz = &session->quiz;
    struct text text = {0}, right = {0};
    if (!quiz_is_shown(session)) {
        text_clear(&teller->question);
        teller->answered = false;
        return;
    }
    text_add(&text, "%s", quiz->question);
    for (int i = 0; i < quiz->choice_count; i++)
        text_add(&text, " %c: %s;", 'a' + i, quiz->choices[i].text);
    if (!teller->question.bytes || strcmp(teller->question.bytes, text.bytes) != 0)
        tell_setting(teller); /* what it is about comes first */
    if (is_new(&teller->question, text.bytes))
        say_at(teller, false, -1, "question", &text);
    text_free(&text);
    if (!quiz->told || teller->answered)
        return;
    teller->answered = true;
    quiz_write_right(quiz, &right);
    if (right.length && quiz->answered)
        text_add(&text, "%s; ", quiz->is_right ? "right" : "wrong");
    if (right.length)
        text_add(&text, "it is %s. ", right.bytes);
    text_add(&text, "%s", quiz->then ? quiz->then : "");
    say_at(teller, false, -1, "answer", &text);
    text_free(&right);
}

/* --- what happens --- */

static void say_one(const struct teller *teller, const struct happening *happening)
{
    struct text text = {0};
    begin_of(teller, happening->ball, &text);
    text_add(&text, "%s", happening->text);
    say(teller, happening->ball, happening_rows[happening->kind].name, &text);
}

static void say_many(const struct teller *teller, enum happening_kind kind, int count)
{
    enum { NAMED = 8 };
    struct text text = {0};
    int named = 0;
    text_add(&text, "%d balls %s: ", count, happening_rows[kind].plural);
    for (int i = 0; i < teller->happenings.count && named < NAMED; i++)
        if (teller->happenings.items[i].kind == kind)
            text_add(&text, "%s%d", named++ ? ", " : "", teller->happenings.items[i].ball + 1);
    if (count > NAMED)
        text_add(&text, " and others");
    say(teller, -1, happening_rows[kind].name, &text);
}

static void tell_happenings(struct teller *teller)
{
    int counts[HAPPENS_COUNT] = {0};
    struct happenings *all = &teller->happenings;
    for (int i = 0; i < all->count; i++)
        counts[all->items[i].kind]++;
    for (int i = 0; i < all->count; i++) {
        enum happening_kind kind = all->items[i].kind;
        bool each = kind == HAPPENS_FIRST || kind == HAPPENS_REST;
        int most = each && teller->ball_count <= APART ? APART : AT_ONCE;
        if (counts[kind] > most)
            say_many(teller, kind, counts[kind]);
        else if (counts[kind] > 0)
            say_one(teller, &all->items[i]);
        if (counts[kind] > most)
            counts[kind] = 0;
    }
    happenings_clear(all);
}

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

static void watch_lead(struct teller *teller)
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
static void tell_lead(struct teller *teller)
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
    words_fill(&text, " leads now, loss ~", &sim_row(sim, leader)->loss);
    if (before >= 0 && before < sim->ball_count) {
        text_add(&text, ", before ball %d", before + 1);
        words_fill(&text, " with ~", &sim_row(sim, before)->loss);
    }
    say(teller, leader, "leads", &text);
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

static bool goes(const struct teller *teller, int ball)
{
    return !rests(teller, ball) && !sim_row(teller->session->sim, ball)->diverged;
}

static void add_loss(const struct teller *teller, int ball, struct text *text)
{
    const struct row *row = sim_row(teller->session->sim, ball);
    bool goes_on = goes(teller, ball);
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

/* Of many: from the least to the greatest. */
static void add_range(const struct teller *teller, struct text *text)
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

static void tell_milestone(struct teller *teller)
{
    const struct sim *sim = teller->session->sim;
    struct text text = {0};
    int going = 0;
    for (int i = 0; i < sim->ball_count; i++)
        going += goes(teller, i);
    if (!is_milestone(sim->clock) || sim->clock < 2 || going == 0)
        return;
    if (sim->ball_count == 1)
        add_state(teller, 0, &text);
    else if (sim->ball_count > APART)
        add_range(teller, &text);
    for (int i = 0; i < sim->ball_count && sim->ball_count > 1 && sim->ball_count <= APART; i++) {
        text_add(&text, i ? ", " : "loss: ");
        text_add(&text, "ball %d ", i + 1);
        add_loss(teller, i, &text);
    }
    if (sim->clock >= LEADS_AFTER && leads_anew(teller)) { /* the losses say so, too */
        text_add(&text, "; ball %d leads", teller->leader + 1);
        teller->told_leader = teller->leader;
    }
    say(teller, sim->ball_count == 1 ? 0 : -1, "progress", &text);
}

/* --- all of it --- */

/* It is not where the balls went by themselves: what they do begins anew. */
static void tell_jump(struct teller *teller)
{
    const struct session *session = teller->session;
    struct text text = {0};
    if (session->sim->clock == 0)
        text_add(&text, "back at the start");
    else
        text_add(&text, "now at n %lld", (long long)session->sim->clock);
    say(teller, -1, "goto", &text);
    for (int i = 0; i < session->sim->ball_count; i++)
        watch_begin(&teller->watched[i], session, i);
    teller->told_leader = -1;
}

/* As long as it stands at the start, what it is about may change with the next command. */
static bool is_settled(const struct teller *teller)
{
    const struct session *session = teller->session;
    return session->sim->clock > 0 || session->player.playing || session->player.goal > 0;
}

static void look(struct teller *teller, bool whole)
{
    struct session *session = teller->session;
    const struct sim *sim = session->sim;
    int64_t moved = sim->clock - teller->clock;
    bool began = teller->ball_count > 0;
    tell_words(teller);
    teller->clock = sim->clock;
    teller->rested &= moved == 0;
    if (began && moved != 0 && moved != 1)
        tell_jump(teller);
    bool same = began && teller->ball_count == sim->ball_count;
    for (int i = 0; same && moved == 1 && i < sim->ball_count; i++)
        if (sim_row(sim, i)->n == teller->watched[i].n + 1)
            watch_step(&teller->watched[i], session, i, &teller->happenings);
    tell_happenings(teller);
    if (whole)
        tell_question(teller);
    if (is_settled(teller))
        tell_setting(teller);
    if (began && moved == 1) {
        watch_lead(teller);
        tell_milestone(teller);
        tell_lead(teller);
    }
}

void teller_look(struct teller *teller)
{
    look(teller, true);
}

bool teller_is_done(const struct teller *teller)
{
    const struct session *session = teller->session;
    const struct sim *sim = session->sim;
    for (int i = 0; i < sim->ball_count; i++) {
        const struct watched *watched = &teller->watched[i];
        if (goes(teller, i) && !watched->still && watched->habit.kind != VERDICT_PERIODIC)
            return false;
    }
    return session->script.hold.kind == HOLD_NOT && session->player.budget == 0 &&
           script_next_appointment(&session->script, sim->clock, INT64_MAX) == INT64_MAX &&
           !problem_moves(sim_problem(sim));
}

void teller_rest(struct teller *teller)
{
    const struct session *session = teller->session;
    const struct sim *sim = session->sim;
    struct text text = {0};
    teller_look(teller);
    tell_setting(teller);
    if (sim->clock == 0 || teller->rested)
        return;
    teller->rested = true;
    if (sim->ball_count > APART) {
        add_range(teller, &text);
        say(teller, -1, "state", &text);
    }
    for (int i = 0; i < sim->ball_count && sim->ball_count <= APART; i++) {
        fares_name(&text, session, i);
        text_add(&text, " ");
        fares_ball(&text, session, i);
        say(teller, i, "state", &text);
    }
    if (sim->ball_count > 1 && sim->ball_count <= APART) {
        text_add(&text, "order: ");
        fares_order(&text, session);
        say(teller, -1, "order", &text);
    }
}
