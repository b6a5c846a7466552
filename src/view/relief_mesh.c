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
    float here = mesh->points[at].height;
    float before = place > 0 ? mesh->points[at - stride].height : NAN;
    float after = place < mesh->cells ? mesh->points[at + stride].height : NAN;
    int spans = !isnan(before) + !isnan(after);
    double rise = (isnan(after) ? here : after) - (isnan(before) ? here : before);
    return spans ? rise / spans * mesh->cells / 2 : 0;
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
    for (int i = 0; i < mesh->levels.count; i++)
        count += ((double)a < mesh->levels.tones[i]) != ((double)b < mesh->levels.tones[i]);
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

static double height_of(const struct tone_scale *scale, double value)
{
    enum { EVEN = 20 }; /* below this part of the greatest loss it is nearly linear */
    struct tone_scale even = *scale;
    even.floor = fmax(even.floor, (even.greatest - even.least) / EVEN);
    return RELIEF_HEIGHT * tone_of(&even, value);
}

void mesh_build(struct mesh *mesh, const struct survey *survey, enum scale scale, int rows)
{
    int side = survey->columns;
    int64_t count = (int64_t)side * side;
    double *values = memory_new((size_t)count, sizeof *values);
    for (int64_t i = 0; i < count; i++)
        values[i] = survey_at(survey, (int)(i % side), (int)(i / side));
    levels_measure(&mesh->levels, scale, values, count, rows);
    mesh->cells = side - 1;
    mesh->points = memory_resize(mesh->points, (size_t)count, sizeof *mesh->points);
    for (int64_t i = 0; i < count; i++)
        mesh->points[i] =
            (struct mesh_point){.tone = (float)tone_of(&mesh->levels.scale, values[i]),
                                .height = (float)height_of(&mesh->levels.scale, values[i])};
    free(values);
    measure_normals(mesh);
    mesh->rugged = is_rugged(mesh);
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
    double near = mesh_at(mesh, column, row)->height,
           far = mesh_at(mesh, column + 1, row + 1)->height;
    double corner = mesh_at(mesh, column + lower, row + !lower)->height;
    double more = lower ? across : up, less = lower ? up : across;
    return near + (corner - near) * more + (far - corner) * less;
}
