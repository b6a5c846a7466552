#include "survey.h"

#include "../base/memory.h"
#include "internal.h"
#include "job.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_POINTS = 16, LATTICES_MAX = 2, STRIDE_MOST = 1 << 20 };

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

/* --- pieces --- */

enum { PASSES_MAX = 32 };

struct result {
    struct survey_task task;
    struct survey surveys[LATTICES_MAX];
    struct pass {
        int lattice, stride;
        int64_t begin, end; /* its pieces */
        int64_t done;       /* of these */
    } passes[PASSES_MAX];   /* but for the first ones */
    int count;
    int64_t slice; /* points in a piece */
};

/* Whether the first points take longer than a piece may. */
static bool is_slow(const struct result *result, const struct lattice *lattice)
{
    return points_of(lattice, first_stride(lattice)) > result->slice;
}

/* The coarsest comes next, of both lattices. */
static int64_t lay_passes(struct result *result)
{
    const struct survey_task *task = &result->task;
    int64_t pieces = 0, slice = result->slice;
    for (int stride = STRIDE_MOST / 2; stride > 0; stride /= 2)
        for (int i = 0; i < task->count; i++) {
            int first = first_stride(&task->lattices[i]);
            if (stride > first || (stride == first && !is_slow(result, &task->lattices[i])))
                continue;
            int64_t begin = pieces;
            pieces += (points_of(&task->lattices[i], stride) + slice - 1) / slice;
            result->passes[result->count++] = (struct pass){i, stride, begin, pieces, 0};
        }
    return pieces;
}

/* --- a piece --- */

struct points {
    int pass, count;
    double *loss, *gx, *gy, *x, *y; /* of each */
    int64_t *at;
};

struct desk {
    struct points *points;
};

static void points_free(struct points *points)
{
    if (!points)
        return;
    free(points->loss);
    free(points->at);
    free(points);
}

static void *desk_new(void)
{
    return memory_new(1, sizeof(struct desk));
}

static void desk_free(void *of)
{
    struct desk *desk = of;
    points_free(desk->points);
    free(desk);
}

static struct span span_of(const struct result *result, int64_t piece, int *number)
{
    int at = 0;
    while (piece >= result->passes[at].end)
        at++;
    const struct pass *pass = &result->passes[at];
    const struct lattice *lattice = &result->task.lattices[pass->lattice];
    int64_t from = (piece - pass->begin) * result->slice, end = points_of(lattice, pass->stride);
    int64_t to = from + result->slice < end ? from + result->slice : end;
    *number = at;
    int coarse = pass->stride < first_stride(lattice) ? 2 * pass->stride : STRIDE_MOST;
    return (struct span){lattice, pass->stride, coarse, from, to};
}

static struct points *points_new(const struct span *span)
{
    struct points *points = memory_new(1, sizeof *points);
    size_t most = (size_t)(span->to - span->from);
    points->loss = memory_new(5 * most, sizeof *points->loss);
    points->gx = points->loss + most;
    points->gy = points->loss + 2 * most;
    points->x = points->loss + 3 * most;
    points->y = points->loss + 4 * most;
    points->at = memory_new(most, sizeof *points->at);
    points->count = collect(span, points->x, points->y, points->at);
    return points;
}

static void begin_piece(const void *task, void *at, int64_t piece)
{
    struct desk *desk = at;
    int pass;
    struct span span = span_of(task, piece, &pass);
    points_free(desk->points);
    desk->points = points_new(&span);
    desk->points->pass = pass;
}

static void evaluate(const struct survey_task *task, struct points *points,
                     struct workspace *workspace)
{
    double *const outputs[] = {points->loss, points->gx, points->gy};
    if (task->gradients)
        problem_gradients(task->problem, workspace, points->x, points->y, outputs, points->count);
    else
        problem_values(task->problem, workspace, points->x, points->y, points->loss, points->count);
}

static bool go_on(const void *task, void *at, struct workspace *workspace)
{
    const struct result *result = task;
    const struct desk *desk = at;
    evaluate(&result->task, desk->points, workspace);
    return false;
}

static void *take(const void *task, void *at)
{
    struct desk *desk = at;
    struct points *points = desk->points;
    (void)task;
    desk->points = NULL;
    return points;
}

/* The finest pass up to which all is known. */
static void measure_stride(struct result *result, int lattice)
{
    for (int i = 0; i < result->count; i++) {
        const struct pass *pass = &result->passes[i];
        if (pass->lattice != lattice)
            continue;
        if (pass->done < pass->end - pass->begin)
            return;
        result->surveys[lattice].stride = pass->stride;
    }
}

static void write(struct survey *survey, const struct points *points)
{
    for (int i = 0; i < points->count; i++) {
        survey->loss[points->at[i]] = points->loss[i];
        if (!survey->gx)
            continue;
        survey->gx[points->at[i]] = points->gx[i];
        survey->gy[points->at[i]] = points->gy[i];
    }
}

