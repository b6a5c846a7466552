#include "contours.h"

#include "../base/array.h"

#include <math.h>
#include <stdlib.h>

static float tone_at(const struct grid *grid, int column, int row)
{
    return grid->tones[(row * grid->columns + column) * grid->stride];
}

struct point grid_point(const struct grid *grid, double column, double row)
{
    return (struct point){grid->first.x + column * grid->step.x,
                          grid->first.y + row * grid->step.y};
}

/* --- fields of the grid, and their sides --- */

struct field_place {
    int column, row;
};

/* Whether the level lies between the tones at both ends of a side. */
static bool crosses(const struct grid *grid, struct field_place at, int side, double level)
{
    int right = at.column + 1, below = at.row + 1;
    float a = side == SOUTH  ? tone_at(grid, at.column, below)
              : side == EAST ? tone_at(grid, right, at.row)
                             : tone_at(grid, at.column, at.row);
    float b = side == NORTH  ? tone_at(grid, right, at.row)
              : side == WEST ? tone_at(grid, at.column, below)
                             : tone_at(grid, right, below);
    return ((double)a < level) != ((double)b < level);
}

/* Where on a side it is. */
static struct point crossing(const struct grid *grid, struct field_place at, int side, double level)
{
    bool across = side == NORTH || side == SOUTH;
    int column = at.column + (side == EAST), row = at.row + (side == SOUTH);
    double a = (double)tone_at(grid, column, row);
    double b = (double)tone_at(grid, column + across, row + !across);
    double part = (level - a) / (b - a);
    return grid_point(grid, column + (across ? part : 0), row + (across ? 0 : part));
}

/* The sides that a level's line goes through: two, or none that can be told. */
static int sides_of(const struct grid *grid, struct field_place at, double level)
{
    int sides = 0;
    for (int side = NORTH; side <= WEST; side *= 2)
        sides |= crosses(grid, at, side, level) ? side : 0;
    return sides == (NORTH | EAST | SOUTH | WEST) ? 0 : sides;
}

static struct field_place beyond(struct field_place at, int side)
{
    return (struct field_place){at.column + (side == EAST) - (side == WEST),
                                at.row + (side == SOUTH) - (side == NORTH)};
}

static int opposite(int side)
{
    return side == NORTH ? SOUTH : side == SOUTH ? NORTH : side == EAST ? WEST : EAST;
}

/* --- lines --- */

enum { NONE = 0xFF }; /* of a field: no line can be drawn in it, or it has been */

struct tracer {
    const struct grid *grid;
    const double *levels;
    uint8_t *fields; /* of the grid, one fewer across and down: which level's line is in it */
    int level;
    struct point *points;
    int count, capacity;
};

static uint8_t *field_at(const struct tracer *tracer, struct field_place at)
{
    return &tracer->fields[at.row * (tracer->grid->columns - 1) + at.column];
}

/* The sides of a field whose line is yet to be drawn; 0: there is none. */
static int open_sides(const struct tracer *tracer, struct field_place at)
{
    if (at.column < 0 || at.row < 0 || at.column >= tracer->grid->columns - 1 ||
        at.row >= tracer->grid->rows - 1 || *field_at(tracer, at) != tracer->level)
        return 0;
    return sides_of(tracer->grid, at, tracer->levels[tracer->level]);
}

static void add_point(struct tracer *tracer, struct field_place at, int side)
{
    *array_add(tracer->points, tracer->count, tracer->capacity) =
        crossing(tracer->grid, at, side, tracer->levels[tracer->level]);
}

/* From a field on, out of one of its sides; fields are taken on the way. */
static void follow(struct tracer *tracer, struct field_place at, int leave)
{
    while (open_sides(tracer, at)) {
        *field_at(tracer, at) = NONE;
        add_point(tracer, at, leave);
        at = beyond(at, leave);
        int enter = opposite(leave);
        leave = open_sides(tracer, at) & ~enter;
    }
}

static void turn_round(struct tracer *tracer)
{
    for (int i = 0, k = tracer->count - 1; i < k; i++, k--) {
        struct point point = tracer->points[i];
        tracer->points[i] = tracer->points[k];
        tracer->points[k] = point;
    }
}

/* The whole line through a field: to one end, and then to the other. */
static void trace(struct tracer *tracer, struct field_place at, int sides)
{
    int one = sides & -sides, other = sides & ~one;
    tracer->count = 0;
    follow(tracer, at, one);
    turn_round(tracer);
    add_point(tracer, at, other);
    follow(tracer, beyond(at, other), open_sides(tracer, beyond(at, other)) & ~opposite(other));
}

