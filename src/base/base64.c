#include "base64.h"

#include <stdbool.h>

char *base64_put(char *at, const uint8_t *bytes, size_t length)
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
