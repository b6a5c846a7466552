#include "gif.h"

#include "../base/memory.h"

#include <math.h>
#include <string.h>

#ifdef HAVE_GIFLIB

#include <gif_lib.h>

enum { SIZE_MAX_OF_GIF = 65535, CLEAR = 255, DELAY_LEAST = 2, DELAY_MOST = 65535, POOR = 150 };

struct part {
    int left, top, right, bottom; /* right and bottom are outside */
};

struct gif {
    GifFileType *file;
    struct text *out;
    struct gif_options options;
    struct palette *palette;
    bool local;               /* the palette is no longer the file's */
    int64_t fits;             /* how far it is from a pixel of what it was made for */
    struct image last, shown; /* what came last; what is seen of the images in the file */
    struct image next;  /* what is to come into the file as soon as it is known for how long */
    int64_t next_at;    /* hundredths */
    int images;         /* in the file */
    bool waits, failed; /* whether there is a next one */
    uint8_t *line;
};

bool gif_is_there(void)
{
    return true;
}

static int take_bytes(GifFileType *file, const GifByteType *bytes, int count)
{
    struct gif *gif = file->UserData;
    text_add_bytes(gif->out, (const char *)bytes, (size_t)count);
    return count;
}

struct gif *gif_new(struct text *out, int width, int height, const struct gif_options *options,
                    struct error *error)
{
    if (width > SIZE_MAX_OF_GIF || height > SIZE_MAX_OF_GIF) {
        error_set(error, ERROR_NO_PLACE,
                  "a .gif has at most %d pixels each way: take a smaller "
                  "--size or --scale",
                  SIZE_MAX_OF_GIF);
        return NULL;
    }
    struct gif *gif = memory_new(1, sizeof *gif);
    *gif = (struct gif){.out = out, .options = *options, .palette = palette_new()};
    gif->line = memory_new((size_t)width, 1);
    image_begin(&gif->last, width, height);
    image_begin(&gif->shown, width, height);
    image_begin(&gif->next, width, height);
    gif->file = EGifOpen(gif, take_bytes, NULL);
    return gif;
}

void gif_free(struct gif *gif)
{
    int ignored;
    if (!gif)
        return;
    if (gif->file)
        EGifCloseFile(gif->file, &ignored);
    palette_free(gif->palette);
    image_free(&gif->last);
    image_free(&gif->shown);
    image_free(&gif->next);
    free(gif->line);
    free(gif);
}

/* --- parts of the file --- */

static ColorMapObject *make_map(const struct gif *gif)
{
    ColorMapObject *map = GifMakeMapObject(256, NULL);
    for (int i = 0; map && i < PALETTE_COLORS; i++) {
        color c = palette_color(gif->palette, i);
        map->Colors[i] =
            (GifColorType){(GifByteType)(c >> 16), (GifByteType)(c >> 8), (GifByteType)c};
    }
    return map;
}

static void check(struct gif *gif, int result)
{
    gif->failed = gif->failed || result == GIF_ERROR;
}

/* --- what differs --- */

static bool lines_equal(const struct image *a, const struct image *b, int y)
{
    size_t at = (size_t)y * (size_t)a->width;
    return memcmp(a->pixels + at, b->pixels + at, (size_t)a->width * sizeof *a->pixels) == 0;
}

/* Empty (top is bottom) if nothing does. */
static struct part difference(const struct image *a, const struct image *b)
{
    struct part part = {a->width, 0, 0, a->height};
    while (part.top < part.bottom && lines_equal(a, b, part.top))
        part.top++;
    while (part.top < part.bottom && lines_equal(a, b, part.bottom - 1))
        part.bottom--;
    for (int y = part.top; y < part.bottom; y++) {
        const color *one = a->pixels + (ptrdiff_t)y * a->width;
        const color *other = b->pixels + (ptrdiff_t)y * a->width;
        int left = 0, right = a->width;
        while (left < part.left && one[left] == other[left])
            left++;
        while (right > part.right && one[right - 1] == other[right - 1])
            right--;
        part.left = left < part.left ? left : part.left;
        part.right = right > part.right ? right : part.right;
    }
    return part;
}

static struct part whole(const struct image *image)
{
    return (struct part){0, 0, image->width, image->height};
}

/* How far the palette is from what a box shows, in all. */
static int64_t misfit(struct gif *gif, const struct part *part)
{
    int64_t error = 0;
    for (int y = part->top; y < part->bottom; y++)
        for (int x = part->left; x < part->right; x++)
            palette_find(gif->palette, gif->next.pixels[(ptrdiff_t)y * gif->next.width + x],
                         &error);
    return error;
}

static void make_palette(struct gif *gif)
{
    struct part all = whole(&gif->next);
    palette_make(gif->palette, &gif->options.wish, &gif->next);
    gif->fits = misfit(gif, &all) / (int64_t)image_count(&gif->next);
}

/* Where a large part of the picture has become one that the palette is poor for, as when a view or
 * a theme changes, there is another one from then on. */
static void renew_palette(struct gif *gif, const struct part *part)
{
    int64_t count = (int64_t)(part->right - part->left) * (part->bottom - part->top);
    if (count * 10 < (int64_t)image_count(&gif->next) ||
        misfit(gif, part) < (POOR + 2 * gif->fits) * count)
        return;
    make_palette(gif);
    gif->local = true;
}

/* --- images --- */

