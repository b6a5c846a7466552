#include "graphics.h"

#include "../src/base/memory.h"
#include "../src/base/text.h"
#include "inflate.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IMAGES_MAX = 4096, SHARED_MAX = 16 };

struct image {
    int id, depth, x, y, width, height;
    uint8_t *bytes; /* red, green, blue, opacity */
};

struct graphics {
    int columns, rows, cell_width, cell_height;
    int column, row, kept_column, kept_row; /* of the cursor */
    color *sixels;                          /* of the screen */
    color *seen;                            /* the same with all images, if they are composed */
    bool composed;
    bool *lost; /* of its cells: text */
    struct image images[IMAGES_MAX];
    int image_count;
    char *head;       /* of an image that is on its way, or NULL */
    struct text data; /* what has come of it */
    struct {
        char name[64];
        struct text bytes;
    } shared[SHARED_MAX];
    int shared_count;
};

struct graphics *graphics_new(int columns, int rows, int cell_width, int cell_height)
{
    struct graphics *graphics = memory_new(1, sizeof *graphics);
    graphics->columns = columns;
    graphics->rows = rows;
    graphics->cell_width = cell_width;
    graphics->cell_height = cell_height;
    size_t count = (size_t)(columns * cell_width) * (size_t)(rows * cell_height);
    graphics->sixels = memory_new(count, sizeof *graphics->sixels);
    graphics->seen = memory_new(count, sizeof *graphics->seen);
    for (size_t i = 0; i < count; i++)
        graphics->sixels[i] = COLOR_DEFAULT;
    graphics->lost = memory_new((size_t)columns * (size_t)rows, sizeof *graphics->lost);
    return graphics;
}

static void drop_image(struct graphics *graphics, int place)
{
    free(graphics->images[place].bytes);
    graphics->images[place] = graphics->images[--graphics->image_count];
}

void graphics_free(struct graphics *graphics)
{
    while (graphics->image_count > 0)
        drop_image(graphics, 0);
    for (int i = 0; i < graphics->shared_count; i++)
        text_free(&graphics->shared[i].bytes);
    text_free(&graphics->data);
    free(graphics->head);
    free(graphics->sixels);
    free(graphics->seen);
    free(graphics->lost);
    free(graphics);
}

bool graphics_lost(const struct graphics *graphics, int column, int row)
{
    return graphics->lost[row * graphics->columns + column];
}

int graphics_images(const struct graphics *graphics)
{
    return graphics->image_count;
}

void graphics_cursor(const struct graphics *graphics, int *column, int *row)
{
    *column = graphics->column;
    *row = graphics->row;
}

static color *sixel_at(const struct graphics *graphics, int x, int y)
{
    ck_assert(x >= 0 && y >= 0 && x < graphics->columns * graphics->cell_width &&
              y < graphics->rows * graphics->cell_height);
    return &graphics->sixels[y * graphics->columns * graphics->cell_width + x];
}

static int by_depth(const void *a, const void *b)
{
    const struct image *x = a, *y = b;
    return (x->depth > y->depth) - (x->depth < y->depth);
}

/* All images over the sixels, the lowest first. */
static void compose(struct graphics *graphics)
{
    int width = graphics->columns * graphics->cell_width;
    int height = graphics->rows * graphics->cell_height;
    memcpy(graphics->seen, graphics->sixels, (size_t)width * (size_t)height * sizeof(color));
    qsort(graphics->images, (size_t)graphics->image_count, sizeof *graphics->images, by_depth);
    for (int i = 0; i < graphics->image_count; i++) {
        const struct image *image = &graphics->images[i];
        const uint8_t *at = image->bytes;
        for (int y = image->y; y < image->y + image->height; y++)
            for (int x = image->x; x < image->x + image->width; x++, at += 4)
                if (at[3] && x < width && y < height)
                    graphics->seen[y * width + x] = (color)at[0] << 16 | (color)at[1] << 8 | at[2];
    }
    graphics->composed = true;
}

