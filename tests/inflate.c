#include "inflate.h"

struct source {
    const uint8_t *bytes;
    size_t length, bit;
};

static unsigned take(struct source *source, int count)
{
    unsigned bits = 0;
    for (int i = 0; i < count; i++, source->bit++)
        if (source->bit / 8 < source->length)
            bits |= (unsigned)(source->bytes[source->bit / 8] >> source->bit % 8 & 1) << i;
    return bits;
}

static unsigned take_code(struct source *source, int count)
{
    unsigned code = 0;
    while (count-- > 0)
        code = code << 1 | take(source, 1);
    return code;
}

/* RFC 1951, 3.2.6 */
static unsigned take_literal(struct source *source)
{
    unsigned code = take_code(source, 7);
    if (code < 24)
        return 256 + code;
    code = code << 1 | take(source, 1);
    if (code < 0xC0)
        return code - 0x30;
    if (code < 0xC8)
        return 280 + code - 0xC0;
    return 144 + (code << 1 | take(source, 1)) - 0x190;
}

static size_t take_length(struct source *source, unsigned code)
{
    if (code == 285)
        return 258;
    code -= 257;
    unsigned more = code < 8 ? 0 : code / 4 - 1;
    return 3 + (more ? (4 + code % 4) << more : code) + take(source, (int)more);
}

static size_t take_distance(struct source *source)
{
    unsigned code = take_code(source, 5), more = code < 4 ? 0 : code / 2 - 1;
    return 1 + (more ? (2 + code % 2) << more : code) + take(source, (int)more);
}

bool inflate(struct text *out, const uint8_t *bytes, size_t length)
{
    struct source source = {bytes, length, 16};
    if (length < 6 || (bytes[0] << 8 | bytes[1]) % 31 != 0 || (bytes[0] & 15) != 8 ||
        take(&source, 3) != 3)
        return false;
    for (;;) {
        unsigned code = take_literal(&source);
        if (source.bit > 8 * length)
            return false;
        if (code == 256)
            break;
        if (code < 256) {
            text_add_bytes(out, &(char){(char)code}, 1);
            continue;
        }
        size_t count = take_length(&source, code), distance = take_distance(&source);
        if (distance > out->length)
            return false;
        while (count-- > 0)
            text_add_bytes(out, &(char){out->bytes[out->length - distance]}, 1);
    }
    uint32_t a = 1, b = 0, sum = 0;
    for (size_t i = 0; i < out->length; i++) {
        a = (a + (uint8_t)out->bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    size_t end = (source.bit + 7) / 8;
    for (size_t i = end; i < end + 4 && i < length; i++)
        sum = sum << 8 | bytes[i];
    return end + 4 == length && sum == (b << 16 | a);
}