static void put(const void *task, void *into, void *found)
{
    struct result *result = into;
    struct points *points = found;
    (void)task;
    if (result) {
        struct pass *pass = &result->passes[points->pass];
        write(&result->surveys[pass->lattice], points);
        pass->done++;
        measure_stride(result, pass->lattice);
    }
    points_free(points);
}

static const struct work_class survey_work = {desk_new, desk_free, begin_piece, go_on, take, put};

/* --- the job --- */

/* So that there is something to show at once: of a slow surface a single point, which all look
 * like until the first pass is done. */
static void do_first(struct result *result, int lattice)
{
    const struct lattice *of = &result->task.lattices[lattice];
    int stride = is_slow(result, of) ? STRIDE_MOST : first_stride(of);
    const struct span all = {of, stride, 0, 0, points_of(of, stride)};
    struct workspace workspace = {0};
    struct points *points = points_new(&all);
    evaluate(&result->task, points, &workspace);
    write(&result->surveys[lattice], points);
    result->surveys[lattice].stride = stride;
    points_free(points);
    workspace_free(&workspace);
}

static void *begin(const void *of, int64_t *pieces)
{
    const struct survey_task *task = of;
    struct result *result = memory_new(1, sizeof *result);
    result->task = *task;
    for (int i = 0; i < task->count; i++) {
        int64_t columns = task->lattices[i].across.count, rows = task->lattices[i].down.count;
        size_t count = (size_t)columns * (size_t)rows;
        double *loss = memory_new(task->gradients ? 3 * count : count, sizeof *loss);
        result->surveys[i] = (struct survey){(int)columns, (int)rows, 0, loss, NULL, NULL};
        if (task->gradients)
            result->surveys[i].gx = loss + count, result->surveys[i].gy = loss + 2 * count;
    }
    result->slice = problem_slice_points(task->problem);
    *pieces = lay_passes(result);
    for (int i = 0; i < task->count; i++)
        do_first(result, i);
    return result;
}

static void end(void *of)
{
    struct result *result = of;
    for (int i = 0; i < LATTICES_MAX; i++)
        free(result->surveys[i].loss);
    free(result);
}

/* Its task is what of the result never changes. */
static struct work *work(struct workers *workers, void *result, int64_t pieces)
{
    return work_begin(workers, &survey_work, result, result, pieces);
}

static const struct job_class survey_class = {
    .name = "survey",
    .kept = 8,
    .task_size = sizeof(struct survey_task),
    .begin = begin,
    .work = work,
    .end = end,
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

/* --- of a mini-batch --- */

void lab_drop_batch(struct lab *lab)
{
    free(lab->batched.loss);
    halfway_free(&lab->batched.halfway);
    lab->batched = (struct lab_batched){0};
}

/* So many points at once as are a share of work. */
static int64_t batch_points(const struct sim *sim, int ball, int64_t left)
{
    const struct problem *problem = sim_problem(sim);
    double rows = problem->data ? (double)problem->data->rows : 1;
    double part = rows / fmax((double)sim_recipe(sim, ball)->batch, 1);
    double points = (double)problem_slice_points(problem) * fmax(part, 1);
    return points < (double)left ? (int64_t)points : left;
}

/* A few more of them, or a share of the work; false: the next update sees all rows. */
static bool batch_on(struct lab *lab, const struct sim *sim)
{
    struct lab_batched *batched = &lab->batched;
    int64_t all = points_of(&batched->lattice, 1), known = batched->known;
    int64_t more = batch_points(sim, batched->ball, all - known);
    const struct span span = {&batched->lattice, 1, 0, known, known + more};
    double *x = memory_new(2 * (size_t)more, sizeof *x), *y = x + more;
    int64_t *at = memory_new((size_t)more, sizeof *at);
    int count = collect(&span, x, y, at);
    workspace_share(&lab->workspace, &batched->halfway, lab_share(lab));
    bool good = mover_batch_values(&sim->balls[batched->ball]->mover, &lab->workspace, x, y,
                                   batched->loss + known, count);
    if (workspace_rest(&lab->workspace))
        batched->known += more;
    free(at);
    free(x);
    return good;
}

bool lab_batch(struct lab *lab, const struct sim *sim, int ball, const struct lattice *lattice,
               double *loss)
{
    struct lab_batched *batched = &lab->batched;
    int64_t count = points_of(lattice, 1);
    if (batched->stamp != sim->stamp || batched->ball != ball ||
        memcmp(&batched->lattice, lattice, sizeof *lattice) != 0) {
        lab_drop_batch(lab);
        *batched = (struct lab_batched){.stamp = sim->stamp, .ball = ball};
        batched->lattice = *lattice;
        batched->loss = memory_new((size_t)count, sizeof *batched->loss);
    }
    bool good = true;
    for (bool late = false; batched->known < count && good && !late;) {
        good = batch_on(lab, sim);
        late = lab->is_late && lab->is_late(lab->context);
    }
    bool whole = batched->known == count;
    lab->shortfalls += good && !whole;
    memcpy(loss, batched->loss, (size_t)count * sizeof *loss);
    return good && whole;
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
