#include "partial.h"

#include <string.h>

struct partial partial_begin(const char *part)
{
    return (struct partial){.part = part};
}

void partial_offer(struct partial *partial, const char *name, int number)
{
    const char *at = strstr(name, partial->part);
    for (int kind = at == name ? 0 : 1; at && kind < 2; kind++) {
        partial->count[kind]++;
        partial->found[kind] = number;
    }
}

int partial_found(const struct partial *partial)
{
    int kind = partial->count[0] > 0 ? 0 : 1;
    return partial->count[kind] == 1 ? partial->found[kind] : -1;
}
