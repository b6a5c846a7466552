/* What stands on the ground: start, minima and other critical points, and the balls. */

#include "layers.h"
#include "parts.h"

#include "../draw/mark.h"
#include "../lab/critical.h"

#include <math.h>
#include <stdio.h>

static void draw_start(const struct plot *plot, struct point start, color ink)
{
    struct sight at = plot->projection->sight(plot, start);
    if (at.seen)
        draw_mark(plot->drawing, at.at, MARK_START, (struct ink){.color = ink});
}

/* That of all balls, as long as one starts there; others are in the balls' colours. */
void start_draw(const struct plot *plot)
{
    const struct sim *sim = plot->screen->session->sim;
    bool shared = false;
    drawing_at(plot->drawing, DEPTH_PRESENT, -1);
    for (int i = 0; i < sim->ball_count; i++) {
        shared |= !sim->balls[i]->starts_apart;
        if (sim->balls[i]->starts_apart)
            draw_start(plot, sim->balls[i]->start, screen_ball_color(plot->screen, i));
    }
    if (shared)
        draw_start(plot, sim->conditions.start, plot->screen->theme->roles[ROLE_TEXT]);
}

/* --- landmarks --- */

struct landmarks {
    const struct plot *plot;
    struct point cells[2 * CRITICAL_MAX];
    int count;
    bool named; /* minima are told where they are */
};

/* Where it is, where nothing that is more important is in the way. */
static void name_minimum(const struct plot *plot, struct point place, struct point at)
{
    char words[SCREEN_PLACE_SIZE];
    struct text spelled = {0};
    screen_spell(plot->screen, &spelled, screen_place(plot->screen, place, words));
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    draw_label(plot->drawing, LABEL_QUIET, &at, 1, spelled.bytes, 0,
               (struct ink){.color = plot->screen->theme->roles[ROLE_MUTED]});
    text_free(&spelled);
}

/* What is in the cell of one before it is known. Those that the relief hides are not drawn: they do
 * not move, and a turn shows them. */
static void add_landmark(struct landmarks *known, struct point place, enum stationary kind)
{
    static const enum mark marks[] = {[STATIONARY_MINIMUM] = MARK_MINIMUM,
                                      [STATIONARY_SADDLE] = MARK_SADDLE,
                                      [STATIONARY_MAXIMUM] = MARK_MAXIMUM};
    const struct plot *plot = known->plot;
    struct sight at = plot->projection->sight(plot, place);
    struct point cell = drawing_cell(plot->drawing, at.at);
    cell = (struct point){floor(cell.x), floor(cell.y)};
    for (int i = 0; i < known->count; i++)
        if (known->cells[i].x == cell.x && known->cells[i].y == cell.y)
            return;
    known->cells[known->count++] = cell;
    if (!at.seen || kind == STATIONARY_FLAT)
        return;
    drawing_at(plot->drawing, DEPTH_PRESENT, -1);
    draw_mark(plot->drawing, at.at, (int)marks[kind],
              (struct ink){.color = plot->screen->theme->roles[ROLE_TEXT]});
    if (kind == STATIONARY_MINIMUM && known->named && at.inside)
        name_minimum(plot, place, at.at);
}

/* Where there are too many, minima alone, or none: a closer look shows them. */
static void add_found(struct landmarks *known, const struct critical *found, int room)
{
    int minima = 0;
    for (int i = 0; i < found->count; i++)
        minima += found->points[i].kind == STATIONARY_MINIMUM;
    for (int i = 0; minima <= room && i < found->count; i++)
        if (found->count <= room || found->points[i].kind == STATIONARY_MINIMUM)
            add_landmark(known, found->points[i].place, found->points[i].kind);
}

/* Those that the layers show, as far as they are found; the catalogue's come first. None, while
 * a place is asked for. */
void landmarks_draw(const struct plot *plot)
{
    enum { CELLS_PER_MARK = 30 }; /* with fewer, they would hide the map */
    enum { NAMED_MOST = 6 };      /* minima that are told where they are */
    const struct session *session = plot->screen->session;
    const bool *layers = session->look.layers;
    const struct problem *problem = sim_problem(session->sim);
    const struct surface_row *row = problem->row;
    struct landmarks known = {.plot = plot};
    if (quiz_asks_place(session))
        return;
    known.named = screen_has_room(plot->screen, ROOM_LABELS) && !screen_hides(plot->screen) &&
                  lab_minima(session->lab, problem).count <= NAMED_MOST;
    for (int i = 0; layers[LAYER_MINIMA] && row && i < row->minimum_count; i++)
        add_landmark(&known, row->minima[i], STATIONARY_MINIMUM);
    if (layers[LAYER_CRITICAL]) {
        struct critical found = lab_critical(session->lab, problem, &session->look.region);
        add_found(&known, &found, plot->area.columns * plot->area.rows / CELLS_PER_MARK);
    }
}

