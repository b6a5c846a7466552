/* What stands on the ground: start, minima and other critical points, and the balls. */

#include "layers.h"
#include "legend.h"

#include "../draw/mark.h"
#include "../lab/critical.h"

#include <math.h>
#include <stdio.h>

void start_draw(const struct plot *plot)
{
    struct sight at = plot->projection->sight(plot, plot->screen->session->sim->conditions.start);
    drawing_at(plot->drawing, DEPTH_PRESENT, -1);
    if (at.seen)
        draw_mark(plot->drawing, at.at, MARK_START,
                  (struct ink){.color = plot->screen->theme->roles[ROLE_TEXT]});
}

/* --- landmarks --- */

struct landmark {
    struct point place;
    enum stationary kind;
};

enum { LANDMARKS_MAX = 2 * CRITICAL_MAX };
/* Fewer cells than these to a mark, and they would hide the map. */
enum { CELLS_PER_MARK = 30 };

/* The found ones: where there are too many, minima alone, or none of them: a closer look shows
 * them. */
static int add_found(const struct critical *found, int room, struct landmark *list)
{
    int minima = 0, count = 0;
    for (int i = 0; i < found->count; i++)
        minima += found->points[i].kind == STATIONARY_MINIMUM;
    for (int i = 0; minima <= room && i < found->count; i++) {
        const struct critical_point *point = &found->points[i];
        if (found->count <= room || point->kind == STATIONARY_MINIMUM)
            list[count++] = (struct landmark){point->place, point->kind};
    }
    return count;
}

/* Those that the layers show in the view, as far as they are found; the catalogue's come first. */
static int find_landmarks(const struct plot *plot, struct landmark list[LANDMARKS_MAX])
{
    const struct session *session = plot->screen->session;
    const struct look *look = &session->look;
    const struct problem *problem = sim_problem(session->sim);
    const struct surface_row *row = problem->row;
    int count = 0;
    for (int i = 0; look->layers[LAYER_MINIMA] && row && i < row->minimum_count; i++)
        list[count++] = (struct landmark){row->minima[i], STATIONARY_MINIMUM};
    if (look->layers[LAYER_CRITICAL]) {
        struct critical found = lab_critical(session->lab, problem, &look->region);
        count +=
            add_found(&found, plot->area.columns * plot->area.rows / CELLS_PER_MARK, list + count);
    }
    return count;
}

/* Whether it is in the same cell as one before it. */
static bool is_known(const struct plot *plot, const struct landmark list[], int index)
{
    struct point at =
        drawing_cell(plot->drawing, plot->projection->sight(plot, list[index].place).at);
    for (int i = 0; i < index; i++) {
        struct point other =
            drawing_cell(plot->drawing, plot->projection->sight(plot, list[i].place).at);
        if (floor(at.x) == floor(other.x) && floor(at.y) == floor(other.y))
            return true;
    }
    return false;
}

/* Those that the relief hides are not drawn: they do not move, and a turn shows them. */
void landmarks_draw(const struct plot *plot)
{
    static const enum mark marks[] = {[STATIONARY_MINIMUM] = MARK_MINIMUM,
                                      [STATIONARY_SADDLE] = MARK_SADDLE,
                                      [STATIONARY_MAXIMUM] = MARK_MAXIMUM};
    struct landmark list[LANDMARKS_MAX];
    int count = find_landmarks(plot, list);
    drawing_at(plot->drawing, DEPTH_PRESENT, -1);
    for (int i = 0; i < count; i++) {
        struct sight at = plot->projection->sight(plot, list[i].place);
        if (at.seen && list[i].kind != STATIONARY_FLAT && !is_known(plot, list, i))
            draw_mark(plot->drawing, at.at, (int)marks[list[i].kind],
                      (struct ink){.color = plot->screen->theme->roles[ROLE_TEXT]});
    }
}

/* --- balls --- */

/* What is outside is pointed at from the edge, away from the middle. */
static void draw_ball(const struct plot *plot, int ball, struct sight at)
{
    struct ink ink = {.color = screen_ball_color(plot->screen, ball)};
    drawing_at(plot->drawing, DEPTH_BALLS, ball);
    if (at.inside || !plot->projection->flies) {
        draw_mark(plot->drawing, at.at, mark_of_ball(ball) | (at.seen ? 0 : MARK_HOLLOW), ink);
        return;
    }
    struct point middle = {(plot->view.x0 + plot->view.x1) / 2,
                           (plot->view.y0 + plot->view.y1) / 2};
    draw_toward(plot->drawing, plot->projection->sight(plot, middle).at, at.at, MARK_EDGE, ink);
}

/* What tells a ball from the others, the selected one first; of one ball there is nothing to tell.
 */
static void name_ball(const struct plot *plot, int ball, struct sight at)
{
    const struct session *session = plot->screen->session;
    struct legend_name name;
    struct text text = {0};
    if (session->sim->ball_count < 2 || !at.seen)
        return;
    screen_spell(plot->screen, &text, legend_brief(session->sim, ball, &name));
    drawing_at(plot->drawing, DEPTH_WORDS, ball);
    draw_label(plot->drawing, LABEL_NEAR, &at.at, 1, text.bytes, 1 + (ball == session->selected),
               (struct ink){.color = screen_ball_color(plot->screen, ball)});
    text_free(&text);
}

void balls_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    int count = session->sim->ball_count;
    for (int i = 0; i < count; i++) {
        int ball = i == count - 1 ? session->selected : ball_at(session, count - 2 - i);
        struct sight at = ball_sight(plot, ball);
        if (!isfinite(at.at.x) || !isfinite(at.at.y))
            continue;
        draw_ball(plot, ball, at);
        name_ball(plot, ball, at);
    }
}
