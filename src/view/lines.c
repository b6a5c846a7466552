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

int64_t charts_last(const struct screen *screen, const struct session *session)
{
    bool ends = screen->display->still && screen_is_figure(screen) && charts_end(session) > 0;
    return ends ? charts_end(session) : charts_span(session);
}

struct chart_scale charts_across(const struct screen *screen)
{
    const struct session *other = screen->display->other;
    int64_t span = charts_last(screen, screen->session);
    int64_t others = other ? charts_last(screen, other) : 0;
    return (struct chart_scale){.high = (double)(others > span ? others : span)};
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

/* --- the limit --- */

static const struct series *series_of(const struct screen *screen, enum quantity quantity)
{
    const struct session *session = screen->session;
    return lab_series(session->lab, session->sim, session->selected, quantity);
}

int lines_levels(const struct screen *screen, enum quantity quantity)
{
    return series_of(screen, quantity)->level_count;
}

/* All above the edge is in danger, also before it is known; the noise floor begins with the second
 * epoch. */
void lines_draw_limit(struct figure *figure, const struct chart_scale *x,
                      const struct chart_scale *y, enum quantity quantity)
{
    const struct series *series = series_of(figure->screen, quantity);
    bool danger = quantity_rows[quantity].danger;
    struct ink ink = figure_ink(figure, danger ? ROLE_DANGER : ROLE_MUTED), tint = ink;
    ink.dash = danger ? DASH_DASHED : DASH_DOTTED;
    tint.share = 12;
    drawing_at(&figure->drawing, DEPTH_GROUND, -1);
    for (int i = 0; i < series->level_count; i++) {
        const struct level *level = &series->levels[i];
        bool last = i + 1 == series->level_count;
        double begin = danger && i == 0 ? 0 : (double)level->from;
        double end = last ? x->high : (double)level[1].from;
        double at = chart_scale_place(y, level->value);
        draw_hop(&figure->drawing, (struct point){begin, at}, (struct point){end, at}, ink);
        if (danger)
            draw_area(&figure->drawing, (struct point){begin, at}, (struct point){end, 2 * y->high},
                      tint);
    }
}

/* In the middle of the danger, else to either side. */
void lines_draw_danger(struct figure *figure, enum quantity quantity)
{
    static const char words[] = "above the edge: it climbs";
    static const int eighths[] = {4, 5, 3, 6, 2, 7, 1};
    double limit = series_of(figure->screen, quantity)->limit;
    int room = figure->plot.columns - (int)sizeof words;
    int edge = limit > 0 ? figure_cell(figure, (struct point){0, limit}).row : 0;
    figure_label(figure, LABEL_AT, (struct point){(double)NAN, (double)NAN},
                 figure_ink(figure, ROLE_DANGER), words);
    for (int i = 0; i < edge * 7; i++)
        drawing_extend(&figure->drawing,
                       figure_point(figure, (struct place){room * eighths[i % 7] / 8, i / 7}));
}

/* --- turns --- */

enum { NO_ROW = -1, NO_PLACE = -2 };

/* Where a line is in a column of points. */
struct stay {
    double x, y;  /* where it leaves it, in cells */
    int16_t row;  /* of cells or, where lines are fine, of parts of them; NO_ROW: of several, or out
                     of the plot */
    int16_t from; /* the column before in which it has a place; -1: none */
};

void stays_free(struct stays *stays)
{
    free(stays->items);
}

void stays_begin(struct stays *stays, const struct screen *screen, struct area plot)
{
    int width = figure_columns(screen, plot.columns);
    if (width > stays->capacity) {
        stays->capacity = width;
        stays->items = memory_resize(stays->items, (size_t)width, sizeof *stays->items);
    }
    stays->width = width;
    stays->plot = plot;
    stays->fine = screen->device.vectors ? 16 : device_is_fine(&screen->device) ? 8 : 1;
    stays->kept = (struct reach_of_stays){-1, -1};
    stays->now.end = width - 1;
    stays_return(stays);
}

void stays_keep(struct stays *stays)
{
    stays->kept = stays->now;
}

void stays_return(struct stays *stays)
{
    for (int i = stays->kept.end + 1; i <= stays->now.end; i++)
        stays->items[i].row = NO_PLACE;
    stays->now = stays->kept;
}

static void add_place(struct stays *stays, struct point cell)
{
    bool known = isfinite(cell.x), out = !(cell.y >= 0 && cell.y < stays->plot.rows);
    int column = known ? (int)floor(cell.x * stays->width / stays->plot.columns) : -1;
    if (!known || column < 0 || column >= stays->width) {
        stays->now.last = known ? stays->now.last : -1;
        return;
    }
    struct stay *stay = &stays->items[column];
    int16_t row = out ? NO_ROW : (int16_t)(cell.y * stays->fine);
    bool first = stay->row == NO_PLACE;
    *stay = (struct stay){cell.x, cell.y, first || stay->row == row ? row : NO_ROW,
                          (int16_t)(first ? stays->now.last : stay->from)};
    stays->now.last = column;
    stays->now.end = column > stays->now.end ? column : stays->now.end;
}

void stays_add(struct stays *stays, const struct drawing *drawing, const struct shape *shape)
{
    for (int i = 0; i < shape->count; i++)
        add_place(stays, drawing_cell(drawing, drawing->points[shape->first + i]));
}

/* A piece of a line in its turns: every so many cells. */
static void draw_turns(struct drawing *drawing, const struct stay *from, const struct stay *to,
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
        drawing_extend(drawing, (struct point){(double)NAN, (double)NAN});
        drawing_extend(drawing, drawing_point(drawing, a));
        drawing_extend(drawing, drawing_point(drawing, b));
    }
}

/* Whether two lines came the same way into a column. */
static bool share(const struct stays *a, const struct stays *b, int column)
{
    const struct stay *one = &a->items[column], *other = &b->items[column];
    return one->row == other->row && one->from == other->from &&
           a->items[one->from].row == b->items[one->from].row;
}

void lines_take_turns(struct figure *figure, const struct turning *turns, int count)
{
    struct drawing *drawing = &figure->drawing;
    for (int i = 0; i < count; i++) {
        const struct stays *stays = turns[i].stays;
        drawing_at(drawing, DEPTH_BALLS, turns[i].owner);
        draw_line(drawing, NULL, 0, turns[i].ink);
        for (int column = 0; column < stays->width; column++) {
            const struct stay *now = &stays->items[column];
            if (now->row < 0 || now->from < 0 || stays->items[now->from].row < 0)
                continue;
            int sharing = 0, own = 0;
            for (int k = 0; k < count; k++)
                if (share(stays, turns[k].stays, column))
                    sharing++, own += k < i;
            if (sharing > 1)
                draw_turns(drawing, &stays->items[now->from], now, sharing, own);
        }
    }
}
