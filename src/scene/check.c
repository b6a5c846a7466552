#include "scene.h"

#include "../command/command.h"
#include "../command/script.h"

static void fail(struct scene_verdict *verdict, int line, const struct error *error)
{
    verdict->failed++;
    verdict->tell(verdict->context, line, error);
}

/* What is begun goes on after a failure, so that one does not hide the others. */
static void finish(struct session *session, struct scene_verdict *verdict)
{
    struct error error;
    int line;
    while (!script_finish(session, &error, &line))
        fail(verdict, line, &error);
}

static void judge(struct session *session, const struct queued *expectation,
                  struct scene_verdict *verdict)
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

void scene_check(struct session *session, struct scene_verdict *verdict)
{
    finish(session, verdict);
    int64_t end = session->player.budget > 0 ? session->player.budget : CHECK_ITERATIONS;
    player_pause(&session->player);
    player_go_to(&session->player, sim_end(session->sim) > end ? sim_end(session->sim) : end);
    finish(session, verdict);
    for (int i = 0; i < session->script.expectation_count; i++)
        judge(session, &session->script.expectations[i], verdict);
}
