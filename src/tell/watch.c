#include "watch.h"

#include "../base/array.h"
#include "../base/digits.h"
#include "../lab/bottom.h"
#include "../lab/critical.h"
#include "fares.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const struct happening_row happening_rows[HAPPENS_COUNT] = {
    [HAPPENS_FIRST] = {"first_step", "made their first steps", 0},
    [HAPPENS_JUMP] = {"overshoot", "jumped over the valley", 2},
    [HAPPENS_SWING] = {"swing", "swing from side to side by now", 1},
    [HAPPENS_CLIMB] = {"trend", "swing in another way than before", 1},
    [HAPPENS_CALM] = {"calm", "swing no longer", 1},
    [HAPPENS_UPHILL] = {"uphill", "rolled uphill", 1},
    [HAPPENS_THROWN] = {"thrown", "were thrown higher than twice their first loss", 0},
    [HAPPENS_CATAPULT] = {"catapult", "were catapulted: thrown up, and now lower than at first", 0},
    [HAPPENS_EDGE] = {"edge", "came past a border of η·λ", 1},
    [HAPPENS_HOVER] = {"hover", "stay at the edge of stability", 1},
    [HAPPENS_RATE] = {"eta", "have another η by their schedules", 3},
    [HAPPENS_OUT] = {"left_view", "left the view", 1},
    [HAPPENS_BACK] = {"in_view", "came back into the view", 1},
    [HAPPENS_NEAR] = {"near", "came near a minimum", 1},
    [HAPPENS_AWAY] = {"away", "left the minimum that they were near", 1},
    [HAPPENS_SADDLE] = {"saddle", "are near a saddle", 1},
    [HAPPENS_DOWN] = {"left_saddle", "left the saddle that they were near", 1},
    [HAPPENS_VALLEY] = {"valley", "are in another valley now", 1},
    [HAPPENS_HABIT] = {"habit", "go in circles, or in chaos", 0},
    [HAPPENS_STILL] = {"stopped", "hardly move any more, though there is a slope", 1},
    [HAPPENS_STUCK] = {"stuck", "are stuck", 0},
    [HAPPENS_REST] = {"rest", "came to rest", 0},
    [HAPPENS_GONE] = {"diverged", "diverged: they have left for ever", 0},
};

void happenings_clear(struct happenings *happenings)
{
    for (int i = 0; i < happenings->count; i++)
        free(happenings->items[i].text);
    happenings->count = 0;
}

void happenings_free(struct happenings *happenings)
{
    happenings_clear(happenings);
    free(happenings->items);
}

/* A ball that has come a row farther. */
struct step {
    struct watched *watched;
    const struct session *session;
    const struct row *row;
    int ball;
    bool chance; /* where its steps end is */
    struct happenings *happenings;
};

/* Where there are many balls, less is said of each. */
static bool may_tell(const struct step *step, enum happening_kind kind)
{
    enum { MANY = 6 };
    int most = happening_rows[kind].most;
    if (step->session->sim->ball_count > MANY && most > 1)
        most = 1;
    return most == 0 || step->watched->told[kind] < most;
}

/* A motion that nobody could see. */
static bool is_invisible(const struct step *step)
{
    const struct region *region = &sim_problem(step->session->sim)->domain;
    double size = hypot(region->x1 - region->x0, region->y1 - region->y0);
    return row_step(step->row) < 1e-3 * size;
}

/* False: it has been told often enough. The text is to be filled, and then kept. */
static bool begin(const struct step *step, enum happening_kind kind, struct text *text)
{
    *text = (struct text){0};
    if (!may_tell(step, kind))
        return false;
    step->watched->told[kind]++;
    return true;
}

static void keep(const struct step *step, enum happening_kind kind, struct text *text)
{
    *array_add(step->happenings->items, step->happenings->count, step->happenings->capacity) =
        (struct happening){kind, step->ball, text->bytes};
}

