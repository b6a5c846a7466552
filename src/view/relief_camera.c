#include "relief_camera.h"

#include <math.h>

#define PI 3.14159265358979323846
/* From the eye to the block's middle, whose height is MIDDLE: near enough for a perspective that is
 * seen, too far for one that distorts. */
#define DISTANCE 5.0
#define MIDDLE (RELIEF_HEIGHT / 2 - RELIEF_FOOT / 2)

/* Multiples of a right angle are exact, so that views along an axis are straight. */
static void sin_cos(double degrees, double *sine, double *cosine)
{
    double quarter = degrees / 90;
    if (quarter == rint(quarter)) {
        static const double values[] = {0, 1, 0, -1};
        int index = (int)(fmod(quarter, 4) + 4) % 4;
        *sine = values[index], *cosine = values[(index + 1) % 4];
        return;
    }
    *sine = sin(degrees * PI / 180);
    *cosine = cos(degrees * PI / 180);
}

/* The extent of the block's picture at scale 1, for the worst turn: that of the cylinder around it.
 */
struct extent {
    double across, low, high;
};

static struct extent measure(const struct camera *camera)
{
    enum { STEPS = 120 };
    struct extent extent = {0, HUGE_VAL, -HUGE_VAL};
    for (int i = 0; i < 2 * STEPS; i++) {
        double angle = 2 * PI * i / STEPS, height = i < STEPS ? -RELIEF_FOOT : RELIEF_HEIGHT;
        double away = sqrt(2) * sin(angle), up = height - MIDDLE;
        double depth = DISTANCE + away * camera->tilt_cos - up * camera->tilt_sin;
        double v = (away * camera->tilt_sin + up * camera->tilt_cos) / depth;
        extent.across = fmax(extent.across, fabs(sqrt(2) * cos(angle) / depth));
        extent.low = fmin(extent.low, v);
        extent.high = fmax(extent.high, v);
    }
    return extent;
}

struct camera camera_make(double turn, double tilt, int columns, int rows)
{
    struct camera camera = {.column = columns / 2.0};
    sin_cos(turn, &camera.turn_sin, &camera.turn_cos);
    sin_cos(tilt, &camera.tilt_sin, &camera.tilt_cos);
    struct extent extent = measure(&camera);
    /* a cell is twice as high as wide */
    camera.scale = fmin(columns / (2 * extent.across), 2 * rows / (extent.high - extent.low));
    camera.row = rows / 2.0 + camera.scale * (extent.high + extent.low) / 4;
    return camera;
}

struct sighted camera_project(const struct camera *camera, struct spatial point)
{
    double right = point.x * camera->turn_cos - point.y * camera->turn_sin;
    double away = point.x * camera->turn_sin + point.y * camera->turn_cos, up = point.z - MIDDLE;
    double depth = DISTANCE + away * camera->tilt_cos - up * camera->tilt_sin;
    double unit = camera->scale / depth;
    return (struct sighted){
        camera->column + unit * right,
        camera->row - unit / 2 * (away * camera->tilt_sin + up * camera->tilt_cos), depth};
}

struct spatial camera_direction(const struct camera *camera, struct spatial direction)
{
    return (struct spatial){direction.x * camera->turn_cos + direction.y * camera->turn_sin,
                            direction.y * camera->turn_cos - direction.x * camera->turn_sin,
                            direction.z};
}

struct spatial camera_unproject(const struct camera *camera, struct sighted sighted)
{
    double unit = camera->scale / sighted.depth, beyond = sighted.depth - DISTANCE;
    double right = (sighted.column - camera->column) / unit;
    double v = (camera->row - sighted.row) * 2 / unit;
    struct spatial point = {right, v * camera->tilt_sin + beyond * camera->tilt_cos,
                            v * camera->tilt_cos - beyond * camera->tilt_sin + MIDDLE};
    return camera_direction(camera, point);
}
