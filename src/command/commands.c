/* The commands that change what is simulated, and the table of all. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include "../base/memory.h"
#include "../base/nearest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- surface --- */

/* The last `on [` of the arguments: where the region begins; NULL if there is none. */
static const char *find_region(const char *arguments)
{
    const char *found = NULL;
    for (const char *at = strstr(arguments, "on"); at; at = strstr(at + 2, "on")) {
        const char *after = at + 2 + strspn(at + 2, " \t");
        bool apart = at == arguments || at[-1] == ' ' || at[-1] == '\t';
        if (apart && *after == '[')
            found = at;
    }
    return found;
}

static const char *surface_name_at(int index)
{
    return index < surface_row_count ? surface_rows[index].name : NULL;
}

static const char *optimizer_name_at(int index)
{
    return index < optimizer_row_count ? optimizer_rows[index].name : NULL;
}

static const char *schedule_name_at(int index)
{
    return index < schedule_row_count ? schedule_rows[index].name : NULL;
}

/* Letters, digits, _ and, where rows have it in their names, - . */
static bool is_single_name(const char *text, bool hyphens)
{
    size_t length =
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-");
    return text[length] == '\0' && (hyphens || !strchr(text, '-'));
}

/* A word that is no row, but looks as if it should be: the near one, if the formula is wrong. */
static bool hint_row(const char *text, const char *kind, const char *(*name_at)(int index),
                     struct error *error)
{
    if (!is_single_name(text, name_at != surface_name_at))
        return false;
    char hint[80];
    struct nearest nearest = nearest_begin(text);
    for (int i = 0; name_at(i); i++)
        nearest_offer(&nearest, name_at(i));
    return error_at(error, 0, "no %s is called %.40s%s", kind, text, nearest_hint(&nearest, hint));
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
    good = good && sim_set_surface(session->sim, row, row ? row->formula : text, &domain, error);
    if (!good && *text) {
        if (error->offset != ERROR_NO_PLACE)
            error->offset += offset;
        if (!row && error->offset == offset)
            hint_row(text, "surface", surface_name_at, error);
    }
    if (good) {
        sim_set_start(session->sim, start_in(row, &domain));
        session->view = domain;
        session->goal = -1;
    }
    free(text);
    return good && session_meet(session, error);
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
    sim_set_start(session->sim, start);
    session->goal = -1;
    return session_meet(session, error);
}

/* --- numbers --- */

bool command_let(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    char name[NAME_SIZE];
    int size = name_scan(reader.at, name);
    if (size == 0)
        return error_at(error, reader_offset(&reader), "expected a name, as in `let k = 10`");
    int offset = reader_offset(&reader);
    reader.at += size;
    double value;
    if (!reader_expect(&reader, '=', "after the name", error) ||
        !reader_number(&reader, session, "", "the value", &value, error))
        return false;
    if (sim_set_let(session->sim, name, value, error))
        return true;
    error->offset = offset;
    return false;
}

static double combine(char operation, double old, double value)
{
    switch (operation) {
    case '*':
        return old * value;
    case '/':
        return old / value;
    case '+':
        return old + value;
    case '-':
        return old - value;
    default:
        return value;
    }
}

/* The number that `NAME *= VALUE` starts from: of eta it is eta_0. */
static bool present_number(const struct session *session, const char *name, double *value)
{
    struct named_value number;
    for (int i = 0; session_number(session, i, &number); i++)
        if (strcmp(number.name, name) == 0) {
            *value = number.value;
            return true;
        }
    return false;
}

bool command_set(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    char name[NAME_SIZE];
    reader.at += name_scan(reader.at, name);
    double old, value;
    if (!present_number(session, name, &old)) /* the message names those there are */
        return sim_set_value(session->sim, session->selected, name, 0, error);
    reader_skip(&reader);
    char operation = '=';
    if (reader.at[0] == '=') {
        reader.at++;
    } else if (reader.at[0] && strchr("*/+-", reader.at[0]) && reader.at[1] == '=') {
        operation = reader.at[0];
        reader.at += 2;
    }
    reader_skip(&reader);
    int offset = reader_offset(&reader);
    if (!reader_number(&reader, session, "", "a value", &value, error))
        return false;
    if (sim_set_value(session->sim, session->selected, name, combine(operation, old, value), error))
        return true;
    error->offset = offset;
    return false;
}

bool command_tolerance(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    double value;
    if (!reader_number(&reader, session, "", "the tolerance of the gradient's norm", &value, error))
        return false;
    if (value < 0)
        return error_at(error, 0, "the tolerance must not be negative, not %.9g", value);
    sim_set_tolerance(session->sim, value);
    session->goal = -1;
    return session_meet(session, error);
}

/* --- optimizer and schedule --- */

/* What `NAME name=value …` and `FORMULA name=value …` have in common. */
struct choice {
    char *text; /* without the pairs */
    int offset; /* of text in the arguments */
    struct named_value values[VALUES_MAX];
    int count;
};

static bool read_choice(const struct session *session, const char *arguments, const char *what,
                        struct choice *choice, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    choice->offset = reader_offset(&reader);
    choice->text = reader_rest(&reader);
    if (pairs_split(session, choice->text, choice->offset, choice->values, VALUES_MAX,
                    &choice->count, error)) {
        if (*choice->text)
            return true;
        error_at(error, choice->offset, "expected the name of %s or a formula", what);
    }
    free(choice->text);
    return false;
}

static bool finish_choice(struct choice *choice, bool good, const char *kind,
                          const char *(*name_at)(int index), struct error *error)
{
    if (!good) {
        if (error->offset != ERROR_NO_PLACE)
            error->offset += choice->offset;
        if (error->offset == choice->offset && name_at)
            hint_row(choice->text, kind, name_at, error);
    }
    free(choice->text);
    return good;
}

