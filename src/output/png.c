#include "png.h"

#include "deflate.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>
#ifdef HAVE_ZLIB
#include <zlib.h>
#endif

/* --- chunks --- */

static void add_number(struct text *out, uint32_t number)
{
    char bytes[4] = {(char)(number >> 24), (char)(number >> 16), (char)(number >> 8), (char)number};
    text_add_bytes(out, bytes, sizeof bytes);
}

static uint32_t checksum(const char *bytes, size_t length)
{
    uint32_t table[256], sum = 0xFFFFFFFF;
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++)
            table[i] = table[i] & 1 ? 0xEDB88320 ^ table[i] >> 1 : table[i] >> 1;
    }
    for (size_t i = 0; i < length; i++)
        sum = table[(sum ^ (unsigned char)bytes[i]) & 255] ^ sum >> 8;
    return ~sum;
}

static void add_chunk(struct text *out, const char kind[5], const char *bytes, size_t length)
{
    add_number(out, (uint32_t)length);
    size_t begin = out->length;
    text_add_bytes(out, kind, 4);
    if (length)
        text_add_bytes(out, bytes, length);
    add_number(out, checksum(out->bytes + begin, out->length - begin));
}

/* --- the stream of zlib --- */

bool png_is_small(void)
{
#ifdef HAVE_ZLIB
    return true;
#else
    return false;
#endif
}

static bool deflate_all(struct text *out, const uint8_t *bytes, size_t length)
{
#ifdef HAVE_ZLIB
    uLongf size = compressBound((uLong)length);
    char *room = text_room(out, size);
    if (compress2((Bytef *)room, &size, bytes, (uLong)length, Z_DEFAULT_COMPRESSION) != Z_OK)
        return false;
    out->length += size;
    text_add_bytes(out, "", 0);
    return true;
#else
    (void)out, (void)bytes, (void)length;
    return false;
#endif
}

/* --- the palette --- */

enum { COLOURS_MAX = 256, SLOTS = 1024 };
struct palette {
    color colors[COLOURS_MAX];
    int count; /* COLOURS_MAX + 1: there are more */
    int16_t slots[SLOTS];
};

static int palette_find(struct palette *palette, color c)
{
    for (uint32_t at = c * 0x9E3779B1U >> 22;; at = (at + 1) % SLOTS) {
        if (palette->slots[at] && palette->colors[palette->slots[at] - 1] == c)
            return palette->slots[at] - 1;
        if (palette->slots[at])
            continue;
        if (palette->count == COLOURS_MAX)
            return -1;
        palette->colors[palette->count++] = c;
        palette->slots[at] = (int16_t)palette->count;
        return palette->count - 1;
    }
}

static bool make_palette(struct palette *palette, const struct image *image)
{
    size_t count = image_count(image);
    color last = ~image->pixels[0];
    for (size_t i = 0; i < count; i++) {
        if (image->pixels[i] != last && palette_find(palette, image->pixels[i]) < 0)
            return false;
        last = image->pixels[i];
    }
    return true;
}

/* --- lines --- */

static uint8_t paeth(int left, int above, int corner)
{
    int guess = left + above - corner, to_left = abs(guess - left), to_above = abs(guess - above);
    int to_corner = abs(guess - corner);
    return (uint8_t)(to_left <= to_above && to_left <= to_corner ? left
                     : to_above <= to_corner                     ? above
                                                                 : corner);
}

enum { FILTERS = 5, SAMPLES = 3 };

/* A line of true colours as what each sample differs from a guess. */
static void filter_line(uint8_t *out, const uint8_t *line, const uint8_t *before, size_t size,
                        int filter)
{
    for (size_t i = 0; i < size; i++) {
        int left = i >= SAMPLES ? line[i - SAMPLES] : 0;
        int corner = i >= SAMPLES ? before[i - SAMPLES] : 0, above = before[i];
        int guess = filter == 0   ? 0
                    : filter == 1 ? left
                    : filter == 2 ? above
                    : filter == 3 ? (left + above) / 2
                                  : paeth(left, above, corner);
        out[i] = (uint8_t)(line[i] - guess);
    }
}

