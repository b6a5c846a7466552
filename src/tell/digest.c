#include "digest.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "digest_spell.h"
#include "fares.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 10 };  /* sentences of a run, but for those that are told at any rate */
enum { LIGHT = 3 };  /* of less weight than that, */
enum { ENOUGH = 8 }; /* they are told where there are fewer than so many */
enum { APART = 8 };  /* so many balls are told one by one */

/* What becomes of an event. */
enum fate_of_event {
    KEPT,    /* with a weight: the lighter ones are left out first */
    ALWAYS,  /* in its place */
    AT_ONCE, /* what was kept before it is said, too */
    OUTCOME, /* how all stands */
    ENDS,    /* the outcome says so, too */
    JUMPS,   /* they are told by their spells */
    SPARSE,  /* at 10, 100, 1000 … alone */
};
static const struct event_row {
    const char *name;
    enum fate_of_event fate;
    int weight;
} events[] = {
    {"catapult", KEPT, 10},   {"thrown", KEPT, 9},      {"hover", KEPT, 9},
    {"habit", KEPT, 9},       {"spell", KEPT, 8},       {"edge", KEPT, 7},
    {"valley", KEPT, 7},      {"left_saddle", KEPT, 7}, {"saddle", KEPT, 6},
    {"eta", KEPT, 6},         {"first_step", KEPT, 5},  {"near", KEPT, 4},
    {"leads", KEPT, 4},       {"away", KEPT, 3},        {"left_view", KEPT, 3},
    {"in_view", KEPT, 2},     {"uphill", KEPT, 2},      {"progress", SPARSE, 1},
    {"overshoot", JUMPS, 0},  {"swing", JUMPS, 0},      {"trend", JUMPS, 0},
    {"calm", JUMPS, 0},       {"rest", ENDS, 9},        {"diverged", ENDS, 9},
    {"stuck", ENDS, 9},       {"standstill", ENDS, 9},  {"state", OUTCOME, 0},
    {"order", OUTCOME, 0},    {"stopped", OUTCOME, 0},  {"crowd", OUTCOME, 0},
    {"question", AT_ONCE, 0}, {"answer", AT_ONCE, 0},   {"command", AT_ONCE, 0},
    {"ready", AT_ONCE, 0},    {"page", AT_ONCE, 0},     {"error", AT_ONCE, 0},
};
static const struct event_row unknown = {"", ALWAYS, 0};

struct item {
    struct saying saying;
    const struct event_row *row;
    char *text; /* the saying's, and its own */
    bool gone;
    int times; /* that it came */
};

struct course_of_ball {
    int64_t n; /* the row that it was at */
    struct spell spell;
    struct slope slope;
};

struct digest {
    const struct session *session;
    void (*say)(void *context, const struct saying *saying);
    void *context;
    struct item *items;
    int count, capacity;
    struct course_of_ball balls[BALLS_MAX];
    int ball_count; /* of these */
    bool moved;     /* since all was said */
    int passed;     /* milestones that were not kept, since then */
};

struct digest *digest_new(const struct session *session,
                          void (*say)(void *context, const struct saying *saying), void *context)
{
    struct digest *digest = memory_new(1, sizeof *digest);
    digest->session = session;
    digest->say = say;
    digest->context = context;
    return digest;
}

static void clear(struct digest *digest)
{
    for (int i = 0; i < digest->count; i++)
        free(digest->items[i].text);
    digest->count = 0;
}

void digest_free(struct digest *digest)
{
    if (!digest)
        return;
    clear(digest);
    free(digest->items);
    free(digest);
}

/* --- what comes in --- */

static const struct event_row *row_of(const char *event)
{
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (strcmp(events[i].name, event) == 0)
            return &events[i];
    return &unknown;
}

static struct item *keep(struct digest *digest, const struct saying *saying)
{
    struct item *item = array_add(digest->items, digest->count, digest->capacity);
    *item = (struct item){*saying, row_of(saying->event), memory_copy(saying->text), false, 1};
    item->saying.text = item->text;
    return item;
}

/* 10, 100, 1000 … */
static bool is_sparse(int64_t n)
{
    while (n >= 10 && n % 10 == 0)
        n /= 10;
    return n == 1;
}

static void say_all(struct digest *digest);

void digest_take(struct digest *digest, const struct saying *saying)
{
    const struct event_row *row = row_of(saying->event);
    if (row->fate == AT_ONCE)
        say_all(digest);
    if (row->fate == AT_ONCE || (row->fate == ALWAYS && digest->count == 0 && !digest->moved)) {
        digest->say(digest->context, saying);
    } else if (row->fate == SPARSE && !is_sparse(saying->n)) {
        digest->passed++;
    } else if (row->fate != JUMPS)
        keep(digest, saying);
}

