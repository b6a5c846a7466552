#include "memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*restore_terminal)(void);

void memory_before_exit(void (*restore)(void))
{
    restore_terminal = restore;
}

static void *checked(void *memory)
{
    if (memory)
        return memory;
    if (restore_terminal)
        restore_terminal();
    fputs("overshoot: out of memory\n", stderr);
    exit(1);
}

void *memory_new(size_t count, size_t size)
{
    return checked(calloc(count ? count : 1, size ? size : 1));
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return checked(NULL);
    size_t bytes = count * size;
    return checked(realloc(old, bytes ? bytes : 1));
}

char *memory_copy_bytes(const char *text, size_t length)
{
    char *copy = memory_new(length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

char *memory_copy(const char *text)
{
    return memory_copy_bytes(text, strlen(text));
}
