#include "deflate.h"

#include "../base/memory.h"
#include "../base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST = 3, /* bytes that are worth a copy, and the most that one has */
    MOST = 258,
    WINDOW = 1 << 15,
    HASH_BITS = 12,
    HEADS = 1 << HASH_BITS
};

struct bits {
    uint8_t *at;
    uint64_t bits; /* those that are no whole byte yet, the first one lowest */
    int count;
};

static inline void put(struct bits *to, unsigned bits, int count)
{
    to->bits |= (uint64_t)bits << to->count;
    to->count += count;
    while (to->count >= 8) {
        *to->at++ = (uint8_t)to->bits;
        to->bits >>= 8;
        to->count -= 8;
    }
}

/* Codes begin with their highest bit. */
static inline unsigned turned(unsigned code, int count)
{
    unsigned result = 0;
    for (int i = 0; i < count; i++)
        result |= (code >> i & 1) << (count - 1 - i);
    return result;
}

struct code {
    uint16_t bits;
    uint8_t count;
};

/* The fixed codes of bytes, lengths and distances, and which of them a length or a distance has. */
struct codes {
    struct code literals[288], distances[30];
    uint8_t of_length[MOST + 1]; /* from 257 on */
};

static const uint16_t lengths[29] = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                     15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                     67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t length_bits[29] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                        2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};

static struct code fixed(unsigned code, int count)
{
    return (struct code){(uint16_t)turned(code, count), (uint8_t)count};
}

static void make_codes(struct codes *codes)
{
    for (unsigned i = 0; i < 288; i++)
        codes->literals[i] = i < 144   ? fixed(0x30 + i, 8)
                             : i < 256 ? fixed(0x190 + i - 144, 9)
                             : i < 280 ? fixed(i - 256, 7)
                                       : fixed(0xC0 + i - 280, 8);
    for (unsigned i = 0; i < 30; i++)
        codes->distances[i] = fixed(i, 5);
    for (int i = 0, length = LEAST; length <= MOST; length++) {
        while (i < 28 && lengths[i + 1] <= length)
            i++;
        codes->of_length[length] = (uint8_t)i;
    }
}

static inline void put_code(struct bits *to, struct code code)
{
    put(to, code.bits, code.count);
}

static void put_copy(struct bits *to, const struct codes *codes, int length, int distance)
{
    int code = codes->of_length[length], high = 0;
    put_code(to, codes->literals[257 + code]);
    put(to, (unsigned)(length - lengths[code]), length_bits[code]);
    int rest = distance - 1; /* codes come in pairs, each pair with one more bit of its own */
    while (rest >> high > 3)
        high++;
    put_code(to, codes->distances[rest < 4 ? rest : 2 * high + (rest >> high)]);
    put(to, (unsigned)rest & ((1U << high) - 1), high);
}

static inline unsigned hash_of(const uint8_t *bytes)
{
    uint32_t three = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
    return three * 2654435761U >> (32 - HASH_BITS);
}

static int same_length(const uint8_t *a, const uint8_t *b, size_t most)
{
    int length = 0;
    while ((size_t)length < most && length < MOST && a[length] == b[length])
        length++;
    return length;
}

/* The bytes, each as itself or as a copy of what was where the same three were last. */
static void put_all(struct bits *to, const struct codes *codes, const uint8_t *bytes, size_t count)
{
    size_t heads[HEADS] = {0}; /* a place and one */
    for (size_t i = 0; i < count;) {
        int length = 0;
        size_t before = 0;
        if (i + LEAST <= count) {
            size_t *head = &heads[hash_of(bytes + i)];
            before = *head;
            *head = i + 1;
            if (before && i + 1 - before <= WINDOW)
                length = same_length(bytes + before - 1, bytes + i, count - i);
        }
        if (length >= LEAST) {
            put_copy(to, codes, length, (int)(i + 1 - before));
            for (size_t k = i + 1, end = i + (size_t)length; k < end && k + LEAST <= count; k++)
                heads[hash_of(bytes + k)] = k + 1;
            i += (size_t)length;
        } else {
            put_code(to, codes->literals[bytes[i++]]);
        }
    }
}

static uint32_t adler(const uint8_t *bytes, size_t length)
{
    enum { PRIME = 65521, AT_ONCE = 5552 /* before a sum overflows */ };
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < length;) {
        size_t end = length - i < AT_ONCE ? length : i + AT_ONCE;
        for (; i < end; i++) {
            a += bytes[i];
            b += a;
        }
        a %= PRIME;
        b %= PRIME;
    }
    return b << 16 | a;
}

void deflate_add(struct text *out, const uint8_t *bytes, size_t length)
{
    enum { AROUND = 16 };
    struct codes codes;
    make_codes(&codes);
    uint8_t *begin = (uint8_t *)text_room(out, length + length / 8 + AROUND);
    struct bits to = {.at = begin};
    put(&to, 0x78, 8);
    put(&to, 0x01, 8);
    put(&to, 1 | 1 << 1, 3); /* the last block, and fixed codes */
    put_all(&to, &codes, bytes, length);
    put_code(&to, codes.literals[256]);
    put(&to, 0, 7 & -to.count);
    uint32_t sum = adler(bytes, length);
    for (int shift = 24; shift >= 0; shift -= 8)
        *to.at++ = (uint8_t)(sum >> shift);
    out->length += (size_t)(to.at - begin);
    text_add_bytes(out, "", 0);
}
