#ifndef OVERSHOOT_DRAW_THEME_H
#define OVERSHOOT_DRAW_THEME_H

/* The palette: every colour that is on the screen beside those of fields, by what it means. A hue
 * has one meaning: that of a ball, of a state (good, warn, danger), or that of what the keys change
 * (the accent). Balls are told apart by eye under deuteranopia and protanopia, too. */

#include "color.h"

enum role {
    ROLE_GROUND,
    ROLE_RAISED, /* the ground of header, selected row, what lies above the rest */
    ROLE_GRID,
    ROLE_FAINT, /* heads of columns, hints, names of axes */
    ROLE_MUTED, /* what is said beside */
    ROLE_TEXT,
    ROLE_STRONG, /* titles, results, what is selected */
    ROLE_ACCENT, /* what the keys change, the prompt, "here" */
    ROLE_CHOSEN, /* text on the accent: the number that the arrow keys change */
    ROLE_GOOD,
    ROLE_WARN,   /* it jumped over the minimum */
    ROLE_DANGER, /* and landed higher; it is lost; errors */
    ROLE_COUNT
};

enum { THEME_BALLS = 8 };

struct theme {
    color roles[ROLE_COUNT];
    color balls[THEME_BALLS]; /* others have the same again, and other marks */
};

/* What a terminal of so many colours gets. Without colours all are the terminal's own. */
const struct theme *theme_of(enum color_level colors, enum light on);

color theme_ball(const struct theme *theme, int ball);

#endif
