#ifndef OVERSHOOT_VIEW_DATA_PLOT_H
#define OVERSHOOT_VIEW_DATA_PLOT_H

/* The view of the data: a column over another as points, and for each ball the curve that its place
 * on the surface stands for; it moves as the ball does. */

#include "screen.h"

part_drawer data_draw;

#endif
