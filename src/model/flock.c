#include "flock.h"

#include "../base/memory.h"
#include "../lang/vmath.h"
#include "crowd_parts.h"

#include <math.h>
#include <stdlib.h>

struct flock {
    int count; /* at the start */
    int part_count;
    struct crowd *parts;
    double *memory; /* of all of them: from many small pieces it would take longer to get */
    const struct crowd_code *code;
    double *starts; /* x of all, then y: until it is bound first */
    int summed;     /* so many parts are in the sum: */
    struct flock_sum sum;
    double squares;
};

struct flock *flock_new(const double *x, const double *y, int count)
{
    struct flock *flock = memory_new(1, sizeof *flock);
    flock->count = count;
    flock->part_count = (count + CROWD_LANES - 1) / CROWD_LANES;
    flock->parts = memory_new((size_t)flock->part_count, sizeof *flock->parts);
    flock->starts = memory_new(2 * (size_t)count, sizeof(double));
    for (int i = 0; i < count; i++) {
        flock->starts[i] = x[i];
        flock->starts[count + i] = y[i];
    }
    return flock;
}

void flock_free(struct flock *flock)
{
    if (!flock)
        return;
    for (int i = 0; i < flock->part_count; i++)
        crowd_end(&flock->parts[i]);
    crowd_code_release(flock->code);
    free(flock->parts);
    free(flock->memory);
    free(flock->starts);
    free(flock);
}

int flock_parts(const struct flock *flock)
{
    return flock->part_count;
}

/* --- what moves them --- */

/* Room for all parts under this code. */
struct rooms {
    double *memory, *first;
    size_t size; /* of one */
};

static struct rooms make_rooms(const struct flock *flock, const struct crowd_code *code)
{
    struct crowd *any = crowd_new();
    struct rooms rooms = {.size = crowd_room(any, code)};
    crowd_free(any);
    size_t all = rooms.size * (size_t)flock->part_count;
    rooms.memory = memory_new(all + CROWD_ALIGNMENT, sizeof *rooms.memory);
    rooms.first = crowd_aligned(rooms.memory);
    return rooms;
}

static void begin(struct flock *flock, const struct crowd_code *code, struct rooms rooms)
{
    for (int i = 0; i < flock->part_count; i++) {
        int from = i * CROWD_LANES, left = flock->count - from;
        int count = left < CROWD_LANES ? left : CROWD_LANES;
        struct crowd *part = &flock->parts[i];
        part->code = code;
        part->first = from;
        crowd_place(part, rooms.first + (size_t)i * rooms.size);
        crowd_start(part, count, INT64_MAX, flock->starts + from,
                    flock->starts + flock->count + from);
    }
    free(flock->starts);
    flock->starts = NULL;
}

bool flock_bind(struct flock *flock, struct workspace *workspace, const struct problem *problem,
                const struct recipe *recipe, const struct conditions *conditions,
                const struct news *news)
{
    const struct crowd_code *code = crowd_compile_free(problem, recipe, conditions);
    flock->summed = 0;
    if (!code)
        return false;
    struct rooms rooms = make_rooms(flock, code);
    if (!flock->code)
        begin(flock, code, rooms);
    else
        for (int i = 0; i < flock->part_count; i++)
            crowd_rebind(&flock->parts[i], workspace, code, rooms.first + (size_t)i * rooms.size,
                         news);
    free(flock->memory);
    flock->memory = rooms.memory;
    crowd_code_release(flock->code);
    flock->code = code;
    return true;
}

/* --- rows --- */

int64_t flock_row(const struct flock *flock, int part)
{
    return flock->parts[part].n;
}

bool flock_go_on(struct flock *flock, struct workspace *workspace, int part, int64_t row)
{
    struct crowd *crowd = &flock->parts[part];
    flock->summed = 0;
    while (crowd->n < row)
        if (!crowd_iterate_free(crowd, workspace) || workspace_is_late(workspace))
            return crowd->n == row;
    return true;
}

struct flock_places flock_places(const struct flock *flock, int part)
{
    const struct crowd *crowd = &flock->parts[part];
    double *const *now = crowd->now[crowd->side];
    double *const *before = crowd->n > 0 ? crowd->now[side_before(crowd->side)] : now;
    return (struct flock_places){now[0], now[1], before[0], before[1], crowd->count};
}

/* --- what is said of them --- */

static bool add_part(struct flock *flock, struct workspace *workspace, struct crowd *crowd)
{
    struct flock_sum *sum = &flock->sum;
    const struct conditions *conditions = &flock->code->conditions;
    double *const *now = crowd->now[crowd->side];
    double *const *gradient = crowd->gradient[crowd->side];
    if (!crowd_evaluate(crowd, workspace))
        return false;
    for (int i = 0; i < crowd->count; i++) {
        if (crowd->n > 0 &&
            row_is_out(now[0][i], now[1][i], crowd->loss[i], &flock->code->problem->domain))
            continue;
        bool settled = vmath_hypot(gradient[0][i], gradient[1][i]) <= conditions->tolerance;
        sum->settled += settled;
        sum->under_way += !settled;
        sum->gone--;
        sum->loss += crowd->loss[i];
        sum->x += now[0][i];
        sum->y += now[1][i];
        flock->squares += now[0][i] * now[0][i] + now[1][i] * now[1][i];
    }
    return true;
}

bool flock_sum(struct flock *flock, struct workspace *workspace, struct flock_sum *sum)
{
    if (flock->summed == 0) {
        flock->sum = (struct flock_sum){.gone = flock->count};
        flock->squares = 0;
    }
    while (flock->summed < flock->part_count) {
        if (!add_part(flock, workspace, &flock->parts[flock->summed]))
            return false;
        if (++flock->summed < flock->part_count && workspace_is_late(workspace))
            return false;
    }
    flock->summed = 0;
    *sum = flock->sum;
    double there = (double)(sum->settled + sum->under_way);
    sum->loss /= there; /* of none it is no number */
    sum->x /= there;
    sum->y /= there;
    sum->spread = sqrt(fmax(flock->squares / there - sum->x * sum->x - sum->y * sum->y, 0));
    if (there == 0)
        sum->loss = sum->x = sum->y = sum->spread = (double)NAN;
    return true;
}