color graphics_at(struct graphics *graphics, int x, int y)
{
    ck_assert(x >= 0 && y >= 0 && x < graphics->columns * graphics->cell_width &&
              y < graphics->rows * graphics->cell_height);
    if (!graphics->composed)
        compose(graphics);
    return graphics->seen[y * graphics->columns * graphics->cell_width + x];
}

/* --- kitty --- */

/* The value of a key in `a=T,i=7`; `otherwise` if it is not there. */
static long value(const char *head, char key, long otherwise)
{
    for (const char *at = head; *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ','))
        if (at[0] == key && at[1] == '=')
            return at[2] >= 'A' ? at[2] : strtol(at + 2, NULL, 10);
    return otherwise;
}

static int base64_value(char c)
{
    return c >= 'A' && c <= 'Z'   ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+'             ? 62
           : c == '/'             ? 63
                                  : -1;
}

static void add_base64(struct text *out, const char *at, size_t length)
{
    ck_assert_uint_eq(length % 4, 0);
    for (size_t i = 0; i < length; i += 4) {
        unsigned bits = 0;
        int bytes = at[i + 2] == '=' ? 1 : at[i + 3] == '=' ? 2 : 3;
        for (size_t k = 0; k < 4; k++) {
            int digit = at[i + k] == '=' ? 0 : base64_value(at[i + k]);
            ck_assert_int_ge(digit, 0);
            bits = bits << 6 | (unsigned)digit;
        }
        const char three[] = {(char)(bits >> 16), (char)(bits >> 8), (char)bits};
        text_add_bytes(out, three, (size_t)bytes);
    }
}

bool graphics_share(void *context, const uint8_t *bytes, size_t length, char name[64])
{
    struct graphics *graphics = context;
    if (graphics->shared_count == SHARED_MAX)
        return false;
    int number = graphics->shared_count++;
    graphics->shared[number].bytes = (struct text){0};
    snprintf(name, 64, "/shared-%d", number);
    snprintf(graphics->shared[number].name, 64, "%s", name);
    text_add_bytes(&graphics->shared[number].bytes, (const char *)bytes, length);
    return true;
}

static void take_shared(struct graphics *graphics, struct text *bytes)
{
    for (int i = 0; i < graphics->shared_count; i++)
        if (bytes->length == strlen(graphics->shared[i].name) &&
            memcmp(bytes->bytes, graphics->shared[i].name, bytes->length) == 0) {
            text_free(bytes);
            *bytes = graphics->shared[i].bytes;
            graphics->shared[i] = graphics->shared[--graphics->shared_count];
            return;
        }
    ck_abort_msg("no such memory is shared: %s", bytes->bytes);
}

static void add_pixels(struct graphics *graphics, const char *head, const struct text *pixels)
{
    int channels = (int)value(head, 'f', 32) / 8, id = (int)value(head, 'i', 0);
    for (int i = 0; i < graphics->image_count; i++)
        if (graphics->images[i].id == id) /* it takes its place */
            drop_image(graphics, i--);
    ck_assert_int_lt(graphics->image_count, IMAGES_MAX);
    struct image *image = &graphics->images[graphics->image_count++];
    int x = (int)value(head, 'X', 0), y = (int)value(head, 'Y', 0);
    ck_assert(x < graphics->cell_width && y < graphics->cell_height);
    *image = (struct image){.id = id,
                            .depth = (int)value(head, 'z', 0),
                            .x = graphics->column * graphics->cell_width + x,
                            .y = graphics->row * graphics->cell_height + y,
                            .width = (int)value(head, 's', 0),
                            .height = (int)value(head, 'v', 0)};
    ck_assert_int_gt(image->depth, 0); /* above text */
    size_t count = (size_t)image->width * (size_t)image->height;
    ck_assert_uint_eq(pixels->length, count * (size_t)channels);
    image->bytes = memory_new(count, 4);
    for (size_t i = 0; i < count; i++) {
        memcpy(image->bytes + 4 * i, pixels->bytes + i * (size_t)channels, (size_t)channels);
        if (channels == 3)
            image->bytes[4 * i + 3] = 255;
    }
}

