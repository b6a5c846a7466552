#include "line.h"

#include "job.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

/* --- the order --- */

static int first_stride(int count)
{
    int stride = 1;
    while (stride < count)
        stride *= 2;
    return stride;
}

/* The first one; then the odd multiples of ever smaller strides. */
int line_order(int count, int k)
{
    for (int stride = first_stride(count); k > 0 && stride > 0; stride /= 2) {
        int odd = (count - 1 + stride) / (2 * stride);
        if (k <= odd)
            return (2 * k - 1) * stride;
        k -= odd;
    }
    return 0;
}

/* Behind the last known one it is as high as there. */
void line_fill(double *losses, int count, int known)
{
    bool *is_known = memory_new((size_t)count, sizeof *is_known);
    for (int k = 0; k < known; k++)
        is_known[line_order(count, k)] = true;
    for (int left = 0, right; left < count; left = right) {
        for (right = left + 1; right < count && !is_known[right];)
            right++;
        for (int i = left + 1; i < right; i++) {
            double share = (double)(i - left) / (right - left);
            losses[i] = right < count ? losses[left] + share * (losses[right] - losses[left])
                                      : losses[left];
        }
    }
    free(is_known);
}

/* --- places --- */

/* How much closer they lie where they are crowded. */
static const double crowding = 13;

double line_at(const struct line_places *places, int i)
{
    static const double landing[] = {0, 1, 1 - 1e-4, 1 + 1e-4};
    double whole = places->count > 1 ? (double)places->count - 1 : 1;
    switch (places->spacing) {
    case LINE_CROWDED:
        return places->last * expm1(crowding * i / whole) / expm1(crowding);
    case LINE_LANDING:
        return landing[i];
    default:
        return places->first + (places->last - places->first) * i / whole;
    }
}

static struct point place_at(const struct line_places *places, double s)
{
    struct point from = places->from, along = places->along;
    if (places->spacing == LINE_BETWEEN)
        return (struct point){(1 - s) * from.x + s * along.x, (1 - s) * from.y + s * along.y};
    return (struct point){from.x + s * along.x, from.y + s * along.y};
}

/* --- the job --- */

struct line_task {
    const struct problem *problem;
    struct line_places places;
};

struct line_work {
    double *losses;
    int known;
};

static void *begin(const void *of, int64_t *pieces)
{
    const struct line_task *task = of;
    struct line_work *work = memory_new(1, sizeof *work);
    int64_t count = task->places.count, points = problem_slice_points(task->problem);
    work->losses = memory_new((size_t)count, sizeof *work->losses);
    *pieces = (count + points - 1) / points;
    return work;
}

static void do_piece(const void *of, void *result, int64_t piece, struct workspace *workspace)
{
    const struct line_task *task = of;
    struct line_work *work = result;
    int64_t points = problem_slice_points(task->problem), all = task->places.count;
    int left = (int)all - work->known, count = points < left ? (int)points : left;
    double *x = memory_new(3 * (size_t)count, sizeof *x), *y = x + count, *losses = y + count;
    (void)piece;
    for (int i = 0; i < count; i++) {
        int at = line_order((int)all, work->known + i);
        struct point place = place_at(&task->places, line_at(&task->places, at));
        x[i] = place.x;
        y[i] = place.y;
    }
    problem_values(task->problem, workspace, x, y, losses, count);
    bool done = workspace_done(workspace);
    for (int i = 0; i < count && done; i++)
        work->losses[line_order((int)all, work->known + i)] = losses[i];
    work->known += done ? count : 0;
    if (done)
        line_fill(work->losses, (int)all, work->known);
    free(x);
}

static void end(void *result)
{
    struct line_work *work = result;
    free(work->losses);
    free(work);
}

/* Of each slice that is seen there are four: its landing, the search, its lowest place, the
 * picture. */
static const struct job_class line_class = {
    .name = "line",
    .kept = 8,
    .task_size = sizeof(struct line_task),
    .begin = begin,
    .piece = do_piece,
    .end = end,
};

struct line_losses lab_losses(struct lab *lab, const struct problem *problem,
                              const struct line_places *places)
{
    const struct line_task task = {problem, *places};
    const struct line_work *work = lab_ask(lab, &line_class, &task);
    return (struct line_losses){work->known == places->count, work->known,
                                work->known > 0 ? work->losses : NULL};
}
