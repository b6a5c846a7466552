#include "relief.h"

#include <math.h>

#define PI 3.14159265358979323846
#define MIDDLE (RELIEF_HEIGHT / 2) /* the height in the picture's middle */

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

struct camera camera_make(double turn, double tilt, int columns, int rows, double tallness)
{
    struct camera camera = {.column = columns / 2.0, .tallness = tallness};
    sin_cos(turn, &camera.turn_sin, &camera.turn_cos);
    sin_cos(tilt, &camera.tilt_sin, &camera.tilt_cos);
    /* That of the cylinder around it; the foot fades, and may be cut off. */
    double across = sqrt(2), up = across * camera.tilt_sin + MIDDLE * camera.tilt_cos;
    camera.scale = fmin(columns / (2 * across), rows * tallness / (2 * up));
    camera.row = rows / 2.0;
    return camera;
}

struct sighted camera_project(const struct camera *camera, struct spatial point)
{
    double right = point.x * camera->turn_cos - point.y * camera->turn_sin;
    double away = point.x * camera->turn_sin + point.y * camera->turn_cos, up = point.z - MIDDLE;
    double above = away * camera->tilt_sin + up * camera->tilt_cos;
    return (struct sighted){camera->column + camera->scale * right,
                            camera->row - camera->scale / camera->tallness * above,
                            away * camera->tilt_cos - up * camera->tilt_sin};
}

struct spatial camera_direction(const struct camera *camera, struct spatial direction)
{
    return (struct spatial){direction.x * camera->turn_cos + direction.y * camera->turn_sin,
                            direction.y * camera->turn_cos - direction.x * camera->turn_sin,
                            direction.z};
}

struct spatial camera_unproject(const struct camera *camera, struct sighted sighted)
{
    double right = (sighted.column - camera->column) / camera->scale;
    double above = (camera->row - sighted.row) * camera->tallness / camera->scale;
    struct spatial point = {right, above * camera->tilt_sin + sighted.depth * camera->tilt_cos,
                            above * camera->tilt_cos - sighted.depth * camera->tilt_sin + MIDDLE};
    return camera_direction(camera, point);
}
