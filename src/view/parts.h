#ifndef OVERSHOOT_VIEW_PARTS_H
#define OVERSHOOT_VIEW_PARTS_H

/* The parts beside the map, and the views that are one function. Each draws within its area and
 * nothing outside it. */

#include "screen.h"

#include "../base/text.h"

part_drawer bar_draw, keys_draw;

/* The selected ball in full: rule, numbers, stability, charts; what does not fit is left out, the
 * least important first. */
part_drawer panel_draw;
/* The same in two lines, for small screens. */
part_drawer panel_draw_brief;

/* The same as few large numbers. */
part_drawer big_draw;

/* What the ball has come to, and how it is to be seen; NULL: nothing yet. */
const char *outcome_words(const struct row *row, enum role *role);

/* The schedule, noise and mini-batches; returns the lines. With draw false it only counts. */
int schedule_draw(const struct screen *screen, struct area area, bool draw);

/* Words and a bar about eta times sharpness, one line each; returns the lines (the words' and, if
 * it applies, the bar's). With draw false it only counts. */
int stability_draw(const struct screen *screen, struct area area, bool draw);
/* What the two are, in words, and how they are to be seen; false where there is no bound. */
bool stability_write(const struct screen *screen, struct text *out, enum role *role);
/* Its words alone, for the brief panel: "η·λ 1.8 of 2" and what it means. */
int stability_draw_words(const struct screen *screen, int column, int row, int limit);

/* The chart of a quantity, of the other balls too, with as little beside it as the panel has. */
void chart_draw_narrow(const struct screen *screen, enum quantity quantity, struct area area);

/* Below the map. The caption's lines are counted first, so that the layout can make room. */
int caption_lines(const struct screen *screen, int columns, int max);
part_drawer caption_draw;
void message_draw(const struct screen *screen, int row, int top);
void prompt_draw(const struct screen *screen, int row);
void candidates_draw(const struct screen *screen, int row, int top);

/* What help or list printed, over everything else. Returns its first line on show. */
int page_draw(const struct screen *screen, struct area area);

/* Why this step: the update rule with the numbers of the next iteration.
 *
 * For the panel: the rule's statements, and below them their numbers as far as `most` lines allow,
 * those that lead to theta first; most 0: the statements alone. Returns the lines; with draw false
 * it only counts. */
int why_draw_rule(const struct screen *screen, struct area area, int most, bool draw);

/* The view: gradient, learning rate, rule with numbers, where it leads. */
part_drawer why_draw;

/* The view of the data: a column over another as points, and for each ball the curve that its place
 * on the surface stands for; it moves as the ball does. */
part_drawer data_draw;

#endif
