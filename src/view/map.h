#ifndef OVERSHOOT_VIEW_MAP_H
#define OVERSHOOT_VIEW_MAP_H

/* The map: ground, axes, trails, marks and balls. */

#include "heat.h"
#include "plot.h"

/* What is behind a mark: the cell's ground, toned down by a share so that ink stands out on every
 * colour of the map. */
color map_ground(const struct screen *screen, const struct cell *cell, double share);
/* The ink of marks that belong to no ball: start, minima, … */
color map_ink(const struct screen *screen);

/* The ground with its axes and the field of the gradient; then what moves on it, and what stands
 * before that. */
part_drawer map_draw_ground, map_draw_marks;

/* A glyph before a ground that is toned down by a share. */
void map_mark(const struct plot *plot, int column, int row, uint32_t glyph, color fg, double shade,
              int attributes);

/* The selected ball's step and what it is made of, to scale. */
void arrows_draw(const struct plot *plot);
/* A field of arrows for minus the gradient, fainter where it is less. */
void field_draw(const struct plot *plot);

/* Lines of equal loss of the selected ball's next mini-batch, if it has them. */
void batch_lines_draw(const struct plot *plot, const struct heat *heat);

/* Where the selected ball goes from here if nothing changes: dots. */
void future_draw(const struct plot *plot);

/* What the balls have left behind, the selected one above the others, and ghosts below all. */
void trails_draw(const struct plot *plot);
/* What all trails look like: a hop's line in a cell by the sides that it touches (north 1, east 2,
 * south 4, west 8), the ink of overshoots, how well a hop of an age is seen, 0 … 1, and a landing.
 */
uint32_t trail_hop_glyph(int sides, bool heavy, bool unicode);
color trail_overshoot_ink(const struct screen *screen);
double trail_freshness(double age);
uint32_t trail_landing_glyph(const struct screen *screen, bool red);
/* How well a ghost of the session's is seen: the older, the fainter. */
double trail_ghost_share(const struct session *session, int ghost);
/* A connected line in that ink, as a hop's; places are in cells of the plot. */
void trail_draw_line(const struct plot *plot, struct point from, struct point to, color ink);

/* Where a ball is drawn: between its previous row and its present one. */
struct point map_ball_place(const struct screen *screen, int ball);

#endif
