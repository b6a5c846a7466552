/* kitty's graphics protocol: images of a plate's blocks, and above them one for each part that has
 * changed since, as large as what is other in it. The images of a part have one number, so that the
 * new one takes the place of the old one. All lie above the text, with holes where there is some:
 * where pictures lie below, kitty mixes the cells' grounds with what it has shown before, at least
 * without a graphics card. */

#include "deflate.h"
#include "pixels_parts.h"

#include "../base/base64.h"
#include "../base/memory.h"

#include <stdio.h>
#include <string.h>

enum {
    TILE = 40,              /* pixels: about as large is a part */
    ACROSS = 3,             /* parts of a block, and as many down */
    CHUNK = 4096,           /* characters in one sequence */
    SHARED_LEAST = 1 << 15, /* bytes that are worth the way around */
    FIRST_ID = 0x0F570000,  /* images of others are not ours */
    ID_STEP = 1 << 16,
    BLOCK_ID = ID_STEP / 2, /* the first of blocks; those of parts begin with 1 */
    LOWEST = 1,
    HOLE = COLOR_DEFAULT /* a pixel of the base where nothing of the picture is seen */
};
enum { HAS_IMAGE = 1, CHANGED = 2, HOLED = 4 }; /* marks of parts; it needs a hole in its block */

static int id_of(const struct shown *shown)
{
    return FIRST_ID + shown->number * ID_STEP;
}

/* Of the blocks; images of parts are one higher. */
static int depth_of(const struct shown *shown)
{
    return LOWEST + 2 * shown->number;
}

/* --- an image --- */

/* In as many sequences as it takes; the first one begins with `head`. */
static void add_chunks(struct text *out, const char *head, const uint8_t *bytes, size_t length)
{
    enum { BYTES = CHUNK / 4 * 3 };
    for (size_t at = 0; at == 0 || at < length; at += BYTES) {
        size_t part = length - at < BYTES ? length - at : BYTES;
        bool more = at + part < length;
        if (at > 0)
            text_add(out, "\033_Gm=%d,q=2;", more);
        else
            text_add(out, "%s%s;", head, more ? ",m=1" : "");
        char *begin = text_room(out, CHUNK + 4);
        out->length += (size_t)(base64_put(begin, bytes + at, part) - begin);
        text_add(out, "\033\\");
    }
}

/* Where the cell at a pixel ends in its row; whether the picture is seen in it. */
static int cell_end(const struct pixels_way *way, const struct shown *shown, int x, int y,
                    bool *open)
{
    int column = x / way->cell_width;
    *open = shown->open[y / way->cell_height * shown->area.columns + column];
    return (column + 1) * way->cell_width;
}

static bool has_holes(const struct pixels_way *way, const struct shown *shown,
                      const struct box *box)
{
    bool open = true;
    for (int y = box->top; y < box->bottom && open; y += way->cell_height)
        for (int x = box->left; x < box->right && open;)
            x = cell_end(way, shown, x, y, &open);
    return !open;
}

/* Red, green, blue, and 255; nothing in holes, and where `below` is the same. Without either there
 * are but three. */
static uint8_t *copy_pixels(struct pixels *pixels, const struct shown *shown, const struct box *box,
                            const color *now, const color *below, int channels)
{
    struct text *bytes = &pixels->bytes;
    text_clear(bytes);
    size_t length =
        (size_t)(box->right - box->left) * (size_t)(box->bottom - box->top) * (size_t)channels;
    uint8_t *begin = (uint8_t *)text_room(bytes, length), *at = begin;
    bool open;
    for (int y = box->top; y < box->bottom; y++)
        for (int x = box->left; x < box->right;) {
            int end = cell_end(&pixels->way, shown, x, y, &open);
            for (; x < end && x < box->right; x++) {
                size_t i = (size_t)y * (size_t)shown->width + (size_t)x;
                bool clear = !open || (below && now[i] == below[i]);
                *at++ = clear ? 0 : (uint8_t)(now[i] >> 16);
                *at++ = clear ? 0 : (uint8_t)(now[i] >> 8);
                *at++ = clear ? 0 : (uint8_t)now[i];
                if (channels == 4)
                    *at++ = clear ? 0 : 255;
            }
        }
    bytes->length = length;
    return begin;
}

