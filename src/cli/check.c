#include "check.h"

#include "cli.h"

#include "../command/command.h"
#include "../front/clock.h"

#include <stdio.h>

struct checking {
    struct session *session;
    const char *name;      /* of the scene */
    struct text *failures; /* as they are reported */
};

static void fail(const struct checking *checking, int line, const struct error *error)
{
    report_write(checking->failures, &(struct source){checking->name, line, NULL}, error);
}

/* What is begun goes on after a failure, so that one does not hide the others. */
static void finish(const struct checking *checking)
{
    struct error error;
    int line;
    while (!clock_finish(checking->session, -1, &error, &line))
        fail(checking, line, &error);
}

static bool judge(const struct checking *checking, const struct queued *expectation)
{
    struct text found = {0};
    struct error error;
    bool holds = false;
    if (!expect_judge(checking->session, expectation->command, &holds, &found, &error))
        error.offset = ERROR_NO_PLACE;
    else if (!holds)
        error_set(&error, ERROR_NO_PLACE, "expected %.200s; found %.250s", expectation->command,
                  found.length ? found.bytes : "otherwise");
    if (!holds)
        fail(checking, expectation->line, &error);
    text_free(&found);
    return holds;
}

int check_scene(struct session *session, const char *name, struct text *failures)
{
    const struct checking checking = {session, name, failures};
    int held = 0;
    finish(&checking);
    int64_t end = session->player.budget > 0 ? session->player.budget : CHECK_ITERATIONS;
    player_pause(&session->player);
    player_go_to(&session->player, session->sim->end > end ? session->sim->end : end);
    finish(&checking);
    for (int i = 0; i < session->script.expectation_count; i++)
        held += judge(&checking, &session->script.expectations[i]);
    return held;
}

/* Each scene by itself; one that fails does not keep the others from being checked. */
int mode_check(const struct options *options)
{
    int status = DONE;
    struct text text = {0};
    for (int i = 0; i < options->argument_count; i++) {
        const char *name = options->arguments[i];
        struct session *session = session_new();
        struct scene_failure failure;
        struct text failures = {0};
        bool open = scene_open(session, name, &failure);
        int held = open ? check_scene(session, name, &failures) : 0;
        if (!open)
            cli_report_scene(name, &failure);
        else if (failures.length)
            fputs(failures.bytes, stderr);
        else
            text_add(&text, "%s: %d hold%s\n", name, held, held == 1 ? "s" : "");
        if (!open || failures.length)
            status = COULD_NOT;
        text_free(&failures);
        session_free(session);
    }
    int printed = cli_print(&text);
    return status == DONE ? printed : status;
}
