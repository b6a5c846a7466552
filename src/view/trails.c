/* What the balls leave behind: their whole ways. A leap over the minimum is a full line, or an arc,
 * and where it landed is told apart, the more so if that is higher; all else is dotted: so one sees
 * by form alone what happened. Runs that are over, and the way ahead, are as well.
 *
 * The latest hops have an age and are drawn anew with each tick; what is older all looks the same,
 * and is drawn once. */

#include "layers.h"

#include "../draw/mark.h"

#include <math.h>
#include <string.h>

enum { AHEAD = 30, ARCS = 4, SHARE_MAX = 2048 };

static struct point point_of(const struct row *row)
{
    return (struct point){row->x, row->y};
}

static bool is_same(struct point a, struct point b)
{
    return a.x == b.x && a.y == b.y;
}

/* The selected ball last, so that it lies above. */
static int ball_at(const struct session *session, int place)
{
    int last = session->sim->ball_count - 1;
    return place == last ? session->selected : place + (place >= session->selected);
}

struct ink ball_ink(const struct plot *plot, int ball, enum dash dash, enum age age)
{
    return (struct ink){
        .color = screen_ball_color(plot->screen, ball), .dash = (uint8_t)dash, .age = (uint8_t)age};
}

/* Of thousands of hops not so many have an age. */
static int recent_hops(const struct screen *screen)
{
    return screen->kinds.any ? WAY_KEEP : WAY_RECENT;
}

/* --- a hop --- */

/* Balls that bounce on one line have lanes. */
static struct hop hop_between(const struct plot *plot, int ball, int64_t ago,
                              const struct row *from, const struct row *to)
{
    static const double lanes[] = {0.10, 0.17, 0.125, 0.20, 0.15, 0.11, 0.185, 0.14};
    struct hop hop = {point_of(from), point_of(to), ball, ago, row_overshot(to), 0};
    if (hop.leaps && !screen_ball_is_one_of_many(plot->screen, ball) &&
        (plot->projection->flies || plot->screen->session->look.hops == HOPS_ARCS))
        hop.bulge = lanes[ball % (int)(sizeof lanes / sizeof *lanes)];
    return hop;
}

static void draw_part(const struct plot *plot, const struct hop *hop, double part)
{
    plot->projection->hop(plot, hop, part,
                          ball_ink(plot, hop->ball, hop->leaps ? DASH_SOLID : DASH_DOTTED,
                                   age_of(hop->ago, WAY_KEEP)));
}

/* Old arcs would fill the map: their landings tell of them. On the relief they lie on the ground.
 */
static void draw_old(const struct plot *plot, struct hop hop)
{
    hop.bulge = plot->projection->flies ? 0 : hop.bulge;
    if (hop.bulge == 0)
        draw_part(plot, &hop, 1);
}

static void draw_landing(const struct plot *plot, const struct row *row, int ball, enum age age)
{
    const struct theme *theme = plot->screen->theme;
    bool higher = row->event == EVENT_WORSEN, over = row_overshot(row);
    color ink = higher ? theme->roles[ROLE_DANGER]
                : over ? theme->roles[ROLE_WARN]
                       : screen_ball_color(plot->screen, ball);
    struct sight at = plot->projection->sight(plot, point_of(row));
    if (over && age < AGE_OLDEST)
        age = AGE_NEWEST; /* what happened there is told for as long as the hop has an age */
    if (at.seen)
        draw_mark(plot->drawing, at.at, higher ? MARK_HIGHER : MARK_LANDING,
                  (struct ink){.color = ink, .age = (uint8_t)age});
}

/* --- the past that is kept --- */

void past_forget(struct way ways[BALLS_MAX])
{
    for (int i = 0; i < BALLS_MAX; i++) {
        walk_free(&ways[i].walk);
        ways[i] = (struct way){0};
    }
}

/* What has been drawn must be true, and older than what will be drawn above it. */
bool past_goes_on(struct way ways[BALLS_MAX], const struct screen *screen)
{
    const struct sim *sim = screen->session->sim;
    bool good = true;
    for (int i = 0; i < sim->ball_count; i++)
        good &= lab_walk_goes_on(screen->session->lab, sim, i, &ways[i].walk) &&
                ways[i].walk.next <= sim_row(sim, i)->n + 1;
    return good;
}

void past_begin(struct way ways[BALLS_MAX], const struct screen *screen)
{
    past_forget(ways);
    past_goes_on(ways, screen);
}

