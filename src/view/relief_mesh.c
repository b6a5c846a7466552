#include "relief_mesh.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

void mesh_free(struct mesh *mesh)
{
    free(mesh->points);
    *mesh = (struct mesh){0};
}

/* The rise per length between the neighbours on both sides, as far as they are there. */
static double slope(const struct mesh *mesh, int at, int stride, int place)
{
    float here = mesh->points[at].tone;
    float before = place > 0 ? mesh->points[at - stride].tone : NAN;
    float after = place < mesh->cells ? mesh->points[at + stride].tone : NAN;
    int spans = !isnan(before) + !isnan(after);
    double rise = (isnan(after) ? here : after) - (isnan(before) ? here : before);
    return spans ? rise * RELIEF_HEIGHT / spans * mesh->cells / 2 : 0;
}

static void measure_normals(struct mesh *mesh)
{
    int side = mesh->cells + 1;
    for (int i = 0; i < side * side; i++) {
        struct mesh_point *point = &mesh->points[i];
        if (isnan(point->tone))
            continue;
        double dx = slope(mesh, i, 1, i % side), dy = slope(mesh, i, side, i / side);
        double length = sqrt(dx * dx + dy * dy + 1);
        point->nx = (float)(-dx / length);
        point->ny = (float)(-dy / length);
        point->nz = (float)(1 / length);
    }
}

static int crossings(const struct mesh *mesh, float a, float b)
{
    int count = 0;
    for (int i = 0; i < mesh->level_count; i++)
        count += ((double)a < mesh->levels[i]) != ((double)b < mesh->levels[i]);
    return count;
}

/* On a rugged surface iso-lines are specks that tell nothing: when more than a fifth of the mesh's
 * edges cross one. Ordinary ones have a tenth. */
static bool is_rugged(const struct mesh *mesh)
{
    int count = 0;
    for (int row = 0; row < mesh->cells; row++)
        for (int column = 0; column < mesh->cells; column++) {
            const struct mesh_point *here = mesh_at(mesh, column, row);
            count += crossings(mesh, here->tone, here[1].tone) +
                     crossings(mesh, here->tone, here[mesh->cells + 1].tone);
        }
    return count > 2 * mesh->cells * mesh->cells / 5;
}

void mesh_build(struct mesh *mesh, const struct survey *survey, enum scale scale_kind, int levels)
{
    int side = survey->columns, cells = side - 1;
    int64_t count = (int64_t)side * side;
    double *values = memory_new((size_t)count, sizeof *values);
    for (int64_t i = 0; i < count; i++)
        values[i] = survey_at(survey, (int)(i % side), (int)(i / side));
    struct tone_scale scale = tone_scale_measure(scale_kind, values, count);
    mesh->cells = cells;
    mesh->points = memory_resize(mesh->points, (size_t)count, sizeof *mesh->points);
    for (int64_t i = 0; i < count; i++)
        mesh->points[i] = (struct mesh_point){.tone = (float)tone_of(&scale, values[i])};
    free(values);
    measure_normals(mesh);
    mesh->level_count = levels_choose(&scale, levels, mesh->levels);
    for (int i = 0; i < mesh->level_count; i++)
        mesh->levels[i] = tone_of(&scale, mesh->levels[i]);
    if (is_rugged(mesh))
        mesh->level_count = 0;
}

/* As the rasterizer has it: two triangles a cell, divided from lower left to upper right. */
double mesh_height(const struct mesh *mesh, double x, double y)
{
    double across = (x + 1) / 2 * mesh->cells, up = (y + 1) / 2 * mesh->cells;
    if (!(across >= 0 && across <= mesh->cells && up >= 0 && up <= mesh->cells))
        return (double)NAN;
    int column = (int)fmin(across, mesh->cells - 1), row = (int)fmin(up, mesh->cells - 1);
    across -= column, up -= row;
    bool lower = across > up;
    double near = mesh_at(mesh, column, row)->tone, far = mesh_at(mesh, column + 1, row + 1)->tone;
    double corner = mesh_at(mesh, column + lower, row + !lower)->tone;
    double more = lower ? across : up, less = lower ? up : across;
    return RELIEF_HEIGHT * (near + (corner - near) * more + (far - corner) * less);
}
