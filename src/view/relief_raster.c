#include "relief_raster.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct vertex {
    float x, y; /* in samples; a sample's middle is a whole number */
    struct raster_sample sample;
};

/* From the left and above, a little from before the viewer; length 1. */
static const struct spatial light = {-0.50, 0.28, 0.82};

/* Ground that faces the light is brightest, and nothing is black. */
static float lit(const struct spatial *towards, const struct mesh_point *point)
{
    double facing = (double)point->nx * towards->x + (double)point->ny * towards->y +
                    (double)point->nz * towards->z;
    facing = fmax(facing, 0);
    return (float)(0.42 + 0.83 * facing * sqrt(facing));
}

static struct vertex see(const struct camera *camera, double x, double y, double height, float tone,
                         float shade, bool wall)
{
    struct sighted at = camera_project(camera, (struct spatial){x, y, height});
    return (struct vertex){(float)(at.column * RASTER_ACROSS - 0.5),
                           (float)(at.row * RASTER_DOWN - 0.5),
                           {(float)-at.depth, tone, shade, wall}};
}

void relief_raster_free(struct raster *raster)
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

/* One of the block's walls: the surface's cut, which fades downwards. Beside holes there is none.
 */
static void draw_wall(struct raster *raster, const struct mesh *mesh, const struct camera *camera,
                      int wall)
{
    const bool along_x = wall < 2;
    const double outward = wall % 2 ? 1 : -1;
    const int begin = wall % 2 ? mesh->cells : 0;
    struct vertex previous[2];
    for (int i = 0; i <= mesh->cells; i++) {
        const struct mesh_point *top = mesh_at(mesh, along_x ? i : begin, along_x ? begin : i);
        double along = 2.0 * i / mesh->cells - 1;
        double x = along_x ? along : outward, y = along_x ? outward : along;
        const struct vertex now[2] = {see(camera, x, y, -RELIEF_FOOT, top->tone, 0, true),
                                      see(camera, x, y, (double)top->height, top->tone, 1, true)};
        if (i > 0 && !isnan(top->tone) && !isnan(previous[1].sample.tone)) {
            draw_triangle(raster, &previous[0], &now[0], &now[1]);
            draw_triangle(raster, &previous[0], &previous[1], &now[1]);
        }
        previous[0] = now[0], previous[1] = now[1];
    }
}

void relief_raster_draw(struct raster *raster, const struct mesh *mesh, const struct camera *camera,
                        int columns, int rows)
{
    raster->columns = columns * RASTER_ACROSS, raster->rows = rows * RASTER_DOWN;
    size_t count = (size_t)raster->columns * (size_t)raster->rows;
    raster->samples = memory_resize(raster->samples, count, sizeof *raster->samples);
    for (size_t i = 0; i < count; i++)
        raster->samples[i] = (struct raster_sample){.nearness = RASTER_NOTHING};
    int side = mesh->cells + 1;
    struct spatial towards = camera_direction(camera, light);
    struct vertex *vertices = memory_new((size_t)side * (size_t)side, sizeof *vertices);
    for (int i = 0; i < side * side; i++) {
        const struct mesh_point *point = &mesh->points[i];
        double x = 2.0 * (i % side) / mesh->cells - 1, y = 2.0 * (i / side) / mesh->cells - 1;
        vertices[i] =
            see(camera, x, y, (double)point->height, point->tone, lit(&towards, point), false);
    }
    draw_top(raster, mesh, vertices);
    free(vertices);
    for (int wall = 0; wall < 4; wall++)
        draw_wall(raster, mesh, camera, wall);
}

const struct raster_sample *raster_at(const struct raster *raster, double column, double row)
{
    double x = floor(column * RASTER_ACROSS), y = floor(row * RASTER_DOWN);
    if (!(x >= 0 && y >= 0 && x < raster->columns && y < raster->rows))
        return NULL;
    return &raster->samples[(int)y * raster->columns + (int)x];
}