static void add_image(struct pixels *pixels, const struct shown *shown, const struct box *box,
                      int id, int depth, const color *now, const color *below, struct text *out)
{
    const struct pixels_way *way = &pixels->way;
    char head[192], name[64];
    int channels = below || has_holes(way, shown, box) ? 4 : 3;
    const uint8_t *bytes = copy_pixels(pixels, shown, box, now, below, channels);
    size_t length = pixels->bytes.length;
    bool shared =
        way->share && length >= SHARED_LEAST && way->share(way->context, bytes, length, name);
    text_add(out, "\033[%d;%dH", shown->area.row + box->top / way->cell_height + 1,
             shown->area.column + box->left / way->cell_width + 1);
    snprintf(head, sizeof head, "\033_Ga=T,i=%d,p=1,s=%d,v=%d,f=%d,z=%d,C=1,q=2,%s", id,
             box->right - box->left, box->bottom - box->top, 8 * channels, depth,
             shared ? "t=s" : "o=z");
    if (box->left % way->cell_width || box->top % way->cell_height)
        snprintf(head + strlen(head), sizeof head - strlen(head), ",X=%d,Y=%d",
                 box->left % way->cell_width, box->top % way->cell_height);
    if (shared) {
        add_chunks(out, head, (const uint8_t *)name, strlen(name));
        return;
    }
    struct text packed = {0};
    deflate_add(&packed, bytes, length);
    add_chunks(out, head, (const uint8_t *)packed.bytes, packed.length);
    text_free(&packed);
}

static void remove_depth(struct text *out, int depth)
{
    text_add(out, "\033_Ga=d,d=Z,z=%d,q=2\033\\", depth);
}

void pixels_kitty_remove(const struct shown *shown, struct text *out)
{
    remove_depth(out, depth_of(shown));
    remove_depth(out, depth_of(shown) + 1);
}

/* --- its parts --- */

/* Rows of parts, each of whole cells. */
struct parts {
    int width, height; /* of one, in pixels */
    int columns, count;
};

static int division(int number, int by)
{
    return (number + by - 1) / by;
}

static struct parts parts_of(const struct pixels_way *way, const struct shown *shown)
{
    int across = TILE / way->cell_width, down = TILE / way->cell_height;
    struct parts parts = {(across ? across : 1) * way->cell_width,
                          (down ? down : 1) * way->cell_height};
    while ((shown->width / parts.width + 1) * (shown->height / parts.height + 1) >= BLOCK_ID)
        parts.width *= 2;
    parts.columns = division(shown->width, parts.width);
    parts.count = parts.columns * division(shown->height, parts.height);
    return parts;
}

static struct parts blocks_of(const struct parts *parts, const struct shown *shown)
{
    struct parts blocks = {parts->width * ACROSS, parts->height * ACROSS, 0, 0};
    blocks.columns = division(shown->width, blocks.width);
    blocks.count = blocks.columns * division(shown->height, blocks.height);
    return blocks;
}

static struct box part(const struct parts *parts, const struct shown *shown, int number)
{
    int left = number % parts->columns * parts->width;
    int top = number / parts->columns * parts->height;
    struct box box = {left, top, left + parts->width, top + parts->height};
    box.right = box.right < shown->width ? box.right : shown->width;
    box.bottom = box.bottom < shown->height ? box.bottom : shown->height;
    return box;
}

/* The part of a box in which the picture is another one than its base; of no width if it is not. */
static struct box differing(const struct pixels_way *way, const struct shown *shown,
                            const struct box *box, const color *now)
{
    struct box other = {box->right, box->bottom, box->left, box->top};
    bool open;
    for (int y = box->top; y < box->bottom; y++)
        for (int x = box->left; x < box->right;) {
            int end = cell_end(way, shown, x, y, &open);
            const color *a = now + y * shown->width, *b = shown->base + y * shown->width;
            for (; x < end && x < box->right; x++) {
                if (!open || a[x] == b[x])
                    continue;
                other.left = x < other.left ? x : other.left;
                other.right = x + 1 > other.right ? x + 1 : other.right;
                other.top = y < other.top ? y : other.top;
                other.bottom = y + 1;
            }
        }
    return other;
}

static void copy_box(color *to, const color *from, const struct shown *shown, const struct box *box)
{
    for (int y = box->top; y < box->bottom; y++) {
        int first = y * shown->width + box->left;
        memcpy(to + first, from + first, (size_t)(box->right - box->left) * sizeof *from);
    }
}

/* The base of a block becomes the present picture. */
static void keep_base(const struct pixels_way *way, struct shown *shown, const struct box *box,
                      const color *now)
{
    bool open;
    copy_box(shown->base, now, shown, box);
    for (int y = box->top; y < box->bottom; y++)
        for (int x = box->left; x < box->right;) {
            int end = cell_end(way, shown, x, y, &open);
            for (; x < end && x < box->right; x++)
                if (!open)
                    shown->base[y * shown->width + x] = HOLE;
        }
}

static void remove_part(const struct shown *shown, int number, struct text *out)
{
    if (shown->marks[number] & HAS_IMAGE)
        text_add(out, "\033_Ga=d,d=I,i=%d,q=2\033\\", id_of(shown) + 1 + number);
    shown->marks[number] = 0;
}

