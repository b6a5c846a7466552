/* The commands of the surface and of the start. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Whether a formula may end before `at`: not after an operator, where `on` would be a name. */
static bool is_operand_before(const char *arguments, const char *at)
{
    while (at > arguments && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return at > arguments && (isalnum((unsigned char)at[-1]) || at[-1] == ')' || at[-1] == '_' ||
                              (unsigned char)at[-1] >= 0x80);
}

/* The last `on [` of the arguments, or an `on` at their end: where the region begins; NULL if there
 * is none. */
static const char *find_region(const char *arguments)
{
    const char *found = NULL;
    for (const char *at = strstr(arguments, "on"); at; at = strstr(at + 2, "on")) {
        const char *after = at + 2 + strspn(at + 2, " \t");
        bool apart = at == arguments || at[-1] == ' ' || at[-1] == '\t';
        if (apart && (*after == '[' || (!*after && is_operand_before(arguments, at))))
            found = at;
    }
    return found;
}

static struct point start_in(const struct surface_row *row, const struct region *domain)
{
    if (row && row->start.x >= domain->x0 && row->start.x <= domain->x1 &&
        row->start.y >= domain->y0 && row->start.y <= domain->y1)
        return row->start;
    return (struct point){domain->x0 + 0.2 * (domain->x1 - domain->x0),
                          domain->y0 + 0.75 * (domain->y1 - domain->y0)};
}

bool command_surface(struct session *session, const char *arguments, struct error *error)
{
    const char *on = find_region(arguments);
    struct region domain = {-5, 5, -5, 5};
    struct reader region = {arguments, on ? on + 2 : arguments};
    if (on && !reader_region(&region, session, &domain, error))
        return false;
    char *before_on =
        memory_copy_bytes(arguments, on ? (size_t)(on - arguments) : strlen(arguments));
    struct reader reader = reader_begin(before_on);
    int offset = reader_offset(&reader);
    char *text = reader_rest(&reader);
    free(before_on);
    const struct surface_row *row = catalogue_surface(text);
    if (row && !on)
        domain = (struct region){row->x0, row->x1, row->y0, row->y1};
    bool good = *text != '\0';
    if (!good)
        error_at(error, offset, "expected the name of a surface or a formula in x and y");
    struct point start = start_in(row, &domain);
    good = good &&
           sim_set_surface(session->sim, row, row ? row->formula : text, &domain, &start, error);
    if (!good && *text) {
        if (error->offset != ERROR_NO_PLACE)
            error->offset += offset;
        if (!row)
            hint_row(text, offset, "surface", surface_name_at, error);
    }
    if (good) {
        ghosts_clear(&session->ghosts);
        session->look.view = domain;
        player_stay(&session->player);
    }
    free(text);
    return good && script_meet(session, error);
}

bool command_data(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *path = reader_rest(&reader);
    const struct data *data = NULL;
    if (!*path)
        error_at(error, offset, "expected the name of a file");
    else if (!session->host.services || !session->host.services->read_data)
        error_at(error, offset, "there are no files here");
    else
        data = session->host.services->read_data(session, path, error);
    free(path);
    struct text plot = {0};
    plot_write(session, &plot);
    bool good = data && sim_set_data(session->sim, data, error);
    if (!good && error->offset == ERROR_NO_PLACE)
        error->offset = offset;
    data_release(data);
    if (good)
        plot_renew(session, plot.bytes);
    text_free(&plot);
    if (good && sim_problem(session->sim)->code->graph->reads_data) {
        ghosts_clear(&session->ghosts);
        player_stay(&session->player);
    }
    return good && script_meet(session, error);
}

bool command_start(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    struct point start;
    if (!reader_number(&reader, session, ",", "the start's x", &start.x, error) ||
        !reader_expect(&reader, ',', "between x and y", error) ||
        !reader_number(&reader, session, ",", "the start's y", &start.y, error) ||
        !reader_finish(&reader, error))
        return false;
    session_begin_run(session);
    sim_set_start(session->sim, start);
    return script_meet(session, error);
}
