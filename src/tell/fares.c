#include "fares.h"

#include "../base/digits.h"
#include "../lab/bottom.h"
#include "bottoms.h"

#include <math.h>
#include <string.h>

static void add_number(struct text *out, double value)
{
    char number[DIGITS_SIZE];
    text_add(out, "%s", digits_number(value, number));
}

/* --- minima --- */

/* What the last digits leave of 0. */
static double clean_loss(double loss)
{
    return fabs(loss) < 1e-15 ? 0 : loss;
}

bool fares_nearest(const struct session *session, struct point place, struct point *nearest,
                   double *distance)
{
    struct bottoms bottoms;
    bottoms_find(session, &bottoms);
    int at = bottoms_nearest(&bottoms, place, distance);
    if (at >= 0)
        *nearest = bottoms.places[at];
    return at >= 0;
}

void fares_minimum(struct text *out, const struct session *session, struct point place)
{
    struct bottoms bottoms;
    double away;
    bottoms_find(session, &bottoms);
    int nearest = bottoms_nearest(&bottoms, place, &away);
    const struct region *region = &sim_problem(session->sim)->domain;
    double near = 0.05 * hypot(region->x1 - region->x0, region->y1 - region->y0);
    bool known = nearest >= 0 && away < near;
    struct point at = known ? bottoms.places[nearest] : place;
    words_place(out, session->sim, at.x, at.y);
    if (bottoms.count < 2 && known)
        return;
    double least = nearest >= 0 ? bottoms.losses[bottoms.lowest] : 0;
    if (known && bottoms_is_as_low(bottoms.losses[nearest], least)) {
        text_add(out,
                 bottoms.equal == bottoms.count ? ", one of %d that are as low"
                 : bottoms.equal > 1            ? ", one of the lowest of %d"
                                                : ", the lowest of %d",
                 bottoms.count);
    } else if (nearest >= 0) {
        struct point lowest = bottoms.places[bottoms.lowest];
        text_add(out, ", which is not the lowest (that is ");
        words_place(out, session->sim, lowest.x, lowest.y);
        words_fill(out, ", loss ~)", (double[]){clean_loss(least)});
    }
}

/* --- the surface --- */

static void add_interval(struct text *out, double from, double to)
{
    words_fill(out, "[#, #]", (double[]){from, to});
}

static void add_region(struct text *out, const struct region *region)
{
    add_interval(out, region->x0, region->x1);
    if (region_is_line(region))
        return;
    text_add(out, " × ");
    add_interval(out, region->y0, region->y1);
}

static void add_minima(struct text *out, const struct session *session)
{
    enum { NAMED = 4 };
    struct bottoms bottoms;
    if (problem_moves(sim_problem(session->sim)))
        text_add(out, "; it moves with n");
    bottoms_find(session, &bottoms);
    if (bottoms.count == 0)
        return;
    text_add(out, bottoms.count == 1 ? "; its minimum is at " : "; it has %d minima",
             bottoms.count);
    if (bottoms.count > NAMED) {
        struct point lowest = bottoms.places[bottoms.lowest];
        text_add(out, ", %s at ", bottoms.equal > 1 ? "one of the lowest" : "the lowest");
        words_place(out, session->sim, lowest.x, lowest.y);
        words_fill(out, ", loss ~", &bottoms.losses[bottoms.lowest]);
        return;
    }
    for (int i = 0; i < bottoms.count; i++) {
        text_add(out, "%s", bottoms.count == 1 ? "" : i > 0 ? " and " : " at ");
        words_place(out, session->sim, bottoms.places[i].x, bottoms.places[i].y);
        words_fill(out, ", loss ~", (double[]){clean_loss(bottoms.losses[i])});
    }
}

void fares_surface(struct text *out, const struct session *session)
{
    const struct sim *sim = session->sim;
    const struct problem *problem = sim_still(sim);
    struct point start = sim->conditions.start;
    if (problem->row)
        text_add(out, "%s (%s): ", problem->row->name, problem->row->title);
    text_add(out, problem_is_line(problem) ? "f(x) = " : "f(x, y) = ");
    formula_pretty(out, problem->formula, NULL);
    for (int i = 0; i < problem->lets.count; i++) {
        text_add(out, "%s%s = ", i ? ", " : " with ", problem->lets.items[i].name);
        add_number(out, problem->lets.items[i].value);
    }
    text_add(out, ", on ");
    add_region(out, &problem->domain);
    if (problem_reads_data(problem))
        text_add(out, ", over %lld rows of data", (long long)problem->data->rows);
    add_minima(out, session);
    text_add(out, "; start at ");
    words_place(out, sim, start.x, start.y);
}

/* --- balls --- */

