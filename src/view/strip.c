/* Who overshot when. */

#include "charts.h"
#include "lines.h"

#include <math.h>

enum { DOTS = 4, BASE = 3 }; /* dots of a row, and that of its line */

static struct point place(const struct figure *figure, int64_t tick, int row)
{
    return (struct point){(double)tick, figure->plane.y1 - DOTS * row - BASE};
}

/* Of those that are one in the picture one is drawn, a worse one if there is any. */
static void draw_jumps(struct figure *figure, const struct series *series, int64_t end, int row)
{
    double columns = figure_columns(figure->screen, figure->plot.columns) - 1;
    double span = figure->plane.x1, scale = columns < span ? columns / span : 1;
    for (int i = 0, next; i < series->jump_count && series->jumps[i].tick <= end; i = next) {
        double column = floor((double)series->jumps[i].tick * scale + 0.5);
        bool worsens = series->jumps[i].worsens;
        for (next = i + 1; next < series->jump_count && series->jumps[next].tick <= end &&
                           floor((double)series->jumps[next].tick * scale + 0.5) == column;
             next++)
            worsens |= series->jumps[next].worsens;
        draw_mark(&figure->drawing, place(figure, series->jumps[i].tick, row),
                  worsens ? MARK_JUMP_HIGHER : MARK_JUMP,
                  figure_ink(figure, worsens ? ROLE_DANGER : ROLE_WARN));
    }
}

static void draw_row(struct figure *figure, int ball, int row)
{
    const struct session *session = figure->screen->session;
    const struct row *now = sim_row(session->sim, ball);
    int64_t born = session->sim->balls[ball]->born;
    int64_t end = born + (now->converged ? now->converged_at : now->n);
    const struct series *series = lab_series(session->lab, session->sim, ball, QUANTITY_LOSS);
    struct ink line = figure_ball_ink(figure, ball);
    line.age = AGE_OLD;
    drawing_at(&figure->drawing, DEPTH_PAST, ball);
    draw_hop(&figure->drawing, place(figure, born, row), place(figure, end, row), line);
    drawing_at(&figure->drawing, DEPTH_PRESENT, ball);
    draw_jumps(figure, series, end, row);
    struct place cell = figure_cell(figure, place(figure, end, row));
    cell.column++;
    if (sim_standing(session->sim, ball) == STANDING_SETTLED)
        figure_label(figure, LABEL_AT, figure_point(figure, cell), figure_ink(figure, ROLE_GOOD),
                     "✓");
}

/* What is seen on the lines, in words. */
static void draw_key(const struct screen *screen, struct area plot, int margin)
{
    static const struct {
        enum role role;
        const char *unicode, *ascii, *words;
    } keys[] = {{ROLE_WARN, "⡄", "*", " jumped over  "}, {ROLE_DANGER, "⡆", "!", " higher"}};
    int column = plot.column, end = plot.column + plot.columns + margin;
    for (int i = 0; i < 2; i++) {
        const char *tick = screen_word(screen, keys[i].unicode, keys[i].ascii);
        column = screen_text(screen, column, plot.row, end, keys[i].role, tick);
        column = screen_text(screen, column, plot.row, end, ROLE_FAINT, keys[i].words);
    }
}

void strip_draw(const struct screen *screen, struct area plot, int margin)
{
    const struct session *session = screen->session;
    int ranks[BALLS_MAX], count = session->sim->ball_count, rows = plot.rows - 1;
    struct figure figure;
    if (rows < 1)
        return;
    rows = rows < count ? rows : count;
    draw_key(screen, plot, margin);
    plot.row++, plot.rows = rows;
    figure_begin(&figure, screen, plot, margin,
                 (struct region){0, (double)charts_last(screen, session), 0, DOTS * rows - 1});
    sim_ranks(session->sim, ranks);
    bool late = ranks[session->selected] > rows; /* it has the last row */
    for (int ball = 0; ball < count; ball++) {
        int row = late && ball == session->selected ? rows - 1 : ranks[ball] - 1;
        if (row >= rows - (late && ball != session->selected))
            continue;
        draw_row(&figure, ball, row);
        screen_ball(screen, plot.column - 2, plot.row + row, ball, 0);
        target_ball(screen, (struct area){plot.column - 2, plot.row + row, 1, 1}, ball);
    }
    figure_show(&figure);
    figure_free(&figure);
}
