#ifndef OVERSHOOT_VIEW_RELIEF_MESH_H
#define OVERSHOOT_VIEW_RELIEF_MESH_H

/* The relief's surface: tones on a square grid over the region in view, and the iso-lines' tones.
 */

#include "levels.h"
#include "relief_camera.h"

#include "../lab/survey.h"

struct mesh_point {
    float tone;       /* NaN: undefined, a hole */
    float nx, ny, nz; /* normal, in the block's measures */
};

struct mesh {
    int cells;                 /* on a side */
    struct mesh_point *points; /* (cells+1) x (cells+1), by x, then by y */
    double levels[LEVELS_MAX]; /* tones, rising */
    int level_count;           /* 0: there are none, or too many */
};

/* From a survey of corners, as many across as down, the lowest y first. */
void mesh_build(struct mesh *mesh, const struct survey *survey, enum scale scale, int levels);
void mesh_free(struct mesh *mesh);
/* The height of the mesh at a place, -1 … 1 each; NaN outside and in holes. */
double mesh_height(const struct mesh *mesh, double x, double y);

static inline const struct mesh_point *mesh_at(const struct mesh *mesh, int column, int row)
{
    return &mesh->points[row * (mesh->cells + 1) + column];
}

#endif