static void add_schedules(struct text *out, const struct sim *sim, int ball)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    for (int i = 0; i < recipe->plan_count; i++) {
        const char *target = recipe->plans[i].target;
        if (recipe->plans[i].count == 0 || (!*target && sim_is_constant(sim, ball)))
            continue;
        text_add(out, ", %s follows the schedule ", *target ? target : "η");
        sim_schedule_write(sim, ball, target, out);
    }
}

/* A rule of one's own: in one line, as people write it. */
static void add_typed(struct text *out, const char *rule)
{
    struct text flat = {0};
    text_add_flat(&flat, rule);
    formula_pretty(out, flat.bytes ? flat.bytes : "", NULL);
    text_free(&flat);
}

void fares_recipe(struct text *out, const struct session *session, int ball, bool with_eta)
{
    const struct sim *sim = session->sim;
    const struct recipe *recipe = sim_recipe(sim, ball);
    if (recipe->rule->row)
        formula_write(recipe->rule, out);
    else
        add_typed(out, recipe->rule->text);
    if (with_eta && recipe->rule->code->reads_eta)
        words_fill(out, ", η #", &recipe->eta0);
    for (int i = 0; i < recipe->values.count; i++) {
        text_add(out, ", ");
        formula_pretty(out, recipe->values.items[i].name, NULL);
        words_fill(out, " #", &recipe->values.items[i].value);
    }
    add_schedules(out, sim, ball);
    if (recipe_is_noisy(recipe))
        words_fill(out, ", noise # on the gradient", (double[]){sim_noise(sim, ball)});
    if (recipe->batch > 0)
        text_add(out, ", each step from %lld row%s of the data", (long long)recipe->batch,
                 recipe->batch == 1 ? "" : "s");
}

void fares_start(struct text *out, const struct session *session, int ball)
{
    struct point start = sim_conditions(session->sim, ball).start;
    if (!session->sim->balls[ball]->starts_apart)
        return;
    bool line = problem_is_line(sim_problem(session->sim));
    words_fill(out, line ? ", starting at x = #" : ", starting at (#, #)",
               (double[]){start.x, start.y});
}

/* --- the edge --- */

/* Whether it is one bowl, as curved anywhere as it is here. */
static bool is_bowl(const struct session *session, const struct row *row)
{
    enum { PLACES = 3 };
    static const double same = 1e-9;
    const struct problem *problem = sim_problem(session->sim);
    const struct region *region = &problem->domain;
    const struct point places[PLACES] = {{region->x0, region->y0},
                                         {region->x1, (2 * region->y0 + region->y1) / 3},
                                         {(2 * region->x0 + region->x1) / 3, region->y1}};
    double size = fabs(row->hxx) + fabs(row->hxy) + fabs(row->hyy);
    bool alike = !problem_moves(problem) && row_stationary(row) == STATIONARY_MINIMUM;
    for (int i = 0; i < PLACES && alike; i++) {
        struct ground at = lab_ground(session->lab, problem, places[i]).ground;
        alike = fabs(at.hxx - row->hxx) + fabs(at.hxy - row->hxy) + fabs(at.hyy - row->hyy) <=
                same * size;
    }
    return alike;
}

/* Whether the ball is moved in the same way for ever. */
static bool is_steady(const struct sim *sim, int ball)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    for (int i = 0; i < recipe->plan_count; i++)
        if (*recipe->plans[i].target && recipe->plans[i].count > 0)
            return false;
    return sim_is_constant(sim, ball);
}

void fares_edge(struct text *out, const struct session *session, int ball)
{
    const struct row *row = sim_row(session->sim, ball);
    struct text edge = {0};
    bool own = row_stability(row).applies; /* of the ground under it */
    if (recipe_is_chance(sim_recipe(session->sim, ball)) ||
        words_product(session->lab, session->sim, ball, &edge) == ZONE_UNKNOWN)
        return;
    struct stability stability = words_stability(session->lab, session->sim, ball);
    struct point nearest;
    double away;
    bool elsewhere =
        !own && fares_nearest(session, (struct point){row->x, row->y}, &nearest, &away);
    text_add(out, "; %s%s", strncmp(edge.bytes, "η", strlen("η")) == 0 ? "" : "η·λ = ", edge.bytes);
    words_fill(out, " of #", &stability.bound);
    if (own && is_steady(session->sim, ball) && is_bowl(session, row))
        text_add(out, ": %s",
                 stability.product > 0 ? words_zones[words_zone(&stability)] : "it does not move");
    else
        text_add(out, "%s",
                 elsewhere     ? " at the nearest minimum"
                 : row->n == 0 ? " where it starts"
                               : " here");
    text_free(&edge);
}

/* --- how they fare --- */

