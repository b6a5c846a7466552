#include "raster_line.h"

#include <math.h>

/* A pixel as it lies across a line: how much of it is on the one side of an edge at a distance from
 * its centre. It is a box across the line's two parts, so a trapezoid. */
struct profile {
    float wide, narrow; /* of the two boxes */
};

static struct profile profile_of(float nx, float ny, float tall)
{
    float a = fabsf(nx), b = fabsf(ny) * tall;
    return (struct profile){a > b ? a : b, a > b ? b : a};
}

static float share_below(struct profile profile, float at)
{
    float far = fabsf(at), reach = (profile.wide + profile.narrow) / 2, share;
    if (far >= reach)
        share = 1;
    else if (far <= (profile.wide - profile.narrow) / 2 || profile.narrow < 1e-4F)
        share = 0.5F + far / profile.wide;
    else
        share = 1 - (reach - far) * (reach - far) / (2 * profile.wide * profile.narrow);
    share = share < 1 ? share : 1;
    return at < 0 ? 1 - share : share;
}

static void put(struct cover *cover, const struct stroke *stroke, int at, float share)
{
    uint8_t value = (uint8_t)(share * (float)stroke->strength + 0.5F);
    uint8_t *old = &cover->cover[at];
    if (!value)
        return;
    if (!cover->ink || cover->ink[at] == stroke->ink) {
        *old = value > *old ? value : *old;
        return;
    }
    /* What is above hides what is below, unless it only touches the pixel. */
    bool above = stroke->ink > cover->ink[at];
    if (above ? 2 * value >= *old : value > 2 * *old) {
        *old = value;
        cover->ink[at] = stroke->ink;
    }
}

struct segment {
    float x0, y0, dx, dy, inverse; /* y in widths of a pixel */
    struct profile across;
    float half, tall;
};

static float covered(const struct segment *segment, float x, float y)
{
    float px = x - segment->x0, py = y - segment->y0;
    float along = (px * segment->dx + py * segment->dy) * segment->inverse;
    bool end = along <= 0 || along >= 1;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    float ex = px - along * segment->dx, ey = py - along * segment->dy;
    float far = sqrtf(ex * ex + ey * ey);
    if (far > segment->half + 1 + segment->tall)
        return 0;
    struct profile profile =
        end && far > 0 ? profile_of(ex / far, ey / far, segment->tall) : segment->across;
    return share_below(profile, segment->half - far) - share_below(profile, -segment->half - far);
}

static int whole(float value, int low, int high)
{
    return value < (float)low ? low : value > (float)high ? high : (int)value;
}

void raster_line(struct cover *cover, const struct stroke *stroke, float x0, float y0, float x1,
                 float y1)
{
    float tall = stroke->tall, dx = x1 - x0, dy = (y1 - y0) * tall;
    float length2 = dx * dx + dy * dy, half = stroke->width / 2, reach = half + 1;
    if (!isfinite(length2))
        return;
    float length = sqrtf(length2);
    struct segment segment = {x0,        y0 * tall, dx,  dy, length2 > 0 ? 1 / length2 : 0,
                              {1, tall}, half,      tall};
    if (length > 0)
        segment.across = profile_of(dy / length, dx / length, tall);
    bool steep = fabsf(dy) > fabsf(dx);
    int top = whole(fminf(y0, y1) - reach / tall - 1, 0, cover->height);
    int bottom = whole(fmaxf(y0, y1) + reach / tall + 1, 0, cover->height);
    /* In a row, only what is near the line. */
    float band = fabsf(dy) > 1e-3F ? reach * length / fabsf(dy) + tall * fabsf(dx / dy) : 1e9F;
    for (int row = top; row < bottom; row++) {
        float y = ((float)row + 0.5F) * tall;
        float part = fabsf(dy) > 1e-3F ? (y - segment.y0) / dy : 0;
        part = part < 0 ? 0 : part > 1 ? 1 : part;
        float middle = x0 + part * dx;
        int left = whole(fmaxf(fminf(x0, x1) - reach, middle - band) - 1, 0, cover->width);
        int right = whole(fminf(fmaxf(x0, x1) + reach, middle + band) + 1, 0, cover->width);
        for (int column = left; column < right; column++) {
            if ((steep ? row : column) % stroke->of >= stroke->on)
                continue;
            put(cover, stroke, row * cover->width + column,
                covered(&segment, (float)column + 0.5F, y));
        }
    }
}
