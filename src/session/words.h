#ifndef OVERSHOOT_SESSION_WORDS_H
#define OVERSHOOT_SESSION_WORDS_H

/* What a scene says of itself; each "" if there is none. */

struct words {
    char *title;
    char *caption;
    char *path; /* of the scene file */
};

#endif
