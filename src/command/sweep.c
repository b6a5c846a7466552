/* `sweep`: the numbers whose outcomes the view of that name shows; and `best`, which sets them to
 * the best of these. */

#include "rows.h"

#include "../lab/outlook.h"
#include "../lab/usual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- a number, and what it is in turn --- */

/* A part of the text up to a colon, without it; moves *at behind it. */
static bool take_part(const char **at, char part[64])
{
    size_t length = strcspn(*at, ":");
    if (length == 0 || length >= 64)
        return false;
    memcpy(part, *at, length);
    part[length] = '\0';
    *at += length + ((*at)[length] == ':');
    return true;
}

static bool take_end(const struct session *session, const char *what, const char **at,
                     double *number, struct error *error)
{
    char part[64];
    struct error ignored;
    struct sim_scope_place place;
    struct scope scope = sim_scope(session->sim, session->selected, &place);
    return (take_part(at, part) && value_evaluate(part, &scope, number, &ignored) &&
            isfinite(*number)) ||
           error_at(error, ERROR_NO_PLACE, "%s must be a number", what);
}

static bool read_count(const char *text, int *count)
{
    char *end;
    long number = strtol(text, &end, 10);
    *count = (int)number;
    return end != text && !*end && number >= 1 && number <= SWEEP_COUNT_MAX;
}

/* FROM:TO[:log][:COUNT] */
static bool read_values(const struct session *session, const char *at, struct sweep_axis *axis,
                        struct error *error)
{
    char part[64];
    if (!take_end(session, "FROM", &at, &axis->from, error) ||
        !take_end(session, "TO", &at, &axis->to, error))
        return false;
    bool more = take_part(&at, part), log = more && strcmp(part, "log") == 0;
    if (log || (more && strcmp(part, "lin") == 0))
        more = take_part(&at, part);
    axis->logarithmic = log;
    if (*at || (more && !read_count(part, &axis->count)))
        return error_at(error, ERROR_NO_PLACE, "COUNT must be a whole number from 1 to %d",
                        SWEEP_COUNT_MAX);
    if (log && !(axis->from * axis->to > 0))
        return error_at(error, ERROR_NO_PLACE, "for log both ends must be above 0, or both below");
    return true;
}

/* As a command would understand the name: a number of the ball, else a let. */
static bool find_name(const struct session *session, const char *name, char found[NAME_SIZE])
{
    char full[NAME_SIZE];
    const char *meaning = name;
    if (!lab_has_number(session->sim, session->selected, name))
        meaning = recipe_meaning(sim_recipe(session->sim, session->selected), name, false, full);
    if (!meaning || strchr(meaning, ' ') || strchr(meaning, '|') || strlen(meaning) >= NAME_SIZE)
        return false;
    memcpy(found, meaning, strlen(meaning) + 1);
    return true;
}

static bool unknown_name(const struct session *session, const char *name, struct error *error)
{
    struct named_value number;
    struct text names = {0};
    for (int i = 0; session_number(session, i, &number); i++)
        text_add(&names, "%s, ", number.name);
    error_set(error, ERROR_NO_PLACE, "no number %.40s; there are %.200sx%s", name,
              names.length ? names.bytes : "",
              problem_is_line(sim_problem(session->sim)) ? "" : " and y");
    text_free(&names);
    return false;
}

bool sweep_axis_read(const struct session *session, const char *text, bool whole,
                     struct sweep_axis *axis, struct error *error)
{
    char name[NAME_SIZE];
    int length = name_scan(text, name);
    bool alone = length > 0 && !text[length] && !whole;
    memset(axis, 0, sizeof *axis);
    if (length == 0 || (!alone && text[length] != '='))
        return error_at(error, ERROR_NO_PLACE,
                        whole ? "there is no NAME=" : "expected NAME or NAME=FROM:TO");
    if (!alone && !read_values(session, text + length + 1, axis, error))
        return false;
    if (whole && axis->count == 0)
        return error_at(error, ERROR_NO_PLACE, "COUNT must be a whole number from 1 to %d",
                        SWEEP_COUNT_MAX);
    return find_name(session, name, axis->name) || unknown_name(session, name, error);
}

/* --- sweep --- */

static bool read_axis(struct reader *in, struct swept *swept)
{
    const char *word = reader_word(in);
    if (swept->axis_count == SWEEP_AXES)
        return reader_error_in(in, word, "expected by, until, or nothing: at most two numbers");
    struct sweep_axis *axis = &swept->axes[swept->axis_count];
    if (!sweep_axis_read(in->session, word, false, axis, in->error)) {
        in->error->offset = reader_place(in, word);
        return false;
    }
    for (int i = 0; i < swept->axis_count; i++)
        if (strcmp(swept->axes[i].name, axis->name) == 0)
            return reader_error_in(in, word, "%s is already there", axis->name);
    swept->axis_count++;
    return true;
}

static bool read_by(struct reader *in, struct swept *swept)
{
    const char *word = reader_word(in);
    int index = choice_find(&swept_choices, word);
    if (index < 0)
        return reader_error_in(in, word, "expected iterations, loss, overshoots or verdict");
    swept->by = (enum swept_by)index;
    return true;
}

