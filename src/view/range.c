/* The range test as a curve: the loss after each update over the rate that it had, with what is to
 * be read from it. */

#include "figure.h"
#include "parts.h"

#include "../lab/range.h"

#include <math.h>
#include <stdio.h>

struct picture {
    const struct screen *screen;
    const struct range_test *test;
    double edge; /* 2/λ */
    struct figure figure;
};

static double decade(double rate)
{
    return log10(rate);
}

/* --- what is in the picture --- */

/* From the least loss to a little above the first one: what bursts leaves through the top. */
static struct region plane_of(const struct range_test *test)
{
    double low = test->first, high = test->first;
    for (int i = 0; i < test->count; i++) {
        double loss = test->rows[i].loss;
        low = loss < low ? loss : low;
        high = loss > high && isfinite(loss) ? loss : high;
    }
    double fall = test->first - low, height = high - low;
    if (fall > 0 && height > 1.25 * fall)
        height = 1.25 * fall;
    if (!(height > 1e-9 * fmax(fabs(low), fabs(test->first))))
        height = fmax(fabs(low), 1);
    if (!isfinite(height) || !isfinite(low))
        low = 0, height = 1;
    return (struct region){decade(test->range.from), decade(test->range.to), low - 0.06 * height,
                           low + 1.12 * height};
}

static struct point place_of(const struct range_test *test, int update)
{
    return (struct point){decade(test->rows[update].eta), test->rows[update].loss};
}

/* Its height where the rate is so great, on the line between two updates; NaN: nowhere. */
static double height_at(const struct range_test *test, double at)
{
    for (int i = 1; i < test->count; i++) {
        struct point a = place_of(test, i - 1), b = place_of(test, i);
        if ((at - a.x) * (at - b.x) <= 0 && a.x != b.x)
            return a.y + (b.y - a.y) * (at - a.x) / (b.x - a.x);
    }
    return (double)NAN;
}

/* --- shapes --- */

static void draw_curve(struct picture *picture)
{
    const struct range_test *test = picture->test;
    struct figure *figure = &picture->figure;
    int ball = picture->screen->session->selected;
    drawing_at(&figure->drawing, DEPTH_PRESENT, ball);
    draw_line(&figure->drawing, NULL, 0, figure_ball_ink(figure, ball));
    for (int i = 0; i < test->count; i++)
        drawing_extend(&figure->drawing, place_of(test, i));
}

/* A rate that has a name: a line from top to bottom, the name beside it, each a row lower than the
 * one before. */
static void draw_rate(struct picture *picture, double at, int row, enum role role, const char *name)
{
    struct figure *figure = &picture->figure;
    const struct region *plane = &figure->plane;
    struct ink ink = figure_ink(figure, role);
    if (!(at >= fmin(plane->x0, plane->x1) && at <= fmax(plane->x0, plane->x1)))
        return;
    ink.dash = DASH_DASHED;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    draw_hop(&figure->drawing, (struct point){at, plane->y0}, (struct point){at, plane->y1}, ink);
    struct place cell = figure_cell(figure, (struct point){at, plane->y1});
    int width = screen_columns(picture->screen, name);
    bool left = cell.column + 2 + width > figure->plot.columns;
    cell.column = left ? cell.column - 1 - width : cell.column + 2;
    cell.row = row < figure->plot.rows ? row : figure->plot.rows - 1;
    if (cell.column >= 0)
        figure_label(figure, LABEL_AT, figure_point(figure, cell), ink, name);
}

static void draw_marks(struct picture *picture)
{
    const struct range_test *test = picture->test;
    struct figure *figure = &picture->figure;
    int steepest = test->steepest, suggested = test->suggested;
    if (test->burst >= 0)
        draw_rate(picture, place_of(test, test->burst).x, 0, ROLE_DANGER, "burst");
    if (test->rise >= 0)
        draw_rate(picture, place_of(test, test->rise).x, 1, ROLE_WARN, "first rise");
    draw_rate(picture, decade(picture->edge), 2, ROLE_MUTED, "2/λ");
    drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
    if (suggested >= 0) {
        draw_mark(&figure->drawing, place_of(test, suggested), MARK_MINIMUM,
                  figure_ink(figure, ROLE_GOOD));
        figure_label(figure, LABEL_NEAR, place_of(test, suggested), figure_ink(figure, ROLE_GOOD),
                     steepest == suggested ? "steepest" : "suggested");
    }
    if (steepest >= 0 && steepest != suggested) {
        drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
        draw_mark(&figure->drawing, place_of(test, steepest), MARK_DATUM,
                  figure_ink(figure, ROLE_MUTED));
        figure_label(figure, LABEL_NEAR, place_of(test, steepest), figure_ink(figure, ROLE_MUTED),
                     "steepest");
    }
}

/* Where its present rate is; beyond the ends, at them. */
static void draw_ball(struct picture *picture)
{
    const struct session *session = picture->screen->session;
    const struct region *plane = &picture->figure.plane;
    double at = decade(sim_row(session->sim, session->selected)->eta);
    double height = height_at(picture->test, at);
    if (isnan(at) || isnan(height))
        return;
    figure_ball(&picture->figure, (struct point){at, fmin(height, plane->y1)}, session->selected);
}

/* --- words --- */

static void write_words(const struct picture *picture, char words[80])
{
    const struct range_test *test = picture->test;
    char number[32];
    if (!test->done)
        snprintf(words, 80, "%d of %lld updates", test->count, (long long)test->range.steps);
    else if (test->suggested < 0 && test->rise >= 0)
        snprintf(words, 80, "it only rises");
    else if (test->flat)
        snprintf(words, 80, "flat: it never falls by more than 1 %%");
    else
        snprintf(words, 80, "suggested η %s",
                 screen_number(test->rows[test->suggested].eta, number));
}

static void draw_title(const struct picture *picture, struct area area)
{
    const struct screen *screen = picture->screen;
    char words[80];
    int end = area.column + area.columns;
    int column = screen_text(screen, area.column, area.row, end, ROLE_STRONG, "range test") + 1;
    write_words(picture, words);
    if (column + screen_columns(screen, words) > end)
        return;
    bool flat = picture->test->done && picture->test->flat;
    end = screen_right(screen, end, area.row, flat ? ROLE_WARN : ROLE_TEXT, words) - 1;
    if (picture->test->done && !flat) {
        struct area there = {end + 1, area.row, area.column + area.columns - end - 1, 1};
        target_command(screen, there, "eta suggested");
    }
    const char *hint = "the loss as η grows from update to update";
    if (column + screen_columns(screen, hint) < end)
        screen_text(screen, column, area.row, end, ROLE_FAINT, hint);
}

/* --- all of it --- */

void range_draw(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    struct picture picture = {.screen = screen};
    if (area.columns < 8 || area.rows < 3)
        return;
    picture.edge = lab_range_edge(session->lab, session->sim);
    picture.test = lab_range(session->lab, session->sim, session->selected, session->look.range);
    figure_open_decades(&picture.figure, screen, area, plane_of(picture.test), "η");
    draw_curve(&picture);
    if (picture.test->done)
        draw_marks(&picture);
    draw_ball(&picture);
    figure_show(&picture.figure);
    figure_free(&picture.figure);
    if (screen_is_figure(screen))
        figure_name_y(screen, area, screen_axis_name(screen, 2, "loss", (char[AXIS_NAME_SIZE]){0}));
    else
        draw_title(&picture, area);
}
