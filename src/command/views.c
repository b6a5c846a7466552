/* Which views are shown, and what part of the surface. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int find_view(const char *word)
{
    for (int i = 0; i < VIEW_COUNT; i++)
        if (strcmp(view_rows[i].name, word) == 0)
            return i;
    return -1;
}

static int find_name(const char *const *names, int count, const char *word)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], word) == 0)
            return i;
    return -1;
}

/* `view next` and `view previous` go through these. */
static const struct {
    int count;
    enum view_kind views[VIEWS_SHOWN_MAX];
} view_sets[] = {
    {1, {VIEW_MAP}},  {1, {VIEW_RELIEF}},         {1, {VIEW_SLICE}},  {2, {VIEW_MAP, VIEW_SLICE}},
    {1, {VIEW_STEP}}, {2, {VIEW_MAP, VIEW_STEP}}, {1, {VIEW_CHARTS}}, {2, {VIEW_MAP, VIEW_CHARTS}},
    {1, {VIEW_DATA}}, {2, {VIEW_MAP, VIEW_DATA}}};
enum { VIEW_SET_COUNT = sizeof view_sets / sizeof *view_sets };

static bool shows_data(int set)
{
    return view_sets[set].views[view_sets[set].count - 1] == VIEW_DATA;
}

/* Without a plot, views of the data are passed over. */
static void show_neighbour(struct session *session, int direction)
{
    /* from a choice that is not among the sets, to the first or the last of them */
    int now = direction > 0 ? VIEW_SET_COUNT - 1 : 0;
    for (int i = 0; i < VIEW_SET_COUNT; i++)
        if (view_sets[i].count == session->look.view_count &&
            memcmp(view_sets[i].views, session->look.views,
                   sizeof *session->look.views * (size_t)session->look.view_count) == 0)
            now = i;
    int next = now;
    do
        next = (next + direction + VIEW_SET_COUNT) % VIEW_SET_COUNT;
    while (!session->look.plot && shows_data(next));
    session->look.view_count = view_sets[next].count;
    memcpy(session->look.views, view_sets[next].views, sizeof session->look.views);
}

static bool add_view(const char *word, int offset, enum view_kind *views, int *count,
                     struct error *error)
{
    int kind = find_view(word);
    if (kind < 0) {
        struct text names = {0};
        for (int i = 0; i < VIEW_COUNT; i++)
            text_add(&names, "%s%s", i ? ", " : "", view_rows[i].name);
        error_at(error, offset, "expected a view: %s", names.bytes);
        text_free(&names);
        return false;
    }
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
        int direction = !word || count > 0              ? 0
                        : strcmp(word, "next") == 0     ? 1
                        : strcmp(word, "previous") == 0 ? -1
                                                        : 0;
        if (direction) {
            free(word);
            if (!reader_finish(&reader, error))
                return false;
            show_neighbour(session, direction);
            return true;
        }
        bool good = add_view(word ? word : "", offset, views, &count, error);
        free(word);
        if (!good)
            return false;
    } while (!reader_ended(&reader));
    memcpy(session->look.views, views, sizeof views);
    session->look.view_count = count;
    return true;
}

bool command_single(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    return reader_switch(&reader, &session->look.single, error);
}

bool command_big(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    return reader_switch(&reader, &session->look.big, error);
}

/* `[to] DEGREES`: makes the angle of the present one. Returns the number's offset, -1: an error. */
static int read_angle(const struct session *session, const char *arguments, double *angle,
                      bool *absolute, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    double degrees;
    *absolute = strncmp(reader.at, "to", 2) == 0 && strchr(" \t", reader.at[2]);
    if (*absolute)
        reader.at += 2;
    reader_skip(&reader);
    int offset = reader_offset(&reader);
    if (!reader_number(&reader, session, "", "the degrees", &degrees, error))
        return -1;
    *angle = *absolute ? degrees : *angle + degrees;
    return offset;
}

bool command_turn(struct session *session, const char *arguments, struct error *error)
{
    double turn = session->look.turn;
    bool absolute;
    if (read_angle(session, arguments, &turn, &absolute, error) < 0)
        return false;
    turn = fmod(turn, 360);
    session->look.turn = turn > 180 ? turn - 360 : turn <= -180 ? turn + 360 : turn;
    return true;
}

/* A key that is held down stops at the end; what is out of range by itself is an error. */
bool command_tilt(struct session *session, const char *arguments, struct error *error)
{
    double tilt = session->look.tilt;
    bool absolute;
    int offset = read_angle(session, arguments, &tilt, &absolute, error);
    if (offset < 0)
        return false;
    if (absolute && !(tilt >= TILT_LEAST && tilt <= TILT_GREATEST))
        return error_at(error, offset, "the tilt is from %d to %d degrees, not %.9g", TILT_LEAST,
                        TILT_GREATEST, tilt);
    session->look.tilt = fmin(fmax(tilt, TILT_LEAST), TILT_GREATEST);
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
    session->look.slice = (enum slice_direction)direction;
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
    const struct region *view = &session->look.view;
    *point = (struct point){(view->x0 + view->x1) / 2, (view->y0 + view->y1) / 2};
    if (!*at)
        return true;
    rest.at += 2;
    return reader_number(&rest, session, ",", "the x of the point that stays", &point->x, error) &&
           reader_expect(&rest, ',', "between x and y", error) &&
           reader_number(&rest, session, ",", "the y of the point that stays", &point->y, error) &&
           reader_finish(&rest, error);
}

bool command_zoom(struct session *session, const char *arguments, struct error *error)
{
    double factor;
    struct point point;
    if (!read_zoom(session, arguments, &factor, &point, error))
        return false;
    const struct region *view = &session->look.view, *domain = &sim_problem(session->sim)->domain;
    double width = (view->x1 - view->x0) / factor, height = (view->y1 - view->y0) / factor;
    if (width < 1e-9 * (domain->x1 - domain->x0) || width > 1e9 * (domain->x1 - domain->x0))
        return error_at(error, 0, "the view would be too small or too large");
    double x = point.x - (point.x - view->x0) / factor;
    double y = point.y - (point.y - view->y0) / factor;
    return look_set_view(&session->look, domain, (struct region){x, x + width, y, y + height},
                         error);
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
    const struct region *view = &session->look.view, *domain = &sim_problem(session->sim)->domain;
    double width = view->x1 - view->x0, height = view->y1 - view->y0;
    double x = view->x0 + dx * width, y = view->y0 + dy * height;
    return look_set_view(&session->look, domain, (struct region){x, x + width, y, y + height},
                         error);
}

bool command_follow(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    return reader_switch(&reader, &session->look.follow, error);
}

bool command_fit(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    struct region view = sim_problem(session->sim)->domain;
    if (!reader_ended(&reader) && !reader_region(&reader, session, &view, error))
        return false;
    session->look.view = view;
    return true;
}