/* Without images of its parts, which are as the block has them. */
static void send_block(struct pixels *pixels, struct shown *shown, const struct parts *parts,
                       int number, const color *now, struct text *out)
{
    struct parts blocks = blocks_of(parts, shown);
    struct box box = part(&blocks, shown, number);
    int rows = parts->count / parts->columns;
    add_image(pixels, shown, &box, id_of(shown) + BLOCK_ID + number, depth_of(shown), now, NULL,
              out);
    for (int i = 0; i < ACROSS * ACROSS; i++) {
        int column = number % blocks.columns * ACROSS + i % ACROSS;
        int row = number / blocks.columns * ACROSS + i / ACROSS;
        if (column < parts->columns && row < rows)
            remove_part(shown, row * parts->columns + column, out);
    }
    copy_box(shown->pixels, now, shown, &box);
    keep_base(&pixels->way, shown, &box, now);
}

static void send_whole(struct pixels *pixels, struct shown *shown, const struct parts *parts,
                       const color *now, struct text *out)
{
    size_t count = (size_t)shown->width * (size_t)shown->height;
    int blocks = blocks_of(parts, shown).count;
    shown->base = memory_resize(shown->base, count, sizeof *now);
    if (shown->whole)
        remove_depth(out, depth_of(shown) + 1);
    memset(shown->marks, 0, (size_t)parts->count);
    for (int i = 0; i < blocks; i++)
        send_block(pixels, shown, parts, i, now, out);
    shown->whole = true;
}

/* What of the picture below it a part has changed is sent. */
static void send_part(struct pixels *pixels, struct shown *shown, const struct box *box, int number,
                      const color *now, struct text *out)
{
    struct box other = differing(&pixels->way, shown, box, now);
    if (other.left < other.right)
        add_image(pixels, shown, &other, id_of(shown) + 1 + number, depth_of(shown) + 1, now,
                  shown->base, out);
    else
        remove_part(shown, number, out);
    shown->marks[number] = other.left < other.right ? HAS_IMAGE : 0;
    copy_box(shown->pixels, now, shown, box);
}

/* Marks the parts that have changed; returns how many there are. */
static int mark_changed(struct shown *shown, const struct parts *parts, const struct raster *raster)
{
    int count = 0;
    const color *now = raster->pixels;
    struct box box = pixels_changed(shown, raster);
    size_t row_size = (size_t)shown->width * sizeof *now;
    for (int y = box.top; y < box.bottom; y++) {
        const color *old_row = shown->pixels + y * shown->width, *row = now + y * shown->width;
        if (memcmp(old_row, row, row_size) == 0)
            continue;
        uint8_t *mark = &shown->marks[y / parts->height * parts->columns];
        for (int x = 0; x < shown->width; x += parts->width, mark++) {
            int width = shown->width - x < parts->width ? shown->width - x : parts->width;
            if (!(*mark & CHANGED) &&
                memcmp(old_row + x, row + x, (size_t)width * sizeof *row) != 0) {
                *mark |= CHANGED;
                count++;
            }
        }
    }
    return count;
}

/* Notes in which cells the picture is seen, and marks parts in which that is other than it was. */
static void mark_holes(const struct pixels_way *way, struct shown *shown, const struct parts *parts,
                       const struct frame *frame)
{
    const struct area *area = &shown->area;
    for (int i = 0; i < area->columns * area->rows; i++) {
        int column = i % area->columns, row = i / area->columns;
        int x = column * way->cell_width, y = row * way->cell_height;
        bool open = pixels_are_bare(frame, area->column + column, area->row + row);
        uint8_t *mark = &shown->marks[y / parts->height * parts->columns + x / parts->width];
        if (shown->whole && open != shown->open[i])
            *mark |= !open && shown->base[y * shown->width + x] != HOLE ? CHANGED | HOLED : CHANGED;
        shown->open[i] = open;
    }
}

void pixels_kitty(struct pixels *pixels, struct shown *shown, const struct raster *raster,
                  const struct frame *frame, struct text *out)
{
    struct parts parts = parts_of(&pixels->way, shown), blocks = blocks_of(&parts, shown);
    if (!shown->open) {
        shown->open = memory_new((size_t)shown->area.columns * (size_t)shown->area.rows, 1);
        shown->marks = memory_new((size_t)parts.count, 1);
    }
    mark_holes(&pixels->way, shown, &parts, frame);
    if (!shown->whole || mark_changed(shown, &parts, raster) > parts.count / 3) {
        send_whole(pixels, shown, &parts, raster->pixels, out);
        return;
    }
    for (int i = 0; i < parts.count; i++)
        if (shown->marks[i] & HOLED)
            send_block(pixels, shown, &parts,
                       i / parts.columns / ACROSS * blocks.columns + i % parts.columns / ACROSS,
                       raster->pixels, out);
    for (int i = 0; i < parts.count; i++) {
        struct box box = part(&parts, shown, i);
        if (shown->marks[i] & CHANGED)
            send_part(pixels, shown, &box, i, raster->pixels, out);
    }
}
