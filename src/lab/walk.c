#include "walk.h"

#include "internal.h"

/* Rows in a frame where there is somebody who waits for it: a millisecond or so; and those between
 * two looks at the clock. */
enum { WALK_SHARE = 2560, WALK_PIECE = 64 };

void walk_free(struct walk *walk)
{
    mover_free(&walk->mover);
    *walk = (struct walk){0};
}

bool lab_walk_goes_on(struct lab *lab, const struct sim *sim, int ball, struct walk *walk)
{
    const struct record *record = &sim->balls[ball]->record;
    bool goes_on = record_same(record, walk->first_stamp, walk->stamp) >= walk->next - 1;
    if (!goes_on)
        walk_free(walk);
    else if (walk->stamp != record->stamp && walk->next > 0) /* what moves it on may be new */
        sim_walk_to(sim, ball, &lab->workspace, walk->next - 1, &walk->mover);
    walk->first_stamp = record->first_stamp, walk->stamp = record->stamp;
    return goes_on;
}

static bool is_late(struct lab *lab)
{
    if (!lab->is_late)
        return false;
    lab->walked++;
    return lab->walked > WALK_SHARE ||
           (lab->walked % WALK_PIECE == 0 && lab->is_late(lab->context));
}

const struct row *lab_walk(struct lab *lab, const struct sim *sim, int ball, struct walk *walk,
                           int64_t last)
{
    const struct record *record = &sim->balls[ball]->record;
    if (walk->next > (last < record->last ? last : record->last))
        return NULL;
    if (is_late(lab)) {
        lab->shortfalls++;
        return NULL;
    }
    if (walk->next == 0)
        sim_walk_to(sim, ball, &lab->workspace, 0, &walk->mover);
    else
        sim_walk_on(sim, ball, &lab->workspace, &walk->mover);
    walk->next++;
    return &walk->mover.now.row;
}
