#ifndef OVERSHOOT_VIEW_RELIEF_CAMERA_H
#define OVERSHOOT_VIEW_RELIEF_CAMERA_H

/* How the relief is looked at: from a side, from far away, so that equal lengths look alike
 * wherever they are.
 *
 * The relief is a block. Its top is the surface: the region in view is the square -1 … 1 of x and
 * y, its heights are 0 … RELIEF_HEIGHT, and the block's foot is at -RELIEF_FOOT. Turning rotates
 * the block, counter-clockwise from above; tilting raises the eye from the side (0 degrees) to
 * above (90). */

#include "screen.h"

#define RELIEF_HEIGHT 0.72
#define RELIEF_FOOT 0.18

struct spatial {
    double x, y, z;
};

/* Where a point is seen: in cells of the area, with fractions, and how far away. */
struct sighted {
    double column, row, depth;
};

struct camera {
    double turn_sin, turn_cos, tilt_sin, tilt_cos;
    double column, row; /* of the middle */
    double tallness;
    double scale; /* columns for a length 1 */
};

/* The largest picture that fits into columns x rows whatever the turn: turning changes no size.
 * tallness: how much higher than wide a cell is. */
struct camera camera_make(double turn, double tilt, int columns, int rows, double tallness);
struct sighted camera_project(const struct camera *camera, struct spatial point);
/* The point that is seen there. */
struct spatial camera_unproject(const struct camera *camera, struct sighted sighted);
/* Turns a direction in the viewer's frame (x to the right, y away, z up) into the block's. */
struct spatial camera_direction(const struct camera *camera, struct spatial direction);

#endif