/* Words with numbers, as words_fill has them. */
static void tell(const struct step *step, enum happening_kind kind, const char *words,
                 const double *numbers)
{
    struct text text;
    if (!begin(step, kind, &text))
        return;
    words_fill(&text, words, numbers);
    keep(step, kind, &text);
}

static void add_stability(const struct step *step, struct text *text)
{
    struct stability stability = row_stability(step->row);
    if (stability.applies && stability.sharpness > 0)
        words_fill(text, "; η·λ # of #", (double[]){stability.product, stability.bound});
}

/* --- single events --- */

/* The angle between two ways, in degrees. */
static double angle(double ax, double ay, double bx, double by)
{
    static const double degrees = 57.295779513082323;
    double size = hypot(ax, ay) * hypot(bx, by);
    return size > 0 ? fabs(atan2(ax * by - ay * bx, ax * bx + ay * by)) * degrees : 0;
}

/* A first step says what is to be said of any: how long, which way, how high. */
static void tell_first(const struct step *step)
{
    static const double straight = 0.5; /* degrees */
    const struct row *row = step->row;
    const struct departure *from = &row->from;
    double dx = row->x - from->x, dy = row->y - from->y, away;
    struct text text;
    if (row->n != 1 || row->diverged || !begin(step, HAPPENS_FIRST, &text))
        return;
    bool line = problem_is_line(sim_problem(step->session->sim));
    words_fill(&text,
               line ? "makes its first step, by #" : "makes its first step, by (#, #), # long",
               (double[]){dx, dy, hypot(dx, dy)});
    double aside = angle(dx, dy, -from->gx, -from->gy);
    if (!line && !step->chance)
        words_fill(&text,
                   aside < straight ? ", straight down the slope"
                                    : ", #° aside of the way straight down",
                   (double[]){round(aside)});
    struct point at;
    if (!line && fares_nearest(step->session, (struct point){from->x, from->y}, &at, &away)) {
        double off = angle(dx, dy, at.x - from->x, at.y - from->y);
        words_fill(&text,
                   off < straight ? ", towards the minimum" : ", #° aside of the nearest minimum",
                   (double[]){round(off)});
    }
    if (row_overshot(row))
        text_add(&text, ", over the valley");
    words_fill(&text, "; loss ~ → ~", (double[]){from->loss, row->loss});
    keep(step, HAPPENS_FIRST, &text);
}

static void tell_gone(const struct step *step)
{
    const struct row *row = step->row;
    tell(step, HAPPENS_GONE, "diverged: it has left for ever; the step before it had loss ~",
         (double[]){row->from.loss});
}

/* Whether it stays at rest: what is left of its motion, as a slope, is no more than what counts as
 * none; or it has been there for long. */
static bool is_final(const struct step *step)
{
    enum { LONG = 64 };
    const struct row *row = step->row;
    double tolerance = sim_conditions(step->session->sim, step->ball).tolerance;
    double motion = row_step(row) * sqrt(fabs(row_sharpness(row)) / row->eta);
    return row->momentum == 0 || row->n - row->converged_at >= LONG ||
           hypot(row_gradient_norm(row), motion) <= tolerance;
}

static void tell_rest(const struct step *step)
{
    static const char at_saddle[] = "came to rest at a saddle, which is no minimum, ";
    static const char *const words[] = {[STATIONARY_MINIMUM] = "came to rest at the minimum ",
                                        [STATIONARY_SADDLE] = at_saddle,
                                        [STATIONARY_MAXIMUM] = "came to rest at a maximum, ",
                                        [STATIONARY_FLAT] = "came to rest on flat ground, "};
    const struct row *row = step->row;
    enum stationary kind = row_stationary(row);
    struct text text;
    if (step->watched->rested || !is_final(step) || !begin(step, HAPPENS_REST, &text))
        return; /* it trembled there, or will leave once more */
    step->watched->rested = true;
    text_add(&text, "%s", words[kind]);
    if (kind == STATIONARY_MINIMUM)
        fares_minimum(&text, step->session, (struct point){row->x, row->y});
    else
        words_place(&text, step->session->sim, row->x, row->y);
    words_fill(&text, ", loss ~", &row->loss);
    if (row->converged_at < row->n)
        text_add(&text, ", since n %lld", (long long)row->converged_at);
    if (row->overshoots > 0)
        text_add(&text, ", after %lld jump%s over the valley", (long long)row->overshoots,
                 row->overshoots == 1 ? "" : "s");
    keep(step, HAPPENS_REST, &text);
}

