#ifndef OVERSHOOT_CLI_RECORD_H
#define OVERSHOOT_CLI_RECORD_H

/* Scenes as recordings: `overshoot render -o FILE.cast`, and so on. */

#include "cli.h"
#include "film.h"

/* What is asked of a recording, and where it goes. */
struct recording_wish {
    const struct options *options;
    struct session *session;
    struct film film;
    struct text *text;
};

struct film_format {
    const char *name;
    bool animates;          /* what --animate makes is of it */
    bool also_picture;      /* only with --animate: else it is a picture */
    bool pixels;            /* of cells of a size of its own */
    enum color_level color; /* unless others are asked for */
    /* Returns the exit status; appends to the text, or writes the file. */
    int (*record)(const struct recording_wish *wish);
};
const struct film_format *film_format_find(const char *name, bool animate);

int record_film(const struct options *options, struct session *session, const char *scene,
                const struct film_format *format, struct text *text);

#endif