static void finish_image(struct graphics *graphics)
{
    const char *head = graphics->head;
    struct text pixels = graphics->data, packed = {0};
    graphics->data = (struct text){0};
    ck_assert_int_eq((int)value(head, 'a', 't'), 'T');
    ck_assert_int_eq((int)value(head, 'C', 0), 1);
    if (value(head, 't', 'd') == 's')
        take_shared(graphics, &pixels);
    if (value(head, 'o', 0) == 'z') {
        packed = pixels;
        pixels = (struct text){0};
        ck_assert(inflate(&pixels, (const uint8_t *)packed.bytes, packed.length));
        text_free(&packed);
    }
    add_pixels(graphics, head, &pixels);
    text_free(&pixels);
    free(graphics->head);
    graphics->head = NULL;
}

static void remove_images(struct graphics *graphics, const char *head)
{
    long what = value(head, 'd', 'a');
    for (int i = 0; i < graphics->image_count; i++) {
        const struct image *image = &graphics->images[i];
        if (what == 'A' || (what == 'I' && image->id == value(head, 'i', 0)) ||
            (what == 'Z' && image->depth == value(head, 'z', 0)))
            drop_image(graphics, i--);
    }
}

static void read_kitty(struct graphics *graphics, const char *at, size_t length)
{
    size_t head_length = strcspn(at, ";\033");
    char *head = memory_copy_bytes(at, head_length);
    if (value(head, 'a', 't') == 'q') {
        free(head);
        return;
    }
    ck_assert_int_eq((int)value(head, 'q', 0), 2);
    if (value(head, 'a', 't') == 'd') {
        remove_images(graphics, head);
        free(head);
        return;
    }
    bool first = !graphics->head;
    if (first && head_length == length) { /* the end of what was not begun */
        free(head);
        return;
    }
    if (first)
        graphics->head = head;
    if (head_length < length)
        add_base64(&graphics->data, at + head_length + 1, length - head_length - 1);
    if (!value(head, 'm', 0))
        finish_image(graphics);
    if (!first)
        free(head);
}

/* --- sixel --- */

static int read_number(const char **at)
{
    char *end;
    long number = strtol(*at, &end, 10);
    ck_assert(end != *at);
    *at = end;
    return (int)number;
}

static color read_color(const char **at)
{
    color c = 0;
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(*(*at)++, ';');
        int share = read_number(at);
        ck_assert(share >= 0 && share <= 100);
        c = c << 8 | (color)((share * 255 + 50) / 100);
    }
    return c;
}

static void read_sixel(struct graphics *graphics, const char *at, size_t length)
{
    enum { REGISTERS = 1024 };
    const char *end = at + length;
    color registers[REGISTERS];
    int across = graphics->column * graphics->cell_width, x = across, number = 0;
    int top = graphics->row * graphics->cell_height, bottom = top, right = across, repeat;
    ck_assert_int_eq(strncmp(at, "0;1;0q\"1;1;", 11), 0);
    at += 11;
    right += read_number(&at);
    ck_assert_int_eq(*at++, ';');
    bottom += read_number(&at);
    ck_assert_int_le(bottom, (graphics->rows - 1) * graphics->cell_height);
    for (int i = top; i < bottom; i += graphics->cell_height)
        for (int k = across; k < right; k += graphics->cell_width)
            graphics
                ->lost[i / graphics->cell_height * graphics->columns + k / graphics->cell_width] =
                true;
    while (at < end) {
        char c = *at++;
        repeat = 1;
        if (c == '#') {
            number = read_number(&at);
            ck_assert(number >= 0 && number < REGISTERS);
            if (*at != ';')
                continue;
            at++;
            ck_assert_int_eq(read_number(&at), 2);
            registers[number] = read_color(&at);
            continue;
        }
        if (c == '$' || c == '-') {
            x = across;
            top += c == '-' ? 6 : 0;
            continue;
        }
        if (c == '!') {
            repeat = read_number(&at);
            c = *at++;
        }
        ck_assert(c >= '?' && c <= '~');
        for (int i = 0; i < repeat; i++, x++)
            for (int bit = 0; bit < 6; bit++)
                if ((c - '?') >> bit & 1) {
                    ck_assert(x < right && top + bit < bottom);
                    *sixel_at(graphics, x, top + bit) = registers[number];
                }
    }
    ck_assert_int_lt(top, bottom); /* no end of a line after the last one */
}

