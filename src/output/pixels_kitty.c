/* kitty's graphics protocol: an image of the whole plate, and above it one for each part that has
 * changed since, as large as what is other in it. The images of a part have one number, so that the
 * new one takes the place of the old one. All lie below the text, and below cells with a ground. */

#include "deflate.h"
#include "pixels_parts.h"

#include "../base/memory.h"

#include <stdio.h>
#include <string.h>

enum {
    TILE = 40,              /* pixels: about as large is a part */
    CHUNK = 4096,           /* characters in one sequence */
    SHARED_LEAST = 1 << 15, /* bytes that are worth the way around */
    FIRST_ID = 0x0F570000,  /* images of others are not ours */
    ID_STEP = 1 << 16,
    LOWEST = -1100000000 /* below -2^30 grounds of cells cover images */
};
enum { HAS_IMAGE = 1, CHANGED = 2 }; /* marks of parts */

static int id_of(const struct shown *shown)
{
    return FIRST_ID + shown->number * ID_STEP;
}

/* Of the whole image; those of its parts are one higher. */
static int depth_of(const struct shown *shown)
{
    return LOWEST + 2 * shown->number;
}

/* --- an image --- */

static char *put_base64(char *at, const uint8_t *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        bool two = i + 1 < length, three = i + 2 < length;
        unsigned bits = (unsigned)bytes[i] << 16 | (two ? (unsigned)bytes[i + 1] << 8 : 0) |
                        (three ? bytes[i + 2] : 0U);
        *at++ = digits[bits >> 18];
        *at++ = digits[bits >> 12 & 63];
        *at++ = two ? digits[bits >> 6 & 63] : '=';
        *at++ = three ? digits[bits & 63] : '=';
    }
    return at;
}

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
        out->length += (size_t)(put_base64(begin, bytes + at, part) - begin);
        text_add(out, "\033\\");
    }
}

/* Red, green, blue, and 255; where `below` is the same, nothing. */
static uint8_t *copy_pixels(struct text *bytes, const struct box *box, int width, const color *now,
                            const color *below)
{
    int channels = below ? 4 : 3;
    text_clear(bytes);
    size_t length =
        (size_t)(box->right - box->left) * (size_t)(box->bottom - box->top) * (size_t)channels;
    uint8_t *begin = (uint8_t *)text_room(bytes, length), *at = begin;
    for (int y = box->top; y < box->bottom; y++)
        for (int i = y * width + box->left; i < y * width + box->right; i++) {
            bool clear = below && ((now[i] ^ below[i]) & 0xFFFFFF) == 0;
            *at++ = clear ? 0 : (uint8_t)(now[i] >> 16);
            *at++ = clear ? 0 : (uint8_t)(now[i] >> 8);
            *at++ = clear ? 0 : (uint8_t)now[i];
            if (below)
                *at++ = clear ? 0 : 255;
        }
    bytes->length = length;
    return begin;
}

static void add_image(struct pixels *pixels, const struct shown *shown, const struct box *box,
                      int id, int depth, const color *now, const color *below, struct text *out)
{
    const struct pixels_way *way = &pixels->way;
    char head[192], name[64];
    const uint8_t *bytes = copy_pixels(&pixels->bytes, box, shown->width, now, below);
    size_t length = pixels->bytes.length;
    bool shared =
        way->share && length >= SHARED_LEAST && way->share(way->context, bytes, length, name);
    text_add(out, "\033[%d;%dH", shown->area.row + box->top / way->cell_height + 1,
             shown->area.column + box->left / way->cell_width + 1);
    snprintf(head, sizeof head, "\033_Ga=T,i=%d,p=1,s=%d,v=%d,f=%d,z=%d,C=1,q=2,%s", id,
             box->right - box->left, box->bottom - box->top, below ? 32 : 24, depth,
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

static struct parts parts_of(const struct pixels_way *way, const struct shown *shown)
{
    int across = TILE / way->cell_width, down = TILE / way->cell_height;
    struct parts parts = {(across ? across : 1) * way->cell_width,
                          (down ? down : 1) * way->cell_height};
    while ((shown->width / parts.width + 1) * (shown->height / parts.height + 1) >= ID_STEP)
        parts.width *= 2;
    parts.columns = (shown->width + parts.width - 1) / parts.width;
    parts.count = parts.columns * ((shown->height + parts.height - 1) / parts.height);
    return parts;
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

/* The part of a box in which the two differ; of no width if they do not. */
static struct box differing(const struct box *box, int width, const color *a, const color *b)
{
    struct box other = {box->right, box->bottom, box->left, box->top};
    for (int y = box->top; y < box->bottom; y++)
        for (int x = box->left; x < box->right; x++)
            if ((a[y * width + x] ^ b[y * width + x]) & 0xFFFFFF) {
                other.left = x < other.left ? x : other.left;
                other.right = x + 1 > other.right ? x + 1 : other.right;
                other.top = y < other.top ? y : other.top;
                other.bottom = y + 1;
            }
    return other;
}

static void send_whole(struct pixels *pixels, struct shown *shown, const color *now,
                       const struct parts *parts, struct text *out)
{
    size_t count = (size_t)shown->width * (size_t)shown->height;
    const struct box all = {0, 0, shown->width, shown->height};
    if (shown->whole)
        remove_depth(out, depth_of(shown) + 1);
    add_image(pixels, shown, &all, id_of(shown), depth_of(shown), now, NULL, out);
    shown->base = memory_resize(shown->base, count, sizeof *now);
    shown->marks = memory_resize(shown->marks, (size_t)parts->count, 1);
    memcpy(shown->base, now, count * sizeof *now);
    memcpy(shown->pixels, now, count * sizeof *now);
    memset(shown->marks, 0, (size_t)parts->count);
    shown->whole = true;
}

/* What of the picture below it a part has changed is sent. */
static void send_part(struct pixels *pixels, struct shown *shown, const struct box *box, int number,
                      const color *now, struct text *out)
{
    struct box other = differing(box, shown->width, now, shown->base);
    int id = id_of(shown) + 1 + number;
    if (other.left < other.right)
        add_image(pixels, shown, &other, id, depth_of(shown) + 1, now, shown->base, out);
    else if (shown->marks[number] & HAS_IMAGE)
        text_add(out, "\033_Ga=d,d=I,i=%d,q=2\033\\", id);
    shown->marks[number] = other.left < other.right ? HAS_IMAGE : 0;
    for (int y = box->top; y < box->bottom; y++) {
        int first = y * shown->width + box->left;
        memcpy(shown->pixels + first, now + first, (size_t)(box->right - box->left) * sizeof *now);
    }
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
            if (!(*mark & CHANGED) && memcmp(old_row + x, row + x, (size_t)width * sizeof *row)) {
                *mark |= CHANGED;
                count++;
            }
        }
    }
    return count;
}

void pixels_kitty(struct pixels *pixels, struct shown *shown, const struct raster *raster,
                  struct text *out)
{
    const color *now = raster->pixels;
    struct parts parts = parts_of(&pixels->way, shown);
    if (!shown->whole || mark_changed(shown, &parts, raster) > parts.count / 3) {
        send_whole(pixels, shown, now, &parts, out);
        return;
    }
    for (int i = 0; i < parts.count; i++) {
        struct box box = part(&parts, shown, i);
        if (shown->marks[i] & CHANGED)
            send_part(pixels, shown, &box, i, now, out);
    }
}
