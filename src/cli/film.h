#ifndef OVERSHOOT_CLI_FILM_H
#define OVERSHOOT_CLI_FILM_H

/* A scene as it would play on the screen, by a clock of its own: the same film on every machine. */

#include "picture.h"

#include "../output/sink.h"

enum { FILM_SECONDS_MAX = 600, FILM_RATE_MAX = 60 };

struct film {
    struct picture how;
    double rate;    /* frames a second, at most FILM_RATE_MAX */
    double seconds; /* 0: to the end of the scene's course and what it plays, see film_make */
    bool still;     /* only the frame after so many seconds is given, 0 too */
    struct cell_size pixels; /* of a cell, for films of pixels; else 0 */
    bool vectors;            /* with true lines, for a file that has them */
};

/* Gives all frames to the sink. A scene that does not play by itself is played. Without a length
 * the film ends when the course has ended and nothing moves any more, or FILM_TAIL seconds later; a
 * quiz, or what a condition has paused, waits for FILM_QUIZ seconds, and the last picture stays for
 * FILM_STILL. Returns false on a command's error: *line is then its line in the scene, 0 if it has
 * none. */
enum { FILM_TAIL = 10, FILM_QUIZ = 4 };
#define FILM_STILL 1.5
bool film_make(const struct frame_sink *sink, struct session *session, const struct film *film,
               struct error *error, int *line);

#endif