/* Whether there is a minimum so near that it has as good as arrived. */
static bool has_arrived(const struct session *session, const struct row *row)
{
    const struct region *region = &sim_problem(session->sim)->domain;
    struct point nearest;
    double away;
    return fares_nearest(session, (struct point){row->x, row->y}, &nearest, &away) &&
           away < 1e-4 * (region->x1 - region->x0);
}

static const char *doing(enum standing standing, const struct row *row)
{
    static const char *const words[STANDING_COUNT] = {
        [STANDING_SETTLED] = "rests at the minimum",
        [STANDING_ROLLS] = "is on its way",
        [STANDING_SWINGS] = "swings from side to side",
        [STANDING_CLIMBS] = "climbs, jump after jump",
        [STANDING_CREEPS] = "creeps: its steps are too small to lead anywhere soon",
        [STANDING_STOPPED] = "has stopped where there is a slope, as its steps have become nothing",
        [STANDING_SADDLE] = "rests at a saddle, which is no minimum",
        [STANDING_MAXIMUM] = "rests at a maximum",
        [STANDING_FLAT] = "rests on flat ground",
        [STANDING_GONE] = "has left for ever",
    };
    return standing == STANDING_STUCK ? row->singular ? "is stuck, as the Hessian is singular"
                                                      : "is stuck, as no decrease was found"
                                      : words[standing];
}

static void add_jumps(struct text *out, const struct row *row)
{
    if (row->overshoots == 0)
        text_add(out, "; no jump over the valley");
    else
        text_add(out, "; %lld jump%s over the valley, %lld of them landed higher",
                 (long long)row->overshoots, row->overshoots == 1 ? "" : "s",
                 (long long)row->worsened);
}

/* The gradient, its size, and how far the nearest minimum is; or this alone. */
static void add_slope(struct text *out, const struct session *session, const struct row *row,
                      bool whole)
{
    double away;
    struct point nearest;
    bool line = problem_is_line(sim_problem(session->sim));
    bool known = fares_nearest(session, (struct point){row->x, row->y}, &nearest, &away);
    if (whole)
        words_fill(out, line ? ", gradient #" : ", gradient (#, #), its size ~",
                   (double[]){row->gx, row->gy, row_gradient_norm(row)});
    if (known)
        words_fill(out, ", ~ from the nearest minimum", &away);
}

/* Where a ball has been of late. */
struct haunt {
    struct point place; /* on the average, as */
    double loss, early; /* that; and over the first half of the rows */
    double spread;
};

static struct haunt haunt_of(const struct row *const rows[], int count)
{
    struct haunt haunt = {0};
    for (int i = 0; i < count; i++) {
        haunt.place.x += rows[i]->x / count;
        haunt.place.y += rows[i]->y / count;
        haunt.loss += rows[i]->loss / count;
        haunt.early += i < count / 2 ? rows[i]->loss / (count / 2) : 0;
    }
    for (int i = 0; i < count; i++)
        haunt.spread += hypot(rows[i]->x - haunt.place.x, rows[i]->y - haunt.place.y) / count;
    return haunt;
}

/* Of a ball that chance moves: it is about a minimum, and does not come lower any more. */
static bool add_wandering(struct text *out, const struct session *session, int ball)
{
    enum { ROWS = 64 };
    static const double near = 0.01, as_low = 3;
    const struct row *rows[ROWS];
    const struct region *region = &sim_problem(session->sim)->domain;
    double size = hypot(region->x1 - region->x0, region->y1 - region->y0), away;
    struct point at;
    if (!recipe_is_chance(sim_recipe(session->sim, ball)) ||
        sim_trail(session->sim, ball, ROWS, rows) < ROWS)
        return false;
    struct haunt haunt = haunt_of(rows, ROWS);
    double later = 2 * haunt.loss - haunt.early;
    if (!fares_nearest(session, haunt.place, &at, &away) ||
        away > fmax(near * size, 2 * haunt.spread))
        return false;
    double least = lab_ground(session->lab, sim_problem(session->sim), at).ground.loss;
    if (!(haunt.early - least <= as_low * (later - least)))
        return false;
    text_add(out,
             haunt.spread > 1e-9 * size ? "wanders about the minimum " : "stays near the minimum ");
    fares_minimum(out, session, at);
    words_fill(out, ", loss about ~ (the mean of its last # rows); now",
               (double[]){haunt.loss, ROWS});
    return true;
}

/* Of a ball that chance moves, for long: it has stayed about one place for the latter half of its
 * run, and went no further in the last quarter. */