/* --- text --- */

static void erase_cell(struct graphics *graphics, int column, int row)
{
    graphics->lost[row * graphics->columns + column] = false;
    for (int y = row * graphics->cell_height; y < (row + 1) * graphics->cell_height; y++)
        for (int x = column * graphics->cell_width; x < (column + 1) * graphics->cell_width; x++)
            *sixel_at(graphics, x, y) = COLOR_DEFAULT;
}

static void erase_screen(struct graphics *graphics)
{
    for (int row = 0; row < graphics->rows; row++)
        for (int column = 0; column < graphics->columns; column++)
            erase_cell(graphics, column, row);
}

static size_t read_control(struct graphics *graphics, const char *at)
{
    size_t length = strspn(at, "0123456789;:?<>= $\"'");
    int first = atoi(at), second = strchr(at, ';') ? atoi(strchr(at, ';') + 1) : 0;
    switch (at[length]) {
    case 'H':
        graphics->row = first > 0 ? first - 1 : 0;
        graphics->column = memchr(at, ';', length) && second > 0 ? second - 1 : 0;
        break;
    case 'B':
        graphics->row += first > 0 ? first : 1;
        break;
    case 'C':
        graphics->column += first > 0 ? first : 1;
        break;
    case 'J':
        ck_assert_int_eq(first, 2);
        erase_screen(graphics); /* not all terminals take images away then */
        break;
    case 'm':
    case 'h':
    case 'l':
    case 'c':
    case 'n':
    case 'r':
    case 't':
    case 'S':
    case 'q':
        break;
    default:
        ck_abort_msg("what is CSI %.20s?", at);
    }
    return length + 1;
}

/* The bytes of a sequence from after its ESC on. */
static size_t read_escape(struct graphics *graphics, const char *at)
{
    const char *end = strstr(at, "\033\\");
    switch (*at) {
    case '[':
        return 1 + read_control(graphics, at + 1);
    case '7':
        graphics->kept_column = graphics->column;
        graphics->kept_row = graphics->row;
        return 1;
    case '8':
        graphics->column = graphics->kept_column;
        graphics->row = graphics->kept_row;
        return 1;
    case '\\':
    case '=':
    case '>':
        return 1;
    case '(':
        return 2;
    case ']': /* what it is asked, as below */
        ck_assert_ptr_nonnull(end);
        return (size_t)(end - at) + 2;
    case '_':
        ck_assert(end && at[1] == 'G');
        read_kitty(graphics, at + 2, (size_t)(end - at) - 2);
        return (size_t)(end - at) + 2;
    case 'P':
        ck_assert_ptr_nonnull(end);
        if (at[1] == '$' || at[1] == '+')
            return (size_t)(end - at) + 2;
        read_sixel(graphics, at + 1, (size_t)(end - at) - 1);
        graphics->column = graphics->row = 0; /* some leave it elsewhere than others */
        return (size_t)(end - at) + 2;
    default:
        ck_abort_msg("what is ESC %.20s?", at);
        return 1;
    }
}

void graphics_read(struct graphics *graphics, const char *bytes, size_t length)
{
    char *copy = memory_copy_bytes(bytes, length);
    graphics->composed = false;
    for (size_t i = 0; i < length;) {
        if (copy[i] == '\030' || copy[i] == '\r' || copy[i] == '\n') {
            i++;
            continue;
        }
        if (copy[i] == '\033') {
            i += 1 + read_escape(graphics, copy + i + 1);
            continue;
        }
        uint32_t character;
        i += (size_t)utf8_decode(copy + i, length - i, &character);
        for (int k = utf8_width(character); k > 0; k--)
            erase_cell(graphics, graphics->column++, graphics->row);
    }
    free(copy);
}
