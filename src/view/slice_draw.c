/* The slice as a picture: the loss as a landscape, the ball on it, and its next hop. */

#include "slice.h"

#include "../base/memory.h"
#include "levels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GUTTER_MAX = 9, LEAST_ROWS_WITH_WORDS = 9, LEAST_ROWS_WITH_LEGEND = 14 };

/* --- what is in the picture --- */

/* From the ball over its landing to a little beyond the rim, if that is not many steps away. A
 * change of η then moves the landing, not the curve, until the landing leaves the valley. */
static void choose_span(struct picture *picture)
{
    const struct slice *slice = &picture->slice;
    double far = slice->lands ? 1.3 : 1.1, reach = fabs(slice->rim);
    if (isinf(reach))
        reach = isnan(slice->lowest) ? 0 : 1.6 * fabs(slice->lowest);
    reach = fmin(1.15 * reach, 12);
    bool ahead = slice->slope <= 0;
    picture->high = ahead ? fmax(far, reach) : far;
    picture->low = ahead ? -0.18 * picture->high : -fmax(0.5, fmin(reach, 4));
    if (!slice->lands && fabs(slice->slope) < 1e-6 * fabs(slice->bend))
        picture->low = -picture->high; /* at rest: both sides matter */
}

/* With a stride, what lies between is taken from a straight line. */
static void sample(struct picture *picture)
{
    int count = 2 * picture->area.columns + 1;
    const struct problem *problem = sim_problem(picture->screen->session->sim);
    int stride = (slice_stride(problem) + 1) / 2;
    int known = (count + stride - 2) / stride + 1; /* the last one lies beyond the end */
    double *s = memory_new(2 * (size_t)known, sizeof *s), *f = s + known;
    picture->losses = memory_new((size_t)count, sizeof *picture->losses);
    for (int i = 0; i < known; i++)
        s[i] = picture->low + (picture->high - picture->low) * i * stride / (count - 1);
    lab_slice_losses(picture->screen->session->lab, problem, &picture->slice, s, f, known);
    for (int i = 0; i < count; i++) {
        double share = (double)(i % stride) / stride;
        const double *from = f + i / stride;
        picture->losses[i] = share > 0 ? from[0] + share * (from[1] - from[0]) : from[0];
    }
    free(s);
}

/* Heights of ball, landing and minimum, with air above and ground below; a landing far above the
 * rest is left to an arrow, so that the valley is not pressed flat. */
static void choose_heights(struct picture *picture)
{
    const struct slice *slice = &picture->slice;
    double least = slice->loss, greatest = least, window = -HUGE_VAL;
    for (int i = 0; i <= 2 * picture->area.columns; i++) {
        double loss = picture->losses[i];
        if (!isfinite(loss))
            continue;
        least = fmin(least, loss);
        window = fmax(window, loss);
    }
    double drop = slice->loss - least;
    if (slice->lands && isfinite(slice->landing) && slice->landing > greatest)
        greatest = drop > 0 ? fmin(slice->landing, slice->loss + 5 * drop) : slice->landing;
    double height = greatest - least;
    if (!(height > 1e-3 * (window - least)) && window > least)
        greatest = window, height = greatest - least;
    if (!(height > 0) || !isfinite(height)) {
        least = isfinite(slice->loss) ? slice->loss : 0;
        height = fmax(1, fabs(least));
        greatest = least + height;
    }
    double vertex = -slice->slope / slice->bend, depth = 0.1 * height;
    if (slice->bend > 0 && vertex > picture->low && vertex < picture->high)
        depth = fmin(fmax(depth, least - slice_parabola(slice, vertex) + depth), 0.6 * height);
    picture->bottom = least - depth;
    picture->top = greatest + 0.22 * height;
}

/* In cells, with fractions, from the plot's upper left corner. */
static double column_of(const struct picture *picture, double s)
{
    return (s - picture->low) / (picture->high - picture->low) * picture->area.columns;
}

static double row_of(const struct picture *picture, double loss)
{
    return (picture->top - loss) / (picture->top - picture->bottom) * picture->area.rows;
}

static double middle_loss(const struct picture *picture, int column)
{
    return picture->losses[2 * column + 1];
}

/* The cell that a place is in, -1 or `count` when it is outside: places can be as far as one likes.
 */
static int whole(double place, int count)
{
    return (int)fmin(fmax(floor(place), -1), count);
}

static bool inside(const struct picture *picture, double column, double row)
{
    return column >= 0 && row >= 0 && column < picture->area.columns && row < picture->area.rows;
}

/* The ground is brightest where it meets the air, so that the curve is seen as a curve. */
enum { RIM_WIDTH = 3, RIM_SQUARE = 7 /* beyond it, less than one step of any colour */ };

