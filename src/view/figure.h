#ifndef OVERSHOOT_VIEW_FIGURE_H
#define OVERSHOOT_VIEW_FIGURE_H

/* A drawing in a part of the screen, with its axes: what charts, the slice and the data are made
 * of. Lines are dots there, on the plain ground. */

#include "screen.h"

#include "../draw/axes.h"
#include "../draw/canvas.h"
#include "../draw/mark.h"

struct figure {
    const struct screen *screen;
    struct area plot;     /* where the lines are */
    struct region plane;  /* from the middle of its outermost points to that of the opposite ones */
    struct device device; /* and on what */
    struct drawing drawing;
    struct canvas canvas;
};

/* The points that a plot of so many cells has. */
int figure_width(const struct screen *screen, int columns);
int figure_height(const struct screen *screen, int rows);
/* Columns in which what is in a line has a place of its own: points, but of pixels two are one, as
 * lines are that wide, and where lines are true ones, about as many. */
int figure_columns(const struct screen *screen, int columns);
/* How many numbers it has beside it at most. */
int figure_ticks(int rows);

/* Round numbers from one end of an axis to the other; of a figure with both ends. */
struct ticks screen_ticks(const struct screen *screen, double from, double to, int most);

/* Begins a drawing of a plane in a plot, and `margin` columns to the right of it. */
void figure_begin(struct figure *figure, const struct screen *screen, struct area plot, int margin,
                  struct region plane);
/* The same of one that was begun before, or is all 0, and keeps its memory: without its canvas,
 * which is left to who keeps what is on it. */
void figure_begin_again(struct figure *figure, const struct screen *screen, struct area plot,
                        int margin, struct region plane);
/* The same in an area below a row for its title, with axes where these are shown and have room:
 * then the plane becomes one in which the numbers stand on their lines. */
void figure_open(struct figure *figure, const struct screen *screen, struct area area,
                 struct region *plane, const char *name);
/* Where that has its lines. */
struct area figure_plot(const struct screen *screen, struct area area, struct region *plane);
/* The same where x is the decimal logarithm of what its axis tells. */
void figure_open_decades(struct figure *figure, const struct screen *screen, struct area area,
                         struct region *plane, const char *name);
/* Puts it on the screen. */
void figure_show(struct figure *figure);
void figure_free(struct figure *figure);

/* A line's ink: a ball's, or a role's. */
struct ink figure_ball_ink(const struct figure *figure, int ball);
struct ink figure_ink(const struct figure *figure, enum role role);
/* A ball's mark above all else. */
void figure_ball(struct figure *figure, struct point at, int ball);
/* The numbers left of the plot, not left of `column`, and a grid line at each tick. */
void figure_axis_y(struct figure *figure, const struct ticks *ticks, int column);
void figure_grid(struct figure *figure, const struct ticks *ticks);
void figure_numbers_y(const struct figure *figure, const struct ticks *ticks, int column);
/* The numbers of x and its name in the row below, and in the margin. */
void figure_axis_x(const struct figure *figure, const char *name);
void figure_axis_decades(const struct figure *figure, const char *name);
/* The same of any area that shows a range: y with its name in one of the two upper rows, whichever
 * is free. In a figure names stand beyond the numbers, where these leave a row. */
void axis_draw_y(const struct screen *screen, struct area area, double from, double to,
                 const struct ticks *ticks, int column, const char *name);
void axis_draw_x(const struct screen *screen, struct area area, double from, double to,
                 const struct ticks *ticks, const char *name);

/* Of such a picture, which files show exactly: a line of an axis, between places in cells; and
 * words that move by so much of a cell, but not out of the picture, which has a cell's margin at
 * its sides. */
void axis_line(const struct screen *screen, double x0, double y0, double x1, double y1);
void axis_nudge(const struct screen *screen, int column, int row, int columns, double right,
                double down);
/* Of such a picture: the name above an axis keeps off the number at its end. */
void axis_raise_name(const struct screen *screen, int column, int row, int columns);
/* Of such a picture: a number in cells left or right of an upright edge belongs to an exact row, as
 * files show it, with a tick at the edge. */
void axis_tick_y(const struct screen *screen, int column, int row, const char *text, double exact,
                 double edge);

/* Of a picture for a paper: in place of the heading, what is up its axis. */
void figure_name_y(const struct screen *screen, struct area area, const char *name);

/* The cell where a point is seen, or the nearest to it. */
struct place {
    int column, row;
};
struct place figure_cell(const struct figure *figure, struct point point);
/* The middle of a cell. */
struct point figure_point(const struct figure *figure, struct place cell);
/* Words at a point, or at one of those by which it is extended. */
void figure_label(struct figure *figure, enum label_kind kind, struct point at, struct ink ink,
                  const char *text);

#endif
