#include "survey.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { FIRST_POINTS = 16 };

static bool keys_equal(const struct survey_key *a, const struct survey_key *b)
{
    return a->version == b->version && a->columns == b->columns && a->rows == b->rows &&
           a->points == b->points && region_equal(&a->view, &b->view);
}

static int parts(int whole, int stride)
{
    return (whole + stride - 1) / stride;
}

/* So that the first pass has few points, and there is something to show at once. */
static int first_stride(const struct survey_key *key)
{
    int stride = 1;
    while (parts(key->columns, stride) * parts(key->rows, stride) > FIRST_POINTS)
        stride *= 2;
    return stride;
}

void survey_aim(struct survey *survey, const struct survey_key *key)
{
    if (survey->values && keys_equal(&survey->key, key))
        return;
    survey->key = *key;
    survey->values = memory_resize(survey->values, (size_t)key->columns * (size_t)key->rows,
                                   sizeof *survey->values);
    survey->stride = 0;
    survey->finer = first_stride(key);
    survey->next = 0;
}

/* What the pass before this one knew already. */
static bool was_known(const struct survey *survey, int column, int row)
{
    return survey->stride > 0 && column % survey->stride == 0 && row % survey->stride == 0;
}

/* The place of a point along one axis. */
static double place(const struct survey_key *key, double from, double span, int at, int count)
{
    return key->points == SURVEY_MIDDLES ? from + span * (at + 0.5) / count
                                         : from + span * at / (count - 1);
}

/* The next points of the pass that are not known, at most `most`; after the last, the next pass
 * begins. */
static int collect(struct survey *survey, int most, double *x, double *y, int *at)
{
    const struct survey_key *key = &survey->key;
    int count = 0, across = parts(key->columns, survey->finer);
    int end = across * parts(key->rows, survey->finer);
    for (; survey->next < end && count < most; survey->next++) {
        int column = survey->next % across * survey->finer;
        int row = survey->next / across * survey->finer;
        if (was_known(survey, column, row))
            continue;
        x[count] = place(key, key->view.x0, key->view.x1 - key->view.x0, column, key->columns);
        y[count] = place(key, key->view.y1, key->view.y0 - key->view.y1, row, key->rows);
        at[count++] = row * key->columns + column;
    }
    if (survey->next == end) {
        survey->stride = survey->finer;
        survey->finer /= 2;
        survey->next = 0;
    }
    return count;
}

void survey_work(struct survey *survey, const struct problem *problem, struct workspace *workspace)
{
    int64_t all = (int64_t)survey->key.columns * survey->key.rows,
            slice = problem_slice_points(problem);
    int most = (int)(slice < all ? slice : all);
    double *x = memory_new(3 * (size_t)most, sizeof *x);
    int *at = memory_new((size_t)most, sizeof *at);
    int count = collect(survey, most, x, x + most, at);
    problem_values(problem, workspace, x, x + most, x + 2 * most, count);
    for (int i = 0; i < count; i++)
        survey->values[at[i]] = x[2 * most + i];
    free(at);
    free(x);
}

static double known(const struct survey *survey, int column, int row)
{
    return survey->values[row * survey->key.columns + column];
}

double survey_at(const struct survey *survey, int column, int row)
{
    int stride = survey->stride;
    if (stride == 1)
        return known(survey, column, row);
    int left = column - column % stride, up = row - row % stride;
    int right = left + stride < survey->key.columns ? left + stride : left;
    int down = up + stride < survey->key.rows ? up + stride : up;
    double across = (double)(column - left) / stride, below = (double)(row - up) / stride;
    double upper = known(survey, left, up) * (1 - across) + known(survey, right, up) * across;
    double lower = known(survey, left, down) * (1 - across) + known(survey, right, down) * across;
    double value = upper * (1 - below) + lower * below;
    return isfinite(value) ? value : known(survey, left, up);
}

void survey_free(struct survey *survey)
{
    free(survey->values);
}
