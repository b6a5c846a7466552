/* The scenes that there are, each with its title. */

#include "scene.h"

#include <string.h>

static void list_one(void *context, const char *folder, const char *name)
{
    struct text *out = context, path = {0};
    text_add(&path, "%s/%s", folder, name);
    struct session *session = session_new();
    struct scene_failure failure;
    bool good = scene_open(session, path.bytes, &failure);
    const char *shown = strcmp(folder, ".") == 0 ? name : path.bytes;
    text_add(out, "%-50s %s\n", shown, good ? session->words.title : failure.error.text);
    if (!good)
        scene_failure_free(&failure);
    session_free(session);
    text_free(&path);
}

void scene_list(struct text *out)
{
    scene_each(list_one, out);
}
