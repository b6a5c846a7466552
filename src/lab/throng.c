#include "throng.h"

#include "internal.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "../lang/vmath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What moved it from a tick on. */
struct leg {
    int64_t tick;
    const struct problem *problem;
    const struct recipe *recipe; /* of the ball; NULL: it has its own */
};

struct throng_store {
    struct crowd_wish wish;
    struct conditions conditions;
    struct flock *flock; /* NULL: there is none */
    struct error error;  /* why not */
    struct leg *legs;
    int leg_count, leg_capacity;
    int64_t row;     /* at which all parts are; some may be farther */
    int part;        /* that goes on next */
    bool is_between; /* some parts have left that row, or one of them */
    int64_t goal;    /* to which they go */
    struct halfway halfway;
    bool summed;
    struct flock_sum sum;
};

/* --- the wish --- */

static void write_number(struct text *out, const char *before, double number)
{
    text_add(out, "%s", before);
    text_add_number(out, number);
}

static void write_racer(const struct racer *racer, struct text *out)
{
    text_add(out, " %s", racer->row->name);
    if (racer->eta >= 0)
        write_number(out, " eta=", racer->eta);
    if (racer->noise >= 0)
        write_number(out, " noise=", racer->noise);
    for (int i = 0; i < racer->count; i++) {
        text_add(out, " %s=", racer->values[i].name);
        text_add_number(out, racer->values[i].value);
    }
}

void crowd_wish_write(const struct crowd_wish *wish, struct text *out)
{
    bool line = region_is_line(&wish->region);
    if (wish->count == 0) {
        text_add(out, "off");
        return;
    }
    if (wish->place == CROWD_GRID)
        text_add(out, "%lldx%lld", (long long)wish->across, (long long)wish->down);
    else
        text_add(out, "%lld", (long long)wish->count);
    if (wish->apart)
        write_racer(&wish->racer, out);
    else
        text_add(out, " like %d", wish->ball + 1);
    if (wish->place == CROWD_AROUND) {
        write_number(out, " at ", wish->around.x);
        if (!line)
            write_number(out, ",", wish->around.y);
        if (wish->within > 0)
            write_number(out, " within ", wish->within);
        return;
    }
    const double ends[] = {wish->region.x0, wish->region.x1, wish->region.y0, wish->region.y1};
    static const char *const before[] = {" on [", ",", "] x [", ","};
    for (int i = 0; i < (line ? 2 : 4); i++)
        write_number(out, before[i], ends[i]);
    text_add(out, "]");
}

/* The recipe of one that has an optimizer of its own. */
static const struct recipe *own_recipe(const struct racer *racer, const struct problem *problem,
                                       struct error *error)
{
    const struct recipe *first = recipe_first(problem, 0, error), *next = NULL, *last = NULL;
    double noise = racer->noise > 0 ? racer->noise : 0;
    if (first)
        next = recipe_with_seen(first, problem, noise, 0, 0, error);
    if (next)
        last =
            recipe_with_rule(next, problem, racer->row, NULL, racer->values, racer->count, error);
    recipe_release(first);
    recipe_release(next);
    if (!last || racer->eta < 0)
        return last;
    next = recipe_with_value(last, "eta", racer->eta, error);
    recipe_release(last);
    return next;
}

bool crowd_wish_check(const struct crowd_wish *wish, const struct sim *sim, struct error *error)
{
    const struct problem *problem = sim_problem(sim);
    const struct recipe *recipe = wish->apart ? own_recipe(&wish->racer, problem, error)
                                              : retained(sim_recipe(sim, wish->ball));
    if (!recipe)
        return false;
    const struct conditions conditions = sim->conditions;
    const struct crowd_code *code = crowd_compile_free(problem, recipe, &conditions);
    bool good = code != NULL;
    crowd_code_release(code);
    recipe_release(recipe);
    return good ||
           error_at(error, ERROR_NO_PLACE, "a crowd cannot see mini-batches: it needs `batch all`");
}

/* --- its starts --- */

/* 0 to 1, of the ball's stream and a number. */
static double chance(uint64_t seed, int64_t ball, uint64_t what)
{
    uint64_t bits = chance_mix(chance_mix(chance_mix(seed) ^ (FLOCK_STREAM + (uint64_t)ball)) ^
                               (UINT64_C(0x7374617274) << 8 | what));
    return ((double)(bits >> 11) + 0.5) * 0x1p-53;
}

