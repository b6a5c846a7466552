#include "relief_raster.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct vertex {
    float x, y; /* in samples; a sample's middle is a whole number */
    struct raster_sample sample;
};

/* From the left and above, a little from behind the viewer; length 1. */
static const struct spatial light = {-0.60, -0.20, 0.775};

static float lit(const struct spatial *towards, double nx, double ny, double nz)
{
    /* level ground gets RASTER_PLAIN, what faces the light 1, what lies in the shade little */
    double facing = nx * towards->x + ny * towards->y + nz * towards->z;
    double shade = facing < light.z
                       ? RASTER_PLAIN * (0.28 + 0.72 * fmax(facing, 0) / light.z)
                       : RASTER_PLAIN + (1 - RASTER_PLAIN) * (facing - light.z) / (1 - light.z);
    return (float)fmin(shade, 1);
}

/* A vertex of the surface, or of a wall, where the height tells the tone too. */
static struct vertex see(const struct camera *camera, double x, double y, double tone, float shade,
                         bool wall)
{
    struct sighted at = camera_project(camera, (struct spatial){x, y, tone * RELIEF_HEIGHT});
    return (struct vertex){(float)(at.column * RASTER_ACROSS - 0.5),
                           (float)(at.row * RASTER_DOWN - 0.5),
                           {(float)(1 / at.depth), (float)tone, shade, wall}};
}

void raster_free(struct raster *raster)
{
    free(raster->samples);
    *raster = (struct raster){0};
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

static float least(float a, float b, float c)
{
    float ab = a < b ? a : b;
    return ab < c ? ab : c;
}

static int first(float least_of_three)
{
    return least_of_three > 0 ? (int)ceilf(least_of_three) : 0;
}

static int last(float negative_greatest, int count)
{
    return -negative_greatest < (float)(count - 1) ? (int)floorf(-negative_greatest) : count - 1;
}

/* The samples in a box that lie within a triangle. The inverse is that of twice its area. */
static void fill(struct raster *raster, const struct vertex *const v[3], float inverse,
                 const int box[4])
{
    const struct plane b = plane_of(v, inverse, 0, 1, 0), c = plane_of(v, inverse, 0, 0, 1);
    const struct raster_sample *s0 = &v[0]->sample, *s1 = &v[1]->sample, *s2 = &v[2]->sample;
    for (int y = box[1]; y <= box[3]; y++) {
        struct raster_sample *sample = &raster->samples[y * raster->columns + box[0]];
        for (int x = box[0]; x <= box[2]; x++, sample++) {
            float wb = plane_at(&b, x, y), wc = plane_at(&c, x, y), wa = 1 - wb - wc;
            if (wa < -1e-4F || wb < -1e-4F || wc < -1e-4F)
                continue;
            float nearness = wa * s0->nearness + wb * s1->nearness + wc * s2->nearness;
            if (nearness <= sample->nearness)
                continue;
            *sample =
                (struct raster_sample){nearness, wa * s0->tone + wb * s1->tone + wc * s2->tone,
                                       wa * s0->shade + wb * s1->shade + wc * s2->shade, s0->wall};
        }
    }
}

static void draw_triangle(struct raster *raster, const struct vertex *a, const struct vertex *b,
                          const struct vertex *c)
{
    const struct vertex *const v[3] = {a, b, c};
    const int box[4] = {first(least(a->x, b->x, c->x)), first(least(a->y, b->y, c->y)),
                        last(least(-a->x, -b->x, -c->x), raster->columns),
                        last(least(-a->y, -b->y, -c->y), raster->rows)};
    if (box[0] > box[2] || box[1] > box[3])
        return;
    float area = (b->x - a->x) * (c->y - a->y) - (c->x - a->x) * (b->y - a->y);
    if (fabsf(area) > 1e-6F)
        fill(raster, v, 1 / area, box);
}

static void draw_top(struct raster *raster, const struct mesh *mesh, const struct vertex *vertices)
{
    int side = mesh->cells + 1;
    for (int row = 0; row < mesh->cells; row++) {
        for (int column = 0; column < mesh->cells; column++) {
            const struct vertex *near = &vertices[row * side + column], *far = near + side + 1;
            if (isnan(near->sample.tone) || isnan(far->sample.tone))
                continue;
            if (!isnan(near[1].sample.tone))
                draw_triangle(raster, near, near + 1, far);
            if (!isnan(near[side].sample.tone))
                draw_triangle(raster, near, near + side, far);
        }
    }
}

/* One of the block's walls: each height in its tone, so that the wall shows the scale. Beside holes
 * there is its foot, so that one sees where the block would be. */
static void draw_wall(struct raster *raster, const struct mesh *mesh, const struct camera *camera,
                      const struct spatial *towards, int wall)
{
    const bool along_x = wall < 2;
    const double outward = wall % 2 ? 1 : -1;
    const int begin = wall % 2 ? mesh->cells : 0;
    float shade = 0.3F + 0.45F * lit(towards, along_x ? 0 : outward, along_x ? outward : 0, 0);
    struct vertex previous[2];
    for (int i = 0; i <= mesh->cells; i++) {
        float top = mesh_at(mesh, along_x ? i : begin, along_x ? begin : i)->tone;
        float tone = isnan(top) ? 0 : top;
        double along = 2.0 * i / mesh->cells - 1;
        double x = along_x ? along : outward, y = along_x ? outward : along;
        const struct vertex now[2] = {see(camera, x, y, -RELIEF_FOOT / RELIEF_HEIGHT, shade, true),
                                      see(camera, x, y, (double)tone, shade, true)};
        if (i > 0) {
            draw_triangle(raster, &previous[0], &now[0], &now[1]);
            draw_triangle(raster, &previous[0], &previous[1], &now[1]);
        }
        previous[0] = now[0], previous[1] = now[1];
    }
}

void raster_draw(struct raster *raster, const struct mesh *mesh, const struct camera *camera,
                 int columns, int rows)
{
    raster->columns = columns * RASTER_ACROSS, raster->rows = rows * RASTER_DOWN;
    size_t count = (size_t)raster->columns * (size_t)raster->rows;
    raster->samples = memory_resize(raster->samples, count, sizeof *raster->samples);
    memset(raster->samples, 0, count * sizeof *raster->samples);
    int side = mesh->cells + 1;
    struct spatial towards = camera_direction(camera, light);
    struct vertex *vertices = memory_new((size_t)side * (size_t)side, sizeof *vertices);
    for (int i = 0; i < side * side; i++) {
        const struct mesh_point *point = &mesh->points[i];
        double x = 2.0 * (i % side) / mesh->cells - 1, y = 2.0 * (i / side) / mesh->cells - 1;
        vertices[i] = see(camera, x, y, (double)point->tone,
                          lit(&towards, point->nx, point->ny, point->nz), false);
    }
    draw_top(raster, mesh, vertices);
    free(vertices);
    for (int wall = 0; wall < 4; wall++)
        draw_wall(raster, mesh, camera, &towards, wall);
}

const struct raster_sample *raster_at(const struct raster *raster, double column, double row)
{
    double x = floor(column * RASTER_ACROSS), y = floor(row * RASTER_DOWN);
    if (!(x >= 0 && y >= 0 && x < raster->columns && y < raster->rows))
        return NULL;
    return &raster->samples[(int)y * raster->columns + (int)x];
}
