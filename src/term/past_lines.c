#include "past_lines.h"

#include "../base/memory.h"
#include "../scene/scene.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 4 << 20 };

/* The file's path; empty where there is no home. */
static void find_path(struct text *path)
{
    if (scene_state_folder(path))
        text_add(path, "/history");
}

static void read_file(const char *path, struct text *content)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return;
    char block[4096];
    size_t length;
    while ((length = fread(block, 1, sizeof block, file)) > 0 && content->length < FILE_BYTES_MAX)
        text_add_bytes(content, block, length);
    fclose(file);
}

void history_read(void (*keep)(const char *line))
{
    struct text path = {0}, content = {0};
    find_path(&path);
    if (path.length > 0)
        read_file(path.bytes, &content);
    char *line = content.length > 0 ? content.bytes : NULL;
    while (line && *line) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        if (*line)
            keep(line);
        line = end ? end + 1 : NULL;
    }
    text_free(&path);
    text_free(&content);
}

/* Where the last `count` lines begin. */
static size_t last_lines(const struct text *content, int count)
{
    size_t begin = content->length;
    while (begin > 0) {
        if (content->bytes[begin - 1] == '\n' && begin < content->length && count-- == 1)
            return begin;
        begin--;
    }
    return 0;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static void write_beside(const char *path, const struct text *content)
{
    struct text beside = {0};
    text_add(&beside, "%s.XXXXXX", path);
    int descriptor = mkstemp(beside.bytes); /* its mode is 0600 */
    if (descriptor >= 0) {
        size_t begin = last_lines(content, HISTORY_LINES_MAX);
        bool good = write_all(descriptor, content->bytes + begin, content->length - begin);
        good = close(descriptor) == 0 && good;
        if (!good || rename(beside.bytes, path) != 0)
            unlink(beside.bytes);
    }
    text_free(&beside);
}

void history_append(const char *line)
{
    struct text path = {0}, content = {0}, ending = {0};
    find_path(&path);
    if (path.length == 0 || !*line || strchr(line, '\n')) {
        text_free(&path);
        return;
    }
    scene_make_folders(path.bytes);
    read_file(path.bytes, &content);
    if (content.length > 0 && content.bytes[content.length - 1] != '\n')
        text_add(&content, "\n");
    text_add(&ending, "%s\n", line);
    const char *last = content.length > 0 ? content.bytes + last_lines(&content, 1) : "";
    if (strcmp(last, ending.bytes) != 0) {
        text_add_bytes(&content, ending.bytes, ending.length);
        write_beside(path.bytes, &content);
    }
    text_free(&path);
    text_free(&content);
    text_free(&ending);
}
