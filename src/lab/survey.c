#include "survey.h"

#include "../base/memory.h"
#include "internal.h"
#include "job.h"

#include <math.h>
#include <stdlib.h>

enum { FIRST_POINTS = 16, LATTICES_MAX = 2 };

struct survey_task {
    const struct problem *problem;
    int64_t gradients, count; /* of the lattices */
    struct lattice lattices[LATTICES_MAX];
};

/* --- lattices --- */

struct lattice lattice_middles(const struct region *region, int columns, int rows)
{
    return (struct lattice){{region->x0, region->x1 - region->x0, 0.5, 1, columns, columns},
                            {region->y1, region->y0 - region->y1, 0.5, 1, rows, rows}};
}

struct lattice lattice_corners(const struct region *region, int columns, int rows)
{
    return (struct lattice){{region->x0, region->x1 - region->x0, 0, 1, columns - 1, columns},
                            {region->y1, region->y0 - region->y1, 0, 1, rows - 1, rows}};
}

static double mark(const struct marks *marks, double i)
{
    return marks->from + marks->span * (marks->first + marks->step * i) / marks->whole;
}

struct point lattice_point(const struct lattice *lattice, double column, double row)
{
    return (struct point){mark(&lattice->across, column), mark(&lattice->down, row)};
}

/* --- passes: all points that are a stride apart, but for those of twice the stride --- */

static int64_t parts(int64_t whole, int stride)
{
    return (whole + stride - 1) / stride;
}

static int64_t points_of(const struct lattice *lattice, int stride)
{
    return parts(lattice->across.count, stride) * parts(lattice->down.count, stride);
}

/* So that the first pass has few points, and there is something to show at once. */
static int first_stride(const struct lattice *lattice)
{
    int stride = 1;
    while (points_of(lattice, stride) > FIRST_POINTS)
        stride *= 2;
    return stride;
}

/* The points from one to another of those that are a stride apart, row by row; coarse: so far apart
 * are those that are known (0: none is). */
struct span {
    const struct lattice *lattice;
    int stride, coarse;
    int64_t from, to;
};

static int collect(const struct span *span, double *x, double *y, int64_t *at)
{
    const struct marks *across = &span->lattice->across, *down = &span->lattice->down;
    int64_t columns = parts(across->count, span->stride);
    int count = 0;
    for (int64_t i = span->from; i < span->to; i++) {
        int64_t column = i % columns * span->stride, row = i / columns * span->stride;
        if (span->coarse && column % span->coarse == 0 && row % span->coarse == 0)
            continue;
        x[count] = mark(across, (double)column);
        y[count] = mark(down, (double)row);
        at[count++] = row * across->count + column;
    }
    return count;
}

static void fill(const struct survey_task *task, struct survey *survey, const struct span *span,
                 struct workspace *workspace)
{
    size_t most = (size_t)(span->to - span->from);
    double *x = memory_new(5 * most, sizeof *x), *y = x + most;
    double *const outputs[] = {y + most, y + 2 * most, y + 3 * most};
    int64_t *at = memory_new(most, sizeof *at);
    int count = collect(span, x, y, at);
    if (task->gradients)
        problem_gradients(task->problem, workspace, x, y, outputs, count);
    else
        problem_values(task->problem, workspace, x, y, outputs[0], count);
    for (int i = 0; i < count; i++) {
        survey->loss[at[i]] = outputs[0][i];
        if (task->gradients)
            survey->gx[at[i]] = outputs[1][i], survey->gy[at[i]] = outputs[2][i];
    }
    free(at);
    free(x);
}

/* --- the job --- */

enum { PASSES_MAX = 32 };

struct result {
    struct survey surveys[LATTICES_MAX];
    struct pass {
        int lattice, stride;
        int64_t begin, end; /* its pieces */
    } passes[PASSES_MAX];   /* but for the first ones, which are piece 0 */
    int count;
    int64_t slice; /* points in a piece */
};

/* The coarsest comes next, of both lattices. */
static int64_t lay_passes(const struct survey_task *task, struct result *result)
{
    int64_t pieces = 1, slice = result->slice;
    for (int stride = 1 << 20; stride > 0; stride /= 2)
        for (int i = 0; i < task->count; i++) {
            if (stride >= first_stride(&task->lattices[i]))
                continue;
            int64_t begin = pieces;
            pieces += (points_of(&task->lattices[i], stride) + slice - 1) / slice;
            result->passes[result->count++] = (struct pass){i, stride, begin, pieces};
        }
    return pieces;
}

static void *begin(const void *of, int64_t *pieces)
{
    const struct survey_task *task = of;
    struct result *result = memory_new(1, sizeof *result);
    for (int i = 0; i < task->count; i++) {
        int64_t columns = task->lattices[i].across.count, rows = task->lattices[i].down.count;
        size_t count = (size_t)columns * (size_t)rows;
        double *loss = memory_new(task->gradients ? 3 * count : count, sizeof *loss);
        result->surveys[i] = (struct survey){(int)columns, (int)rows, 0, loss, NULL, NULL};
        if (task->gradients)
            result->surveys[i].gx = loss + count, result->surveys[i].gy = loss + 2 * count;
    }
    result->slice = problem_slice_points(task->problem);
    *pieces = lay_passes(task, result);
    return result;
}