/* --- spells --- */

static void keep_spell(struct digest *digest, int ball)
{
    struct spell *spell = &digest->balls[ball].spell;
    struct text text = {0};
    bool told = spell->count == 1 && spell->first == 1; /* as the first step */
    if (spell->count > 0 && !told) {
        if (digest->ball_count > 1) {
            fares_name(&text, digest->session, ball);
            text_add(&text, " ");
        }
        spell_write(spell, &text);
        keep(digest, &(struct saying){spell->first, spell->last, ball, "spell", text.bytes});
    }
    text_free(&text);
    *spell = (struct spell){0};
}

/* Of many balls in one sentence. */
static void keep_jumps(struct digest *digest)
{
    struct spell all = {0};
    struct text text = {0};
    int jumped = 0;
    for (int i = 0; i < digest->ball_count; i++) {
        const struct spell *spell = &digest->balls[i].spell;
        if (spell->count == 0)
            continue;
        all.first = jumped == 0 || spell->first < all.first ? spell->first : all.first;
        all.last = spell->last > all.last ? spell->last : all.last;
        all.count += spell->count;
        jumped++;
    }
    if (jumped > 0) {
        text_add(&text, "%d of the %d balls jumped over the valley, %lld times in all", jumped,
                 digest->ball_count, (long long)all.count);
        keep(digest, &(struct saying){all.first, all.last, -1, "spell", text.bytes});
    }
    text_free(&text);
}

/* From here on. */
static void begin(struct digest *digest)
{
    const struct sim *sim = digest->session->sim;
    digest->ball_count = sim->ball_count;
    digest->moved = false;
    digest->passed = 0;
    for (int i = 0; i < sim->ball_count; i++) {
        digest->balls[i] = (struct course_of_ball){.n = sim_row(sim, i)->n};
        slope_begin(&digest->balls[i].slope, sim_row(sim, i));
    }
}

static void keep_spells(struct digest *digest)
{
    if (digest->ball_count != digest->session->sim->ball_count)
        return; /* they have other names by now */
    if (digest->ball_count > APART)
        keep_jumps(digest);
    for (int i = 0; i < digest->ball_count && digest->ball_count <= APART; i++)
        keep_spell(digest, i);
}

void digest_look(struct digest *digest)
{
    const struct sim *sim = digest->session->sim;
    if (digest->ball_count != sim->ball_count)
        begin(digest);
    for (int i = 0; i < sim->ball_count; i++) {
        struct course_of_ball *ball = &digest->balls[i];
        const struct row *row = sim_row(sim, i);
        bool goes_on = row->n == ball->n + 1;
        if (row->n == ball->n)
            continue;
        ball->n = row->n;
        digest->moved = true;
        slope_add(&ball->slope, row);
        if (sim->ball_count <= APART && (!goes_on || spell_is_over(&ball->spell, row)))
            keep_spell(digest, i);
        bool rests = row->converged && row->converged_at < row->n; /* it trembles there */
        spell_pass(&ball->spell, row);
        if (goes_on && !rests && row_overshot(row) && !recipe_is_chance(sim_recipe(sim, i)))
            spell_add(&ball->spell, row);
    }
}

/* --- what is merged --- */

static bool is_same(const struct item *a, const struct item *b)
{
    bool leads = strcmp(a->row->name, "leads") == 0;
    return a->row == b->row && !a->gone && !b->gone && (leads || a->saying.ball == b->saying.ball);
}

/* What is said of the ball, without its name. */
static const char *without_name(const struct digest *digest, const struct item *item)
{
    struct text name = {0};
    const char *text = item->text;
    if (item->saying.ball >= 0 && item->saying.ball < digest->session->sim->ball_count)
        fares_name(&name, digest->session, item->saying.ball);
    bool named = name.length && strncmp(text, name.bytes, name.length) == 0;
    text += named ? name.length + 1 : 0;
    text_free(&name);
    return text;
}

/* Of the same that comes again and again: how often, and what came of it. */
static void rewrite(const struct digest *digest, struct item *item, const struct item *last)
{
    const char *again = without_name(digest, last);
    int ball = item->saying.ball;
    struct text text = {0};
    text_add_bytes(&text, item->text, (size_t)(without_name(digest, item) - item->text));
    if (strcmp(item->row->name, "eta") == 0 && ball >= 0 && ball < digest->ball_count)
        slope_write(&digest->balls[ball].slope, &text);
    else if (strcmp(item->row->name, "leads") == 0) {
        text_clear(&text);
        text_add(&text, "the lead changed %d times; at last %s", item->times, last->text);
    } else
        text_add(&text, "%s; the last of %d times", again, item->times);
    free(item->text);
    item->text = text.bytes;
    item->saying.text = text.bytes;
    item->saying.until = last->saying.until;
    if (strcmp(item->row->name, "eta") == 0)
        item->saying.until = digest->session->sim->clock;
}