/* As many cells as a picture can have. */
static bool check_size(struct reader *in, const struct swept *swept)
{
    struct sweep_axis axes[SWEEP_AXES];
    memcpy(axes, swept->axes, sizeof axes);
    int count = lab_usual_axes(in->session->lab, in->session->sim, in->session->selected, axes,
                               swept->axis_count);
    int64_t cells = (int64_t)axes[0].count * (count > 1 ? axes[1].count : 1);
    int64_t most = count > 1 ? OUTLOOK_CELLS_MAX : TAILS_MAX;
    return cells <= most || reader_error_in(in, in->text,
                                            "a picture has at most %lld runs, not %lld: `overshoot "
                                            "sweep` makes tables of more",
                                            (long long)most, (long long)cells);
}

static void show(struct look *look)
{
    for (int i = 0; i < look->views.count; i++)
        if (look->views.items[i] == VIEW_SWEEP)
            return;
    look->views = (struct picks){1, {VIEW_SWEEP}};
}

static bool run_sweep(struct reader *in)
{
    struct look *look = &in->session->look;
    struct swept swept;
    memset(&swept, 0, sizeof swept);
    while (!reader_ended(in)) {
        bool good =
            reader_takes(in, "by") ? read_by(in, &swept)
            : reader_takes(in, "until")
                ? reader_count(in, " \t", "the number of iterations", 1, 100000000, &swept.until)
                : read_axis(in, &swept);
        if (!good)
            return false;
    }
    if (!check_size(in, &swept))
        return false;
    memcpy(&look->swept, &swept, sizeof swept);
    show(look);
    return true;
}

static void offer_sweep(const struct offering *offering)
{
    struct named_value number;
    for (int i = 0; session_number(offering->session, i, &number); i++)
        if (strcmp(offering->first, number.name) != 0)
            offer(offering, number.name, " ", "%.6g now", number.value);
    offer(offering, "x", " ", "the start's");
    if (!problem_is_line(sim_problem(offering->session->sim)))
        offer(offering, "y", " ", "the start's");
    offer(offering, "by", " ", "what is shown: iterations, loss, overshoots, verdict");
    offer(offering, "until", " ", "so many iterations each");
    for (int i = 0; *offering->first && i < *swept_choices.count; i++)
        offer(offering, choice_at(&swept_choices, i)->name, "", "%s",
              choice_at(&swept_choices, i)->help);
}

/* --- best --- */

/* All of the sweep, however late it is. */
static bool find_best(struct reader *in, struct sweep_axis axes[SWEEP_AXES], int *count, int at[2])
{
    struct session *session = in->session;
    const struct swept *swept = &session->look.swept;
    memcpy(axes, swept->axes, sizeof swept->axes);
    lab_set_limit(session->lab, NULL, NULL);
    *count = lab_usual_axes(session->lab, session->sim, session->selected, axes, swept->axis_count);
    for (int i = 0; i < *count; i++)
        if (!lab_has_number(session->sim, session->selected, axes[i].name))
            return reader_error(in, "the ball has no number %s now", axes[i].name);
    struct outlook outlook = lab_sweep(session->lab, session->sim, session->selected, axes, *count,
                                       swept->until > 0 ? swept->until : USUAL_BUDGET);
    int64_t best = swept->by == SWEPT_BY_LOSS ? outlook.lowest : outlook.best;
    if (outlook.reason)
        return reader_error(in, "there is no sweep: %s", outlook.reason);
    if (best < 0)
        return reader_error(in, "none of the sweep's runs settles");
    at[0] = (int)(best / outlook.columns);
    at[1] = (int)(best % outlook.columns);
    return true;
}

static bool run_best(struct reader *in)
{
    struct session *session = in->session;
    struct sim *sim = session->sim;
    struct sweep_axis axes[SWEEP_AXES];
    struct point start = sim_conditions(sim, session->selected).start;
    int count, at[SWEEP_AXES] = {0};
    bool starts = false;
    if (!reader_finish(in) || !find_best(in, axes, &count, at))
        return false;
    for (int i = 0; i < count; i++) {
        double value = sweep_value(&axes[i], at[i]);
        bool x = strcmp(axes[i].name, "x") == 0, y = strcmp(axes[i].name, "y") == 0;
        starts |= x || y;
        if (x || y)
            *(x ? &start.x : &start.y) = value;
        else if (!sim_set_value(sim, session->selected, axes[i].name, value, in->error))
            return false;
    }
    if (starts && sim_any_starts_apart(sim))
        sim_set_ball_start(sim, session->selected, &start);
    else if (starts)
        sim_set_start(sim, start);
    return true;
}

const struct command_row sweep_commands[] = {
    {"sweep",
     "[NAME[=FROM:TO[:log][:COUNT]] [NAME ...]] [by iterations | loss | overshoots | verdict] "
     "[until N]",
     "what would become of the ball for each of many numbers, or pairs of them",
     "sweep eta=0.01:1:log momentum", run_sweep, TIMED, offer_sweep},
    {"best", "", "the numbers of the sweep become its best ones", NULL, run_best, TIMED | CHANGES,
     NULL},
    {0},
};
