#ifndef OVERSHOOT_CLI_FILM_H
#define OVERSHOOT_CLI_FILM_H

/* A scene as it would play on the screen, by a clock of its own: the same film on every machine. */

#include "services.h"

enum { FILM_SECONDS_MAX = 600, FILM_RATE_MAX = 60 };

struct film {
    struct picture how;
    double rate;    /* frames a second, at most FILM_RATE_MAX */
    double seconds; /* 0: to the end of the scene's course and what it plays, see film_make */

    /* Told of every frame; or NULL. */
    void (*shown)(void *context, double seconds, const struct frame *frame);
    void *context;
};

/* Appends the recording as asciicast v2. A scene that does not play by itself is played. Without a
 * length it ends when its course has ended and nothing moves any more, or FILM_TAIL seconds later.
 * A quiz waits for FILM_QUIZ seconds. */
enum { FILM_TAIL = 10, FILM_QUIZ = 4 };
bool film_make(struct text *out, struct session *session, const struct film *film,
               struct error *error);

#endif
