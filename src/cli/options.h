#ifndef OVERSHOOT_CLI_OPTIONS_H
#define OVERSHOOT_CLI_OPTIONS_H

/* The command line, read into a struct. */

#include "../base/error.h"
#include "../base/text.h"
#include "../draw/color.h"
#include "../session/look.h"

#include <stdint.h>

enum mode {
    MODE_SCREEN,
    MODE_COMPARE,
    MODE_RUN,
    MODE_RENDER,
    MODE_LIST,
    MODE_TOPIC, /* a page of help */
    MODE_CHECK,
    MODE_TELL,
    MODE_STABILITY,
    MODE_SWEEP,
    MODE_RANGETEST,
    MODE_SCHEDULE,
    MODE_HELP,
    MODE_VERSION,
    MODE_COUNT
};

enum { SWEEP_PARAMETERS_MAX = 2 };

struct options {
    int mode;               /* an enum mode */
    const char **arguments; /* scenes, or the kind of list, or the topic; NULL after the last */
    int argument_count;
    const char **commands; /* of -e */
    int command_count;
    const char *beside;  /* the scene that is compared; NULL: none is */
    int64_t steps, seed; /* -1: not given */
    const char *output, *format;
    const char *parameters[SWEEP_PARAMETERS_MAX]; /* of a sweep, as they were typed */
    int parameter_count;
    int64_t until;         /* its iterations; 0: not given */
    const char *parts;     /* its rows; NULL: all */
    int64_t workers;       /* -1: not given */
    double from, to;       /* of a range test; 0: not given */
    const char *list;      /* of a run's columns; NULL: the usual ones */
    int64_t every;         /* of its steps; 0: all */
    int json;              /* whether */
    int describe;          /* the same */
    int all, outcome;      /* the same */
    bool has_place;        /* of --at X,Y: */
    bool place_is_on_line; /* X alone, for a function of one variable */
    struct point place;
    int columns, rows; /* 0: not given */
    enum colors_choice colors;
    enum theme_choice theme;
    enum charset_choice charset;
    enum pixels_choice pixels;
    double scale;        /* of pictures of pixels; 0: not given */
    const char *font;    /* of pictures of pixels; NULL: not given */
    int no_mouse;        /* whether */
    const char *answers; /* the file that keeps them; NULL: none */
    const char *against; /* the scene whose expectations are judged; NULL: each its own */
    int animate;         /* whether */
    int64_t rate;        /* of recordings; 0: not given, as the next */
    double seconds;
    double at;     /* the second of a picture; negative: not given */
    double poster; /* of an animated .svg; 0: not given */
    enum loop_choice { LOOP_FOREVER, LOOP_ONCE } loop;
    int bare; /* whether */
};

/* Reads argv. false with what is wrong, in words; then exit status is 2. */
bool options_read(struct options *options, int argc, char **argv, struct error *error);
void options_free(struct options *options);
/* Whether a picture of that size shows anything, be it of two scenes beside each other. */
bool options_fit(const struct options *options, bool two, struct error *error);

/* Appends what --help prints; or what it says of one, with or without the dashes: false if there is
 * none; or a page on what the program does in the shell by that name, with its options. */
void options_help(struct text *out);
bool options_help_one(const char *name, struct text *out);
bool options_help_mode(const char *name, struct text *out);

#endif
