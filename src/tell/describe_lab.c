/* Sweeps, basins and range tests in words. */

#include "describe_lab.h"

#include "../lab/outlook.h"
#include "../lab/range.h"
#include "../lab/survey.h"
#include "../lab/usual.h"
#include "words.h"

#include <string.h>

void describe_shares(const int64_t *counts, int count, int *percent)
{
    int64_t all = 0, rests[SHARES_MAX];
    int left = 100;
    for (int i = 0; i < count; i++)
        all += counts[i];
    for (int i = 0; i < count; i++) {
        percent[i] = all > 0 ? (int)(100 * counts[i] / all) : 0;
        rests[i] = all > 0 ? 100 * counts[i] % all : 0;
        left -= percent[i];
    }
    for (; all > 0 && left > 0; left--) {
        int most = 0;
        for (int i = 1; i < count; i++)
            most = rests[i] > rests[most] ? i : most;
        percent[most]++;
        rests[most] = -1;
    }
}

/* --- sweeps --- */

static const struct sweep_cell *cell_at(const struct outlook *outlook, int64_t cell)
{
    return outlook_at(outlook, (int)(cell / outlook->columns), (int)(cell % outlook->columns));
}

static void add_cell(struct text *out, const struct outlook *outlook, int64_t cell,
                     const struct sweep_axis *axes, int count)
{
    int row = (int)(cell / outlook->columns), column = (int)(cell % outlook->columns);
    for (int i = 0; i < count; i++) {
        double value = sweep_value(&axes[i], i ? column : row);
        text_add(out, "%s%s ", i ? ", " : "", axes[i].name);
        words_fill(out, "#", &value);
    }
}

static void add_parts(struct text *out, const struct outlook *outlook)
{
    int64_t fates[] = {[FATE_RUNNING] = 0, [FATE_CONVERGED] = 0, [FATE_DIVERGED] = 0};
    enum { FATES = sizeof fates / sizeof *fates };
    int64_t cells = (int64_t)outlook->rows * outlook->columns;
    int percent[FATES];
    for (int64_t i = 0; i < cells; i++)
        if (cell_at(outlook, i))
            fates[cell_at(outlook, i)->outcome.fate]++;
    describe_shares(fates, FATES, percent);
    text_add(out, "%d%% of the runs come to rest, %d%% diverge, %d%% do neither",
             percent[FATE_CONVERGED], percent[FATE_DIVERGED], percent[FATE_RUNNING]);
}

/* Of one number: what becomes of the ball from where to where. False, and nothing: it is too mixed
 * for words. */
static bool add_spans(struct text *out, const struct outlook *outlook,
                      const struct sweep_axis *axis)
{
    enum { MOST = 6 };
    static const char *const becomes[] = {[FATE_RUNNING] = "it does neither",
                                          [FATE_CONVERGED] = "it comes to rest",
                                          [FATE_DIVERGED] = "it diverges"};
    struct text spans = {0};
    int count = 0, rows = outlook->rows, until;
    for (int from = 0; from < rows && count <= MOST; from = until) {
        const struct sweep_cell *first = outlook_at(outlook, from, 0);
        for (until = from + 1; until < rows; until++) {
            const struct sweep_cell *cell = outlook_at(outlook, until, 0);
            if (!cell || !first || cell->outcome.fate != first->outcome.fate)
                break;
        }
        if (!first)
            continue;
        double ends[] = {sweep_value(axis, from), sweep_value(axis, until - 1)};
        words_fill(&spans, until - 1 > from ? "; from # to # " : "; at # ", ends);
        text_add(&spans, "%s", becomes[first->outcome.fate]);
        count++;
    }
    bool told = count > 0 && count <= MOST;
    if (told)
        text_add(out, "%s", spans.bytes);
    text_free(&spans);
    return told;
}

void describe_sweep(struct text *out, const struct session *session)
{
    const struct swept *swept = &session->look.swept;
    struct sweep_axis axes[SWEEP_AXES];
    memcpy(axes, swept->axes, sizeof axes);
    for (int i = 0; i < swept->axis_count; i++)
        if (!lab_has_number(session->sim, session->selected, axes[i].name))
            return;
    int count =
        lab_usual_axes(session->lab, session->sim, session->selected, axes, swept->axis_count);
    int64_t until = swept->until > 0 ? swept->until : USUAL_BUDGET;
    struct outlook outlook =
        lab_sweep(session->lab, session->sim, session->selected, axes, count, until);
    if (outlook.reason) {
        text_add(out, "nothing: %s", outlook.reason);
        return;
    }
    for (int i = 0; i < count; i++) {
        text_add(out, "%s%s", i ? ", " : "what becomes of the ball for each ", axes[i].name);
        words_fill(out, " from # to #", (double[]){axes[i].from, axes[i].to});
    }
    text_add(out, ": ");
    add_parts(out, &outlook);
    text_add(out, " in %lld iterations", (long long)until);
    if (count == 1)
        add_spans(out, &outlook, &axes[0]);
    if (outlook.best < 0)
        return;
    text_add(out, "; the soonest, after %lld, with ",
             (long long)outlook.cells[outlook.best].outcome.iterations);
    add_cell(out, &outlook, outlook.best, axes, count);
}

