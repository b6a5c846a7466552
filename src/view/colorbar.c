#include "figure.h"
#include "map.h"

#include <math.h>

/* The columns: a gap, the bar, the pointer, the labels. */
enum { BAR = 1, BAR_COLUMNS = 2, POINTER = BAR + BAR_COLUMNS, LABEL = POINTER + 1 };

static int tone_row(struct area area, double tone)
{
    return area.row + (int)fmin(fmax((1 - tone) * area.rows, 0), area.rows - 1);
}

static struct cell scale_cell(const struct terrain *terrain, int row, int rows)
{
    const struct device *device = &terrain->subject.device;
    float middle = (float)(rows - row) - 0.5F;
    if (!device_has_fields(device))
        return (struct cell){' ', 0, COLOR_DEFAULT, COLOR_DEFAULT, 0};
    color upper = ramp_at(&terrain->ramp, (middle + 0.25F) / (float)rows);
    color lower = ramp_at(&terrain->ramp, (middle - 0.25F) / (float)rows);
    return (struct cell){device->unicode ? 0x2580 : ' ', 0, upper, lower, 0};
}

/* A number as it is spelled, or with as many digits as there is room for. */
static void draw_value(const struct screen *screen, struct area area, int row, enum role role,
                       double value, double exact, char number[32])
{
    int column = area.column + LABEL, end = area.column + area.columns;
    for (int digits = 3; digits > 0 && column + screen_columns(screen, number) > end; digits--) {
        screen_digits(number, "%.*g", digits, value);
        screen_shorten(number);
    }
    screen_text(screen, column, row, end, role, number);
    axis_tick_y(screen, column, row, number, exact, area.column + BAR + BAR_COLUMNS);
}

/* Labels keep a line between them; where levels are nearer, the lower one has its label. */
static void draw_labels(const struct screen *screen, const struct levels *levels, struct area area)
{
    int above = area.row + area.rows + 1;
    for (int i = 0; i < levels->count; i++) {
        char number[32];
        int row = tone_row(area, levels->tones[i]);
        if (row > above - 2)
            continue;
        screen_number(levels->values[i], number);
        draw_value(screen, area, row, ROLE_FAINT, levels->values[i],
                   area.row + (1 - levels->tones[i]) * area.rows, number);
        above = row;
    }
}

static void draw_end(const struct screen *screen, struct area area, int row, double value)
{
    char number[32];
    screen_digits(number, "%.3g", value);
    screen_shorten(number);
    draw_value(screen, area, row, ROLE_MUTED, value, row > area.row ? row + 1 : row, number);
}

/* Of a figure: what it is, both ends, and the levels between them. */
static void draw_whole(const struct screen *screen, const struct levels *levels, struct area area)
{
    const struct tone_scale *scale = &levels->scale;
    struct area between = {area.column, area.row + 1, area.columns, area.rows - 2};
    struct levels inner = *levels;
    int last = area.row + area.rows - 1;
    char name[AXIS_NAME_SIZE];
    inner.count = 0;
    for (int i = 0; i < levels->count; i++) {
        int row = tone_row(area, levels->tones[i]);
        if (row < area.row + 2 || row > last - 2)
            continue;
        inner.values[inner.count] = levels->values[i];
        inner.tones[inner.count++] =
            1 - (area.row + (1 - levels->tones[i]) * area.rows - between.row) / between.rows;
    }
    draw_labels(screen, &inner, between);
    if (scale->greatest > scale->least) {
        draw_end(screen, area, area.row, scale->greatest);
        draw_end(screen, area, last, scale->least);
    }
    const char *shown = screen_axis_name(screen, 2, "loss", name);
    if (area.row == 0)
        return;
    screen_text(screen, area.column + BAR, area.row - 1, area.column + area.columns, ROLE_TEXT,
                shown);
    axis_raise_name(screen, area.column + BAR, area.row - 1, screen_columns(screen, shown));
}

/* Between the two rows while the ball is on its way, as on the map. */
static void draw_pointer(const struct screen *screen, const struct tone_scale *scale,
                         struct area area)
{
    int ball = screen->session->selected;
    double phase = screen->display->phase;
    const struct row *rows[2];
    int last = sim_trail(screen->session->sim, ball, 2, rows) - 1;
    double tone =
        (1 - phase) * tone_of(scale, rows[0]->loss) + phase * tone_of(scale, rows[last]->loss);
    if (isnan(tone))
        return;
    struct cell *cell = frame_cell(screen->frame, area.column + POINTER, tone_row(area, tone));
    *cell = (struct cell){screen_glyph(screen, 0x25C2, '<'), 0, screen_ball_color(screen, ball),
                          COLOR_DEFAULT, ATTRIBUTE_BOLD};
}

void colorbar_draw(const struct screen *screen, struct area area)
{
    const struct terrain *terrain = &screen->map->terrain;
    for (int row = 0; row < area.rows; row++) {
        for (int column = 0; column < BAR_COLUMNS; column++)
            *frame_cell(screen->frame, area.column + BAR + column, area.row + row) =
                scale_cell(terrain, row, area.rows);
    }
    if (screen_is_figure(screen)) {
        draw_whole(screen, &terrain->levels, area);
        return;
    }
    draw_labels(screen, &terrain->levels, area);
    draw_pointer(screen, &terrain->levels.scale, area);
}
