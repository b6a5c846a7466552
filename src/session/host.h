#ifndef OVERSHOOT_SESSION_HOST_H
#define OVERSHOOT_SESSION_HOST_H

/* What a session cannot do itself, as it needs files and pictures: given by whoever runs it. */

#include "playlist.h"

#include "../base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct session;
struct data;
struct text;

/* A file that is asked for. */
struct request {
    const char *path;
    bool over;  /* though there is one that the program did not write this time */
    bool state; /* of `save`: the present state alone */
};

struct services {
    /* Gives the scenes that can be opened by their names; and appends them, each with its title. */
    void (*each_scene)(void (*take)(void *context, const char *folder, const char *name),
                       void *context);
    void (*list_scenes)(struct text *out);
    /* Appends what an option of the command line does; false: there is none of that name. */
    bool (*help_option)(const char *name, struct text *out);
    /* The same of what the program does in the shell by that name: `overshoot NAME`. */
    bool (*help_mode)(const char *name, struct text *out);
    bool (*open)(struct session *session, const char *path, struct error *error);
    /* Where a scene of that name is, by which it is known again; and what an overview says of it.
     * All are the caller's. */
    char *(*place_scene)(const char *name);
    void (*describe_scene)(const char *name, char **title, char **shows);
    bool (*save)(struct session *session, const struct request *request, struct error *error);
    bool (*export_run)(struct session *session, const struct request *request, struct error *error);
    /* Puts a scene beside the session's, instead of one that is there; path NULL: only away. */
    bool (*compare)(struct session *session, const char *path, struct error *error);
    bool (*has_scene)(const char *name); /* or file */
    /* path "": a new file, of which it tells. */
    bool (*screenshot)(struct session *session, const struct request *request, struct error *error);
    /* path NULL: no more. */
    bool (*record)(struct session *session, const struct request *request, struct error *error);
    /* The question has been answered by somebody; NULL: nobody keeps that. */
    bool (*answered)(struct session *session, struct error *error);
    /* NULL with the reason; what it returns is the caller's to release. */
    const struct data *(*read_data)(struct session *session, const char *path, struct error *error);
};

/* A file that was written, as it is known again. */
struct written {
    uint64_t device, node;
    int64_t size, seconds, nanoseconds;
};

struct host {
    const struct services *services; /* NULL: none */
    void *context;                   /* theirs, who take it away before it goes */
    bool heard;                      /* its answers are read, though there is no screen */
    struct session *beside;          /* shown beside it, and its own; or NULL */
    struct playlist playlist;
    bool prompted;           /* what is said now was typed at the prompt */
    bool recording;          /* all that is shown */
    bool films;              /* the same, as it is shown: in characters */
    const char *answers;     /* the file that keeps answers, which is the host's; or NULL */
    char *font;              /* of pictures of pixels; "": the system's own */
    bool mouse;              /* is the session's; else the terminal selects text with it */
    struct written *written; /* this time */
    int written_count, written_capacity;
};

#endif