/* --- basins --- */

enum { PLACES = 9, OTHERS = PLACES, LEAVE, DO_NOT_SETTLE, NOWHERE, PARTS };

/* The places to which most lead, most first; returns how many. */
static int find_greatest(const struct basin *basin, int greatest[PLACES])
{
    int count = 0;
    for (int i = 0; i < basin->place_count; i++) {
        int64_t cells = basin->places[i].cells;
        int at = count;
        if (cells == 0)
            continue;
        while (at > 0 && basin->places[greatest[at - 1]].cells < cells)
            at--;
        if (at == PLACES)
            continue;
        count += count < PLACES;
        for (int j = count - 1; j > at; j--)
            greatest[j] = greatest[j - 1];
        greatest[at] = i;
    }
    return count;
}

static void count_parts(const struct basin *basin, const int *greatest, int count, int64_t *parts)
{
    int64_t cells = (int64_t)basin->outlook.rows * basin->outlook.columns;
    for (int i = 0; i < count; i++)
        parts[i] = basin->places[greatest[i]].cells;
    for (int i = 0; i < basin->place_count; i++)
        parts[OTHERS] += basin->places[i].cells;
    for (int i = 0; i < count; i++)
        parts[OTHERS] -= parts[i];
    for (int64_t i = 0; i < cells; i++) {
        parts[LEAVE] += basin->ends[i] == BASIN_DIVERGED;
        parts[DO_NOT_SETTLE] += basin->ends[i] == BASIN_UNSETTLED;
        parts[NOWHERE] += basin->ends[i] == BASIN_NOWHERE;
    }
}

static void add_places(struct text *out, const struct session *session, const struct basin *basin)
{
    static const char *const kinds[] = {[STATIONARY_MINIMUM] = "the minimum",
                                        [STATIONARY_SADDLE] = "the saddle",
                                        [STATIONARY_MAXIMUM] = "the maximum"};
    static const char *const others[PARTS] = {[OTHERS] = "at other places",
                                              [LEAVE] = "leave for ever",
                                              [DO_NOT_SETTLE] = "do not come to rest",
                                              [NOWHERE] = "come to rest, but at no such place"};
    int greatest[PLACES] = {0}, percent[PARTS], count = find_greatest(basin, greatest);
    int64_t parts[PARTS] = {0};
    const char *between = " ";
    count_parts(basin, greatest, count, parts);
    describe_shares(parts, PARTS, percent);
    for (int i = 0; i < PARTS; i++) {
        if (parts[i] == 0)
            continue;
        text_add(out, "%s%d%% ", between, percent[i]);
        between = "; ";
        if (i < PLACES) {
            const struct critical_point *point = &basin->places[greatest[i]].point;
            text_add(out, "at %s ", kinds[point->kind]);
            words_place(out, session->sim, point->place.x, point->place.y);
        } else
            text_add(out, "%s", others[i]);
    }
}

void describe_basin(struct text *out, const struct session *session)
{
    enum { ACROSS = 40, DOWN = 30 };
    const struct region *view = &session->look.region;
    int rows = problem_is_line(sim_problem(session->sim)) ? 1 : DOWN;
    const struct lattice lattice = lattice_middles(view, ACROSS, rows);
    struct basin basin =
        lab_basin(session->lab, session->sim, session->selected, view, &lattice, USUAL_BUDGET);
    if (basin.outlook.reason) {
        text_add(out, "nothing: %s", basin.outlook.reason);
        return;
    }
    text_add(out, "where the ball ends that starts there:");
    add_places(out, session, &basin);
}

/* --- range tests --- */

void describe_range(struct text *out, const struct session *session)
{
    const struct range_test *test =
        lab_range(session->lab, session->sim, session->selected, session->look.range);
    struct error error;
    text_add(out, "the loss of a run whose η grows from step to step");
    if (test->done && !range_tells(test, &error))
        text_add(out, ": %s", error.text);
    else if (test->done)
        words_fill(out, ": it falls steepest at η #, # is suggested",
                   (double[]){test->rows[test->steepest].eta, test->rows[test->suggested].eta});
    if (test->done && test->burst >= 0)
        words_fill(out, ", it bursts at #", &test->rows[test->burst].eta);
}
