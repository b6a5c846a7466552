#include "file.h"

#include "suite.h"

#include <stdio.h>
#include <sys/wait.h>

static struct text read_all(FILE *file)
{
    struct text text = {0};
    char bytes[4096];
    for (size_t length; (length = fread(bytes, 1, sizeof bytes, file)) > 0;)
        text_add_bytes(&text, bytes, length);
    return text;
}

struct text file_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s is not there", path);
    struct text text = read_all(file);
    fclose(file);
    return text;
}

struct text file_said(const char *command, int *status)
{
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    struct text text = read_all(pipe);
    int ended = pclose(pipe);
    ck_assert_msg(WIFEXITED(ended), "%s was broken off", command);
    if (status)
        *status = WEXITSTATUS(ended);
    return text;
}

void file_write(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "cannot write %s", path);
    fputs(content, file);
    ck_assert_int_eq(fclose(file), 0);
}
