#ifndef OVERSHOOT_VIEW_TARGET_H
#define OVERSHOOT_VIEW_TARGET_H

/* What the frame drawn last has where, and what the mouse does there. Whoever draws something that
 * can be pointed at notes its area with what a click on it does; of targets on a cell the last one
 * counts. So a new one costs one call, and nobody else knows of it. */

#include "../base/plane.h"
#include "../base/text.h"
#include "../draw/frame.h"
#include "../lang/graph.h"

/* What the pointer has hold of: who reads it is a row in src/front/gesture.c. */
enum target_kind {
    TARGET_NONE,   /* what is below it cannot be pointed at */
    TARGET_BUTTON, /* a click does something, and so may the wheel */
    TARGET_NUMBER, /* of the selected ball */
    TARGET_SCALE,  /* from left to right it stands for values of such a number */
    TARGET_MAP,
    TARGET_RELIEF,
    TARGET_CHART,
    TARGET_SWEEP, /* of one number or two */
    TARGET_PAGE
};

/* What a click does with the target's words. */
enum target_click {
    CLICK_NOTHING,
    CLICK_KEY,     /* presses the key of that name */
    CLICK_COMMAND, /* says the command */
    CLICK_TYPE,    /* puts them at the prompt */
    CLICK_TAKE     /* puts the candidate of that index there */
};

/* A number, and what places on its axis are: its values, or exponents of 10 (sign 1, or -1 of
 * values below 0). */
struct target_axis {
    char name[NAME_SIZE]; /* "": there is none */
    int sign;
};

/* The iterations 0 ... span from the middle of the first column to that of the last. */
struct axis {
    int64_t span;
    int columns;
};
int axis_column(const struct axis *axis,
                int64_t tick); /* the nearest one; beyond the span: columns */
int64_t axis_tick(const struct axis *axis, int column); /* the nearest iteration */

struct target {
    enum target_kind kind;
    struct area area;
    enum target_click click;
    bool closes;             /* CLICK_KEY: the page, before the key is pressed */
    size_t words;            /* where they begin among those of all targets */
    const char *more, *less; /* BUTTON: the keys that the wheel presses, which are a table's; NULL:
                                none */
    int index;               /* NUMBER, SCALE: which (session_number); TAKE */
    double low, high;        /* SCALE: at the ends of its area */
    struct region region;    /* MAP, SWEEP: what is seen in the area */
    struct target_axis axes[2]; /* SWEEP: across, and up */
    struct axis axis;           /* CHART */
};

struct targets {
    struct target *items;
    int count, capacity;
    struct text words;
};
void targets_free(struct targets *targets);
void targets_clear(struct targets *targets);
void targets_add_all(struct targets *targets, const struct targets *others);
/* The one on a cell, or the uppermost one there that the wheel turns; NULL: there is none. */
const struct target *targets_find(const struct targets *targets, int column, int row, bool wheel);
/* Whether there is one on a cell, be it that nothing can be pointed at there. */
bool targets_cover(const struct targets *targets, int column, int row);
const char *targets_words(const struct targets *targets, const struct target *target);

/* Notes one of the screen's; without an area it is none. What is covered can be pointed at no
 * longer. */
struct screen;
void target_add(const struct screen *screen, struct target target, const char *words);
void target_key(const struct screen *screen, struct area area, const char *key);
/* The wheel presses one key or the other. */
void target_keys(const struct screen *screen, struct area area, const char *key, const char *more,
                 const char *less);
void target_command(const struct screen *screen, struct area area, const char *line);
void target_ball(const struct screen *screen, struct area area, int ball); /* selects it */
void target_help(const struct screen *screen, struct area area, const char *topic);
void target_cover(const struct screen *screen, struct area area);

#endif
