/* What conditions can ask of balls that rows do not have: what they do of late, and how their rules
 * stand to their edge. */

#include "rows.h"

#include "../lab/spectrum.h"
#include "../model/verdict.h"

#include <math.h>
#include <string.h>

static double period(struct session *session, int ball)
{
    struct verdict verdict = lab_verdict(session->lab, session->sim, ball);
    if (sim_row(session->sim, ball)->converged)
        return 1;
    return verdict.kind == VERDICT_PERIODIC ? verdict.period : 0;
}

static double chaotic(struct session *session, int ball)
{
    return lab_verdict(session->lab, session->sim, ball).kind == VERDICT_CHAOTIC;
}

/* To the end, however long it is. */
static struct spectrum whole_spectrum(struct session *session, int ball)
{
    lab_set_limit(session->lab, NULL, NULL);
    return lab_spectrum(session->lab, session->sim, ball, NULL);
}

static double ruler(struct session *session, int ball)
{
    struct spectrum spectrum = whole_spectrum(session, ball);
    return spectrum.gap == SPECTRUM_WHOLE ? spectrum.product : (double)NAN;
}

static double ruler_edge(struct session *session, int ball)
{
    struct spectrum spectrum = whole_spectrum(session, ball);
    return spectrum.gap == SPECTRUM_WHOLE ? spectrum.edge : (double)NAN;
}

const struct outcome_row outcome_rows[] = {
    {"period", "of late it is every so many rows where it was; 1: it rests; 0: none", period},
    {"chaotic", "1 if it goes round without ever coming back, else 0", chaotic},
    {"ruler",
     "eta times sharpness, as its rule sees it and the ruler shows it: of "
     "any rule that has an edge, as ruler_edge(BALL)",
     ruler},
    {"ruler_edge", "from where on its rule diverges there", ruler_edge},
};
const int outcome_row_count = (int)(sizeof outcome_rows / sizeof *outcome_rows);

static const struct outcome_row *find_row(const char *name)
{
    for (int i = 0; i < outcome_row_count; i++)
        if (strcmp(outcome_rows[i].name, name) == 0)
            return &outcome_rows[i];
    return NULL;
}

/* --- of the crowd --- */

static enum name_kind find_number(const struct scope *scope, const char *name, double *number)
{
    const struct outcome_scope *own = scope->context;
    for (int i = 0; i < crowd_word_row_count; i++) {
        if (strcmp(crowd_word_rows[i].name, name) != 0)
            continue;
        *number = own->place.reads ? 1 : crowd_word(own->session, &crowd_word_rows[i]);
        struct text *told = own->place.told;
        bool new = told && !own->place.reads && !(told->length && strstr(told->bytes, name));
        if (new)
            text_add(told, "%s%s = %.9g", told->length ? ", " : "", name, *number);
        return NAME_NUMBER;
    }
    return own->inner.find(scope, name, number);
}

static const char *name_at(const struct scope *scope, int index)
{
    const struct outcome_scope *own = scope->context;
    if (index < crowd_word_row_count)
        return crowd_word_rows[index].name;
    return own->inner.name_at(scope, index - crowd_word_row_count);
}

static bool call_crowd(const struct outcome_scope *own, const double *arguments, int count,
                       double *value, struct error *error)
{
    if (count != 4)
        return error_at(error, ERROR_NO_PLACE,
                        "wrong number of arguments (%d); expected " CROWD_IN "(X0, X1, Y0, Y1)",
                        count);
    *value = own->place.reads ? 1 : crowd_in(own->session, arguments);
    struct text *told = own->place.told;
    if (told && !own->place.reads)
        text_add(told, "%s" CROWD_IN "(%.9g, %.9g, %.9g, %.9g) = %.9g", told->length ? ", " : "",
                 arguments[0], arguments[1], arguments[2], arguments[3], *value);
    return true;
}

/* --- functions --- */

static const char *function_at(const struct scope *scope, int index)
{
    const struct outcome_scope *own = scope->context;
    if (index == 0)
        return CROWD_IN;
    index--;
    if (index < outcome_row_count)
        return outcome_rows[index].name;
    return own->inner.function_at(scope, index - outcome_row_count);
}

static bool call(const struct scope *scope, const char *name, const double *arguments, int count,
                 double *value, struct error *error)
{
    const struct outcome_scope *own = scope->context;
    const struct outcome_row *row = find_row(name);
    int balls = own->session->sim->ball_count;
    if (strcmp(name, CROWD_IN) == 0)
        return call_crowd(own, arguments, count, value, error);
    if (!row)
        return own->inner.call(scope, name, arguments, count, value, error);
    if (count != 1)
        return error_at(error, ERROR_NO_PLACE, "wrong number of arguments (%d); expected %s(BALL)",
                        count, name);
    if (own->place.reads) {
        *value = 1;
        return true;
    }
    if (!(*arguments >= 1 && *arguments <= balls) || *arguments != floor(*arguments))
        return error_at(error, ERROR_NO_PLACE, "there is no ball %.9g; there %s %d", *arguments,
                        balls == 1 ? "is" : "are", balls);
    *value = row->of(own->session, (int)*arguments - 1);
    struct text *told = own->place.told;
    if (told)
        text_add(told, "%s%s(%.9g) = %.9g", told->length ? ", " : "", name, *arguments, *value);
    return true;
}

struct scope outcome_scope(struct session *session, struct text *told, struct outcome_scope *own)
{
    own->session = session;
    own->inner = sim_outcome_scope(session->sim, session->selected, told, &own->place);
    struct scope scope = own->inner;
    scope.find = find_number;
    scope.name_at = name_at;
    scope.function_at = function_at;
    scope.call = call;
    scope.context = own;
    return scope;
}