static void merge(struct digest *digest)
{
    enum { AGAIN = 3 };
    for (int i = 0; i < digest->count; i++) {
        struct item *item = &digest->items[i], *last = item;
        bool merges = item->row->fate == KEPT && strcmp(item->row->name, "spell") != 0;
        for (int j = i + 1; j < digest->count && merges; j++)
            item->times += is_same(item, &digest->items[j]);
        if (item->times < AGAIN)
            continue;
        for (int j = i + 1; j < digest->count; j++)
            if (is_same(item, &digest->items[j])) {
                last = &digest->items[j];
                last->gone = true;
            }
        rewrite(digest, item, last);
    }
}

/* --- what goes out --- */

static bool is_told(const struct item *item, bool has_outcome)
{
    return !item->gone && item->row->fate != OUTCOME && !(item->row->fate == ENDS && has_outcome);
}

static bool is_first(const struct item *item)
{
    return strcmp(item->row->name, "first_step") == 0;
}

/* First steps of several balls are much the same. */
static int weight_of(const struct digest *digest, const struct item *item)
{
    enum { FEW = 3 };
    return is_first(item) && digest->ball_count > FEW ? LIGHT - 1 : item->row->weight;
}

static struct item *find_lightest(const struct digest *digest, bool has_outcome)
{
    struct item *lightest = NULL;
    for (int i = 0; i < digest->count; i++) {
        struct item *item = &digest->items[i];
        if (is_told(item, has_outcome) && item->row->fate != ALWAYS &&
            (!lightest || weight_of(digest, item) <= weight_of(digest, lightest)))
            lightest = item;
    }
    return lightest;
}

/* It, or all first steps, which are told to be compared; returns how many. */
static int drop(struct digest *digest, struct item *item)
{
    int dropped = 0;
    for (int i = 0; i < digest->count; i++) {
        struct item *other = &digest->items[i];
        if (other->gone || (other != item && !(is_first(item) && is_first(other))))
            continue;
        other->gone = true;
        dropped++;
    }
    return dropped;
}

/* The lightest and latest ones go. Returns how many. */
static int leave_out(struct digest *digest, bool has_outcome)
{
    int told = 0, out = 0;
    for (int i = 0; i < digest->count; i++)
        told += is_told(&digest->items[i], has_outcome) && digest->items[i].row->fate != ALWAYS;
    while (told - out > ENOUGH) {
        struct item *lightest = find_lightest(digest, has_outcome);
        if (!lightest || (told - out <= MOST && weight_of(digest, lightest) >= LIGHT))
            break;
        out += drop(digest, lightest);
    }
    return out;
}

/* By their iterations; what has none stays behind what it came after. */
static void sort(struct digest *digest)
{
    for (int i = 1; i < digest->count; i++)
        for (int j = i; j > 0 && digest->items[j].saying.n >= 0 &&
                        digest->items[j - 1].saying.n > digest->items[j].saying.n;
             j--) {
            struct item moved = digest->items[j];
            digest->items[j] = digest->items[j - 1];
            digest->items[j - 1] = moved;
        }
}

/* The first line of how all stands is "outcome" or "now"; the others need no iteration. */
static bool say_outcome(struct digest *digest)
{
    int said = 0;
    for (int i = 0; i < digest->count; i++) {
        struct saying saying = digest->items[i].saying;
        if (digest->items[i].row->fate != OUTCOME)
            continue;
        if (strcmp(saying.event, "stopped") != 0) {
            if (said == 0)
                saying.event = quiz_is_open(digest->session) ? "now" : "outcome";
            else
                saying.n = saying.until = -1;
            said++;
        }
        digest->say(digest->context, &saying);
    }
    return said > 0;
}

static void say_all(struct digest *digest)
{
    keep_spells(digest);
    bool has_outcome = say_outcome(digest);
    merge(digest);
    int out = leave_out(digest, has_outcome) + digest->passed;
    sort(digest);
    for (int i = 0; i < digest->count; i++)
        if (is_told(&digest->items[i], has_outcome))
            digest->say(digest->context, &digest->items[i].saying);
    if (out > 0) {
        struct text text = {0};
        text_add(&text, "not told here: %d of less weight; `tell --all` tells all", out);
        digest->say(digest->context, &(struct saying){-1, -1, -1, "more", text.bytes});
        text_free(&text);
    }
    clear(digest);
    begin(digest);
}

void digest_end(struct digest *digest)
{
    say_all(digest);
}