/* All before the first image. */
static void begin(struct gif *gif)
{
    static const char loop[] = "NETSCAPE2.0";
    static const GifByteType for_ever[] = {1, 0, 0};
    make_palette(gif);
    ColorMapObject *map = make_map(gif);
    EGifSetGifVersion(gif->file, true);
    check(gif, EGifPutScreenDesc(gif->file, gif->next.width, gif->next.height, 8, 0, map));
    GifFreeMapObject(map);
    if (gif->options.once)
        return;
    check(gif, EGifPutExtensionLeader(gif->file, APPLICATION_EXT_FUNC_CODE));
    check(gif, EGifPutExtensionBlock(gif->file, 11, loop));
    check(gif, EGifPutExtensionBlock(gif->file, 3, for_ever));
    check(gif, EGifPutExtensionTrailer(gif->file));
}

static void put_control(struct gif *gif, int64_t delay)
{
    GraphicsControlBlock control = {
        .DisposalMode = DISPOSE_DO_NOT,
        .DelayTime = (int)delay,
        .TransparentColor = gif->images ? CLEAR : NO_TRANSPARENT_COLOR,
    };
    GifByteType bytes[4];
    EGifGCBToExtension(&control, bytes);
    check(gif, EGifPutExtension(gif->file, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes));
}

static void put_line(struct gif *gif, const struct part *part, int y)
{
    const color *wanted = gif->next.pixels + (ptrdiff_t)y * gif->next.width;
    const color *before = gif->last.pixels + (ptrdiff_t)y * gif->next.width;
    color *shown = gif->shown.pixels + (ptrdiff_t)y * gif->next.width;
    int64_t ignored = 0;
    for (int x = part->left; x < part->right; x++) {
        uint8_t *number = &gif->line[x - part->left];
        *number = CLEAR;
        if (gif->images && wanted[x] == before[x])
            continue;
        int found = palette_find(gif->palette, wanted[x], &ignored);
        color c = palette_color(gif->palette, found);
        if (!gif->images || c != shown[x])
            *number = (uint8_t)found;
        shown[x] = c;
    }
    check(gif, EGifPutLine(gif->file, gif->line, part->right - part->left));
}

static void put_part(struct gif *gif, const struct part *part, int64_t delay)
{
    ColorMapObject *map = gif->local ? make_map(gif) : NULL;
    put_control(gif, delay);
    check(gif, EGifPutImageDesc(gif->file, part->left, part->top, part->right - part->left,
                                part->bottom - part->top, false, map));
    GifFreeMapObject(map);
    for (int y = part->top; y < part->bottom; y++)
        put_line(gif, part, y);
    gif->images++;
}

/* The next image comes into the file, until some hundredth. What is seen longer than can be said is
 * seen again, and again. */
static void put_next(struct gif *gif, int64_t until)
{
    struct part part = gif->images ? difference(&gif->last, &gif->next) : whole(&gif->next);
    int64_t delay = until - gif->next_at;
    if (!gif->images)
        begin(gif);
    else if (part.top < part.bottom)
        renew_palette(gif, &part);
    if (part.top == part.bottom)
        part = (struct part){0, 0, 1, 1};
    while (delay > DELAY_MOST) {
        put_part(gif, &part, DELAY_MOST);
        delay -= DELAY_MOST;
        part = (struct part){0, 0, 1, 1};
        memcpy(gif->last.pixels, gif->next.pixels, image_count(&gif->next) * sizeof(color));
    }
    put_part(gif, &part, delay);
    struct image swapped = gif->last;
    gif->last = gif->next;
    gif->next = swapped;
    gif->waits = false;
}

static int64_t hundredths(double seconds)
{
    return (int64_t)floor(seconds * 100 + 0.5);
}

static bool is_the_same(const struct image *a, const struct image *b)
{
    return memcmp(a->pixels, b->pixels, image_count(a) * sizeof *a->pixels) == 0;
}

void gif_add(struct gif *gif, double seconds, const struct image *image)
{
    int64_t at = hundredths(seconds);
    if (gif->waits && is_the_same(&gif->next, image))
        return;
    if (gif->waits && at - gif->next_at >= DELAY_LEAST)
        put_next(gif, at);
    else if (gif->waits)
        at = gif->next_at;
    memcpy(gif->next.pixels, image->pixels, image_count(image) * sizeof(color));
    gif->next_at = at;
    gif->waits = true;
}

bool gif_end(struct gif *gif, double seconds, struct error *error)
{
    int64_t least = gif->next_at + hundredths(fmax(gif->options.pause, DELAY_LEAST / 100.0));
    int64_t end = hundredths(seconds);
    if (gif->waits)
        put_next(gif, end > least ? end : least);
    int reason = 0;
    bool good = gif->file && EGifCloseFile(gif->file, &reason) == GIF_OK && !gif->failed;
    gif->file = NULL;
    return good || error_at(error, ERROR_NO_PLACE, "giflib could not make the .gif");
}

#else

bool gif_is_there(void)
{
    return false;
}

struct gif *gif_new(struct text *out, int width, int height, const struct gif_options *options,
                    struct error *error)
{
    (void)out, (void)width, (void)height, (void)options;
    error_set(error, ERROR_NO_PLACE,
              "a .gif needs giflib, without which this program was built: install it (Debian: "
              "libgif-dev), and build again; or take .svg with --animate, or .mp4");
    return NULL;
}

void gif_free(struct gif *gif)
{
    (void)gif;
}

void gif_add(struct gif *gif, double seconds, const struct image *image)
{
    (void)gif, (void)seconds, (void)image;
}

bool gif_end(struct gif *gif, double seconds, struct error *error)
{
    (void)gif, (void)seconds, (void)error;
    return false;
}

#endif
