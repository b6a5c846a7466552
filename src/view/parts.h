#ifndef OVERSHOOT_VIEW_PARTS_H
#define OVERSHOOT_VIEW_PARTS_H

/* The parts beside the map, and the views that are one function. Each draws within its area and
 * nothing outside it. */

#include "screen.h"

#include "../base/text.h"
#include "../tell/names.h"

/* Of the points of a class in the view `data`, from 0. */
color data_class_color(const struct screen *screen, int kind);

part_drawer bar_draw, keys_draw;
/* What a key is called: an arrow by its sign, that of a pair, which stands for both, with the
 * other. */
const char *key_sign(const struct screen *screen, const char *key, bool pair);

/* The legend: a table with a line per ball, in the order of their places. What all balls share
 * stands in its head. */
/* The rows that it would take: the head and one for each ball. */
int legend_rows(const struct screen *screen);
/* The columns that the table takes, of so many at most, if it says all. */
int legend_columns(const struct screen *screen, int most);
/* Where there is not room for all balls, those around the selected one are shown. Its first two
 * columns point at the line of the selected one, of which the one behind is raised, too. */
enum { LEGEND_POINTER = 2 };
part_drawer legend_draw;
/* Over a view, in the corner where the least is drawn. */
part_drawer legend_draw_over;

/* All balls in a table, and the selected one: its next step, the number that the keys change, the
 * gauge, its overshoots; and the loss of all. What does not fit is left out, in the order of enum
 * room. The first two columns are for what points at the table's lines. */
part_drawer panel_draw;
/* The selected ball in two lines, for small screens. */
part_drawer panel_draw_brief;

/* The same as few large numbers. */
part_drawer big_draw;
/* Digits, `.`, `-`, `e` and blanks, each three blocks wide and five high; a block is as many
 * columns wide as `scale` says and half as many rows high (a character is about twice as high as
 * wide). */
int digits_columns(const char *text, int scale);
int digits_rows(const struct screen *screen, int scale);
void digits_draw(const struct screen *screen, int column, int row, int limit, int scale,
                 enum role role, const char *text);

/* The lines that say what the learning rate follows, where it is not constant, and noise and
 * mini-batches; returns how many. With draw false it only counts. */
int schedule_draw(const struct screen *screen, struct area area, bool draw);

/* Eta times sharpness: its words in a row, and below it the ruler in three; both in four rows. */
part_drawer gauge_draw, gauge_draw_ruler;
/* The words: "η·λ 1.80 of 2"; returns the column after them. */
int gauge_draw_words(const struct screen *screen, int column, int row, int limit);
/* What the two are, where there is a bound, in words; returns how these are to be seen. */
enum role gauge_write(const struct screen *screen, struct text *out);

/* The loss of all balls over the iterations, which stand in the last row; where there are rows for
 * it, who overshot when. */
part_drawer loss_draw;

/* Below the map. The caption's lines are counted first, so that the layout can make room. */
int caption_lines(const struct screen *screen, int columns, int max);
part_drawer caption_draw;
void message_draw(const struct screen *screen, int row, int top);
void prompt_draw(const struct screen *screen, int row);
void candidates_draw(const struct screen *screen, int row, int top);

/* What help or list printed, over everything else. Returns its first line on show. */
int page_draw(const struct screen *screen, struct area area);

/* What became of the crowd, in a row, where there is one. */
bool throng_is_told(const struct screen *screen);
part_drawer throng_draw;

/* Why this step. For the panel: the rule's last statement, whatever it is made of, and the next
 * step in numbers that stand still: a row for x and one for y. The rule is written beside the
 * optimizer's name, or below it in lines of its own. Returns the lines; with draw false it only
 * counts. */
int step_draw(const struct screen *screen, struct area area, bool draw);

/* The view: gradient, learning rate, rule with numbers, where it leads. */
part_drawer why_draw;

/* The view of the data: a column over another as points, and for each ball the curve that its place
 * on the surface stands for; it moves as the ball does. */
part_drawer data_draw;

/* The view of a function of one variable's updates: where each x leads. */
part_drawer cobweb_draw_ground, cobweb_draw_ball;

/* The view of the range test. */
part_drawer range_draw;

#endif