static struct point start_of(const struct crowd_wish *wish, uint64_t seed, int64_t i)
{
    const struct region *region = &wish->region;
    double x = chance(seed, i, 0), y = chance(seed, i, 1);
    if (wish->place == CROWD_GRID) {
        x = ((double)(i % wish->across) + 0.5) / (double)wish->across;
        y = 1 - ((double)(i / wish->across) + 0.5) / (double)wish->down;
    }
    if (wish->place != CROWD_AROUND)
        return (struct point){region->x0 + x * (region->x1 - region->x0),
                              region->y0 + y * (region->y1 - region->y0)};
    if (region_is_line(region))
        return (struct point){wish->around.x + wish->within * (2 * x - 1), 0};
    double far = wish->within * sqrt(x), turn = 6.283185307179586 * y; /* evenly on a disc */
    return (struct point){wish->around.x + far * vmath_cos(turn),
                          wish->around.y + far * vmath_sin(turn)};
}

static struct flock *gather(const struct crowd_wish *wish, uint64_t seed)
{
    double *x = memory_new(2 * (size_t)wish->count, sizeof *x), *y = x + wish->count;
    for (int64_t i = 0; i < wish->count; i++) {
        struct point start = start_of(wish, seed, i);
        x[i] = start.x;
        y[i] = start.y;
    }
    struct flock *flock = flock_new(x, y, (int)wish->count);
    free(x);
    return flock;
}

/* --- what moves it --- */

static struct throng_store *store_of(struct lab *lab)
{
    if (!lab->throng)
        lab->throng = memory_new(1, sizeof *lab->throng);
    return lab->throng;
}

static void forget(struct throng_store *store)
{
    for (int i = 0; i < store->leg_count; i++) {
        problem_release(store->legs[i].problem);
        recipe_release(store->legs[i].recipe);
    }
    flock_free(store->flock);
    store->flock = NULL;
    store->leg_count = 0;
    store->row = store->goal = 0;
    store->part = 0;
    store->is_between = false;
    store->summed = false;
    halfway_free(&store->halfway);
}

void lab_drop_throng(struct lab *lab)
{
    if (!lab->throng)
        return;
    forget(lab->throng);
    free(lab->throng->legs);
    free(lab->throng);
    lab->throng = NULL;
}

static const struct version *version_of(const struct history *history, int64_t tick)
{
    int i = history->count - 1;
    while (i > 0 && history->items[i].tick > tick)
        i--;
    return &history->items[i];
}

static struct leg leg_at(const struct sim *sim, const struct crowd_wish *wish, int64_t tick)
{
    int last = sim->ball_count - 1;
    const struct ball *ball = sim->balls[wish->ball < last ? wish->ball : last];
    return (struct leg){tick, version_of(&sim->problems, tick)->problem,
                        wish->apart ? NULL : version_of(&ball->history, tick)->recipe};
}

/* The next tick after one at which something begins that moves it; INT64_MAX: none. */
static int64_t next_change(const struct sim *sim, const struct crowd_wish *wish, int64_t after)
{
    int last = sim->ball_count - 1;
    const struct history *histories[] = {
        &sim->problems,
        wish->apart ? NULL : &sim->balls[wish->ball < last ? wish->ball : last]->history};
    int64_t next = INT64_MAX;
    for (int k = 0; k < 2; k++)
        for (int i = 1; histories[k] && i < histories[k]->count; i++) {
            int64_t tick = histories[k]->items[i].tick;
            next = tick > after && tick < next ? tick : next;
        }
    return next;
}

/* Whether it has come here by what moves it now. */
static bool is_still_so(const struct throng_store *store, const struct sim *sim,
                        const struct crowd_wish *wish)
{
    int64_t tick = 0;
    for (int i = 0; i < store->leg_count; i++) {
        struct leg leg = leg_at(sim, wish, tick);
        const struct leg *was = &store->legs[i];
        if (was->tick != tick || was->problem != leg.problem || was->recipe != leg.recipe)
            return false;
        tick = next_change(sim, wish, tick);
    }
    return tick >= store->row && (!store->is_between || tick >= store->goal);
}

static const struct news *news_at(const struct sim *sim, const struct crowd_wish *wish,
                                  int64_t tick)
{
    int last = sim->ball_count - 1;
    if (wish->apart)
        return NULL;
    const struct ball *ball = sim->balls[wish->ball < last ? wish->ball : last];
    const struct version *version = version_of(&ball->history, tick);
    return version->tick == tick ? &version->news : NULL;
}

