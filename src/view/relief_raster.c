#include "relief.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

/* --- light --- */

/* From the left and above, a little from before the viewer; length 1. */
static const struct spatial light = {-0.50, 0.28, 0.82};

/* The rise per length between the neighbours on both sides, as far as they are there. */
static double slope(const struct ground *ground, int at, int stride, int place)
{
    const float *height = &ground->heights[at];
    float before = place > 0 ? height[-stride] : NAN;
    float after = place < ground->cells ? height[stride] : NAN;
    int spans = !isnan(before) + !isnan(after);
    double rise = (isnan(after) ? *height : after) - (isnan(before) ? *height : before);
    return spans ? rise / spans * ground->cells / 2 : 0;
}

/* Ground that faces the light is brightest, and nothing is black. */
static float lit(const struct ground *ground, const struct spatial *towards, int column, int row)
{
    int side = ground->cells + 1, at = row * side + column;
    double dx = slope(ground, at, 1, column), dy = slope(ground, at, side, row);
    double facing = (towards->z - dx * towards->x - dy * towards->y) / sqrt(dx * dx + dy * dy + 1);
    facing = fmax(facing, 0);
    return (float)(0.42 + 0.83 * facing * sqrt(facing));
}

/* --- triangles --- */

struct vertex {
    float x, y; /* in samples; a sample's middle is a whole number */
    struct relief_sample sample;
};

static float dim_at(const struct ground *ground, int at)
{
    return ground->shades ? (float)ground->shades[at] / 255 : 0;
}

static struct vertex see(const struct ground *ground, int column, int row, double height,
                         float shade, bool wall)
{
    int at = row * (ground->cells + 1) + column;
    struct sighted seen =
        camera_project(&ground->camera, (struct spatial){2.0 * column / ground->cells - 1,
                                                         2.0 * row / ground->cells - 1, height});
    return (struct vertex){
        (float)(seen.column * ground->across - 0.5),
        (float)(seen.row * ground->down - 0.5),
        {(float)-seen.depth, ground->terrain.tones[at], shade, dim_at(ground, at), wall}};
}

/* A quantity that is linear on the picture: its value at (0, 0) and its rates. */
struct plane {
    float base, across, down;
};

static struct plane plane_of(const struct vertex *const v[3], float inverse, float a, float b,
                             float c)
{
    float across = ((b - a) * (v[2]->y - v[0]->y) - (c - a) * (v[1]->y - v[0]->y)) * inverse;
    float down = ((c - a) * (v[1]->x - v[0]->x) - (b - a) * (v[2]->x - v[0]->x)) * inverse;
    return (struct plane){a - across * v[0]->x - down * v[0]->y, across, down};
}

static float plane_at(const struct plane *plane, int x, int y)
{
    return plane->base + plane->across * (float)x + plane->down * (float)y;
}

/* The whole numbers between the least and the greatest of three, of 0 … count - 1. */
struct range {
    int first, last;
};

static struct range range_of(float a, float b, float c, int count)
{
    float least = a < b ? a : b, most = a < b ? b : a, end = (float)(count - 1);
    least = least < c ? least : c, most = most > c ? most : c;
    if (!(least <= end && most >= 0))
        return (struct range){0, -1};
    int first = least > 0 ? (int)least : 0;
    return (struct range){first + ((float)first < least), most < end ? (int)most : count - 1};
}

static void draw_triangle(struct ground *ground, const struct vertex *v0, const struct vertex *v1,
                          const struct vertex *v2)
{
    const struct vertex *const v[3] = {v0, v1, v2};
    const struct relief_sample *s0 = &v0->sample, *s1 = &v1->sample, *s2 = &v2->sample;
    const struct range across = range_of(v0->x, v1->x, v2->x, ground->sample_columns);
    const struct range down = range_of(v0->y, v1->y, v2->y, ground->sample_rows);
    float area = (v1->x - v0->x) * (v2->y - v0->y) - (v2->x - v0->x) * (v1->y - v0->y);
    if (across.first > across.last || down.first > down.last || !(fabsf(area) > 1e-6F))
        return;
    const struct plane b = plane_of(v, 1 / area, 0, 1, 0), c = plane_of(v, 1 / area, 0, 0, 1);
    for (int y = down.first; y <= down.last; y++) {
        struct relief_sample *sample = &ground->samples[y * ground->sample_columns + across.first];
        for (int x = across.first; x <= across.last; x++, sample++) {
            float wb = plane_at(&b, x, y), wc = plane_at(&c, x, y), wa = 1 - wb - wc;
            if (wa < -1e-4F || wb < -1e-4F || wc < -1e-4F)
                continue;
            float nearness = wa * s0->nearness + wb * s1->nearness + wc * s2->nearness;
            if (nearness > sample->nearness)
                *sample =
                    (struct relief_sample){nearness, wa * s0->tone + wb * s1->tone + wc * s2->tone,
                                           wa * s0->shade + wb * s1->shade + wc * s2->shade,
                                           wa * s0->dim + wb * s1->dim + wc * s2->dim, s0->wall};
        }
    }
}

/* A sheet of fields between vertices; beside holes there is none. */
static void draw_sheet(struct ground *ground, const struct vertex *vertices, int columns, int rows)
{
    const struct vertex *near = vertices, *far = vertices + columns + 2;
    for (int row = 0; row < rows; row++, near++, far++)
        for (int column = 0; column < columns; column++, near++, far++) {
            if (isnan(near->sample.tone) || isnan(far->sample.tone))
                continue;
            if (!isnan(near[1].sample.tone))
                draw_triangle(ground, near, near + 1, far);
            if (!isnan(far[-1].sample.tone))
                draw_triangle(ground, near, far - 1, far);
        }
}