/* --- jumps --- */

/* How many rows may pass before the next jump of a swing. */
static int64_t patience(const struct watched *watched)
{
    return watched->gap * 3 > 4 ? watched->gap * 3 : 4;
}

/* Above (1) or below (-1) where it began, or as high (0). */
static int landing(const struct row *row)
{
    static const double same = 1e-9;
    double change = row->loss - row->from.loss;
    return fabs(change) <= same * fabs(row->from.loss) ? 0 : change > 0 ? 1 : -1;
}

static void count_jump(const struct step *step, int where)
{
    struct watched *w = step->watched;
    int64_t gap = step->row->n - w->last_jump;
    bool goes_on = w->jumps > 0 && gap <= patience(w);
    w->jumps = goes_on ? w->jumps + 1 : 1;
    w->gap = goes_on ? gap : 1;
    w->last_jump = step->row->n;
    w->mixed = goes_on && (w->mixed || w->where != where);
    w->trend = goes_on && w->where == where ? w->trend + where : where;
    w->where = where;
}

static void tell_swing(const struct step *step, int where)
{
    static const char *const words[] = {"each landing lower than the one before",
                                        "each landing as high as the one before",
                                        "each landing higher than the one before"};
    struct watched *w = step->watched;
    struct text text;
    w->swings = true;
    w->climbs = w->mixed ? 0 : where;
    if (!begin(step, HAPPENS_SWING, &text))
        return;
    words_fill(&text, "swings from side to side: the third jump in a row, ", NULL);
    text_add(&text, "%s", w->mixed ? "some landing higher, some lower" : words[where + 1]);
    words_fill(&text, "; loss ~", &step->row->loss);
    add_stability(step, &text);
    keep(step, HAPPENS_SWING, &text);
}

static void watch_jump(const struct step *step)
{
    enum { SWING = 3, TURN = 4 };
    static const char *const words[] = {"jumped over the valley and landed lower, loss ~ → ~",
                                        "jumped over the valley and landed as high, loss ~ → ~",
                                        "jumped over the valley and landed higher, loss ~ → ~"};
    struct watched *w = step->watched;
    const struct row *row = step->row;
    int where = landing(row);
    struct text text;
    count_jump(step, where);
    if (step->chance || row->n == 1 || is_invisible(step))
        return;
    if (w->jumps < SWING && !w->swings && begin(step, HAPPENS_JUMP, &text)) {
        words_fill(&text, words[where + 1], (double[]){row->from.loss, row->loss});
        add_stability(step, &text);
        keep(step, HAPPENS_JUMP, &text);
    }
    if (w->jumps >= SWING && !w->swings)
        tell_swing(step, where);
    else if (w->swings && abs(w->trend) >= TURN && w->climbs != where) {
        w->climbs = where;
        tell(step, HAPPENS_CLIMB,
             where > 0 ? "by now each jump lands higher than the last, loss ~"
                       : "by now each jump lands lower than the last, loss ~",
             &row->loss);
    }
}

static void watch_calm(const struct step *step)
{
    struct watched *w = step->watched;
    struct text text;
    if (w->jumps == 0 || step->row->n - w->last_jump <= patience(w))
        return;
    if (w->swings && !step->chance && begin(step, HAPPENS_CALM, &text)) {
        text_add(&text, "swings no longer: the last of %lld jumps was at n %lld",
                 (long long)w->jumps, (long long)w->last_jump);
        words_fill(&text, "; loss ~", &step->row->loss);
        keep(step, HAPPENS_CALM, &text);
    }
    w->jumps = 0;
    w->swings = w->mixed = false;
    w->climbs = w->trend = 0;
}

