#include "lines.h"

#include "line_end.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

struct ink lines_ink(const struct screen *screen, int ball)
{
    bool alone = screen->display->colors == COLORS_MONO && ball != screen->session->selected;
    int dash = alone ? DASH_DOTTED + screen_ball_mark(screen, ball) % 3 : DASH_SOLID;
    return (struct ink){.color = screen_ball_color(screen, ball),
                        .dash = (uint8_t)dash, /* for want of colours */
                        .age = screen_ball_is_one_of_many(screen, ball) ? AGE_OLD : AGE_NEWEST};
}

int lines_present(const struct screen *screen, int ball, const struct thinned *line)
{
    const struct sim *sim = screen->session->sim;
    return thinned_index(line, sim->clock - sim->balls[ball]->born);
}

int lines_margin(const struct screen *screen, const struct end_names *names, int columns)
{
    enum { NARROW = 3, WIDE = 70, FIGURE_WIDE = 40 };
    bool wide = columns >= (screen_is_figure(screen) ? FIGURE_WIDE : WIDE);
    return wide && screen->session->sim->ball_count > 1 ? line_end_margin(screen, names, columns)
                                                        : NARROW;
}

/* --- ghosts --- */

const struct ghost_track *lines_ghost(const struct session *session, int ghost)
{
    const struct ghost *of = &session->ghosts.items[ghost];
    for (int i = 0; session->look.layers[LAYER_GHOST] && i < of->count; i++)
        if (of->tracks[i].ball == session->selected)
            return &of->tracks[i];
    return NULL;
}

void lines_draw_ghosts(struct figure *figure, const struct pen *pen, ghost_placer *place,
                       const void *context)
{
    const struct session *session = figure->screen->session;
    int owner = screen_ball_owner(figure->screen, session->selected);
    for (int i = 0; i < session->ghosts.count; i++) {
        const struct ghost_track *track = lines_ghost(session, i);
        struct ink ink = figure_ball_ink(figure, session->selected);
        struct pen own = *pen;
        ink.dash = DASH_DOTTED;
        ink.age = i + 1 < session->ghosts.count ? AGE_OLDEST : AGE_OLD;
        drawing_at(&figure->drawing, DEPTH_PAST, owner);
        pen_begin(&own, &figure->drawing, ink);
        for (int k = 0; track && k < track->row_count; k++) {
            const struct row *row = &track->rows[k];
            pen_go(&own, &figure->drawing, place(context, track->born + row->n, row));
        }
        pen_lift(&own, &figure->drawing);
    }
}

/* --- overshoots --- */

void lines_draw_overshoots(struct figure *figure, const struct chart_scale *x,
                           const struct chart_scale *y)
{
    enum { APART = 2 }; /* cells */
    const struct session *session = figure->screen->session;
    int ball = session->selected;
    if (figure->plot.columns < APART * (x->high - x->low) || (double)session->sim->clock > x->high)
        return;
    const struct series *series = lab_series(session->lab, session->sim, ball, QUANTITY_LOSS);
    drawing_at(&figure->drawing, DEPTH_BALLS, screen_ball_owner(figure->screen, ball));
    for (int i = 0; i < series->jump_count && series->jumps[i].tick <= session->sim->clock; i++) {
        const struct jump *jump = &series->jumps[i];
        int bucket = thinned_index(&series->line, jump->tick - session->sim->balls[ball]->born);
        double high = series->line.buckets[bucket].high.y;
        struct point at = chart_scale_point(x, y, (struct point){(double)jump->tick, high});
        if (!isnan(at.y) && !chart_scale_side(y, at.y))
            draw_mark(&figure->drawing, at, MARK_LANDING,
                      figure_ink(figure, jump->worsens ? ROLE_DANGER : ROLE_WARN));
    }
}

/* --- turns --- */

/* Where a line is in a column of points. */
struct stay {
    double x, y;    /* where it leaves it, in cells */
    int16_t row;    /* of cells; less than 0: several, or out of the plot */
    int16_t before; /* the column before in which it has a place; -1: none */
};

enum { NO_ROW = -1, NO_PLACE = -2 };

static void put_place(const struct figure *figure, struct stay *stays, struct point at, double fine,
                      int *before)
{
    int width = figure_width(figure->screen, figure->plot.columns);
    struct point cell = drawing_cell(&figure->drawing, at);
    bool out = !(cell.y >= 0 && cell.y < figure->plot.rows);
    int column = isfinite(cell.x) ? (int)(cell.x * width / figure->plot.columns) : -1;
    if (column < 0 || column >= width)
        return;
    struct stay *stay = &stays[column];
    int row = out ? NO_ROW : (int)(cell.y * fine);
    bool first = stay->row == NO_PLACE;
    *stay = (struct stay){cell.x, cell.y, (int16_t)(first || stay->row == row ? row : NO_ROW),
                          (int16_t)(first ? *before : stay->before)};
    *before = column;
}

/* A piece of a line in its turns: every so many cells. */
static void draw_turns(struct figure *figure, const struct stay *from, const struct stay *to,
                       int sharing, int own)
{
    enum { TURN = 2 }; /* cells */
    double begin = from->x / TURN, end = to->x / TURN;
    for (int turn = (int)begin; turn <= (int)end; turn++) {
        double first = fmax((turn - begin) / (end - begin), 0);
        double last = fmin((turn + 0.999 - begin) / (end - begin), 1);
        if (turn % sharing != own)
            continue;
        struct point a = {from->x + first * (to->x - from->x), from->y + first * (to->y - from->y)};
        struct point b = {from->x + last * (to->x - from->x), from->y + last * (to->y - from->y)};
        drawing_extend(&figure->drawing, (struct point){(double)NAN, (double)NAN});
        drawing_extend(&figure->drawing, drawing_point(&figure->drawing, a));
        drawing_extend(&figure->drawing, drawing_point(&figure->drawing, b));
    }
}

/* stays: of `count` lines, `width` columns of each. */
static void share(struct figure *figure, const struct stay *stays, int width, int count, int line)
{
    for (int column = 0; column < width; column++) {
        const struct stay *now = &stays[line * width + column];
        if (now->row < 0 || now->before < 0)
            continue;
        const struct stay *was = &stays[line * width + now->before];
        int sharing = 0, own = 0;
        for (int i = 0; i < count && was->row >= 0; i++) {
            const struct stay *other = &stays[i * width + column];
            if (other->row != now->row || other->before != now->before ||
                stays[i * width + other->before].row != was->row)
                continue;
            sharing++, own += i < line;
        }
        if (sharing > 1)
            draw_turns(figure, was, now, sharing, own);
    }
}

void lines_take_turns(struct figure *figure, int first)
{
    struct drawing *drawing = &figure->drawing;
    int width = figure_width(figure->screen, figure->plot.columns), count = drawing->count - first;
    double fine = figure->device.vectors ? 16 : 1;
    struct stay *stays = memory_new((size_t)(count * width) + 1, sizeof *stays);
    for (int i = 0; i < count; i++) {
        const struct shape *shape = &drawing->shapes[first + i];
        int before = -1;
        for (int k = 0; k < width; k++)
            stays[i * width + k].row = NO_PLACE;
        for (int k = 0; k < shape->count; k++)
            put_place(figure, &stays[i * width], drawing->points[shape->first + k], fine, &before);
    }
    for (int i = 0; i < count; i++) {
        const struct shape shape = drawing->shapes[first + i];
        drawing_at(drawing, DEPTH_BALLS, shape.owner);
        draw_line(drawing, NULL, 0, shape.ink);
        share(figure, stays, width, count, i);
    }
    free(stays);
}
