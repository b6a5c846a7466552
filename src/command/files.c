/* The commands that others carry out, as they need files, and pages to read. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../base/nearest.h"

#include <stdlib.h>
#include <string.h>

static bool with_file(struct session *session, const char *arguments,
                      bool (*service)(struct session *, const char *, struct error *),
                      struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *path = reader_rest(&reader);
    bool good = *path && service;
    if (!*path)
        error_at(error, offset, "expected the name of a file");
    else if (!service)
        error_at(error, offset, "there are no files here");
    good = good && service(session, path, error);
    free(path);
    return good;
}

bool command_open(struct session *session, const char *arguments, struct error *error)
{
    return with_file(session, arguments, session->services ? session->services->open : NULL, error);
}

bool command_save(struct session *session, const char *arguments, struct error *error)
{
    return with_file(session, arguments, session->services ? session->services->save : NULL, error);
}

bool command_export(struct session *session, const char *arguments, struct error *error)
{
    return with_file(session, arguments, session->services ? session->services->export_run : NULL,
                     error);
}

bool command_screenshot(struct session *session, const char *arguments, struct error *error)
{
    return with_file(session, arguments, session->services ? session->services->screenshot : NULL,
                     error);
}

/* --- what is there --- */

static bool write_page(struct session *session, const char *arguments,
                       bool (*write)(struct text *, const char *, struct error *),
                       struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *topic = reader_rest(&reader);
    struct text page = {0};
    bool good = write(&page, topic, error);
    free(topic);
    if (!good) {
        error->offset = offset;
        text_free(&page);
        return false;
    }
    text_free(&session->page);
    session->page = page;
    return true;
}

bool command_help(struct session *session, const char *arguments, struct error *error)
{
    return write_page(session, arguments, help_write, error);
}

bool command_list(struct session *session, const char *arguments, struct error *error)
{
    return write_page(session, arguments, list_write, error);
}

bool command_quit(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    if (!reader_finish(&reader, error))
        return false;
    session->quitting = true;
    return true;
}