static bool add_staying(struct text *out, const struct session *session, int ball)
{
    enum { LONG = 400 };
    static const double near = 0.1, same = 0.02;
    const struct sim *sim = session->sim;
    const struct region *region = &sim_problem(sim)->domain;
    int64_t now = sim_row(sim, ball)->n;
    double size = hypot(region->x1 - region->x0, region->y1 - region->y0);
    struct point sums[2] = {{0, 0}, {0, 0}}, low = {INFINITY, INFINITY},
                 high = {-INFINITY, -INFINITY};
    int counts[2] = {0, 0};
    for (int i = 0; i < sim->balls[ball]->record.moments.count; i++) {
        struct sample sample = sim_sample(sim, ball, i);
        bool late = sample.first > now / 4 * 3;
        if (sample.first < now / 2 || sample.first > now)
            continue;
        sums[late] = (struct point){sums[late].x + sample.row->x, sums[late].y + sample.row->y};
        counts[late]++;
        low = (struct point){fmin(low.x, sample.row->x), fmin(low.y, sample.row->y)};
        high = (struct point){fmax(high.x, sample.row->x), fmax(high.y, sample.row->y)};
    }
    if (!recipe_is_chance(sim_recipe(sim, ball)) || now < LONG || counts[0] == 0 || counts[1] == 0)
        return false;
    struct point then = {sums[0].x / counts[0], sums[0].y / counts[0]};
    struct point at = {sums[1].x / counts[1], sums[1].y / counts[1]};
    if (hypot(at.x - then.x, at.y - then.y) > same * size ||
        hypot(high.x - low.x, high.y - low.y) > near * size)
        return false;
    text_add(out, "has stayed about ");
    words_place(out, sim, at.x, at.y);
    text_add(out, " since n %lld; now", (long long)(now / 2));
    return true;
}

void fares_ball(struct text *out, const struct session *session, int ball, bool whole)
{
    enum { ROUNDS = 12 };
    const struct sim *sim = session->sim;
    const struct row *row = sim_row(sim, ball);
    enum standing standing = sim_standing(sim, ball);
    struct verdict habit = {VERDICT_RUNNING, 0};
    if (!has_arrived(session, row))
        habit = fares_habit(session, ball, ROUNDS);
    bool wanders = standing == STANDING_ROLLS && !row->converged &&
                   (add_wandering(out, session, ball) || add_staying(out, session, ball));
    if (habit.kind != VERDICT_RUNNING)
        fares_habit_write(out, habit);
    else if ((standing == STANDING_STOPPED || standing == STANDING_CREEPS) &&
             has_arrived(session, row))
        text_add(out, "has as good as arrived");
    else if (standing == STANDING_ROLLS && row->n == 0)
        text_add(out, "is where it starts");
    else if (!wanders)
        text_add(out, "%s", doing(standing, row));
    if (standing == STANDING_SETTLED) {
        text_add(out, " ");
        fares_minimum(out, session, (struct point){row->x, row->y});
    } else {
        text_add(out, "%s at ", wanders ? "" : standing == STANDING_GONE ? ", last seen" : ",");
        words_place(out, sim, row->x, row->y);
    }
    words_fill(out, ", loss ~", &row->loss);
    if (row->validation == row->validation)
        words_fill(out, ", # on the rows held back", &row->validation);
    if (standing == STANDING_GONE)
        text_add(out, ", after %lld iteration%s", (long long)row->n, row->n == 1 ? "" : "s");
    else if (row->converged)
        text_add(out, ", since n %lld", (long long)row->converged_at);
    else
        add_slope(out, session, row, whole);
    if (!sim_is_constant(sim, ball) && !row->converged && !row->diverged)
        words_fill(out, ", η by now ~", &row->eta);
    if (row->n > 0 && !row->converged && whole)
        add_jumps(out, row);
}

/* Nothing puts one of them before the other. */
static bool are_equal(const struct row *a, const struct row *b)
{
    static const double nothing = 1e-12;
    bool near = a->loss == b->loss || fmax(fabs(a->loss), fabs(b->loss)) < nothing;
    if (a->diverged || b->diverged)
        return a->diverged && b->diverged;
    return near && a->converged == b->converged &&
           (!a->converged || a->converged_at == b->converged_at);
}

void fares_order(struct text *out, const struct session *session)
{
    int ranks[BALLS_MAX], count = session->sim->ball_count;
    const struct row *before = NULL;
    sim_ranks(session->sim, ranks);
    for (int place = 1; place <= count; place++)
        for (int i = 0; i < count; i++)
            if (ranks[i] == place) {
                const struct row *row = sim_row(session->sim, i);
                bool equal = before && are_equal(before, row);
                if (equal)
                    text_add(out, " as well as ");
                else
                    text_add(out, "%s", before ? ", then " : "first ");
                fares_name(out, session, i);
                before = row;
            }
}