/* --- balls --- */

/* What is outside is pointed at from the edge, away from the middle. */
static void draw_ball(const struct plot *plot, int ball, struct sight at)
{
    struct ink ink = {.color = screen_ball_color(plot->screen, ball)};
    bool many =
        screen_ball_is_one_of_many(plot->screen, ball) && at.inside; /* they may be covered */
    drawing_at(plot->drawing, many ? DEPTH_PRESENT : DEPTH_BALLS,
               screen_ball_owner(plot->screen, ball));
    if (at.inside || !plot->projection->flies) {
        draw_mark(plot->drawing, at.at,
                  screen_ball_mark(plot->screen, ball) | (at.seen ? 0 : MARK_HOLLOW), ink);
        return;
    }
    struct point middle = {(plot->view.x0 + plot->view.x1) / 2,
                           (plot->view.y0 + plot->view.y1) / 2};
    draw_toward(plot->drawing, plot->projection->sight(plot, middle).at, at.at, MARK_EDGE, ink);
}

/* For good, inside the map. */
static bool rests(const struct sim *sim, int ball)
{
    enum standing standing = sim_standing(sim, ball);
    return standing != STANDING_ROLLS && standing != STANDING_SWINGS &&
           standing != STANDING_CLIMBS && standing != STANDING_CREEPS && standing != STANDING_GONE;
}

/* Whether marks stand side by side there, as more than one ball is in one place: without colours a
 * name may then be taken for another one's. */
static bool is_among_others(const struct plot *plot, int ball, struct sight at)
{
    enum { ASIDE = 4 }; /* cells */
    const struct sim *sim = plot->screen->session->sim;
    struct point own = drawing_cell(plot->drawing, at.at);
    for (int i = 0; i < sim->ball_count; i++) {
        struct sight other = ball_sight(plot, i);
        struct point cell = drawing_cell(plot->drawing, other.at);
        if (i != ball && other.seen && fabs(cell.x - own.x) < ASIDE && fabs(cell.y - own.y) < 1)
            return true;
    }
    return false;
}

/* "◆ " */
enum { MARK_SIZE = 8 };
static void add_mark(const struct screen *screen, int ball, char mark[MARK_SIZE])
{
    int length =
        utf8_encode(mark_glyph(screen_ball_mark(screen, ball), 0, screen->display->unicode), mark);
    mark[length] = ' ';
    mark[length + 1] = 0;
}

/* What tells a ball from the others, the selected one first, and where it has come to rest; of one
 * ball there is nothing to tell. */
static void name_ball(const struct plot *plot, int ball, struct sight at)
{
    enum { PLACED_MOST = 6 };
    const struct session *session = plot->screen->session;
    char brief[NAMES_BRIEF_SIZE], place[SCREEN_PLACE_SIZE], mark[MARK_SIZE] = "";
    struct text words = {0}, text = {0};
    const struct row *row = sim_row(session->sim, ball);
    if (session->sim->ball_count < 2 || !at.seen || screen_ball_is_one_of_many(plot->screen, ball))
        return;
    names_brief(session->sim, ball, brief);
    if (plot->screen->display->colors == COLORS_MONO && is_among_others(plot, ball, at))
        add_mark(plot->screen, ball, mark);
    if (session->sim->ball_count <= PLACED_MOST && rests(session->sim, ball))
        text_add(&words, "%s%s at %s" LABEL_ELSE, mark, brief,
                 screen_place(plot->screen, (struct point){row->x, row->y}, place));
    text_add(&words, "%s%s", mark, brief);
    screen_spell(plot->screen, &text, words.bytes);
    drawing_at(plot->drawing, DEPTH_WORDS, ball);
    draw_label(plot->drawing, LABEL_NEAR, &at.at, 1, text.bytes, 1 + (ball == session->selected),
               (struct ink){.color = screen_ball_color(plot->screen, ball)});
    text_free(&words);
    text_free(&text);
}

void balls_draw(const struct plot *plot)
{
    for (int i = 0; i < plot->screen->session->sim->ball_count; i++) {
        int ball = screen_ball_above(plot->screen, i);
        struct sight at = ball_sight(plot, ball);
        if (!isfinite(at.at.x) || !isfinite(at.at.y))
            continue;
        draw_ball(plot, ball, at);
        name_ball(plot, ball, at);
    }
}
