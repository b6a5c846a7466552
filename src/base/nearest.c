#include "nearest.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 31 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Edits from a to b where a swap of neighbours is one edit (optimal string alignment). */
static int edits(const char *a, const char *b)
{
    int m = (int)strlen(a), n = (int)strlen(b);
    if (m > LONGEST || n > LONGEST)
        return INT_MAX;
    int table[LONGEST + 1][LONGEST + 1];
    for (int i = 0; i <= m; i++)
        for (int j = 0; j <= n; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            int differs = a[i - 1] != b[j - 1];
            int best = least(table[i - 1][j] + 1, table[i][j - 1] + 1);
            best = least(best, table[i - 1][j - 1] + differs);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = least(best, table[i - 2][j - 2] + 1);
            table[i][j] = best;
        }
    return table[m][n];
}

struct nearest nearest_begin(const char *wanted)
{
    return (struct nearest){.wanted = wanted, .distance = INT_MAX};
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
    int length = (int)strlen(nearest->wanted), allowed = length < 3 ? length - 1 : length / 3;
    int distance = edits(nearest->wanted, candidate);
    if (length >= 3 && strncmp(candidate, nearest->wanted, (size_t)length) == 0)
        distance = least(distance, 1);
    if (distance <= allowed && distance < nearest->distance) {
        nearest->distance = distance;
        nearest->best = candidate;
    }
}

void nearest_offer_called(struct nearest *nearest, const char *others, const char *candidate)
{
    for (size_t length; others && *others; others += length, others += *others == '|') {
        char one[LONGEST + 1] = "";
        struct nearest called = {.wanted = nearest->wanted, .distance = nearest->distance};
        length = strcspn(others, "|");
        memcpy(one, others, length < LONGEST ? length : LONGEST);
        nearest_offer(&called, one);
        nearest->best = called.best ? candidate : nearest->best;
        nearest->distance = called.distance;
    }
}

const char *nearest_hint(struct nearest *nearest)
{
    nearest->hint[0] = '\0';
    if (nearest->best)
        snprintf(nearest->hint, sizeof nearest->hint, "; did you mean %s?", nearest->best);
    return nearest->hint;
}
