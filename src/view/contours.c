/* Lines of equal loss: those of a ground, and those of the selected ball's next mini-batch. */

#include "layers.h"
#include "terrain.h"

#include "../base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- fields of the lattice, and their sides --- */

/* A field has the number of the point at its upper left. */
struct tracer {
    const struct lattice *lattice;
    const float *tones;
    const struct levels *levels;
    int columns;
    uint8_t *fields; /* which level's line is in each; NONE: none, or it is drawn */
    double level;    /* the tone of the line that is followed */
    struct point *points;
    int count, capacity;
};

enum { NONE = 0xFF };

static bool is_across(int side)
{
    return side == NORTH || side == SOUTH;
}

/* The first of the two points between which a side is; and how far it is to the other one. */
static int side_begin(const struct tracer *tracer, int at, int side)
{
    return at + (side == EAST) + (side == SOUTH ? tracer->columns : 0);
}

static int side_length(const struct tracer *tracer, int side)
{
    return is_across(side) ? 1 : tracer->columns;
}

static bool crosses(const struct tracer *tracer, int at, int side)
{
    const float *begin = tracer->tones + side_begin(tracer, at, side);
    return ((double)begin[0] < tracer->level) !=
           ((double)begin[side_length(tracer, side)] < tracer->level);
}

/* From the last points of the lattice on to the border. */
static double to_border(double at, int64_t count)
{
    return at <= 0 ? -0.5 : at >= (double)count - 1 ? (double)count - 0.5 : at;
}

static struct point crossing(const struct tracer *tracer, int at, int side)
{
    int begin = side_begin(tracer, at, side);
    double a = (double)tracer->tones[begin];
    double b = (double)tracer->tones[begin + side_length(tracer, side)];
    double part = (tracer->level - a) / (b - a);
    int column = begin % tracer->columns, row = begin / tracer->columns;
    const struct lattice *lattice = tracer->lattice;
    return lattice_point(lattice,
                         to_border(column + (is_across(side) ? part : 0), lattice->across.count),
                         to_border(row + (is_across(side) ? 0 : part), lattice->down.count));
}

/* The sides of a field that the line goes through: two, or none that can be told, or it is drawn.
 */
static int open_sides(const struct tracer *tracer, int at)
{
    int level = tracer->fields[at], sides = 0;
    if (level == NONE || tracer->levels->tones[level] != tracer->level)
        return 0;
    for (int side = NORTH; side <= WEST; side *= 2)
        sides |= crosses(tracer, at, side) ? side : 0;
    return sides == (NORTH | EAST | SOUTH | WEST) ? 0 : sides;
}

static int beyond(const struct tracer *tracer, int at, int side)
{
    return at + (side == EAST) - (side == WEST) +
           tracer->columns * ((side == SOUTH) - (side == NORTH));
}

static int opposite(int side)
{
    return side <= EAST ? side * 4 : side / 4;
}

/* --- lines --- */

static void add_point(struct tracer *tracer, int at, int side)
{
    *array_add(tracer->points, tracer->count, tracer->capacity) = crossing(tracer, at, side);
}

