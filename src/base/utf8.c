#include "text.h"

enum { REPLACEMENT = 0xFFFD };

static bool continues(const char *bytes, size_t length, int at)
{
    return (size_t)at < length && ((unsigned char)bytes[at] & 0xC0) == 0x80;
}

int utf8_decode(const char *bytes, size_t length, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)bytes[0];
    int size = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (size == 1) {
        *character = first;
        return 1;
    }
    uint32_t value = first & (0xFFu >> (size + 1));
    bool good = first >= 0xC2 && first <= 0xF4;
    for (int i = 1; good && i < size; i++) {
        good = continues(bytes, length, i);
        if (good)
            value = value << 6 | ((unsigned char)bytes[i] & 0x3F);
    }
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (!good || value < least[size] || value > 0x10FFFF || surrogate) {
        *character = REPLACEMENT;
        return 1;
    }
    *character = value;
    return size;
}

int utf8_encode(uint32_t character, char bytes[4])
{
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    int size = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (int i = size - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (char)((0xF00u >> size & 0xFF) | character);
    return size;
}

struct range {
    uint32_t first, last;
};

/* Unicode's ranges, coarse where no text of ours has the difference. */
static const struct range zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
    {0x05C4, 0x05C5}, {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},
    {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0711, 0x0711},
    {0x0730, 0x074A}, {0x0900, 0x0902}, {0x093A, 0x093A}, {0x093C, 0x093C}, {0x0941, 0x0948},
    {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064}, {0x2066, 0x206F},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};
static const struct range double_width[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

static bool within(const struct range *ranges, int count, uint32_t character)
{
    int low = 0, high = count - 1;
    while (low <= high) {
        int middle = (low + high) / 2;
        if (character > ranges[middle].last)
            low = middle + 1;
        else if (character < ranges[middle].first)
            high = middle - 1;
        else
            return true;
    }
    return false;
}

int utf8_width(uint32_t character)
{
    if (character < 0x20 || (character >= 0x7F && character < 0xA0))
        return 0;
    if (character < 0x300)
        return 1;
    if (within(zero_width, sizeof zero_width / sizeof *zero_width, character))
        return 0;
    return within(double_width, sizeof double_width / sizeof *double_width, character) ? 2 : 1;
}

int utf8_columns(const char *bytes, size_t length)
{
    int columns = 0;
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t)utf8_decode(bytes + at, length - at, &character);
        columns += utf8_width(character);
    }
    return columns;
}

int utf8_count(const char *bytes, size_t length)
{
    int count = 0;
    for (size_t at = 0; at < length; count++) {
        uint32_t character;
        at += (size_t)utf8_decode(bytes + at, length - at, &character);
    }
    return count;
}