static void watch_throw(const struct step *step)
{
    struct watched *w = step->watched;
    const struct moment *now = &step->session->sim->balls[step->ball]->mover.now;
    double loss = step->row->loss, first = now->first_loss;
    if (step->chance || !(first > 0))
        return;
    if (!w->thrown && loss > 2 * first) {
        w->thrown = true;
        tell(step, HAPPENS_THROWN, "is thrown up: loss ~, # times that of the start",
             (double[]){loss, loss / first});
    } else if (w->thrown && !w->fell && loss < first) {
        w->fell = true;
        tell(step, HAPPENS_CATAPULT,
             "was catapulted: thrown up to loss ~, it is lower now than at the start, loss ~",
             (double[]){now->top, loss});
    }
}

/* --- the edge --- */

static void watch_edge(const struct step *step)
{
    enum { LONG = 40 };
    static const double near = 0.06;
    static const char *const words[] = {
        [ZONE_SETTLES] = "is below the edge now, η·λ # of #: here it settles without swinging",
        [ZONE_SWINGS] = "is below the edge now, η·λ # of #: here it swings, less and less",
        [ZONE_CLIMBS] = "is past the edge now, η·λ # of #: here each swing is longer than the last",
    };
    struct watched *w = step->watched;
    struct stability stability = row_stability(step->row);
    if (!stability.applies || !(stability.sharpness > 0)) {
        w->hovers = 0;
        return;
    }
    enum zone zone = words_zone(&stability);
    double share = stability.product / stability.bound;
    bool past = zone == ZONE_CLIMBS;
    if (w->zone == ZONE_UNKNOWN)
        w->zone = (int)zone;
    if (past != (w->zone == ZONE_CLIMBS) && may_tell(step, HAPPENS_EDGE)) {
        tell(step, HAPPENS_EDGE, words[zone], (double[]){stability.product, stability.bound});
        w->zone = (int)zone;
    }
    w->hovers = fabs(share - 1) < near ? w->hovers + 1 : 0;
    w->low = w->hovers <= 1 ? stability.product : fmin(w->low, stability.product);
    w->high = w->hovers <= 1 ? stability.product : fmax(w->high, stability.product);
    bool moves = w->high - w->low > 0.02 * stability.bound;
    if ((w->hovers == LONG || w->hovers == 10 * LONG) && moves)
        tell(step, HAPPENS_HOVER,
             "has stayed at the edge of stability for # iterations: η·λ from # to #, the edge is #",
             (double[]){(double)w->hovers, w->low, w->high, stability.bound});
}

/* A staircase is told by its steps, what changes all the time by halves and doubles; what is
 * nothing beside what it was, no longer. */
static void watch_rate(const struct step *step)
{
    static const double doubled = 1.999, leap = 0.2, nothing = 1e-4;
    struct watched *w = step->watched;
    const struct row *row = step->row;
    double before = w->rate_before;
    bool leaps = fabs(row->eta - before) > leap * fabs(before), stair = leaps && !w->leapt;
    bool far = !(row->eta < w->rate * doubled && row->eta > w->rate / doubled);
    bool fades = fabs(row->eta) < nothing * fabs(w->first_rate);
    w->rate_before = row->eta;
    w->leapt = leaps;
    if (sim_is_constant(step->session->sim, step->ball) || row->eta == w->rate)
        return;
    if ((w->faded && fades) || (!far && !stair && !fades) || !may_tell(step, HAPPENS_RATE))
        return;
    struct text text;
    begin(step, HAPPENS_RATE, &text);
    words_fill(&text,
               fades   ? "has come from η # to #, practically nothing, by its schedule"
               : stair ? "has η # → # at once, by its schedule"
                       : "has come from η # to #, by its schedule",
               (double[]){stair && !fades ? before : w->rate, row->eta});
    if (!fades)
        add_stability(step, &text);
    keep(step, HAPPENS_RATE, &text);
    w->rate = row->eta;
    w->faded = fades;
}

/* --- places --- */

