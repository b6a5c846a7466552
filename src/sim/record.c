#include "record.h"

#include <math.h>
#include <string.h>

/* --- the layout --- */

/* Numbers of a plan before its schedule's state: its value and segment. */
enum { PLACE_NUMBERS = 2 };

static size_t size_of(const struct record *record)
{
    int numbers = record->rule + record->plans * (PLACE_NUMBERS + record->schedule);
    return sizeof(struct kept) + sizeof(double) * (size_t)numbers;
}

const struct kept *record_at(const struct record *record, int index)
{
    return blocks_at(&record->moments, index);
}

static struct kept *edit(struct record *record, int index)
{
    return blocks_edit(&record->moments, index);
}

static size_t bytes(int numbers)
{
    return sizeof(double) * (size_t)numbers;
}

/* The mover's state into a moment. */
static void pack(const struct record *record, const struct mover *mover, struct kept *kept)
{
    double *to = (double *)(kept + 1);
    memcpy(to, mover->state, bytes(record->rule));
    to += record->rule;
    for (int i = 0; i < record->plans; i++) {
        const struct plan_place *place = &mover->plans[i];
        to[0] = place->value;
        to[1] = place->segment;
        memcpy(to + PLACE_NUMBERS, place->state, bytes(record->schedule));
        to += PLACE_NUMBERS + record->schedule;
    }
}

static void unpack(const struct record *record, const struct kept *kept, struct mover *mover)
{
    const double *from = (const double *)(kept + 1);
    memset(mover->state, 0, sizeof mover->state);
    memcpy(mover->state, from, bytes(record->rule));
    from += record->rule;
    for (int i = 0; i < PLANS_MAX; i++) {
        struct plan_place *place = &mover->plans[i];
        *place = (struct plan_place){.segment = -1};
        if (i >= record->plans)
            continue;
        place->value = from[0];
        place->segment = (int)from[1];
        memcpy(place->state, from + PLACE_NUMBERS, bytes(record->schedule));
        from += PLACE_NUMBERS + record->schedule;
    }
}

void record_load(const struct record *record, int index, struct mover *mover)
{
    mover->now = record_at(record, index)->moment;
    unpack(record, record_at(record, index), mover);
}

void record_fit(struct record *record, const struct recipe *recipe)
{
    struct record old = *record;
    int rule = recipe->rule->code->state_count, schedule = recipe_schedule_state(recipe);
    record->rule = rule > old.rule ? rule : old.rule;
    record->schedule = schedule > old.schedule ? schedule : old.schedule;
    record->plans = recipe->plan_count > old.plans ? recipe->plan_count : old.plans;
    size_t size = size_of(record);
    if (size == old.moments.size)
        return;
    record->moments = (struct blocks){.size = size};
    struct mover mover = {0};
    for (int i = 0; i < old.moments.count; i++) {
        struct kept *kept = blocks_add(&record->moments);
        *kept = *record_at(&old, i);
        unpack(&old, record_at(&old, i), &mover);
        pack(record, &mover, kept);
    }
    record_free(&old);
}

/* --- life --- */

void record_free(struct record *record)
{
    blocks_cut(&record->moments, 0);
}

void record_clear(struct record *record, const struct recipe *recipe)
{
    record_free(record);
    *record = (struct record){.stride = 1, .last = -1, .stamp = stamp_new()};
    record->first_stamp = record->stamp;
    record_fit(record, recipe);
}

struct record record_copy(const struct record *record)
{
    struct record copy = *record;
    copy.moments = blocks_copy(&record->moments);
    copy.stamp = copy.first_stamp = stamp_new();
    copy.change_count = 0;
    return copy;
}

/* --- what changes --- */

/* Whatever comes after a row may be otherwise. An earlier change of later rows needs no mention any
 * longer; where there is no room, the first two are told as one. */
static void note_change(struct record *record, int64_t row)
{
    struct change *changes = record->changes;
    record->stamp = stamp_new();
    while (record->change_count > 0 && changes[record->change_count - 1].row >= row)
        record->change_count--;
    if (record->change_count == CHANGES_KEPT) {
        changes[1].row = changes[0].row;
        memmove(changes, changes + 1, sizeof *changes * (size_t)--record->change_count);
    }
    changes[record->change_count++] = (struct change){row, record->stamp};
}

int64_t record_same(const struct record *record, int64_t first_stamp, int64_t stamp)
{
    if (first_stamp != record->first_stamp)
        return -1;
    for (int i = 0; i < record->change_count; i++)
        if (record->changes[i].stamp > stamp)
            return record->changes[i].row;
    return INT64_MAX;
}

/* --- the rows --- */

int record_index(const struct record *record, int64_t row)
{
    int64_t index = row / record->stride, count = record->moments.count;
    return (int)(index < count ? index : count - 1);
}

static void widen(struct kept *kept, double low, double high)
{
    kept->loss_low = fmin(kept->loss_low, low);
    kept->loss_high = fmax(kept->loss_high, high);
}

/* Keeps every other moment; each stands for twice as many rows now. */
static void thin(struct record *record)
{
    int count = record->moments.count, kept = (count + 1) / 2;
    for (int i = 0; i < kept; i++) {
        struct kept *to = edit(record, i);
        memmove(to, record_at(record, 2 * i), record->moments.size);
        if (2 * i + 1 < count) {
            const struct kept *next = record_at(record, 2 * i + 1);
            widen(to, next->loss_low, next->loss_high);
        }
    }
    blocks_cut(&record->moments, kept);
    record->stride *= 2;
}

void record_add(struct record *record, const struct mover *mover)
{
    const struct row *row = &mover->now.row;
    if (row->n <= record->last)
        return;
    record->last = row->n;
    if (row->n < record->moments.count * record->stride) {
        widen(edit(record, record->moments.count - 1), row->loss, row->loss);
        return;
    }
    if (record->moments.count == MOMENTS_MAX)
        thin(record);
    struct kept *kept = blocks_add(&record->moments);
    *kept = (struct kept){.moment = mover->now, .loss_low = row->loss, .loss_high = row->loss};
    pack(record, mover, kept);
}

void record_renew(struct record *record, const struct mover *mover)
{
    const struct row *row = &mover->now.row;
    struct kept *kept = edit(record, record->moments.count - 1);
    note_change(record, row->n);
    if (kept->moment.row.n != row->n)
        return;
    kept->moment.row = *row;
    widen(kept, row->loss, row->loss);
}

void record_cut(struct record *record, int64_t row)
{
    note_change(record, row);
    int64_t last = row / record->stride;
    if (last >= record->moments.count)
        return;
    blocks_cut(&record->moments, (int)last + 1);
    struct kept *kept = edit(record, (int)last);
    kept->loss_low = kept->loss_high = kept->moment.row.loss;
    record->last = kept->moment.row.n;
}