/* How many levels are not above a tone; -1: it is none. */
static int band_of(const struct levels *levels, double tone)
{
    int band = 0;
    if (isnan(tone))
        return -1;
    while (band < levels->count && levels->tones[band] <= tone)
        band++;
    return band;
}

/* Which level's line is in each field: of those with one line, and no hole at a corner. */
static void find_levels(const struct tracer *tracer, const struct levels *levels)
{
    const struct grid *grid = tracer->grid;
    int *bands = memory_new(2 * (size_t)grid->columns, sizeof *bands);
    for (int row = 0; row < grid->rows; row++) {
        int *now = bands + (row % 2 ? grid->columns : 0);
        const int *above = bands + (row % 2 ? 0 : grid->columns);
        for (int i = 0; i < grid->columns; i++)
            now[i] = band_of(levels, (double)tone_at(grid, i, row));
        for (int i = 0; row > 0 && i < grid->columns - 1; i++) {
            const int corners[] = {above[i], above[i + 1], now[i], now[i + 1]};
            int least = corners[0], most = corners[0];
            for (int k = 1; k < 4; k++) {
                least = corners[k] < least ? corners[k] : least;
                most = corners[k] > most ? corners[k] : most;
            }
            *field_at(tracer, (struct field_place){i, row - 1}) =
                (uint8_t)(least >= 0 && most == least + 1 ? least : NONE);
        }
    }
    free(bands);
}

/* Notes a field through which a line runs from west to east, if it is flatter than what is near. */
static void note_place(struct flat_places *places, const struct plot *plot, struct point west,
                       struct point east)
{
    enum { NEAR_COLUMNS = 8, NEAR_ROWS = 4 };
    struct point from = drawing_cell(plot->drawing, west), to = drawing_cell(plot->drawing, east);
    double slope = fabs(to.y - from.y);
    int at = 0, end = 0;
    for (int i = 0; i < places->count; i++) {
        struct point other = drawing_cell(plot->drawing, places->points[i]);
        bool near = fabs(other.x - from.x) < NEAR_COLUMNS && fabs(other.y - from.y) < NEAR_ROWS;
        if (near && places->slopes[i] <= slope)
            return;
        if (near)
            continue;
        places->points[end] = places->points[i];
        places->slopes[end++] = places->slopes[i];
    }
    while (at < end && places->slopes[at] <= slope)
        at++;
    if (at == FLAT_MAX)
        return;
    places->count = end < FLAT_MAX ? end + 1 : FLAT_MAX;
    for (int i = places->count - 1; i > at; i--) {
        places->points[i] = places->points[i - 1];
        places->slopes[i] = places->slopes[i - 1];
    }
    places->points[at] = west;
    places->slopes[at] = slope;
}

static void visit(struct tracer *tracer, const struct plot *plot, struct field_place at,
                  struct ink ink)
{
    int sides = open_sides(tracer, at);
    if (!sides)
        return;
    trace(tracer, at, sides);
    plot->projection->line(plot, tracer->points, tracer->count, ink);
}

static void note_places(struct tracer *tracer, const struct plot *plot, struct flat_places *places)
{
    const struct grid *grid = tracer->grid;
    for (int i = 0; i < (grid->columns - 1) * (grid->rows - 1); i++) {
        struct field_place at = {i % (grid->columns - 1), i / (grid->columns - 1)};
        tracer->level = tracer->fields[i];
        if (tracer->level == NONE || open_sides(tracer, at) != (EAST | WEST))
            continue;
        double level = tracer->levels[tracer->level];
        note_place(&places[tracer->level], plot, crossing(grid, at, WEST, level),
                   crossing(grid, at, EAST, level));
    }
}

void contours_draw(const struct plot *plot, const struct grid *grid, const struct levels *levels,
                   struct ink ink, struct flat_places *places)
{
    if (grid->columns < 2 || grid->rows < 2)
        return;
    int columns = grid->columns - 1, count = columns * (grid->rows - 1);
    struct tracer tracer = {.grid = grid, .levels = levels->tones};
    tracer.fields = memory_new((size_t)count, 1);
    find_levels(&tracer, levels);
    if (places)
        note_places(&tracer, plot, places);
    for (int i = 0; i < count; i++)
        if ((tracer.level = tracer.fields[i]) != NONE)
            visit(&tracer, plot, (struct field_place){i % columns, i / columns}, ink);
    free(tracer.fields);
    free(tracer.points);
}