static color ground_color(const struct picture *picture, int column, int row)
{
    double near = HUGE_VAL; /* the square of the distance */
    for (int i = -RIM_WIDTH; i <= RIM_WIDTH; i++) {
        int other = column + i;
        if (other < 0 || other >= picture->area.columns)
            continue;
        double below = row + 0.5 - row_of(picture, middle_loss(picture, other));
        double square = 0.25 * i * i; /* a cell is twice as high as wide */
        if (below > 0)
            square += below * below;
        near = square < near ? square : near;
    }
    if (near > RIM_SQUARE)
        return picture->ground;
    color rim = screen_style(picture->screen, ROLE_MUTED).fg;
    /* few shades: each change of colour costs bytes and time */
    return color_mix(picture->ground, rim, round(6 * exp(-near / 1.2)) / 8);
}

/* A glyph over curve and ground: what is mostly ground behind it stays so. */
static void put(const struct picture *picture, int column, int row, uint32_t glyph, enum role role,
                int attributes)
{
    if (!inside(picture, column, row))
        return;
    struct style style = screen_style(picture->screen, role);
    struct cell *cell =
        frame_cell(picture->screen->frame, picture->area.column + column, picture->area.row + row);
    if (picture->filled && row_of(picture, middle_loss(picture, column)) < row + 0.5)
        style.bg = ground_color(picture, column, row);
    *cell = (struct cell){glyph, 0, style.fg, style.bg, (uint8_t)(style.attributes | attributes)};
}

/* --- curve --- */

/* The row from which on the ground of a column is far from the curve. */
static int deep_row(const struct picture *picture, int column)
{
    double lowest = -HUGE_VAL;
    for (int i = -RIM_WIDTH; i <= RIM_WIDTH; i++) {
        int other = column + i;
        if (other < 0 || other >= picture->area.columns)
            continue;
        double row = row_of(picture, middle_loss(picture, other));
        lowest = row > lowest ? row : lowest;
    }
    return whole(lowest + sqrt(RIM_SQUARE) + 0.5, picture->area.rows);
}

static void draw_ground(const struct picture *picture)
{
    int rows = picture->area.rows;
    for (int column = 0; column < picture->area.columns; column++) {
        double loss = middle_loss(picture, column);
        double up = isnan(loss) ? 0 : fmin(fmax(rows - row_of(picture, loss), 0), rows);
        int eighths = (int)lround(up * 8), deep = deep_row(picture, column);
        for (int row = rows - 1; row >= 0 && eighths > 0; row--, eighths -= 8)
            *frame_cell(picture->screen->frame, picture->area.column + column,
                        picture->area.row + row) =
                (struct cell){0x2580u + (uint32_t)(eighths < 8 ? eighths : 8), 0,
                              row > deep ? picture->ground : ground_color(picture, column, row),
                              COLOR_DEFAULT, 0};
    }
}

/* A thin line: where it is in a cell is told by the glyph's height. */
static void draw_line(const struct picture *picture)
{
    static const uint32_t heights[] = {0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD};
    static const char ascii[] = "''-._";
    const struct screen *screen = picture->screen;
    for (int column = 0; column < picture->area.columns; column++) {
        double middle = row_of(picture, middle_loss(picture, column));
        double left = row_of(picture, picture->losses[2 * column]);
        double right = row_of(picture, picture->losses[2 * column + 2]);
        if (isnan(middle))
            continue;
        double high = fmin(middle, fmin(left, right)), low = fmax(middle, fmax(left, right));
        if (low - high < 1) {
            int level = (int)((middle - floor(middle)) * 5);
            put(picture, column, whole(middle, picture->area.rows),
                screen_glyph(screen, heights[level], ascii[level]), ROLE_MUTED, 0);
            continue;
        }
        int first = whole(high, picture->area.rows), last = whole(ceil(low), picture->area.rows);
        bool slanted = last - first <= 2 && !screen->display->unicode;
        char slant = left < right ? '\\' : '/';
        for (int row = first; row < last; row++)
            put(picture, column, row, screen_glyph(screen, 0x2502, slanted ? slant : '|'),
                ROLE_MUTED, 0);
    }
}

/* Dots, where they can be told from the curve; returns whether there are any. */
static bool draw_parabola(const struct picture *picture)
{
    bool any = false;
    double step = (picture->high - picture->low) / picture->area.columns;
    for (int column = 0; column < picture->area.columns; column++) {
        double s = picture->low + (column + 0.5) * step;
        double row = row_of(picture, slice_parabola(&picture->slice, s));
        double curve = row_of(picture, middle_loss(picture, column));
        if (!isfinite(row) || fabs(row - curve) < 0.75)
            continue;
        double half = row_of(picture, slice_parabola(&picture->slice, s + step / 2)) - row;
        if (!isfinite(half))
            continue;
        int first = whole(row - fabs(half), picture->area.rows);
        int last = whole(row + fabs(half), picture->area.rows);
        for (int i = first; i <= last; i++) {
            put(picture, column, i, screen_glyph(picture->screen, 0xB7, ':'), ROLE_MUTED, 0);
            any |= inside(picture, column, i);
        }
    }
    return any;
}

