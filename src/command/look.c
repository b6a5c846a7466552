/* The commands of how things are looked at, and those that others carry out. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* --- which views --- */

static int find_name(const char *const *names, int count, const char *word)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], word) == 0)
            return i;
    return -1;
}

/* What `view next` goes through. */
static const struct {
    int count;
    enum view_kind views[VIEWS_SHOWN_MAX];
} view_sets[] = {{1, {VIEW_MAP}}, {1, {VIEW_SLICE}}, {2, {VIEW_MAP, VIEW_SLICE}}};
enum { VIEW_SET_COUNT = sizeof view_sets / sizeof *view_sets };

static void show_next(struct session *session)
{
    int now = VIEW_SET_COUNT - 1; /* also for a choice that is not among the sets */
    for (int i = 0; i < VIEW_SET_COUNT; i++)
        if (view_sets[i].count == session->view_count &&
            memcmp(view_sets[i].views, session->views,
                   sizeof *session->views * (size_t)session->view_count) == 0)
            now = i;
    int next = (now + 1) % VIEW_SET_COUNT;
    session->view_count = view_sets[next].count;
    memcpy(session->views, view_sets[next].views, sizeof session->views);
}

static bool add_view(const char *word, int offset, enum view_kind *views, int *count,
                     struct error *error)
{
    int kind = find_name(view_names, VIEW_COUNT, word);
    if (kind < 0)
        return error_at(error, offset, "expected a view: map, slice");
    for (int i = 0; i < *count; i++)
        if ((int)views[i] == kind)
            return error_at(error, offset, "%s is there already", word);
    if (*count == VIEWS_SHOWN_MAX)
        return error_at(error, offset, "at most %d views are shown", VIEWS_SHOWN_MAX);
    views[(*count)++] = (enum view_kind)kind;
    return true;
}

bool command_view(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    enum view_kind views[VIEWS_SHOWN_MAX] = {VIEW_MAP};
    int count = 0;
    do {
        reader_skip(&reader);
        int offset = reader_offset(&reader);
        char *word = reader_word(&reader);
        if (count == 0 && word && strcmp(word, "next") == 0) {
            free(word);
            if (!reader_finish(&reader, error))
                return false;
            show_next(session);
            return true;
        }
        bool good = add_view(word ? word : "", offset, views, &count, error);
        free(word);
        if (!good)
            return false;
    } while (!reader_ended(&reader));
    memcpy(session->views, views, sizeof views);
    session->view_count = count;
    return true;
}

bool command_slice(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    int direction = find_name(slice_names, SLICE_DIRECTION_COUNT, name);
    free(name);
    if (direction < 0)
        return error_at(error, offset, "expected a direction: step, x, y");
    session->slice = (enum slice_direction)direction;
    return true;
}

/* The word ` at ` of `FACTOR at X, Y`; the end where there is none. */
static const char *find_at(const char *arguments)
{
    const char *at = arguments + strspn(arguments, " \t");
    while (*at && !(strncmp(at, "at", 2) == 0 && strchr(" \t", at[2]))) {
        at += strcspn(at, " \t");
        at += strspn(at, " \t");
    }
    return at;
}

/* `FACTOR [at X, Y]`; the point is the view's middle where none is given. */
static bool read_zoom(const struct session *session, const char *arguments, double *factor,
                      struct point *point, struct error *error)
{
    const char *at = find_at(arguments);
    char *text = memory_copy_bytes(arguments, (size_t)(at - arguments));
    struct reader first = reader_begin(text), rest = {arguments, at};
    bool good = reader_number(&first, session, "", "the factor", factor, error);
    free(text);
    if (!good)
        return false;
    if (!(*factor >= 0.01 && *factor <= 100))
        return error_at(error, 0, "zoom takes a factor from 0.01 to 100, not %.9g", *factor);
    const struct region *view = &session->view;
    *point = (struct point){(view->x0 + view->x1) / 2, (view->y0 + view->y1) / 2};
    if (!*at)
        return true;
    rest.at += 2;
    return reader_number(&rest, session, ",", "the x of the point that stays", &point->x, error) &&
           reader_expect(&rest, ',', "between x and y", error) &&
           reader_number(&rest, session, ",", "the y of the point that stays", &point->y, error) &&
           reader_finish(&rest, error);
}

