/* Runs that are left in the midst of rows, and gone on with. */

#include "bytecode.h"

#include <stdlib.h>

#include "../base/memory.h"

void halfway_free(struct halfway *halfway)
{
    free(halfway->sums);
    *halfway = (struct halfway){0};
}

void workspace_share(struct workspace *workspace, struct halfway *halfway, int64_t work)
{
    halfway->next = 0;
    halfway->at = 0;
    workspace->halfway = halfway;
    workspace->is_left = false;
    workspace->most = work < INT64_MAX - workspace->work ? workspace->work + work : INT64_MAX;
}

bool workspace_done(struct workspace *workspace)
{
    struct halfway *halfway = workspace->halfway;
    if (halfway && !workspace->is_left)
        *halfway = (struct halfway){.sums = halfway->sums, .size = halfway->size};
    return !workspace->is_left;
}

bool workspace_rest(struct workspace *workspace)
{
    bool done = workspace_done(workspace);
    workspace->halfway = NULL;
    workspace->is_left = false;
    return done;
}

bool workspace_is_late(const struct workspace *workspace)
{
    return workspace->halfway && workspace->work >= workspace->most;
}

size_t halfway_begin(struct halfway *halfway, bool is_read)
{
    int run = halfway->at++;
    if (run > halfway->run) {
        halfway->run = run;
        halfway->lane = 0;
        halfway->begun = halfway->used;
    }
    if (run < halfway->run || !is_read || halfway->lane == 0)
        return 0;
    halfway->next = halfway->begun;
    return halfway->lane;
}

bool halfway_leaves(struct workspace *workspace, size_t lane)
{
    struct halfway *halfway = workspace->halfway;
    if (!halfway || halfway->at - 1 < halfway->run)
        return false;
    halfway->lane = lane;
    halfway->begun = halfway->next = halfway->used;
    workspace->is_left = workspace_is_late(workspace);
    return workspace->is_left;
}

double *halfway_room(struct halfway *halfway, size_t length)
{
    if (halfway->used + length > halfway->size) {
        halfway->size = 2 * (halfway->used + length);
        halfway->sums = memory_resize(halfway->sums, halfway->size, sizeof *halfway->sums);
    }
    return halfway->sums + halfway->used;
}
