#ifndef OVERSHOOT_SESSION_HOST_H
#define OVERSHOOT_SESSION_HOST_H

/* What a session cannot do itself, as it needs files and pictures: given by whoever runs it. */

#include "../base/error.h"

#include <stdbool.h>

struct session;
struct data;

struct services {
    bool (*open)(struct session *session, const char *path, struct error *error);
    bool (*save)(struct session *session, const char *path, struct error *error);
    bool (*export_run)(struct session *session, const char *path, struct error *error);
    /* path "": a new file, of which it tells. */
    bool (*screenshot)(struct session *session, const char *path, struct error *error);
    /* path NULL: no more. */
    bool (*record)(struct session *session, const char *path, struct error *error);
    /* NULL with the reason; what it returns is the caller's to release. */
    const struct data *(*read_data)(struct session *session, const char *path, struct error *error);
};

struct host {
    const struct services *services; /* NULL: none */
    void *context;                   /* theirs, who take it away before it goes */
    bool recording;                  /* all that is shown */
};

#endif
