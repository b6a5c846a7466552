#ifndef OVERSHOOT_SESSION_SETTINGS_H
#define OVERSHOOT_SESSION_SETTINGS_H

/* Settings: what the user chooses once and is there until it is chosen otherwise. A row is all
 * there is of one beside its field: command, completion, help, the first value and what scenes say
 * of it are made from it. */

#include "session.h"

#include <stddef.h>

/* One of several, by its name. */
struct choice_row {
    const char *name, *help;
    const char *others; /* what else it is called, with `|` between; or NULL */
};
struct choices {
    const void *rows;      /* each begins with name and help */
    size_t stride, others; /* of a row, and where in it its others stand; 0: it has none */
    const int *count;
};
const struct choice_row *choice_at(const struct choices *choices, int index);
const char *choice_others(const struct choices *choices, int index);
/* That of the name, else so called, else so spelt; -1: there is none. */
int choice_find(const struct choices *choices, const char *name);

extern const struct choices layer_choices, switch_choices, view_choices, rates_choices,
    swept_choices, slice_choices, color_choices, surface_choices, optimizer_choices,
    schedule_choices, topic_choices;

enum setting_kind {
    SETTING_SWITCH, /* bool */
    SETTING_CHOICE, /* int, of the choices */
    SETTING_LIST,   /* struct picks, of the choices: the first `first`; at most `high` */
    SETTING_LAYERS, /* a bool for each of the choices */
    SETTING_NUMBER, /* double */
    SETTING_ANGLE,  /* double, in degrees: what is typed is added to it; a full turn comes round */
    SETTING_TICK,   /* int64_t; -1: off */
    SETTING_COUNT,  /* int64_t, up to `high`; 0: auto */
    SETTING_LIMITS, /* struct tone_limits, at first all 0 */
    SETTING_RANGE,  /* struct range_wish; from 0: its ends are looked for */
    SETTING_REGION, /* struct region, which has no first value here */
    SETTING_SWEPT,  /* struct swept, at first all 0 */
    SETTING_SLICE,  /* struct slice_wish, at first all 0 */
    SETTING_CHART,  /* struct chart_choice */
    SETTING_PINS,   /* struct pins, at first all 0: a line for each */
    SETTING_CROWD,  /* struct crowd_wish, at first all 0 */
    SETTING_TEXT    /* char *, the session's own */
};

/* Where a scene says it: with the other looks, at its begin, at its end; nowhere, as it is the
 * user's own and stays as it is in the next scene. */
enum setting_part { SETTING_LOOKS, SETTING_WORDS, SETTING_LAST, SETTING_OWN };

struct setting_row {
    const char *name;
    const char *arguments; /* as a command row has them; NULL: it has a command of its own */
    const char *help, *example;
    size_t offset, size; /* of its field in struct session */
    enum setting_kind kind;
    enum setting_part part;
    bool always; /* scenes say it also where it is as at first */
    bool passes; /* it is no step that can be undone */
    bool hall;   /* it is the hall's: as the user has set it, it stays so in the next scene */
    const struct choices *choices;
    const char *what; /* of errors: "a scale", "the degrees" */
    double first, low, high;
    const char *others; /* what else the command is called */
};
extern const struct setting_row setting_rows[];
extern const int setting_row_count;
const struct setting_row *setting_find(const char *name);

void *setting_field(const struct setting_row *row, struct session *session);
const void *setting_value(const struct setting_row *row, const struct session *session);

/* One of no text as it is at first. */
void setting_set_first(const struct setting_row *row, struct session *session);
void settings_begin(struct session *session); /* as they are at first */
bool settings_equal(const struct session *a, const struct session *b);

/* Appends the commands that make the settings of a part; `again`: also those that are as at first.
 */
void settings_write(const struct session *session, enum setting_part part, bool again,
                    struct text *out);

/* Appends the command that makes a setting what it is. */
void setting_write(const struct setting_row *row, const struct session *session, struct text *out);

/* Appends `[x0,x1] x [y0,y1]`. */
void region_write(const struct region *region, struct text *out);

#endif