static uint64_t weight_of(const uint8_t *line, size_t size)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += (uint64_t)abs((int8_t)line[i]);
    return sum;
}

/* The filter with the smallest differences, as the standard advises. */
static void add_line(uint8_t *out, const uint8_t *line, const uint8_t *before, size_t size,
                     uint8_t *room)
{
    uint64_t least = UINT64_MAX;
    for (int filter = 0; filter < FILTERS; filter++) {
        filter_line(room, line, before, size, filter);
        uint64_t weight = weight_of(room, size);
        if (weight >= least)
            continue;
        least = weight;
        out[0] = (uint8_t)filter;
        memcpy(out + 1, room, size);
    }
}

static void take_line(uint8_t *line, const color *pixels, int width)
{
    for (int i = 0; i < width; i++)
        for (int k = 0; k < SAMPLES; k++)
            line[SAMPLES * i + k] = (uint8_t)(pixels[i] >> (16 - 8 * k));
}

static void add_true_colours(uint8_t *out, const struct image *image)
{
    size_t size = (size_t)image->width * SAMPLES;
    uint8_t *room = memory_new(3 * size, 1), *before = room + size, *line = before + size;
    for (int y = 0; y < image->height; y++, out += size + 1) {
        take_line(line, image->pixels + (ptrdiff_t)y * image->width, image->width);
        add_line(out, line, before, size, room);
        memcpy(before, line, size);
    }
    free(room);
}

static void add_indices(uint8_t *out, const struct image *image, struct palette *palette)
{
    const color *pixel = image->pixels;
    for (int y = 0; y < image->height; y++) {
        *out++ = 0;
        for (int x = 0; x < image->width; x++)
            *out++ = (uint8_t)palette_find(palette, *pixel++);
    }
}

/* --- the document --- */

static void add_header(struct text *out, const struct image *image, bool indexed)
{
    struct text header = {0};
    add_number(&header, (uint32_t)image->width);
    add_number(&header, (uint32_t)image->height);
    text_add_bytes(&header, indexed ? "\x08\x03\0\0" : "\x08\x02\0\0", 5);
    add_chunk(out, "IHDR", header.bytes, header.length);
    text_free(&header);
}

static void add_palette(struct text *out, const struct palette *palette)
{
    char bytes[COLOURS_MAX * SAMPLES];
    for (int i = 0; i < palette->count * SAMPLES; i++)
        bytes[i] = (char)(palette->colors[i / SAMPLES] >> (16 - 8 * (i % SAMPLES)));
    add_chunk(out, "PLTE", bytes, (size_t)palette->count * SAMPLES);
}

/* In UTF-8, not packed. */
static void add_title(struct text *out, const char *title)
{
    static const char head[] = "Title\0\0\0\0"; /* and the 0 that ends it */
    struct text text = {0};
    text_add_bytes(&text, head, sizeof head);
    text_add_bytes(&text, title, strlen(title));
    add_chunk(out, "iTXt", text.bytes, text.length);
    text_free(&text);
}

static void add_data(struct text *out, const uint8_t *bytes, size_t length,
                     enum png_packing packing)
{
    struct text data = {0};
    if (packing == PNG_QUICK || !deflate_all(&data, bytes, length))
        deflate_add(&data, bytes, length);
    add_chunk(out, "IDAT", data.bytes, data.length);
    text_free(&data);
}

void png_write(struct text *out, const struct image *image, const char *title,
               enum png_packing packing)
{
    struct palette *palette = memory_new(1, sizeof *palette);
    bool indexed = make_palette(palette, image);
    size_t line = (size_t)image->width * (indexed ? 1 : SAMPLES) + 1;
    size_t length = line * (size_t)image->height;
    uint8_t *bytes = memory_new(length, 1);
    text_add_bytes(out, "\x89PNG\r\n\x1a\n", 8);
    add_header(out, image, indexed);
    if (indexed)
        add_palette(out, palette);
    if (title && *title)
        add_title(out, title);
    if (indexed)
        add_indices(bytes, image, palette);
    else
        add_true_colours(bytes, image);
    add_data(out, bytes, length, packing);
    add_chunk(out, "IEND", NULL, 0);
    free(bytes);
    free(palette);
}
