/* The commands that others carry out, as they need files, and pages to read. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* Whoever opens a scene does not know what is in it: it touches no files. */
static bool with_file(struct session *session, const char *path, int offset,
                      bool (*service)(struct session *, const char *, struct error *),
                      struct error *error)
{
    if (!service || session->script.line > 0)
        return error_at(error, offset, "there are no files here");
    return service(session, path, error);
}

static bool with_named_file(struct session *session, const char *arguments,
                            bool (*service)(struct session *, const char *, struct error *),
                            struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *path = reader_rest(&reader);
    bool good = *path ? with_file(session, path, offset, service, error)
                      : error_at(error, offset, "expected the name of a file");
    free(path);
    return good;
}

bool command_open(struct session *session, const char *arguments, struct error *error)
{
    return with_named_file(session, arguments,
                           session->host.services ? session->host.services->open : NULL, error);
}

bool command_save(struct session *session, const char *arguments, struct error *error)
{
    return with_named_file(session, arguments,
                           session->host.services ? session->host.services->save : NULL, error);
}

bool command_export(struct session *session, const char *arguments, struct error *error)
{
    return with_named_file(session, arguments,
                           session->host.services ? session->host.services->export_run : NULL,
                           error);
}

bool command_screenshot(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *path = reader_rest(&reader);
    bool good =
        with_file(session, path, offset,
                  session->host.services ? session->host.services->screenshot : NULL, error);
    free(path);
    return good;
}

/* Without arguments the one or the other. */
bool command_record(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *path = reader_rest(&reader);
    bool stop = strcmp(path, "stop") == 0 || (!*path && session->host.recording);
    bool good = with_file(session, stop ? NULL : path, offset,
                          session->host.services ? session->host.services->record : NULL, error);
    free(path);
    return good;
}

/* --- what is there --- */

/* Puts a page in the place of the last one, or says where the arguments are wrong. */
static bool show_page(struct session *session, struct text page, bool good,
                      const struct reader *reader, struct error *error)
{
    if (!good) {
        error->offset = reader_offset(reader);
        text_free(&page);
        return false;
    }
    text_free(&session->answers.page);
    session->answers.page = page;
    return true;
}

bool command_help(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments), begin = reader;
    char *topic = reader_rest(&reader);
    struct text page = {0};
    bool good = help_write(session, &page, topic, error);
    free(topic);
    return show_page(session, page, good, &begin, error);
}

bool command_list(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments), begin = reader;
    char *kind = reader_rest(&reader);
    struct text page = {0};
    bool good = list_write(&page, kind, error);
    free(kind);
    return show_page(session, page, good, &begin, error);
}

bool command_quit(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    if (!reader_finish(&reader, error))
        return false;
    session->answers.quitting = true;
    return true;
}
