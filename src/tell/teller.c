#include "teller_parts.h"

#include "../base/memory.h"
#include "fares.h"

#include <stdlib.h>
#include <string.h>

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
    if (teller->session)
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

bool teller_is_of(const struct teller *teller, const struct session *session)
{
    return session && session->journal.readers[READER_TELLS].context == teller;
}

void teller_leave(struct teller *teller)
{
    teller->session = NULL;
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
    if (teller_is_new(&teller->title, session->words.title) && *session->words.title) {
        text_add(&text, "%s", session->words.title);
        teller_say_at(teller, false, -1, "title", &text);
    }
    bool other = teller_is_new(&teller->caption, session->words.caption);
    if (other && *session->words.caption && !is_of_question(session, session->words.caption)) {
        text_add(&text, "%s", session->words.caption);
        teller_say_at(teller, false, -1, "caption", &text);
    }
    if (session->answers.notice.length) {
        text_add(&text, "%s", session->answers.notice.bytes);
        text_clear(&session->answers.notice);
        teller_say_at(teller, false, -1, "notice", &text);
    }
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
        teller_setting(teller);            /* what it is about comes first */
    if (teller->answered && !quiz->told) { /* the answer was taken back: it is open again */
        text_clear(&teller->question);
        teller->answered = false;
    }
    if (teller_is_new(&teller->question, text.bytes))
        teller_say_at(teller, false, -1, "question", &text);
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
    teller_say_at(teller, false, -1, "answer", &text);
    text_free(&right);
}

/* --- what happens --- */

static void say_one(const struct teller *teller, const struct happening *happening)
{
    struct text text = {0};
    begin_of(teller, happening->ball, &text);
    text_add(&text, "%s", happening->text);
    teller_say(teller, happening->ball, happening_rows[happening->kind].name, &text);
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
    teller_say(teller, -1, happening_rows[kind].name, &text);
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
    teller_say(teller, -1, "goto", &text);
    for (int i = 0; i < session->sim->ball_count; i++)
        watch_begin(&teller->watched[i], session, i);
    teller->told_leader = teller->leader = -1;
    teller->leads = 0;
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
        teller_setting(teller);
    if (began && moved == 1) {
        teller_watch_lead(teller);
        teller_milestone(teller);
        teller_lead(teller);
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
        if (teller_goes(teller, i) && !watched->still && watched->habit.kind != VERDICT_PERIODIC)
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
    teller_setting(teller);
    if (sim->clock == 0 || teller->rested)
        return;
    teller->rested = true;
    if (sim->ball_count > APART) {
        teller_add_range(teller, &text);
        teller_say(teller, -1, "state", &text);
    }
    for (int i = 0; i < sim->ball_count && sim->ball_count <= APART; i++) {
        fares_name(&text, session, i);
        text_add(&text, " ");
        fares_ball(&text, session, i, false);
        teller_say(teller, i, "state", &text);
    }
    if (sim->ball_count > 1 && sim->ball_count <= APART) {
        text_add(&text, "order: ");
        fares_order(&text, session);
        teller_say(teller, -1, "order", &text);
    }
    fares_crowd(&text, session);
    teller_say(teller, -1, "crowd", &text);
}
