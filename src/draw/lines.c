#include "lines.h"

const struct lines_row lines_rows[LINES_COUNT] = {
    [LINES_AUTO] = {"auto", "the finest that the terminal shows", LINES_OF_DOTS, 2, 4, 1, 2},
    [LINES_QUADRANTS] = {"quadrants", "quarter-cell blocks, bold", LINES_OF_BLOCKS, 2, 2, 2, 2},
    [LINES_DOTS] = {"dots", "braille dots, fine", LINES_OF_DOTS, 2, 4, 1, 2},
    [LINES_BOX] = {"box", "line-drawing characters, as the Linux console has them", LINES_OF_BOX, 1,
                   1, 1, 1},
    [LINES_ASCII] = {"ascii", "letters and signs only", LINES_OF_LETTERS, 1, 2, 1, 1},
    [LINES_SEXTANTS] = {"sextants", "sixth-cell blocks: few fonts have them", LINES_OF_BLOCKS, 2, 3,
                        2, 3},
    [LINES_OCTANTS] = {"octants", "eighth-cell blocks: new fonts have them", LINES_OF_BLOCKS, 2, 4,
                       2, 4},
};
const int lines_row_count = LINES_COUNT;

/* Two colours of a cell's own need as many as there are. */
static bool can_show(enum line_mode lines, const struct device *device, bool console)
{
    enum lines_kind kind = lines_rows[lines].kind;
    if (kind == LINES_OF_LETTERS)
        return true;
    if (kind == LINES_OF_BOX)
        return device->unicode || console;
    return device->unicode && lines != LINES_AUTO &&
           (kind == LINES_OF_DOTS || device->colors == COLORS_DIRECT);
}

static enum line_mode choose(enum line_mode wanted, const struct device *device, bool console)
{
    if (can_show(wanted, device, console))
        return wanted;
    if (can_show(LINES_DOTS, device, console))
        return LINES_DOTS;
    return can_show(LINES_BOX, device, console) ? LINES_BOX : LINES_ASCII;
}

struct device device_of(enum line_mode wanted, enum color_level colors, bool unicode, bool console,
                        enum light light)
{
    struct device device = {LINES_AUTO, colors, unicode, light, theme_of(colors, light),
                            false,      {0, 0}};
    device.lines = choose(wanted, &device, console);
    return device;
}

struct device device_of_charts(const struct device *device)
{
    struct device charts = *device;
    if (lines_rows[charts.lines].kind == LINES_OF_BLOCKS)
        charts.lines = LINES_DOTS;
    return charts;
}
