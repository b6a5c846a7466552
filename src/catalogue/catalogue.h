#ifndef OVERSHOOT_CATALOGUE_CATALOGUE_H
#define OVERSHOOT_CATALOGUE_CATALOGUE_H

/* The rows: surfaces, optimizers, schedules, colour maps, keys. One row adds one; nothing else is
 * needed. src/README.md has an example of each, and `make` says what a row lacks. */

#include "../base/plane.h"

#include <stdbool.h>
#include <stdint.h>

enum { PARAMETERS_MAX = 8, MINIMA_MAX = 64 };

struct parameter_row {
    const char *name;
    double value;       /* default */
    double low, high;   /* the range that is accepted, ends included */
    const char *help;   /* what it means, a few words */
    const char *others; /* what else it is called, with `|` between, in this row; or NULL */
    const char *words;  /* what its values 0, 1, 2 … are called, with `|` between; or NULL */
};

struct surface_row {
    const char *name;
    const char *title; /* for people */
    const char *formula;
    double x0, x1, y0, y1; /* the view */
    struct point start;
    const struct point *minima; /* the known ones */
    int minimum_count;
    const char *source;
    const char *others; /* what else it is called, with `|` between; or NULL */
};
/* The fields minima and minimum_count: MINIMA({1, 1}, {-1, -1}). */
#define MINIMA(...) POINTS(((const struct point[]){__VA_ARGS__}))
#define POINTS(list) list, (int)(sizeof(list) / sizeof(struct point))

/* What another name stands for: the row with these values, `momentum=0.9`. */
struct variant_row {
    const char *others, *values;
};
/* A key of a call that is no parameter here: where it is true the row of that name is meant; or it
 * is refused, with what to write. */
struct key_word {
    const char *name, *row, *instead;
    const char *usual; /* the value that is as it is here; or NULL */
};
enum { VARIANTS_MAX = 2, KEYS_MAX = 8 };

/* An optimizer or a schedule. */
struct formula_row {
    const char *name;
    const char *title;
    const char *lesson; /* what it does to the ball, and when to use it */
    const char *tries;  /* commands that show it, a line each */
    union {
        const char *rule, *formula; /* of the one, of the other */
    };
    double eta; /* of an optimizer the usual learning rate: PyTorch's default where it has the rule;
                   0: 0.01 */
    struct parameter_row parameters[PARAMETERS_MAX]; /* up to the first without a name */
    const char *source;                              /* author and year */
    const char *note;   /* more to know, as others' defaults; or NULL */
    const char *others; /* what else it is called, with `|` between; a class of a library, whose
                           formula it then has, as `torch.Adam`; or NULL */
    struct variant_row variants[VARIANTS_MAX]; /* up to the first without names */
    struct key_word keys[KEYS_MAX];            /* likewise */
};

/* What a number is called elsewhere, whichever row has it; `beta1 beta2`: a list of their values.
 * A list may be too short for what ends with `...`: those that are left never come; or with `=`:
 * they are the last one again. */
struct number_row {
    const char *names, *others;
};
extern const struct number_row number_rows[];
extern const int number_row_count;

/* Libraries, by the modules in which their classes are; of classes that are no row's. */
struct library_row {
    const char *name, *modules, *title;
};
extern const struct library_row library_rows[];
extern const int library_row_count;
/* Of all calls: what does not change where a ball goes, and what is refused. */
extern const char key_words_passed[];
extern const struct key_word key_words_refused[];
extern const int key_words_refused_count;
/* Classes that are no row, by their names without a library. */
extern const struct key_word class_words_refused[];
extern const int class_words_refused_count;

/* What stands between names in a list. */
extern const char joining_words[];
/* Whole lines in other words; `#` is a number, which then ends the line. */
struct phrase_row {
    const char *line, *others;
};
extern const struct phrase_row phrase_rows[];
extern const int phrase_row_count;

