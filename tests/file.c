#include "file.h"

#include "suite.h"

#include <stdio.h>

struct text file_read(const char *path)
{
    struct text text = {0};
    char bytes[4096];
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s is not there", path);
    for (size_t length; (length = fread(bytes, 1, sizeof bytes, file)) > 0;)
        text_add_bytes(&text, bytes, length);
    fclose(file);
    return text;
}

void file_write(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "cannot write %s", path);
    fputs(content, file);
    ck_assert_int_eq(fclose(file), 0);
}