/* Balls bounce, for long between the same walls: of a hop that looks as one of the last two there
 * is nothing to draw. */
static bool is_drawn(struct way *way, const struct plot *plot)
{
    struct point *spots = way->spots;
    struct point cell = drawing_cell(plot->drawing, plot->projection->sight(plot, way->at).at);
    memmove(spots + 1, spots, 3 * sizeof *spots);
    spots[0] = (struct point){floor(8 * cell.x), floor(8 * cell.y)};
    return is_same(spots[0], spots[2]) &&
           (is_same(spots[1], spots[3]) || is_same(spots[0], spots[1]));
}

static void add_row(struct way *way, const struct plot *plot, const struct row *row, int ball)
{
    struct row from = {.x = way->at.x, .y = way->at.y};
    way->at = point_of(row);
    if (is_drawn(way, plot) || row->n == 0)
        return;
    struct hop hop = hop_between(plot, ball, INT64_MAX, &from, row);
    draw_old(plot, hop);
    stamp_hop(&way->stamps, plot, &hop);
    draw_landing(plot, row, ball, AGE_OLDEST);
}

bool past_draw(struct way ways[BALLS_MAX], const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    int drawn = 0;
    for (int i = 0; i < session->sim->ball_count; i++) {
        int ball = ball_at(session, i);
        int64_t last = sim_row(session->sim, ball)->n - recent_hops(plot->screen);
        const struct row *row;
        drawing_at(plot->drawing, DEPTH_PAST, screen_ball_owner(plot->screen, ball));
        while (drawn < SHARE_MAX &&
               (row = lab_walk(session->lab, session->sim, ball, &ways[ball].walk, last))) {
            add_row(&ways[ball], plot, row, ball);
            drawn++;
        }
    }
    return drawn > 0;
}

/* --- the latest hops --- */

/* Of a ball's rows, those that have an age. */
struct recent {
    const struct row *rows[WAY_RECENT + 1];
    int count;
};

static struct recent recent_of(const struct plot *plot, int ball)
{
    struct recent recent;
    recent.count =
        sim_trail(plot->screen->session->sim, ball, recent_hops(plot->screen) + 1, recent.rows);
    return recent;
}

static double length_at(const struct recent *recent, int i)
{
    const struct row *from = recent->rows[i - 1], *to = recent->rows[i];
    return hypot(to->x - from->x, to->y - from->y);
}

/* The first hop of those that are drawn as arcs: the last few, and those before them for as long as
 * each is clearly longer than the one that follows it. */
static int first_arc(const struct recent *recent, bool roomy)
{
    int first = recent->count - (roomy ? ARCS : ARCS / 2);
    while (first > 1 && length_at(recent, first) > 0 &&
           0.8 * length_at(recent, first - 1) > length_at(recent, first))
        first--;
    return first;
}

/* Older arcs have sunk, by each that came after them and is not much shorter. */
static double sunk(const struct recent *recent, int i)
{
    double height = 1;
    for (int k = i + 1; k < recent->count; k++)
        height -= 2 * length_at(recent, k) > length_at(recent, i) ? 0.07 : 0;
    return fmax(0.12, height);
}

static void draw_hops(const struct plot *plot, const struct recent *recent, int ball)
{
    int arcs = first_arc(recent, screen_has_room(plot->screen, ROOM_ARCS));
    for (int k = 1; k + 1 < recent->count; k++) {
        struct hop hop =
            hop_between(plot, ball, recent->count - 1 - k, recent->rows[k - 1], recent->rows[k]);
        hop.bulge *= k >= arcs ? sunk(recent, k) : 1;
        if (k >= arcs)
            draw_part(plot, &hop, 1);
        else
            draw_old(plot, hop);
    }
}

static void draw_landings(const struct plot *plot, const struct recent *recent, int ball, bool over)
{
    for (int k = 1; k + 1 < recent->count; k++)
        if (row_overshot(recent->rows[k]) == over)
            draw_landing(plot, recent->rows[k], ball, age_of(recent->count - 1 - k, WAY_KEEP));
}

/* What happened lies above the ways of all balls, and a way above where others merely came by. */
void recent_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    int balls = session->sim->ball_count;
    for (int i = 0; i < 2 * balls; i++) {
        int ball = ball_at(session, i % balls);
        struct recent recent = recent_of(plot, ball);
        drawing_at(plot->drawing, DEPTH_PAST, screen_ball_owner(plot->screen, ball));
        if (i < balls)
            draw_hops(plot, &recent, ball);
        draw_landings(plot, &recent, ball, i >= balls);
    }
}