static bool is_outside(const struct session *session, const struct row *row)
{
    const struct region *view = &session->look.region;
    bool line = problem_is_line(sim_problem(session->sim));
    return row->x < view->x0 || row->x > view->x1 ||
           (!line && (row->y < view->y0 || row->y > view->y1));
}

/* How far the nearest minimum is, as a share of the surface's own region. */
static double share_away(const struct session *session, const struct row *row, struct point *at,
                         double *away)
{
    const struct region *region = &sim_problem(session->sim)->domain;
    fares_nearest(session, (struct point){row->x, row->y}, at, away);
    return *away / hypot(region->x1 - region->x0, region->y1 - region->y0);
}

static const double near = 0.01, far = 0.05;

static void watch_place(const struct step *step)
{
    struct watched *w = step->watched;
    const struct row *row = step->row;
    struct point at;
    double away, share = share_away(step->session, row, &at, &away);
    bool outside = is_outside(step->session, row);
    struct text text;
    if (outside != w->outside && !step->session->look.follow &&
        begin(step, outside ? HAPPENS_OUT : HAPPENS_BACK, &text)) {
        text_add(&text, outside ? "left the view, to " : "is back in the view, at ");
        words_place(&text, step->session->sim, row->x, row->y);
        words_fill(&text, ", loss ~", &row->loss);
        keep(step, outside ? HAPPENS_OUT : HAPPENS_BACK, &text);
    }
    w->outside = outside;
    bool other = w->is_near && (at.x != w->near.x || at.y != w->near.y);
    if (w->is_near && (share > far || (other && share < near))) {
        w->is_near = false;
        if (share > far && !step->chance)
            tell(step, HAPPENS_AWAY, "left the minimum that it was near; loss ~", &row->loss);
    }
    if (w->is_near || share > near)
        return;
    w->is_near = true;
    w->near = at;
    w->rested &= !other;
    if ((step->chance && w->came_near) || !begin(step, HAPPENS_NEAR, &text))
        return;
    w->came_near = true;
    words_fill(&text, "came within ~ of the minimum ", &away);
    fares_minimum(&text, step->session, at);
    words_fill(&text, "; loss ~", &row->loss);
    keep(step, HAPPENS_NEAR, &text);
}

/* The saddles of the surface's own region. */
struct saddles {
    double least;       /* the lowest one's loss */
    struct point place; /* the nearest one's */
    double away;
};

static struct saddles find_saddles(const struct session *session, const struct row *row)
{
    const struct problem *problem = sim_problem(session->sim);
    struct saddles saddles = {.least = INFINITY, .away = INFINITY};
    struct critical critical = {0};
    if (!problem_is_line(problem) && !problem_moves(problem))
        critical = lab_critical(session->lab, problem, &problem->domain);
    for (int i = 0; i < critical.count; i++) {
        const struct critical_point *point = &critical.points[i];
        double away = hypot(point->place.x - row->x, point->place.y - row->y);
        if (point->kind != STATIONARY_SADDLE)
            continue;
        saddles.least = fmin(saddles.least, point->loss);
        if (away < saddles.away)
            saddles.away = away, saddles.place = point->place;
    }
    return saddles;
}

/* Whether the straight way to a place stays below a height. */
static bool is_below(const struct step *step, struct point to, double height)
{
    enum { PARTS = 8 };
    const struct row *row = step->row;
    bool below = row->loss < height;
    for (int i = 1; i < PARTS && below; i++) {
        double share = (double)i / PARTS;
        struct point at = {row->x + share * (to.x - row->x), row->y + share * (to.y - row->y)};
        below = lab_ground(step->session->lab, sim_problem(step->session->sim), at).ground.loss <
                height;
    }
    return below;
}

