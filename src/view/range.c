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
    double bottom = low - 0.06 * height; /* of what is never below 0, not below it either */
    return (struct region){decade(test->range.from), decade(test->range.to),
                           low >= 0 && bottom < 0 ? 0 : bottom, low + 1.12 * height};
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

/* A rate that has a name: a line from the row of its name down, name and rate beside it. These are
 * below each other, so that a line is never above those of the ones before it. */
struct rate {
    double at;
    enum role role;
    const char *name;
};
enum { RATES = 3 };

static bool is_inside(const struct picture *picture, const struct rate *rate)
{
    const struct region *plane = &picture->figure.plane;
    return rate->at >= fmin(plane->x0, plane->x1) && rate->at <= fmax(plane->x0, plane->x1);
}

static int column_of(const struct picture *picture, const struct rate *rate)
{
    const struct figure *figure = &picture->figure;
    return figure_cell(figure, (struct point){rate->at, figure->plane.y1}).column;
}

/* Whether a name has room there: inside, and not over the line of one before it. */
static bool has_room(const struct picture *picture, const struct rate *rates, int index, int column,
                     int width)
{
    bool room = column >= 0 && column + width <= picture->figure.plot.columns;
    for (int i = 0; i < index && room; i++) {
        int line = is_inside(picture, &rates[i]) ? column_of(picture, &rates[i]) : -1;
        room = line < column || line >= column + width;
    }
    return room;
}

/* Beside its line, to the right before the left; -1: nowhere. */
static int column_beside(const struct picture *picture, const struct rate *rates, int index,
                         int width)
{
    enum { APART = 2 };
    int column = column_of(picture, &rates[index]);
    int right = column + APART, left = column + 1 - APART - width;
    if (has_room(picture, rates, index, right, width + 1))
        return right;
    return has_room(picture, rates, index, left, width) ? left : -1;
}

/* With the rate, where there is room for both; else, where there is none, over other lines. */
static void name_rate(struct picture *picture, const struct rate *rates, int index, int row)
{
    enum { APART = 2 };
    struct figure *figure = &picture->figure;
    const struct rate *rate = &rates[index];
    char words[48], number[32];
    snprintf(words, sizeof words, "%.12s %s", rate->name, screen_number(pow(10, rate->at), number));
    int column = column_beside(picture, rates, index, screen_columns(picture->screen, words));
    if (column < 0) {
        int width = screen_columns(picture->screen, rate->name);
        snprintf(words, sizeof words, "%s", rate->name);
        column = column_beside(picture, rates, index, width);
        if (column < 0 && column_of(picture, rate) + APART + width <= figure->plot.columns)
            column = column_of(picture, rate) + APART;
    }
    if (column >= 0)
        figure_label(figure, LABEL_AT, figure_point(figure, (struct place){column, row}),
                     figure_ink(figure, rate->role), words);
}

static void draw_rate(struct picture *picture, const struct rate *rates, int index)
{
    struct figure *figure = &picture->figure;
    const struct region *plane = &figure->plane;
    const struct rate *rate = &rates[index];
    struct ink ink = figure_ink(figure, rate->role);
    if (!is_inside(picture, rate))
        return;
    int rows = figure->plot.rows, row = index < rows ? index : rows - 1;
    double top = plane->y1 - (plane->y1 - plane->y0) * row / rows;
    ink.dash = DASH_DASHED;
    drawing_at(&figure->drawing, DEPTH_PAST, -1);
    draw_hop(&figure->drawing, (struct point){rate->at, plane->y0}, (struct point){rate->at, top},
             ink);
    name_rate(picture, rates, index, row);
}

static void name_update(struct picture *picture, int update, const char *name, enum role role)
{
    char words[80], number[32];
    snprintf(words, sizeof words, "%s %s" LABEL_ELSE "%s", name,
             screen_number(picture->test->rows[update].eta, number), name);
    figure_label(&picture->figure, LABEL_NEAR, place_of(picture->test, update),
                 figure_ink(&picture->figure, role), words);
}

static void draw_marks(struct picture *picture)
{
    const struct range_test *test = picture->test;
    struct figure *figure = &picture->figure;
    int steepest = test->steepest, suggested = test->flat ? -1 : test->suggested;
    const struct rate rates[RATES] = {
        {test->burst >= 0 ? place_of(test, test->burst).x : (double)NAN, ROLE_DANGER, "burst"},
        {test->rise >= 0 ? place_of(test, test->rise).x : (double)NAN, ROLE_WARN, "first rise"},
        {decade(picture->edge), ROLE_MUTED, "2/λ"}};
    for (int i = 0; i < RATES; i++)
        draw_rate(picture, rates, i);
    drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
    if (suggested >= 0) {
        draw_mark(&figure->drawing, place_of(test, suggested), MARK_MINIMUM,
                  figure_ink(figure, ROLE_GOOD));
        name_update(picture, suggested, steepest == suggested ? "steepest" : "suggested",
                    ROLE_GOOD);
    }
    if (steepest >= 0 && steepest != suggested) {
        drawing_at(&figure->drawing, DEPTH_PRESENT, -1);
        draw_mark(&figure->drawing, place_of(test, steepest), MARK_DATUM,
                  figure_ink(figure, ROLE_MUTED));
        name_update(picture, steepest, "steepest", ROLE_MUTED);
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
    struct region plane = plane_of(picture.test);
    figure_open_decades(&picture.figure, screen, area, &plane, "η");
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
