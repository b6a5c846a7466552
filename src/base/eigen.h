#ifndef OVERSHOOT_BASE_EIGEN_H
#define OVERSHOOT_BASE_EIGEN_H

/* Eigenvalues of any real matrix: balanced, brought to Hessenberg's form by reflections, then taken
 * apart by QR steps with Francis's double shift. IEEE operations only: the same bits everywhere. */

#include <stdbool.h>

enum { EIGEN_MAX = 130 };

struct eigenvalue {
    double re, im;
};

/* Those of a matrix of size rows of size numbers, which is used up; the greatest first, of a pair
 * the one above. False: a number is not finite, or they were not found. */
bool eigen_find(double *matrix, int size, struct eigenvalue *values);

double eigen_radius(struct eigenvalue value); /* |z| */

#endif