static void end(void *of)
{
    struct result *result = of;
    for (int i = 0; i < LATTICES_MAX; i++)
        free(result->surveys[i].loss);
    free(result);
}

static void do_first(const struct survey_task *task, struct result *result,
                     struct workspace *workspace)
{
    for (int i = 0; i < task->count; i++) {
        int stride = first_stride(&task->lattices[i]);
        struct span all = {&task->lattices[i], stride, 0, 0, points_of(&task->lattices[i], stride)};
        fill(task, &result->surveys[i], &all, workspace);
        result->surveys[i].stride = stride;
    }
}

static void do_piece(const void *of, void *to, int64_t piece, struct workspace *workspace)
{
    const struct survey_task *task = of;
    struct result *result = to;
    const struct pass *pass = result->passes;
    if (piece == 0) {
        do_first(task, result, workspace);
        return;
    }
    while (piece >= pass->end)
        pass++;
    const struct lattice *lattice = &task->lattices[pass->lattice];
    int64_t from = (piece - pass->begin) * result->slice, end = points_of(lattice, pass->stride);
    int64_t to_point = from + result->slice < end ? from + result->slice : end;
    struct span span = {lattice, pass->stride, 2 * pass->stride, from, to_point};
    fill(task, &result->surveys[pass->lattice], &span, workspace);
    if (piece == pass->end - 1)
        result->surveys[pass->lattice].stride = pass->stride;
}

static const struct job_class survey_class = {
    .name = "survey",
    .kept = 8,
    .task_size = sizeof(struct survey_task),
    .begin = begin,
    .end = end,
    .piece = do_piece,
};

const struct survey *lab_survey(struct lab *lab, const struct problem *problem,
                                const struct lattice *lattices, int count)
{
    struct survey_task task = {problem, false, count, {lattices[0], lattices[count - 1]}};
    const struct result *result = lab_ask(lab, &survey_class, &task);
    return result->surveys;
}

const struct survey *lab_gradients(struct lab *lab, const struct problem *problem,
                                   const struct lattice *lattice)
{
    struct survey_task task = {problem, true, 1, {*lattice, *lattice}};
    const struct result *result = lab_ask(lab, &survey_class, &task);
    return result->surveys;
}

bool lab_batch(struct lab *lab, const struct sim *sim, int ball, const struct lattice *lattice,
               double *loss)
{
    const struct span all = {lattice, 1, 0, 0, points_of(lattice, 1)};
    double *x = memory_new(2 * (size_t)all.to, sizeof *x), *y = x + all.to;
    int64_t *at = memory_new((size_t)all.to, sizeof *at);
    int count = collect(&all, x, y, at);
    bool good = mover_batch_values(&sim->balls[ball]->mover, &lab->workspace, x, y, loss, count);
    free(at);
    free(x);
    return good;
}

/* --- what is known --- */

static double known(const struct survey *survey, int column, int row)
{
    return survey->loss[row * survey->columns + column];
}

double survey_at(const struct survey *survey, int column, int row)
{
    int stride = survey->stride;
    if (stride == 1)
        return known(survey, column, row);
    int left = column - column % stride, up = row - row % stride;
    int right = left + stride < survey->columns ? left + stride : left;
    int down = up + stride < survey->rows ? up + stride : up;
    double across = (double)(column - left) / stride, below = (double)(row - up) / stride;
    double upper = known(survey, left, up) * (1 - across) + known(survey, right, up) * across;
    double lower = known(survey, left, down) * (1 - across) + known(survey, right, down) * across;
    double value = upper * (1 - below) + lower * below;
    return isfinite(value) ? value : known(survey, left, up);
}

static int rising(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

struct spread survey_spread(const struct survey *survey)
{
    enum { SAMPLE_MAX = 4096 };
    struct spread spread = {HUGE_VAL, -HUGE_VAL, 0};
    double sample[SAMPLE_MAX];
    int taken = 0, count = survey->columns * survey->rows, every = count / SAMPLE_MAX + 1;
    for (int i = 0; i < count; i++) {
        double value = survey_at(survey, i % survey->columns, i / survey->columns);
        if (!isfinite(value))
            continue;
        spread.least = fmin(spread.least, value);
        spread.greatest = fmax(spread.greatest, value);
        if (i % every == 0)
            sample[taken++] = value;
    }
    qsort(sample, (size_t)taken, sizeof *sample, rising);
    spread.valley = taken ? sample[taken / 50] - spread.least : 0;
    return spread;
}

double survey_steepest(const struct survey *survey)
{
    double steepest = 0;
    for (int i = 0; i < survey->columns * survey->rows; i++) {
        double slope = hypot(survey->gx[i], survey->gy[i]);
        if (isfinite(slope) && isfinite(survey->loss[i]))
            steepest = fmax(steepest, slope);
    }
    return steepest;
}
