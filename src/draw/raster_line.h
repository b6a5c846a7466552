#ifndef OVERSHOOT_DRAW_RASTER_LINE_H
#define OVERSHOOT_DRAW_RASTER_LINE_H

/* Lines with a width and round ends as what they cover of each pixel. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How much is covered of each pixel (0 … 255), row by row. */
struct cover {
    int width, height;
    uint8_t *cover;
    struct extent {
        int left, right; /* none: right is not greater */
    } * extents;         /* of each row, in which it may be covered; NULL: nobody asks */
};
static inline void cover_note(const struct cover *cover, int row, int left, int right)
{
    struct extent *extent = cover->extents ? &cover->extents[row] : NULL;
    if (!extent || left >= right)
        return;
    bool first = extent->left >= extent->right;
    extent->left = first || left < extent->left ? left : extent->left;
    extent->right = first || right > extent->right ? right : extent->right;
}

struct stroke {
    float width; /* in pixels, where a pixel is 1 wide */
    float tall;  /* how high a pixel is */
};

/* The ends in pixels from the upper left corner. Exact for what is straight of it. */
void raster_line(struct cover *cover, const struct stroke *stroke, float x0, float y0, float x1,
                 float y1);
/* One that is a pixel wide, quickly: for the thousands. */
void raster_hair(struct cover *cover, float x0, float y0, float x1, float y1);

#endif
