#ifndef OVERSHOOT_VIEW_RELIEF_MESH_H
#define OVERSHOOT_VIEW_RELIEF_MESH_H

/* The relief's surface: tones and heights on a square grid over the region in view.
 *
 * Tones are those of the map. Heights rise more evenly than their logarithm, so that a bowl is
 * round and not a funnel. */

#include "levels.h"
#include "relief_camera.h"

#include "../lab/survey.h"

struct mesh_point {
    float tone;   /* NaN: undefined, a hole */
    float height; /* in the block's measures, as the normal is */
    float nx, ny, nz;
};

struct mesh {
    int cells;                 /* on a side */
    struct mesh_point *points; /* (cells+1) x (cells+1), by x, then by y */
    struct levels levels;
    bool rugged; /* lines of equal loss would be specks */
};

/* From a survey of corners, as many across as down, the lowest y first; for a picture that is so
 * many rows high. */
void mesh_build(struct mesh *mesh, const struct survey *survey, enum scale scale, int rows);
void mesh_free(struct mesh *mesh);
/* The height of the mesh at a place, -1 … 1 each; NaN outside and in holes. */
double mesh_height(const struct mesh *mesh, double x, double y);

static inline const struct mesh_point *mesh_at(const struct mesh *mesh, int column, int row)
{
    return &mesh->points[row * (mesh->cells + 1) + column];
}

#endif
