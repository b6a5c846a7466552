#include "hits.h"

void hits_add(struct hits *hits, const struct hit *hit)
{
    if (hits && hits->count < HITS_MAX && hit->area.columns > 0 && hit->area.rows > 0)
        hits->items[hits->count++] = *hit;
}

static bool contains(const struct area *area, int column, int row)
{
    return column >= area->column && column < area->column + area->columns && row >= area->row &&
           row < area->row + area->rows;
}

struct view_place hits_locate(const struct hits *hits, int column, int row)
{
    struct view_place place = {.part = VIEW_PART_NONE};
    const struct hit *hit = NULL;
    for (int i = hits->count - 1; i >= 0 && !hit; i--)
        if (contains(&hits->items[i].area, column, row))
            hit = &hits->items[i];
    if (!hit)
        return place;
    place.part = hit->part;
    place.column = column - hit->area.column, place.row = row - hit->area.row;
    place.columns = hit->area.columns, place.rows = hit->area.rows;
    place.ball = hit->ball + row - hit->area.row;
    if (hit->part == VIEW_PART_CHART)
        place.tick = axis_tick(&hit->axis, column - hit->area.column);
    if (hit->part == VIEW_PART_MAP) {
        const struct region *region = &hit->region;
        double across = (column - hit->area.column + 0.5) / hit->area.columns;
        double down = (row - hit->area.row + 0.5) / hit->area.rows;
        place.has_point = true;
        place.point = (struct point){region->x0 + across * (region->x1 - region->x0),
                                     region->y1 - down * (region->y1 - region->y0)};
    }
    return place;
}
