#include "check.h"

#include "cli.h"

#include "../command/command.h"
#include "../front/clock.h"

static void fail(struct verdict *verdict, int line, const struct error *error)
{
    verdict->failed++;
    verdict->tell(verdict->context, line, error);
}

/* What is begun goes on after a failure, so that one does not hide the others. */
static void finish(struct session *session, struct verdict *verdict)
{
    struct error error;
    int line;
    while (!clock_finish(session, -1, &error, &line))
        fail(verdict, line, &error);
}

static void judge(struct session *session, const struct queued *expectation,
                  struct verdict *verdict)
{
    struct text found = {0};
    struct error error;
    bool holds = false;
    if (!expect_judge(session, expectation->command, &holds, &found, &error)) {
        error.offset = ERROR_NO_PLACE;
        fail(verdict, expectation->line, &error);
    } else if (!holds) {
        error_set(&error, ERROR_NO_PLACE, "expected %.200s; found %.250s", expectation->command,
                  found.length ? found.bytes : "otherwise");
        fail(verdict, expectation->line, &error);
    } else {
        verdict->held++;
    }
    text_free(&found);
}

void check_scene(struct session *session, struct verdict *verdict)
{
    finish(session, verdict);
    int64_t end = session->player.budget > 0 ? session->player.budget : CHECK_ITERATIONS;
    player_pause(&session->player);
    player_go_to(&session->player, sim_end(session->sim) > end ? sim_end(session->sim) : end);
    finish(session, verdict);
    for (int i = 0; i < session->script.expectation_count; i++)
        judge(session, &session->script.expectations[i], verdict);
}

/* --- overshoot check --- */

static void tell_failure(void *context, int line, const struct error *error)
{
    const struct source source = {context, line, NULL};
    cli_report(&source, error, COULD_NOT);
}

static int check(struct session *session, const char *scene, struct text *text)
{
    struct verdict verdict = {.tell = tell_failure, .context = (void *)(uintptr_t)scene};
    struct scene_failure failure;
    if (!scene_open(session, scene, &failure)) {
        cli_report_scene(scene, &failure);
        return COULD_NOT;
    }
    check_scene(session, &verdict);
    if (verdict.failed)
        return COULD_NOT;
    text_add(text, "%s: %d hold%s\n", scene, verdict.held, verdict.held == 1 ? "s" : "");
    return DONE;
}

/* Each scene by itself; one that fails does not keep the others from being checked. */
int mode_check(const struct options *options)
{
    int status = DONE;
    struct text text = {0};
    for (int i = 0; i < options->argument_count; i++) {
        struct session *session = session_new();
        if (check(session, options->arguments[i], &text) != DONE)
            status = COULD_NOT;
        session_free(session);
    }
    int printed = cli_print(&text);
    return status == DONE ? printed : status;
}