bool command_optimizer(struct session *session, const char *arguments, struct error *error)
{
    struct choice choice;
    if (!read_choice(session, arguments, "an optimizer", &choice, error))
        return false;
    const struct optimizer_row *row = catalogue_optimizer(choice.text);
    bool good = sim_set_optimizer(session->sim, session->selected, row, choice.text, choice.values,
                                  choice.count, error);
    session->chosen = good ? 0 : session->chosen;
    return finish_choice(&choice, good, "optimizer", row ? NULL : optimizer_name_at, error);
}

bool command_schedule(struct session *session, const char *arguments, struct error *error)
{
    struct choice choice;
    if (!read_choice(session, arguments, "a schedule", &choice, error))
        return false;
    const struct schedule_row *row = catalogue_schedule(choice.text);
    bool good = sim_set_schedule(session->sim, session->selected, row, choice.text, choice.values,
                                 choice.count, error);
    session->chosen = good ? 0 : session->chosen;
    return finish_choice(&choice, good, "schedule", row ? NULL : schedule_name_at, error);
}

/* --- balls --- */

/* Takes eta out of the pairs: it is no parameter of a rule. */
static bool take_eta(struct choice *choice, double *eta)
{
    for (int i = 0; i < choice->count; i++)
        if (strcmp(choice->values[i].name, "eta") == 0) {
            *eta = choice->values[i].value;
            choice->count--;
            memmove(&choice->values[i], &choice->values[i + 1],
                    sizeof *choice->values * (size_t)(choice->count - i));
            return true;
        }
    return false;
}

/* Gives a ball what the line of a new one says. */
static bool furnish(struct session *session, int ball, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    if (reader_ended(&reader))
        return true;
    struct choice choice;
    choice.offset = reader_offset(&reader);
    choice.text = reader_rest(&reader);
    bool good = pairs_split(session, choice.text, choice.offset, choice.values, VALUES_MAX,
                            &choice.count, error);
    if (!good) {
        free(choice.text);
        return false;
    }
    double eta;
    bool has_eta = take_eta(&choice, &eta);
    const char *name = *choice.text ? choice.text : "sgd";
    const struct optimizer_row *row = catalogue_optimizer(name);
    good = sim_set_optimizer(session->sim, ball, row, name, choice.values, choice.count, error) &&
           (!has_eta || sim_set_value(session->sim, ball, "eta", eta, error));
    return finish_choice(&choice, good, "optimizer", row ? NULL : optimizer_name_at, error);
}

bool command_ball(struct session *session, const char *arguments, struct error *error)
{
    sim_try(session->sim, true);
    bool good = furnish(session, session->selected, arguments, error);
    sim_try(session->sim, false);
    int ball = good ? sim_add_ball(session->sim, error) : -1;
    if (ball < 0)
        return false;
    if (!furnish(session, ball, arguments, error)) {
        struct error ignored;
        sim_remove_ball(session->sim, ball, &ignored);
        return false;
    }
    session->selected = ball;
    session->chosen = 0;
    return true;
}

static bool read_ball(const struct session *session, const char *arguments, int *ball,
                      struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int64_t number;
    if (!reader_count(&reader, session, "", "the ball", 1, sim_ball_count(session->sim), &number,
                      error))
        return false;
    *ball = (int)number - 1;
    return true;
}

bool command_select(struct session *session, const char *arguments, struct error *error)
{
    int ball;
    if (!read_ball(session, arguments, &ball, error))
        return false;
    session->selected = ball;
    session->chosen = 0;
    return true;
}

static void cancel_appointments(struct session *session, int ball)
{
    int kept = 0;
    for (int i = 0; i < session->appointment_count; i++) {
        struct appointment *appointment = &session->appointments[i];
        if (appointment->ball == ball) {
            free(appointment->command);
            continue;
        }
        if (appointment->ball > ball)
            appointment->ball--;
        session->appointments[kept++] = *appointment;
    }
    session->appointment_count = kept;
}

bool command_remove(struct session *session, const char *arguments, struct error *error)
{
    int ball;
    if (!read_ball(session, arguments, &ball, error) || !sim_remove_ball(session->sim, ball, error))
        return false;
    cancel_appointments(session, ball);
    if (session->selected > ball || session->selected == sim_ball_count(session->sim))
        session->selected--;
    session->chosen = 0;
    return true;
}

/* Runs a command for every ball: first only trying, so that either all are changed or none. */
bool command_all(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    struct command_call call;
    if (reader_ended(&reader))
        return error_at(error, 0, "expected a command, as in `all eta 0.1`");
    if (!command_parse(session, reader.at, &call, error)) {
        error->offset += reader_offset(&reader);
        return false;
    }
    if (!(call.row->flags & COMMAND_PER_BALL))
        return error_at(error, reader_offset(&reader),
                        "`all` is for commands that act on a ball; %s does not", call.row->name);
    int selected = session->selected, chosen = session->chosen;
    bool good = true;
    for (int trying = 1; trying >= 0 && good; trying--) {
        sim_try(session->sim, trying);
        for (int i = 0; i < sim_ball_count(session->sim) && good; i++) {
            session->selected = i;
            good = call.row->run(session, call.arguments, error);
        }
        sim_try(session->sim, false);
    }
    session->selected = selected;
    session->chosen = chosen;
    if (!good && error->offset != ERROR_NO_PLACE)
        error->offset += (int)(call.arguments - arguments);
    return good;
}