/* Lower than any saddle there is one minimum that it can roll to; told where there are others. */
static void watch_valley(const struct step *step, const struct saddles *saddles)
{
    struct watched *w = step->watched;
    struct point at;
    double away;
    struct text text;
    if (step->chance || !isfinite(saddles->least) || !(step->row->loss < saddles->least) ||
        !fares_nearest(step->session, (struct point){step->row->x, step->row->y}, &at, &away) ||
        (w->has_valley && at.x == w->valley.x && at.y == w->valley.y) ||
        !is_below(step, at, saddles->least))
        return;
    w->has_valley = true;
    w->valley = at;
    if (w->is_near || !begin(step, HAPPENS_VALLEY, &text))
        return;
    text_add(&text, "is now in the valley of the minimum ");
    fares_minimum(&text, step->session, at);
    words_fill(&text, "; loss ~", &step->row->loss);
    keep(step, HAPPENS_VALLEY, &text);
}

/* Who only rushes past is not told of. */
static void watch_saddle(const struct step *step, const struct saddles *saddles)
{
    enum { LINGERS = 3 };
    static const double about = 0.03;
    struct watched *w = step->watched;
    const struct region *region = &sim_problem(step->session->sim)->domain;
    struct point minimum;
    double size = hypot(region->x1 - region->x0, region->y1 - region->y0), away;
    struct text text;
    if (step->chance || !isfinite(saddles->away))
        return;
    share_away(step->session, step->row, &minimum, &away);
    bool stays = saddles->away < size * (w->lingers > 0 ? far : about) && 2 * saddles->away < away;
    if (!stays && w->lingers >= LINGERS && begin(step, HAPPENS_DOWN, &text)) {
        text_add(&text, "left the saddle ");
        words_place(&text, step->session->sim, w->saddle.x, w->saddle.y);
        words_fill(&text, ", after # iterations near it; loss ~",
                   (double[]){(double)w->lingers, step->row->loss});
        keep(step, HAPPENS_DOWN, &text);
    }
    w->lingers = stays ? w->lingers + 1 : 0;
    if (stays)
        w->saddle = saddles->place;
    if (w->lingers == LINGERS && begin(step, HAPPENS_SADDLE, &text)) {
        text_add(&text, "is near the saddle ");
        words_place(&text, step->session->sim, w->saddle.x, w->saddle.y);
        words_fill(&text, "; loss ~", &step->row->loss);
        keep(step, HAPPENS_SADDLE, &text);
    }
}

/* --- what it does again and again --- */

static void add_cycle(const struct step *step, int period, struct text *text)
{
    enum { NAMED = 4 };
    const struct row *rows[NAMED];
    int count = period <= NAMED ? sim_trail(step->session->sim, step->ball, period, rows) : 0;
    for (int i = 0; i < count; i++) {
        text_add(text, i ? ", " : ": ");
        words_place(text, step->session->sim, rows[i]->x, rows[i]->y);
        words_fill(text, " loss ~", &rows[i]->loss);
    }
}

/* A cycle that nobody could see: it settles there. */
static bool is_small(const struct step *step, const struct verdict *habit)
{
    const struct row *rows[2];
    const struct region *region = &sim_problem(step->session->sim)->domain;
    if (habit->kind != VERDICT_PERIODIC || sim_trail(step->session->sim, step->ball, 2, rows) < 2)
        return false;
    return hypot(rows[1]->x - rows[0]->x, rows[1]->y - rows[0]->y) <
           1e-4 * (region->x1 - region->x0);
}

/* A cycle is seen over the latest rows, chaos over more of them. */
static struct verdict habit_of(const struct step *step)
{
    enum { LATEST = 32 };
    int period = fares_period(step->session, step->ball, LATEST);
    return period > 1 ? (struct verdict){VERDICT_PERIODIC, period}
                      : lab_verdict(step->session->lab, step->session->sim, step->ball);
}

