#include "eigen.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Where a matrix is taken apart: rows and columns low … high are left, count is how many steps it
 * took since the last one was found. */
struct work {
    double *matrix;
    int size, low, high, count;
};

static double *at(const struct work *work, int row, int column)
{
    return &work->matrix[row * work->size + column];
}

/* Without overflow where a square has one. */
static double length(double a, double b)
{
    double large = fmax(fabs(a), fabs(b)), small = fmin(fabs(a), fabs(b));
    return large == 0 || !isfinite(large) ? large
                                          : large * sqrt(1 + (small / large) * (small / large));
}

double eigen_radius(struct eigenvalue value)
{
    return length(value.re, value.im);
}

/* --- balance --- */

/* By what power of 2 row and column of one number come to be alike. */
static double balance_of(const struct work *work, int index)
{
    double row = 0, column = 0, factor = 1;
    for (int k = 0; k < work->size; k++)
        if (k != index) {
            row += fabs(*at(work, index, k));
            column += fabs(*at(work, k, index));
        }
    if (row == 0 || column == 0)
        return 1;
    double before = row + column;
    for (; column < row / 2 && factor < 1e100; column *= 4)
        factor *= 2;
    for (; column >= row * 2 && factor > 1e-100; column /= 4)
        factor /= 2;
    return (row + column) / factor < 0.95 * before ? factor : 1;
}

static void balance(const struct work *work)
{
    enum { ROUNDS = 40 };
    bool changed = true;
    for (int round = 0; changed && round < ROUNDS; round++) {
        changed = false;
        for (int i = 0; i < work->size; i++) {
            double factor = balance_of(work, i);
            changed |= factor != 1;
            for (int k = 0; k < work->size && factor != 1; k++) {
                *at(work, i, k) /= factor;
                *at(work, k, i) *= factor;
            }
        }
    }
}

/* --- reflections --- */

/* I - scale v vᵀ on the numbers from `first` on. */
struct reflection {
    int first, count;
    double scale, v[EIGEN_MAX];
};

/* The one that brings the numbers given to a multiple of the first axis. */
static struct reflection reflection_of(int first, const double *numbers, int stride, int count)
{
    struct reflection reflection; /* most of it is room */
    double largest = 0, squares = 0;
    for (int i = 0; i < count; i++)
        largest = fmax(largest, fabs(numbers[i * stride]));
    reflection.first = first;
    reflection.count = count;
    reflection.scale = 0;
    for (int i = 0; i < count; i++) {
        reflection.v[i] = largest > 0 ? numbers[i * stride] / largest : 0;
        squares += reflection.v[i] * reflection.v[i];
    }
    double norm = sqrt(squares), *head = reflection.v;
    *head += *head < 0 ? -norm : norm;
    if (norm > 0)
        reflection.scale = 1 / (norm * fabs(*head));
    return reflection;
}

/* A from the left and from the right, so that it has the same eigenvalues: where columns from
 * `left` and rows up to `below` are not 0. */
static void reflect(const struct work *work, const struct reflection *by, int left, int below)
{
    for (int k = left; k <= work->high; k++) {
        double sum = 0;
        for (int i = 0; i < by->count; i++)
            sum += by->v[i] * *at(work, by->first + i, k);
        for (int i = 0; i < by->count; i++)
            *at(work, by->first + i, k) -= by->scale * sum * by->v[i];
    }
    for (int k = work->low; k <= below; k++) {
        double sum = 0;
        for (int i = 0; i < by->count; i++)
            sum += by->v[i] * *at(work, k, by->first + i);
        for (int i = 0; i < by->count; i++)
            *at(work, k, by->first + i) -= by->scale * sum * by->v[i];
    }
}

/* Nothing is left below the first subdiagonal. */
static void to_hessenberg(const struct work *work)
{
    for (int k = 0; k + 2 < work->size; k++) {
        struct reflection by =
            reflection_of(k + 1, at(work, k + 1, k), work->size, work->size - k - 1);
        reflect(work, &by, k, work->size - 1);
        for (int i = k + 2; i < work->size; i++)
            *at(work, i, k) = 0;
    }
}

/* --- QR --- */

/* The shifts, as their sum and product: the eigenvalues of the last two rows, now and then others.
 */