static bool set_view(struct session *session, struct region view, struct error *error)
{
    const struct region *domain = &sim_surface(session->sim)->domain;
    double width = view.x1 - view.x0, height = view.y1 - view.y0;
    if (!(view.x0 > domain->x0 - 1e9 * width && view.x0 < domain->x1 + 1e9 * width &&
          view.y0 > domain->y0 - 1e9 * height && view.y0 < domain->y1 + 1e9 * height))
        return error_at(error, 0, "the view would be too far from the surface");
    session->view = view;
    return true;
}

bool command_zoom(struct session *session, const char *arguments, struct error *error)
{
    double factor;
    struct point point;
    if (!read_zoom(session, arguments, &factor, &point, error))
        return false;
    const struct region *view = &session->view, *domain = &sim_surface(session->sim)->domain;
    double width = (view->x1 - view->x0) / factor, height = (view->y1 - view->y0) / factor;
    if (width < 1e-9 * (domain->x1 - domain->x0) || width > 1e9 * (domain->x1 - domain->x0))
        return error_at(error, 0, "the view would be too small or too large");
    double x = point.x - (point.x - view->x0) / factor;
    double y = point.y - (point.y - view->y0) / factor;
    return set_view(session, (struct region){x, x + width, y, y + height}, error);
}

bool command_pan(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    double dx, dy;
    if (!reader_number(&reader, session, ",", "the share of the view's width", &dx, error) ||
        !reader_expect(&reader, ',', "between the two shares", error) ||
        !reader_number(&reader, session, ",", "the share of the view's height", &dy, error) ||
        !reader_finish(&reader, error))
        return false;
    const struct region *view = &session->view;
    double width = view->x1 - view->x0, height = view->y1 - view->y0;
    double x = view->x0 + dx * width, y = view->y0 + dy * height;
    return set_view(session, (struct region){x, x + width, y, y + height}, error);
}

bool command_fit(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    struct region view = sim_surface(session->sim)->domain;
    if (!reader_ended(&reader) && !reader_region(&reader, session, &view, error))
        return false;
    session->view = view;
    return true;
}

static bool set_layer(struct session *session, const char *arguments, bool shown,
                      struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    bool found = false;
    for (int i = 0; i < LAYER_COUNT; i++)
        if (strcmp(layer_names[i], name) == 0) {
            session->layers[i] = shown;
            found = true;
        }
    free(name);
    if (found)
        return true;
    struct text names = {0};
    for (int i = 0; i < LAYER_COUNT; i++)
        text_add(&names, "%s%s", i ? ", " : "", layer_names[i]);
    error_at(error, offset, "expected a layer: %s", names.bytes);
    text_free(&names);
    return false;
}

bool command_show(struct session *session, const char *arguments, struct error *error)
{
    return set_layer(session, arguments, true, error);
}

bool command_hide(struct session *session, const char *arguments, struct error *error)
{
    return set_layer(session, arguments, false, error);
}

bool command_color(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    const struct colormap_row *row = catalogue_colormap(name);
    free(name);
    if (row) {
        session->colormap = row;
        return true;
    }
    struct text names = {0};
    for (int i = 0; i < colormap_row_count; i++)
        text_add(&names, "%s%s", i ? ", " : "", colormap_rows[i].name);
    error_at(error, offset, "expected a colour map: %s", names.bytes);
    text_free(&names);
    return false;
}

bool command_scale(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *name = reader_rest(&reader);
    bool linear = strcmp(name, "linear") == 0, log = strcmp(name, "log") == 0;
    free(name);
    if (!linear && !log)
        return error_at(error, offset, "expected a scale: log or linear");
    session->scale = linear ? SCALE_LINEAR : SCALE_LOG;
    return true;
}

static void set_text(char **text, const char *arguments)
{
    struct reader reader = reader_begin(arguments);
    free(*text);
    *text = reader_rest(&reader);
}

bool command_caption(struct session *session, const char *arguments, struct error *error)
{
    (void)error;
    set_text(&session->caption, arguments);
    return true;
}

bool command_title(struct session *session, const char *arguments, struct error *error)
{
    (void)error;
    set_text(&session->title, arguments);
    return true;
}

/* --- what needs files --- */

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