/* It takes some time to find out. */
static void watch_habit(const struct step *step)
{
    enum { OFTEN = 32 };
    struct watched *w = step->watched;
    enum standing standing = sim_standing(step->session->sim, step->ball);
    struct verdict habit = {VERDICT_RUNNING, 0};
    struct text text;
    if (standing == STANDING_STOPPED && !w->still && !w->rested)
        tell(step, HAPPENS_STILL,
             w->is_near && row_gradient_norm(step->row) < 1e-6
                 ? "hardly moves any more, as good as in the minimum: gradient of size ~, η #"
                 : "hardly moves any more, though there is a slope: gradient of size ~, η #",
             (double[]){row_gradient_norm(step->row), step->row->eta});
    w->still = standing == STANDING_STOPPED;
    if (step->row->n % OFTEN != 0)
        return;
    if (standing == STANDING_SWINGS || standing == STANDING_CLIMBS)
        habit = habit_of(step);
    if ((habit.kind == VERDICT_CHAOTIC && standing == STANDING_CLIMBS) || is_small(step, &habit))
        return;
    bool same = habit.kind == w->habit.kind && habit.period == w->habit.period;
    bool told = habit.kind == VERDICT_PERIODIC || habit.kind == VERDICT_CHAOTIC;
    w->habit = told ? habit : w->habit;
    if (same || !told || !begin(step, HAPPENS_HABIT, &text))
        return;
    if (habit.kind == VERDICT_PERIODIC) {
        text_add(&text, "goes round for ever with period %d", habit.period);
        add_cycle(step, habit.period, &text);
    } else
        text_add(&text, "moves in chaos: it never comes back to where it was");
    keep(step, HAPPENS_HABIT, &text);
}

/* --- all of it --- */

void watch_begin(struct watched *watched, const struct session *session, int ball)
{
    const struct row *row = sim_row(session->sim, ball);
    struct stability stability = row_stability(row);
    struct point at;
    double away;
    *watched = (struct watched){.n = row->n,
                                .gap = 1,
                                .last_jump = row->n,
                                .outside = is_outside(session, row),
                                .is_near = share_away(session, row, &at, &away) < near,
                                .near = at,
                                .zone = ZONE_UNKNOWN,
                                .rested = row->converged && row->converged_at < row->n,
                                .rate = row->eta,
                                .rate_before = row->eta,
                                .first_rate = row->eta};
    if (stability.applies && stability.sharpness > 0)
        watched->zone = (int)words_zone(&stability);
}

static void begin_octave(struct watched *watched, int64_t n)
{
    int octave = 0;
    for (int64_t left = n; left > 1; left /= 2)
        octave++;
    if (octave != watched->octave)
        memset(watched->told, 0, sizeof watched->told);
    watched->octave = octave;
}

void watch_step(struct watched *watched, const struct session *session, int ball,
                struct happenings *happenings)
{
    const struct row *row = sim_row(session->sim, ball);
    const struct step step = {
        watched, session, row, ball, recipe_is_chance(sim_recipe(session->sim, ball)), happenings};
    bool was = row->converged && row->converged_at < row->n;
    watched->n = row->n;
    begin_octave(watched, row->n);
    if (was) { /* it stays where it is, or trembles there */
        tell_rest(&step);
        return;
    }
    tell_first(&step);
    if (row->diverged) {
        tell_gone(&step);
        return;
    }
    if (row->event == EVENT_STUCK) {
        struct text text;
        if (!watched->still && begin(&step, HAPPENS_STUCK, &text)) {
            text_add(&text, "is stuck: %s", row_obstacle(row));
            keep(&step, HAPPENS_STUCK, &text);
        }
        watched->still = true;
        return;
    }
    if (watched->rested && is_invisible(&step))
        return;
    if (row_overshot(row))
        watch_jump(&step);
    else if (row->loss > row->from.loss && !step.chance && row->n > 1 && !watched->swings &&
             !is_invisible(&step))
        tell(&step, HAPPENS_UPHILL, "rolled uphill, carried by its motion: loss ~ → ~",
             (double[]){row->from.loss, row->loss});
    watch_calm(&step);
    watch_throw(&step);
    watch_rate(&step);
    watch_edge(&step);
    if (row->converged) {
        tell_rest(&step);
        return;
    }
    watch_place(&step);
    struct saddles saddles = find_saddles(session, row);
    watch_saddle(&step, &saddles);
    watch_valley(&step, &saddles);
    watch_habit(&step);
}
