/* Lines that scenes and recorded sessions have in common. */

#include "scene.h"

#include "../base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

char *scene_folder_of(const char *path)
{
    const char *end = strrchr(path, '/');
    char *folder = memory_copy_bytes(end ? path : ".", end ? (size_t)(end + 1 - path) : 1);
    char *real = realpath(folder, NULL);
    free(folder);
    return real ? real : memory_copy("");
}

/* A comment of those who wrote it may begin so, too: nothing comes after the version, but of what
 * kind the file is. */
const char *scene_version(const char *line)
{
    static const char header[] = "# overshoot ", kind[] = " session";
    const char *version = line + strlen(header);
    if (strncmp(line, header, strlen(header)) != 0 || !isdigit((unsigned char)*version))
        return NULL;
    size_t length = strcspn(version, " \r\n");
    const char *end = version + length;
    bool dotted = memchr(version, '.', length) != NULL;
    end += strncmp(end, kind, strlen(kind)) == 0 ? strlen(kind) : 0;
    return dotted && (!*end || strchr("\r\n", *end)) ? version : NULL;
}

void scene_write_data(const char *path, const char *folder, struct text *out)
{
    size_t length = strlen(folder);
    bool below = length > 0 && strncmp(path, folder, length) == 0 && path[length] == '/';
    text_add(out, "data ");
    text_add_flat(out, below ? path + length + 1 : path);
    text_add(out, "\n");
}