/* --- marks --- */

/* A mark stands on the curve: its cell is the one above it, but for a hair. */
static int mark_row(const struct picture *picture, double loss)
{
    double row = row_of(picture, loss);
    if (!isfinite(row))
        return row < 0 ? -1 : picture->area.rows;
    return whole(row - (picture->filled ? 0.5 : 0), picture->area.rows);
}

static int mark_column(const struct picture *picture, double s)
{
    return whole(column_of(picture, s), picture->area.columns);
}

static void draw_minimum(const struct picture *picture)
{
    const struct slice *slice = &picture->slice;
    if (isnan(slice->lowest))
        return;
    int column = mark_column(picture, slice->lowest), rows = picture->area.rows;
    int from = (int)fmax(ceil(row_of(picture, slice->lowest_loss)), 0);
    for (int row = from; row < rows; row++)
        put(picture, column, row, screen_glyph(picture->screen, 0x250A, ':'), ROLE_TEXT, 0);
    put(picture, column, mark_row(picture, slice->lowest_loss),
        screen_glyph(picture->screen, 0x2715, 'x'), ROLE_STRONG, ATTRIBUTE_BOLD);
}

/* As far as the step goes, then down or up to the curve. */
static void draw_hop(const struct picture *picture)
{
    const struct screen *screen = picture->screen;
    const struct slice *slice = &picture->slice;
    enum role role = slice_role(slice);
    int from = mark_column(picture, 0), to = mark_column(picture, 1);
    int level = mark_row(picture, slice->loss), end = mark_row(picture, slice->landing);
    for (int column = from + 1; column < to; column++)
        put(picture, column, level, screen_glyph(screen, 0x2500, '-'), role, 0);
    if (to > from && end != level)
        put(picture, to, level,
            end > level ? screen_glyph(screen, 0x256E, '+') : screen_glyph(screen, 0x256F, '+'),
            role, 0);
    int step = end > level ? 1 : -1;
    for (int row = level + step; to > from && row != end && end != level; row += step)
        put(picture, to, row, screen_glyph(screen, 0x2502, '|'), role, 0);
    if (end < 0)
        put(picture, to, 0, screen_glyph(screen, 0x2191, '^'), role, ATTRIBUTE_BOLD);
    put(picture, to, end, screen_glyph(screen, 0x25CB, 'o'), role, ATTRIBUTE_BOLD);
}

static void draw_ball(const struct picture *picture)
{
    const struct screen *screen = picture->screen;
    int ball = screen->session->selected;
    double loss = picture->slice.loss;
    double place = picture->slice.moves ? fmax(screen->display->phase, 0) : 0;
    if (place > 0)
        lab_slice_losses(screen->session->lab, sim_problem(screen->session->sim), &picture->slice,
                         &place, &loss, 1);
    int column = mark_column(picture, place), row = mark_row(picture, loss);
    bool mono = screen->display->colors == COLORS_MONO;
    put(picture, column, row, screen_ball_glyph(screen, ball), ROLE_STRONG,
        ATTRIBUTE_BOLD | (mono ? ATTRIBUTE_REVERSE : 0));
    if (inside(picture, column, row))
        frame_cell(screen->frame, picture->area.column + column, picture->area.row + row)->fg =
            screen_ball_color(screen, ball);
}

/* --- axes --- */

/* What a place on the line is called: steps, or the coordinate. */
static double axis_value(const struct slice *slice, double s)
{
    switch (slice->line) {
    case SLICE_ALONG_X:
        return slice->from.x + s * slice->ux;
    case SLICE_ALONG_Y:
        return slice->from.y + s * slice->uy;
    case SLICE_ALONG_GRADIENT:
        return s * hypot(slice->ux, slice->uy);
    default:
        return s;
    }
}

static double axis_place(const struct slice *slice, double value)
{
    double origin = axis_value(slice, 0);
    return (value - origin) / (axis_value(slice, 1) - origin);
}

