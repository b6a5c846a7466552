#include "spelling.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

static char folded(char c)
{
    return c == '-' || c == ' ' ? '_' : (char)tolower((unsigned char)c);
}

static bool same(const char *a, size_t length, const char *b)
{
    size_t at = 0;
    while (at < length && b[at] && folded(a[at]) == folded(b[at]))
        at++;
    return at == length && !b[at];
}

bool spelling_same(const char *a, const char *b)
{
    return same(a, strlen(a), b);
}

bool spelling_among(const char *others, const char *name)
{
    while (others && *others) {
        size_t length = strcspn(others, "|");
        if (same(others, length, name))
            return true;
        others += length + (others[length] == '|');
    }
    return false;
}
