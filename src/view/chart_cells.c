/* Where the parts of a chart stand, and how they get on with its ground. */

#include "charts.h"

int chart_tick_column(const struct axis *axis, int64_t tick)
{
    return (axis_column(axis, tick) + axis_columns_end(axis, tick) - 1) / 2;
}

color chart_ground(const struct screen *screen)
{
    return screen->theme->roles[ROLE_GROUND];
}

void chart_put(const struct screen *screen, int column, int row, uint32_t glyph, color ink,
               int attributes)
{
    struct cell *cell = frame_cell(screen->frame, column, row);
    color under = cell->bg;
    if (cell->glyph > 0x2584 && cell->glyph <= 0x2588) /* more than half of it is filled */
        under = cell->fg;
    *cell = (struct cell){glyph, 0, ink, under, (uint8_t)attributes};
}