/* --- where the surface begins --- */

static void note_edge(struct ground *ground, const struct vertex *a, const struct vertex *b)
{
    const struct vertex *left = a->x <= b->x ? a : b, *right = left == a ? b : a;
    int count = ground->sample_columns * EDGE_PARTS;
    /* the middle of part i is at (i + 0.5) / EDGE_PARTS - 0.5 */
    float begin = ceilf((left->x + 0.5F) * EDGE_PARTS - 0.5F);
    float end = floorf((right->x + 0.5F) * EDGE_PARTS - 0.5F);
    float fall = (right->y - left->y) / fmaxf(right->x - left->x, 1e-6F);
    for (int i = (int)fmaxf(begin, 0); (float)i <= end && i < count; i++) {
        float x = ((float)i + 0.5F) / EDGE_PARTS - 0.5F, y = left->y + fall * (x - left->x);
        ground->tops[i] = fminf(ground->tops[i], y);
    }
}

/* Whether a vertex is near the first sample from above that is there; most are not. */
static bool is_near_top(const struct ground *ground, const int *firsts, const struct vertex *vertex)
{
    enum { NEAR = 6 };
    int column = (int)fminf(fmaxf(vertex->x, 0), (float)(ground->sample_columns - 1));
    return vertex->y < (float)(firsts[column] + NEAR);
}

static int *find_firsts(const struct ground *ground)
{
    int *firsts = memory_new((size_t)ground->sample_columns, sizeof *firsts);
    for (int column = 0; column < ground->sample_columns; column++) {
        int row = 0;
        while (row < ground->sample_rows &&
               !(ground->samples[row * ground->sample_columns + column].nearness > NOWHERE_NEAR))
            row++;
        firsts[column] = row;
    }
    return firsts;
}

/* The edges to the right, upwards, and of the triangles between, where both ends are there. */
static void find_tops(struct ground *ground, const struct vertex *vertices)
{
    int side = ground->cells + 1, parts = ground->sample_columns * EDGE_PARTS;
    int *firsts = find_firsts(ground);
    ground->tops = memory_resize(ground->tops, (size_t)parts, sizeof *ground->tops);
    for (int i = 0; i < parts; i++)
        ground->tops[i] = HUGE_VALF;
    for (int i = 0; i < side * side; i++) {
        const struct vertex *at = &vertices[i];
        bool right = (i + 1) % side, up = i + side < side * side;
        const struct vertex *const to[] = {right ? at + 1 : NULL, up ? at + side : NULL,
                                           right && up ? at + side + 1 : NULL};
        if (isnan(at->sample.tone) || !is_near_top(ground, firsts, at))
            continue;
        for (int k = 0; k < 3; k++)
            if (to[k] && !isnan(to[k]->sample.tone))
                note_edge(ground, at, to[k]);
    }
    free(firsts);
}

static void draw_top(struct ground *ground, struct vertex *vertices)
{
    struct spatial towards = camera_direction(&ground->camera, light);
    int side = ground->cells + 1;
    for (int row = 0, at = 0; row < side; row++)
        for (int column = 0; column < side; column++, at++)
            vertices[at] = see(ground, column, row, (double)ground->heights[at],
                               lit(ground, &towards, column, row), false);
    draw_sheet(ground, vertices, ground->cells, ground->cells);
    find_tops(ground, vertices);
}

/* One of the block's walls: the surface's cut, which fades downwards. */
static void draw_wall(struct ground *ground, struct vertex *vertices, int wall)
{
    int side = ground->cells + 1, across = wall % 2 ? ground->cells : 0;
    for (int i = 0; i < side; i++) {
        int column = wall < 2 ? i : across, row = wall < 2 ? across : i;
        double height = (double)ground->heights[row * side + column];
        vertices[i] = see(ground, column, row, -RELIEF_FOOT, 0, true);
        vertices[side + i] = see(ground, column, row, height, 1, true);
    }
    draw_sheet(ground, vertices, ground->cells, 1);
}

void ground_sample(struct ground *ground, struct area area)
{
    ground->sample_columns = area.columns * ground->across;
    ground->sample_rows = area.rows * ground->down;
    int count = ground->sample_columns * ground->sample_rows, side = ground->cells + 1;
    ground->samples = memory_resize(ground->samples, (size_t)count, sizeof *ground->samples);
    for (int i = 0; i < count; i++)
        ground->samples[i] = (struct relief_sample){.nearness = NOWHERE_NEAR};
    struct vertex *vertices = memory_new((size_t)side * (size_t)side, sizeof *vertices);
    draw_top(ground, vertices);
    for (int wall = 0; wall < 4; wall++)
        draw_wall(ground, vertices, wall);
    free(vertices);
}

const struct relief_sample *ground_at(const struct ground *ground, double column, double row)
{
    double x = column * ground->across, y = row * ground->down;
    if (!(x >= 0 && y >= 0 && x < ground->sample_columns && y < ground->sample_rows))
        return NULL;
    const struct relief_sample *sample = &ground->samples[(int)y * ground->sample_columns + (int)x];
    return sample->nearness > NOWHERE_NEAR ? sample : NULL;
}

bool ground_hides(const struct ground *ground, struct sighted sighted)
{
    const struct relief_sample *sample = ground_at(ground, sighted.column, sighted.row);
    return sample && (double)sample->nearness + sighted.depth > 0.02;
}