/* --- whose ways they are --- */

static void stamp_ball(const struct plot *plot, int ball)
{
    struct stamps stamps = plot->ways[ball].stamps;
    struct recent recent = recent_of(plot, ball);
    for (int k = 1; k + 1 < recent.count; k++) {
        struct hop hop =
            hop_between(plot, ball, recent.count - 1 - k, recent.rows[k - 1], recent.rows[k]);
        stamp_hop(&stamps, plot, &hop);
    }
    drawing_at(plot->drawing, DEPTH_PAST, screen_ball_owner(plot->screen, ball));
    for (int i = 0; i < stamps.count && i < STAMPS_MAX; i++)
        draw_mark(plot->drawing, stamps.at[i], screen_ball_mark(plot->screen, ball) | MARK_HOLLOW,
                  ball_ink(plot, ball, DASH_SOLID, AGE_OLD));
}

void stamps_draw(const struct plot *plot)
{
    for (int i = 0; i < plot->screen->session->sim->ball_count; i++)
        if (stamps_are_told(plot->screen))
            stamp_ball(plot, i);
}

/* --- where balls are --- */

/* From its previous row to its present one, or none. */
static struct hop newest_hop(const struct plot *plot, int ball)
{
    const struct row *rows[2];
    int count = sim_trail(plot->screen->session->sim, ball, 2, rows);
    return hop_between(plot, ball, 0, rows[0], rows[count - 1]);
}

void newest_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    for (int i = 0; i < session->sim->ball_count; i++) {
        int ball = ball_at(session, i);
        struct hop hop = newest_hop(plot, ball);
        drawing_at(plot->drawing, DEPTH_PRESENT, screen_ball_owner(plot->screen, ball));
        draw_part(plot, &hop, plot->screen->display->phase);
    }
}

struct sight ball_sight(const struct plot *plot, int ball)
{
    struct hop hop = newest_hop(plot, ball);
    /* cppcheck-suppress returnDanglingLifetime ; a sight points at nothing */
    return plot->projection->on_way(plot, &hop, plot->screen->display->phase);
}

/* --- what is not for sure --- */

void ghosts_draw(const struct plot *plot)
{
    const struct ghosts *ghosts = &plot->screen->session->ghosts;
    for (int i = 0; i < ghosts->count; i++) {
        bool latest = i == ghosts->count - 1;
        for (int k = 0; k < ghosts->items[i].count; k++) {
            const struct ghost_track *track = &ghosts->items[i].tracks[k];
            drawing_at(plot->drawing, DEPTH_PAST, track->ball);
            plot->projection->line(
                plot, track->points, track->count,
                ball_ink(plot, track->ball, DASH_SPARSE, latest ? AGE_OLD : AGE_OLDEST));
        }
    }
}

static void draw_next(const struct plot *plot, const struct row rows[], int i, int ball)
{
    struct ink ink = ball_ink(plot, ball, DASH_SPARSE, age_of(i, WAY_KEEP));
    struct hop hop = hop_between(plot, ball, 0, &rows[i - 1], &rows[i]);
    plot->projection->hop(plot, &hop, 1, ink);
    struct sight at = plot->projection->sight(plot, hop.to);
    if (at.seen)
        draw_mark(plot->drawing, at.at,
                  i > 1 ? MARK_POINT : screen_ball_mark(plot->screen, ball) | MARK_HOLLOW, ink);
}

/* Of arcs the first alone: more would fill the picture. */
void ahead_draw(const struct plot *plot)
{
    const struct screen *screen = plot->screen;
    const struct session *session = screen->session;
    bool arcs = session->look.hops == HOPS_ARCS && !plot->projection->flies;
    int ball = session->selected;
    struct row rows[AHEAD + 1];
    if (!session->look.layers[LAYER_FUTURE] && !screen->display->aiming)
        return;
    rows[0] = *sim_row(session->sim, ball);
    int count = screen_ahead(screen, ball, rows + 1, arcs ? 1 : AHEAD);
    drawing_at(plot->drawing, DEPTH_PRESENT, screen_ball_owner(plot->screen, ball));
    for (int i = count; i > 0; i--)
        draw_next(plot, rows, i, ball);
}