struct colormap_row {
    const char *name;
    const char *title;
    const uint32_t *stops; /* 0xRRGGBB, evenly spaced from low to high */
    int stop_count;
    const char *source;
    const char *others; /* what else it is called, with `|` between; or NULL */
};
/* The fields stops and stop_count. */
#define STOPS(...)                                                                                 \
    (const uint32_t[]){__VA_ARGS__}, (int)(sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

/* A page of help that explains an idea, or how to do something. */
struct topic_row {
    const char *name, *title; /* "eta", "the learning rate" */
    const char *text;         /* what it is, in plain words; paragraphs */
    const char *formula;      /* statements, or NULL */
    const char *look;         /* what to look at on the screen, or NULL */
    const char *tries;  /* commands that show it, a line each: they work from a new session on */
    const char *others; /* other names, with `|` between them, or NULL */
};

/* A key: what it does as a command line, or in the program itself where there is no command for it.
 */
enum key_action {
    KEY_COMMAND, /* runs `command` */
    KEY_TOGGLE,  /* run or pause */
    KEY_CHOOSE,  /* the number that KEY_CHANGE changes */
    KEY_CHANGE,
    KEY_SELECT, /* a ball */
    KEY_SPEED,
    KEY_ESCAPE,
    KEY_PROMPT,
    KEY_SCENE
};
enum key_group { KEYS_PLAY, KEYS_CHANGE, KEYS_LOOK, KEYS_COMPARE, KEYS_OTHER, KEY_GROUP_COUNT };
struct key_row {
    const char *key; /* one character, or: space tab shift-tab escape up down left right pageup
                        pagedown home end ctrl-r */
    enum key_group group;
    const char *word; /* for the overview, which joins keys that stand together and have one word */
    const char *help; /* a few words */
    const char *command; /* for KEY_COMMAND */
    enum key_action action;
    int direction;     /* 1: the next, more; -1: the one before, less */
    const char *brief; /* one word for the key line at the bottom, or NULL */
    const char *view;  /* where it has this meaning; NULL: everywhere */
};
extern const struct key_row key_rows[];
extern const int key_row_count;

/* What the mouse does, for help; src/front/gesture.c does it. */
struct mouse_row {
    const char *gesture, *help;
};
extern const struct mouse_row mouse_rows[];
extern const int mouse_row_count;

extern const struct surface_row surface_rows[];
extern const int surface_row_count;
extern const struct formula_row optimizer_rows[];
extern const int optimizer_row_count;
extern const struct formula_row schedule_rows[];
extern const int schedule_row_count;
extern const struct colormap_row colormap_rows[];
extern const int colormap_row_count;
extern const struct topic_row topic_rows[];
extern const int topic_row_count;

/* The row of that name, else the one that is so called among others, else the one that is so spelt
 * with other case, `-`, `_` or blanks; or NULL. */
const struct surface_row *catalogue_surface(const char *name);
const struct formula_row *catalogue_optimizer(const char *name);
const struct formula_row *catalogue_schedule(const char *name);
const struct colormap_row *catalogue_colormap(const char *name);
const struct topic_row *catalogue_topic(const char *name); /* or by another name */

/* The optimizers, then the schedules, one by one; NULL after the last. */
const struct formula_row *catalogue_formula(int index);

/* The learning rate that a race gives an optimizer. */
double catalogue_eta(const struct formula_row *row);

/* A parameter of that name in any optimizer or schedule (adam, or the first one that has it), or
 * NULL. */
const struct parameter_row *catalogue_parameter(const char *name);
/* The names of a row's parameter, of eta, or of a list of them (`beta1 beta2`), that another name
 * stands for; NULL: none. */
const char *catalogue_meaning(const struct formula_row *row, const char *name);
/* The values of the variant of that name; NULL: the row itself is so called. */
const char *catalogue_variant(const struct formula_row *row, const char *name);
/* One of a row's parameters, by name; NULL if it has none of that name. */
const struct parameter_row *parameter_find(const struct parameter_row *parameters,
                                           const char *name);

#endif
