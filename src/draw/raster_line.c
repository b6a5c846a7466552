#include "raster_line.h"

#include <math.h>
#include <stddef.h>

/* In line: there are some for each pixel, and none of them is NaN. */
static float lesser(float a, float b)
{
    return a < b ? a : b;
}

static float greater(float a, float b)
{
    return a > b ? a : b;
}

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

static void put(uint8_t *cover, float share)
{
    uint8_t value = (uint8_t)(share * 255 + 0.5F);
    *cover = value > *cover ? value : *cover;
}

enum { PARTS = 16, TABLE = 128 };
struct segment {
    float x0, y0, dx, dy; /* y in widths of a pixel */
    float length, half, tall, reach;
    struct profile across;
    /* What is covered at a distance, by parts of a width, of lines that have so many pixels that it
     * is worth while; the first is -1 of others. */
    float table[TABLE];
};

/* Of pixels that are as high as wide, as if each lay straight across. */
static float roughly(float half, float far)
{
    float end = lesser(far + half, 0.5F), begin = greater(far - half, -0.5F);
    return greater(end - begin, 0);
}

static float between(struct profile profile, float half, float far)
{
    return share_below(profile, half - far) - share_below(profile, -half - far);
}

static float covered(const struct segment *segment, float px, float py)
{
    float along = px * segment->dx + py * segment->dy;
    if (along > 0 && along < segment->length) {
        float far = fabsf(px * segment->dy - py * segment->dx);
        if (far >= segment->reach)
            return 0;
        if (segment->table[0] < 0)
            return segment->tall == 1 ? roughly(segment->half, far)
                                      : between(segment->across, segment->half, far);
        int part = (int)(far * PARTS);
        const float *at = &segment->table[part];
        return at[0] + (far * PARTS - (float)part) * (at[1] - at[0]);
    }
    if (along > 0) {
        px -= segment->length * segment->dx;
        py -= segment->length * segment->dy;
    }
    float far2 = px * px + py * py, far = sqrtf(far2);
    if (segment->tall == 1)
        return roughly(segment->half, far);
    if (far2 <= 0)
        return between(segment->across, segment->half, 0);
    struct profile profile = profile_of(px / far, py / far, segment->tall);
    return between(profile, segment->half, far);
}

/* From one column of a row to before another one. */
static void put_row(uint8_t *cover, int left, int right, const struct segment *segment, float py)
{
    float up = py * segment->dy, aside = py * segment->dx;
    for (int i = left; i < right; i++) {
        float px = (float)i + 0.5F - segment->x0, along = px * segment->dx + up;
        if (segment->table[0] < 0 || along <= 0 || along >= segment->length) {
            put(&cover[i], covered(segment, px, py));
            continue;
        }
        float far = fabsf(px * segment->dy - aside);
        if (far >= segment->reach)
            continue;
        far *= PARTS;
        const float *at = &segment->table[(int)far];
        put(&cover[i], at[0] + (far - (float)(int)far) * (at[1] - at[0]));
    }
}

static void fill(struct segment *segment)
{
    enum { LONG = 16 }; /* pixels */
    int count = (int)(segment->reach * PARTS) + 2;
    segment->table[0] = -1;
    for (int i = 0; segment->length > LONG && count <= TABLE && i < count; i++)
        segment->table[i] = between(segment->across, segment->half, (float)i / PARTS);
}

static int whole(float value, int low, int high)
{
    return value < (float)low ? low : value > (float)high ? high : (int)value;
}

void raster_line(struct cover *cover, const struct stroke *stroke, float x0, float y0, float x1,
                 float y1)
{
    float tall = stroke->tall, dx = x1 - x0, dy = (y1 - y0) * tall, half = stroke->width / 2;
    float length = sqrtf(dx * dx + dy * dy), reach = half + sqrtf(1 + tall * tall) / 2;
    if (!isfinite(length))
        return;
    struct segment segment;
    segment.x0 = x0, segment.y0 = y0 * tall, segment.dx = 1, segment.dy = 0;
    segment.length = length, segment.half = half, segment.tall = tall, segment.reach = reach;
    if (length > 0)
        segment.dx = dx / length, segment.dy = dy / length;
    segment.across = profile_of(segment.dy, segment.dx, tall);
    fill(&segment);
    int top = whole(lesser(y0, y1) - reach / tall, 0, cover->height);
    int bottom = whole(greater(y0, y1) + reach / tall + 1, 0, cover->height);
    /* In a row, only what is near the line. */
    float slope = fabsf(dy) > 1e-3F ? dx / dy : 0;
    float band = fabsf(dy) > 1e-3F ? reach * length / fabsf(dy) : length + reach;
    for (int row = top; row < bottom; row++) {
        float py = ((float)row + 0.5F) * tall - segment.y0;
        float part = dy > 0 ? lesser(greater(py, 0), dy) : greater(lesser(py, 0), dy);
        float middle = x0 + part * slope;
        int left = whole(greater(lesser(x0, x1) - reach, middle - band) + 0.5F, 0, cover->width);
        int right = whole(lesser(greater(x0, x1) + reach, middle + band) + 0.5F, 0, cover->width);
        cover_note(cover, row, left, right);
        put_row(cover->cover + row * cover->width, left, right, &segment, py);
    }
}

static void put_at(struct cover *cover, bool steep, int along, int across, float share)
{
    int row = steep ? along : across, column = steep ? across : along;
    if (row < 0 || column < 0 || row >= cover->height || column >= cover->width)
        return;
    cover_note(cover, row, column, column + 1);
    put(&cover->cover[row * cover->width + column], share);
}

/* In each step along the longer side two pixels share the line. */
void raster_hair(struct cover *cover, float x0, float y0, float x1, float y1)
{
    bool steep = fabsf(y1 - y0) > fabsf(x1 - x0);
    float a0 = steep ? y0 : x0, a1 = steep ? y1 : x1, b0 = steep ? x0 : y0, b1 = steep ? x1 : y1;
    float slope = a1 != a0 ? (b1 - b0) / (a1 - a0) : 0;
    int most = steep ? cover->height : cover->width;
    int first = whole(lesser(a0, a1), 0, most), last = whole(greater(a0, a1) + 1, 0, most);
    for (int along = first; along < last && isfinite(slope); along++) {
        float at = b0 + ((float)along + 0.5F - a0) * slope - 0.5F, below = floorf(at);
        put_at(cover, steep, along, (int)below, 1 - (at - below));
        put_at(cover, steep, along, (int)below + 1, at - below);
    }
}
