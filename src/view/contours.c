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

enum { TILE = 8 };
enum { OPEN = 1, TAKEN = 2 }; /* a field in which lines can be; one whose line has been drawn */

struct tracer {
    const struct grid *grid;
    uint8_t *fields; /* of the grid, one fewer across and down */
    double level;
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
        at.row >= tracer->grid->rows - 1 || *field_at(tracer, at) != OPEN)
        return 0;
    return sides_of(tracer->grid, at, tracer->level);
}

static void add_point(struct tracer *tracer, struct field_place at, int side)
{
    *array_add(tracer->points, tracer->count, tracer->capacity) =
        crossing(tracer->grid, at, side, tracer->level);
}

/* From a field on, out of one of its sides; fields are taken on the way. */
static void follow(struct tracer *tracer, struct field_place at, int leave)
{
    for (int sides; (sides = open_sides(tracer, at));) {
        *field_at(tracer, at) = OPEN | TAKEN;
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

static int band_of(const double *levels, int count, double tone)
{
    int band = 0;
    if (isnan(tone))
        return -1;
    while (band < count && levels[band] <= tone)
        band++;
    return band;
}

/* Fields with one line at most, and no hole at a corner. */
static void open_fields(const struct tracer *tracer, const double *levels, int count)
{
    const struct grid *grid = tracer->grid;
    for (int row = 0; row < grid->rows - 1; row++)
        for (int column = 0; column < grid->columns - 1; column++) {
            int least = count, most = -1;
            bool hole = false;
            for (int i = 0; i < 4; i++) {
                double tone = (double)tone_at(grid, column + i % 2, row + i / 2);
                int band = band_of(levels, count, tone);
                hole |= band < 0;
                least = band < least ? band : least;
                most = band > most ? band : most;
            }
            *field_at(tracer, (struct field_place){column, row}) =
                !hole && most == least + 1 ? OPEN : 0;
        }
}

static void draw_level(struct tracer *tracer, const struct plot *plot, struct ink ink)
{
    for (int row = 0; row < tracer->grid->rows - 1; row++)
        for (int column = 0; column < tracer->grid->columns - 1; column++) {
            struct field_place at = {column, row};
            int sides = open_sides(tracer, at);
            if (!sides)
                continue;
            trace(tracer, at, sides);
            plot->projection->line(plot, tracer->points, tracer->count, ink);
        }
}

void contours_draw(const struct plot *plot, const struct grid *grid, const double *levels,
                   int count, struct ink ink)
{
    if (grid->columns < 2 || grid->rows < 2)
        return;
    struct tracer tracer = {grid, NULL, 0, NULL, 0, 0};
    tracer.fields = memory_new((size_t)(grid->columns - 1) * (size_t)(grid->rows - 1), 1);
    open_fields(&tracer, levels, count);
    for (int i = 0; i < count; i++) {
        tracer.level = levels[i];
        draw_level(&tracer, plot, ink);
    }
    free(tracer.fields);
    free(tracer.points);
}

/* --- where a number has room beside its line --- */

/* In a tile of the grid, the field through which the line runs most nearly from west to east. */
static double flattest_in(const struct plot *plot, const struct grid *grid,
                          struct field_place corner, double level, struct point *point)
{
    double least = HUGE_VAL;
    for (int i = 0; i < TILE * TILE; i++) {
        struct field_place at = {corner.column + i % TILE, corner.row + i / TILE};
        if (at.column >= grid->columns - 1 || at.row >= grid->rows - 1 ||
            sides_of(grid, at, level) != (EAST | WEST))
            continue;
        struct point west = crossing(grid, at, WEST, level), east = crossing(grid, at, EAST, level);
        double slope =
            fabs(drawing_cell(plot->drawing, east).y - drawing_cell(plot->drawing, west).y);
        if (slope < least) {
            least = slope;
            *point = west;
        }
    }
    return least;
}

int contours_flattest(const struct plot *plot, const struct grid *grid, double level,
                      struct point points[FLAT_MAX])
{
    double slopes[FLAT_MAX], slope;
    int count = 0;
    struct point point = {0, 0};
    for (int row = 0; row < grid->rows; row += TILE)
        for (int column = 0; column < grid->columns; column += TILE) {
            slope = flattest_in(plot, grid, (struct field_place){column, row}, level, &point);
            int at = count < FLAT_MAX ? count : FLAT_MAX;
            if (!(slope < HUGE_VAL))
                continue;
            count += count < FLAT_MAX;
            for (; at > 0 && slopes[at - 1] > slope; at--)
                if (at < FLAT_MAX)
                    slopes[at] = slopes[at - 1], points[at] = points[at - 1];
            if (at < FLAT_MAX)
                slopes[at] = slope, points[at] = point;
        }
    return count;
}