/* From a field on, out of one of its sides; fields are taken on the way. */
static void follow(struct tracer *tracer, int at, int leave)
{
    while (open_sides(tracer, at)) {
        tracer->fields[at] = NONE;
        add_point(tracer, at, leave);
        at = beyond(tracer, at, leave);
        leave = open_sides(tracer, at) & ~opposite(leave);
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
static void trace(struct tracer *tracer, int at, int sides)
{
    int one = sides & -sides, other = sides & ~one, next = beyond(tracer, at, other);
    tracer->count = 0;
    follow(tracer, at, one);
    turn_round(tracer);
    add_point(tracer, at, other);
    follow(tracer, next, open_sides(tracer, next) & ~opposite(other));
}

/* Which level's line is in each field: the lowest of several, so that it is whole; of those with no
 * hole at a corner. First each point gets the number of levels that are not above it; a field needs
 * those of none before it. */
static void find_levels(struct tracer *tracer, int count)
{
    int columns = tracer->columns;
    uint8_t *fields = tracer->fields;
    for (int i = 0; i < count; i++)
        fields[i] = (uint8_t)levels_band(tracer->levels, (double)tracer->tones[i]);
    for (int i = 0; i < count - columns; i++) {
        const uint8_t corners[] = {fields[i], fields[i + 1], fields[i + columns],
                                   fields[i + columns + 1]};
        uint8_t least = corners[0], most = corners[0];
        for (int k = 1; k < 4; k++) {
            least = corners[k] < least ? corners[k] : least;
            most = corners[k] > most ? corners[k] : most;
        }
        fields[i] = (i + 1) % columns && most > least && most != NONE ? least : NONE;
    }
    memset(fields + count - columns, NONE, (size_t)columns);
}

/* Notes a field through which a line runs from west to east, if it is flatter than what is near. */
static void note_place(struct flat_places *places, const struct drawing *drawing, struct point west,
                       struct point east)
{
    enum { NEAR_COLUMNS = 8, NEAR_ROWS = 4, SLOPES = 1 << 20 };
    struct point from = drawing_cell(drawing, west), to = drawing_cell(drawing, east);
    struct flat_place *items = places->items, place = {west, (int)(SLOPES * fabs(to.y - from.y))};
    int at = 0, end = 0;
    for (int i = 0; i < places->count; i++) {
        struct point other = drawing_cell(drawing, items[i].at);
        bool near = fabs(other.x - from.x) < NEAR_COLUMNS && fabs(other.y - from.y) < NEAR_ROWS;
        if (near && items[i].slope <= place.slope)
            return;
        if (!near)
            items[end++] = items[i];
    }
    while (at < end && items[at].slope <= place.slope)
        at++;
    if (at == FLAT_MAX)
        return;
    end = end < FLAT_MAX ? end : FLAT_MAX - 1;
    memmove(items + at + 1, items + at, (size_t)(end - at) * sizeof *items);
    items[at] = place;
    places->count = end + 1;
}

/* The level whose line is in a field is the one that is followed. False: there is none. */
static bool look_at(struct tracer *tracer, int at)
{
    if (tracer->fields[at] == NONE)
        return false;
    tracer->level = tracer->levels->tones[tracer->fields[at]];
    return true;
}

void contours_draw(const struct plot *plot, const struct lattice *lattice, const float *tones,
                   const struct levels *levels, struct ink ink, struct flat_places *places)
{
    int columns = (int)lattice->across.count, count = columns * (int)lattice->down.count, sides;
    /* Beyond the lattice there is nothing. */
    uint8_t *fields = memory_new((size_t)count + (size_t)columns + 2, 1);
    struct tracer tracer = {.lattice = lattice,
                            .tones = tones,
                            .levels = levels,
                            .columns = columns,
                            .fields = fields + columns + 1};
    memset(fields, NONE, (size_t)columns + 1);
    find_levels(&tracer, count);
    for (int i = 0; places && i < count; i++)
        if (look_at(&tracer, i) && open_sides(&tracer, i) == (EAST | WEST))
            note_place(&places[tracer.fields[i]], plot->drawing, crossing(&tracer, i, WEST),
                       crossing(&tracer, i, EAST));
    for (int i = 0; i < count; i++)
        if (look_at(&tracer, i) && (sides = open_sides(&tracer, i))) {
            trace(&tracer, i, sides);
            plot->projection->line(plot, tracer.points, tracer.count, ink);
        }
    free(fields);
    free(tracer.points);
}

/* --- a mini-batch --- */

enum { WORK_MAX = 500000, LATTICE_LEAST = 8 }; /* points times rows */

static int fine_as(double most, int wanted)
{
    return (int)fmin(fmax(most, LATTICE_LEAST), wanted + LATTICE_LEAST);
}

/* At the ground's own levels, so that it shows how the batch's valley lies beside the one of all
 * rows; they are others in each iteration. The lattice is as fine as the rows allow. */
void batch_lines_draw(const struct plot *plot)
{
    const struct session *session = plot->screen->session;
    int ball = session->selected;
    int64_t rows = sim_recipe(session->sim, ball)->batch;
    if (rows > 0 && plot->projection->batch)
        plot->projection->batch(plot);
    if (rows == 0 || plot->projection->batch || plot->levels->count == 0)
        return; /* its next update sees the full loss */
    double most = fmin(sqrt((double)WORK_MAX / (double)rows), 1000);
    int across = fine_as(most, plot->area.columns / 2), down = fine_as(most, plot->area.rows);
    int count = across * down;
    double *loss = memory_new((size_t)count, sizeof *loss);
    float *tones = memory_new((size_t)count, sizeof *tones);
    const struct lattice lattice = lattice_corners(&plot->view, across, down);
    drawing_at(plot->drawing, DEPTH_PAST, ball);
    if (lab_batch(session->lab, session->sim, ball, &lattice, loss)) {
        for (int i = 0; i < count; i++)
            tones[i] = (float)tone_unbounded(&plot->levels->scale, loss[i]);
        contours_draw(plot, &lattice, tones, plot->levels,
                      ball_ink(plot, ball, DASH_DASHED, AGE_OLD), NULL);
    }
    free(tones);
    free(loss);
}

void contours_number(const struct plot *plot, const struct flat_places *places, const char *number,
                     struct ink ink)
{
    enum { COLUMNS = 8 };
    struct text spelled = {0};
    screen_spell(plot->screen, &spelled, number);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    if (places->count > 0 && screen_columns(plot->screen, number) <= COLUMNS) {
        draw_label(plot->drawing, LABEL_OVER, NULL, 0, spelled.bytes, 1, ink);
        for (int i = 0; i < places->count; i++) {
            struct sight at = plot->projection->sight(plot, places->items[i].at);
            if (at.seen && at.inside)
                drawing_extend(plot->drawing, at.at);
        }
    }
    text_free(&spelled);
}
