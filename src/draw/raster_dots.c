#include "raster_dots.h"

#include "frame.h"

#include <math.h>
#include <stdlib.h>

/* Dashes are where a line is, not how far along it: so one that grows at its beginning does not
 * crawl. Of high points along a flat line more are on, so that it is no comb. */
static bool is_on(const struct pen *pen, int at, bool steep)
{
    int times = steep ? 1 : pen->tall, of = (pen->of - 1) * times + 1;
    return (at + 2 * of) % of < pen->on * times;
}

void raster_dots(struct points *points, const struct pen *pen, float x0, float y0, float x1,
                 float y1)
{
    bool steep = fabsf(y1 - y0) > fabsf(x1 - x0);
    float from = steep ? y0 : x0, to = steep ? y1 : x1;
    float begin = steep ? x0 : y0, end = steep ? x1 : y1;
    double slope = to != from ? ((double)end - (double)begin) / ((double)to - (double)from) : 0;
    int first = (int)floorf(fminf(from, to)), last = (int)floorf(fmaxf(from, to));
    int low = (int)floorf(fminf(begin, end)), high = (int)floorf(fmaxf(begin, end));
    /* in fixed point, at the middles of the steps */
    int64_t across = (int64_t)floor(((double)begin + (first + 0.5 - (double)from) * slope) * 65536);
    int64_t step = (int64_t)floor(slope * 65536);
    for (int at = first; at <= last; at++, across += step) {
        int side = (int)(across >> 16);
        side = side < low ? low : side > high ? high : side;
        for (int i = 0; i < pen->wide && is_on(pen, at, steep); i++)
            raster_point(points, steep ? side + i : at, steep ? at : side + i, pen->ink);
    }
}

static void touch(struct points *points, int column, int row, int sides, uint8_t ink)
{
    int at = row * points->width + column;
    bool inside = column >= 0 && row >= 0 && column < points->width && row < points->height;
    if (inside && points->inks[at] == ink)
        sides |= points->sides[at];
    if (raster_point(points, column, row, ink))
        points->sides[at] = (uint8_t)sides;
}

void raster_sides(struct points *points, const struct pen *pen, float x0, float y0, float x1,
                  float y1)
{
    float dx = x1 - x0, dy = y1 - y0;
    int column = (int)floorf(x0), row = (int)floorf(y0), enter = 0, leave = 1;
    int left = abs((int)floorf(x1) - column) + abs((int)floorf(y1) - row);
    for (; leave; left--) {
        leave = 0;
        if (left > 0) {
            float tx = dx == 0 ? HUGE_VALF : ((float)(column + (dx > 0)) - x0) / dx;
            float ty = dy == 0 ? HUGE_VALF : ((float)(row + (dy > 0)) - y0) / dy;
            leave = tx < ty ? (dx > 0 ? EAST : WEST) : (dy > 0 ? SOUTH : NORTH);
        }
        if (pen->of == 1 || (column + row) % 2 == 0)
            touch(points, column, row, pen->of == 1 ? enter | leave : 0, pen->ink);
        column += (leave == EAST) - (leave == WEST);
        row += (leave == SOUTH) - (leave == NORTH);
        enter = leave == EAST ? WEST : leave == WEST ? EAST : leave == SOUTH ? NORTH : SOUTH;
    }
}
