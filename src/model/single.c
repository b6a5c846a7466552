/* What becomes of a ball, by a mover of its own. */

#include "../base/memory.h"
#include "crowd.h"

#include <stdlib.h>

void single_begin(struct single *single, struct workspace *workspace, const struct problem *problem,
                  const struct recipe *recipe, const struct conditions *conditions, int64_t budget)
{
    mover_bind(&single->mover, problem, recipe);
    mover_start(&single->mover, workspace, conditions);
    mover_settle(&single->mover, workspace, &news_of_first);
    single->budget = budget;
    single->overshoots_then = 0;
    if (!single->places)
        single->places = memory_new(VERDICT_ROWS, sizeof *single->places);
}

int single_last_places(const struct single *single, struct point places[VERDICT_ROWS])
{
    int64_t n = single->mover.now.row.n;
    int count = n < VERDICT_ROWS ? (int)n + 1 : VERDICT_ROWS;
    for (int i = 0; i < count; i++)
        places[i] = single->places[(n - count + 1 + i) % VERDICT_ROWS];
    return count;
}

static void note(struct single *single, enum fate fate)
{
    const struct row *row = &single->mover.now.row;
    struct outcome *outcome = &single->outcome;
    *outcome = (struct outcome){.fate = fate,
                                .iterations = row->n,
                                .overshoots = row->overshoots,
                                .loss = row->loss,
                                .x = row->x,
                                .y = row->y,
                                .first = single->mover.now.first_loss,
                                .top = single->mover.now.top};
    outcome->verdict =
        verdict_of_end(fate, row->overshoots, outcome->first, row->loss, single->mover.now.top);
    if (fate != FATE_RUNNING)
        return;
    struct point places[VERDICT_ROWS];
    int count = single_last_places(single, places);
    outcome->verdict = verdict_of_places(places, count, 0, false);
    outcome->open =
        outcome->verdict.kind == VERDICT_RUNNING && row->overshoots > single->overshoots_then;
}

bool single_go_on(struct single *single, struct workspace *workspace, int64_t iterations)
{
    const struct row *row = &single->mover.now.row;
    for (;; iterations--) {
        single->places[row->n % VERDICT_ROWS] = (struct point){row->x, row->y};
        if (row->n == single->budget - VERDICT_ROWS + 1)
            single->overshoots_then = row->overshoots;
        bool over = row->diverged || row->converged || row->n == single->budget;
        if (over)
            note(single, row->diverged    ? FATE_DIVERGED
                         : row->converged ? FATE_CONVERGED
                                          : FATE_RUNNING);
        if (over || iterations <= 0)
            return !over;
        if (!mover_advance(&single->mover, workspace))
            return true;
    }
}

void single_free(struct single *single)
{
    mover_free(&single->mover);
    free(single->places);
}
