#include "walk.h"

#include "internal.h"

/* Rows in a frame where there is somebody who waits for it: a millisecond or so; and those between
 * two looks at the clock, or fewer, as are so much work. */
enum { WALK_SHARE = 2560, WALK_PIECE = 64, WALK_WORK = 1000000 };

void walk_free(struct walk *walk)
{
    mover_free(&walk->mover);
    halfway_free(&walk->halfway);
    *walk = (struct walk){0};
}

bool lab_walk_goes_on(struct lab *lab, const struct sim *sim, int ball, struct walk *walk)
{
    const struct record *record = &sim->balls[ball]->record;
    bool goes_on = record_same(record, walk->first_stamp, walk->stamp) >= walk->next - 1;
    if (!goes_on)
        walk_free(walk);
    else if (walk->stamp != record->stamp && walk->next > 0) { /* what moves it on may be new */
        halfway_free(&walk->halfway);
        walk->is_put = sim_walk_to(sim, ball, &lab->workspace, walk->next - 1, &walk->mover);
    }
    walk->first_stamp = record->first_stamp, walk->stamp = record->stamp;
    return goes_on;
}

/* A row in each turn in any case. */
static bool is_late(struct lab *lab, struct walk *walk)
{
    bool first = walk->turn != lab->turn;
    if (!lab->is_late)
        return false;
    walk->turn = lab->turn;
    lab->walked++;
    bool looks = lab->walked % WALK_PIECE == 0 || lab->workspace.work - lab->walk_seen > WALK_WORK;
    if (looks)
        lab->walk_seen = lab->workspace.work;
    return !first && (lab->walked > WALK_SHARE || (looks && lab->is_late(lab->context)));
}

/* To the next row, perhaps by way of the one before; false: it was left. */
static bool go_on(struct lab *lab, const struct sim *sim, int ball, struct walk *walk)
{
    struct workspace *workspace = &lab->workspace;
    int64_t before = walk->next > 0 ? walk->next - 1 : 0;
    workspace_share(workspace, &walk->halfway, lab_share(lab));
    bool is_there = walk->is_put;
    if (!is_there)
        is_there = walk->is_put = sim_walk_to(sim, ball, workspace, before, &walk->mover);
    if (is_there && walk->next > 0)
        is_there = sim_walk_on(sim, ball, workspace, &walk->mover);
    workspace_rest(workspace);
    return is_there;
}

const struct row *lab_walk(struct lab *lab, const struct sim *sim, int ball, struct walk *walk,
                           int64_t last)
{
    const struct record *record = &sim->balls[ball]->record;
    if (walk->next > (last < record->last ? last : record->last))
        return NULL;
    if (is_late(lab, walk)) {
        lab->shortfalls++;
        return NULL;
    }
    if (!go_on(lab, sim, ball, walk)) {
        lab->shortfalls++;
        return NULL;
    }
    walk->next++;
    return &walk->mover.now.row;
}