static void shifts(const struct work *work, double *sum, double *product)
{
    int n = work->high;
    double a = *at(work, n - 1, n - 1), b = *at(work, n - 1, n), c = *at(work, n, n - 1);
    double d = *at(work, n, n);
    *sum = a + d;
    *product = a * d - b * c;
    if (work->count % 10 == 9) {
        double other = fabs(c) + fabs(*at(work, n - 1, n - 2));
        *sum = 1.5 * other;
        *product = other * other;
    }
}

/* One step with both shifts, over three rows or more. */
static void step(const struct work *work)
{
    int low = work->low, high = work->high;
    double sum, product, a = *at(work, low, low), c = *at(work, low + 1, low);
    shifts(work, &sum, &product);
    double bulge[3] = {a * a + *at(work, low, low + 1) * c - sum * a + product,
                       c * (a + *at(work, low + 1, low + 1) - sum),
                       c * *at(work, low + 2, low + 1)};
    for (int k = low; k < high; k++) {
        int count = high - k < 2 ? 2 : 3;
        struct reflection by = k > low ? reflection_of(k, at(work, k, k - 1), work->size, count)
                                       : reflection_of(k, bulge, 1, count);
        reflect(work, &by, k > low ? k - 1 : low, k + 3 < high ? k + 3 : high);
        for (int i = 1; i < count && k > low; i++)
            *at(work, k + i, k - 1) = 0;
    }
}

/* The first row of the block that ends with the last one left: what stands before it is as good as
 * 0. */
static int block_begin(const struct work *work)
{
    int k = work->high;
    for (; k > 0; k--) {
        double around = fabs(*at(work, k - 1, k - 1)) + fabs(*at(work, k, k));
        if (fabs(*at(work, k, k - 1)) <= DBL_EPSILON * around)
            break;
    }
    return k;
}

/* Of two rows. */
static void solve_pair(const struct work *work, int row, struct eigenvalue values[2])
{
    double a = *at(work, row, row), b = *at(work, row, row + 1), c = *at(work, row + 1, row);
    double d = *at(work, row + 1, row + 1), half = (a - d) / 2, square = half * half + b * c;
    double root = sqrt(fabs(square)), far = half + (half < 0 ? -root : root);
    if (square < 0) {
        values[0] = (struct eigenvalue){d + half, root};
        values[1] = (struct eigenvalue){d + half, -root};
    } else {
        values[0] = (struct eigenvalue){d + far, 0};
        values[1] = (struct eigenvalue){far == 0 ? d : d - b * c / far, 0};
    }
}

static bool take_apart(struct work *work, struct eigenvalue *values)
{
    enum { STEPS_MAX = 200 };
    for (work->high = work->size - 1; work->high >= 0; work->count++) {
        int begin = block_begin(work), rows = work->high - begin + 1;
        if (rows <= 2) {
            if (rows == 2)
                solve_pair(work, begin, values + begin);
            else
                values[begin] = (struct eigenvalue){*at(work, begin, begin), 0};
            work->high = begin - 1;
            work->count = -1;
        } else if (work->count == STEPS_MAX) {
            return false;
        } else {
            work->low = begin;
            step(work);
        }
    }
    return true;
}

/* --- all of it --- */

static bool before(struct eigenvalue a, struct eigenvalue b)
{
    double size = eigen_radius(a), other = eigen_radius(b);
    if (size != other)
        return size > other;
    return a.re != b.re ? a.re > b.re : a.im > b.im;
}

static void sort(struct eigenvalue *values, int count)
{
    for (int i = 1; i < count; i++) {
        struct eigenvalue value = values[i];
        int to = i;
        for (; to > 0 && before(value, values[to - 1]); to--)
            values[to] = values[to - 1];
        values[to] = value;
    }
}

bool eigen_find(double *matrix, int size, struct eigenvalue *values)
{
    struct work work = {.matrix = matrix, .size = size, .high = size - 1};
    for (int i = 0; i < size * size; i++)
        if (!isfinite(matrix[i]))
            return false;
    if (size > EIGEN_MAX)
        return false;
    balance(&work);
    to_hessenberg(&work);
    if (!take_apart(&work, values))
        return false;
    sort(values, size);
    return true;
}