static void draw_ticks(const struct picture *picture, int row)
{
    const struct slice *slice = &picture->slice;
    double a = axis_value(slice, picture->low), b = axis_value(slice, picture->high);
    double low = fmin(a, b), high = fmax(a, b);
    int count = picture->area.columns / 8, left = picture->area.column;
    double step = round_step(high - low, count < 2 ? 2 : count > 8 ? 8 : count);
    if (!(step > 1e-12 * fmax(fabs(low), fabs(high)))) /* also when there is no number to show */
        return;
    int end = left + picture->area.columns;
    for (double k = ceil(low / step); k * step <= high; k++) {
        char text[32];
        screen_number(k * step, text);
        int width = utf8_columns(text, strlen(text));
        int column = left + (int)floor(column_of(picture, axis_place(slice, k * step)));
        column -= (width - 1) / 2 + (*text == '-' || *text == '\xE2');
        if (column >= left - 1 && column + width <= end + 1)
            screen_text(picture->screen, column, row, end + 1, ROLE_FAINT, text);
    }
}

/* The axis: where a step ahead would go down, it is a strong line. */
static void draw_axis(const struct picture *picture, int row)
{
    const struct screen *screen = picture->screen;
    double zero = column_of(picture, 0);
    for (int column = 0; column < picture->area.columns; column++) {
        bool down = column >= floor(zero) && middle_loss(picture, column) < picture->slice.loss;
        uint32_t glyph =
            down ? screen_glyph(screen, 0x2501, '=') : screen_glyph(screen, 0x2500, '-');
        screen_put(screen, picture->area.column + column, row, glyph,
                   down ? ROLE_GOOD : ROLE_FAINT);
    }
}

static double loss_step(const struct picture *picture)
{
    int count = picture->area.rows / 3;
    double step = round_step(picture->top - picture->bottom, count < 2 ? 2 : count > 6 ? 6 : count);
    double size = fmax(fabs(picture->top), fabs(picture->bottom));
    return step > 1e-12 * size ? step : HUGE_VAL;
}

/* The numbers beside the plot; returns the columns that the widest takes. */
static int draw_losses(const struct picture *picture, bool draw)
{
    double step = loss_step(picture);
    int widest = 0;
    if (isinf(step))
        return 0;
    for (double k = ceil(picture->bottom / step); k * step <= picture->top; k++) {
        char text[32];
        screen_number(k * step, text);
        int row = (int)fmin(row_of(picture, k * step), picture->area.rows - 1);
        int width = utf8_columns(text, strlen(text));
        widest = width > widest ? width : widest;
        if (draw)
            screen_text(picture->screen, picture->area.column - 1 - width, picture->area.row + row,
                        picture->area.column - 1, ROLE_FAINT, text);
    }
    return widest;
}

/* --- all of it --- */

static void picture_begin(struct picture *picture, const struct screen *screen, struct area area,
                          bool axes)
{
    *picture = (struct picture){.screen = screen, .slice = slice_measure(screen), .area = area};
    picture->filled = screen->display->unicode && screen->display->colors >= COLORS_256;
    picture->ground = screen->display->light ? 0xC3DAF2 : 0x20344C;
    picture->area.row++;
    picture->area.rows--;
    if (axes)
        picture->area.rows -=
            2 + (area.rows >= LEAST_ROWS_WITH_WORDS) + (area.rows >= LEAST_ROWS_WITH_LEGEND);
    choose_span(picture);
    sample(picture);
    choose_heights(picture);
    if (axes) {
        int width = draw_losses(picture, false) + 1;
        width = width < GUTTER_MAX ? width : GUTTER_MAX;
        picture->area.column += width;
        picture->area.columns -= width;
        free(picture->losses);
        sample(picture); /* at the columns that are left */
    }
}

void slice_draw_ground(const struct screen *screen, struct area area)
{
    bool axes = screen->session->look.layers[LAYER_AXES] && area.columns >= 24 && area.rows >= 6;
    struct picture *picture = screen->slice;
    free(picture->losses);
    picture->losses = NULL;
    if (area.columns < 8 || area.rows < 2)
        return;
    picture_begin(picture, screen, area, axes);
    if (picture->filled)
        draw_ground(picture);
    picture->dotted = draw_parabola(picture);
    if (!picture->filled)
        draw_line(picture);
    if (axes) {
        int row = picture->area.row + picture->area.rows;
        draw_losses(picture, true);
        draw_axis(picture, row);
        draw_ticks(picture, row + 1);
        if (area.rows >= LEAST_ROWS_WITH_WORDS)
            slice_draw_unit(picture, row + 2);
        if (area.rows >= LEAST_ROWS_WITH_LEGEND)
            slice_draw_legend(picture, row + 3);
    }
    draw_minimum(picture);
    if (picture->slice.lands)
        draw_hop(picture);
    slice_draw_title(picture, area);
}

void slice_draw_ball(const struct screen *screen, struct area area)
{
    struct picture *picture = screen->slice;
    (void)area;
    if (!picture->losses)
        return;
    picture->screen = screen;
    draw_ball(picture);
}
