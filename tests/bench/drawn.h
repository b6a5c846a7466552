#ifndef OVERSHOOT_BENCH_DRAWN_H
#define OVERSHOOT_BENCH_DRAWN_H

/* What the benchmarks of pictures share: a session that carries out commands, and the values of a
 * field with their tones, which is what a picture of it takes at least. */

#include "bench.h"

#include "command/command.h"
#include "command/script.h"
#include "lab/survey.h"
#include "view/levels.h"

#include <math.h>

static inline double drawn_milliseconds(void)
{
    return bench_now(CLOCK_THREAD_CPUTIME_ID) / 1e6;
}

static inline void drawn_execute(struct session *session, const char *line)
{
    struct error error;
    int number;
    if (!command_execute(session, line, &error) || !script_work(session, NULL, &error, &number))
        fprintf(stderr, "%s: %s\n", line, error.text);
}

/* Of a surface's map of that size, in milliseconds: the best of some. */
enum { FIELD_COLUMNS = 200, FIELD_ROWS = 120 };
static inline double drawn_field(const struct session *session)
{
    static float tones[FIELD_COLUMNS * FIELD_ROWS];
    double best = HUGE_VAL;
    for (int i = 0; i < 12; i++) {
        double start = drawn_milliseconds();
        struct lab *lab = lab_new();
        const struct lattice lattice =
            lattice_middles(&session->look.region, FIELD_COLUMNS, FIELD_ROWS);
        const struct survey *survey = lab_survey(lab, sim_problem(session->sim), &lattice, 1);
        struct levels levels;
        levels_measure(&levels, &(struct tone_wish){.scale = SCALE_LOG}, survey, FIELD_ROWS / 2);
        for (int k = 0; k < FIELD_COLUMNS * FIELD_ROWS; k++)
            tones[k] = (float)tone_of(&levels.scale,
                                      survey_at(survey, k % FIELD_COLUMNS, k / FIELD_COLUMNS));
        best = fmin(best, drawn_milliseconds() - start);
        lab_free(lab);
    }
    return tones[0] >= 0 ? best : 0;
}

#endif
