/* `overshoot check`: whether scenes are what they say of themselves. */

#include "cli.h"

static void tell_failure(void *context, int line, const struct error *error)
{
    const struct source source = {context, line, NULL};
    cli_report(&source, error, COULD_NOT);
}

/* Each scene by itself; one that fails does not keep the others from being checked. */
int mode_check(const struct options *options)
{
    int status = DONE;
    struct text text = {0};
    for (int i = 0; i < options->argument_count; i++) {
        const char *scene = options->arguments[i];
        struct session *session = session_new();
        struct scene_failure failure;
        if (!scene_open(session, scene, &failure)) {
            cli_report_scene(scene, &failure);
            status = COULD_NOT;
        } else {
            struct scene_verdict verdict = {.tell = tell_failure,
                                            .context = (void *)(uintptr_t)scene};
            scene_check(session, &verdict);
            if (verdict.failed)
                status = COULD_NOT;
            else
                text_add(&text, "%s: %d hold%s\n", scene, verdict.held,
                         verdict.held == 1 ? "s" : "");
        }
        session_free(session);
    }
    int printed = cli_print(&text);
    return status == DONE ? printed : status;
}