/* What begins at a tick, where all parts are. */
static bool begin_leg(struct throng_store *store, struct lab *lab, const struct sim *sim,
                      int64_t tick)
{
    struct leg leg = leg_at(sim, &store->wish, tick);
    const struct recipe *recipe = leg.recipe
                                      ? retained(leg.recipe)
                                      : own_recipe(&store->wish.racer, leg.problem, &store->error);
    bool good = recipe && flock_bind(store->flock, &lab->workspace, leg.problem, recipe,
                                     &store->conditions, news_at(sim, &store->wish, tick));
    if (recipe && !good)
        error_set(&store->error, ERROR_NO_PLACE, "a crowd cannot see mini-batches");
    recipe_release(recipe);
    owners_add(&leg.problem->owners);
    if (leg.recipe)
        owners_add(&leg.recipe->owners);
    *array_add(store->legs, store->leg_count, store->leg_capacity) = leg;
    return good;
}

/* --- asking --- */

static void begin(struct throng_store *store, struct lab *lab, const struct sim *sim,
                  const struct crowd_wish *wish)
{
    forget(store);
    store->wish = *wish;
    store->conditions = sim->conditions;
    store->flock = gather(wish, sim->conditions.seed);
    if (!begin_leg(store, lab, sim, 0)) {
        flock_free(store->flock);
        store->flock = NULL;
    }
}

static bool is_of(const struct throng_store *store, const struct sim *sim,
                  const struct crowd_wish *wish)
{
    return store->leg_count > 0 && memcmp(&store->wish, wish, sizeof *wish) == 0 &&
           store->conditions.seed == sim->conditions.seed &&
           store->conditions.tolerance == sim->conditions.tolerance && store->goal <= sim->clock &&
           is_still_so(store, sim, wish);
}

/* Whether something begins where it is, that it does not know of yet. */
static bool is_due(const struct throng_store *store, const struct sim *sim)
{
    return store->legs[store->leg_count - 1].tick < store->row &&
           next_change(sim, &store->wish, store->row - 1) == store->row;
}

static void turn(struct throng_store *store, struct lab *lab, const struct sim *sim)
{
    if (!is_due(store, sim) || begin_leg(store, lab, sim, store->row))
        return;
    flock_free(store->flock);
    store->flock = NULL;
}

static bool is_late(const struct lab *lab)
{
    return lab->is_late && lab->is_late(lab->context);
}

/* What begins where the clock is may be changed again: but for its surface it waits for the next
 * row. */
static void sum_up(struct throng_store *store, struct lab *lab, const struct sim *sim)
{
    if (sim_problem(sim) != store->legs[store->leg_count - 1].problem) {
        turn(store, lab, sim);
        store->summed = false;
    }
    for (bool late = false; !store->summed && store->flock && !late;) {
        workspace_share(&lab->workspace, &store->halfway, lab_share(lab));
        store->summed = flock_sum(store->flock, &lab->workspace, &store->sum);
        workspace_rest(&lab->workspace);
        late = is_late(lab);
    }
}

/* Part after part, over a few rows, or up to where something else begins. */
static void go_on(struct throng_store *store, struct lab *lab, const struct sim *sim)
{
    enum { ROWS = 16 };
    bool late = false;
    while (store->flock && store->row < sim->clock && !late) {
        if (!store->is_between) {
            turn(store, lab, sim);
            if (!store->flock)
                return;
            int64_t next = next_change(sim, &store->wish, store->row);
            int64_t goal = store->row + ROWS < sim->clock ? store->row + ROWS : sim->clock;
            store->goal = next < goal ? next : goal;
            store->summed = false;
        }
        store->is_between = true;
        workspace_share(&lab->workspace, &store->halfway, lab_share(lab));
        if (flock_go_on(store->flock, &lab->workspace, store->part, store->goal)) {
            store->part = (store->part + 1) % flock_parts(store->flock);
            store->is_between = store->part > 0;
            store->row = store->is_between ? store->row : store->goal;
        }
        workspace_rest(&lab->workspace);
        late = is_late(lab);
    }
}

struct throng lab_throng(struct lab *lab, const struct sim *sim, const struct crowd_wish *wish)
{
    struct throng_store *store = store_of(lab);
    if (!is_of(store, sim, wish))
        begin(store, lab, sim, wish);
    go_on(store, lab, sim);
    bool whole = store->row == sim->clock && !store->is_between;
    if (whole && store->flock)
        sum_up(store, lab, sim);
    whole &= store->summed;
    if (!store->flock)
        return (struct throng){.reason = store->error.text};
    lab->shortfalls += !whole;
    return (struct throng){
        .row = store->row, .whole = whole, .sum = store->sum, .flock = store->flock};
}
